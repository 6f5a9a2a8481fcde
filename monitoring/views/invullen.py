"""Answering for one side: its agreements one below the other, each a form of its own."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.actoren import ingelogd
from accounts.models import User
from agreements.download import als_download
from agreements.forms.fouten import voeg_fouten_toe
from agreements.inzage import noteer_afspraken
from agreements.models import Afspraak
from agreements.rechten import eis, mag_monitoren, mag_voor_zijde_antwoorden
from monitoring.forms.antwoord import Antwoordformulier, blad_van, getypt
from monitoring.models import Antwoord, Antwoordbewijs, Antwoordconcept, Monitorronde, Uitvraagregel, Zijde
from monitoring.models.monitorronde import UitvraagregelQuerySet
from monitoring.services.antwoorden import IntussenBeantwoord, bewaar_concept, geef_antwoord, laatste_antwoord
from monitoring.services.startwaarden import Startwaarde, startwaarden, uit_antwoord
from monitoring.views.gedeeld import ronde_van, wanneer

PER_PAGINA = 50


@require_GET
def invullen(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreements of one side, with what it said last time filled in."""
    ronde = ronde_van(request, pk)
    return _toon(request, ronde, _zijde(request, ronde))


@require_POST
def antwoorden(request: HttpRequest, pk: int, regel: int) -> HttpResponse:
    """Answer for one agreement. HTMX gets that row back; a browser without script the page at the next one."""
    ronde = ronde_van(request, pk)
    user = ingelogd(request)
    rij = _regel(request, ronde, regel)
    zijde = _zijde(request, ronde)
    eis(mag_voor_zijde_antwoorden(user, rij.afspraak, zijde))
    _versie(request)
    formulier = Antwoordformulier(request.POST, request.FILES, regel=rij, user=user)
    botsing: Antwoord | None = None
    if formulier.is_valid():
        velden = {naam: formulier.cleaned_data[naam] for naam in ("status", "toelichting", "verwacht", "opvolger")}
        try:
            geef_antwoord(
                regel=rij,
                zijde=zijde,
                versie=formulier.cleaned_data["versie"],
                blad=blad_van(request.POST),
                bewijs=formulier.bewijs(),
                by=user,
                **velden,
            )
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        except IntussenBeantwoord as intussen:
            botsing = intussen.antwoord
    if botsing is not None or formulier.errors:
        formulier, botsing = _opnieuw(request, rij, zijde, formulier, botsing)
    gelukt = botsing is None and not formulier.errors
    if request.htmx:  # type: ignore[attr-defined]
        return _deel(request, ronde, zijde, rij, None if gelukt else formulier, botsing)
    if not gelukt:
        return _toon(request, ronde, zijde, bij=rij, formulier=formulier, botsing=botsing)
    messages.success(request, f"{rij.afspraak.code} is beantwoord.")
    return HttpResponseRedirect(_verder(request, ronde, zijde, rij), status=303)


@require_POST
def concept(request: HttpRequest, pk: int, regel: int) -> JsonResponse:
    """Keep what is typed; the page says that it was kept, or that it was not."""
    ronde = ronde_van(request, pk)
    rij = _regel(request, ronde, regel)
    try:
        bewaard = bewaar_concept(
            regel=rij,
            zijde=request.POST.get("zijde", ""),
            velden=getypt(request.POST),
            basis=_versie(request),
            blad=blad_van(request.POST),
            by=ingelogd(request),
        )
    except ValidationError as fout:
        return JsonResponse({"fout": " ".join(fout.messages)}, status=409)
    if bewaard is None:
        return JsonResponse(
            {"fout": "Deze monitorronde is niet meer open. Wat u typt, wordt niet bewaard."}, status=409
        )
    return JsonResponse({"bewaard": timezone.localtime(bewaard.bewaard_op).strftime("%H:%M")})


@require_GET
def bewijs(request: HttpRequest, pk: int) -> FileResponse:
    """Download a document that was given with an answer."""
    stukken = Antwoordbewijs.objects.visible_to(request.user).select_related(
        "antwoord__regel__afspraak__overleg__ronde"
    )
    stuk: Antwoordbewijs = get_object_or_404(stukken.exclude(bestand=""), pk=pk)
    noteer_afspraken(request, "bewijs", [stuk.antwoord.regel.afspraak])
    return als_download(stuk)


