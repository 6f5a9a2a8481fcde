"""Named quantities: the list, one with its versions, some beside each other, adding and correcting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actoren import ingelogd, mag
from agreements.forms.fouten import voeg_fouten_toe
from agreements.inzage import noteer
from agreements.rechten import eis
from parliament.forms.hoeveelheden import Correctieformulier, Hoeveelheidformulier
from parliament.models import Hoeveelheidversie
from parliament.models.hoeveelheid import HoeveelheidversieQuerySet
from parliament.rechten import mag_naar_de_kamer
from parliament.services.hoeveelheden import corrigeer_hoeveelheid, maak_hoeveelheid, waarom_geen_totaal

PER_PAGINA = 50
#: As many as fit beside each other.
MEESTE_NAAST_ELKAAR = 10


@require_GET
def lijst(request: HttpRequest) -> HttpResponse:
    """Every quantity with its last number. No total stands below it."""
    vraag = request.GET.get("q", "").strip()[:120]
    versies = _laatste(request).gezocht(vraag)
    pagina = Paginator(versies.order_by("hoeveelheid__naam"), PER_PAGINA).get_page(request.GET.get("pagina"))
    _noteer(request, list(pagina))
    context = {"page_obj": pagina, "vraag": vraag, "mag_bijhouden": mag(request, mag_naar_de_kamer)}
    return render(request, "parliament/hoeveelheid_lijst.html", context)


@require_GET
def vergelijken(request: HttpRequest) -> HttpResponse:
    """The chosen quantities apart, and why there is no total."""
    sleutels = [int(een) for een in request.GET.getlist("h") if een.isascii() and een.isdigit() and len(een) < 10]
    versies = list(
        _laatste(request).filter(hoeveelheid__in=sleutels[:MEESTE_NAAST_ELKAAR]).order_by("hoeveelheid__naam")
    )
    _noteer(request, versies)
    redenen = waarom_geen_totaal(versies) if len(versies) > 1 else []
    return render(request, "parliament/hoeveelheid_vergelijken.html", {"versies": versies, "redenen": redenen})


@require_GET
def detail(request: HttpRequest, pk: int, versie: int | None = None) -> HttpResponse:
    """A quantity, as it is now or as a version had it, with how to cite it and all its versions."""
    versies = list(_versies(request).filter(hoeveelheid__pk=pk).order_by("-nummer"))
    getoond = next((een for een in versies if versie in (None, een.nummer)), None)
    if getoond is None:
        raise Http404("Deze hoeveelheid bestaat niet.")
    _noteer(request, versies)
    return render(
        request,
        "parliament/hoeveelheid_detail.html",
        {
            "hoeveelheid": getoond.hoeveelheid,
            "getoond": getoond,
            "laatste": versies[0],
            "versies": versies,
            "adres": request.build_absolute_uri(getoond.get_absolute_url()),
            "mag_bijhouden": mag(request, mag_naar_de_kamer),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Add a quantity."""
    user = ingelogd(request)
    eis(mag_naar_de_kamer(user))
    formulier = Hoeveelheidformulier(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulier.is_valid():
        try:
            versie = maak_hoeveelheid(by=user, **formulier.cleaned_data)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(request, f"“{versie.hoeveelheid}” is vastgelegd.")
            return HttpResponseRedirect(versie.hoeveelheid.get_absolute_url(), status=303)
    return _formulier(request, {"formulier": formulier})


@require_http_methods(["GET", "HEAD", "POST"])
def corrigeren(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a quantity a new version."""
    user = ingelogd(request)
    eis(mag_naar_de_kamer(user))
    laatste = get_object_or_404(_laatste(request), hoeveelheid__pk=pk)
    _noteer(request, [laatste])
    hoeveelheid = laatste.hoeveelheid
    formulier = Correctieformulier(
        request.POST if request.method == "POST" else None,
        eenheid=hoeveelheid.eenheid,
        initial={"versie": laatste.nummer, "periode": laatste.periode, "ronde": _wacht_op(laatste)},
    )
    if request.method == "POST" and formulier.is_valid():
        try:
            corrigeer_hoeveelheid(hoeveelheid=hoeveelheid, by=user, **formulier.cleaned_data)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(request, "De nieuwe versie is vastgelegd. De vorige blijft op haar eigen adres staan.")
            return HttpResponseRedirect(hoeveelheid.get_absolute_url(), status=303)
    return _formulier(request, {"formulier": formulier, "hoeveelheid": hoeveelheid, "laatste": laatste})


def _versies(request: HttpRequest) -> HoeveelheidversieQuerySet:
    zichtbaar: HoeveelheidversieQuerySet = Hoeveelheidversie.objects.visible_to(request.user).for_list()
    return zichtbaar


def _laatste(request: HttpRequest) -> HoeveelheidversieQuerySet:
    """Of every quantity the last version that this user may see."""
    return _versies(request).filter(pk__in=Hoeveelheidversie.objects.visible_to(request.user).laatste())


def _noteer(request: HttpRequest, versies: list[Any]) -> None:
    noteer(request, "hoeveelheden", "", rondes={een.ronde for een in versies if een.ronde})


def _wacht_op(versie: Any) -> Any:
    """The ronde whose letter is still to make this number known: what corrects it waits for that letter too."""
    return versie.ronde_id if versie.ronde and not versie.ronde.is_openbaar else None


def _formulier(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["formulier"].errors else 200
    return render(request, "parliament/hoeveelheid_bewerken.html", context, status=status)
