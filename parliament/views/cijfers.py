"""Figures for the letter: the list, one with its versions and whether it still holds, recording and publishing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actoren import ingelogd, mag
from accounts.models import User
from agreements.filters.velden import lees_dag
from agreements.forms.fouten import voeg_fouten_toe
from agreements.inzage import noteer_verzameling
from agreements.peildatum import PARAMETER
from agreements.rechten import eis
from bolapp.openbaar import openbaar
from parliament.cijfervraag import Cijfervraag, Stand
from parliament.forms.cijfers import AANTAL, DEEL, Cijferformulier, Cijferversieformulier, Publicatieformulier, gisteren
from parliament.inzage import noteer_cijfers
from parliament.models import Cijferversie
from parliament.rechten import mag_naar_de_kamer
from parliament.services.cijfercontrole import controleer
from parliament.services.cijfers import bereken, geef_nieuwe_versie, maak_cijfer, publiceer_cijfer

PER_PAGINA = 50


@openbaar
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Every figure with its last answer; for who is not of the Rijk the last that was published."""
    vraag = request.GET.get("q", "").strip()[:120]
    versies = _versies(request).filter(pk__in=Cijferversie.objects.visible_to(request.user).laatste()).gezocht(vraag)
    pagina = Paginator(versies.order_by("-op", "-pk"), PER_PAGINA).get_page(request.GET.get("pagina"))
    noteer_cijfers(request, "cijfers", list(pagina))
    context = {"page_obj": pagina, "vraag": vraag, "mag_bijhouden": mag(request, mag_naar_de_kamer)}
    return render(request, "parliament/cijfer_lijst.html", context)


