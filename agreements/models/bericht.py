"""What the application tells a person, in its own pages and by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.models.uitgave import Uitgavebestand

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class BerichtQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(user=user) if user.is_authenticated else self.none()

    def te_versturen(self, op: Any) -> Self:
        """What still has to go by mail, and whose turn it is at that moment, oldest first."""
        return self.filter(
            Q(volgende_poging_op=None) | Q(volgende_poging_op__lte=op), verzonden_op=None, opgegeven_op=None
        ).order_by("pk")


class Bericht(models.Model):
    """Een bericht aan één gebruiker: in de applicatie te lezen, en per mail verstuurd zodra dat lukt.

    Written in the transaction of the act that it tells of; the mail goes after it. `sleutel` makes that the same
    thing is told to the same person once. The subject and the text never hold what is under embargo: they say where
    to look.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="berichten", verbose_name="gebruiker"
    )
    soort = models.CharField("soort", max_length=40)
    sleutel = models.CharField("sleutel", max_length=200)
    onderwerp = models.CharField("onderwerp", max_length=200)
    tekst = models.TextField("tekst")
    adres = models.CharField("adres", max_length=300, blank=True, help_text="Waar het over gaat: /afspraken/…")
    bijlage = models.ForeignKey(
        Uitgavebestand,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bijlage",
        help_text="Gaat mee met de mail, als de ontvanger het dan mag zien.",
    )
    gemaakt_op = models.DateTimeField("gemaakt op", auto_now_add=True)
    gelezen_op = models.DateTimeField("gelezen op", null=True, blank=True)
    verzonden_op = models.DateTimeField("verzonden op", null=True, blank=True)
    pogingen = models.PositiveSmallIntegerField("pogingen", default=0)
    volgende_poging_op = models.DateTimeField("volgende poging op", null=True, blank=True)
    opgegeven_op = models.DateTimeField("opgegeven op", null=True, blank=True)
    fout = models.TextField("fout bij het versturen", blank=True)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "sleutel"], name="agreements_bericht_een_keer"),
        ]

    def __str__(self) -> str:
        return self.onderwerp
