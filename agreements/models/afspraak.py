from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Case, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone

from agreements.models.besluit import Besluit as BesluitKeuze
from agreements.models.embargo import EERDER, LATER, afspraak_zichtbaar_voor
from agreements.models.lijst import Tekstblok
from agreements.models.overleg import Overleg
from agreements.models.status import GESLOTEN, Status
from agreements.models.termijn import Termijn
from agreements.models.termijnwijziging import Termijnwijziging
from agreements.models.thema import Thema
from agreements.models.zicht import live_voor
from regions.models import Gebied, Organisatie, Provincie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: How many days ahead a deadline counts as "binnenkort".
BINNENKORT_DAGEN = 60


#: Not closed, by what the reader is told of the status.
IS_OPEN = ~Q(zicht_status__in=sorted(GESLOTEN))


def is_over_tijd(op: date | None = None) -> Q:
    """The condition of `over_tijd`, to filter and count with among agreements that have been through `met_zicht`."""
    return IS_OPEN & Q(termijn_tot__lt=op or timezone.localdate())


def is_binnenkort(op: date | None = None) -> Q:
    """The condition of `binnenkort`, likewise."""
    vandaag = op or timezone.localdate()
    return IS_OPEN & Q(termijn_tot__gte=vandaag, termijn_tot__lte=vandaag + timedelta(days=BINNENKORT_DAGEN))


class AfspraakQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What is public for everybody; before that one's own landsdeel(en) and the agreements one holds.

        With the status as this user may see it (`met_zicht`).
        """
        return self.filter(afspraak_zichtbaar_voor(user)).met_zicht(user)

    def met_zicht(self, user: User | AnonymousUser) -> Self:
        """Each with the status that this user is told, and since when: the live one, or what was last published.

        Whatever shows, filters, counts or sorts by status uses these; `visible_to` adds them. `zicht_live` says which
        of the two it is.
        """
        live = live_voor(user)
        if live is True:
            return self.met_live_status()
        if live is False:
            return self.annotate(
                zicht_live=Value(False),
                zicht_status=F("gepubliceerde_status"),
                zicht_status_op=F("gepubliceerde_status_op"),
            )
        return self.annotate(
            zicht_live=Case(When(live, then=Value(True)), default=Value(False), output_field=BooleanField()),
            zicht_status=Case(When(live, then=F("status")), default=F("gepubliceerde_status")),
            zicht_status_op=Case(When(live, then=F("status_op")), default=F("gepubliceerde_status_op")),
        )

    def met_live_status(self) -> Self:
        """Each with its live status as what is told; for the application itself and who may see all."""
        return self.annotate(zicht_live=Value(True), zicht_status=F("status"), zicht_status_op=F("status_op"))

    def geredigeerd_door(self, user: User) -> Self:
        """What a Redacteur regio writes about: the agreements of their provincies and gebieden."""
        provincies, gebieden = user.reikwijdte.redactie_provincies, user.reikwijdte.redactie_gebieden
        van_provincie = Afspraak.provincies.through.objects.filter(provincie__in=provincies)
        van_gebied = Afspraak.gebieden.through.objects.filter(
            Q(gebied__in=gebieden) | Q(gebied__provincies__in=provincies)
        )
        return self.filter(Q(pk__in=van_provincie.values("afspraak_id")) | Q(pk__in=van_gebied.values("afspraak_id")))

    def in_lijst(self) -> Self:
        """Without what a renewed list no longer has."""
        return self.filter(Q(tekstblok=None) | Q(tekstblok__uit_lijst_op=None))

    def gevolgd(self) -> Self:
        """What is followed and counted: what was adopted, without context, and its parts where it was split."""
        return self.in_lijst().filter(WORDT_GEVOLGD)

    def open(self) -> Self:
        """Not closed, as far as the reader is told; this and the next two need `met_zicht`."""
        return self.filter(IS_OPEN)

    def over_tijd(self, op: date | None = None) -> Self:
        """Past the last day of its deadline on that day (default today) and not closed."""
        return self.filter(is_over_tijd(op))

    def binnenkort(self, op: date | None = None) -> Self:
        """Open, and the last day of its deadline falls within the coming 60 days."""
        return self.filter(is_binnenkort(op))

    def met_termijn_op(self, dag: date) -> Self:
        """Each with `termijn_van_op` and `termijn_tot_op`: its deadline as it stood at the end of that day here.

        What the first change after that day found, or else what there is now (`services.termijnen.termijn_op`).
        """
        einde = timezone.make_aware(datetime.combine(dag + timedelta(days=1), time.min))
        erna = Termijnwijziging.objects.filter(afspraak=OuterRef("pk"), op__gte=einde).order_by("nummer")

        def toen(oud: str, nu: str) -> Case:
            return Case(When(Exists(erna), then=Subquery(erna.values(oud)[:1])), default=F(nu))

        return self.annotate(
            termijn_van_op=toen("van_oud", "termijn_van"), termijn_tot_op=toen("tot_oud", "termijn_tot")
        )

    def voor_landsdeel(self, landsdeel: Any) -> Self:
        return self.filter(overleg__landsdeel=landsdeel)

    def voor_provincie(self, provincie: Any) -> Self:
        """Everything of the provincie, once: its own, and that of each gebied that lies in it."""
        return self.filter(
            Q(pk__in=Afspraak.provincies.through.objects.filter(provincie=provincie).values("afspraak_id"))
            | Q(pk__in=Afspraak.gebieden.through.objects.filter(gebied__provincies=provincie).values("afspraak_id"))
        )

    def voor_gebied(self, gebied: Any) -> Self:
        return self.filter(pk__in=Afspraak.gebieden.through.objects.filter(gebied=gebied).values("afspraak_id"))

    def lijstvolgorde(self) -> Self:
        """The order of the official lists, newest ronde first."""
        return self.order_by(
            "-overleg__ronde__jaar",
            "overleg__ronde__soort",
            "overleg__volgorde",
            F("tekstblok__blok__rubriek__volgorde").asc(nulls_last=True),
            "tekstblok__blok__volgorde",
            "tekstblok__volgorde",
            "deel",
            "pk",
        )

    def for_list(self) -> Self:
        """Everything a row of a list shows; the query count does not grow with the rows."""
        return self.select_related(
            "overleg__ronde", "overleg__landsdeel", "tekstblok__blok__rubriek", "tekstblok__blok__provincie"
        ).prefetch_related("gebieden", "provincies", Prefetch("termijnen", Termijn.objects.order_by("volgorde")))

    def for_detail(self) -> Self:
        """Everything the page of one agreement shows, but for its history and the links with other agreements."""
        return self.for_list().prefetch_related(
            "themas",
            "dossierhouders",
            Prefetch("betrokkenheden", Betrokkenheid.objects.select_related("organisatie", "contact")),
        )


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

    def get_absolute_url(self) -> str:
        return reverse("afspraak-detail", args=[self.code])

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
    def is_over_tijd(self) -> bool:
        """From the day after the last day of its deadline, while the status that the reader is told is not closed."""
        gesloten = self.zicht_status in GESLOTEN
        return not gesloten and self.termijn_tot is not None and self.termijn_tot < timezone.localdate()

    @property
    def is_binnenkort(self) -> bool:
        if self.zicht_status in GESLOTEN or self.termijn_tot is None:
            return False
        return 0 <= (self.termijn_tot - timezone.localdate()).days <= BINNENKORT_DAGEN


#: What the overleg did not adopt (or not yet): there is nothing to carry out.
NIET_VASTGESTELD = frozenset({Afspraak.Besluit.VOORGESTELD, Afspraak.Besluit.AANGEHOUDEN, Afspraak.Besluit.VERVALLEN})

#: The condition of `Afspraak.is_gevolgd`, to filter and count with.
WORDT_GEVOLGD = ~Q(soort=Afspraak.Soort.CONTEXT) & ~Q(besluit__in=sorted(NIET_VASTGESTELD)) & Q(is_gesplitst=False)


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
