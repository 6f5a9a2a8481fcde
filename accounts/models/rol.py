from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from regions.models import Gebied, Landsdeel, Provincie


class Rol(models.TextChoices):
    """The roles of the domain; the public has no account and therefore no role."""

    LEZER_REGIO = "lezer_regio", "Lezer regio"
    REDACTEUR_REGIO = "redacteur_regio", "Redacteur regio"
    DOSSIERHOUDER = "dossierhouder", "Dossierhouder (Rijk)"
    RIJKSREDACTEUR = "rijksredacteur", "Rijksredacteur"
    BEHEERDER = "beheerder", "Beheerder"


class RoltoewijzingQuerySet(models.QuerySet[Any]):
    def geldig_op(self, dag: date) -> Self:
        """The toewijzingen in force on that day."""
        return self.filter(
            Q(geldig_van=None) | Q(geldig_van__lte=dag),
            Q(geldig_tot=None) | Q(geldig_tot__gte=dag),
        )


class Roltoewijzing(models.Model):
    """Een rol van een gebruiker, met waarvoor die geldt: landsdelen, provincies, gebieden en een periode.

    A user can hold several. Rijksredacteur and beheerder have no scope: they hold for the whole country.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="roltoewijzingen",
        verbose_name="gebruiker",
    )
    rol = models.CharField("rol", max_length=16, choices=Rol)
    landsdelen = models.ManyToManyField(
        Landsdeel, blank=True, related_name="roltoewijzingen", verbose_name="landsdelen"
    )
    provincies = models.ManyToManyField(
        Provincie, blank=True, related_name="roltoewijzingen", verbose_name="provincies"
    )
    gebieden = models.ManyToManyField(Gebied, blank=True, related_name="roltoewijzingen", verbose_name="gebieden")
    geldig_van = models.DateField("geldig vanaf", null=True, blank=True)
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)

    objects = RoltoewijzingQuerySet.as_manager()

    class Meta:
        verbose_name = "roltoewijzing"
        verbose_name_plural = "roltoewijzingen"
        ordering = ["user", "rol", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_van=None) | Q(geldig_tot=None) | Q(geldig_van__lte=F("geldig_tot")),
                name="accounts_roltoewijzing_periode",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_rol_display()}"
