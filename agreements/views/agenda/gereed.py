"""What is still missing in a dossier, who brings it and when; and the items of who is logged in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.actoren import ingelogd
from agreements.dossierregels import adviezen
from agreements.gereedheid import Beheer, tekorten, tijdbalans
from agreements.models import Agendapunt, Dossier
from agreements.rechten import mag_dossier_schrijven
from agreements.services.dossierlezen import dossier_uit, punt_uit
from agreements.views.agenda.gedeeld import haal_dossier

NIEMAND = "Nog geen penhouder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """An item with what it still lacks."""

    punt: Agendapunt
    tekorten: list[str]
    dossier: Dossier | None = None

    @property
    def is_gereed(self) -> bool:
        return not self.tekorten

    @property
    def is_te_laat(self) -> bool:
        dag = self.punt.aanleveren_voor
        return not self.is_gereed and dag is not None and dag < timezone.localdate()

    @property
    def penhouder(self) -> str:
        return str(self.punt.penhouder) if self.punt.penhouder_id else NIEMAND


@require_GET
def gereedheid(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Per item what it lacks, who still has to bring what (`?volgorde=datum` or `agenda`), the time, and the rules."""
    gevonden = haal_dossier(request, soort, jaar, landsdeel)
    dossier = Dossier.objects.for_page().select_related("overleg__ronde", "overleg__landsdeel").get(pk=gevonden.pk)
    houders = {
        punt.pk: punt
        for punt in Agendapunt.objects.filter(dossier=dossier).select_related("penhouder").defer("opmerkingen")
    }
    standen = [
        Stand(punt=houders[punt.pk], tekorten=een) for punt, een in _met_tekorten(list(dossier.punten.all()), houders)
    ]
    neutraal = dossier_uit(dossier)
    op_datum = request.GET.get("volgorde") != "agenda"
    te_doen = [stand for stand in standen if not stand.is_gereed]
    context: dict[str, Any] = {
        "dossier": dossier,
        "overleg": dossier.overleg,
        "mag_schrijven": mag_dossier_schrijven(ingelogd(request), dossier.overleg),
        "standen": standen,
        "aantal_gereed": len(standen) - len(te_doen),
        "per_penhouder": _per_penhouder(te_doen, op_datum=op_datum),
        "op_datum": op_datum,
        "balans": tijdbalans(neutraal),
        "adviezen": [(een, _titel(standen, een.nummer)) for een in adviezen(neutraal)],
    }
    return render(request, "agreements/agenda/gereedheid.html", context)


@require_GET
def mijn_punten(request: HttpRequest) -> HttpResponse:
    """The items of which this user holds the pen, in every dossier that is still being prepared."""
    user = ingelogd(request)
    punten = list(
        Agendapunt.objects.visible_to(user)
        .filter(penhouder=user, dossier__overleg__zitting=None)
        .select_related("dossier__overleg__ronde", "dossier__overleg__landsdeel", "penhouder")
        .prefetch_related("blokken__voorstellen")
    )
    nummers: dict[int, list[str]] = {}
    for dossier, nummer in Agendapunt.objects.filter(dossier__in={punt.dossier_id for punt in punten}).values_list(
        "dossier", "nummer"
    ):
        nummers.setdefault(dossier, []).append(nummer)
    standen = [
        Stand(
            punt=punt,
            dossier=punt.dossier,
            tekorten=_tekorten(punt, punt, onder=_heeft_onder(punt.nummer, nummers[punt.dossier_id])),
        )
        for punt in punten
    ]
    standen.sort(key=lambda stand: (stand.punt.aanleveren_voor or date.max, stand.punt.dossier_id, stand.punt.volgorde))
    return render(
        request,
        "agreements/agenda/mijn_punten.html",
        {
            "te_doen": [stand for stand in standen if not stand.is_gereed],
            "gereed": [stand for stand in standen if stand.is_gereed],
        },
    )


def _met_tekorten(punten: list[Agendapunt], houders: dict[int, Agendapunt]) -> list[tuple[Agendapunt, list[str]]]:
    nummers = [punt.nummer for punt in punten]
    return [(punt, _tekorten(punt, houders[punt.pk], onder=_heeft_onder(punt.nummer, nummers))) for punt in punten]


def _tekorten(punt: Agendapunt, met_houder: Agendapunt, *, onder: bool) -> list[str]:
    beheer = Beheer(
        penhouder=str(met_houder.penhouder) if met_houder.penhouder_id else "",
        aanleveren_voor=punt.aanleveren_voor,
    )
    return tekorten(punt_uit(punt), beheer, heeft_onderliggende=onder, vandaag=timezone.localdate())


def _heeft_onder(nummer: str, nummers: list[str]) -> bool:
    return any(ander.startswith(f"{nummer}.") for ander in nummers)


def _per_penhouder(standen: list[Stand], *, op_datum: bool) -> list[tuple[str, list[Stand]]]:
    """Who still has to bring something: by name, who is nobody last; each with the first due on top."""

    def sleutel(stand: Stand) -> Any:
        dag = stand.punt.aanleveren_voor or date.max
        plaats = (dag, stand.punt.volgorde) if op_datum else (date.min, stand.punt.volgorde)
        return (stand.punt.penhouder_id is None, stand.penhouder, plaats)

    return [
        (naam, list(groep)) for naam, groep in groupby(sorted(standen, key=sleutel), key=lambda stand: stand.penhouder)
    ]


def _titel(standen: list[Stand], nummer: str) -> str:
    return next((str(stand.punt) for stand in standen if stand.punt.nummer == nummer), "")
