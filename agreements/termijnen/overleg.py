"""The meetings that a text hangs its deadlines on: their names, and the days on which they are held.

A meeting has dates once they are known (`Overlegdata`, given by the caller); until then it stands for the
year, season or month that the text gives it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from agreements.termijnen.kalender import ONBEKEND, Bereik, heel_jaar
from agreements.termijnen.patronen import patroon
from agreements.termijnen.vondst import Overlegdata

LEEFOMGEVING = "BO Leefomgeving"

_BO = r"(?:BO(?:['’‘]?s)?|b\.o\.(?:['’‘]?s)?|Bestuurlijke?(?: |-)Overleg(?:gen)?(?: \(BO(?:['’‘]?s)?\))?)"

_JAARLIJKS = r"(?:(?:voorjaars|najaars)-?)?"

#: Normal name, and how texts write it. "BOL" is an abbreviation only in capitals.
NAMEN: tuple[tuple[str, str], ...] = (
    (LEEFOMGEVING, rf"{_JAARLIJKS}(?:(?-i:BO-?L)(?:['’‘]?s)?|{_BO}(?: |[-–])?Leefomgeving)"),
    ("BO MIRT", rf"{_JAARLIJKS}{_BO}(?: |[-–])?MIRT(?:['’‘]s)?"),
    ("BO Landelijk Gebied", rf"{_BO}(?: |[-–])Landelijk Gebied"),
    ("Vlaams-Nederlandse Top", r"Vlaams(?: ?[-–] ?| )Nederlandse Top"),
    ("Woontop", r"(?:Nationale )?Woontop"),
)
_LANDSDEEL = r"(?P<landsdeel>Noordwest|Noord|Oost|Zuidwest|Zuid)(?:-Nederland)?"

NAAM = patroon(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<n{index}>{tekst})" for index, (_, tekst) in enumerate(NAMEN))
    + r")(?: \(BO[^()0-9]{0,20}\))?"
    + rf"(?:,? (?:(?:voor|van|in) )?(?:(?:het )?landsdeel )?{_LANDSDEEL})?(?:(?![\w-])|(?=20[0-9]{{2}}(?![\w-])))"
)
#: A meeting that only its kind of text can name: "het volgende bestuurlijk overleg", not one about or with something.
KAAL = patroon(
    rf"(?<![\w-]){_BO}(?![\w-])(?!(?: |-)(?:Leefomgeving|MIRT|Landelijk))(?! (?-i:[A-Z(]))"
    r"(?! (?:over|met|van|tussen|voor|inzake|rond|rondom|tot)\b)"
)
#: What may stand between the name and its date: "van", "d.d.", "(", "in het", "dat is voorzien in".
_GEPLAND = r"(?:(?:is|zijn|staat|staan|wordt|worden) )?(?:voorzien|gepland|gehouden|te houden)\s+(?:voor\s+)?"
NAAM_DAN_TIJD = patroon(
    rf"\)?[\s,]*\(?\s*(?:(?:dat|die) )?(?:{_GEPLAND})?"
    r"(?:(?:van|in|op|d\.d\.|dd\.?)(?:\s+|$))?(?:(?:het|de)\s+)?"
)
#: And between a date and the name after it: "in het najaar van 2022 op het BO MIRT".
TIJD_DAN_NAAM = patroon(r"\s*,?\s*(?:op|tijdens|in|bij) (?:het|de) ")
NAAM_OF_NAAM = patroon(
    r"\s*,?\s*(?:(?:en/of|of|dan wel|respectievelijk|resp\.)\s+|/\s*)(?:(?:op|tijdens|in|bij) )?(?:(?:het|de) )?"
)

#: A meeting that is known no better than by its year or season is not recognised as the text's own.
LANGSTE_RONDE = timedelta(days=31)
#: Days around a meeting in which the texts about it are dated: its own name then looks back, not ahead.
ROND_HET_OVERLEG = timedelta(days=14)
#: The BO Leefomgeving is held in spring, at the latest in June.
LAATSTE_MAAND = {LEEFOMGEVING: 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Naam:
    """A meeting's name at a place in the text; `landsdeel` when the text names one."""

    begin: int
    eind: int
    naam: str
    landsdeel: str | None


def vind_namen(tekst: str) -> list[Naam]:
    return [
        Naam(
            begin=match.start(),
            eind=match.end(),
            naam=NAMEN[_welke(match)][0],
            landsdeel=match["landsdeel"].capitalize() if match["landsdeel"] else None,
        )
        for match in NAAM.finditer(tekst)
    ]


