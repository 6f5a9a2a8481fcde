"""Editions: one with its documents, making the next, comparing two, and checking a file against all of them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actoren import ingelogd
from agreements.exporters import FORMATEN
from agreements.exporters.indeling import deel_in
from agreements.forms.uitgave import Controleformulier, Uitgaveformulier, Verschilformulier
from agreements.inzage import noteer
from agreements.models import Ronde, Uitgave
from agreements.rechten import eis, mag_uitgaven_maken
from agreements.services.taken import UITGAVE, lopende_taak
from agreements.services.titelblad import uitgavetekst
from agreements.services.uitgaven import (
    Herkenning,
    UitgaveBeschadigd,
    herken,
    laatste_uitgave,
    lijst_van,
    open_bestand,
    sha256sums,
    stel_uitgave_voor,
)
from agreements.services.uitgavetaken import vraag_uitgave
from agreements.services.wijzigingen import verschil_tussen
from bolapp.openbaar import openbaar

log = logging.getLogger(__name__)

#: The reason that is proposed for an edition that only takes the embargo out of the documents.
EMBARGO_VOORBIJ = "De lijst is openbaar geworden. De tekst is niet veranderd."


@openbaar
@require_safe
def detail(request: HttpRequest, soort: str, jaar: int, nummer: str) -> HttpResponse:
    """An edition: when and why, its documents with their checksums, and its text."""
    uitgave = _uitgave(request, soort, jaar, nummer)
    try:
        lijst = lijst_van(uitgave)
    except UitgaveBeschadigd as fout:
        return _beschadigd(request, uitgave, fout)
    buren = list(_van_ronde(request, uitgave.ronde))
    eerder = next((een for een in buren if een.volgnummer < uitgave.volgnummer), None)
    return render(
        request,
        "agreements/uitgave_detail.html",
        {
            "uitgave": uitgave,
            "ronde": uitgave.ronde,
            "bestanden": [(bestand, _formaatnaam(bestand.formaat)) for bestand in uitgave.bestanden.all()],
            "landsdelen": deel_in(lijst),
            "tellingen": lijst.tellingen(),
            "eerder": eerder,
            "nieuwste": buren[0] if buren[0] != uitgave else None,
        },
    )


@openbaar
@require_safe
def bestand(request: HttpRequest, soort: str, jaar: int, nummer: str, formaat: str) -> HttpResponse | FileResponse:
    """A document of an edition, byte for byte. 410 when it is no longer what was frozen."""
    uitgave = _uitgave(request, soort, jaar, nummer)
    document = get_object_or_404(uitgave.bestanden, formaat=formaat)
    try:
        inhoud = open_bestand(document)
    except UitgaveBeschadigd as fout:
        return _beschadigd(request, uitgave, fout)
    return FileResponse(inhoud, as_attachment=True, filename=document.naam, content_type=document.mediatype)


@openbaar
@require_safe
def sommen(request: HttpRequest, soort: str, jaar: int, nummer: str) -> HttpResponse:
    """The checksums of an edition, to check its documents with at home."""
    uitgave = _uitgave(request, soort, jaar, nummer)
    naam = f"afsprakenlijst-{uitgave.slug}.sha256sums"
    return HttpResponse(
        sha256sums(uitgave),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{naam}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, soort: str, jaar: int) -> HttpResponse:
    """What a new edition would change, and the button that makes it. A Rijksredacteur's page."""
    by = ingelogd(request)
    eis(mag_uitgaven_maken(by))
    ronde = get_object_or_404(Ronde.objects.visible_to(by).met_lijst(), soort=soort, jaar=jaar)
    try:
        voorstel = stel_uitgave_voor(ronde, by=by)
    except UitgaveBeschadigd as fout:
        return _beschadigd(request, None, fout, ronde=ronde)
    except ValidationError as fout:
        raise Http404(" ".join(fout.messages)) from fout
    is_vraag = request.method == "POST"
    formulier = Uitgaveformulier(
        request.POST if is_vraag else None,
        is_eerste=voorstel.vorige is None,
        initial={"reden": EMBARGO_VOORBIJ} if voorstel.is_embargo_voorbij and not voorstel.verschil else None,
    )
    if is_vraag and (formulier.is_valid() or voorstel.is_ongewijzigd):
        try:
            taak = vraag_uitgave(ronde=ronde, by=by, reden=formulier.cleaned_data.get("reden", ""))
        except ValidationError as fout:
            messages.info(request, " ".join(fout.messages))
            return HttpResponseRedirect(ronde.get_absolute_url())
        return HttpResponseRedirect(taak.get_absolute_url(), status=303)
    return render(
        request,
        "agreements/uitgave_nieuw.html",
        {
            "ronde": ronde,
            "voorstel": voorstel,
            "tellingen": voorstel.lijst.tellingen(),
            "formulier": formulier,
            "loopt": lopende_taak(UITGAVE, ronde, by=by),
            "formaten": [formaat.naam for formaat in FORMATEN.values()],
        },
        status=422 if formulier.errors else 200,
    )


