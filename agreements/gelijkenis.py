"""Whether a later text goes on where an earlier one left off: a score, and the reasons in words. Pure functions.

Three things count. Words in common, by their stems, each as heavy as it is rare: "Rijk en regio" says nothing,
"Lelylijn" much. The same gebied or provincie. And the name of an overleg: the earlier text says that it will come back
in the one that the later text was agreed in, or the later text names the one that the earlier was agreed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

#: From this score on a pair is proposed. Chosen on the demo lists and on pairs between real documents, see the tests.
GRENS = 0.34
#: What the same place and the name of an overleg add to the words that texts share, which alone reach 1.
GEBIED, PROVINCIE, GENOEMD = 0.22, 0.08, 0.12
#: What is left of the words when both texts are about places and share none.
ELDERS = 0.35
#: How far the longer of two texts counts in their length: it may well speak of more than the matter they share.
LANGSTE = 0.35
#: Fewer words in common than this are chance, whatever else there is.
MINSTE_WOORDEN = 2
#: How heavy a word counts of which nobody counted the texts.
ONBEKEND = 1.0
#: How many words a reason names.
MEESTE_GENOEMD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiel:
    """What is compared of one text. `woorden` gives for each stem the word as it stands in the text."""

    sleutel: str
    overleg: str
    woorden: Mapping[str, str]
    gebieden: Mapping[int | str, str] = field(default_factory=dict)
    provincies: Mapping[int | str, str] = field(default_factory=dict)
    #: The overleggen that the text names: "BO Leefomgeving 2025".
    noemt: frozenset[str] = frozenset()


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
    samen = sorted(later.woorden.keys() & eerder.woorden.keys(), key=lambda stam: (-_weeg(stam, gewicht), stam))
    if len(samen) < MINSTE_WOORDEN:
        return Gelijkenis(0.0, ())
    kort, lang = sorted((_massa(later.woorden, gewicht), _massa(eerder.woorden, gewicht)))
    lengte = kort ** (1 - LANGSTE) * lang**LANGSTE
    score = _massa(samen, gewicht) / lengte if lengte else 0.0
    redenen = []
    gebieden = later.gebieden.keys() & eerder.gebieden.keys()
    provincies = later.provincies.keys() & eerder.provincies.keys()
    if gebieden:
        score += GEBIED
        redenen.append(f"Zelfde gebied: {_namen(later.gebieden[een] for een in gebieden)}.")
    elif provincies:
        score += PROVINCIE
        redenen.append(f"Zelfde provincie: {_namen(later.provincies[een] for een in provincies)}.")
    elif (later.gebieden or later.provincies) and (eerder.gebieden or eerder.provincies):
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
