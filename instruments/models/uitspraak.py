from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from accounts.ondertekening import Ondertekend
from instruments.models.bron import Bron, bron_zichtbaar_voor
from instruments.models.instrument import Instrument
from instruments.models.versie import Instrumentversie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class Stand(models.TextChoices):
    """How far a version is. NIET says that a source names it as missing, without saying how far it is."""

    NIET = "niet vastgesteld", "niet vastgesteld"
    VOORBEREIDING = "in voorbereiding", "in voorbereiding"
    AANGEBODEN = "aangeboden", "aangeboden"
    ONDERSCHREVEN = "onderschreven", "onderschreven"
    VASTGESTELD = "vastgesteld", "vastgesteld"


class Handeling(models.TextChoices):
    """The act by which a source says that it came so far. Different acts: a stand never hides which one it was."""

    GESTART = "gestart", "gestart"
    AANGEBODEN = "aangeboden", "aangeboden"
    INGEDIEND = "ingediend", "ingediend"
    GEAGENDEERD = "geagendeerd", "geagendeerd"
    BESPROKEN = "besproken", "besproken"
    KENNISGENOMEN = "kennisgenomen", "kennisgenomen"
    GEPUBLICEERD = "gepubliceerd", "gepubliceerd"
    ONDERSCHREVEN = "onderschreven", "onderschreven"
    INGESTEMD = "ingestemd", "ingestemd"
    OMARMD = "omarmd", "omarmd"
    HERBEVESTIGD = "herbevestigd", "herbevestigd"
    BEKRACHTIGD = "bekrachtigd", "bekrachtigd"
    ONDERTEKEND = "procesafspraak ondertekend", "procesafspraak ondertekend"
    VASTGESTELD = "vastgesteld", "vastgesteld"


class Precisie(models.TextChoices):
    """How exactly a source names a moment."""

    DAG = "dag", "dag"
    MAAND = "maand", "maand"
    KWARTAAL = "kwartaal", "kwartaal"
    JAAR = "jaar", "jaar"
    PERIODE = "periode", "periode"
    UITERLIJK = "uiterlijk", "op of voor een dag"
    ONBEKEND = "onbekend", "niet genoemd"


class UitspraakQuerySet(models.QuerySet["Uitspraak"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What was published everybody; what an internal source says only who may read that source."""
        return self.filter(bron_zichtbaar_voor(user, "bron__"))

    def geldig(self) -> Self:
        """Without the rows that were corrected. A correction counts for everybody, also for who may not read it."""
        return self.filter(verbeterd_door__isnull=True)

    def for_list(self) -> Self:
        """Everything that a statement shows of itself: its source, and the version and place that it is about."""
        return self.select_related(
            "bron",
            "verbeterd_door",
            "instrument",
            "versie__instrument",
            "versie__gebied",
            "versie__provincie",
            "versie__landsdeel",
        )


class Uitspraak(Ondertekend):
    """Wat één bron over een instrument zegt: waarover, welke stand, door welke handeling, wanneer en door wie.

    Rows are only added. A mistake is mended by a new row that names the old one (`verbetert`) and says why; the old
    one stays. Kinds: `stand` tells of one version, `telling` gives a number out of a total, `feit` tells something
    else that must be kept with its source.
    """

    append_only = True

    class Soort(models.TextChoices):
        STAND = "stand", "stand van een versie"
        TELLING = "telling", "telling"
        FEIT = "feit", "ander feit"

    sleutel = models.SlugField("sleutel", max_length=120, unique=True, null=True, blank=True)
    soort = models.CharField("soort", max_length=8, choices=Soort, default=Soort.STAND)
    instrument = models.ForeignKey(
        Instrument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="uitspraken",
        verbose_name="instrument",
    )
    versie = models.ForeignKey(
        Instrumentversie,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="uitspraken",
        verbose_name="versie",
    )
    onderwerp = models.CharField("onderwerp", max_length=80, blank=True, help_text="Wat een telling of feit betreft.")
    stand = models.CharField("stand", max_length=20, choices=Stand, blank=True)
    handeling = models.CharField("handeling", max_length=30, choices=Handeling, blank=True)
    orgaan = models.CharField("door wie of in welk overleg", max_length=160, blank=True)
    moment = models.CharField("moment in woorden", max_length=80, blank=True)
    precisie = models.CharField("precisie", max_length=10, choices=Precisie, default=Precisie.ONBEKEND)
    van = models.DateField("eerste dag", null=True, blank=True)
    tot = models.DateField("laatste dag", null=True, blank=True)
    voorzien = models.CharField("vaststelling voorzien", max_length=80, blank=True)
    voorzien_tot = models.DateField("laatste dag van wat voorzien is", null=True, blank=True)
    aantal = models.PositiveSmallIntegerField("aantal", null=True, blank=True)
    totaal = models.PositiveSmallIntegerField("van de", null=True, blank=True)
    tekst = models.CharField("in onze woorden", max_length=400)
    bron = models.ForeignKey(Bron, on_delete=models.PROTECT, related_name="uitspraken", verbose_name="bron")
    plaats = models.CharField("plaats in de bron", max_length=160, blank=True)
    verbetert = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="verbeterd_door",
        verbose_name="verbetert",
    )
    reden = models.CharField("reden van de verbetering", max_length=300, blank=True)

    objects = UitspraakQuerySet.as_manager()

    class Meta:
        verbose_name = "uitspraak over een instrument"
        verbose_name_plural = "uitspraken over instrumenten"
        ordering = ["tot", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(soort="stand") | (Q(versie__isnull=False) & ~Q(stand="")),
                name="uitspraak_stand_van_een_versie",
                violation_error_message="Kies van welke versie dit de stand is, en welke stand dat is.",
            ),
            models.CheckConstraint(
                condition=~Q(soort="telling") | Q(aantal__isnull=False),
                name="uitspraak_telling_heeft_aantal",
                violation_error_message="Vul het aantal in dat de bron noemt.",
            ),
            models.CheckConstraint(
                condition=Q(van__isnull=True) | Q(tot__isnull=True) | Q(van__lte=F("tot")),
                name="uitspraak_van_voor_tot",
                violation_error_message="De eerste dag ligt na de laatste dag. Draai de dagen om.",
            ),
            models.CheckConstraint(
                condition=Q(verbetert__isnull=True) | ~Q(reden=""),
                name="uitspraak_verbetering_met_reden",
                violation_error_message="Schrijf op waarom u deze uitspraak verbetert.",
            ),
        ]

    def __str__(self) -> str:
        return self.tekst

    @property
    def is_verbeterd(self) -> bool:
        """Whether another row took its place. A query where that was not loaded along; `geldig()` leaves these out."""
        return hasattr(self, "verbeterd_door")
