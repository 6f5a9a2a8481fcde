from __future__ import annotations

from django.db import models
from django.urls import reverse

from regions.models.landsdeel import Landsdeel
from regions.models.naslag import Naslag


class Provincie(Naslag):
    """Een van de twaalf provincies; elke ligt in precies één landsdeel."""

    slug = models.SlugField("slug", unique=True)
    naam = models.CharField("naam", max_length=40, unique=True)
    landsdeel = models.ForeignKey(
        Landsdeel, on_delete=models.PROTECT, related_name="provincies", verbose_name="landsdeel"
    )
    cbs_code = models.CharField("CBS-code", max_length=4, unique=True)
    tooi_code = models.CharField("TOOI-code", max_length=8, unique=True)
    iso_code = models.CharField("ISO 3166-2", max_length=6, unique=True)
    varianten = models.JSONField("andere schrijfwijzen", default=list, blank=True)
    kaart_id = models.CharField("naam op de kaart", max_length=4, blank=True)
    kaart_x = models.FloatField("plaats van het label (x)", null=True, blank=True)
    kaart_y = models.FloatField("plaats van het label (y)", null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "provincie"
        verbose_name_plural = "provincies"
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("provincie-dashboard", args=[self.slug])
