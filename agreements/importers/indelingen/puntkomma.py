"""The layout of 2013: all line breaks lost, numbered titles, items separated by a semicolon.

    Zuid-Nederland 1. Bereikbaarheid Brainport Rijk en regio stellen vast dat de studie klaar is; De regio betaalt
    de helft; In 2014 wordt de planning besproken. 2. Maaslijn De provincie onderzoekt …

The text is read as one: a number with a point that comes next in the row begins a rubriek, the name of a landsdeel
right before a "1." begins a landsdeel. Where the title ends is told by how sentences begin; each such place is
reported. The semicolon stays at the end of its item, brackets are not split.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agreements.importers.indelingen.titelgrens import titelgrens
from agreements.importers.naslag import Naslag
from agreements.importers.opbouw import Deel, Opbouw, bouw
from agreements.importers.regels import Regel, Samenvoeger
from agreements.importers.tekens import is_opsomming
from agreements.lijst import LijstFout, Melding, Onderdeel

NAAM = "2013"

_NUMMER = re.compile(r"(?:(?<=\s)|^)(\d{1,2})[.)]\s+(?=[\"“‘’'(]?[^\W\d_a-z])")
_EINDE_ZIN = re.compile(r"[.;:?!][)”’\"]*\s*$")
_WOORD = re.compile(r"\S+")
_MAX_WOORDEN_REGIO = 8
_STREEPJE = re.compile(r"^[-–]\s")


@dataclass(frozen=True, slots=True)
class _Rubriek:
    landsdeel: tuple[int, int] | None
    begin: int
    titel: int
    nummer: str


def herken(regels: Sequence[Regel], naslag: Naslag) -> float:
    """Whether numbered titles stand in the middle of lines, with items that semicolons part."""
    if any(is_opsomming(regel) or regel.kopniveau is not None for regel in regels):
        return 0.0
    tekst, _ = _doorlopend(regels)
    rubrieken = list(_rubrieken(tekst, naslag))
    if not rubrieken or rubrieken[0].landsdeel is None:
        return 0.0
    if any(naslag.genummerd_landsdeel(regel.tekst) is not None for regel in regels):
        return 0.0  # a line for the heading of a region: no line breaks were lost
    losse_koppen = sum(naslag.landsdeel(regel.tekst) is not None for regel in regels)
    landsdelen = sum(een.landsdeel is not None for een in rubrieken)
    puntkommas = sum(1 for _ in re.finditer(r";\s+(?=\S)", tekst))
    if losse_koppen < landsdelen or (puntkommas >= 1 and len(regels) == 1):
        return 0.9
    streepjes = any(_STREEPJE.match(regel.tekst) for regel in regels)
    binnen = sum(len(re.findall(r";\s+(?=\S)", regel.tekst)) for regel in regels)
    return 0.8 if binnen * 2 >= len(rubrieken) and not streepjes else 0.0


def lees(regels: Sequence[Regel], naslag: Naslag) -> Opbouw:
    """Read the lines as one text. Raises LijstFout when no landsdeel with rubrieken stands in it."""
    tekst, begin_van_regel = _doorlopend(regels)
    meldingen: list[Melding] = []
    regelnummers = [regel.nummer for regel in regels]

    def regel_op(plaats: int) -> int:
        return regelnummers[max(0, bisect_right(begin_van_regel, plaats) - 1)]

    rubrieken = list(_rubrieken(tekst, naslag))
    if not rubrieken or rubrieken[0].landsdeel is None:
        raise LijstFout(
            "Dit is geen afsprakenlijst: er staat geen landsdeel met genummerde rubrieken in. "
            "Kies het bestand met de afsprakenlijst zelf."
        )
    delen: list[Deel] = []
    voorwerk = tekst[: rubrieken[0].landsdeel[0]].strip()
    if voorwerk:
        titel = len(voorwerk) <= 120 and "afspra" in voorwerk.casefold()
        delen.append(Deel(soort=Onderdeel.TITEL if titel else Onderdeel.ALINEA, tekst=voorwerk, regel=regel_op(0)))
    for nummer, een in enumerate(rubrieken):
        volgende = rubrieken[nummer + 1] if nummer + 1 < len(rubrieken) else None
        einde = len(tekst) if volgende is None else (volgende.landsdeel or (volgende.begin, 0))[0]
        if een.landsdeel is not None:
            kop = tekst[een.landsdeel[0] : een.landsdeel[1]].strip()
            delen.append(
                Deel(
                    soort=Onderdeel.LANDSDEEL,
                    tekst=kop,
                    slug=naslag.landsdeel_kaal(kop),
                    regel=regel_op(een.landsdeel[0]),
                )
            )
        inhoud = tekst[een.titel : einde].strip()
        grens = titelgrens(inhoud, naslag)
        regel = regel_op(een.begin)
        if grens is None:
            grens = len(inhoud) if ";" not in inhoud else inhoud.index(";") + 1
            meldingen.append(Melding(soort="einde van de titel onzeker", tekst=inhoud[:120], regel=regel))
        else:
            over = f"“{inhoud[:grens].strip()}” | “{inhoud[grens : grens + 40]}…”"
            meldingen.append(Melding(soort="einde van de titel gevonden aan de zin", tekst=over[:120], regel=regel))
        titel_tekst = inhoud[:grens].strip().rstrip(":;") or inhoud[:grens]
        delen.append(Deel(soort=Onderdeel.RUBRIEK, tekst=titel_tekst, nummer=een.nummer, regel=regel))
        verschoven = een.titel + grens
        delen += [
            Deel(soort=Onderdeel.PUNT, tekst=item, regel=regel_op(verschoven + plaats))
            for plaats, item in _items(inhoud[grens:])
        ]
    opbouw = bouw(delen, naslag)
    alle = sorted((*opbouw.meldingen, *meldingen), key=lambda melding: melding.regel or 0)
    return Opbouw(titel=opbouw.titel, landsdelen=opbouw.landsdelen, meldingen=tuple(alle))


def _doorlopend(regels: Sequence[Regel]) -> tuple[str, list[int]]:
    """All lines as one text, and where in it each of them begins."""
    tekst = Samenvoeger(regels).voeg_samen(regels, [])
    begin: list[int] = []
    plaats = 0
    for regel in regels:
        gevonden = tekst.find(regel.tekst[:12].rstrip("-\u00ad"), plaats)
        plaats = gevonden if gevonden >= 0 else plaats
        begin.append(plaats)
    return tekst, begin


def _rubrieken(tekst: str, naslag: Naslag) -> Iterator[_Rubriek]:
    """The numbered titles that follow each other, with the landsdeel that the first of a row stands under."""
    laatste, einde = 0, 0
    for gevonden in _NUMMER.finditer(tekst):
        nummer = int(gevonden[1])
        landsdeel = _landsdeel_voor(tekst, einde, gevonden.start(), naslag) if nummer == 1 else None
        ervoor = tekst[einde : gevonden.start()]
        past = nummer == laatste + 1 and laatste > 0 and _EINDE_ZIN.search(ervoor[-12:])
        if landsdeel is None and not past:
            continue
        yield _Rubriek(landsdeel, gevonden.start(), gevonden.end(), gevonden[1])
        laatste, einde = nummer, gevonden.end()


def _landsdeel_voor(tekst: str, begin: int, einde: int, naslag: Naslag) -> tuple[int, int] | None:
    """The name of a landsdeel that ends right here: the longest that is one."""
    stuk = tekst[max(begin, einde - 120) : einde]
    woorden = list(_WOORD.finditer(stuk))[-_MAX_WOORDEN_REGIO:]
    basis = max(begin, einde - 120)
    for eerste in woorden:
        kop = stuk[eerste.start() :].strip()
        if naslag.landsdeel(kop) is not None:
            return basis + eerste.start(), einde
    laatste = woorden[-1] if woorden else None
    if laatste is not None and naslag.landsdeel_kaal(laatste[0]) is not None:
        return basis + laatste.start(), einde
    return None


def _items(tekst: str) -> Iterator[tuple[int, str]]:
    """The items with where they begin: each ends at a semicolon outside brackets, which stays."""
    diepte, begin = 0, 0
    for plaats, teken in enumerate(tekst):
        if teken in "([":
            diepte += 1
        elif teken in ")]":
            diepte = max(0, diepte - 1)
        elif teken == ";" and not diepte and (plaats + 1 == len(tekst) or tekst[plaats + 1].isspace()):
            yield from _item(tekst, begin, plaats + 1)
            begin = plaats + 1
    yield from _item(tekst, begin, len(tekst))


def _item(tekst: str, begin: int, einde: int) -> Iterator[tuple[int, str]]:
    stuk = tekst[begin:einde]
    if stuk.strip():
        yield begin + len(stuk) - len(stuk.lstrip()), stuk.strip()
