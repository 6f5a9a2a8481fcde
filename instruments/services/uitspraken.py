"""Recording what a source says of an instrument, and correcting it by a row more. Nothing is changed or deleted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from accounts.ondertekening import handtekening
from instruments.models import Bron, Handeling, Instrument, Instrumentversie, Precisie, Stand, Uitspraak
from instruments.models.versie import Plek
from instruments.rechten import eis_vastleggen
from instruments.vraag import versies_van, verwachte_plekken
from regions.models import Landsdeel

#: These tell of something that was done, so not of a day to come. On an agenda can also stand what is yet to come.
GEBEURD = {Stand.AANGEBODEN, Stand.ONDERSCHREVEN, Stand.VASTGESTELD}

ZONDER_BRON = "Kies de bron, of vul hieronder een nieuwe in. Zonder bron is er geen uitspraak."


class IntussenVerbeterd(ValidationError):
    """Somebody else corrected the statement since it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NieuweVersie:
    """A version that the register does not know yet: the next of this place."""

    label: str = ""
    eigen_naam: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NieuweBron:
    """A source that the register does not know yet. Not public and without landsdeel: for the Rijksredacteur alone."""

    titel: str
    datum: date | None
    openbaar: bool
    kenmerk: str = ""
    landsdeel: Landsdeel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inhoud:
    """What the source says, in the fields of `Uitspraak`."""

    tekst: str
    stand: str = ""
    handeling: str = ""
    orgaan: str = ""
    moment: str = ""
    precisie: str = Precisie.ONBEKEND
    van: date | None = None
    tot: date | None = None
    voorzien: str = ""
    voorzien_tot: date | None = None
    plaats: str = ""
    onderwerp: str = ""
    aantal: int | None = None
    totaal: int | None = None


@transaction.atomic
def leg_uitspraak_vast(
    *,
    instrument: Instrument,
    plek: Plek,
    versie: Instrumentversie | NieuweVersie,
    bron: Bron | NieuweBron | None,
    inhoud: Inhoud,
    by: Actor,
) -> Uitspraak:
    """Record what a source says of a version of this instrument for this place, with the source when it is new.

    Raises PermissionDenied, or ValidationError with a Dutch sentence per field of the form; then nothing was written.
    """
    _een_tegelijk()
    uitspraak = beoordeel_uitspraak(instrument=instrument, plek=plek, versie=versie, bron=bron, inhoud=inhoud, by=by)
    return _bewaar(uitspraak, "uitspraak vastgelegd", by)


@transaction.atomic
def verbeter_uitspraak(
    *,
    uitspraak: Uitspraak,
    versie: Instrumentversie | NieuweVersie | None = None,
    bron: Bron | NieuweBron | None,
    inhoud: Inhoud,
    reden: str,
    by: Actor,
) -> Uitspraak:
    """Put a better row in the place of a statement and say why; the old one stays. Without `versie` it keeps its own.

    Raises PermissionDenied, IntussenVerbeterd when a colleague was first, or ValidationError; then nothing was written.
    """
    _een_tegelijk()
    nieuw = beoordeel_verbetering(uitspraak=uitspraak, versie=versie, bron=bron, inhoud=inhoud, reden=reden, by=by)
    return _bewaar(nieuw, "uitspraak verbeterd", by)


def beoordeel_uitspraak(
    *,
    instrument: Instrument,
    plek: Plek,
    versie: Instrumentversie | NieuweVersie,
    bron: Bron | NieuweBron | None,
    inhoud: Inhoud,
    by: Actor,
) -> Uitspraak:
    """The row as `leg_uitspraak_vast` would write it, to be shown first. Writes nothing; raises the same."""
    eis_vastleggen(by)
    _eis_plek(instrument, plek)
    rij = Uitspraak(
        soort=Uitspraak.Soort.STAND,
        versie=_versie(instrument, plek, versie),
        bron=_bron(bron),
        **_schoon(inhoud),
        **handtekening(by),
    )
    _controleer(rij)
    if rij.versie and rij.versie.pk and rij.bron.pk and _staat_er_al(rij):
        raise ValidationError("Deze uitspraak staat er al, met dezelfde bron en dezelfde tekst.")
    return rij


