"""What an export is told beside the list itself. Plain typed values; no Django, no file format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

#: Told while an export is being made: what is happening (Dutch, for the user) and how far it is, 0 to 100.
Voortgang = Callable[[str, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlegdag:
    """The day on which the overleg of a landsdeel was held; `naam` as it is printed."""

    naam: str
    datum: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Titelgegevens:
    """What stands on the title page and in the particulars of the document.

    `moment` is when the content was taken from the register (with a time zone); it is the only moment in the
    document, so the same list with the same gegevens gives the same bytes. `fase` is the phase of the ronde as
    people read it, `embargo` whether the list may not be spread yet, `brief` by which letter it became public.
    `overlegdagen` has every overleg of the list; when not all their days are known it is empty, and the first and
    last day of the ronde stand in for them.
    `peildatum` is the day of the statuses, when they are in the list. `keuze` says what was left out.
    `met_termijnen` asks for the deadlines under each text block: they are always in the list, and statuses, actors
    and changes are there only when they were asked for. `uitgave` is the number and day of the edition that the
    document belongs to ("1.1 van 3 maart 2026"; empty: none), `wijzigingen_sinds` the edition that it is compared with.
    """

    ronde: str
    moment: datetime
    fase: str = ""
    embargo: bool = False
    overlegdagen: tuple[Overlegdag, ...] = ()
    gehouden_van: date | None = None
    gehouden_tot: date | None = None
    brief: str = ""
    peildatum: date | None = None
    keuze: str = ""
    met_termijnen: bool = False
    uitgave: str = ""
    wijzigingen_sinds: str = ""
