"""Which themes a text is about: by words that belong to one theme, counted.

A theme is proposed when the heading names it, or when two different words of the text do. One word in passing says
too little. A text that names five themes or more tells what there is, not what it is about, and gets none from the
text.
"""

from __future__ import annotations

import re

from agreements.duiding.voorstel import Grond, Omgeving, Veld, Voorstel, Waar

#: Theme → its words, as stems that may be the first part of a compound.
_WOORDEN = {
    "wonen-en-werken": r"woning\w*|woonwijk\w*|verstedelijking\w*|bedrijventerrein\w*|werklocatie\w*|woon-werk\w*"
    r"|\w*bouwlocatie\w*|stationsgebied\w*|herstructurering|new towns|nieuwbouw",
    "bereikbaarheid": r"bereikbaarheid\w*|mobiliteit\w*|\w*spoor\w*|emplacement\w*|vervoer\w*|\w*fiets\w*|stations?"
    r"|overwegen van|vaarweg\w*|treinen|lelylijn|nedersaksenlijn|perron\w*|transferknelpunt\w*|reizigers",
    "economie": r"econom\w+|ruimtelijk-econom\w+|bedrijfsleven|werkgelegenheid|verdienvermogen|industri\w+"
    r"|bedrijvigheid|hightech|innovatie\w*|ondernemend|havenbedrij\w+",
    "landbouw-en-natuur": r"\w*landbouw\w*|natuur(?!lijk)\w*|stikstof\w*|\w*soortenbescherming|veenweide\w*|boeren"
    r"|landelijk gebied|glastuinbouw\w*",
    "defensie": r"defensie\w*|militair\w*|kazerne\w*",
    "energie": r"\w*energie\w*|netcongestie|waterstof\w*|kerncentrale\w*|wind op zee|elektriciteit\w*|stroomnet\w*"
    r"|netbewust\w*|energiehub\w*",
    "water-en-bodem": r"zoet ?water\w*|drinkwater\w*|watersyste\w+|wateroverlast|watervrager\w*|water en bodem"
    r"|bodem en water|bodem|klimaatadapt\w+|vernatting|waterveiligheid|deltaprogramma|dijken|water te bergen|het water",
    "erfgoed-en-landschap": r"\w*erfgoed\w*|\w*landschap\w*|groenblauw\w*",
    "leefbaarheid-en-gezondheid": r"leefbaar\w*|gezond\w*|brede welvaart|leefkwaliteit|voorzieningen"
    r"|sociaal-maatschappelijk\w*|leefomgevingskwaliteit",
    "governance-en-financiering": r"financi\w+|kosten|bekostiging|governance\w*|financieringsafspraken|begroting\w*"
    r"|subsidie\w*|investeringsvraag\w*",
}
_PATRONEN = {thema: re.compile(rf"(?<![\w-])(?:{woorden})(?![\w])", re.I) for thema, woorden in _WOORDEN.items()}
_TE_VEEL = 5
_GENOEG = 2


def themas(omgeving: Omgeving) -> list[Voorstel]:
    """The themes of the text and its heading, most named first."""
    uit: dict[str, tuple[Grond, ...]] = {}
    tekst = omgeving.tekst
    geteld: dict[str, list[re.Match[str]]] = {}
    for thema, patroon in _PATRONEN.items():
        verschillend: dict[str, re.Match[str]] = {}
        for vondst in patroon.finditer(tekst):
            verschillend.setdefault(vondst[0].casefold()[:9], vondst)
        if verschillend:
            geteld[thema] = list(verschillend.values())
    kop = f"{omgeving.rubriek} · {omgeving.onderwerp}"
    for thema, patroon in _PATRONEN.items():
        if in_kop := patroon.search(kop):
            uit[thema] = (Grond(woorden=in_kop[0], waar=Waar.KOP), *_gronden(geteld.get(thema, [])))
    if len(geteld) < _TE_VEEL:
        for thema, vondsten in sorted(geteld.items(), key=lambda paar: -len(paar[1])):
            if len(vondsten) >= _GENOEG:
                uit.setdefault(thema, _gronden(vondsten))
    return [Voorstel(veld=Veld.THEMA, waarde=thema, gronden=gronden) for thema, gronden in uit.items()]


def _gronden(vondsten: list[re.Match[str]]) -> tuple[Grond, ...]:
    return tuple(Grond(woorden=een[0], begin=een.start(), eind=een.end()) for een in vondsten[:3])
