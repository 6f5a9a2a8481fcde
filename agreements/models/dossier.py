"""The joint dossier of an overleg as rows, and every version of it that was ever loaded.

A dossier is talk between Rijk and regio: also after publication it is seen by the two sides only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.dossier import Agendasoort, Bloksoort, Invulling, Zijde
from agreements.models.embargo import intern_zichtbaar_voor
from agreements.models.ondertekend import Ondertekend
from agreements.models.overleg import Overleg

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

SOORTEN = [(soort.value, soort.value) for soort in Agendasoort]
BLOKSOORTEN = [(soort.value, soort.value.replace("_", " ").capitalize()) for soort in Bloksoort]
INVULLINGEN = [
    (Invulling.ECHT.value, "ingevuld"),
    (Invulling.SJABLOON.value, "nog de tekst van het sjabloon"),
    (Invulling.PM.value, "PM"),
    (Invulling.LEEG.value, "leeg"),
]
ZIJDEN = [(Zijde.RIJK.value, "Rijk"), (Zijde.REGIO.value, "regio")]


class DossierQuerySet(models.QuerySet[Any]):
    """Of a dossier and of everything in it: seen by Rijk, and by the landsdeel that it is of."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(intern_zichtbaar_voor(user, f"{self.model.PAD}overleg__"))

    def for_page(self) -> Self:
        """Dossiers with everything that stands in them. Seven queries, whatever their length."""
        return self.prefetch_related("agenda", "deelnemers", "bijlagen", "punten__blokken__voorstellen")


class Dossier(models.Model):
    """Het gezamenlijke dossier van één overleg: agenda, deelnemers, agendapunten en bijlagen.

    Date, time and place are as the dossier says them; the overleg has its own, which a beheerder keeps. The texts
    beside the tables are HTML of `agreements.dossier_html`.
    """

    PAD = ""

    overleg = models.OneToOneField(Overleg, on_delete=models.PROTECT, related_name="dossier", verbose_name="overleg")
    titel = models.TextField("titel")
    versie = models.TextField("versie", blank=True)
    datum = models.DateField("datum", null=True, blank=True)
    begin = models.TimeField("begin", null=True, blank=True)
    eind = models.TimeField("eind", null=True, blank=True)
    locatie = models.TextField("locatie", blank=True)
    regels = models.TextField("regels van het dossier", blank=True)
    agenda_tekst = models.TextField("tekst bij de agenda", blank=True)
    deelnemers_tekst = models.TextField("tekst bij de deelnemers", blank=True)
    opbouw = models.TextField("voorbeeld van een agendapunt", blank=True)
    bijlagen_tekst = models.TextField("tekst bij de bijlagen", blank=True)
    meldingen = models.JSONField("meldingen bij het lezen", default=list, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering = ["overleg"]

    def __str__(self) -> str:
        return self.titel


class Agendaregel(models.Model):
    """Eén rij van de agendatabel, zoals afgedrukt."""

    PAD = "dossier__"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="agenda", verbose_name="dossier")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    tijd = models.TextField("tijd", blank=True)
    nummer = models.TextField("nummer", blank=True)
    titel = models.TextField("onderdeel", blank=True)
    wie = models.TextField("wie", blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van de agenda"
        verbose_name_plural = "regels van de agenda"
        ordering = ["dossier", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "volgorde"], name="agreements_agendaregel_volgorde"),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}".strip()


class Deelnemer(models.Model):
    """Iemand die namens Rijk of regio aan tafel zit, of als ambtelijke ondersteuning meekomt."""

    PAD = "dossier__"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="deelnemers", verbose_name="dossier")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    zijde = models.CharField("zijde", max_length=8, choices=ZIJDEN)
    naam = models.TextField("naam")
    ondersteuning = models.BooleanField("ambtelijke ondersteuning", default=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        ordering = ["dossier", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "volgorde"], name="agreements_deelnemer_volgorde"),
        ]

    def __str__(self) -> str:
        return self.naam


class Bijlage(models.Model):
    """Een bijlage, zoals de tabel van het dossier haar noemt."""

    PAD = "dossier__"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="bijlagen", verbose_name="dossier")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    nummer = models.TextField("nummer", blank=True)
    naam = models.TextField("naam", blank=True)
    informatie = models.TextField("informatie", blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ["dossier", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "volgorde"], name="agreements_bijlage_volgorde"),
        ]

    def __str__(self) -> str:
        return self.naam


