"""A distance from a time that is named: "binnen twee maanden na het BO MIRT 2025", "drie weken voor 1 mei 2025"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.termijnen import kalender
from agreements.termijnen.kalender import ONBEKEND, Bereik
from agreements.termijnen.patronen import AANTAL, BINNEN, EENHEID, VOOR, patroon
from agreements.termijnen.relatief import eerder, later

_ERNA = patroon(rf"{BINNEN}{AANTAL} {EENHEID} (?:na|vanaf)(?: afloop van)?(?: (?:het|de))?\s+$")
_ERVOOR = patroon(rf"\b(?:tot )?(?:uiterlijk )?{AANTAL} {EENHEID} {VOOR}(?: (?:het|de))?\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Afstand:
    """How far before or after a time; `begin` is where the words for it begin."""

    begin: int
    aantal: str
    eenheid: str
    erna: bool

    @property
    def soort(self) -> str:
        return "na" if self.erna else "voor"

    def vanaf(self, dagen: Bereik) -> Bereik:
        """Within the distance after the last of these days, or at least so long before the first."""
        try:
            if self.erna and dagen.tot is not None:
                return Bereik(kalender.dag_erna(dagen.tot), later(dagen.tot, self.aantal, self.eenheid))
            if not self.erna and dagen.van is not None:
                return Bereik(None, eerder(dagen.van, self.aantal, self.eenheid))
        except (ValueError, OverflowError):
            pass
        return ONBEKEND


def vind_afstand(ervoor: str) -> Afstand | None:
    """The distance at the end of the text before a time."""
    for erna, regel in ((True, _ERNA), (False, _ERVOOR)):
        if match := regel.search(ervoor):
            aantal = " ".join(match["aantal"].lower().split())
            return Afstand(begin=match.start(), aantal=aantal, eenheid=match["eenheid"].lower(), erna=erna)
    return None


def is_om(bereik: Bereik, overlegdatum: date | None) -> bool:
    """Whether these days are over on the overlegdatum."""
    return bereik.tot is not None and overlegdatum is not None and bereik.tot <= overlegdatum
