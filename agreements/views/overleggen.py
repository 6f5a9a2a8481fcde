"""The overleggen: which there are, and one with its dossier for who may see that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.actoren import mag
from agreements.dossier import Agendasoort, Bloksoort, Invulling, Zijde
from agreements.dossierregels import Advies, adviezen
from agreements.inzage import noteer
from agreements.models import (
    Afspraak,
    Afstemming,
    Agendablok,
    Agendapunt,
    Dossier,
    Opmerking,
    Overleg,
    Ronde,
    Zitting,
)
from agreements.models.overleg import OverlegQuerySet
from agreements.rechten import (
    mag_afstemmen,
    mag_besluiten_vastleggen,
    mag_dossier_schrijven,
    mag_dossiers_laden,
    mag_overleg_verplaatsen,
)
from agreements.services.dossiers import dossier_uit
from agreements.services.zittingen.openen import LIJST_IS_AF, heeft_vastgestelde_lijst
from agreements.views.gedeeld import plaats_van
from bolapp.openbaar import openbaar

#: Items and blocks deeper than this have the smallest heading that HTML knows.
LAAGSTE_KOP = 6
#: So many versions are listed beside the dossier; the rest stands on the page of the versions.
VERSIES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Punt:
    """An agendapunt with its place in the tree: how deep it stands, its heading, and the anchor on the page."""

    punt: Agendapunt
    diepte: int
    blokken: list[Agendablok]
    adres: str
    open_opmerkingen: int = 0

    @property
    def kop(self) -> int:
        return min(self.diepte + 2, LAAGSTE_KOP)

    @property
    def anker(self) -> str:
        return f"punt-{self.punt.nummer}"

    @property
    def open_blokken(self) -> list[Agendablok]:
        """The blocks that are still to be written."""
        return [blok for blok in self.blokken if not blok.is_ingevuld]

    @property
    def is_te_bespreken(self) -> bool:
        return self.punt.soort == Agendasoort.BESPREEKPUNT


@openbaar
@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """The overleggen that this user may see, newest first. One query."""
    overleggen = _overleggen(request).annotate(
        heeft_dossier=Exists(Dossier.objects.visible_to(request.user).filter(overleg=OuterRef("pk")))
    )
    op_volgorde = overleggen.order_by("-ronde__jaar", "ronde__soort", "landsdeel__naam", "pk")
    rondes = [(ronde, list(groep)) for ronde, groep in groupby(op_volgorde, key=lambda overleg: overleg.ronde)]
    context = {"rondes": rondes, "mag_laden": mag(request, mag_dossiers_laden)}
    context["mag_verplaatsen"] = mag(request, mag_overleg_verplaatsen)
    return render(request, "agreements/overleg_overzicht.html", context)


@openbaar
@require_safe
def detail(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """One overleg: when and where, its list, and its dossier; the last only for Rijk and its own landsdeel."""
    overleg: Overleg = get_object_or_404(
        _overleggen(request), ronde__soort=soort, ronde__jaar=jaar, **plaats_van(landsdeel)
    )
    noteer(request, "overleg", overleg.slug, rondes=[overleg.ronde])
    context: dict[str, Any] = {
        "overleg": overleg,
        "ronde": overleg.ronde,
        "mag_laden": mag(request, mag_dossiers_laden),
        "mag_schrijven": mag(request, mag_dossier_schrijven, overleg),
        "kan_beginnen": mag(request, mag_dossier_schrijven, overleg)
        and overleg.landsdeel is not None
        and overleg.ronde.fase == Ronde.Fase.CONCEPT,
        "mag_afstemmen": mag(request, mag_afstemmen),
        "mag_verplaatsen": mag(request, mag_overleg_verplaatsen),
    }
    if dossier := Dossier.objects.visible_to(request.user).for_page().filter(overleg=overleg).first():
        dossier.overleg = overleg
        herkomsten: Prefetch[Any] = Prefetch(
            "punten__herkomsten", Afspraak.objects.visible_to(request.user).select_related("overleg__ronde")
        )
        prefetch_related_objects([dossier], herkomsten, "punten__penhouder")
        context |= _dossier(dossier, request) | _zitting(request, overleg)
    return render(request, "agreements/overleg_detail.html", context)


def _zitting(request: HttpRequest, overleg: Overleg) -> dict[str, Any]:
    """Whether the overleg was opened, and whether this user can open it. Two queries at most."""
    zitting = Zitting.objects.visible_to(request.user).filter(overleg=overleg).first()
    mag_openen = mag(request, mag_besluiten_vastleggen) and zitting is None
    kan_nog = mag_openen and overleg.ronde.fase not in LIJST_IS_AF
    return {"zitting": zitting, "mag_openen": kan_nog and not heeft_vastgestelde_lijst(overleg)}


def _overleggen(request: HttpRequest) -> OverlegQuerySet:
    """What this user may see of the overleggen that make a list: whether also what is internal, and of the list."""
    intern = Overleg.objects.intern_visible_to(request.user).filter(pk=OuterRef("pk"))
    lijst = Afspraak.objects.visible_to(request.user).in_lijst().filter(overleg=OuterRef("pk"))
    afstemming = Afstemming.objects.visible_to(request.user).filter(overleg=OuterRef("pk"))
    overleggen: OverlegQuerySet = (
        Overleg.objects.visible_to(request.user)
        .for_list()
        .exclude(ronde__soort=Ronde.Soort.OVERIG)
        .annotate(is_intern=Exists(intern), heeft_lijst=Exists(lijst), heeft_afstemming=Exists(afstemming))
    )
    return overleggen


def _dossier(dossier: Dossier, request: HttpRequest) -> dict[str, Any]:
    punten = _boom(dossier, _open_opmerkingen(dossier, request))
    voorgesteld = [blok for punt in punten for blok in punt.blokken if blok.soort == Bloksoort.VOORGESTELDE_AFSPRAKEN]
    voorstellen = [een for blok in voorgesteld for een in blok.voorstellen.all()]
    deelnemers = list(dossier.deelnemers.all())
    per_nummer = {punt.punt.nummer: punt for punt in punten}
    advies: list[tuple[Punt | None, Advies]] = [
        (per_nummer.get(een.nummer), een) for een in adviezen(dossier_uit(dossier))
    ]
    return {
        "dossier": dossier,
        "punten": punten,
        "adviezen": advies,
        "open_punten": [punt for punt in punten if punt.open_blokken],
        "aantal_voorstellen": sum(een.is_ingevuld for een in voorstellen),
        "blokken_voorgesteld": len(voorgesteld),
        "blokken_ingevuld": sum(blok.is_ingevuld for blok in voorgesteld),
        "blokken_sjabloon": sum(blok.invulling == Invulling.SJABLOON for blok in voorgesteld),
        "blokken_pm": sum(blok.invulling in (Invulling.PM, Invulling.LEEG) for blok in voorgesteld),
        "agenda": [(regel, regel.nummer in {punt.punt.nummer for punt in punten}) for regel in dossier.agenda.all()],
        "deelnemers": [
            (kop, namen)
            for kop, zijde, ondersteuning in (
                ("Namens het Rijk", Zijde.RIJK, False),
                ("Namens de regio", Zijde.REGIO, False),
                ("Ambtelijke ondersteuning van het Rijk", Zijde.RIJK, True),
                ("Ambtelijke ondersteuning van de regio", Zijde.REGIO, True),
            )
            if (namen := [een for een in deelnemers if een.zijde == zijde and een.ondersteuning == ondersteuning])
        ],
        "versies": dossier.versies.defer("inhoud", "rijen").order_by("-nummer")[:VERSIES],
    }


def _open_opmerkingen(dossier: Dossier, request: HttpRequest) -> dict[int, int]:
    """Item → how many comments are open there, of those that this user may see. One query."""
    zichtbaar = Opmerking.objects.visible_to(request.user).filter(dossier=dossier, antwoord_op=None, gesloten_op=None)
    return dict(zichtbaar.order_by("punt").values_list("punt").annotate(aantal=Count("pk")))


def _boom(dossier: Dossier, opmerkingen: Mapping[int, int]) -> list[Punt]:
    """The items in order, each as deep as the items are that it stands under."""
    diepten: dict[str, int] = {}
    uit = []
    overleg = dossier.overleg
    for punt in dossier.punten.all():
        boven = punt.nummer.rpartition(".")[0]
        while boven and boven not in diepten:
            boven = boven.rpartition(".")[0]
        diepten[punt.nummer] = diepten.get(boven, 0) + 1
        plaats = [overleg.ronde.soort, overleg.ronde.jaar, overleg.landsdeel_slug, punt.pk]
        uit.append(
            Punt(
                punt=punt,
                diepte=diepten[punt.nummer],
                blokken=list(punt.blokken.all()),
                adres=reverse("agendapunt-detail", args=plaats),
                open_opmerkingen=opmerkingen.get(punt.pk, 0),
            )
        )
    return uit
