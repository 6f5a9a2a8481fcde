"""Loading a dossier in the browser: offer a document, look at what was read, and load it or throw it away."""

from __future__ import annotations

import re
import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actoren import ingelogd
from agreements.dossier import Dossier, Invulling
from agreements.forms.dossierinvoer import Dossierformulier
from agreements.forms.fouten import voeg_fouten_toe
from agreements.inzage import noteer_invoer
from agreements.models import Dossierinvoer, Overleg
from agreements.rechten import eis, mag_dossiers_laden
from agreements.services.dossierinvoer import (
    gelezen_dossier,
    gooi_dossierinvoer_weg,
    laad_dossierinvoer,
    neem_dossier_in,
)
from agreements.services.dossierlezen import dossier_van
from agreements.services.dossiers import DossierWijktAf, verschillen_tussen
from agreements.views.agenda.gedeeld import meld_fout
from regions.models import Landsdeel

#: How many doubtful places are shown at once; the rest is counted.
TOON = 50
_GENOEMD = {"bol": r"\bleefomgeving\b|\bBOL\b", "mirt": r"\bMIRT\b"}


@require_http_methods(["GET", "HEAD", "POST"])
def aanbieden(request: HttpRequest) -> HttpResponse:
    """Offer a document; `?soort=&jaar=&landsdeel=` fills in of which overleg."""
    eis(mag_dossiers_laden(ingelogd(request)))
    landsdeel = Landsdeel.objects.filter(slug=request.GET.get("landsdeel", "")).first()
    begin = {naam: request.GET[naam] for naam in ("soort", "jaar") if naam in request.GET}
    formulier = Dossierformulier(request.POST or None, request.FILES or None, initial={**begin, "landsdeel": landsdeel})
    if request.method == "POST" and formulier.is_valid():
        data = formulier.cleaned_data
        try:
            invoer = neem_dossier_in(
                inhoud=data["bestand"].read(),
                naam=data["bestand"].name,
                soort=data["soort"],
                jaar=data["jaar"],
                landsdeel=data["landsdeel"],
                by=ingelogd(request),
            )
        except ValidationError as fout:
            voeg_fouten_toe(formulier, ValidationError({"bestand": fout.messages}))
        else:
            return HttpResponseRedirect(invoer.get_absolute_url(), status=303)
    eerder = list(
        Dossierinvoer.objects.visible_to(request.user)
        .defer("inhoud")
        .filter(geladen_op=None)
        .select_related("created_by")[:20]
    )
    noteer_invoer(request, "dossier laden", "lijst", eerder)
    return render(
        request,
        "agreements/agenda/dossier_laden.html",
        {"formulier": formulier, "eerder": eerder},
        status=422 if formulier.errors else 200,
    )


@require_GET
def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was read, and how it differs from the dossier that the overleg has."""
    invoer = get_object_or_404(Dossierinvoer.objects.visible_to(request.user), pk=pk)
    gelezen = gelezen_dossier(invoer)
    overleg = _overleg(request, invoer)
    heeft = dossier_van(overleg) if overleg else None
    return render(
        request,
        "agreements/agenda/dossierinvoer_detail.html",
        {
            "invoer": invoer,
            "gelezen": gelezen,
            "overleg": overleg,
            "landsdeel": Landsdeel.objects.filter(slug=invoer.landsdeel).first() or invoer.landsdeel,
            "tellingen": gelezen.tellingen(),
            "nog_open": _nog_open(gelezen),
            "past_niet": _past_niet(gelezen, invoer),
            "meldingen": gelezen.meldingen[:TOON],
            "meer_meldingen": max(0, len(gelezen.meldingen) - TOON),
            "heeft_dossier": heeft is not None,
            "verschillen": verschillen_tussen(heeft, gelezen) if heeft else [],
        },
    )


@require_POST
def laden(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Load it; a dossier that is there is replaced only when that was asked for."""
    invoer = get_object_or_404(Dossierinvoer.objects.visible_to(request.user), pk=pk)
    try:
        resultaat = laad_dossierinvoer(invoer=invoer, by=ingelogd(request), vervang="vervang" in request.POST)
    except DossierWijktAf as fout:
        messages.error(request, f"{fout.message} Kies voor vervangen als u dat wilt.")
    except ValidationError as fout:
        meld_fout(request, fout)
    else:
        if resultaat.is_ongewijzigd:
            messages.info(request, "Dit dossier was al geladen. Er is niets veranderd.")
        else:
            messages.success(request, f"Het dossier van {resultaat.overleg} is geladen.")
        return HttpResponseRedirect(resultaat.overleg.get_absolute_url(), status=303)
    return HttpResponseRedirect(invoer.get_absolute_url(), status=303)


@require_POST
def weggooien(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw away what was read."""
    invoer = get_object_or_404(Dossierinvoer.objects.visible_to(request.user), pk=pk)
    gooi_dossierinvoer_weg(invoer=invoer, by=ingelogd(request))
    messages.success(request, f"{invoer.bestandsnaam} is weggegooid.")
    return HttpResponseRedirect(reverse("dossier-laden"), status=303)


def _overleg(request: HttpRequest, invoer: Dossierinvoer) -> Overleg | None:
    return (
        Overleg.objects.intern_visible_to(request.user)
        .for_list()
        .filter(ronde__soort=invoer.soort, ronde__jaar=invoer.jaar, landsdeel__slug=invoer.landsdeel)
        .first()
    )


def _past_niet(dossier: Dossier, invoer: Dossierinvoer) -> bool:
    """Whether the title names the other kind of overleg; another year or landsdeel is refused when it is read."""
    genoemd = [soort for soort, woord in _GENOEMD.items() if re.search(woord, dossier.titel, re.IGNORECASE)]
    return bool(genoemd) and invoer.soort not in genoemd


def _nog_open(dossier: Dossier) -> int:
    return sum(blok.invulling is not Invulling.ECHT for punt in dossier.agendapunten for blok in punt.blokken)
