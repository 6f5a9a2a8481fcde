"""What the pages of a monitorronde share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from agreements.inzage import noteer_verzameling
from agreements.models import Afspraak
from monitoring.models import Monitorronde, Uitvraagregel


def ronde_van(request: HttpRequest, pk: int) -> Monitorronde:
    """The round, for who may see it; 404 for everybody else. What it asks about is noted as shown."""
    ronde: Monitorronde = get_object_or_404(Monitorronde.objects.visible_to(request.user), pk=pk)
    noteer_rondes(request, [ronde.pk])
    return ronde


def noteer_rondes(request: HttpRequest, sleutels: list[int]) -> None:
    """This answer tells of these rounds: of the agreements of them that this user may see. One query."""
    regels = Uitvraagregel.objects.visible_to(request.user).filter(monitorronde__in=sleutels)
    noteer_verzameling(
        request,
        "monitoring",
        Afspraak.objects.visible_to(request.user).filter(pk__in=regels.order_by().values("afspraak")),
    )


def wanneer(ronde: Monitorronde) -> dict[str, Any]:
    """How much time there is."""
    return {"dagen_over": (ronde.uiterlijk - timezone.localdate()).days}
