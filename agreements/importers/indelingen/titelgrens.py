"""Where the title ends when the text goes on behind it in one paragraph.

    2. Spoorknoop Zwolle De minister en de provincie stellen vast dat de kosten zijn gestegen.

Titles are short and have no finite verb; sentences of a list begin with the one who acts ("Rijk en regio spreken
af") or with a small word in capitals ("De", "In"), which inside a title stands only in names ("De Peel").
"""

from __future__ import annotations

import re

from agreements.importers.naslag import Naslag

_WOORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+(?:’s|'s)?")
_EINDE_ZIN = re.compile(r"[.;:?!][)”’\"]*$")
#: How a sentence of a list begins.
_BEGIN = frozenset(
    {"De", "Het", "Een", "Er", "Rijk", "Partijen", "Partners", "Minister", "Ministers", "Staatssecretaris"}
    | {"Provincie", "Provincies", "Gemeente", "Gemeenten", "Waterschappen", "Afgesproken", "Afspraak", "Constatering"}
    | {"In", "Op", "Voor", "Met", "Bij", "Uiterlijk", "Over", "Na", "Om", "Dit", "Deze", "Daarnaast", "Daarbij"}
    | {"Tijdens", "Vanuit", "Conform", "Naar", "Ten", "Uit", "Zowel", "Beide", "Wij", "We", "Bestuurders", "Vanaf"}
    | {"Besloten", "Als", "Aan", "Alle", "Geconstateerd", "Gezamenlijk", "Ook", "Verder", "Ter", "Tot", "Door"}
    | {"Onder", "Binnen", "Omdat", "Indien", "Zodra", "IenM", "IenW", "BZK", "VRO", "Zij", "Dat", "Deelnemers"}
    | {"Regio", "Stad", "Bewindspersonen", "Betrokken", "Alvorens", "Nadat", "Hierbij", "Daartoe", "Voorts", "Medio"}
    | {"Eind", "Begin", "Komend", "Vóór", "Besproken", "ProRail", "Rijkswaterstaat", "NS"}
)
#: Verbs by which a sentence of a list is known.
_WERKWOORD = frozenset(
    {"is", "zijn", "wordt", "worden", "was", "waren", "werd", "werden", "heeft", "hebben", "had", "kan", "kunnen"}
    | {"zal", "zullen", "moet", "moeten", "gaat", "gaan", "komt", "komen", "blijft", "blijven", "doet", "doen"}
    | {"spreken", "spreekt", "stellen", "stelt", "nemen", "neemt", "maken", "maakt", "werken", "werkt", "starten"}
    | {"start", "onderzoeken", "onderzoekt", "besluiten", "besluit", "kiezen", "kiest", "betaalt", "betalen"}
    | {"draagt", "dragen", "levert", "leveren", "legt", "leggen", "ziet", "zien", "zet", "zetten", "vraagt", "vragen"}
    | {"geeft", "geven", "houdt", "houden", "herbevestigen", "onderschrijven", "onderschrijft", "constateren"}
    | {"constateert", "bespreken", "bespreekt", "besproken", "afgesproken", "geconstateerd", "vindt", "vinden"}
    | {"delen", "deelt", "ronden", "rondt", "voeren", "voert", "zegt", "zeggen", "wacht", "wachten", "wil", "willen"}
    | {"reserveren", "reserveert", "bereiden", "bereidt", "verkennen", "verkent", "agenderen", "agendeert"}
    | {"bevestigen", "bevestigt", "brengt", "brengen", "biedt", "bieden", "treedt", "treden", "stemt", "stemmen"}
    | {"krijgt", "krijgen", "organiseert", "organiseren", "ondersteunt", "ondersteunen", "verzoekt", "verzoeken"}
    | {"begint", "beginnen", "richt", "richten", "ontvangt", "ontvangen", "dient", "dienen", "vormt", "vormen"}
    | {"laat", "laten", "zorgt", "zorgen", "streeft", "streven", "sluit", "sluiten", "past", "passen", "volgt"}
    | {"verwacht", "verwachten", "pakt", "pakken", "erkent", "erkennen", "investeert", "investeren", "bundelt"}
    | {"trekt", "trekken", "bekijkt", "bekijken", "steunt", "steunen", "tekent", "tekenen", "wijst", "wijzen", "voegt"}
    | {"hecht", "hechten", "benadrukt", "benadrukken", "betrekt", "betrekken", "monitort", "monitoren", "voegen"}
    | {"toetst", "toetsen", "bepaalt", "bepalen", "regelt", "regelen", "neemt", "meldt", "melden", "toont", "tonen"}
    | {"herijken", "actualiseren", "actualiseert", "vast", "af", "overeen", "loopt", "lopen", "gebruikt", "gebruiken"}
)
#: Verbs that show by their ending ("informeert").
_WERKWOORDSVORM = re.compile(r"[a-zë]{2,}eert")
#: After one of these the capital belongs to a name: "van De Peel".
_VOOR_NAAM = frozenset(
    "van in de het een naar bij op en of tussen rond om aan over voor met te ten ter der den uit door tot langs".split()  # noqa: SIM905
)
_MAX_TITEL = 160
_BLIK = 25
_NABIJ = 4

#: The words of a text with where they begin.
_Woorden = list[tuple[int, str]]


def titelgrens(tekst: str, naslag: Naslag) -> int | None:
    """Where in this text the sentence behind the title begins; None when there is no sentence behind it."""
    woorden = [(gevonden.start(), gevonden[0]) for gevonden in _WOORD.finditer(tekst[: _MAX_TITEL * 3])]
    tot = next((plaats for plaats, (begin, _) in enumerate(woorden) if begin > _MAX_TITEL), len(woorden))
    for plaats in range(1, tot):
        if _na_leesteken(woorden, plaats, naslag) or _is_zinsbegin(woorden, plaats, naslag):
            return woorden[plaats][0]
    for plaats in range(1, tot):
        if _is_werkwoord(woorden[plaats][1]):
            begin = _onderwerp_van(woorden, plaats)
            return woorden[begin][0] if begin else None
    return None


def is_zin(tekst: str, naslag: Naslag) -> bool:
    """Whether a text begins as a sentence does, so that no title stands before it."""
    return _is_zinsbegin([(gevonden.start(), gevonden[0]) for gevonden in _WOORD.finditer(tekst)][:_BLIK], 0, naslag)


def _na_leesteken(woorden: _Woorden, plaats: int, naslag: Naslag) -> bool:
    """Whether a sentence begins behind a full stop or colon here.

    A colon may also stand in the title ("Fiets, bus en trein: verkenning Rijk en regio spreken af"): then another
    sentence begins before the verb.
    """
    vorige, woord = woorden[plaats - 1][1], woorden[plaats][1]
    if len(vorige) <= 2 or vorige[-1] not in ".:" or not _heeft_werkwoord(woorden, plaats):
        return False
    if vorige[-1] == ".":
        return woord[0].isupper()
    for verder in range(plaats + 1, len(woorden)):
        if woorden[verder][1][-1] in ".;" and woord[0].islower():
            return False  # words without a sentence in them: "tempo houden."
        if _is_werkwoord(woorden[verder][1]):
            return True
        if _is_zinsbegin(woorden, verder, naslag):
            return False
    return woord[0].isupper()


def _is_zinsbegin(woorden: _Woorden, plaats: int, naslag: Naslag) -> bool:
    woord = _kaal(woorden[plaats][1])
    if woord not in _BEGIN or _na_verbinding(woorden, plaats):
        return False
    naam = " ".join(een for _, een in woorden[plaats : plaats + 2])
    if naslag.gebied(naam) is not None and naslag.gebied(woord) is None:
        return False
    return _heeft_werkwoord(woorden, plaats)


def _onderwerp_van(woorden: _Woorden, werkwoord: int) -> int:
    """Where the one who acts before this verb begins ("Kennis is", "Gelderland en Overijssel betalen"); 0: nowhere."""
    begin = next((p for p in range(werkwoord - 1, max(0, werkwoord - 1 - _NABIJ), -1) if woorden[p][1][0].isupper()), 0)
    while begin > 1 and woorden[begin - 1][1] in ("en", "of") and woorden[begin - 2][1][0].isupper():
        begin -= 2
        while begin > 1 and woorden[begin - 1][1][-1] == "," and woorden[begin - 1][1][0].isupper():
            begin -= 1
    return 0 if begin and _na_verbinding(woorden, begin) else begin


def _na_verbinding(woorden: _Woorden, plaats: int) -> bool:
    if not plaats:
        return False
    vorige = woorden[plaats - 1][1]
    return vorige in _VOOR_NAAM or vorige[-1] in "-–(/“‘&" or vorige in ("–", "-", "&")


def _heeft_werkwoord(woorden: _Woorden, plaats: int) -> bool:
    for _, woord in woorden[plaats + 1 : plaats + _BLIK]:
        if _is_werkwoord(woord):
            return True
        if _EINDE_ZIN.search(woord) and len(woord) > 2:
            return woord[-1] == ":"
    return False


def _is_werkwoord(woord: str) -> bool:
    kaal = _kaal(woord)
    return kaal in _WERKWOORD or _WERKWOORDSVORM.fullmatch(kaal) is not None


def _kaal(woord: str) -> str:
    gevonden = _LETTERS.search(woord)
    return gevonden[0] if gevonden else ""
