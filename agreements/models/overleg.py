from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from agreements.lijst import LANDELIJK
from agreements.models.embargo import intern_zichtbaar_voor, overleg_geheel_openbaar, zichtbaar_voor
from regions.models import Landsdeel
from regions.models.naslag import Naslag, NaslagManager, NaslagQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class RondeQuerySet(NaslagQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """That a ronde exists is public; what is in it is guarded by its overleggen and afspraken."""
        return self

    def met_lijst(self) -> Self:
        """The rondes of a kind that makes an afsprakenlijst."""
        return self.exclude(soort=Ronde.Soort.OVERIG)


class Ronde(Naslag):
    """De serie overleggen van één soort in één jaar: "BO Leefomgeving 2024".

    Other events that an agreement can hang on (a Top) are rondes of soort "overig": they have a name and dates
    but no afsprakenlijst.
    """

    NATUURLIJKE_SLEUTEL = ("naam",)

    class Soort(models.TextChoices):
        BOL = "bol", "BO Leefomgeving"
        MIRT = "mirt", "BO MIRT"
        OVERIG = "overig", "ander overleg"

    class Fase(models.TextChoices):
        CONCEPT = "concept", "in voorbereiding"
        GEHOUDEN = "gehouden", "overleg gehouden"
        AFSTEMMING = "afstemming", "in afstemming"
        VASTGESTELD = "vastgesteld", "vastgesteld onder embargo"
        VERZONDEN = "verzonden", "brief verzonden"
        OPENBAAR = "openbaar", "openbaar"

    naam = models.CharField("naam", max_length=80, unique=True)
    soort = models.CharField("soort", max_length=8, choices=Soort)
    jaar = models.PositiveSmallIntegerField("jaar")
    fase = models.CharField("fase", max_length=12, choices=Fase, default=Fase.CONCEPT)
    lijst_titel = models.CharField("titel van de afsprakenlijst", max_length=200, blank=True)
    gepland = models.CharField("gepland", max_length=80, blank=True, help_text="Zoals genoemd: november 2025.")
    gehouden_van = models.DateField("eerste dag", null=True, blank=True)
    gehouden_tot = models.DateField("laatste dag", null=True, blank=True)
    verzonden_op = models.DateTimeField("brief verzonden op", null=True, blank=True)
    kenmerk = models.CharField("kenmerk van de brief", max_length=60, blank=True)
    kamerstuk = models.CharField("Kamerstuk", max_length=60, blank=True)

    objects = NaslagManager.from_queryset(RondeQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        ordering = ["-jaar", "soort", "naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "jaar"],
                condition=~Q(soort="overig"),
                name="agreements_ronde_soort_jaar_uniek",
            ),
            models.CheckConstraint(
                condition=Q(gehouden_van=None) | Q(gehouden_tot=None) | Q(gehouden_van__lte=F("gehouden_tot")),
                name="agreements_ronde_dagen",
                violation_error_message="De laatste dag van de ronde ligt voor de eerste.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def slug(self) -> str:
        return f"{self.soort}-{self.jaar}"

    @property
    def is_openbaar(self) -> bool:
        return self.fase == self.Fase.OPENBAAR

    def get_absolute_url(self) -> str:
        return reverse("afsprakenlijst-detail", args=[self.soort, self.jaar])

    def get_publicatie_url(self) -> str:
        return reverse("publicatie", args=[self.soort, self.jaar])


class OverlegQuerySet(NaslagQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Public rondes for everybody; before that only the overleggen of one's own landsdeel(en).

        A landelijk block has no landsdeel and is, before publication, for the Rijksredacteur alone.
        """
        return self.filter(zichtbaar_voor(user))

    def geheel_visible_to(self, user: User | AnonymousUser) -> Self:
        """The overleggen of which this user may see every agreement that they made."""
        return self.filter(overleg_geheel_openbaar() | intern_zichtbaar_voor(user))

    def intern_visible_to(self, user: User | AnonymousUser) -> Self:
        """The overleggen of which this user may see what stays internal, as the dossier."""
        return self.filter(intern_zichtbaar_voor(user))

    def for_list(self) -> Self:
        return self.select_related("ronde", "landsdeel")


class Overleg(Naslag):
    """Eén vergadering van een ronde voor één landsdeel, met datum, tijd en plaats.

    Without landsdeel it stands for the agreements that hold for the whole country.
    """

    NATUURLIJKE_SLEUTEL = ("ronde", "landsdeel")

    ronde = models.ForeignKey(Ronde, on_delete=models.PROTECT, related_name="overleggen", verbose_name="ronde")
    landsdeel = models.ForeignKey(
        Landsdeel,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="overleggen",
        verbose_name="landsdeel",
    )
    kop = models.CharField("kop in de lijst", max_length=120, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde in de lijst", default=0)
    datum = models.DateField("datum", null=True, blank=True)
    begin = models.TimeField("begin", null=True, blank=True)
    eind = models.TimeField("eind", null=True, blank=True)
    locatie = models.CharField("locatie", max_length=200, blank=True)

    objects = NaslagManager.from_queryset(OverlegQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ["-ronde__jaar", "volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ronde", "landsdeel"], name="agreements_overleg_uniek"),
            models.UniqueConstraint(
                fields=["ronde"], condition=Q(landsdeel=None), name="agreements_overleg_landelijk_uniek"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ronde} {self.landsdeel or LANDELIJK}"

    def get_absolute_url(self) -> str:
        """Its page. Note: reads self.ronde and self.landsdeel."""
        return reverse("overleg-detail", args=[self.ronde.soort, self.ronde.jaar, self.landsdeel_slug])

    @property
    def slug(self) -> str:
        """Its name in the audit log. Note: reads self.ronde and self.landsdeel."""
        return f"{self.ronde.slug}-{self.landsdeel_slug}"

    @property
    def landsdeel_slug(self) -> str:
        return self.landsdeel.slug if self.landsdeel else LANDELIJK

    @property
    def peildatum(self) -> Any:
        """The day from which relative phrases ("dit jaar") count: the meeting, or else the first of the ronde."""
        return self.datum or self.ronde.gehouden_van
