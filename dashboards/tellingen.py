"""The numbers of the dashboards.

Every function takes agreements that have been through `visible_to(user)`, or of a past day `op_peildatum(user, dag)`,
and counts those that are followed; text that is only context is counted apart and never added. A dashboard costs one
aggregate, whatever the number of statuses, and one grouped query for each kind of place by which it breaks the number
down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, Q, Value, When
from django.utils import timezone

from agreements.models import Afspraak, Status, Statuswijziging
from agreements.models.afspraak import NIET_VASTGESTELD, ZICHT_GEVOLGD, AfspraakQuerySet, is_binnenkort, is_over_tijd
from agreements.models.bronnen import bronnen
from agreements.models.dagen import einde_van
from agreements.models.status import GESLOTEN

#: For how many days a change of status counts as recent.
RECENT_DAGEN = 30

#: The statuses as a bar shows them: from done, by what is under way, to what has not begun or fell away.
VOLGORDE = (
    Status.AFGEROND,
    Status.OPGEVOLGD,
    Status.IN_UITVOERING,
    Status.VERTRAAGD,
    Status.AANGEHOUDEN,
    Status.NOG_NIET_GESTART,
    Status.NIET_TE_BEOORDELEN,
    Status.VERVALLEN,
)

OPEN_STATUSSEN = tuple(status for status in VOLGORDE if status not in GESLOTEN)


@dataclass(frozen=True, slots=True)
class Telling:
    """What a dashboard says of a set of agreements: all of it followed ones, except `context` and `voorstellen`."""

    per_status: Mapping[str, int] = field(default_factory=dict)
    over_tijd: int = 0
    binnenkort: int = 0
    gewijzigd: int = 0
    context: int = 0
    voorstellen: int = 0

    def __add__(self, ander: Telling) -> Telling:
        return Telling(
            per_status={
                status: self.per_status.get(status, 0) + ander.per_status.get(status, 0)
                for status in self.per_status.keys() | ander.per_status.keys()
            },
            over_tijd=self.over_tijd + ander.over_tijd,
            binnenkort=self.binnenkort + ander.binnenkort,
            gewijzigd=self.gewijzigd + ander.gewijzigd,
            context=self.context + ander.context,
            voorstellen=self.voorstellen + ander.voorstellen,
        )

    def met(self, status: Status) -> int:
        return self.per_status.get(status, 0)

    @property
    def totaal(self) -> int:
        return sum(self.per_status.values())

    @property
    def open(self) -> int:
        return sum(self.met(status) for status in OPEN_STATUSSEN)

    @property
    def vertraagd(self) -> int:
        return self.met(Status.VERTRAAGD)

    @property
    def afgerond(self) -> int:
        return self.met(Status.AFGEROND)

    @property
    def delen(self) -> list[dict[str, Any]]:
        """The parts of a status bar, as its component takes them."""
        return [{"sleutel": status.value, "aantal": self.met(status)} for status in VOLGORDE]


NIETS = Telling()


def over_tijd(op: date | None = None) -> Q:
    """The condition of `gevolgd().over_tijd()`, to count with."""
    return ZICHT_GEVOLGD & is_over_tijd(op)


def binnenkort(op: date | None = None) -> Q:
    """The condition of `gevolgd().binnenkort()`, to count with."""
    return ZICHT_GEVOLGD & is_binnenkort(op)


def recent_sinds(dag: date | None = None) -> datetime:
    """The moment from which a change counts as recent; on a past day counted from the end of that day."""
    return (einde_van(dag) if dag else timezone.now()) - timedelta(days=RECENT_DAGEN)


def tel(afspraken: AfspraakQuerySet) -> Telling:
    """All numbers of one dashboard. One query."""
    gewijzigd = Statuswijziging.objects.filter(
        zijde=Statuswijziging.Zijde.GEZAMENLIJK, nummer__gt=1, op__gte=recent_sinds(afspraken.dag)
    )
    if afspraken.dag:
        gewijzigd = gewijzigd.filter(op__lt=einde_van(afspraken.dag))
    rijen = (
        afspraken.in_lijst()
        .order_by()
        .annotate(
            telt=_of(ZICHT_GEVOLGD),
            is_laat=_of(is_over_tijd(afspraken.vandaag)),
            is_bijna=_of(is_binnenkort(afspraken.vandaag)),
            is_recent=_of(Q(zicht_live=True, pk__in=gewijzigd.values("afspraak_id"))),
            is_context=_of(Q(zicht_soort=Afspraak.Soort.CONTEXT)),
            is_voorstel=_of(Q(zicht_besluit__in=sorted(NIET_VASTGESTELD))),
        )
        .values_list("telt", "zicht_status", "is_laat", "is_bijna", "is_recent", "is_context", "is_voorstel")
        .annotate(Count("pk"))
    )
    telling = Telling(per_status={status.value: 0 for status in VOLGORDE})
    for telt, status, laat, bijna, recent, context, voorstel, aantal in rijen:
        telling += Telling(
            per_status={status: aantal * telt},
            over_tijd=aantal * telt * laat,
            binnenkort=aantal * telt * bijna,
            gewijzigd=aantal * telt * recent,
            context=aantal * context,
            voorstellen=aantal * voorstel,
        )
    return telling


def _of(voorwaarde: Q) -> Case:
    """1 where it holds, 0 elsewhere, to group and multiply by."""
    return Case(When(voorwaarde, then=Value(1)), default=Value(0), output_field=IntegerField())


def _per(afspraken: AfspraakQuerySet, veld: str, *, uniek: bool = False) -> dict[int | None, Telling]:
    """A telling per value of a field or relation, and under None what has no value. One query.

    `uniek` where one agreement can reach a value twice.
    """
    rijen = (
        afspraken.gevolgd()
        .order_by()
        .values("zicht_status", groep=F(veld))
        .annotate(
            aantal=Count("pk", distinct=uniek),
            te_laat=Count("pk", filter=over_tijd(afspraken.vandaag), distinct=uniek),
        )
    )
    per_groep: dict[int | None, Telling] = {}
    for rij in rijen:
        deel = Telling(per_status={rij["zicht_status"]: rij["aantal"]}, over_tijd=rij["te_laat"])
        per_groep[rij["groep"]] = per_groep.get(rij["groep"], NIETS) + deel
    return per_groep


def per_landsdeel(afspraken: AfspraakQuerySet) -> dict[int | None, Telling]:
    """Per landsdeel (pk) what was agreed in its overleggen; None for the whole country. One query."""
    return _per(afspraken, "overleg__landsdeel")


def per_gebied(afspraken: AfspraakQuerySet) -> dict[int | None, Telling]:
    """Per gebied (pk); an agreement about two gebieden counts in both. One query."""
    return _per_kenmerk(afspraken, "gebieden")


def per_thema(afspraken: AfspraakQuerySet) -> dict[int | None, Telling]:
    """Per thema (pk); an agreement with two thema's counts in both. One query."""
    return _per_kenmerk(afspraken, "themas")


