"""Sheets of rows as csv, xlsx and ods: the one place that knows what a cell may hold.

A text that begins like a formula is a text. In xlsx and ods the cell says so itself; a csv cannot, so there
it gets an apostrophe in front, which spreadsheets understand and people can read past.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import TextIOWrapper
from math import ceil
from typing import IO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from agreements.exporters.ods import Werkblad, schrijf_werkbladen
from agreements.exporters.pakket import xml_tekens
from agreements.exporters.titelblad import MAKER

#: What a cell of a spreadsheet holds at most; Excel refuses to open a file with a longer one.
LANGSTE_CEL = 32_767
INGEKORT = " … (ingekort)"

#: The height of a line and of the highest row that a spreadsheet knows, in points.
REGELHOOGTE, HOOGSTE_RIJ = 15, 409
#: How many characters beside each other can be read on an A4 that lies down.
PAPIERBREEDTE = 200
_A3, _A4 = 8, 9

#: With these a spreadsheet may take a text of a csv for a formula; the wide ones are read as the narrow ones.
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

#: What a cell can hold: a text (also when it looks like something else), a whole number, a day, ja or nee, or nothing.
Cel = str | int | date | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blad:
    """A sheet: its name, its headings with their width in characters, and its rows; a sheet of many can be filtered."""

    naam: str
    kolommen: Sequence[tuple[str, int]]
    rijen: Iterable[Sequence[Cel]]
    met_filter: bool = True

    @property
    def is_breed(self) -> bool:
        """Whether its columns can only be read beside each other on a large sheet of paper."""
        return sum(breedte for _, breedte in self.kolommen) > PAPIERBREEDTE


def schrijf_csv(blad: Blad, bestand: IO[bytes]) -> None:
    """For Dutch Excel: semicolons, and a byte order mark so that it reads UTF-8. Every cell is quoted."""
    tekst = TextIOWrapper(bestand, encoding="utf-8-sig", newline="")
    schrijver = csv.writer(tekst, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    schrijver.writerow(kop for kop, _ in blad.kolommen)
    for rij in blad.rijen:
        schrijver.writerow(_onschadelijk(_als_tekst(waarde)) for waarde in rij)
    tekst.flush()
    tekst.detach()


def schrijf_xlsx(
    bladen: Sequence[Blad], bestand: IO[bytes], *, titel: str, moment: datetime | None = None, trefwoorden: str = ""
) -> None:
    """Sheets with a heading that stays in sight, a filter per column, and dates and numbers that are so.

    With a `moment` the same rows give the same bytes.
    """
    werkboek = xlsxwriter.Workbook(bestand, {"constant_memory": True})
    eigenschappen: dict[str, str | datetime] = {"title": titel[:255], "author": MAKER, "keywords": trefwoorden}
    if moment:
        eigenschappen["created"] = moment.astimezone(UTC)
    werkboek.set_properties(eigenschappen)
    kop = werkboek.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#062F61", "valign": "vcenter"})
    tekst = werkboek.add_format({"text_wrap": True, "align": "left", "valign": "top"})
    datum = werkboek.add_format({"num_format": "d-m-yyyy", "align": "left", "valign": "top"})
    for blad in bladen:
        _schrijf_xlsx_blad(werkboek.add_worksheet(blad.naam), blad, kop=kop, tekst=tekst, datum=datum)
    werkboek.close()


def _schrijf_xlsx_blad(werkblad: Worksheet, blad: Blad, *, kop: Format, tekst: Format, datum: Format) -> None:
    werkblad.freeze_panes(1, 1)
    werkblad.set_row(0, 24)
    for nummer, (naam, breedte) in enumerate(blad.kolommen):
        werkblad.set_column(nummer, nummer, breedte)
        werkblad.write_string(0, nummer, naam, kop)
    regel = 0
    for regel, rij in enumerate(blad.rijen, start=1):
        # Not every program makes rows as high as what is in them.
        hoogte = max((_regels(waarde, breedte) for waarde, (_, breedte) in zip(rij, blad.kolommen, strict=True)))
        if hoogte > 1:
            werkblad.set_row(regel, min(hoogte * REGELHOOGTE, HOOGSTE_RIJ))
        for nummer, waarde in enumerate(rij):
            if isinstance(waarde, date):
                werkblad.write_datetime(regel, nummer, waarde, datum)
            elif isinstance(waarde, int) and not isinstance(waarde, bool):
                werkblad.write_number(regel, nummer, waarde, tekst)
            elif inhoud := _past(_als_tekst(waarde)):
                werkblad.write_string(regel, nummer, inhoud, tekst)
    if blad.met_filter:
        werkblad.autofilter(0, 0, regel, len(blad.kolommen) - 1)
    werkblad.set_landscape()
    werkblad.set_paper(_A3 if blad.is_breed else _A4)
    werkblad.fit_to_pages(1, 0)
    werkblad.set_footer("&L&A&RPagina &P van &N")
    werkblad.repeat_rows(0)


def schrijf_ods(
    bladen: Sequence[Blad], bestand: IO[bytes], *, titel: str, moment: datetime | None = None, trefwoorden: str = ""
) -> None:
    """The same sheets as OpenDocument. The same rows give the same bytes."""
    schrijf_werkbladen(
        bestand,
        [
            Werkblad(
                naam=blad.naam,
                kolommen=blad.kolommen,
                rijen=(map(_ods_cel, rij) for rij in blad.rijen),
                met_filter=blad.met_filter,
                is_breed=blad.is_breed,
            )
            for blad in bladen
        ],
        titel=titel,
        maker=MAKER,
        moment=moment,
        trefwoorden=trefwoorden,
    )


def _regels(waarde: Cel, breedte: int) -> int:
    """About how many lines a value takes in a column; rather one too many than one too few."""
    if not isinstance(waarde, str):
        return 1
    # Letters are narrower than the digits that a width counts; of each full line a part of a word is left empty.
    past = max(4.0, 1.15 * breedte - 6)
    return sum(1 if len(regel) <= breedte else ceil(len(regel) / past) for regel in waarde.split("\n"))


def _ods_cel(waarde: Cel) -> str | int | date:
    if isinstance(waarde, date) or (isinstance(waarde, int) and not isinstance(waarde, bool)):
        return waarde
    return _past(_als_tekst(waarde))


def _als_tekst(waarde: Cel) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return "" if waarde is None else xml_tekens(str(waarde))


def _onschadelijk(tekst: str) -> str:
    return f"'{tekst}" if tekst.startswith(FORMULETEKENS) else tekst


def _past(tekst: str) -> str:
    """A text that fits in a cell; one that does not says so at its end."""
    if len(tekst.encode("utf-16-le")) // 2 <= LANGSTE_CEL:
        return tekst
    return tekst[: (LANGSTE_CEL - len(INGEKORT)) // 2] + INGEKORT
