from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from agreements.models.ondertekend import Ondertekend
from agreements.models.overleg import Ronde
from agreements.models.zicht import LiveQuerySet

if TYPE_CHECKING:
    pass


class Termijnwijziging(Ondertekend):
    """Eén stap in de geschiedenis van de termijn van een afspraak: van, naar, waarom, en wie ermee instemde.

    Append-only, as the history of the status; `nummer` runs from 1 per agreement, and its uniqueness settles two
    writers at once. The first row has in its `_oud` columns the first deadline that the agreement had; each later one
    has there what the row before it left. Days are None where that side is open or not to be dated.
    """

    append_only = True
    #: For a template that shows this beside the history of the status.
    is_termijnstap = True

    class Aanleiding(models.TextChoices):
        BESLUIT = "besluit", "besluit over de termijn"
        BEVESTIGING = "bevestiging", "bevestigd wat de tekst zegt"
        VERSCHUIVING = "verschuiving", "het overleg schoof op"
        TEKST = "tekst", "de tekst werd anders"

    class Akkoord(models.TextChoices):
        SAMEN = "samen", "Rijk en regio samen"
        RIJK = "rijk", "alleen het Rijk"
        REGIO = "regio", "alleen de regio"

    afspraak = models.ForeignKey(
        "agreements.Afspraak", on_delete=models.PROTECT, related_name="termijnwijzigingen", verbose_name="afspraak"
    )
    nummer = models.PositiveIntegerField("nummer")
    aanleiding = models.CharField("aanleiding", max_length=12, choices=Aanleiding)
    akkoord = models.CharField("wie ermee instemde", max_length=8, choices=Akkoord, blank=True)
    frase_oud = models.CharField("was, zoals geschreven", max_length=200, blank=True)
    van_oud = models.DateField("was: eerste dag", null=True, blank=True)
    tot_oud = models.DateField("was: laatste dag", null=True, blank=True)
    frase_nieuw = models.CharField("wordt, zoals geschreven", max_length=200, blank=True)
    van_nieuw = models.DateField("wordt: eerste dag", null=True, blank=True)
    tot_nieuw = models.DateField("wordt: laatste dag", null=True, blank=True)
    overleg_naam = models.CharField("overleg dat opschoof", max_length=80, blank=True)
    overleg = models.ForeignKey(
        Ronde, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="overleg"
    )
    reden = models.TextField("reden", blank=True)

    objects = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = "termijnwijziging"
        verbose_name_plural = "termijnwijzigingen"
        ordering = ["afspraak", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["afspraak", "nummer"], name="agreements_termijnwijziging_nummer"),
            models.CheckConstraint(
                condition=Q(nummer__gte=1),
                name="agreements_termijnwijziging_vanaf_een",
                violation_error_message="De geschiedenis begint bij 1.",
            ),
            models.CheckConstraint(
                condition=~Q(aanleiding="besluit") | (~Q(reden="") & ~Q(akkoord="")),
                name="agreements_termijnwijziging_besluit",
                violation_error_message="Een besluit over de termijn heeft een reden en zegt wie ermee instemde.",
            ),
            models.CheckConstraint(
                condition=Q(van_nieuw=None) | Q(tot_nieuw=None) | Q(van_nieuw__lte=F("tot_nieuw")),
                name="agreements_termijnwijziging_dagen",
                violation_error_message="De laatste dag van de termijn ligt voor de eerste.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.afspraak_id} {self.nummer}: {self.tot_oud or '–'} → {self.tot_nieuw or '–'}"

    @property
    def is_verplaatst(self) -> bool:
        """Whether the days changed; a confirmation, or a shift of another phrase, leaves them."""
        return (self.van_oud, self.tot_oud) != (self.van_nieuw, self.tot_nieuw)
