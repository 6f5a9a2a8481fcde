"""One agreement: its page, changing its status, changing its particulars, and its documents."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from accounts.actoren import ingelogd, mag
from accounts.models import Auditregel, User
from agreements.download import als_download
from agreements.forms.afspraak import Afspraakformulier, Partijen
from agreements.forms.fouten import voeg_fouten_toe
from agreements.forms.status import Statusformulier
from agreements.inzage import noteer_afspraken
from agreements.models import (
    Afspraak,
    Afstemming,
    Beslispunt,
    Bewijsstuk,
    Statusvoorstel,
    Statuswijziging,
    Tekstblok,
)
from agreements.peildatum import gevraagde_peildatum
from agreements.rechten import (
    mag_afspraak_bewerken,
    mag_publiceren,
    mag_status_voorstellen,
    mag_status_wijzigen,
    mag_termijn_wijzigen,
    mag_verbanden_leggen,
)
from agreements.services.afspraken import BEWERKT, bewerk_afspraak, bewerkversie
from agreements.services.afstemmingen import Regel, lees_standen
from agreements.services.statussen import IntussenGewijzigd, versie_van, wijzig_status
from agreements.services.zittingen import bewijs_van
from agreements.uitbreiding import AFSPRAAKDELEN
from agreements.views.terugblik import toen
from agreements.views.verloop import lijn_over, verloop_van
from bolapp.openbaar import openbaar


def _afspraak(request: HttpRequest, code: str) -> Afspraak:
    """The agreement with everything its page shows; 404 for what this user may not see."""
    afspraak: Afspraak = get_object_or_404(Afspraak.objects.visible_to(request.user).for_detail(), code=code)
    noteer_afspraken(request, "afspraak", [afspraak])
    return afspraak


@openbaar
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """The official text in its place, the status with its history, deadline, actors, regions and lineage.

    With `peildatum` as it was on that day: see `agreements.views.terugblik`.
    """
    peildatum = gevraagde_peildatum(request)
    if peildatum.dag:
        return toen(request, code, peildatum)
    afspraak = _afspraak(request, code)
    context: dict[str, Any] = {
        "afspraak": afspraak,
        "peildatum": peildatum,
        **verloop_van(request, afspraak),
        "mag_termijn_wijzigen": afspraak.is_gevolgd and mag(request, mag_termijn_wijzigen, afspraak),
        "delen": _delen(request, afspraak),
        "afstemming": _afstemming(request, afspraak),
        "mag_status_wijzigen": afspraak.is_gevolgd and mag(request, mag_status_wijzigen, afspraak),
        "mag_status_voorstellen": afspraak.is_gevolgd and mag(request, mag_status_voorstellen, afspraak),
        "voorstellen": list(
            Statusvoorstel.objects.visible_to(request.user).open().filter(afspraak=afspraak).order_by("pk")
        ),
        "mag_bewerken": mag(request, mag_afspraak_bewerken),
        "mag_verbinden": mag(request, mag_verbanden_leggen, afspraak),
        "mag_publiceren": mag(request, mag_publiceren),
        "delen_van_elders": [deel for maak in AFSPRAAKDELEN if (deel := maak(request, afspraak))],
        "mag_splitsen": mag(request, mag_afspraak_bewerken) and afspraak.is_te_splitsen,
        **lijn_over(request, afspraak),
        **_buren(request, afspraak),
    }
    # What was proposed stays internal, also when the agreement is public.
    if (pk := afspraak.beslispunt_id) and Beslispunt.objects.visible_to(request.user).filter(pk=pk).exists():
        context["bewijs"] = bewijs_van(afspraak)
    if context["mag_bewerken"]:
        context["wijzigingen"] = Auditregel.objects.van_object("afspraak", afspraak.code).filter(actie=BEWERKT)
    return render(request, "agreements/afspraak_detail.html", context)


def _delen(request: HttpRequest, afspraak: Afspraak) -> list[Afspraak]:
    """The other agreements that come from the same text block: its deelafspraken, or the whole."""
    if afspraak.tekstblok_id is None:
        return []
    return list(
        Afspraak.objects.visible_to(request.user)
        .filter(tekstblok=afspraak.tekstblok_id)
        .exclude(pk=afspraak.pk)
        .order_by("deel")
    )


def _afstemming(request: HttpRequest, afspraak: Afspraak) -> Regel | None:
    """What the participants said of the text, for Rijk and the landsdeel. One query; four more when they were asked."""
    gevraagd = Afstemming.objects.visible_to(request.user).filter(overleg=afspraak.overleg_id).first()
    if gevraagd is None or afspraak.tekstblok_id is None:
        return None
    (stand,) = lees_standen([gevraagd], tekstblok=afspraak.tekstblok_id)
    return stand.regels[0] if stand.regels else None


def _buren(request: HttpRequest, afspraak: Afspraak) -> dict[str, Any]:
    """The codes before and after this one in the official list of the same overleg."""
    if afspraak.tekstblok is None:
        return {}
    codes = list(
        Tekstblok.objects.visible_to(request.user)
        .filter(blok__rubriek__overleg=afspraak.overleg_id)
        .in_lijst()
        .values_list("code", flat=True)
    )
    if afspraak.tekstblok.code not in codes:
        return {}
    plaats = codes.index(afspraak.tekstblok.code)
    return {
        "vorige": codes[plaats - 1] if plaats else None,
        "volgende": codes[plaats + 1] if plaats + 1 < len(codes) else None,
        "nummer_in_lijst": plaats + 1,
        "aantal_in_lijst": len(codes),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, code: str) -> HttpResponse:
    """Change the status. When somebody else was first, the page says what they did and keeps what was typed."""
    afspraak = _afspraak(request, code)
    if not mag_status_wijzigen(ingelogd(request), afspraak):
        raise PermissionDenied("U mag de status van deze afspraak niet wijzigen.")
    intussen: list[Statuswijziging] = []
    if request.method == "POST":
        formulier = Statusformulier(request.POST, request.FILES, afspraak=afspraak, user=request.user)
        if formulier.is_valid():
            try:
                wijziging = wijzig_status(
                    afspraak=afspraak,
                    naar=formulier.cleaned_data["naar"],
                    toelichting=formulier.cleaned_data["toelichting"],
                    opvolger=formulier.cleaned_data["opvolger"],
                    bewijs=formulier.bewijs(),
                    versie=formulier.cleaned_data["versie"],
                    by=ingelogd(request),
                )
            except IntussenGewijzigd as conflict:
                intussen = conflict.wijzigingen
            except ValidationError as fout:
                voeg_fouten_toe(formulier, fout)
            else:
                messages.success(
                    request,
                    f"De status van {afspraak.code} is nu “{wijziging.get_naar_display()}”. "
                    "De wijziging staat in de geschiedenis.",
                )
                return HttpResponseRedirect(afspraak.get_absolute_url())
        elif "naar" in formulier.errors and formulier.data.get("naar") == afspraak.status:
            intussen = _na(ingelogd(request), afspraak, formulier.data.get("versie", ""))
        if intussen:
            formulier = _met_nieuwe_versie(request, afspraak)
    else:
        formulier = Statusformulier(initial={"versie": versie_van(afspraak)}, afspraak=afspraak, user=request.user)
    return render(
        request,
        "agreements/afspraak_status.html",
        {"afspraak": afspraak, "formulier": formulier, "intussen": intussen},
        status=409 if intussen else 422 if formulier.errors else 200,
    )


def _na(user: User, afspraak: Afspraak, versie: str) -> list[Statuswijziging]:
    """The changes after the version that a form was opened with; somebody may have set this very status."""
    if not versie.isdigit():
        return []
    return list(
        Statuswijziging.objects.visible_to(user)
        .filter(afspraak=afspraak, zijde=Statuswijziging.Zijde.GEZAMENLIJK, nummer__gt=int(versie))
        .order_by("nummer")
    )


def _met_nieuwe_versie(request: HttpRequest, afspraak: Afspraak) -> Statusformulier:
    """The same form with all that was typed, now knowing the change that came in between."""
    afspraak.refresh_from_db(fields=["status", "status_op"])
    getypt = request.POST.copy()
    getypt["versie"] = str(versie_van(afspraak))
    if getypt.get("naar") == afspraak.status:
        getypt.pop("naar")
    return Statusformulier(initial=getypt.dict(), afspraak=afspraak, user=request.user)


@require_http_methods(["GET", "HEAD", "POST"])
def bewerken(request: HttpRequest, code: str) -> HttpResponse:
    """Change soort, handeling, thema's, places, actors and dossierhouders."""
    afspraak = _afspraak(request, code)
    if not mag_afspraak_bewerken(ingelogd(request)):
        raise PermissionDenied("U mag deze gegevens niet wijzigen.")
    if request.method == "POST":
        formulier = Afspraakformulier(request.POST)
        partijen = Partijen(request.POST, prefix="partijen")
        if formulier.is_valid() and partijen.is_valid():
            gegevens = dict(formulier.cleaned_data)
            try:
                anders = bewerk_afspraak(
                    afspraak=afspraak,
                    by=ingelogd(request),
                    partijen=partijen.partijen(),
                    contacten=partijen.contacten(),
                    **gegevens,
                )
            except ValidationError as fout:
                getypt = request.POST.copy()
                getypt["versie"] = str(bewerkversie(afspraak))
                formulier = Afspraakformulier(getypt)
                voeg_fouten_toe(formulier, fout)
            else:
                if anders:
                    messages.success(request, f"Opgeslagen: {', '.join(anders)}.")
                else:
                    messages.info(request, "Er is niets gewijzigd.")
                return HttpResponseRedirect(afspraak.get_absolute_url())
    else:
        formulier = Afspraakformulier(
            initial={
                "versie": bewerkversie(afspraak),
                "soort": afspraak.soort,
                "handeling": afspraak.handeling,
                "gereed_als": afspraak.gereed_als,
                "themas": afspraak.themas.all(),
                "provincies": afspraak.provincies.all(),
                "gebieden": afspraak.gebieden.all(),
                "dossierhouders": afspraak.dossierhouders.all(),
            }
        )
        partijen = Partijen(
            prefix="partijen",
            initial=[
                {"organisatie": partij.organisatie, "rol": partij.rol, "contact": partij.contact}
                for partij in afspraak.betrokkenheden.all()
            ],
        )
    return render(
        request,
        "agreements/afspraak_bewerken.html",
        {"afspraak": afspraak, "formulier": formulier, "partijen": partijen},
        status=422 if formulier.errors or (partijen.is_bound and not partijen.is_valid()) else 200,
    )


@require_GET
def bewijs_document(request: HttpRequest, pk: int) -> FileResponse:
    """Download a document that was given as evidence; always as a file, never shown as a page."""
    stukken = Bewijsstuk.objects.visible_to(request.user).select_related("wijziging__afspraak__overleg__ronde")
    stuk: Bewijsstuk = get_object_or_404(stukken.exclude(bestand=""), pk=pk)
    noteer_afspraken(request, "bewijs", [stuk.wijziging.afspraak])
    return als_download(stuk)
