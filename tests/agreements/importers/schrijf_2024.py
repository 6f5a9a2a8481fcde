"""Writes a list as text in the layout of 2024, as a PDF reader would take it from the page.

Lines are filled greedily and end in a space, unless a word was broken at its hyphen; an empty line stands between
all lines; a page begins with a leading space and no empty line above it. Extra white stands above what could not
be told from the text before it otherwise, as a typesetter would do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agreements.lijst import SOORTEN, Lijst

_BREEKPUNT = re.compile(r"(?<=\S) (?=\S)|(?<=[^\W\d_]-)(?=[^\W\d_])|(?<= -)(?=[^\W\d_])")
_ALTIJD_ZICHTBAAR = ("punt", "subpunt")
_KOPPEN = ("landsdeel", "rubriek", "provincie", "onderwerp")
_EINDE_ZIN = re.compile(r"[.?!:;][)”’]*$")


@dataclass(frozen=True)
class _Alinea:
    soort: str
    regels: list[str]


def schrijf_2024(
    lijst: Lijst,
    *,
    breedte: int = 72,
    dubbel: bool = True,
    paginalengte: int = 0,
    wit_boven_koppen: bool = False,
) -> str:
    """The text of a list.

    `breedte` is the width of the column, `dubbel` puts an empty line between all lines, `paginalengte` breaks
    pages after so many lines (0: never), `wit_boven_koppen` sets every heading apart.
    """
    alineas = [_Alinea(soort, _gebroken(tekst, breedte)) for soort, tekst in _alineas(lijst)]
    langste = max(len(regel.rstrip()) for alinea in alineas for regel in alinea.regels)
    gewoon, ruim = ("\n\n", "\n \n\n\n") if dubbel else ("\n", "\n\n")
    uit: list[str] = []
    op_pagina = 0
    vorige: _Alinea | None = None
    for alinea in alineas:
        los = vorige is not None and (
            not _is_zichtbaar(vorige, alinea, langste) or (wit_boven_koppen and alinea.soort in _KOPPEN)
        )
        for nummer, regel in enumerate(alinea.regels):
            op_pagina += 1
            if not uit:
                tussen = ""
            elif los and nummer == 0:
                tussen = ruim
            elif paginalengte and op_pagina >= paginalengte:
                tussen, op_pagina = "\n ", 0
            else:
                tussen = gewoon
            uit.append(tussen + regel)
        vorige = alinea
    return "".join(uit) + "\n \n\n"


def toont_kolom(lijst: Lijst, *, breedte: int = 72) -> bool:
    """Whether a reader can see that lines were broken: one goes on in lower case, or there are no broken ones."""
    alineas = [_gebroken(tekst, breedte) for _, tekst in _alineas(lijst)]
    vervolg = [regel for alinea in alineas for regel in alinea[1:]]
    return not vervolg or any(regel[0].islower() for regel in vervolg)


def _alineas(lijst: Lijst) -> Iterator[tuple[str, str]]:
    if lijst.titel != f"Afsprakenlijst {SOORTEN[lijst.soort]} {lijst.jaar}":
        yield "onderwerp", lijst.titel
    for deel in lijst.landsdelen:
        yield "landsdeel", deel.kop
        for rubriek in deel.rubrieken:
            yield "rubriek", f"{rubriek.nummer} {rubriek.titel}"
            for blok in rubriek.blokken:
                if blok.provincie_kop:
                    yield "provincie", blok.provincie_kop
                if blok.onderwerp:
                    yield "onderwerp", blok.onderwerp
                for alinea in (blok.inleiding or "").split("\n"):
                    if alinea:
                        yield "alinea", alinea
                for tekstblok in blok.tekstblokken:
                    if tekstblok.teken:
                        yield "punt", f"{tekstblok.teken} {tekstblok.tekst}"
                    else:
                        yield "alinea", tekstblok.tekst
                    for subpunt in tekstblok.subpunten:
                        yield "subpunt", f"o {subpunt}"


def _is_zichtbaar(vorige: _Alinea, alinea: _Alinea, langste: int) -> bool:
    """Whether a reader sees, without extra white, that a paragraph begins here."""
    if alinea.soort in _ALTIJD_ZICHTBAAR:
        return True
    if alinea.soort == "landsdeel" or (alinea.soort in _KOPPEN and vorige.soort == "alinea"):
        return False
    laatste = vorige.regels[-1].rstrip()
    if vorige.soort not in _KOPPEN and not _EINDE_ZIN.search(laatste):
        return False
    eerste = _BREEKPUNT.split(alinea.regels[0].rstrip())[0]
    return len(laatste) + 1 + len(eerste) <= langste


def _gebroken(tekst: str, breedte: int) -> list[str]:
    """The lines of a paragraph, each with the space it was broken at."""
    regels, begin, einde = [], 0, 0
    for breekpunt in [*_BREEKPUNT.finditer(tekst), None]:
        tot = len(tekst) if breekpunt is None else breekpunt.start()
        if tot - begin > breedte and einde > begin:
            regels.append(tekst[begin:einde])
            begin = einde
        einde = len(tekst) if breekpunt is None else breekpunt.end()
    regels.append(tekst[begin:] + " ")
    return regels
