from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class InvoerQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A list that is being loaded is seen by Rijksredacteuren only: it may still be under embargo."""
        if user.is_authenticated and user.reikwijdte.is_rijksredacteur:
            return self
        return self.none()


class Inlezing(models.Model):
    """Een document dat is ingelezen en wacht op het laden, of al geladen is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soort = models.CharField("soort", max_length=8)
    jaar = models.PositiveSmallIntegerField("jaar")
    bestandsnaam = models.CharField("bestandsnaam", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    created_at = models.DateTimeField("ingelezen op", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ingelezen door",
    )
    geladen_op = models.DateTimeField("geladen op", null=True, blank=True)

    objects = InvoerQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-created_at"]

    @property
    def is_geladen(self) -> bool:
        return self.geladen_op is not None


class Invoer(Inlezing):
    """Een ingelezen document: de structuur die eruit is gehaald, in afwachting van het laden of al geladen.

    `lijst` is the list as it was read, as JSON of the public contract; `reparaties` are the acts by which people
    repaired its structure, in order (`agreements.herstel.Bewerking`), and `geladen_lijst` is what was loaded. The
    same document (by SHA-256) for the same ronde is one row, however often it is offered.
    """

    bron = models.TextField("tekst van de bron")
    lijst = models.JSONField("gelezen structuur")
    reparaties = models.JSONField("reparaties", default=list, blank=True)
    geladen_lijst = models.JSONField("geladen structuur", null=True, blank=True)

    class Meta(Inlezing.Meta):
        verbose_name = "invoer"
        verbose_name_plural = "invoer"
        constraints = [
            models.UniqueConstraint(fields=["soort", "jaar", "sha256"], name="agreements_invoer_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.bestandsnaam} ({self.soort} {self.jaar})"

    def get_absolute_url(self) -> str:
        return reverse("invoer-detail", args=[self.pk])


class Dossierinvoer(Inlezing):
    """Een ingelezen dossier, in afwachting van het laden of al geladen. `inhoud` is het dossier als JSON (contract).

    The same document (by SHA-256) for the same overleg is one row, however often it is offered. The overleg need not
    be there yet.
    """

    landsdeel = models.SlugField("landsdeel", max_length=20)
    inhoud = models.JSONField("gelezen dossier")

    class Meta(Inlezing.Meta):
        verbose_name = "invoer van een dossier"
        verbose_name_plural = "invoer van dossiers"
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "jaar", "landsdeel", "sha256"], name="agreements_dossierinvoer_uniek"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bestandsnaam} ({self.soort} {self.jaar} {self.landsdeel})"

    def get_absolute_url(self) -> str:
        return reverse("dossierinvoer-detail", args=[self.pk])
