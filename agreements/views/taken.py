"""One's own background jobs: how far they are, and their files."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.actoren import ingelogd
from agreements.inzage import noteer
from agreements.models import Ronde, Taak
from agreements.models.taak import INVOER
from agreements.services.taken import opnieuw, verwijder

#: How many jobs the page shows; older ones have expired.
MEESTE = 50


def _noteer(request: HttpRequest, taken: Sequence[Taak], wat: str = "taak") -> None:
    """The title of a job names a list, and its file holds one. One query, when there is any."""
    noteer(request, wat)
    if not taken:
        return
    aan_tafel = Taak.overleggen.through.objects.filter(taak__in=[taak.pk for taak in taken]).values("overleg")
    paren = {(een.get("soort"), een.get("jaar")) for een in (taak.parameters for taak in taken if taak.soort == INVOER)}
    welke = reduce(or_, (Q(soort=soort, jaar=jaar) for soort, jaar in paren), Q(overleggen__in=aan_tafel))
    sleutel = taken[0].titel if len(taken) == 1 else "lijst"
    noteer(request, wat, sleutel, rondes=Ronde.objects.filter(welke).distinct().order_by("pk"))


@require_GET
def lijst(request: HttpRequest) -> HttpResponse:
    """The latest jobs of this user."""
    taken = list(Taak.objects.visible_to(request.user).order_by("-created_at", "pk")[:MEESTE])
    _noteer(request, taken)
    return render(request, "agreements/taak_lijst.html", {"taken": taken})


@require_GET
def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How far a job is. The same address gives HTMX the part that changes, until the job has ended.

    Who waits here for a document to be read (HTMX, or `?door=` of whoever has just offered it) goes on by itself to
    what was read of it; who comes back later gets the link.
    """
    taak = get_object_or_404(Taak.objects.visible_to(request.user), pk=pk)
    _noteer(request, [taak])
    htmx = bool(request.htmx)  # type: ignore[attr-defined]
    if taak.is_klaar and taak.invoer_id and (htmx or "door" in request.GET):
        verder = reverse("invoer-detail", args=[taak.invoer_id])
        return HttpResponse(headers={"HX-Redirect": verder}) if htmx else HttpResponseRedirect(verder)
    sjabloon = "agreements/_taak.html" if htmx else "agreements/taak_detail.html"
    return render(request, sjabloon, {"taak": taak})


@require_GET
def bestand(request: HttpRequest, pk: uuid.UUID) -> HttpResponse | FileResponse:
    """The finished file, for its owner, as a download. 410 once it has expired."""
    taak = get_object_or_404(Taak.objects.visible_to(request.user), pk=pk, stand=Taak.Stand.KLAAR)
    _noteer(request, [taak], "bestand")
    if taak.is_verlopen:
        return render(request, "agreements/taak_detail.html", {"taak": taak}, status=410)
    try:
        inhoud = taak.bestand.open("rb")
    except FileNotFoundError:
        raise Http404("Het bestand is niet meer aanwezig. Maak het opnieuw.") from None
    return FileResponse(inhoud, as_attachment=True, filename=taak.bestandsnaam, content_type=taak.mediatype)


@require_POST
def opnieuw_starten(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Try a failed job once more."""
    taak = get_object_or_404(Taak.objects.visible_to(request.user), pk=pk)
    try:
        taak = opnieuw(taak=taak, by=ingelogd(request))
    except ValidationError as fout:
        messages.info(request, " ".join(fout.messages))
    return HttpResponseRedirect(taak.get_absolute_url())


@require_POST
def verwijderen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Delete a job that has ended, with its file."""
    taak = get_object_or_404(Taak.objects.visible_to(request.user), pk=pk)
    try:
        verwijder(taak=taak, by=ingelogd(request))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return HttpResponseRedirect(taak.get_absolute_url())
    messages.success(request, f"De taak “{taak.titel}” is verwijderd.")
    return HttpResponseRedirect(reverse("taak-lijst"))
