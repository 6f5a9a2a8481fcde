"""Does a hyphen at the end of a line belong to the word, or only to the line?

Dutch writes compounds solid, so most hyphens inside lower-case words at line ends are only there for the
line. They stay where Dutch asks for one: with abbreviations, digits and capitals ("NOVEX-partners"), where
vowels would run together ("milieu-impact"), between two adjectives of equal rank ("ruimtelijk-economisch"),
before "en" and "of" ("haven- en industriegebied"). Beyond that the source itself is the best witness: how
does it write the word elsewhere? Without a witness the hyphen stays, unless the source breaks words as a
habit; both are doubtful.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_WOORD = re.compile(r"\w[\w’'-]*\w|\w")
_LOS_DEEL = re.compile(r"(\w+)- ")
_LETTERS = re.compile(r"[^\W\d_]+")
_NEVENSCHIKKEND = frozenset({"en", "of", "en/of", "als", "tot", "t/m", "resp."})
#: Vowels that would read as one sound if they stood together.
_BOTSING = frozenset(
    {"aa", "ae", "ai", "au", "ea", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu"}
)
_BIJVOEGLIJK = re.compile(r"(?:lijke?|ale?|aal|ele|eel|ische?|ieve?|ief|aire?|matige?|technische?)$")
#: Ends of words that are no words themselves, so that the hyphen before them is only there for the line.
_ACHTERVOEGSEL = re.compile(
    r"(?:[bdfgklmnprstvz]?(?:en|ing|ingen|er|ers|eren|ig|ige|elijk|elijke|elijkheid)"
    r"|[gmnrst]?(?:isch|ische)|heid|heden|lijk|lijke|lijks|lijkheid|teit|teiten|[ts]ies?|tieve?|tief|cies?"
    r"|ment|menten|loos|loze|baar|bare|baarheid|zaam|zame|zaamheid|schap|schappen|schappelijke?)"
)
_GEWOONTE = 0.03
_GEWOONTE_VANAF = 10


@dataclass(frozen=True, slots=True)
class Oordeel:
    """What to do with a hyphen at a line end: does it stay, does a space follow, and is that doubtful?"""

    streepje: bool = True
    spatie: bool = False
    twijfel: bool = False


class Afbreking:
    """Judges the line-end hyphens of one source; takes its lines with whether each was cut at a hyphen."""

    def __init__(self, regels: Sequence[tuple[str, bool]]) -> None:
        self._regels = regels

    @cached_property
    def _woorden(self) -> Counter[str]:
        """The words that stand whole inside a line; what a hyphen cut in two is no witness."""
        telling: Counter[str] = Counter()
        na_streepje = False
        for tekst, streepje in self._regels:
            woorden = tekst.split()
            if na_streepje:
                woorden = woorden[1:]
            if streepje:
                woorden = woorden[:-1]
            for woord in _WOORD.findall(" ".join(woorden).casefold()):
                telling[woord] += 1
            na_streepje = streepje
        return telling

    @cached_property
    def _op_volgorde(self) -> list[str]:
        return sorted(self._woorden)

    @cached_property
    def _losse_delen(self) -> frozenset[str]:
        """What stands before a hyphen and a space inside a line ("haven- en industriegebied")."""
        return frozenset(deel for tekst, _ in self._regels for deel in _LOS_DEEL.findall(tekst.casefold()))

    @cached_property
    def _breekt_af(self) -> bool:
        """Whether the source breaks words at line ends as a habit: many plain words, not one or two names."""
        aantal = sum(
            streepje and _delen(links.rsplit(None, 1)[-1][:-1], rechts.split(None, 1)[0]) is not None
            for (links, streepje), (rechts, _) in pairwise(self._regels)
        )
        return aantal >= _GEWOONTE_VANAF and aantal > _GEWOONTE * len(self._regels)

    def oordeel(self, links: str, rechts: str, *, spatie_na: bool, spaties_bewaard: bool = True) -> Oordeel:
        """Judge `links` + hyphen + line end + `rechts`.

        `spatie_na`: a space stood behind the hyphen; `spaties_bewaard`: the source shows such spaces at all.
        """
        if rechts.casefold() in _NEVENSCHIKKEND:
            return Oordeel(spatie=True)
        delen = _delen(links, rechts)
        if spatie_na:
            # "Uitvoerings- Investeringsagenda" keeps its space, unless the source knows the word as one.
            een_woord = delen is not None and self._woorden["".join(delen)] > 0 and delen[0] not in self._losse_delen
            return Oordeel(streepje=False, twijfel=True) if een_woord else Oordeel(spatie=True)
        los = links.casefold() in self._losse_delen
        if not spaties_bewaard and los and not self._woorden[f"{links}-{rechts}".casefold()]:
            return Oordeel(spatie=True, twijfel=True)
        return Oordeel() if delen is None else self._oordeel_over_woord(*delen, samengesteld="-" in links)

    def _oordeel_over_woord(self, links_woord: str, rechts_woord: str, *, samengesteld: bool) -> Oordeel:
        met = self._woorden[f"{links_woord}-{rechts_woord}"]
        zonder = self._woorden[links_woord + rechts_woord]
        if met != zonder:
            return Oordeel(streepje=met > zonder, twijfel=min(met, zonder) > 0)
        if _ACHTERVOEGSEL.fullmatch(rechts_woord):
            return Oordeel(streepje=False)
        if _BIJVOEGLIJK.search(links_woord) and _BIJVOEGLIJK.search(rechts_woord):
            return Oordeel()
        if not samengesteld and self._verwant(links_woord, rechts_woord):
            return Oordeel(streepje=False)
        return Oordeel(streepje=not self._breekt_af, twijfel=True)

    def _verwant(self, links: str, rechts: str) -> bool:
        """Whether the source has a word that begins with the broken one up to well past the break."""
        stam = (links + rechts)[: len(links) + 3]
        plaats = bisect_left(self._op_volgorde, stam)
        eerste_erna = self._op_volgorde[plaats : plaats + 1]
        return len(rechts) >= 3 and len(stam) >= 6 and any(woord.startswith(stam) for woord in eerste_erna)


def _delen(links: str, rechts: str) -> tuple[str, str] | None:
    """The two parts of a plain word around a hyphen; None when Dutch would write that hyphen anyway."""
    links_woord = (_LETTERS.findall(links) or [""])[-1]
    rechts_woord = (_LETTERS.match(rechts) or [""])[0]
    gewoon = rechts_woord.islower() and links.endswith(links_woord) and links_woord[1:].islower()
    links_woord = links_woord.casefold()
    return (links_woord, rechts_woord) if gewoon and links_woord[-1:] + rechts_woord[:1] not in _BOTSING else None
