"""A status that the regio proposes, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from agreements.models.afspraak import Afspraak
from agreements.models.embargo import gehouden_door, intern_zichtbaar_voor
from agreements.models.ondertekend import Ondertekend
from agreements.models.status import Bewijs, Status, Statuswijziging

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class StatusvoorstelQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Rijksredacteuren, the landsdeel of the agreement, and the dossierhouder that it is assigned to."""
        zicht = intern_zichtbaar_voor(user, "afspraak__overleg__")
        if user.is_authenticated and user.reikwijdte.is_dossierhouder:
            zicht |= gehouden_door(user, "afspraak__")
        return self.filter(zicht)

    def open(self) -> Self:
        return self.filter(oordeel=None)

    def te_beoordelen_door(self, user: User) -> Self:
        """The open proposals that this user may accept or return."""
        if user.reikwijdte.is_rijksredacteur:
            return self.open()
        return self.open().filter(gehouden_door(user, "afspraak__"))

    def for_list(self) -> Self:
        """What a row shows: the agreement, the proposer and the answer."""
        return self.select_related(
            "afspraak__tekstblok", "afspraak__overleg__ronde", "afspraak__overleg__landsdeel", "oordeel"
        )


class Statusvoorstel(Ondertekend):
    """Een statuswijziging die een Redacteur regio voorstelt. Append-only; het antwoord is een `Voorsteloordeel`.

    `versie` is the number of the last joint status change when it was proposed.
    """

    append_only = True

    afspraak = models.ForeignKey(
        Afspraak, on_delete=models.PROTECT, related_name="statusvoorstellen", verbose_name="afspraak"
    )
    versie = models.PositiveIntegerField("vanaf statuswijziging")
    van = models.CharField("van", max_length=20, choices=Status)
    naar = models.CharField("naar", max_length=20, choices=Status)
    toelichting = models.TextField("toelichting", blank=True)
    opvolger = models.ForeignKey(
        Afspraak,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="opgevolgd door",
    )

    objects = StatusvoorstelQuerySet.as_manager()

    class Meta:
        verbose_name = "voorgestelde statuswijziging"
        verbose_name_plural = "voorgestelde statuswijzigingen"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.afspraak_id}: {self.van} → {self.naar}"

    def get_absolute_url(self) -> str:
        return reverse("statusvoorstel-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it yet. Note: reads the answer, a query when not loaded."""
        return not hasattr(self, "oordeel")


class VoorstelbewijsQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(voorstel__in=Statusvoorstel.objects.visible_to(user).order_by().values("pk"))


class Voorstelbewijs(Bewijs):
    """Bewijs bij een voorgestelde statuswijziging. Wordt die overgenomen, dan hoort het ook bij de wijziging."""

    append_only = True

    voorstel = models.ForeignKey(
        Statusvoorstel, on_delete=models.PROTECT, related_name="bewijs", verbose_name="voorstel"
    )

    objects = VoorstelbewijsQuerySet.as_manager()

    class Meta(Bewijs.Meta):
        verbose_name = "bewijs bij een voorstel"
        verbose_name_plural = "bewijs bij voorstellen"


class Voorsteloordeel(Ondertekend):
    """Het antwoord op een voorgestelde statuswijziging. Append-only; one per proposal."""

    append_only = True

    class Uitkomst(models.TextChoices):
        OVERGENOMEN = "overgenomen", "overgenomen"
        TERUGGEGEVEN = "teruggegeven", "teruggegeven"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    voorstel = models.OneToOneField(
        Statusvoorstel, on_delete=models.PROTECT, related_name="oordeel", verbose_name="voorstel"
    )
    uitkomst = models.CharField("uitkomst", max_length=12, choices=Uitkomst)
    reden = models.TextField("reden", blank=True)
    wijziging = models.OneToOneField(
        Statuswijziging,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="voorsteloordeel",
        verbose_name="statuswijziging",
    )

    class Meta:
        verbose_name = "oordeel over een voorgestelde status"
        verbose_name_plural = "oordelen over voorgestelde statussen"
        ordering = ["voorstel"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(uitkomst="teruggegeven", reden=""),
                name="agreements_voorsteloordeel_reden",
                violation_error_message="Schrijf op waarom u het voorstel teruggeeft.",
            ),
            models.CheckConstraint(
                condition=Q(uitkomst="overgenomen", wijziging__isnull=False)
                | (~Q(uitkomst="overgenomen") & Q(wijziging=None)),
                name="agreements_voorsteloordeel_wijziging",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voorstel_id}: {self.uitkomst}"
