"""Splitting an agreement into deelafspraken, and taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.actoren import ingelogd
from agreements.forms.splitsen import Splitsformulier, voorstel
from agreements.models import Afspraak
from agreements.rechten import eis, mag_afspraak_bewerken
from agreements.services.deelafspraken import hef_splitsing_op, splits_afspraak


def _heel(request: HttpRequest, code: str) -> Afspraak:
    """The agreement of a whole text block; 404 for what this user may not see and for a part."""
    afspraak = get_object_or_404(
        Afspraak.objects.visible_to(request.user).for_list().exclude(tekstblok=None), code=code, deel=""
    )
    eis(mag_afspraak_bewerken(ingelogd(request)))
    return afspraak


@require_http_methods(["GET", "HEAD", "POST"])
def splitsen(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the parts; a proposal of sentences and subpunten is filled in."""
    afspraak = _heel(request, code)
    eerste = "" if afspraak.is_gesplitst or afspraak.tekstblok is None else voorstel(afspraak.tekstblok)
    formulier = Splitsformulier(request.POST or None, initial={"delen": eerste})
    if request.method == "POST" and formulier.is_valid():
        try:
            delen = splits_afspraak(afspraak=afspraak, delen=formulier.delen_lijst(), by=ingelogd(request))
        except ValidationError as fout:
            formulier.add_error("delen", fout)
        else:
            messages.success(request, f"Gesplitst: {', '.join(deel.code for deel in delen)}.")
            return HttpResponseRedirect(afspraak.get_absolute_url())
    return render(
        request,
        "agreements/afspraak_splitsen.html",
        {"afspraak": afspraak, "formulier": formulier},
        status=422 if formulier.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def splitsing_opheffen(request: HttpRequest, code: str) -> HttpResponse:
    """Ask whether the whole is to be followed again, and do it."""
    afspraak = _heel(request, code)
    if request.method == "POST":
        try:
            hef_splitsing_op(afspraak=afspraak, by=ingelogd(request))
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
        else:
            messages.success(request, f"{afspraak.code} wordt weer als geheel gevolgd.")
        return HttpResponseRedirect(afspraak.get_absolute_url())
    return render(request, "agreements/afspraak_splitsing_opheffen.html", {"afspraak": afspraak})
