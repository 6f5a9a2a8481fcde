"""The list as a table: one row per text block, with the headings that it stands under. For xlsx, ods and csv.

A second sheet has the particulars of the document; a csv has no place for those, so there every row of a list
under embargo says that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.utils import timezone

from agreements.exporters.bijschriften import EMBARGO, EMBARGO_KORT, partijtekst
from agreements.exporters.gegevens import Titelgegevens, Voortgang
from agreements.exporters.tekens import leesbaar
from agreements.exporters.titelblad import bijzonderheden
from agreements.exporters.werkblad import Blad, Cel, schrijf_csv, schrijf_ods, schrijf_xlsx
from agreements.lijst import Blok, Lijst, Tekstblok

TREFWOORDEN = "afsprakenlijst, leefomgeving"
VERVALLEN = "vervallen"
_GEEN_BLOK = Blok()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rij:
    """A text block with where it stands. `provincie` also holds for the blokken below its heading."""

    tekstblok: Tekstblok
    landsdeel: str = ""
    nummer: str = ""
    rubriek: str = ""
    provincie: str = ""
    blok: Blok = _GEEN_BLOK
    is_vervallen: bool = False


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: its heading, its width in characters, and how its value is found."""

    kop: str
    breedte: int
    waarde: Callable[[Rij], Cel]


VASTE_KOLOMMEN = (
    Kolom("Code", 18, lambda rij: rij.tekstblok.code),
    Kolom("Landsdeel", 24, lambda rij: rij.landsdeel),
    Kolom("Nummer", 9, lambda rij: _getal(rij.nummer)),
    Kolom("Rubriek", 32, lambda rij: rij.rubriek),
    Kolom("Provincie", 22, lambda rij: rij.provincie),
    Kolom("Onderwerp", 28, lambda rij: rij.blok.onderwerp),
    Kolom("Inleiding", 40, lambda rij: rij.blok.inleiding),
    Kolom("Soort", 14, lambda rij: rij.tekstblok.soort),
    Kolom("Teken", 8, lambda rij: rij.tekstblok.teken),
    Kolom("Tekst", 80, lambda rij: rij.tekstblok.tekst),
    Kolom("Subpunten", 40, lambda rij: "\n".join(rij.tekstblok.subpunten)),
)
#: Of several deadlines the first day of all and the last day of all; the phrases stand under each other.
TERMIJNKOLOMMEN = (
    Kolom("Termijn als geschreven", 28, lambda rij: "\n".join(een.frase for een in rij.tekstblok.termijnen)),
    Kolom("Termijn vanaf", 13, lambda rij: _eerste(een.van for een in rij.tekstblok.termijnen)),
    Kolom("Termijn t/m", 13, lambda rij: _laatste(een.tot for een in rij.tekstblok.termijnen)),
)
#: Of several agreements in one text block each has its line, and the day is that of the last change.
STATUSKOLOMMEN = (
    Kolom("Status", 24, lambda rij: _statussen(rij.tekstblok)),
    Kolom("Status sinds", 13, lambda rij: _laatste(een.sinds for een in rij.tekstblok.statussen)),
    Kolom("Toelichting bij de status", 50, lambda rij: _toelichtingen(rij.tekstblok)),
)
PARTIJKOLOMMEN = (Kolom("Partijen", 40, lambda rij: "\n".join(map(partijtekst, rij.tekstblok.partijen))),)
WIJZIGINGSKOLOMMEN = (
    Kolom("Wijziging", 14, lambda rij: _wijziging(rij)),
    Kolom("Oude tekst", 60, lambda rij: rij.tekstblok.wijziging.was if rij.tekstblok.wijziging else ""),
)
EMBARGOKOLOM = Kolom("Embargo", 16, lambda rij: EMBARGO_KORT)


def maak_xlsx(lijst: Lijst, gegevens: Titelgegevens, voortgang: Voortgang | None = None) -> bytes:
    """The list as an Excel workbook. The same list with the same gegevens gives the same bytes."""
    uit = BytesIO()
    schrijf_xlsx(
        _bladen(lijst, gegevens), uit, titel=lijst.titel, moment=gegevens.moment, trefwoorden=_trefwoorden(gegevens)
    )
    return uit.getvalue()


def maak_ods(lijst: Lijst, gegevens: Titelgegevens, voortgang: Voortgang | None = None) -> bytes:
    """The list as an OpenDocument spreadsheet. The same list with the same gegevens gives the same bytes."""
    uit = BytesIO()
    schrijf_ods(
        _bladen(lijst, gegevens), uit, titel=lijst.titel, moment=gegevens.moment, trefwoorden=_trefwoorden(gegevens)
    )
    return uit.getvalue()


