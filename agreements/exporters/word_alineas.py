"""The text of a Word document: runs, paragraphs with the names of their places, the contents as a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from agreements.exporters.pakket import xml_tekst, xml_waarde
from agreements.exporters.tekens import leesbaar
from agreements.exporters.word_delen import fonts, tekenfont, veld

#: Signs that stand in a run of their own, for their font; and what is an element of its own in a run.
_TEKENS = re.compile("([\uf000-\uf0ff]+)")
_DELEN = re.compile("([\t\n\u00ad])")
_ELEMENTEN = {"\t": "<w:tab/>", "\n": "<w:br/>", "\u00ad": "<w:softHyphen/>"}


def runs(tekst: str, stijl: str = "", vorm: str = "") -> str:
    """Runs that together say this text to the letter, in a character style and with markup of their own."""
    begin = f'<w:rStyle w:val="{stijl}"/>' if stijl else ""
    return "".join(_run(stuk, begin, vorm) for stuk in _TEKENS.split(tekst) if stuk)


def _run(stuk: str, begin: str, vorm: str) -> str:
    inhoud = "".join(
        _ELEMENTEN.get(deel) or f'<w:t xml:space="preserve">{xml_tekst(deel)}</w:t>'
        for deel in _DELEN.split(stuk)
        if deel
    )
    # The schema wants the style first, then the font, then the rest.
    if font := tekenfont(stuk[0]):
        begin += fonts(font)
    vorm = begin + vorm
    return f"<w:r>{f'<w:rPr>{vorm}</w:rPr>' if vorm else ''}{inhoud}</w:r>"


class Alineaschrijver:
    """Writes paragraphs, each with the names of its place."""

    def __init__(self) -> None:
        self._merken = 0

    def p(self, stijl: str, inhoud: str, *namen: str, vorm: str = "") -> str:
        """A paragraph; an empty name is left out."""
        begin, einde = [], []
        for merk in filter(None, namen):
            self._merken += 1
            begin.append(f'<w:bookmarkStart w:id="{self._merken}" w:name="{xml_waarde(merk)}"/>')
            einde.append(f'<w:bookmarkEnd w:id="{self._merken}"/>')
        return f'<w:p><w:pPr><w:pStyle w:val="{stijl}"/>{vorm}</w:pPr>{"".join(begin)}{inhoud}{"".join(einde)}</w:p>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Inhoudsregel:
    """A heading in the contents: its level, the name of its place, its text."""

    niveau: int
    naam: str
    tekst: str


def inhoudsopgave(koppen: Sequence[Inhoudsregel], diepte: int, alinea: Callable[[str, str], str]) -> Iterator[str]:
    """The contents as Word makes them, entries and all; page numbers are filled in when Word updates the field.

    `diepte` is the deepest level in it; `alinea` makes a paragraph of a style and its runs.
    """
    yield (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent>"
    )
    yield alinea("TOCHeading", runs("Inhoud"))
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-{diepte}"'
        ' \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    einde = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    for nummer, kop in enumerate(koppen, start=1):
        regel = (
            f'<w:hyperlink w:anchor="{kop.naam}" w:history="1">{runs(leesbaar(kop.tekst))}'
            f"<w:r><w:tab/></w:r>{veld(f'PAGEREF {kop.naam} ' + chr(92) + 'h', '')}</w:hyperlink>"
        )
        voor, na = begin if nummer == 1 else "", einde if nummer == len(koppen) else ""
        yield alinea(f"TOC{kop.niveau}", f"{voor}{regel}{na}")
    yield "</w:sdtContent></w:sdt>"
