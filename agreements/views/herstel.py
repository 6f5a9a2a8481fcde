"""Looking at a document that was read: its structure beside its source, repaired where needed, and loaded."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.actoren import ingelogd
from agreements.forms.herstel import Stukformulier
from agreements.herstelregels import Namen, Rijregel, in_woorden, rijregels
from agreements.lijst import Lijst
from agreements.models import Invoer, Ronde
from agreements.services import reparaties
from agreements.services.invoer import gooi_weg, laad_invoer
from agreements.services.lijsten import LijstWijktAf, lijst_uit_database
from agreements.services.plaatsen import naslag_uit_database
from agreements.services.reparaties import Stand, stand_van, telling_van
from agreements.services.vergelijken import Verschil, vergelijk

#: A place that no row has.
GEEN = 10**9


def _invoer(request: HttpRequest, pk: uuid.UUID) -> Invoer:
    return get_object_or_404(Invoer.objects.visible_to(request.user), pk=pk)


@require_GET
def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The structure that was read beside its source. `?deel=N` opens the repairs of one part."""
    invoer = _invoer(request, pk)
    return _pagina(request, invoer, deel=_getal(request.GET, "deel"))


def _pagina(request: HttpRequest, invoer: Invoer, *, deel: int = GEEN, status: int = 200) -> HttpResponse:
    naslag, namen = naslag_uit_database(), Namen.uit_database()
    stand = stand_van(invoer, naslag)
    regels = rijregels(stand, namen, naslag)
    regel = regels[deel] if deel < len(regels) and not invoer.is_geladen else None
    formulier = Stukformulier(stand=stand, regel=regel, namen=namen) if regel else None
    context = {"invoer": invoer, "stand": stand, "formulier": formulier}
    if regel and request.htmx.target == f"d{regel.nummer}":  # type: ignore[attr-defined]
        return render(request, "agreements/_herstelrij.html", {**context, "regel": regel})
    return render(
        request,
        "agreements/invoer_detail.html",
        {**context, **_context(request, invoer, stand, regels, namen)},
        status=status,
    )


def _context(
    request: HttpRequest, invoer: Invoer, stand: Stand, regels: list[Rijregel], namen: Namen
) -> dict[str, Any]:
    ronde = Ronde.objects.visible_to(request.user).filter(soort=invoer.soort, jaar=invoer.jaar).first()
    niet = {bewerking.id: reden for bewerking, reden in stand.niet_toegepast}
    return {
        "lijst": stand.lijst,
        "tellingen": stand.lijst.tellingen(),
        "regels": regels,
        "gedaan": _getal(request.GET, "gedaan"),
        "algemeen": [(nummer, een) for nummer, een in enumerate(stand.twijfels) if een.deel is None],
        "eerste_open": next((een for een in stand.twijfels if een.is_open and een.deel is not None), None),
        "reparaties": [
            (bewerking, in_woorden(bewerking, namen), niet.get(bewerking.id, ""))
            for bewerking in reparaties.bewerkingen_van(invoer)
        ],
        "telling": telling_van(invoer, stand),
        "ronde": ronde,
        "verschillen": _verschillen(request, ronde, stand.lijst),
    }


def _verschillen(request: HttpRequest, ronde: Ronde | None, lijst: Lijst) -> list[Verschil] | None:
    """How this list differs from the one that the ronde has; None when it has none yet."""
    geladen = lijst_uit_database(ronde, user=request.user) if ronde else None
    return vergelijk(geladen, lijst) if geladen and geladen.landsdelen else None


# --- repairs ---------------------------------------------------------------------------------------------


