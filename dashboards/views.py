"""The start page and the dashboards of landsdeel, provincie and gebied.

Each starts from `Afspraak.objects.visible_to(user)`, so what somebody may not see is in no number, and each
number that is a link leads to a list of that many agreements.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actoren import mag
from accounts.models import User
from agreements.inzage import noteer_verzameling
from agreements.lijst import LANDELIJK
from agreements.lijstregels import lijstregels
from agreements.models import Afspraak, Ronde, Thema
from agreements.models.afspraak import AfspraakQuerySet
from agreements.models.dagen import einde_van
from agreements.models.toen import fase_op
from agreements.peildatum import Peildatum, gevraagde_peildatum, met_dag
from agreements.rechten import mag_lijsten_laden
from bolapp.openbaar import openbaar
from dashboards.kaart import kaart, ligging
from dashboards.overzichten import eerste_afspraken, elders_over, in_jaar, overzicht
from dashboards.tellingen import (
    NIETS,
    Telling,
    per_gebied,
    per_jaar,
    per_landsdeel,
    per_provincie,
    per_ronde,
    per_thema,
)
from dashboards.verwijzingen import Lijst, adres_in_jaar
from instruments.beelden import beeld_van_plek
from instruments.models import Instrument
from instruments.vraag import regels_van_plek, uitspraken_voor
from regions.models import Gebied, Landsdeel, Provincie


@dataclass(frozen=True, slots=True)
class Rij:
    """One line of a table: a name with its address, what it is, and its numbers."""

    naam: str
    url: str
    telling: Telling
    bij: str = ""


# --- start -----------------------------------------------------------------------------------------------------


@openbaar
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where things stand in the whole country, as far as this user may see it.

    The landsdelen that the user works for come first in what asks for attention. A landsdeel counts what its
    own overleg agreed, a provincie everything about it (see `landsdeel`), so their numbers do not add up.
    """
    peildatum = gevraagde_peildatum(request)
    dag = peildatum.dag
    zichtbaar = Afspraak.objects.gezien_door(request.user, dag)
    eigen = request.user.reikwijdte.landsdelen if isinstance(request.user, User) else frozenset()
    lijst = Lijst.van(peildatum=dag)
    stand = overzicht(zichtbaar, lijst, user=request.user, eerst=eigen)
    if not (stand.telling.totaal or stand.telling.context or stand.telling.voorstellen or dag):
        mag_laden = mag(request, mag_lijsten_laden)
        return render(request, "dashboards/start_leeg.html", {"mag_laden": mag_laden})
    landsdelen = list(Landsdeel.objects.visible_to(request.user).order_by("volgorde", "naam"))
    provincies = list(Provincie.objects.visible_to(request.user).order_by("landsdeel__volgorde", "volgorde", "naam"))
    tellingen = per_provincie(zichtbaar)
    landsdeeltellingen = per_landsdeel(zichtbaar)
    noteer_verzameling(request, "startpagina", zichtbaar)
    return render(
        request,
        "dashboards/start.html",
        {
            "stand": stand,
            "vandaag": dag or timezone.localdate(),
            "peildatum": peildatum,
            "nu_url": reverse("start"),
            "eigen": [_rij(een, landsdeeltellingen, dag=dag) for een in landsdelen if een.pk in eigen],
            "kaart": kaart(provincies, tellingen, dag=dag),
            "landsdelen": [
                (
                    _rij(landsdeel, landsdeeltellingen, dag=dag),
                    [_rij(een, tellingen, dag=dag) for een in provincies if een.landsdeel_id == landsdeel.pk],
                )
                for landsdeel in landsdelen
            ],
            "landelijk": _landelijk(landsdeeltellingen, lijst),
            "rondes": _per_ronde(request, zichtbaar),
        },
    )


