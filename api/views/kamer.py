"""To Parliament: moties and toezeggingen with the filters of their page, and named quantities with their versions."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.inzage import noteer, noteer_afspraken, noteer_rondes
from api.keuzen import een_waarde, keuze
from api.problemen import Fout
from api.schema import BLADERPARAMETERS, enkele
from api.serializers import kamer as serializers
from api.serializers.omslag import in_omslag
from api.views.basis import Hulpbron
from api.vragen import BLADEREN
from parliament.models import Hoeveelheidversie, Motie, Motiestatus, Motiewijziging, Uitvoering

HOOFDSTUK = "Naar de Kamer"
#: As long as the search box of the pages.
LANGSTE_VRAAG = 120


def gevraagde_woorden(vraag: Any) -> str:
    """The words to look for."""
    woorden = een_waarde(vraag, "q")
    if len(woorden) > LANGSTE_VRAAG:
        zin = f"Uw zoekvraag is te lang: hoogstens {LANGSTE_VRAAG} tekens."
        vraag.fouten.append(Fout("q", "onbekende-waarde", zin))
    return woorden


def _met_uitvoeringen(moties: Any, user: Any) -> Any:
    """Each with the agreements that carry it out, as far as this reader may see them. One query more."""
    uitvoeringen = Uitvoering.objects.visible_to(user).select_related("afspraak__overleg__ronde").order_by("pk")
    return moties.prefetch_related(Prefetch("uitvoeringen", uitvoeringen, to_attr="zichtbare_uitvoeringen"))


class MotieLijst(Hulpbron):
    """All moties and toezeggingen, those last told of first."""

    bekend = ("q", "soort", "status", "jaar", *BLADEREN)

    @extend_schema(
        operation_id="moties",
        summary="Moties en toezeggingen",
        description=(
            "Wat de Kamer vroeg of wat haar is toegezegd, met de zin uit de laatste brief en de afspraken die het"
            " uitvoeren. De parameters en aantallen zijn die van de pagina Moties en toezeggingen."
        ),
        parameters=[
            enkele("q", "Woorden uit de naam of de vraag, of een Kamerstuk in elke schrijfwijze."),
            enkele("soort", "Motie of toezegging.", Motie.Soort.values),
            enkele("status", "De status die u mag weten.", Motiestatus.values),
            enkele("jaar", "Het jaar van de ronde in welke brief ervan is verteld.", soort=int),
            *BLADERPARAMETERS,
        ],
        responses=serializers.MotiesPagina,
        tags=[HOOFDSTUK],
    )
    def get(self, request: Request) -> Response:
        vraag, user = self.vraag(), request.user
        brieven = Motiewijziging.objects.visible_to(user).brieven()
        jaar = keuze(vraag, "jaar", {str(jaar) for _, _, jaar in brieven})
        zoek: dict[str, Any] = {
            "q": gevraagde_woorden(vraag),
            "soort": keuze(vraag, "soort", Motie.Soort.values),
            "status": keuze(vraag, "status", Motiestatus.values),
            "jaar": int(jaar) if jaar else None,
        }
        nummer, per_pagina = vraag.bladzijde()
        vraag.controleer()
        moties = Motie.objects.visible_to(user).gezocht(user, **zoek)
        bladzijde = vraag.deel(moties.count(), nummer=nummer, per_pagina=per_pagina)
        rijen = list(_met_uitvoeringen(moties.laatst_verteld_eerst(), user)[bladzijde.deel])
        # A year that may be chosen tells that something is to stand in the letter of that year.
        gezien = {(pk, fase) for pk, fase, van in brieven if str(van) == jaar}
        gezien |= {(een.zicht_ronde, een.zicht_fase) for een in rijen if een.zicht_ronde}
        noteer_rondes(self.pagina_request, "moties via de API", "", gezien)
        noteer_afspraken(
            self.pagina_request,
            "moties via de API",
            [een.afspraak for rij in rijen for een in rij.zichtbare_uitvoeringen],
        )
        return Response(in_omslag(serializers.MotiesPagina, bladzijde, rijen, self.context))


class MotieDetail(Hulpbron):
    """One motie or toezegging with all that was told of it."""

    @extend_schema(
        operation_id="motie",
        summary="Eén motie of toezegging",
        description="Met het verloop: elke stand die u mag weten, met de zin voor de brief.",
        responses=serializers.MotieMetVerloop,
        tags=[HOOFDSTUK],
    )
    def get(self, request: Request, nummer: int) -> Response:
        self.vraag().controleer()
        user = request.user
        motie: Any = get_object_or_404(_met_uitvoeringen(Motie.objects.visible_to(user), user), pk=nummer)
        wijzigingen = Motiewijziging.objects.visible_to(user).filter(motie=motie).select_related("ronde")
        motie.zichtbare_wijzigingen = list(wijzigingen.order_by("-nummer"))
        rondes = [een.ronde for een in motie.zichtbare_wijzigingen if een.ronde]
        noteer(self.pagina_request, "motie via de API", str(motie.pk), rondes=rondes)
        afspraken = [een.afspraak for een in motie.zichtbare_uitvoeringen]
        noteer_afspraken(self.pagina_request, "motie via de API", afspraken)
        return Response(serializers.MotieMetVerloop(motie, context=self.context).data)


class HoeveelheidLijst(Hulpbron):
    """Every quantity with its last number. Nothing adds them up."""

    bekend = ("q", *BLADEREN)

    @extend_schema(
        operation_id="hoeveelheden",
        summary="Benoemde hoeveelheden",
        description=(
            "Elke hoeveelheid met het laatste getal, zijn bron en de zin om te citeren. Alleen voor wie is ingelogd;"
            " zonder in te loggen is de lijst leeg. Er is geen totaal: hoeveelheden tellen niet bij elkaar op."
        ),
        parameters=[enkele("q", "Woorden uit de naam, de geldstroom of de bron."), *BLADERPARAMETERS],
        responses=serializers.HoeveelhedenPagina,
        tags=[HOOFDSTUK],
    )
    def get(self, request: Request) -> Response:
        vraag = self.vraag()
        woorden = gevraagde_woorden(vraag)
        nummer, per_pagina = vraag.bladzijde()
        vraag.controleer()
        zichtbaar = Hoeveelheidversie.objects.visible_to(request.user)
        versies = zichtbaar.filter(pk__in=zichtbaar.laatste()).gezocht(woorden)
        bladzijde = vraag.deel(versies.count(), nummer=nummer, per_pagina=per_pagina)
        rijen = list(versies.for_list().order_by("hoeveelheid__naam")[bladzijde.deel])
        noteer(self.pagina_request, "hoeveelheden via de API", rondes={een.ronde for een in rijen if een.ronde})
        return Response(in_omslag(serializers.HoeveelhedenPagina, bladzijde, rijen, self.context))


class HoeveelheidDetail(Hulpbron):
    """One quantity with every number that it has had."""

    @extend_schema(
        operation_id="hoeveelheid",
        summary="Eén hoeveelheid met haar versies",
        description="Elk getal dat zij heeft gehad, met de bron en de reden van elke correctie.",
        responses=serializers.HoeveelheidMetVersies,
        tags=[HOOFDSTUK],
    )
    def get(self, request: Request, nummer: int) -> Response:
        self.vraag().controleer()
        zichtbaar = Hoeveelheidversie.objects.visible_to(request.user).for_list()
        versies = list(zichtbaar.filter(hoeveelheid__pk=nummer).order_by("-nummer"))
        if not versies:
            raise Http404
        noteer(
            self.pagina_request,
            "hoeveelheid via de API",
            str(nummer),
            rondes={een.ronde for een in versies if een.ronde},
        )
        context = {**self.context, "versies": versies}
        return Response(serializers.HoeveelheidMetVersies(versies[0], context=context).data)
