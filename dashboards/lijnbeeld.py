"""A line over the years as a drawing: where each end and each link of it stands. Pure arithmetic.

Every year is a column and every end a box; a link is a curve from the earlier box to the later. An end stands in the
row of what it comes from when that is free, so that a chain that goes straight on is drawn straight.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

KOLOM, RIJ, KOP = 142, 56, 28
#: Wide enough for the longest status in words.
BREED, HOOG = 122, 42


@dataclass(frozen=True, slots=True)
class Vak:
    """One box; x and y are its top left corner."""

    punt: Any
    x: int
    y: int

    @property
    def breed(self) -> int:
        return BREED

    @property
    def hoog(self) -> int:
        return HOOG

    @property
    def midden(self) -> int:
        return self.x + BREED // 2

    @property
    def regel1(self) -> int:
        return self.y + 18

    @property
    def regel2(self) -> int:
        return self.y + 33


@dataclass(frozen=True, slots=True)
class Beeld:
    """The drawing of one line: its boxes, the paths between them, and the years above the columns."""

    vakken: list[Vak]
    paden: list[str]
    jaren: list[tuple[int, int]]
    breedte: int
    hoogte: int


def teken(punten: Sequence[Any], bogen: Sequence[Any]) -> Beeld:
    """The drawing of ends (`sleutel`, `jaar`), the oldest first, and links (`eerder`, `later`: keys of ends)."""
    jaren = sorted({punt.jaar for punt in punten})
    kolom = {jaar: nummer for nummer, jaar in enumerate(jaren)}
    ouders: dict[Hashable, list[Hashable]] = {}
    for boog in bogen:
        ouders.setdefault(boog.later, []).append(boog.eerder)
    rij: dict[Hashable, int] = {}
    bezet: set[tuple[int, int]] = set()
    for punt in punten:
        voorkeur = [rij[ouder] for ouder in ouders.get(punt.sleutel, []) if ouder in rij]
        plek = _vrije_rij(kolom[punt.jaar], voorkeur, bezet)
        rij[punt.sleutel] = plek
        bezet.add((kolom[punt.jaar], plek))
    marge = (KOLOM - BREED) // 2
    vakken = {
        punt.sleutel: Vak(punt, kolom[punt.jaar] * KOLOM + marge, KOP + rij[punt.sleutel] * RIJ + (RIJ - HOOG) // 2)
        for punt in punten
    }
    return Beeld(
        vakken=list(vakken.values()),
        paden=[_pad(vakken[boog.eerder], vakken[boog.later]) for boog in bogen],
        jaren=[(jaar, kolom[jaar] * KOLOM + KOLOM // 2) for jaar in jaren],
        breedte=len(jaren) * KOLOM + marge,
        hoogte=KOP + (max(rij.values(), default=0) + 1) * RIJ,
    )


def _vrije_rij(kolom: int, voorkeur: list[int], bezet: set[tuple[int, int]]) -> int:
    """The row of something it comes from, or else the first free one from there down."""
    for rij in voorkeur:
        if (kolom, rij) not in bezet:
            return rij
    rij = min(voorkeur, default=0)
    while (kolom, rij) in bezet:
        rij += 1
    return rij


def _pad(van: Vak, naar: Vak) -> str:
    """A curve from the right of the earlier box to the left of the later, or around the right within one year."""
    x, y = van.x + BREED, van.y + HOOG // 2
    if naar.x == van.x:
        eind = naar.y + HOOG // 2
        return f"M{x} {y}C{x + 12} {y} {x + 12} {eind} {x} {eind}"
    eind, laag = naar.x, naar.y + HOOG // 2
    half = (x + eind) // 2
    return f"M{x} {y}C{half} {y} {half} {laag} {eind} {laag}"
