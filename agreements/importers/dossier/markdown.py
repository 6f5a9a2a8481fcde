"""Markdown as rows. The real drafts were made in Word and went through a converter, which leaves HTML tags behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from agreements.importers.dossier.rij import Alinea, Rij, Stuk, Tabel
from agreements.lijst import Melding

_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_TAGNAAM = re.compile(r"<(/?)([a-zA-Z]+)")
_REGELEINDE = Stuk("\n")
#: HTML tags that say something; every other tag is left out, its text stays.
_VET, _CURSIEF, _STAND = ("b", "strong"), ("i", "em"), ("sup", "sub")


def lees_markdown(tekst: str) -> tuple[list[Rij], list[Melding]]:
    """The rows of a Markdown text, and what was left out of it: pictures, and where links lead to."""
    lezer = _Lezer()
    return list(lezer.rijen(MarkdownIt("commonmark").enable("table").parse(tekst))), lezer.meldingen


class _Lezer:
    def __init__(self) -> None:
        self.meldingen: list[Melding] = []
        self._lijsten: list[str] = []
        self._lijst = 0
        self._nieuw = False
        self._nummer: int | None = None

    def rijen(self, tokens: Sequence[Token]) -> Iterator[Rij]:
        kop: int | None = None
        tabel: list[list[str]] | None = None
        tabelregel = 0
        for token in tokens:
            regel = token.map[0] + 1 if token.map else 0
            match token.type:
                case "heading_open":
                    kop = int(token.tag[1])
                case "heading_close":
                    kop = None
                case "bullet_list_open" | "ordered_list_open":
                    if not self._lijsten:
                        self._lijst += 1
                    self._lijsten.append(token.tag)
                case "bullet_list_close" | "ordered_list_close":
                    self._lijsten.pop()
                case "list_item_open":
                    self._nieuw = True
                    self._nummer = int(token.info) if token.info else None
                case "table_open":
                    tabel, tabelregel = [], regel
                case "tr_open" if tabel is not None:
                    tabel.append([])
                case "inline" if tabel is not None:
                    stukken = self._stukken(token.children or (), regel or tabelregel)
                    tabel[-1].append(" ".join("".join(stuk.tekst for stuk in stukken).split()))
                case "table_close" if tabel is not None:
                    yield Tabel(rijen=tuple(tuple(rij) for rij in tabel), regel=tabelregel)
                    tabel = None
                case "inline":
                    yield from self._alineas(self._stukken(token.children or (), regel), regel, kop)
                case "code_block" | "fence" | "html_block":
                    yield from self._ruwe_alineas(token, regel)

    def _ruwe_alineas(self, token: Token, regel: int) -> Iterator[Rij]:
        """Text that Markdown takes for code or HTML: in a draft it is an indented line or a left-over tag."""
        inhoud = unescape(_TAG.sub(" ", token.content)) if token.type == "html_block" else token.content
        for plaats, een in enumerate(inhoud.splitlines()):
            if een.strip():
                yield from self._alineas([Stuk(een.strip())], regel + plaats, None)

    def _alineas(self, stukken: Sequence[Stuk], regel: int, kop: int | None) -> Iterator[Alinea]:
        """One paragraph, or one per part where a hard line break cuts it."""
        delen: list[list[Stuk]] = [[]]
        for stuk in stukken:
            if stuk is _REGELEINDE:
                delen.append([])
            else:
                delen[-1].append(stuk)
        for plaats, deel in enumerate(een for een in delen if "".join(stuk.tekst for stuk in een).strip()):
            in_lijst = bool(self._lijsten)
            yield Alinea(
                stukken=tuple(deel),
                regel=regel + plaats,
                kop=None if in_lijst else kop,
                niveau=len(self._lijsten) - 1 if in_lijst else None,
                nummer=self._nummer if in_lijst else None,
                lijst=self._lijst if in_lijst else 0,
                vervolg=in_lijst and not self._nieuw,
            )
            self._nieuw = False

    def _stukken(self, tokens: Sequence[Token], regel: int) -> list[Stuk]:
        uit: list[Stuk] = []
        vet = cursief = 0
        stand = ""
        for token in tokens:
            match token.type:
                case "strong_open":
                    vet += 1
                case "strong_close":
                    vet -= 1
                case "em_open":
                    cursief += 1
                case "em_close":
                    cursief -= 1
                case "text" | "code_inline":
                    uit.append(Stuk(token.content, vet > 0, cursief > 0, stand))
                case "softbreak":
                    uit.append(Stuk(" "))
                case "hardbreak":
                    uit.append(_REGELEINDE)
                case "image":
                    self._meld("afbeelding weggelaten", token.content or str(token.attrs.get("src", "")), regel)
                case "link_open":
                    self._meld("verwijzing", str(token.attrs.get("href", "")), regel)
                case "html_inline":
                    gevonden = _TAGNAAM.match(token.content)
                    erbij = -1 if gevonden and gevonden[1] else 1
                    naam = gevonden[2].lower() if gevonden else ""
                    if naam == "br":
                        uit.append(_REGELEINDE)
                    elif naam in _VET:
                        vet += erbij
                    elif naam in _CURSIEF:
                        cursief += erbij
                    elif naam in _STAND:
                        stand = naam if erbij > 0 else ""
        return uit

    def _meld(self, soort: str, tekst: str, regel: int) -> None:
        self.meldingen.append(Melding(soort=soort, tekst=tekst[:120], regel=regel or None))
