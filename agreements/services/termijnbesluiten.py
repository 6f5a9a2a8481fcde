"""Changing the deadline of an agreement: a decision of its own, with a reason and who agreed to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.models import Afspraak, Ronde, Termijn, Termijnwijziging
from agreements.rechten import eis, mag_termijn_wijzigen
from agreements.services.termijnen import Stap, overlegdata, termijnstand, termijnversie, werk_termijn_bij
from agreements.services.toen import bewaar_termijnen
from agreements.termijnen import GeenTermijn, duid

Aanleiding = Termijnwijziging.Aanleiding


@dataclass(slots=True)
class TermijnIntussenGewijzigd(Exception):
    """Somebody else changed the deadline after the form was opened; `wijzigingen` are those changes, oldest first."""

    wijzigingen: list[Termijnwijziging] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gelezen:
    """A deadline as somebody typed it: the phrase, and what it means in days."""

    frase: str
    soort: str
    van: date | None
    tot: date | None
    overleg_naam: str = ""


@transaction.atomic
def wijzig_termijn(
    *,
    afspraak: Afspraak,
    frase: str,
    reden: str,
    akkoord: str,
    by: Actor,
    van: date | None = None,
    tot: date | None = None,
    versie: int | None = None,
    op: datetime | None = None,
) -> Termijnwijziging:
    """Decide on another deadline: the phrase as people write it, and its days where they name them.

    Without days they are read from the phrase ("eind 2026", "BO MIRT 2026"); one that hangs on an overleg moves with
    it. A phrase that names no day is kept and makes the deadline one that is not to be dated. The phrases of the text
    stay as they are; what is decided counts from now on.

    `versie` is what `termijnversie` said when the user began; `op` is for data that tells of the past. Raises
    PermissionDenied, TermijnIntussenGewijzigd, or ValidationError with a Dutch sentence per field.
    """
    afspraak = _begin(afspraak, by, versie)
    dag = timezone.localtime(op).date() if op else timezone.localdate()
    fouten = _keur_besluit(reden, akkoord)
    gelezen = None
    try:
        gelezen = lees_frase(frase, van=van, tot=tot, dag=dag)
    except ValidationError as fout:
        fouten |= {veld: str(zinnen[0]) for veld, zinnen in fout.message_dict.items()}
    if fouten or gelezen is None:
        raise ValidationError(fouten)
    was = termijnstand(afspraak)
    if (was.van, was.tot, was.frase) == (gelezen.van, gelezen.tot, gelezen.frase):
        raise ValidationError({"frase": f"De termijn is al “{gelezen.frase}”. Kies een andere termijn."})
    op = bewaar_termijnen(afspraken=[afspraak], op=op)
    _zet_besluit(afspraak, gelezen, is_termijn=True)
    stap = Stap(aanleiding=Aanleiding.BESLUIT, by=by, reden=reden.strip(), akkoord=akkoord, op=op)
    return _sluit(afspraak, werk_termijn_bij(afspraak=afspraak, was=was, stap=stap, altijd=True), by)


@transaction.atomic
def besluit_geen_termijn(
    *, afspraak: Afspraak, reden: str, akkoord: str, by: Actor, versie: int | None = None, op: datetime | None = None
) -> Termijnwijziging:
    """Decide that nothing is due by any day. Raises as `wijzig_termijn` does."""
    afspraak = _begin(afspraak, by, versie)
    if fouten := _keur_besluit(reden, akkoord):
        raise ValidationError(fouten)
    besluit = besluit_over(afspraak)
    if besluit is not None and besluit.soort == Termijn.GEEN:
        raise ValidationError("Er is al vastgelegd dat deze afspraak geen termijn heeft.")
    was = termijnstand(afspraak)
    op = bewaar_termijnen(afspraken=[afspraak], op=op)
    gelezen = Gelezen(frase=Termijn.GEEN_FRASE, soort=Termijn.GEEN, van=None, tot=None)
    _zet_besluit(afspraak, gelezen, is_termijn=False)
    stap = Stap(aanleiding=Aanleiding.BESLUIT, by=by, reden=reden.strip(), akkoord=akkoord, op=op)
    return _sluit(afspraak, werk_termijn_bij(afspraak=afspraak, was=was, stap=stap, altijd=True), by)


@transaction.atomic
def bevestig_termijn(
    *,
    afspraak: Afspraak,
    termijnen: Collection[int],
    by: Actor,
    reden: str = "",
    akkoord: str = "",
    versie: int | None = None,
    op: datetime | None = None,
) -> Termijnwijziging:
    """Confirm what the text says: of its phrases with a day, `termijnen` (pk) are those by which something is due.

    What was decided before no longer counts; going back on a decision is one itself, so it wants a reason and says who
    agreed. Raises as `wijzig_termijn` does.
    """
    afspraak = _begin(afspraak, by, versie)
    besluit = besluit_over(afspraak)
    if besluit is not None and (fouten := _keur_besluit(reden, akkoord)):
        raise ValidationError(fouten)
    was = termijnstand(afspraak)
    frasen = [een for een in afspraak.termijnen.order_by("volgorde") if te_bevestigen(een)]
    if vreemd := set(termijnen) - {een.pk for een in frasen}:
        raise ValidationError(f"Niet elke gekozen tijdsaanduiding staat nog in de tekst ({len(vreemd)} niet meer).")
    op = bewaar_termijnen(afspraken=[afspraak], op=op)
    for een in frasen:
        een.is_termijn, een.herkomst = een.pk in termijnen, Termijn.Herkomst.BEVESTIGD
        een.save(update_fields=["is_termijn", "herkomst"])
    if besluit is not None:
        besluit.delete()
    stap = Stap(
        aanleiding=Aanleiding.BESLUIT if besluit else Aanleiding.BEVESTIGING,
        by=by,
        reden=reden.strip(),
        akkoord=akkoord if besluit else "",
        op=op,
    )
    return _sluit(afspraak, werk_termijn_bij(afspraak=afspraak, was=was, stap=stap, altijd=True), by)


def lees_frase(frase: str, *, van: date | None, tot: date | None, dag: date) -> Gelezen:
    """What somebody typed as a deadline, relative phrases counted from `dag`.

    Raises ValidationError per field: nothing typed, days the wrong way round, no time or a horizon in the phrase.
    """
    frase = " ".join(frase.split())
    if not frase:
        raise ValidationError({"frase": "Schrijf de termijn op, bijvoorbeeld “eind 2026” of “BO MIRT 2026”."})
    if len(frase) > 200:
        raise ValidationError({"frase": f"De termijn is te lang: {len(frase)} tekens, hoogstens 200."})
    if van and tot and van > tot:
        raise ValidationError({"tot": "De laatste dag ligt voor de eerste."})
    if tot is not None:
        return Gelezen(frase=frase, soort="dag" if van == tot else "periode", van=van, tot=tot)
    if van is not None:
        raise ValidationError({"tot": "Vul ook de laatste dag in, of laat beide dagen leeg."})
    try:
        gelezen = duid(frase, overlegdatum=dag, overleggen=overlegdata())
    except GeenTermijn as fout:
        raise ValidationError({"frase": f"{fout} Schrijf het anders, of vul de laatste dag in."}) from None
    if gelezen.soort == "horizon":
        raise ValidationError({"frase": f"“{frase}” is een horizon en geen termijn. Noem een moment, of een dag."})
    return Gelezen(
        frase=frase, soort=gelezen.soort, van=gelezen.van, tot=gelezen.tot, overleg_naam=gelezen.overleg or ""
    )


def besluit_over(afspraak: Afspraak) -> Termijn | None:
    """What was decided about the deadline, while that is what counts. One query."""
    return afspraak.termijnen.filter(herkomst=Termijn.Herkomst.INGEVOERD).order_by("volgorde").first()


def te_bevestigen(termijn: Termijn) -> bool:
    """A phrase of the text with a day can be a deadline; a horizon and a vague phrase never are."""
    heeft_dag = bool(termijn.van or termijn.tot)
    return heeft_dag and not termijn.is_besloten and termijn.soort not in ("horizon", "vaag")


def _begin(afspraak: Afspraak, by: Actor, versie: int | None) -> Afspraak:
    """The agreement, locked, for who may change its deadline, while nobody else did so in between."""
    afspraak = Afspraak.objects.select_for_update(of=("self",)).get(pk=afspraak.pk)
    eis(mag_termijn_wijzigen(by, afspraak))
    if not afspraak.is_vastgesteld:
        raise ValidationError("Deze afspraak is nog niet vastgesteld. Haar termijn staat nog niet vast.")
    if afspraak.is_gesplitst:
        raise ValidationError("Deze afspraak is gesplitst. Wijzig de termijn van de deelafspraken.")
    if afspraak.is_context:
        raise ValidationError("Deze tekst is context en wordt niet gevolgd. Geef haar eerst een andere soort.")
    if versie is not None and versie != termijnversie(afspraak):
        raise TermijnIntussenGewijzigd(
            list(Termijnwijziging.objects.filter(afspraak=afspraak, nummer__gt=versie).order_by("nummer"))
        )
    return afspraak


def _keur_besluit(reden: str, akkoord: str) -> dict[str, str]:
    fouten = {}
    if not reden.strip():
        fouten["reden"] = "Geef de reden. Een besluit over de termijn kan niet zonder."
    if akkoord not in Termijnwijziging.Akkoord.values:
        fouten["akkoord"] = "Kies wie met deze termijn instemde."
    return fouten


def _zet_besluit(afspraak: Afspraak, gelezen: Gelezen, *, is_termijn: bool) -> None:
    Termijn.objects.update_or_create(
        afspraak=afspraak,
        herkomst=Termijn.Herkomst.INGEVOERD,
        defaults={
            "volgorde": Termijn.VOLGORDE_BESLUIT,
            "frase": gelezen.frase,
            "soort": gelezen.soort,
            "van": gelezen.van,
            "tot": gelezen.tot,
            "overleg_naam": gelezen.overleg_naam,
            "overleg": Ronde.objects.filter(naam=gelezen.overleg_naam).first() if gelezen.overleg_naam else None,
            "is_termijn": is_termijn,
        },
    )


def _sluit(afspraak: Afspraak, wijziging: Termijnwijziging | None, by: Actor) -> Termijnwijziging:
    assert wijziging is not None  # noqa: S101 - `altijd` makes one
    leg_vast(
        actie="termijn gewijzigd",
        object_soort="afspraak",
        object_sleutel=afspraak.code,
        by=by,
        details={
            "nummer": wijziging.nummer,
            "aanleiding": wijziging.aanleiding,
            "van": _iso(wijziging.tot_oud),
            "naar": _iso(wijziging.tot_nieuw),
        },
    )
    return wijziging


def _iso(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None
