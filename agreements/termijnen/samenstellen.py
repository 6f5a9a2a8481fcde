"""What becomes of days and phrases that are put together: with a word before them, or with each other."""

from __future__ import annotations

from bisect import bisect

from agreements.termijnen import kalender, overleg
from agreements.termijnen.kalender import ONBEKEND, Bereik
from agreements.termijnen.vondst import Anker, Vondst, Werking


def heel_jaar(bereik: Bereik) -> bool:
    return bereik.van is not None and bereik == kalender.heel_jaar(bereik.van.year)


def toegepast(werking: Werking, anker: Anker, bereik: Bereik) -> tuple[Bereik, str]:
    """What the word before an anker makes of its days and soort; "voor eind 2025" is before the end of it."""
    van, tot = bereik
    try:
        if werking in (Werking.VOOR, Werking.TOT):
            ten_laatste = tot if anker.deel == kalender.EIND else kalender.dag_ervoor(van)
            return Bereik(None, ten_laatste), "voor"
        if werking in (Werking.UITERLIJK, Werking.TOT_EN_MET):
            return Bereik(None, tot), "voor"
        if werking is Werking.HORIZON:
            return Bereik(None, tot), "horizon"
        if werking is Werking.NA:
            return Bereik(kalender.dag_erna(tot), None), "na"
        if werking is Werking.VANAF:
            return Bereik(van, None), "na"
    except OverflowError:
        return ONBEKEND, anker.soort
    return bereik, anker.soort


def samen(eerste: Vondst, tweede: Vondst, laatste: Vondst) -> Bereik:
    """From the first day of either; of two meetings to the last day of the later one, which decides."""
    bereik = kalender.omvat_samen(eerste.bereik, tweede.bereik)
    return Bereik(bereik.van, laatste.bereik.tot) if eerste.overleg and tweede.overleg else bereik


def later(een: Vondst, ander: Vondst) -> bool:
    """Whether the first is not before the other; of meetings known by their year alone the kind tells the order."""
    if een.overleg and ander.overleg and (heel_jaar(een.bereik) or heel_jaar(ander.bereik)):
        jaren = {vondst.overleg.rsplit(" ", 1)[-1] for vondst in (een, ander) if vondst.overleg}
        if een.bereik == ander.bereik or len(jaren) == 1:
            return not overleg.is_eerder(een.overleg, ander.overleg)
    tot, andere_tot = een.bereik.tot, ander.bereik.tot
    return tot is None or andere_tot is None or tot >= andere_tot


def zonder_overlap(vondsten: list[Vondst]) -> list[Vondst]:
    """In order; of phrases that overlap the longest stays."""
    gekozen: list[Vondst] = []
    for vondst in sorted(vondsten, key=lambda vondst: (vondst.begin - vondst.eind, vondst.begin)):
        plaats = bisect(gekozen, vondst.begin, key=lambda ander: ander.begin)
        vrij_links = plaats == 0 or gekozen[plaats - 1].eind <= vondst.begin
        vrij_rechts = plaats == len(gekozen) or vondst.eind <= gekozen[plaats].begin
        if vrij_links and vrij_rechts:
            gekozen.insert(plaats, vondst)
    return gekozen
