"""Moties and toezeggingen, what was told of them over time, and the agreements that carry them out."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from agreements.kamerstuk import lees_dossier, lees_kamerstuk
from agreements.models import Afspraak, Ronde
from agreements.models.embargo import OPENBAAR, afspraak_zichtbaar_voor, gehouden_door
from agreements.models.ondertekend import Ondertekend

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class Motiestatus(models.TextChoices):
    OPEN = "open", "open"
    IN_UITVOERING = "in_uitvoering", "in uitvoering"
    DEELS = "deels_afgedaan", "deels afgedaan"
    AFGEDAAN = "afgedaan", "afgedaan"
    NIET = "niet_uitgevoerd", "niet uitgevoerd"


#: Nothing more is to be done.
AFGESLOTEN = frozenset({Motiestatus.AFGEDAAN, Motiestatus.NIET})

#: Which status of an agreement looks the same on screen.
BEELD = {
    Motiestatus.OPEN: "nog_niet_gestart",
    Motiestatus.IN_UITVOERING: "in_uitvoering",
    Motiestatus.DEELS: "in_uitvoering",
    Motiestatus.AFGEDAAN: "afgerond",
    Motiestatus.NIET: "vervallen",
}


class MotieQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All: what the Kamer asked is public. Each with the status that this user is told, and of which letter.

        `zicht_status` is the last that may be seen ("open" before anything was told), `zicht_zin` its sentence,
        `zicht_ronde` and `zicht_fase` the ronde in whose letter it stands.
        """
        laatste = Motiewijziging.objects.visible_to(user).filter(motie=OuterRef("pk")).order_by("-nummer")
        return self.annotate(
            zicht_status=Coalesce(Subquery(laatste.values("status")[:1]), Value(Motiestatus.OPEN.value)),
            zicht_zin=Coalesce(Subquery(laatste.values("zin")[:1]), Value("", output_field=models.TextField())),
            zicht_op=Subquery(laatste.values("op")[:1]),
            zicht_ronde=Subquery(laatste.values("ronde")[:1]),
            zicht_rondenaam=Subquery(laatste.values("ronde__naam")[:1]),
            zicht_fase=Subquery(laatste.values("ronde__fase")[:1]),
        )

    def gezocht(self, user: User | AnonymousUser, *, q: str, soort: str, status: str, jaar: int | None) -> Self:
        """Narrowed to words, a Kamerstuk or its dossier, a kind, the status told to this user, and a year.

        After `visible_to`; what is empty narrows nothing down.
        """
        gevonden = self
        if q:
            stuk, dossier = lees_kamerstuk(q), lees_dossier(q)
            woorden = Q(naam__icontains=q) | Q(gevraagd__icontains=q) | Q(kamerstuk__icontains=q)
            if dossier:
                woorden |= Q(kamerstuk__startswith=dossier)
            gevonden = gevonden.filter(Q(kamerstuk=stuk.notatie) if stuk else woorden)
        if soort:
            gevonden = gevonden.filter(soort=soort)
        if status:
            gevonden = gevonden.filter(zicht_status=status)
        return gevonden.gemeld_in(user, jaar) if jaar else gevonden

    def laatst_verteld_eerst(self) -> Self:
        """In the order of the list: what was told of last comes first."""
        return self.order_by(F("zicht_op").desc(nulls_last=True), "-pk")

    def gemeld_in(self, user: User | AnonymousUser, jaar: int) -> Self:
        """Those of which the letter of a ronde of that year tells, as far as this user may know."""
        gemeld = Motiewijziging.objects.visible_to(user).filter(ronde__jaar=jaar).order_by()
        return self.filter(pk__in=gemeld.values("motie"))


