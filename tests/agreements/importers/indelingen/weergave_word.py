"""Makes Word documents of printed paragraphs: with real headings and lists, or with everything typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.agreements.importers.indelingen.alinea import Alinea

NUMMER = re.compile(r"(\d{1,2})(\.?) (?=\S)")
_KOPSTIJL = {"landsdeel": "Heading 1", "rubriek": "Heading 2", "provincie": "Heading 3", "onderwerp": "Heading 4"}
_EINDE_ZIN = (".", ":", ";")


def als_word(alineas: Sequence[Alinea], *, echt: bool) -> bytes:
    """A .docx. `echt` uses heading styles, automatic numbers, multi-level lists and a field for the contents."""
    document = docx.Document()
    schrijver = _Echt(document) if echt else _Getypt(document)
    schrijver.schrijf(alineas)
    uit = BytesIO()
    document.save(uit)
    return uit.getvalue()


class _Getypt:
    """Every paragraph in the ordinary style, with its number and bullet as characters."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def schrijf(self, alineas: Iterable[Alinea]) -> None:
        for alinea in alineas:
            if alinea.soort in ("koptekst", "voettekst"):
                self.rand(alinea)
            else:
                self.alinea(alinea)

    def rand(self, alinea: Alinea) -> None:
        deel = self.document.sections[0]
        houder = deel.header if alinea.soort == "koptekst" else deel.footer
        houder.paragraphs[0].text = alinea.tekst

    def alinea(self, alinea: Alinea) -> None:
        self.document.add_paragraph(alinea.tekst)


class _Echt(_Getypt):
    """What Word has for headings, numbers, bullets and contents."""

    def __init__(self, document: Any) -> None:
        super().__init__(document)
        self.nummering = document.part.numbering_part.element
        self.lijsten: dict[str, str] = {}
        self.volgnummer = 900
        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        self.kopnummers = self._nieuwe_lijst(["", "%2", "%3."], "decimal")

    def schrijf(self, alineas: Iterable[Alinea]) -> None:
        self.in_inhoud = False
        super().schrijf([*alineas])

    def alinea(self, alinea: Alinea) -> None:
        if alinea.soort == "inhoud":
            self._inhoud(alinea)
            return
        if self.in_inhoud:
            self._veld(self.document.add_paragraph(), "end")
            self.in_inhoud = False
        teken, _, rest = alinea.tekst.partition(" ")
        if alinea.soort in ("punt", "subpunt"):
            self._punt(teken, rest, 0 if alinea.soort == "punt" else 1)
        elif alinea.soort == "titel":
            self.document.add_paragraph(alinea.tekst, style="Title")
        elif alinea.soort in _KOPSTIJL and not alinea.tekst.endswith(_EINDE_ZIN):
            self._kop(alinea)
        else:
            self.document.add_paragraph(alinea.tekst)

    def _kop(self, alinea: Alinea) -> None:
        nummer = NUMMER.match(alinea.tekst)
        kop = self.document.add_paragraph(style=_KOPSTIJL[alinea.soort])
        if alinea.soort == "landsdeel":
            # It counts along without showing a number, so that the rubrieken below it begin anew.
            kop.add_run(alinea.tekst)
            self._nummer(kop, self.kopnummers, 0)
        elif nummer and alinea.soort == "rubriek":
            kop.add_run(alinea.tekst[nummer.end() :])
            self._nummer(kop, self.kopnummers, 2 if nummer[2] else 1)
        else:
            kop.add_run(alinea.tekst)

    def _punt(self, teken: str, tekst: str, niveau: int) -> None:
        sleutel = f"{niveau}{teken}"
        if sleutel not in self.lijsten:
            self.lijsten[sleutel] = self._nieuwe_lijst([teken] * 3, "bullet")
        self._nummer(self.document.add_paragraph(tekst), self.lijsten[sleutel], niveau)

    def _inhoud(self, alinea: Alinea) -> None:
        regel = self.document.add_paragraph(style="toc 1")
        if not self.in_inhoud:
            self.in_inhoud = True
            self._veld(regel, "begin")
            opdracht = parse_xml(f'<w:r {nsdecls("w")}><w:instrText> TOC \\o "1-3" \\h </w:instrText></w:r>')
            regel._p.append(opdracht)
            self._veld(regel, "separate")
        titel, _, pagina = alinea.tekst.rpartition(" ")
        regel.add_run(f"{titel.rstrip(' .')}\t{pagina}" if titel else alinea.tekst)

    def _veld(self, alinea: Any, wat: str) -> None:
        alinea._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{wat}"/></w:r>'))

    def _nieuwe_lijst(self, teksten: Sequence[str], vorm: str) -> str:
        self.volgnummer += 1
        niveaus = "".join(
            f'<w:lvl w:ilvl="{plaats}"><w:start w:val="1"/><w:numFmt w:val="{vorm}"/><w:lvlText w:val="{tekst}"/>'
            f'<w:pPr><w:ind w:left="{360 * (plaats + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for plaats, tekst in enumerate(teksten)
        )
        definitie = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.volgnummer}">{niveaus}</w:abstractNum>'
        )
        self.nummering.insert(0, definitie)
        self.nummering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self.volgnummer}">'
                f'<w:abstractNumId w:val="{self.volgnummer}"/></w:num>'
            )
        )
        return str(self.volgnummer)

    def _nummer(self, alinea: Any, lijst: str, niveau: int) -> None:
        vorm = alinea._p.get_or_add_pPr()
        for oud in vorm.findall(qn("w:numPr")):
            vorm.remove(oud)
        vorm.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{niveau}"/><w:numId w:val="{lijst}"/></w:numPr>')
        )
