"""Making a round, and the acts that move it on: open, extend, withdraw, close, remind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actoren import ingelogd
from agreements.filters import AfspraakFilter
from agreements.forms.fouten import voeg_fouten_toe
from agreements.inzage import noteer_afspraken
from agreements.models import Afspraak
from agreements.rechten import eis, mag_monitoren
from monitoring.forms.ronde import MEESTE_CODES, Intrekformulier, Keuzevelden, Rondeformulier, Verlengformulier
from monitoring.keuze import Keuze
from monitoring.models import Monitorronde
from monitoring.services.meldingen import is_weekend
from monitoring.services.overzicht import lees_beeld
from monitoring.services.rondes import (
    herinner_nu,
    maak_ronde,
    open_ronde,
    sluit_ronde,
    trek_ronde_in,
    verleng_ronde,
    wijzig_ronde,
)
from monitoring.services.verantwoordelijken import verantwoordelijken
from monitoring.views.gedeeld import ronde_van, wanneer

#: How long there is to answer when nobody says otherwise.
DRIE_WEKEN = timedelta(days=21)
#: Beside the parameters of the list: the choice begins with what the list shows.
UIT_LIJST = "uit_lijst"


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Choose the agreements and the last day. The count of what is chosen comes with every change."""
    eis(mag_monitoren(ingelogd(request)))
    begin = {"uiterlijk": timezone.localdate() + DRIE_WEKEN}
    return _instellen(request, None, {**begin, **_uit_lijst(request)} if UIT_LIJST in request.GET else begin)


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a round that is being prepared."""
    ronde = ronde_van(request, pk)
    eis(mag_monitoren(ingelogd(request)))
    if not ronde.in_voorbereiding:
        messages.info(request, "Deze monitorronde is al begonnen. U kunt haar niet meer wijzigen.")
        return HttpResponseRedirect(ronde.get_absolute_url())
    return _instellen(request, ronde, Rondeformulier.begin(ronde))


def _instellen(request: HttpRequest, ronde: Monitorronde | None, begin: dict[str, Any]) -> HttpResponse:
    user = ingelogd(request)
    telt = "tel" in request.POST or "tel" in request.GET
    formulier = Rondeformulier(request.POST if request.method == "POST" and not telt else None, initial=begin)
    if telt:
        # Only counted: what is filled in stays as it is.
        formulier = Rondeformulier(initial={**begin, **_getypt(request)})
        keuze = _keuze(request.POST if request.method == "POST" else request.GET)
    elif formulier.is_bound and formulier.is_valid():
        gegevens = {naam: formulier.cleaned_data[naam] for naam in ("naam", "uiterlijk", "toelichting")}
        try:
            if ronde:
                ronde = wijzig_ronde(monitorronde=ronde, keuze=formulier.keuze(), by=user, **gegevens)
            else:
                ronde = maak_ronde(keuze=formulier.keuze(), by=user, **gegevens)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
            keuze = formulier.keuze()
        else:
            messages.success(
                request, "Opgeslagen. Nog niemand heeft bericht gekregen: dat gebeurt als u de ronde opent."
            )
            return HttpResponseRedirect(ronde.get_absolute_url(), status=303)
    else:
        keuze = _keuze(request.POST) if formulier.is_bound else Keuze.uit_json(begin)
    context = {
        "ronde": ronde,
        "formulier": formulier,
        "aantal": keuze.kies(Afspraak.objects.visible_to(user)).count() if keuze else None,
        "terug": ronde.get_absolute_url() if ronde else reverse("monitoring"),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "monitoring/_aantal.html", context)
    return render(request, "monitoring/instellen.html", context, status=422 if formulier.errors else 200)


def _keuze(data: Any) -> Keuze | None:
    """What is chosen; None when it cannot be, such as a code that does not exist."""
    velden = Keuzevelden(data)
    return velden.keuze() if velden.is_valid() else None


def _uit_lijst(request: HttpRequest) -> dict[str, Any]:
    """The codes of the agreements that the list shows with the same parameters, as a choice to begin with."""
    lijst = AfspraakFilter(
        request.GET, queryset=Afspraak.objects.gezien_door(request.user, None).in_lijst(), request=request
    )
    codes = list(lijst.qs.gevolgd().order_by("code").values_list("code", flat=True)[: MEESTE_CODES + 1])
    if len(codes) > MEESTE_CODES:
        messages.warning(
            request,
            f"De lijst heeft meer dan {MEESTE_CODES} afspraken. Dat zijn er te veel om stuk voor stuk te noemen: kies "
            "ze hieronder, of filter in de lijst verder.",
        )
        return {}
    if not codes:
        messages.info(request, "In de lijst stond geen afspraak die gevolgd wordt. Kies hieronder.")
    return {"codes": codes}


def _getypt(request: HttpRequest) -> dict[str, Any]:
    data = request.POST if request.method == "POST" else request.GET
    lijsten = {naam: data.getlist(naam) for naam in ("rondes", "landsdelen", "provincies", "gebieden")}
    losse = {naam: data[naam] for naam in ("naam", "uiterlijk", "toelichting", "codes") if naam in data}
    return {**lijsten, **losse, "ook_gesloten": "ook_gesloten" in data}


@require_http_methods(["GET", "HEAD", "POST"])
def openen(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how many agreements, sides and people it is about, and ask them."""
    ronde = ronde_van(request, pk)
    eis(mag_monitoren(ingelogd(request)))
    if request.method == "POST":
        return _doe(
            request,
            ronde,
            lambda: open_ronde(monitorronde=ronde, aantal=_getal(request, "aantal"), by=ingelogd(request)),
            "De monitorronde is open. Wie moet antwoorden, krijgt bericht.",
            terug=reverse("monitorronde-openen", args=[ronde.pk]),
        )
    gekozen = Keuze.uit_json(ronde.keuze).kies(Afspraak.objects.visible_to(request.user))
    afspraken = list(gekozen.select_related("overleg__ronde", "tekstblok"))
    noteer_afspraken(request, "monitoring", afspraken)
    wie = verantwoordelijken(afspraken)
    mensen = {user.pk: user for users in wie.values() for user in users}
    return render(
        request,
        "monitoring/openen.html",
        {
            "ronde": ronde,
            "aantal": len(afspraken),
            "afspraken": afspraken,
            "gevraagd": 2 * len(afspraken),
            "zonder": 2 * len(afspraken) - len(wie),
            "mensen": sorted(mensen.values(), key=lambda user: str(user).casefold()),
            "zonder_mail": [user for user in mensen.values() if not user.email],
            **wanneer(ronde),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def verlengen(request: HttpRequest, pk: int) -> HttpResponse:
    """Another last day, with the reason."""
    ronde = ronde_van(request, pk)
    eis(mag_monitoren(ingelogd(request)))
    return _met_reden(
        request,
        ronde,
        Verlengformulier(request.POST or None, ronde=ronde),
        "verlengen",
        verleng_ronde,
        "De uiterste dag is gewijzigd. Wie nog moet antwoorden, krijgt bericht.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def intrekken(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop asking, with the reason; nothing is frozen."""
    ronde = ronde_van(request, pk)
    eis(mag_monitoren(ingelogd(request)))
    formulier = Intrekformulier(request.POST or None)
    return _met_reden(request, ronde, formulier, "intrekken", trek_ronde_in, "De monitorronde is ingetrokken.")


def _met_reden(
    request: HttpRequest,
    ronde: Monitorronde,
    formulier: Verlengformulier | Intrekformulier,
    daad: str,
    doe: Callable[..., object],
    gedaan: str,
) -> HttpResponse:
    """Ask for the reason, and do it once it is given."""
    if formulier.is_bound and formulier.is_valid():
        try:
            doe(monitorronde=ronde, by=ingelogd(request), **formulier.cleaned_data)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(request, gedaan)
            return HttpResponseRedirect(ronde.get_absolute_url(), status=303)
    context = {"ronde": ronde, "formulier": formulier, "daad": daad, **wanneer(ronde)}
    return render(request, "monitoring/reden.html", context, status=422 if formulier.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def sluiten(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is not answered, and freeze how everything stands."""
    ronde = ronde_van(request, pk)
    eis(mag_monitoren(ingelogd(request)))
    if request.method == "POST":
        return _doe(
            request,
            ronde,
            lambda: sluit_ronde(monitorronde=ronde, onbeantwoord=_getal(request, "onbeantwoord"), by=ingelogd(request)),
            "De monitorronde is gesloten. De stand van elke afspraak is vastgelegd.",
            terug=reverse("monitorronde-sluiten", args=[ronde.pk]),
        )
    beeld = lees_beeld(ronde)
    return render(request, "monitoring/sluiten.html", {"ronde": ronde, "beeld": beeld, **wanneer(ronde)})


@require_POST
def herinneren(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind who has not answered everything."""
    ronde = ronde_van(request, pk)
    try:
        wie = herinner_nu(monitorronde=ronde, by=ingelogd(request))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        al = f"{_personen(len(wie.al))} {'is' if len(wie.al) == 1 else 'zijn'} al herinnerd" if wie.al else ""
        if wie.nieuw:
            dan = (
                "In het weekend gaat er geen herinnering uit: zij komt maandag."
                if is_weekend(timezone.localdate())
                else "Wie vandaag al bericht kreeg over monitoring, krijgt dit op de volgende werkdag."
            )
            verder = f" {al}; wie al herinnerd is, krijgt er vandaag geen tweede." if al else ""
            messages.success(request, f"Herinnerd: {_personen(len(wie.nieuw))}. {dan}{verder}")
        elif al:
            messages.info(request, f"Er is niemand opnieuw herinnerd: {al}. Morgen kan het weer.")
        else:
            messages.info(request, "Er is niemand te herinneren: wie verantwoordelijk is, heeft geantwoord.")
    return HttpResponseRedirect(ronde.get_absolute_url(), status=303)


def _personen(aantal: int) -> str:
    return "1 persoon" if aantal == 1 else f"{aantal} personen"


def _doe(
    request: HttpRequest, ronde: Monitorronde, daad: Callable[[], object], gelukt: str, *, terug: str
) -> HttpResponse:
    """Do it and go to the round, or back to the confirmation with why not."""
    try:
        daad()
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return HttpResponseRedirect(terug, status=303)
    messages.success(request, gelukt)
    return HttpResponseRedirect(ronde.get_absolute_url(), status=303)


def _getal(request: HttpRequest, naam: str) -> int:
    """The number that the confirmation named; -1, which is never right, when it is missing."""
    waarde = request.POST.get(naam, "")
    return int(waarde) if waarde.isdecimal() else -1