def maak_csv(lijst: Lijst, gegevens: Titelgegevens, voortgang: Voortgang | None = None) -> bytes:
    """The rows of the list as csv."""
    uit = BytesIO()
    kolommen = _kolommen(lijst, gegevens)
    if gegevens.embargo:
        kolommen = [*kolommen, EMBARGOKOLOM]
    schrijf_csv(_lijstblad(lijst, kolommen), uit)
    return uit.getvalue()


def _trefwoorden(gegevens: Titelgegevens) -> str:
    return f"{gegevens.ronde}, {TREFWOORDEN}"


def _bladen(lijst: Lijst, gegevens: Titelgegevens) -> list[Blad]:
    bijzonder = Blad(
        naam="Gegevens",
        kolommen=(("Gegeven", 20), ("Waarde", 80)),
        rijen=_gegevensrijen(lijst, gegevens),
        met_filter=False,
    )
    return [_lijstblad(lijst, _kolommen(lijst, gegevens)), bijzonder]


def _lijstblad(lijst: Lijst, kolommen: Sequence[Kolom]) -> Blad:
    return Blad(
        naam="Afspraken",
        kolommen=[(kolom.kop, kolom.breedte) for kolom in kolommen],
        rijen=([_leesbaar(kolom.waarde(rij)) for kolom in kolommen] for rij in rijen(lijst)),
    )


def _gegevensrijen(lijst: Lijst, gegevens: Titelgegevens) -> Iterator[tuple[str, Cel]]:
    yield "Titel", _leesbaar(lijst.titel)
    yield "Ronde", _leesbaar(gegevens.ronde)
    if gegevens.embargo:
        yield "Embargo", EMBARGO
    if gegevens.keuze:
        yield "Keuze", _leesbaar(gegevens.keuze)
    for naam, regels in bijzonderheden(gegevens):
        if naam == "Status per":
            yield naam, gegevens.peildatum
        else:
            yield naam, _leesbaar("\n".join(regels))
    yield "Opgemaakt op", timezone.localtime(gegevens.moment).date()
    for naam, aantal in lijst.tellingen().items():
        yield f"Aantal {naam.replace('losse_alineas', 'losse alinea’s')}", aantal


def _kolommen(lijst: Lijst, gegevens: Titelgegevens) -> list[Kolom]:
    """The columns that have something to say in this list."""
    blokken = [*lijst.tekstblokken, *lijst.vervallen]
    kolommen = [*VASTE_KOLOMMEN]
    if gegevens.met_termijnen:
        kolommen += TERMIJNKOLOMMEN
    if gegevens.peildatum or any(blok.statussen for blok in blokken):
        kolommen += STATUSKOLOMMEN
    if any(blok.partijen for blok in blokken):
        kolommen += PARTIJKOLOMMEN
    if lijst.vervallen or any(blok.wijziging for blok in blokken):
        kolommen += WIJZIGINGSKOLOMMEN
    return kolommen


def rijen(lijst: Lijst) -> Iterator[Rij]:
    """The text blocks in their order; those of an earlier edition that this one lacks come last."""
    for deel in lijst.landsdelen:
        for rubriek in deel.rubrieken:
            provincie = ""
            for blok in rubriek.blokken:
                provincie = blok.provincie_kop or (provincie if blok.provincie else "")
                for tekstblok in blok.tekstblokken:
                    yield Rij(
                        tekstblok=tekstblok,
                        landsdeel=deel.kop,
                        nummer=rubriek.nummer,
                        rubriek=rubriek.titel,
                        provincie=provincie,
                        blok=blok,
                    )
    for tekstblok in lijst.vervallen:
        yield Rij(tekstblok=tekstblok, is_vervallen=True)


def _leesbaar(waarde: Cel) -> Cel:
    return leesbaar(waarde) if isinstance(waarde, str) else waarde


def _getal(nummer: str) -> Cel:
    """A number where it is one and nothing gets lost ("12a" and "01" stay text)."""
    return int(nummer) if nummer.isascii() and nummer.isdigit() and str(int(nummer)) == nummer else nummer


def _eerste(dagen: Iterator[date | None]) -> date | None:
    """The first of the days that are known."""
    return min((dag for dag in dagen if dag), default=None)


def _laatste(dagen: Iterator[date | None]) -> date | None:
    """The last of the days that are known."""
    return max((dag for dag in dagen if dag), default=None)


def _statussen(blok: Tekstblok) -> str:
    if len(blok.statussen) == 1:
        return blok.statussen[0].label
    return "\n".join(f"{status.label} ({status.code})" for status in blok.statussen)


def _toelichtingen(blok: Tekstblok) -> str:
    if len(blok.statussen) == 1:
        return blok.statussen[0].toelichting
    return "\n".join(f"{status.code}: {status.toelichting}" for status in blok.statussen if status.toelichting)


def _wijziging(rij: Rij) -> str:
    if rij.is_vervallen:
        return VERVALLEN
    return rij.tekstblok.wijziging.soort if rij.tekstblok.wijziging else ""
