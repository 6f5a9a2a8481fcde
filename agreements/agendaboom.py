"""The agenda of an overleg as a tree: where each item stands, and the number that follows from it. No database.

A number is a place: 2.5.4 is the fourth item under the fifth item of chapter 2. Items are known by a key of the
caller's, which stays when the number changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

#: How deep an item can be put: 2.5.4.1. A document that was loaded may go deeper; nothing is pushed deeper here.
DIEPSTE = 4


class Richting(StrEnum):
    """One step of an item through the tree."""

    OMHOOG = "omhoog"
    OMLAAG = "omlaag"
    IN = "inspringen"
    UIT = "uitspringen"


class Verhouding(StrEnum):
    """Where an item comes to stand, seen from another item."""

    VOOR = "voor"
    NA = "na"
    IN = "in"


class BoomFout(ValueError):
    """The item cannot stand there; the sentence is for the user."""


@dataclass(slots=True)
class Knoop:
    """An item with the items under it; the root has key 0 and no number."""

    sleutel: int
    nummer: str = ""
    kinderen: list[Knoop] = field(default_factory=list)

    def __iter__(self) -> Iterator[Knoop]:
        """Itself and all under it, in the order of the agenda."""
        yield self
        for kind in self.kinderen:
            yield from kind

    @property
    def hoogte(self) -> int:
        """How many levels it takes, itself included."""
        return 1 + max((kind.hoogte for kind in self.kinderen), default=0)


def boom(punten: Iterable[tuple[int, str]]) -> Knoop:
    """The tree of these (key, number) in the order of the agenda; returns its root.

    An item stands under the longest beginning of its number that is there: 2.1.1 under 2 when there is no 2.1.
    """
    wortel = Knoop(0)
    per_nummer = {"": wortel}
    for sleutel, nummer in punten:
        boven = nummer.rpartition(".")[0]
        while boven not in per_nummer:
            boven = boven.rpartition(".")[0]
        knoop = Knoop(sleutel, nummer)
        per_nummer[boven].kinderen.append(knoop)
        per_nummer.setdefault(nummer, knoop)
    return wortel


def nummers(wortel: Knoop) -> dict[int, str]:
    """Key → the number that its place gives, in the order of the agenda."""
    uit: dict[int, str] = {}

    def tel(knoop: Knoop, voor: str) -> None:
        for plaats, kind in enumerate(knoop.kinderen, start=1):
            uit[kind.sleutel] = f"{voor}{plaats}"
            tel(kind, f"{voor}{plaats}.")

    tel(wortel, "")
    return uit


def zoek(wortel: Knoop, sleutel: int) -> Knoop:
    """The item with this key. Raises BoomFout when it is not in the tree."""
    for knoop in wortel:
        if knoop.sleutel == sleutel:
            return knoop
    raise BoomFout("Dit agendapunt staat niet meer op de agenda. Laad de pagina opnieuw.")


def ouder_van(wortel: Knoop, sleutel: int) -> Knoop:
    """The item that it stands under, or the root. Raises BoomFout when it is not in the tree."""
    for knoop in wortel:
        if any(kind.sleutel == sleutel for kind in knoop.kinderen):
            return knoop
    raise BoomFout("Dit agendapunt staat niet meer op de agenda. Laad de pagina opnieuw.")


def diepte(wortel: Knoop, sleutel: int) -> int:
    """How deep it stands: 0 for the root, 1 for a chapter."""
    uit = 0
    while sleutel:
        sleutel = ouder_van(wortel, sleutel).sleutel
        uit += 1
    return uit


def kan(wortel: Knoop, sleutel: int, richting: Richting) -> bool:
    """Whether this step exists for this item."""
    ouder = ouder_van(wortel, sleutel)
    plaats = _plaats(ouder, sleutel)
    if richting is Richting.OMHOOG:
        return plaats > 0
    if richting is Richting.OMLAAG:
        return plaats + 1 < len(ouder.kinderen)
    if richting is Richting.UIT:
        return ouder.sleutel != 0
    return plaats > 0 and diepte(wortel, sleutel) + ouder.kinderen[plaats].hoogte <= DIEPSTE


def stap(wortel: Knoop, sleutel: int, richting: Richting) -> None:
    """Move an item one step. Raises BoomFout when it cannot go there."""
    if not kan(wortel, sleutel, richting):
        raise BoomFout(f"Dit agendapunt kan niet verder {_IN_WOORDEN[richting]}.")
    ouder = ouder_van(wortel, sleutel)
    plaats = _plaats(ouder, sleutel)
    if richting is Richting.UIT:
        zet(wortel, sleutel, Verhouding.NA, ouder.sleutel)
    elif richting is Richting.IN:
        zet(wortel, sleutel, Verhouding.IN, ouder.kinderen[plaats - 1].sleutel)
    elif richting is Richting.OMHOOG:
        zet(wortel, sleutel, Verhouding.VOOR, ouder.kinderen[plaats - 1].sleutel)
    else:
        zet(wortel, sleutel, Verhouding.NA, ouder.kinderen[plaats + 1].sleutel)


_IN_WOORDEN = {
    Richting.OMHOOG: "omhoog",
    Richting.OMLAAG: "omlaag",
    Richting.IN: "inspringen",
    Richting.UIT: "uitspringen",
}


def zet(wortel: Knoop, sleutel: int, verhouding: Verhouding, bij: int) -> None:
    """Put an item, with all under it, before or after another item or as the last under it.

    Raises BoomFout when that is the item itself or stands under it, or when it would stand too deep.
    """
    knoop, oude_ouder = zoek(wortel, sleutel), ouder_van(wortel, sleutel)
    if any(een.sleutel == bij for een in knoop):
        raise BoomFout("Een agendapunt kan niet bij zichzelf of onder zichzelf staan. Kies een andere plaats.")
    was = diepte(wortel, sleutel)
    nieuwe_ouder = zoek(wortel, bij) if verhouding is Verhouding.IN else ouder_van(wortel, bij)
    wordt = diepte(wortel, nieuwe_ouder.sleutel) + 1
    if wordt > was and wordt - 1 + knoop.hoogte > DIEPSTE:
        raise BoomFout(
            f"Dit wordt te diep: de agenda gaat tot {DIEPSTE} niveaus, zoals 2.5.4.1. Kies een hogere plaats."
        )
    oude_ouder.kinderen.remove(knoop)
    if verhouding is Verhouding.IN:
        nieuwe_ouder.kinderen.append(knoop)
    else:
        plaats = _plaats(nieuwe_ouder, bij)
        nieuwe_ouder.kinderen.insert(plaats + (verhouding is Verhouding.NA), knoop)


def _plaats(ouder: Knoop, sleutel: int) -> int:
    return next(plaats for plaats, kind in enumerate(ouder.kinderen) if kind.sleutel == sleutel)
