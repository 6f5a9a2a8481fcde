"""The contents at the front of a list: it repeats every heading, and would be taken for the list itself.

It is known by its name, or by lines that end in page numbers, and it ends where its first entry comes again:

    Inhoudsopgave
    BO MIRT Noord ........ 2
    BO MIRT Oost ......... 5
    BO MIRT Noord
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from agreements.importers.naslag import Naslag, sleutel
from agreements.importers.opschonen.opmaak import INHOUDSOPGAVE, Opmaak
from agreements.importers.regels import Regel
from agreements.importers.tekens import is_opsomming
from agreements.lijst import Melding

_KOP = re.compile(r"(?:inhoud|inhoudsopgave|inhoud van deze lijst|overzicht)\s*:?", re.IGNORECASE)
_KOP_MET_REST = re.compile(r"inhouds(?:opgave)?\b.*\s\d{1,3}", re.IGNORECASE)
#: An entry: what it points to, white or leader dots, and the page.
_POST = re.compile(r"(?P<tekst>\S.*?)(?P<wit>[\s.…·_]*[\s.…·_\t])(?P<pagina>\d{1,3})")
_NUMMER_ERVOOR = re.compile(r"^\d{1,2}(?:\.\d{1,2})?[.)]?\s*\|?\s*(?=\D)")
_LEIDER = re.compile(r"(?:\.{3,}|…|·{3,}|_{3,}|(?:\. ){3,}|\t)")
_KAAL_NUMMER = re.compile(r"\d{1,3}[.)]?")
_MAX_REGELS = 400
_MAX_POST = 200


def zonder_inhoudsopgave(
    regels: Sequence[Regel], naslag: Naslag, opmaak: list[Opmaak], meldingen: list[Melding]
) -> list[Regel]:
    """The lines without the contents; its lines are added to `opmaak`, with one melding for all of them."""
    begin, einde = _plaats(regels, naslag)
    if einde <= begin:
        return list(regels)
    opmaak += [Opmaak(INHOUDSOPGAVE, regel.tekst, regel.nummer) for regel in regels[begin:einde]]
    melding = f"{einde - begin} regels vanaf “{regels[begin].tekst}” horen niet bij de lijst"
    meldingen.append(Melding(soort="inhoudsopgave overgeslagen", tekst=melding[:120], regel=regels[begin].nummer))
    rest = list(regels[einde:])
    return [*regels[:begin], *(replace(een, ruim=True) for een in rest[:1]), *rest[1:]]


def _plaats(regels: Sequence[Regel], naslag: Naslag) -> tuple[int, int]:
    """The first line of the contents, and the first one after it; the same twice when there is none."""
    for plaats, regel in enumerate(regels[:_MAX_REGELS]):
        if _KOP.fullmatch(regel.tekst) and plaats + 1 < len(regels):
            return plaats, _einde(regels, plaats + 1, naslag)
        if _KOP_MET_REST.fullmatch(regel.tekst) and len(regel.tekst) > len("inhoudsopgave") + 4:
            return plaats, _einde(regels, plaats + 1, naslag)
        if is_opsomming(regel) or naslag.landsdeel(regel.tekst) is not None:
            break
        if _is_post(regel.tekst, naslag):
            # Without a name: at least two lines with pages, or the heading that it names comes again.
            einde = _einde(regels, plaats, naslag)
            posten = sum(_is_post(een.tekst, naslag) for een in regels[plaats:einde])
            return (plaats, einde) if posten >= 2 else (0, 0)
    return _herhaalde_koppen(regels, naslag)


def _is_post(tekst: str, naslag: Naslag) -> bool:
    """Whether a line is certainly an entry: leader dots and a page, or the heading of a landsdeel and a page."""
    post = _POST.fullmatch(tekst)
    if post is None or len(tekst) > _MAX_POST:
        return False
    kop = _NUMMER_ERVOOR.sub("", post["tekst"])
    return _LEIDER.search(post["wit"]) is not None or naslag.landsdeel_kaal(kop) is not None


def _einde(regels: Sequence[Regel], begin: int, naslag: Naslag) -> int:
    """The first line after the contents that begins here."""
    grens = begin
    laatste_pagina = 0
    kaal = [_sleutel(regel.tekst) for regel in regels[begin : begin + 2 * _MAX_REGELS]]
    eerste = next((naam for naam in kaal if naam), "")
    herhaald = next((plaats for plaats, naam in enumerate(kaal) if plaats and naam == eerste), None)
    tot = len(kaal) if herhaald is None else herhaald
    for plaats, regel in enumerate(regels[begin : begin + tot]):
        post = _POST.fullmatch(regel.tekst)
        if is_opsomming(regel) or len(regel.tekst) > _MAX_POST:
            break
        if post is not None and int(post["pagina"]) >= laatste_pagina:
            laatste_pagina = int(post["pagina"])
            grens = begin + plaats + 1
        elif regel.eindigt_zin and not _LEIDER.search(regel.tekst):
            break
    if herhaald is None:
        return grens
    tussen = regels[grens : begin + herhaald]
    # Between the last page number and the heading that comes again only loose lines of the contents may stand.
    los = all(_KAAL_NUMMER.fullmatch(een.tekst) or not een.eindigt_zin for een in tussen)
    if los and len(tussen) <= (2 if grens > begin else _MAX_REGELS) and not any(is_opsomming(een) for een in tussen):
        einde = begin + herhaald
        # A bare number right above the heading that comes again belongs to that heading.
        return einde - 1 if tussen and _KAAL_NUMMER.fullmatch(regels[einde - 1].tekst) else einde
    return grens


def _herhaalde_koppen(regels: Sequence[Regel], naslag: Naslag) -> tuple[int, int]:
    """A contents without name or page numbers: two or more headings of landsdelen before any text, that come again."""
    begin: int | None = None
    gezien: list[str] = []
    for plaats, regel in enumerate(regels[:_MAX_REGELS]):
        landsdeel = naslag.landsdeel(regel.tekst)
        if landsdeel is not None:
            if landsdeel in gezien and len(gezien) >= 2 and landsdeel == gezien[0] and begin is not None:
                return begin, plaats
            begin = plaats if begin is None else begin
            gezien.append(landsdeel)
        elif begin is not None and (regel.eindigt_zin or is_opsomming(regel)):
            break
    return 0, 0


def _sleutel(tekst: str) -> str:
    """What an entry or heading says, without its number, leader dots and page."""
    post = _POST.fullmatch(tekst)
    return (
        sleutel(_NUMMER_ERVOOR.sub("", post["tekst"] if post else tekst)) if not _KAAL_NUMMER.fullmatch(tekst) else ""
    )
