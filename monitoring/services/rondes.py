"""Holding a monitorronde: making, opening, extending, withdrawing and closing it. Each step leaves a `Monitorstap`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from accounts.models import User
from agreements.models import Afspraak
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_monitoren
from monitoring.keuze import Keuze
from monitoring.models import Melding, Momentopname, Monitorronde, Monitorstap, Uitvraagregel
from monitoring.models.melding import Meldingsoort
from monitoring.services.meldingen import meld
from monitoring.services.momentopnamen import bevries
from monitoring.services.overzicht import lees_beeld

OBJECT = "monitorronde"


@transaction.atomic
def maak_ronde(
    *, naam: str, keuze: Keuze, uiterlijk: date, by: Actor, toelichting: str = "", op: datetime | None = None
) -> Monitorronde:
    """Prepare a round; nobody is asked yet. `op`, here and below, is for data that tells of the past.

    Raises PermissionDenied, or ValidationError: no name, or a last day that does not lie ahead.
    """
    eis(mag_monitoren(by))
    ronde = Monitorronde(
        naam=naam.strip(), keuze=keuze.als_json(), uiterlijk=uiterlijk, toelichting=toelichting.strip()
    )
    _keur_naam(ronde)
    keur_datum(uiterlijk, op)
    ronde.full_clean()
    ronde.save(force_insert=True)
    noteer_stap(ronde, Monitorstap.Soort.GEMAAKT, by, op=op)
    return ronde


@transaction.atomic
def wijzig_ronde(
    *, monitorronde: Monitorronde, naam: str, keuze: Keuze, uiterlijk: date, by: Actor, toelichting: str = ""
) -> Monitorronde:
    """Change a round that is being prepared. Raises as `maak_ronde`, and when it was opened or withdrawn."""
    eis(mag_monitoren(by))
    ronde = vergrendel(monitorronde)
    _eis_fase(ronde, Monitorronde.Fase.VOORBEREIDING)
    ronde.naam, ronde.keuze, ronde.uiterlijk = naam.strip(), keuze.als_json(), uiterlijk
    ronde.toelichting = toelichting.strip()
    _keur_naam(ronde)
    keur_datum(uiterlijk)
    ronde.full_clean()
    ronde.save(update_fields=["naam", "keuze", "uiterlijk", "toelichting"])
    noteer_stap(ronde, Monitorstap.Soort.GEWIJZIGD, by)
    return ronde


@transaction.atomic
def open_ronde(
    *, monitorronde: Monitorronde, by: Actor, aantal: int | None = None, op: datetime | None = None
) -> Monitorronde:
    """Turn the choice into rows, once, and invite everybody who answers for one of them.

    `aantal` is the number of agreements that the confirmation named. With `op` nobody is invited: that was then.

    Raises PermissionDenied, or ValidationError: opened already, no agreements, a last day that has come, or another
    number than was confirmed.
    """
    eis(mag_monitoren(by))
    ronde = vergrendel(monitorronde)
    _eis_fase(ronde, Monitorronde.Fase.VOORBEREIDING)
    keur_datum(ronde.uiterlijk, op)
    gekozen = list(Keuze.uit_json(ronde.keuze).kies(Afspraak.objects.met_live_status()).values_list("pk", flat=True))
    if not gekozen:
        raise ValidationError("Deze keuze levert geen afspraken op. Kies ruimer en open de ronde dan.")
    if aantal is not None and aantal != len(gekozen):
        raise ValidationError(
            f"Intussen gaat het om {len(gekozen)} afspraken in plaats van {aantal}. Lees de bevestiging opnieuw."
        )
    Uitvraagregel.objects.bulk_create(
        Uitvraagregel(monitorronde=ronde, afspraak_id=pk, volgorde=plaats) for plaats, pk in enumerate(gekozen, 1)
    )
    ronde.fase, ronde.geopend_op = Monitorronde.Fase.OPEN, op or timezone.now()
    ronde.save(update_fields=["fase", "geopend_op"])
    noteer_stap(ronde, Monitorstap.Soort.GEOPEND, by, op=op, afspraken=len(gekozen))
    if op is None:
        meld(lees_beeld(ronde).mensen, soort=Meldingsoort.UITNODIGING, monitorronde=ronde)
    return ronde


@transaction.atomic
def verleng_ronde(*, monitorronde: Monitorronde, uiterlijk: date, reden: str, by: Actor) -> Monitorronde:
    """Give an open round another last day and tell who still has to answer.

    Raises PermissionDenied, or ValidationError: not open, no reason, the same day, or a day that has come.
    """
    eis(mag_monitoren(by))
    ronde = vergrendel(monitorronde)
    _eis_fase(ronde, Monitorronde.Fase.OPEN)
    keur_verlenging(ronde, uiterlijk)
    _eis_reden(reden)
    ronde.uiterlijk = uiterlijk
    ronde.save(update_fields=["uiterlijk"])
    noteer_stap(ronde, Monitorstap.Soort.VERLENGD, by, reden=reden)
    meld(lees_beeld(ronde).stil, soort=Meldingsoort.WIJZIGING, monitorronde=ronde)
    return ronde


@transaction.atomic
def trek_ronde_in(*, monitorronde: Monitorronde, reden: str, by: Actor) -> Monitorronde:
    """End a round without result. What was answered stays in the history of the agreements; nothing is frozen.

    Raises PermissionDenied, or ValidationError: closed or withdrawn already, or no reason.
    """
    eis(mag_monitoren(by))
    ronde = vergrendel(monitorronde)
    _eis_fase(ronde, Monitorronde.Fase.VOORBEREIDING, Monitorronde.Fase.OPEN)
    _eis_reden(reden)
    mensen = lees_beeld(ronde).stil if ronde.is_open else []
    ronde.fase = Monitorronde.Fase.INGETROKKEN
    ronde.save(update_fields=["fase"])
    noteer_stap(ronde, Monitorstap.Soort.INGETROKKEN, by, reden=reden)
    meld(mensen, soort=Meldingsoort.WIJZIGING, monitorronde=ronde)
    return ronde


@transaction.atomic
def sluit_ronde(
    *, monitorronde: Monitorronde, by: Actor, onbeantwoord: int | None = None, op: datetime | None = None
) -> Momentopname:
    """Close an open round and freeze how every agreement stands, for ever.

    What was not answered stays empty; it counts as no answer and never as "unchanged". `onbeantwoord` is the number
    of sides without an answer that the confirmation named.

    Raises PermissionDenied, or ValidationError: not open, or another number than was confirmed.
    """
    eis(mag_monitoren(by))
    ronde = vergrendel(monitorronde)
    _eis_fase(ronde, Monitorronde.Fase.OPEN)
    # After the row of the round, the agreements: no status changes while they are written down.
    list(Afspraak.objects.select_for_update().filter(uitvraagregels__monitorronde=ronde).order_by("pk"))
    beeld = lees_beeld(ronde)
    leeg = len(beeld.open)
    if onbeantwoord is not None and onbeantwoord != leeg:
        raise ValidationError(
            f"Intussen zijn {leeg} antwoorden open in plaats van {onbeantwoord}. Lees de bevestiging opnieuw."
        )
    ronde.fase, ronde.gesloten_op = Monitorronde.Fase.GESLOTEN, op or timezone.now()
    ronde.save(update_fields=["fase", "gesloten_op"])
    momentopname = bevries(beeld=beeld, op=ronde.gesloten_op, by=by)
    noteer_stap(ronde, Monitorstap.Soort.GESLOTEN, by, op=op, onbeantwoord=leeg, sha256=momentopname.sha256)
    return momentopname


@dataclass(frozen=True, slots=True)
class Herinnerd:
    """Who is reminded now, and who is silent as well but was reminded today or is about to be."""

    nieuw: list[User]
    al: list[User]


@transaction.atomic
def herinner_nu(*, monitorronde: Monitorronde, by: Actor) -> Herinnerd:
    """Remind everybody who is responsible for something that nobody has answered, at most once a day.

    Raises PermissionDenied, or ValidationError when it is not open.
    """
    eis(mag_monitoren(by))
    ronde = vergrendel(monitorronde)
    _eis_fase(ronde, Monitorronde.Fase.OPEN)
    herinnerd = Melding.objects.filter(
        Q(verwerkt_op=None) | Q(dag=timezone.localdate(), bericht__isnull=False),
        monitorronde=ronde,
        soort__in=[Meldingsoort.HERINNERING, Meldingsoort.TE_LAAT],
    )
    al = set(herinnerd.order_by().values_list("user_id", flat=True))
    stil = lees_beeld(ronde).stil
    wie = Herinnerd([user for user in stil if user.pk not in al], [user for user in stil if user.pk in al])
    meld(wie.nieuw, soort=Meldingsoort.HERINNERING, monitorronde=ronde)
    leg_vast(
        actie="monitorronde herinnerd",
        object_soort=OBJECT,
        object_sleutel=str(ronde.pk),
        by=by,
        details={"mensen": len(wie.nieuw)},
    )
    return wie


def vergrendel(monitorronde: Monitorronde) -> Monitorronde:
    """The row as it is now, for the transaction of the caller alone."""
    vast: Monitorronde = Monitorronde.objects.select_for_update().get(pk=monitorronde.pk)
    return vast


def noteer_stap(
    monitorronde: Monitorronde, soort: str, by: Actor, *, reden: str = "", op: datetime | None = None, **details: object
) -> Monitorstap:
    """Write the next step of the history, and its line in the audit log. In the transaction of the caller."""
    nummer = Monitorstap.objects.filter(monitorronde=monitorronde).count() + 1
    stap = Monitorstap(
        monitorronde=monitorronde,
        nummer=nummer,
        soort=soort,
        uiterlijk=monitorronde.uiterlijk,
        reden=reden.strip(),
        **handtekening(by, op),
    )
    stap.full_clean(validate_unique=False)
    stap.save(force_insert=True)
    leg_vast(
        actie=f"monitorronde {Monitorstap.Soort(soort).label}"[:60],
        object_soort=OBJECT,
        object_sleutel=str(monitorronde.pk),
        by=by,
        details={"nummer": nummer, "uiterlijk": monitorronde.uiterlijk.isoformat(), **details},
    )
    return stap


def _eis_fase(ronde: Monitorronde, *fasen: str) -> None:
    if ronde.fase not in fasen:
        raise ValidationError(f"Deze monitorronde is {ronde.get_fase_display()}. Dit kan nu niet meer.")


def _eis_reden(reden: str) -> None:
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf op waarom. De gevraagde mensen lezen dit."})


def _keur_naam(ronde: Monitorronde) -> None:
    if not ronde.naam:
        raise ValidationError({"naam": "Geef de monitorronde een naam."})


def keur_datum(uiterlijk: date, op: datetime | None = None) -> None:
    """Refuse a last day that does not lie ahead, with a ValidationError."""
    if uiterlijk <= timezone.localdate(op):
        raise ValidationError({"uiterlijk": "Kies een dag die nog komt."})


def keur_verlenging(ronde: Monitorronde, uiterlijk: date) -> None:
    """Refuse another last day that is the same one, or does not lie ahead, with a ValidationError."""
    if uiterlijk == ronde.uiterlijk:
        raise ValidationError({"uiterlijk": "Dit is al de uiterste dag. Kies een andere dag."})
    keur_datum(uiterlijk)
