from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class VervangingQuerySet(models.QuerySet[Any]):
    def geldig_op(self, dag: date) -> Self:
        """The vervangingen in force on that day."""
        return self.filter(van__lte=dag, tot__gte=dag, ingetrokken_op=None)


class Vervanging(models.Model):
    """Een periode waarin de een voor de ander waarneemt, met diens rollen en dossiers.

    The acts of the deputy carry the deputy's own name; the role says that it was as a deputy.
    """

    voor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="vervangen_door", verbose_name="voor"
    )
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="vervangt", verbose_name="waarnemer"
    )
    van = models.DateField("vanaf")
    tot = models.DateField("tot en met")
    ingesteld_op = models.DateTimeField("ingesteld op", auto_now_add=True)
    ingesteld_door = models.CharField("ingesteld door", max_length=150)
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    ingetrokken_door = models.CharField("ingetrokken door", max_length=150, blank=True)

    objects = VervangingQuerySet.as_manager()

    class Meta:
        verbose_name = "vervanging"
        verbose_name_plural = "vervangingen"
        ordering = ["-van", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(van__lte=F("tot")),
                name="accounts_vervanging_periode",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.CheckConstraint(
                condition=~Q(voor=F("door")),
                name="accounts_vervanging_ander",
                violation_error_message="Iemand kan niet voor zichzelf waarnemen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.door} voor {self.voor}"
