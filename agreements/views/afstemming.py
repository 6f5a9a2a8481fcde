"""The page on which the participants of an overleg answer, agreement by agreement."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.actoren import ingelogd
from accounts.models import Vervanging
from agreements.forms.afstemming import Reactieformulier
from agreements.models import Afstemming, Afstemmingspartij, Overleg, Reactie
from agreements.rechten import mag_afstemmen
from agreements.services.afstemmingen import (
    Overzicht,
    Partijstand,
    Regel,
    akkoord_met_rest,
    lees_stand,
    mag_nu_reageren,
    reageer,
    stempel,
)
from agreements.services.afstemmingen.tekst import als_veld
from agreements.views.gedeeld import overleg_van


def afstemming_van(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> Afstemming:
    """The afstemming of that overleg; 404 when there is none, or none for this user."""
    overleg = overleg_van(request, soort, jaar, landsdeel)
    afstemming: Afstemming = get_object_or_404(Afstemming.objects.visible_to(request.user), overleg=overleg)
    afstemming.overleg = overleg
    return afstemming


def adres(overleg: Overleg, *, partij: Afstemmingspartij | None = None, anker: str = "") -> str:
    """The address of the page, for a party and at an agreement."""
    pad = reverse("afstemming", args=[overleg.ronde.soort, overleg.ronde.jaar, overleg.landsdeel_slug])
    return f"{pad}{f'?partij={partij.pk}' if partij else ''}{f'#{anker}' if anker else ''}"


@require_GET
def detail(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """What every party said of every agreement, and the place to answer for one's own."""
    overleg = overleg_van(request, soort, jaar, landsdeel)
    afstemming = Afstemming.objects.visible_to(request.user).filter(overleg=overleg).first()
    if afstemming is None:
        if mag_afstemmen(ingelogd(request)):
            return HttpResponseRedirect(
                reverse("afstemming-beginnen", args=[overleg.ronde.soort, overleg.ronde.jaar, overleg.landsdeel_slug])
            )
        raise Http404("De afstemming is nog niet begonnen.")
    afstemming.overleg = overleg
    overzicht = lees_stand(afstemming)
    return _toon(request, overzicht, _gekozen(request, overzicht, request.GET.get("partij")))