@require_POST
def herstel(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Do one repair and go back to the part it was done on; a refusal is told there."""
    invoer = _invoer(request, pk)
    nummer = _getal(request.POST, "deel")
    naslag, namen = naslag_uit_database(), Namen.uit_database()
    stand = stand_van(invoer, naslag)
    try:
        # The numbers on the form are those of this version only.
        reparaties.eis_te_repareren(invoer=invoer, by=ingelogd(request), versie=request.POST.get("versie", ""))
        if nummer >= len(stand.rij):
            raise ValidationError("Dit stuk bestaat niet. Laad de pagina opnieuw.")
        formulier = Stukformulier(request.POST, stand=stand, regel=rijregels(stand, namen, naslag)[nummer], namen=namen)
        if not formulier.is_valid():
            raise ValidationError("Deze keuze is er niet. Laad de pagina opnieuw en kies uit de lijst.")
        ingreep, waarden = formulier.opdracht(request.POST.get("doe", ""))
        bewerking = reparaties.herstel(
            invoer=invoer, by=ingelogd(request), versie=stand.versie, deel=nummer, ingreep=ingreep, waarden=waarden
        )
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return _terug(invoer, nummer, open_=not invoer.is_geladen)
    messages.success(request, f"{in_woorden(bewerking, namen)}. U kunt dit ongedaan maken.")
    invoer.refresh_from_db(fields=["reparaties"])
    geraakt = [plaats for plaats, stuk in enumerate(stand_van(invoer, naslag).rij) if bewerking.id in stuk.geraakt]
    return _terug(invoer, geraakt[0] if geraakt else nummer)


@require_POST
def bekeken(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say of a doubtful place that it is right."""
    invoer = _invoer(request, pk)
    try:
        reparaties.bekijk(
            invoer=invoer,
            by=ingelogd(request),
            versie=request.POST.get("versie", ""),
            twijfel=_getal(request.POST, "twijfel"),
        )
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    return _terug(invoer, _getal(request.POST, "deel"))


@require_POST
def ongedaan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back one repair, or all of them (`alles`)."""
    invoer = _invoer(request, pk)
    versie = request.POST.get("versie", "")
    try:
        if "alles" in request.POST:
            aantal = reparaties.maak_alles_ongedaan(invoer=invoer, by=ingelogd(request), versie=versie)
            messages.success(request, f"Alle reparaties zijn ongedaan gemaakt ({aantal}).")
        else:
            reparaties.maak_ongedaan(
                invoer=invoer, by=ingelogd(request), versie=versie, bewerking=_getal(request.POST, "bewerking")
            )
            messages.success(request, "De reparatie is ongedaan gemaakt.")
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    return HttpResponseRedirect(f"{invoer.get_absolute_url()}#reparaties", status=303)


def _getal(gegeven: QueryDict, naam: str) -> int:
    """A place in a row as an address or form names it; GEEN for what is no number."""
    waarde = gegeven.get(naam, "")
    return int(waarde) if waarde.isdecimal() and len(waarde) < 9 else GEEN


def _terug(invoer: Invoer, deel: int, *, open_: bool = False) -> HttpResponseRedirect:
    vraag = "deel" if open_ else "gedaan"
    adres = invoer.get_absolute_url()
    return HttpResponseRedirect(f"{adres}?{vraag}={deel}#d{deel}" if deel < GEEN else adres, status=303)


# --- loading ---------------------------------------------------------------------------------------------


@require_POST
def laden(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Load the list. When the ronde has another one, the differences are shown and must be agreed to."""
    invoer = _invoer(request, pk)
    try:
        resultaat = laad_invoer(
            invoer=invoer, by=ingelogd(request), vervang="vervang" in request.POST, versie=request.POST.get("versie")
        )
    except LijstWijktAf:
        messages.warning(request, "Deze ronde heeft al een andere lijst. Bekijk de verschillen en bevestig.")
        return _pagina(request, invoer, status=409)
    except reparaties.IntussenHersteld:
        messages.error(
            request, "Iemand anders heeft de structuur intussen gewijzigd. Er is niets geladen. Bekijk de nieuwe stand."
        )
        return _pagina(request, _invoer(request, pk), status=409)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return _pagina(request, invoer, status=422)
    if resultaat.is_ongewijzigd:
        messages.info(request, "Deze lijst was al geladen. Er is niets veranderd.")
    elif resultaat.verschillen:
        messages.success(
            request,
            f"De lijst is vervangen: {resultaat.nieuw} nieuw, {resultaat.gewijzigd} gewijzigd, "
            f"{resultaat.verdwenen} niet meer in de lijst.",
        )
    else:
        messages.success(request, f"De lijst is geladen: {resultaat.nieuw} tekstblokken.")
    return HttpResponseRedirect(resultaat.ronde.get_absolute_url())


@require_POST
def weggooien(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw away a document that was not loaded, with its repairs."""
    invoer = _invoer(request, pk)
    try:
        gooi_weg(invoer=invoer, by=ingelogd(request))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return HttpResponseRedirect(invoer.get_absolute_url())
    messages.success(request, f"“{invoer.bestandsnaam}” is weggegooid.")
    return HttpResponseRedirect(reverse("afsprakenlijst-invoeren"))
