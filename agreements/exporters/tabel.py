"""Agreements as rows of a table: csv, xlsx, ods and json of the same columns.

A text that begins like a formula is a text. In xlsx and ods the cell says so itself; a csv cannot, so there
it gets an apostrophe in front, which spreadsheets understand and people can read past.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import TextIOWrapper
from itertools import chain
from typing import IO, Any

import xlsxwriter

from agreements.exporters.ods import schrijf_werkblad

#: What a cell of a spreadsheet holds at most; Excel refuses to open a file with a longer one.
LANGSTE_CEL = 32_767
INGEKORT = " … (ingekort)"

#: With these a spreadsheet may take a text of a csv for a formula; the wide ones are read as the narrow ones.
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Waarde = str | date | bool | tuple[str, ...] | None


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

#: What stands under each other in its cell; other values of which there can be several stand beside each other.
ONDER_ELKAAR = frozenset({"subpunten", "termijn"})


@dataclass(frozen=True, slots=True)
class Bestandssoort:
    """A format that can be asked for: how it is named and sent, and what writes it."""

    naam: str
    mimetype: str
    schrijf: Callable[[Iterable[Tabelrij], IO[bytes]], None]


# --- per format ------------------------------------------------------------------------------------------------


def schrijf_csv(rijen: Iterable[Tabelrij], bestand: IO[bytes]) -> None:
    """For Dutch Excel: semicolons, and a byte order mark so that it reads UTF-8. Every cell is quoted."""
    tekst = TextIOWrapper(bestand, encoding="utf-8-sig", newline="")
    schrijver = csv.writer(tekst, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    schrijver.writerow(kolom.kop for kolom in KOLOMMEN)
    for rij in rijen:
        schrijver.writerow(_onschadelijk(_als_tekst(waarde)) for waarde in _cellen(rij))
    tekst.flush()
    tekst.detach()


def schrijf_xlsx(rijen: Iterable[Tabelrij], bestand: IO[bytes]) -> None:
    """One sheet with a heading that stays in sight, a filter per column, and dates that are dates."""
    werkboek = xlsxwriter.Workbook(bestand, {"constant_memory": True})
    werkboek.set_properties({"title": "Afspraken", "author": "Afsprakenregister Leefomgeving"})
    kop = werkboek.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#062F61", "valign": "vcenter"})
    tekst = werkboek.add_format({"text_wrap": True, "valign": "top"})
    datum = werkboek.add_format({"num_format": "d-m-yyyy", "align": "left", "valign": "top"})
    blad = werkboek.add_worksheet("Afspraken")
    blad.freeze_panes(1, 1)
    blad.set_row(0, 24)
    for nummer, kolom in enumerate(KOLOMMEN):
        blad.set_column(nummer, nummer, kolom.breedte)
        blad.write_string(0, nummer, kolom.kop, kop)
    regel = 0
    for regel, rij in enumerate(rijen, start=1):
        for nummer, waarde in enumerate(_cellen(rij)):
            if isinstance(waarde, date):
                blad.write_datetime(regel, nummer, waarde, datum)
            elif inhoud := _past(_als_tekst(waarde)):
                blad.write_string(regel, nummer, inhoud, tekst)
    blad.autofilter(0, 0, regel, len(KOLOMMEN) - 1)
    blad.set_landscape()
    blad.fit_to_pages(1, 0)
    blad.repeat_rows(0)
    werkboek.close()


def schrijf_ods(rijen: Iterable[Tabelrij], bestand: IO[bytes]) -> None:
    """The same sheet as OpenDocument."""
    schrijf_werkblad(
        bestand,
        titel="Afspraken",
        kolommen=[(kolom.kop, kolom.breedte) for kolom in KOLOMMEN],
        rijen=(
            [waarde if isinstance(waarde, date) else _past(_als_tekst(waarde)) for waarde in _cellen(rij)]
            for rij in rijen
        ),
    )


def schrijf_json(rijen: Iterable[Tabelrij], bestand: IO[bytes]) -> None:
    """A list of objects with the fields of `Tabelrij`; dates as YYYY-MM-DD, what is not there as null."""
    alle = iter(rijen)
    eerste = next(alle, None)
    bestand.write(b"[")
    for nummer, rij in enumerate(chain([eerste], alle) if eerste else ()):
        velden = {kolom.sleutel: getattr(rij, kolom.sleutel) for kolom in KOLOMMEN}
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


def _cellen(rij: Tabelrij) -> Iterator[Waarde]:
    for kolom in KOLOMMEN:
        waarde: Any = getattr(rij, kolom.sleutel)
        if isinstance(waarde, tuple):
            waarde = ("\n" if kolom.sleutel in ONDER_ELKAAR else "; ").join(waarde)
        yield waarde


def _als_tekst(waarde: Waarde) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return "" if waarde is None else str(waarde)


def _onschadelijk(tekst: str) -> str:
    return f"'{tekst}" if tekst.startswith(FORMULETEKENS) else tekst


def _past(tekst: str) -> str:
    """A text that fits in a cell; one that does not says so at its end."""
    if len(tekst.encode("utf-16-le")) // 2 <= LANGSTE_CEL:
        return tekst
    return tekst[: (LANGSTE_CEL - len(INGEKORT)) // 2] + INGEKORT
