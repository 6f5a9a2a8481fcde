"""The afsprakenlijsten: which there are, one as it stands, and asking for it as a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from accounts.actoren import ingelogd, mag
from agreements.exporters import FORMATEN
from agreements.exporters.indeling import deel_in
from agreements.forms.export import Exportformulier
from agreements.inzage import noteer, noteer_verzameling
from agreements.lijst import LANDELIJK, Lijst
from agreements.models import Afspraak, Overleg, Ronde, Uitgave
from agreements.models.afspraak import WORDT_GEVOLGD
from agreements.models.embargo import intern_zichtbaar_voor, zit_aan_tafel
from agreements.rechten import mag_lijsten_laden, mag_uitgaven_maken
from agreements.services.keuze import Keuze, mogelijkheden
from agreements.services.lijsten import lijst_uit_database
from agreements.services.taken import EXPORT, vraag_taak
from agreements.services.titelblad import deel_in_het_kort, overleggen_in, uitgavetekst
from bolapp.openbaar import openbaar


@openbaar
@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """The rondes of which this user can see a list, newest first, with what is in them. Three queries."""
    tellingen = {
        rij["overleg__ronde"]: rij
        for rij in Afspraak.objects.visible_to(request.user)
        .in_lijst()
        .order_by()
        .values("overleg__ronde")
        .annotate(
            tekstblokken=Count("tekstblok", distinct=True),
            gevolgd=Count("pk", filter=WORDT_GEVOLGD, distinct=True),
            landsdelen=Count("overleg", distinct=True),
            aan_tafel=Count("pk", filter=intern_zichtbaar_voor(request.user, "overleg__"), distinct=True),
        )
    }
    rondes = Ronde.objects.visible_to(request.user).met_lijst().filter(pk__in=tellingen)
    laatste: dict[int, Uitgave] = {}
    for uitgave in Uitgave.objects.visible_to(request.user).filter(ronde__in=list(tellingen)).for_list():
        laatste.setdefault(uitgave.ronde_id, uitgave)
    lijsten = [
        (ronde, _titel(ronde, tellingen[ronde.pk]), tellingen[ronde.pk], laatste.get(ronde.pk))
        for ronde in rondes.order_by("-jaar", "soort")
    ]
    noteer(
        request,
        "afsprakenlijsten",
        "aantallen",
        rondes=[ronde for ronde, _, telling, _ in lijsten if telling["aan_tafel"]],
    )
    return render(
        request,
        "agreements/afsprakenlijst_overzicht.html",
        {
            "lijsten": lijsten,
            "mag_laden": mag(request, mag_lijsten_laden),
        },
    )


def _titel(ronde: Ronde, telling: Mapping[str, Any]) -> str:
    """What the list is called; who sees but an agreement that became public before it, knows it as the ronde."""
    return ronde.lijst_titel if ronde.is_openbaar or telling["aan_tafel"] else ""


@openbaar
@require_safe
def detail(request: HttpRequest, soort: str, jaar: int) -> HttpResponse:
    """The list as it stands, in the structure of the official document."""
    ronde, lijst = _lijst(request, soort, jaar)
    return render(request, "agreements/afsprakenlijst_detail.html", _context(request, ronde, lijst))


@require_POST
def exporteer(request: HttpRequest, soort: str, jaar: int) -> HttpResponse:
    """Ask for the list as a document; it is made in the background and found on the page of the job."""
    ronde, lijst = _lijst(request, soort, jaar)
    uitgaven = Uitgave.objects.visible_to(request.user).filter(ronde=ronde).for_list()
    formulier = _formulier(request, ronde, lijst, uitgaven, request.POST)
    if formulier.is_valid() and _is_leeg(request, ronde, formulier.keuze()):
        formulier.add_error(None, "Bij deze keuze hoort geen enkele afspraak van deze lijst. Kies anders of minder.")
    if not formulier.is_valid():
        return render(
            request, "agreements/afsprakenlijst_detail.html", _context(request, ronde, lijst, formulier), status=422
        )
    keuze = formulier.keuze()
    overleggen = overleggen_in(lijst, ronde, keuze.landsdelen)
    formaat = FORMATEN[formulier.cleaned_data["formaat"]]
    try:
        taak = vraag_taak(
            soort=EXPORT,
            titel=f"{lijst.titel} als {formaat.naam}{_in_woorden(keuze, overleggen)}",
            parameters={"ronde": ronde.pk, "formaat": formaat.slug, **keuze.als_parameters()},
            overleggen=overleggen,
            by=ingelogd(request),
        )
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return HttpResponseRedirect(ronde.get_absolute_url())
    return HttpResponseRedirect(taak.get_absolute_url(), status=303)


def _in_woorden(keuze: Keuze, overleggen: Sequence[Overleg]) -> str:
    """What a job makes, behind the name of the list: ", alleen provincie Zeeland, met partijen en status"."""
    erbij = [
        naam
        for gekozen, naam in (
            (keuze.met_termijnen, "termijnen"),
            (keuze.met_partijen, "partijen"),
            (keuze.met_status, "status"),
            (keuze.met_wijzigingen, "wijzigingen"),
        )
        if gekozen
    ]
    *eerste, laatste = erbij or [""]
    gekozen_deel = deel_in_het_kort(keuze, overleggen)
    deel = f", alleen {gekozen_deel}" if gekozen_deel else ""
    if not laatste:
        return deel
    return f"{deel}, met {', '.join(eerste)} en {laatste}" if eerste else f"{deel}, met {laatste}"


def _is_leeg(request: HttpRequest, ronde: Ronde, keuze: Keuze) -> bool:
    """Whether nothing is left of the list; each choice by itself occurs in it, together they need not."""
    return keuze.is_selectie and not any(lijst_uit_database(ronde, user=request.user, keuze=keuze).tekstblokken)


def _lijst(request: HttpRequest, soort: str, jaar: int) -> tuple[Ronde, Lijst]:
    """The ronde and its list, as far as this user may see it; 404 when that is nothing."""
    ronde = get_object_or_404(Ronde.objects.visible_to(request.user).met_lijst(), soort=soort, jaar=jaar)
    lijst = lijst_uit_database(ronde, user=request.user)
    if not lijst.landsdelen:
        raise Http404("Van deze ronde is er geen afsprakenlijst die u mag zien.")
    return ronde, lijst


def _context(
    request: HttpRequest, ronde: Ronde, lijst: Lijst, formulier: Exportformulier | None = None
) -> dict[str, Any]:
    uitgaven = list(Uitgave.objects.visible_to(request.user).filter(ronde=ronde).for_list())
    noteer_verzameling(
        request, "afsprakenlijst", Afspraak.objects.visible_to(request.user).in_lijst().filter(overleg__ronde=ronde)
    )
    return {
        "ronde": ronde,
        "uitgaven": uitgaven,
        "mag_uitgeven": mag(request, mag_uitgaven_maken),
        "lijst": lijst,
        "landsdelen": deel_in(lijst),
        "tellingen": lijst.tellingen(),
        "deels": _is_deels(request, ronde, lijst),
        **(
            {"formulier": formulier or _formulier(request, ronde, lijst, uitgaven)}
            if request.user.is_authenticated
            else _documenten(uitgaven)
        ),
    }


def _documenten(uitgaven: Sequence[Uitgave]) -> dict[str, Any]:
    """For who has no account and so no jobs: the documents of the newest edition as they were frozen. One query."""
    if not uitgaven:
        return {}
    bestanden = uitgaven[0].bestanden.order_by("volgorde")
    return {
        "uitgave": uitgaven[0],
        "documenten": [(een, FORMATEN[een.formaat].naam) for een in bestanden if een.formaat in FORMATEN],
    }


def _formulier(
    request: HttpRequest, ronde: Ronde, lijst: Lijst, uitgaven: Iterable[Uitgave], data: Any = None
) -> Exportformulier:
    return Exportformulier(
        data,
        landsdelen=[
            (deel.landsdeel, "Landelijk" if deel.landsdeel == LANDELIJK else deel.kop) for deel in lijst.landsdelen
        ],
        mogelijkheden=mogelijkheden(ronde, user=request.user),
        uitgaven=[(een.nummer, f"Uitgave {uitgavetekst(een.nummer, een.op)}") for een in uitgaven],
    )


def _is_deels(request: HttpRequest, ronde: Ronde, lijst: Lijst) -> str:
    """Which part this user sees of a ronde that is not public, as a sentence; empty when that is all of it."""
    user = request.user
    if ronde.is_openbaar or (user.is_authenticated and user.reikwijdte.is_rijksredacteur):
        return ""
    if any(zit_aan_tafel(user, overleg) for overleg in overleggen_in(lijst, ronde)):
        return "Deze ronde is nog niet openbaar. U ziet het deel van uw eigen landsdeel, en wat al wel openbaar is."
    return "Deze ronde is nog niet openbaar. U ziet alleen de afspraken die eerder openbaar zijn gemaakt."
