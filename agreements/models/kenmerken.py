"""How an agreement was classified: its places, thema's and parties, and its words to search for, on a past day.

Two rules. The set that held is what the first change after that day found, or else what there is now. And a day on
which the agreement was not in this register yet is told with what is known now: nothing was shown then that it could
differ from.

Who filters, counts or shows reads through `models.bronnen`.
"""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Min, Q

from agreements.models.ondertekend import Ondertekend
from agreements.models.zicht import LiveQuerySet

#: The sets of an agreement by the name of their relation, with what one value of it is called.
ENKELVOUD = {
    "provincies": "provincie",
    "gebieden": "gebied",
    "themas": "thema",
    "dossierhouders": "user",
    "betrokkenheden": "organisatie",
}


class WasQuerySet(LiveQuerySet):
    def eerste_na(self, einde: datetime) -> Self:
        """Per agreement the first row after that moment, if the agreement was in the register by then."""
        rijen = self.filter(op__gte=einde, afspraak__created_at__lt=einde).order_by()
        return self.filter(pk__in=rijen.values("afspraak").annotate(eerste=Min("pk")).values("eerste"))


class Kenmerkwijziging(Ondertekend):
    """Hoe een afspraak tot dit moment was ingedeeld; haar waarden staan in `Oudekenmerk`. Append-only."""

    append_only = True

    afspraak = models.ForeignKey(
        "agreements.Afspraak", on_delete=models.PROTECT, related_name="kenmerkwijzigingen", verbose_name="afspraak"
    )
    handeling_oud = models.CharField("bestuurlijke handeling was", max_length=16, blank=True)
    gereed_als_oud = models.TextField("gereed als was", blank=True)

    objects = WasQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging van kenmerken"
        verbose_name_plural = "wijzigingen van kenmerken"
        ordering = ["afspraak", "op", "pk"]
        indexes = [models.Index(fields=["afspraak", "op"], name="agreements_kenmerkwijzig_op")]

    def per_verzameling(self) -> dict[str, list[Any]]:
        """The sets of the agreement by the name of their relation.

        Note: reads `waarden`; prefetch them with `OudekenmerkQuerySet.met_waarden`, which gives them their order.
        """
        rijen = list(self.waarden.all())
        uit: dict[str, list[Any]] = {
            naam: [een.waarde for een in rijen if getattr(een, f"{enkel}_id")]
            for naam, enkel in ENKELVOUD.items()
            if naam != "betrokkenheden"
        }
        betrokkenheid = apps.get_model("agreements", "Betrokkenheid")
        partijen = [
            betrokkenheid(afspraak_id=een.afspraak_id, organisatie=een.organisatie, rol=een.rol, contact=een.contact)
            for een in rijen
            if een.organisatie_id
        ]
        return uit | {"betrokkenheden": partijen}

    def __str__(self) -> str:
        return f"{self.afspraak_id} {self.op:%Y-%m-%d}"


#: What a row of old values can hold one of.
WAARDEN = tuple(ENKELVOUD.values())


class OudekenmerkQuerySet(LiveQuerySet):
    def met_waarden(self) -> Self:
        """With what they hold, each set in the order of its own rows on an agreement of today."""
        return self.select_related(*WAARDEN, "contact").order_by(
            *("provincie__volgorde", "provincie__naam", "gebied__naam", "thema__volgorde", "thema__naam"),
            *("user__username", "-rol", "organisatie__naam", "pk"),
        )


class Oudekenmerk(models.Model):
    """Eén provincie, gebied, thema, dossierhouder of partij die tot een Kenmerkwijziging bij de afspraak stond.

    The columns are called as in the tables of today, so that both are asked in the same words. Append-only.
    """

    append_only = True

    wijziging = models.ForeignKey(
        Kenmerkwijziging, on_delete=models.PROTECT, related_name="waarden", verbose_name="wijziging"
    )
    afspraak = models.ForeignKey(
        "agreements.Afspraak", on_delete=models.PROTECT, related_name="oude_kenmerken", verbose_name="afspraak"
    )
    provincie = models.ForeignKey("regions.Provincie", on_delete=models.PROTECT, null=True, related_name="+")
    gebied = models.ForeignKey("regions.Gebied", on_delete=models.PROTECT, null=True, related_name="+")
    thema = models.ForeignKey("agreements.Thema", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="dossierhouder",
    )
    organisatie = models.ForeignKey("regions.Organisatie", on_delete=models.PROTECT, null=True, related_name="+")
    rol = models.CharField("rol", max_length=14, blank=True)
    contact = models.ForeignKey("agreements.Contact", on_delete=models.PROTECT, null=True, related_name="+")

    objects = OudekenmerkQuerySet.as_manager()

    class Meta:
        verbose_name = "oud kenmerk"
        verbose_name_plural = "oude kenmerken"
        ordering = ["wijziging", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=reduce(or_, (Q(**{f"{een}__isnull": een != wat for een in WAARDEN}) for wat in WAARDEN)),
                name="agreements_oudekenmerk_een_waarde",
                violation_error_message="Een oud kenmerk is precies één waarde.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wijziging}: {self.waarde}"

    @property
    def waarde(self) -> Any:
        """What it holds. Note: a query when the values were not fetched along."""
        return next(een for naam in WAARDEN if (een := getattr(self, naam)) is not None)


class Oudewoorden(models.Model):
    """De zoekwoorden die een afspraak tot dit moment had, zie `Zoekdocument`. Append-only.

    What is kept is worked out of what was changed, whose history says by whom; so there is no name under it.
    """

    append_only = True

    afspraak = models.ForeignKey(
        "agreements.Afspraak", on_delete=models.PROTECT, related_name="oude_woorden", verbose_name="afspraak"
    )
    op = models.DateTimeField("tijdstip", db_index=True)
    woorden = models.TextField("woorden waren")

    objects = WasQuerySet.as_manager()

    class Meta:
        verbose_name = "oude zoekwoorden"
        verbose_name_plural = "oude zoekwoorden"
        ordering = ["afspraak", "op", "pk"]
        indexes = [models.Index(fields=["afspraak", "op"], name="agreements_oudewoorden_op")]

    def __str__(self) -> str:
        return f"{self.afspraak_id} {self.op:%Y-%m-%d}"