class Motie(models.Model):
    """Een motie (wat de Kamer vraagt) of toezegging (wat haar is beloofd) die een afspraak kan uitvoeren.

    `naam` is how the documents call it: the member who put it forward, or its subject. `gevraagd` says in our words
    what it asks. The status is not a column: it is the last `Motiewijziging` that the reader may see (`zicht_status`).
    """

    zicht_status: str
    zicht_zin: str
    zicht_op: datetime | None
    zicht_ronde: int | None
    zicht_rondenaam: str | None
    zicht_fase: str | None

    class Soort(models.TextChoices):
        MOTIE = "motie", "motie"
        TOEZEGGING = "toezegging", "toezegging"

    sleutel = models.SlugField("sleutel", max_length=60, unique=True, null=True, blank=True, editable=False)
    soort = models.CharField("soort", max_length=12, choices=Soort, default=Soort.MOTIE)
    naam = models.CharField("naam", max_length=120)
    gevraagd = models.TextField("wat is gevraagd of toegezegd")
    kamerstuk = models.CharField("Kamerstuk", max_length=60, blank=True)
    vergaderjaar = models.PositiveSmallIntegerField("eerste jaar van het vergaderjaar", null=True, blank=True)
    datum = models.DateField("datum", null=True, blank=True)
    bron = models.CharField("bron", max_length=300)
    created_at = models.DateTimeField("toegevoegd op", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="toegevoegd door",
    )

    objects = MotieQuerySet.as_manager()

    class Meta:
        verbose_name = "motie of toezegging"
        verbose_name_plural = "moties en toezeggingen"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kamerstuk"],
                condition=Q(soort="motie") & ~Q(kamerstuk=""),
                name="parliament_motie_kamerstuk_uniek",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display().capitalize()} {self.naam}"

    def get_absolute_url(self) -> str:
        return reverse("motie-detail", args=[self.pk])

    @property
    def zicht_statusnaam(self) -> str:
        return str(Motiestatus(self.zicht_status).label).capitalize()

    @property
    def zicht_beeld(self) -> str:
        return BEELD[Motiestatus(self.zicht_status)]

    @property
    def zicht_brief(self) -> str:
        """With which letter the sentence went or goes; empty without a sentence or a letter."""
        if not (self.zicht_zin and self.zicht_rondenaam):
            return ""
        return f"{'Bij' if self.zicht_fase == OPENBAAR else 'Voor'} de brief over {self.zicht_rondenaam}"


class MotiewijzigingQuerySet(models.QuerySet[Any]):
    def brieven(self) -> list[tuple[int, str, int]]:
        """Key, phase and year of every ronde in whose letter one of these stands. One query."""
        return list(self.exclude(ronde=None).order_by().values_list("ronde", "ronde__fase", "ronde__jaar").distinct())

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What stands in a letter that was sent, for everybody; the rest for who writes the letter.

        That is the Rijksredacteur, and the dossierhouder of an agreement that carries the motie out.
        """
        zicht = Q(ronde__fase=OPENBAAR)
        if not user.is_authenticated:
            return self.filter(zicht)
        if user.reikwijdte.is_rijksredacteur:
            return self
        if user.reikwijdte.is_dossierhouder:
            eigen = Uitvoering.objects.filter(gehouden_door(user, "afspraak__")).order_by()
            zicht |= Q(motie__in=eigen.values("motie"))
        return self.filter(zicht)


class Motiewijziging(Ondertekend):
    """Waar een motie of toezegging op een moment staat, en de zin die daarover in de brief komt.

    The sentence is internal until the letter of its ronde was sent; without a ronde it stays internal. Append-only.
    """

    append_only = True

    motie = models.ForeignKey(Motie, on_delete=models.PROTECT, related_name="wijzigingen", verbose_name="motie")
    nummer = models.PositiveSmallIntegerField("nummer")
    status = models.CharField("status", max_length=16, choices=Motiestatus)
    zin = models.TextField("zin voor de brief", blank=True)
    ronde = models.ForeignKey(
        Ronde, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="brief over"
    )
    toelichting = models.TextField("toelichting", blank=True)

    objects = MotiewijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = "stand van een motie"
        verbose_name_plural = "standen van moties"
        ordering = ["motie", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["motie", "nummer"], name="parliament_motiewijziging_nummer"),
            models.CheckConstraint(
                condition=Q(nummer__gte=1),
                name="parliament_motiewijziging_vanaf_een",
                violation_error_message="De eerste stand heeft nummer 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.motie_id} {self.nummer}: {self.status}"

    @property
    def beeld(self) -> str:
        return BEELD[Motiestatus(self.status)]

    @property
    def statusnaam(self) -> str:
        return str(Motiestatus(self.status).label).capitalize()

    @property
    def is_verzonden(self) -> bool:
        """Whether the letter with this sentence was sent. Note: reads self.ronde."""
        return self.ronde is not None and self.ronde.is_openbaar


class UitvoeringQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A link shows to who may see its agreement; the motie at the other end is public."""
        return self.filter(afspraak_zichtbaar_voor(user, "afspraak__"))


class Uitvoering(models.Model):
    """Een afspraak die een motie of toezegging uitvoert, en hoe zij dat doet."""

    motie = models.ForeignKey(Motie, on_delete=models.CASCADE, related_name="uitvoeringen", verbose_name="motie")
    afspraak = models.ForeignKey(
        Afspraak, on_delete=models.PROTECT, related_name="kameruitvoeringen", verbose_name="afspraak"
    )
    hoe = models.TextField("hoe")
    created_at = models.DateTimeField("gelegd op", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gelegd door",
    )

    objects = UitvoeringQuerySet.as_manager()

    class Meta:
        verbose_name = "uitvoering van een motie"
        verbose_name_plural = "uitvoeringen van moties"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["motie", "afspraak"], name="parliament_uitvoering_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.motie_id} door {self.afspraak_id}"
