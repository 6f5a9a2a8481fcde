"""Writing the audit log. Called by services inside their own transaction."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from accounts.actoren import Actor, Systeem, naam_van
from accounts.models import Auditregel

if TYPE_CHECKING:
    from collections.abc import Iterator

_oorsprong: ContextVar[str] = ContextVar("oorsprong", default="")


@contextmanager
def vanaf(oorsprong: str) -> Iterator[None]:
    """Every line written inside carries this origin (a network address, or the name of a command)."""
    token = _oorsprong.set(oorsprong[:60])
    try:
        yield
    finally:
        _oorsprong.reset(token)


def leg_vast(
    *,
    actie: str,
    by: Actor | str,
    object_soort: str = "",
    object_sleutel: str = "",
    resultaat: str = "gelukt",
    details: dict[str, Any] | None = None,
) -> Auditregel:
    """Write one line. `by` is an actor, or the typed user name where no account is known (failed log-in)."""
    if isinstance(by, str):
        actor, actor_naam = by, ""
    elif isinstance(by, Systeem):
        actor, actor_naam = by.naam, ""
    else:
        actor, actor_naam = by.username, naam_van(by)
    return Auditregel.objects.create(
        actie=actie,
        object_soort=object_soort,
        object_sleutel=object_sleutel,
        resultaat=resultaat,
        actor=actor[:150],
        actor_naam=actor_naam[:150],
        oorsprong=_oorsprong.get(),
        details=details or {},
    )
