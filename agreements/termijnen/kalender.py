"""Calendar arithmetic: which first and last day a named piece of time covers.

Nothing here reads text. Every function raises ValueError (or OverflowError at the edge of the calendar) for a
day that does not exist. The limits are those of the table "Deadlines are phrases" in the domain description.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

BEGIN, MIDDEN, EIND = "begin", "midden", "eind"

#: Month and day on which a season begins; it ends the day before the next one begins.
SEIZOENEN = {"voorjaar": (3, 21), "zomer": (6, 21), "najaar": (9, 21), "winter": (12, 21)}


class Bereik(NamedTuple):
    """The first and the last day that a phrase covers; None where that side is open (or not known)."""

    van: date | None
    tot: date | None


ONBEKEND = Bereik(None, None)


def dagen(jaar: int, maand: int, eerste: int, laatste: int) -> Bereik:
    """The days of one month from `eerste` up to and including `laatste`."""
    return Bereik(date(jaar, maand, eerste), date(jaar, maand, laatste))


def maanden(jaar: int, eerste: int, laatste: int) -> Bereik:
    """The months from `eerste` (1-12) up to and including `laatste` of one year."""
    return Bereik(date(jaar, eerste, 1), date(jaar, laatste, calendar.monthrange(jaar, laatste)[1]))


def maand(jaar: int, nummer: int, deel: str | None = None) -> Bereik:
    """A month; "begin" is days 1-10, "midden" 11-20, "eind" 21-last."""
    heel = maanden(jaar, nummer, nummer)
    if deel == BEGIN:
        return dagen(jaar, nummer, 1, 10)
    if deel == MIDDEN:
        return dagen(jaar, nummer, 11, 20)
    return Bereik(date(jaar, nummer, 21), heel.tot) if deel == EIND else heel


def kwartaal(jaar: int, nummer: int) -> Bereik:
    return maanden(jaar, 3 * nummer - 2, 3 * nummer)


def halfjaar(jaar: int, nummer: int, deel: str | None = None) -> Bereik:
    return deel_van(maanden(jaar, 6 * nummer - 5, 6 * nummer), deel)


def heel_jaar(jaar: int, deel: str | None = None) -> Bereik:
    """A year; "begin" is its first quarter, "midden" (medio) May up to August, "eind" its last quarter."""
    if deel == BEGIN:
        return kwartaal(jaar, 1)
    if deel == MIDDEN:
        return maanden(jaar, 5, 8)
    return kwartaal(jaar, 4) if deel == EIND else maanden(jaar, 1, 12)


def seizoen(jaar: int, naam: str) -> Bereik:
    """A season by its Dutch name; the winter of a year begins in December of that year."""
    van = date(jaar, *SEIZOENEN[naam])
    return Bereik(van, maanden_later(van, 3) - timedelta(days=1))


def maandreeks(jaar: int, *, eerste: int, laatste: int, deel: str | None = None) -> Bereik:
    """From one month to another; "december/januari 2026" begins in the year before."""
    begin = maand(jaar - (eerste > laatste), eerste, deel)
    return omvat_samen(begin, maand(jaar, laatste, deel))


def kwartaalreeks(jaar: int, *, eerste: int, laatste: int, deel: str | None = None) -> Bereik:
    return deel_van(omvat_samen(kwartaal(jaar, eerste), kwartaal(jaar, laatste)), deel)


def seizoenen(jaar: int, *, eerste: str, laatste: str, deel: str | None = None) -> Bereik:
    return deel_van(omvat_samen(seizoen(jaar, eerste), seizoen(jaar, laatste)), deel)


def jarenreeks(eerste: int, laatste: int) -> Bereik:
    return omvat_samen(heel_jaar(eerste), heel_jaar(laatste))


def deel_van(bereik: Bereik, deel: str | None) -> Bereik:
    """The begin, middle or end third of a quarter, half-year or season, in whole months from its first day."""
    van, tot = bereik
    if deel is None or van is None or tot is None:
        return bereik
    stap = max(1, round((tot - van).days / 91))
    eerste, tweede = maanden_later(van, stap), maanden_later(van, 2 * stap)
    if deel == BEGIN:
        return Bereik(van, eerste - timedelta(days=1))
    return Bereik(tweede, tot) if deel == EIND else Bereik(eerste, tweede - timedelta(days=1))


def maanden_later(dag: date, aantal: int) -> date:
    """The same day of the month, `aantal` months later; the last day of that month where it is shorter."""
    jaar, maandindex = divmod(dag.year * 12 + dag.month - 1 + aantal, 12)
    return date(jaar, maandindex + 1, min(dag.day, calendar.monthrange(jaar, maandindex + 1)[1]))


def dag_ervoor(dag: date | None) -> date | None:
    return None if dag is None else dag - timedelta(days=1)


def dag_erna(dag: date | None) -> date | None:
    return None if dag is None else dag + timedelta(days=1)


def jaren_tussen(van: date, tot: date) -> float:
    return (tot - van).days / 365.25


def omvat_samen(een: Bereik, ander: Bereik) -> Bereik:
    """From the first day of either to the last day of either; a side that one leaves open stays open."""
    van = None if een.van is None or ander.van is None else min(een.van, ander.van)
    tot = None if een.tot is None or ander.tot is None else max(een.tot, ander.tot)
    return Bereik(van, tot)
