from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

from agreements.models.embargo import afspraak_zichtbaar_voor
from agreements.models.ondertekend import Ondertekend
from agreements.models.overleg import Ronde
from agreements.models.zicht import live_voor

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class VerbandafwijzingQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Of two agreements for who may see both, as with a link; of an overleg for who sees the live status."""
        tussen = (
            Q(naar_ronde=None) & afspraak_zichtbaar_voor(user, "later__") & afspraak_zichtbaar_voor(user, "eerder__")
        )
        live = live_voor(user, "later__")
        if live is False:
            return self.filter(tussen)
        agendering = Q(naar_ronde__isnull=False)
        return self.filter(tussen | (agendering & live if isinstance(live, Q) else agendering))


class Verbandafwijzing(Ondertekend):
    """Een verband dat de applicatie voorstelde en iemand afwees; het wordt niet weer voorgesteld. Append-only.

    Either that `later` goes on from `eerder`, or that it is on the agenda of the overleggen of `naar_ronde`.
    """

    append_only = True

    later = models.ForeignKey(
        "agreements.Afspraak", on_delete=models.PROTECT, related_name="+", verbose_name="latere afspraak"
    )
    eerder = models.ForeignKey(
        "agreements.Afspraak",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="eerdere afspraak",
    )
    naar_ronde = models.ForeignKey(
        Ronde, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="naar overleg"
    )

    objects = VerbandafwijzingQuerySet.as_manager()

    class Meta:
        verbose_name = "afgewezen verband"
        verbose_name_plural = "afgewezen verbanden"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["later", "eerder"], name="agreements_verbandafwijzing_uniek"),
            models.UniqueConstraint(fields=["later", "naar_ronde"], name="agreements_verbandafwijzing_ronde_uniek"),
            models.CheckConstraint(
                condition=Q(eerder=None, naar_ronde__isnull=False) | Q(eerder__isnull=False, naar_ronde=None),
                name="agreements_verbandafwijzing_een_doel",
                violation_error_message="Een afgewezen verband heeft één doel: een afspraak of een overleg.",
            ),
            models.CheckConstraint(
                condition=~Q(later=F("eerder")),
                name="agreements_verbandafwijzing_niet_zichzelf",
                violation_error_message="Een afspraak kan geen verband met zichzelf hebben.",
            ),
        ]

    def __str__(self) -> str:
        doel = f"ronde {self.naar_ronde_id}" if self.naar_ronde_id else self.eerder_id
        return f"{self.later_id} geen verband met {doel}"
