from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

from agreements.models.embargo import afspraak_zichtbaar_voor
from agreements.models.ondertekend import Ondertekend

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class VerbandafwijzingQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """As with a link itself: for who may see both ends."""
        return self.filter(afspraak_zichtbaar_voor(user, "later__"), afspraak_zichtbaar_voor(user, "eerder__"))


class Verbandafwijzing(Ondertekend):
    """Een verband dat de applicatie voorstelde en iemand afwees; het wordt niet weer voorgesteld. Append-only."""

    append_only = True

    later = models.ForeignKey(
        "agreements.Afspraak", on_delete=models.PROTECT, related_name="+", verbose_name="latere afspraak"
    )
    eerder = models.ForeignKey(
        "agreements.Afspraak", on_delete=models.PROTECT, related_name="+", verbose_name="eerdere afspraak"
    )

    objects = VerbandafwijzingQuerySet.as_manager()

    class Meta:
        verbose_name = "afgewezen verband"
        verbose_name_plural = "afgewezen verbanden"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["later", "eerder"], name="agreements_verbandafwijzing_uniek"),
            models.CheckConstraint(
                condition=~Q(later=F("eerder")),
                name="agreements_verbandafwijzing_niet_zichzelf",
                violation_error_message="Een afspraak kan geen verband met zichzelf hebben.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.later_id} geen verband met {self.eerder_id}"
