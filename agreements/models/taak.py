from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from agreements.models.invoer import Invoer
from agreements.models.overleg import Overleg
from agreements.models.status import bewijs_opslag

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: A running job that gave no sign of life for this long has died with its process; it gives one every few seconds.
STIL_NA = timedelta(seconds=45)
#: A job that nobody took up for this long was lost with the process that should have.
WACHT_HOOGSTENS = timedelta(minutes=10)
#: How long the file of a finished job can be downloaded, and an offered document of a failed one read again.
BEWAARDUUR = timedelta(days=7)

EXPORT, INVOER, UITGAVE, DOSSIER, PUBLICATIE = "export", "invoer", "uitgave", "dossier", "publicatie"
VOORTGANG = "voortgang"
#: What is in these stays internal, also when the ronde is public.
INTERN = (DOSSIER, VOORTGANG)

#: Where the files of jobs are kept. Their names begin with the key of the job; nothing of the user's is in them.
MAP = "taken"


def taak_pad(taak: Taak, naam: str) -> str:
    return f"{MAP}/{taak.pk}-{taak.greep.hex if taak.greep else 'x'}"


def bron_pad(taak: Taak, naam: str) -> str:
    return f"{MAP}/{taak.pk}-bron"


class TaakQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own jobs, as long as one may still see what is in them.

        A file holds what its maker might see when it was made. Whoever loses a role loses what they made with it; a
        document that is being read is for Rijksredacteuren, as the list in it is; dossiers and progress stay internal.
        """
        if not user.is_authenticated:
            return self.none()
        if not user.reikwijdte.is_rijksredacteur:
            self = self.exclude(soort=INVOER)
        zichtbaar = Overleg.objects.geheel_visible_to(user).order_by().values("pk")
        niet_meer = Taak.overleggen.through.objects.exclude(overleg__in=zichtbaar)
        intern = Overleg.objects.intern_visible_to(user).order_by().values("pk")
        dossiers = Taak.overleggen.through.objects.filter(overleg__in=intern)
        return (
            self.filter(eigenaar=user)
            .exclude(pk__in=niet_meer.values("taak"))
            .exclude(Q(soort__in=INTERN) & ~Q(pk__in=dossiers.values("taak")))
        )

    def lopend(self) -> Self:
        return self.filter(stand__in=(Taak.Stand.WACHT, Taak.Stand.BEZIG))

    def stilgevallen(self, nu: datetime) -> Self:
        """Running by their record, but their process is gone."""
        return self.filter(
            Q(stand=Taak.Stand.BEZIG, hartslag__lt=nu - STIL_NA)
            | Q(stand=Taak.Stand.WACHT, hartslag__lt=nu - WACHT_HOOGSTENS)
        )

    def verlopen(self, nu: datetime) -> Self:
        """Ended so long ago that their file is no longer kept, while it is still there."""
        return self.filter(
            Q(stand=Taak.Stand.KLAAR, klaar_op__lt=nu - BEWAARDUUR) & ~Q(bestand="")
            | Q(stand=Taak.Stand.MISLUKT, hartslag__lt=nu - BEWAARDUUR) & ~Q(bron="")
        )


class Taak(models.Model):
    """Werk op de achtergrond, zoals het maken van een PDF, met voortgang en resultaat.

    `sleutel` names what is asked for; while a job with that key runs, asking again gives the same job. `greep` names
    the attempt that has it now: only that one writes progress and result. An export ends in `bestand`; an invoer
    begins with `bron`, the document that was offered, and ends in `invoer`, what was read of it.
    `overleggen` are those whose agreements it is about: first those that were asked for, then those in the file.
    """

    class Stand(models.TextChoices):
        WACHT = "wacht", "wacht"
        BEZIG = "bezig", "bezig"
        KLAAR = "klaar", "klaar"
        MISLUKT = "mislukt", "mislukt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="taken", verbose_name="eigenaar"
    )
    soort = models.CharField("soort", max_length=40)
    titel = models.CharField("titel", max_length=200)
    parameters = models.JSONField("parameters", default=dict, blank=True)
    overleggen = models.ManyToManyField(Overleg, blank=True, related_name="+", verbose_name="overleggen")
    sleutel = models.CharField("sleutel", max_length=64)
    stand = models.CharField("stand", max_length=8, choices=Stand, default=Stand.WACHT)
    stap = models.CharField("stap", max_length=120, blank=True)
    voortgang = models.PositiveSmallIntegerField("voortgang in procenten", default=0)
    poging = models.PositiveSmallIntegerField("poging", default=0)
    greep = models.UUIDField("greep", null=True, blank=True, editable=False)
    fout = models.TextField("fout", blank=True)
    bron = models.FileField("aangeboden document", upload_to=bron_pad, storage=bewijs_opslag, blank=True)
    invoer = models.ForeignKey(
        Invoer, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="ingelezen document"
    )
    bestand = models.FileField("bestand", upload_to=taak_pad, storage=bewijs_opslag, blank=True)
    bestandsnaam = models.CharField("bestandsnaam", max_length=200, blank=True)
    mediatype = models.CharField("mediatype", max_length=100, blank=True)
    created_at = models.DateTimeField("gevraagd op", auto_now_add=True)
    hartslag = models.DateTimeField("laatste teken van leven", default=timezone.now)
    klaar_op = models.DateTimeField("klaar op", null=True, blank=True)

    objects = TaakQuerySet.as_manager()

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["eigenaar", "sleutel"],
                condition=Q(stand__in=("wacht", "bezig")),
                name="agreements_taak_een_tegelijk",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("taak-detail", args=[self.pk])

    @property
    def is_klaar(self) -> bool:
        return self.stand == self.Stand.KLAAR

    @property
    def is_mislukt(self) -> bool:
        return self.stand == self.Stand.MISLUKT

    @property
    def is_lopend(self) -> bool:
        return self.stand in (self.Stand.WACHT, self.Stand.BEZIG)

    @property
    def is_invoer(self) -> bool:
        """Whether a document is read, and not made."""
        return self.soort == INVOER

    @property
    def is_uitgave(self) -> bool:
        """Whether an edition is made, which stays when the file of the job has gone."""
        return self.soort in (UITGAVE, PUBLICATIE)

    @property
    def is_publicatie(self) -> bool:
        """Whether the letter is recorded as sent, which opens the list; an edition is part of that."""
        return self.soort == PUBLICATIE

    @property
    def verloopt_op(self) -> datetime | None:
        """Until when the file can be downloaded, or the document of a failed job read again."""
        if self.is_mislukt:
            return self.hartslag + BEWAARDUUR if self.bron else None
        return self.klaar_op + BEWAARDUUR if self.klaar_op and not self.is_invoer else None

    @property
    def is_verlopen(self) -> bool:
        """Done, but its file is no longer kept. What was read of a document does not expire."""
        if not self.is_klaar or self.is_invoer:
            return False
        return not self.bestand or (self.verloopt_op or timezone.now()) < timezone.now()

    @property
    def is_stilgevallen(self) -> bool:
        """Running by its record, but without a sign of life: its process was killed."""
        stil = timezone.now() - self.hartslag
        return (self.stand == self.Stand.BEZIG and stil > STIL_NA) or (
            self.stand == self.Stand.WACHT and stil > WACHT_HOOGSTENS
        )

    @property
    def is_te_herhalen(self) -> bool:
        """Whether it can be started again: failed or interrupted with all that it needs, or its file has expired."""
        if self.is_invoer and not self.bron:
            return False
        return self.is_mislukt or self.is_stilgevallen or (self.is_verlopen and not self.is_uitgave)

    @property
    def is_te_verwijderen(self) -> bool:
        """Whether its owner may delete it: it has ended."""
        return not self.is_lopend
