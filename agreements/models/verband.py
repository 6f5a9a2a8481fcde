from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agreements.models.embargo import afspraak_zichtbaar_voor
from agreements.models.overleg import Ronde

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class VerbandQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A link shows only when both of its ends may be seen."""
        return self.filter(
            afspraak_zichtbaar_voor(user, "van__"), Q(naar=None) | afspraak_zichtbaar_voor(user, "naar__")
        )


class Verband(models.Model):
    """Hoe een afspraak samenhangt met een eerdere of latere; samen vormen de verbanden de lijn over de jaren.

    Reads from the later to the earlier: `van` is the vervolg op `naar`. "Geagendeerd op" points to a ronde.
    """

    class Soort(models.TextChoices):
        VERVOLG = "vervolg_op", "vervolg op"
        HERBEVESTIGT = "herbevestigt", "herbevestigt"
        CONCRETISEERT = "concretiseert", "concretiseert"
        WIJZIGT = "wijzigt", "wijzigt"
        VERVANGT = "vervangt", "vervangt"
        GESPLITST = "gesplitst_uit", "gesplitst uit"
        SAMENGEVOEGD = "samengevoegd_in", "samengevoegd in"
        GEAGENDEERD = "geagendeerd_op", "geagendeerd op"

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

    objects = VerbandQuerySet.as_manager()

    class Meta:
        verbose_name = "verband"
        verbose_name_plural = "verbanden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["van", "soort", "naar"], name="agreements_verband_uniek"),
            models.UniqueConstraint(fields=["van", "soort", "naar_ronde"], name="agreements_verband_ronde_uniek"),
            models.CheckConstraint(
                condition=Q(naar=None) ^ Q(naar_ronde=None),
                name="agreements_verband_een_doel",
                violation_error_message="Een verband wijst naar één afspraak of naar één overleg.",
            ),
            models.CheckConstraint(
                condition=Q(naar=None) | ~Q(naar=F("van")),
                name="agreements_verband_niet_zichzelf",
                violation_error_message="Een afspraak kan geen verband met zichzelf hebben.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.van_id} {self.get_soort_display()} {self.naar_id or self.naar_ronde_id}"