class Agendapunt(models.Model):
    """Een genummerd punt van de agenda. Zijn nummer is zijn plaats in de boom: 2.5.4.1 staat onder 2.5.4.

    The row stays when a renewed dossier has the item under another number, or as another soort.
    """

    PAD = "dossier__"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="punten", verbose_name="dossier")
    volgorde = models.PositiveIntegerField("volgorde")
    nummer = models.TextField("nummer")
    titel = models.TextField("titel")
    soort = models.CharField("soort", max_length=12, choices=SOORTEN)
    wie = models.JSONField("wie", default=list, blank=True)
    begin = models.TimeField("begin", null=True, blank=True)
    eind = models.TimeField("eind", null=True, blank=True)
    versie = models.TextField("versie", blank=True)
    opmerkingen = models.JSONField("opmerkingen", default=list, blank=True)
    penhouder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agendapunten",
        verbose_name="penhouder",
    )
    aanleveren_voor = models.DateField("aan te leveren voor", null=True, blank=True)
    herkomsten = models.ManyToManyField(
        "agreements.Afspraak", blank=True, related_name="agendapunten", verbose_name="komt voort uit"
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["dossier", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "volgorde"], name="agreements_agendapunt_volgorde"),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}"


class Agendablok(models.Model):
    """Een van de (hoogstens) vier blokken van een agendapunt; `html` is die van `agreements.dossier_html`."""

    PAD = "punt__dossier__"

    punt = models.ForeignKey(Agendapunt, on_delete=models.CASCADE, related_name="blokken", verbose_name="agendapunt")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    soort = models.CharField("soort", max_length=24, choices=BLOKSOORTEN)
    html = models.TextField("tekst", blank=True)
    invulling = models.CharField("invulling", max_length=8, choices=INVULLINGEN, default=Invulling.ECHT.value)
    deel = models.TextField("deel", blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "blok van een agendapunt"
        verbose_name_plural = "blokken van agendapunten"
        ordering = ["punt", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["punt", "volgorde"], name="agreements_agendablok_volgorde"),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.deel}".strip()

    @property
    def is_ingevuld(self) -> bool:
        return self.invulling == Invulling.ECHT


class VoorgesteldeAfspraak(models.Model):
    """Een afspraak zoals zij aan het overleg wordt voorgesteld, naar de letter."""

    PAD = "blok__punt__dossier__"

    blok = models.ForeignKey(Agendablok, on_delete=models.CASCADE, related_name="voorstellen", verbose_name="blok")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    tekst = models.TextField("tekst")
    subpunten = models.JSONField("subpunten", default=list, blank=True)
    inleiding = models.TextField("inleiding", blank=True)
    invulling = models.CharField("invulling", max_length=8, choices=INVULLINGEN, default=Invulling.ECHT.value)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "voorgestelde afspraak"
        verbose_name_plural = "voorgestelde afspraken"
        ordering = ["blok", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["blok", "volgorde"], name="agreements_voorgesteld_volgorde"),
        ]

    def __str__(self) -> str:
        return self.tekst

    @property
    def is_ingevuld(self) -> bool:
        return self.invulling == Invulling.ECHT


class Dossierversie(Ondertekend):
    """Het hele dossier zoals het op een moment is geladen, met wie dat deed.

    `inhoud` is the JSON of the public contract in its canonical bytes (`agreements.dossier_json.canoniek`), and
    `sha256` is of those bytes. `rijen` names the row of each of its agendapunten, in their order, with what a row has
    beside the contract (`agreements.services.dossierversies`): so that an item comes back as the same item.
    Append-only: triggers in the database refuse every change.
    """

    PAD = "dossier__"
    append_only = True

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="versies", verbose_name="dossier")
    nummer = models.PositiveIntegerField("nummer")
    inhoud = models.TextField("inhoud")
    sha256 = models.CharField("SHA-256", max_length=64)
    bestandsnaam = models.TextField("bestandsnaam", blank=True)
    rijen = models.JSONField("rijen van de agendapunten", default=list, blank=True)
    reden = models.CharField("waardoor", max_length=80, blank=True)
    op = models.DateTimeField("geladen op")

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een dossier"
        verbose_name_plural = "versies van dossiers"
        ordering = ["dossier", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "nummer"], name="agreements_dossierversie_nummer"),
            models.CheckConstraint(
                condition=Q(nummer__gte=1),
                name="agreements_dossierversie_vanaf_een",
                violation_error_message="De eerste versie heeft nummer 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} versie {self.nummer}"
