"""Does "voor" say before a time, or is something planned for it?

"Voor juni 2025 gereed" is before June, "gepland voor juni 2025" is in it. With accents ("vóór") or a word such as
"nog" it is always before; so it is in the set phrases "voor de zomer" and "voor het einde van".
"""

from __future__ import annotations

from agreements.termijnen.patronen import PARTIJ, patroon
from agreements.termijnen.vondst import Anker
from agreements.termijnen.zinnen import deelzin_om, zin_om

_KAAL = patroon(r"voor (?:(?:het|de) )?")
_VASTE_UITDRUKKING = patroon(r"(?:de zomer|(?:het )?einde? van|de jaarwisseling|het jaareinde)\b")

_GEPLAND = (
    r"(?:(?:in)?gepland|voorzien(?! van\b)|beoogd|geagendeerd|geprogrammeerd|ingeroosterd"
    r"|op de (?:planning|agenda|rol))"
)
_PLANT = r"(?:plannen|plant|agenderen|agendeert|programmeren|programmeert|voorzien|voorziet)(?! (?:in|van)\b)"
#: Right before "voor": "gepland (staat) voor", "wordt verwacht voor", "wij plannen de besluitvorming voor".
_ERVOOR = patroon(
    rf"(?:\b(?:{_GEPLAND}|(?P<verwacht>verwacht))(?: (?:staat|staan|is|zijn|wordt|worden))?"
    r"(?: (?:nu|dan|ook|pas|thans|vooralsnog|voorlopig))?"
    rf"|\b(?:{PARTIJ} {_PLANT}|{_PLANT} {PARTIJ})(?: [\w-]+){{1,8}})\s*$"
)
_TE_DOEN = patroon(r"\bte \w+en\b")
_PLANT_ERVOOR = patroon(rf"\b(?:{PARTIJ} {_PLANT}|{_PLANT} {PARTIJ})\s*$")
#: Further on in the clause: "voor het voorjaar staat een werksessie gepland".
_ERNA = patroon(rf"\b{_GEPLAND}(?! om\b)|^ {_PLANT} {PARTIJ}\b")
#: "Voor 2025 is afgesproken dat": what follows is for that year.
_AFGESPROKEN = patroon(r"\s*(?:(?:is|zijn|hebben|heeft) (?:[\w-]+ ){0,6}?)?(?:afgesproken|overeengekomen)\b")

#: Behind a meeting: what there is by then, and not what it needs.
_DAN_IS_ER = patroon(
    r"\s*(?:is|zijn|ligt|liggen|komt|komen|heeft|hebben)\b"
    rf"(?![^.;:]*\b(?:nodig|noodzakelijk|bedoeld|bestemd|van belang|{_GEPLAND})\b)"
)


def is_gepland_voor(tekst: str, begin: int, anker: Anker) -> bool:
    """Whether the "voor" at `begin`, right before a time, means "on" or "in" it."""
    woord = _KAAL.match(tekst, begin)
    if woord is None:
        return False
    if _VASTE_UITDRUKKING.match(tekst, begin + len("voor ")):
        return False
    voor, na = deelzin_om(tekst, begin, anker.eind)
    if gepland := _ERVOOR.search(voor):
        # "De minister verwacht voor maart te kiezen" is before it.
        return not (gepland["verwacht"] and _TE_DOEN.search(na))
    # "Voor 1 mei is een besluit voorzien" is before that day.
    if anker.soort == "dag":
        return False
    return bool(_PLANT_ERVOOR.search(voor) or _ERNA.search(na) or _AFGESPROKEN.match(na))


def is_voor_overleg(tekst: str, begin: int, eind: int, *, los: bool) -> bool:
    """Whether the word at `begin` says before the meeting that ends at `eind`; `los`: the text is one phrase.

    A plain "voor" says just as well what something is made for. It is before the meeting in a phrase by itself, and at
    the head of a sentence that goes on with what there is by then: "Voor het BO MIRT 2025 ligt er een voorstel".
    """
    if _KAAL.match(tekst, begin) is None:
        return True
    zin_voor, zin_na = zin_om(tekst, begin, eind)
    if any(teken.isalpha() for teken in zin_voor):
        return False
    return los or bool(_DAN_IS_ER.match(zin_na))
