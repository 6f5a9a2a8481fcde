"""Meeting mode: the agenda on one side, one item large on the other, and the pages around it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.actoren import ingelogd
from agreements.dossier import Bloksoort
from agreements.dossier import Invulling as Blokinvulling
from agreements.forms.zitting import Besluitformulier, Nieuweformulier
from agreements.models import Agendablok, Agendapunt, Besluitregel, Zitting
from agreements.rechten import mag_besluiten_vastleggen
from agreements.services.zittingen import Tafel, Tafelpunt, Tekstverschil, Uitkomst, tafel
from agreements.views.gedeeld import overleg_van

#: The blocks of an item that are read beside its proposals.
LEESBLOKKEN = (Bloksoort.IN_HET_KORT, Bloksoort.BESPREEKPUNTEN, Bloksoort.TOELICHTING)


@dataclass(frozen=True, kw_only=True)
class Kaart:
    """A proposal on the screen: with the form when its text is being changed, and who was first when somebody was."""

    uitkomst: Uitkomst
    formulier: Besluitformulier | None = None
    intussen: tuple[Besluitregel, ...] = ()
    verschil: Tekstverschil | None = None

    @property
    def pk(self) -> int:
        return self.uitkomst.beslispunt.pk


@dataclass(frozen=True, kw_only=True)
class Invulling:
    """What of the page is not as it is by itself: the form of proposal `wijzig` with what was typed, what came in
    between at proposal `botst`, and the form of a new agreement."""

    wijzig: int | None = None
    besluit: Besluitformulier | None = None
    botst: int | None = None
    intussen: tuple[Besluitregel, ...] = ()
    nieuw: Nieuweformulier | None = None


def zitting_van(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> Zitting:
    """The meeting of that overleg; 404 when it was not opened, or is not this user's to see."""
    overleg = overleg_van(request, soort, jaar, landsdeel)
    zitting: Zitting = get_object_or_404(
        Zitting.objects.visible_to(request.user).select_related("dossierversie"), overleg=overleg
    )
    zitting.overleg = overleg
    return zitting


