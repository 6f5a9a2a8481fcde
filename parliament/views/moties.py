"""Moties and toezeggingen: the list, one of them, and what a Rijksredacteur does with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actoren import ingelogd, mag
from agreements.forms.fouten import voeg_fouten_toe
from agreements.inzage import noteer, noteer_afspraken, noteer_rondes
from agreements.kamerstuk import lees_kamerstuk
from agreements.rechten import eis
from bolapp.openbaar import openbaar
from parliament.forms.moties import Koppelformulier, Motiefilter, Motieformulier, Standformulier
from parliament.models import Motie, Motiewijziging, Uitvoering
from parliament.rechten import mag_naar_de_kamer, mag_stand_vastleggen
from parliament.services.moties import (
    IntussenVastgelegd,
    bewaar_motie,
    koppel_afspraak,
    leg_stand_vast,
    ontkoppel_afspraak,
    versie_van,
)

PER_PAGINA = 25


@openbaar
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """All moties and toezeggingen, those last told of first, each with its sentence and its agreements."""
    zichtbaar = Motie.objects.visible_to(request.user)
    rondes = Motiewijziging.objects.visible_to(request.user).brieven()
    formulier = Motiefilter(request.GET, jaren=sorted({jaar for _, _, jaar in rondes}, reverse=True))
    moties: Any = zichtbaar
    gefilterd = False
    if formulier.is_valid():
        gefilterd = any(formulier.cleaned_data.values())
        moties = zichtbaar.gezocht(request.user, **formulier.cleaned_data)
    uitvoeringen = Uitvoering.objects.visible_to(request.user).select_related("afspraak__overleg__ronde").order_by("pk")
    moties = moties.prefetch_related(Prefetch("uitvoeringen", uitvoeringen, to_attr="zichtbare_uitvoeringen"))
    pagina = Paginator(moties.laatst_verteld_eerst(), PER_PAGINA).get_page(request.GET.get("pagina"))
    # The choice of years tells of every ronde in whose letter something is to stand.
    noteer_rondes(request, "moties", "", [(pk, fase) for pk, fase, _ in rondes])
    noteer_afspraken(request, "moties", [een.afspraak for motie in pagina for een in motie.zichtbare_uitvoeringen])
    return render(
        request,
        "parliament/motie_lijst.html",
        {
            "formulier": formulier,
            "page_obj": pagina,
            "gefilterd": gefilterd,
            "mag_bijhouden": mag(request, mag_naar_de_kamer),
        },
        status=200 if formulier.is_valid() else 422,
    )


@openbaar
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked, where it stands with the sentences for the letters, and the agreements that carry it out."""
    motie = _motie(request, pk)
    wijzigingen = list(
        Motiewijziging.objects.visible_to(request.user).filter(motie=motie).select_related("ronde").order_by("-nummer")
    )
    uitvoeringen = list(
        Uitvoering.objects.visible_to(request.user)
        .filter(motie=motie)
        .select_related("afspraak__overleg__ronde", "afspraak__tekstblok")
        .order_by("pk")
    )
    noteer(request, "motie", str(motie.pk), rondes=[een.ronde for een in wijzigingen if een.ronde])
    noteer_afspraken(request, "motie", [een.afspraak for een in uitvoeringen])
    mag_vastleggen = mag(request, mag_stand_vastleggen, motie)
    stuk = lees_kamerstuk(motie.kamerstuk)
    return render(
        request,
        "parliament/motie_detail.html",
        {
            "motie": motie,
            "kst": stuk.kst if stuk else "",
            "wijzigingen": wijzigingen,
            "laatste": wijzigingen[0] if wijzigingen else None,
            "uitvoeringen": uitvoeringen,
            "mag_vastleggen": mag_vastleggen,
            "mag_bijhouden": mag(request, mag_naar_de_kamer),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Add a motie or toezegging."""
    return _bewaar(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def bewerken(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how one is described."""
    return _bewaar(request, _motie(request, pk))


def _bewaar(request: HttpRequest, motie: Motie | None) -> HttpResponse:
    user = ingelogd(request)
    eis(mag_naar_de_kamer(user))
    velden = ("soort", "naam", "gevraagd", "kamerstuk", "datum", "bron")
    begin = {veld: getattr(motie, veld) for veld in velden} if motie else {"soort": Motie.Soort.MOTIE}
    formulier = Motieformulier(request.POST) if request.method == "POST" else Motieformulier(initial=begin)
    if request.method == "POST" and formulier.is_valid():
        try:
            bewaard = bewaar_motie(motie=motie, by=user, **formulier.cleaned_data)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(request, f"{bewaard} is opgeslagen.")
            return HttpResponseRedirect(bewaard.get_absolute_url(), status=303)
    return _formulier(request, "parliament/motie_bewerken.html", {"motie": motie, "formulier": formulier})


@require_http_methods(["GET", "HEAD", "POST"])
def stand(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where it stands and what the letter says. When somebody was first, what was typed stays."""
    motie = _motie(request, pk)
    user = ingelogd(request)
    if not mag_stand_vastleggen(user, motie):
        raise PermissionDenied("U mag de stand van deze motie of toezegging niet vastleggen.")
    laatste = (
        Motiewijziging.objects.visible_to(user).filter(motie=motie).select_related("ronde").order_by("-nummer").first()
    )
    noteer(request, "motie", str(motie.pk), rondes=[laatste.ronde] if laatste and laatste.ronde else [])
    if request.method == "POST":
        gegevens = request.POST.copy()
        formulier = Standformulier(gegevens)
        if formulier.is_valid():
            try:
                leg_stand_vast(motie=motie, by=user, **formulier.cleaned_data)
            except IntussenVastgelegd as fout:
                gegevens["versie"] = str(versie_van(motie))
                voeg_fouten_toe(formulier, fout)
            except ValidationError as fout:
                voeg_fouten_toe(formulier, fout)
            else:
                messages.success(request, "De stand is vastgelegd.")
                return HttpResponseRedirect(motie.get_absolute_url(), status=303)
    else:
        formulier = Standformulier(
            initial={
                "versie": versie_van(motie),
                "status": motie.zicht_status,
                "zin": laatste.zin if laatste else "",
                "ronde": laatste.ronde if laatste else None,
            }
        )
    context = {"motie": motie, "formulier": formulier, "laatste": laatste}
    return _formulier(request, "parliament/motie_stand.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def koppelen(request: HttpRequest, pk: int) -> HttpResponse:
    """Link an agreement, or change how it carries the motie out."""
    motie = _motie(request, pk)
    user = ingelogd(request)
    eis(mag_naar_de_kamer(user))
    formulier = Koppelformulier(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and formulier.is_valid():
        afspraak = formulier.cleaned_data["code"]
        try:
            koppel_afspraak(motie=motie, afspraak=afspraak, hoe=formulier.cleaned_data["hoe"], by=user)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(request, f"{afspraak.code} is gekoppeld.")
            return HttpResponseRedirect(motie.get_absolute_url(), status=303)
    return _formulier(request, "parliament/motie_koppelen.html", {"motie": motie, "formulier": formulier})


@require_http_methods(["GET", "HEAD", "POST"])
def losmaken(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Take away a link that was laid by mistake, after a question."""
    motie = _motie(request, pk)
    user = ingelogd(request)
    eis(mag_naar_de_kamer(user))
    zichtbaar = Uitvoering.objects.visible_to(user).select_related("afspraak__overleg__ronde", "motie")
    uitvoering = get_object_or_404(zichtbaar, motie=motie, afspraak__code=code)
    noteer_afspraken(request, "motie", [uitvoering.afspraak])
    if request.method == "POST":
        ontkoppel_afspraak(uitvoering=uitvoering, by=user)
        messages.success(request, f"{code} is losgemaakt.")
        return HttpResponseRedirect(motie.get_absolute_url(), status=303)
    return render(request, "parliament/motie_losmaken.html", {"motie": motie, "uitvoering": uitvoering})


def _motie(request: HttpRequest, pk: int) -> Motie:
    motie: Motie = get_object_or_404(Motie.objects.visible_to(request.user), pk=pk)
    return motie


def _formulier(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if context["formulier"].errors else 200)
