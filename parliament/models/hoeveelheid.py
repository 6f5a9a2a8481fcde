"""Named quantities: a value with its unit, period, place and source, that can be cited and is never added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import formats

from agreements.models import Ronde
from agreements.models.embargo import OPENBAAR
from agreements.models.ondertekend import Ondertekend
from parliament.getallen import SCHALEN, Getal
from parliament.models.versie import VersieQuerySet
from regions.models import Gebied, Landsdeel, Provincie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

EURO = "euro"


class HoeveelheidQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of which this user may see a version at all."""
        return self.filter(Exists(Hoeveelheidversie.objects.visible_to(user).filter(hoeveelheid=OuterRef("pk"))))


class Hoeveelheid(models.Model):
    """Een benoemde hoeveelheid: waarover zij gaat en waar zij geldt. Het getal zelf staat in haar versies.

    `geldstroom` names the stream that the letters keep apart from others. What is counted, where and from which
    stream does not change: that is another quantity.
    """

    sleutel = models.SlugField("sleutel", max_length=60, unique=True, null=True, blank=True, editable=False)
    naam = models.CharField("naam", max_length=160, unique=True)
    eenheid = models.CharField("eenheid", max_length=40)
    geldstroom = models.CharField("geldstroom", max_length=80, blank=True)
    gebied = models.ForeignKey(
        Gebied, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gebied"
    )
    provincie = models.ForeignKey(
        Provincie, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="provincie"
    )
    landsdeel = models.ForeignKey(
        Landsdeel, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="landsdeel"
    )

    objects = HoeveelheidQuerySet.as_manager()

    class Meta:
        verbose_name = "hoeveelheid"
        verbose_name_plural = "hoeveelheden"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gebied=None, provincie=None)
                | Q(gebied=None, landsdeel=None)
                | Q(provincie=None, landsdeel=None),
                name="parliament_hoeveelheid_een_plaats",
                violation_error_message="Kies een gebied, een provincie of een landsdeel, en niet meer dan één.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("hoeveelheid-detail", args=[self.pk])

    @property
    def plaats(self) -> str:
        """Where it holds. Note: reads gebied, provincie, landsdeel."""
        return str(self.gebied or self.provincie or self.landsdeel or "heel Nederland")


class HoeveelheidversieQuerySet(VersieQuerySet):
    van = "hoeveelheid"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who logged in sees what is public; a number that waits for a letter is the Rijksredacteur's."""
        if not user.is_authenticated:
            return self.none()
        if user.reikwijdte.is_rijksredacteur:
            return self
        return self.filter(Q(ronde=None) | Q(ronde__fase=OPENBAAR))

    def gezocht(self, woorden: str) -> Self:
        """With these words in the name, the geldstroom or the source; all without words."""
        if not woorden:
            return self
        return self.filter(
            Q(hoeveelheid__naam__icontains=woorden)
            | Q(hoeveelheid__geldstroom__icontains=woorden)
            | Q(bron__icontains=woorden)
        )

    def for_list(self) -> Self:
        """Everything that a number shows of itself: what is counted, where, and the letter that it waits for."""
        return self.select_related("hoeveelheid__gebied", "hoeveelheid__provincie", "hoeveelheid__landsdeel", "ronde")


class Hoeveelheidversie(Ondertekend):
    """Het getal van een hoeveelheid zoals een bron het geeft. Een correctie is een nieuwe versie met een reden.

    With a ronde it stays with the Rijksredacteur until the letter of that ronde was sent. Append-only.
    """

    append_only = True

    hoeveelheid = models.ForeignKey(
        Hoeveelheid, on_delete=models.PROTECT, related_name="versies", verbose_name="hoeveelheid"
    )
    nummer = models.PositiveSmallIntegerField("versie")
    waarde = models.DecimalField("waarde", max_digits=24, decimal_places=6)
    schaal = models.CharField("schaal", max_length=8, blank=True, choices=[(een, een) for een in SCHALEN if een])
    periode = models.CharField("periode", max_length=80, blank=True)
    bron = models.CharField("bron", max_length=300)
    kamerstuk = models.CharField("Kamerstuk", max_length=60, blank=True)
    brondatum = models.DateField("datum van de bron")
    ronde = models.ForeignKey(
        Ronde,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bekend met de brief over",
    )
    reden = models.TextField("reden van de nieuwe versie", blank=True)

    objects = HoeveelheidversieQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een hoeveelheid"
        verbose_name_plural = "versies van hoeveelheden"
        ordering = ["hoeveelheid", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["hoeveelheid", "nummer"], name="parliament_hoeveelheidversie_nummer"),
            models.CheckConstraint(
                condition=Q(nummer=1) | (Q(nummer__gt=1) & ~Q(reden="")),
                name="parliament_hoeveelheidversie_reden",
                violation_error_message="Een nieuwe versie zegt waarom zij er is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hoeveelheid_id} versie {self.nummer}"

    def get_absolute_url(self) -> str:
        """The address that goes on showing this version, also when there is a newer one."""
        return reverse("hoeveelheid-versie", args=[self.hoeveelheid_id, self.nummer])

    @property
    def getal(self) -> str:
        """ "€ 2,5 miljard", "3.500 woningen". Note: reads self.hoeveelheid."""
        geschreven, eenheid = str(Getal(self.waarde, self.schaal)), self.hoeveelheid.eenheid
        return f"€ {geschreven}" if eenheid == EURO else f"{geschreven} {eenheid}"

    @property
    def citaat(self) -> str:
        """The fixed sentence: number, period, place, source with its date, and which version. Reads hoeveelheid."""
        periode = f", {self.periode}" if self.periode else ""
        stuk = f", Kamerstuk {self.kamerstuk}" if self.kamerstuk else ""
        datum = formats.date_format(self.brondatum, "j F Y")
        return (
            f"{self.hoeveelheid.naam}: {self.getal}{periode} ({self.hoeveelheid.plaats}). "
            f"Bron: {self.bron}{stuk}, {datum}; versie {self.nummer}."
        )
