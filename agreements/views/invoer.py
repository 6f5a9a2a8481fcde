"""Offering a document to be read; see `herstel` for what comes after."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.actoren import ingelogd
from agreements.forms.invoer import Invoerformulier
from agreements.inzage import noteer_invoer
from agreements.models import Invoer
from agreements.rechten import eis, mag_lijsten_laden
from agreements.services.taken import vraag_invoer


@require_http_methods(["GET", "HEAD", "POST"])
def invoeren(request: HttpRequest) -> HttpResponse:
    """Offer a document; it is read in the background and the page of that job goes on to what was read."""
    eis(mag_lijsten_laden(ingelogd(request)))
    formulier = Invoerformulier(request.POST or None, request.FILES or None)
    if request.method == "POST" and formulier.is_valid():
        bestand = formulier.cleaned_data["bestand"]
        try:
            taak = vraag_invoer(
                bestand=bestand,
                naam=bestand.name,
                soort=formulier.cleaned_data["soort"],
                jaar=formulier.cleaned_data["jaar"],
                by=ingelogd(request),
            )
        except ValidationError as fout:
            formulier.add_error("bestand", fout)
        else:
            return HttpResponseRedirect(f"{taak.get_absolute_url()}?door=1", status=303)
    eerder = list(
        Invoer.objects.visible_to(request.user)
        .defer("bron", "lijst", "reparaties", "geladen_lijst")
        .select_related("created_by")[:20]
    )
    noteer_invoer(request, "invoeren", "lijst", eerder)
    return render(
        request,
        "agreements/invoeren.html",
        {"formulier": formulier, "eerder": eerder},
        status=422 if formulier.errors else 200,
    )
