""" "Brief verzonden": the one act that makes the list of a ronde public. It cannot be undone."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import formats, timezone

from accounts.actoren import Actor, naam_van
from accounts.auditlog import leg_vast
from agreements.datums import datumtekst
from agreements.exporters import Voortgang
from agreements.models import Afspraak, Fasewijziging, Publicatieplan, Ronde, Uitgave
from agreements.rechten import eis, mag_publiceren
from agreements.services.berichten import stuur_aan
from agreements.services.fasen import MET_DE_HAND, schrijf_stap, wat_ontbreekt
from agreements.services.publicatie.kamerstuk import in_notatie
from agreements.services.publicatie.ontvangers import deelnemers
from agreements.services.statuspublicatie import publiceer_statussen
from agreements.services.uitgaven import MEESTE_POGINGEN, bewaar_uitgave, maak_documenten, stel_uitgave_voor

#: A clock that runs a little ahead of the server's makes no letter of tomorrow.
SPELING = timedelta(minutes=1)


class AlVerzonden(ValidationError):
    """The letter of this ronde was sent before; nothing was done."""

    def __init__(self, ronde: Ronde) -> None:
        self.ronde = ronde
        op = f" op {tijdtekst(ronde.verzonden_op)}" if ronde.verzonden_op else ""
        kenmerk = f" (kenmerk {ronde.kenmerk})" if ronde.kenmerk else ""
        super().__init__(
            f"De brief over {ronde} is al verzonden{op}{kenmerk}; de lijst is openbaar. "
            "Maak voor een verbetering een nieuwe uitgave."
        )

    def is_van(self, brief: Brief) -> bool:
        """Whether the letter that was sent is this one."""
        return self.ronde.kenmerk == brief.kenmerk


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The letter to Parliament: when it was sent, its kenmerk, and the Kamerstuk that it became."""

    verzonden_op: datetime
    kenmerk: str
    kamerstuk: str = ""

    def zet_op(self, ronde: Ronde) -> None:
        """Fill in the ronde as it is once this letter has been sent; nothing is saved."""
        ronde.verzonden_op, ronde.kenmerk, ronde.kamerstuk = self.verzonden_op, self.kenmerk, self.kamerstuk


def maak_brief(*, ronde: Ronde, verzonden_op: datetime, kenmerk: str, kamerstuk: str = "") -> Brief:
    """The letter with its notations brought to one form. Raises ValidationError per field: no kenmerk, one that is
    too long, no number of a Kamerstuk, or a moment before the overleg."""
    kenmerk = " ".join(kenmerk.split())
    if not kenmerk:
        raise ValidationError({"kenmerk": "Vul het kenmerk van de brief in."})
    if len(kenmerk) > 60:
        raise ValidationError({"kenmerk": "Dit kenmerk is te lang. Het mag hoogstens 60 tekens hebben."})
    laatste = _laatste_dag(ronde)
    if laatste and timezone.localdate(verzonden_op) < laatste:
        raise ValidationError(
            {"verzonden_op": f"De brief kan niet zijn verzonden voor het overleg van {datumtekst(laatste)}."}
        )
    return Brief(verzonden_op=verzonden_op, kenmerk=kenmerk, kamerstuk=in_notatie(kamerstuk))


def publiceer(
    *,
    ronde: Ronde,
    verzonden_op: datetime,
    kenmerk: str,
    kamerstuk: str = "",
    by: Actor,
    haal_in: str = "",
    plan: Publicatieplan | None = None,
    voortgang: Voortgang | None = None,
) -> Uitgave:
    """Record that the letter to Parliament was sent, which opens the list of the ronde to everybody.

    It freezes the edition that the public gets, brings the ronde to openbaar, tells the participants, and keeps of
    each agreement the status that it has at this moment as the one that was published: all in one transaction, or
    nothing. The documents are made before it, because that takes seconds. `haal_in` is why phases before vastgesteld
    may be passed in the same act (an operator's command); without it the ronde must be there. `plan` is the planned
    publication that is carried out.

    Raises PermissionDenied, AlVerzonden, or ValidationError with a Dutch sentence: another phase, a moment to come or
    before the overleg, no kenmerk, no list, or a list that keeps changing meanwhile.
    """
    eis(mag_publiceren(by))
    for _ in range(MEESTE_POGINGEN):
        ronde.refresh_from_db()
        _keur(ronde, haal_in)
        brief = maak_brief(ronde=ronde, verzonden_op=verzonden_op, kenmerk=kenmerk, kamerstuk=kamerstuk)
        nu = timezone.now()
        if brief.verzonden_op > nu + SPELING:
            raise ValidationError(
                {"verzonden_op": "Dit moment moet nog komen. Kies een moment dat is geweest, of plan de publicatie."}
            )
        straks = copy.copy(ronde)
        straks.fase = Ronde.Fase.OPENBAAR
        brief.zet_op(straks)
        if uitgave := _leg_vast_en_open(
            ronde, straks, brief, by=by, nu=nu, voortgang=voortgang, vooraf=partial(_open, brief, by, nu, haal_in, plan)
        ):
            return uitgave
    raise ValidationError("De lijst werd intussen gewijzigd. Probeer het opnieuw als zij af is.")


