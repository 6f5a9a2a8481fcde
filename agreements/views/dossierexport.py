"""Asking for the dossier of an overleg as a document."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.actoren import ingelogd
from agreements.forms.dossierexport import Dossierexportformulier
from agreements.models import Dossier
from agreements.services.dossiertaken import vraag_dossier
from agreements.services.dossieruitvoer import is_concept
from agreements.views.gedeeld import plaats_van


@require_http_methods(["GET", "HEAD", "POST"])
def exporteer(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """The choice of a format; posting it has the document made in the background, to be found on the page of the job.

    For whoever may see the dossier; to anybody else it is not there.
    """
    dossier = get_object_or_404(
        Dossier.objects.visible_to(request.user).select_related("overleg__ronde", "overleg__landsdeel"),
        overleg__ronde__soort=soort,
        overleg__ronde__jaar=jaar,
        **plaats_van(landsdeel, "overleg__"),
    )
    overleg = dossier.overleg
    formulier = Dossierexportformulier(request.POST if request.method == "POST" else None)
    if formulier.is_valid():
        try:
            taak = vraag_dossier(overleg=overleg, formaat=formulier.cleaned_data["formaat"], by=ingelogd(request))
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
            return HttpResponseRedirect(request.path)
        return HttpResponseRedirect(taak.get_absolute_url(), status=303)
    return render(
        request,
        "agreements/dossier_export.html",
        {
            "overleg": overleg,
            "ronde": overleg.ronde,
            "dossier": dossier,
            "versie": dossier.versies.defer("inhoud").order_by("-nummer").first(),
            "is_concept": is_concept(overleg),
            "formulier": formulier,
        },
        status=422 if formulier.is_bound else 200,
    )
