"""A round in which all sides are asked how far the agreements are: what is asked, until when, and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from agreements.models import Afspraak
from agreements.models.ondertekend import Ondertekend
from monitoring.models.zicht import redigeert, ziet_uitvoering
from monitoring.models.zijde import Zijde

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class MonitorrondeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A Rijksredacteur sees all; others those that ask about an agreement of which they see a side."""
        if user.is_authenticated and user.reikwijdte.is_rijksredacteur:
            return self.all()
        gevraagd = Uitvraagregel.objects.visible_to(user).order_by().values("monitorronde")
        return self.filter(pk__in=gevraagd)

    def open(self) -> Self:
        return self.filter(fase=Monitorronde.Fase.OPEN)


class Monitorronde(models.Model):
    """Een vraag aan Rijk en regio, elk voor zich, naar de stand van gekozen afspraken, met een uiterste dag.

    `keuze` is the rule by which the agreements are chosen (see `monitoring.keuze.Keuze`); opening the round turns it
    into rows, and from then on the rule changes nothing. `fase` and `uiterlijk` repeat what the last `Monitorstap`
    says; only the services write them.
    """

    class Fase(models.TextChoices):
        VOORBEREIDING = "voorbereiding", "in voorbereiding"
        OPEN = "open", "open"
        GESLOTEN = "gesloten", "gesloten"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    naam = models.CharField("naam", max_length=120)
    toelichting = models.TextField("toelichting voor wie antwoordt", blank=True)
    keuze = models.JSONField("keuze van afspraken", default=dict)
    uiterlijk = models.DateField("uiterste dag")
    fase = models.CharField("fase", max_length=14, choices=Fase, default=Fase.VOORBEREIDING)
    geopend_op = models.DateTimeField("geopend op", null=True, blank=True)
    gesloten_op = models.DateTimeField("gesloten op", null=True, blank=True)

    objects = MonitorrondeQuerySet.as_manager()

    class Meta:
        verbose_name = "monitorronde"
        verbose_name_plural = "monitorrondes"
        ordering = ["-uiterlijk", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fase="gesloten", gesloten_op__isnull=False) | (~Q(fase="gesloten") & Q(gesloten_op=None)),
                name="monitoring_monitorronde_gesloten",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("monitorronde-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.fase == self.Fase.OPEN

    @property
    def is_gesloten(self) -> bool:
        return self.fase == self.Fase.GESLOTEN

    @property
    def in_voorbereiding(self) -> bool:
        return self.fase == self.Fase.VOORBEREIDING

    @property
    def is_voorbij(self) -> bool:
        """Whether it still asks, while its last day has gone."""
        return self.is_open and self.uiterlijk < timezone.localdate()


class MonitorstapQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(monitorronde__in=Monitorronde.objects.visible_to(user).order_by().values("pk"))


class Monitorstap(Ondertekend):
    """Eén stap van een monitorronde: gemaakt, gewijzigd, geopend, verlengd, ingetrokken, gesloten. Append-only."""

    append_only = True

    class Soort(models.TextChoices):
        GEMAAKT = "gemaakt", "gemaakt"
        GEWIJZIGD = "gewijzigd", "gewijzigd"
        GEOPEND = "geopend", "geopend"
        VERLENGD = "verlengd", "andere uiterste dag"
        INGETROKKEN = "ingetrokken", "ingetrokken"
        GESLOTEN = "gesloten", "gesloten"
        GEPUBLICEERD = "gepubliceerd", "statussen gepubliceerd"

    monitorronde = models.ForeignKey(
        Monitorronde, on_delete=models.PROTECT, related_name="stappen", verbose_name="monitorronde"
    )
    nummer = models.PositiveIntegerField("nummer")
    soort = models.CharField("soort", max_length=12, choices=Soort)
    uiterlijk = models.DateField("uiterste dag daarna")
    reden = models.TextField("reden", blank=True)

    objects = MonitorstapQuerySet.as_manager()

    class Meta:
        verbose_name = "stap van een monitorronde"
        verbose_name_plural = "stappen van monitorrondes"
        ordering = ["monitorronde", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["monitorronde", "nummer"], name="monitoring_monitorstap_nummer"),
            models.CheckConstraint(
                condition=~Q(soort__in=["verlengd", "ingetrokken"], reden=""),
                name="monitoring_monitorstap_reden",
                violation_error_message="Schrijf op waarom.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.monitorronde_id} {self.nummer}: {self.soort}"


class UitvraagregelQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who sees the live status of the agreement, and who writes about it for the regio."""
        return self.filter(ziet_uitvoering(user, "afspraak__") | redigeert(user, "afspraak__"))

    def beide_zijden(self, user: User | AnonymousUser) -> Self:
        """Of which this user may read what both sides answered."""
        return self.filter(ziet_uitvoering(user, "afspraak__"))

    def van_zijde(self, user: User, zijde: str) -> Self:
        """What this user is responsible for on that side: assigned as dossierhouder, or of the own places."""
        if zijde == Zijde.RIJK:
            namens = user.reikwijdte.houdt_voor | ({user.pk} if user.reikwijdte.is_rijksredacteur else frozenset())
            houders = Afspraak.dossierhouders.through.objects.filter(user__in=namens)
            return self.filter(afspraak__in=houders.values("afspraak_id"))
        return self.filter(redigeert(user, "afspraak__"))

    def for_list(self) -> Self:
        """What a row shows of its agreement; the query count does not grow with the rows."""
        return self.select_related(
            "afspraak__overleg__ronde",
            "afspraak__overleg__landsdeel",
            "afspraak__tekstblok__blok__rubriek",
            "afspraak__tekstblok__blok__provincie",
        )


class Uitvraagregel(models.Model):
    """Een afspraak waarnaar een monitorronde vraagt. Made when the round opens; never changed after that."""

    append_only = True

    monitorronde = models.ForeignKey(
        Monitorronde, on_delete=models.PROTECT, related_name="regels", verbose_name="monitorronde"
    )
    afspraak = models.ForeignKey(
        Afspraak, on_delete=models.PROTECT, related_name="uitvraagregels", verbose_name="afspraak"
    )
    volgorde = models.PositiveIntegerField("volgorde")

    objects = UitvraagregelQuerySet.as_manager()

    class Meta:
        verbose_name = "uitvraagregel"
        verbose_name_plural = "uitvraagregels"
        ordering = ["monitorronde", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["monitorronde", "afspraak"], name="monitoring_uitvraagregel_afspraak"),
            models.UniqueConstraint(fields=["monitorronde", "volgorde"], name="monitoring_uitvraagregel_volgorde"),
        ]

    def __str__(self) -> str:
        return f"{self.monitorronde_id} {self.afspraak_id}"
