"""Metadata that the text of an agreement gives away, as proposals for a person to confirm.

Pure functions: text and names in, `Voorstel`len out, each with the words on which it rests. The rules are careful: a
wrong proposal costs more than none, so where the words leave doubt nothing is proposed.
"""

from __future__ import annotations

from agreements.duiding.handelingen import handelingen, soorten
from agreements.duiding.partijen import COLLECTIEF, Partijherkenning
from agreements.duiding.plaatsen import Plaatsherkenning
from agreements.duiding.themas import themas
from agreements.duiding.voorstel import Grond, Namen, Omgeving, Veld, Voorstel, Waar

__all__ = ["COLLECTIEF", "Duider", "Grond", "Namen", "Omgeving", "Veld", "Voorstel", "Waar"]


class Duider:
    """Reads proposals out of texts; made once with the names of the reference data."""

    def __init__(self, namen: Namen) -> None:
        self._partijen = Partijherkenning(namen)
        self._plaatsen = Plaatsherkenning(namen)

    def duid(self, omgeving: Omgeving) -> list[Voorstel]:
        """Everything that the text gives away, in the order soort, handeling, thema, place, parties."""
        soort = soorten(omgeving)
        if any(een.waarde == "context" for een in soort):
            # Nobody owes anything in it: who is named there is named in passing.
            return [*soort, *themas(omgeving)]
        return [
            *soort,
            *handelingen(omgeving),
            *themas(omgeving),
            *self._plaatsen.voorstellen(omgeving),
            *self._partijen.voorstellen(omgeving),
        ]
