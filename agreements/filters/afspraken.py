"""The FilterSet of the list of agreements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django_filters import Filter, FilterSet

from agreements import zoeken
from agreements.filters.adres import Adres
from agreements.filters.keuzen import BINNENKORT, GEEN, GEVOLGD, NIET_TE_DATEREN, VERLOPEN, Keuzen, partijnaam
from agreements.filters.tellen import (
    ENKEL,
    Telling,
    in_periode,
    tel,
    tel_gebieden,
    tel_partijen,
    tel_provincies,
    tel_themas,
)
from agreements.filters.velden import Datumveld, Enkelveld, Keuzeveld, Periode, Termijnveld, Zoekveld, citaat
from agreements.filters.volgorde import STANDAARD, VOLGORDEN, sorteer
from agreements.lijst import LANDELIJK
from agreements.models import Afspraak
from agreements.models.afspraak import ZICHT_GEVOLGD, AfspraakQuerySet, is_binnenkort, is_over_tijd
from agreements.models.bronnen import heeft, ligt_in

#: A facet shows at most this many choices: those with most agreements, and those that are chosen.
MEESTE_KEUZES = 100

#: Facets with many choices show only those that would give something (and those that are chosen).
ALLEEN_GEVULDE = frozenset({"gebied", "partij", "rubriek"})

#: Choices that are shown only when they would give something: they exist, but hardly anybody needs them.
ZELDZAAM = frozenset({("soort", "overig"), ("landsdeel", LANDELIJK)})


@dataclass(frozen=True, slots=True)
class Keuze:
    """One choice of a facet, and how many agreements it would give."""

    waarde: str
    naam: str
    aantal: int
    gekozen: bool

    @property
    def is_uit(self) -> bool:
        """Whether choosing it would give nothing; what is chosen can always be taken off."""
        return not self.aantal and not self.gekozen


@dataclass(frozen=True, slots=True)
class Facet:
    """A parameter with its choices. `verzwegen` counts the choices that do not fit on the page."""

    naam: str
    titel: str
    keuzes: list[Keuze]
    verzwegen: int = 0

    @property
    def aantal_gekozen(self) -> int:
        return sum(keuze.gekozen for keuze in self.keuzes)


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, with the address of the same list without it."""

    parameter: str
    groep: str
    naam: str
    url: str


class Zoekfilter(Filter):
    field_class = Zoekveld


class Datumfilter(Filter):
    field_class = Datumveld


class Volgordefilter(Filter):
    field_class = Enkelveld


class Keuzefilter(Filter):
    """A parameter that may be repeated; its condition is `is_<naam>` of the FilterSet."""

    field_class = Keuzeveld

    def filter(self, qs: AfspraakQuerySet, value: list[Any]) -> AfspraakQuerySet:
        if not value:
            return qs
        voorwaarde: Q = getattr(self.parent, f"is_{self.field_name}")(value)
        return qs.filter(voorwaarde)


class Termijnfilter(Keuzefilter):
    field_class = Termijnveld


