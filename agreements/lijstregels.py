"""How an agreement stands in a list: its place, the words that were searched for, and its deadline in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.safestring import SafeString

from agreements.filters.keuzen import BINNENKORT, VERLOPEN
from agreements.fragmenten import fragment, gemarkeerd, heeft_treffer
from agreements.services.termijnen import stand_van


@dataclass(frozen=True, slots=True)
class Termijnregel:
    """A deadline in words. `signaal` is "verlopen", "binnenkort" or empty; `dag` stands beside a signal."""

    tekst: str
    signaal: str = ""
    dag: str = ""
    frase: str = ""


@dataclass(frozen=True, slots=True)
class Lijstregel:
    """What a row shows of one agreement. `elders` says where the search hit when not in the text."""

    afspraak: Any
    tekst: SafeString
    plaats: list[SafeString]
    termijn: Termijnregel | None
    elders: tuple[str, SafeString] | None = None


def lijstregels(afspraken: Iterable[Any], vraag: str = "") -> list[Lijstregel]:
    """The rows for agreements that come from `for_list()`; `vraag` is what was searched for. No queries."""
    return [_regel(afspraak, vraag) for afspraak in afspraken]


def _regel(afspraak: Any, vraag: str) -> Lijstregel:
    return Lijstregel(
        afspraak=afspraak,
        tekst=fragment(afspraak.tekst, vraag),
        plaats=[gemarkeerd(deel, vraag) for deel in _plaats(afspraak)],
        termijn=termijnregel(afspraak) if afspraak.is_gevolgd else None,
        elders=_elders(afspraak, vraag) if vraag else None,
    )


def _plaats(afspraak: Any) -> list[str]:
    overleg = afspraak.overleg
    delen = [overleg.ronde.naam, overleg.landsdeel.naam if overleg.landsdeel else "Landelijk"]
    if afspraak.tekstblok:
        rubriek = afspraak.tekstblok.blok.rubriek
        delen.append(f"{rubriek.nummer}. {rubriek.titel}")
    delen += [provincie.naam for provincie in afspraak.provincies.all()]
    delen += [gebied.naam for gebied in afspraak.gebieden.all()]
    return delen


def _elders(afspraak: Any, vraag: str) -> tuple[str, SafeString] | None:
    """Where the words stand that were found, when the text itself and its place do not have them."""
    if afspraak.tekstblok is None or heeft_treffer(afspraak.tekst, vraag):
        return None
    if any(heeft_treffer(deel, vraag) for deel in _plaats(afspraak)):
        return None
    blok = afspraak.tekstblok.blok
    plekken = [("Subpunt", punt) for punt in afspraak.tekstblok.subpunten]
    plekken += [("Onderwerp", blok.onderwerp), ("Inleiding", blok.inleiding), ("Kop", blok.provincie_kop or "")]
    for naam, tekst in plekken:
        if heeft_treffer(tekst, vraag):
            return naam, fragment(tekst, vraag)
    return None


def termijnregel(afspraak: Any) -> Termijnregel:
    """The deadline of a followed agreement, said so that nobody has to reckon.

    Reads `termijnen`, a query when not prefetched.
    """
    frase = _frase(afspraak)
    if afspraak.termijn_tot is None:
        if frase:
            return Termijnregel("Niet te dateren", frase=frase)
        return Termijnregel("Geen termijn")
    dag = f"uiterlijk {formats.date_format(afspraak.termijn_tot, 'j F Y')}"
    vandaag = afspraak.vandaag
    if afspraak.is_over_tijd:
        return Termijnregel(f"{duur(afspraak.termijn_tot, vandaag)} over tijd", VERLOPEN, dag, frase)
    if afspraak.is_binnenkort:
        nog = duur(vandaag, afspraak.termijn_tot)
        return Termijnregel(f"Nog {nog}" if nog else "Vandaag de laatste dag", BINNENKORT, dag, frase)
    return Termijnregel(dag.capitalize(), frase=frase)


def _frase(afspraak: Any) -> str:
    """The phrase that decides the deadline: what was decided, else the latest, else the first without a last day."""
    return stand_van(afspraak.termijnen.all()).frase


def duur(van: date, tot: date) -> str:
    """The time between two days as people say it: days, from two weeks on weeks, then months, then years."""
    dagen = (tot - van).days
    if dagen <= 0:
        return ""
    if dagen < 14:
        return "1 dag" if dagen == 1 else f"{dagen} dagen"
    if dagen < 61:
        return f"{dagen // 7} weken"
    maanden = (tot.year - van.year) * 12 + tot.month - van.month - (tot.day < van.day)
    if maanden < 24:
        return "1 maand" if maanden == 1 else f"{maanden} maanden"
    return f"{maanden // 12} jaar"