@openbaar
@require_safe
def detail(request: HttpRequest, pk: int, versie: int | None = None) -> HttpResponse:
    """A figure, as it is now or as a version had it: its sentence, what it counted, and whether it still holds."""
    versies = list(_versies(request).filter(cijfer__pk=pk).order_by("-nummer"))
    getoond = next((een for een in versies if versie in (None, een.nummer)), None)
    if getoond is None:
        raise Http404("Dit cijfer bestaat niet.")
    noteer_cijfers(request, "cijfers", versies)
    mag_bijhouden = mag(request, mag_naar_de_kamer)
    return render(
        request,
        "parliament/cijfer_detail.html",
        {
            "getoond": getoond,
            "laatste": versies[0],
            "versies": versies,
            "controle": controleer(getoond, met_bewerkingen=mag_bijhouden),
            "adres": request.build_absolute_uri(getoond.get_absolute_url()),
            "mag_bijhouden": mag_bijhouden,
            "mag_publiceren": mag_bijhouden
            and getoond.zicht == Cijferversie.Zicht.OPENBAAR
            and not getoond.is_gepubliceerd,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Record a figure. The parameters of the list in the address are the question to begin with."""
    user = ingelogd(request)
    eis(mag_naar_de_kamer(user))
    filters = request.META.get("QUERY_STRING", "")
    begin = _begin_met(request.GET, filters)
    formulier = _formulier_van(request, Cijferformulier, begin)
    context: dict[str, Any] = {"formulier": formulier}
    if request.method == "POST":
        if _berekent(request):
            context |= _berekend(request, formulier, user)
        elif formulier.is_valid():
            try:
                versie = maak_cijfer(by=user, **formulier.gegevens)
            except ValidationError as fout:
                voeg_fouten_toe(formulier, fout)
            else:
                messages.success(request, f"Het cijfer “{versie.titel}” is vastgelegd: {versie.getal}.")
                return HttpResponseRedirect(versie.cijfer.get_absolute_url(), status=303)
    elif filters:
        context |= _vooraf(request, begin, user)
    return _formulier(request, context)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuwe_versie(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a figure anew: with another question, peildatum or sentence."""
    user = ingelogd(request)
    eis(mag_naar_de_kamer(user))
    laatste = _laatste_of_404(request, pk)
    begin = {
        "vraag": laatste.vraag,
        "telt": DEEL if laatste.is_deel else AANTAL,
        **{naam: getattr(laatste, naam) for naam in ("titel", "zin", "binnen", "peildatum", "zicht")},
        "versie": laatste.nummer,
    }
    formulier = _formulier_van(request, Cijferversieformulier, begin)
    context: dict[str, Any] = {"formulier": formulier, "laatste": laatste}
    if request.method == "POST":
        if _berekent(request):
            context |= _berekend(request, formulier, user)
        elif formulier.is_valid():
            try:
                geef_nieuwe_versie(cijfer=laatste.cijfer, by=user, **formulier.gegevens)
            except ValidationError as fout:
                voeg_fouten_toe(formulier, fout)
            else:
                messages.success(request, "De nieuwe versie is vastgelegd. De vorige blijft op haar eigen adres staan.")
                return HttpResponseRedirect(laatste.cijfer.get_absolute_url(), status=303)
    return _formulier(request, context)


@require_http_methods(["GET", "HEAD", "POST"])
def publiceren(request: HttpRequest, pk: int, versie: int) -> HttpResponse:
    """Make a version public with the letter that names it."""
    user = ingelogd(request)
    eis(mag_naar_de_kamer(user))
    getoond = get_object_or_404(_versies(request), cijfer__pk=pk, nummer=versie)
    noteer_cijfers(request, "cijfers", [getoond])
    formulier = Publicatieformulier(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulier.is_valid():
        try:
            publiceer_cijfer(versie=getoond, by=user, **formulier.cleaned_data)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(request, "Het cijfer is openbaar, met de brief erbij.")
            return HttpResponseRedirect(getoond.get_absolute_url(), status=303)
    status = 422 if formulier.errors else 200
    context = {"formulier": formulier, "getoond": getoond}
    return render(request, "parliament/cijfer_publiceren.html", context, status=status)


def _versies(request: HttpRequest) -> Any:
    return Cijferversie.objects.visible_to(request.user).for_list()


def _laatste_of_404(request: HttpRequest, pk: int) -> Cijferversie:
    laatste: Cijferversie | None = _versies(request).filter(cijfer__pk=pk).order_by("-nummer").first()
    if laatste is None:
        raise Http404("Dit cijfer bestaat niet.")
    noteer_cijfers(request, "cijfers", [laatste])
    return laatste


# --- the form ------------------------------------------------------------------------------------------


def _berekent(request: HttpRequest) -> bool:
    return request.POST.get("actie") == "bereken"


def _formulier_van(request: HttpRequest, soort: type[Cijferformulier], begin: dict[str, Any]) -> Any:
    if request.method == "POST":
        return soort(request.POST, initial=begin, berekenen=_berekent(request))
    return soort(initial=begin)


def _berekend(request: HttpRequest, formulier: Any, user: User) -> dict[str, Any]:
    """The answer to what stands in the form, not kept."""
    if formulier.is_valid():
        try:
            vraag, stand = bereken(by=user, **formulier.vraaggegevens)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            return _antwoord(request, vraag, stand)
    return {}


def _begin_met(gegeven: QueryDict, filters: str) -> dict[str, Any]:
    """The question that one came with. Its day moves to the field Peildatum, so that it stands in one place."""
    dag = lees_dag(gegeven.get(PARAMETER, ""))
    if dag is None:
        return {"vraag": filters, "peildatum": gisteren()}
    kaal = gegeven.copy()
    del kaal[PARAMETER]
    return {"vraag": kaal.urlencode(), "peildatum": dag}


def _vooraf(request: HttpRequest, begin: dict[str, Any], user: User) -> dict[str, Any]:
    """The answer to the filters that one came with, or what is wrong with them."""
    try:
        vraag, stand = bereken(zicht=Cijferversie.Zicht.OPENBAAR, by=user, **begin)
    except ValidationError as fout:
        return {"bezwaar": " ".join(fout.messages)}
    return _antwoord(request, vraag, stand)


def _antwoord(request: HttpRequest, vraag: Cijfervraag, stand: Stand) -> dict[str, Any]:
    noteer_verzameling(request, "cijfers", vraag.afspraken())
    voorbeeld = Cijferversie(aantal=stand.aantal, totaal=stand.totaal, peildatum=vraag.peildatum, zicht=vraag.zicht)
    return {"voorbeeld": voorbeeld, "woorden": vraag.woorden}


def _formulier(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["formulier"].errors else 200
    return render(request, "parliament/cijfer_bewerken.html", context, status=status)