def beoordeel_verbetering(
    *,
    uitspraak: Uitspraak,
    versie: Instrumentversie | NieuweVersie | None = None,
    bron: Bron | NieuweBron | None,
    inhoud: Inhoud,
    reden: str,
    by: Actor,
) -> Uitspraak:
    """The row as `verbeter_uitspraak` would write it, to be shown first. Writes nothing; raises the same."""
    eis_vastleggen(by)
    if Uitspraak.objects.filter(verbetert=uitspraak).exists():
        raise IntussenVerbeterd(
            "Intussen heeft een collega deze uitspraak verbeterd. Er is niets opgeslagen. Bekijk wat er nu staat en "
            "verbeter dat, als het nog nodig is."
        )
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf op waarom u deze uitspraak verbetert."})
    eigen = uitspraak.versie
    if eigen is not None and versie is not None:
        eigen = _versie(eigen.instrument, eigen.plek, versie)
    rij = Uitspraak(
        soort=uitspraak.soort,
        instrument=uitspraak.instrument,
        versie=eigen,
        bron=_bron(bron),
        verbetert_id=uitspraak.pk,  # by key: the old row is not corrected as long as this one is not written
        reden=reden.strip(),
        **_schoon(inhoud),
        **handtekening(by),
    )
    _controleer(rij)
    velden = ("versie_id", "bron_id", *asdict(inhoud))
    if rij.bron.pk and (eigen is None or eigen.pk) and _gelijk(rij, uitspraak, velden):
        raise ValidationError("Er is niets veranderd. Verbeter eerst wat niet klopt.")
    return rij


def nieuwste_van(uitspraak: Uitspraak) -> Uitspraak:
    """The statement that holds now in the place of this one: itself, or the last correction. A query per correction."""
    while (later := Uitspraak.objects.filter(verbetert=uitspraak).for_list().first()) is not None:
        uitspraak = later
    return uitspraak


# --- what is refused ---------------------------------------------------------------------------------------------


def _eis_plek(instrument: Instrument, plek: Plek) -> None:
    verwacht = {een.slug for een in verwachte_plekken([instrument])[instrument.pk]}
    if plek.slug not in verwacht and not versies_van(instrument, plek):
        raise ValidationError(
            f"Van {plek.naam} wordt geen {instrument.naam} verwacht, maar van {instrument.get_bereik_display()}. "
            "Kies een andere plek of een ander instrument."
        )


def _versie(instrument: Instrument, plek: Plek, versie: Instrumentversie | NieuweVersie) -> Instrumentversie:
    bekend = versies_van(instrument, plek)
    if isinstance(versie, Instrumentversie):
        if versie not in bekend:
            raise ValidationError({"versie": f"Deze versie hoort niet bij {plek.naam}. Kies er een uit de lijst."})
        return versie
    label, naam = " ".join(versie.label.split()), " ".join(versie.eigen_naam.split())
    if bekend and not label:
        raise ValidationError({"nieuw_label": "Er is al een versie. Kies die, of schrijf hoe de nieuwe heet: 2.0."})
    if label and any(een.label.casefold() == label.casefold() for een in bekend):
        raise ValidationError({"nieuw_label": f"Versie {label} is er al. Kies haar uit de lijst."})
    nummer = max((een.volgnummer for een in bekend), default=0) + 1
    nieuw = Instrumentversie(
        sleutel=f"{instrument.slug}/{plek.slug}/{nummer}",
        instrument=instrument,
        volgnummer=nummer,
        label=label,
        eigen_naam=naam,
        **{str(plek._meta.model_name): plek},
    )
    nieuw.clean_fields()
    return nieuw


def _bron(bron: Bron | NieuweBron | None) -> Bron:
    if isinstance(bron, Bron):
        return bron
    titel = " ".join(bron.titel.split()) if bron else ""
    if bron is None or not titel:
        raise ValidationError({"bron": ZONDER_BRON})
    if bron.datum is None:
        raise ValidationError({"bron_datum": "Vul de datum van de bron in."})
    if bron.openbaar and bron.datum > timezone.localdate():
        raise ValidationError({"bron_datum": "Deze dag moet nog komen: dan is de bron nog niet openbaar."})
    if bron.openbaar and bron.landsdeel is not None:
        raise ValidationError({"bron_landsdeel": "Een openbare bron ziet iedereen. Laat het landsdeel leeg."})
    # Whether two sources tell differently of one overleg is judged by their titles.
    if Bron.objects.filter(titel__iexact=titel).exists():
        raise ValidationError({"bron_titel": "Er is al een bron met deze titel. Kies haar uit de lijst."})
    nieuw = Bron(
        sleutel=_vrije_sleutel(titel),
        titel=titel,
        kenmerk=" ".join(bron.kenmerk.split()),
        datum=bron.datum,
        datum_in_woorden=date_format(bron.datum, "j F Y"),
        openbaar_vanaf=bron.datum if bron.openbaar else None,
        landsdeel=bron.landsdeel,
    )
    nieuw.clean_fields()
    return nieuw


