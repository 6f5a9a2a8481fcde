from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from regions.models import Landsdeel

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def bron_zichtbaar_voor(user: User | AnonymousUser, pad: str = "") -> Q:
    """A source that this user may know: a published one everybody, any other Rijk and its own landsdeel(en).

    A source that is not published and belongs to no landsdeel is for the Rijksredacteur alone. `pad` leads from the
    rows of the queryset to the source.
    """
    zicht = Q(**{f"{pad}openbaar_vanaf__lte": timezone.localdate()})
    if not user.is_authenticated:
        return zicht
    if user.reikwijdte.is_rijksredacteur:
        return ~Q(pk__in=[])
    return zicht | Q(**{f"{pad}landsdeel__in": user.reikwijdte.landsdelen})


class BronQuerySet(models.QuerySet["Bron"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(bron_zichtbaar_voor(user))


class Bron(models.Model):
    """Een document waarin iets over een instrument staat: een brief aan de Kamer, een afsprakenlijst, een dossier.

    `openbaar_vanaf` is the day from which everybody may read it; empty means that it stays internal, for the roles of
    `landsdeel` and the Rijksredacteur.
    """

    sleutel = models.SlugField("sleutel", unique=True)
    titel = models.CharField("titel", max_length=200)
    kenmerk = models.CharField("kenmerk of Kamerstuk", max_length=80, blank=True)
    datum_in_woorden = models.CharField("datum in woorden", max_length=60, blank=True)
    datum = models.DateField("datum", help_text="De laatste dag die de woorden omvatten; hierop wordt gesorteerd.")
    openbaar_vanaf = models.DateField("openbaar vanaf", null=True, blank=True)
    landsdeel = models.ForeignKey(
        Landsdeel,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bronnen",
        verbose_name="landsdeel",
        help_text="Wie een bron ziet die niet openbaar is: dit landsdeel en het Rijk.",
    )

    objects = BronQuerySet.as_manager()

    class Meta:
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
        ordering = ["datum", "sleutel"]

    def __str__(self) -> str:
        return self.titel

    @property
    def is_openbaar(self) -> bool:
        return self.openbaar_vanaf is not None and self.openbaar_vanaf <= timezone.localdate()
