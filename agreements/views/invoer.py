"""Loading a list in the browser: offer a document, look at what was read, load it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actoren import ingelogd
from agreements.forms.invoer import Invoerformulier
from agreements.lijst import Lijst
from agreements.lijst_json import uit_json
from agreements.models import Invoer, Ronde
from agreements.rechten import eis, mag_lijsten_laden
from agreements.services.invoer import gooi_weg, laad_invoer, verantwoording_van
from agreements.services.lijsten import LijstWijktAf, lijst_uit_database
from agreements.services.taken import vraag_invoer
from agreements.services.vergelijken import Verschil, vergelijk

#: Lines of the source shown before and after a doubtful place.
OMHEEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Twijfel:
    """A doubtful place, with the lines of the source around it and the text block in which it lies."""

    regel: int | None
    soort: str
    tekst: str
    bron: list[tuple[int, str]]
    code: str | None


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
    return render(
        request,
        "agreements/invoeren.html",
        {
            "formulier": formulier,
            "eerder": Invoer.objects.visible_to(request.user).defer("bron", "lijst").select_related("created_by")[:20],
        },
        status=422 if formulier.errors else 200,
    )


@require_GET
def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The structure that was read, beside the places of the source that are doubtful."""
    invoer = get_object_or_404(Invoer.objects.visible_to(request.user), pk=pk)
    return render(request, "agreements/invoer_detail.html", _context(request, invoer))


@require_POST
def laden(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Load the list. When the ronde has another one, the differences are shown and must be agreed to."""
    invoer = get_object_or_404(Invoer.objects.visible_to(request.user), pk=pk)
    try:
        resultaat = laad_invoer(invoer=invoer, by=ingelogd(request), vervang="vervang" in request.POST)
    except LijstWijktAf:
        messages.warning(request, "Deze ronde heeft al een andere lijst. Bekijk de verschillen en bevestig.")
        return render(request, "agreements/invoer_detail.html", _context(request, invoer), status=409)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return render(request, "agreements/invoer_detail.html", _context(request, invoer), status=422)
    if resultaat.is_ongewijzigd:
        messages.info(request, "Deze lijst was al geladen. Er is niets veranderd.")
    elif resultaat.verschillen:
        messages.success(
            request,
            f"De lijst is vervangen: {resultaat.nieuw} nieuw, {resultaat.gewijzigd} gewijzigd, "
            f"{resultaat.verdwenen} niet meer in de lijst.",
        )
    else:
        messages.success(request, f"De lijst is geladen: {resultaat.nieuw} tekstblokken.")
    return HttpResponseRedirect(resultaat.ronde.get_absolute_url())


@require_POST
def weggooien(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw away a document that was not loaded."""
    invoer = get_object_or_404(Invoer.objects.visible_to(request.user), pk=pk)
    try:
        gooi_weg(invoer=invoer, by=ingelogd(request))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return HttpResponseRedirect(reverse("invoer-detail", args=[invoer.pk]))
    messages.success(request, f"“{invoer.bestandsnaam}” is weggegooid.")
    return HttpResponseRedirect(reverse("afsprakenlijst-invoeren"))


def _context(request: HttpRequest, invoer: Invoer) -> dict[str, Any]:
    lijst = uit_json(invoer.lijst)
    ronde = Ronde.objects.visible_to(request.user).filter(soort=invoer.soort, jaar=invoer.jaar).first()
    twijfels = list(_twijfels(invoer, lijst))
    return {
        "invoer": invoer,
        "lijst": lijst,
        "tellingen": lijst.tellingen(),
        "twijfels": twijfels,
        "twijfelachtig": {twijfel.code for twijfel in twijfels if twijfel.code},
        "verantwoording": verantwoording_van(invoer),
        "ronde": ronde,
        "verschillen": _verschillen(request, ronde, lijst),
    }


def _verschillen(request: HttpRequest, ronde: Ronde | None, lijst: Lijst) -> list[Verschil] | None:
    """How this list differs from the one that the ronde has; None when it has none yet."""
    geladen = lijst_uit_database(ronde, user=request.user) if ronde else None
    return vergelijk(geladen, lijst) if geladen and geladen.landsdelen else None


def _twijfels(invoer: Invoer, lijst: Lijst) -> Iterator[Twijfel]:
    regels = re.split(r"\r\n|\r|\n", invoer.bron)
    begin = sorted((regel, code) for code, regel in invoer.lijst.get("regels", {}).items())
    for melding in lijst.meldingen:
        bron: list[tuple[int, str]] = []
        code = None
        if melding.regel is not None:
            eerste = max(1, melding.regel - OMHEEN)
            bron = [
                (nummer, tekst.strip())
                for nummer, tekst in enumerate(regels[eerste - 1 : melding.regel + OMHEEN], start=eerste)
                if tekst.strip()
            ]
            code = next((code for regel, code in reversed(begin) if regel <= melding.regel), None)
        yield Twijfel(regel=melding.regel, soort=melding.soort, tekst=melding.tekst, bron=bron, code=code)
