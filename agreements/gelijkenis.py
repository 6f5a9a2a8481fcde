"""Whether a later text goes on where an earlier one left off: a score, and the reasons in words. Pure functions.

Three things count. Words in common, by their stems, each as heavy as it is rare: "Rijk en regio" says nothing,
"Lelylijn" much. The same gebied or provincie. And the name of an overleg: the earlier text says that it will come back
in the one that the later text was agreed in, or the later text names the one that the earlier was agreed in.

A long text can speak of many gebieden, of each in a sentence of its own. So a sentence of the later text that names a
gebied is compared by itself as well, with the earlier texts about that gebied; the better of the two counts.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

#: From this score on a pair is proposed. Chosen on the demo lists and on pairs between real documents, see the tests.
GRENS = 0.34
#: What the same place and the name of an overleg add to the words that texts share, which alone reach 1. The same
#: gebied adds less when one of the texts is about more of them.
GEBIED, PROVINCIE, GENOEMD = 0.22, 0.08, 0.12
#: What is left of the words when both texts are about places and share none.
ELDERS = 0.35
#: How far the longer of two texts counts in their length: it may well speak of more than the matter they share.
LANGSTE = 0.35
#: Fewer words in common than this are chance, whatever else there is.
MINSTE_WOORDEN = 2
#: A sentence is short, so what it shares is soon much of it: it must share this much more than a whole text. And so
#: many words beside those of the name of the gebied, which anything about that gebied shares.
ZIN, MINSTE_BUITEN_NAAM = 0.11, 2
#: How heavy a word counts of which nobody counted the texts.
ONBEKEND = 1.0
#: How many words a reason names.
MEESTE_GENOEMD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Zin:
    """A sentence that names gebieden: its stems, those outside of the names, and the gebieden."""

    woorden: frozenset[str]
    buiten_naam: frozenset[str]
    gebieden: frozenset[int | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiel:
    """What is compared of one text. `woorden` gives for each stem the word as it stands in the text.

    `gebieden` are those that it belongs to, `genoemd` those that its text names.
    """

    sleutel: str
    overleg: str
    woorden: Mapping[str, str]
    gebieden: Mapping[int | str, str] = field(default_factory=dict)
    provincies: Mapping[int | str, str] = field(default_factory=dict)
    #: The overleggen that the text names: "BO Leefomgeving 2025".
    noemt: frozenset[str] = frozenset()
    genoemd: Mapping[int | str, str] = field(default_factory=dict)
    zinnen: tuple[Zin, ...] = ()

    @property
    def naamstammen(self) -> set[str]:
        """The stems of the names of gebieden in its text."""
        return {stam for zin in self.zinnen for stam in zin.woorden - zin.buiten_naam}


@dataclass(frozen=True, slots=True)
class Gelijkenis:
    """How much two texts look like a later and an earlier one of the same matter, and why."""

    score: float
    redenen: tuple[str, ...]

    @property
    def is_voorstel(self) -> bool:
        return self.score >= GRENS


def vergelijk(later: Profiel, eerder: Profiel, gewicht: Mapping[str, float]) -> Gelijkenis:
    """Compare two texts; `gewicht` says how heavy each stem counts (the rarer the heavier)."""
    gebieden = {**eerder.genoemd, **eerder.gebieden}
    massa = _massa(eerder.woorden, gewicht)
    beste = _vergelijk(later, later.woorden.keys(), later.gebieden.keys(), eerder, gebieden, massa, gewicht)
    for zin in later.zinnen:
        if zin.gebieden & gebieden.keys() and len(zin.buiten_naam & eerder.woorden.keys()) >= MINSTE_BUITEN_NAAM:
            gelijk = _vergelijk(later, zin.woorden, zin.gebieden, eerder, gebieden, massa, gewicht)
            if gelijk.score - ZIN > beste.score:
                beste = Gelijkenis(gelijk.score - ZIN, gelijk.redenen)
    return beste


def _vergelijk(
    later: Profiel,
    woorden: Collection[str],
    hier: Collection[int | str],
    eerder: Profiel,
    daar: Mapping[int | str, str],
    massa: float,
    gewicht: Mapping[str, float],
) -> Gelijkenis:
    """Compare the later text or a sentence of it (`woorden`, about the gebieden `hier`) with the earlier one.

    `daar` are the gebieden that the earlier one is about, `massa` is how heavy its words are.
    """
    samen = sorted(eerder.woorden.keys() & woorden, key=lambda stam: (-_weeg(stam, gewicht), stam))
    if len(samen) < MINSTE_WOORDEN:
        return Gelijkenis(0.0, ())
    kort, lang = sorted((_massa(woorden, gewicht), massa))
    lengte = kort ** (1 - LANGSTE) * lang**LANGSTE
    score = _massa(samen, gewicht) / lengte if lengte else 0.0
    redenen = []
    gebieden = daar.keys() & hier
    provincies = later.provincies.keys() & eerder.provincies.keys()
    if gebieden:
        score += GEBIED / math.sqrt(max(len(hier), len(daar)))
        redenen.append(f"Zelfde gebied: {_namen(daar[een] for een in gebieden)}.")
    elif provincies:
        score += PROVINCIE
        redenen.append(f"Zelfde provincie: {_namen(later.provincies[een] for een in provincies)}.")
    elif (hier or later.provincies) and (daar or eerder.provincies):
        score *= ELDERS
    redenen.append(f"Dezelfde woorden: {', '.join(later.woorden[stam] for stam in samen[:MEESTE_GENOEMD])}.")
    if eerder.overleg in later.noemt:
        score += GENOEMD
        redenen.append(f"De tekst noemt het {eerder.overleg}.")
    if later.overleg in eerder.noemt:
        score += GENOEMD
        redenen.append(f"De eerdere tekst noemt het {later.overleg}.")
    return Gelijkenis(score, tuple(redenen))


def _weeg(stam: str, gewicht: Mapping[str, float]) -> float:
    return gewicht.get(stam, ONBEKEND)


def _massa(stammen: Iterable[str], gewicht: Mapping[str, float]) -> float:
    return sum((_weeg(stam, gewicht) ** 2 for stam in stammen), start=0.0)


def _namen(namen: Iterable[str]) -> str:
    return ", ".join(sorted(namen))
