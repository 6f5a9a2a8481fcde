"""What people do with named quantities: add one, correct it, and set some beside each other. Nothing adds them up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.models import Ronde
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis
from parliament.getallen import lees_getal
from parliament.models import Hoeveelheid, Hoeveelheidversie
from parliament.models.hoeveelheid import EURO
from parliament.rechten import mag_naar_de_kamer
from parliament.services.moties import lees_als_kamerstuk
from regions.models import Gebied, Landsdeel, Provincie

#: The column keeps six decimals.
KLEINSTE = Decimal("0.000001")


@transaction.atomic
def maak_hoeveelheid(
    *,
    naam: str,
    eenheid: str,
    getal: str,
    bron: str,
    brondatum: date,
    geldstroom: str = "",
    gebied: Gebied | None = None,
    provincie: Provincie | None = None,
    landsdeel: Landsdeel | None = None,
    periode: str = "",
    kamerstuk: str = "",
    ronde: Ronde | None = None,
    sleutel: str | None = None,
    by: Actor,
) -> Hoeveelheidversie:
    """Add a quantity with its first version.

    Raises PermissionDenied, or ValidationError per field: `bezwaren`, more than one place, or what is no Kamerstuk.
    """
    eis(mag_naar_de_kamer(by))
    hoeveelheid = Hoeveelheid(
        sleutel=sleutel,
        naam=" ".join(naam.split()),
        eenheid=_eenheid(eenheid),
        geldstroom=" ".join(geldstroom.split()),
        gebied=gebied,
        provincie=provincie,
        landsdeel=landsdeel,
    )
    fouten = bezwaren(
        naam=hoeveelheid.naam,
        eenheid=hoeveelheid.eenheid,
        geldstroom=hoeveelheid.geldstroom,
        getal=getal,
        brondatum=brondatum,
    )
    if fouten:
        raise ValidationError(fouten)
    hoeveelheid.full_clean()
    hoeveelheid.save()
    return _voeg_toe(hoeveelheid, 1, getal, periode, bron, kamerstuk, brondatum, ronde, "", by)


@transaction.atomic
def corrigeer_hoeveelheid(
    *,
    hoeveelheid: Hoeveelheid,
    getal: str,
    bron: str,
    brondatum: date,
    reden: str,
    versie: int,
    periode: str = "",
    kamerstuk: str = "",
    ronde: Ronde | None = None,
    by: Actor,
) -> Hoeveelheidversie:
    """Give the number anew, with the reason; the versions before it stay as they are, at their own addresses.

    `versie` is the last one that was seen. Raises PermissionDenied, or ValidationError: no reason, or somebody first.
    """
    eis(mag_naar_de_kamer(by))
    Hoeveelheid.objects.select_for_update().get(pk=hoeveelheid.pk)
    laatste = Hoeveelheidversie.objects.filter(hoeveelheid=hoeveelheid).latest("nummer").nummer
    if versie != laatste:
        raise ValidationError("Intussen heeft een collega een nieuwe versie vastgelegd. Bekijk die eerst.")
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf op waarom het getal een nieuwe versie krijgt."})
    return _voeg_toe(hoeveelheid, laatste + 1, getal, periode, bron, kamerstuk, brondatum, ronde, reden.strip(), by)


def bezwaren(
    *,
    naam: str | None = None,
    eenheid: str | None = None,
    geldstroom: str | None = None,
    getal: str | None = None,
    brondatum: date | None = None,
) -> dict[str, str]:
    """What is wrong with these, a Dutch sentence per field, all at once. What is None is not looked at.

    A query when there is a name.
    """
    fouten = {}
    if naam is not None and Hoeveelheid.objects.filter(naam=" ".join(naam.split())).exists():
        fouten["naam"] = (
            "Er is al een hoeveelheid met deze naam. Geef die een nieuwe versie, of kies hier een andere naam."
        )
    if eenheid is not None and geldstroom is not None and _eenheid(eenheid) == EURO and not geldstroom.strip():
        fouten["geldstroom"] = "Zeg uit welke geldstroom dit bedrag komt; de brief houdt die uit elkaar."
    if getal is not None and (zin := _bezwaar_tegen_getal(getal, eenheid)):
        fouten["getal"] = zin
    if brondatum is not None and brondatum > timezone.localdate():
        fouten["brondatum"] = "Deze dag moet nog komen. Vul in van welke dag de bron is."
    return fouten


def _bezwaar_tegen_getal(getal: str, eenheid: str | None) -> str:
    gelezen = lees_getal(getal)
    if gelezen is None:
        return f"“{getal[:40]}” is geen getal. Schrijf het zo: 3.500 of 2,5 miljard."
    if gelezen.waarde < 0:
        return "Een hoeveelheid is niet minder dan nul. Schrijf het getal zonder min, en zeg in de naam wat het is."
    if "€" in getal and eenheid is not None and _eenheid(eenheid) != EURO:
        return f"Hier staat een euroteken, maar de eenheid is “{eenheid}”."
    return ""


def _eenheid(eenheid: str) -> str:
    """As it is kept: money has one unit."""
    schoon = " ".join(eenheid.split())
    return EURO if schoon in ("€", "euro's", "EUR") else schoon


def _voeg_toe(
    hoeveelheid: Hoeveelheid,
    nummer: int,
    getal: str,
    periode: str,
    bron: str,
    kamerstuk: str,
    brondatum: date,
    ronde: Ronde | None,
    reden: str,
    by: Actor,
) -> Hoeveelheidversie:
    if fouten := bezwaren(eenheid=hoeveelheid.eenheid, getal=getal, brondatum=brondatum):
        raise ValidationError(fouten)
    gelezen = lees_getal(getal)
    assert gelezen is not None  # noqa: S101 - or it was among `fouten`
    stuk = lees_als_kamerstuk(kamerstuk)
    versie = Hoeveelheidversie(
        hoeveelheid=hoeveelheid,
        nummer=nummer,
        waarde=gelezen.waarde.quantize(KLEINSTE),
        schaal=gelezen.schaal,
        periode=" ".join(periode.split()),
        bron=" ".join(bron.split()),
        kamerstuk=stuk.notatie if stuk else "",
        brondatum=brondatum,
        ronde=ronde,
        reden=reden,
        **handtekening(by),
    )
    versie.full_clean(exclude=["door"])
    versie.save(force_insert=True)
    leg_vast(
        actie="hoeveelheid vastgelegd",
        object_soort="hoeveelheid",
        object_sleutel=str(hoeveelheid.pk),
        by=by,
        details={"versie": nummer},
    )
    return versie


def waarom_geen_totaal(versies: Sequence[Hoeveelheidversie]) -> list[str]:
    """Why these numbers are not added up, in Dutch sentences; never empty. Reads hoeveelheid of each."""
    redenen = []
    stromen = sorted({een.hoeveelheid.geldstroom for een in versies if een.hoeveelheid.geldstroom})
    if len(stromen) > 1:
        redenen.append(
            f"Deze bedragen horen bij verschillende geldstromen ({', '.join(stromen)}). De brief aan de Kamer houdt "
            "ze uit elkaar; een totaal zou iets zeggen wat nergens is afgesproken."
        )
    if len({een.hoeveelheid.eenheid for een in versies}) > 1:
        redenen.append("Zij hebben verschillende eenheden.")
    if len({een.periode for een in versies}) > 1:
        redenen.append("Zij gaan over verschillende perioden.")
    if len({een.hoeveelheid.plaats for een in versies}) > 1:
        redenen.append("Zij gelden voor verschillende plaatsen.")
    return [*redenen, "Een getal kan al in een ander zitten. Daarom telt het register getallen nooit op."]
