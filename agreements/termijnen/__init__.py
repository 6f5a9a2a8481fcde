"""Dutch time phrases and what they mean: "voor de zomer in 2025", "BO MIRT van november 2025", "dit najaar".

`vind_termijnen` reads a running text, `duid` a single phrase. Both are pure functions: they know neither the
database nor the clock. What counts as what is the table "Deadlines are phrases" of the domain description:

- `afbreking` makes words whole that a line end broke;
- `patronen` holds the words, `kalender` the days, `ankers` finds bare pieces of time;
- `frasen` joins them with the word before them, with each other and with the meetings of `overleg`;
- `oordeel` says whether something is due by then, with the grammar of `zinnen`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from agreements.termijnen.afbreking import HeleTekst, maak_heel
from agreements.termijnen.frasen import Lezer
from agreements.termijnen.oordeel import is_termijn
from agreements.termijnen.vondst import (
    LANGSTE_FRASE,
    SOORTEN,
    GeenTermijn,
    GevondenTermijn,
    Vondst,
)

#: The years in which an overleg can have been held.
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2200

__all__ = ["SOORTEN", "GeenTermijn", "GevondenTermijn", "controleer_overlegdatum", "duid", "vind_termijnen"]


def vind_termijnen(
    tekst: str,
    *,
    overlegdatum: date | None = None,
    overleggen: Mapping[str, tuple[date | None, date | None]] | None = None,
) -> list[GevondenTermijn]:
    """Every time phrase of a running text, in order and without overlap.

    `overlegdatum` is the day of the overleg in which the text was agreed: "dit jaar" counts from it, and what
    lies before it is past. `overleggen` gives the first and last day of meetings by their normal name
    ("BO MIRT 2025"), either of them None while not known.

    Raises ValueError for an overlegdatum that is centuries away: no overleg is held there.
    """
    controleer_overlegdatum(overlegdatum)
    heel = maak_heel(tekst)
    gevonden = [
        _gevonden(vondst, tekst, heel, overlegdatum)
        for vondst in Lezer(heel.tekst, overlegdatum, overleggen or {}).vondsten()
    ]
    return [een for een in gevonden if een.eind - een.begin <= LANGSTE_FRASE]


def duid(
    frase: str,
    *,
    overlegdatum: date | None = None,
    overleggen: Mapping[str, tuple[date | None, date | None]] | None = None,
) -> GevondenTermijn:
    """What one phrase means; the words around a time ("tijdens het ...") are kept in `frase`.

    Raises GeenTermijn, with a Dutch sentence, when the phrase names no time or more than one; ValueError as
    `vind_termijnen` does.
    """
    controleer_overlegdatum(overlegdatum)
    gewoon = " ".join(frase.split())
    heel = maak_heel(gewoon)
    vondsten = Lezer(heel.tekst, overlegdatum, overleggen or {}, los=True).vondsten()
    if not vondsten:
        raise GeenTermijn(f"“{gewoon[:80]}” noemt geen tijd.")
    if len(vondsten) > 1:
        delen = ", ".join(f"“{heel.tekst[vondst.begin : vondst.eind]}”" for vondst in vondsten[:4])
        raise GeenTermijn(f"Deze tekst noemt meer dan één tijd: {delen}. Vraag ze een voor een.")
    if len(gewoon) > LANGSTE_FRASE:
        raise GeenTermijn(f"Dit is geen tijdsaanduiding maar een tekst van {len(gewoon)} tekens.")
    gevonden = _gevonden(vondsten[0], gewoon, heel, overlegdatum, los=True)
    if gevonden.soort == "dag" and not gevonden.te_dateren and vondsten[0].heeft_jaar:
        raise GeenTermijn(f"De dag “{gevonden.frase}” bestaat niet.")
    return replace(gevonden, frase=gewoon, begin=0, eind=len(gewoon))


def controleer_overlegdatum(overlegdatum: date | None) -> None:
    """Raise ValueError, with a Dutch sentence, for a day on which no overleg can have been held."""
    if overlegdatum is not None and not EERSTE_JAAR <= overlegdatum.year <= LAATSTE_JAAR:
        raise ValueError(f"De overlegdatum moet tussen {EERSTE_JAAR} en {LAATSTE_JAAR} liggen.")


def _gevonden(
    vondst: Vondst, tekst: str, heel: HeleTekst, overlegdatum: date | None, *, los: bool = False
) -> GevondenTermijn:
    van, tot = vondst.bereik
    begin, eind = heel.in_origineel(vondst.begin, vondst.eind)
    return GevondenTermijn(
        frase=" ".join(tekst[begin:eind].split()),
        begin=begin,
        eind=eind,
        soort=vondst.soort,
        van=van,
        tot=tot,
        overleg=vondst.overleg,
        te_dateren=van is not None or tot is not None,
        termijn=is_termijn(vondst, heel.tekst, overlegdatum, los=los),
    )
