"""What the Rijksredacteur does with an afstemming: begin, change, decide on objections, close, and oversee."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actoren import ingelogd
from agreements.forms.afstemming import Besluitformulier, Datumformulier, partijen_van, partijenset
from agreements.forms.fouten import voeg_fouten_toe
from agreements.models import Afspraak, Afstemming, Overleg, Reactie, Ronde
from agreements.rechten import eis, mag_afstemmen
from agreements.services.afstemmingen import (
    Partij,
    begin_afstemming,
    handel_bezwaar_af,
    heropen_afstemming,
    lees_stand,
    lees_standen,
    sluit_afstemming,
    stel_partijen_voor,
    versie_van,
    wie_mag_antwoorden,
    wijzig_afstemming,
)
from agreements.services.afstemmingen.stand import afspraken_van
from agreements.services.afstemmingen.tekst import als_veld
from agreements.views.afstemming import adres, afstemming_van
from agreements.views.gedeeld import overleg_van

#: How long there is to answer when nobody says otherwise.
EEN_WEEK = timedelta(days=7)


@require_GET
def overzicht(request: HttpRequest, soort: str, jaar: int) -> HttpResponse:
    """All afstemmingen of a ronde that this user may see; 404 for who may see none."""
    ronde = get_object_or_404(Ronde.objects.met_lijst(), soort=soort, jaar=jaar)
    overleggen = list(
        Overleg.objects.intern_visible_to(request.user)
        .for_list()
        .filter(ronde=ronde)
        .order_by("volgorde", "landsdeel__naam", "pk")
    )
    if not overleggen:
        raise Http404("Geen overleg van deze ronde is voor u.")
    per_overleg = {
        een.overleg_id: een for een in Afstemming.objects.visible_to(request.user).filter(overleg__in=overleggen)
    }
    standen = {een.afstemming.overleg_id: een for een in lees_standen(list(per_overleg.values()))}
    met_lijst = {een.overleg_id for een in afspraken_van(overleg.pk for overleg in overleggen)}
    vandaag = timezone.localdate()
    return render(
        request,
        "agreements/afstemming_overzicht.html",
        {
            "ronde": ronde,
            "rijen": [
                {
                    "overleg": overleg,
                    "stand": standen.get(overleg.pk),
                    "heeft_lijst": overleg.pk in met_lijst,
                    "dagen_over": (standen[overleg.pk].afstemming.uiterlijk - vandaag).days
                    if overleg.pk in standen
                    else 0,
                }
                for overleg in overleggen
            ],
            "mag_afstemmen": mag_afstemmen(ingelogd(request)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def beginnen(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Choose whom to ask and until when; the participants are filled in."""
    overleg = overleg_van(request, soort, jaar, landsdeel)
    eis(mag_afstemmen(ingelogd(request)))
    if Afstemming.objects.visible_to(request.user).filter(overleg=overleg).exists():
        return HttpResponseRedirect(adres(overleg))
    return _instellen(request, overleg, None, stel_partijen_voor(overleg))


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Change who is asked, who may answer, and the last day."""
    afstemming = afstemming_van(request, soort, jaar, landsdeel)
    eis(mag_afstemmen(ingelogd(request)))
    return _instellen(request, afstemming.overleg, afstemming, partijen_van(afstemming))


def _instellen(
    request: HttpRequest, overleg: Overleg, afstemming: Afstemming | None, partijen: Sequence[Partij]
) -> HttpResponse:
    kandidaten = wie_mag_antwoorden(overleg)
    data = request.POST if request.method == "POST" else None
    begin = {
        "uiterlijk": afstemming.uiterlijk if afstemming else timezone.localdate() + EEN_WEEK,
        "versie": versie_van(afstemming) if afstemming else None,
    }
    formulier = Datumformulier(data, initial=begin)
    rijen = partijenset(data, kandidaten=kandidaten, partijen=partijen)
    # Both are asked, so that all faults show at once.
    if data is not None and not sum(not een.is_valid() for een in (formulier, rijen)):
        gegevens: dict[str, Any] = {
            "partijen": rijen.partijen(),
            "uiterlijk": formulier.cleaned_data["uiterlijk"],
            "by": ingelogd(request),
        }
        try:
            if afstemming:
                wijzig_afstemming(afstemming=afstemming, versie=formulier.cleaned_data["versie"], **gegevens)
                messages.success(request, "De wijzigingen zijn opgeslagen.")
            else:
                begin_afstemming(overleg=overleg, **gegevens)
                messages.success(request, "De afstemming is begonnen. Wie mag antwoorden, heeft een bericht gekregen.")
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            return HttpResponseRedirect(adres(overleg), status=303)
    fouten = bool(formulier.errors) or (rijen.is_bound and not rijen.is_valid())
    return render(
        request,
        "agreements/afstemming_instellen.html",
        {
            "overleg": overleg,
            "ronde": overleg.ronde,
            "afstemming": afstemming,
            "formulier": formulier,
            "partijen": rijen,
            "heeft_lijst": bool(afspraken_van([overleg.pk])),
            "terug": adres(overleg) if afstemming else overleg.get_absolute_url(),
        },
        status=422 if fouten else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sluiten(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Show who did not answer and which objections are open, and close when there is nothing against it."""
    afstemming = afstemming_van(request, soort, jaar, landsdeel)
    eis(mag_afstemmen(ingelogd(request)))
    if request.method == "POST":
        try:
            sluit_afstemming(afstemming=afstemming, by=ingelogd(request))
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
        else:
            messages.success(request, "De afstemming is gesloten.")
            return HttpResponseRedirect(adres(afstemming.overleg))
    return render(
        request,
        "agreements/afstemming_sluiten.html",
        {
            "afstemming": afstemming,
            "overleg": afstemming.overleg,
            "ronde": afstemming.overleg.ronde,
            "overzicht": lees_stand(afstemming),
            "nog_tijd": timezone.localdate() <= afstemming.uiterlijk,
            "terug": adres(afstemming.overleg),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def heropenen(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Open it again, with another last day."""
    afstemming = afstemming_van(request, soort, jaar, landsdeel)
    eis(mag_afstemmen(ingelogd(request)))
    data = request.POST if request.method == "POST" else None
    formulier = Datumformulier(data, initial={"uiterlijk": timezone.localdate() + EEN_WEEK})
    if data is not None and formulier.is_valid():
        try:
            heropen_afstemming(
                afstemming=afstemming, uiterlijk=formulier.cleaned_data["uiterlijk"], by=ingelogd(request)
            )
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(request, "De afstemming is weer open.")
            return HttpResponseRedirect(adres(afstemming.overleg), status=303)
    return render(
        request,
        "agreements/afstemming_heropenen.html",
        {
            "afstemming": afstemming,
            "overleg": afstemming.overleg,
            "ronde": afstemming.overleg.ronde,
            "formulier": formulier,
            "terug": adres(afstemming.overleg),
        },
        status=422 if formulier.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def bezwaar(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> HttpResponse:
    """One objection with the two texts beside each other, and the decision on it."""
    afstemming = afstemming_van(request, soort, jaar, landsdeel)
    eis(mag_afstemmen(ingelogd(request)))
    reactie = get_object_or_404(
        Reactie.objects.visible_to(request.user).select_related("partij", "afspraak", "bezwaarbesluit"),
        partij__afstemming=afstemming,
        oordeel=Reactie.Oordeel.BEZWAAR,
        pk=pk,
    )
    regel = lees_stand(afstemming).regel(reactie.afspraak)
    if regel is None:
        raise Http404("Deze afspraak staat niet meer in de lijst.")
    data = request.POST if request.method == "POST" else None
    formulier = Besluitformulier(data, reactie=reactie, regel=regel)
    if data is not None and formulier.is_valid():
        try:
            afhandeling = handel_bezwaar_af(reactie=reactie, by=ingelogd(request), **formulier.cleaned_data)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            _vertel(request, [een.naam for een in afhandeling.opnieuw], afhandeling.losse_delen)
            return HttpResponseRedirect(adres(afstemming.overleg, anker=reactie.afspraak.code), status=303)
    return render(
        request,
        "agreements/afstemming_bezwaar.html",
        {
            "afstemming": afstemming,
            "overleg": afstemming.overleg,
            "ronde": afstemming.overleg.ronde,
            "reactie": reactie,
            "besluit": getattr(reactie, "bezwaarbesluit", None),
            "is_laatste": regel.van(reactie.partij).nummer == reactie.nummer,
            "regel": regel,
            "tekst": als_veld(regel.tekst),
            "formulier": formulier,
            "terug": adres(afstemming.overleg, anker=reactie.afspraak.code),
        },
        status=422 if formulier.errors else 200,
    )


def _vertel(request: HttpRequest, opnieuw: list[str], losse_delen: list[Afspraak]) -> None:
    gevraagd = f" Opnieuw gevraagd: {', '.join(opnieuw)}." if opnieuw else ""
    messages.success(request, f"Het besluit is vastgelegd.{gevraagd}")
    if losse_delen:
        messages.warning(
            request,
            f"Deze deelafspraken staan niet meer zo in de tekst: {', '.join(een.code for een in losse_delen)}. "
            "Kijk of zij nog kloppen.",
        )
