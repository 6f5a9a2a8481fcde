"""The editor of an agendapunt: writing, drafts that are saved as one types, and two texts that clash."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils import formats, timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actoren import ingelogd
from agreements.forms.schrijven import Blokveld, basis_uit, tekst_uit, velden_van
from agreements.models import Agendapunt, Dossier, Puntconcept
from agreements.punttekst import Bloktekst, Punttekst, te_schrijven, uit_json
from agreements.puntverschil import Regelverschil, blokverschil
from agreements.rechten import eis, mag_dossier_schrijven
from agreements.samenvoegen import Botsing
from agreements.services.puntversies import Stand, stand_van, versies_van
from agreements.services.schrijven import (
    Botst,
    bewaar_concept,
    bewaar_punt,
    gooi_concept_weg,
    is_op_tafel,
    meld_schrijver,
    schrijvers,
)
from agreements.views.agendapunten import adres, omgeving, zichtbaar_punt

_VELDNAMEN = {"versie": "Versie", "opmerkingen": "Opmerkingen in het stuk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Getoond:
    """A clash as the page shows it: both texts, each with what it changed."""

    label: str
    anker: str
    hun_html: str
    van_hen: tuple[Regelverschil, ...]
    van_mij: tuple[Regelverschil, ...]
    is_blok: bool


@require_http_methods(["GET", "HEAD", "POST"])
def schrijven(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> HttpResponse:
    """Write in an item. What is posted is saved, kept as a draft, or thrown away, as the button says."""
    try:
        punt = zichtbaar_punt(request, soort, jaar, landsdeel, pk)
    except Http404:
        return _verdwenen(request, soort, jaar, landsdeel)
    user = ingelogd(request)
    eis(mag_dossier_schrijven(user, punt.dossier.overleg))
    if request.method == "POST":
        return _verwerk(request, punt)
    if is_op_tafel(punt):
        messages.info(request, "Het overleg is begonnen: het dossier ligt op tafel en is niet meer te wijzigen.")
        return HttpResponseRedirect(adres(punt))
    return _pagina(request, punt)


@require_POST
def concept(request: HttpRequest, soort: str, jaar: int, landsdeel: str, pk: int) -> HttpResponse:
    """Keep what somebody is typing (or, with `aanwezig`, only that they are there), and tell who else is writing."""
    punt = zichtbaar_punt(request, soort, jaar, landsdeel, pk)
    user, basis = ingelogd(request), basis_uit(request.POST)
    if "aanwezig" in request.POST:
        meld_schrijver(punt=punt, basis=basis, by=user)
        bewaard = ""
    else:
        try:
            rij = bewaar_concept(punt=punt, inhoud=tekst_uit(request.POST), basis=basis, by=user)
        except ValidationError as fout:
            return JsonResponse({"fout": " ".join(fout.messages)}, status=422)
        bewaard = _klok(rij)
    laatste = versies_van(punt).first()
    nieuwer = laatste is not None and laatste.nummer > basis
    return JsonResponse(
        {
            "bewaard": bewaard,
            "schrijvers": schrijvers(punt, behalve=user),
            "nieuwer": {"nummer": laatste.nummer, "door": laatste.door_naam} if laatste and nieuwer else None,
        }
    )


def _verwerk(request: HttpRequest, punt: Agendapunt) -> HttpResponse:
    user, wat = ingelogd(request), request.POST.get("wat", "")
    if wat == "weggooien":
        gooi_concept_weg(punt=punt, by=user)
        messages.success(request, "Uw concept is weggegooid.")
        return HttpResponseRedirect(adres(punt))
    inhoud, basis = tekst_uit(request.POST), basis_uit(request.POST)
    try:
        if wat == "concept":
            rij = bewaar_concept(punt=punt, inhoud=inhoud, basis=basis, by=user)
            messages.success(request, f"Uw concept is bewaard om {_klok(rij)}. Alleen u ziet het.")
            return HttpResponseRedirect(adres(punt, "agendapunt-schrijven"))
        bewaard = bewaar_punt(punt=punt, inhoud=inhoud, basis=basis, by=user)
    except Botst as botst:
        bewaar_concept(punt=punt, inhoud=inhoud, basis=basis, by=user)
        return _pagina(request, punt, tekst=botst.samen.tekst, basis=botst.hun.nummer, botst=botst)
    except ValidationError as fout:
        _bewaar_toch(punt, inhoud, basis, request)
        return _pagina(request, punt, tekst=inhoud, basis=basis, fout=" ".join(fout.messages))
    if bewaard.versie is None:
        messages.info(request, "Er is niets veranderd aan de tekst.")
    elif bewaard.samen_met:
        messages.success(
            request,
            f"Opgeslagen als versie {bewaard.versie.nummer}, samen met wat {bewaard.samen_met} intussen schreef.",
        )
    else:
        messages.success(request, f"Opgeslagen als versie {bewaard.versie.nummer}.")
    return HttpResponseRedirect(adres(punt))


def _bewaar_toch(punt: Agendapunt, inhoud: Punttekst, basis: int, request: HttpRequest) -> None:
    """What could not be saved stays as a draft; when it is refused for its length, it stays on the page."""
    try:
        bewaar_concept(punt=punt, inhoud=inhoud, basis=basis, by=ingelogd(request))
    except ValidationError:
        return


def _pagina(
    request: HttpRequest,
    punt: Agendapunt,
    *,
    tekst: Punttekst | None = None,
    basis: int = 0,
    fout: str = "",
    botst: Botst | None = None,
) -> HttpResponse:
    stand = stand_van(punt)
    rij = Puntconcept.objects.visible_to(request.user).filter(punt=punt).exclude(inhoud={}).first()
    if tekst is None:
        tekst, basis = (uit_json(rij.inhoud), rij.basis) if rij else (stand.tekst, stand.nummer)
    velden = velden_van(_blokken(stand, tekst))
    context: dict[str, Any] = {
        **omgeving(request, punt),
        "velden": velden,
        "tekst": tekst,
        "opmerkingen": "\n".join(tekst.opmerkingen),
        "basis": basis,
        "concept": rij,
        "fout": fout,
        "botst": botst,
        "botsingen": [_getoond(een, velden) for een in botst.samen.botsingen] if botst else [],
        "nieuwer": versies_van(punt).first() if basis < stand.nummer and not botst else None,
        "editor": static("django_prose_editor/editor.js"),
    }
    status = 409 if botst else 422 if fout else 200
    return render(request, "agreements/agendapunt_schrijven.html", context, status=status)


def _blokken(stand: Stand, tekst: Punttekst) -> tuple[Bloktekst, ...]:
    """The blocks of the form: those to write in, and those that the text has besides and that must not get lost."""
    te_doen = te_schrijven(stand.punt)
    namen = {blok.sleutel for blok in te_doen}
    bekend = {blok.sleutel for blok in tekst.blokken}
    vorm = [Bloktekst(soort=blok.soort, deel=blok.deel, html=tekst.html(blok.sleutel)) for blok in te_doen]
    vorm = [nieuw if nieuw.sleutel in bekend else oud for nieuw, oud in zip(vorm, te_doen, strict=True)]
    over = [blok for blok in tekst.blokken if blok.sleutel not in namen and blok.html != stand.tekst.html(blok.sleutel)]
    return (*vorm, *over)


def _getoond(botsing: Botsing, velden: list[Blokveld]) -> Getoond:
    veld = next((een for een in velden if een.blok.sleutel == botsing.blok), None)

    def als_html(tekst: str) -> str:
        return tekst if veld else "".join(f"<p>{escape(regel)}</p>" for regel in tekst.split("\n") if regel)

    basis = als_html(botsing.basis or "")
    return Getoond(
        label=veld.label if veld else _VELDNAMEN[botsing.veld],
        anker=veld.naam if veld else botsing.veld,
        hun_html=botsing.hun,
        van_hen=blokverschil(basis, als_html(botsing.hun)),
        van_mij=blokverschil(basis, als_html(botsing.mijn)),
        is_blok=veld is not None,
    )


def _klok(rij: Puntconcept) -> str:
    return formats.date_format(timezone.localtime(rij.bijgewerkt_op), "H:i")


def _verdwenen(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """The item is gone, but somebody was writing in it: give them back what they posted. Else it is a 404."""
    dossier = get_object_or_404(
        Dossier.objects.visible_to(request.user).select_related("overleg__ronde", "overleg__landsdeel"),
        overleg__ronde__soort=soort,
        overleg__ronde__jaar=jaar,
        overleg__landsdeel__slug=landsdeel,
    )
    tekst = tekst_uit(request.POST)
    if not tekst.blokken or not mag_dossier_schrijven(ingelogd(request), dossier.overleg):
        raise Http404
    context = {"overleg": dossier.overleg, "velden": velden_van(tekst.blokken), "tekst": tekst}
    return render(request, "agreements/agendapunt_verdwenen.html", context, status=410)
