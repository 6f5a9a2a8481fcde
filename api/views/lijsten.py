"""Afsprakenlijsten with their editions, and the overleggen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.inzage import noteer
from agreements.lijst import LANDELIJK
from agreements.models import Afspraak, Overleg, Ronde, Uitgave, Uitgavebestand
from agreements.models.afspraak import WORDT_GEVOLGD
from agreements.models.embargo import intern_zichtbaar_voor
from api.schema import BLADERPARAMETERS
from api.serializers import lijsten as serializers
from api.serializers.omslag import in_omslag
from api.views.basis import Hulpbron, Lijst
from api.vragen import BLADEREN


@dataclass(frozen=True, slots=True)
class Lijstgegevens:
    """The list of a ronde as far as this reader may see it."""

    ronde: Ronde
    aan_tafel: bool
    aantal_landsdelen: int
    aantal_tekstblokken: int
    aantal_gevolgd: int
    uitgaven: list[Uitgave]

    @property
    def titel(self) -> str:
        """Who sees but an agreement that became public before its list, knows the list as the ronde."""
        return self.ronde.lijst_titel if self.ronde.is_openbaar or self.aan_tafel else ""

    @property
    def kamerstuk(self) -> str:
        return self.ronde.kamerstuk if self.ronde.is_openbaar else ""


def _rondes(user: Any) -> Any:
    """The rondes of which this reader sees a list, newest first."""
    met_lijst = Afspraak.objects.visible_to(user).in_lijst().filter(overleg__ronde=OuterRef("pk"))
    return Ronde.objects.visible_to(user).met_lijst().filter(Exists(met_lijst)).order_by("-jaar", "soort", "pk")


def _gegevens(rondes: list[Ronde], user: Any) -> list[Lijstgegevens]:
    """The lists of these rondes with their counts and editions. Three queries."""
    tellingen = {
        rij["overleg__ronde"]: rij
        for rij in Afspraak.objects.visible_to(user)
        .in_lijst()
        .filter(overleg__ronde__in=rondes)
        .order_by()
        .values("overleg__ronde")
        .annotate(
            landsdelen=Count("overleg", distinct=True),
            tekstblokken=Count("tekstblok", distinct=True),
            gevolgd=Count("pk", filter=WORDT_GEVOLGD, distinct=True),
            aan_tafel=Count("pk", filter=intern_zichtbaar_voor(user, "overleg__"), distinct=True),
        )
    }
    bestanden: Prefetch[Any] = Prefetch("bestanden", Uitgavebestand.objects.visible_to(user).order_by("volgorde"))
    uitgaven: dict[int, list[Uitgave]] = defaultdict(list)
    for uitgave in Uitgave.objects.visible_to(user).filter(ronde__in=rondes).for_list().prefetch_related(bestanden):
        uitgaven[uitgave.ronde_id].append(uitgave)
    return [
        Lijstgegevens(
            ronde=ronde,
            aan_tafel=bool(tellingen[ronde.pk]["aan_tafel"]),
            aantal_landsdelen=tellingen[ronde.pk]["landsdelen"],
            aantal_tekstblokken=tellingen[ronde.pk]["tekstblokken"],
            aantal_gevolgd=tellingen[ronde.pk]["gevolgd"],
            uitgaven=uitgaven[ronde.pk],
        )
        for ronde in rondes
    ]


def _noteer(request: Any, lijsten: Iterable[Lijstgegevens]) -> None:
    """As the pages do: the numbers of a list, and each edition that was made under embargo."""
    for lijst in lijsten:
        noteer(
            request, "afsprakenlijsten via de API", lijst.ronde.slug, rondes=[lijst.ronde] if lijst.aan_tafel else []
        )
        for uitgave in lijst.uitgaven:
            if uitgave.fase != Ronde.Fase.OPENBAAR:
                noteer(request, "uitgave", uitgave.nummer, rondes=[lijst.ronde], ook_openbaar=True)


class AfsprakenlijstLijst(Hulpbron):
    """The lists, newest first."""

    bekend = BLADEREN

    @extend_schema(
        operation_id="afsprakenlijsten",
        summary="Alle afsprakenlijsten",
        description="De lijst van elke ronde, met haar uitgaven, de documenten daarvan en hun controlegetallen.",
        parameters=BLADERPARAMETERS,
        responses=serializers.AfsprakenlijstenPagina,
        tags=["Lijsten en overleggen"],
    )
    def get(self, request: Request) -> Response:
        vraag = self.vraag()
        nummer, per_pagina = vraag.bladzijde()
        vraag.controleer()
        rondes = _rondes(request.user)
        bladzijde = vraag.deel(rondes.count(), nummer=nummer, per_pagina=per_pagina)
        lijsten = _gegevens(list(rondes[bladzijde.deel]), request.user)
        _noteer(self.pagina_request, lijsten)
        return Response(in_omslag(serializers.AfsprakenlijstenPagina, bladzijde, lijsten, self.context))


class AfsprakenlijstDetail(Hulpbron):
    """One list."""

    @extend_schema(
        operation_id="afsprakenlijst",
        summary="Eén afsprakenlijst",
        responses=serializers.Afsprakenlijst,
        tags=["Lijsten en overleggen"],
    )
    def get(self, request: Request, soort: str, jaar: int) -> Response:
        self.vraag().controleer()
        lijsten = _gegevens(list(_rondes(request.user).filter(soort=soort, jaar=jaar)), request.user)
        if not lijsten:
            raise Http404
        _noteer(self.pagina_request, lijsten)
        return Response(serializers.Afsprakenlijst(lijsten[0], context=self.context).data)


def _overleggen(user: Any) -> Any:
    """The overleggen that make a list, as far as this reader may know of them. Never what is in a dossier."""
    lijst = Afspraak.objects.visible_to(user).in_lijst().filter(overleg=OuterRef("pk"))
    return (
        Overleg.objects.visible_to(user)
        .for_list()
        .exclude(ronde__soort=Ronde.Soort.OVERIG)
        .annotate(heeft_lijst=Exists(lijst))
        .order_by("-ronde__jaar", "ronde__soort", "landsdeel__naam", "pk")
    )


class OverlegLijst(Lijst):
    """The overleggen, newest first."""

    omslag = serializers.OverleggenPagina

    @extend_schema(
        operation_id="overleggen",
        summary="Alle overleggen",
        description="De vergaderingen van elke ronde, per landsdeel: wanneer en waar, en wat er is afgesproken.",
        parameters=BLADERPARAMETERS,
        responses=serializers.OverleggenPagina,
        tags=["Lijsten en overleggen"],
    )
    def get(self, request: Request) -> Response:
        return super().get(request)

    def rijen(self) -> Any:
        return _overleggen(self.request.user)

    def noteer(self, rijen: Any) -> None:
        rondes = {overleg.ronde_id: overleg.ronde for overleg in rijen}
        noteer(self.pagina_request, "overleggen via de API", rondes=rondes.values())


class OverlegDetail(Hulpbron):
    """One overleg."""

    @extend_schema(
        operation_id="overleg",
        summary="Eén overleg",
        responses=serializers.Overleg,
        tags=["Lijsten en overleggen"],
    )
    def get(self, request: Request, soort: str, jaar: int, landsdeel: str) -> Response:
        self.vraag().controleer()
        plaats = {"landsdeel": None} if landsdeel == LANDELIJK else {"landsdeel__slug": landsdeel}
        overleg = get_object_or_404(_overleggen(request.user), ronde__soort=soort, ronde__jaar=jaar, **plaats)
        noteer(self.pagina_request, "overleg via de API", overleg.slug, rondes=[overleg.ronde])
        return Response(serializers.Overleg(overleg, context=self.context).data)
