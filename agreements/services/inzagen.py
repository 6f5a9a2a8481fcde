"""The log of who saw what while it was not public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from accounts.models import User
from agreements.models import Inzage


@dataclass(frozen=True, slots=True, kw_only=True)
class Gezien:
    """What one answer showed of one ronde: the kind of page, and which agreement or how many."""

    ronde: int
    fase: str
    soort: str
    sleutel: str


def leg_inzage_vast(*, gezien: Iterable[Gezien], adres: str, by: User) -> int:
    """Write what somebody was shown, a row per ronde, in one insert; returns how many.

    Has no permission of its own: it tells of a page that was already allowed. An address that is too long is cut.
    """
    per_ronde = {een.ronde: een for een in reversed(list(gezien))}
    rijen = [
        Inzage(
            ronde_id=een.ronde,
            fase=een.fase,
            soort=een.soort[:40],
            sleutel=een.sleutel[:200],
            adres=adres[:500],
            gebruiker=by.username,
            naam=str(by)[:150],
            rol=by.reikwijdte.rol_label[:40],
        )
        for een in per_ronde.values()
    ]
    if rijen:
        Inzage.objects.bulk_create(rijen)
    return len(rijen)


def per_persoon(inzagen: QuerySet[Inzage]) -> list[dict[str, Any]]:
    """Who looked, how often, and when first and last; who looked last comes first. One query."""
    rijen: Any = (
        inzagen.order_by()
        .values("gebruiker")
        .annotate(naam=Max("naam"), aantal=Count("pk"), eerst=Min("op"), laatst=Max("op"))
        .order_by("-laatst", "gebruiker")
    )
    return list(rijen)
