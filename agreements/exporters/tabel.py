"""Agreements as rows of a table: csv, xlsx, ods and json of the same columns.
What a cell may hold is the business of `agreements.exporters.werkblad`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import IO, Any

from agreements.datums import datumtekst
from agreements.exporters import werkblad
from agreements.exporters.werkblad import Blad, Cel


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabelrij:
    """One agreement as it is handed out; the fields are the keys of the json, in the order of the columns."""

    code: str
    ronde: str
    landsdeel: str
    rubriek: str
    provincies: tuple[str, ...]
    gebieden: tuple[str, ...]
    soort: str
    tekst: str
    subpunten: tuple[str, ...]
    besluit: str
    status: str
    status_sinds: date | None
    termijn: tuple[str, ...]
    termijn_tot: date | None
    over_tijd: bool
    partijen: tuple[str, ...]
    toelichting: str


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: the field of `Tabelrij`, its heading, and its width in characters."""

    sleutel: str
    kop: str
    breedte: int


KOLOMMEN = (
    Kolom("code", "Code", 18),
    Kolom("ronde", "Ronde", 22),
    Kolom("landsdeel", "Landsdeel", 12),
    Kolom("rubriek", "Rubriek", 32),
    Kolom("provincies", "Provincie(s)", 22),
    Kolom("gebieden", "Gebied(en)", 26),
    Kolom("soort", "Soort", 16),
    Kolom("tekst", "Tekst", 80),
    Kolom("subpunten", "Subpunten", 40),
    Kolom("besluit", "Besluit", 22),
    Kolom("status", "Status", 20),
    Kolom("status_sinds", "Status sinds", 13),
    Kolom("termijn", "Termijn als geschreven", 28),
    Kolom("termijn_tot", "Termijn t/m", 13),
    Kolom("over_tijd", "Over tijd", 10),
    Kolom("partijen", "Partijen", 40),
    Kolom("toelichting", "Toelichting bij de status", 50),
)

#: The last column of what tells of a past day.
PEILDATUM = Kolom("peildatum", "Peildatum", 13)

#: What stands under each other in its cell; other values of which there can be several stand beside each other.
ONDER_ELKAAR = frozenset({"subpunten", "termijn"})


@dataclass(frozen=True, slots=True)
class Bestandssoort:
    """A format that can be asked for: how it is named and sent, and what writes it (rows, file, peildatum)."""

    naam: str
    mimetype: str
    schrijf: Callable[..., None]


# --- per format ------------------------------------------------------------------------------------------------


def _blad(rijen: Iterable[Tabelrij], peildatum: date | None) -> Blad:
    """The rows as a sheet; of a past day each says which, and so does the name of the sheet."""
    toen = [PEILDATUM] if peildatum else []
    return Blad(
        naam=f"Afspraken {peildatum}" if peildatum else "Afspraken",
        kolommen=[(kolom.kop, kolom.breedte) for kolom in (*KOLOMMEN, *toen)],
        rijen=([*_cellen(rij), *([peildatum] if peildatum else [])] for rij in rijen),
    )


def _titel(peildatum: date | None) -> str:
    return f"Afspraken op {datumtekst(peildatum)}" if peildatum else "Afspraken"


def schrijf_csv(rijen: Iterable[Tabelrij], bestand: IO[bytes], peildatum: date | None = None) -> None:
    """One table, as Dutch Excel reads it."""
    werkblad.schrijf_csv(_blad(rijen, peildatum), bestand)


def schrijf_xlsx(rijen: Iterable[Tabelrij], bestand: IO[bytes], peildatum: date | None = None) -> None:
    """One sheet with a heading that stays in sight, a filter per column, and dates that are dates."""
    werkblad.schrijf_xlsx([_blad(rijen, peildatum)], bestand, titel=_titel(peildatum))


def schrijf_ods(rijen: Iterable[Tabelrij], bestand: IO[bytes], peildatum: date | None = None) -> None:
    """The same sheet as OpenDocument."""
    werkblad.schrijf_ods([_blad(rijen, peildatum)], bestand, titel=_titel(peildatum))


def schrijf_json(rijen: Iterable[Tabelrij], bestand: IO[bytes], peildatum: date | None = None) -> None:
    """A list of objects with the fields of `Tabelrij`; dates as YYYY-MM-DD, what is not there as null."""
    alle = iter(rijen)
    eerste = next(alle, None)
    bestand.write(b"[")
    for nummer, rij in enumerate(chain([eerste], alle) if eerste else ()):
        velden = {kolom.sleutel: getattr(rij, kolom.sleutel) for kolom in KOLOMMEN}
        if peildatum:
            velden[PEILDATUM.sleutel] = peildatum
        inhoud = json.dumps(velden, ensure_ascii=False, default=date.isoformat)
        bestand.write((",\n" if nummer else "\n").encode() + inhoud.encode())
    bestand.write(b"\n]\n" if eerste else b"]\n")


BESTANDSSOORTEN = {
    "csv": Bestandssoort("CSV", "text/csv; charset=utf-8", schrijf_csv),
    "xlsx": Bestandssoort("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", schrijf_xlsx),
    "ods": Bestandssoort("ODS", "application/vnd.oasis.opendocument.spreadsheet", schrijf_ods),
    "json": Bestandssoort("JSON", "application/json", schrijf_json),
}


# --- cells -----------------------------------------------------------------------------------------------------


def _cellen(rij: Tabelrij) -> list[Cel]:
    return [_cel(kolom.sleutel, getattr(rij, kolom.sleutel)) for kolom in KOLOMMEN]


def _cel(sleutel: str, waarde: Any) -> Cel:
    if isinstance(waarde, tuple):
        return ("\n" if sleutel in ONDER_ELKAAR else "; ").join(waarde)
    cel: Cel = waarde
    return cel
