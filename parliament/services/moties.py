"""What people do with moties and toezeggingen: add one, say where it stands, and link it to agreements."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor, gebruiker_van
from accounts.auditlog import leg_vast
from agreements.kamerstuk import Kamerstuk, lees_kamerstuk, waarom_geen_kamerstuk
from agreements.models import Afspraak, Ronde
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis
from parliament.models import Motie, Motiestatus, Motiewijziging, Uitvoering
from parliament.models.motie import AFGESLOTEN
from parliament.rechten import mag_naar_de_kamer, mag_stand_vastleggen


class IntussenVastgelegd(ValidationError):
    """Somebody else wrote a status since this one was begun."""


@transaction.atomic
def bewaar_motie(
    *,
    motie: Motie | None = None,
    soort: str,
    naam: str,
    gevraagd: str,
    bron: str,
    kamerstuk: str = "",
    datum: date | None = None,
    sleutel: str | None = None,
    by: Actor,
) -> Motie:
    """Add a motie or toezegging, or change how one is described. The Kamerstuk may come in any notation.

    Raises PermissionDenied, or ValidationError with a Dutch sentence per field.
    """
    eis(mag_naar_de_kamer(by))
    stuk = lees_als_kamerstuk(kamerstuk)
    nieuw = motie is None
    if motie is None:
        motie = Motie(sleutel=sleutel, created_by=gebruiker_van(by))
    was = _gegevens(motie)
    motie.soort, motie.naam, motie.gevraagd = soort, " ".join(naam.split()), gevraagd.strip()
    motie.bron, motie.datum = " ".join(bron.split()), datum
    motie.kamerstuk = stuk.notatie if stuk else ""
    # A correction without the year of session does not take away a year that is known, unless the number changed.
    if stuk is None or stuk.vergaderjaar or motie.kamerstuk != was["kamerstuk"]:
        motie.vergaderjaar = stuk.vergaderjaar if stuk else None
    if motie.soort == Motie.Soort.MOTIE and motie.kamerstuk:
        zelfde = Motie.objects.filter(soort=Motie.Soort.MOTIE, kamerstuk=motie.kamerstuk).exclude(pk=motie.pk).first()
        if zelfde is not None:
            raise ValidationError({"kamerstuk": f"{zelfde} heeft dit Kamerstuk al. Controleer het nummer."})
    motie.full_clean(validate_constraints=False)
    motie.save()
    anders = {veld: waarde for veld, waarde in _gegevens(motie).items() if waarde != was[veld]}
    if nieuw or anders:
        _leg_vast("motie toegevoegd" if nieuw else "motie gewijzigd", motie, by, {"velden": sorted(anders)})
    return motie


def _gegevens(motie: Motie) -> dict[str, Any]:
    velden = ("soort", "naam", "gevraagd", "bron", "kamerstuk", "vergaderjaar", "datum")
    return {veld: getattr(motie, veld) for veld in velden}


def lees_als_kamerstuk(tekst: str) -> Kamerstuk | None:
    """The Kamerstuk that somebody typed, None for nothing. Raises ValidationError for what is none."""
    if not tekst.strip():
        return None
    stuk = lees_kamerstuk(tekst)
    if stuk is None:
        raise ValidationError({"kamerstuk": waarom_geen_kamerstuk(tekst)})
    return stuk


@transaction.atomic
def leg_stand_vast(
    *,
    motie: Motie,
    status: str,
    zin: str = "",
    ronde: Ronde | None = None,
    toelichting: str = "",
    versie: int | None = None,
    by: Actor,
) -> Motiewijziging:
    """Say where a motie stands and what the letter of `ronde` says of it. A new row; nothing is overwritten.

    `versie` is the number of the last row that the writer saw; None does not ask. Raises PermissionDenied,
    IntussenVastgelegd, or ValidationError: an unknown status, a closed one without a sentence or toelichting, a closed
    one reopened without toelichting, a sentence without a letter, or nothing new.
    """
    eis(mag_stand_vastleggen(by, motie))
    Motie.objects.select_for_update().get(pk=motie.pk)
    laatste = Motiewijziging.objects.filter(motie=motie).order_by("-nummer").first()
    nummer = laatste.nummer if laatste else 0
    if versie is not None and versie != nummer:
        raise IntussenVastgelegd(
            "Intussen heeft een collega een nieuwe stand vastgelegd. Bekijk die hieronder en leg daarna uw stand vast."
        )
    zin, toelichting = zin.strip(), toelichting.strip()
    was = laatste.status if laatste else Motiestatus.OPEN
    if status not in Motiestatus.values:
        raise ValidationError({"status": "Kies een status uit de lijst."})
    if status in AFGESLOTEN and not (zin or toelichting):
        raise ValidationError({"zin": "Schrijf de zin voor de brief of een toelichting: waarom is dit afgesloten?"})
    if was in AFGESLOTEN and status not in AFGESLOTEN and not toelichting:
        raise ValidationError({"toelichting": "Schrijf op waarom dit weer open gaat."})
    if zin and ronde is None:
        raise ValidationError(
            {"ronde": "Kies in welke brief deze zin komt. Tot die brief is verzonden, blijft hij intern."}
        )
    if laatste and (laatste.status, laatste.zin, laatste.ronde, laatste.toelichting) == (
        status,
        zin,
        ronde,
        toelichting,
    ):
        raise ValidationError("Er is niets veranderd ten opzichte van de vorige stand.")
    wijziging: Motiewijziging = Motiewijziging.objects.create(
        motie=motie,
        nummer=nummer + 1,
        status=status,
        zin=zin,
        ronde=ronde,
        toelichting=toelichting,
        **handtekening(by),
    )
    _leg_vast("stand van motie vastgelegd", motie, by, {"van": str(was), "naar": status, "nummer": nummer + 1})
    return wijziging


@transaction.atomic
def koppel_afspraak(*, motie: Motie, afspraak: Afspraak, hoe: str, by: Actor) -> Uitvoering:
    """Say that this agreement carries the motie out, and how. A second time renews how.

    Raises PermissionDenied, or ValidationError when it is not said how.
    """
    eis(mag_naar_de_kamer(by))
    hoe = hoe.strip()
    if not hoe:
        raise ValidationError({"hoe": "Schrijf op hoe deze afspraak de motie of toezegging uitvoert."})
    uitvoering, nieuw = Uitvoering.objects.update_or_create(
        motie=motie,
        afspraak=afspraak,
        defaults={"hoe": hoe},
        create_defaults={"hoe": hoe, "created_by": gebruiker_van(by)},
    )
    _leg_vast("afspraak aan motie gekoppeld", motie, by, {"afspraak": afspraak.code, "nieuw": nieuw})
    return uitvoering


@transaction.atomic
def ontkoppel_afspraak(*, uitvoering: Uitvoering, by: Actor) -> None:
    """Take a link away that was laid by mistake; the audit log keeps that it was there. Raises PermissionDenied."""
    eis(mag_naar_de_kamer(by))
    _leg_vast("afspraak van motie losgemaakt", uitvoering.motie, by, {"afspraak": uitvoering.afspraak.code})
    uitvoering.delete()


def versie_van(motie: Motie) -> int:
    """The number of the last row of its history, 0 before the first. One query."""
    laatste = motie.wijzigingen.order_by("-nummer").values_list("nummer", flat=True).first()
    return laatste or 0


def _leg_vast(actie: str, motie: Motie, by: Actor, details: dict[str, Any]) -> None:
    leg_vast(actie=actie, object_soort="motie", object_sleutel=str(motie.pk), by=by, details=details)
