"""Addresses of the list page with the filter that a number on a dashboard stands for.

The rule of every dashboard: whoever follows a number arrives at a list of that many agreements.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from agreements.filters.keuzen import BINNENKORT, GEVOLGD, VERLOPEN
from agreements.models import Afspraak, Status
from agreements.models.afspraak import NIET_VASTGESTELD
from agreements.peildatum import met_dag
from dashboards.tellingen import OPEN_STATUSSEN, VOLGORDE, Telling
from regions.models import Gebied, Landsdeel, Provincie


def adres_in_jaar(plaats: Landsdeel | Provincie | Gebied, jaar: int | None, dag: date | None = None) -> str:
    """The dashboard of a place, in the year and on the day that one was looking at."""
    adres = plaats.get_absolute_url()
    return met_dag(f"{adres}?{urlencode({'jaar': jaar})}" if jaar else adres, dag)


@dataclass(frozen=True, slots=True)
class Lijst:
    """The list page within the filter of a dashboard (its place and year)."""

    vast: tuple[tuple[str, str], ...] = ()

    @classmethod
    def van(cls, **parameters: Any) -> Lijst:
        """A filter on these parameters. None leaves one out, a list repeats it, which means "or"."""
        vast: list[tuple[str, str]] = []
        for naam, waarde in parameters.items():
            if waarde is not None:
                waarden = waarde if isinstance(waarde, (list, tuple)) else (waarde,)
                vast += [(naam, str(een)) for een in waarden]
        return cls(tuple(vast))

    def met(self, **parameters: Any) -> Lijst:
        return Lijst(self.vast + Lijst.van(**parameters).vast)

    def __str__(self) -> str:
        return f"{reverse('afspraak-lijst')}?{urlencode(self.vast)}" if self.vast else reverse("afspraak-lijst")

    @property
    def alles(self) -> str:
        """With the context, as the official list prints it."""
        return str(self)

    @property
    def gevolgd(self) -> str:
        return str(self.met(aard=GEVOLGD))

    @property
    def context(self) -> str:
        return str(self.met(aard=Afspraak.Soort.CONTEXT.value))

    @property
    def voorstellen(self) -> str:
        """What the overleg did not adopt, or not yet."""
        return str(Lijst(self.vast + tuple(("besluit", besluit.value) for besluit in sorted(NIET_VASTGESTELD))))

    @property
    def open(self) -> str:
        return self.status(*OPEN_STATUSSEN)

    @property
    def over_tijd(self) -> str:
        return str(self.met(termijn=VERLOPEN, sorteer="termijn"))

    @property
    def binnenkort(self) -> str:
        return str(self.met(termijn=BINNENKORT, sorteer="termijn"))

    @property
    def vertraagd(self) -> str:
        return self.status(Status.VERTRAAGD)

    @property
    def afgerond(self) -> str:
        return self.status(Status.AFGEROND)

    @property
    def laatst_gewijzigd(self) -> str:
        return str(self.met(aard=GEVOLGD, sorteer="-gewijzigd"))

    def status(self, *statussen: Status) -> str:
        return str(self.met(status=[status.value for status in statussen]))

    def delen(self, telling: Telling) -> list[dict[str, Any]]:
        """The parts of a status bar, each with the address of its agreements."""
        return [{**deel, "url": self.status(status)} for deel, status in zip(telling.delen, VOLGORDE, strict=True)]
