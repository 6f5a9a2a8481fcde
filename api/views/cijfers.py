"""Figures for the letter: the last answer of each, and one with its versions and whether it still holds."""

from __future__ import annotations

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actoren import mag
from api.schema import BLADERPARAMETERS, enkele
from api.serializers import cijfers as serializers
from api.serializers.omslag import in_omslag
from api.views.basis import Hulpbron
from api.views.kamer import HOOFDSTUK, gevraagde_woorden
from api.vragen import BLADEREN
from parliament.inzage import noteer_cijfers
from parliament.models import Cijferversie
from parliament.rechten import mag_naar_de_kamer
from parliament.services.cijfercontrole import controleer


class CijferLijst(Hulpbron):
    """Every figure with its last answer."""

    bekend = ("q", *BLADEREN)

    @extend_schema(
        operation_id="cijfers",
        summary="Cijfers voor de brief",
        description=(
            "Tellingen van afspraken op een peildatum, met de codes die zijn geteld. Zonder in te loggen ziet u wat"
            " met een brief aan de Kamer openbaar is gemaakt."
        ),
        parameters=[enkele("q", "Woorden uit de titel."), *BLADERPARAMETERS],
        responses=serializers.CijfersPagina,
        tags=[HOOFDSTUK],
    )
    def get(self, request: Request) -> Response:
        vraag = self.vraag()
        woorden = gevraagde_woorden(vraag)
        nummer, per_pagina = vraag.bladzijde()
        vraag.controleer()
        zichtbaar = Cijferversie.objects.visible_to(request.user)
        versies = zichtbaar.filter(pk__in=zichtbaar.laatste()).gezocht(woorden)
        bladzijde = vraag.deel(versies.count(), nummer=nummer, per_pagina=per_pagina)
        rijen = list(versies.for_list().order_by("-op", "-pk")[bladzijde.deel])
        noteer_cijfers(self.pagina_request, "cijfers via de API", rijen)
        return Response(in_omslag(serializers.CijfersPagina, bladzijde, rijen, self.context))


class CijferDetail(Hulpbron):
    """One figure with every answer that it had."""

    @extend_schema(
        operation_id="cijfer",
        summary="Eén cijfer met zijn versies",
        description="Elke versie die u mag zien, en of opnieuw tellen naar de peildatum hetzelfde geeft.",
        responses=serializers.CijferMetVersies,
        tags=[HOOFDSTUK],
    )
    def get(self, request: Request, nummer: int) -> Response:
        self.vraag().controleer()
        versies = list(
            Cijferversie.objects.visible_to(request.user).for_list().filter(cijfer__pk=nummer).order_by("-nummer")
        )
        if not versies:
            raise Http404
        noteer_cijfers(self.pagina_request, "cijfer via de API", versies)
        controle = controleer(versies[0], met_bewerkingen=mag(self.pagina_request, mag_naar_de_kamer))
        context = {**self.context, "versies": versies, "controle": controle}
        return Response(serializers.CijferMetVersies(versies[0], context=context).data)
