from __future__ import annotations

from django.db import models

from regions.models.naslag import Naslag
from regions.models.provincie import Provincie


class Gemeente(Naslag):
    """Een gemeente, met de code van het CBS; gemeenten ontstaan en verdwijnen, vandaar de geldigheid."""

    NATUURLIJKE_SLEUTEL = ("code",)

    code = models.CharField("CBS-code", max_length=6, unique=True)
    naam = models.CharField("naam", max_length=60)
    provincie = models.ForeignKey(
        Provincie, on_delete=models.PROTECT, related_name="gemeenten", verbose_name="provincie"
    )
    geldig_van = models.DateField("geldig vanaf", null=True, blank=True)
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam
