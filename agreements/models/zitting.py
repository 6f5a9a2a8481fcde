"""The overleg itself: what lay on the table, what was decided about it, and who was there.

All of it is talk between Rijk and regio and stays internal, also after publication; what the overleg agreed becomes
the list (`agreements.models.lijst`), which is published.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.models.besluit import Besluit
from agreements.models.dossier import ZIJDEN, Agendapunt, DossierQuerySet, Dossierversie
from agreements.models.ondertekend import Ondertekend
from agreements.models.overleg import Overleg


class Zitting(Ondertekend):
    """De vergadering van een overleg, van openen tot sluiten. `op` en `door`: wie haar opende en wanneer.

    `dossierversie` is the dossier as it lay on the table. Until it is closed every decision can be taken back.
    """

    PAD = ""

    overleg = models.OneToOneField(Overleg, on_delete=models.PROTECT, related_name="zitting", verbose_name="overleg")
    dossierversie = models.ForeignKey(
        Dossierversie, on_delete=models.PROTECT, related_name="zittingen", verbose_name="dossier op tafel"
    )
    gesloten_op = models.DateTimeField("gesloten op", null=True, blank=True)
    gesloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gesloten door",
    )
    gesloten_door_naam = models.CharField("gesloten door (naam)", max_length=150, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "zitting"
        verbose_name_plural = "zittingen"
        ordering = ["overleg"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gesloten_op=None, gesloten_door_naam="")
                | (Q(gesloten_op__isnull=False) & ~Q(gesloten_door_naam="")),
                name="agreements_zitting_gesloten_door",
            ),
        ]

    def __str__(self) -> str:
        return f"zitting {self.overleg_id}"

    @property
    def is_gesloten(self) -> bool:
        return self.gesloten_op is not None


class Beslispunt(Ondertekend):
    """Eén voorgestelde afspraak zoals zij op tafel lag, of zoals zij tijdens het overleg werd ingebracht.

    Append-only, so that the proposed text stays what it was; `sha256` is of its canonical bytes (see
    `agreements.services.zittingen`). What was decided about it stands in its `Besluitregel`s.
    """

    PAD = "zitting__"
    append_only = True

    class Herkomst(models.TextChoices):
        DOSSIER = "dossier", "uit het dossier"
        VERGADERING = "vergadering", "tijdens het overleg ingebracht"

    zitting = models.ForeignKey(Zitting, on_delete=models.PROTECT, related_name="beslispunten", verbose_name="zitting")
    volgorde = models.PositiveIntegerField("volgorde")
    punt = models.ForeignKey(
        Agendapunt, on_delete=models.PROTECT, related_name="beslispunten", verbose_name="agendapunt"
    )
    herkomst = models.CharField("herkomst", max_length=12, choices=Herkomst, default=Herkomst.DOSSIER)
    inleiding = models.TextField("inleiding", blank=True)
    tekst = models.TextField("voorgestelde tekst")
    subpunten = models.JSONField("subpunten", default=list, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "beslispunt"
        verbose_name_plural = "beslispunten"
        ordering = ["zitting", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["zitting", "volgorde"], name="agreements_beslispunt_volgorde"),
        ]

    def __str__(self) -> str:
        return f"beslispunt {self.volgorde} van {self.zitting_id}"


class Besluitregel(Ondertekend):
    """Wat over een beslispunt is vastgelegd: het besluit met de tekst die is vastgesteld. De laatste regel geldt.

    Append-only; taking a decision back is a line as well, with besluit "voorgesteld". `nummer` runs from 1 per
    beslispunt; its uniqueness settles two secretaries at once. Lines that were recorded in one act (hamerpunten)
    share `handeling`. Text and subpunten are empty when the decision adopts none.
    """

    PAD = "beslispunt__zitting__"
    append_only = True

    beslispunt = models.ForeignKey(
        Beslispunt, on_delete=models.PROTECT, related_name="besluiten", verbose_name="beslispunt"
    )
    nummer = models.PositiveIntegerField("nummer")
    besluit = models.CharField("besluit", max_length=12, choices=Besluit)
    inleiding = models.TextField("inleiding", blank=True)
    tekst = models.TextField("vastgestelde tekst", blank=True)
    subpunten = models.JSONField("subpunten", default=list, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    toelichting = models.TextField("toelichting", blank=True)
    handeling = models.UUIDField("handeling", null=True, blank=True, db_index=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "besluitregel"
        verbose_name_plural = "besluitregels"
        ordering = ["beslispunt", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["beslispunt", "nummer"], name="agreements_besluitregel_nummer"),
            models.CheckConstraint(
                condition=Q(nummer__gte=1),
                name="agreements_besluitregel_vanaf_een",
                violation_error_message="De eerste regel van een besluit heeft nummer 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.beslispunt_id} {self.nummer}: {self.besluit}"


class Aanwezigheid(models.Model):
    """Of een deelnemer er was, en wie er anders zat. Vast te leggen zolang de zitting open is."""

    PAD = "zitting__"

    zitting = models.ForeignKey(Zitting, on_delete=models.PROTECT, related_name="aanwezigen", verbose_name="zitting")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    zijde = models.CharField("zijde", max_length=8, choices=ZIJDEN)
    naam = models.TextField("naam")
    ondersteuning = models.BooleanField("ambtelijke ondersteuning", default=False)
    aanwezig = models.BooleanField("aanwezig", null=True, blank=True)
    vervanger = models.TextField("vervangen door", blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        ordering = ["zitting", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["zitting", "volgorde"], name="agreements_aanwezigheid_volgorde"),
        ]

    def __str__(self) -> str:
        return self.naam
