"""The tree of the agenda, as people build it: every act an ordinary form, dragging on top of those."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actoren import ingelogd
from agreements.agendaboom import Richting, Verhouding, boom, diepte, kan
from agreements.dossier import Agendasoort
from agreements.forms.agenda import Plaatsformulier
from agreements.forms.fouten import voeg_fouten_toe
from agreements.models import Agendapunt, Dossier
from agreements.services.agenda import (
    maak_ongedaan,
    ongedaan_te_maken,
    verplaats,
    verwijderde_punten,
    zet_punt_terug,
    zet_stap,
)
from agreements.views.agenda.gedeeld import (
    adres,
    haal_om_te_schrijven,
    haal_punt,
    in_woorden,
    ligt_op_tafel,
    meld_fout,
    punten_van,
    terug,
    versienummer,
)

LAAGSTE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rij:
    """An item in the tree: how deep it stands, which steps it can take, and how much of it is still to be written."""

    punt: Agendapunt
    diepte: int
    stappen: list[tuple[str, bool]]
    open_blokken: int
    open: bool

    @property
    def is_hamerpunt(self) -> bool:
        return self.punt.soort == Agendasoort.HAMERPUNT


@require_GET
def bewerken(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """The whole tree with what can be done to each item."""
    dossier = haal_om_te_schrijven(request, soort, jaar, landsdeel)
    punten = punten_van(dossier)
    wortel = boom((punt.pk, punt.nummer) for punt in punten)
    rijen = []
    for punt in punten:
        te_schrijven = sum(not blok.is_ingevuld for blok in punt.blokken.all())
        rijen.append(
            Rij(
                punt=punt,
                diepte=min(diepte(wortel, punt.pk), LAAGSTE),
                stappen=[(richting.value, kan(wortel, punt.pk, richting)) for richting in Richting],
                open_blokken=te_schrijven,
                open=bool(te_schrijven),
            )
        )
    return render(
        request,
        "agreements/agenda/bewerken.html",
        {
            **_kop(dossier),
            "rijen": rijen,
            "versie": versienummer(dossier),
            "ongedaan": ongedaan_te_maken(dossier),
            "verwijderd": verwijderde_punten(dossier),
        },
    )


@require_POST
def verplaatsen(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Move an item: one step (`richting`), or to a place beside or under another item (`verhouding` and `bij`)."""
    dossier = haal_om_te_schrijven(request, soort, jaar, landsdeel)
    punt = haal_punt(dossier, _getal(request, "punt"))
    oud = punt.nummer
    try:
        if richting := request.POST.get("richting"):
            if richting not in list(Richting):
                raise ValidationError("Deze stap bestaat niet. Laad de pagina opnieuw.")
            gevolg = zet_stap(
                punt=punt, richting=Richting(richting), by=ingelogd(request), versie=_getal(request, "versie")
            )
        else:
            if request.POST.get("verhouding") not in list(Verhouding):
                raise ValidationError("Deze plaats bestaat niet. Laad de pagina opnieuw.")
            gevolg = verplaats(
                punt=punt,
                verhouding=Verhouding(request.POST["verhouding"]),
                bij=_getal(request, "bij"),
                by=ingelogd(request),
                versie=_getal(request, "versie"),
            )
    except ValidationError as fout:
        meld_fout(request, fout)
    else:
        _meld_verplaatst(request, punt, oud, in_woorden(gevolg))
    return terug("agenda-bewerken", dossier, anker=f"#punt-{punt.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def naar_plaats(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> HttpResponse:
    """Choose any place for an item, without dragging."""
    dossier = haal_om_te_schrijven(request, soort, jaar, landsdeel)
    punt = haal_punt(dossier, pk)
    punten = punten_van(dossier)
    tak = {
        knoop.sleutel
        for stuk in boom((een.pk, een.nummer) for een in punten)
        if stuk.sleutel == punt.pk
        for knoop in stuk
    }
    elders = [een for een in punten if een.pk not in tak]
    formulier = Plaatsformulier(request.POST or None, punten=elders, initial={"basis": versienummer(dossier)})
    if request.method == "POST" and formulier.is_valid():
        oud = punt.nummer
        try:
            gevolg = verplaats(
                punt=punt,
                verhouding=Verhouding(formulier.cleaned_data["verhouding"]),
                bij=formulier.cleaned_data["bij"],
                by=ingelogd(request),
                versie=formulier.cleaned_data["basis"],
            )
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            _meld_verplaatst(request, punt, oud, in_woorden(gevolg))
            return terug("agenda-bewerken", dossier, anker=f"#punt-{punt.pk}")
    return render(
        request,
        "agreements/agenda/punt_verplaatsen.html",
        {**_kop(dossier), "punt": punt, "formulier": formulier, "elders": elders},
        status=422 if formulier.errors else 200,
    )


@require_POST
def ongedaan(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Undo the last act on this dossier."""
    dossier = haal_om_te_schrijven(request, soort, jaar, landsdeel)
    try:
        versie = maak_ongedaan(dossier=dossier, by=ingelogd(request), versie=_getal(request, "versie"))
    except ValidationError as fout:
        meld_fout(request, fout)
    else:
        messages.success(request, f"Gedaan: {versie.reden}.")
    return terug("agenda-bewerken", dossier)


@require_POST
def terugzetten(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Put an item that was removed back on the agenda."""
    dossier = haal_om_te_schrijven(request, soort, jaar, landsdeel)
    try:
        punt = zet_punt_terug(
            dossier=dossier, pk=_getal(request, "punt"), by=ingelogd(request), versie=_getal(request, "versie")
        )
    except ValidationError as fout:
        meld_fout(request, fout)
        return terug("agenda-bewerken", dossier)
    messages.success(request, f"“{punt.titel}” staat weer op de agenda, als {punt.nummer}. Controleer de verwijzingen.")
    return terug("agenda-bewerken", dossier, anker=f"#punt-{punt.pk}")


def _meld_verplaatst(request: HttpRequest, punt: Agendapunt, oud: str, erbij: str) -> None:
    if punt.nummer == oud:
        messages.info(request, f"“{punt.titel}” stond daar al: het blijft {oud}.")
    else:
        messages.success(request, f"“{punt.titel}” is nu {punt.nummer}, en was {oud}.{erbij}")


def _getal(request: HttpRequest, naam: str) -> int:
    waarde = request.POST.get(naam, "")
    return int(waarde) if waarde.isascii() and waarde.isdigit() and len(waarde) < 12 else 0


def _kop(dossier: Dossier) -> dict[str, Any]:
    """What every page of the agenda says above itself."""
    return {
        "dossier": dossier,
        "overleg": dossier.overleg,
        "ligt_op_tafel": ligt_op_tafel(dossier),
        "terug_url": adres("agenda-bewerken", dossier),
    }