def vul_brief_aan(*, ronde: Ronde, verzonden_op: datetime, kenmerk: str, kamerstuk: str = "", by: Actor) -> Uitgave:
    """Record the letter of a ronde of the past, which was public before it came into this application.

    It opens nothing and tells nobody; the list gets an edition with the letter on its title page. Raises
    PermissionDenied, AlVerzonden when its letter is known or was sent from here, or ValidationError as `publiceer`.
    """
    eis(mag_publiceren(by))
    for _ in range(MEESTE_POGINGEN):
        ronde.refresh_from_db()
        if not is_van_eerder(ronde):
            raise AlVerzonden(ronde)
        brief = maak_brief(ronde=ronde, verzonden_op=verzonden_op, kenmerk=kenmerk, kamerstuk=kamerstuk)
        nu = timezone.now()
        if brief.verzonden_op > nu + SPELING:
            raise ValidationError({"verzonden_op": "Dit moment moet nog komen, en de lijst is al openbaar."})
        straks = copy.copy(ronde)
        brief.zet_op(straks)
        if uitgave := _leg_vast_en_open(ronde, straks, brief, by=by, nu=nu, vooraf=partial(_vul_aan, brief, by)):
            return uitgave
    raise ValidationError("De lijst werd intussen gewijzigd. Probeer het opnieuw als zij af is.")


def is_van_eerder(ronde: Ronde) -> bool:
    """Whether a ronde was public before it came into the application, and its letter has no kenmerk yet. One query."""
    return ronde.is_openbaar and not ronde.kenmerk and not Fasewijziging.objects.filter(ronde=ronde).exists()


def tijdtekst(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "j F Y, H:i")


def _laatste_dag(ronde: Ronde) -> date | None:
    """The last day on which an overleg of the ronde was held, as far as it is known."""
    laatste: date | None = ronde.overleggen.aggregate(Max("datum"))["datum__max"]
    return laatste or ronde.gehouden_tot or ronde.gehouden_van


def _keur(ronde: Ronde, haal_in: str) -> None:
    """Raises AlVerzonden, or ValidationError when this ronde cannot be published now."""
    if ronde.fase not in MET_DE_HAND:
        raise AlVerzonden(ronde)
    if ronde.fase == Ronde.Fase.VASTGESTELD:
        return
    if not haal_in:
        raise ValidationError(
            f"{ronde} is in de fase “{ronde.get_fase_display()}”. Stel de lijst eerst vast; dan kan de brief "
            "worden verzonden."
        )
    if redenen := wat_ontbreekt(ronde, Ronde.Fase.VASTGESTELD):
        raise ValidationError(redenen)


def _leg_vast_en_open(
    ronde: Ronde,
    straks: Ronde,
    brief: Brief,
    *,
    by: Actor,
    nu: datetime,
    vooraf: Callable[[Ronde], None],
    voortgang: Voortgang | None = None,
) -> Uitgave | None:
    """The edition with all that belongs to the act; None when the list was changed while its documents were made."""
    voorstel = stel_uitgave_voor(straks, by=by)
    documenten = maak_documenten(straks, voorstel, nu, voortgang)
    if voortgang:
        voortgang("De lijst wordt geopend", 99)
    return bewaar_uitgave(
        ronde,
        voorstel,
        documenten,
        op=nu,
        reden=f"De brief is verzonden op {datumtekst(timezone.localdate(brief.verzonden_op))}." * bool(voorstel.vorige),
        by=by,
        vooraf=vooraf,
        daarna=None if ronde.is_openbaar else partial(_vertel, brief, by),
    )


