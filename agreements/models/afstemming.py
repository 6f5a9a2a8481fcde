"""The check of the text with the participants, between the overleg and the letter. Internal for ever."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.models.afspraak import Afspraak
from agreements.models.dossier import ZIJDEN, DossierQuerySet
from agreements.models.ondertekend import Ondertekend
from agreements.models.overleg import Overleg
from regions.models import Organisatie


class Afstemming(Ondertekend):
    """De vraag aan de deelnemers van één overleg of de tekst klopt, met de laatste dag om te antwoorden."""

    PAD = ""

    overleg = models.OneToOneField(Overleg, on_delete=models.PROTECT, related_name="afstemming", verbose_name="overleg")
    uiterlijk = models.DateField("uiterlijk")
    gesloten_op = models.DateTimeField("gesloten op", null=True, blank=True)
    gesloten_door_naam = models.CharField("gesloten door", max_length=150, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "afstemming"
        verbose_name_plural = "afstemmingen"
        ordering = ["overleg"]

    def __str__(self) -> str:
        return f"afstemming {self.overleg_id}"

    @property
    def is_gesloten(self) -> bool:
        return self.gesloten_op is not None


class Afstemmingspartij(models.Model):
    """Een deelnemer aan wie het wordt gevraagd, met wie voor haar mag antwoorden."""

    PAD = "afstemming__"

    afstemming = models.ForeignKey(
        Afstemming, on_delete=models.PROTECT, related_name="partijen", verbose_name="afstemming"
    )
    zijde = models.CharField("zijde", max_length=8, choices=ZIJDEN)
    naam = models.CharField("naam", max_length=200)
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisatie"
    )
    leden = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="afstemmingspartijen", verbose_name="wie mag antwoorden"
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "partij van een afstemming"
        verbose_name_plural = "partijen van afstemmingen"
        ordering = ["afstemming", "zijde", "naam"]
        constraints = [
            models.UniqueConstraint(fields=["afstemming", "naam"], name="agreements_afstemmingspartij_naam"),
        ]

    def __str__(self) -> str:
        return self.naam


class Reactie(Ondertekend):
    """Het antwoord van een partij over één afspraak. Append-only; het laatste antwoord geldt.

    `tekst_sha256` is of the text that the answer is about: after a change of the text it no longer counts.
    """

    PAD = "partij__afstemming__"
    append_only = True

    class Oordeel(models.TextChoices):
        AKKOORD = "akkoord", "akkoord"
        BEZWAAR = "bezwaar", "bezwaar"

    partij = models.ForeignKey(
        Afstemmingspartij, on_delete=models.PROTECT, related_name="reacties", verbose_name="partij"
    )
    afspraak = models.ForeignKey(Afspraak, on_delete=models.PROTECT, related_name="reacties", verbose_name="afspraak")
    nummer = models.PositiveIntegerField("nummer")
    oordeel = models.CharField("oordeel", max_length=8, choices=Oordeel)
    toelichting = models.TextField("toelichting", blank=True)
    tegentekst = models.TextField("voorstel voor een andere tekst", blank=True)
    tekst_sha256 = models.CharField("SHA-256 van de tekst", max_length=64)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "reactie"
        verbose_name_plural = "reacties"
        ordering = ["partij", "afspraak", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["partij", "afspraak", "nummer"], name="agreements_reactie_nummer"),
            models.CheckConstraint(
                condition=Q(oordeel="akkoord") | ~Q(toelichting=""),
                name="agreements_reactie_toelichting",
                violation_error_message="Schrijf op wat het bezwaar is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partij_id} {self.afspraak_id} {self.nummer}: {self.oordeel}"


class Bezwaarbesluit(Ondertekend):
    """Wat met een bezwaar is gedaan. Append-only; one per objection."""

    PAD = "reactie__partij__afstemming__"
    append_only = True

    class Uitkomst(models.TextChoices):
        OVERGENOMEN = "overgenomen", "tegentekst overgenomen"
        AANGEPAST = "aangepast", "tekst anders aangepast"
        AFGEWEZEN = "afgewezen", "niet overgenomen"

    reactie = models.OneToOneField(
        Reactie, on_delete=models.PROTECT, related_name="bezwaarbesluit", verbose_name="bezwaar"
    )
    uitkomst = models.CharField("uitkomst", max_length=12, choices=Uitkomst)
    toelichting = models.TextField("toelichting")
    tekst_was = models.TextField("tekst was", blank=True)
    tekst_wordt = models.TextField("tekst wordt", blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit over een bezwaar"
        verbose_name_plural = "besluiten over bezwaren"
        ordering = ["reactie"]

    def __str__(self) -> str:
        return f"{self.reactie_id}: {self.uitkomst}"
