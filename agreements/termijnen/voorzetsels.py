"""The words that stand before a piece of time, or between two, and what they do with it."""

from __future__ import annotations

import re

from agreements.termijnen.patronen import VOOR, patroon
from agreements.termijnen.vondst import Werking


def _ervoor(tekst: str) -> re.Pattern[str]:
    """A pattern for the end of the text before a piece of time, an article in between or not."""
    return patroon(rf"(?<![\w-])(?:{tekst})\s+(?:(?:het|de)\s+)?$")


#: The first row that fits decides.
VOORZETSELS: tuple[tuple[Werking, re.Pattern[str]], ...] = (
    (Werking.VOOR, _ervoor(f"(?:uiterlijk |nog |ruim |al |liefst )?{VOOR}")),
    (Werking.UITERLIJK, _ervoor(r"(?:tot )?uiterlijk(?: (?:in|op|per|tijdens|bij|binnen|aan|rond|d\.d\.))?")),
    (Werking.UITERLIJK, _ervoor("(?:niet later dan|op (?:zijn|z['’]n) laatst|ten laatste)(?: in| op)?|tegen")),
    (Werking.TOT_EN_MET, _ervoor("t/m|tot en met")),
    (Werking.TOT, _ervoor("tot(?: aan)?")),
    (Werking.NA, _ervoor("(?:direct |kort |pas )?n[aáà](?: afloop van)?")),
    (Werking.VANAF, _ervoor("vanaf|van af|met ingang van|ingaande|op zijn vroegst(?: in| op)?")),
    (Werking.VERLEDEN, _ervoor("sinds|anno|uit|vanuit")),
    (Werking.HORIZON, _ervoor("richting|op weg naar|met het oog op|zichtjaar|doorkijk naar")),
    (Werking.HORIZON, _ervoor("horizon(?: van)?")),
    (Werking.IN, _ervoor("in|in de maand|in het jaar|in de loop van|gedurende|tijdens|rond|rondom|omstreeks|per")),
)

#: Before years in a row: "in de periode 2020-2050", "de jaren 2025-2027".
PERIODE = _ervoor("(?:(?:in|voor|over|gedurende|tijdens) )?(?:de )?(?:periode|jaren|tijdvak)(?: van| tussen)?")
PERIODE_LOS = _ervoor("in|gedurende|tussen")
TERMIJN_TUSSEN_HAAKJES = patroon(r"\b(?:termijn|periode) \(\s*$")

#: Before the first of two pieces of time, and between them.
BEGIN_VAN_PERIODE = _ervoor("(?P<tussen>tussen)|vanaf|van|sinds|(?:(?:in|voor) )?(?:de )?(?:periode|jaren)(?: van)?")
VERBINDING = patroon(r"\s*(?P<woord>t/m|tot en met|tot aan|tot|en|–|-)\s*(?:(?:het|de)\s+)?")

#: Before the name of a meeting without a date of its own.
KOMEND = _ervoor("(?:eerst|aan)?komende?|eerstvolgende|volgende|aanstaande")
HUIDIG = _ervoor("dit|deze|onderhavige?|huidige")
VORIG = _ervoor("vorige?|afgelopen|voorgaande")

#: All that may stand around a piece of time in a text that is one phrase.
ALLEEN_LIDWOORD = patroon(r"[\s.,]*(?:(?:op|van)\s+)?(?:(?:het|de)\s+)?[\s.,]*")
