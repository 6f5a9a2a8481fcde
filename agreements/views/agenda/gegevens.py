"""Beginning a dossier, and what stands in it beside the items: facts, agenda table, deelnemers and bijlagen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actoren import ingelogd
from agreements.forms.agenda import Overlegformulier
from agreements.forms.dossier import (
    Agendatabel,
    Bijlagetabel,
    Deelnemertabel,
    Gegevensformulier,
    agendaregels,
    bijlagen,
    deelnemers,
    getypt,
)
from agreements.forms.fouten import voeg_fouten_toe
from agreements.models import Dossier
from agreements.rechten import eis, mag_dossiers_laden
from agreements.services.agenda import (
    DossierIntussenGewijzigd,
    Gegevens,
    begin_dossier,
    maak_overleg,
    wijzig_agenda,
    wijzig_bijlagen,
    wijzig_deelnemers,
    wijzig_gegevens,
)
from agreements.services.dossierlezen import KENMERKEN, TEKSTEN
from agreements.services.dossierlezen import dossier_van as lees_dossier
from agreements.views.agenda.gedeeld import (
    adres,
    haal_om_te_schrijven,
    meld_fout,
    terug,
    versienummer,
)
from agreements.views.gedeeld import overleg_van


@dataclass(frozen=True, slots=True, kw_only=True)
class Soort:
    """One of the three tables: its form, the service that writes it, and how it is called."""

    naam: str
    kop: str
    uitleg: str
    tabel: Any
    lees: Callable[[Any], list[Any]]
    wijzig: Callable[..., bool]


TABELLEN = {
    "agenda": Soort(
        naam="agenda",
        kop="Agenda met tijden",
        uitleg="De tabel die de deelnemers zien. Nummers en volgorde gaan vanzelf mee als u agendapunten verplaatst.",
        tabel=Agendatabel,
        lees=agendaregels,
        wijzig=wijzig_agenda,
    ),
    "deelnemers": Soort(
        naam="deelnemers",
        kop="Deelnemers",
        uitleg="Wie namens Rijk en regio aan tafel zit, en wie als ambtelijke ondersteuning meekomt.",
        tabel=Deelnemertabel,
        lees=deelnemers,
        wijzig=wijzig_deelnemers,
    ),
    "bijlagen": Soort(
        naam="bijlagen",
        kop="Bijlagen",
        uitleg="Houd het er zo min mogelijk.",
        tabel=Bijlagetabel,
        lees=bijlagen,
        wijzig=wijzig_bijlagen,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Make an overleg that is not there yet, with an empty dossier; for a Rijksredacteur."""
    eis(mag_dossiers_laden(ingelogd(request)))
    formulier = Overlegformulier(request.POST or None)
    if request.method == "POST" and formulier.is_valid():
        try:
            overleg = maak_overleg(by=ingelogd(request), **formulier.cleaned_data)
            dossier = begin_dossier(overleg=overleg, by=ingelogd(request))
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(request, f"Het dossier van {overleg} is begonnen. Voeg nu de agendapunten toe.")
            return terug("agenda-bewerken", dossier)
    return render(
        request,
        "agreements/agenda/overleg_nieuw.html",
        {"formulier": formulier},
        status=422 if formulier.errors else 200,
    )


@require_POST
def beginnen(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Start the dossier of an overleg that has none."""
    overleg = overleg_van(request, soort, jaar, landsdeel)
    try:
        dossier = begin_dossier(overleg=overleg, by=ingelogd(request))
    except ValidationError as fout:
        meld_fout(request, fout)
        return HttpResponseRedirect(overleg.get_absolute_url(), status=303)
    messages.success(request, "Het dossier is begonnen. Voeg nu de agendapunten toe.")
    return terug("agenda-bewerken", dossier)


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Title, label, date, hours and place."""
    dossier = haal_om_te_schrijven(request, soort, jaar, landsdeel)
    formulier = Gegevensformulier(
        request.POST or None,
        initial={
            "basis": versienummer(dossier),
            **{naam: getattr(dossier, naam) for naam in KENMERKEN},
            **{naam: getypt(getattr(dossier, naam)) for naam in TEKSTEN},
        },
    )
    if request.method == "POST" and formulier.is_valid():
        kenmerken: dict[str, Any] = {naam: formulier.cleaned_data[naam] for naam in KENMERKEN}
        teksten: dict[str, Any] = {naam: formulier.html(naam, getattr(dossier, naam)) for naam in TEKSTEN}
        gegevens = Gegevens(**kenmerken, **teksten)
        try:
            anders = wijzig_gegevens(
                dossier=dossier,
                gegevens=gegevens,
                by=ingelogd(request),
                versie=formulier.cleaned_data["basis"],
            )
        except ValidationError as fout:
            _nieuwe_basis(formulier, fout, dossier)
            voeg_fouten_toe(formulier, fout)
        else:
            _meld(request, anders)
            return terug("agenda-bewerken", dossier)
    return render(
        request,
        "agreements/agenda/gegevens.html",
        {
            "dossier": dossier,
            "overleg": dossier.overleg,
            "terug_url": adres("agenda-bewerken", dossier),
            "formulier": formulier,
        },
        status=422 if formulier.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def tabel(request: HttpRequest, soort: str, jaar: int, landsdeel: str, tabel: str) -> HttpResponse:
    """One of the tables as a whole: add, change, put in another order, remove."""
    dossier = haal_om_te_schrijven(request, soort, jaar, landsdeel)
    if tabel not in TABELLEN:
        raise Http404
    wat = TABELLEN[tabel]
    fout_boven, status = "", 200
    basis = request.POST.get("basis", "") if request.method == "POST" else str(versienummer(dossier))
    if request.method == "POST":
        formulieren = wat.tabel(request.POST, prefix="regel")
        if formulieren.is_valid():
            try:
                anders = wat.wijzig(
                    dossier=dossier,
                    by=ingelogd(request),
                    versie=int(basis) if basis.isdecimal() else 0,
                    **{wat.naam if wat.naam != "agenda" else "regels": wat.lees(formulieren)},
                )
            except ValidationError as fout:
                fout_boven = " ".join(fout.messages)
                if isinstance(fout, DossierIntussenGewijzigd):
                    basis = str(versienummer(dossier))
            else:
                _meld(request, anders)
                return terug("agenda-bewerken", dossier)
        status = 422
    else:
        formulieren = wat.tabel(prefix="regel", initial=_beginwaarden(dossier, wat.naam))
    return render(
        request,
        "agreements/agenda/tabel.html",
        {
            "dossier": dossier,
            "overleg": dossier.overleg,
            "terug_url": adres("agenda-bewerken", dossier),
            "wat": wat,
            "formulieren": formulieren,
            "basis": basis,
            "fout_boven": fout_boven,
        },
        status=status,
    )


def _beginwaarden(dossier: Dossier, naam: str) -> list[dict[str, Any]]:
    gelezen = lees_dossier(dossier.overleg)
    rijen = getattr(gelezen, naam) if gelezen else ()
    return [{**asdict(rij), "plaats": plaats} for plaats, rij in enumerate(rijen, start=1)]


def _nieuwe_basis(formulier: Any, fout: ValidationError, dossier: Dossier) -> None:
    if isinstance(fout, DossierIntussenGewijzigd):
        formulier.data = formulier.data.copy()
        formulier.data["basis"] = str(versienummer(dossier))


def _meld(request: HttpRequest, anders: bool) -> None:
    if anders:
        messages.success(request, "Opgeslagen.")
    else:
        messages.info(request, "Er is niets gewijzigd.")