def _regels(user: User, ronde: Monitorronde, zijde: str) -> UitvraagregelQuerySet:
    """What this user answers for: one's own, or for a Rijksredacteur the whole round."""
    regels: UitvraagregelQuerySet = Uitvraagregel.objects.visible_to(user).filter(monitorronde=ronde)
    if not mag_monitoren(user):
        regels = regels.van_zijde(user, zijde)
    antwoord = Antwoord.objects.visible_to(user).filter(regel=OuterRef("pk"), zijde=zijde)
    return regels.annotate(beantwoord=Exists(antwoord)).order_by("volgorde")


def _regel(request: HttpRequest, ronde: Monitorronde, pk: int) -> Uitvraagregel:
    regels = Uitvraagregel.objects.visible_to(request.user).for_list()
    regel: Uitvraagregel = get_object_or_404(regels.prefetch_related("afspraak__termijnen"), monitorronde=ronde, pk=pk)
    noteer_afspraken(request, "monitoring", [regel.afspraak])
    return regel


def _zijde(request: HttpRequest, ronde: Monitorronde) -> str:
    """The side that is asked for, or else the first for which this user has something to do."""
    data = request.POST if request.method == "POST" else request.GET
    gevraagd = data.get("zijde", "")
    if gevraagd in Zijde.values:
        return str(gevraagd)
    user = ingelogd(request)
    eigen = (
        zijde
        for zijde in Zijde.values
        if Uitvraagregel.objects.visible_to(user).filter(monitorronde=ronde).van_zijde(user, zijde).exists()
    )
    return next(eigen, Zijde.RIJK.value)


def _opnieuw(
    request: HttpRequest, rij: Uitvraagregel, zijde: str, formulier: Antwoordformulier, botsing: Antwoord | None
) -> tuple[Antwoordformulier, Antwoord | None]:
    """The form as it was typed; after a collision on top of the answer that came first. The draft is kept as well."""
    laatste = laatste_antwoord(rij, zijde)
    if botsing is None and laatste is not None and laatste.nummer != _versie(request):
        botsing = laatste  # the form was refused before anybody could see that
    versie = botsing.nummer if botsing else _versie(request)
    data = request.POST.copy()
    data["versie"] = str(versie)
    with suppress(ValidationError):  # what came between is told when this one is sent again
        bewaar_concept(
            regel=rij, zijde=zijde, velden=getypt(data), basis=versie, blad=blad_van(data), by=ingelogd(request)
        )
    if botsing is None:
        return formulier, None
    opnieuw = Antwoordformulier(data, request.FILES, regel=rij, user=ingelogd(request))
    opnieuw.full_clean()
    return opnieuw, botsing


def _versie(request: HttpRequest) -> int:
    """The number of the answer that the form was opened with; no form of ours sends another than a small number."""
    versie = request.POST.get("versie", "")
    if not re.fullmatch(r"[0-9]{1,9}", versie):
        raise BadRequest("versie is no number of an answer")
    return int(versie)


def _verder(request: HttpRequest, ronde: Monitorronde, zijde: str, rij: Uitvraagregel) -> str:
    """The page at the next agreement that is open, or at this one when there is none."""
    regels = list(_regels(ingelogd(request), ronde, zijde).values_list("pk", "beantwoord", "afspraak__code"))
    hier = next((plaats for plaats, (pk, _, _) in enumerate(regels) if pk == rij.pk), 0)
    plaatsen = [*range(hier + 1, len(regels)), *range(hier + 1)]
    doel = next((plaats for plaats in plaatsen if not regels[plaats][1]), hier)
    pagina = doel // PER_PAGINA + 1
    adres = reverse("monitorronde-invullen", args=[ronde.pk])
    return f"{adres}?zijde={zijde}{f'&pagina={pagina}' if pagina > 1 else ''}#{regels[doel][2]}"


def _basis(user: User, ronde: Monitorronde, zijde: str) -> dict[str, Any]:
    stand = list(_regels(user, ronde, zijde).values_list("beantwoord", flat=True))
    return {
        "ronde": ronde,
        "zijde": zijde,
        "zijde_naam": Zijde(zijde).label,
        "totaal": len(stand),
        "gedaan": sum(stand),
        "mag_monitoren": mag_monitoren(user),
        **wanneer(ronde),
    }


