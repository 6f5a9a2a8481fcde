"""Frozen editions of a list. Nothing in them changes, and nothing in them points to a row that does."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from agreements.models.ondertekend import Ondertekend
from agreements.models.overleg import Overleg, Ronde
from agreements.models.status import bewijs_opslag

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: Where the files of editions are kept.
MAP = "uitgaven"


class UitgaveQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The editions of which this user may see every part.

        An edition is one whole: who may see only one landsdeel of it, does not get the rest with it. One that was
        made under embargo stays with who saw it then: it can hold a text that was changed since, or an agreement that
        becomes public later than its list. An edition of a public list holds only what is public.
        """
        aan_tafel = Overleg.objects.intern_visible_to(user).order_by().values("pk")
        elders = Uitgavedeel.objects.exclude(overleg__in=aan_tafel).order_by().values("uitgave")
        openbaar = Q(fase=Ronde.Fase.OPENBAAR, ronde__fase=Ronde.Fase.OPENBAAR)
        return self.filter(openbaar | ~Q(pk__in=elders))

    def for_list(self) -> Self:
        """What a list of editions shows, newest first; without their content, which is long."""
        return self.select_related("ronde").defer("inhoud").order_by("-ronde__jaar", "ronde", "-volgnummer")


class Uitgave(Ondertekend):
    """De lijst van een ronde zoals zij op een moment is vastgelegd, met de documenten die daarvan zijn gemaakt.

    `inhoud` is the JSON of the public contract in its canonical bytes (see `agreements.lijst_json.canoniek`), and
    `sha256` is of those bytes. Append-only: triggers in the database refuse every change.
    """

    append_only = True

    ronde = models.ForeignKey(Ronde, on_delete=models.PROTECT, related_name="uitgaven", verbose_name="ronde")
    volgnummer = models.PositiveSmallIntegerField("volgnummer")
    nummer = models.CharField("nummer", max_length=8)
    titel = models.CharField("titel", max_length=200)
    reden = models.TextField("reden", blank=True)
    fase = models.CharField("fase bij het vastleggen", max_length=12, choices=Ronde.Fase)
    inhoud = models.TextField("inhoud")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    op = models.DateTimeField("vastgelegd op")

    objects = UitgaveQuerySet.as_manager()

    class Meta:
        verbose_name = "uitgave"
        verbose_name_plural = "uitgaven"
        ordering = ["ronde", "volgnummer"]
        constraints = [
            models.UniqueConstraint(fields=["ronde", "volgnummer"], name="agreements_uitgave_volgnummer"),
            models.UniqueConstraint(fields=["ronde", "nummer"], name="agreements_uitgave_nummer"),
            models.CheckConstraint(
                condition=Q(volgnummer__gte=1),
                name="agreements_uitgave_vanaf_een",
                violation_error_message="De eerste uitgave heeft volgnummer 1.",
            ),
            models.CheckConstraint(
                condition=Q(volgnummer=1) | ~Q(reden=""),
                name="agreements_uitgave_reden",
                violation_error_message="Een volgende uitgave zegt waarom zij er is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ronde} uitgave {self.nummer}"

    def get_absolute_url(self) -> str:
        return reverse("uitgave-detail", args=[self.ronde.soort, self.ronde.jaar, self.nummer])

    @property
    def slug(self) -> str:
        """Its name in the audit log."""
        return f"{self.ronde.slug}-{self.nummer}"


class Uitgavedeel(models.Model):
    """Een overleg waarvan de afspraken in de uitgave staan; daaruit volgt wie haar mag zien."""

    append_only = True

    uitgave = models.ForeignKey(Uitgave, on_delete=models.PROTECT, related_name="delen", verbose_name="uitgave")
    overleg = models.ForeignKey(Overleg, on_delete=models.PROTECT, related_name="+", verbose_name="overleg")

    class Meta:
        verbose_name = "deel van een uitgave"
        verbose_name_plural = "delen van uitgaven"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["uitgave", "overleg"], name="agreements_uitgavedeel_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.uitgave_id}: {self.overleg_id}"


def uitgave_pad(bestand: Uitgavebestand | None = None, naam: str = "") -> str:
    """Where a file of an edition is kept: a random name, so that no file is ever written over another."""
    return f"{MAP}/{uuid.uuid4().hex}"


class UitgavebestandQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(uitgave__in=Uitgave.objects.visible_to(user).order_by().values("pk"))


class Uitgavebestand(models.Model):
    """Een document van een uitgave, byte voor byte zoals het is gemaakt."""

    append_only = True

    uitgave = models.ForeignKey(Uitgave, on_delete=models.PROTECT, related_name="bestanden", verbose_name="uitgave")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    formaat = models.CharField("formaat", max_length=8)
    naam = models.CharField("naam van het bestand", max_length=200)
    mediatype = models.CharField("mediatype", max_length=100)
    bestand = models.FileField("bestand", upload_to=uitgave_pad, storage=bewijs_opslag)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    grootte = models.PositiveIntegerField("grootte in bytes")

    objects = UitgavebestandQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand van een uitgave"
        verbose_name_plural = "bestanden van uitgaven"
        ordering = ["uitgave", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["uitgave", "formaat"], name="agreements_uitgavebestand_formaat"),
        ]

    def __str__(self) -> str:
        return self.naam
