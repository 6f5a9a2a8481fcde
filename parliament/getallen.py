"""Numbers as Dutch texts write them: "2,5 mld", "€ 20.000", "3.500". Pure functions.

A point parts the thousands, a comma the decimals; "1.5" is therefore refused and never guessed at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

#: Scale word as it is kept → its power of ten; and the other words for it.
SCHALEN = {"": 0, "duizend": 3, "miljoen": 6, "miljard": 9}
_ANDERS = {"mln": "miljoen", "milj": "miljoen", "mio": "miljoen", "mld": "miljard", "mrd": "miljard"}

_GETAL = re.compile(
    r"(?P<min>[-−]\s?)?(?P<heel>\d{1,3}(?:[. \u00a0]\d{3})+|\d+)(?:,(?P<na>\d+))?\s*(?P<schaal>[a-z]+)?\.?",
    re.IGNORECASE | re.ASCII,
)
#: More than this is a slip of the keyboard.
MEESTE_CIJFERS = 15


@dataclass(frozen=True, slots=True)
class Getal:
    """Een getal met het schaalwoord waarmee het is geschreven. `waarde` is the whole number, not that of the word."""

    waarde: Decimal
    schaal: str = ""

    def __str__(self) -> str:
        """ "2,5 miljard", "3.500", "-0,25"."""
        tekst = format(self.waarde.scaleb(-SCHALEN[self.schaal]), "f")
        if "." in tekst:
            tekst = tekst.rstrip("0").rstrip(".")
        kaal = tekst.lstrip("-")
        heel, _, na = kaal.partition(".")
        min_ = "-" if tekst.startswith("-") and kaal.strip("0.") else ""
        geschreven = f"{min_}{int(heel or 0):,}".replace(",", ".") + (f",{na}" if na else "")
        return f"{geschreven} {self.schaal}" if self.schaal else geschreven


def lees_getal(tekst: str) -> Getal | None:
    """The number that this text is, a euro sign before it or not; None when it is none or could be two."""
    kern = " ".join(tekst.replace("€", " ").split())
    gevonden = _GETAL.fullmatch(kern)
    if gevonden is None:
        return None
    woord = (gevonden["schaal"] or "").lower()
    schaal = _ANDERS.get(woord, woord)
    cijfers = re.sub(r"\D", "", gevonden["heel"])
    na = gevonden["na"] or ""
    if schaal not in SCHALEN or len(cijfers) + SCHALEN[schaal] > MEESTE_CIJFERS or len(na) > 6 + SCHALEN[schaal]:
        return None
    waarde = Decimal(f"{cijfers}.{na or '0'}").scaleb(SCHALEN[schaal])
    return Getal(-waarde if gevonden["min"] else waarde, schaal)
