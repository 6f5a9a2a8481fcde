"""The order in which a list is shown to a reader: headings with their level, runs of bullets, anchors.

A `Lijst` is what was agreed; this is how it stands on a page, the same on paper and in the browser. Pure: no
database, no Django.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from agreements.lijst import Blok, Landsdeellijst, Lijst, Rubriek, Tekstblok

#: From this length on a bullet may be divided over two pages; a shorter one is kept together.
DEELBAAR_VANAF = 1_500

#: The glyphs of the Wingdings and Symbol fonts that office programs leave behind as private-use characters, and
#: the character that people saw. Nothing can show or read aloud a private-use character.
PRIVETEKENS = {
    0xF02D: "–",
    0xF06E: "■",
    0xF06F: "□",
    0xF071: "❑",
    0xF075: "◆",
    0xF076: "❖",
    0xF0A7: "▪",
    0xF0A8: "◻",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0DE: "⇒",
    0xF0E0: "→",
    0xF0E8: "➔",
    0xF0FC: "✔",
}
#: Control characters that no document format knows; a tab or line break is white space and stays.
_BESTURING = {teken: None for teken in (*range(0x20), *range(0x7F, 0xA0)) if chr(teken) not in "\t\n\r\x85"}
#: A character that the print style uses itself (see agreements.exporters.lettertypen) would be seen as a hyphen.
_EIGEN = {0xE00A: "\ufffd"}
_VERTAAL = {**_BESTURING, **PRIVETEKENS, **_EIGEN}


def leesbaar(tekst: str) -> str:
    """The text as it can be shown: left-over private-use bullets as the sign they stood for."""
    return tekst.translate(_VERTAAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Punt:
    """One text block in its place. `deelbaar`: long enough to be divided over two pages."""

    blok: Tekstblok
    anker: str

    @property
    def tekst(self) -> str:
        return leesbaar(self.blok.tekst)

    @property
    def teken(self) -> str:
        return leesbaar(self.blok.teken or "")

    @property
    def tekenklasse(self) -> str:
        """A name for the sign that can be a class in HTML: "teken-2756" for ❖."""
        return "-".join(["teken", *(f"{ord(teken):x}" for teken in self.teken)])

    @property
    def subpunten(self) -> list[str]:
        return [leesbaar(subpunt) for subpunt in self.blok.subpunten]

    @property
    def deelbaar(self) -> bool:
        bij = (*self.blok.subpunten, *(status.toelichting for status in self.blok.statussen))
        return len(self.blok.tekst) + sum(map(len, bij)) > DEELBAAR_VANAF


@dataclass(frozen=True, slots=True, kw_only=True)
class Reeks:
    """Bullets that follow each other, or loose paragraphs (`is_opsomming` False)."""

    is_opsomming: bool
    punten: tuple[Punt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kop:
    """A heading of a provincie or an onderwerp with its level (1 is the title of the document)."""

    tekst: str
    niveau: int
    is_provincie: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Blokdeel:
    """A blok: the headings that stand above it, the paragraphs of its lead-in, its bullets."""

    koppen: tuple[Kop, ...]
    inleiding: tuple[str, ...]
    reeksen: tuple[Reeks, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubriekdeel:
    rubriek: Rubriek
    anker: str
    blokken: tuple[Blokdeel, ...]

    @property
    def nummer(self) -> str:
        return leesbaar(self.rubriek.nummer)

    @property
    def titel(self) -> str:
        return leesbaar(self.rubriek.titel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Landsdeeldeel:
    landsdeel: str
    kop: str
    anker: str
    rubrieken: tuple[Rubriekdeel, ...]

    @property
    def punten(self) -> Iterator[Punt]:
        for rubriek in self.rubrieken:
            for blok in rubriek.blokken:
                for reeks in blok.reeksen:
                    yield from reeks.punten

    @property
    def aantal(self) -> int:
        """How many bullets (loose paragraphs are none)."""
        return sum(not punt.blok.is_losse_alinea for punt in self.punten)


@dataclass(slots=True)
class _Ankers:
    """Hands out names of places in the document, each once."""

    gebruikt: set[str] = field(default_factory=set)

    def voor(self, *delen: str) -> str:
        gewoon = unicodedata.normalize("NFKD", "-".join(delen)).encode("ascii", "ignore").decode().lower()
        basis = re.sub(r"[^a-z0-9]+", "-", gewoon).strip("-") or "deel"
        anker, volgnummer = basis, 1
        while anker in self.gebruikt:
            volgnummer += 1
            anker = f"{basis}-{volgnummer}"
        self.gebruikt.add(anker)
        return anker


def deel_in(lijst: Lijst) -> tuple[Landsdeeldeel, ...]:
    """The list as it is laid out: landsdeel (level 2), rubriek (3), provincie (4), onderwerp (4 or 5)."""
    ankers = _Ankers()
    return tuple(_landsdeel(deel, ankers) for deel in lijst.landsdelen)


def _landsdeel(deel: Landsdeellijst, ankers: _Ankers) -> Landsdeeldeel:
    return Landsdeeldeel(
        landsdeel=deel.landsdeel,
        kop=leesbaar(deel.kop),
        anker=ankers.voor(deel.landsdeel),
        rubrieken=tuple(
            Rubriekdeel(
                rubriek=rubriek,
                anker=ankers.voor(deel.landsdeel, rubriek.nummer),
                blokken=tuple(_blokken(rubriek, ankers)),
            )
            for rubriek in deel.rubrieken
        ),
    )


def _blokken(rubriek: Rubriek, ankers: _Ankers) -> Iterator[Blokdeel]:
    onder_provincie = False
    for blok in rubriek.blokken:
        onder_provincie = bool(blok.provincie_kop) or (onder_provincie and blok.provincie is not None)
        yield Blokdeel(
            koppen=tuple(_koppen(blok, onder_provincie)),
            inleiding=tuple(leesbaar(regel) for regel in (blok.inleiding or "").split("\n") if regel.strip()),
            reeksen=tuple(_reeksen(blok, ankers)),
        )


def _koppen(blok: Blok, onder_provincie: bool) -> Iterator[Kop]:
    if blok.provincie_kop:
        yield Kop(tekst=leesbaar(blok.provincie_kop), niveau=4, is_provincie=True)
    if blok.onderwerp:
        yield Kop(tekst=leesbaar(blok.onderwerp), niveau=5 if onder_provincie else 4)


def _reeksen(blok: Blok, ankers: _Ankers) -> Iterator[Reeks]:
    for is_opsomming, tekstblokken in groupby(blok.tekstblokken, key=lambda tekstblok: bool(tekstblok.teken)):
        yield Reeks(
            is_opsomming=is_opsomming,
            punten=tuple(
                Punt(blok=tekstblok, anker=ankers.voor(tekstblok.code or "punt")) for tekstblok in tekstblokken
            ),
        )
