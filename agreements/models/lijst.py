"""The official list as rows: rubriek → blok → tekstblok. The text is kept to the letter, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from agreements.models.embargo import intern_zichtbaar_voor, rubriek_openbaar, tekstblok_openbaar
from agreements.models.overleg import Overleg
from regions.models import Gebied, Provincie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class RubriekQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The rubrieken of one's own overleggen, and those in which something is public."""
        return self.filter(rubriek_openbaar() | intern_zichtbaar_voor(user, "overleg__"))


class Rubriek(models.Model):
    """Een genummerd hoofdstuk van de lijst van één landsdeel."""

    overleg = models.ForeignKey(Overleg, on_delete=models.PROTECT, related_name="rubrieken", verbose_name="overleg")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    nummer = models.CharField("nummer", max_length=12)
    titel = models.TextField("titel")
    gebied = models.ForeignKey(
        Gebied,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rubrieken",
        verbose_name="gebied",
    )

    objects = RubriekQuerySet.as_manager()

    class Meta:
        verbose_name = "rubriek"
        verbose_name_plural = "rubrieken"
        ordering = ["overleg", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["overleg", "nummer"], name="agreements_rubriek_nummer_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}"


class Blok(models.Model):
    """De tekstblokken onder één kop van een provincie en onderwerp, met de inleiding waarop zij leunen."""

    rubriek = models.ForeignKey(Rubriek, on_delete=models.PROTECT, related_name="blokken", verbose_name="rubriek")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    provincie = models.ForeignKey(
        Provincie,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="blokken",
        verbose_name="provincie",
    )
    provincie_kop = models.CharField("kop van de provincie", max_length=200, blank=True)
    onderwerp = models.TextField("onderwerp", blank=True)
    inleiding = models.TextField("inleiding", blank=True)
    uit_lijst_op = models.DateTimeField("niet meer in de lijst sinds", null=True, blank=True)

    class Meta:
        verbose_name = "blok"
        verbose_name_plural = "blokken"
        ordering = ["rubriek", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["rubriek", "volgorde"], name="agreements_blok_volgorde_uniek"),
        ]

    def __str__(self) -> str:
        return self.onderwerp or self.provincie_kop or str(self.rubriek)


class TekstblokQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The text blocks of one's own overleggen, and those whose agreement is public."""
        return self.filter(tekstblok_openbaar() | intern_zichtbaar_voor(user, "blok__rubriek__overleg__"))

    def in_lijst(self) -> Self:
        """The text blocks that the list holds now, in the order of the list."""
        return self.filter(uit_lijst_op=None).order_by(
            "blok__rubriek__overleg__volgorde", "blok__rubriek__volgorde", "blok__volgorde", "volgorde"
        )


class Tekstblok(models.Model):
    """Eén opsommingsteken (of losse alinea) van de officiële lijst, naar de letter.

    Not yet one agreement: what is followed is an `Afspraak`, normally one per text block. A text block that a
    renewed list no longer has keeps its row, code and history and gets `uit_lijst_op`.
    """

    class Vorm(models.TextChoices):
        PUNT = "punt", "opsommingspunt"
        LOSSE_ALINEA = "losse_alinea", "losse alinea"

    blok = models.ForeignKey(Blok, on_delete=models.PROTECT, related_name="tekstblokken", verbose_name="blok")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    code = models.CharField("code", max_length=40, unique=True)
    vorm = models.CharField("vorm", max_length=12, choices=Vorm, default=Vorm.PUNT)
    teken = models.CharField("opsommingsteken", max_length=4, blank=True)
    tekst = models.TextField("officiële tekst")
    subpunten = models.JSONField("subpunten", default=list, blank=True)
    uit_lijst_op = models.DateTimeField("niet meer in de lijst sinds", null=True, blank=True)

    objects = TekstblokQuerySet.as_manager()

    class Meta:
        verbose_name = "tekstblok"
        verbose_name_plural = "tekstblokken"
        ordering = ["blok", "volgorde"]
        constraints = [
            models.UniqueConstraint(
                fields=["blok", "volgorde"],
                condition=Q(uit_lijst_op=None),
                name="agreements_tekstblok_volgorde_uniek",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def koppen(self) -> dict[str, str]:
        """The words above it in the list, and its mark. Note: reads blok and rubriek."""
        blok = self.blok
        return {
            "nummer": blok.rubriek.nummer,
            "titel": blok.rubriek.titel,
            "provincie_kop": blok.provincie_kop,
            "onderwerp": blok.onderwerp,
            "inleiding": blok.inleiding,
            "teken": self.teken,
        }

    def zet_koppen(self, koppen: dict[str, str]) -> None:
        """Let this row tell of other words above it; as far as they were fetched along, and never to be saved."""
        self.teken = koppen["teken"]
        if "blok" not in self._state.fields_cache:
            return
        self.blok.provincie_kop, self.blok.onderwerp = koppen["provincie_kop"], koppen["onderwerp"]
        self.blok.inleiding = koppen["inleiding"]
        if "rubriek" in self.blok._state.fields_cache:
            self.blok.rubriek.nummer, self.blok.rubriek.titel = koppen["nummer"], koppen["titel"]