@require_GET
def vergadering(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """The meeting with one item of its agenda (`?punt=`). `?wijzig=` opens the text of one proposal.

    A browser that has the page open asks every few seconds for the agenda alone.
    """
    overleg = overleg_van(request, soort, jaar, landsdeel)
    zitting = Zitting.objects.visible_to(request.user).filter(overleg=overleg).first()
    if zitting is None:
        mag_openen = mag_besluiten_vastleggen(ingelogd(request))
        context = {"overleg": overleg, "ronde": overleg.ronde, "mag_openen": mag_openen}
        return render(request, "agreements/zitting_nog_niet.html", context)
    zitting.overleg = overleg
    if request.htmx.target == "zitting-agenda":  # type: ignore[attr-defined]
        return render(request, "agreements/_zitting_agenda.html", _context(request, zitting, _getal(request, "punt")))
    return pagina(request, zitting, punt=_getal(request, "punt"), invulling=Invulling(wijzig=_getal(request, "wijzig")))


def pagina(
    request: HttpRequest,
    zitting: Zitting,
    *,
    punt: int | None = None,
    invulling: Invulling | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a meeting at one item, with what was typed."""
    invulling = invulling or Invulling()
    context = _context(request, zitting, punt)
    huidig: Tafelpunt | None = context["huidig"]
    mag: bool = context["mag"]
    context["kaarten"] = [_kaart(een, invulling, mag=mag) for een in huidig.uitkomsten] if huidig else []
    context["leesblokken"] = _leesblokken(huidig) if huidig else []
    context["is_nieuw_open"] = invulling.nieuw is not None
    context["nieuw"] = invulling.nieuw or Nieuweformulier(
        initial={"sleutel": uuid.uuid4(), "inleiding": _laatste_inleiding(huidig)}
    )
    return render(request, "agreements/zitting.html", context, status=status)


def _context(request: HttpRequest, zitting: Zitting, punt: int | None) -> dict[str, Any]:
    """What agenda and item share."""
    alles = tafel(zitting)
    huidig = _huidig(alles, punt)
    plaats = alles.punten.index(huidig) if huidig else 0
    mag_besluiten = mag_besluiten_vastleggen(ingelogd(request))
    return {
        "zitting": zitting,
        "overleg": zitting.overleg,
        "ronde": zitting.overleg.ronde,
        "tafel": alles,
        "huidig": huidig,
        "vorige": alles.punten[plaats - 1] if plaats else None,
        "volgende": alles.punten[plaats + 1] if huidig and plaats + 1 < len(alles.punten) else None,
        "laatste": _laatste_regel(huidig),
        "mag_besluiten": mag_besluiten,
        "mag": mag_besluiten and not zitting.is_gesloten,
    }


def _huidig(alles: Tafel, punt: int | None) -> Tafelpunt | None:
    """The item that was asked for, or else the first about which something is to be decided."""
    gevraagd = next((een for een in alles.punten if een.punt.pk == punt), None)
    eerste_open = next((een for een in alles.punten if not een.is_klaar), None)
    return gevraagd or eerste_open or (alles.punten[0] if alles.punten else None)


def _kaart(uitkomst: Uitkomst, invulling: Invulling, *, mag: bool) -> Kaart:
    pk = uitkomst.beslispunt.pk
    intussen = invulling.intussen if invulling.botst == pk else ()
    if not mag or invulling.wijzig != pk:
        return Kaart(uitkomst=uitkomst, intussen=intussen)
    formulier = invulling.besluit or Besluitformulier(
        initial=Besluitformulier.begin(uitkomst.vastgesteld, uitkomst.nummer), pk=pk
    )
    nieuw = uitkomst.vastgesteld
    if formulier.is_bound:
        formulier.is_valid()  # reads what was typed
        nieuw = formulier.als_tekst
    return Kaart(
        uitkomst=uitkomst,
        formulier=formulier,
        intussen=intussen,
        verschil=Tekstverschil(oud=uitkomst.voorstel, nieuw=nieuw),
    )


def _leesblokken(punt: Tafelpunt) -> list[Agendablok]:
    """What the dossier says of the item beside its proposals, as far as it was written. One query."""
    blokken = Agendablok.objects.filter(punt=punt.punt, soort__in=LEESBLOKKEN, invulling=Blokinvulling.ECHT.value)
    return list(blokken.order_by("volgorde"))


def _laatste_regel(punt: Tafelpunt | None) -> Besluitregel | None:
    regels = [een.laatste for een in punt.uitkomsten if een.laatste] if punt else []
    return max(regels, key=lambda regel: (regel.op, regel.pk), default=None)


def _laatste_inleiding(punt: Tafelpunt | None) -> str:
    """What is brought in most often joins what stands there: the lead-in of the last agreement of the item."""
    return punt.uitkomsten[-1].vastgesteld.inleiding if punt and punt.uitkomsten else ""


def _getal(request: HttpRequest, naam: str) -> int | None:
    waarde = request.GET.get(naam, "")
    return int(waarde) if waarde.isdecimal() and len(waarde) < 10 else None


@require_GET
def verantwoording(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Every proposal with what became of it, and its proof; for the screen and for paper."""
    zitting = zitting_van(request, soort, jaar, landsdeel)
    alles = tafel(zitting)
    return render(
        request,
        "agreements/zitting_verantwoording.html",
        {
            "zitting": zitting,
            "overleg": zitting.overleg,
            "ronde": zitting.overleg.ronde,
            "tafel": alles,
            "punten": [punt for punt in alles.punten if punt.uitkomsten],
            "aanwezigen": list(zitting.aanwezigen.order_by("volgorde")),
        },
    )


def punt_van(zitting: Zitting, pk: int) -> Agendapunt:
    """An agendapunt of the dossier of this meeting; 404 for another."""
    return get_object_or_404(Agendapunt.objects.select_related("dossier"), dossier__overleg=zitting.overleg_id, pk=pk)
