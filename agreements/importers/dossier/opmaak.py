"""The HTML of a text of a dossier as paragraphs and points, as the readers of documents give them, and one form of it.

What an editor or a clipboard makes of a text differs in ways that nobody sees: white space, a paragraph in a point, the
order of two kinds of markup. `normaal` brings it to the form in which `naar_html` writes it, so that two texts that
read the same are the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import groupby

from agreements.importers.dossier.rij import Alinea, Stuk, naar_html

#: A tag that begins or ends a paragraph, whatever else it means.
_BLOKKEN = frozenset(
    {
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article", "header"),
        *("footer", "table", "tr", "td", "th", "caption", "dl", "dt", "dd", "hr", "address", "figure", "br"),
    }
)
_STIL = frozenset({"script", "style", "title", "template", "head", "xml"})
_VET = frozenset({"strong", "b"})
_CURSIEF = frozenset({"em", "i"})
_STAND = frozenset({"sup", "sub"})
#: Kinds of characters that are no text: control signs and halves of characters.
_STUURTEKENS = frozenset({"Cc", "Cs"})
#: Bold, italic, raised or lowered.
_Merk = tuple[bool, bool, str]
#: The highest number with which a list may begin.
_HOOGSTE = 9999


def alineas_uit_html(html: str) -> list[Alinea]:
    """The paragraphs and points of a text, with their markup. Empty ones are left out; no other sign is lost."""
    lezer = _Lezer()
    lezer.feed(html)
    lezer.close()
    lezer.sluit_alinea()
    return list(_zonder_gaten(lezer.alineas))


def normaal(html: str) -> str:
    """The same text in the one form that is kept: what reads the same, is the same."""
    return naar_html(alineas_uit_html(html))


def tekst_van(html: str) -> str:
    """The text without its markup, a line per paragraph or point."""
    return "\n".join(alinea.tekst for alinea in alineas_uit_html(html))


def _zonder_gaten(alineas: Iterable[Alinea]) -> Iterator[Alinea]:
    """The same points, each one level below the one it stands under, also when a level in between had no text."""
    diepten: list[int] = []
    for alinea in alineas:
        if alinea.niveau is None:
            diepten = []
            yield alinea
            continue
        while diepten and alinea.niveau < diepten[-1]:
            diepten.pop()
        if not diepten or alinea.niveau > diepten[-1]:
            diepten.append(alinea.niveau)
        yield replace(alinea, niveau=len(diepten) - 1)


@dataclass(slots=True)
class _Lijst:
    soort: str
    nummer: int
    heeft_tekst: bool = False


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.alineas: list[Alinea] = []
        self._stukken: list[Stuk] = []
        self._lijsten: list[_Lijst] = []
        self._vet = self._cursief = self._stil = self._aantal = 0
        self._stand: list[str] = []

    def sluit_alinea(self) -> None:
        """What was read so far is one paragraph or point."""
        stukken = zonder_los_wit(self._stukken)
        self._stukken = []
        if not stukken:
            return
        alinea = Alinea(stukken=stukken, regel=len(self.alineas) + 1)
        if self._lijsten:
            lijst = self._lijsten[-1]
            alinea = replace(
                alinea,
                niveau=len(self._lijsten) - 1,
                nummer=lijst.nummer if lijst.soort == "ol" else None,
                lijst=self._aantal,
                vervolg=lijst.heeft_tekst,
            )
            lijst.heeft_tekst = True
        self.alineas.append(alinea)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STIL:
            self._stil += 1
        elif tag in ("ul", "ol"):
            self.sluit_alinea()
            if not self._lijsten:
                self._aantal += 1
            self._lijsten.append(_Lijst(tag, _begin(attrs) - 1))
        elif tag == "li":
            self.sluit_alinea()
            if self._lijsten:
                self._lijsten[-1].nummer += 1
                self._lijsten[-1].heeft_tekst = False
        elif tag in _BLOKKEN:
            self.sluit_alinea()
        elif tag in _STAND:
            self._stand.append(tag)
        self._vet += tag in _VET
        self._cursief += tag in _CURSIEF

    def handle_endtag(self, tag: str) -> None:
        if tag in _STIL:
            self._stil = max(0, self._stil - 1)
        elif tag in ("ul", "ol"):
            self.sluit_alinea()
            if self._lijsten:
                self._lijsten.pop()
        elif tag == "li" or tag in _BLOKKEN:
            self.sluit_alinea()
        elif tag in _STAND and self._stand:
            self._stand.pop()
        self._vet = max(0, self._vet - (tag in _VET))
        self._cursief = max(0, self._cursief - (tag in _CURSIEF))

    def handle_data(self, data: str) -> None:
        if not self._stil:
            stand = self._stand[-1] if self._stand else ""
            self._stukken.append(Stuk(data, bool(self._vet), bool(self._cursief), stand))


def _begin(attrs: list[tuple[str, str | None]]) -> int:
    """The first number of a list."""
    start = dict(attrs).get("start") or ""
    is_nummer = start.isascii() and start.isdigit() and len(start) <= len(str(_HOOGSTE))
    return int(start) if is_nummer else 1


def zonder_los_wit(stukken: Iterable[Stuk]) -> tuple[Stuk, ...]:
    """The runs of one paragraph with as little markup as reads the same: white space is one space and has the markup
    that the words on both its sides have; neighbours with the same markup are one run; control signs are left out."""
    tekens: list[tuple[str, _Merk]] = []
    wit = False
    for stuk in stukken:
        merk = (stuk.vet, stuk.cursief, stuk.stand)
        for teken in stuk.tekst:
            if teken.isspace():
                wit = True
            elif unicodedata.category(teken) not in _STUURTEKENS:
                if wit and tekens:
                    tekens.append((" ", _tussen(tekens[-1][1], merk)))
                wit = False
                tekens.append((teken, merk))
    return tuple(
        Stuk("".join(teken for teken, _ in gelijk), *merk) for merk, gelijk in groupby(tekens, key=lambda een: een[1])
    )


def _tussen(links: _Merk, rechts: _Merk) -> _Merk:
    return (links[0] and rechts[0], links[1] and rechts[1], links[2] if links[2] == rechts[2] else "")
