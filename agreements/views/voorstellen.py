"""Metadata that the text gives away: which rubrieken wait, and confirming one rubriek in a sweep."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actoren import ingelogd
from agreements.duiding import Waar
from agreements.forms.voorstellen import Keuzes, Voorstelformulier
from agreements.models import Ronde, Rubriek
from agreements.rechten import eis, mag_afspraak_bewerken
from agreements.services.voorstellen import (
    Afspraakvoorstel,
    IntussenBevestigd,
    bevestig_rubriek,
    rubriekstanden,
    voorstellen_voor,
)


def _ronde(request: HttpRequest, soort: str, jaar: int) -> Ronde:
    """The ronde, for who may change particulars; 404 for what one may not see, 403 for a reader."""
    ronde = get_object_or_404(Ronde.objects.visible_to(request.user).met_lijst(), soort=soort, jaar=jaar)
    if not ronde.overleggen.visible_to(request.user).exists():
        raise Http404("Van deze ronde is er geen afsprakenlijst die u mag zien.")
    eis(mag_afspraak_bewerken(ingelogd(request)))
    return ronde


@require_GET
def overzicht(request: HttpRequest, soort: str, jaar: int) -> HttpResponse:
    """Every rubriek with how many agreements wait for a look."""
    ronde = _ronde(request, soort, jaar)
    standen = rubriekstanden(ronde, user=ingelogd(request))
    return render(
        request,
        "agreements/voorstellen.html",
        {
            "ronde": ronde,
            "standen": standen,
            "wachtend": sum(stand.wachtend for stand in standen),
            "aantal": sum(stand.aantal for stand in standen),
            "eerste": next((stand for stand in standen if stand.wachtend), None),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def rubriek(request: HttpRequest, soort: str, jaar: int, pk: int) -> HttpResponse:
    """The agreements of one rubriek with their proposals; POST confirms all of them at once."""
    ronde = _ronde(request, soort, jaar)
    gekozen = get_object_or_404(
        Rubriek.objects.visible_to(request.user).filter(overleg__ronde=ronde).select_related("overleg__landsdeel"),
        pk=pk,
    )
    stand = voorstellen_voor(gekozen, user=ingelogd(request))
    keuzes = Keuzes.uit_database()
    status = 200
    data = request.POST if request.method == "POST" else None
    formulieren = [Voorstelformulier(data, voorstel=een, keuzes=keuzes) for een in stand.afspraken]
    if request.method == "POST":
        try:
            # The choices on the form are those of another state when somebody came in between.
            if request.POST.get("versie") != stand.versie:
                raise IntussenBevestigd
            # Every form is asked, so that all faults show at once.
            if not sum(not formulier.is_valid() for formulier in formulieren):
                aantal = bevestig_rubriek(
                    rubriek=gekozen,
                    by=ingelogd(request),
                    versie=stand.versie,
                    gekozen={een.voorstel.afspraak.code: een.gegevens() for een in formulieren},
                )
                return _verder(request, ronde, gekozen, aantal)
            status = 422
        except IntussenBevestigd as fout:
            messages.error(request, " ".join(fout.messages))
            status = 409
            stand = voorstellen_voor(gekozen, user=ingelogd(request))
            formulieren = [Voorstelformulier(voorstel=een, keuzes=keuzes) for een in stand.afspraken]
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
            status = 422
    return render(
        request,
        "agreements/voorstellen_rubriek.html",
        {
            "ronde": ronde,
            "rubriek": gekozen,
            "stand": stand,
            "rijen": [_rij(formulier) for formulier in formulieren],
            "keuzes": keuzes,
            "fouten": any(formulier.errors for formulier in formulieren),
        },
        status=status,
    )


def _verder(request: HttpRequest, ronde: Ronde, gekozen: Rubriek, aantal: int) -> HttpResponse:
    """On to the next rubriek that waits, or back to the overview."""
    messages.success(
        request,
        f"Rubriek {gekozen.nummer} is bevestigd; {aantal} afspra{'ak' if aantal == 1 else 'ken'} gewijzigd. U kunt de "
        "gegevens van een afspraak altijd nog wijzigen op haar eigen pagina.",
    )
    standen = rubriekstanden(ronde, user=ingelogd(request))
    volgende = next((stand.rubriek for stand in standen if stand.wachtend), None)
    adres = (
        reverse("voorstellen-rubriek", args=[ronde.soort, ronde.jaar, volgende.pk])
        if volgende
        else reverse("voorstellen", args=[ronde.soort, ronde.jaar])
    )
    return HttpResponseRedirect(adres, status=303)


def _rij(formulier: Voorstelformulier) -> dict[str, Any]:
    """One agreement as the page shows it: its text with the words marked, and its form."""
    voorstel = formulier.voorstel
    return {
        "afspraak": voorstel.afspraak,
        "voorstel": voorstel,
        "formulier": formulier,
        "tekst": stukken(voorstel.omgeving.tekst, _plaatsen(voorstel, Waar.TEKST)),
        "inleiding": stukken(voorstel.omgeving.inleiding, _plaatsen(voorstel, Waar.INLEIDING)),
    }


def _plaatsen(voorstel: Afspraakvoorstel, waar: Waar) -> list[tuple[int, int]]:
    """Where the words stand on which the proposals rest, and the deadline phrases."""
    plaatsen = [
        (grond.begin, grond.eind) for een in voorstel.voorstellen for grond in een.gronden if grond.waar is waar
    ]
    if waar is Waar.TEKST:
        tekst = voorstel.omgeving.tekst
        for termijn in voorstel.afspraak.termijnen.all():
            begin = tekst.find(termijn.frase)
            if begin >= 0:
                plaatsen.append((begin, begin + len(termijn.frase)))
    return plaatsen


def stukken(tekst: str, plaatsen: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is marked; marks that touch become one."""
    uit: list[tuple[str, bool]] = []
    tot = 0
    for begin, eind in sorted(plaatsen):
        if begin > tot or not uit:
            uit += [(tekst[tot:begin], False), (tekst[begin:eind], True)]
            tot = eind
        elif eind > tot:
            woorden, _ = uit[-1]
            uit[-1] = (woorden + tekst[tot:eind], True)
            tot = eind
    return [stuk for stuk in [*uit, (tekst[tot:], False)] if stuk[0]]
