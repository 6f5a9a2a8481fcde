"""The order in which a list is shown to a reader: headings with their level, runs of bullets, anchors.

A `Lijst` is what was agreed; this is how it stands on a page, the same on paper and in the browser. Pure: no
database, no Django.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from agreements.exporters.bijschriften import Bijschrift, bijschriften
from agreements.exporters.gegevens import Titelgegevens
from agreements.exporters.tekens import leesbaar
from agreements.lijst import Blok, Landsdeellijst, Lijst, Rubriek, Tekstblok

#: From this length on a bullet may be divided over two pages; a shorter one is kept together.
DEELBAAR_VANAF = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Punt:
    """One text block in its place. `deelbaar`: long enough to be divided over two pages."""

    blok: Tekstblok
    anker: str
    bijschriften: tuple[Bijschrift, ...] = ()

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
        bij = (*self.blok.subpunten, *(bijschrift.tekst for bijschrift in self.bijschriften))
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


def deel_in(lijst: Lijst, gegevens: Titelgegevens | None = None) -> tuple[Landsdeeldeel, ...]:
    """The list as it is laid out: landsdeel (level 2), rubriek (3), provincie (4), onderwerp (4 or 5).

    With `gegevens` each text block has its additions; without, only the official text is there.
    """
    ankers = _Ankers()
    return tuple(_landsdeel(deel, ankers, gegevens) for deel in lijst.landsdelen)


def vervallen_punten(lijst: Lijst) -> tuple[Reeks, ...]:
    """The text blocks that are in the list no more, as they are shown behind it."""
    return tuple(_reeksen(lijst.vervallen, _Ankers({"vervallen"}), None))


def _landsdeel(deel: Landsdeellijst, ankers: _Ankers, gegevens: Titelgegevens | None) -> Landsdeeldeel:
    return Landsdeeldeel(
        landsdeel=deel.landsdeel,
        kop=leesbaar(deel.kop),
        anker=ankers.voor(deel.landsdeel),
        rubrieken=tuple(
            Rubriekdeel(
                rubriek=rubriek,
                anker=ankers.voor(deel.landsdeel, rubriek.nummer),
                blokken=tuple(_blokken(rubriek, ankers, gegevens)),
            )
            for rubriek in deel.rubrieken
        ),
    )


def _blokken(rubriek: Rubriek, ankers: _Ankers, gegevens: Titelgegevens | None) -> Iterator[Blokdeel]:
    onder_provincie = False
    for blok in rubriek.blokken:
        onder_provincie = bool(blok.provincie_kop) or (onder_provincie and blok.provincie is not None)
        yield Blokdeel(
            koppen=tuple(_koppen(blok, onder_provincie)),
            inleiding=tuple(leesbaar(regel) for regel in (blok.inleiding or "").split("\n") if regel.strip()),
            reeksen=tuple(_reeksen(blok.tekstblokken, ankers, gegevens)),
        )


def _koppen(blok: Blok, onder_provincie: bool) -> Iterator[Kop]:
    if blok.provincie_kop:
        yield Kop(tekst=leesbaar(blok.provincie_kop), niveau=4, is_provincie=True)
    if blok.onderwerp:
        yield Kop(tekst=leesbaar(blok.onderwerp), niveau=5 if onder_provincie else 4)


def _reeksen(tekstblokken: Sequence[Tekstblok], ankers: _Ankers, gegevens: Titelgegevens | None) -> Iterator[Reeks]:
    for is_opsomming, reeks in groupby(tekstblokken, key=lambda tekstblok: bool(tekstblok.teken)):
        yield Reeks(
            is_opsomming=is_opsomming,
            punten=tuple(
                Punt(
                    blok=tekstblok,
                    anker=ankers.voor(tekstblok.code or "punt"),
                    bijschriften=bijschriften(tekstblok, gegevens) if gegevens else (),
                )
                for tekstblok in reeks
            ),
        )
