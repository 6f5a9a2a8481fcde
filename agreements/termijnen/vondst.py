"""What the reader of time phrases gives back, and the two shapes it works with on the way there.

`Anker` is a bare piece of time ("eerste kwartaal van 2025", "2030", "dit najaar"); `Vondst` is an anker with
the word before it that says what it does ("voor", "vanaf"), or the meeting that it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from agreements.termijnen.kalender import ONBEKEND, Bereik

#: Name of a ronde or other event ("BO MIRT 2025") to its first and last day, either None while not known.
Overlegdata = Mapping[str, tuple[date | None, date | None]]

SOORTEN = (
    "dag",
    "maand",
    "kwartaal",
    "halfjaar",
    "seizoen",
    "jaar",
    "periode",
    "voor",
    "na",
    "overleg",
    "relatief",
    "horizon",
    "vaag",
)

#: A longer stretch of text is a sentence, not a phrase; nothing that long is given back.
LANGSTE_FRASE = 200


class GeenTermijn(ValueError):
    """The text names no time, or more than one; the message is a Dutch sentence for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GevondenTermijn:
    """One time phrase of a text.

    `frase` is what stands in the text from `begin` to `eind`, with its white space made single spaces.
    `soort` is one of SOORTEN. `van` and `tot` are the first and last day, None where that side is open or
    cannot be dated; `te_dateren` says whether there is a date at all. `overleg` is the normal name of the
    meeting that it hangs on. `termijn` says whether something is due by then: not for what only tells of the
    past, names a horizon or is vague.
    """

    frase: str
    begin: int
    eind: int
    soort: str
    van: date | None = None
    tot: date | None = None
    overleg: str | None = None
    te_dateren: bool = False
    termijn: bool = False


class Werking(Enum):
    """What the word before a piece of time does with it."""

    GEEN = auto()
    IN = auto()
    VOOR = auto()
    UITERLIJK = auto()
    TOT_EN_MET = auto()
    TOT = auto()
    NA = auto()
    VANAF = auto()
    HORIZON = auto()
    VERLEDEN = auto()


@dataclass(slots=True, kw_only=True)
class Anker:
    """A bare piece of time at a place in the text.

    `eenheid` gives its days for a year; `jaar` is that year, None while the text does not say which; `vast`
    means that the days do not depend on it. `kaal` means that it counts only after a word such as "in" or
    "voor" (a lone number could be anything). `deel` is the "begin" or "eind" that was named. `verleden` and
    `toekomst` are set by words of the phrase itself ("jl."); `vooruit` means that it looks ahead unless a verb
    in the past tense says otherwise ("binnen drie maanden").
    """

    begin: int
    eind: int
    soort: str
    eenheid: Callable[[int], Bereik]
    jaar: int | None = None
    kaal: bool = False
    deel: str | None = None
    verleden: bool = False
    toekomst: bool = False
    vooruit: bool = False
    vast: bool = False

    def bereik(self, overlegdatum: date | None = None, *, verleden: bool = False) -> Bereik:
        """Its days.

        Without a year of its own: the first that is not over on the overlegdatum or, for what is past, the
        last that had begun by then; without an overlegdatum they are not known.
        """
        try:
            if self.vast:
                return self.eenheid(0)
            if self.jaar is not None:
                return self.eenheid(self.jaar)
            if overlegdatum is None:
                return ONBEKEND
            if verleden or self.verleden:
                return self._laatst_begonnen(overlegdatum)
            return self._eerst_niet_voorbij(overlegdatum)
        except (ValueError, OverflowError):
            return ONBEKEND

    def _eerst_niet_voorbij(self, dag: date) -> Bereik:
        # From the year before: the winter of a year runs into the next one.
        for jaar in range(dag.year - 1, dag.year + 9):
            bereik = self._in_jaar(jaar)
            if bereik.tot is not None and bereik.tot >= dag:
                return bereik
        return ONBEKEND

    def _laatst_begonnen(self, dag: date) -> Bereik:
        for jaar in range(dag.year, dag.year - 9, -1):
            bereik = self._in_jaar(jaar)
            if bereik.van is not None and bereik.van <= dag:
                return bereik
        return ONBEKEND

    def _in_jaar(self, jaar: int) -> Bereik:
        try:
            return self.eenheid(jaar)
        except ValueError:  # 29 February in a year that has none
            return ONBEKEND


@dataclass(slots=True, kw_only=True)
class Vondst:
    """A phrase on its way to becoming a GevondenTermijn; `oordeel` still says whether it is a termijn."""

    begin: int
    eind: int
    soort: str
    bereik: Bereik = ONBEKEND
    overleg: str | None = None
    werking: Werking = Werking.GEEN
    anker: Anker | None = None
    verleden: bool = False
    toekomst: bool = False

    @property
    def heeft_jaar(self) -> bool:
        """Whether the text itself says which year, or the days do not hang on one."""
        return self.anker is not None and (self.anker.jaar is not None or self.anker.vast)
