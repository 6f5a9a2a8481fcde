"""Numbers as they are printed in front of a paragraph: 1, 1.2, b), iv."""

from __future__ import annotations

import re
from string import ascii_lowercase

_ROMEINS = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MAX_ROMEINS = 4_000
_LIJSTSTIJL = re.compile(
    r"(?:list(?: bullet| number)?|lijst(?:opsom\.teken|nummering)?|numbering)\s?([2-5])(?: start| end| cont\.)?"
)
MAX_NIVEAUS = 10


def als_letters(getal: int) -> str:
    """1 → a, 26 → z, 27 → aa, as Word counts: 28 is bb and not ab."""
    if not 0 < getal < 26 * 40:
        return str(getal)
    return ascii_lowercase[(getal - 1) % 26] * ((getal - 1) // 26 + 1)


def als_romeins(getal: int) -> str:
    if not 0 < getal < _MAX_ROMEINS:
        return str(getal)
    uit = ""
    for waarde, letters in _ROMEINS:
        uit += letters * (getal // waarde)
        getal %= waarde
    return uit


def stijldiepte(naam: str) -> int:
    """The depth that the name of a list style gives: "List Bullet 2" is 1; 0 where it gives none."""
    diepte = _LIJSTSTIJL.fullmatch(naam.lower())
    return int(diepte[1]) - 1 if diepte else 0


class Tellers:
    """The counters of one multi-level list: a number on a level begins the deeper levels anew."""

    def __init__(self) -> None:
        self._stand: dict[int, int] = {}

    def volgende(self, niveau: int, begin: int = 1) -> int:
        self._stand[niveau] = self._stand.get(niveau, begin - 1) + 1
        for dieper in [ander for ander in self._stand if ander > niveau]:
            del self._stand[dieper]
        return self._stand[niveau]

    def stand(self, niveau: int, begin: int = 1) -> int:
        return self._stand.get(niveau, begin)

    def zet(self, niveau: int, waarde: int) -> None:
        """Let the next number on this level be this one."""
        self._stand[niveau] = waarde - 1
