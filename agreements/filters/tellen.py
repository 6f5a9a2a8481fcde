"""How many agreements each choice would give: with every other facet applied, and not its own.

Facets of which an agreement has one value (its overleg, rubriek, status, …) are counted together: one query
groups by all of them, and adding up the groups is done here. Facets of which it can have several (provincies,
gebieden, thema's) take a query each, provincies and partijen two; on a past day one more for each, for what was
classified in another way then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, CharField, Count, Exists, F, IntegerField, Q, Value, When
from django.db.models.functions import Concat

from agreements.filters.keuzen import BINNENKORT, GEEN, GEVOLGD, NIET_TE_DATEREN, VERLOPEN, Keuzen
from agreements.filters.velden import Periode
from agreements.models.afspraak import BINNENKORT_DAGEN, ZICHT_GEVOLGD
from agreements.models.bronnen import Bron, bronnen
from agreements.models.status import GESLOTEN
from regions.models import Organisatie

if TYPE_CHECKING:
    from agreements.models.afspraak import AfspraakQuerySet

#: Facets of which an agreement has one value, with the column of the count that tells which.
KOLOM = {
    "soort": 0,
    "jaar": 0,
    "landsdeel": 0,
    "rubriek": 1,
    "status": 2,
    "besluit": 3,
    "aard": 4,
    "termijn": 5,
}
ENKEL = frozenset(KOLOM)


@dataclass(slots=True)
class Telling:
    """The counts per facet and value, and of the whole result."""

    totaal: int = 0
    aantallen: dict[str, Counter[Any]] = field(default_factory=lambda: {naam: Counter() for naam in KOLOM})


def tel(afspraken: AfspraakQuerySet, keuzen: Keuzen, gekozen: Mapping[str, Collection[Any]]) -> Telling:
    """Count the facets of which an agreement has one value, in one query.

    `afspraken` is narrowed by everything but those facets, `gekozen` holds what is chosen in them. A group of
    agreements that passes every choice counts for every facet; one that fails in a single facet counts for
    that facet, because there its other choices show what they would give.
    """
    perioden = [een for een in gekozen["termijn"] if isinstance(een, Periode)]
    gezakt = _Gezakt(_lezers(keuzen, perioden), {n: frozenset(gekozen[n]) for n in KOLOM if gekozen[n]})
    geslaagd: list[Counter[Any]] = [Counter() for _ in range(6)]
    alleen_hier: dict[str, Counter[Any]] = {naam: Counter() for naam in gezakt.gekozen}
    totaal = 0
    for overleg, rubriek, status, besluit, aard, *termijn, aantal in _groepen(afspraken, perioden):
        groep = (overleg, rubriek, status, besluit, aard, tuple(termijn))
        in_facetten = gezakt.in_facetten(groep)
        if not in_facetten:
            totaal += aantal
            for teller, waarde in zip(geslaagd, groep, strict=True):
                teller[waarde] += aantal
        elif len(in_facetten) == 1:
            alleen_hier[in_facetten[0]][groep[KOLOM[in_facetten[0]]]] += aantal

    telling = Telling(totaal)
    for naam, lees in gezakt.lezers.items():
        for teller in (geslaagd[KOLOM[naam]], alleen_hier.get(naam, Counter())):
            for ruw, aantal in teller.items():
                for waarde in lees(ruw):
                    telling.aantallen[naam][waarde] += aantal
    return telling


def _groepen(afspraken: AfspraakQuerySet, perioden: list[Periode]) -> Iterable[tuple[Any, ...]]:
    """The agreements that are alike in all these columns, and how many there are."""
    kolommen = {f"periode_{nummer}": _binnen(periode) for nummer, periode in enumerate(perioden)}
    rijen: Iterable[tuple[Any, ...]] = (
        afspraken.order_by()
        .annotate(gevolgde_status=_gevolgde_status(), aard=_aard(), stand=_termijnstand(afspraken.vandaag), **kolommen)
        .values_list(
            "overleg", "tekstblok__blok__rubriek", "gevolgde_status", "zicht_besluit", "aard", "stand", *kolommen
        )
        .annotate(Count("pk"))
    )
    return rijen


#: From what stands in a column to the values of the facet that it gives; none, one, or (a period) several.
Lezer = Callable[[Any], tuple[Any, ...]]


def _lezers(keuzen: Keuzen, perioden: list[Periode]) -> dict[str, Lezer]:
    def rubriek(pk: int | None) -> tuple[Any, ...]:
        keuze = keuzen.rubrieken.get(pk) if pk else None
        return (keuze.code, keuze.nummer) if keuze else ()

    def termijn(ruw: tuple[Any, ...]) -> tuple[Any, ...]:
        stand, *binnen = ruw
        return (stand, *(periode for periode, is_binnen in zip(perioden, binnen, strict=True) if is_binnen))

    return {
        "soort": lambda pk: (keuzen.overleggen[pk].soort,),
        "jaar": lambda pk: (keuzen.overleggen[pk].jaar,),
        "landsdeel": lambda pk: (keuzen.overleggen[pk].landsdeel,),
        "rubriek": rubriek,
        "status": lambda status: (status,),
        "besluit": lambda besluit: (besluit,),
        "aard": lambda aard: (aard.removesuffix(_OOK_GEVOLGD), GEVOLGD) if aard.endswith(_OOK_GEVOLGD) else (aard,),
        "termijn": termijn,
    }


class _Gezakt:
    """In which facets a group fails the choice made there; remembers each value, as groups share them."""

    def __init__(self, lezers: dict[str, Lezer], gekozen: dict[str, frozenset[Any]]) -> None:
        self.lezers = lezers
        self.gekozen = gekozen
        self.geheugen: dict[tuple[str, Any], bool] = {}

    def in_facetten(self, groep: tuple[Any, ...]) -> list[str]:
        return [naam for naam in self.gekozen if self._in(naam, groep[KOLOM[naam]])]

    def _in(self, naam: str, ruw: Any) -> bool:
        sleutel = (naam, ruw)
        if sleutel not in self.geheugen:
            self.geheugen[sleutel] = self.gekozen[naam].isdisjoint(self.lezers[naam](ruw))
        return self.geheugen[sleutel]


def _gevolgde_status() -> Case:
    """The status of what is followed; context has none, and neither has a proposal."""
    return Case(When(ZICHT_GEVOLGD, then=F("zicht_status")), default=Value(""), output_field=CharField())


#: Behind the soort of an agreement in the groups, when it is followed.
_OOK_GEVOLGD = "+"


def _aard() -> Case:
    """The soort, and whether it is followed."""
    return Case(
        When(ZICHT_GEVOLGD, then=Concat(F("zicht_soort"), Value(_OOK_GEVOLGD))),
        default=F("zicht_soort"),
        output_field=CharField(),
    )


def _termijnstand(vandaag: date) -> Case:
    """The rules of `AfspraakQuerySet.over_tijd` and `binnenkort`, as a value to group by.

    Of what is not followed nothing is due. A test holds this to those methods.
    """
    return Case(
        When(~ZICHT_GEVOLGD, then=Value("")),
        When(zicht_termijn_tot=None, zicht_niet_te_dateren=True, then=Value(NIET_TE_DATEREN)),
        When(zicht_termijn_tot=None, then=Value(GEEN)),
        When(zicht_status__in=GESLOTEN, then=Value("")),
        When(zicht_termijn_tot__lt=vandaag, then=Value(VERLOPEN)),
        When(zicht_termijn_tot__lte=vandaag + timedelta(days=BINNENKORT_DAGEN), then=Value(BINNENKORT)),
        default=Value(""),
        output_field=CharField(),
    )


def in_periode(periode: Periode) -> Q:
    """Followed, and the last day of the deadline falls within the period."""
    voorwaarde = ZICHT_GEVOLGD & Q(zicht_termijn_tot__isnull=False)
    if periode.van:
        voorwaarde &= Q(zicht_termijn_tot__gte=periode.van)
    if periode.tot:
        voorwaarde &= Q(zicht_termijn_tot__lte=periode.tot)
    return voorwaarde


def _binnen(periode: Periode) -> Case:
    return Case(When(in_periode(periode), then=Value(1)), default=Value(0), output_field=IntegerField())


# --- facets of which an agreement can have several values ------------------------------------------------------


def tel_provincies(afspraken: AfspraakQuerySet, keuzen: Keuzen) -> Counter[str]:
    """Per provincie what `AfspraakQuerySet.voor_provincie` gives, in two queries for all of them.

    Its own, and that of each gebied that lies in it unless it is its own already; an agreement with two
    gebieden in one provincie counts once.
    """
    teller: Counter[str] = Counter()
    for bron in bronnen(afspraken.dag):
        eigen = bron.naast_koppeling("provincies", provincie="gebied__provincies")
        via_gebied = (
            # One call of filter(): a second one would join the provincies of the gebied anew.
            bron.koppelingen("gebieden")
            .filter(~Exists(eigen), gebied__provincies__isnull=False, afspraak__in=afspraken.order_by().values("pk"))
            .values_list("gebied__provincies")
            .annotate(Count("afspraak", distinct=True))
        )
        for pk, aantal in (*_per_waarde(bron, afspraken, "provincies"), *via_gebied):
            teller[keuzen.provincies[pk]] += aantal
    return teller


def tel_gebieden(afspraken: AfspraakQuerySet) -> Counter[str]:
    return _tel(afspraken, "gebieden", "slug")


def tel_themas(afspraken: AfspraakQuerySet) -> Counter[str]:
    return _tel(afspraken, "themas", "slug")


def tel_partijen(afspraken: AfspraakQuerySet) -> dict[tuple[str, str, str], int]:
    """Per organisation (slug, naam, afkorting); one with two roles in an agreement counts once. Two queries.

    Counted by key, and from the side of the roles: grouping every role by three words takes twice the time.
    """
    aantallen: Counter[int] = Counter()
    for bron in bronnen(afspraken.dag):
        rollen = bron.koppelingen("betrokkenheden").filter(afspraak__in=afspraken.order_by().values("pk"))
        aantallen.update(dict(rollen.values_list("organisatie").annotate(Count("afspraak", distinct=True))))
    organisaties = Organisatie.objects.filter(pk__in=list(aantallen)).order_by("pk")
    return {
        (slug, naam, afkorting): aantallen[pk]
        for pk, slug, naam, afkorting in organisaties.values_list("pk", "slug", "naam", "afkorting")
    }


def _tel(afspraken: AfspraakQuerySet, naam: str, veld: str) -> Counter[str]:
    teller: Counter[str] = Counter()
    for bron in bronnen(afspraken.dag):
        teller.update(dict(_per_waarde(bron, afspraken, naam, veld)))
    return teller


def _per_waarde(bron: Bron, afspraken: AfspraakQuerySet, naam: str, veld: str = "pk") -> list[tuple[Any, int]]:
    """Per value of this set (its `veld`) how many agreements of this source there are."""
    rijen = bron.van(afspraken).order_by().values_list(F(f"{bron.pad(naam)}__{veld}")).annotate(Count("pk"))
    return [(waarde, aantal) for waarde, aantal in rijen if waarde is not None]
