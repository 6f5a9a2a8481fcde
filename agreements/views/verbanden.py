"""The links of one agreement: laying one by hand, ending one with a reason, and laying it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actoren import ingelogd, mag
from agreements.agendavoorstellen import stel_agenderingen_voor
from agreements.filters.velden import Zoekveld
from agreements.forms.fouten import voeg_fouten_toe
from agreements.forms.verband import (
    DEZE,
    Afspraakverband,
    Agendaverband,
    Besluitverband,
    Eindeformulier,
    Instrumentverband,
    Overlegverband,
)
from agreements.inzage import noteer, noteer_afspraken
from agreements.lijstregels import lijstregels
from agreements.models import Afspraak, Verband, Verbandeinde
from agreements.rechten import eis, mag_afspraak_bewerken, mag_verbanden_leggen
from agreements.services.verbanden import beeindig_verband, leg_verband, leg_verband_opnieuw
from agreements.verbandvoorstellen import stel_verbanden_voor
from agreements.zoeken import is_zoekvraag, zoek

#: How many agreements a search shows; who finds more types another word.
MEESTE_VONDSTEN = 20

#: What one can link with, as the parameter `met` and as the page says it.
EINDEN = {
    "afspraak": "een andere afspraak",
    "overleg": "een overleg",
    "agendapunt": "een agendapunt",
    "instrument": "een instrument",
    "besluit": "een besluit",
}


@require_http_methods(["GET", "HEAD", "POST"])
def verbanden(request: HttpRequest, code: str) -> HttpResponse:
    """The links that there are, a form for another, and the links that were ended."""
    afspraak = _afspraak(request, code)
    gegevens = request.POST if request.method == "POST" else request.GET
    met = gegevens.get("met", "")
    met = met if met in EINDEN else "afspraak"
    vraag = Zoekveld().clean(gegevens.get("q"))
    formulier = _formulier(request, afspraak, met)
    if request.method == "POST" and formulier.is_valid():
        try:
            leg_verband(
                **formulier.einden(afspraak), toelichting=formulier.cleaned_data["toelichting"], by=ingelogd(request)
            )
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(request, "Het verband is gelegd. Klopt het niet, dan kunt u het hieronder beëindigen.")
            return HttpResponseRedirect(request.path, status=303)
    vondsten = _vondsten(request, afspraak, vraag) if met == "afspraak" else None
    context: dict[str, Any] = {
        "afspraak": afspraak,
        "met": met,
        "einden": EINDEN,
        "formulier": formulier,
        "vraag": vraag,
        "vondsten": vondsten,
        "meeste": MEESTE_VONDSTEN,
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "agreements/_verband_vondsten.html", context)
    return render(
        request,
        "agreements/verbanden.html",
        context | _gelegd(request, afspraak),
        status=422 if formulier.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def beeindigen(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ask why the link ends, and end it."""
    afspraak = _afspraak(request, code)
    verband = _verband(request, afspraak, pk)
    formulier = Eindeformulier(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulier.is_valid():
        try:
            beeindig_verband(verband=verband, reden=formulier.cleaned_data["reden"], by=ingelogd(request))
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(
                request,
                "Het verband is beëindigd. Was dat een vergissing? Leg het onderaan deze pagina opnieuw.",
            )
            return HttpResponseRedirect(reverse("verbanden", args=[afspraak.code]), status=303)
    return render(
        request,
        "agreements/verband_beeindigen.html",
        {"afspraak": afspraak, "verband": verband, "formulier": formulier},
        status=422 if formulier.errors else 200,
    )


@require_POST
def opnieuw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Lay a link again that was ended."""
    afspraak = _afspraak(request, code)
    verband = _verband(request, afspraak, pk)
    try:
        leg_verband_opnieuw(verband=verband, by=ingelogd(request))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, "Het verband is opnieuw gelegd.")
    return HttpResponseRedirect(reverse("verbanden", args=[afspraak.code]), status=303)


def _afspraak(request: HttpRequest, code: str) -> Afspraak:
    """The agreement, for who may tie it; 404 for what one may not see, 403 for a reader."""
    afspraken = Afspraak.objects.visible_to(request.user).for_list().prefetch_related("dossierhouders")
    afspraak: Afspraak = get_object_or_404(afspraken, code=code)
    eis(mag_verbanden_leggen(ingelogd(request), afspraak))
    noteer_afspraken(request, "verbanden", [afspraak])
    return afspraak


def _naaste(request: HttpRequest, afspraak: Afspraak) -> Any:
    """The links of which one end is this agreement, with what a line of the page shows."""
    return (
        Verband.objects.visible_to(request.user)
        .filter(Q(van=afspraak) | Q(naar=afspraak))
        .select_related(
            "van__tekstblok",
            "van__overleg__ronde",
            "naar__tekstblok",
            "naar__overleg__ronde",
            "naar_ronde",
            "naar_punt__dossier__overleg__ronde",
            "naar_punt__dossier__overleg__landsdeel",
            "naar_instrument__instrument",
            "naar_instrument__gebied",
            "naar_instrument__provincie",
            "naar_instrument__landsdeel",
            "einde",
        )
        .order_by("-pk")
    )


def _verband(request: HttpRequest, afspraak: Afspraak, pk: int) -> Verband:
    verband: Verband = get_object_or_404(_naaste(request, afspraak), pk=pk)
    _noteer(request, [verband])
    return verband


def _gelegd(request: HttpRequest, afspraak: Afspraak) -> dict[str, Any]:
    """The links that stand, those that were ended, the newest first, and those that are proposed."""
    naaste = list(_naaste(request, afspraak))
    _noteer(request, naaste)
    redenen = set(
        Verbandeinde.objects.visible_to(request.user)
        .filter(verband__in=[verband.pk for verband in naaste])
        .values_list("verband_id", flat=True)
    )
    voorstellen = stel_verbanden_voor([afspraak], request.user).get(afspraak.pk, [])
    noteer_afspraken(request, "verbanden", [voorstel.eerder for voorstel in voorstellen])
    staand = [verband for verband in naaste if not hasattr(verband, "einde")]
    return {
        "voorstellen": voorstellen,
        "agenderingen": stel_agenderingen_voor([afspraak], request.user).get(afspraak.pk, []),
        "soorten": DEZE.items(),
        "mag_werklijst": mag(request, mag_afspraak_bewerken),
        "staand": staand,
        "beeindigd": [verband for verband in naaste if hasattr(verband, "einde") and verband.pk in redenen],
    }


def _noteer(request: HttpRequest, gezien: list[Verband]) -> None:
    einden = [een for verband in gezien for een in (verband.van, verband.naar) if een is not None]
    noteer_afspraken(request, "verbanden", einden)
    punten = [verband.naar_punt for verband in gezien if verband.naar_punt is not None]
    noteer(request, "verbanden", rondes=[punt.dossier.overleg.ronde for punt in punten])


def _vondsten(request: HttpRequest, afspraak: Afspraak, vraag: str) -> list[Any] | None:
    """The agreements that answer the question, as rows; None without a question."""
    if not is_zoekvraag(vraag):
        return None
    zichtbaar = Afspraak.objects.visible_to(request.user).in_lijst().exclude(pk=afspraak.pk)
    gevonden = list(zoek(zichtbaar, vraag).for_list().lijstvolgorde()[:MEESTE_VONDSTEN])
    noteer_afspraken(request, "verbanden", gevonden)
    return lijstregels(gevonden, vraag)


def _formulier(request: HttpRequest, afspraak: Afspraak, met: str) -> Any:
    gegevens = request.POST if request.method == "POST" else None
    user = ingelogd(request)
    maak: dict[str, Callable[[], Any]] = {
        "afspraak": lambda: Afspraakverband(gegevens, user=user),
        "overleg": lambda: Overlegverband(gegevens, afspraak=afspraak),
        "agendapunt": lambda: Agendaverband(gegevens, afspraak=afspraak, user=user),
        "instrument": lambda: Instrumentverband(gegevens, afspraak=afspraak, user=user),
        "besluit": lambda: Besluitverband(gegevens),
    }
    return maak[met]()
