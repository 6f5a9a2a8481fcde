"""Repairing the structure of a document that was read and not yet loaded; the acts are kept with the document.

What is doubtful comes from the reading; a person looks at it, repairs it or says that it is right. Each act is one
`Bewerking` (see `agreements.herstel`), kept in order with who and when, with a line in the audit log. The list that
is shown, counted and loaded is worked out from the reading and the acts each time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor, naam_van
from accounts.auditlog import leg_vast
from agreements.herstel import Bewerking, Bronplaatsen, Ingreep, Stuk, lijst_van, lijst_voor_telling, pas_toe, rij_van
from agreements.herstel.bewerkingen import aanduiding, doe
from agreements.herstel.rij import BUITEN, met_bronregels, plaatsen_van
from agreements.importers import Verantwoording, verantwoord
from agreements.importers.naslag import Naslag
from agreements.lijst import Lijst, LijstFout, Melding, Tekstblok
from agreements.lijst_json import naar_json, uit_json
from agreements.models import Invoer
from agreements.rechten import eis, mag_lijsten_laden
from agreements.services.lijsten import verrijk
from agreements.services.plaatsen import naslag_uit_database

OBJECT = "invoer"


class IntussenHersteld(ValidationError):
    """Somebody else repaired the same document in between; nothing was done."""

    def __init__(self) -> None:
        super().__init__(
            "Iemand anders heeft de structuur van dit document intussen gewijzigd. Uw reparatie is niet gedaan. "
            "U ziet nu de nieuwe stand; doe uw reparatie zo nodig opnieuw."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Twijfel:
    """A place of doubt: what, on which part of the row, and whether somebody looked at it or repaired it there."""

    melding: Melding
    deel: int | None
    bekeken: Bewerking | None = None
    hersteld: bool = False

    @property
    def is_open(self) -> bool:
        return self.bekeken is None and not self.hersteld


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A document as it stands: the row of parts, the list they make, where they come from and what is doubtful."""

    rij: tuple[Stuk, ...]
    lijst: Lijst
    plaatsen: Bronplaatsen
    blok_van: Mapping[int, Tekstblok]
    twijfels: tuple[Twijfel, ...]
    bewerkingen: tuple[Bewerking, ...]
    niet_toegepast: tuple[tuple[Bewerking, str], ...]
    versie: str

    @property
    def aantal_bekeken(self) -> int:
        return sum(not twijfel.is_open for twijfel in self.twijfels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The count at the end. `buiten` are the characters that a person left out of the list, as a page header."""

    verantwoording: Verantwoording
    buiten: int

    @property
    def ontbreekt(self) -> int:
        """The characters of the lines that have no place."""
        return self.verantwoording.tekens_in - self.verantwoording.geplaatst - self.verantwoording.opmaak


def bewerkingen_van(invoer: Invoer) -> tuple[Bewerking, ...]:
    return tuple(Bewerking.uit_json(een) for een in invoer.reparaties)


def versie_van(invoer: Invoer) -> str:
    """What a form remembers to notice that the document was repaired, or read otherwise, in between."""
    inhoud = json.dumps([invoer.lijst, invoer.reparaties, invoer.geladen_lijst], sort_keys=True, default=str)
    return hashlib.sha256(inhoud.encode()).hexdigest()[:16]


def stand_van(invoer: Invoer, naslag: Naslag | None = None) -> Stand:
    """The document with its repairs; after loading, as it was loaded. Reads the reference data when not given."""
    lijst, bewerkingen = uit_json(invoer.lijst), bewerkingen_van(invoer)
    if invoer.is_geladen:
        # The acts are in it already; only what was looked at is still to be told.
        lijst = uit_json(invoer.geladen_lijst or invoer.lijst)
        bewerkingen = tuple(een for een in bewerkingen if een.ingreep is Ingreep.BEKEKEN)
    stand = _stand(lijst, invoer.bron, bewerkingen, naslag or naslag_uit_database())
    return replace(stand, versie=versie_van(invoer))


def _stand(basis: Lijst, bron: str, bewerkingen: Sequence[Bewerking], naslag: Naslag) -> Stand:
    toegepast = pas_toe(
        rij_van(basis, bron),
        bewerkingen,
        toets=lambda rij: lijst_van(rij, soort=basis.soort, jaar=basis.jaar, naslag=naslag),
    )
    rij = toegepast.rij
    gemaakt = lijst_van(rij, soort=basis.soort, jaar=basis.jaar, naslag=naslag)
    plaatsen = plaatsen_van(rij, bron)
    lijst = verrijk(met_bronregels(gemaakt.lijst, gemaakt, plaatsen))
    meldingen = list(basis.meldingen)
    bekend = {(melding.soort, melding.tekst) for melding in meldingen}
    gewezen: dict[int, int] = {}
    for nummer, melding in gemaakt.meldingen:
        if (melding.soort, melding.tekst) not in bekend:
            regels = plaatsen.van_deel[nummer]
            gewezen[len(meldingen)] = nummer
            meldingen.append(replace(melding, regel=regels[0] if regels else None))
    bekeken = {_sleutel(een): een for een in bewerkingen if een.ingreep is Ingreep.BEKEKEN}
    twijfels = []
    for plaats, melding in enumerate(meldingen):
        deel = gewezen.get(plaats, plaatsen.deel_bij(melding.regel) if melding.regel else None)
        twijfels.append(
            Twijfel(
                melding=melding,
                deel=deel,
                bekeken=bekeken.pop((melding.soort, melding.tekst, melding.regel), None),
                hersteld=plaats not in gewezen and deel is not None and bool(rij[deel].geraakt),
            )
        )
    weg = tuple((een, "Deze twijfel is er niet meer.") for een in bekeken.values())
    return Stand(
        rij=tuple(rij),
        lijst=replace(lijst, meldingen=tuple(meldingen)),
        plaatsen=plaatsen,
        blok_van=dict(zip(gemaakt.stuk_van_blok, lijst.tekstblokken, strict=True)),
        twijfels=tuple(twijfels),
        bewerkingen=tuple(bewerkingen),
        niet_toegepast=(*toegepast.niet_toegepast, *weg),
        versie="",
    )


def _sleutel(bekeken: Bewerking) -> tuple[str, str, int | None]:
    return bekeken.waarden["soort"], bekeken.waarden["melding"], bekeken.waarden["regel"]


def telling_van(invoer: Invoer, stand: Stand) -> Telling:
    """How many characters of the source have a place in the structure, and what has none."""
    naslag = naslag_uit_database()
    geteld = lijst_voor_telling(stand.rij, soort=invoer.soort, jaar=invoer.jaar, naslag=naslag)
    return Telling(
        verantwoording=verantwoord(invoer.bron, geteld),
        buiten=sum(len("".join(stuk.volle_tekst.split())) for stuk in stand.rij if stuk.deel.soort in BUITEN),
    )


@transaction.atomic
def herstel(
    *, invoer: Invoer, by: Actor, versie: str, deel: int, ingreep: Ingreep, waarden: Mapping[str, Any]
) -> Bewerking:
    """Repair one part of the row (by its place in the row of that version) and keep the act.

    `waarden` as `Bewerking` says, but VOEG_SAMEN needs no "erboven" and VERPLAATS takes {"na": place in the row or
    None}. Raises PermissionDenied, IntussenHersteld, or ValidationError when it cannot be done so.
    """
    invoer = _voor_reparatie(invoer, by, versie)
    naslag = naslag_uit_database()
    stand = stand_van(invoer, naslag)
    if not 0 <= deel < len(stand.rij):
        raise ValidationError("Dit stuk bestaat niet. Laad de pagina opnieuw.")
    bewerking = Bewerking(
        id=_nieuw_id(invoer),
        ingreep=ingreep,
        waarden=_waarden(stand.rij, deel, ingreep, waarden),
        door=naam_van(by),
        op=timezone.now().isoformat(timespec="seconds"),
        **aanduiding(stand.rij, deel),
    )
    try:
        nieuw = doe(stand.rij, bewerking)
        lijst_van(nieuw, soort=invoer.soort, jaar=invoer.jaar, naslag=naslag)
    except LijstFout as fout:
        raise ValidationError(str(fout)) from fout
    _bewaar(invoer, [*invoer.reparaties, bewerking.als_json()])
    _log("structuur hersteld", invoer, by, bewerking.als_json())
    return bewerking


def _waarden(rij: Sequence[Stuk], deel: int, ingreep: Ingreep, waarden: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept: other parts by their text."""
    if ingreep is Ingreep.VOEG_SAMEN:
        return {**waarden, "erboven": rij[deel - 1].deel.tekst if deel else ""}
    if ingreep is Ingreep.VERPLAATS and waarden["na"] is not None:
        na = aanduiding(rij, waarden["na"])
        return {"na": na["tekst"], "keer": na["keer"], "van": na["van"]}
    return dict(waarden)


@transaction.atomic
def bekijk(*, invoer: Invoer, by: Actor, versie: str, twijfel: int) -> Bewerking:
    """Say of a place of doubt (by its place among the doubts of that version) that it is right as it was read."""
    invoer = _voor_reparatie(invoer, by, versie)
    stand = stand_van(invoer)
    if not 0 <= twijfel < len(stand.twijfels):
        raise ValidationError("Deze twijfelachtige plaats bestaat niet. Laad de pagina opnieuw.")
    gekozen = stand.twijfels[twijfel]
    if gekozen.bekeken is not None:
        return gekozen.bekeken
    melding = gekozen.melding
    bewerking = Bewerking(
        id=_nieuw_id(invoer),
        ingreep=Ingreep.BEKEKEN,
        waarden={"soort": melding.soort, "melding": melding.tekst, "regel": melding.regel},
        door=naam_van(by),
        op=timezone.now().isoformat(timespec="seconds"),
        **aanduiding(stand.rij, gekozen.deel or 0),
    )
    _bewaar(invoer, [*invoer.reparaties, bewerking.als_json()])
    _log("twijfel bekeken", invoer, by, bewerking.als_json())
    return bewerking


@transaction.atomic
def maak_ongedaan(*, invoer: Invoer, by: Actor, versie: str, bewerking: int) -> None:
    """Take one act back; later ones that lean on it show that they no longer fit."""
    invoer = _voor_reparatie(invoer, by, versie)
    weg = [een for een in invoer.reparaties if een["id"] == bewerking]
    if not weg:
        raise ValidationError("Deze reparatie is er niet meer.")
    _bewaar(invoer, [een for een in invoer.reparaties if een["id"] != bewerking])
    _log("reparatie ongedaan gemaakt", invoer, by, weg[0])


@transaction.atomic
def maak_alles_ongedaan(*, invoer: Invoer, by: Actor, versie: str) -> int:
    """Take all acts back; returns how many there were."""
    invoer = _voor_reparatie(invoer, by, versie)
    aantal = len(invoer.reparaties)
    if aantal:
        _log("alle reparaties ongedaan gemaakt", invoer, by, {"reparaties": invoer.reparaties})
        _bewaar(invoer, [])
    return aantal


@dataclass(frozen=True, slots=True, kw_only=True)
class Hersteld:
    """A list with the repairs that were made earlier on the same document; `invoer` is None when there are none."""

    lijst: Lijst
    invoer: Invoer | None = None
    toegepast: int = 0
    niet_toegepast: tuple[tuple[Bewerking, str], ...] = ()


def sha256_van(pad: Path) -> str:
    """By what a document is known: the SHA-256 of its bytes."""
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, "sha256").hexdigest()


