"""The layouts in which lists were printed, each a module that knows it when it sees it and reads it.

`kies` asks every layout how well it fits the lines of a source, and takes the one that fits best; nobody has to
choose. A layout has a `NAAM`, `herken(regels, naslag)`, a number from 0 (not at all) to 1 (certainly), and
`lees(regels, naslag)`, which gives the `Opbouw`. docs/indelingen.md says how to add one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from agreements.importers.indelingen import afspraak_dat, opsomming, proza, puntkomma
from agreements.importers.naslag import Naslag
from agreements.importers.opbouw import Opbouw
from agreements.importers.regels import Regel

__all__ = ["INDELINGEN", "Indeling", "kies"]


class Indeling(Protocol):
    """A layout family."""

    NAAM: str

    def herken(self, regels: Sequence[Regel], naslag: Naslag) -> float:
        """How well the layout fits these lines, from 0 to 1."""

    def lees(self, regels: Sequence[Regel], naslag: Naslag) -> Opbouw:
        """Read the lines. Raises LijstFout when they are no list."""


#: The layouts; of two that fit as well the first is taken.
INDELINGEN = cast("tuple[Indeling, ...]", (opsomming, afspraak_dat, puntkomma, proza))


def kies(regels: Sequence[Regel], naslag: Naslag) -> Indeling:
    """The layout that fits these lines best."""
    return max(INDELINGEN, key=lambda indeling: indeling.herken(regels, naslag))
