"""The one canonical address of a choice: parameters in a fixed order, nothing empty, no defaults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Adres:
    """The parameters of a list page, as pairs; every method gives the address of a neighbouring page."""

    pad: str
    paren: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.pad}?{urlencode(self.paren)}" if self.paren else self.pad

    def zonder(self, naam: str, waarde: Any = None) -> Adres:
        """Without one value of a parameter, or without the parameter; back at the first page."""
        return Adres(
            self.pad,
            tuple(
                (sleutel, een)
                for sleutel, een in self.paren
                if sleutel != "pagina" and not (sleutel == naam and waarde in (None, een))
            ),
        )

    def zonder_alle(self, behalve: Sequence[str] = ()) -> Adres:
        return Adres(self.pad, tuple((sleutel, een) for sleutel, een in self.paren if sleutel in behalve))

    def met(self, naam: str, waarde: Any) -> Adres:
        """With this one value for a parameter, in the place of any other."""
        overig = tuple((sleutel, een) for sleutel, een in self.paren if sleutel != naam)
        return Adres(self.pad, (*overig, (naam, str(waarde))))