def _per_ronde(request: HttpRequest, zichtbaar: AfspraakQuerySet) -> list[Rij]:
    """The rondes that have agreements, newest first. Two queries."""
    tellingen = per_ronde(zichtbaar)
    rondes = Ronde.objects.visible_to(request.user)
    if zichtbaar.dag:
        rondes = rondes.annotate(fase_toen=fase_op(einde_van(zichtbaar.dag)))
    return [
        Rij(
            naam=ronde.naam,
            url=Lijst.van(soort=ronde.soort, jaar=ronde.jaar, peildatum=zichtbaar.dag).gevolgd,
            telling=tellingen[ronde.pk],
            bij=Ronde.Fase(ronde.fase_toen).label if zichtbaar.dag else ronde.get_fase_display(),
        )
        for ronde in rondes.order_by("-jaar", "soort")
        if ronde.pk in tellingen
    ]


# --- landsdeel, provincie, gebied ------------------------------------------------------------------------------


@openbaar
@require_safe
def landsdeel(request: HttpRequest, slug: str) -> HttpResponse:
    """The dashboard of a landsdeel: what its own overleggen agreed.

    A landsdeel is a table at which people sit, so its number is that of its own chapter of the afsprakenlijst:
    the five chapters, with what holds for the whole country, add up to the list. What another table agreed about
    a provincie of this landsdeel (a gebied can lie in several) counts there, and in the provincie. It is not left
    out of sight: the page says how many those are and which overleg they come from.
    """
    plaats = get_object_or_404(Landsdeel.objects.visible_to(request.user), slug=slug)
    jaar, peildatum = gevraagd_jaar(request), gevraagde_peildatum(request)
    dag = peildatum.dag
    zichtbaar = Afspraak.objects.gezien_door(request.user, dag)
    gekozen = in_jaar(zichtbaar, jaar)
    alle_provincies = list(Provincie.objects.visible_to(request.user).order_by("volgorde", "naam"))
    provincies = [een for een in alle_provincies if een.landsdeel_id == plaats.pk]
    alle_landsdelen = list(Landsdeel.objects.visible_to(request.user).order_by("volgorde", "naam"))
    provincietellingen = per_provincie(gekozen)
    hier = Lijst.van(provincie=[provincie.slug for provincie in provincies], jaar=jaar, peildatum=dag)
    context = _plaatscontext(
        request,
        zichtbaar.voor_landsdeel(plaats),
        Lijst.van(landsdeel=plaats.slug, peildatum=dag),
        plaats.get_absolute_url(),
        jaar,
        peildatum,
    )
    return render(
        request,
        "dashboards/landsdeel.html",
        context
        | {
            "landsdeel": plaats,
            "kaart": kaart(alle_provincies, provincietellingen, jaar=jaar, dag=dag, landsdeel=plaats),
            "provincies": [_rij(provincie, provincietellingen, jaar, dag) for provincie in provincies],
            **_gebieden(plaats.gebieden.order_by("naam"), per_gebied(gekozen), jaar, dag),
            "elders": _per_overleg(per_landsdeel(elders_over(gekozen, plaats)), alle_landsdelen, hier),
            "buren": [_rij(een, {}, jaar, dag) for een in alle_landsdelen if een.pk != plaats.pk],
        },
    )


@openbaar
@require_safe
def provincie(request: HttpRequest, slug: str) -> HttpResponse:
    """The dashboard of a provincie: its own agreements and those of each gebied that lies in it, each once."""
    plaats = get_object_or_404(Provincie.objects.visible_to(request.user).select_related("landsdeel"), slug=slug)
    jaar, peildatum = gevraagd_jaar(request), gevraagde_peildatum(request)
    dag = peildatum.dag
    zichtbaar = Afspraak.objects.gezien_door(request.user, dag)
    afspraken = zichtbaar.voor_provincie(plaats)
    lijst = Lijst.van(provincie=plaats.slug, peildatum=dag)
    return render(
        request,
        "dashboards/provincie.html",
        _plaatscontext(request, afspraken, lijst, plaats.get_absolute_url(), jaar, peildatum)
        | {
            "provincie": plaats,
            **_instrumenten(request, plaats, dag),
            "landsdeel_url": adres_in_jaar(plaats.landsdeel, jaar, dag),
            "ligging": ligging([plaats]),
            **_gebieden(plaats.gebieden.order_by("naam"), per_gebied(in_jaar(zichtbaar, jaar)), jaar, dag),
            "overleggen": _overleggen(request, afspraken, lijst, jaar),
            "buren": [
                Rij(een.naam, adres_in_jaar(een, jaar, dag), NIETS)
                for een in plaats.landsdeel.provincies.exclude(pk=plaats.pk).order_by("volgorde", "naam")
            ],
        },
    )


