"""The marked-up text of a dossier as paragraphs, for the formats that know paragraphs and no HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Letters:
    """A run of characters with one markup; a line end in it is one of the source."""

    tekst: str
    vet: bool = False
    cursief: bool = False
    stand: str = ""


@dataclass(slots=True, kw_only=True)
class Tekstalinea:
    """A paragraph, or a point at a depth (0 is the main level) of a list.

    `reeks` is the list that a numbered point is counted in: its number in the text and the number that it begins at.
    """

    letters: list[Letters] = field(default_factory=list)
    niveau: int | None = None
    reeks: tuple[int, int] | None = None

    @property
    def is_leeg(self) -> bool:
        return not any(een.tekst.strip() for een in self.letters)


def tekstalineas(html: str) -> list[Tekstalinea]:
    """The paragraphs of a text with the markup of `agreements.dossier_html`, in order; empty ones are left out."""
    lezer = _Lezer()
    lezer.feed(html)
    lezer.close()
    return [alinea for alinea in lezer.alineas if not alinea.is_leeg]


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.alineas: list[Tekstalinea] = []
        self._lijsten: list[tuple[int, int] | None] = []
        self._opmaak: Counter[str] = Counter()
        self._reeksen = 0
        self._open = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._voeg_toe("\n")
        elif tag in ("ul", "ol"):
            self._open = False
            self._reeksen += tag == "ol"
            begin = int(dict(attrs).get("start") or 1)
            self._lijsten.append((self._reeksen, begin) if tag == "ol" else None)
        elif tag == "li":
            self._begin(Tekstalinea(niveau=len(self._lijsten) - 1, reeks=self._lijsten[-1] if self._lijsten else None))
        elif tag == "p":
            # In a point it is (the next line of) that point.
            if not (self._lijsten and self._open):
                self._begin(Tekstalinea())
            elif not self.alineas[-1].is_leeg:
                self._voeg_toe("\n")
        else:
            self._opmaak[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._open = False
            if self._lijsten:
                self._lijsten.pop()
        elif tag == "li":
            self._open = False
        elif tag == "p":
            self._open = self._open and bool(self._lijsten)
        else:
            self._opmaak[tag] -= 1

    def handle_data(self, data: str) -> None:
        tekst = data.replace("\n", " ").replace("\r", " ")
        if self._open or tekst.strip():
            self._voeg_toe(tekst)

    def _begin(self, alinea: Tekstalinea) -> None:
        self.alineas.append(alinea)
        self._open = True

    def _voeg_toe(self, tekst: str) -> None:
        if not self._open:
            self._begin(Tekstalinea())
        stand = next((een for een in ("sup", "sub") if self._opmaak[een] > 0), "")
        self.alineas[-1].letters.append(Letters(tekst, self._opmaak["strong"] > 0, self._opmaak["em"] > 0, stand))
