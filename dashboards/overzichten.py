"""What a dashboard shows beside its numbers: what asks for attention, what changed, and the agreements themselves.

Nothing here decides who may see what: every function takes agreements that have been through
`visible_to(user)`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, IntegerField, Q, Value, When

from agreements.models import Afspraak, Status, Statuswijziging
from agreements.models.afspraak import AfspraakQuerySet
from agreements.models.bronnen import ligt_in
from agreements.models.dagen import einde_van
from agreements.models.zicht import live_voor
from dashboards.tellingen import Telling, recent_sinds, tel
from dashboards.verwijzingen import Lijst
from regions.models import Landsdeel

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: How many lines each panel shows; the rest is one link away.
REGELS = 5

#: How many agreements a dashboard lists itself: a whole ronde of most places. The list page has the rest.
AFSPRAKEN = 25


@dataclass(frozen=True, slots=True)
class Overzicht:
    """The part that every dashboard shares: the numbers, their addresses, and the panels below them."""

    telling: Telling
    lijst: Lijst
    over_tijd: list[Afspraak]
    vertraagd: list[Afspraak]
    binnenkort: list[Afspraak]
    wijzigingen: list[Statuswijziging]
    #: Whether the reader sees the history of any agreement; to others the changes say nothing.
    toont_wijzigingen: bool

    @property
    def delen(self) -> list[dict[str, Any]]:
        return self.lijst.delen(self.telling)


def overzicht(
    afspraken: AfspraakQuerySet, lijst: Lijst, *, user: User | AnonymousUser, eerst: Collection[int] = ()
) -> Overzicht:
    """The shared part for these agreements; `lijst` is the list page with the same filter. Five queries.

    `eerst`: landsdelen (pk) whose agreements go before the others in the panels, because they are the reader's;
    of the changes only the recent ones, for an old change is no news anywhere.
    """
    gevolgd = afspraken.gevolgd().select_related("tekstblok", "overleg__ronde", "overleg__landsdeel")
    eigen = _eigen_eerst("overleg__landsdeel", eerst)
    dag = afspraken.dag
    return Overzicht(
        telling=tel(afspraken),
        lijst=lijst,
        over_tijd=list(gevolgd.over_tijd().order_by(*eigen, "zicht_termijn_tot", "code")[:REGELS]),
        vertraagd=list(
            gevolgd.filter(zicht_status=Status.VERTRAAGD).order_by(
                *eigen, F("zicht_status_op").asc(nulls_first=True), "code"
            )[:REGELS]
        ),
        binnenkort=list(gevolgd.binnenkort().order_by(*eigen, "zicht_termijn_tot", "code")[:REGELS]),
        wijzigingen=_zoals_toen(
            afspraken,
            Statuswijziging.objects.visible_to(user)
            .filter(
                *([Q(op__lt=einde_van(dag))] if dag else []),
                zijde=Statuswijziging.Zijde.GEZAMENLIJK,
                nummer__gt=1,  # the first row says that following began, which is no news
                afspraak__in=afspraken.gevolgd().order_by().values("pk"),
            )
            .select_related("afspraak__tekstblok", "afspraak__overleg__ronde", "afspraak__overleg__landsdeel")
            .order_by(*_eigen_eerst("afspraak__overleg__landsdeel", eerst, op__gte=recent_sinds(dag)), "-op", "-pk")[
                :REGELS
            ],
        ),
        toont_wijzigingen=live_voor(user) is not False,
    )


def _zoals_toen(afspraken: AfspraakQuerySet, wijzigingen: Iterable[Statuswijziging]) -> list[Statuswijziging]:
    """The changes, each with its agreement as these tell of it. One query more for those of a past day."""
    rijen = list(wijzigingen)
    if afspraken.dag:
        toen = afspraken.select_related("tekstblok", "overleg__ronde", "overleg__landsdeel").order_by()
        per_sleutel = toen.in_bulk([een.afspraak_id for een in rijen])
        for een in rijen:
            een.afspraak = per_sleutel[een.afspraak_id]
    return rijen


def _eigen_eerst(veld: str, landsdelen: Collection[int], **ook: Any) -> list[Case]:
    """An order that puts the rows of these landsdelen first, as far as they fulfil `ook`."""
    if not landsdelen:
        return []
    van_hier = When(Q(**{f"{veld}__in": sorted(landsdelen)}, **ook), then=Value(0))
    return [Case(van_hier, default=Value(1), output_field=IntegerField())]


def eerste_afspraken(afspraken: AfspraakQuerySet) -> list[Afspraak]:
    """The first agreements in the order of the official lists, newest ronde first. Four queries."""
    return list(afspraken.gevolgd().for_list().lijstvolgorde()[:AFSPRAKEN])


def in_jaar(afspraken: AfspraakQuerySet, jaar: int | None) -> AfspraakQuerySet:
    """Those of the rondes of one year; all of them without a year."""
    return afspraken if jaar is None else afspraken.filter(overleg__ronde__jaar=jaar)


def elders_over(afspraken: AfspraakQuerySet, landsdeel: Landsdeel) -> AfspraakQuerySet:
    """What the overleg of another landsdeel, or of the whole country, agreed about the provincies of this one."""
    return afspraken.exclude(overleg__landsdeel=landsdeel).filter(ligt_in(afspraken.dag, landsdeel=landsdeel))
