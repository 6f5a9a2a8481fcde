"""Where monitoring begins: the rounds, and what of them is mine to do."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.actoren import ingelogd
from accounts.models import User
from agreements.rechten import mag_monitoren
from monitoring.models import Antwoord, Antwoordconcept, Momentopname, Monitorronde, Uitvraagregel, Zijde
from monitoring.models.monitorronde import UitvraagregelQuerySet
from monitoring.views.gedeeld import noteer_rondes


@require_GET
def overzicht(request: HttpRequest) -> HttpResponse:
    """Open rounds with one's own part of them, those in preparation, and those that have ended."""
    user = ingelogd(request)
    rondes = list(Monitorronde.objects.visible_to(user).order_by("-uiterlijk", "-pk"))
    noteer_rondes(request, [ronde.pk for ronde in rondes])
    open_ = [ronde for ronde in rondes if ronde.is_open]
    mijn = {zijde: _tel(_regels(open_, user).van_zijde(user, zijde), zijde, user) for zijde in Zijde.values}
    geheel = {zijde: _tel(_regels(rondes, user), zijde, user) for zijde in Zijde.values}
    onverzonden = _tel_onverzonden([ronde for ronde in rondes if not ronde.is_open], user)
    opnamen = {een.monitorronde_id: een for een in Momentopname.objects.visible_to(user).for_list()}
    vandaag = timezone.localdate()

    def rij(ronde: Monitorronde) -> dict[str, Any]:
        eigen = [
            {"zijde": zijde, "naam": Zijde(zijde).label, **mijn[zijde][ronde.pk]}
            for zijde in Zijde.values
            if ronde.pk in mijn[zijde]
        ]
        leeg = {"totaal": 0, "open": 0}
        return {
            "ronde": ronde,
            "dagen_over": (ronde.uiterlijk - vandaag).days,
            "mijn": eigen,
            "mijn_open": sum(een["open"] for een in eigen),
            "geheel": [{"naam": Zijde(zijde).label, **geheel[zijde].get(ronde.pk, leeg)} for zijde in Zijde.values],
            "aantal": geheel[Zijde.RIJK.value].get(ronde.pk, leeg)["totaal"],
            "momentopname": opnamen.get(ronde.pk),
            "onverzonden": onverzonden.get(ronde.pk, []),
        }

    return render(
        request,
        "monitoring/overzicht.html",
        {
            "open": [rij(ronde) for ronde in sorted(open_, key=lambda een: (een.uiterlijk, een.pk))],
            "voorbereiding": [rij(ronde) for ronde in rondes if ronde.in_voorbereiding],
            "voorbij": [rij(ronde) for ronde in rondes if not (ronde.is_open or ronde.in_voorbereiding)],
            "mag_monitoren": mag_monitoren(user),
        },
    )


def _regels(rondes: list[Monitorronde], user: User) -> UitvraagregelQuerySet:
    regels: UitvraagregelQuerySet = Uitvraagregel.objects.visible_to(user).filter(monitorronde__in=rondes)
    return regels


def _tel_onverzonden(rondes: list[Monitorronde], user: User) -> dict[int, list[dict[str, Any]]]:
    """Per round that is not open, and per side, how much this user typed and never confirmed. One query."""
    concepten = Antwoordconcept.objects.visible_to(user).filter(regel__in=_regels(rondes, user))
    rijen = concepten.values("regel__monitorronde", "zijde").annotate(aantal=Count("pk"))
    uit: dict[int, list[dict[str, Any]]] = {}
    for rij in rijen.order_by("regel__monitorronde", "zijde"):
        deel = {"zijde": rij["zijde"], "naam": Zijde(rij["zijde"]).label, "aantal": rij["aantal"]}
        uit.setdefault(rij["regel__monitorronde"], []).append(deel)
    return uit


def _tel(regels: UitvraagregelQuerySet, zijde: str, user: User) -> dict[int, dict[str, int]]:
    """Per round how many rows there are, and how many of them this side has not answered, answered. One query."""
    antwoord = Antwoord.objects.visible_to(user).filter(regel=OuterRef("pk"), zijde=zijde)
    rijen = (
        regels.annotate(beantwoord=Exists(antwoord))
        .order_by()
        .values("monitorronde")
        .annotate(totaal=Count("pk"), open=Count("pk", filter=Q(beantwoord=False)))
    )
    return {
        rij["monitorronde"]: {
            "totaal": rij["totaal"],
            "open": rij["open"],
            "beantwoord": rij["totaal"] - rij["open"],
        }
        for rij in rijen
    }
