"""Documents that this application made itself: every paragraph says what it is.

A paragraph that somebody put in by hand says nothing; its heading style, its place in a real list or its bullet
tell, and otherwise it comes along as a loose paragraph with a melding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreements.importers.naslag import Naslag
from agreements.importers.opbouw import Deel, Opbouw, bouw
from agreements.importers.regels import Regel
from agreements.importers.tekens import HOOFDTEKENS, is_opsomming
from agreements.lijst import Melding, Onderdeel

_NUMMER = re.compile(r"(\d{1,2}[a-z]{0,2})(?:[.)]|\s*\|)?\s+(\S.*)", re.DOTALL)
_SUBTEKEN = re.compile(r"[o◦○\-–▪•]\s+(\S.*)", re.DOTALL)
#: A point that is in a real list begins with its sign; one that is not has none.
_PUNT = re.compile(r"(\S{1,3})\s+(\S.*)", re.DOTALL)


def lees(regels: Sequence[Regel], naslag: Naslag) -> Opbouw:
    """The tree of these paragraphs, in their order. Raises LijstFout when no landsdeel stands among them."""
    delen: list[Deel] = []
    meldingen: list[Melding] = []
    for regel in regels:
        if regel.onderdeel is not None:
            delen.append(_deel(regel, regel.onderdeel))
        else:
            soort = _geraden(regel, naslag)
            delen.append(_deel(regel, soort))
            meldingen.append(Melding(soort="alinea van iemand anders", tekst=regel.tekst[:120], regel=regel.nummer))
    opbouw = bouw(delen, naslag)
    alle = sorted((*opbouw.meldingen, *meldingen), key=lambda melding: melding.regel or 0)
    return Opbouw(titel=opbouw.titel, landsdelen=opbouw.landsdelen, meldingen=tuple(alle))


def _deel(regel: Regel, soort: Onderdeel) -> Deel:
    tekst, teken, nummer = regel.tekst, None, ""
    if soort is Onderdeel.RUBRIEK:
        genummerd = _NUMMER.fullmatch(tekst)
        if genummerd is not None:
            nummer, tekst = genummerd[1], genummerd[2]
    elif soort is Onderdeel.PUNT and (regel.lijstniveau is not None or regel.onderdeel is None):
        punt = _PUNT.fullmatch(tekst)
        if punt is not None and (regel.onderdeel is not None or not punt[1].isalnum() or punt[1] == "o"):
            teken, tekst = punt[1], punt[2]
    elif soort is Onderdeel.SUBPUNT:
        sub = _SUBTEKEN.fullmatch(tekst)
        tekst = sub[1] if sub is not None else tekst
    return Deel(soort=soort, tekst=tekst, teken=teken, nummer=nummer, regel=regel.nummer)


def _geraden(regel: Regel, naslag: Naslag) -> Onderdeel:
    """What a paragraph is of which the document does not say it."""
    if regel.kopniveau is not None:
        if naslag.landsdeel(regel.tekst) is not None:
            return Onderdeel.LANDSDEEL
        if naslag.provincie(regel.tekst) is not None:
            return Onderdeel.PROVINCIE
        return Onderdeel.RUBRIEK if regel.kopniveau <= 2 else Onderdeel.ONDERWERP
    if regel.lijstniveau is not None:
        return Onderdeel.PUNT if regel.lijstniveau == 0 else Onderdeel.SUBPUNT
    if is_opsomming(regel):
        return Onderdeel.PUNT if regel.tekst[0] in HOOFDTEKENS else Onderdeel.SUBPUNT
    return Onderdeel.ALINEA