@require_POST
def reageren(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Agree or object for one agreement. HTMX gets that agreement back; a browser without script the page at it."""
    afstemming = afstemming_van(request, soort, jaar, landsdeel)
    overzicht = lees_stand(afstemming)
    partij = _partij(request, afstemming)
    regel = next((een for een in overzicht.regels if een.afspraak.code == request.POST.get("afspraak")), None)
    if regel is None:
        raise Http404("Deze afspraak staat niet in de lijst.")
    na = request.POST.get("na", "")
    fout: ValidationError | None = None
    try:
        reageer(
            partij=partij,
            afspraak=regel.afspraak,
            oordeel=request.POST.get("oordeel", ""),
            toelichting=request.POST.get("toelichting", ""),
            tegentekst=request.POST.get("tegentekst", ""),
            na=int(na) if na.isdecimal() else None,
            over=request.POST.get("over") or None,
            by=ingelogd(request),
        )
    except ValidationError as refusal:
        fout = refusal
    overzicht = lees_stand(afstemming)
    gekozen = overzicht.van(partij)
    if not request.htmx:  # type: ignore[attr-defined]
        if fout is None:
            return HttpResponseRedirect(adres(afstemming.overleg, partij=partij, anker=regel.afspraak.code))
        return _toon(request, overzicht, gekozen, fout_bij=regel.afspraak.code, fout=fout)
    nu = overzicht.regel(regel.afspraak)
    if nu is None:
        raise Http404("Deze afspraak staat niet meer in de lijst.")
    rij = _rij(request, nu, gekozen, fout=fout, mag=True)
    context = {**_basis(request, overzicht, gekozen), "rij": rij, "htmx": True}
    return render(request, "agreements/_afstemming_antwoord.html", context)


@require_POST
def rest(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Agree to everything that still waits for an answer of the party."""
    afstemming = afstemming_van(request, soort, jaar, landsdeel)
    partij = _partij(request, afstemming)
    try:
        rijen = akkoord_met_rest(partij=partij, gezien=request.POST.get("gezien") or None, by=ingelogd(request))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        aantal = "1 afspraak" if len(rijen) == 1 else f"{len(rijen)} afspraken"
        if rijen:
            messages.success(
                request, f"{partij.naam} is akkoord met {aantal}. U kunt elk antwoord tot de laatste dag nog wijzigen."
            )
        else:
            messages.info(request, "Er stond niets meer open.")
    return HttpResponseRedirect(adres(afstemming.overleg, partij=partij))


def _partij(request: HttpRequest, afstemming: Afstemming) -> Afstemmingspartij:
    """The party that is answered for; whether this user may is asked by the service."""
    sleutel = request.POST.get("partij", "")
    partij: Afstemmingspartij = get_object_or_404(afstemming.partijen, pk=sleutel if sleutel.isdecimal() else 0)
    return partij


def _voor_wie(request: HttpRequest, overzicht: Overzicht) -> list[Partijstand]:
    """The parties that this user may answer for. At most one query."""
    user = ingelogd(request)
    if mag_afstemmen(user):
        return overzicht.partijen
    vervangen = Vervanging.objects.filter(door=user, voor__is_active=True).geldig_op(timezone.localdate())
    wie = {user.pk, *vervangen.values_list("voor", flat=True)}
    return [een for een in overzicht.partijen if wie & {lid.pk for lid in een.partij.leden.all()}]


def _gekozen(request: HttpRequest, overzicht: Overzicht, sleutel: str | None) -> Partijstand | None:
    """The party that is answered for: the one in the address, else the only one, or the first of one's own."""
    mijn = _voor_wie(request, overzicht)
    gevraagd = next((een for een in mijn if str(een.partij.pk) == sleutel), None)
    if gevraagd or sleutel == "geen":
        return gevraagd
    user = ingelogd(request)
    eigen = [een for een in mijn if user in een.partij.leden.all()] if mag_afstemmen(user) else mijn
    return next((een for een in eigen if een.open), eigen[0] if eigen else None)


def _basis(request: HttpRequest, overzicht: Overzicht, gekozen: Partijstand | None) -> dict[str, Any]:
    afstemming = overzicht.afstemming
    return {
        "overzicht": overzicht,
        "afstemming": afstemming,
        "overleg": afstemming.overleg,
        "ronde": afstemming.overleg.ronde,
        "gekozen": gekozen,
        "stempel": stempel(overzicht.regels, gekozen.open) if gekozen else "",
        "mag_reageren": gekozen is not None and mag_nu_reageren(afstemming, ingelogd(request)),
        "mag_afstemmen": mag_afstemmen(ingelogd(request)),
        "dagen_over": (afstemming.uiterlijk - timezone.localdate()).days,
    }


def _toon(
    request: HttpRequest,
    overzicht: Overzicht,
    gekozen: Partijstand | None,
    *,
    fout_bij: str = "",
    fout: ValidationError | None = None,
) -> HttpResponse:
    context = _basis(request, overzicht, gekozen)
    rijen = [
        _rij(
            request,
            regel,
            gekozen,
            mag=context["mag_reageren"],
            fout=fout if regel.afspraak.code == fout_bij else None,
        )
        for regel in overzicht.regels
    ]
    context |= {
        "rubrieken": [
            (rubriek, list(groep))
            for rubriek, groep in groupby(rijen, key=lambda rij: rij["afspraak"].tekstblok.blok.rubriek)
        ],
        "voor_wie": [een.partij.pk for een in _voor_wie(request, overzicht)],
        "fout": fout,
    }
    return render(request, "agreements/afstemming.html", context, status=422 if fout else 200)


def _rij(
    request: HttpRequest,
    regel: Regel,
    gekozen: Partijstand | None,
    *,
    mag: bool,
    fout: ValidationError | None = None,
) -> dict[str, Any]:
    """One agreement as the page shows it: its text, what was said of it, and the form for the party."""
    cel = regel.van(gekozen.partij) if gekozen else None
    formulier = None
    if cel is not None and mag:
        getypt = request.POST if fout and request.POST.get("oordeel") == Reactie.Oordeel.BEZWAAR else None
        formulier = Reactieformulier(getypt, regel=regel, cel=cel)
    algemeen: list[str] = []
    if fout is not None:
        per_veld = fout.message_dict if hasattr(fout, "error_dict") else {"__all__": fout.messages}
        for veld, zinnen in per_veld.items():
            if formulier is not None and formulier.is_bound and veld in formulier.fields:
                formulier.add_error(veld, zinnen)
            else:
                algemeen += zinnen
    return {
        "regel": regel,
        "afspraak": regel.afspraak,
        "tekst": regel.tekst,
        "tekst_veld": als_veld(regel.tekst),
        "cel": cel,
        "formulier": formulier,
        "fouten": algemeen,
        "open": cel is not None and cel.stand.wacht_op_antwoord,
    }
