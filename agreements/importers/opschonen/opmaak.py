"""What stands on a page but is no part of the text of a list."""

from __future__ import annotations

from dataclasses import dataclass

KOP_EN_VOET = "kop- en voetregels"
INHOUDSOPGAVE = "inhoudsopgave"
WORDRESTEN = "Word-resten"
VOETNOOTCIJFERS = "voetnootcijfers"
VOORWERK = "voorwerk en bijschriften"


@dataclass(frozen=True, slots=True)
class Opmaak:
    """A piece of a line that was set aside: its kind, the piece, its 1-based line, and where on the line it begins.

    `begin` counts from the first character of the line that is no white space.
    """

    soort: str
    tekst: str
    regel: int
    begin: int = 0
