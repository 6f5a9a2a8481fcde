"""Where every instrument stands on a peildatum: the matrix, the picture, and the same as a file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bolapp.openbaar import openbaar
from instruments.beelden import beeld_van_groep
from instruments.models import Instrument, Uitspraak
from instruments.stand import Regel
from instruments.stand_json import als_json, als_uitleg, als_zin
from instruments.verloop import Beeld
from instruments.views.formulieren import Peildatumformulier
from instruments.vraag import Stand, standen_van, uitspraken_voor

#: What the places of a group are called, above the first column.
PLEKNAAM = {
    Instrument.Bereik.NOVEX: ("NOVEX-gebieden", "Gebied"),
    Instrument.Bereik.PROVINCIES: ("Provincies", "Provincie"),
    Instrument.Bereik.LANDSDELEN: ("Landsdelen", "Landsdeel"),
    Instrument.Bereik.GENOEMD: ("Stedelijke regio's", "Gebied"),
}


@dataclass(frozen=True, slots=True)
class Cel:
    """One place for one instrument."""

    kolom: str
    kort: str
    regel: Regel
    url: str


@dataclass(frozen=True, slots=True)
class Groep:
    """Instruments that are expected of the same places, with a row per place."""

    sleutel: str
    kop: str
    eerste: str
    standen: Sequence[Stand]
    rijen: Sequence[tuple[str, str, Sequence[Cel]]]
    beeld: Beeld | None = None


@openbaar
@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """The matrix of places and instruments on `?peildatum=2024-12-31`; `?formaat=csv` and `json` give the same."""
    formulier = Peildatumformulier(request.GET or None)
    peildatum = formulier.gekozen()
    uitspraken = uitspraken_voor(request.user)
    instrumenten = list(Instrument.objects.visible_to(request.user).prefetch_related("gebieden"))
    standen = standen_van(instrumenten, uitspraken, peildatum)
    formaat = request.GET.get("formaat", "")
    if formaat == "json":
        antwoorden = [als_json(stand.instrument.slug, stand.antwoord) for stand in standen]
        return JsonResponse({"instrumenten": antwoorden}, json_dumps_params={"ensure_ascii": False})
    if formaat == "csv":
        return _csv(standen, peildatum)
    return render(
        request,
        "instruments/overzicht.html",
        {
            "formulier": formulier,
            "peildatum": peildatum,
            "groepen": _groepen(standen),
            "zinnen": [(stand, als_zin(stand.antwoord), als_uitleg(stand.antwoord)) for stand in standen],
            "met_intern": any(stand.met_intern for stand in standen),
            "andere": _andere(uitspraken, peildatum),
            "bestanden": [(een, f"?peildatum={peildatum:%Y-%m-%d}&formaat={een.lower()}") for een in ("CSV", "JSON")],
        },
        status=422 if formulier.errors else 200,
    )


@openbaar
@require_safe
def tijdlijn(request: HttpRequest) -> HttpResponse:
    """One overall picture: all places and how far each instrument was, over the years."""
    vandaag = timezone.localdate()
    uitspraken = uitspraken_voor(request.user)
    instrumenten = list(Instrument.objects.visible_to(request.user).prefetch_related("gebieden"))
    standen = standen_van(instrumenten, uitspraken, vandaag)
    groepen = [
        Groep(
            sleutel=groep.sleutel,
            kop=groep.kop,
            eerste=groep.eerste,
            standen=groep.standen,
            rijen=groep.rijen,
            beeld=beeld_van_groep(
                [stand.instrument for stand in groep.standen], uitspraken, tot=vandaag, peildatum=vandaag
            ),
        )
        for groep in _groepen(standen)
    ]
    return render(request, "instruments/tijdlijn.html", {"groepen": groepen, "peildatum": vandaag})


def _groepen(standen: Sequence[Stand]) -> list[Groep]:
    uit = []
    for bereik, (kop, eerste) in PLEKNAAM.items():
        samen = [stand for stand in standen if stand.instrument.bereik == bereik]
        if not samen:
            continue
        rijen = [
            (regel.plek.naam, reverse("plek-instrumenten", args=[regel.plek.slug]), _cellen(samen, index))
            for index, regel in enumerate(samen[0].antwoord.regels)
        ]
        uit.append(Groep(bereik.value, kop, eerste, samen, rijen))
    return uit


def _cellen(standen: Sequence[Stand], index: int) -> list[Cel]:
    uit = []
    for stand in standen:
        regel = stand.antwoord.regels[index]
        url = reverse("instrument-plek", args=[stand.instrument.slug, regel.plek.slug])
        uit.append(Cel(stand.instrument.naam, stand.instrument.kort, regel, url))
    return uit


def _andere(uitspraken: Sequence[Uitspraak], peildatum: date) -> list[Uitspraak]:
    """Facts and totals of the letters that belong to no instrument, as far as they were known on that day."""
    return [
        een
        for een in uitspraken
        if een.versie is None and een.instrument is None and een.tot is not None and een.tot <= peildatum
    ]


def _csv(standen: Sequence[Stand], peildatum: date) -> HttpResponse:
    """One line per place and instrument, for a spreadsheet: with a byte order mark and semicolons."""
    antwoord = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="instrumenten-{peildatum:%Y-%m-%d}.csv"'
    schrijver = csv.writer(antwoord, delimiter=";", lineterminator="\r\n")
    kop = ("Instrument", "Gebied", "Peildatum", "Stand", "Handeling", "Versie", "Moment", "Laatste dag", "Bron")
    schrijver.writerow(kop)
    for stand in standen:
        for regel in stand.antwoord.regels:
            uiting = regel.uiting
            schrijver.writerow(
                _veilig(waarde)
                for waarde in (
                    stand.instrument.naam,
                    regel.plek.naam,
                    peildatum.isoformat(),
                    regel.stand,
                    uiting.handeling if uiting else "",
                    uiting.versie if uiting else "",
                    uiting.moment if uiting else "",
                    uiting.tot.isoformat() if uiting and uiting.tot else "",
                    str(uiting.bron) if uiting else "",
                )
            )
    return antwoord


def _veilig(waarde: str) -> str:
    """No cell that a spreadsheet would take for a formula."""
    return f"'{waarde}" if waarde[:1] in ("=", "+", "-", "@", "\t", "\r") else waarde