@openbaar
@require_safe
def gebied(request: HttpRequest, slug: str) -> HttpResponse:
    """The dashboard of a gebied: the agreements about it, whichever overleg made them."""
    plaats = get_object_or_404(
        Gebied.objects.visible_to(request.user)
        .select_related("voorloper_van")
        .prefetch_related("provincies", "landsdelen", "voorlopers"),
        slug=slug,
    )
    jaar, peildatum = gevraagd_jaar(request), gevraagde_peildatum(request)
    dag = peildatum.dag
    afspraken = Afspraak.objects.gezien_door(request.user, dag).voor_gebied(plaats)
    lijst = Lijst.van(gebied=plaats.slug, peildatum=dag)
    provincies = list(plaats.provincies.all())
    landsdelen = list(plaats.landsdelen.all())
    buren = (
        Gebied.objects.visible_to(request.user)
        .filter(provincies__in=provincies, soort=plaats.soort)
        .exclude(pk=plaats.pk)
        .order_by("naam")
        .distinct()
    )
    return render(
        request,
        "dashboards/gebied.html",
        _plaatscontext(request, afspraken, lijst, plaats.get_absolute_url(), jaar, peildatum)
        | {
            "gebied": plaats,
            **_instrumenten(request, plaats, dag),
            "voorlopers": list(plaats.voorlopers.all()),
            "ligging": ligging(provincies, plaats),
            "provincies": [Rij(een.naam, adres_in_jaar(een, jaar, dag), NIETS) for een in provincies],
            "landsdelen": [Rij(een.naam, adres_in_jaar(een, jaar, dag), NIETS) for een in landsdelen],
            "overleggen": _overleggen(request, afspraken, lijst, jaar),
            "buren": [Rij(een.naam, adres_in_jaar(een, jaar, dag), NIETS) for een in buren],
        },
    )


# --- what the three share --------------------------------------------------------------------------------------


def gevraagd_jaar(request: HttpRequest) -> int | None:
    """The year of `?jaar=2024`, None without one; 404 for what is no year.

    A year without agreements is a page with zeros: whether it has any that the user may not see stays hidden.
    """
    waarde = request.GET.get("jaar", "")
    if not waarde:
        return None
    if not (waarde.isascii() and waarde.isdecimal() and len(waarde) == 4):
        raise Http404("Dit jaar kennen wij niet.")
    return int(waarde)


def _plaatscontext(
    request: HttpRequest,
    afspraken: AfspraakQuerySet,
    lijst: Lijst,
    adres: str,
    jaar: int | None,
    peildatum: Peildatum,
) -> dict[str, Any]:
    """What each place shows, from all of its agreements that the user may see. Twelve queries."""
    gekozen = in_jaar(afspraken, jaar)
    lijst_in_jaar = lijst.met(jaar=jaar)
    stand = overzicht(gekozen, lijst_in_jaar, user=request.user)
    noteer_verzameling(request, "overzicht", afspraken)
    themas = per_thema(gekozen)
    return {
        "stand": stand,
        "jaar": jaar,
        "peildatum": peildatum,
        "nu_url": f"{adres}?jaar={jaar}" if jaar else adres,
        "behoud": [("jaar", jaar)] if jaar else [],
        "jaren": _jaren(per_jaar(afspraken), adres, jaar, peildatum.dag),
        "afspraken": lijstregels(eerste_afspraken(gekozen)),
        "themas": [
            Rij(thema.naam, lijst_in_jaar.met(thema=thema.slug).gevolgd, themas[thema.pk])
            for thema in Thema.objects.visible_to(request.user).order_by("volgorde", "naam")
            if thema.pk in themas
        ],
    }


