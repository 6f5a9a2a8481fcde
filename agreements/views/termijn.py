"""The deadline of an agreement: confirming or changing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.actoren import ingelogd
from agreements.forms.fouten import voeg_fouten_toe
from agreements.forms.termijn import GEEN, TEKST, Termijnformulier
from agreements.inzage import noteer_afspraken
from agreements.models import Afspraak, Termijnwijziging
from agreements.rechten import mag_termijn_wijzigen
from agreements.services.termijnbesluiten import (
    TermijnIntussenGewijzigd,
    besluit_geen_termijn,
    bevestig_termijn,
    wijzig_termijn,
)
from agreements.services.termijnen import eerste_termijn, termijnversie
from bolapp.templatetags.ui import periode


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm what the text says, or record another deadline or none. A change in between is shown first."""
    afspraak: Afspraak = get_object_or_404(Afspraak.objects.visible_to(request.user).for_detail(), code=code)
    noteer_afspraken(request, "afspraak", [afspraak])
    if not mag_termijn_wijzigen(ingelogd(request), afspraak):
        raise PermissionDenied("U mag de termijn van deze afspraak niet wijzigen.")
    intussen: list[Termijnwijziging] = []
    if request.method == "POST":
        formulier = Termijnformulier(request.POST, afspraak=afspraak)
        if formulier.is_valid():
            try:
                wijziging = _voer_uit(request, afspraak, formulier)
            except TermijnIntussenGewijzigd as conflict:
                intussen = conflict.wijzigingen
                getypt = request.POST.copy()
                getypt["versie"] = str(termijnversie(afspraak))
                formulier = Termijnformulier(initial=_als_begin(getypt), afspraak=afspraak)
            except ValidationError as fout:
                voeg_fouten_toe(formulier, fout)
            else:
                messages.success(request, f"{_in_woorden(afspraak, wijziging)} Dit staat in de geschiedenis.")
                return HttpResponseRedirect(afspraak.get_absolute_url())
    else:
        formulier = Termijnformulier(initial={"versie": termijnversie(afspraak)}, afspraak=afspraak)
    return render(
        request,
        "agreements/afspraak_termijn.html",
        {"afspraak": afspraak, "formulier": formulier, "intussen": intussen, "eerst": eerste_termijn(afspraak)},
        status=409 if intussen else 422 if formulier.errors else 200,
    )


def _als_begin(getypt: Any) -> dict[str, Any]:
    """What was typed, as the beginning of a form that is not judged again yet."""
    return {**getypt.dict(), "termijnen": getypt.getlist("termijnen")}


def _voer_uit(request: HttpRequest, afspraak: Afspraak, formulier: Termijnformulier) -> Termijnwijziging:
    schoon = formulier.cleaned_data
    vast: dict[str, Any] = {
        "afspraak": afspraak,
        "by": ingelogd(request),
        "versie": schoon["versie"],
        "reden": schoon["reden"],
        "akkoord": schoon["akkoord"],
    }
    if schoon["keuze"] == TEKST:
        return bevestig_termijn(termijnen=formulier.gekozen_termijnen(), **vast)
    if schoon["keuze"] == GEEN:
        return besluit_geen_termijn(**vast)
    return wijzig_termijn(frase=schoon["frase"], van=schoon["van"], tot=schoon["tot"], **vast)


def _in_woorden(afspraak: Afspraak, wijziging: Termijnwijziging) -> str:
    if wijziging.tot_nieuw:
        return f"De termijn van {afspraak.code} is nu {periode(wijziging.van_nieuw, wijziging.tot_nieuw)}."
    if wijziging.frase_nieuw:
        return f"De termijn van {afspraak.code} is nu “{wijziging.frase_nieuw}”, zonder laatste dag."
    return f"{afspraak.code} heeft geen termijn."