def noemt_overleg(tekst: str) -> bool:
    """Whether the text names a meeting, in whatever words."""
    return bool(NAAM.search(tekst) or KAAL.search(tekst))


def vind_kale(tekst: str) -> list[Naam]:
    """Each "bestuurlijk overleg" without more, as a Naam without one."""
    return [Naam(begin=een.start(), eind=een.end(), naam="", landsdeel=None) for een in KAAL.finditer(tekst)]


def _welke(match: re.Match[str]) -> int:
    return next(index for index in range(len(NAMEN)) if match[f"n{index}"])


def dateer(naam: Naam, tijd: Bereik, *, precies: bool, overleggen: Overlegdata) -> tuple[str | None, Bereik]:
    """The normal name with its year ("BO MIRT 2025") and the days of that meeting.

    `tijd` is what the text says of its date, and `precies` whether that is less than a whole year. Known
    dates win over it, except that a single day among them stays that day.
    """
    if tijd.van is None:
        return None, tijd
    jaar = tijd.van.year
    if precies and bekend(naam, jaar, overleggen) is None:
        # Early in January the meeting of the year before can still have to be held.
        eerder = bekend(naam, jaar - 1, overleggen)
        jaar = jaar - 1 if eerder and _overlappen(eerder, tijd) else jaar
    dagen = bekend(naam, jaar, overleggen) or tijd
    return f"{naam.naam} {jaar}", tijd if precies and _binnen(tijd, dagen) else dagen


def bekend(naam: Naam, jaar: int, overleggen: Overlegdata) -> Bereik | None:
    """The known days of a meeting, those of its landsdeel first."""
    namen = [f"{naam.naam} {naam.landsdeel} {jaar}"] if naam.landsdeel else []
    for volledig in [*namen, f"{naam.naam} {jaar}"]:
        van, tot = overleggen.get(volledig, (None, None))
        if van or tot:
            return Bereik(van or tot, tot or van)
    return None


def komende(naam: Naam, overlegdatum: date, overleggen: Overlegdata) -> int:
    """The year of the first meeting of this kind after the overlegdatum."""
    for jaar in (overlegdatum.year - 1, overlegdatum.year):
        dagen = bekend(naam, jaar, overleggen)
        if dagen is None:
            if jaar == overlegdatum.year and overlegdatum.month < LAATSTE_MAAND.get(naam.naam, 12):
                return jaar
        elif dagen.van is not None and dagen.van > overlegdatum:
            return jaar
    return overlegdatum.year + 1


def huidige(naam: Naam, overlegdatum: date, overleggen: Overlegdata) -> int:
    """The year of the meeting that is being held about the overlegdatum."""
    eerder = bekend(naam, overlegdatum.year - 1, overleggen)
    return overlegdatum.year - (1 if eerder and is_rond(eerder, overlegdatum) else 0)


def is_rond(dagen: Bereik, overlegdatum: date) -> bool:
    """Whether a meeting on these days is the one that the text itself comes from."""
    van, tot = dagen
    if van is None or tot is None or tot - van > LANGSTE_RONDE:
        return False
    return van - ROND_HET_OVERLEG <= overlegdatum <= tot + ROND_HET_OVERLEG


def is_eerder(naam: str, andere: str) -> bool:
    """Whether a meeting is by its kind held earlier in a year than another one: spring before autumn."""
    return _laatste_maand(naam) < _laatste_maand(andere)


def _laatste_maand(naam: str) -> int:
    return LAATSTE_MAAND.get(naam.rsplit(" ", 1)[0], 12)


def is_geweest(naam: str, dagen: Bereik, overlegdatum: date) -> bool:
    """Whether a meeting was over on the overlegdatum; one known only by its year is judged by its kind."""
    if dagen.tot is None or dagen.van is None:
        return False
    if dagen.tot <= overlegdatum:
        return True
    laatste = LAATSTE_MAAND.get(naam.rsplit(" ", 1)[0])
    heel = dagen == heel_jaar(dagen.van.year)
    return bool(laatste) and heel and dagen.van.year == overlegdatum.year and overlegdatum.month >= (laatste or 12)


def _binnen(deel: Bereik, geheel: Bereik) -> bool:
    return (
        deel != ONBEKEND
        and deel.van is not None
        and deel.tot is not None
        and geheel.van is not None
        and geheel.tot is not None
        and geheel.van <= deel.van
        and deel.tot <= geheel.tot
    )


def _overlappen(een: Bereik, ander: Bereik) -> bool:
    if een.van is None or een.tot is None or ander.van is None or ander.tot is None:
        return False
    return een.van <= ander.tot and ander.van <= een.tot
