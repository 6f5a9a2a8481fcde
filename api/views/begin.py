"""Where a program begins: the index, the OpenAPI document, its page for people, and all that does not exist."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api import VERSIE
from api.adressen import volledig
from api.documentatie import hoofdstukken, vormen
from api.schema import TITEL, document
from api.serializers.tellingen import Index
from api.views.basis import Hulpbron
from bolapp.openbaar import openbaar

#: What the index leads to: the name of the link and of the address.
HULPBRONNEN = {
    "afspraken": "api-afspraken",
    "afsprakenlijsten": "api-afsprakenlijsten",
    "overleggen": "api-overleggen",
    "tellingen": "api-tellingen",
    "instrumenten": "api-instrumenten",
    "uitspraken": "api-uitspraken",
    "momentopnamen": "api-momentopnamen",
    "standen": "api-standen",
    "moties": "api-moties",
    "hoeveelheden": "api-hoeveelheden",
    "cijfers": "api-cijfers",
    "landsdelen": "api-landsdelen",
    "provincies": "api-provincies",
    "gebieden": "api-gebieden",
    "themas": "api-themas",
    "organisaties": "api-organisaties",
    "openapi": "api-openapi",
    "documentatie": "api-documentatie",
}


class Begin(Hulpbron):
    """The index."""

    @extend_schema(
        operation_id="index",
        summary="Wat er is",
        description="De adressen van alle hulpbronnen.",
        responses=Index,
        tags=["Begin"],
    )
    def get(self, request: Request) -> Response:
        self.vraag().controleer()
        links = {naam: volledig(url_naam) for naam, url_naam in HULPBRONNEN.items()}
        return Response({"titel": TITEL, "versie": VERSIE, "links": links})


@extend_schema(exclude=True)
class OpenApi(Hulpbron):
    """`/api/v1/openapi.json`."""

    def get(self, request: Request) -> Response:
        self.vraag().controleer()
        return Response(document())


@extend_schema(exclude=True)
class Onbekend(Hulpbron):
    """Every other address below the API; one with a slash at its end is not one of ours either."""

    def get(self, request: Request, **kwargs: Any) -> Response:
        raise Http404


@openbaar
@require_safe
def documentatie(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document as a page: per resource what it is, its parameters, its fields and an example."""
    inhoud = document()
    context = {"document": inhoud, "hoofdstukken": hoofdstukken(inhoud), "vormen": vormen(inhoud)}
    return render(request, "api/documentatie.html", context)
