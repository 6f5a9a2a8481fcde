"""The layout of 2008: regions in capitals, topic lines, and paragraphs that begin with "Afspraak dat".

    ZUIDWEST-NEDERLAND
    Sluizen bij Terneuzen
    Constatering dat de sluizen te klein zijn.
    Afspraak dat Rijk en regio samen een verkenning starten.

There are no numbers and no bullets. A topic line is a rubriek and gets the number of its place in the region, as
codes need one; every paragraph below it is an item without a mark. A "Constatering" is an item like the others:
what soort it is, is for the redacteur to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from agreements.importers.indelingen.proza import delen_van_proza, opbouw_van
from agreements.importers.naslag import Naslag
from agreements.importers.opbouw import Opbouw
from agreements.importers.regels import Regel
from agreements.importers.stukken import MAX_KOPREGELS
from agreements.importers.tekens import is_opsomming
from agreements.importers.zetspiegel import Zetspiegel
from agreements.lijst import Onderdeel

NAAM = "2008"

_BEGIN = re.compile(
    r"(?:(?:Afspraak|Constatering|Conclusie|Toezegging|Besluit)(?: (?:dat|om|over|is|tot|van)\b|:)"
    r"|Afgesproken (?:is|wordt)\b|Geconstateerd (?:is|wordt)\b)"
)
_MAX_TITEL = 160


def herken(regels: Sequence[Regel], naslag: Naslag) -> float:
    """Whether many paragraphs begin with "Afspraak dat" or the like, and there are no bullets or numbers."""
    aantal = sum(_BEGIN.match(regel.tekst) is not None for regel in regels)
    if aantal < 2 or any(naslag.landsdeel(regel.tekst) for regel in regels) is False:
        return 0.0
    punten = sum(is_opsomming(regel) for regel in regels)
    return 0.95 if aantal > 2 * punten else 0.0


def lees(regels: Sequence[Regel], naslag: Naslag) -> Opbouw:
    """Read the lines. Raises LijstFout when no landsdeel stands among them."""
    return opbouw_van(delen_van_proza(_gemerkt(regels, naslag), naslag, eerste_is_inleiding=False), naslag)


def _gemerkt(regels: Sequence[Regel], naslag: Naslag) -> list[Regel]:
    """The lines, with those marked that begin a paragraph or a topic."""
    uit: list[Regel] = []
    spiegel = Zetspiegel.van(regels)
    for plaats, regel in enumerate(regels):
        vorige = regels[plaats - 1] if plaats else None
        if naslag.landsdeel(regel.tekst) is not None or regel.onderdeel is not None:
            uit.append(regel)
        elif _BEGIN.match(regel.tekst) and (vorige is None or vorige.eindigt_zin or not _loopt(vorige, uit)):
            uit.append(replace(regel, onderdeel=Onderdeel.ALINEA))
        elif (
            vorige is None
            or vorige.eindigt_zin
            or regel.ruim
            or naslag.landsdeel(vorige.tekst) is not None
            or spiegel.brak_vrij_af(vorige, regel)
        ) and _is_titel(regels, plaats, naslag):
            uit.append(replace(regel, onderdeel=Onderdeel.RUBRIEK))
        else:
            uit.append(regel)
    return uit


def _is_titel(regels: Sequence[Regel], plaats: int, naslag: Naslag) -> bool:
    """Whether a topic begins here: one or more lines without a full stop, and then "Afspraak dat"."""
    lengte = 0
    if regels[plaats].begint_klein:
        return False
    for regel in regels[plaats : plaats + MAX_KOPREGELS + 1]:
        if lengte and _BEGIN.match(regel.tekst):
            return True
        lengte += len(regel.tekst)
        if regel.eindigt_zin or lengte > _MAX_TITEL or naslag.landsdeel(regel.tekst) is not None:
            return False
    return False


def _loopt(vorige: Regel, gemerkt: Sequence[Regel]) -> bool:
    """Whether the line before is text that has not ended: no heading, and within a paragraph."""
    return bool(gemerkt) and gemerkt[-1].onderdeel is not Onderdeel.RUBRIEK and vorige.tekst[-1] in ",-"
