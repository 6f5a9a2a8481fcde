from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models

from agreements.models.afspraak import Afspraak
from agreements.models.embargo import afspraak_zichtbaar_voor

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class GegevensbevestigingQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What was proposed and confirmed tells of the agreement: who may not see that one, sees nothing."""
        return self.filter(afspraak_zichtbaar_voor(user, "afspraak__"))


class Gegevensbevestiging(models.Model):
    """Dat een redacteur de voorgestelde gegevens van een afspraak heeft bekeken: wie, wanneer, en bij welke tekst.

    `afgewezen` are the proposals (by their key, `agreements.duiding.Voorstel.sleutel`) that were not taken over; they
    are not made again. When the text changes after it, the agreement waits for a look again.
    """

    afspraak = models.OneToOneField(
        Afspraak, on_delete=models.CASCADE, related_name="gegevensbevestiging", verbose_name="afspraak"
    )
    tekst_sha256 = models.CharField("SHA-256 van de tekst", max_length=64)
    afgewezen = models.JSONField("afgewezen voorstellen", default=list, blank=True)
    op = models.DateTimeField("bevestigd op")
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bevestigd door",
    )
    door_naam = models.CharField("naam van wie bevestigde", max_length=150)

    objects = GegevensbevestigingQuerySet.as_manager()

    class Meta:
        verbose_name = "bevestiging van gegevens"
        verbose_name_plural = "bevestigingen van gegevens"
        ordering = ["afspraak"]

    def __str__(self) -> str:
        return f"{self.afspraak} bevestigd door {self.door_naam}"
