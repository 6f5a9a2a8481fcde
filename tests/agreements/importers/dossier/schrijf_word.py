"""Makes a Word document of the rows of a dossier, as somebody would write it: with headings and lists, or typed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from agreements.importers.dossier.rij import Alinea, Rij, Tabel

_GETYPT = ("•", "o", "–")


def als_word(rijen: Sequence[Rij], *, koppen: bool = True, lijsten: bool = True) -> bytes:
    """A .docx; without `koppen` headings are only bold, without `lijsten` bullets and numbers are typed signs."""
    document = docx.Document()
    schrijver = _Schrijver(document, koppen=koppen, lijsten=lijsten)
    for rij in rijen:
        if isinstance(rij, Tabel):
            schrijver.tabel(rij)
        else:
            schrijver.alinea(rij)
    uit = BytesIO()
    document.save(uit)
    return uit.getvalue()


class _Schrijver:
    def __init__(self, document: Any, *, koppen: bool, lijsten: bool) -> None:
        self.document = document
        self.koppen = koppen
        self.met_lijsten = lijsten
        self.nummering = document.part.numbering_part.element
        self.lijsten: dict[tuple[int, bool], int] = {}

    def tabel(self, rij: Tabel) -> None:
        breed = max(len(een) for een in rij.rijen)
        tabel = self.document.add_table(rows=0, cols=breed)
        for een in rij.rijen:
            for cel, tekst in zip(tabel.add_row().cells, een, strict=False):
                cel.text = tekst

    def alinea(self, rij: Alinea) -> None:
        if rij.kop is not None and self.koppen:
            alinea = self.document.add_heading(level=rij.kop)
        else:
            alinea = self.document.add_paragraph()
        if rij.niveau is not None and not self.met_lijsten:
            alinea.add_run(f"{rij.nummer}. " if rij.nummer else f"{_GETYPT[rij.niveau]} ")
        for stuk in rij.stukken:
            run = alinea.add_run(stuk.tekst)
            run.bold = True if stuk.vet or (rij.kop is not None and not self.koppen) else None
            run.italic = stuk.cursief or None
            if stuk.stand:
                setattr(run.font, {"sup": "superscript", "sub": "subscript"}[stuk.stand], True)
        if rij.niveau is not None and self.met_lijsten:
            self.punt(alinea, rij)

    def punt(self, alinea: Any, rij: Alinea) -> None:
        """Put a paragraph in a list of its own kind, that begins where this point begins."""
        sleutel = (rij.lijst, rij.nummer is not None)
        if sleutel not in self.lijsten:
            self.lijsten[sleutel] = self.nieuwe_lijst(rij.nummer)
        vorm = alinea._p.get_or_add_pPr()
        nummer = vorm.get_or_add_numPr()
        nummer.get_or_add_ilvl().val = rij.niveau
        nummer.get_or_add_numId().val = self.lijsten[sleutel]

    def nieuwe_lijst(self, begin: int | None) -> int:
        nummer = 900 + len(self.lijsten)
        vorm, tekst = ("bullet", "•") if begin is None else ("decimal", "%1.")
        niveaus = "".join(
            f'<w:lvl w:ilvl="{plaats}"><w:start w:val="{begin or 1}"/><w:numFmt w:val="{vorm}"/>'
            f'<w:lvlText w:val="{tekst}"/></w:lvl>'
            for plaats in range(4)
        )
        definitie = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{nummer}">{niveaus}</w:abstractNum>')
        self.nummering.insert(0, definitie)
        self.nummering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{nummer}"><w:abstractNumId w:val="{nummer}"/></w:num>')
        )
        return nummer
