"""Numbers that stand apart: a number on a line of its own above its title, and the number of a region.

1                          2.
Noord-Nederland            Title of the rubriek

A number with that of its region before it ("2.1") is the number of the rubriek in that region, 1.

Such a number is the next one of its region, or stands where something may begin; a number that was only broken off
from the sentence before it is neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from agreements.importers.naslag import Naslag
from agreements.importers.regels import Regel
from agreements.importers.tekens import is_opsomming
from agreements.lijst import Melding, Onderdeel

_KAAL = re.compile(r"(?P<regio>\d{1,2}\.)?(?P<nummer>\d{1,2})[.)]?(?:\s*\|)?")
_GENUMMERD = re.compile(r"(?P<regio>\d{1,2}\.)?(?P<nummer>\d{1,2})[.)]?(?:\s*\|)?\s+(?P<titel>[^\W\d].*)")
_REGIONUMMER = re.compile(r"\S+(?:\s*\|)?\s+(?P<naam>\S.*)")
_MAX_TITEL = 200
#: So many numbers may be missing in a row of rubrieken.
_MAX_SPRONG = 3
_MAX_KOP_ERBOVEN = 55


def met_nummers(regels: Sequence[Regel], naslag: Naslag, meldingen: list[Melding]) -> list[Regel]:
    """The lines with each such number put before its title, and with numbered regions marked as such.

    A heading below a sentence that did not end is added to `meldingen`.
    """
    uit: list[Regel] = []
    plaats = laatste = 0
    while plaats < len(regels):
        regel, vorige = regels[plaats], uit[-1] if uit else None
        volgende = regels[plaats + 1] if plaats + 1 < len(regels) else None
        kaal = _KAAL.fullmatch(regel.tekst) if regel.onderdeel is None else None
        if kaal is not None and volgende is not None and volgende.onderdeel is None:
            if naslag.landsdeel_kaal(volgende.tekst) is not None:
                uit.append(replace(volgende, ruim=regel.ruim, onderdeel=Onderdeel.LANDSDEEL))
                plaats, laatste = plaats + 2, 0
                continue
            nummer = int(kaal["nummer"])
            verwacht, begint = nummer == laatste + 1, _begint(regel, vorige, naslag)
            past = verwacht or (begint and nummer <= laatste + _MAX_SPRONG)
            if past and _is_titel(volgende, laatste=laatste, verwacht=verwacht):
                tekst = f"{nummer} {volgende.tekst}"
                titel = replace(volgende, nummer=regel.nummer, tekst=tekst, ruim=regel.ruim)
                uit.append(replace(titel, onderdeel=Onderdeel.RUBRIEK))
                if not begint:
                    soort = "rubriekkop na een onvoltooide zin"
                    meldingen.append(Melding(soort=soort, tekst=tekst[:120], regel=regel.nummer))
                plaats, laatste = plaats + 2, nummer
                continue
        als_regio = _als_regio(regel, vorige, naslag)
        genummerd = _GENUMMERD.fullmatch(regel.tekst)
        if als_regio is not None or naslag.landsdeel(regel.tekst) is not None:
            laatste = 0
        elif genummerd is not None and int(genummerd["nummer"]) == laatste + 1 and _begint(regel, vorige, naslag):
            laatste += 1
            if genummerd["regio"] and regel.onderdeel is None and not regel.eindigt_zin:
                regel = replace(regel, tekst=f"{laatste} {genummerd['titel']}", onderdeel=Onderdeel.RUBRIEK)
        uit.append(als_regio or regel)
        plaats += 1
    return uit


def _begint(regel: Regel, vorige: Regel | None, naslag: Naslag) -> bool:
    """Whether something may begin here: nothing stands before it, or that has ended, or white says so."""
    if vorige is None or vorige.eindigt_zin or vorige.heel or regel.heel or regel.ruim:
        return True
    return vorige.onderdeel is Onderdeel.LANDSDEEL or naslag.landsdeel(vorige.tekst) is not None


def _als_regio(regel: Regel, vorige: Regel | None, naslag: Naslag) -> Regel | None:
    """The line as the heading of a numbered region ("1. Noord-Nederland"), or None."""
    if regel.onderdeel is not None:
        return None
    genummerd = _REGIONUMMER.fullmatch(regel.tekst)
    if genummerd is None or naslag.genummerd_landsdeel(regel.tekst) is None:
        return None
    # A heading may stand above it, or the unfinished sentence that it belongs to.
    if vorige is not None and not _begint(regel, vorige, naslag) and len(vorige.tekst) > _MAX_KOP_ERBOVEN:
        return None
    return replace(regel, tekst=genummerd["naam"], onderdeel=Onderdeel.LANDSDEEL)


def _is_titel(regel: Regel, *, laatste: int, verwacht: bool) -> bool:
    """Whether a line may be the title below a number; not when it is the next heading itself."""
    genummerd = _GENUMMERD.fullmatch(regel.tekst)
    if genummerd is not None and not verwacht and int(genummerd["nummer"]) == laatste + 1:
        return False
    return (
        not is_opsomming(regel)
        and not regel.begint_klein
        and not (regel.eindigt_zin and regel.tekst[-1] not in "?!)’”")
        and len(regel.tekst) <= _MAX_TITEL
        and _KAAL.fullmatch(regel.tekst) is None
    )
