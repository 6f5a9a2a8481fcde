"""Is something due by a phrase, or does it only tell of the past or name a horizon?

The rules, in order: what is vague or a horizon is never due; a day that is over on the overlegdatum is past,
and so is the meeting that the text itself reports; what lies wholly after the overlegdatum is due unless it
only qualifies another word ("100.000 woningen tot 2030"); for the rest the sentence decides.
"""

from __future__ import annotations

from datetime import date

from agreements.termijnen import overleg
from agreements.termijnen.doen import wordt_dan_gedaan
from agreements.termijnen.onderwerp import (
    gaat_over_doel_of_geld,
    hoort_bij_woord_ervoor,
    is_gewoonte,
    is_naam,
    is_onderwerp,
)
from agreements.termijnen.patronen import patroon
from agreements.termijnen.vondst import Vondst, Werking
from agreements.termijnen.zinnen import staat_achter_opschrift, zin_om

#: Beyond this many years after the overlegdatum a year is a horizon; without overlegdatum from this year on.
HORIZON_JAREN = 10
HORIZON_VANAF = 2040

_VERPLICHT = patroon(r"\b(?:moet|moeten|dient|dienen|gereed|klaar|uiterlijk|afgerond|opgeleverd)\b")
_PERSOONSVORM = patroon(
    r"\s*(?:zal|zullen|wordt|worden|gaat|gaan|start|starten|is|zijn|kan|kunnen|werkt|werken|geldt|gelden)\b"
)


def is_termijn(vondst: Vondst, tekst: str, overlegdatum: date | None, *, los: bool = False) -> bool:
    """Whether something is due by this phrase in this text; `los`: the text is that phrase and nothing more."""
    if vondst.soort in ("vaag", "horizon") or _is_voorbij(vondst, overlegdatum):
        return False
    zin_voor, zin_na = zin_om(tekst, vondst.begin, vondst.eind)
    if staat_achter_opschrift(tekst, vondst.begin) or is_onderwerp(zin_voor):
        return False
    if not los and not vondst.overleg and is_naam(tekst, vondst.begin, vondst.eind):
        return False
    if vondst.anker is not None and not vondst.heeft_jaar and is_gewoonte(zin_voor):
        return False
    if vondst.overleg:
        return True
    return (los or _is_dan_iets_af(vondst, zin_voor, zin_na)) and not _is_ver_weg(vondst, overlegdatum)


def _is_voorbij(vondst: Vondst, overlegdatum: date | None) -> bool:
    van, tot = vondst.bereik
    if overlegdatum is None:
        return vondst.verleden
    if vondst.toekomst:
        return False
    if vondst.soort == "overleg":
        if overleg.is_rond(vondst.bereik, overlegdatum):
            return True
        if vondst.overleg and overleg.is_geweest(vondst.overleg, vondst.bereik, overlegdatum):
            return True
    if tot is not None and tot <= overlegdatum:
        return True
    if vondst.soort == "voor" and tot is not None and not vondst.overleg:
        return False  # "uiterlijk eind 2025 is een besluit genomen": the perfect of something still to come
    return vondst.verleden and not (van is not None and van > overlegdatum)


def _is_dan_iets_af(vondst: Vondst, zin_voor: str, zin_na: str) -> bool:
    """Whether the phrase says when something is to be done, and not of which years another word speaks."""
    jaar = vondst.anker is not None and vondst.anker.soort in ("jaar", "periode") and vondst.anker.deel is None
    match vondst.werking:
        case Werking.NA if jaar:
            return False
        case Werking.TOT if jaar:
            return wordt_dan_gedaan(zin_voor, zin_na)
        case Werking.TOT_EN_MET if jaar:
            verplicht = _VERPLICHT.search(zin_voor) or _VERPLICHT.search(zin_na)
            return bool(verplicht) or wordt_dan_gedaan(zin_voor, zin_na)
        case Werking.VANAF if jaar:
            return bool(_PERSOONSVORM.match(zin_na)) or wordt_dan_gedaan(zin_voor, zin_na)
        case Werking.VOOR if jaar:
            return not hoort_bij_woord_ervoor(zin_voor, zin_na)
        case Werking.IN if jaar:
            return not gaat_over_doel_of_geld(zin_voor, zin_na)
        case Werking.GEEN if jaar and vondst.soort == "periode":
            return wordt_dan_gedaan(zin_voor, zin_na)
    return True


def _is_ver_weg(vondst: Vondst, overlegdatum: date | None) -> bool:
    if vondst.anker is None or vondst.anker.soort != "jaar" or vondst.anker.jaar is None:
        return False
    if vondst.werking is Werking.UITERLIJK:
        return False
    if overlegdatum is None:
        return vondst.anker.jaar >= HORIZON_VANAF
    return vondst.anker.jaar - overlegdatum.year > HORIZON_JAREN
