"""What rooms above this one add to its pages and its data, without this one knowing them (ADR 27).

A room announces itself in the `ready()` of its AppConfig. Nothing here is read before all rooms are ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Deel:
    """A section at the end of a page: the template that draws it, with what that shows as `deel`."""

    template: str
    inhoud: dict[str, Any] = field(default_factory=dict)


#: From the request and an agreement that its reader may see to a section of its page, or None when there is nothing.
#: What is shown has been through `visible_to(request.user)`, and is noted when it is not public.
AFSPRAAKDELEN: list[Callable[[Any, Any], Deel | None]] = []

#: Name → loads reference data of this kind from the folder of fixtures, within the transaction of `load_reference`;
#: returns the `Telling` of its rows. A second run writes nothing.
NASLAG: dict[str, Callable[[Path, Any], Any]] = {}

#: When demo data comes in: on the day on which the statuses were published, or at the end of the story.
Demomoment = Literal["publicatie", "nu"]
#: Adds demo data to that of the agreements, in the same transaction; called once, with `op` (the moment) and `by`.
DEMO: dict[Demomoment, list[Callable[..., None]]] = {"publicatie": [], "nu": []}


#: Called with agreements that have another dossierhouder, in the transaction of the hand-over.
OVERGEDRAGEN: list[Callable[[Iterable[Any]], None]] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Controle:
    """What `check_history` proves of another room; reads only.

    `zoek` gives the defects, each with where (a key, that `waar` precedes) and a Dutch sentence; `tel` how many there
    are to prove. `naam` names them in the plural.
    """

    soort: str
    naam: str
    waar: str
    zoek: Callable[[], Iterable[tuple[str, str]]]
    tel: Callable[[], int]


#: Proved after what this room proves of itself, in this order.
CONTROLES: list[Controle] = []
