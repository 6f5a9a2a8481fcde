"""What must be kept to tell of a past day: each row holds what was, until the change that it stands for.

Status and deadline have a history of their own. What is here is the rest that a list, a count or a page reads: what
the public was told of the status, what an agreement was (its soort, whether it was adopted, whether it was followed
as a whole), the words of its text, the phrases of its deadline, and the days of an overleg.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from agreements.models.besluit import Besluit
from agreements.models.embargo import afspraak_zichtbaar_voor
from agreements.models.ondertekend import Ondertekend
from agreements.models.status import Status
from agreements.models.zicht import LiveQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class StatuspublicatieQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What the public was told of the agreements that this user may see."""
        return self.filter(afspraak_zichtbaar_voor(user, "afspraak__"))


class Statuspublicatie(Ondertekend):
    """Wat het publiek op een moment van de status van een afspraak is verteld. Append-only.

    `op` is from when it was told: for an agreement that becomes public earlier than its list that can be later than
    the act itself. What holds now also stands on the agreement.
    """

    append_only = True

    afspraak = models.ForeignKey(
        "agreements.Afspraak", on_delete=models.PROTECT, related_name="statuspublicaties", verbose_name="afspraak"
    )
    status = models.CharField("status", max_length=20, choices=Status)

    objects = StatuspublicatieQuerySet.as_manager()

    class Meta:
        verbose_name = "publicatie van een status"
        verbose_name_plural = "publicaties van statussen"
        ordering = ["afspraak", "op", "pk"]
        indexes = [models.Index(fields=["afspraak", "op"], name="agreements_statuspublicatie_op")]

    def __str__(self) -> str:
        return f"{self.afspraak_id} {self.op:%Y-%m-%d}: {self.status}"


class Afspraakwijziging(Ondertekend):
    """Wat een afspraak tot dit moment was: haar soort, haar besluit, en of zij was gesplitst. Append-only."""

    append_only = True

    afspraak = models.ForeignKey(
        "agreements.Afspraak", on_delete=models.PROTECT, related_name="afspraakwijzigingen", verbose_name="afspraak"
    )
    soort_oud = models.CharField("soort was", max_length=16)
    besluit_oud = models.CharField("besluit was", max_length=12, choices=Besluit)
    gesplitst_oud = models.BooleanField("was gesplitst")

    objects = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging van een afspraak"
        verbose_name_plural = "wijzigingen van afspraken"
        ordering = ["afspraak", "op", "pk"]
        indexes = [models.Index(fields=["afspraak", "op"], name="agreements_afspraakwijzig_op")]

    def __str__(self) -> str:
        return f"{self.afspraak_id} {self.op:%Y-%m-%d}"


class TekstwijzigingQuerySet(LiveQuerySet):
    pad = "tekstblok__afspraken__"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The words that were, for who sees the live status of an agreement that is made of them."""
        return super().visible_to(user).distinct()


class Tekstwijziging(Ondertekend):
    """Hoe een tekstblok tot dit moment luidde, onder welke koppen, en of het tot dan uit de lijst was. Append-only."""

    append_only = True

    tekstblok = models.ForeignKey(
        "agreements.Tekstblok", on_delete=models.PROTECT, related_name="tekstwijzigingen", verbose_name="tekstblok"
    )
    tekst_oud = models.TextField("tekst was")
    subpunten_oud = models.JSONField("subpunten waren", default=list, blank=True)
    koppen_oud = models.JSONField(
        "koppen waren", default=dict, blank=True, help_text="Zie `Tekstblok.koppen`; leeg: niet bewaard."
    )
    uit_lijst_oud = models.DateTimeField("was uit de lijst sinds", null=True, blank=True)

    objects = TekstwijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging van een tekst"
        verbose_name_plural = "wijzigingen van teksten"
        ordering = ["tekstblok", "op", "pk"]
        indexes = [models.Index(fields=["tekstblok", "op"], name="agreements_tekstwijziging_op")]

    def __str__(self) -> str:
        return f"{self.tekstblok_id} {self.op:%Y-%m-%d}"


class Oudetermijnen(models.Model):
    """De tijdsaanduidingen die een afspraak tot dit moment had, alle samen. Append-only.

    What changed them is told by the history of the deadline or of the text, with a name; so there is none under it.
    """

    append_only = True

    afspraak = models.ForeignKey(
        "agreements.Afspraak", on_delete=models.PROTECT, related_name="oude_termijnen", verbose_name="afspraak"
    )
    op = models.DateTimeField("tijdstip", db_index=True)
    rijen = models.JSONField("waren", default=list, blank=True, help_text="Zie `Termijn.als_oud`; op volgorde.")

    objects = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = "oude termijnen"
        verbose_name_plural = "oude termijnen"
        ordering = ["afspraak", "pk"]
        indexes = [models.Index(fields=["afspraak", "op"], name="agreements_oudetermijnen_op")]

    def __str__(self) -> str:
        return f"{self.afspraak_id} {self.op:%Y-%m-%d}"


class Oudedagen(models.Model):
    """Wanneer een ronde, of één overleg daarvan, tot dit moment was. Append-only.

    Who moved it stands in the audit log, and in the history of each deadline that moved along. An overleg has one day,
    which is its first; for a whole ronde `overleg` is empty.
    """

    append_only = True

    ronde = models.ForeignKey(
        "agreements.Ronde", on_delete=models.PROTECT, related_name="oude_dagen", verbose_name="ronde"
    )
    overleg = models.ForeignKey(
        "agreements.Overleg",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="oude_dagen",
        verbose_name="overleg",
    )
    op = models.DateTimeField("tijdstip", db_index=True)
    gepland_oud = models.CharField("was gepland", max_length=80, blank=True)
    van_oud = models.DateField("was: eerste dag", null=True, blank=True)
    tot_oud = models.DateField("was: laatste dag", null=True, blank=True)

    class Meta:
        verbose_name = "oude dagen van een overleg"
        verbose_name_plural = "oude dagen van een overleg"
        ordering = ["ronde", "pk"]

    def __str__(self) -> str:
        return f"{self.ronde_id} {self.op:%Y-%m-%d}"
