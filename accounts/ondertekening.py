"""Who did it, in which role and when: the columns that every row of history has."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.actoren import Actor, gebruiker_van, naam_van, rol_van


class Ondertekend(models.Model):
    """Een rij die zegt wie haar schreef, in welke rol en wanneer. The name stays readable when the account is gone."""

    op = models.DateTimeField("tijdstip", db_index=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="door",
    )
    door_naam = models.CharField("naam", max_length=150)
    rol = models.CharField("in de rol van", max_length=40)

    class Meta:
        abstract = True


def handtekening(by: Actor, op: datetime | None = None) -> dict[str, Any]:
    """The columns of `Ondertekend` for an act of this actor, now or at the moment `op`."""
    return {
        "op": op or timezone.now(),
        "door": gebruiker_van(by),
        "door_naam": naam_van(by),
        "rol": rol_van(by),
    }
