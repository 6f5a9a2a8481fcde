"""Cuts lines that hold more than one paragraph: bullets inside a line, and a lead-in behind a title.

1. | Title ❖ First agreement. ❖ Second: o One; o Two.
2. Title Rijk en regio spreken af om:
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from agreements.importers.indelingen.titelgrens import is_zin, titelgrens
from agreements.importers.naslag import Naslag
from agreements.importers.regels import Regel, Samenvoeger
from agreements.importers.tekens import HOOFDTEKENS, is_opsomming
from agreements.importers.zetspiegel import Zetspiegel
from agreements.lijst import Melding, Onderdeel

_TEKENS = "[" + re.escape("".join(sorted(HOOFDTEKENS))) + "]"
_HOOFDTEKEN = re.compile(rf"(?<=\s){_TEKENS}(?=\s|$)|(?<=\s)[❖\uf000-\uf0ff](?=\S)")
_SUBTEKEN = re.compile(r"(?<=\s)[o◦○](?=\s|$)")
_RUBRIEK = re.compile(r"(\d{1,2})[.)]?(?:\s*\|)?\s+(?:\|\s*)?(\S.*)", re.DOTALL)
#: Bullets that nobody sets between two words.
_NOOIT_IN_ZIN = frozenset("❖") | {chr(teken) for teken in range(0xF000, 0xF100)}
_MAX_KOPREGELS = 12
_MAX_KOP = 300

#: How a sentence ends that the points below it complete; no title ends so.
_GAAT_OVER_IN_PUNTEN = re.compile(
    r"\b(?:spreken|spreekt|komen|stellen|stelt)\b[^.;]* (?:af|overeen|vast)(?: dat| om)?$"
)


def met_eigen_regel_per_punt(regels: Sequence[Regel], meldingen: list[Melding]) -> list[Regel]:
    """The lines, cut so that every bullet and sub-bullet begins one; the pieces keep the number of their line.

    A sign that also stands between words ("Assen • Emmen") is doubtful where no sentence ended before it.
    """
    if not any(_HOOFDTEKEN.search(regel.tekst) for regel in regels):
        return list(regels)
    uit: list[Regel] = []
    in_reeks = False
    for regel in regels:
        if regel.onderdeel is not None or regel.kopniveau is not None:
            uit.append(regel)
            continue
        stukken = _gesplitst(regel, meldingen)
        in_reeks = (in_reeks and not regel.heel) or len(stukken) > 1 or regel.tekst[0] in HOOFDTEKENS
        delen: list[str] = []
        for stuk in stukken:
            delen += _subpunten(stuk) if in_reeks else [stuk]
        for nummer, deel in enumerate(delen):
            laatste = nummer == len(delen) - 1
            uit.append(
                replace(
                    regel,
                    tekst=deel,
                    spatie_na=regel.spatie_na if laatste else True,
                    ruim=regel.ruim and nummer == 0,
                    paginabegin=regel.paginabegin and nummer == 0,
                    lijstniveau=regel.lijstniveau if nummer == 0 else None,
                )
            )
    return uit


def _gesplitst(regel: Regel, meldingen: list[Melding]) -> list[str]:
    """The line cut at its bullets: where a sentence or title ended before one, or a capital follows."""
    tekst = regel.tekst
    grenzen = [0]
    for gevonden in _HOOFDTEKEN.finditer(tekst):
        voor, na = tekst[grenzen[-1] : gevonden.start()].rstrip(), tekst[gevonden.end() :].lstrip()
        zeker = gevonden[0] in _NOOIT_IN_ZIN or voor[-1:] in ".:;,?!)" or _RUBRIEK.fullmatch(voor) is not None
        if zeker or not na[:1].islower():
            grenzen.append(gevonden.start())
        if not zeker:
            over = f"{voor[-50:]} {gevonden[0]} {na[:50]}"
            meldingen.append(Melding(soort="opsommingsteken midden in een zin", tekst=over, regel=regel.nummer))
    grenzen.append(len(tekst))
    return [stuk for begin, einde in pairwise(grenzen) if (stuk := tekst[begin:einde].strip())]


def _subpunten(stuk: str) -> list[str]:
    """The piece cut at its sub-bullets: an "o" that follows punctuation or stands before a capital, or goes on so."""
    grenzen = [0]
    for gevonden in _SUBTEKEN.finditer(stuk):
        voor, na = stuk[: gevonden.start()].rstrip()[-1:], stuk[gevonden.end() :].lstrip()[:1]
        if voor in ":;.,?!)" or not na or not na.islower() or len(grenzen) > 1:
            grenzen.append(gevonden.start())
    grenzen.append(len(stuk))
    return [deel for begin, einde in pairwise(grenzen) if (deel := stuk[begin:einde].strip())]


def met_eigen_regel_per_titel(regels: Sequence[Regel], naslag: Naslag, meldingen: list[Melding]) -> list[Regel]:
    """The lines, with the sentence behind the title of a rubriek on a line of its own; each such place is reported.

    It is done only where the number is the next one, something ended before it, and the text up to the next bullet
    or heading does end as a sentence does.
    """
    samenvoeger, spiegel = Samenvoeger(regels), Zetspiegel.van(regels)
    uit: list[Regel] = []
    laatste, plaats = 0, 0
    while plaats < len(regels):
        regel = regels[plaats]
        if regel.onderdeel is Onderdeel.LANDSDEEL or naslag.landsdeel(regel.tekst) is not None:
            laatste = 0
        kop = _RUBRIEK.fullmatch(regel.tekst) if regel.onderdeel in (None, Onderdeel.RUBRIEK) else None
        if kop is None or int(kop[1]) != laatste + 1 or not _begint_iets(regels, plaats, naslag):
            uit.append(regel)
            plaats += 1
            continue
        lengte = _lengte(regels, plaats, naslag, spiegel)
        alinea = regels[plaats : plaats + lengte]
        laatste = int(kop[1]) if not alinea[0].eindigt_zin or lengte == 1 else laatste
        grens = _grens(alinea, naslag, samenvoeger)
        if grens is None and alinea[-1].eindigt_zin and regel.onderdeel is None:
            vrij = not uit or regel.ruim or spiegel.brak_vrij_af(uit[-1], regel)
            uit += _zonder_grens(alinea, naslag, samenvoeger, meldingen, vrij=vrij)
            laatste = int(kop[1]) if uit[-1].onderdeel is Onderdeel.RUBRIEK else laatste
        elif grens is None:
            uit += alinea
        else:
            titel, rest = grens
            uit += [
                replace(regel, tekst=titel, onderdeel=Onderdeel.RUBRIEK, heel=True),
                replace(rest[0], onderdeel=Onderdeel.INLEIDING, ruim=False),
                *rest[1:],
            ]
            over = f"“{titel}” | “{rest[0].tekst[:40]}…”"
            meldingen.append(
                Melding(soort="einde van de titel gevonden aan de zin", tekst=over[:120], regel=regel.nummer)
            )
            laatste = int(kop[1])
        plaats += lengte
    return uit


def _zonder_grens(
    alinea: Sequence[Regel], naslag: Naslag, samenvoeger: Samenvoeger, meldingen: list[Melding], *, vrij: bool
) -> list[Regel]:
    """A numbered paragraph that ends as a sentence does, with no place to cut it: a sentence or a heading?

    `vrij`: the line before it ended by choice.
    """
    regel = alinea[0]
    kop = _RUBRIEK.fullmatch(regel.tekst)
    zin = kop is None or regel.tekst[len(kop[1])] not in ".)|" or is_zin(kop[2], naslag) or not kop[2][0].isupper()
    zin = zin or not vrij or alinea[-1].tekst[-1] == ";"
    if zin or sum(len(een.tekst) for een in alinea) > _MAX_KOP:
        if kop is not None and not kop[2][0].islower():
            soort = "getal aan het begin van een regel"
            meldingen.append(Melding(soort=soort, tekst=regel.tekst[:120], regel=regel.nummer))
        return list(alinea)
    tekst = samenvoeger.voeg_samen(alinea, [])
    meldingen.append(Melding(soort="einde van de titel onzeker", tekst=tekst[:120], regel=regel.nummer))
    return [replace(regel, tekst=tekst, onderdeel=Onderdeel.RUBRIEK, heel=True)]


def _begint_iets(regels: Sequence[Regel], plaats: int, naslag: Naslag) -> bool:
    if not plaats:
        return True
    vorige, regel = regels[plaats - 1], regels[plaats]
    return (
        (vorige.eindigt_zin and not vorige.eindigt_afgekort)
        or vorige.heel
        or regel.heel
        or regel.ruim
        or "|" in regel.tekst[:5]
        or vorige.onderdeel is Onderdeel.LANDSDEEL
        or naslag.landsdeel(vorige.tekst) is not None
    )


def _lengte(regels: Sequence[Regel], plaats: int, naslag: Naslag, spiegel: Zetspiegel) -> int:
    """How many lines the paragraph has that begins with this number."""
    lengte = 1
    while plaats + lengte < len(regels) and lengte < _MAX_KOPREGELS and not regels[plaats].heel:
        vorige, regel = regels[plaats + lengte - 1], regels[plaats + lengte]
        if is_opsomming(regel) or regel.onderdeel is not None or regel.kopniveau is not None or regel.heel:
            break
        if naslag.landsdeel(regel.tekst) is not None or naslag.provincie(regel.tekst) is not None:
            break
        if vorige.eindigt_zin or (not regel.begint_klein and (regel.ruim or spiegel.brak_vrij_af(vorige, regel))):
            break
        lengte += 1
    return lengte


def _grens(alinea: Sequence[Regel], naslag: Naslag, samenvoeger: Samenvoeger) -> tuple[str, list[Regel]] | None:
    """The title with its number, and the lines behind it; None when the paragraph is a title only."""
    tekst = " ".join(regel.tekst for regel in alinea)
    if not alinea[-1].eindigt_zin and not _GAAT_OVER_IN_PUNTEN.search(tekst):
        return None
    kop = _RUBRIEK.fullmatch(tekst)
    if kop is None:
        return None
    grens = titelgrens(kop[2], naslag)
    if grens is None:
        return None
    plaats = kop.start(2) + grens
    rest: list[Regel] = []
    titelregels: list[Regel] = []
    begin = 0
    for regel in alinea:
        einde = begin + len(regel.tekst)
        if einde <= plaats:
            titelregels.append(regel)
        elif begin >= plaats:
            rest.append(regel)
        else:
            titelregels.append(replace(regel, tekst=regel.tekst[: plaats - begin].strip(), spatie_na=True))
            rest.append(replace(regel, tekst=regel.tekst[plaats - begin :]))
        begin = einde + 1
    titel = samenvoeger.voeg_samen(titelregels, [])
    return (titel.rstrip(":").rstrip() or titel), rest
