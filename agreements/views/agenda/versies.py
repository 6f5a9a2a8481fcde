"""The versions of a dossier, and what changed between two of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from agreements.dossier import Agendapunt, Dossier
from agreements.importers.dossier.opmaak import tekst_van
from agreements.models import Dossierversie
from agreements.services.dossierlezen import dossier_in
from agreements.services.dossiers import verschillen_tussen
from agreements.views.agenda.gedeeld import haal_dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Puntverschil:
    """How one item differs: `oud` and `nieuw` are its whole text, empty for an item that came or went."""

    kop: str
    wat: str
    oud: str
    nieuw: str


@require_GET
def lijst(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Every version, newest first, with who made it and why."""
    dossier = haal_dossier(request, soort, jaar, landsdeel)
    return render(
        request,
        "agreements/agenda/versies.html",
        {
            "dossier": dossier,
            "overleg": dossier.overleg,
            "versies": dossier.versies.defer("inhoud", "rijen").order_by("-nummer"),
        },
    )


@require_GET
def verschil(request: HttpRequest, soort: str, jaar: int, landsdeel: str, versie: int) -> HttpResponse:
    """What changed in a version against the one before it, or against `?met=`."""
    dossier = haal_dossier(request, soort, jaar, landsdeel)
    versies = {een.nummer: een for een in dossier.versies.defer("inhoud", "rijen").order_by("nummer")}
    met = request.GET.get("met", "")
    ander = int(met) if met.isdecimal() and len(met) < 9 else versie - 1
    if versie not in versies:
        raise Http404
    eerst, dan = sorted((ander, versie))
    nieuw = dossier_in(Dossierversie.objects.get(pk=versies[dan].pk))
    oud = dossier_in(Dossierversie.objects.get(pk=versies[eerst].pk)) if eerst in versies else None
    return render(
        request,
        "agreements/agenda/versieverschil.html",
        {
            "dossier": dossier,
            "overleg": dossier.overleg,
            "versies": reversed(versies.values()),
            "eerst": versies.get(eerst),
            "dan": versies[dan],
            "zinnen": verschillen_tussen(oud, nieuw) if oud else [],
            "punten": _puntverschillen(oud, nieuw) if oud else [],
            "aantal": len(nieuw.agendapunten),
        },
    )


def _puntverschillen(oud: Dossier, nieuw: Dossier) -> list[Puntverschil]:
    """Item by item, the same item found by its title when that is its alone, else by its number."""
    was = {_sleutel(punt, oud): punt for punt in oud.agendapunten}
    wordt = {_sleutel(punt, nieuw): punt for punt in nieuw.agendapunten}
    op_nummer = {punt.nummer: sleutel for sleutel, punt in was.items() if sleutel not in wordt}
    uit = []
    for sleutel, punt in wordt.items():
        eerder = was.get(sleutel) or was.get(op_nummer.get(punt.nummer, ""))
        if eerder is None:
            uit.append(Puntverschil(kop=_kop(punt), wat="erbij", oud="", nieuw=_tekst(punt)))
            continue
        op_nummer = {nummer: een for nummer, een in op_nummer.items() if was[een] is not eerder}
        if eerder.nummer != punt.nummer or _tekst(eerder) != _tekst(punt):
            wat = f"was {eerder.nummer}" if eerder.nummer != punt.nummer else ""
            uit.append(Puntverschil(kop=_kop(punt), wat=wat, oud=_tekst(eerder), nieuw=_tekst(punt)))
    uit += [
        Puntverschil(kop=_kop(was[sleutel]), wat="weg", oud=_tekst(was[sleutel]), nieuw="")
        for sleutel in op_nummer.values()
    ]
    return uit


def _sleutel(punt: Agendapunt, dossier: Dossier) -> str:
    titel = punt.titel.casefold()
    alleen = sum(een.titel.casefold() == titel for een in dossier.agendapunten) == 1
    return titel if alleen else f"{punt.nummer} {titel}"


def _kop(punt: Agendapunt) -> str:
    return f"{punt.nummer} {punt.titel}"


def _tekst(punt: Agendapunt) -> str:
    """All that an item says, as plain lines to compare."""
    kop = [punt.titel, f"Soort: {punt.soort.value}"]
    if punt.wie:
        kop.append(f"Wie: {', '.join(punt.wie)}")
    if punt.begin:
        kop.append(f"Tijd: {punt.begin:%H:%M}" + (f" tot {punt.eind:%H:%M}" if punt.eind else ""))
    if punt.versie:
        kop.append(f"Versie: {punt.versie}")
    for blok in punt.blokken:
        if tekst := tekst_van(blok.html):
            kop += [f"{blok.soort.value.replace('_', ' ').capitalize()}:", tekst]
    return "\n".join(kop)