def _jaren(
    tellingen: dict[int | None, Telling], adres: str, gekozen: int | None, dag: date | None
) -> list[dict[str, Any]]:
    """The switch between the years: all of them, and each with agreements, newest first."""
    jaren = sorted((jaar for jaar in tellingen if jaar is not None), reverse=True)
    totaal = sum(telling.totaal for telling in tellingen.values())
    keuzes = [{"naam": "Alle jaren", "url": met_dag(adres, dag), "aantal": totaal, "gekozen": gekozen is None}]
    keuzes += [
        {
            "naam": str(jaar),
            "url": met_dag(f"{adres}?jaar={jaar}", dag),
            "aantal": tellingen[jaar].totaal,
            "gekozen": jaar == gekozen,
        }
        for jaar in jaren
    ]
    return keuzes


def _rij(
    plaats: Landsdeel | Provincie | Gebied,
    tellingen: dict[int | None, Telling],
    jaar: int | None = None,
    dag: date | None = None,
) -> Rij:
    return Rij(plaats.naam, adres_in_jaar(plaats, jaar, dag), tellingen.get(plaats.pk, NIETS))


def _gebieden(
    gebieden: Iterable[Gebied], tellingen: dict[int | None, Telling], jaar: int | None, dag: date | None
) -> dict[str, Any]:
    """The gebieden of a place: the NOVEX-gebieden and others with agreements as rows, the rest by name."""
    rijen: list[Rij] = []
    overig: list[Rij] = []
    for een in sorted(gebieden, key=lambda een: (not een.is_novex, een.soort, een.naam)):
        soort = een.get_cluster_display() if een.is_novex and een.cluster else een.get_soort_display()
        rij = Rij(een.naam, adres_in_jaar(een, jaar, dag), tellingen.get(een.pk, NIETS), bij=soort)
        (rijen if een.is_novex or rij.telling.totaal else overig).append(rij)
    return {"gebieden": rijen, "gebieden_zonder": overig}


def _instrumenten(request: HttpRequest, plaats: Provincie | Gebied, dag: date | None) -> dict[str, Any]:
    """How far the instruments of a place are on that day (or today), and their picture.

    Nine queries; one where there are none.
    """
    instrumenten = list(Instrument.objects.visible_to(request.user).prefetch_related("gebieden"))
    if not instrumenten:
        return {"instrumenten": []}
    uitspraken = uitspraken_voor(request.user)
    vandaag = dag or timezone.localdate()
    beeld, _ = beeld_van_plek(plaats.slug, instrumenten, uitspraken, tot=vandaag)
    regels = regels_van_plek(plaats.slug, instrumenten, uitspraken, vandaag)
    return {"instrumenten": regels, "instrumentbeeld": beeld, "plek": plaats}


def _overleggen(request: HttpRequest, afspraken: AfspraakQuerySet, lijst: Lijst, jaar: int | None) -> list[Rij]:
    """Which overleg the agreements of a place come from; empty when it is but one. Two queries."""
    landsdelen = Landsdeel.objects.visible_to(request.user).order_by("volgorde", "naam")
    rijen = _per_overleg(per_landsdeel(in_jaar(afspraken, jaar)), landsdelen, lijst.met(jaar=jaar))
    return rijen if len(rijen) > 1 else []


def _per_overleg(tellingen: dict[int | None, Telling], landsdelen: Iterable[Landsdeel], lijst: Lijst) -> list[Rij]:
    """A row per landsdeel whose overleg has agreements here, and last the whole country."""
    rijen = [
        Rij(een.naam, lijst.met(landsdeel=een.slug).gevolgd, tellingen[een.pk])
        for een in landsdelen
        if een.pk in tellingen
    ]
    landelijk = _landelijk(tellingen, lijst)
    return [*rijen, landelijk] if landelijk else rijen


def _landelijk(tellingen: dict[int | None, Telling], lijst: Lijst) -> Rij | None:
    if None not in tellingen:
        return None
    return Rij("Landelijk", lijst.met(landsdeel=LANDELIJK).gevolgd, tellingen[None])
