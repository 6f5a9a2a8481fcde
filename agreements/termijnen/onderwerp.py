"""Does a time belong to the word beside it: the goals for 2030, the costs in 2026, the figures over a quarter?

Then it says which goals, costs or figures are meant, and not when something is due.
"""

from __future__ import annotations

from agreements.termijnen.patronen import patroon

_GEWOONTE = patroon(r"\b(?:normaliter|doorgaans|gewoonlijk|in de regel|meestal|traditioneel)\b")
_DOELWOORD = (
    r"(?:\w*doel|\w*doelen|\w*doelstelling|\w*doelstellingen|ambities?|streefbeeld|toekomstbeeld|\w*opgaven?|\w*norm"
    r"|\w*normen|taken|taakstelling|\w*capaciteit|\w*behoefte)"
)
#: "De doelstelling in 2030": the year belongs to the goal.
_DOEL = patroon(rf"\b{_DOELWOORD}\s+$")
#: "De doelen uit het Klimaatakkoord voor 2030".
_DOEL_VAN = patroon(rf"\b{_DOELWOORD}(?: (?:uit|van|in) (?:(?:het|de) )?[\w-]+(?: [\w-]+)?)?\s+$")
#: "€ 3 mln. in 2026", "de begroting voor 2026": the year belongs to the money or the plan.
_GELD = patroon(r"(?:\b(?:miljoen|miljard|euro)|\b(?:mln|mld)\.?|€ ?[0-9.,]+)(?: euro)?\s+$")
_PLAN = patroon(
    r"\b(?:\w*begroting|budget|budgetten|middelen|bedrag|raming|ramingen|prognose|prognoses|\w*plan|\w*plannen"
    r"|\w*planning|\w*programma|\w*programma['’]s|\w*programmering|\w*agenda|jaarverslag|kasritme|\w*kalender)\s+$"
)
_BEDRAG = patroon(r"\b(?:beschikbaar|gereserveerd|begroot|geraamd|bedraagt|bedragen)\b|€")
#: "€ 3 mln. is beschikbaar voor 2026".
_BEDRAG_ERVOOR = patroon(r"\b(?:beschikbaar|gereserveerd|begroot|geraamd|toegekend|uitgetrokken)\s+$")
#: "Voor 2027 en verder".
_EN_VERDER = patroon(r"\s*(?:en (?:verder|later|volgende jaren)|e\.v\.)")
#: "De uitgaven in 2027 worden geraamd": what stands as subject before its verb.
_UITGAVEN = patroon(r"\b(?:uitgaven|kosten|inkomsten|opbrengsten|lasten|baten|omzet)\s+$")
_PERSOONSVORM = patroon(r"\s*(?:worden|wordt|zijn|is|liggen|ligt|bedragen|bedraagt|komen|komt|stijgen|dalen)\b")

#: "De cijfers over het eerste kwartaal": what they are about.
_OVER = patroon(
    r"\b(?:\w*cijfers|gegevens|\w*rapportages?|\w*verslag|verantwoording|informatie|resultaten|terugblik|beeld) over"
    r"(?: (?:het|de))?\s+$"
)
_OPENT, _SLUIT = "'‘’\"“„«", "'’\"”»"


def is_gewoonte(zin_voor: str) -> bool:
    """Whether the sentence tells of what is done every year."""
    return bool(_GEWOONTE.search(zin_voor))


def is_onderwerp(zin_voor: str) -> bool:
    """Whether figures or a report are about the time that follows."""
    return bool(_OVER.search(zin_voor))


def is_naam(tekst: str, begin: int, eind: int) -> bool:
    """Whether a phrase with a capital stands between quotation marks all by itself: the name of a report."""
    ervoor, erna = tekst[max(0, begin - 2) : begin], tekst[eind : eind + 1]
    return (
        tekst[begin].isupper()
        and len(ervoor) == 2
        and ervoor[0].isspace()
        and ervoor[1] in _OPENT
        and erna != ""
        and erna in _SLUIT
    )


def hoort_bij_woord_ervoor(zin_voor: str, zin_na: str) -> bool:
    """Whether a year behind "voor" says of which year a goal, a plan or an amount is."""
    return bool(
        _DOEL_VAN.search(zin_voor)
        or _PLAN.search(zin_voor)
        or _BEDRAG_ERVOOR.search(zin_voor)
        or _BEDRAG.search(zin_na)
        or _EN_VERDER.match(zin_na)
    )


def gaat_over_doel_of_geld(zin_voor: str, zin_na: str) -> bool:
    """Whether a year behind "in" says of which year a goal or an amount is."""
    if _DOEL.search(zin_voor) or _GELD.search(zin_voor):
        return True
    return bool(_UITGAVEN.search(zin_voor) and _PERSOONSVORM.match(zin_na))
