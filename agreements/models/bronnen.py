"""Where the sets of an agreement stand, now or on a past day: its provincies, gebieden, thema's, people and parties.

Each agreement is told of by one source: the tables of today, or the old values of `models.kenmerken` when it was
changed since. So a filter is an "or" of the sources, and a count is their sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Q, QuerySet

from agreements.models.dagen import einde_van
from agreements.models.kenmerken import ENKELVOUD, Kenmerkwijziging, Oudekenmerk


@dataclass(frozen=True, slots=True)
class Bron:
    """Where the sets of some agreements stand: in the tables of today, or in the changes (`wijzigingen`) after a day.

    `zonder` are the changes whose agreements the tables of today do not tell of.
    """

    zonder: QuerySet[Any] | None = None
    wijzigingen: QuerySet[Any] | None = None

    def van(self, afspraken: QuerySet[Any], *voorwaarden: Q | Any) -> Any:
        """The agreements of which this source tells, and for which this holds; for those with a value, by `pad`."""
        if self.wijzigingen is not None:
            # In one filter(): a second one would join the old values anew.
            return afspraken.filter(*voorwaarden, oude_kenmerken__wijziging__in=self.wijzigingen.values("pk"))
        if self.zonder is not None:
            return afspraken.filter(*voorwaarden).exclude(pk__in=self.zonder.values("afspraak"))
        return afspraken.filter(*voorwaarden)

    def pad(self, naam: str) -> str:
        """From an agreement to the values of this set."""
        if self.wijzigingen is not None:
            return f"oude_kenmerken__{ENKELVOUD[naam]}"
        return "betrokkenheden__organisatie" if naam == "betrokkenheden" else naam

    def naast_afspraak(self, naam: str, **waarde: str) -> QuerySet[Any]:
        """For `Exists` on what `van` gives: this value of the same agreement. `waarde`: the way to it from there."""
        if self.wijzigingen is not None:
            return self._naast(Oudekenmerk.objects.all(), wijziging="oude_kenmerken__wijziging", **waarde)
        return self._naast(self._rijen(naam), afspraak="pk", **waarde)

    def naast_koppeling(self, naam: str, **waarde: str) -> QuerySet[Any]:
        """The same for `Exists` on what `koppelingen` gives."""
        if self.wijzigingen is not None:
            return self._naast(Oudekenmerk.objects.all(), wijziging="wijziging", **waarde)
        return self._naast(self._rijen(naam), afspraak="afspraak", **waarde)

    @staticmethod
    def _naast(rijen: QuerySet[Any], **buiten: str) -> QuerySet[Any]:
        return rijen.filter(**{veld: OuterRef(weg) for veld, weg in buiten.items()}).order_by()

    def koppelingen(self, naam: str) -> QuerySet[Any]:
        """The rows `afspraak` × the value (`provincie`, `gebied`, `thema`, `user`; `organisatie` with `rol`)."""
        if self.wijzigingen is not None:
            erin = {f"{ENKELVOUD[naam]}__isnull": False}
            return Oudekenmerk.objects.filter(wijziging__in=self.wijzigingen.values("pk"), **erin).order_by()
        rijen = self._rijen(naam)
        return rijen if self.zonder is None else rijen.exclude(afspraak__in=self.zonder.values("afspraak"))

    @staticmethod
    def _rijen(naam: str) -> QuerySet[Any]:
        """The rows of today."""
        model: Any
        if naam == "betrokkenheden":
            model = apps.get_model("agreements", "Betrokkenheid")
        else:
            model = getattr(apps.get_model("agreements", "Afspraak"), naam).through
        rijen: QuerySet[Any] = model.objects.order_by()
        return rijen


def bronnen(dag: date | None) -> tuple[Bron, ...]:
    """The sources that together tell of every agreement once: now, or at the end of that day."""
    if dag is None:
        return (Bron(),)
    eerste = Kenmerkwijziging.objects.eerste_na(einde_van(dag))
    return Bron(zonder=eerste), Bron(wijzigingen=eerste)


def heeft(naam: str, dag: date | None, **waarde: Any) -> Q:
    """The agreements that have such a value in this set, as `heeft("gebieden", dag, gebied__slug="de-peel")`."""
    koppelingen = (bron.koppelingen(naam).filter(**waarde) for bron in bronnen(dag))
    return reduce(or_, (Q(pk__in=rijen.values("afspraak")) for rijen in koppelingen))


def ligt_in(dag: date | None, **waarde: Any) -> Q:
    """The agreements about a provincie such as this, by themselves or because a gebied of them lies in it.

    `waarde` is asked of the provincie, as `ligt_in(dag, slug="limburg")`. Where a gebied lies is as of today.
    """
    rechtstreeks = {f"provincie__{naam}": wat for naam, wat in waarde.items()}
    via_gebied = {f"gebied__provincies__{naam}": wat for naam, wat in waarde.items()}
    return heeft("provincies", dag, **rechtstreeks) | heeft("gebieden", dag, **via_gebied)
