"""Which earlier agreements a later one may go on from: proposals with their reasons, found through the search index.

Not every pair is compared: the rarest stems of an agreement, and those of the names of its gebieden, are looked up in
the index, and only the earlier agreements that share most of them are read and compared. So it costs as many queries
for one agreement as for a page of them, and little more in a register of twenty thousand. What is tied already, and
what somebody rejected, is not proposed (again).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from agreements import gelijkenis
from agreements.gebiedsnamen import Gebiedsnamen
from agreements.gelijkenis import Profiel, Zin
from agreements.models import Afspraak, Verband, Verbandafwijzing
from agreements.models.afspraak import AfspraakQuerySet
from agreements.zoeken import STAM, met_een_van, stammen, tel_stammen, woorden
from regions.models import Gebied

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: Shorter words hardly ever say what a text is about, except those with a digit in it: a road (A12, N35).
KORTSTE_WOORD = 4
_WEG = re.compile(r"[a-z]+[0-9]+[a-z]?")
#: Where a sentence ends.
_ZINSEINDE = re.compile(r"(?<=[.;:])\s+(?=[A-Z])|\n")
#: How many of its rarest stems an agreement is looked up by, and in how many agreements such a stem may occur.
ZELDZAAM, HOOGSTENS_IN = 8, 400
#: With how many earlier agreements at most one is compared: those that share most of its rarest stems.
MEESTE_KANDIDATEN = 20
#: Where the index keeps the words of an agreement.
WOORDEN = "zoekdocument__woorden"
#: How many proposals one agreement gets.
MEESTE_VOORSTELLEN = 3


class Plaats(NamedTuple):
    """In which ronde an agreement stands, by its key, and when that was held."""

    jaar: int
    ronde: int
    gehouden: date | None


@dataclass(frozen=True, slots=True)
class Verbandvoorstel:
    """An earlier agreement that a later one may go on from, and why."""

    later: Afspraak
    eerder: Afspraak
    score: float
    redenen: tuple[str, ...]


def stel_verbanden_voor(afspraken: Sequence[Afspraak], user: User | AnonymousUser) -> dict[int, list[Verbandvoorstel]]:
    """For each of these agreements (of `for_list`) at most three earlier ones, the likeliest first. Twelve queries.

    Only from the last year in which something looks like it: a line goes from year to year. Only what the user sees.
    """
    namen = gebiedsnamen()
    profielen = {een.pk: profiel_van(een, namen) for een in afspraken}
    telling, totaal = tel_stammen(
        {stam for profiel in profielen.values() for stam in (*profiel.woorden, *_plaatsstammen(profiel))}
    )
    gewicht = _gewichten(telling, totaal)
    zeldzaam = {pk: _zeldzaam(profiel, telling, totaal) for pk, profiel in profielen.items()}
    gezocht = {stam for stammen_ in zeldzaam.values() for stam in stammen_}
    if not gezocht:
        return {}
    laatste = max(een.overleg.ronde.jaar for een in afspraken)
    # What is only context agrees nothing, so there is nothing to go on from.
    zichtbaar = Afspraak.objects.visible_to(user).in_lijst().exclude(soort=Afspraak.Soort.CONTEXT)
    zichtbaar = zichtbaar.filter(overleg__ronde__jaar__lte=laatste)
    kansrijk = _kansrijk(afspraken, zeldzaam, gewicht, met_een_van(zichtbaar, gezocht))
    te_lezen = {pk for sleutels in kansrijk.values() for pk in sleutels}
    gelezen = Afspraak.objects.visible_to(user).for_list().in_bulk(te_lezen)
    kandidaten = {pk: (een, profielen.get(pk) or profiel_van(een, namen)) for pk, een in gelezen.items()}
    # The words of the earlier ones weigh as well, or a score would depend on what else stands on the page.
    gewicht |= _gewichten(
        *tel_stammen({stam for _, een in kandidaten.values() for stam in een.woorden} - gewicht.keys())
    )
    gedaan = _gedaan(profielen)
    uit = {}
    for afspraak in afspraken:
        eerdere = [kandidaten[pk] for pk in kansrijk.get(afspraak.pk, ()) if pk in kandidaten]
        beste = _beste(afspraak, profielen[afspraak.pk], eerdere, gewicht, gedaan)
        if beste:
            uit[afspraak.pk] = beste
    return uit


def profiel_van(afspraak: Afspraak, namen: Gebiedsnamen) -> Profiel:
    """What is compared of an agreement. Reads its text, place, overleg and termijnen; load them for more than one."""
    tekstblok = afspraak.tekstblok
    teksten = [afspraak.tekst]
    if tekstblok is not None:
        teksten += [] if afspraak.deel else tekstblok.subpunten
        teksten.append(tekstblok.blok.onderwerp)
    return maak_profiel(
        sleutel=afspraak.code,
        overleg=afspraak.overleg.ronde.naam,
        tekst="\n".join(teksten),
        namen=namen,
        gebieden={een.pk: een.naam for een in afspraak.gebieden.all()},
        provincies={een.pk: een.naam for een in afspraak.provincies.all()},
        noemt=(een.overleg_naam for een in afspraak.termijnen.all() if een.overleg_naam),
    )


def maak_profiel(
    *,
    sleutel: str,
    overleg: str,
    tekst: str,
    namen: Gebiedsnamen,
    gebieden: Mapping[int | str, str],
    provincies: Mapping[int | str, str],
    noemt: Iterable[str],
) -> Profiel:
    """What is compared of a text; `namen` finds the gebieden that it names, each with its key and its name."""
    gevonden = _stammen(tekst)
    zinnen = []
    genoemd: dict[int | str, str] = {}
    for zin in _ZINSEINDE.split(tekst):
        hier = dict(namen.genoemd(zin))
        if hier:
            genoemd |= hier
            buiten = frozenset(_stammen(namen.zonder(zin)))
            zinnen.append(Zin(woorden=frozenset(_stammen(zin)), buiten_naam=buiten, gebieden=frozenset(hier)))
    return Profiel(
        sleutel=sleutel,
        overleg=overleg,
        woorden=gevonden,
        gebieden=gebieden,
        provincies=provincies,
        noemt=frozenset(noemt),
        genoemd=genoemd,
        zinnen=tuple(zinnen),
    )


def gebiedsnamen() -> Gebiedsnamen:
    """Every spelling of the gebieden, but for those of 2020, which have the names of what came after. One query."""
    gebieden = Gebied.objects.exclude(soort=Gebied.Soort.NOVI).order_by("pk")
    return Gebiedsnamen({naam: (een.pk, een.naam) for een in gebieden for naam in een.spellingen})


def _stammen(tekst: str) -> dict[str, str]:
    """The stems of the words that say what a text is about, each with its first word."""
    gevonden: dict[str, str] = {}
    for woord in woorden(tekst):
        if (len(woord) >= KORTSTE_WOORD and not woord.isdigit()) or _WEG.fullmatch(woord):
            gevonden.setdefault(stammen(woord)[0], woord)
    return gevonden


def _plaatsstammen(profiel: Profiel) -> set[str]:
    """The stems of the names of the gebieden that an agreement is about, or that its text names."""
    return profiel.naamstammen | set(_stammen(" ".join(profiel.gebieden.values())))


def _zeldzaam(profiel: Profiel, telling: dict[str, int], totaal: int) -> list[str]:
    """The stems that say most about what a text is about, among those that occur in something else as well.

    The rarest, and those of the names of its gebieden: in a long text other words can be rarer than its subject.
    """
    grens = min(HOOGSTENS_IN, max(20, totaal // 4))

    def bekend(stammen_: Iterable[str]) -> list[str]:
        gevonden = [stam for stam in stammen_ if 1 < telling.get(stam, 0) <= grens]
        return sorted(gevonden, key=lambda stam: (telling[stam], stam))

    return list(dict.fromkeys([*bekend(profiel.woorden)[:ZELDZAAM], *bekend(_plaatsstammen(profiel))]))


def _gewichten(telling: dict[str, int], totaal: int) -> dict[str, float]:
    """How heavy each stem counts: the rarer the heavier."""
    return {stam: math.log((totaal + 1) / (aantal + 0.5)) for stam, aantal in telling.items()}


def _kansrijk(
    afspraken: Sequence[Afspraak], zeldzaam: dict[int, list[str]], gewicht: dict[str, float], gevonden: AfspraakQuerySet
) -> dict[int, list[int]]:
    """Per agreement the keys of the earlier ones that share most of its rarest stems. One query, read as a stream.

    Only words are read here: an agreement with all that belongs to it costs a hundred times as much.
    """
    zoekers: dict[str, list[Afspraak]] = {}
    for een in afspraken:
        for stam in zeldzaam[een.pk]:
            zoekers.setdefault(STAM + stam, []).append(een)
    ronde = "overleg__ronde"
    rijen = gevonden.order_by().values_list("pk", f"{ronde}__jaar", ronde, f"{ronde}__gehouden_van", WOORDEN)
    gedeeld: dict[int, dict[int, float]] = {}
    for pk, *plaats, tekst in rijen.iterator(chunk_size=2000):
        for stam in zoekers.keys() & set(tekst.split()):
            for een in zoekers[stam]:
                if _is_eerder(Plaats(*plaats), _plaats(een)):
                    scores = gedeeld.setdefault(een.pk, {})
                    scores[pk] = scores.get(pk, 0.0) + gewicht[stam.removeprefix(STAM)]
    return {
        een: nlargest(MEESTE_KANDIDATEN, scores, key=lambda pk: (scores[pk], -pk)) for een, scores in gedeeld.items()
    }


def _gedaan(profielen: Iterable[int]) -> set[frozenset[int]]:
    """The pairs that are tied, were tied, or were rejected. Two queries."""
    sleutels = list(profielen)
    verbanden = Verband.objects.tussen_afspraken().filter(Q(van__in=sleutels) | Q(naar__in=sleutels))
    afgewezen = Verbandafwijzing.objects.filter(later__in=sleutels, eerder__isnull=False)
    paren = [*verbanden.values_list("van_id", "naar_id"), *afgewezen.values_list("later_id", "eerder_id")]
    return {frozenset(paar) for paar in paren}


def _beste(
    afspraak: Afspraak,
    profiel: Profiel,
    eerdere: Iterable[tuple[Afspraak, Profiel]],
    gewicht: dict[str, float],
    gedaan: set[frozenset[int]],
) -> list[Verbandvoorstel]:
    goede = []
    for kandidaat, ander in eerdere:
        if frozenset((kandidaat.pk, afspraak.pk)) in gedaan:
            continue
        gelijk = gelijkenis.vergelijk(profiel, ander, gewicht)
        if gelijk.is_voorstel:
            goede.append(Verbandvoorstel(afspraak, kandidaat, gelijk.score, gelijk.redenen))
    if not goede:
        return []
    jaar = max(een.eerder.overleg.ronde.jaar for een in goede)
    goede = [een for een in goede if een.eerder.overleg.ronde.jaar == jaar]
    return sorted(goede, key=lambda een: (-een.score, een.eerder.code))[:MEESTE_VOORSTELLEN]


def _plaats(afspraak: Afspraak) -> Plaats:
    ronde = afspraak.overleg.ronde
    return Plaats(ronde.jaar, ronde.pk, ronde.gehouden_van)


def _is_eerder(een: Plaats, ander: Plaats) -> bool:
    """Of an earlier year, or of another kind of overleg held before it in the same year."""
    if een.jaar != ander.jaar:
        return een.jaar < ander.jaar
    if een.ronde == ander.ronde or een.gehouden is None or ander.gehouden is None:
        return False
    return een.gehouden < ander.gehouden
