"""The links that make a line over the years: laid once, and ended with a reason, never changed or deleted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agreements.models.dagen import einde_van
from agreements.models.dossier import Agendapunt
from agreements.models.embargo import afspraak_zichtbaar_voor
from agreements.models.ondertekend import Ondertekend
from agreements.models.overleg import Ronde
from agreements.models.zicht import live_voor
from instruments.models import Instrumentversie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class VerbandQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A link shows only when both of its ends may be seen.

        An agendapunt is internal for good, and gone when it was taken off the agenda. By what decision something was
        carried out belongs to its execution: who does not see that hears of it when the status is published.
        """
        zicht = self.filter(
            afspraak_zichtbaar_voor(user, "van__"),
            Q(naar=None) | afspraak_zichtbaar_voor(user, "naar__"),
            Q(naar_punt=None) | Q(naar_punt__in=Agendapunt.objects.visible_to(user).order_by().values("pk")),
            Q(naar_instrument=None)
            | Q(naar_instrument__in=Instrumentversie.objects.visible_to(user).order_by().values("pk")),
        )
        live = live_voor(user, "van__")
        if live is True:
            return zicht
        verteld = ~Q(soort=Verband.Soort.UITGEVOERD) | Q(van__gepubliceerde_status_op__gte=F("created_at"))
        return zicht.filter(verteld | live if isinstance(live, Q) else verteld)

    def actief(self, dag: date | None = None) -> Self:
        """Without the links that were ended; those that were there at the end of a past day, if one is given."""
        if dag is None:
            return self.filter(einde=None)
        einde = einde_van(dag)
        return self.filter(Q(einde=None) | Q(einde__op__gte=einde), created_at__lt=einde)

    def tussen_afspraken(self) -> Self:
        return self.filter(naar__isnull=False)