def met_eerdere_reparaties(lijst: Lijst, *, bron: str, sha256: str) -> Hersteld:
    """The list as it was read now, with what people repaired when they offered the same document."""
    invoer = Invoer.objects.filter(soort=lijst.soort, jaar=lijst.jaar, sha256=sha256).first()
    if invoer is None or not invoer.reparaties:
        return Hersteld(lijst=lijst)
    stand = _stand(lijst, bron, bewerkingen_van(invoer), naslag_uit_database())
    return Hersteld(
        lijst=stand.lijst,
        invoer=invoer,
        toegepast=len(stand.bewerkingen) - len(stand.niet_toegepast),
        niet_toegepast=stand.niet_toegepast,
    )


def leg_geladen_vast(invoer: Invoer, lijst: Lijst) -> None:
    """Keep what was loaded, in the caller's transaction; from then on the structure stands."""
    if not invoer.is_geladen:
        invoer.geladen_op = timezone.now()
        invoer.geladen_lijst = naar_json(lijst)
        invoer.save(update_fields=["geladen_op", "geladen_lijst"])


def eis_te_repareren(*, invoer: Invoer, by: Actor, versie: str) -> None:
    """Raises PermissionDenied, IntussenHersteld, or ValidationError when the document has been loaded."""
    eis(mag_lijsten_laden(by))
    if invoer.is_geladen:
        raise ValidationError(
            "Deze lijst is geladen. Haar structuur kan hier niet meer worden hersteld. Pas het document aan, lees "
            "het opnieuw in en kies voor vervangen."
        )
    if versie_van(invoer) != versie:
        raise IntussenHersteld


def _voor_reparatie(invoer: Invoer, by: Actor, versie: str) -> Invoer:
    """The row, locked, when it may be repaired and is still what the person saw."""
    rij = Invoer.objects.select_for_update().filter(pk=invoer.pk).first()
    if rij is None:
        raise ValidationError("Dit document is intussen weggegooid. Lees het opnieuw in.")
    eis_te_repareren(invoer=rij, by=by, versie=versie)
    return rij


def _nieuw_id(invoer: Invoer) -> int:
    return max((een["id"] for een in invoer.reparaties), default=0) + 1


def _bewaar(invoer: Invoer, reparaties: list[dict[str, Any]]) -> None:
    invoer.reparaties = reparaties
    invoer.save(update_fields=["reparaties"])


def _log(actie: str, invoer: Invoer, by: Actor, details: dict[str, Any]) -> None:
    leg_vast(actie=actie, object_soort=OBJECT, object_sleutel=str(invoer.pk), by=by, details=details)
