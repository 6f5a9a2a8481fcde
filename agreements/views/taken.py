"""One's own background jobs: how far they are, and their files."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.actoren import ingelogd
from agreements.models import Taak
from agreements.services.taken import opnieuw, verwijder

#: How many jobs the page shows; older ones have expired.
MEESTE = 50


@require_GET
def lijst(request: HttpRequest) -> HttpResponse:
    """The latest jobs of this user."""
    taken = Taak.objects.visible_to(request.user).order_by("-created_at", "pk")[:MEESTE]
    return render(request, "agreements/taak_lijst.html", {"taken": taken})


@require_GET
def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How far a job is. The same address gives HTMX the part that changes, until the job has ended.

    Who waits here for a document to be read (HTMX, or `?door=` of whoever has just offered it) goes on by itself to
    what was read of it; who comes back later gets the link.
    """
    taak = get_object_or_404(Taak.objects.visible_to(request.user), pk=pk)
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