class Verband(models.Model):
    """Hoe een afspraak samenhangt met een andere, of met wat eruit voortkwam; samen zijn zij de lijn over de jaren.

    Reads from the later agreement to the earlier: `van` is the vervolg op `naar`; only "samengevoegd in" reads from the
    earlier to the later. "Geagendeerd op" points to a ronde or an agendapunt, "leidde tot" to a version of an
    instrument, "uitgevoerd door" to a besluit.
    Append-only: `Verbandeinde` ends it, and who lays it again makes a row with the next `nummer`.
    """

    append_only = True

    class Soort(models.TextChoices):
        VERVOLG = "vervolg_op", "vervolg op"
        HERBEVESTIGT = "herbevestigt", "herbevestigt"
        CONCRETISEERT = "concretiseert", "concretiseert"
        WIJZIGT = "wijzigt", "wijzigt"
        VERVANGT = "vervangt", "vervangt"
        GESPLITST = "gesplitst_uit", "gesplitst uit"
        SAMENGEVOEGD = "samengevoegd_in", "samengevoegd in"
        GEAGENDEERD = "geagendeerd_op", "geagendeerd op"
        LEIDDE_TOT = "leidde_tot", "leidde tot"
        UITGEVOERD = "uitgevoerd_door", "uitgevoerd door"

    #: The same link read from the other end.
    OMGEKEERD = {
        Soort.VERVOLG: "kreeg vervolg in",
        Soort.HERBEVESTIGT: "herbevestigd door",
        Soort.CONCRETISEERT: "geconcretiseerd door",
        Soort.WIJZIGT: "gewijzigd door",
        Soort.VERVANGT: "vervangen door",
        Soort.GESPLITST: "gesplitst in",
        Soort.SAMENGEVOEGD: "voortgekomen uit",
    }

    van = models.ForeignKey(
        "agreements.Afspraak", on_delete=models.PROTECT, related_name="verbanden", verbose_name="van"
    )
    soort = models.CharField("soort", max_length=20, choices=Soort)
    nummer = models.PositiveSmallIntegerField("hoeveelste keer gelegd", default=1)
    naar = models.ForeignKey(
        "agreements.Afspraak",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="verbanden_terug",
        verbose_name="naar",
    )
    naar_ronde = models.ForeignKey(
        Ronde, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="naar overleg"
    )
    # An item can be taken off the agenda and put back as the same row; its links wait for it.
    naar_punt = models.ForeignKey(
        Agendapunt,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="naar agendapunt",
    )
    naar_instrument = models.ForeignKey(
        Instrumentversie,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="naar versie van een instrument",
    )
    besluit = models.TextField("besluit", blank=True)
    besluit_op = models.DateField("datum van het besluit", null=True, blank=True)
    besluit_url = models.URLField("vindplaats van het besluit", max_length=500, blank=True)
    besluit_kamerstuk = models.CharField("Kamerstuk", max_length=60, blank=True)
    toelichting = models.TextField("toelichting", blank=True)
    created_at = models.DateTimeField("gelegd op", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gelegd door",
    )
    door_naam = models.CharField("naam", max_length=150, blank=True)
    rol = models.CharField("in de rol van", max_length=40, blank=True)

    objects = VerbandQuerySet.as_manager()

    class Meta:
        verbose_name = "verband"
        verbose_name_plural = "verbanden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["van", "soort", "naar", "nummer"], name="agreements_verband_uniek"),
            models.UniqueConstraint(
                fields=["van", "soort", "naar_ronde", "nummer"], name="agreements_verband_ronde_uniek"
            ),
            models.UniqueConstraint(
                fields=["van", "soort", "naar_punt", "nummer"], name="agreements_verband_punt_uniek"
            ),
            models.UniqueConstraint(
                fields=["van", "soort", "naar_instrument", "nummer"], name="agreements_verband_instrument_uniek"
            ),
            models.CheckConstraint(
                condition=(
                    Q(soort="geagendeerd_op", naar=None, naar_instrument=None, besluit="")
                    & (Q(naar_ronde=None, naar_punt__isnull=False) | Q(naar_ronde__isnull=False, naar_punt=None))
                )
                | Q(
                    soort="leidde_tot",
                    naar=None,
                    naar_ronde=None,
                    naar_punt=None,
                    naar_instrument__isnull=False,
                    besluit="",
                )
                | (
                    Q(soort="uitgevoerd_door", naar=None, naar_ronde=None, naar_punt=None, naar_instrument=None)
                    & ~Q(besluit="")
                )
                | (
                    ~Q(soort__in=["geagendeerd_op", "leidde_tot", "uitgevoerd_door"])
                    & Q(naar__isnull=False, naar_ronde=None, naar_punt=None, naar_instrument=None, besluit="")
                ),
                name="agreements_verband_een_doel",
                violation_error_message="Een verband heeft één doel, dat bij zijn soort past.",
            ),
            models.CheckConstraint(
                condition=Q(naar=None) | ~Q(naar=F("van")),
                name="agreements_verband_niet_zichzelf",
                violation_error_message="Een afspraak kan geen verband met zichzelf hebben.",
            ),
        ]

    def __str__(self) -> str:
        doel = self.naar_id or self.naar_ronde_id or self.naar_punt_id or self.naar_instrument_id or self.besluit
        return f"{self.van_id} {self.get_soort_display()} {doel}"


class VerbandeindeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Why a link was ended is for who sees the execution of its agreement, as far as they see the link."""
        zicht = self.filter(verband__in=Verband.objects.visible_to(user).order_by().values("pk"))
        live = live_voor(user, "verband__van__")
        return zicht.filter(live) if isinstance(live, Q) else zicht if live else zicht.none()


class Verbandeinde(Ondertekend):
    """Het einde van een verband, met de reden. Append-only; the link itself stays."""

    append_only = True

    verband = models.OneToOneField(Verband, on_delete=models.PROTECT, related_name="einde", verbose_name="verband")
    reden = models.TextField("reden")

    objects = VerbandeindeQuerySet.as_manager()

    class Meta:
        verbose_name = "einde van een verband"
        verbose_name_plural = "einden van verbanden"
        ordering = ["-op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reden=""),
                name="agreements_verbandeinde_reden",
                violation_error_message="Schrijf op waarom het verband eindigt.",
            ),
        ]

    def __str__(self) -> str:
        return f"einde van verband {self.verband_id}"
