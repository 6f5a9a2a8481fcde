"""What a side answers about an agreement, the draft of it, and what the coordinator decides about both answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.models import Afspraak, Status, Statuswijziging
from agreements.models.ondertekend import Ondertekend
from agreements.models.status import Bewijs
from monitoring.models.monitorronde import Uitvraagregel
from monitoring.models.zicht import redigeert, ziet_uitvoering
from monitoring.models.zijde import Zijde

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class AntwoordQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Both sides for who sees the live status; who only writes for the regio sees the answers of the regio."""
        eigen_zijde = Q(zijde=Zijde.REGIO) & redigeert(user, "regel__afspraak__")
        return self.filter(ziet_uitvoering(user, "regel__afspraak__") | eigen_zijde)

    def laatste(self) -> Self:
        """Of each side of each row the answer that counts."""
        later = Antwoord.objects.filter(
            regel=models.OuterRef("regel"), zijde=models.OuterRef("zijde"), nummer__gt=models.OuterRef("nummer")
        )
        return self.filter(~models.Exists(later))


class Antwoord(Ondertekend):
    """Wat een zijde over een afspraak antwoordt: status, toelichting, verwachte datum. Append-only; het laatste geldt.

    `wijziging` is the step in the history of that side on the agreement itself; an answer that repeats the last one
    of that side to the letter adds none.
    """

    append_only = True

    regel = models.ForeignKey(
        Uitvraagregel, on_delete=models.PROTECT, related_name="antwoorden", verbose_name="uitvraagregel"
    )
    zijde = models.CharField("zijde", max_length=8, choices=Zijde)
    nummer = models.PositiveIntegerField("nummer")
    status = models.CharField("status", max_length=20, choices=Status)
    toelichting = models.TextField("toelichting", blank=True)
    verwacht = models.DateField("verwacht gereed", null=True, blank=True)
    opvolger = models.ForeignKey(
        Afspraak, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="opgevolgd door"
    )
    wijziging = models.OneToOneField(
        Statuswijziging,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="antwoord",
        verbose_name="statuswijziging",
    )

    objects = AntwoordQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering = ["regel", "zijde", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["regel", "zijde", "nummer"], name="monitoring_antwoord_nummer"),
            models.CheckConstraint(
                condition=Q(opvolger=None) | Q(status=Status.OPGEVOLGD),
                name="monitoring_antwoord_opvolger",
                violation_error_message="Alleen een afspraak die is opgevolgd heeft een opvolger.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regel_id} {self.zijde} {self.nummer}: {self.status}"


class AntwoordbewijsQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(antwoord__in=Antwoord.objects.visible_to(user).order_by().values("pk"))


class Antwoordbewijs(Bewijs):
    """Bewijs bij een antwoord; het hoort ook bij de statuswijziging van die zijde."""

    append_only = True

    antwoord = models.ForeignKey(Antwoord, on_delete=models.PROTECT, related_name="bewijs", verbose_name="antwoord")

    objects = AntwoordbewijsQuerySet.as_manager()

    class Meta(Bewijs.Meta):
        verbose_name = "bewijs bij een antwoord"
        verbose_name_plural = "bewijs bij antwoorden"


class AntwoordconceptQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A draft is of who types it."""
        return self.filter(user=user) if user.is_authenticated else self.none()


class Antwoordconcept(models.Model):
    """Wat iemand aan het invullen is, bewaard terwijl die typt. One per person, row and side; gone once answered.

    The fields hold what was typed, also when that is not (yet) a date or a code. `basis` is the number of the answer
    that the form was opened with, `blad` the key of the form that wrote it last: in two tabs there are two.
    """

    regel = models.ForeignKey(
        Uitvraagregel, on_delete=models.CASCADE, related_name="concepten", verbose_name="uitvraagregel"
    )
    zijde = models.CharField("zijde", max_length=8, choices=Zijde)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="antwoordconcepten", verbose_name="gebruiker"
    )
    basis = models.PositiveIntegerField("vanaf antwoord", default=0)
    status = models.CharField("status", max_length=20, choices=Status, blank=True)
    toelichting = models.TextField("toelichting", blank=True)
    verwacht = models.CharField("verwacht gereed", max_length=20, blank=True)
    opvolger = models.CharField("opgevolgd door", max_length=42, blank=True)
    links = models.TextField("links als bewijs", blank=True)
    blad = models.CharField("ingevuld op", max_length=32, blank=True)
    bewaard_op = models.DateTimeField("bewaard op", auto_now=True)

    objects = AntwoordconceptQuerySet.as_manager()

    class Meta:
        verbose_name = "concept van een antwoord"
        verbose_name_plural = "concepten van antwoorden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["regel", "zijde", "user"], name="monitoring_antwoordconcept_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.regel_id} {self.zijde} {self.user_id}"

    @property
    def moment(self) -> str:
        """When it was kept, to the microsecond: what a form remembers of the draft that it was opened with."""
        return self.bewaard_op.isoformat()


class RegelbesluitQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(ziet_uitvoering(user, "regel__afspraak__"))

    def laatste(self) -> Self:
        """Of each row the decision that counts."""
        later = Regelbesluit.objects.filter(regel=models.OuterRef("regel"), nummer__gt=models.OuterRef("nummer"))
        return self.filter(~models.Exists(later))


class Regelbesluit(Ondertekend):
    """Wat de coördinator van een afspraak vindt: bespreken, een notitie, en de gezamenlijke status. Append-only.

    The status itself stands in the joint history of the agreement; `wijziging` is that step when one was made.
    """

    append_only = True

    regel = models.ForeignKey(
        Uitvraagregel, on_delete=models.PROTECT, related_name="besluiten", verbose_name="uitvraagregel"
    )
    nummer = models.PositiveIntegerField("nummer")
    bespreken = models.BooleanField("bespreken", default=False)
    notitie = models.TextField("notitie", blank=True)
    wijziging = models.OneToOneField(
        Statuswijziging,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="regelbesluit",
        verbose_name="statuswijziging",
    )

    objects = RegelbesluitQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit over een uitvraagregel"
        verbose_name_plural = "besluiten over uitvraagregels"
        ordering = ["regel", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["regel", "nummer"], name="monitoring_regelbesluit_nummer"),
        ]

    def __str__(self) -> str:
        return f"{self.regel_id} {self.nummer}"
