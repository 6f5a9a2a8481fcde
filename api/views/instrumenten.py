"""Instruments: the answer on a peildatum as the page gives it, and every statement with its source."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.keuzen import keuze, peildatum
from api.schema import BLADERPARAMETERS, PEILDATUM, enkele
from api.serializers import instrumenten as serializers
from api.serializers.omslag import in_omslag
from api.views.basis import Hulpbron
from api.vragen import BLADEREN
from instruments.models import Instrument
from instruments.stand import Regel
from instruments.stand_json import als_json, als_zin, regel_als_json
from instruments.vraag import Stand, alle_uitspraken_voor, instrument_van, standen
from regions.models import Gebied, Landsdeel, Provincie

HOOFDSTUK = "Instrumenten"


def _instrumenten(user: Any) -> Any:
    return Instrument.objects.visible_to(user).prefetch_related("gebieden").order_by("volgorde", "naam")


def _gegevens(stand: Stand) -> dict[str, Any]:
    """The JSON of the contract, with a slug at each place, the sentence of the page, and what is not counted."""
    antwoord = stand.antwoord
    inhoud = als_json(stand.instrument.slug, antwoord)
    inhoud["zin"] = als_zin(antwoord)
    inhoud["regels"] = [_regel(vorm, regel) for vorm, regel in zip(inhoud["regels"], antwoord.regels, strict=True)]
    inhoud["buiten_telling"] = [_regel(regel_als_json(regel), regel) for regel in antwoord.buiten_telling]
    return {"instrument": stand.instrument, "antwoord": inhoud}


def _regel(vorm: dict[str, Any], regel: Regel) -> dict[str, Any]:
    return vorm | {"plek": regel.plek.slug, "uitleg": regel.uitleg}


class InstrumentLijst(Hulpbron):
    """Every instrument with where it stands."""

    bekend = ("peildatum", *BLADEREN)

    @extend_schema(
        operation_id="instrumenten",
        summary="Alle instrumenten met hun stand",
        description=(
            "Hoe ver elk instrument op de peildatum was, plaats voor plaats: dezelfde aantallen als de pagina"
            " Instrumenten. Wat geen bron zegt, is onbekend; wat bronnen verschillend zeggen, staat naast elkaar."
        ),
        parameters=[PEILDATUM, *BLADERPARAMETERS],
        responses=serializers.InstrumentenPagina,
        tags=[HOOFDSTUK],
    )
    def get(self, request: Request) -> Response:
        vraag = self.vraag()
        dag = peildatum(vraag)
        nummer, per_pagina = vraag.bladzijde()
        vraag.controleer()
        instrumenten = list(_instrumenten(request.user))
        bladzijde = vraag.deel(len(instrumenten), nummer=nummer, per_pagina=per_pagina)
        gevraagd = standen(dag, request.user, instrumenten[bladzijde.deel])
        rijen = [_gegevens(stand) for stand in gevraagd]
        return Response(in_omslag(serializers.InstrumentenPagina, bladzijde, rijen, self.context))


class InstrumentDetail(Hulpbron):
    """One instrument."""

    bekend = ("peildatum",)

    @extend_schema(
        operation_id="instrument",
        summary="Eén instrument met zijn stand",
        description="Hoeveel er op de peildatum waren vastgesteld, door welke handeling, welke niet, wat onbekend is.",
        parameters=[PEILDATUM],
        responses=serializers.Instrument,
        tags=[HOOFDSTUK],
    )
    def get(self, request: Request, instrument: str) -> Response:
        vraag = self.vraag()
        dag = peildatum(vraag)
        vraag.controleer()
        gevonden = get_object_or_404(_instrumenten(request.user), slug=instrument)
        (stand,) = standen(dag, request.user, [gevonden])
        return Response(serializers.Instrument(_gegevens(stand), context=self.context).data)


class UitspraakLijst(Hulpbron):
    """What sources say, in order of time."""

    bekend = ("instrument", "plek", *BLADEREN)

    @extend_schema(
        operation_id="uitspraken",
        summary="Wat bronnen over instrumenten zeggen",
        description="Elke uitspraak met haar bron, op volgorde van tijd. Hieruit volgt de stand op elke peildatum.",
        parameters=[
            enkele("instrument", "Slug van een instrument."),
            enkele("plek", "Slug van een gebied, provincie of landsdeel."),
            *BLADERPARAMETERS,
        ],
        responses=serializers.UitsprakenPagina,
        tags=[HOOFDSTUK],
    )
    def get(self, request: Request) -> Response:
        vraag = self.vraag()
        instrumenten = {een.slug: een.pk for een in Instrument.objects.visible_to(request.user)}
        instrument = keuze(vraag, "instrument", instrumenten)
        plek = keuze(vraag, "plek", _plekken())
        nummer, per_pagina = vraag.bladzijde()
        vraag.controleer()
        rijen = [
            een
            for een in alle_uitspraken_voor(request.user)
            if (not instrument or instrument_van(een) == instrumenten[instrument])
            and (not plek or (een.versie is not None and een.versie.plek.slug == plek))
        ]
        bladzijde = vraag.deel(len(rijen), nummer=nummer, per_pagina=per_pagina)
        return Response(in_omslag(serializers.UitsprakenPagina, bladzijde, rijen[bladzijde.deel], self.context))


def _plekken() -> set[str]:
    """The slug of every place. Three queries."""
    return {slug for model in (Gebied, Provincie, Landsdeel) for slug in model.objects.values_list("slug", flat=True)}
