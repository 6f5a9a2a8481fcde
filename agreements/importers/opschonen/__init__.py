"""What stands on the pages of a list but is no part of its text: set aside, and accounted for.

`schoon` takes the lines of a source and gives those of the list itself: without contents, page headers, footers,
page numbers, left-overs of Word and digits of footnotes. Whatever it takes out it returns as `Opmaak`, so that the
account of the import and the preview can show it; nothing is thrown away unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.importers.naslag import Naslag, sleutel
from agreements.importers.opschonen.inhoudsopgave import zonder_inhoudsopgave
from agreements.importers.opschonen.opmaak import VOORWERK, Opmaak
from agreements.importers.opschonen.paginaregels import zonder_paginaregels
from agreements.importers.opschonen.wordresten import zonder_wordresten
from agreements.importers.regels import Regel
from agreements.lijst import LANDSDEEL_CODES, Melding, Onderdeel

__all__ = ["Opmaak", "Schoon", "schoon"]

_PROVINCIES = (
    "Groningen",
    "Fryslân",
    "Friesland",
    "Drenthe",
    "Overijssel",
    "Gelderland",
    "Flevoland",
    "Utrecht",
    "Noord-Holland",
    "Zuid-Holland",
    "Zeeland",
    "Noord-Brabant",
    "Limburg",
)
#: The headings that lists repeat. They are not asked of the caller: what is set aside must be the same for
#: everybody who looks at a source, also for one who only counts its characters afterwards.
_NASLAG = Naslag(
    landsdelen={slug: slug for slug in LANDSDEEL_CODES}, provincies={naam: sleutel(naam) for naam in _PROVINCIES}
)


@dataclass(frozen=True, slots=True)
class Schoon:
    """The lines that are the text of the list, what was set aside, and where that was doubtful."""

    regels: tuple[Regel, ...]
    opmaak: tuple[Opmaak, ...] = ()
    meldingen: tuple[Melding, ...] = ()


def schoon(regels: Sequence[Regel]) -> Schoon:
    """Set aside what is no part of the text. Lines of which the format says what they are stay as they are."""
    opmaak: list[Opmaak] = []
    meldingen: list[Melding] = []
    over: list[Regel] = []
    for regel in regels:
        if regel.onderdeel in (Onderdeel.VOORWERK, Onderdeel.BIJSCHRIFT):
            opmaak.append(Opmaak(VOORWERK, regel.tekst, regel.nummer))
        else:
            over.append(regel)
    if all(regel.onderdeel is None for regel in over):
        over = zonder_wordresten(over, opmaak, meldingen)
        over = zonder_paginaregels(over, _NASLAG, opmaak, meldingen)
        over = zonder_inhoudsopgave(over, _NASLAG, opmaak, meldingen)
    return Schoon(
        tuple(over),
        tuple(sorted(opmaak, key=lambda een: (een.regel, een.begin))),
        tuple(sorted(meldingen, key=lambda een: een.regel or 0)),
    )
