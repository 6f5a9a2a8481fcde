"""By what rule the agreements of a monitorronde are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from agreements.models import Afspraak
from agreements.models.afspraak import AfspraakQuerySet
from agreements.models.status import GESLOTEN

LIJSTEN = ("rondes", "landsdelen", "provincies", "gebieden", "codes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    """Which agreements are asked about, as slugs: within one of them "or" holds, between them "and".

    An empty one does not narrow. A ronde is written as "bol-2024". Closed agreements are left out unless
    `ook_gesloten`, or somebody names them by their code.
    """

    rondes: tuple[str, ...] = ()
    landsdelen: tuple[str, ...] = ()
    provincies: tuple[str, ...] = ()
    gebieden: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    ook_gesloten: bool = False

    def als_json(self) -> dict[str, Any]:
        """Plain values; the same choice in another order gives the same."""
        return {
            **{naam: sorted(getattr(self, naam)) for naam in LIJSTEN},
            "ook_gesloten": self.ook_gesloten,
        }

    @classmethod
    def uit_json(cls, data: Mapping[str, Any]) -> Keuze:
        """What `als_json` wrote; what is not named does not narrow."""
        return cls(**{naam: tuple(data.get(naam, ())) for naam in LIJSTEN}, ook_gesloten=bool(data.get("ook_gesloten")))

    def kies(self, afspraken: AfspraakQuerySet) -> AfspraakQuerySet:
        """Those of these agreements that it chooses: what is followed, in the order of the lists."""
        gekozen = afspraken.gevolgd()
        if self.codes:
            gekozen = gekozen.filter(code__in=self.codes)
        elif not self.ook_gesloten:
            gekozen = gekozen.exclude(status__in=sorted(GESLOTEN))
        if self.rondes:
            gekozen = gekozen.filter(reduce(or_, (_van_ronde(slug) for slug in self.rondes)))
        if self.landsdelen:
            gekozen = gekozen.filter(overleg__landsdeel__slug__in=self.landsdelen)
        if self.provincies:
            provincies = Afspraak.provincies.through.objects.filter(provincie__slug__in=self.provincies)
            via_gebied = Afspraak.gebieden.through.objects.filter(gebied__provincies__slug__in=self.provincies)
            gekozen = gekozen.filter(
                Q(pk__in=provincies.values("afspraak_id")) | Q(pk__in=via_gebied.values("afspraak_id"))
            )
        if self.gebieden:
            gebieden = Afspraak.gebieden.through.objects.filter(gebied__slug__in=self.gebieden)
            gekozen = gekozen.filter(pk__in=gebieden.values("afspraak_id"))
        return gekozen.lijstvolgorde()


def _van_ronde(slug: str) -> Q:
    soort, _, jaar = slug.rpartition("-")
    if not jaar.isdecimal():
        return Q(pk__in=[])
    return Q(overleg__ronde__soort=soort, overleg__ronde__jaar=int(jaar))
