"""What Redacteuren regio propose about the status: proposing, the list, and answering one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actoren import ingelogd
from agreements.download import als_download
from agreements.forms.fouten import voeg_fouten_toe
from agreements.forms.status import Statusformulier
from agreements.inzage import noteer_afspraken
from agreements.models import Afspraak, Statusvoorstel, Voorstelbewijs
from agreements.rechten import mag_status_voorstellen, mag_status_wijzigen
from agreements.services.statussen import versie_van
from agreements.services.statusvoorstellen import (
    geef_voorstel_terug,
    neem_voorstel_over,
    stel_status_voor,
    trek_voorstel_in,
)

PER_PAGINA = 50


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, code: str) -> HttpResponse:
    """Propose a status for an agreement of one's own provincie or gebied."""
    afspraak = get_object_or_404(Afspraak.objects.visible_to(request.user).for_detail(), code=code)
    user = ingelogd(request)
    if not mag_status_voorstellen(user, afspraak):
        raise PermissionDenied("U mag voor deze afspraak geen status voorstellen.")
    if request.method == "POST":
        formulier = Statusformulier(request.POST, request.FILES, afspraak=afspraak, user=user)
        if formulier.is_valid():
            gegevens = {naam: formulier.cleaned_data[naam] for naam in ("naar", "toelichting", "opvolger")}
            try:
                voorstel = stel_status_voor(afspraak=afspraak, bewijs=formulier.bewijs(), by=user, **gegevens)
            except ValidationError as fout:
                voeg_fouten_toe(formulier, fout)
            else:
                messages.success(request, "Uw voorstel is verstuurd. U ziet hier wat ermee gebeurt.")
                return HttpResponseRedirect(voorstel.get_absolute_url())
    else:
        formulier = Statusformulier(initial={"versie": versie_van(afspraak)}, afspraak=afspraak, user=user)
    eigen = Statusvoorstel.objects.visible_to(user).open().filter(afspraak=afspraak, door=user).first()
    return render(
        request,
        "agreements/statusvoorstel_nieuw.html",
        {"afspraak": afspraak, "formulier": formulier, "eigen": eigen},
        status=422 if formulier.errors else 200,
    )


@require_GET
def lijst(request: HttpRequest) -> HttpResponse:
    """The proposals that this user may see: what waits for their answer first, then the others, newest first."""
    user = ingelogd(request)
    zichtbaar = Statusvoorstel.objects.visible_to(user).for_list()
    wacht_op_u = list(zichtbaar.te_beoordelen_door(user).order_by("pk"))
    anders = zichtbaar.exclude(pk__in=[voorstel.pk for voorstel in wacht_op_u]).order_by("-pk")
    pagina = Paginator(anders, PER_PAGINA).get_page(request.GET.get("pagina"))
    noteer_afspraken(request, "statusvoorstellen", [een.afspraak for een in (*wacht_op_u, *pagina)])
    return render(request, "agreements/statusvoorstel_lijst.html", {"wacht_op_u": wacht_op_u, "pagina": pagina})


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal with its evidence, and what this user may do with it."""
    voorstel = _voorstel(request, pk)
    return render(request, "agreements/statusvoorstel_detail.html", _context(request, voorstel))


@require_POST
def overnemen(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the proposed change."""
    voorstel = _voorstel(request, pk)
    return _beantwoord(
        request,
        voorstel,
        lambda: neem_voorstel_over(voorstel=voorstel, by=ingelogd(request)),
        f"Overgenomen: de status van {voorstel.afspraak.code} is nu “{voorstel.get_naar_display()}”.",
    )


@require_POST
def teruggeven(request: HttpRequest, pk: int) -> HttpResponse:
    """Return it with a reason."""
    voorstel = _voorstel(request, pk)
    reden = request.POST.get("reden", "")
    return _beantwoord(
        request,
        voorstel,
        lambda: geef_voorstel_terug(voorstel=voorstel, reden=reden, by=ingelogd(request)),
        "Teruggegeven. De regio leest uw reden bij het voorstel.",
        reden=reden,
    )


@require_POST
def intrekken(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw one's own proposal."""
    voorstel = _voorstel(request, pk)
    return _beantwoord(
        request,
        voorstel,
        lambda: trek_voorstel_in(voorstel=voorstel, by=ingelogd(request)),
        "Uw voorstel is ingetrokken.",
    )


@require_GET
def bewijs(request: HttpRequest, pk: int) -> FileResponse:
    """Download a document of a proposal; always as a file, never shown as a page."""
    stukken = Voorstelbewijs.objects.visible_to(request.user).select_related("voorstel__afspraak__overleg__ronde")
    stuk: Voorstelbewijs = get_object_or_404(stukken.exclude(bestand=""), pk=pk)
    noteer_afspraken(request, "bewijs", [stuk.voorstel.afspraak])
    return als_download(stuk)


def _voorstel(request: HttpRequest, pk: int) -> Statusvoorstel:
    zichtbaar = Statusvoorstel.objects.visible_to(request.user).for_list().select_related("opvolger")
    voorstel: Statusvoorstel = get_object_or_404(
        zichtbaar.prefetch_related("bewijs", "afspraak__dossierhouders"), pk=pk
    )
    noteer_afspraken(request, "statusvoorstel", [voorstel.afspraak])
    return voorstel


def _context(request: HttpRequest, voorstel: Statusvoorstel) -> dict[str, Any]:
    user = ingelogd(request)
    opvolger = voorstel.opvolger
    return {
        "voorstel": voorstel,
        "afspraak": voorstel.afspraak,
        "mag_beoordelen": voorstel.is_open and mag_status_wijzigen(user, voorstel.afspraak),
        "mag_intrekken": voorstel.is_open and voorstel.door_id == user.pk,
        "opvolger_zichtbaar": opvolger is not None
        and Afspraak.objects.visible_to(user).filter(pk=opvolger.pk).exists(),
    }


def _beantwoord(request: HttpRequest, voorstel: Statusvoorstel, doe: Any, gelukt: str, reden: str = "") -> HttpResponse:
    """Do it and go back to the proposal; a refusal shows the page again with why, and with what was typed."""
    try:
        doe()
    except ValidationError as fout:
        voorstel = _voorstel(request, voorstel.pk)
        context = {**_context(request, voorstel), "fouten": fout.messages, "reden": reden}
        return render(request, "agreements/statusvoorstel_detail.html", context, status=422)
    messages.success(request, gelukt)
    return HttpResponseRedirect(voorstel.get_absolute_url())
