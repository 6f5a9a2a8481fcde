"""One match of one pattern, on its way to becoming an Anker."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from agreements.termijnen.kalender import Bereik
from agreements.termijnen.patronen import DELEN, JAAR_ERACHTER, JAARWOORDEN, TOEVOEGING
from agreements.termijnen.vondst import Anker


@dataclass(frozen=True, slots=True)
class Lezing:
    """One match of a row, with what the rows need to know beside it."""

    tekst: str
    match: re.Match[str]
    overlegdatum: date | None

    def __getitem__(self, groep: str) -> str | None:
        waarde = self.match[groep]
        return " ".join(waarde.lower().split()) if waarde else None

    @property
    def deel(self) -> str | None:
        woord = self["deel"]
        return DELEN[woord] if woord else None

    def anker(
        self,
        soort: str,
        eenheid: Callable[[int], Bereik],
        *,
        kaal: bool = False,
        jaar_verplicht: bool = False,
    ) -> Anker | None:
        """An anker of this match with the year that follows it; `kaal` holds only while there is no year."""
        eind = self.match.end()
        jaar: int | None = None
        genoemd = False
        if achter := JAAR_ERACHTER.match(self.tekst, eind):
            eind, genoemd = achter.end(), True
            if achter["jaartal"]:
                jaar = int(achter["jaartal"])
            elif achter["kort"]:
                jaar = 2000 + int(achter["kort"])
            elif self.overlegdatum is not None:
                jaar = self.overlegdatum.year + JAARWOORDEN[achter["relatief"].lower()]
        if jaar_verplicht and not genoemd:
            return None
        toevoeging = TOEVOEGING.match(self.tekst, eind)
        return Anker(
            begin=self.match.start(),
            eind=toevoeging.end() if toevoeging else eind,
            soort=soort,
            eenheid=eenheid,
            jaar=jaar,
            kaal=kaal and not genoemd and not toevoeging,
            deel=self.deel if "deel" in self.match.re.groupindex else None,
            verleden=bool(toevoeging and toevoeging["terug"]),
            toekomst=bool(toevoeging and toevoeging["vooruit"]),
        )

    def vast_anker(self, soort: str, bereik: Bereik, *, deel: str | None = None) -> Anker:
        """An anker whose days are known already, whatever the year."""
        return Anker(
            begin=self.match.start(),
            eind=self.match.end(),
            soort=soort,
            eenheid=lambda _: bereik,
            vast=True,
            deel=deel,
        )
