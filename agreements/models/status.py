from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.files.storage import storages
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from agreements.models.dagen import einde_van
from agreements.models.ondertekend import Ondertekend
from agreements.models.zicht import LiveQuerySet

if TYPE_CHECKING:
    pass


class Status(models.TextChoices):
    """Where the execution of an adopted agreement stands."""

    NOG_NIET_GESTART = "nog_niet_gestart", "nog niet gestart"
    IN_UITVOERING = "in_uitvoering", "in uitvoering"
    VERTRAAGD = "vertraagd", "vertraagd"
    AANGEHOUDEN = "aangehouden", "aangehouden"
    AFGEROND = "afgerond", "afgerond"
    VERVALLEN = "vervallen", "vervallen"
    OPGEVOLGD = "opgevolgd", "opgevolgd"
    NIET_TE_BEOORDELEN = "niet_te_beoordelen", "nog niet te beoordelen"


#: An agreement with one of these has ended; it is never over tijd, and leaving it is a reopening.
GESLOTEN = frozenset({Status.AFGEROND, Status.VERVALLEN, Status.OPGEVOLGD})

#: Ending or delaying an agreement needs a toelichting; so does reopening one (see `toelichting_nodig`).
MET_TOELICHTING = GESLOTEN | {Status.VERTRAAGD, Status.AANGEHOUDEN}


def toelichting_nodig(van: str, naar: str) -> bool:
    """Whether a change must say why: ending, delaying, holding, and opening again what was closed."""
    return naar in MET_TOELICHTING or van in GESLOTEN


class StatuswijzigingQuerySet(LiveQuerySet):
    def opvolgingen(self, dag: date | None = None) -> Self:
        """The changes that name the successor of what is opgevolgd, now or at the end of a past day.

        Of each such agreement the last.
        """
        gezamenlijk = Q(zijde=Statuswijziging.Zijde.GEZAMENLIJK)
        rijen = self.filter(gezamenlijk, naar=Status.OPGEVOLGD, opvolger__isnull=False)
        if dag is None:
            return rijen.filter(afspraak__status=Status.OPGEVOLGD, op=F("afspraak__status_op"))
        ervoor = Statuswijziging.objects.filter(gezamenlijk, op__lt=einde_van(dag))
        later = ervoor.filter(afspraak=OuterRef("afspraak"), nummer__gt=OuterRef("nummer"))
        return rijen.filter(~Exists(later), op__lt=einde_van(dag))

    def for_list(self) -> Self:
        """What a list of recent changes shows."""
        return self.select_related(
            "afspraak__tekstblok__blok__rubriek",
            "afspraak__overleg__landsdeel",
            "afspraak__overleg__ronde",
            "opvolger",
        )


class Statuswijziging(Ondertekend):
    """Eén stap in de geschiedenis van een afspraak: wie, wanneer, in welke rol, van, naar, waarom.

    Append-only: the application has no way to change or delete a row, and triggers in the database refuse it.
    `nummer` runs from 1 per agreement and side; its uniqueness settles two writers at once. The status is
    two-sided: Rijk and regio can each give theirs; the joint one is what counts.
    """

    append_only = True

    class Zijde(models.TextChoices):
        GEZAMENLIJK = "gezamenlijk", "gezamenlijk"
        RIJK = "rijk", "Rijk"
        REGIO = "regio", "regio"

    afspraak = models.ForeignKey(
        "agreements.Afspraak",
        on_delete=models.PROTECT,
        related_name="statuswijzigingen",
        verbose_name="afspraak",
    )
    zijde = models.CharField("zijde", max_length=12, choices=Zijde, default=Zijde.GEZAMENLIJK)
    nummer = models.PositiveIntegerField("nummer")
    van = models.CharField("van", max_length=20, choices=Status, blank=True)
    naar = models.CharField("naar", max_length=20, choices=Status)
    toelichting = models.TextField("toelichting", blank=True)
    opvolger = models.ForeignKey(
        "agreements.Afspraak",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opgevolgd_in",
        verbose_name="opgevolgd door",
    )

    objects = StatuswijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = "statuswijziging"
        verbose_name_plural = "statuswijzigingen"
        ordering = ["afspraak", "zijde", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["afspraak", "zijde", "nummer"], name="agreements_statuswijziging_nummer"),
            models.CheckConstraint(
                condition=Q(opvolger=None) | Q(naar=Status.OPGEVOLGD),
                name="agreements_statuswijziging_opvolger",
                violation_error_message="Alleen een afspraak die is opgevolgd heeft een opvolger.",
            ),
            models.CheckConstraint(
                condition=Q(nummer__gte=1),
                name="agreements_statuswijziging_vanaf_een",
                violation_error_message="De geschiedenis begint bij 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.afspraak_id} {self.nummer}: {self.van or '–'} → {self.naar}"


def bewijs_opslag() -> Any:
    return storages["default"]


def bewijs_pad(stuk: Bewijs, naam: str) -> str:
    """Where an uploaded document is kept: a random name, so that nothing of the user's name becomes a path."""
    return f"bewijs/{uuid.uuid4().hex}"


class BewijsstukQuerySet(LiveQuerySet):
    """The evidence goes with the history that it belongs to."""

    pad = "wijziging__afspraak__"


class Bewijs(models.Model):
    """Een link of document waaruit blijkt dat het zo is."""

    naam = models.CharField("naam", max_length=200)
    url = models.URLField("link", max_length=500, blank=True)
    bestand = models.FileField("document", upload_to=bewijs_pad, storage=bewijs_opslag, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    grootte = models.PositiveIntegerField("grootte in bytes", null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url="") ^ Q(bestand=""),
                name="%(app_label)s_%(class)s_link_of_document",
                violation_error_message="Een bewijsstuk is een link of een document.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Bewijsstuk(Bewijs):
    """Bewijs dat voor altijd bij één statuswijziging hoort."""

    append_only = True

    wijziging = models.ForeignKey(
        Statuswijziging, on_delete=models.PROTECT, related_name="bewijs", verbose_name="statuswijziging"
    )

    objects = BewijsstukQuerySet.as_manager()

    class Meta(Bewijs.Meta):
        verbose_name = "bewijsstuk"
        verbose_name_plural = "bewijsstukken"
