from __future__ import annotations

from django.db import models
from django.urls import reverse

from regions.models.naslag import Naslag


class Landsdeel(Naslag):
    """Een van de vijf delen van Nederland waarvoor een eigen Bestuurlijk Overleg wordt gehouden.

    Not the landsdelen of CBS: Flevoland and Utrecht belong to Noordwest here.
    """

    slug = models.SlugField("slug", unique=True)
    naam = models.CharField("naam", max_length=40, unique=True)
    code = models.CharField("code", max_length=2, unique=True, help_text="Deel van de openbare code: N, NW, O, Z, ZW.")
    kop = models.CharField("kop in lijsten", max_length=80, help_text="Bijvoorbeeld: Regio Zuidwest-Nederland.")
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "landsdeel"
        verbose_name_plural = "landsdelen"
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("landsdeel-dashboard", args=[self.slug])
