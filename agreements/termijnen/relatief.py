"""Pieces of time that count from the day of the overleg: "dit najaar", "het komende half jaar".

Without that day they are found all the same, but not dated.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from agreements.termijnen import kalender
from agreements.termijnen.kalender import ONBEKEND, Bereik
from agreements.termijnen.lezing import Lezing
from agreements.termijnen.patronen import JAAR_ERACHTER, MAANDEN, SEIZOENWOORDEN, TELWOORDEN
from agreements.termijnen.vondst import Anker


def relatief(lezing: Lezing) -> Anker | None:
    """A unit with a word that says which one: "dit najaar", "begin volgend jaar", "komende maand"."""
    achter = JAAR_ERACHTER.match(lezing.tekst, lezing.match.end())
    if achter and achter["jaartal"]:
        return None  # "dit najaar van 2025" has a year of its own
    woord = lezing["woord"] or ""
    eenheid = (lezing["eenheid"] or "").replace("half jaar", "halfjaar")
    if "komend" in woord and (eenheid == "halfjaar" or (eenheid == "jaar" and woord.startswith("het "))):
        return None  # counted from the day itself, see `vanaf_nu`
    if woord == "het":
        return _het_jaar(lezing)
    stap = _stap(woord)
    bereik = ONBEKEND
    if lezing.overlegdatum is not None:
        try:
            bereik = _relatief_bereik(stap, eenheid, lezing.deel, lezing.overlegdatum, volgend="volgend" in woord)
        except (ValueError, OverflowError):
            bereik = ONBEKEND
    anker = lezing.vast_anker("relatief", bereik, deel=lezing.deel)
    anker.verleden = stap < 0
    anker.vooruit = stap > 0 or lezing.deel == kalender.EIND
    return anker


def _het_jaar(lezing: Lezing) -> Anker:
    """ "Het einde van het jaar": of the year of the overleg, until the reader finds one named before it."""
    anker = lezing.vast_anker("relatief", ONBEKEND, deel=lezing.deel)
    anker.eenheid, anker.vast = partial(kalender.heel_jaar, deel=lezing.deel), False
    anker.jaar = lezing.overlegdatum.year if lezing.overlegdatum is not None else None
    anker.vooruit = lezing.deel == kalender.EIND
    return anker


def is_het_jaar(anker: Anker) -> bool:
    """Whether it speaks of "het jaar" without more, which can be the year that was named just before."""
    return anker.soort == "relatief" and not anker.vast


def _stap(woord: str) -> int:
    if "vorig" in woord or "afgelopen" in woord:
        return -1
    return 0 if woord in ("dit", "deze") or "lopend" in woord else 1


def _relatief_bereik(stap: int, eenheid: str, deel: str | None, dag: date, *, volgend: bool) -> Bereik:
    if eenheid in ("jaar", "kalenderjaar"):
        return kalender.heel_jaar(dag.year + stap, deel)
    in_jaar: Callable[[int], Bereik]
    if eenheid in SEIZOENWOORDEN:
        naam = SEIZOENWOORDEN[eenheid]
        in_jaar = partial(kalender.seizoenen, eerste=naam, laatste=naam, deel=deel)
    elif eenheid in MAANDEN:
        nummer = MAANDEN[eenheid]
        in_jaar = partial(kalender.maandreeks, eerste=nummer, laatste=nummer, deel=deel)
    else:
        return _in_reeks(stap, {"maand": 1, "kwartaal": 3}.get(eenheid, 6), deel, dag)
    if volgend:  # "volgend voorjaar" is that of next year, "komend voorjaar" the first one to come
        return in_jaar(dag.year + 1)
    bereiken = [in_jaar(jaar) for jaar in range(dag.year - 2, dag.year + 2)]
    if stap < 0:
        return next(bereik for bereik in reversed(bereiken) if bereik.tot is not None and bereik.tot < dag)
    if stap > 0:
        return next(bereik for bereik in bereiken if bereik.van is not None and bereik.van > dag)
    vorige = bereiken[1]  # a winter that began last year and is not over
    return vorige if vorige.tot is not None and vorige.tot >= dag else bereiken[2]


def _in_reeks(stap: int, lengte: int, deel: str | None, dag: date) -> Bereik:
    """The month, quarter or half-year (`lengte` in months) of the day, or the one before or after it."""
    index = (dag.year * 12 + dag.month - 1) // lengte + stap
    jaar, ervoor = divmod(index * lengte, 12)
    if lengte == 1:
        return kalender.maand(jaar, ervoor + 1, deel)
    return kalender.deel_van(kalender.maanden(jaar, ervoor + 1, ervoor + lengte), deel)


def vanaf_nu(lezing: Lezing) -> Anker | None:
    """A stretch that begins on the overlegdatum: "het komende half jaar", "binnen drie maanden"."""
    bereik = ONBEKEND
    if lezing.overlegdatum is not None:
        try:
            bereik = Bereik(lezing.overlegdatum, later(lezing.overlegdatum, lezing["aantal"], lezing["eenheid"] or ""))
        except (ValueError, OverflowError):
            bereik = ONBEKEND
    anker = lezing.vast_anker("relatief", bereik)
    anker.vooruit = True
    return anker


def later(dag: date, aantal: str | None, eenheid: str) -> date:
    """So many units after a day."""
    return _verder(dag, aantal, eenheid, 1)


def eerder(dag: date, aantal: str | None, eenheid: str) -> date:
    """So many units before a day."""
    return _verder(dag, aantal, eenheid, -1)


def _verder(dag: date, aantal: str | None, eenheid: str, richting: int) -> date:
    if aantal in ("anderhalf", "half", "een half"):
        maanden = 18 if aantal == "anderhalf" else 6
        return kalender.maanden_later(dag, richting * maanden)
    hoeveel = richting * (TELWOORDEN.get(aantal) or int(aantal) if aantal else 1)
    if eenheid.startswith(("dag", "we")):
        return dag + timedelta(days=hoeveel * (7 if eenheid.startswith("we") else 1))
    per_stuk = {"kwa": 3, "hal": 6, "jar": 12, "jaa": 12}.get(eenheid[:3], 1)
    return kalender.maanden_later(dag, hoeveel * per_stuk)
