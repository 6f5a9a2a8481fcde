"""Markdown (.md): headings with their level, lists with their depth, and our own documents to the letter.

Read as CommonMark with tables. What is markup there gives hints and what is text stays text: HTML is shown as it is
written and never acted on, a link is the words that it stands on. A document of our own says in comments what Markdown
has no sign for; `agreements.exporters.markdown` describes these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from agreements.importers.bron import Brontekst, decodeer
from agreements.importers.regels import Regel
from agreements.lijst import LijstFout, Melding, Onderdeel

OPMAAK = "afsprakenlijst-opmaak-1"
#: A list in Markdown is some tens of kilobytes; reading takes longer than that of plain text.
MAX_TEKENS = 2_000_000
#: Quotations and lists inside each other; deeper ones would be left out by the parser.
MAX_DIEPTE = 60
#: In a longer paragraph links and emphasis are not looked for: with a hostile one that would take minutes.
_LANGE_ALINEA = 20_000

#: What is shown in front of an item, as programs print a list: by its depth.
_TEKENS = ("•", "o", "▪")
_KOPGEGEVENS = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_REGELEINDE_HTML = re.compile(r"<br\s*/?>", re.IGNORECASE)
#: What a paragraph may be said to be, and what such a word about it is.
_ALINEASOORTEN = {str(soort): soort for soort in (Onderdeel.INLEIDING, Onderdeel.PUNT, Onderdeel.ALINEA)}
_KOPPEN = {1: Onderdeel.TITEL, 2: Onderdeel.LANDSDEEL, 3: Onderdeel.RUBRIEK, 4: Onderdeel.PROVINCIE}
_GETOOND = 120


def lees_markdown(inhoud: bytes, *, naam: str) -> Brontekst:
    """Read a .md file. Raises LijstFout with a Dutch sentence when it cannot be read.

    A text without any heading or list is given as plain text: its lines mean what they look like.
    """
    bron = decodeer(inhoud, naam=naam)
    if len(bron.tekst) > MAX_TEKENS:
        raise LijstFout(
            f"Het bestand “{naam}” is te groot voor Markdown ({len(bron.tekst) / 1_000_000:.0f} miljoen tekens). "
            "Kies het bestand met alleen de afsprakenlijst."
        )
    tekst, meldingen = _zonder_kopgegevens(bron.tekst)
    tokens = _tokens(tekst, naam)
    if not any(token.type in ("heading_open", "list_item_open") for token in tokens):
        return bron
    lezer = _Lezer(eigen=_van_ons(tokens))
    for token in tokens:
        lezer.lees(token)
    return Brontekst(
        tekst="\n".join(regel.tekst for regel in lezer.regels),
        meldingen=(*bron.meldingen, *meldingen, *lezer.meldingen),
        regels=tuple(lezer.regels),
        eigen=lezer.eigen,
    )


def _tokens(tekst: str, naam: str) -> list[Token]:
    """The document as CommonMark, tags of HTML inside a text left as they are written."""
    lezer = MarkdownIt("commonmark", {"maxNesting": MAX_DIEPTE}).enable("table").disable(["html_inline", "inline"])
    letterlijk = MarkdownIt("zero").enable(["escape", "entity", "newline"])
    omgeving: dict[str, object] = {}
    tokens = lezer.parse(tekst, omgeving)
    if any(token.level >= MAX_DIEPTE - 1 for token in tokens):
        raise LijstFout(
            f"In het bestand “{naam}” staan lijsten of citaten te diep in elkaar. Maak het document eenvoudiger en "
            "probeer het opnieuw."
        )
    for token in tokens:
        if token.type == "inline":
            deel = letterlijk if len(token.content) > _LANGE_ALINEA else lezer
            token.children = []
            deel.inline.parse(token.content, deel, omgeving, token.children)
    return tokens


def _zonder_kopgegevens(tekst: str) -> tuple[str, list[Melding]]:
    """The text without the particulars that some programs keep above it."""
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n")
    if (kop := _KOPGEGEVENS.match(tekst)) and all(":" in regel or regel[:1] in " -#\n" for regel in kop[1].split("\n")):
        melding = Melding(soort="kopgegevens niet overgenomen", tekst=" ".join(kop[1].split())[:_GETOOND], regel=1)
        return tekst[kop.end() :], [melding]
    return tekst, []


def _van_ons(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[0].type == "html_block" and _opmerking(tokens[0].content) == OPMAAK


def _opmerking(html: str) -> str | None:
    """What a comment says, when there is nothing but a comment."""
    rest, opmerkingen = _zonder_opmerkingen(html)
    return opmerkingen[0].strip() if len(opmerkingen) == 1 and not rest.strip() else None


def _zonder_opmerkingen(html: str) -> tuple[str, list[str]]:
    """HTML without its comments, and those; a comment that does not end is none."""
    rest, opmerkingen, plaats = [], [], 0
    while (begin := html.find("<!--", plaats)) >= 0 and (einde := html.find("-->", begin + 4)) >= 0:
        rest.append(html[plaats:begin])
        opmerkingen.append(html[begin + 4 : einde])
        plaats = einde + 3
    return "".join([*rest, html[plaats:]]), opmerkingen


@dataclass(slots=True)
class _Item:
    """A list item: its depth from 0, what is printed in front, and whether that was printed."""

    diepte: int
    label: str
    is_subpunt: bool = False
    gedrukt: bool = False


@dataclass(slots=True)
class _Lezer:
    """Makes lines of the tokens of one document; what it is inside of, and what our own comments said last."""

    eigen: bool
    regels: list[Regel] = field(default_factory=list)
    meldingen: list[Melding] = field(default_factory=list)
    _kop: int | None = None
    _citaten: int = 0
    _nummers: list[int | None] = field(default_factory=list)
    _items: list[_Item] = field(default_factory=list)
    _teken: str = ""
    _verwacht: Onderdeel = Onderdeel.INLEIDING
    _gezegd: str = ""
    _rest_is_bijschrift: bool = False
    _in_lijst: bool = False

    def lees(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._kop = int(token.tag[1])
            case "heading_close":
                self._kop = None
            case "blockquote_open":
                self._citaten += 1
            case "blockquote_close":
                self._citaten -= 1
            case "bullet_list_open":
                self._nummers.append(None)
            case "ordered_list_open":
                self._nummers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._nummers.pop()
                if not self._nummers:
                    self._gezegd = ""
            case "list_item_open":
                self._items.append(self._item(token))
            case "list_item_close":
                self._leeg_item(self._items.pop())
            case "inline":
                self._tekst(token)
            case "fence" | "code_block":
                self._voeg_toe(token.content.rstrip("\n").split("\n"))
            case "html_block":
                self._html(token.content)

    # Lists.

    def _item(self, token: Token) -> _Item:
        diepte = len(self._nummers) - 1
        nummer = self._nummers[-1]
        if nummer is not None:
            self._nummers[-1] = nummer + 1
            return _Item(diepte, f"{nummer}{token.markup or '.'}")
        if self.eigen:
            is_subpunt = diepte > 0 or self._gezegd == "subpunten"
            return _Item(diepte, "o" if is_subpunt else self._teken or _TEKENS[0], is_subpunt)
        return _Item(diepte, _TEKENS[min(diepte, len(_TEKENS) - 1)])

    def _leeg_item(self, item: _Item) -> None:
        """An item without text is a bullet that somebody forgot to fill; it is kept as it is."""
        if not item.gedrukt:
            self._regel(item.label, lijstniveau=item.diepte)

    # Text.

    def _tekst(self, token: Token) -> None:
        regels = _zonder_opmaak(token.children or (), eigen=self.eigen)
        vet = _is_vet(token.children or ())
        if self._kop is not None:
            self._regel(" ".join(regels), kopniveau=self._kop, ruim=True, vet=vet)
        else:
            self._voeg_toe(regels, vet=vet)

    def _voeg_toe(self, regels: Sequence[str], *, vet: bool = False) -> None:
        """The lines of one paragraph, the first with the bullet of its item; alone it is a whole paragraph."""
        gevuld = [regel for regel in regels if regel.strip()] if not self.eigen else [" ".join(regels)]
        item = self._items[-1] if self._items else None
        for plaats, regel in enumerate(gevuld):
            nieuw = plaats == 0 and item is not None and not item.gedrukt and not self._citaten
            if nieuw and item is not None:
                item.gedrukt = True
                self._regel(
                    f"{item.label} {regel}",
                    heel=len(gevuld) == 1,
                    lijstniveau=item.diepte,
                    vet=vet,
                    item=item,
                    ruim=item.diepte == 0,
                )
            else:
                self._regel(regel, heel=len(gevuld) == 1, vet=vet, ruim=plaats == 0)

    def _html(self, html: str) -> None:
        opmerking = _opmerking(html)
        if self.eigen and opmerking is not None:
            self._onthoud(opmerking)
            return
        rest, opmerkingen = _zonder_opmerkingen(html)
        self.meldingen += [
            Melding(soort="opmerking niet overgenomen", tekst=een.strip()[:_GETOOND]) for een in opmerkingen
        ]
        self._voeg_toe(rest.strip("\n").split("\n"))

    def _onthoud(self, opmerking: str) -> None:
        """What a comment of our own says of what comes."""
        if opmerking.startswith("teken:"):
            self._teken = unescape(opmerking.removeprefix("teken:").strip())
        elif opmerking == Onderdeel.BIJSCHRIFT:
            self._rest_is_bijschrift = True
        else:
            self._gezegd = opmerking

    # Lines.

    def _regel(
        self,
        tekst: str,
        *,
        item: _Item | None = None,
        kopniveau: int | None = None,
        lijstniveau: int | None = None,
        heel: bool = True,
        ruim: bool = False,
        vet: bool = False,
    ) -> None:
        self.regels.append(
            Regel(
                nummer=len(self.regels) + 1,
                tekst=tekst if self.eigen else tekst.strip(),
                ruim=ruim,
                heel=heel,
                onderdeel=self._onderdeel(item, kopniveau) if self.eigen else None,
                kopniveau=kopniveau,
                lijstniveau=lijstniveau,
                vet=vet,
            )
        )

    def _onderdeel(self, item: _Item | None, kopniveau: int | None) -> Onderdeel:
        """What a paragraph of a document of our own is."""
        gezegd, self._gezegd = self._gezegd, self._gezegd if self._gezegd == "subpunten" else ""
        if self._rest_is_bijschrift:
            return Onderdeel.BIJSCHRIFT
        if kopniveau is not None:
            self._verwacht = Onderdeel.INLEIDING
            return Onderdeel.ONDERWERP if gezegd == Onderdeel.ONDERWERP else _KOPPEN.get(kopniveau, Onderdeel.ONDERWERP)
        if self._citaten:
            begonnen = any(regel.onderdeel is Onderdeel.LANDSDEEL for regel in self.regels)
            return Onderdeel.BIJSCHRIFT if begonnen else Onderdeel.VOORWERK
        if item is not None:
            if item.is_subpunt:
                return Onderdeel.SUBPUNT
            self._verwacht = Onderdeel.ALINEA
            return Onderdeel.PUNT
        self._verwacht = _ALINEASOORTEN.get(gezegd, self._verwacht)
        return self._verwacht


def _zonder_opmaak(delen: Sequence[Token], *, eigen: bool) -> list[str]:
    """The lines that a reader would see of this text; in one of our own "<br>" is what it says."""
    tekst = "".join(_stukken(delen))
    return (tekst if eigen else _REGELEINDE_HTML.sub("\n", tekst)).split("\n")


def _stukken(delen: Sequence[Token]) -> Iterator[str]:
    for deel in delen:
        if deel.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif deel.type == "image":
            yield from _stukken(deel.children or ())
        else:
            yield deel.content


def _is_vet(delen: Sequence[Token]) -> bool:
    """Whether all of a text is strong."""
    diepte, gezien = 0, False
    for deel in delen:
        if deel.type == "strong_open":
            diepte += 1
        elif deel.type == "strong_close":
            diepte -= 1
        elif deel.content.strip():
            if not diepte:
                return False
            gezien = True
    return gezien
