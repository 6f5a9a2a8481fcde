"""What happened to one agreement and what it hangs together with, now or on a past day, as its page tells it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpRequest

from agreements.inzage import noteer, noteer_afspraken
from agreements.lijnen import lijn_van
from agreements.models import Afspraak, Bewijsstuk, Statuswijziging, Termijnwijziging
from agreements.services.termijnen import eerste_termijn


def verloop_van(request: HttpRequest, afspraak: Afspraak, *, tot: datetime | None = None) -> dict[str, Any]:
    """The steps that this user may see, newest first, the deadline that it began with, and the successors in reach."""
    ervoor = Q(op__lt=tot) if tot else Q()
    geschiedenis = list(
        Statuswijziging.objects.visible_to(request.user)
        .filter(ervoor, afspraak=afspraak)
        .select_related("opvolger", "voorsteloordeel__voorstel")
        .prefetch_related(Prefetch("bewijs", Bewijsstuk.objects.visible_to(request.user).order_by("pk")))
        .order_by("-op", "-pk")
    )
    termijnstappen = list(
        Termijnwijziging.objects.visible_to(request.user).filter(ervoor, afspraak=afspraak).order_by("-nummer")
    )
    opvolgers = [stap.opvolger_id for stap in geschiedenis if stap.opvolger_id]
    return {
        "geschiedenis": sorted([*geschiedenis, *termijnstappen], key=lambda stap: stap.op, reverse=True),
        "eerst": eerste_termijn(afspraak, termijnstappen if afspraak.zicht_live else None),
        "zichtbare_opvolgers": set(
            Afspraak.objects.visible_to(request.user).filter(pk__in=opvolgers).values_list("pk", flat=True)
        ),
    }


def lijn_over(request: HttpRequest, afspraak: Afspraak) -> dict[str, Any]:
    """The line over the years that the agreement is part of, as far as this user may see it."""
    lijn = lijn_van(afspraak, request.user)
    if lijn is not None:
        noteer_afspraken(request, "afspraak", [een for een in lijn.afspraken if een.pk != afspraak.pk])
        noteer(request, "afspraak", afspraak.code, rondes=lijn.rondes)
    return {"lijn": lijn, "hier": f"afspraak-{afspraak.pk}"}
