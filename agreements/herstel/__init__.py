"""Repairing the structure that was read from a document, as recorded acts on the flat row of its parts.

A list as read becomes a row (`rij_van`); every repair is a `Bewerking` that says on which text it was made and is
kept; `pas_toe` does them in order on the row, and says which no longer fit; `lijst_van` makes a list of the row.
`Bronplaatsen` tells on which lines of the source each part stands. The text itself is never edited.
"""

from __future__ import annotations

from agreements.herstel.bewerkingen import Bewerking, Ingreep, PastNiet, Toegepast, pas_toe
from agreements.herstel.bronplaatsen import Bronplaatsen
from agreements.herstel.rij import Stuk, lijst_van, lijst_voor_telling, rij_van

__all__ = [
    "Bewerking",
    "Bronplaatsen",
    "Ingreep",
    "PastNiet",
    "Stuk",
    "Toegepast",
    "lijst_van",
    "lijst_voor_telling",
    "pas_toe",
    "rij_van",
]
