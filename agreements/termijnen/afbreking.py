"""A word broken over two lines is read as one: "kwar-⏎taal" is "kwartaal", "BO-⏎MIRT" is "BO-MIRT".

Also a break of which the line end became a space ("kwar- taal"), soft hyphens, and hyphens that may not break.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from agreements.termijnen.patronen import DELEN, MAANDEN, SEIZOENWOORDEN, een_van

_LETTER = r"[^\W\d_]"
#: "Zomer- en winterpeil" is no broken word, nor are two times ("april-⏎mei") or a loose dash ("de stad- in 2025").
_EIGEN_WOORD = een_van(
    [
        *("en", "of", "en/of", "t/m", "tot", "in", "op", "per", "v[oó]{2}r", "na", "van", "vanaf", "binnen", "tijdens"),
        *("uiterlijk", "de", "het", "een", "dit", "deze", "die", "dat", "is", "zijn", "wordt", "worden"),
        *(*MAANDEN, *SEIZOENWOORDEN, *DELEN),
    ]
)
_BREUK = re.compile(rf"(?<={_LETTER})[-\u00ad](?P<wit>\s+)(?=(?P<letter>{_LETTER}))(?!(?i:{_EIGEN_WOORD})\b)|\u00ad")
_STREEPJES = str.maketrans({"\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class HeleTekst:
    """A text with its broken words made whole, and where each place of it was."""

    tekst: str
    #: Where something was left out, in the whole text, and how much was left out up to there.
    plaatsen: tuple[int, ...]
    weg: tuple[int, ...]

    def in_origineel(self, begin: int, eind: int) -> tuple[int, int]:
        """Begin and end of a stretch of this text in the text as it was given."""
        return self._plaats(begin), self._plaats(eind - 1) + 1

    def _plaats(self, plaats: int) -> int:
        index = bisect_right(self.plaatsen, plaats)
        return plaats + (self.weg[index - 1] if index else 0)


def maak_heel(tekst: str) -> HeleTekst:
    """The text without the breaks in its words."""
    tekst = tekst.translate(_STREEPJES)
    delen: list[str] = []
    plaatsen: list[int] = []
    weg: list[int] = []
    vanaf = lengte = 0
    for breuk in _BREUK.finditer(tekst):
        # Before a capital the hyphen is the word's own.
        eind = breuk.start("wit") if breuk["wit"] and breuk["letter"].isupper() else breuk.start()
        delen.append(tekst[vanaf:eind])
        lengte += eind - vanaf
        vanaf = breuk.end()
        plaatsen.append(lengte)
        weg.append(vanaf - lengte)
    return HeleTekst("".join([*delen, tekst[vanaf:]]), tuple(plaatsen), tuple(weg))
