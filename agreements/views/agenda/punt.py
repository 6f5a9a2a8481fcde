"""One agendapunt: adding it, changing its head, and taking it off the agenda."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.actoren import ingelogd
from agreements.agendaboom import boom, zoek
from agreements.forms.agenda import Toevoegformulier, Wijzigformulier
from agreements.forms.fouten import voeg_fouten_toe
from agreements.models import Dossier
from agreements.services.agenda import (
    DossierIntussenGewijzigd,
    TekstVervalt,
    naar_dit_punt,
    verwijder_punt,
    voeg_punt_toe,
    wijzig_punt,
)
from agreements.views.agenda.gedeeld import (
    adres,
    haal_om_te_schrijven,
    haal_punt,
    in_woorden,
    meld_fout,
    punten_van,
    terug,
    versienummer,
)


@require_http_methods(["GET", "HEAD", "POST"])
def toevoegen(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """A new item; `?onder=` proposes where it comes."""
    dossier = haal_om_te_schrijven(request, soort, jaar, landsdeel)
    formulier = Toevoegformulier(
        request.POST or None,
        overleg=dossier.overleg,
        punten=punten_van(dossier),
        initial={"basis": versienummer(dossier), "onder": request.GET.get("onder", 0)},
    )
    if request.method == "POST" and formulier.is_valid():
        try:
            punt = voeg_punt_toe(
                dossier=dossier,
                kop=formulier.kop(),
                onder=formulier.cleaned_data["onder"],
                by=ingelogd(request),
                versie=formulier.cleaned_data["basis"],
            )
        except ValidationError as fout:
            formulier = _na_weigering(formulier, fout, dossier)
        else:
            messages.success(request, f"“{punt.titel}” staat op de agenda als {punt.nummer}.")
            return terug("agenda-bewerken", dossier, anker=f"#punt-{punt.pk}")
    return _pagina(request, dossier, "agreements/agenda/punt_toevoegen.html", formulier)


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> HttpResponse:
    """Title, soort, who, times, pen holder and when it is due."""
    dossier = haal_om_te_schrijven(request, soort, jaar, landsdeel)
    punt = haal_punt(dossier, pk)
    vraagt_ja = False
    formulier = Wijzigformulier(
        request.POST or None,
        overleg=dossier.overleg,
        punt=punt,
        initial={
            "basis": versienummer(dossier),
            **{naam: getattr(punt, naam) for naam in ("titel", "soort", "begin", "eind", "versie", "penhouder")},
            "wie": "\n".join(punt.wie),
            "aanleveren_voor": punt.aanleveren_voor,
        },
    )
    if request.method == "POST" and formulier.is_valid():
        try:
            nieuw, gevolg = wijzig_punt(
                punt=punt,
                kop=formulier.kop(),
                by=ingelogd(request),
                versie=formulier.cleaned_data["basis"],
                bevestigd=formulier.cleaned_data["bevestigd"],
            )
        except TekstVervalt as fout:
            vraagt_ja = True
            formulier.add_error(None, fout)
        except ValidationError as fout:
            formulier = _na_weigering(formulier, fout, dossier)
        else:
            verhuisd = f" Het is nu {nieuw.nummer}." if nieuw.nummer != punt.nummer else ""
            messages.success(request, f"“{nieuw.titel}” is opgeslagen.{verhuisd}{in_woorden(gevolg)}")
            return terug("agenda-bewerken", dossier, anker=f"#punt-{punt.pk}")
    return _pagina(request, dossier, "agreements/agenda/punt_wijzigen.html", formulier, punt=punt, vraagt_ja=vraagt_ja)


@require_http_methods(["GET", "HEAD", "POST"])
def verwijderen(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> HttpResponse:
    """Say what goes, and what refers to it; then take it off the agenda."""
    dossier = haal_om_te_schrijven(request, soort, jaar, landsdeel)
    punt = haal_punt(dossier, pk)
    if request.method == "POST":
        versie = request.POST.get("versie", "")
        try:
            verwijder_punt(punt=punt, by=ingelogd(request), versie=int(versie) if versie.isdecimal() else 0)
        except ValidationError as fout:
            meld_fout(request, fout)
            return terug("agendapunt-verwijderen", dossier, punt.pk)
        messages.success(request, f"“{punt.titel}” is van de agenda. Terugzetten kan bij “Van de agenda gehaald”.")
        return terug("agenda-bewerken", dossier)
    punten = punten_van(dossier)
    tak = {knoop.sleutel for knoop in zoek(boom((een.pk, een.nummer) for een in punten), punt.pk)}
    weg = [een for een in punten if een.pk in tak]
    return render(
        request,
        "agreements/agenda/punt_verwijderen.html",
        {
            "dossier": dossier,
            "overleg": dossier.overleg,
            "terug_url": adres("agenda-bewerken", dossier),
            "punt": punt,
            "weg": [(een, sum(blok.is_ingevuld for blok in een.blokken.all())) for een in weg],
            "plaatsen": naar_dit_punt(dossier, tak, {een.nummer for een in weg}),
            "versie": versienummer(dossier),
        },
    )


def _na_weigering(formulier: Any, fout: ValidationError, dossier: Dossier) -> Any:
    """The form with what was typed and why it was refused; it now knows the version that came in between."""
    if isinstance(fout, DossierIntussenGewijzigd):
        formulier.data = formulier.data.copy()
        formulier.data["basis"] = str(versienummer(dossier))
    voeg_fouten_toe(formulier, fout)
    return formulier


def _pagina(request: HttpRequest, dossier: Dossier, sjabloon: str, formulier: Any, **meer: Any) -> HttpResponse:
    context = {
        "dossier": dossier,
        "overleg": dossier.overleg,
        "terug_url": adres("agenda-bewerken", dossier),
        "formulier": formulier,
        **meer,
    }
    return render(request, sjabloon, context, status=422 if formulier.errors else 200)
