"""What a secretary does in a meeting: opening, deciding, taking back, the hamer, presence, closing."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actoren import ingelogd
from agreements.forms.fouten import voeg_fouten_toe
from agreements.forms.zitting import Aanwezigeformulier, Besluitformulier, Nieuweformulier, Presentieformulier
from agreements.models import Beslispunt, Zitting
from agreements.models.besluit import Besluit
from agreements.rechten import mag_besluiten_vastleggen
from agreements.services.zittingen import (
    Besluittekst,
    IntussenBesloten,
    Tekstverschil,
    draai_handeling_terug,
    draai_terug,
    hamer_af,
    leg_besluit_vast,
    open_zitting,
    sluit_zitting,
    tafel,
    voeg_aanwezige_toe,
    voeg_in,
    voorbereiding,
    zet_aanwezigheid,
)
from agreements.views.gedeeld import overleg_van
from agreements.views.zitting import Invulling, pagina, punt_van, zitting_van


def _om_te_besluiten(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> Zitting:
    """The meeting, for who may record in it: 404 for who may not see it, 403 for who only reads."""
    zitting = zitting_van(request, soort, jaar, landsdeel)
    _eis(request)
    return zitting


def _eis(request: HttpRequest) -> None:
    if not mag_besluiten_vastleggen(ingelogd(request)):
        raise PermissionDenied("Alleen een Rijksredacteur legt vast wat een overleg besluit.")


def _adres(zitting: Zitting, naam: str = "zitting") -> str:
    overleg = zitting.overleg
    return reverse(naam, args=[overleg.ronde.soort, overleg.ronde.jaar, overleg.landsdeel_slug])


def _naar_punt(zitting: Zitting, punt: int, anker: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{_adres(zitting)}?punt={punt}{anker}", status=303)


def _meld(request: HttpRequest, fout: ValidationError) -> None:
    messages.error(request, " ".join(fout.messages))


@require_http_methods(["GET", "HEAD", "POST"])
def openen(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Open the meeting, after a page that says what that does."""
    overleg = overleg_van(request, soort, jaar, landsdeel)
    _eis(request)
    if zitting := Zitting.objects.visible_to(request.user).filter(overleg=overleg).first():
        messages.info(request, f"Dit overleg is al geopend, door {zitting.door_naam}. U kunt meteen meedoen.")
        return HttpResponseRedirect(reverse("zitting", args=[soort, jaar, landsdeel]), status=303)
    fout = ""
    if request.method == "POST":
        try:
            zitting = open_zitting(
                overleg=overleg, by=ingelogd(request), zonder_voorstellen="zonder_voorstellen" in request.POST
            )
        except ValidationError as geweigerd:
            fout = " ".join(geweigerd.messages)
        else:
            messages.success(request, "Het overleg is geopend. Het dossier ligt nu vast zoals het op tafel ligt.")
            return HttpResponseRedirect(_adres(zitting), status=303)
    context = {"overleg": overleg, "ronde": overleg.ronde, "fout": fout, "voorbereiding": voorbereiding(overleg)}
    return render(request, "agreements/zitting_openen.html", context, status=422 if fout else 200)


