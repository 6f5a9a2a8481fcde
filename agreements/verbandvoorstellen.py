"""Which earlier agreements a later one may go on from: proposals with their reasons, found through the search index.

Not every pair is compared: the rarest stems of an agreement are looked up in the index, and only what shares one of
them is. So it costs the same for one agreement and for a page of them, and little more in a register of twenty
thousand. What is tied already, and what somebody rejected, is not proposed (again).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from agreements import gelijkenis
from agreements.gelijkenis import Profiel
from agreements.models import Afspraak, Verband, Verbandafwijzing
from agreements.zoeken import met_een_van, stammen, tel_stammen, woorden

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: Shorter words hardly ever say what a text is about.
KORTSTE_WOORD = 4
#: How many of its rarest stems an agreement is looked up by, and in how many agreements such a stem may occur.
ZELDZAAM, HOOGSTENS_IN = 8, 400
#: How many agreements at most are compared for one page, the newest first.
MEESTE_KANDIDATEN = 3000
#: How many proposals one agreement gets.
MEESTE_VOORSTELLEN = 3


@dataclass(frozen=True, slots=True)
class Verbandvoorstel:
    """An earlier agreement that a later one may go on from, and why."""

    later: Afspraak
    eerder: Afspraak
    score: float
    redenen: tuple[str, ...]


def stel_verbanden_voor(afspraken: Sequence[Afspraak], user: User | AnonymousUser) -> dict[int, list[Verbandvoorstel]]:
    """For each of these agreements (of `for_list`) at most three earlier ones, the likeliest first. Nine queries.

    Only from the last year in which something looks like it: a line goes from year to year. Only what the user sees.
    """
    profielen = {een.pk: profiel_van(een) for een in afspraken}
    telling, totaal = tel_stammen({stam for profiel in profielen.values() for stam in profiel.woorden})
    gewicht = {stam: math.log((totaal + 1) / (aantal + 0.5)) for stam, aantal in telling.items()}
    zeldzaam = {pk: _zeldzaam(profiel, telling, totaal) for pk, profiel in profielen.items()}
    gezocht = {stam for stammen_ in zeldzaam.values() for stam in stammen_}
    if not gezocht:
        return {}
    laatste = max(een.overleg.ronde.jaar for een in afspraken)
    zichtbaar = Afspraak.objects.visible_to(user).in_lijst().filter(overleg__ronde__jaar__lte=laatste)
    gevonden = met_een_van(zichtbaar, gezocht).for_list().order_by("-overleg__ronde__jaar", "pk")
    kandidaten = list(gevonden[:MEESTE_KANDIDATEN])
    per_stam: dict[str, list[tuple[Afspraak, Profiel]]] = {}
    for kandidaat in kandidaten:
        profiel = profielen.get(kandidaat.pk) or profiel_van(kandidaat)
        for stam in gezocht & profiel.woorden.keys():
            per_stam.setdefault(stam, []).append((kandidaat, profiel))
    gedaan = _gedaan(profielen)
    uit = {}
    for afspraak in afspraken:
        beste = _beste(afspraak, profielen[afspraak.pk], zeldzaam[afspraak.pk], per_stam, gewicht, gedaan)
        if beste:
            uit[afspraak.pk] = beste
    return uit


def profiel_van(afspraak: Afspraak) -> Profiel:
    """What is compared of an agreement. Reads its text, place, overleg and termijnen; load them for more than one."""
    tekstblok = afspraak.tekstblok
    teksten = [afspraak.tekst]
    if tekstblok is not None:
        teksten += [] if afspraak.deel else tekstblok.subpunten
        teksten.append(tekstblok.blok.onderwerp)
    gevonden: dict[str, str] = {}
    for woord in woorden(" ".join(teksten)):
        if len(woord) >= KORTSTE_WOORD and not woord.isdigit():
            gevonden.setdefault(stammen(woord)[0], woord)
    return Profiel(
        sleutel=afspraak.code,
        overleg=afspraak.overleg.ronde.naam,
        woorden=gevonden,
        gebieden={een.pk: een.naam for een in afspraak.gebieden.all()},
        provincies={een.pk: een.naam for een in afspraak.provincies.all()},
        noemt=frozenset(een.overleg_naam for een in afspraak.termijnen.all() if een.overleg_naam),
    )


def _zeldzaam(profiel: Profiel, telling: dict[str, int], totaal: int) -> list[str]:
    """The stems that say most about what a text is about, among those that occur in something else as well."""
    grens = min(HOOGSTENS_IN, max(20, totaal // 4))
    bekend = [stam for stam in profiel.woorden if 1 < telling.get(stam, 0) <= grens]
    return sorted(bekend, key=lambda stam: (telling[stam], stam))[:ZELDZAAM]


def _gedaan(profielen: Iterable[int]) -> set[frozenset[int]]:
    """The pairs that are tied, were tied, or were rejected. Two queries."""
    sleutels = list(profielen)
    verbanden = Verband.objects.tussen_afspraken().filter(Q(van__in=sleutels) | Q(naar__in=sleutels))
    afgewezen = Verbandafwijzing.objects.filter(later__in=sleutels)
    paren = [*verbanden.values_list("van_id", "naar_id"), *afgewezen.values_list("later_id", "eerder_id")]
    return {frozenset(paar) for paar in paren}


def _beste(
    afspraak: Afspraak,
    profiel: Profiel,
    zeldzaam: list[str],
    per_stam: dict[str, list[tuple[Afspraak, Profiel]]],
    gewicht: dict[str, float],
    gedaan: set[frozenset[int]],
) -> list[Verbandvoorstel]:
    kandidaten = {een.pk: (een, ander) for stam in zeldzaam for een, ander in per_stam.get(stam, [])}
    goede = []
    for kandidaat, ander in kandidaten.values():
        if not _is_eerder(kandidaat, afspraak) or frozenset((kandidaat.pk, afspraak.pk)) in gedaan:
            continue
        gelijk = gelijkenis.vergelijk(profiel, ander, gewicht)
        if gelijk.is_voorstel:
            goede.append(Verbandvoorstel(afspraak, kandidaat, gelijk.score, gelijk.redenen))
    if not goede:
        return []
    jaar = max(een.eerder.overleg.ronde.jaar for een in goede)
    goede = [een for een in goede if een.eerder.overleg.ronde.jaar == jaar]
    return sorted(goede, key=lambda een: (-een.score, een.eerder.code))[:MEESTE_VOORSTELLEN]


def _is_eerder(een: Afspraak, ander: Afspraak) -> bool:
    """Of an earlier year, or of another kind of overleg held before it in the same year."""
    eerste, tweede = een.overleg.ronde, ander.overleg.ronde
    if eerste.jaar != tweede.jaar:
        return eerste.jaar < tweede.jaar
    dagen = (eerste.gehouden_van, tweede.gehouden_van)
    return eerste.pk != tweede.pk and None not in dagen and dagen[0] < dagen[1]  # type: ignore[operator]