def per_ronde(afspraken: AfspraakQuerySet) -> dict[int | None, Telling]:
    """Per ronde (pk). One query."""
    return _per(afspraken, "overleg__ronde")


def per_jaar(afspraken: AfspraakQuerySet) -> dict[int | None, Telling]:
    """Per year of the ronde. One query."""
    return _per(afspraken, "overleg__ronde__jaar")


def per_provincie(afspraken: AfspraakQuerySet) -> dict[int | None, Telling]:
    """Per provincie (pk): its own agreements and those of each gebied that lies in it, each once. Two queries.

    The same sets as `voor_provincie`, for all provincies at once: first the agreements that name the provincie,
    then those that reach it through one or more gebieden and were not counted for it yet.
    """
    per: dict[int | None, Telling] = _per_kenmerk(afspraken, "provincies")
    for bron in bronnen(afspraken.dag):
        via_gebied = f"{bron.pad('gebieden')}__provincies"
        rechtstreeks = bron.naast_afspraak("provincies", provincie=via_gebied)
        _tel_op(per, _per(bron.van(afspraken, ~Exists(rechtstreeks)), via_gebied, uniek=True))
    return per


def _per_kenmerk(afspraken: AfspraakQuerySet, naam: str) -> dict[int | None, Telling]:
    """A telling per provincie, gebied or thema that an agreement has itself. One query, two on a past day."""
    per: dict[int | None, Telling] = {}
    for bron in bronnen(afspraken.dag):
        _tel_op(per, _per(bron.van(afspraken), bron.pad(naam)))
    return per


def _tel_op(per: dict[int | None, Telling], erbij: dict[int | None, Telling]) -> None:
    """Add these; what has no value is no place, and on a past day it is no agreement either."""
    for pk, telling in erbij.items():
        if pk is not None:
            per[pk] = per.get(pk, NIETS) + telling
