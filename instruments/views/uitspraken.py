"""Recording and correcting what a source says: a form, then how it will stand for ever, and only then a row."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.http import require_http_methods

from accounts.actoren import ingelogd
from instruments.models import Instrument, Uitspraak
from instruments.models.versie import Plek
from instruments.rechten import eis_vastleggen
from instruments.services.uitspraken import (
    IntussenVerbeterd,
    beoordeel_uitspraak,
    beoordeel_verbetering,
    leg_uitspraak_vast,
    nieuwste_van,
    verbeter_uitspraak,
)
from instruments.views.formulieren import NIEUW, Uitspraakformulier, begin_van
from instruments.views.plek import haal_plek
from instruments.vraag import versies_van, verwachte_plekken


@require_http_methods(["GET", "HEAD", "POST"])
def toevoegen(request: HttpRequest, instrument: str, plek: str) -> HttpResponse:
    """Record what a source says of this instrument for this place."""
    user = ingelogd(request)
    eis_vastleggen(user)
    gevonden = get_object_or_404(Instrument.objects.visible_to(user).prefetch_related("gebieden"), slug=instrument)
    plaats = haal_plek(plek)
    versies = versies_van(gevonden, plaats)
    if not versies and plaats.slug not in {een.slug for een in verwachte_plekken([gevonden])[gevonden.pk]}:
        raise Http404("Van deze plek is dit instrument niet bekend.")
    begin = {"versie": str(versies[-1].pk) if versies else NIEUW}
    formulier = Uitspraakformulier(request.POST or None, initial=begin, user=user, versies=versies)
    context = {"instrument": gevonden, "plek": plaats, "formulier": formulier}
    if request.method != "POST" or "wijzig" in request.POST or not formulier.is_valid():
        return _formulier(request, context)
    gegevens: dict[str, Any] = {
        "instrument": gevonden,
        "plek": plaats,
        "versie": formulier.gekozen_versie(),
        "bron": formulier.gekozen_bron(),
        "inhoud": formulier.inhoud(),
        "by": user,
    }
    try:
        if "bevestigd" not in request.POST:
            return _bevestigen(request, context, beoordeel_uitspraak(**gegevens))
        nieuw = leg_uitspraak_vast(**gegevens)
    except ValidationError as fout:
        formulier.add_error(None, fout)
        return _formulier(request, context)
    messages.success(request, "De uitspraak is vastgelegd.")
    return HttpResponseRedirect(f"{_adres(gevonden, plaats)}#uitspraak-{nieuw.pk}", status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def verbeteren(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a better statement in the place of this one. When a colleague was first, what was typed stays."""
    user = ingelogd(request)
    eis_vastleggen(user)
    uitspraak = get_object_or_404(Uitspraak.objects.visible_to(user).for_list(), pk=pk)
    if request.method != "POST" and uitspraak.is_verbeterd:
        return redirect("uitspraak-verbeteren", pk=nieuwste_van(uitspraak).pk)
    versie = uitspraak.versie
    instrument, plek = (versie.instrument, versie.plek) if versie else (uitspraak.instrument, None)
    versies = versies_van(versie.instrument, versie.plek) if versie else None
    formulier = Uitspraakformulier(
        request.POST or None, initial=begin_van(uitspraak), user=user, versies=versies, verbetert=uitspraak
    )
    context = {"instrument": instrument, "plek": plek, "formulier": formulier, "uitspraak": uitspraak}
    if request.method != "POST" or "wijzig" in request.POST or not formulier.is_valid():
        return _formulier(request, context)
    gegevens: dict[str, Any] = {
        "uitspraak": uitspraak,
        "versie": formulier.gekozen_versie(),
        "bron": formulier.gekozen_bron(),
        "inhoud": formulier.inhoud(),
        "reden": formulier.cleaned_data["reden"],
        "by": user,
    }
    try:
        if "bevestigd" not in request.POST:
            return _bevestigen(request, context, beoordeel_verbetering(**gegevens))
        nieuw = verbeter_uitspraak(**gegevens)
    except IntussenVerbeterd as fout:
        formulier.add_error(None, fout)
        # The next time it is about what holds now.
        return _formulier(request, context | {"uitspraak": nieuwste_van(uitspraak)}, status=409)
    except ValidationError as fout:
        formulier.add_error(None, fout)
        return _formulier(request, context)
    messages.success(request, "De uitspraak is verbeterd. De oude blijft doorgestreept staan.")
    return HttpResponseRedirect(f"{_adres(instrument, plek)}#uitspraak-{nieuw.pk}", status=303)


def _adres(instrument: Instrument | None, plek: Plek | None) -> str:
    """Where the statement is shown: at its place, else at its instrument, else at all of them."""
    if instrument is None:
        return resolve_url("instrument-overzicht")
    return resolve_url("instrument-plek", instrument.slug, plek.slug) if plek else instrument.get_absolute_url()


def _bevestigen(request: HttpRequest, context: dict[str, Any], voorbeeld: Uitspraak) -> HttpResponse:
    return render(request, "instruments/uitspraak_bevestigen.html", _met_adres(context) | {"voorbeeld": [voorbeeld]})


def _formulier(request: HttpRequest, context: dict[str, Any], status: int | None = None) -> HttpResponse:
    fouten = "wijzig" not in request.POST and context["formulier"].errors
    return render(
        request, "instruments/uitspraak_formulier.html", _met_adres(context), status=status or (422 if fouten else 200)
    )


def _met_adres(context: dict[str, Any]) -> dict[str, Any]:
    titel = "Uitspraak verbeteren" if "uitspraak" in context else "Uitspraak toevoegen"
    return context | {"titel": titel, "terug": _adres(context["instrument"], context["plek"])}
