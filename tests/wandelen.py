"""A walk over many addresses as one reader, cheap enough to be made for everybody in every phase.

An address is asked through all middleware, as a browser would. Three things are left out, because they are the same
for every address: the log-in and the roles are read once, a refusal is not made up into a page (what it says, and the
path, are looked at instead: `Wandelaar.bladzijde` shows the whole page), and nothing is logged.

A walk keeps what each address asked of the database and a sum of what came back. Later, when something has changed (a
phase, an exception), only those questions are asked again: `Wandeling.opnieuw`. Where all have the same answers, the
page is the same, for the code reads nothing else: the first question is the same and so is its answer, hence the second
question, and so on. The clock stands still for the whole walk. An address that gets one other answer, and one that
changed rows, is asked anew. A cache in the application would break this reasoning; there is none, and
`test_lekken_fasen.py` walks a phase both ways to see that nothing differs.
"""

from __future__ import annotations

import copy
import io
import logging
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any

import time_machine
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import override_settings
from django.urls import Resolver404, resolve

from accounts.models import User
from agreements.inlog import InlogMetBerichten
from tests.geheim import geheimen

#: A code of the secret list, of a part of it, and of a rubriek.
CODE = re.compile(r"BOL-2026-Z-[\w-]+")
#: Before an address: its answer as the page that is shown, also when that is a refusal.
GEHEEL = "geheel:"


