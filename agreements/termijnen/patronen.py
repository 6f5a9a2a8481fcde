"""The words of Dutch time phrases and the patterns made from them.

In a pattern written here a space stands for any white space, so that a phrase may be broken over a line (or
over the empty lines that a PDF leaves between lines).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from agreements.datums import MAANDEN as MAANDNAMEN
from agreements.termijnen.kalender import BEGIN, EIND, MIDDEN


def patroon(tekst: str, *, hoofdlettergevoelig: bool = False) -> re.Pattern[str]:
    """Compile a pattern in which a space means "white space", and a space with a question mark "if any"."""
    met_wit = tekst.replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(met_wit, 0 if hoofdlettergevoelig else re.IGNORECASE)


def een_van(woorden: Iterable[str]) -> str:
    """An alternation, the longest words first; they may be patterns themselves."""
    return "(?:" + "|".join(sorted(woorden, key=len, reverse=True)) + ")"


MAANDEN = {naam: nummer for nummer, naam in enumerate(MAANDNAMEN, 1)}
MAANDAFKORTINGEN = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "mrt": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
SEIZOENWOORDEN = {
    "voorjaar": "voorjaar",
    "lente": "voorjaar",
    "zomer": "zomer",
    "najaar": "najaar",
    "herfst": "najaar",
    "winter": "winter",
}
DELEN = {
    "begin": BEGIN,
    "medio": MIDDEN,
    "midden": MIDDEN,
    "half": MIDDEN,
    "halverwege": MIDDEN,
    "eind": EIND,
    "einde": EIND,
}
RANGTELWOORDEN = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
TELWOORDEN = {
    "een": 1,
    "één": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
    "tien": 10,
    "elf": 11,
    "twaalf": 12,
}
#: Years away from the year of the overleg, by the word before "jaar".
JAARWOORDEN = {
    "dit": 0,
    "lopend": 0,
    "lopende": 0,
    "komend": 1,
    "aankomend": 1,
    "volgend": 1,
    "volgende": 1,
    "vorig": -1,
    "vorige": -1,
    "afgelopen": -1,
}

DAGNUMMER = r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
MAAND = een_van(MAANDEN)
MAAND_KORT = een_van(MAANDAFKORTINGEN) + r"\.?"
SEIZOEN = een_van(SEIZOENWOORDEN)
ROMEINS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
RANG = een_van([*RANGTELWOORDEN, "laatste", "[1-4](?:ste|de|e)", "(?-i:IV|I{1,3})(?:ste|de|e)"])
#: "begin", "het einde van de", ... before a piece of time.
DEEL = rf"(?:(?P<deel>{een_van(DELEN)})(?: (?:van|in))?(?: (?:het|de))? )?"

#: A year, but not part of a longer number, a range, a reference or a sum of money.
JAARTAL = r"(?:19[5-9][0-9]|20[0-9]{2}|2100)"
GEEN_GETAL_ERVOOR = r"(?<![\w.,/€–—-])(?<![€$]\s)(?<!nr\.\s)(?<!nr\s)"
#: Things that are counted: "in 2000 woningen" names no year.
GETELD = een_van(
    [
        "woning(?:en)?",
        "won",
        "huizen",
        "plekken",
        "banen",
        "inwoners",
        "mensen",
        "arbeidsplaatsen",
        "werkplekken",
        "bedrijven",
        "euro",
        "miljoen",
        "miljard",
        "mln",
        "mld",
        "hectare",
        "ha",
        "km2?",
        "m[23²³]",
        "meter",
        "kilometer",
        "MW",
        "GW",
        "TWh",
        "PJ",
        "k?ton",
        "procent",
        "jaar",
        "stuks",
    ]
)
GEEN_GETAL_ERNA = rf"(?![\w%€]|[.,:/–—-][0-9]|\s?[–—-]\s?[0-9]|\s+{GETELD}\b|\s+%)"
LOS_JAARTAL = GEEN_GETAL_ERVOOR + JAARTAL + GEEN_GETAL_ERNA

#: The year after a month, quarter or season: "van 2025", "'25", glued to it or not, "in dit jaar", "van volgend jaar".
JAAR_ERACHTER = patroon(
    r"(?:,?\s+|\s?[-/]\s?|(?=['’‘]))(?:(?:van|in|uit) )?(?:het (?:jaar )?)?"
    rf"(?:(?P<jaartal>{JAARTAL})(?![\w]|[.,][0-9]|\s?[/–—-]\s?[0-9])"
    r"|['’‘](?P<kort>[0-9]{2})(?![\w])"
    rf"|(?P<relatief>{een_van(JAARWOORDEN)})e? jaar\b)"
)

#: "jl." looks back, "a.s." ahead.
TOEVOEGING = patroon(r",?\s+(?:(?P<terug>jl|j\.l|jongstleden)|(?P<vooruit>a\.?s|aanstaande))\b\.?")

#: A number of units: "drie maanden", "anderhalf jaar", "6 weken".
AANTAL = rf"(?P<aantal>anderhalf|(?:een )?half|{een_van(TELWOORDEN)}|[0-9]{{1,3}})"
EENHEID = r"(?P<eenheid>dagen|weken|week|maanden|maand|kwartalen|kwartaal|halfjaar|jaren|jaar)"
BINNEN = r"\bbinnen (?:(?:nu en|uiterlijk|een termijn van|een periode van) )?"

#: Who does something in an agreement.
PARTIJ = (
    r"(?:wij|we|zij|ze|partijen|partners|rijk|regio|gemeenten?|provincies?|waterschap(?:pen)?|ministeries?|minister"
    r"|stuurgroep|corporaties|ontwikkelaars|ProRail|Rijkswaterstaat)"
)

#: "Voor", also with accents, and those as characters of their own.
VOOR = "v(?:[oóò]\u0301?){2}r(?:afgaande? aan)?"
