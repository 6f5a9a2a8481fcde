"""One agendapunt: what it says, who writes in it, what people remark at it, and every version of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.actoren import ingelogd
from agreements.models import Afspraak, Agendapunt, Opmerking, Puntconcept, Puntversie
from agreements.models.dossier import BLOKSOORTEN
from agreements.punttekst import tekst_van_punt
from agreements.puntverschil import puntverschil
from agreements.rechten import mag_dossier_schrijven
from agreements.services.opmerkingen import mag_voor
from agreements.services.puntversies import punt_in, stand_van, versies_van
from agreements.services.schrijven import is_op_tafel, schrijvers, zet_versie_terug

#: So many versions are named beside an item; the page of its versions has them all.
LAATSTE = 5
_BLOKNAMEN = dict(BLOKSOORTEN)


def zichtbaar_punt(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> Agendapunt:
    """The item at this address; 404 when it is not there or not for this user."""
    punt: Agendapunt = get_object_or_404(
        Agendapunt.objects.visible_to(request.user)
        .select_related("dossier__overleg__ronde", "dossier__overleg__landsdeel", "penhouder")
        .prefetch_related("blokken__voorstellen"),
        pk=pk,
        dossier__overleg__ronde__soort=soort,
        dossier__overleg__ronde__jaar=jaar,
        dossier__overleg__landsdeel__slug=landsdeel,
    )
    return punt


def adres(punt: Agendapunt, naam: str = "agendapunt-detail", *rest: Any) -> str:
    """The address of a page of this item."""
    overleg = punt.dossier.overleg
    return reverse(naam, args=[overleg.ronde.soort, overleg.ronde.jaar, overleg.landsdeel_slug, punt.pk, *rest])


def omgeving(request: HttpRequest, punt: Agendapunt) -> dict[str, Any]:
    """What every page of an item shows around it."""
    user = ingelogd(request)
    op_tafel = is_op_tafel(punt)
    mag = mag_dossier_schrijven(user, punt.dossier.overleg)
    return {
        "punt": punt,
        "overleg": punt.dossier.overleg,
        "adressen": {
            naam.replace("-", "_"): adres(punt, f"agendapunt-{naam}")
            for naam in ("detail", "schrijven", "concept", "versies")
        },
        "mag_schrijven": mag and not op_tafel,
        "mag_opmerken": mag,
        "op_tafel": op_tafel,
        "schrijvers": schrijvers(punt, behalve=user),
    }


@require_GET
def detail(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> HttpResponse:
    """One item at large, with its neighbours, its comments and its last versions."""
    punt = zichtbaar_punt(request, soort, jaar, landsdeel, pk)
    return render(request, "agreements/agendapunt_detail.html", detail_context(request, punt))


def detail_context(request: HttpRequest, punt: Agendapunt) -> dict[str, Any]:
    """What the page of an item shows. Thirteen queries, however many comments and versions there are."""
    user = ingelogd(request)
    buren = Agendapunt.objects.visible_to(user).filter(dossier=punt.dossier_id)
    concept = Puntconcept.objects.visible_to(user).filter(punt=punt).exclude(inhoud={}).first()
    versies = list(versies_van(punt))
    return {
        **omgeving(request, punt),
        "blokken": list(punt.blokken.all()),
        "herkomsten": Afspraak.objects.visible_to(user)
        .filter(agendapunten=punt)
        .select_related("overleg__ronde", "tekstblok"),
        "vorige": buren.filter(volgorde__lt=punt.volgorde).order_by("volgorde").last(),
        "volgende": buren.filter(volgorde__gt=punt.volgorde).order_by("volgorde").first(),
        "concept": concept,
        "versies": versies[:LAATSTE],
        "aantal_versies": len(versies),
        **opmerkingen_bij(request, punt),
    }


def opmerkingen_bij(request: HttpRequest, punt: Agendapunt) -> dict[str, Any]:
    """The comments at an item that this user may see, each with its answers; open ones first. One query."""
    alle = list(Opmerking.objects.visible_to(request.user).filter(punt=punt).order_by("pk"))
    antwoorden: dict[int, list[Opmerking]] = {}
    for een in alle:
        if een.antwoord_op_id:
            antwoorden.setdefault(een.antwoord_op_id, []).append(een)
    draden = [(een, antwoorden.get(een.pk, [])) for een in alle if not een.antwoord_op_id]
    return {
        "open_opmerkingen": [draad for draad in draden if draad[0].gesloten_op is None],
        "gesloten_opmerkingen": [draad for draad in draden if draad[0].gesloten_op is not None],
        "voor_keuzen": [(waarde, Opmerking.Voor(waarde).label) for waarde in mag_voor(ingelogd(request))],
    }


# --- versions ----------------------------------------------------------------------------------------------------


@require_GET
def versies(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> HttpResponse:
    """All versions of an item, and what differs between two of them: the last two when none are chosen."""
    punt = zichtbaar_punt(request, soort, jaar, landsdeel, pk)
    lijst = list(versies_van(punt))
    nummers = [versie.nummer for versie in lijst]
    naar = _gekozen(request, "naar", nummers, nummers[0] if nummers else 0)
    van = _gekozen(request, "van", nummers, max((een for een in nummers if een < naar), default=naar))
    context = {**omgeving(request, punt), "versies": lijst, "van": van, "naar": naar}
    if len(lijst) > 1:
        try:
            oud, nieuw = (tekst_van_punt(punt_in(_versie(request, punt, nummer))) for nummer in (van, naar))
        except ValidationError as fout:
            context["beschadigd"] = " ".join(fout.messages)
        else:
            context["verschillen"] = [
                (f"{_BLOKNAMEN[deel.soort.value]} {deel.kop}".strip() if deel.soort else deel.kop, deel)
                for deel in puntverschil(oud, nieuw)
            ]
            context["is_gelijk"] = oud == nieuw
    return render(request, "agreements/agendapunt_versies.html", context)


def _gekozen(request: HttpRequest, naam: str, nummers: list[int], anders: int) -> int:
    """The version that the address asks for. Raises Http404 for one that is not there."""
    gevraagd = request.GET.get(naam, "")
    if not gevraagd:
        return anders
    gevonden = next((nummer for nummer in nummers if str(nummer) == gevraagd), None)
    if gevonden is None:
        raise Http404
    return gevonden


def _versie(request: HttpRequest, punt: Agendapunt, nummer: int) -> Puntversie:
    versie: Puntversie = get_object_or_404(
        Puntversie.objects.visible_to(request.user).filter(punt=punt).select_related("door"), nummer=nummer
    )
    return versie


@require_GET
def versie(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int, nummer: int) -> HttpResponse:
    """One version as it was then."""
    punt = zichtbaar_punt(request, soort, jaar, landsdeel, pk)
    rij = _versie(request, punt, nummer)
    context = {**omgeving(request, punt), "versie": rij, "naam": f"Versie {nummer}"}
    try:
        toen = punt_in(rij)
    except ValidationError as fout:
        context["beschadigd"] = " ".join(fout.messages)
    else:
        context["toen"] = toen
        context["blokken"] = [(f"{_BLOKNAMEN[blok.soort.value]} {blok.deel}".strip(), blok) for blok in toen.blokken]
        context["is_huidig"] = tekst_van_punt(toen) == stand_van(punt).tekst
    return render(request, "agreements/agendapunt_versie.html", context)


@require_POST
def terugzetten(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int, nummer: int) -> HttpResponse:
    """Give the item the text of this version again."""
    punt = zichtbaar_punt(request, soort, jaar, landsdeel, pk)
    rij = _versie(request, punt, nummer)
    try:
        bewaard = zet_versie_terug(versie=rij, by=ingelogd(request))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return HttpResponseRedirect(adres(punt, "agendapunt-versies"))
    if bewaard.versie is None:
        messages.info(request, f"Het agendapunt heeft de tekst van versie {nummer} al.")
    else:
        messages.success(
            request, f"De tekst van versie {nummer} is teruggezet. Dat is nu versie {bewaard.versie.nummer}."
        )
    return HttpResponseRedirect(adres(punt))
