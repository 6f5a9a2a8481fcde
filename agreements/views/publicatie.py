"""The road of a ronde to publication: its phases, the letter, and what is planned. A Rijksredacteur's pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.actoren import ingelogd
from agreements.forms.fouten import voeg_fouten_toe
from agreements.forms.publicatie import Briefformulier, Faseformulier
from agreements.models import Bericht, Embargouitzondering, Fasewijziging, Publicatieplan, Ronde, Uitgave
from agreements.rechten import eis, mag_publiceren
from agreements.services.fasen import WEG, eerdere_fasen, volgende_fase, wat_ontbreekt, zet_fase
from agreements.services.publicatie import (
    AlVerzonden,
    is_van_eerder,
    maak_brief,
    open_plan,
    plan_publicatie,
    stop_publicatie,
    tijdtekst,
    wat_gaat_open,
)
from agreements.services.publicatietaken import vraag_publicatie
from agreements.services.taken import PUBLICATIE, lopende_taak


@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    """One phase on the road: whether it was reached, and by which change."""

    fase: str
    naam: str
    bereikt: bool
    is_nu: bool
    wijziging: Fasewijziging | None


@require_GET
def detail(request: HttpRequest, soort: str, jaar: int) -> HttpResponse:
    """Where the ronde is on its road, what can be done next, and what happened."""
    return _pagina(request, _ronde(request, soort, jaar))


@require_POST
def fase(request: HttpRequest, soort: str, jaar: int) -> HttpResponse:
    """One phase further, or back to an earlier one with the reason."""
    ronde = _ronde(request, soort, jaar)
    naar = request.POST.get("naar", "")
    terug: Faseformulier | None = None
    if naar != volgende_fase(ronde):
        terug = Faseformulier(request.POST, fasen=eerdere_fasen(ronde))
        if not terug.is_valid():
            return _pagina(request, ronde, terug=terug, status=422)
    try:
        zet_fase(ronde=ronde, naar=naar, toelichting=request.POST.get("toelichting", ""), by=ingelogd(request))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, f"{ronde} is nu: {Ronde.Fase(naar).label}.")
    return HttpResponseRedirect(ronde.get_publicatie_url(), status=303)


@require_POST
def bevestigen(request: HttpRequest, soort: str, jaar: int) -> HttpResponse:
    """What the letter opens, to be confirmed; nothing is written yet."""
    ronde = _ronde(request, soort, jaar)
    if ronde.fase != Ronde.Fase.VASTGESTELD:
        return _niet_nu(request, ronde)
    formulier = Briefformulier(request.POST)
    if not _keur(ronde, formulier):
        return _pagina(request, ronde, formulier=formulier, status=422)
    return _bevestiging(request, ronde, formulier)


@require_POST
def verzenden(request: HttpRequest, soort: str, jaar: int) -> HttpResponse:
    """The act itself, or its plan; when what it opens is not what was confirmed, that is shown first."""
    ronde = _ronde(request, soort, jaar)
    by = ingelogd(request)
    if ronde.fase != Ronde.Fase.VASTGESTELD:
        return _niet_nu(request, ronde)
    formulier = Briefformulier(request.POST)
    if not _keur(ronde, formulier):
        return _pagina(request, ronde, formulier=formulier, status=422)
    brief = formulier.cleaned_data
    gepland = brief["verzonden_op"] > timezone.now()
    if (
        request.POST.get("stand") != _stand(request, ronde, formulier)
        or (request.POST.get("daad") == "plan") != gepland
    ):
        return _bevestiging(request, ronde, formulier, intussen=True)
    try:
        if gepland:
            plan = plan_publicatie(
                ronde=ronde,
                gepland_voor=brief["verzonden_op"],
                kenmerk=brief["kenmerk"],
                kamerstuk=brief["kamerstuk"],
                by=by,
            )
            messages.success(request, f"De publicatie is gepland voor {tijdtekst(plan.gepland_voor)}.")
            return HttpResponseRedirect(ronde.get_publicatie_url(), status=303)
        taak = vraag_publicatie(ronde=ronde, by=by, **brief)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return HttpResponseRedirect(ronde.get_publicatie_url(), status=303)
    return HttpResponseRedirect(taak.get_absolute_url(), status=303)


@require_POST
def stoppen(request: HttpRequest, soort: str, jaar: int) -> HttpResponse:
    """Take back the plan that this page showed."""
    ronde = _ronde(request, soort, jaar)
    plannen = Publicatieplan.objects.visible_to(request.user).filter(ronde=ronde)
    sleutel = request.POST.get("plan", "")
    plan = get_object_or_404(plannen, pk=int(sleutel) if sleutel.isdecimal() and len(sleutel) < 19 else 0)
    try:
        stop_publicatie(plan=plan, by=ingelogd(request))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, "De geplande publicatie is gestopt. De lijst blijft onder embargo.")
    return HttpResponseRedirect(ronde.get_publicatie_url(), status=303)


def _ronde(request: HttpRequest, soort: str, jaar: int) -> Ronde:
    eis(mag_publiceren(ingelogd(request)))
    ronde: Ronde = get_object_or_404(Ronde.objects.visible_to(request.user).met_lijst(), soort=soort, jaar=jaar)
    return ronde


def _niet_nu(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """Back to the page, with why no letter can be sent of this ronde; somebody else may have been first."""
    if ronde.is_openbaar:
        messages.info(request, " ".join(AlVerzonden(ronde).messages))
    else:
        messages.error(request, f"{ronde} is in de fase “{ronde.get_fase_display()}”. Stel de lijst eerst vast.")
    return HttpResponseRedirect(ronde.get_publicatie_url(), status=303)


def _keur(ronde: Ronde, formulier: Briefformulier) -> bool:
    """Whether it can be a letter of this ronde; what cannot, is said beside its field."""
    if formulier.is_valid():
        try:
            brief = maak_brief(ronde=ronde, **formulier.cleaned_data)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            formulier.cleaned_data |= {"kenmerk": brief.kenmerk, "kamerstuk": brief.kamerstuk}
    return formulier.is_valid()


def _stand(request: HttpRequest, ronde: Ronde, formulier: Briefformulier) -> str:
    op = max(formulier.cleaned_data["verzonden_op"], timezone.now())
    return wat_gaat_open(ronde, by=ingelogd(request), op=op).stand


def _bevestiging(
    request: HttpRequest, ronde: Ronde, formulier: Briefformulier, *, intussen: bool = False
) -> HttpResponse:
    verzonden_op = formulier.cleaned_data["verzonden_op"]
    nu = timezone.now()
    try:
        opening = wat_gaat_open(ronde, by=ingelogd(request), op=max(verzonden_op, nu))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return HttpResponseRedirect(ronde.get_publicatie_url(), status=303)
    return render(
        request,
        "agreements/publicatie_bevestigen.html",
        {
            "ronde": ronde,
            "brief": formulier.cleaned_data,
            "gepland": verzonden_op > nu,
            "opening": opening,
            "intussen": intussen,
        },
        status=409 if intussen else 200,
    )


def _pagina(
    request: HttpRequest,
    ronde: Ronde,
    *,
    formulier: Briefformulier | None = None,
    terug: Faseformulier | None = None,
    status: int = 200,
) -> HttpResponse:
    by = ingelogd(request)
    stappen = list(Fasewijziging.objects.visible_to(by).filter(ronde=ronde).order_by("-nummer"))
    volgende = volgende_fase(ronde)
    eerdere = eerdere_fasen(ronde)
    context: dict[str, Any] = {
        "ronde": ronde,
        "weg": _weg(ronde, stappen),
        "geschiedenis": stappen,
        "volgende": Ronde.Fase(volgende).label if volgende else "",
        "volgende_fase": volgende,
        "ontbreekt": wat_ontbreekt(ronde, volgende) if volgende else [],
        "terug": terug or (Faseformulier(fasen=eerdere) if eerdere else None),
        "plan": open_plan(ronde),
        "loopt": lopende_taak(PUBLICATIE, ronde, by=by),
        "is_vast": ronde.fase == Ronde.Fase.VASTGESTELD,
        "van_eerder": is_van_eerder(ronde),
        "uitzonderingen": Embargouitzondering.objects.visible_to(by)
        .filter(afspraak__overleg__ronde=ronde, ingetrokken_op=None)
        .select_related("afspraak__overleg__ronde")
        .order_by("afspraak__code"),
    }
    if context["is_vast"]:
        context["formulier"] = formulier or Briefformulier()
    if ronde.is_openbaar:
        context["uitgave"] = Uitgave.objects.filter(ronde=ronde, fase=Ronde.Fase.OPENBAAR).for_list().first()
        context["berichten"] = Bericht.objects.filter(sleutel=f"publicatie {ronde.slug}").aggregate(
            alle=Count("pk"),
            gemaild=Count("pk", filter=Q(verzonden_op__isnull=False)),
            niet=Count("pk", filter=Q(opgegeven_op__isnull=False)),
        )
    return render(request, "agreements/publicatie.html", context, status=status)


def _weg(ronde: Ronde, stappen: list[Fasewijziging]) -> list[Stap]:
    """Every phase, with the last change that led to it; of what lies ahead, or was taken back, nothing is said."""
    nu = WEG.index(Ronde.Fase(ronde.fase))
    laatste: dict[str, Fasewijziging] = {}
    for stap in stappen:
        laatste.setdefault(stap.naar, stap)
    return [
        Stap(
            fase=een.value,
            naam=een.label,
            bereikt=plaats <= nu,
            is_nu=plaats == nu,
            wijziging=laatste.get(een.value) if plaats <= nu else None,
        )
        for plaats, een in enumerate(WEG)
    ]
