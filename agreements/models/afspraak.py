from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from agreements.models.afspraakvragen import AfspraakQuerySet
from agreements.models.besluit import Besluit as BesluitKeuze
from agreements.models.embargo import EERDER, LATER
from agreements.models.lijst import Tekstblok
from agreements.models.overleg import Overleg
from agreements.models.status import GESLOTEN, Status
from agreements.models.thema import Thema
from agreements.models.voorwaarden import (
    BINNENKORT_DAGEN,
    NIET_VASTGESTELD,
    WORDT_GEVOLGD,
    ZICHT_GEVOLGD,
    is_binnenkort,
    is_over_tijd,
)
from regions.models import Gebied, Organisatie, Provincie

__all__ = [
    "BINNENKORT_DAGEN",
    "NIET_VASTGESTELD",
    "WORDT_GEVOLGD",
    "ZICHT_GEVOLGD",
    "Afspraak",
    "AfspraakQuerySet",
    "Betrokkenheid",
    "is_binnenkort",
    "is_over_tijd",
]


class Afspraak(models.Model):
    """Wat wordt gevolgd: normaal één per tekstblok van de lijst, of een deelafspraak daarvan.

    Keeps the outcome of the overleg (`besluit`), the administrative act (`handeling`) and the joint status of
    the execution. `status`, `status_op`, `termijn_van`, `termijn_tot` and `niet_te_dateren` repeat what stands in the
    history and the deadlines, for filtering and counting; only services write them, together with those rows.

    What a reader is told of the status is `zicht_status`, never `status`: a row of `visible_to(user)` has it.
    """

    zicht_live: bool
    zicht_status: str
    zicht_status_op: datetime | None
    #: Of a row of `op_peildatum`, which is as it was at the end of that day; None is now.
    dag: date | None = None
    #: Of such a row: the phrases of its deadline as they were, when those of today are others.
    termijnen_toen: list[Any] | None = None
    #: Of a row of `met_termijn_op`.
    termijn_van_op: date | None
    termijn_tot_op: date | None

    class Soort(models.TextChoices):
        AFSPRAAK = "afspraak", "afspraak"
        PROCESAFSPRAAK = "procesafspraak", "procesafspraak"
        AMBITIE = "ambitie", "ambitie"
        ONDERSCHRIJVING = "onderschrijving", "onderschrijving"
        KENNISNAME = "kennisname", "kennisname"
        CONTEXT = "context", "context"

    Besluit = BesluitKeuze

    class Handeling(models.TextChoices):
        AANGEBODEN = "aangeboden", "aangeboden"
        BESPROKEN = "besproken", "besproken"
        KENNISGENOMEN = "kennisgenomen", "kennisgenomen"
        ONDERSCHREVEN = "onderschreven", "onderschreven"
        INGESTEMD = "ingestemd", "ingestemd"
        OMARMD = "omarmd", "omarmd"
        HERBEVESTIGD = "herbevestigd", "herbevestigd"
        BEKRACHTIGD = "bekrachtigd", "bekrachtigd"
        VASTGESTELD = "vastgesteld", "vastgesteld"

    code = models.CharField("code", max_length=42, unique=True)
    overleg = models.ForeignKey(Overleg, on_delete=models.PROTECT, related_name="afspraken", verbose_name="overleg")
    tekstblok = models.ForeignKey(
        Tekstblok,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="afspraken",
        verbose_name="tekstblok",
        help_text="Leeg zolang de afspraak nog niet in een lijst staat.",
    )
    deel = models.CharField("deel", max_length=2, blank=True, help_text="Letter van een deelafspraak.")
    deeltekst = models.TextField(
        "tekst van het deel",
        blank=True,
        help_text="Het deel van het tekstblok waar deze deelafspraak over gaat.",
    )
    is_gesplitst = models.BooleanField(
        "gesplitst", default=False, help_text="Wat gevolgd wordt zijn dan de deelafspraken, niet het geheel."
    )
    soort = models.CharField("soort", max_length=16, choices=Soort, default=Soort.AFSPRAAK)
    besluit = models.CharField("besluit", max_length=12, choices=BesluitKeuze, default=BesluitKeuze.ONBEKEND)
    handeling = models.CharField("bestuurlijke handeling", max_length=16, choices=Handeling, blank=True)
    gereed_als = models.TextField("gereed als", blank=True)
    status = models.CharField("status", max_length=20, choices=Status, default=Status.NOG_NIET_GESTART)
    status_op = models.DateTimeField("status sinds", null=True, blank=True)
    gepubliceerde_status = models.CharField(
        "gepubliceerde status",
        max_length=20,
        choices=Status,
        default=Status.NOG_NIET_GESTART,
        help_text="Wat het publiek als laatste is verteld.",
    )
    gepubliceerde_status_op = models.DateTimeField("status gepubliceerd op", null=True, blank=True)
    embargo = models.CharField(
        "uitzondering op het embargo",
        max_length=8,
        choices=[("eerder", "eerder openbaar"), ("later", "later openbaar")],
        blank=True,
        help_text="Leeg: openbaar met de lijst.",
    )
    openbaar_vanaf = models.DateTimeField("openbaar vanaf", null=True, blank=True)
    beslispunt = models.OneToOneField(
        "agreements.Beslispunt",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="afspraak",
        verbose_name="beslispunt",
        help_text="Waaruit de afspraak is ontstaan, als het overleg hier is gehouden.",
    )
    termijn_van = models.DateField("termijn vanaf", null=True, blank=True)
    termijn_tot = models.DateField("termijn tot en met", null=True, blank=True)
    niet_te_dateren = models.BooleanField(
        "termijn niet te dateren",
        default=False,
        help_text="De termijn heeft geen laatste dag: zij is vaag, voorwaardelijk of open.",
    )
    provincies = models.ManyToManyField(Provincie, blank=True, related_name="afspraken", verbose_name="provincies")
    gebieden = models.ManyToManyField(Gebied, blank=True, related_name="afspraken", verbose_name="gebieden")
    themas = models.ManyToManyField(Thema, blank=True, related_name="afspraken", verbose_name="thema's")
    dossierhouders = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="dossiers", verbose_name="dossierhouders"
    )
    created_at = models.DateTimeField("aangemaakt op", auto_now_add=True)

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["code"]
        indexes = [
            models.Index(fields=["status", "termijn_tot"], name="agreements_afspraak_status"),
            models.Index(fields=["termijn_tot"], name="agreements_afspraak_termijn"),
            models.Index(fields=["status_op"], name="agreements_afspraak_status_op"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["tekstblok", "deel"], name="agreements_afspraak_deel_uniek"),
            models.CheckConstraint(
                condition=Q(deeltekst="") | ~Q(deel=""),
                name="agreements_afspraak_deeltekst",
                violation_error_message="Alleen een deelafspraak heeft een eigen deel van de tekst.",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses a row of `op_peildatum`: it would write the past over what is so now."""
        if self.dag is not None:
            raise RuntimeError(f"{self.code} is gelezen zoals zij was op {self.dag}; zo wordt zij niet bewaard.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its page; of a row of `op_peildatum` as it was on that day."""
        adres = reverse("afspraak-detail", args=[self.code])
        return f"{adres}?peildatum={self.dag.isoformat()}" if self.dag else adres

    def get_status_url(self) -> str:
        return reverse("afspraak-status", args=[self.code])

    def get_termijn_url(self) -> str:
        return reverse("afspraak-termijn", args=[self.code])

    @property
    def tekst(self) -> str:
        """What was agreed: the part of a deelafspraak, or else the official text of the block.

        Note: reads self.tekstblok, a query when not loaded.
        """
        if self.deeltekst or self.tekstblok is None:
            return self.deeltekst
        return self.tekstblok.tekst

    @property
    def is_openbaar(self) -> bool:
        """Whether everybody may see it now; the rule of `embargo.afspraak_openbaar`. Note: reads self.overleg.ronde."""
        gekomen = self.openbaar_vanaf is not None and self.openbaar_vanaf <= timezone.now()
        if self.overleg.ronde.is_openbaar:
            return self.embargo != LATER or gekomen
        return self.embargo == EERDER and gekomen

    @property
    def is_gesloten(self) -> bool:
        return self.status in GESLOTEN

    @property
    def is_context(self) -> bool:
        return self.soort == self.Soort.CONTEXT

    @property
    def is_vastgesteld(self) -> bool:
        """Whether the overleg adopted it; a proposal has a besluit and no status."""
        return self.besluit not in NIET_VASTGESTELD

    @property
    def is_gevolgd(self) -> bool:
        return self.is_vastgesteld and not self.is_context and not self.is_gesplitst

    @property
    def is_te_splitsen(self) -> bool:
        """Whether it is a whole text block, adopted and not closed, that can be split into deelafspraken."""
        return self.tekstblok_id is not None and not self.deel and self.is_vastgesteld and not self.is_gesloten

    @property
    def heeft_termijnbesluit(self) -> bool:
        """Whether its deadline was decided since. Note: reads self.termijnen, a query when not prefetched."""
        return any(termijn.is_besloten for termijn in self.termijnen.all())

    @property
    def vandaag(self) -> date:
        """The day from which is counted whether it is over tijd."""
        return self.dag or timezone.localdate()

    @property
    def is_over_tijd(self) -> bool:
        """From the day after the last day of its deadline, while the status that the reader is told is not closed."""
        gesloten = self.zicht_status in GESLOTEN
        return not gesloten and self.termijn_tot is not None and self.termijn_tot < self.vandaag

    @property
    def is_binnenkort(self) -> bool:
        if self.zicht_status in GESLOTEN or self.termijn_tot is None:
            return False
        return 0 <= (self.termijn_tot - self.vandaag).days <= BINNENKORT_DAGEN


class Betrokkenheid(models.Model):
    """Wie wat doet: een organisatie met haar rol bij een afspraak."""

    class Rol(models.TextChoices):
        TREKKER = "trekker", "trekker"
        BETROKKEN = "betrokken", "betrokken"
        FINANCIER = "financier", "financier"
        OPDRACHTGEVER = "opdrachtgever", "opdrachtgever"

    afspraak = models.ForeignKey(
        Afspraak, on_delete=models.CASCADE, related_name="betrokkenheden", verbose_name="afspraak"
    )
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="betrokkenheden", verbose_name="organisatie"
    )
    rol = models.CharField("rol", max_length=14, choices=Rol, default=Rol.BETROKKEN)
    contact = models.ForeignKey(
        "agreements.Contact",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="betrokkenheden",
        verbose_name="contact",
        help_text="Bij wie men in deze organisatie terechtkan over deze afspraak.",
    )

    class Meta:
        verbose_name = "betrokkenheid"
        verbose_name_plural = "betrokkenheden"
        ordering = ["afspraak", "-rol", "organisatie__naam"]
        constraints = [
            models.UniqueConstraint(fields=["afspraak", "organisatie", "rol"], name="agreements_betrokkenheid_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.organisatie} ({self.get_rol_display()})"
