"""Who can act: a user, or the application itself when an operator runs a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from accounts.models import User


@dataclass(frozen=True, slots=True)
class Systeem:
    """An act that no logged-in person did; `naam` says through what (the command line, the demo data)."""

    naam: str


SYSTEEM = Systeem(naam="opdrachtregel")

Actor = User | Systeem


def gebruiker_van(actor: Actor) -> User | None:
    """The account behind an act, or None for the application itself."""
    return actor if isinstance(actor, User) else None


def naam_van(actor: Actor) -> str:
    """The name to keep in a history row, readable after the account is gone."""
    return actor.naam if isinstance(actor, Systeem) else str(actor)


def rol_van(actor: Actor) -> str:
    """The role in which the actor acts: the widest that they hold today, as it is shown."""
    return "systeem" if isinstance(actor, Systeem) else actor.reikwijdte.rol_label


def mag(request: HttpRequest, vraag: Callable[..., bool], *waarover: Any) -> bool:
    """The answer of one of the questions of `rechten` for who is asking; a visitor without an account may nothing."""
    return isinstance(request.user, User) and vraag(request.user, *waarover)


def ingelogd(request: HttpRequest) -> User:
    """The user of a request to a private page; the middleware has already sent everybody else to the log-in."""
    if not isinstance(request.user, User):
        raise TypeError("Deze pagina kan alleen achter de inlog bestaan.")
    return request.user