def inhoud(response: Any) -> str:
    """All there is to read in an answer: headers, body, and what is inside a packed file."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    delen = [f"{naam}: {waarde}" for naam, waarde in response.headers.items()]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as pakket:
            delen += [pakket.read(naam).decode(errors="replace") for naam in pakket.namelist()]
    else:
        delen.append(body.decode(errors="replace"))
    return "\n".join(delen)


def zonder_vraag(tekst: str, adres: str) -> str:
    """An answer without what changes by itself, and without the question that is repeated in it (and its sum)."""
    tekst = re.sub(
        r'ETag: \S+|Content-Length: \d+|nonce[-=]"?[\w+/=-]+"?|csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"'
        r'|"token": "\w+"',
        "",
        tekst,
    )
    for vraag in sorted({adres, *re.split(r"[/?&=]", adres)}, key=len, reverse=True):
        if len(vraag) > 4:
            tekst = tekst.replace(vraag, "").replace(vraag.replace("/", "%2F"), "")
    return tekst


def woorden_in(tekst: str, adres: str) -> frozenset[str]:
    """The secret words and codes in an answer. What somebody asked for may come back in the address."""
    pad, _, keuze = adres.partition("?")
    for vraag in (adres, pad if len(pad) > 1 else "", keuze.partition("next=")[2]):
        tekst = tekst.replace(vraag or "\0", "")
    return frozenset(geheimen(tekst) | set(CODE.findall(tekst)))


def _soort(adres: str, status: int) -> Any:
    pad, _, keuze = adres.removeprefix(GEHEEL).partition("?")
    try:
        route = resolve(pad).route
    except Resolver404:
        route = ""
    return route, status, keuze if keuze.startswith("formaat=") else bool(keuze)


class Wandelaar:
    """Somebody who asks for addresses, one after the other, and stays who they are."""

    def __init__(self, user: User | None) -> None:
        gevonden: Any = InlogMetBerichten().get_user(user.pk) if user else None
        if gevonden is not None:
            assert gevonden.reikwijdte is not None  # read now, so that no page has to
        self.user: User | AnonymousUser = gevonden or AnonymousUser()
        self.handler = BaseHandler()
        with override_settings(DEBUG=False):
            self.handler.load_middleware()

    def get(self, adres: str) -> Any:
        return self.vraag(RequestFactory().get(adres))

    def post(self, adres: str, data: dict[str, Any]) -> Any:
        return self.vraag(RequestFactory().post(adres, data))

    def bladzijde(self, adres: str) -> Any:
        """The answer as it is shown, also when it is a refusal."""
        return self.vraag(RequestFactory().get(adres), stil)

    def vraag(self, request: Any, hoe: Callable[[], Any] | None = None) -> Any:
        if self.user.is_authenticated:
            request._cached_user = copy.copy(self.user)  # what one page keeps on it is not there for the next
        request._dont_enforce_csrf_checks = True
        with (hoe or kale_weigeringen)(), fouten_breken_af():
            response: Any = self.handler.get_response(request)
        if response.streaming:
            response.streaming_content = [b"".join(response.streaming_content)]
        for close in response._resource_closers:  # what a server does with close(), without the end of a request
            close()
        return response


@contextmanager
def stil() -> Iterator[None]:
    """Nothing is logged: of each refusal a line and a traceback are made, and kept by pytest."""
    was = logging.root.manager.disable
    if was >= logging.CRITICAL:  # each change makes every logger forget what it knows
        yield
        return
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(was)


@contextmanager
def fouten_breken_af() -> Iterator[None]:
    """An exception comes out; set without the signal of a change, which costs more than a refusal does."""
    was = settings.DEBUG_PROPAGATE_EXCEPTIONS
    settings.DEBUG_PROPAGATE_EXCEPTIONS = True
    try:
        yield
    finally:
        settings.DEBUG_PROPAGATE_EXCEPTIONS = was


@contextmanager
def kale_weigeringen() -> Iterator[None]:
    """Within the block a refusal is what it says and of what address, without the page around it."""
    from django.conf import urls

    middleware: Any = import_module("bolapp.middleware")
    was = {naam: getattr(urls, naam) for naam in ("handler400", "handler403", "handler404")}
    render = middleware.render
    with stil():
        try:
            for naam in was:
                setattr(urls, naam, _kaal(int(naam[-3:])))
            middleware.render = _kale_bladzijde
            yield
        finally:
            for naam, weigering in was.items():
                setattr(urls, naam, weigering)
            middleware.render = render


def _kaal(status: int) -> Callable[..., HttpResponse]:
    def weigering(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        waarom = "" if exception and exception.args and isinstance(exception.args[0], dict) else exception
        return HttpResponse(f"{status} {request.path} {waarom}", status=status)

    return weigering


def _kale_bladzijde(request: Any, template: str, context: Any = None, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{template} {context}", status=status)


# --- a whole walk ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Antwoord:
    """What an address gave: the secret words and codes in it, a sum of all of it, and what it asked to make it."""

    status: int
    woorden: frozenset[str]
    som: int
    vragen: tuple[tuple[Any, int], ...]
    schrijft: bool


class Vragenlijst:
    """Notes what is asked of the database, with a sum of what came back."""

    def __init__(self) -> None:
        self.vragen: list[tuple[Any, int]] = []
        self.schrijft = False
        self._zelf = False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        uit = execute(sql, params, many, context)
        if not self._zelf:
            soort = sql.lstrip(" (").partition(" ")[0].upper()
            if soort in ("SELECT", "WITH"):
                self._zelf = True
                try:
                    self.vragen.append(((sql, _vast(params)), som_van(sql, params)))
                finally:
                    self._zelf = False
            # A row that is added (who saw what, a refusal) asks nothing; one that is changed may.
            elif soort not in ("INSERT", "SAVEPOINT", "RELEASE", "ROLLBACK"):
                self.schrijft = True
        return uit


def _vast(params: Any) -> tuple[Any, ...]:
    return tuple(tuple(een) if isinstance(een, list) else een for een in params or ())


def som_van(sql: str, params: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return hash(str(cursor.fetchall()))


@dataclass
class Wandeling:
    """What one reader got of each address, with the clock at one moment."""

    wie: User | None
    nu: datetime
    antwoorden: dict[str, Antwoord] = field(default_factory=dict)
    #: The addresses that were really asked for.
    gevraagd: int = 0

    @classmethod
    def langs(cls, adressen: Iterable[str], wie: User | None, nu: datetime) -> Wandeling:
        """Ask for all addresses."""
        wandeling = cls(wie, nu)
        wandeling._vraag(adressen)
        return wandeling

    def opnieuw(self, *, per_soort: int | None = None) -> Wandeling:
        """The same walk in the database as it is now.

        `per_soort`: of the addresses that answer otherwise now, ask so many of each kind (the same view and status,
        with or without a choice, each file format by itself). For who walks where they may be, past rows that differ
        in nothing that matters: the rest of their addresses were asked in the first walk.
        """
        nu: dict[Any, int] = {}
        hetzelfde, anders = {}, []
        soorten: Counter[Any] = Counter()
        for adres, antwoord in self.antwoorden.items():
            if not antwoord.schrijft and all(self._som(nu, vraag) == som for vraag, som in antwoord.vragen):
                hetzelfde[adres] = antwoord
            else:
                soort = _soort(adres, antwoord.status)
                soorten[soort] += 1
                if per_soort is None or soorten[soort] <= per_soort:
                    anders.append(adres)
        wandeling = Wandeling(self.wie, self.nu, hetzelfde)
        wandeling._vraag(anders)
        return wandeling

    @staticmethod
    def _som(nu: dict[Any, int], vraag: Any) -> int:
        if vraag not in nu:
            nu[vraag] = som_van(*vraag)
        return nu[vraag]

    def _vraag(self, adressen: Iterable[str]) -> None:
        with time_machine.travel(self.nu, tick=False), stil():
            wandelaar = Wandelaar(self.wie)
            for adres in adressen:
                lijst = Vragenlijst()
                with connection.execute_wrapper(lijst):
                    pad = adres.removeprefix(GEHEEL)
                    response = wandelaar.get(pad) if pad == adres else wandelaar.bladzijde(pad)
                    tekst = inhoud(response)
                self.gevraagd += 1
                self.antwoorden[adres] = Antwoord(
                    response.status_code,
                    woorden_in(tekst, pad),
                    hash((response.status_code, zonder_vraag(tekst, pad))),
                    tuple(lijst.vragen),
                    lijst.schrijft,
                )

    def woorden(self) -> dict[str, frozenset[str]]:
        """Address → what of the secret list stands in its answer, for those with something in it."""
        return {adres: een.woorden for adres, een in self.antwoorden.items() if een.woorden}
