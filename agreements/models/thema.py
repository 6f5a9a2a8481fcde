from __future__ import annotations

from django.db import models

from regions.models.naslag import Naslag


class Thema(Naslag):
    """Een onderwerp waarnaar afspraken worden ingedeeld; een afspraak kan er meer dan één hebben."""

    slug = models.SlugField("slug", unique=True)
    naam = models.CharField("naam", max_length=60, unique=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam
