from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from regions.models.gemeente import Gemeente
from regions.models.naslag import Naslag
from regions.models.provincie import Provincie


class Organisatie(Naslag):
    """Een partij die bij een afspraak betrokken kan zijn: ministerie, provincie, gemeente, waterschap, ProRail, …

    The organisation is what stays the same when its name changes (EZK became EZ, with the same TOOI code); its
    names carry their own validity in `OrganisatieNaam`. `naam` and `afkorting` are those of today.
    """

    class Soort(models.TextChoices):
        MINISTERIE = "ministerie", "ministerie"
        PROVINCIE = "provincie", "provincie"
        GEMEENTE = "gemeente", "gemeente"
        WATERSCHAP = "waterschap", "waterschap"
        SAMENWERKING = "samenwerking", "samenwerkingsverband"
        UITVOERING = "uitvoering", "uitvoeringsorganisatie"
        NETBEHEERDER = "netbeheerder", "netbeheerder"
        BEDRIJF = "bedrijf", "bedrijf"
        OVERIG = "overig", "overig"

    class Zijde(models.TextChoices):
        RIJK = "rijk", "Rijk"
        REGIO = "regio", "regio"
        OVERIG = "overig", "overig"

    slug = models.SlugField("slug", unique=True, max_length=80)
    naam = models.CharField("naam", max_length=120)
    afkorting = models.CharField("afkorting", max_length=20, blank=True)
    soort = models.CharField("soort", max_length=16, choices=Soort)
    zijde = models.CharField("zijde", max_length=8, choices=Zijde, default=Zijde.OVERIG)
    tooi_code = models.CharField("TOOI-code", max_length=10, blank=True)
    provincie = models.ForeignKey(
        Provincie,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisaties",
        verbose_name="provincie",
        help_text="De provincie die deze organisatie is, of waarin zij werkt.",
    )
    gemeente = models.OneToOneField(
        Gemeente,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisatie",
        verbose_name="gemeente",
    )
    varianten = models.JSONField("andere schrijfwijzen", default=list, blank=True)
    geldig_van = models.DateField("bestaat sinds", null=True, blank=True)
    geldig_tot = models.DateField("bestond tot en met", null=True, blank=True)
    opvolger = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="voorgangers",
        verbose_name="opvolger",
    )

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["tooi_code"], condition=~Q(tooi_code=""), name="regions_organisatie_tooi_code_uniek"
            ),
            models.CheckConstraint(
                condition=Q(geldig_van=None) | Q(geldig_tot=None) | Q(geldig_van__lte=F("geldig_tot")),
                name="regions_organisatie_geldigheid",
                violation_error_message="De organisatie kan niet ophouden te bestaan voordat zij begon.",
            ),
        ]

    def __str__(self) -> str:
        return self.afkorting or self.naam

    def clean(self) -> None:
        if self.opvolger_id is not None and self.opvolger_id == self.pk:
            raise ValidationError({"opvolger": "Een organisatie kan niet haar eigen opvolger zijn."})

    def naam_op(self, dag: date) -> str:
        """The name that the organisation carried on that day; today's name when no other is known.

        Note: reads self.namen, a query when not prefetched.
        """
        for naam in self.namen.all():
            if (naam.geldig_van is None or naam.geldig_van <= dag) and (
                naam.geldig_tot is None or dag <= naam.geldig_tot
            ):
                return naam.naam
        return self.naam


class OrganisatieNaam(Naslag):
    """Een naam die een organisatie in een periode voerde."""

    NATUURLIJKE_SLEUTEL = ("organisatie", "naam")

    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.CASCADE, related_name="namen", verbose_name="organisatie"
    )
    naam = models.CharField("naam", max_length=120)
    afkorting = models.CharField("afkorting", max_length=20, blank=True)
    geldig_van = models.DateField("geldig vanaf", null=True, blank=True)
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "naam van een organisatie"
        verbose_name_plural = "namen van organisaties"
        ordering = ["organisatie", "geldig_van", "naam"]
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "naam"], name="regions_organisatienaam_uniek"),
        ]

    def __str__(self) -> str:
        return self.naam
