from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from instruments.models.bron import bron_zichtbaar_voor
from instruments.models.instrument import Instrument
from regions.models import Gebied, Landsdeel, Provincie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

Plek = Gebied | Provincie | Landsdeel


class InstrumentversieQuerySet(models.QuerySet["Instrumentversie"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A version of which this user may know at least one statement; of others not even that they exist."""
        uitspraken = apps.get_model("instruments", "Uitspraak")._default_manager
        return self.filter(Exists(uitspraken.filter(bron_zichtbaar_voor(user, "bron__"), versie=OuterRef("pk"))))

    def for_list(self) -> Self:
        """Everything that the name and the address of a version touch."""
        return self.select_related("instrument", "gebied", "provincie", "landsdeel")


class Instrumentversie(models.Model):
    """Eén versie van een instrument voor één gebied, provincie of landsdeel: Uitvoeringsagenda 1.0 van De Peel.

    `label` is the version as the sources write it, empty where they give none; `volgnummer` 1 is the first that the
    place makes. Exactly one of `gebied`, `provincie` and `landsdeel` is filled.
    """

    sleutel = models.CharField("sleutel", max_length=120, unique=True)
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="versies", verbose_name="instrument"
    )
    gebied = models.ForeignKey(
        Gebied,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="instrumentversies",
        verbose_name="gebied",
    )
    provincie = models.ForeignKey(
        Provincie,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="instrumentversies",
        verbose_name="provincie",
    )
    landsdeel = models.ForeignKey(
        Landsdeel,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="instrumentversies",
        verbose_name="landsdeel",
    )
    label = models.CharField("versie", max_length=40, blank=True)
    volgnummer = models.PositiveSmallIntegerField("volgnummer", default=1)
    eigen_naam = models.CharField("eigen naam", max_length=120, blank=True, help_text="Zoals de regio het noemt: RUIA.")

    objects = InstrumentversieQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een instrument"
        verbose_name_plural = "versies van instrumenten"
        ordering = ["sleutel"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(gebied__isnull=False, provincie__isnull=True, landsdeel__isnull=True)
                    | Q(gebied__isnull=True, provincie__isnull=False, landsdeel__isnull=True)
                    | Q(gebied__isnull=True, provincie__isnull=True, landsdeel__isnull=False)
                ),
                name="instrumentversie_een_plek",
                violation_error_message="Een versie hoort bij precies één gebied, provincie of landsdeel.",
            ),
            models.CheckConstraint(
                condition=Q(volgnummer__gte=1),
                name="instrumentversie_volgnummer",
                violation_error_message="Het volgnummer van een versie begint bij 1.",
            ),
        ]

    def __str__(self) -> str:
        delen = [self.eigen_naam or self.instrument.naam, self.label]
        return f"{' '.join(deel for deel in delen if deel)} – {self.plek}"

    def get_absolute_url(self) -> str:
        return reverse("instrument-plek", args=[self.instrument.slug, self.plek.slug])

    @property
    def plek(self) -> Plek:
        """The place it is made for. A query when that was not loaded along (`for_list`)."""
        plek = self.gebied or self.provincie or self.landsdeel
        assert plek is not None  # noqa: S101 - the check constraint says so
        return plek
