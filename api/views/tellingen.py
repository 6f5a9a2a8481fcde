"""Counts of what a question gives, by status and by place: the numbers of the dashboards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.inzage import noteer_verzameling
from agreements.lijst import LANDELIJK
from api.adressen import volledig
from api.schema import BLADERPARAMETERS, FILTERPARAMETERS, PEILDATUMPARAMETER, VOLGORDEPARAMETER
from api.serializers.tellingen import Stand, Tellingen
from api.views.basis import Hulpbron
from api.vragen import VAN_DE_LIJST
from dashboards.tellingen import NIETS, Telling, per_gebied, per_landsdeel, per_provincie, tel
from regions.models import Gebied, Landsdeel, Provincie


class TellingenDetail(Hulpbron):
    """How many, of what is followed and by its status, for the same filters as the list of agreements."""

    #: Those of the list, its order and page as well: they count nothing, but stand in an address that one takes over.
    bekend = VAN_DE_LIJST

    @extend_schema(
        operation_id="tellingen",
        summary="Aantallen per status en plaats",
        description=(
            "Dezelfde parameters en dezelfde aantallen als de lijst van afspraken en de overzichtspagina's. Volgorde en"
            " pagina mogen erbij staan en veranderen niets aan de aantallen."
        ),
        parameters=[*FILTERPARAMETERS, PEILDATUMPARAMETER, VOLGORDEPARAMETER, *BLADERPARAMETERS],
        responses=Tellingen,
        tags=["Tellingen"],
    )
    def get(self, request: Request) -> Response:
        vraag = self.vraag()
        filterset = vraag.filterset()
        vraag.bladzijde()
        vraag.controleer()
        afspraken = filterset.qs.order_by()
        geheel = tel(afspraken)
        landsdelen = per_landsdeel(afspraken)
        noteer_verzameling(self.pagina_request, "tellingen via de API", afspraken)
        user: Any = request.user
        return Response(
            {
                **Stand(geheel).data,
                "peildatum": vraag.peildatum,
                "aantal": filterset.telling.totaal,
                "binnenkort": geheel.binnenkort,
                "context": geheel.context,
                "voorstellen": geheel.voorstellen,
                "landsdelen": [
                    *_per_plaats(Landsdeel.objects.visible_to(user).order_by("volgorde", "naam"), landsdelen),
                    _plaats(LANDELIJK, "Landelijk", None, landsdelen.get(None, NIETS)),
                ],
                "provincies": _per_plaats(
                    Provincie.objects.visible_to(user).order_by("volgorde", "naam"), per_provincie(afspraken)
                ),
                "gebieden": _per_plaats(Gebied.objects.visible_to(user).order_by("naam"), per_gebied(afspraken)),
            }
        )


def _per_plaats(plaatsen: Iterable[Any], tellingen: Mapping[int | None, Telling]) -> list[dict[str, Any]]:
    """A line for each of these places, also where there is nothing."""
    return [
        _plaats(
            plaats.slug,
            plaats.naam,
            volledig(f"api-{plaats._meta.model_name}", plaats.slug),
            tellingen.get(plaats.pk, NIETS),
        )
        for plaats in plaatsen
    ]


def _plaats(slug: str, naam: str, url: str | None, telling: Telling) -> dict[str, Any]:
    return {"slug": slug, "naam": naam, "url": url, "stand": Stand(telling).data}
