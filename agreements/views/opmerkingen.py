"""Comments at an agendapunt: one address per act, each a form on the page of the item."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from accounts.actoren import ingelogd
from agreements.models import Opmerking
from agreements.services import opmerkingen
from agreements.views.agendapunten import adres, detail_context, zichtbaar_punt


@require_POST
def plaatsen(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> HttpResponse:
    """Make a comment at an item."""
    punt = zichtbaar_punt(request, soort, jaar, landsdeel, pk)
    tekst, voor = request.POST.get("tekst", ""), request.POST.get("voor", "")
    try:
        opmerkingen.plaats_opmerking(punt=punt, tekst=tekst, voor=voor, by=ingelogd(request))
    except ValidationError as fout:
        context = {**detail_context(request, punt), "getypt": tekst, "voor": voor, "fout": " ".join(fout.messages)}
        return render(request, "agreements/agendapunt_detail.html", context, status=422)
    messages.success(request, "Uw opmerking is geplaatst.")
    return HttpResponseRedirect(f"{adres(punt)}#opmerkingen")


@require_POST
def antwoorden(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int, opmerking: int) -> HttpResponse:
    """Answer a comment."""

    def doe(rij: Opmerking) -> str:
        opmerkingen.beantwoord(opmerking=rij, tekst=request.POST.get("tekst", ""), by=ingelogd(request))
        return "Uw antwoord is geplaatst."

    return _met_opmerking(request, (soort, jaar, landsdeel, pk), opmerking, doe)


@require_POST
def afhandelen(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int, opmerking: int) -> HttpResponse:
    """Close a comment."""

    def doe(rij: Opmerking) -> str:
        opmerkingen.handel_af(opmerking=rij, by=ingelogd(request))
        return "De opmerking is afgehandeld."

    return _met_opmerking(request, (soort, jaar, landsdeel, pk), opmerking, doe)


@require_POST
def heropenen(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int, opmerking: int) -> HttpResponse:
    """Open a closed comment again."""

    def doe(rij: Opmerking) -> str:
        opmerkingen.heropen(opmerking=rij, by=ingelogd(request))
        return "De opmerking staat weer open."

    return _met_opmerking(request, (soort, jaar, landsdeel, pk), opmerking, doe)


def _met_opmerking(
    request: HttpRequest, plaats: tuple[str, int, str, int], pk: int, doe: Callable[[Opmerking], str]
) -> HttpResponse:
    punt = zichtbaar_punt(request, *plaats)
    rij = get_object_or_404(Opmerking.objects.visible_to(request.user), pk=pk, punt=punt, antwoord_op=None)
    try:
        messages.success(request, doe(rij))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    return HttpResponseRedirect(f"{adres(punt)}#opmerking-{rij.pk}")