@require_POST
def besluit(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> HttpResponse:
    """Record a decision. `voorbeeld` shows the change and records nothing; a conflict keeps what was typed."""
    zitting = _om_te_besluiten(request, soort, jaar, landsdeel)
    beslispunt = _beslispunt(zitting, pk)
    formulier = Besluitformulier(request.POST, pk=pk)
    if not formulier.is_valid():
        if request.POST.get("besluit") != Besluit.GEWIJZIGD:
            messages.error(request, "Deze keuze is er niet. Er is niets vastgelegd. Probeer het opnieuw.")
            return _naar_punt(zitting, beslispunt.punt_id)
        invulling = Invulling(wijzig=pk, besluit=formulier)
        return pagina(request, zitting, punt=beslispunt.punt_id, invulling=invulling, status=422)
    if "voorbeeld" in request.POST:
        return _voorbeeld(request, zitting, beslispunt, formulier)
    try:
        leg_besluit_vast(
            beslispunt=beslispunt,
            besluit=formulier.cleaned_data["besluit"],
            na=formulier.cleaned_data["na"],
            toelichting=formulier.cleaned_data["toelichting"],
            by=ingelogd(request),
            **formulier.woorden,
        )
    except IntussenBesloten as conflict:
        return _conflict(request, zitting, beslispunt, formulier, conflict)
    except ValidationError as fout:
        voeg_fouten_toe(formulier, fout)
        wijzigt = formulier.cleaned_data["besluit"] == Besluit.GEWIJZIGD
        if not wijzigt or zitting.is_gesloten:
            _meld(request, fout)
            return _naar_punt(zitting, beslispunt.punt_id)
        invulling = Invulling(wijzig=pk, besluit=formulier)
        return pagina(request, zitting, punt=beslispunt.punt_id, invulling=invulling, status=422)
    return _naar_punt(zitting, beslispunt.punt_id, f"#voorstel-{pk}")


def _voorbeeld(
    request: HttpRequest, zitting: Zitting, beslispunt: Beslispunt, formulier: Besluitformulier
) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        verschil = Tekstverschil(oud=Besluittekst.van(beslispunt), nieuw=formulier.als_tekst)
        return render(request, "agreements/_beslisverschil.html", {"verschil": verschil, "pk": beslispunt.pk})
    invulling = Invulling(wijzig=beslispunt.pk, besluit=formulier)
    return pagina(request, zitting, punt=beslispunt.punt_id, invulling=invulling)


def _conflict(
    request: HttpRequest, zitting: Zitting, beslispunt: Beslispunt, formulier: Besluitformulier, fout: IntussenBesloten
) -> HttpResponse:
    """The page as it is now, with what was typed, and the form knowing what came in between."""
    getypt = request.POST.copy()
    getypt["na"] = str(fout.regels[-1].nummer)
    wijzigt = formulier.cleaned_data["besluit"] == Besluit.GEWIJZIGD
    invulling = Invulling(
        wijzig=beslispunt.pk if wijzigt else None,
        besluit=Besluitformulier(getypt, pk=beslispunt.pk),
        botst=beslispunt.pk,
        intussen=tuple(fout.regels),
    )
    return pagina(request, zitting, punt=beslispunt.punt_id, invulling=invulling, status=409)


@require_POST
def terug(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> HttpResponse:
    """Take back what was decided about one proposal."""
    zitting = _om_te_besluiten(request, soort, jaar, landsdeel)
    beslispunt = _beslispunt(zitting, pk)
    na = request.POST.get("na", "")
    try:
        draai_terug(beslispunt=beslispunt, na=int(na) if na.isdecimal() and len(na) < 8 else None, by=ingelogd(request))
    except IntussenBesloten as conflict:
        invulling = Invulling(botst=pk, intussen=tuple(conflict.regels))
        return pagina(request, zitting, punt=beslispunt.punt_id, invulling=invulling, status=409)
    except ValidationError as fout:
        _meld(request, fout)
    return _naar_punt(zitting, beslispunt.punt_id, f"#voorstel-{pk}")


@require_POST
def nieuw(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> HttpResponse:
    """Record an agreement that was brought in at the table under this agendapunt."""
    zitting = _om_te_besluiten(request, soort, jaar, landsdeel)
    punt = punt_van(zitting, pk)
    formulier = Nieuweformulier(request.POST)
    if formulier.is_valid():
        try:
            beslispunt = voeg_in(
                zitting=zitting,
                punt=punt,
                sleutel=formulier.cleaned_data["sleutel"],
                by=ingelogd(request),
                **formulier.woorden,
            )
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(request, "De nieuwe afspraak is vastgelegd.")
            return _naar_punt(zitting, punt.pk, f"#voorstel-{beslispunt.pk}")
    return pagina(request, zitting, punt=punt.pk, invulling=Invulling(nieuw=formulier), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def hameren(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Adopt the hamerpunten in one act, after a page that lists them; one can be left out there."""
    zitting = _om_te_besluiten(request, soort, jaar, landsdeel)
    if request.method == "POST":
        gekozen = [int(waarde) for waarde in request.POST.getlist("punt") if waarde.isdecimal() and len(waarde) < 10]
        try:
            regels = hamer_af(zitting=zitting, punten=gekozen, by=ingelogd(request))
        except ValidationError as fout:
            _meld(request, fout)
            return HttpResponseRedirect(_adres(zitting), status=303)
        if regels:
            aantal = "1 voorstel is" if len(regels) == 1 else f"{len(regels)} voorstellen zijn"
            messages.success(request, f"Afgehamerd: {aantal} ongewijzigd vastgesteld.")
            return _naar_punt(zitting, regels[0].beslispunt.punt_id)
        if gekozen:
            messages.info(request, "Deze hamerpunten waren al besloten. Er is niets veranderd.")
            return HttpResponseRedirect(_adres(zitting), status=303)
        messages.error(request, "U hebt geen enkel voorstel gekozen. Er is niets afgehamerd.")
    context = {
        "zitting": zitting,
        "overleg": zitting.overleg,
        "ronde": zitting.overleg.ronde,
        "te_hameren": tafel(zitting).te_hameren,
    }
    return render(request, "agreements/zitting_hameren.html", context)


@require_POST
def handeling_terug(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Take back a whole hamer act."""
    zitting = _om_te_besluiten(request, soort, jaar, landsdeel)
    try:
        handeling = uuid.UUID(request.POST.get("handeling", ""))
        regels = draai_handeling_terug(zitting=zitting, handeling=handeling, by=ingelogd(request))
    except ValidationError as fout:
        _meld(request, fout)
        return HttpResponseRedirect(_adres(zitting), status=303)
    except ValueError:
        messages.error(request, "Deze handeling is er niet. Laad de pagina opnieuw.")
        return HttpResponseRedirect(_adres(zitting), status=303)
    messages.success(request, f"Het afhameren is ongedaan gemaakt ({len(regels)}). Deze voorstellen staan weer open.")
    return _naar_punt(zitting, regels[0].beslispunt.punt_id)


@require_http_methods(["GET", "HEAD", "POST"])
def aanwezigheid(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Who is there; who may not record it reads it."""
    zitting = zitting_van(request, soort, jaar, landsdeel)
    mag = mag_besluiten_vastleggen(ingelogd(request)) and not zitting.is_gesloten
    rijen = list(zitting.aanwezigen.order_by("volgorde"))
    formulieren = [Presentieformulier(rij=rij) for rij in rijen]
    toevoegen = Aanwezigeformulier()
    fout = False
    if request.method == "POST":
        _eis(request)
        try:
            if "toevoegen" in request.POST:
                toevoegen = Aanwezigeformulier(request.POST)
                fout = not toevoegen.is_valid()
                if not fout:
                    voeg_aanwezige_toe(zitting=zitting, by=ingelogd(request), **toevoegen.cleaned_data)
                    messages.success(request, f"{toevoegen.cleaned_data['naam']} is toegevoegd als aanwezig.")
            else:
                formulieren = [Presentieformulier(request.POST, rij=rij) for rij in rijen]
                # Somebody who was added since this page was opened is not on it.
                ingevuld = [een for een in formulieren if f"{een.prefix}-was" in request.POST]
                if any(not een.is_valid() for een in ingevuld):
                    raise ValidationError("Deze keuze is er niet. Laad de pagina opnieuw en kies uit de lijst.")
                zet_aanwezigheid(zitting=zitting, presenties=[een.presentie for een in ingevuld], by=ingelogd(request))
                messages.success(request, "De aanwezigheid is vastgelegd.")
        except ValidationError as geweigerd:
            _meld(request, geweigerd)
            fout = True
            formulieren = [Presentieformulier(rij=rij) for rij in zitting.aanwezigen.order_by("volgorde")]
        if not fout:
            return HttpResponseRedirect(_adres(zitting, "zitting-aanwezigheid"), status=303)
    context = {
        "zitting": zitting,
        "overleg": zitting.overleg,
        "ronde": zitting.overleg.ronde,
        "mag": mag,
        "formulieren": formulieren,
        "toevoegen": toevoegen,
    }
    return render(request, "agreements/zitting_aanwezigheid.html", context, status=422 if fout else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def sluiten(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Close the meeting and make its list, after a page that says what that does and what is still open."""
    zitting = _om_te_besluiten(request, soort, jaar, landsdeel)
    if request.method == "POST":
        try:
            resultaat = sluit_zitting(zitting=zitting, by=ingelogd(request))
        except ValidationError as fout:
            _meld(request, fout)
        else:
            if resultaat.was_gesloten:
                messages.info(request, "Dit overleg was al gesloten. Er is niets veranderd.")
            else:
                aantal = len(resultaat.afspraken)
                woord = "1 afspraak" if aantal == 1 else f"{aantal} afspraken"
                messages.success(request, f"Het overleg is gesloten. De afsprakenlijst is gemaakt met {woord}.")
            return HttpResponseRedirect(_adres(zitting, "zitting-verantwoording"), status=303)
    context = {
        "zitting": zitting,
        "overleg": zitting.overleg,
        "ronde": zitting.overleg.ronde,
        "tafel": tafel(zitting),
    }
    return render(request, "agreements/zitting_sluiten.html", context)


def _beslispunt(zitting: Zitting, pk: int) -> Beslispunt:
    gevonden: Beslispunt = get_object_or_404(zitting.beslispunten.all(), pk=pk)
    gevonden.zitting = zitting
    return gevonden
