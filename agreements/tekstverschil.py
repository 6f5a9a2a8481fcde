"""Which words went out of a text and which came in; to the letter, white space included.

Pure functions on text. Joining what stayed and what went gives the old text, joining what stayed and what came the new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

#: A word (with what holds it together: "1.000", "NOVEX-partners") or one other sign, with the white space behind it.
_WOORD = re.compile(r"(\w+(?:[-.,'’/]\w+)*|[^\w\s]|^)(\s*)")
#: A word this short that stands alone between two changes is shown as changed with them: it ties nothing together.
_KORT = 3
#: From so many words on, the ones that come back often are not looked for first: it would take too long.
_LANG = 4000


class Soort(StrEnum):
    """Whether a piece of text stayed, went out or came in."""

    GELIJK = "gelijk"
    WEG = "weg"
    NIEUW = "nieuw"


@dataclass(frozen=True, slots=True)
class Deel:
    """A piece of text with what happened to it."""

    soort: Soort
    tekst: str


def woordverschil(oud: str, nieuw: str) -> list[Deel]:
    """The pieces of which two wordings of one text consist, in reading order; what went stands before what came.

    Exact: without the new pieces they are `oud`, without the ones that went `nieuw`. No piece is empty, and two
    neighbours are never of the same soort.
    """
    van, naar = _WOORD.findall(oud), _WOORD.findall(nieuw)
    vergelijker = SequenceMatcher(
        None,
        [woord for woord, _ in van],
        [woord for woord, _ in naar],
        autojunk=len(van) + len(naar) > _LANG,
    )
    delen: list[Deel] = []
    for soort, i1, i2, j1, j2 in vergelijker.get_opcodes():
        if soort == "equal":
            delen += _gelijk(van[i1:i2], naar[j1:j2])
        else:
            delen += [Deel(Soort.WEG, _tekst(van[i1:i2])), Deel(Soort.NIEUW, _tekst(naar[j1:j2]))]
    return _samen(_zonder_losse_woordjes(_samen(delen)))


def is_gelijk(delen: Iterable[Deel]) -> bool:
    """Whether nothing went and nothing came."""
    return all(deel.soort == Soort.GELIJK for deel in delen)


def _gelijk(van: list[tuple[str, str]], naar: list[tuple[str, str]]) -> Iterable[Deel]:
    """The same words; the white space behind them can differ."""
    for (woord, wit), (_, ander_wit) in zip(van, naar, strict=True):
        if wit == ander_wit:
            yield Deel(Soort.GELIJK, woord + wit)
        else:
            yield from (Deel(Soort.GELIJK, woord), Deel(Soort.WEG, wit), Deel(Soort.NIEUW, ander_wit))


def _zonder_losse_woordjes(delen: list[Deel]) -> list[Deel]:
    uit: list[Deel] = []
    for plaats, deel in enumerate(delen):
        buren = delen[plaats - 1 : plaats] + delen[plaats + 1 : plaats + 2]
        los = len(deel.tekst.split()) <= 1 and len(deel.tekst.strip()) <= _KORT
        vast = [buur for buur in buren if not buur.tekst.strip()]
        if deel.soort == Soort.GELIJK and los and len(buren) == 2 and not vast:
            uit += [Deel(Soort.WEG, deel.tekst), Deel(Soort.NIEUW, deel.tekst)]
        else:
            uit.append(deel)
    return uit


def _samen(delen: Iterable[Deel]) -> list[Deel]:
    """Between two pieces that stayed at most one that went and one that came."""
    uit: list[Deel] = []
    weg = nieuw = ""
    for deel in (*delen, Deel(Soort.GELIJK, "")):
        if deel.soort == Soort.WEG:
            weg += deel.tekst
        elif deel.soort == Soort.NIEUW:
            nieuw += deel.tekst
        elif deel.tekst or (weg or nieuw):
            uit += [een for een in (Deel(Soort.WEG, weg), Deel(Soort.NIEUW, nieuw)) if een.tekst]
            weg = nieuw = ""
            if uit and uit[-1].soort == Soort.GELIJK:
                uit[-1] = Deel(Soort.GELIJK, uit[-1].tekst + deel.tekst)
            elif deel.tekst:
                uit.append(deel)
    return uit


def _tekst(woorden: list[tuple[str, str]]) -> str:
    return "".join(woord + wit for woord, wit in woorden)
