from __future__ import annotations

from django.db import models
from django.urls import reverse

from regions.models.landsdeel import Landsdeel
from regions.models.naslag import Naslag
from regions.models.provincie import Provincie


class Gebied(Naslag):
    """Een gebied waarvoor Rijk en regio samen afspraken maken: een NOVEX-gebied of een andere soort gebied.

    A gebied can lie in several provincies and be discussed in several landsdelen.
    """

    class Soort(models.TextChoices):
        NOVEX = "novex", "NOVEX-gebied"
        VERSTEDELIJKINGSREGIO = "verstedelijkingsregio", "verstedelijkingsregio"
        HAVENCLUSTER = "havencluster", "havencluster zonder NOVEX-label"
        NOVI = "novi", "NOVI-gebied (2020)"
        WONINGBOUWLOCATIE = "woningbouwlocatie", "grootschalige woningbouwlocatie"
        DELTAGEBIED = "deltagebied", "deltagebied"

    class Cluster(models.TextChoices):
        VERSTEDELIJKING = "verstedelijking", "verstedelijking"
        LANDELIJK = "landelijk", "landelijk gebied"
        HAVEN_INDUSTRIE = "haven-industrie", "haven en industrie"

    slug = models.SlugField("slug", unique=True)
    naam = models.CharField("naam", max_length=80, unique=True)
    afkorting = models.CharField("afkorting", max_length=12, blank=True)
    soort = models.CharField("soort", max_length=24, choices=Soort)
    cluster = models.CharField("cluster", max_length=20, choices=Cluster, blank=True)
    nevencluster = models.CharField("ook in cluster", max_length=20, choices=Cluster, blank=True)
    provincies = models.ManyToManyField(Provincie, related_name="gebieden", verbose_name="provincies", blank=True)
    landsdelen = models.ManyToManyField(
        Landsdeel,
        related_name="gebieden",
        verbose_name="besproken in",
        blank=True,
        help_text="De landsdelen in wier overleg dit gebied aan de orde komt.",
    )
    voorloper_van = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="voorlopers",
        verbose_name="voorloper van",
    )
    kandidaat = models.BooleanField(
        "kandidaat",
        default=False,
        help_text="Genoemd als mogelijk gebied van deze soort, nog niet aangewezen.",
    )
    varianten = models.JSONField("andere schrijfwijzen", default=list, blank=True)
    breedtegraad = models.FloatField("breedtegraad", null=True, blank=True)
    lengtegraad = models.FloatField("lengtegraad", null=True, blank=True)

    class Meta:
        verbose_name = "gebied"
        verbose_name_plural = "gebieden"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam

    @property
    def spellingen(self) -> list[str]:
        """Every way in which a text can name it."""
        return [naam for naam in (self.naam, self.afkorting, *self.varianten) if naam]

    def get_absolute_url(self) -> str:
        return reverse("gebied-dashboard", args=[self.slug])

    @property
    def is_novex(self) -> bool:
        return self.soort == self.Soort.NOVEX