def _toon(
    request: HttpRequest,
    ronde: Monitorronde,
    zijde: str,
    *,
    bij: Uitvraagregel | None = None,
    formulier: Antwoordformulier | None = None,
    botsing: Antwoord | None = None,
) -> HttpResponse:
    user = ingelogd(request)
    pagina = Paginator(_regels(user, ronde, zijde).for_list().prefetch_related("afspraak__termijnen"), PER_PAGINA)
    nummer: Any = request.GET.get("pagina")
    if bij is not None:
        sleutels = list(_regels(user, ronde, zijde).values_list("pk", flat=True))
        nummer = sleutels.index(bij.pk) // PER_PAGINA + 1 if bij.pk in sleutels else 1
    blad = pagina.get_page(nummer)
    regels = list(blad)
    rijen = _rijen(user, ronde, zijde, regels)
    for rij in rijen:
        if bij is not None and rij["regel"].pk == bij.pk:
            rij |= {"formulier": formulier, "botsing": botsing, "open": True}
    andere = next(een for een in Zijde.values if een != zijde)
    context = {
        **_basis(user, ronde, zijde),
        "rijen": rijen,
        "page_obj": blad,
        "andere": {"zijde": andere, "naam": Zijde(andere).label} if _regels(user, ronde, andere).exists() else None,
        "fout": formulier is not None,
    }
    return render(request, "monitoring/invullen.html", context, status=422 if formulier is not None else 200)


def _deel(
    request: HttpRequest,
    ronde: Monitorronde,
    zijde: str,
    regel: Uitvraagregel,
    formulier: Antwoordformulier | None,
    botsing: Antwoord | None,
) -> HttpResponse:
    user = ingelogd(request)
    (rij,) = _rijen(user, ronde, zijde, [regel])
    if formulier is not None:
        rij |= {"formulier": formulier, "botsing": botsing, "open": True}
    return render(request, "monitoring/_antwoord.html", {**_basis(user, ronde, zijde), "rij": rij, "htmx": True})


def _rijen(user: User, ronde: Monitorronde, zijde: str, regels: list[Uitvraagregel]) -> list[dict[str, Any]]:
    """Each agreement with the answer that counts, the draft of this person and the form. Seven queries."""
    laatste = Antwoord.objects.visible_to(user).laatste().filter(regel__in=regels, zijde=zijde)
    antwoorden = {een.regel_id: een for een in laatste.prefetch_related("bewijs")}
    concepten = {
        een.regel_id: een
        for een in Antwoordconcept.objects.visible_to(user).filter(regel__in=regels, zijde=zijde).order_by("pk")
    }
    start = startwaarden(regels, zijde=zijde, user=user)
    sleutels = {regel.afspraak_id for regel in regels} | {een.opvolger_id or 0 for een in antwoorden.values()}
    zicht = Afspraak.objects.visible_to(user).filter(pk__in=sleutels)
    afspraken = {afspraak.pk: afspraak for afspraak in zicht.order_by("pk")}
    return [
        _rij(
            user,
            ronde,
            regel,
            afspraken.get(regel.afspraak_id),
            antwoorden.get(regel.pk),
            concepten.get(regel.pk),
            start[regel.pk] if (een := antwoorden.get(regel.pk)) is None else _start_van(een, afspraken),
        )
        for regel in regels
    ]


def _start_van(antwoord: Antwoord, zichtbaar: dict[int, Afspraak]) -> Startwaarde:
    """What was answered; a successor that this user may not know of is left out."""
    opvolger = zichtbaar.get(antwoord.opvolger_id or 0)
    return uit_antwoord(antwoord, opvolger=opvolger.code if opvolger else "")


def _rij(
    user: User,
    ronde: Monitorronde,
    regel: Uitvraagregel,
    zicht: Afspraak | None,
    antwoord: Antwoord | None,
    concept: Antwoordconcept | None,
    start: Startwaarde,
) -> dict[str, Any]:
    begin = Antwoordformulier.begin(start, concept, versie=antwoord.nummer if antwoord else 0)
    return {
        "regel": regel,
        "afspraak": regel.afspraak,
        "zicht": zicht,
        "antwoord": antwoord,
        "concept": concept,
        "start": start,
        "formulier": Antwoordformulier(initial=begin, regel=regel, user=user) if ronde.is_open else None,
        # A draft of before the answer: that came between, and is told.
        "botsing": antwoord
        if concept is not None and antwoord is not None and concept.basis < antwoord.nummer
        else None,
        "open": antwoord is None or concept is not None,
    }
