"""Agreements: the list with the filters of the page, and each by its code."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.inzage import noteer, noteer_afspraken
from agreements.lijnen import is_verteld
from agreements.models import Afspraak, Tekstblok, Verband
from agreements.models.afspraak import AfspraakQuerySet
from api.schema import BLADERPARAMETERS, FILTERPARAMETERS, PEILDATUMPARAMETER, VOLGORDEPARAMETER
from api.serializers import afspraken as serializers
from api.serializers.omslag import in_omslag
from api.views.basis import Hulpbron
from api.vragen import TOEN, VAN_DE_LIJST


class AfspraakLijst(Hulpbron):
    """The list of agreements, with the very filters of `/afspraken/`, so that the numbers are the same."""

    bekend = VAN_DE_LIJST

    @extend_schema(
        operation_id="afspraken",
        summary="Afspraken zoeken en filteren",
        description=(
            "Alle afspraken die u mag zien, in de volgorde van de officiële lijsten. De parameters zijn die van de"
            " pagina Afspraken; een herhaalde parameter betekent “of”, verschillende parameters betekenen “en”."
        ),
        parameters=[*FILTERPARAMETERS, PEILDATUMPARAMETER, VOLGORDEPARAMETER, *BLADERPARAMETERS],
        responses=serializers.AfsprakenPagina,
        tags=["Afspraken"],
    )
    def get(self, request: Request) -> Response:
        vraag = self.vraag()
        filterset = vraag.filterset()
        nummer, per_pagina = vraag.bladzijde()
        vraag.controleer()
        bladzijde = vraag.deel(filterset.telling.totaal, nummer=nummer, per_pagina=per_pagina)
        # First the keys alone: sorting all rows with their texts takes twice as long.
        sleutels = list(filterset.qs.values_list("pk", flat=True)[bladzijde.deel])
        gezien = Afspraak.objects.gezien_door(request.user, vraag.peildatum)
        per_sleutel = gezien.for_list().in_bulk(sleutels)
        rijen = [per_sleutel[sleutel] for sleutel in sleutels]
        noteer_afspraken(self.pagina_request, "afspraken via de API", rijen)
        pagina = in_omslag(serializers.AfsprakenPagina, bladzijde, rijen, self.context, peildatum=vraag.peildatum)
        return Response(pagina)


class AfspraakDetail(Hulpbron):
    """One agreement with what its page shows."""

    bekend = TOEN

    @extend_schema(
        operation_id="afspraak",
        summary="Eén afspraak",
        description="De officiële tekst en haar plaats in de lijst, status, termijnen, partijen, plaats en verbanden.",
        parameters=[PEILDATUMPARAMETER],
        responses=serializers.Afspraak,
        tags=["Afspraken"],
    )
    def get(self, request: Request, code: str) -> Response:
        vraag = self.vraag()
        zichtbaar = Afspraak.objects.gezien_door(request.user, vraag.peildatum)
        vraag.controleer()
        afspraak: Any = get_object_or_404(zichtbaar.for_detail(), code=code)
        afspraak.plaats = _plaats(afspraak, request.user)
        delen = zichtbaar.filter(tekstblok=afspraak.tekstblok_id).exclude(pk=afspraak.pk).order_by("deel")
        afspraak.andere_delen = list(delen) if afspraak.tekstblok_id else []
        # Not `afspraak.verbanden`: that relation is narrowed down by nobody.
        verbanden = list(
            Verband.objects.visible_to(request.user)
            .actief(vraag.peildatum)
            .filter(Q(van=afspraak) | Q(naar=afspraak))
            .select_related(
                "van__overleg__ronde",
                "naar__overleg__ronde",
                "naar_ronde",
                "naar_punt__dossier__overleg__ronde",
                "naar_instrument__instrument",
                "naar_instrument__gebied",
                "naar_instrument__provincie",
                "naar_instrument__landsdeel",
            )
            .order_by("pk")
        )
        if vraag.peildatum:
            verbanden = _van_toen(verbanden, afspraak, zichtbaar)
        afspraak.zichtbare_verbanden = [_verband(een, afspraak) for een in verbanden]
        anderen = [een for verband in verbanden for een in (verband.van, verband.naar) if een and een.pk != afspraak.pk]
        noteer_afspraken(self.pagina_request, "afspraak via de API", [afspraak, *anderen])
        rondes = [een.naar_punt.dossier.overleg.ronde for een in verbanden if een.naar_punt is not None]
        noteer(self.pagina_request, "afspraak via de API", afspraak.code, rondes=rondes)
        return Response(serializers.Afspraak(afspraak, context=self.context).data)


def _van_toen(verbanden: list[Verband], afspraak: Afspraak, zichtbaar: AfspraakQuerySet) -> list[Verband]:
    """The links of a row of the past that this reader would have been shown then, with both their ends. One query."""
    verbanden = [een for een in verbanden if is_verteld(een, afspraak)]
    einden = {pk for een in verbanden for pk in (een.van_id, een.naar_id) if pk}
    gezien = set(zichtbaar.filter(pk__in=einden).values_list("pk", flat=True))
    return [een for een in verbanden if een.van_id in gezien and (een.naar_id is None or een.naar_id in gezien)]


def _plaats(afspraak: Afspraak, user: Any) -> dict[str, Any] | None:
    """Where it stands in the official list, and between which others. One query, none outside a list.

    Of a row of the past only under which headings: the order of the list then was not kept.
    """
    tekstblok = afspraak.tekstblok
    if tekstblok is None:
        return None
    codes = (
        []
        if afspraak.dag
        else list(
            Tekstblok.objects.visible_to(user)
            .filter(blok__rubriek__overleg=afspraak.overleg_id)
            .in_lijst()
            .values_list("code", flat=True)
        )
    )
    plaats = codes.index(tekstblok.code) if tekstblok.code in codes else None
    return {
        "provincie_kop": tekstblok.blok.provincie_kop,
        "onderwerp": tekstblok.blok.onderwerp,
        "inleiding": tekstblok.blok.inleiding,
        "teken": tekstblok.teken,
        "tekst": tekstblok.tekst,
        "in_lijst": tekstblok.uit_lijst_op is None,
        "nummer": None if plaats is None else plaats + 1,
        "aantal": None if plaats is None else len(codes),
        "vorige": codes[plaats - 1] if plaats else None,
        "volgende": codes[plaats + 1] if plaats is not None and plaats + 1 < len(codes) else None,
    }


def _verband(verband: Verband, afspraak: Afspraak) -> dict[str, Any]:
    """A link as it reads from this agreement; both of its ends have been found visible."""
    van_hier = verband.van_id == afspraak.pk
    ander = verband.naar if van_hier else verband.van
    punt = verband.naar_punt
    overleg = ander.overleg if ander else punt.dossier.overleg if punt else None
    ronde = overleg.ronde if overleg else verband.naar_ronde
    # All kinds read from the later to the earlier, but for these.
    vooruit = verband.naar_id is None or verband.soort == Verband.Soort.SAMENGEVOEGD
    return {
        "soort": verband.soort,
        "richting": "later" if van_hier == vooruit else "eerder",
        "omschrijving": verband.get_soort_display() if van_hier else Verband.OMGEKEERD[Verband.Soort(verband.soort)],
        "afspraak": ander,
        "ronde": str(ronde or ""),
        "doel": str(punt or verband.naar_instrument or verband.besluit),
        "toelichting": verband.toelichting if afspraak.zicht_live else "",
    }