def _open(brief: Brief, by: Actor, nu: datetime, haal_in: str, plan: Publicatieplan | None, ronde: Ronde) -> None:
    """Everything that opens a ronde, which is locked: its letter, its phases, and the published statuses."""
    _keur(ronde, haal_in)
    _sluit_plan(ronde, plan, by, nu)
    for fase in MET_DE_HAND[MET_DE_HAND.index(Ronde.Fase(ronde.fase)) + 1 :]:
        schrijf_stap(ronde=ronde, naar=fase, by=by, toelichting=haal_in, op=nu)
    brief.zet_op(ronde)
    ronde.save(update_fields=["verzonden_op", "kenmerk", "kamerstuk"])
    schrijf_stap(ronde=ronde, naar=Ronde.Fase.VERZONDEN, by=by, op=nu)
    schrijf_stap(ronde=ronde, naar=Ronde.Fase.OPENBAAR, by=by, op=nu)
    publiceer_statussen(afspraken=Afspraak.objects.filter(overleg__ronde=ronde), by=by, op=nu)


def _sluit_plan(ronde: Ronde, plan: Publicatieplan | None, by: Actor, nu: datetime) -> None:
    """Say of the planned publication that it was carried out, or that it was overtaken by a person.

    Raises ValidationError when the plan was stopped, or carried out by another process, meanwhile.
    """
    open_plannen = Publicatieplan.objects.filter(ronde=ronde, gestopt_op=None, uitgevoerd_op=None)
    if plan is None:
        open_plannen.update(gestopt_op=nu, gestopt_door=f"{naam_van(by)[:120]} (meteen verzonden)")
    elif not open_plannen.filter(pk=plan.pk).update(uitgevoerd_op=nu, fout=""):
        raise ValidationError("Deze publicatie is intussen gestopt.")


def _vul_aan(brief: Brief, by: Actor, ronde: Ronde) -> None:
    if not is_van_eerder(ronde):
        raise AlVerzonden(ronde)
    brief.zet_op(ronde)
    ronde.save(update_fields=["verzonden_op", "kenmerk", "kamerstuk"])
    _schrijf_op("brief van eerder aangevuld", brief, ronde, by)


def _vertel(brief: Brief, by: Actor, ronde: Ronde, uitgave: Uitgave) -> None:
    """Tell the participants, in the transaction of the act; the mail goes after it."""
    kamerstuk = f", Kamerstuk {brief.kamerstuk}" if brief.kamerstuk else ""
    stuur_aan(
        deelnemers(ronde),
        soort="publicatie",
        sleutel=f"publicatie {ronde.slug}",
        onderwerp=f"De afsprakenlijst van {ronde} is openbaar",
        tekst=(
            f"De brief aan de Tweede Kamer over {ronde} is verzonden op {tijdtekst(brief.verzonden_op)} "
            f"(kenmerk {brief.kenmerk}{kamerstuk}). De afsprakenlijst is nu openbaar.\n\n"
            f"Uw exemplaar is uitgave {uitgave.nummer}. Zij gaat als pdf mee met de mail; de documenten in elk formaat "
            "staan bij de uitgave.\n\n"
            "Het embargo is voorbij: persberichten mogen vanaf nu worden verspreid."
        ),
        adres=uitgave.get_absolute_url(),
        bijlage=uitgave.bestanden.filter(formaat="pdf").first(),
    )
    _schrijf_op("brief verzonden", brief, ronde, by, uitgave=uitgave.nummer)


def _schrijf_op(actie: str, brief: Brief, ronde: Ronde, by: Actor, **meer: str) -> None:
    leg_vast(
        actie=actie,
        object_soort="afsprakenlijst",
        object_sleutel=ronde.slug,
        by=by,
        details={
            "verzonden op": brief.verzonden_op.isoformat(),
            "kenmerk": brief.kenmerk,
            "Kamerstuk": brief.kamerstuk,
            **meer,
        },
    )
