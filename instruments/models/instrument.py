from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.urls import reverse

from regions.models import Gebied

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Which instruments exist is no secret; what is said of them goes by its source."""
        return self


class Instrument(models.Model):
    """Een soort document dat per gebied, provincie of landsdeel wordt gemaakt en in een overleg wordt vastgesteld.

    `bereik` says for which places one is expected; only those are counted. Of a place outside it statements can exist
    too: they are shown and not counted.
    """

    class Bereik(models.TextChoices):
        NOVEX = "novex", "elk NOVEX-gebied"
        PROVINCIES = "provincies", "elke provincie"
        LANDSDELEN = "landsdelen", "elk landsdeel"
        GENOEMD = "genoemd", "de genoemde gebieden"

    slug = models.SlugField("slug", unique=True)
    naam = models.CharField("naam", max_length=60, unique=True)
    meervoud = models.CharField("meervoud", max_length=60)
    kort = models.CharField("korte naam", max_length=24)
    omschrijving = models.CharField("omschrijving", max_length=300, blank=True)
    varianten = models.JSONField("namen in de regio", default=list, blank=True)
    bereik = models.CharField("verwacht van", max_length=12, choices=Bereik)
    gebieden = models.ManyToManyField(
        Gebied,
        related_name="instrumenten",
        verbose_name="genoemde gebieden",
        blank=True,
        help_text="Alleen waar het instrument van genoemde gebieden wordt verwacht.",
    )
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = "instrument"
        verbose_name_plural = "instrumenten"
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("instrument-detail", args=[self.slug])
