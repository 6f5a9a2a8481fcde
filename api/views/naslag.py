"""Landsdelen, provincies, gebieden, thema's and organisaties: reference data, the same for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from agreements.models import Thema
from api.schema import BLADERPARAMETERS
from api.serializers import naslag
from api.serializers.omslag import Omslag
from api.views.basis import Hulpbron, Lijst
from regions.models import Gebied, Landsdeel, Organisatie, OrganisatieNaam, Provincie

Decorator = Callable[[Any], Any]


class Een(Hulpbron):
    """One row, by its slug."""

    serializer: ClassVar[type[Serializer]]

    def rijen(self) -> QuerySet[Any]:
        raise NotImplementedError

    def get(self, request: Request, slug: str) -> Response:
        self.vraag().controleer()
        rij = get_object_or_404(self.rijen(), slug=slug)
        return Response(self.serializer(rij, context=self.context).data)


def _lijst(naam: str, titel: str, omslag: type[Omslag]) -> Decorator:
    """What the OpenAPI document says of a list."""
    decorator: Decorator = extend_schema_view(
        get=extend_schema(
            operation_id=naam, summary=titel, parameters=BLADERPARAMETERS, responses=omslag, tags=["Naslag"]
        )
    )
    return decorator


def _een(naam: str, titel: str, soort: type[Serializer]) -> Decorator:
    """The same of one row."""
    decorator: Decorator = extend_schema_view(
        get=extend_schema(operation_id=naam, summary=titel, responses=soort, tags=["Naslag"])
    )
    return decorator


# --- the rows, with all that is written down of them -----------------------------------------------------------


def landsdelen(user: Any) -> QuerySet[Any]:
    provincies: Prefetch[Any] = Prefetch("provincies", Provincie.objects.visible_to(user).order_by("volgorde", "naam"))
    return Landsdeel.objects.visible_to(user).prefetch_related(provincies).order_by("volgorde", "naam")


def provincies(user: Any) -> QuerySet[Any]:
    gebieden: Prefetch[Any] = Prefetch("gebieden", Gebied.objects.visible_to(user).order_by("naam"))
    rijen = Provincie.objects.visible_to(user).select_related("landsdeel").prefetch_related(gebieden)
    return rijen.order_by("volgorde", "naam")


def gebieden(user: Any) -> QuerySet[Any]:
    in_provincies: Prefetch[Any] = Prefetch(
        "provincies", Provincie.objects.visible_to(user).order_by("volgorde", "naam")
    )
    in_landsdelen: Prefetch[Any] = Prefetch(
        "landsdelen", Landsdeel.objects.visible_to(user).order_by("volgorde", "naam")
    )
    rijen = Gebied.objects.visible_to(user).select_related("voorloper_van")
    return rijen.prefetch_related(in_provincies, in_landsdelen).order_by("naam")


def themas(user: Any) -> QuerySet[Any]:
    return Thema.objects.visible_to(user).order_by("volgorde", "naam")


def organisaties(user: Any) -> QuerySet[Any]:
    namen: Prefetch[Any] = Prefetch("namen", OrganisatieNaam.objects.visible_to(user).order_by("geldig_van", "naam"))
    rijen = Organisatie.objects.visible_to(user).select_related("provincie", "opvolger").prefetch_related(namen)
    return rijen.order_by("naam", "slug")


# --- the resources ---------------------------------------------------------------------------------------------


@_lijst("landsdelen", "Alle landsdelen", naslag.LandsdelenPagina)
class LandsdeelLijst(Lijst):
    omslag = naslag.LandsdelenPagina

    def rijen(self) -> QuerySet[Any]:
        return landsdelen(self.request.user)


@_een("landsdeel", "Eén landsdeel", naslag.Landsdeel)
class LandsdeelDetail(Een):
    serializer = naslag.Landsdeel

    def rijen(self) -> QuerySet[Any]:
        return landsdelen(self.request.user)


@_lijst("provincies", "Alle provincies", naslag.ProvinciesPagina)
class ProvincieLijst(Lijst):
    omslag = naslag.ProvinciesPagina

    def rijen(self) -> QuerySet[Any]:
        return provincies(self.request.user)


@_een("provincie", "Eén provincie", naslag.Provincie)
class ProvincieDetail(Een):
    serializer = naslag.Provincie

    def rijen(self) -> QuerySet[Any]:
        return provincies(self.request.user)


@_lijst("gebieden", "Alle gebieden", naslag.GebiedenPagina)
class GebiedLijst(Lijst):
    omslag = naslag.GebiedenPagina

    def rijen(self) -> QuerySet[Any]:
        return gebieden(self.request.user)


@_een("gebied", "Eén gebied", naslag.Gebied)
class GebiedDetail(Een):
    serializer = naslag.Gebied

    def rijen(self) -> QuerySet[Any]:
        return gebieden(self.request.user)


@_lijst("themas", "Alle thema's", naslag.ThemasPagina)
class ThemaLijst(Lijst):
    omslag = naslag.ThemasPagina

    def rijen(self) -> QuerySet[Any]:
        return themas(self.request.user)


@_een("thema", "Eén thema", naslag.Thema)
class ThemaDetail(Een):
    serializer = naslag.Thema

    def rijen(self) -> QuerySet[Any]:
        return themas(self.request.user)


@_lijst("organisaties", "Alle organisaties", naslag.OrganisatiesPagina)
class OrganisatieLijst(Lijst):
    omslag = naslag.OrganisatiesPagina

    def rijen(self) -> QuerySet[Any]:
        return organisaties(self.request.user)


@_een("organisatie", "Eén organisatie", naslag.Organisatie)
class OrganisatieDetail(Een):
    serializer = naslag.Organisatie

    def rijen(self) -> QuerySet[Any]:
        return organisaties(self.request.user)
