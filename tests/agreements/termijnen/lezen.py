"""What the tests of sentences share: the day and the meetings of a text, and what is read in it."""

from __future__ import annotations

from datetime import date

from agreements.termijnen import vind_termijnen

OVERLEGDATUM = date(2024, 11, 6)
OVERLEGGEN = {
    "BO Leefomgeving 2024": (date(2024, 11, 6), date(2024, 11, 7)),
    "BO Leefomgeving 2025": (date(2025, 6, 2), date(2025, 6, 11)),
    "BO MIRT 2025": (date(2026, 1, 5), date(2026, 1, 8)),
}


def dagen(zin: str) -> dict[str, str | None]:
    """Each phrase of a sentence with its last day, or its first one and "…"; None where nothing is due by it."""
    return {
        een.frase: (str(een.tot) if een.tot else f"{een.van} …") if een.termijn else None
        for een in vind_termijnen(zin, overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN)
    }
