"""What a monitorronde left: the state of each agreement as it was when the round closed, never made again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from agreements.models import Afspraak
from agreements.models.embargo import afspraak_openbaar
from agreements.models.ondertekend import Ondertekend
from monitoring.models.monitorronde import Monitorronde
from monitoring.models.zicht import ziet_uitvoering

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class MomentopnameQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Of which one may see some row; a Rijksredacteur all."""
        if user.is_authenticated and user.reikwijdte.is_rijksredacteur:
            return self.all()
        return self.filter(pk__in=Momentopnameregel.objects.visible_to(user).order_by().values("momentopname"))

    def for_list(self) -> Self:
        return self.select_related("monitorronde", "publicatie")


class Momentopname(Ondertekend):
    """De stand van alle afspraken van een monitorronde op de peildatum, bevroren bij het sluiten. Append-only.

    `sha256` is of the checksums of its rows, one per line, in order.
    """

    append_only = True

    monitorronde = models.OneToOneField(
        Monitorronde, on_delete=models.PROTECT, related_name="momentopname", verbose_name="monitorronde"
    )
    peildatum = models.DateField("peildatum")
    aantal = models.PositiveIntegerField("aantal afspraken")
    sha256 = models.CharField("SHA-256", max_length=64)

    objects = MomentopnameQuerySet.as_manager()

    class Meta:
        verbose_name = "momentopname"
        verbose_name_plural = "momentopnamen"
        ordering = ["-peildatum", "-pk"]

    def __str__(self) -> str:
        return f"momentopname {self.peildatum}"

    def get_absolute_url(self) -> str:
        return reverse("momentopname", args=[self.monitorronde_id])

    @property
    def is_gepubliceerd(self) -> bool:
        """Whether the public has been told these statuses. Note: reads the publication, a query when not loaded."""
        return hasattr(self, "publicatie")


class MomentopnameregelQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who sees the live status; once published, of public agreements everybody (see `ziet_zijden`)."""
        openbaar = Q(momentopname__publicatie__isnull=False) & afspraak_openbaar("afspraak__")
        return self.filter(ziet_uitvoering(user, "afspraak__") | openbaar).ziet_zijden(user)

    def ziet_zijden(self, user: User | AnonymousUser) -> Self:
        """Each with `zicht_zijden`: whether this user may read what each side answered, or only the joint status."""
        return self.annotate(
            zicht_zijden=models.Case(
                models.When(ziet_uitvoering(user, "afspraak__"), then=models.Value(True)),
                default=models.Value(False),
                output_field=models.BooleanField(),
            )
        )


class Momentopnameregel(models.Model):
    """De bevroren stand van één afspraak. Append-only; `inhoud` is JSON to the byte, `sha256` its checksum.

    `stand_van` in `monitoring.services.momentopnamen` gives it back as an object, and leaves out for each reader what
    that reader may not see.
    """

    append_only = True
    zicht_zijden: bool

    momentopname = models.ForeignKey(
        Momentopname, on_delete=models.PROTECT, related_name="regels", verbose_name="momentopname"
    )
    afspraak = models.ForeignKey(
        Afspraak, on_delete=models.PROTECT, related_name="momentopnameregels", verbose_name="afspraak"
    )
    volgorde = models.PositiveIntegerField("volgorde")
    inhoud = models.TextField("inhoud")
    sha256 = models.CharField("SHA-256", max_length=64)

    objects = MomentopnameregelQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van een momentopname"
        verbose_name_plural = "regels van momentopnamen"
        ordering = ["momentopname", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["momentopname", "afspraak"], name="monitoring_momentopnameregel_afspraak"),
            models.UniqueConstraint(fields=["momentopname", "volgorde"], name="monitoring_momentopnameregel_volgorde"),
        ]

    def __str__(self) -> str:
        return f"{self.momentopname_id} {self.afspraak_id}"

    @property
    def gegevens(self) -> dict[str, Any]:
        """Everything that was frozen, for the application itself; a page uses `stand_van`."""
        uit: dict[str, Any] = json.loads(self.inhoud)
        return uit


class Momentopnamepublicatie(Ondertekend):
    """Dat de statussen van een momentopname aan het publiek zijn verteld. Append-only; once per momentopname."""

    append_only = True

    momentopname = models.OneToOneField(
        Momentopname, on_delete=models.PROTECT, related_name="publicatie", verbose_name="momentopname"
    )
    aantal = models.PositiveIntegerField("aantal afspraken")

    class Meta:
        verbose_name = "publicatie van een momentopname"
        verbose_name_plural = "publicaties van momentopnamen"
        ordering = ["momentopname"]

    def __str__(self) -> str:
        return f"publicatie {self.momentopname_id}"
