"""The demo data of other rooms, which this room does not know: they say at which moment of the story they come in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from django.utils.module_loading import import_string

from accounts.actoren import Actor

#: The day on which the statuses were published, and the end of the story.
Moment = Literal["publicatie", "nu"]

_delen: dict[Moment, list[str]] = {"publicatie": [], "nu": []}


def speel_ook(moment: Moment, functie: str) -> None:
    """Have this function, by its dotted path, called at that moment with `op` and `by`."""
    if functie not in _delen[moment]:
        _delen[moment].append(functie)


def speel_delen(moment: Moment, *, op: datetime, by: Actor) -> None:
    """Let every other room play its part, in the transaction of the caller."""
    for functie in _delen[moment]:
        deel: Callable[..., None] = import_string(functie)
        deel(op=op, by=by)
