"""The road of a ronde to publication: its phases, the planned letter, exceptions to the embargo, and who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from agreements.models.afspraak import Afspraak
from agreements.models.ondertekend import Ondertekend
from agreements.models.overleg import Ronde

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class AlleenRijksredacteurQuerySet(models.QuerySet[Any]):
    """Rows about the whole ronde, which only a Rijksredacteur may see."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        if user.is_authenticated and user.reikwijdte.is_rijksredacteur:
            return self
        return self.none()


class Fasewijziging(Ondertekend):
    """Een stap van een ronde naar de volgende fase (of terug, zolang de brief niet is verzonden). Append-only."""

    append_only = True

    ronde = models.ForeignKey(Ronde, on_delete=models.PROTECT, related_name="fasewijzigingen", verbose_name="ronde")
    nummer = models.PositiveIntegerField("nummer")
    van = models.CharField("van", max_length=12, choices=Ronde.Fase)
    naar = models.CharField("naar", max_length=12, choices=Ronde.Fase)
    toelichting = models.TextField("toelichting", blank=True)

    objects = AlleenRijksredacteurQuerySet.as_manager()

    class Meta:
        verbose_name = "fasewijziging"
        verbose_name_plural = "fasewijzigingen"
        ordering = ["ronde", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["ronde", "nummer"], name="agreements_fasewijziging_nummer"),
            models.CheckConstraint(
                condition=~Q(van=models.F("naar")),
                name="agreements_fasewijziging_anders",
                violation_error_message="De ronde is al in deze fase.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ronde_id} {self.nummer}: {self.van} → {self.naar}"


class Publicatieplan(Ondertekend):
    """ "Brief verzonden" voor een moment dat nog komt. Zolang het niet is uitgevoerd, kan het worden gestopt."""

    ronde = models.ForeignKey(Ronde, on_delete=models.PROTECT, related_name="publicatieplannen", verbose_name="ronde")
    gepland_voor = models.DateTimeField("gepland voor")
    kenmerk = models.CharField("kenmerk van de brief", max_length=60)
    kamerstuk = models.CharField("Kamerstuk", max_length=60, blank=True)
    gestopt_op = models.DateTimeField("gestopt op", null=True, blank=True)
    gestopt_door = models.CharField("gestopt door", max_length=150, blank=True)
    uitgevoerd_op = models.DateTimeField("uitgevoerd op", null=True, blank=True)
    fout = models.TextField("waarom het niet lukte", blank=True)

    objects = AlleenRijksredacteurQuerySet.as_manager()

    class Meta:
        verbose_name = "geplande publicatie"
        verbose_name_plural = "geplande publicaties"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ronde"],
                condition=Q(gestopt_op=None, uitgevoerd_op=None),
                name="agreements_publicatieplan_een_open",
                violation_error_message="Voor deze ronde is al een publicatie gepland. Stop die eerst.",
            ),
            models.CheckConstraint(
                condition=Q(gestopt_op=None) | Q(uitgevoerd_op=None),
                name="agreements_publicatieplan_gestopt_of_uitgevoerd",
                violation_error_message="Een publicatie die is uitgevoerd, kan niet meer worden gestopt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ronde_id}: {self.gepland_voor:%Y-%m-%d %H:%M}"


class Embargouitzondering(Ondertekend):
    """Waarom één afspraak eerder of later openbaar wordt dan haar lijst. Wat nu geldt, staat op de afspraak."""

    afspraak = models.ForeignKey(
        Afspraak, on_delete=models.PROTECT, related_name="embargouitzonderingen", verbose_name="afspraak"
    )
    soort = models.CharField("soort", max_length=8, choices=[("eerder", "eerder"), ("later", "later")])
    openbaar_vanaf = models.DateTimeField("openbaar vanaf", null=True, blank=True)
    reden = models.TextField("reden")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    ingetrokken_door = models.CharField("ingetrokken door", max_length=150, blank=True)

    objects = AlleenRijksredacteurQuerySet.as_manager()

    class Meta:
        verbose_name = "uitzondering op het embargo"
        verbose_name_plural = "uitzonderingen op het embargo"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["afspraak"],
                condition=Q(ingetrokken_op=None),
                name="agreements_embargouitzondering_een",
                violation_error_message="Deze afspraak heeft al een uitzondering. Trek die eerst in.",
            ),
            models.CheckConstraint(
                condition=~Q(reden=""),
                name="agreements_embargouitzondering_reden",
                violation_error_message="Schrijf op waarom deze afspraak eerder of later openbaar wordt.",
            ),
            models.CheckConstraint(
                condition=~Q(soort="eerder", openbaar_vanaf=None),
                name="agreements_embargouitzondering_eerder",
                violation_error_message="Zeg vanaf wanneer de afspraak openbaar is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.afspraak_id}: {self.soort}"


class Inzage(models.Model):
    """Wie wat zag terwijl het onder embargo was. Append-only.

    What was seen is told by kind, key and address; a page with several agreements is one row. Kept without a
    foreign key to the account, so that the log stands by itself.
    """

    append_only = True

    op = models.DateTimeField("tijdstip", auto_now_add=True, db_index=True)
    ronde = models.ForeignKey(Ronde, on_delete=models.PROTECT, related_name="inzagen", verbose_name="ronde")
    fase = models.CharField("fase", max_length=12, choices=Ronde.Fase)
    soort = models.CharField("soort", max_length=40)
    sleutel = models.CharField("wat", max_length=200)
    adres = models.CharField("adres", max_length=500)
    gebruiker = models.CharField("gebruiker", max_length=150)
    naam = models.CharField("naam", max_length=150, blank=True)
    rol = models.CharField("in de rol van", max_length=40, blank=True)

    objects = AlleenRijksredacteurQuerySet.as_manager()

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzagen"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["ronde", "gebruiker"], name="agreements_inzage_wie")]

    def __str__(self) -> str:
        return f"{self.op:%Y-%m-%d %H:%M} {self.gebruiker}: {self.soort}"