def _vrije_sleutel(titel: str) -> str:
    begin = slugify(titel)[:40].strip("-") or "bron"
    bezet = set(Bron.objects.filter(sleutel__startswith=begin).values_list("sleutel", flat=True))
    nummer, sleutel = 1, begin
    while sleutel in bezet:
        nummer += 1
        sleutel = f"{begin}-{nummer}"
    return sleutel


def _schoon(inhoud: Inhoud) -> dict[str, Any]:
    velden = {
        veld: " ".join(waarde.split()) if isinstance(waarde, str) else waarde for veld, waarde in asdict(inhoud).items()
    }
    if velden["precisie"] == Precisie.DAG:
        velden["van"] = velden["van"] or velden["tot"]
        velden["tot"] = velden["tot"] or velden["van"]
    return velden


def _controleer(rij: Uitspraak) -> None:
    if not rij.tekst:
        raise ValidationError({"tekst": "Schrijf in één zin wat de bron zegt."})
    if rij.soort == Uitspraak.Soort.STAND and not rij.stand:
        raise ValidationError({"stand": "Kies welke stand de bron noemt."})
    if rij.soort == Uitspraak.Soort.TELLING and rij.aantal is None:
        raise ValidationError({"aantal": "Vul het aantal in dat de bron noemt."})
    if rij.aantal is not None and rij.totaal is not None and rij.aantal > rij.totaal:
        raise ValidationError({"aantal": "Het aantal is groter dan het totaal. Controleer beide."})
    _controleer_moment(rij)
    if rij.voorzien_tot and not rij.voorzien:
        raise ValidationError({"voorzien": "Schrijf ook in woorden wanneer de vaststelling is voorzien."})
    rij.clean_fields(exclude=["door", "door_naam", "rol", "versie", "bron", "instrument", "verbetert"])


def _controleer_moment(rij: Uitspraak) -> None:
    if rij.precisie == Precisie.ONBEKEND:
        if rij.van or rij.tot:
            raise ValidationError({"precisie": "U vulde een dag in. Kies hoe precies de bron het moment noemt."})
        return
    if rij.tot is None:
        raise ValidationError({"tot": "Vul de laatste dag in die het moment omvat, of kies “niet genoemd”."})
    if rij.van is None and rij.precisie != Precisie.UITERLIJK:
        raise ValidationError({"van": "Vul de eerste dag in die het moment omvat."})
    if rij.van and rij.van > rij.tot:
        raise ValidationError({"van": "De eerste dag ligt na de laatste dag. Draai de dagen om."})
    if rij.precisie == Precisie.DAG and rij.van != rij.tot:
        raise ValidationError({"precisie": "U vulde meer dan één dag in. Kies “periode”, of vul één dag in."})
    if not rij.moment:
        raise ValidationError({"moment": "Schrijf het moment zoals de bron het noemt, bijvoorbeeld: december 2024."})
    gedaan = rij.handeling not in ("", Handeling.GEAGENDEERD)
    if (rij.stand in GEBEURD or gedaan) and (rij.van or rij.tot) > timezone.localdate():
        wat = rij.stand if rij.stand in GEBEURD else rij.handeling
        raise ValidationError(
            {
                "van": f"Deze dag moet nog komen, dus er is nog niets {wat}. Vul in wanneer het gebeurde, of kies "
                "“in voorbereiding” en schrijf op wanneer de vaststelling is voorzien."
            }
        )


def _staat_er_al(rij: Uitspraak) -> bool:
    velden = ("stand", "handeling", "tekst", "plaats", "van", "tot")
    zelfde = Uitspraak.objects.geldig().filter(versie=rij.versie, bron=rij.bron)
    return any(_gelijk(rij, ander, velden) for ander in zelfde)


def _gelijk(een: Uitspraak, ander: Uitspraak, velden: tuple[str, ...]) -> bool:
    return all(getattr(een, veld) == getattr(ander, veld) for veld in velden)


# --- writing -----------------------------------------------------------------------------------------------------


def _een_tegelijk() -> None:
    """Wait for who is writing in this register: few people do, and sources and versions get their number by turns."""
    list(Instrument.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _bewaar(rij: Uitspraak, actie: str, by: Actor) -> Uitspraak:
    nieuw = [naam for naam in ("bron", "versie") if (object_ := getattr(rij, naam)) is not None and object_.pk is None]
    for naam in nieuw:
        object_ = getattr(rij, naam)
        object_.save()
        setattr(rij, naam, object_)
    rij.save()
    details = {"soort": str(rij.soort), "bron": rij.bron_id, "versie": rij.versie_id, "nieuw": nieuw}
    if rij.verbetert_id:
        details["verbetert"] = rij.verbetert_id
    leg_vast(actie=actie, object_soort="uitspraak", object_sleutel=str(rij.pk), by=by, details=details)
    return rij
