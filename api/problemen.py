"""Refusals as `application/problem+json` (RFC 9457), in Dutch, as the NLGov REST API Design Rules ask."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

MEDIATYPE = "application/problem+json"

#: Status → title and explanation; what has more to say gives its own explanation.
ZINNEN = {
    400: ("De vraag klopt niet", "De vraag bevat een waarde die niet kan worden gelezen."),
    403: ("Geen toegang", "U mag dit niet zien of doen."),
    404: ("Niet gevonden", "Dit adres bestaat niet, of u mag niet zien wat er staat."),
    405: ("Methode niet toegestaan", "Deze API is alleen om te lezen: gebruik GET, HEAD of OPTIONS."),
    406: ("Formaat niet beschikbaar", "Deze API antwoordt met JSON: vraag om application/json."),
    413: ("De vraag is te groot", "De vraag is groter dan de applicatie leest."),
    429: ("Te veel vragen", "U stelde in korte tijd te veel vragen. Wacht even en probeer het opnieuw."),
    500: ("Er ging iets mis", "Er ging iets mis in de applicatie. Probeer het later opnieuw."),
}


@dataclass(frozen=True, slots=True)
class Fout:
    """What is wrong with one parameter of the question."""

    naam: str
    code: str
    zin: str


class OngeldigeVraag(exceptions.APIException):
    """A question with parameters that cannot be answered; all that is wrong with it is said at once."""

    status_code = 400

    def __init__(self, fouten: list[Fout]) -> None:
        super().__init__()
        self.fouten = fouten


def probleem(status: int, zin: str = "", fouten: list[Fout] | None = None) -> dict[str, Any]:
    """The body of a refusal."""
    titel, uitleg = ZINNEN.get(status) or (HTTPStatus(status).phrase, ZINNEN[400 if status < 500 else 500][1])
    uit: dict[str, Any] = {"type": "about:blank", "status": status, "title": titel, "detail": zin or uitleg}
    if fouten:
        uit["errors"] = [
            {"in": "query", "location": {"name": fout.naam}, "code": fout.code, "detail": fout.zin} for fout in fouten
        ]
    return uit


def behandel(exc: Exception, context: dict[str, Any]) -> Response | None:
    """What the framework refuses, in our words; None for a bug, which must crash."""
    if isinstance(exc, OngeldigeVraag):
        zin = " ".join(dict.fromkeys(fout.zin for fout in exc.fouten))
        return Response(probleem(400, zin, exc.fouten), status=400, content_type=MEDIATYPE)
    if isinstance(exc, (Http404, PermissionDenied)):
        status = 404 if isinstance(exc, Http404) else 403
        return Response(probleem(status), status=status, content_type=MEDIATYPE)
    response = exception_handler(exc, context)
    if response is not None:
        response.data = probleem(response.status_code)
        response.content_type = MEDIATYPE
    return response
