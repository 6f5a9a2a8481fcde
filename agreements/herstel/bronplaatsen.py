"""On which lines of the source does each part of a list stand?

The parts are laid end to end without white space, and each line of the source is looked up in that text: where
the line before ended, a little further on, or anywhere. What a layout drops (the sign of a sub-point, the point
behind a number, a hyphen at the line end) may be missing. A line that holds more than one part belongs to each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

_REGELEINDE = re.compile(r"\r\n|\r|\n")
_NUMMERPUNT = re.compile(r"^(\d{1,3})[.)]")
_STREEPJES = "-\u2010\u2011\u00ad"
#: How far ahead a line is looked for before the whole text is; and from how many characters on that is safe.
_VENSTER = 4_000
_ZEKER_VANAF = 8
#: The share of the characters of a line that must be found when it is read word by word.
_GENOEG = 0.8


@dataclass(frozen=True, slots=True)
class Bronplaatsen:
    """Per part (by its place in the row) the 1-based lines of the source on which it stands, and back."""

    regels: tuple[str, ...]
    van_deel: tuple[tuple[int, ...], ...]
    van_regel: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def deel_bij(self, regel: int) -> int | None:
        """The first part on this line, or else the last part that begins above it; None above the first."""
        if regel in self.van_regel:
            return self.van_regel[regel][0]
        erboven = [nummer for nummer in self.van_regel if nummer < regel]
        return self.van_regel[max(erboven)][-1] if erboven else None

    @classmethod
    def zoek(cls, bron: str, teksten: Sequence[str]) -> Bronplaatsen:
        """Look up the parts, given as the source prints them (number or bullet first), in the source."""
        regels = tuple(_REGELEINDE.split(bron))
        zoeker = _Zoeker(teksten)
        van_deel: list[list[int]] = [[] for _ in teksten]
        van_regel: dict[int, tuple[int, ...]] = {}
        for nummer, regel in enumerate(regels, start=1):
            delen = zoeker.delen_op(regel)
            if delen:
                van_regel[nummer] = delen
            for deel in delen:
                van_deel[deel].append(nummer)
        return cls(regels, tuple(tuple(rij) for rij in van_deel), van_regel)


class _Zoeker:
    def __init__(self, teksten: Sequence[str]) -> None:
        kaal = [_kaal(tekst) for tekst in teksten]
        self._doel = "".join(kaal)
        self._begin: list[int] = []
        plaats = 0
        for tekst in kaal:
            self._begin.append(plaats)
            plaats += len(tekst)
        self._leeg = [not tekst for tekst in kaal]
        self._plaats = 0
        self._gebruikt = bytearray(len(self._doel))

    def delen_op(self, regel: str) -> tuple[int, ...]:
        """The parts that stand on the next line of the source; none when it is nowhere."""
        kaal = _kaal(regel).lstrip("\ufeff")
        if not kaal:
            return ()
        vormen = _vormen(kaal)
        for vorm in vormen:
            for plaats in self._kandidaten():
                if self._doel.startswith(vorm, plaats):
                    return self._neem(plaats, plaats + len(vorm))
        for vorm in vormen:
            if len(vorm) >= _ZEKER_VANAF:
                plaats = self._doel.find(vorm, self._plaats, self._plaats + _VENSTER)
                if plaats >= 0:
                    return self._neem(plaats, plaats + len(vorm))
        return self._woord_voor_woord(regel) or self._elders(vormen)

    def _kandidaten(self) -> tuple[int, ...]:
        """Where the line before ended, and where the next two parts begin."""
        volgende = bisect_right(self._begin, self._plaats)
        return (self._plaats, *self._begin[volgende : volgende + 2])

    def _neem(self, begin: int, eind: int) -> tuple[int, ...]:
        self._plaats = eind
        return self._delen(begin, eind)

    def _delen(self, begin: int, eind: int) -> tuple[int, ...]:
        self._gebruikt[begin:eind] = b"\x01" * (eind - begin)
        eerste, laatste = bisect_right(self._begin, begin) - 1, bisect_right(self._begin, eind - 1) - 1
        return tuple(deel for deel in range(eerste, laatste + 1) if not self._leeg[deel])

    def _elders(self, vormen: Sequence[str]) -> tuple[int, ...]:
        for vorm in vormen:
            plaats = self._doel.find(vorm) if vorm else -1
            while plaats >= 0:
                if not any(self._gebruikt[plaats : plaats + len(vorm)]):
                    return self._delen(plaats, plaats + len(vorm))
                plaats = self._doel.find(vorm, plaats + 1)
        return ()

    def _woord_voor_woord(self, regel: str) -> tuple[int, ...]:
        """A line with signs between its words that the list does not keep ("❖ … o … o …")."""
        woorden = regel.split()
        eerste, plaats, gevonden = None, self._plaats, 0
        for woord in woorden:
            if self._doel.startswith(woord, plaats):
                eerste = plaats if eerste is None else eerste
                plaats += len(woord)
                gevonden += len(woord)
        if eerste is None or gevonden < _GENOEG * sum(map(len, woorden)):
            return ()
        return self._neem(eerste, plaats)


def _vormen(kaal: str) -> list[str]:
    vormen = [kaal]
    if _NUMMERPUNT.match(kaal):
        vormen.append(_NUMMERPUNT.sub(r"\1", kaal, count=1))
    if len(kaal) > 1 and (not kaal[0].isalnum() or kaal[0] == "o"):
        vormen.append(kaal[1:])
    return vormen + [vorm[:-1] for vorm in vormen if len(vorm) > 1 and vorm[-1] in _STREEPJES]


def _kaal(tekst: str) -> str:
    return "".join(tekst.split())
