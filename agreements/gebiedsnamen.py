"""Which gebieden a text names, by every spelling that the reference data has of them. Pure functions.

A name of more words is found with a small first letter as well ("de Peel", "regio Zwolle"); no other letter is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: A gebied: its key, and its name.
Gebied = tuple[int | str, str]


class Gebiedsnamen:
    """Finds names in texts; made once for many texts. `namen` gives the gebied of each spelling."""

    def __init__(self, namen: Mapping[str, Gebied]) -> None:
        self._van = {_gewoon(naam): gebied for naam, gebied in namen.items()}
        langste_eerst = "|".join(_patroon(naam) for naam in sorted(namen, key=len, reverse=True))
        self._regel = re.compile(rf"(?<![\w-])(?:{langste_eerst or '(?!)'})(?!\w)")

    def genoemd(self, tekst: str) -> set[Gebied]:
        """The gebieden that are named."""
        return {self._van[_gewoon(gevonden)] for gevonden in self._regel.findall(tekst)}

    def zonder(self, tekst: str) -> str:
        """The text without those names."""
        return self._regel.sub(" ", tekst)


def _gewoon(naam: str) -> str:
    return naam[:1].lower() + naam[1:] if " " in naam else naam


def _patroon(naam: str) -> str:
    if " " not in naam:
        return re.escape(naam)
    return f"[{re.escape(naam[0].upper() + naam[0].lower())}]{re.escape(naam[1:])}"
