"""Exceptions to the embargo of one agreement: giving one, replacing it and withdrawing it. A Rijksredacteur's pages."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actoren import ingelogd
from agreements.forms.fouten import voeg_fouten_toe
from agreements.forms.publicatie import Uitzonderingformulier
from agreements.models import Afspraak, Embargouitzondering
from agreements.rechten import eis, mag_publiceren
from agreements.services.uitzonderingen import geef_uitzondering, trek_uitzondering_in


@require_http_methods(["GET", "HEAD", "POST"])
def uitzondering(request: HttpRequest, code: str) -> HttpResponse:
    """The exception that runs, those before it, and the form for another."""
    afspraak = _afspraak(request, code)
    formulier = Uitzonderingformulier(request.POST) if request.method == "POST" else Uitzonderingformulier()
    if request.method == "POST" and formulier.is_valid():
        try:
            geef_uitzondering(afspraak=afspraak, by=ingelogd(request), **formulier.cleaned_data)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(request, f"De uitzondering voor {afspraak.code} is vastgelegd.")
            return HttpResponseRedirect(request.path, status=303)
    uitzonderingen = list(
        Embargouitzondering.objects.visible_to(request.user).filter(afspraak=afspraak).order_by("-op", "-pk")
    )
    return render(
        request,
        "agreements/afspraak_embargo.html",
        {
            "afspraak": afspraak,
            "ronde": afspraak.overleg.ronde,
            "formulier": formulier,
            "nu": next((een for een in uitzonderingen if een.ingetrokken_op is None), None),
            "eerder": [een for een in uitzonderingen if een.ingetrokken_op],
        },
        status=422 if formulier.errors else 200,
    )


@require_POST
def intrekken(request: HttpRequest, code: str) -> HttpResponse:
    """Let the agreement become public with its list again."""
    afspraak = _afspraak(request, code)
    nu = Embargouitzondering.objects.visible_to(request.user).filter(afspraak=afspraak, ingetrokken_op=None).first()
    try:
        if nu is None:
            raise ValidationError("Deze uitzondering is al ingetrokken.")
        trek_uitzondering_in(uitzondering=nu, by=ingelogd(request))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, f"De uitzondering voor {afspraak.code} is ingetrokken.")
    return HttpResponseRedirect(request.path.removesuffix("intrekken/"), status=303)


def _afspraak(request: HttpRequest, code: str) -> Afspraak:
    """The whole agreement, for who may publish; 404 for what one may not see, 403 for a reader."""
    afspraken = Afspraak.objects.visible_to(request.user).select_related("overleg__ronde", "tekstblok")
    afspraak: Afspraak = get_object_or_404(afspraken, code=code, deel="")
    eis(mag_publiceren(ingelogd(request)))
    return afspraak
