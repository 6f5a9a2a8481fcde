"""Who owes what: the organisations that a text names, with the role that its grammar gives them.

- trekker: the subject of a verb that commits ("Rijk en regio spreken af …"), also behind the verb ("Momenteel werken
  Rijk en provincie …"), in the lead-in on which a bullet leans ("Rijk en regio gaan aan de slag om:"), and who does
  something in the passive ("wordt door de regio … opgesteld");
- financier: who shares or bears costs, or is named as financier;
- opdrachtgever: who gives an order, or is named so;
- betrokken: a body with a name of its own that the text names otherwise. A collective word ("het Rijk") that only
  occurs somewhere in a sentence says too little, and is not proposed.

"De provincie" is the provincie of the heading or the only one that the text names; without either it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agreements.duiding.voorstel import Grond, Namen, Omgeving, Veld, Voorstel, Waar, een_van, zinnen

TREKKER, BETROKKEN, FINANCIER, OPDRACHTGEVER = "trekker", "betrokken", "financier", "opdrachtgever"

#: A body that the text points at without saying which; it joins an enumeration and is not proposed.
ONBEKEND = ""
#: Collective words and the organisation that stands for all of them.
COLLECTIEF = {
    "rijk": "rijk",
    "rijksoverheid": "rijk",
    "regio": "regio",
    "regionale overheden": "regio",
    "decentrale overheden": "regio",
    "gemeenten": "gemeenten",
    "waterschappen": "waterschappen",
    "provincies": "provincies",
}
#: Verbs by which somebody takes something upon them; an infinitive behind "te" is not one of these forms.
VERBINDT = (
    "spreken|spreekt|werken|werkt|maken|maakt|stellen|stelt|verkennen|verkent|onderzoeken|onderzoekt|leggen|legt|nemen"
    "|neemt|brengen|brengt|onderschrijven|onderschrijft|stemmen|stemt|starten|start|bouwen|bouwt|kiezen|kiest|zetten"
    "|zet|streven|streeft|gaan|gaat|zullen|zal|bieden|biedt|organiseren|organiseert|agenderen|agendeert|bespreken"
    "|bespreekt|concretiseren|concretiseert|trekken|trekt|erkennen|erkent|houden|houdt|sturen|stuurt|vragen|vraagt"
    "|leveren|levert|voeren|voert|richten|richt|herbevestigen|bekrachtigen|omarmen|monitoren|evalueren|actualiseren"
    "|ontwikkelen|ontwikkelt|bereiden|bereidt|pakken|pakt|realiseren|realiseert|wijzen|wijst|stelden"
    "|plaatsen|plaatst|passen|past|ondertekenen|ronden|rondt|presenteren|delen|deelt|geven|geeft|hebben|heeft"
)
#: "Have" commits with the participle of an act only ("hebben afgesproken"), not with any ("hebben te maken").
_HEBBEN_BESLOTEN = re.compile(
    r"\b(?:afgesproken|afspraken|onderschreven|vastgesteld|ingestemd|besloten|overeengekomen|omarmd|herbevestigd)\b"
)
#: Between subject and verb: "Rijk en regio gaan", "Rijk en regio (provincies, gemeenten) spreken".
_TUSSEN = r"(?:\s*\([^()]*\))?(?:\s+(?:samen|gezamenlijk|beiden|allen|in dit [\w-]+|tijdens [\w ]{3,40}?))?\s+"
_KOSTEN = re.compile(r"\b(?:kosten|bekost\w+|financier\w*)\b", re.I)
_GEDRAGEN = re.compile(r"\b(?:gedragen|betaald|gefinancierd|bekostigd)\b")


@dataclass(frozen=True, slots=True)
class Vermelding:
    """A place where a text names an organisation."""

    slug: str
    begin: int
    eind: int
    collectief: bool
    #: Whether it was pointed at ("de provincie") and not named.
    aangewezen: bool = False


class Partijherkenning:
    """Finds organisations by the names of the reference data; made once for many texts."""

    def __init__(self, namen: Namen) -> None:
        self._namen = namen
        los = {naam: slug for naam, slug in namen.organisaties.items() if len(naam) > 1}
        self._organisatie = re.compile(een_van(los)) if los else None
        self._los = los
        self._provincie = re.compile(rf"\b[Pp]rovincies? ({een_van(namen.provincies, heel=False)})(?![\w-])")
        gemeenten = een_van(namen.gemeenten, heel=False)
        self._gemeente = re.compile(rf"\b[Gg]emeenten? ({gemeenten})(?![\w-])")
        waterschappen = een_van(namen.waterschappen, heel=False)
        self._waterschap = re.compile(rf"\b(?:[Ww]aterschap(?:pen)?|[Hh]oogheemraadschap) ({waterschappen})(?![\w-])")
        # Whoever is named needs no collective word: "de provincies Fryslân en Drenthe …, en de provincies …".
        self._bij_naam = {
            "provincies": frozenset(namen.provincies.values()),
            "gemeenten": frozenset(namen.gemeenten.values()),
            "waterschappen": frozenset(namen.waterschappen.values()),
        }
        self._meer = re.compile(r"(?:, | en )")
        self._collectief = re.compile(een_van(COLLECTIEF), re.I)

    def vermeldingen(self, tekst: str, omgeving: Omgeving) -> list[Vermelding]:
        """Every place where the text names an organisation, in order; of names inside each other the longest."""
        gevonden: list[Vermelding] = []
        for patroon, tabel in (
            (self._provincie, self._namen.provincies),
            (self._gemeente, self._namen.gemeenten),
            (self._waterschap, self._namen.waterschappen),
        ):
            for vondst in patroon.finditer(tekst):
                gevonden.append(Vermelding(tabel[vondst[1]], vondst.start(), vondst.end(), collectief=False))
                gevonden += self._vervolg(tekst, vondst.end(), tabel)
        if self._organisatie:
            for vondst in self._organisatie.finditer(tekst):
                gevonden.append(Vermelding(self._los[vondst[0]], vondst.start(), vondst.end(), collectief=False))
        for vondst in self._collectief.finditer(tekst):
            slug = COLLECTIEF[vondst[0].lower()]
            gevonden.append(Vermelding(slug, vondst.start(), vondst.end(), collectief=True))
        gevonden += self._aangewezen(tekst, omgeving, gevonden)
        return _zonder_overlap(gevonden)

    def _vervolg(self, tekst: str, plaats: int, tabel: Mapping[str, str]) -> Iterator[Vermelding]:
        """The names that follow in an enumeration: "provincies Fryslân, Groningen en Drenthe"."""
        namen = re.compile(een_van(tabel, heel=False) + r"(?![\w-])")
        while voegwoord := self._meer.match(tekst, plaats):
            naam = namen.match(tekst, voegwoord.end())
            if not naam:
                return
            yield Vermelding(tabel[naam[0]], naam.start(), naam.end(), collectief=False)
            plaats = naam.end()

    def _aangewezen(self, tekst: str, omgeving: Omgeving, gevonden: list[Vermelding]) -> Iterator[Vermelding]:
        """ "De provincie", "de gemeente": the one that the heading or the rest of the text names."""
        for woord, tabel, kop in (
            ("provincie", self._namen.provincies, omgeving.provincie and f"provincie-{omgeving.provincie}"),
            ("gemeente", self._namen.gemeenten, None),
        ):
            slugs = set(tabel.values())
            genoemd = {een.slug for een in gevonden if een.slug in slugs}
            slug = kop or (next(iter(genoemd)) if len(genoemd) == 1 else ONBEKEND)
            for vondst in re.finditer(rf"(?<![\w-]){woord}(?![\w-])", tekst, re.I):
                yield Vermelding(slug, vondst.start(), vondst.end(), collectief=False, aangewezen=True)
        for vondst in re.finditer(r"(?<![\w-])(?:waterschap|partners|partijen)(?![\w-])", tekst, re.I):
            yield Vermelding(ONBEKEND, vondst.start(), vondst.end(), collectief=True)

    # --- roles ---------------------------------------------------------------------------------------

    def voorstellen(self, omgeving: Omgeving) -> list[Voorstel]:
        """The organisations with their roles. Whoever has a stronger role is not proposed as betrokken too."""
        rollen: dict[tuple[str, str], list[Grond]] = {}
        inleiding = omgeving.inleiding.rstrip()
        if inleiding.endswith((":", "om")):
            for slug, rol, grond in self._rollen(inleiding, omgeving, Waar.INLEIDING):
                rollen.setdefault((slug, rol), []).append(grond)
        for slug, rol, grond in self._rollen(omgeving.tekst, omgeving, Waar.TEKST):
            rollen.setdefault((slug, rol), []).append(grond)
        sterker = {slug for slug, rol in rollen if rol != BETROKKEN}
        return [
            Voorstel(veld=Veld.PARTIJ, waarde=slug, rol=rol, gronden=tuple(gronden[:2]))
            for (slug, rol), gronden in rollen.items()
            if (rol != BETROKKEN or slug not in sterker) and not sterker & self._bij_naam.get(slug, frozenset())
        ]

    def _rollen(self, tekst: str, omgeving: Omgeving, waar: Waar) -> Iterator[tuple[str, str, Grond]]:
        alle = self.vermeldingen(tekst, omgeving)
        for zin in zinnen(tekst):
            eind = zin.begin + len(zin.tekst)
            hier = [een for een in alle if zin.begin <= een.begin < eind]
            trekkend = self._trekkers(tekst, zin.begin, eind, hier)
            for een in hier:
                grond = Grond(woorden=tekst[een.begin : een.eind], waar=waar, begin=een.begin, eind=een.eind)
                rol = trekkend.get(een.begin)
                if een.slug == ONBEKEND:
                    continue
                if rol:
                    yield een.slug, rol, grond
                elif waar is Waar.TEKST and self._is_betrokken(tekst, een):
                    yield een.slug, BETROKKEN, grond

    def _is_betrokken(self, tekst: str, een: Vermelding) -> bool:
        """Whether a body that is only named takes part: not as an example, nor as the place something is about."""
        if een.collectief or een.aangewezen:
            return False
        voor, na = tekst[max(0, een.begin - 40) : een.begin], tekst[een.eind : een.eind + 12]
        if re.search(r"\b(?:zoals|bijvoorbeeld)\s+$", voor):
            return False
        if een.slug not in self._namen.plaatsachtig:
            return True
        return not (_ALS_PLAATS.search(voor) or _BESCHREVEN.match(na))

    def _trekkers(self, tekst: str, begin: int, eind: int, hier: list[Vermelding]) -> dict[int, str]:
        """The mentions of one sentence that have a role by its grammar, by where they begin."""
        zin = tekst[begin:eind]
        uit: dict[int, str] = {}
        bezet: set[int] = set()
        for groep in _groepen(tekst, hier):
            voor, na = tekst[begin : groep[0].begin], tekst[groep[-1].eind : eind]
            rol = _rol(zin, voor, na, bezet)
            if rol:
                uit |= dict.fromkeys((een.begin for een in groep), rol)
        return uit


#: A provincie, gemeente or region behind such a word is where something happens, not who does it.
_ALS_PLAATS = re.compile(
    r"(?:\b(?:voor|in|binnen|van|uit|over|rond|nabij|NOVEX|gebied)\s+(?:(?:de|het|andere)\s+)*(?:[\w-]+[,/]?\s+en\s+)?|[(])$",
    re.I,
)
_BESCHREVEN = re.compile(r"^\s+(?:is|heeft|kent|ligt|was)\b")
_LIDWOORD = r"(?:(?:de|het|diverse|betrokken|beide|alle|andere|overige|private)\s+)*"
_WERKWOORD_NA = re.compile(rf"^{_TUSSEN}({VERBINDT})\b")
_WERKWOORD_VOOR = re.compile(rf"(?:^|[\s,;])({VERBINDT})\s+{_LIDWOORD}$", re.I)
_ALLEEN_VOORAF = re.compile(rf"^\W*(?:{_LIDWOORD}|(?:daarnaast|verder|ook|tevens|eveneens)\s+)$", re.I)
_DOOR = re.compile(rf"\b(?:wordt|worden|zal|zullen)\b.*\bdoor\s+{_LIDWOORD}$", re.S)
_WORDT_BETROKKEN = re.compile(
    r"\b(?:betrokken|geïnformeerd|gevraagd|verzocht|uitgenodigd|ondersteund)\s+(?:te\s+)?worden\b"
)


def _rol(zin: str, voor: str, na: str, bezet: set[int]) -> str:
    """The role of a group of parties, by what stands before and behind it in its sentence; empty for none.

    `bezet` are the places of verbs that have their subject already: "de gemeente geeft ProRail opdracht".
    """
    if re.match(r"^\s+(?:is|zijn)\s+(?:de\s+)?opdrachtgevers?\b", na):
        return FINANCIER if "financier" in na[:60] else OPDRACHTGEVER
    if re.match(r"^\s+(?:is|zijn)\s+(?:de\s+)?financiers?\b", na):
        return FINANCIER
    if _KOSTEN.search(zin) and (re.match(r"^\s+(?:delen|deelt|dragen|draagt|betalen|betaalt)\b", na)):
        return FINANCIER
    if _DOOR.search(voor):
        return FINANCIER if _KOSTEN.search(voor) and _GEDRAGEN.search(na) else TREKKER
    voorop = _WERKWOORD_NA.match(na) if _ALLEEN_VOORAF.match(voor) or not voor.strip() else None
    erachter = _WERKWOORD_VOOR.search(voor) if not voorop else None
    # Behind a comma or "of" the verb may belong to a clause that only describes ("hoe … maken gemeenten").
    if erachter and re.search(r"\b(?:om|hoe|of|wat|waarvoor|dat|die)\b[^,;]*$", voor[: erachter.start(1)]):
        erachter = None
    if voorop:
        bezet.add(len(zin) - len(na) + voorop.start(1))
    if erachter and erachter.start(1) in bezet:
        erachter = None
    gevonden = voorop or erachter
    if not gevonden:
        return ""
    werkwoord = gevonden[1].lower()
    if werkwoord in ("zal", "zullen") and _WORDT_BETROKKEN.search(na):
        return BETROKKEN
    if werkwoord in ("hebben", "heeft") and not _HEBBEN_BESLOTEN.search(na):
        return ""
    if werkwoord in ("geven", "geeft"):
        return OPDRACHTGEVER if re.search(r"\bopdracht\b", na) else ""
    return TREKKER


def _groepen(tekst: str, hier: list[Vermelding]) -> Iterator[list[Vermelding]]:
    """Mentions that stand in one enumeration: "Rijk, provincies en de gemeente X"."""
    groep: list[Vermelding] = []
    for een in hier:
        if groep and re.fullmatch(
            rf"(?:\s*\([^()]*\))?\s*(?:,|en|/|, en)\s*{_LIDWOORD}", tekst[groep[-1].eind : een.begin]
        ):
            groep.append(een)
        else:
            if groep:
                yield groep
            groep = [een]
    if groep:
        yield groep


def _zonder_overlap(gevonden: list[Vermelding]) -> list[Vermelding]:
    uit: list[Vermelding] = []
    for een in sorted(gevonden, key=lambda een: (een.begin, een.begin - een.eind)):
        if not uit or een.begin >= uit[-1].eind:
            uit.append(een)
    return uit
