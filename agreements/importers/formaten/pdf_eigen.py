"""PDF documents that we made ourselves, read exactly.

Paragraphs of our own PDF are named places, whose names say what the text below them is: "bol_inleiding_oost-1-2". A
place that is named otherwise, and stands with no such name, is a bullet. Which line ends are spaces is in the tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from agreements.importers.formaten.alinea import onderdeel_van
from agreements.importers.formaten.pdf_openen import GeopendePdf
from agreements.importers.formaten.pdf_tekens import Letters, Pagina
from agreements.importers.formaten.pdf_zetsel import Bladzijde, Drukregel
from agreements.importers.regels import Regel
from agreements.lijst import Onderdeel

OPMAAK = "afsprakenlijst-opmaak-1"
_ZACHT_STREEPJE = "\u00ad"
_GEEN_SPATIE = "\u2060"
#: Places that differ less in height, in points, are one.
_GELIJK = 0.75
_NA_TEKEN = re.compile(r"^(\S+)\s+")


def is_van_ons(geopend: GeopendePdf) -> bool:
    return OPMAAK in geopend.trefwoorden


def lees_eigen(bladzijden: Sequence[Bladzijde], geopend: GeopendePdf) -> list[Regel] | None:
    """The paragraphs of one of our own documents, or None when it is none or something does not fit."""
    if not is_van_ons(geopend):
        return None
    plaatsen = _plaatsen(geopend)
    if not any(plaats.onderdeel is Onderdeel.LANDSDEEL for plaats in plaatsen):
        return None
    regels: list[Regel] = []
    for plaats, groep in _alineas(bladzijden, plaatsen):
        if plaats is None:
            return None  # text above the first place: this is not as we made it
        tekst = _tekst(groep).strip(" \n")
        lijstniveau = _lijstniveau(plaats)
        if lijstniveau is not None or plaats.onderdeel is Onderdeel.RUBRIEK:
            tekst = _NA_TEKEN.sub(r"\1 ", tekst)
        if tekst:
            regels.append(
                Regel(
                    nummer=len(regels) + 1,
                    tekst=tekst,
                    ruim=not regels,
                    heel=True,
                    onderdeel=plaats.onderdeel,
                    lijstniveau=lijstniveau,
                    grootte=groep[0].grootte,
                    vet=groep[0].vet,
                )
            )
    return regels


def met_werkelijke_tekst(pagina: Pagina, werkelijk: dict[tuple[int, int], str]) -> Pagina:
    """The page with the text that the tags give in place of what is drawn."""
    gegeven: set[int] = set()
    letters: list[Letters] = []
    for stuk in pagina.letters:
        if stuk.merk is not None and (pagina.nummer, stuk.merk) in werkelijk and not stuk.artefact:
            if stuk.merk in gegeven:
                continue
            gegeven.add(stuk.merk)
            stuk = replace(stuk, tekst=werkelijk[pagina.nummer, stuk.merk])
        letters.append(stuk)
    return replace(pagina, letters=letters)


@dataclass(frozen=True, slots=True)
class _Plaats:
    """A named place: where it is, and what the text below it is."""

    pagina: int
    hoogte: float
    naam: str
    onderdeel: Onderdeel


_RAND = _Plaats(0, 0.0, "", Onderdeel.VOORWERK)


def _plaatsen(geopend: GeopendePdf) -> list[_Plaats]:
    """The places in reading order. Where two stand together, the one that says what it is counts."""
    rij = sorted((pagina, -hoogte, naam) for naam, (pagina, hoogte) in geopend.bestemmingen.items())
    genoemd = {(pagina, round(hoogte / _GELIJK)) for pagina, hoogte, naam in rij if onderdeel_van(naam)}
    uit: list[_Plaats] = []
    vervallen = False
    for pagina, hoogte, naam in rij:
        onderdeel = onderdeel_van(naam)
        if onderdeel is None:
            if any((pagina, round(hoogte / _GELIJK) + scheef) in genoemd for scheef in (-1, 0, 1)):
                continue
            onderdeel = Onderdeel.PUNT
        vervallen = vervallen or naam == "bol_bijschrift_vervallen"
        uit.append(_Plaats(pagina, -hoogte, naam, Onderdeel.BIJSCHRIFT if vervallen else onderdeel))
    return uit


def _alineas(
    bladzijden: Sequence[Bladzijde], plaatsen: Sequence[_Plaats]
) -> Iterator[tuple[_Plaats | None, list[Drukregel]]]:
    """The lines of each paragraph with its place; running heads and feet come first, each by itself."""
    lopend: list[tuple[int, Drukregel]] = []
    huidig = -1
    for bladzijde in bladzijden:
        for regel in bladzijde.regels:
            if regel.artefact:
                yield _RAND, [regel]
                continue
            while huidig + 1 < len(plaatsen) and _staat_boven(plaatsen[huidig + 1], regel):
                huidig += 1
            lopend.append((huidig, regel))
    for nummer, groep in groupby(lopend, key=lambda een: een[0]):
        yield plaatsen[nummer] if nummer >= 0 else None, [regel for _, regel in groep]


def _staat_boven(plaats: _Plaats, regel: Drukregel) -> bool:
    return plaats.pagina < regel.pagina or (plaats.pagina == regel.pagina and plaats.hoogte >= regel.y)


def _tekst(groep: Sequence[Drukregel]) -> str:
    """The running text of a paragraph: the tags say what stands at a line end that does not tell it itself."""
    delen: list[str] = []
    for regel in groep:
        if delen:
            vorige = delen[-1]
            if vorige.endswith((_ZACHT_STREEPJE, _GEEN_SPATIE)):
                delen[-1] = vorige[:-1]
            elif not vorige.endswith(("-", "/", " ")):
                delen.append(" ")
        delen.append(regel.tekst)
    return "".join(delen)


def _lijstniveau(plaats: _Plaats) -> int | None:
    """A bullet is printed before a point or sub-point, unless the place says that it is one: then it has none."""
    if plaats.onderdeel is Onderdeel.SUBPUNT:
        return 1
    return 0 if plaats.onderdeel is Onderdeel.PUNT and onderdeel_van(plaats.naam) is None else None