@openbaar
@require_safe
def verschillen(request: HttpRequest, soort: str, jaar: int) -> HttpResponse:
    """Two editions of a ronde beside each other; without a choice the last two."""
    ronde = get_object_or_404(Ronde.objects.visible_to(request.user).met_lijst(), soort=soort, jaar=jaar)
    uitgaven = list(_van_ronde(request, ronde))
    if not uitgaven:
        raise Http404("Van deze ronde is er geen uitgave die u mag zien.")
    keuze = {
        "van": request.GET.get("van", uitgaven[min(1, len(uitgaven) - 1)].nummer),
        "naar": request.GET.get("naar", uitgaven[0].nummer),
    }
    formulier = Verschilformulier(keuze, uitgaven=[(een.nummer, uitgavetekst(een.nummer, een.op)) for een in uitgaven])
    context: dict[str, Any] = {"ronde": ronde, "uitgaven": uitgaven, "formulier": formulier}
    if formulier.is_valid():
        van, naar = (_uitgave(request, soort, jaar, formulier.cleaned_data[naam]) for naam in ("van", "naar"))
        try:
            context |= {"van": van, "naar": naar, "verschil": verschil_tussen(lijst_van(van), lijst_van(naar))}
        except UitgaveBeschadigd as fout:
            return _beschadigd(request, None, fout, ronde=ronde)
    return render(request, "agreements/uitgave_verschillen.html", context, status=422 if formulier.errors else 200)


@openbaar
@csrf_exempt  # it reads a file and writes nothing, so a forged request gains nothing
@require_http_methods(["GET", "HEAD", "POST"])
def controleren(request: HttpRequest) -> HttpResponse:
    """Is this file an unchanged document of an edition? For everybody; about editions that they may see."""
    is_vraag = request.method == "POST"
    formulier = Controleformulier(request.POST, request.FILES) if is_vraag else Controleformulier()
    herkend: Herkenning | None = None
    if is_vraag and formulier.is_valid():
        try:
            herkend = herken(formulier.cleaned_data["bestand"], user=request.user, grootst=settings.BOL_MAX_UPLOAD)
        except ValidationError as fout:
            formulier.add_error("bestand", fout)
        else:
            _noteer(request, [*(een.uitgave for een in herkend.bestanden), *herkend.inhoud])
    return render(
        request,
        "agreements/uitgave_controleren.html",
        {
            "formulier": formulier,
            "herkend": herkend,
            "gevonden": [(een, _formaatnaam(een.formaat), _nieuwere(request, een.uitgave)) for een in herkend.bestanden]
            if herkend
            else [],
            "bestandsnaam": formulier.cleaned_data["bestand"].name if herkend else "",
            "formaten": [formaat.naam for formaat in FORMATEN.values()],
        },
        status=422 if formulier.errors else 200,
    )


def _van_ronde(request: HttpRequest, ronde: Ronde) -> Any:
    return Uitgave.objects.visible_to(request.user).filter(ronde=ronde).for_list()


def _nieuwere(request: HttpRequest, uitgave: Uitgave) -> Uitgave | None:
    """The last edition of the same ronde that this user may see, when that is a later one."""
    laatste = laatste_uitgave(uitgave.ronde, user=request.user)
    return laatste if laatste and laatste.volgnummer > uitgave.volgnummer else None


def _uitgave(request: HttpRequest, soort: str, jaar: int, nummer: str) -> Uitgave:
    """The edition, when this user may see all of it; otherwise it does not exist."""
    uitgaven = Uitgave.objects.visible_to(request.user).select_related("ronde")
    uitgave: Uitgave = get_object_or_404(uitgaven, ronde__soort=soort, ronde__jaar=jaar, nummer=nummer)
    _noteer(request, [uitgave])
    return uitgave


def _noteer(request: HttpRequest, uitgaven: Iterable[Uitgave]) -> None:
    """Editions that were made under embargo are not public, whatever the list is now."""
    noteer(request, "uitgave")
    for uitgave in uitgaven:
        if uitgave.fase != Ronde.Fase.OPENBAAR:
            noteer(request, "uitgave", uitgave.nummer, rondes=[uitgave.ronde], ook_openbaar=True)


def _beschadigd(
    request: HttpRequest, uitgave: Uitgave | None, fout: UitgaveBeschadigd, *, ronde: Ronde | None = None
) -> HttpResponse:
    """What was frozen cannot be shown as such: say so, and tell who keeps the application."""
    log.error("Uitgave %s: %s Draai check_history en zet een reservekopie terug.", uitgave or ronde, fout)
    return render(
        request,
        "agreements/uitgave_beschadigd.html",
        {"uitgave": uitgave, "ronde": uitgave.ronde if uitgave else ronde, "melding": str(fout)},
        status=410,
    )


def _formaatnaam(slug: str) -> str:
    """What people call a format; an edition can hold one that is no longer made."""
    return FORMATEN[slug].naam if slug in FORMATEN else slug.upper()
