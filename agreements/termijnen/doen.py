"""Do the parties do something in a stretch of years, or does it say of which years another word speaks?

"Partijen bouwen tot 2030 tweeduizend woningen" is something to be done by then; "de regio bouwt tweeduizend woningen
tot 2030" and "tot 2035 groeit de regio" say how many and how long.
"""

from __future__ import annotations

from agreements.termijnen.patronen import PARTIJ, een_van, patroon

#: Verbs of what somebody does and then has done, in the present: the stem behind "-t", and the plural.
_DOET = een_van(
    [
        *("realiseert", "realiseren", "bouwt", "bouwen", "voert", "voeren", "levert", "leveren", "legt", "leggen"),
        *("maakt", "maken", "ontwikkelt", "ontwikkelen", "onderzoekt", "onderzoeken", "verkent", "verkennen"),
        *("plaatst", "plaatsen", "vervangt", "vervangen", "herstelt", "herstellen", "versterkt", "versterken"),
        *("saneert", "saneren", "renoveert", "renoveren", "verduurzaamt", "verduurzamen", "plant", "planten"),
        *("investeert", "investeren", "organiseert", "organiseren", "treft", "treffen", "bekostigt", "bekostigen"),
        *("werkt", "werken"),
    ]
)
_SAMEN = r"(?: (?:samen|gezamenlijk|zelf|ook|elk|ieder|beide|allebei|hiervoor|daarvoor|hier|daar|er))*"
_ERVOOR = patroon(rf"\b(?:{PARTIJ}(?: [\w-]+){{0,3}} {_DOET}|{_DOET} (?:(?:de|het|beide|alle) )?{PARTIJ}){_SAMEN}\s*$")
_ERNA = patroon(rf"\s*{_DOET} (?:(?:de|het|beide|alle) )?{PARTIJ}\b")
_UIT = patroon(r"\buit\b")
#: "Partijen spreken af t/m 2034 ... te bouwen", "zorgen ervoor dat tot 2030 ... worden gebouwd".
_AF_TE = patroon(r"\b(?:spreken(?: [\w-]+){0,2} af|afgesproken|overeengekomen),?(?: om)?\s*$")
_TE_DOEN = patroon(r"\bte \w+en\b")
_DAT = patroon(r"\b(?:zorgen(?: er ?voor)?|spreken(?: [\w-]+){0,2} af),? dat\s*$")
_GEDAAN = patroon(r"\bword(?:t|en) (?:[\w-]+ )?(?:ge\w+|be\w+|ver\w+|her\w+|ont\w+|\w+ge\w+)(?:d|t|en)\b")


def wordt_dan_gedaan(zin_voor: str, zin_na: str) -> bool:
    """Whether the sentence says that the parties do something in the time that stands between its two pieces."""
    vooraan = not any(teken.isalpha() for teken in zin_voor)
    if doet := _ERVOOR.search(zin_voor) or (_ERNA.match(zin_na) if vooraan else None):
        # "Werken aan" has no end, "uitwerken" does.
        return "werk" not in doet[0].lower() or bool(_UIT.search(zin_na))
    if _AF_TE.search(zin_voor):
        return bool(_TE_DOEN.search(zin_na))
    return bool(_DAT.search(zin_voor) and _GEDAAN.search(zin_na))