class AfspraakFilter(FilterSet):
    """What `/afspraken/` can be narrowed to; a repeated parameter means "or", different ones "and".

    `soort` and `jaar` are those of the ronde, as everywhere in the public contract. The soort of the agreement
    itself is `aard`; a value of `aard` that comes in as `soort` is understood, because no value is both.
    Status and deadline are asked of what is followed: context and proposals have neither.

    Needs `request` for its user. Reading `qs` costs the queries of `Keuzen.voor`; `facetten` seven more.
    """

    q = Zoekfilter(label="Zoeken", method="zoek")
    soort = Keuzefilter(label="Overleg")
    jaar = Keuzefilter(label="Jaar")
    landsdeel = Keuzefilter(label="Landsdeel")
    provincie = Keuzefilter(label="Provincie")
    gebied = Keuzefilter(label="Gebied")
    status = Keuzefilter(label="Status")
    termijn = Termijnfilter(label="Termijn")
    termijn_van = Datumfilter(label="Termijn vanaf", method="vanaf")
    termijn_tot = Datumfilter(label="Termijn tot en met", method="tot_en_met")
    thema = Keuzefilter(label="Thema")
    partij = Keuzefilter(label="Partij")
    aard = Keuzefilter(label="Soort afspraak")
    besluit = Keuzefilter(label="Besluit")
    rubriek = Keuzefilter(label="Rubriek")
    sorteer = Volgordefilter(label="Volgorde", bekend=VOLGORDEN, method="in_volgorde")

    class Meta:
        model = Afspraak
        fields: list[str] = []

    #: The facets in the order of the panel.
    FACETTEN = (
        "landsdeel", "provincie", "gebied", "status", "termijn", "soort", "jaar", "thema", "partij",
        "rubriek", "aard", "besluit",
    )  # fmt: skip

    def __init__(
        self,
        data: QueryDict | None = None,
        queryset: AfspraakQuerySet | None = None,
        *,
        request: HttpRequest,
        prefix: str | None = None,
    ) -> None:
        super().__init__(_zonder_lege(data or QueryDict()), queryset, request=request, prefix=prefix)
        self.keuzen = Keuzen.voor(
            request.user, partijen=self.data.getlist("partij"), nummers=self.data.getlist("rubriek")
        )
        for naam, namen in self.keuzen.namen.items():
            self.form.fields[naam].bekend = namen
        self.form.full_clean()
        self.gekozen: dict[str, Any] = self.form.cleaned_data
        self._weiger_omgekeerde_datums()
        self._weiger_lege_zoekvraag()

    def _weiger_lege_zoekvraag(self) -> None:
        if self.gekozen["q"] and not zoeken.is_zoekvraag(self.gekozen["q"]):
            self.form.fields["q"].meld(
                f"In “{citaat(self.gekozen['q'])}” staat geen woord of getal", "; er is nu niet op gezocht."
            )

    def _weiger_omgekeerde_datums(self) -> None:
        van, tot = self.gekozen["termijn_van"], self.gekozen["termijn_tot"]
        if van and tot and van > tot:
            self.form.fields["termijn_tot"].meld(
                "De begindatum van de termijn ligt na de einddatum", "; er is nu niet op gefilterd."
            )
            self.gekozen["termijn_van"] = self.gekozen["termijn_tot"] = None

    # --- narrowing -------------------------------------------------------------------------------------

    def filter_queryset(self, queryset: AfspraakQuerySet, zonder: Collection[str] = ()) -> AfspraakQuerySet:
        """Everything that is chosen applied, but for the parameters in `zonder`."""
        for naam, waarde in self.gekozen.items():
            if naam not in zonder:
                queryset = self.filters[naam].filter(queryset, waarde)
        return queryset

    def zoek(self, queryset: AfspraakQuerySet, naam: str, vraag: str) -> AfspraakQuerySet:
        return zoeken.zoek(queryset, vraag)

    def vanaf(self, queryset: AfspraakQuerySet, naam: str, dag: Any) -> AfspraakQuerySet:
        return queryset.filter(in_periode(Periode(dag, None)))

    def tot_en_met(self, queryset: AfspraakQuerySet, naam: str, dag: Any) -> AfspraakQuerySet:
        return queryset.filter(in_periode(Periode(None, dag)))

    def in_volgorde(self, queryset: AfspraakQuerySet, naam: str, volgorde: str) -> AfspraakQuerySet:
        return sorteer(queryset, volgorde)

    def is_soort(self, waarden: Collection[str]) -> Q:
        return self._van_overleg("soort", waarden)

    def is_jaar(self, waarden: Collection[str]) -> Q:
        return self._van_overleg("jaar", waarden)

    def is_landsdeel(self, waarden: Collection[str]) -> Q:
        return self._van_overleg("landsdeel", waarden)

    def _van_overleg(self, kenmerk: str, waarden: Collection[str]) -> Q:
        """The overleggen are few and known, so their keys say it without a join."""
        return Q(overleg__in=[pk for pk, een in self.keuzen.overleggen.items() if getattr(een, kenmerk) in waarden])

    def is_provincie(self, slugs: Collection[str]) -> Q:
        van_slug = {slug: pk for pk, slug in self.keuzen.provincies.items()}
        return ligt_in(self.queryset.dag, pk__in=[van_slug[slug] for slug in slugs])

    def is_gebied(self, slugs: Collection[str]) -> Q:
        return heeft("gebieden", self.queryset.dag, gebied__slug__in=slugs)

    def is_thema(self, slugs: Collection[str]) -> Q:
        return heeft("themas", self.queryset.dag, thema__slug__in=slugs)

    def is_partij(self, slugs: Collection[str]) -> Q:
        return heeft("betrokkenheden", self.queryset.dag, organisatie__slug__in=slugs)

    def is_status(self, waarden: Collection[str]) -> Q:
        return Q(zicht_status__in=waarden) & ZICHT_GEVOLGD

    def is_besluit(self, waarden: Collection[str]) -> Q:
        return Q(zicht_besluit__in=waarden)

    def is_aard(self, waarden: Collection[str]) -> Q:
        voorwaarde = Q(zicht_soort__in=[waarde for waarde in waarden if waarde != GEVOLGD])
        return voorwaarde | ZICHT_GEVOLGD if GEVOLGD in waarden else voorwaarde

    def is_rubriek(self, waarden: Collection[str]) -> Q:
        return Q(
            tekstblok__blok__rubriek__in=[
                pk for pk, een in self.keuzen.rubrieken.items() if een.code in waarden or een.nummer in waarden
            ]
        )

    def is_termijn(self, waarden: Collection[Any]) -> Q:
        vandaag = self.queryset.vandaag
        woorden = {
            VERLOPEN: is_over_tijd(vandaag),
            BINNENKORT: is_binnenkort(vandaag),
            NIET_TE_DATEREN: Q(zicht_termijn_tot=None, zicht_niet_te_dateren=True),
            GEEN: Q(zicht_termijn_tot=None, zicht_niet_te_dateren=False),
        }
        een_van = reduce(or_, (in_periode(een) if isinstance(een, Periode) else woorden[een] for een in waarden))
        return ZICHT_GEVOLGD & een_van

    # --- counting --------------------------------------------------------------------------------------

    @cached_property
    def telling(self) -> Telling:
        """The size of the result, and the counts of the facets of which an agreement has one value. One query."""
        afspraken = self.filter_queryset(self.queryset, zonder=ENKEL | {"sorteer"})
        return tel(afspraken, self.keuzen, self.gekozen)

    @cached_property
    def facetten(self) -> list[Facet]:
        """Every facet with its choices and their counts. Seven queries."""
        aantallen: dict[str, Mapping[Any, int]] = dict(self.telling.aantallen)
        aantallen["provincie"] = tel_provincies(self._zonder("provincie"), self.keuzen)
        aantallen["gebied"] = tel_gebieden(self._zonder("gebied"))
        aantallen["thema"] = tel_themas(self._zonder("thema"))
        partijen = tel_partijen(self._zonder("partij"))
        aantallen["partij"] = Counter({slug: aantal for (slug, _, _), aantal in partijen.items()})
        namen = {
            **self.keuzen.namen,
            "partij": {
                **self.keuzen.namen["partij"],
                **{slug: partijnaam(naam, afkorting) for slug, naam, afkorting in partijen},
            },
        }
        return [self._facet(naam, namen[naam], aantallen[naam]) for naam in self.FACETTEN]

    def _zonder(self, naam: str) -> AfspraakQuerySet:
        return self.filter_queryset(self.queryset, zonder=(naam, "sorteer"))

    def _facet(self, naam: str, namen: Mapping[str, str], aantallen: Mapping[Any, int]) -> Facet:
        gekozen = self.gekozen[naam]
        waarden: Iterable[Any] = [*namen, *(een for een in gekozen if isinstance(een, Periode))]
        keuzes = [
            Keuze(
                waarde=str(waarde),
                naam=waarde.naam if isinstance(waarde, Periode) else namen[waarde],
                aantal=aantallen.get(waarde, 0),
                gekozen=waarde in gekozen,
            )
            for waarde in waarden
        ]
        keuzes = [
            keuze
            for keuze in keuzes
            if not keuze.is_uit or not (naam in ALLEEN_GEVULDE or (naam, keuze.waarde) in ZELDZAAM)
        ]
        if naam == "partij":
            keuzes.sort(key=lambda keuze: zoeken.zonder_accenten(keuze.naam))
        # Of those with as many agreements the first stay, so that a hundred lists of equal length stay a hundred rows.
        meeste = {keuze.waarde for keuze in sorted(keuzes, key=lambda keuze: -keuze.aantal)[:MEESTE_KEUZES]}
        getoond = [keuze for keuze in keuzes if keuze.gekozen or keuze.waarde in meeste]
        return Facet(naam, self.filters[naam].label, getoond, verzwegen=len(keuzes) - len(getoond))

    # --- the address, and what to say ------------------------------------------------------------------

    def adres(self, pad: str) -> Adres:
        """The canonical address of what is chosen. Values that nobody knows are not in it."""
        paren: list[tuple[str, str]] = []
        for naam, waarde in self.gekozen.items():
            if naam == "sorteer":
                paren += [(naam, waarde)] if waarde != STANDAARD else []
            elif isinstance(waarde, list):
                paren += [(naam, str(een)) for een in waarde]
            elif waarde:
                paren.append((naam, str(waarde)))
        return Adres(pad, tuple(paren))

    def chips(self, adres: Adres) -> list[Chip]:
        """What is chosen, one by one, each with the address without it."""
        chips = []
        for naam in self.filters:
            waarde = self.gekozen[naam]
            if naam == "sorteer" or not waarde:
                continue
            titel = self.filters[naam].label
            if naam == "q":
                chips.append(Chip(naam, "Zoekterm", f"“{waarde}”", str(adres.zonder(naam))))
            elif isinstance(waarde, list):
                namen = self.keuzen.namen[naam]
                for een in waarde:
                    leesbaar = een.naam if isinstance(een, Periode) else namen[een]
                    chips.append(Chip(naam, titel, leesbaar, str(adres.zonder(naam, str(een)))))
            else:
                chips.append(Chip(naam, titel, Periode(waarde, waarde).naam, str(adres.zonder(naam))))
        return chips

    def zonder_een(self, adres: Adres) -> list[tuple[Chip, int]]:
        """For a choice that gives nothing: what to take off to see something, most first. A query per parameter."""
        uit = []
        for naam, waarde in self.gekozen.items():
            if waarde and naam != "sorteer":
                aantal = self.filter_queryset(self.queryset, zonder=(naam, "sorteer")).count()
                if aantal:
                    namen = ", ".join(chip.naam for chip in self.chips(adres) if chip.parameter == naam)
                    titel = "Zoekterm" if naam == "q" else self.filters[naam].label
                    uit.append((Chip(naam, titel, namen, str(adres.zonder(naam))), aantal))
        return sorted(uit, key=lambda een: -een[1])

    @property
    def meldingen(self) -> list[str]:
        """What in the address could not be read, in Dutch sentences."""
        return [melding for veld in self.form.fields.values() for melding in veld.meldingen]

    @property
    def fouten(self) -> list[tuple[str, str]]:
        """The same as parameter and sentence, without what the page did about it."""
        return [(naam, fout) for naam, veld in self.form.fields.items() for fout in veld.fouten]


_AARD = frozenset(Afspraak.Soort.values)
_SPATIE = re.compile(r"^\s+|\s+$")


def _zonder_lege(data: QueryDict) -> QueryDict:
    """The parameters without empty values, and with what is an `aard` under that name."""
    uit = QueryDict(mutable=True)
    for naam, waarden in data.lists():
        for waarde in waarden:
            schoon = _SPATIE.sub("", waarde)
            if schoon:
                uit.appendlist("aard" if naam == "soort" and schoon.lower() in _AARD else naam, schoon)
    return uit
