"""What monitoring rounds froze: the momentopnamen, and how each agreement stood in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import Any

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.inzage import noteer_afspraken, noteer_verzameling
from agreements.models import Afspraak
from api.keuzen import een_waarde, onbekend
from api.problemen import Fout
from api.schema import BLADERPARAMETERS, enkele
from api.serializers import monitoring as serializers
from api.serializers.omslag import in_omslag
from api.views.basis import Hulpbron, Lijst
from api.vragen import BLADEREN
from monitoring.models import Momentopname, Momentopnameregel
from monitoring.services.momentopnamen import lees_standen, stand_van
from monitoring.stand import Stand

HOOFDSTUK = "Monitoring"
SOORT = "momentopname via de API"
_VELDEN = [veld.name for veld in fields(Stand)]


def _momentopnamen(user: Any) -> Any:
    return Momentopname.objects.visible_to(user).for_list().order_by("-peildatum", "-pk")


def _naam(user: Any) -> Any:
    """How a momentopname is called: its round has a name for who works here, for others it is of a day."""
    if user.is_authenticated:
        return lambda momentopname: momentopname.monitorronde.naam
    return lambda momentopname: f"Momentopname van {date_format(momentopname.peildatum, 'j F Y')}"


class MomentopnameLijst(Lijst):
    """The momentopnamen, newest first."""

    omslag = serializers.MomentopnamenPagina

    @extend_schema(
        operation_id="momentopnamen",
        summary="Alle momentopnamen van monitorrondes",
        description=(
            "Wat bij het sluiten van elke monitorronde is vastgelegd. Zonder in te loggen: de gepubliceerde, met de"
            " afspraken die openbaar zijn."
        ),
        parameters=BLADERPARAMETERS,
        responses=serializers.MomentopnamenPagina,
        tags=[HOOFDSTUK],
    )
    def get(self, request: Request) -> Response:
        return super().get(request)

    @property
    def context(self) -> dict[str, Any]:
        return {**super().context, "naam": _naam(self.request.user)}

    def rijen(self) -> Any:
        return _momentopnamen(self.request.user)

    def noteer(self, rijen: Any) -> None:
        """Count what is seen of each, and note it. Two queries."""
        regels = Momentopnameregel.objects.visible_to(self.request.user).filter(momentopname__in=rijen)
        per_momentopname = regels.order_by().values("momentopname").annotate(aantal=Count("pk"))
        aantallen = {rij["momentopname"]: rij["aantal"] for rij in per_momentopname}
        for rij in rijen:
            rij.zicht_aantal = aantallen.get(rij.pk, 0)
        afspraken = Afspraak.objects.visible_to(self.request.user).filter(pk__in=regels.order_by().values("afspraak"))
        noteer_verzameling(self.pagina_request, SOORT, afspraken)


class MomentopnameDetail(Hulpbron):
    """One momentopname, counted."""

    @extend_schema(
        operation_id="momentopname",
        summary="Eén momentopname, geteld",
        description="Hoeveel afspraken er op de peildatum in elke status stonden, van wat u mag zien.",
        responses=serializers.MomentopnameMetTelling,
        tags=[HOOFDSTUK],
    )
    def get(self, request: Request, nummer: int) -> Response:
        self.vraag().controleer()
        momentopname: Any = get_object_or_404(_momentopnamen(request.user), monitorronde__pk=nummer)
        standen = lees_standen(momentopname, user=request.user)
        noteer_afspraken(self.pagina_request, SOORT, [rij.afspraak for rij, _ in standen])
        momentopname.zicht_aantal = len(standen)
        momentopname.telling = Counter(stand.status for _, stand in standen)
        momentopname.over_tijd = sum(stand.over_tijd for _, stand in standen)
        context = {**self.context, "naam": _naam(request.user)}
        return Response(serializers.MomentopnameMetTelling(momentopname, context=context).data)


class StandLijst(Hulpbron):
    """The frozen states: of one momentopname, or of one agreement through the years."""

    bekend = ("momentopname", "afspraak", *BLADEREN)

    @extend_schema(
        operation_id="standen",
        summary="Bevroren standen van afspraken",
        description=(
            "Per momentopname (de nieuwste eerst) hoe elke afspraak er op de peildatum voor stond. Met afspraak="
            " ziet u één afspraak door de jaren heen. Wat elke zijde antwoordde, ziet alleen wie is ingelogd en die"
            " afspraak volgt."
        ),
        parameters=[
            enkele("momentopname", "Het nummer van een monitorronde."),
            enkele("afspraak", "De code van een afspraak."),
            *BLADERPARAMETERS,
        ],
        responses=serializers.StandenPagina,
        tags=[HOOFDSTUK],
    )
    def get(self, request: Request) -> Response:
        vraag = self.vraag()
        rijen = Momentopnameregel.objects.visible_to(request.user)
        if gevraagd := een_waarde(vraag, "momentopname"):
            nummers = {str(een) for een in _momentopnamen(request.user).values_list("monitorronde", flat=True)}
            if gevraagd in nummers:
                rijen = rijen.filter(momentopname__monitorronde=int(gevraagd))
            else:
                onbekend(vraag, "momentopname", gevraagd)
        if code := een_waarde(vraag, "afspraak"):
            if Afspraak.objects.visible_to(request.user).filter(code=code).exists():
                rijen = rijen.filter(afspraak__code=code)
            else:
                # Not in so many words which: what is refused is repeated nowhere.
                vraag.fouten.append(Fout("afspraak", "onbekende-waarde", "Deze afspraak kennen wij niet."))
        nummer, per_pagina = vraag.bladzijde()
        vraag.controleer()
        bladzijde = vraag.deel(rijen.count(), nummer=nummer, per_pagina=per_pagina)
        getoond = list(
            rijen.select_related("momentopname", "afspraak__overleg__ronde").order_by(
                "-momentopname__peildatum", "-momentopname", "volgorde"
            )[bladzijde.deel]
        )
        noteer_afspraken(self.pagina_request, SOORT, [rij.afspraak for rij in getoond])
        inhoud = [_gegevens(rij) for rij in getoond]
        return Response(in_omslag(serializers.StandenPagina, bladzijde, inhoud, self.context))


def _gegevens(rij: Momentopnameregel) -> dict[str, Any]:
    """The frozen state, as this reader may see it, with the momentopname that it is in."""
    stand = stand_van(rij)
    velden = {naam: getattr(stand, naam) for naam in _VELDEN}
    return velden | {"momentopname": rij.momentopname.monitorronde_id, "peildatum": rij.momentopname.peildatum}
