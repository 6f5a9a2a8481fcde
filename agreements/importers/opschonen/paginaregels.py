"""Page numbers, page headers and footers, which stand in the middle of the text when it is taken from a document.

"Pagina 3 van 12" says what it is. A bare number may also be that of a rubriek whose title stands on the next line;
it is a page number when it breaks into a sentence, when no title follows, or when the number of a rubriek would not
fit there. Another line is a header or footer when it comes back, and at least once breaks into a sentence or stands
with a page number; headings that lists repeat (provincies, "Uitgangspunten") and bullets are not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from agreements.importers.naslag import Naslag
from agreements.importers.opschonen.opmaak import KOP_EN_VOET, Opmaak
from agreements.importers.regels import Regel
from agreements.importers.tekens import is_opsomming
from agreements.lijst import Melding

_PAGINA = re.compile(
    r"(?:(?:pagina|pag\.?|blz\.?|bladzijde|page)\s*\d{1,3}(?:\s*(?:van|/|of|\|)\s*\d{1,3})?"
    r"|\d{1,3}\s*(?:/|van|\|)\s*\d{1,3}|[-–—|]\s*\d{1,3}\s*[-–—|]|\|\s*\d{1,3}|\d{1,3}\s*\|)",
    re.IGNORECASE,
)
_MET_PAGINA = re.compile(r"\b(?:pagina|pag\.|blz\.|bladzijde)\s*\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?$", re.IGNORECASE)
_KAAL = re.compile(r"(\d{1,3})[.)]?")
_GENUMMERDE_KOP = re.compile(r"(\d{1,2})[.)]?\s*\|?\s+\D.*")
_CIJFERS = re.compile(r"\d+")
_MAX_KOPREGEL = 120
_MAX_TITEL = 200
_LANG_GENOEG = 40
_MAX_KOPBLOK = 6
#: So often the same line is a header whatever it says; a line that comes back once must name the document.
_VAAK = 3
_NOEMT_DOCUMENT = re.compile(
    r"afspra|\bbo\b|\bBO[’'s]*\b|\bMIRT\b|\bBOL\b|bijlage|ministerie|concept|versie|pagina|bestuurlijk overleg"
    r"|vertrouwelijk|embargo|directoraat|kamerstuk|rijksoverheid",
    re.IGNORECASE,
)
#: A header that begins with a number may be a heading, unless it comes with so many different numbers.
_MIN_PAGINAS = 3
_AFSPRAAK = re.compile(r"^(?:afspraak|constatering|afgesproken)\b", re.IGNORECASE)


def zonder_paginaregels(
    regels: Sequence[Regel], naslag: Naslag, opmaak: list[Opmaak], meldingen: list[Melding]
) -> list[Regel]:
    """The lines without page headers, footers and numbers, which are added to `opmaak`; doubt to `meldingen`."""
    zeker = {plaats for plaats, regel in enumerate(regels) if _is_pagina(regel)}
    terugkerend = _terugkerende_regels(regels, zeker, naslag)
    weg = zeker | terugkerend
    weg |= _kale_nummers(regels, weg, naslag, meldingen)
    weg |= _herhaalde_landsdelen(regels, weg, naslag)
    meldingen += [
        Melding(soort="misschien een kop- of voetregel", tekst=regels[plaats].tekst[:120], regel=regels[plaats].nummer)
        for plaats in _eenmalige_regels(regels, zeker, weg, naslag)
    ]
    opmaak += [Opmaak(KOP_EN_VOET, regels[plaats].tekst, regels[plaats].nummer) for plaats in sorted(weg)]
    return _zonder(regels, weg)


def _eenmalige_regels(regels: Sequence[Regel], zeker: set[int], weg: set[int], naslag: Naslag) -> list[int]:
    """Lines that stay but may be a header: above or below a page number, in a sentence, and they name a document."""
    uit: list[int] = []
    for pagina in sorted(zeker):
        for plaats in (pagina - 1, pagina + 1):
            if not 0 < plaats < len(regels) - 1 or plaats in weg or regels[plaats].begint_klein:
                continue
            begin, einde = min(plaats, pagina), max(plaats, pagina) + 1
            kort = len(regels[plaats].tekst) <= _MAX_KOPREGEL and not _is_eigen_tekst(regels[plaats], naslag)
            if kort and _NOEMT_DOCUMENT.search(regels[plaats].tekst) and _breekt_in(*_buren(regels, begin, einde, weg)):
                uit.append(plaats)
    return uit


def _zonder(regels: Sequence[Regel], weg: set[int]) -> list[Regel]:
    """The lines that stay. White that only stood around a page header says nothing about an unfinished sentence."""
    uit: list[Regel] = []
    for plaats, regel in enumerate(regels):
        if plaats in weg:
            continue
        if plaats - 1 in weg and uit:
            midden_in_zin = not uit[-1].eindigt_zin and not uit[-1].heel
            regel = replace(regel, ruim=regel.ruim and not midden_in_zin, paginabegin=True)
        uit.append(regel)
    return uit


def _is_pagina(regel: Regel) -> bool:
    return _PAGINA.fullmatch(regel.tekst) is not None and regel.kopniveau is None and regel.onderdeel is None


def _buren(regels: Sequence[Regel], begin: int, einde: int, weg: set[int]) -> tuple[Regel | None, Regel | None]:
    """The lines before and after this run that are no page lines themselves."""
    voor = begin - 1
    while voor >= 0 and voor in weg:
        voor -= 1
    na = einde
    while na < len(regels) and na in weg:
        na += 1
    return (regels[voor] if voor >= 0 else None), (regels[na] if na < len(regels) else None)


def _breekt_in(voor: Regel | None, na: Regel | None) -> bool:
    """Whether a sentence runs from the line before to the line after."""
    if voor is None or na is None or voor.heel or is_opsomming(na):
        return False
    if voor.eindigt_zin or len(voor.tekst) < 2 or voor.tekst[-1] in "-\u00ad":
        return False
    return na.begint_klein


def _vorm(regel: Regel) -> str:
    """A line with its digits made alike, so that "BO MIRT | 3" and "BO MIRT | 4" are the same header."""
    return _CIJFERS.sub("#", regel.tekst)


def _terugkerende_regels(regels: Sequence[Regel], zeker: set[int], naslag: Naslag) -> set[int]:
    telling = Counter(_vorm(regel) for regel in regels if len(regel.tekst) <= _MAX_KOPREGEL)
    nummers: dict[str, set[str]] = defaultdict(set)
    for regel in regels:
        if regel.tekst[0].isdigit() and len(regel.tekst) <= _MAX_KOPREGEL:
            nummers[_vorm(regel)].add(regel.tekst.split()[0])
    kandidaten = {
        plaats
        for plaats, regel in enumerate(regels)
        if plaats not in zeker
        and len(regel.tekst) <= _MAX_KOPREGEL
        and telling[_vorm(regel)] >= 2
        and not _is_eigen_tekst(regel, naslag)
        and (_GENUMMERDE_KOP.fullmatch(regel.tekst) is None or len(nummers[_vorm(regel)]) >= _MIN_PAGINAS)
    }
    bewijs: Counter[str] = Counter()
    erboven: dict[str, set[str]] = defaultdict(set)
    mogelijk = kandidaten | zeker | {p for p, regel in enumerate(regels) if _KAAL.fullmatch(regel.tekst)}
    plaats = 0
    while plaats < len(regels):
        if plaats not in mogelijk:
            plaats += 1
            continue
        einde = plaats
        while einde < len(regels) and einde in mogelijk:
            einde += 1
        voor, na = _buren(regels, plaats, einde, set())
        # A long run, or one with a line in lower case, is text that comes back, not what stands on every page.
        vormen = {_vorm(regels[p]) for p in range(plaats, einde) if p in kandidaten}
        for vorm in vormen:
            erboven[vorm].add(voor.tekst if voor is not None else "")
        if einde - plaats <= _MAX_KOPBLOK and not any(regels[p].begint_klein for p in range(plaats, einde)):
            if _breekt_in(voor, na) or any(p in zeker for p in range(plaats, einde)):
                bewijs.update(dict.fromkeys(vormen, 2))
            elif regels[plaats].paginabegin or (na is not None and na.paginabegin):
                bewijs.update(vormen)
        plaats = einde
    terug = {
        plaats
        for plaats in kandidaten
        if bewijs[_vorm(regels[plaats])] >= 2
        and len(erboven[_vorm(regels[plaats])]) >= 2
        and (telling[_vorm(regels[plaats])] >= _VAAK or _NOEMT_DOCUMENT.search(regels[plaats].tekst))
    }
    terug |= {
        plaats
        for plaats, regel in enumerate(regels)
        if plaats not in zeker
        and _MET_PAGINA.search(regel.tekst)
        and not _is_eigen_tekst(regel, naslag)
        and len(regel.tekst) <= _MAX_KOPREGEL
        and telling[_vorm(regel)] >= 2
    }
    return terug - _eerste_titel(regels, terug)


def _is_eigen_tekst(regel: Regel, naslag: Naslag) -> bool:
    """Lines that lists print more than once themselves."""
    return (
        is_opsomming(regel)
        or regel.onderdeel is not None
        or regel.kopniveau is not None
        or regel.lijstniveau is not None
        or (regel.eindigt_zin and _MET_PAGINA.search(regel.tekst) is None)
        or _KAAL.fullmatch(regel.tekst) is not None
        or naslag.provincie(regel.tekst) is not None
        or naslag.landsdeel(regel.tekst) is not None
        or _AFSPRAAK.match(regel.tekst) is not None
        or regel.tekst[-1] in "-\u00ad,"
        or len(_CIJFERS.sub("", regel.tekst).strip()) < 3
    )


def _eerste_titel(regels: Sequence[Regel], terug: set[int]) -> set[int]:
    """The title on the first page stays, also when it comes back on top of every page."""
    for plaats, regel in enumerate(regels[:5]):
        if plaats in terug and "afspra" in regel.tekst.casefold() and not _MET_PAGINA.search(regel.tekst):
            return {plaats}
    return set()


def _herhaalde_landsdelen(regels: Sequence[Regel], weg: set[int], naslag: Naslag) -> set[int]:
    """The heading of a landsdeel as a page header: the landsdeel that was already going on, again."""
    uit: set[int] = set()
    lopend: str | None = None
    for plaats, regel in enumerate(regels):
        landsdeel = None if plaats in weg else naslag.landsdeel(regel.tekst)
        if landsdeel is None and plaats not in weg:
            lopend = naslag.genummerd_landsdeel(regel.tekst) or lopend
        if landsdeel is None or regel.kopniveau is not None or regel.onderdeel is not None:
            continue
        voor, na = _buren(regels, plaats, plaats + 1, weg)
        if landsdeel == lopend and (
            _breekt_in(voor, na) or regel.paginabegin or plaats - 1 in weg or plaats + 1 in weg
        ):
            uit.add(plaats)
        else:
            lopend = landsdeel
    return uit


def _kale_nummers(regels: Sequence[Regel], weg: set[int], naslag: Naslag, meldingen: list[Melding]) -> set[int]:
    """Which bare numbers are page numbers; the others number a rubriek or a region."""
    kaal = [plaats for plaats, regel in enumerate(regels) if _is_kaal(regel) and plaats not in weg]
    uit: set[int] = set()
    laatste_rubriek, laatste_pagina, laatste_deel = 0, None, 0
    plaatsen = iter([*kaal, len(regels)])
    volgende_kaal = next(plaatsen)
    for plaats, regel in enumerate(regels):
        if plaats in weg:
            continue
        if naslag.landsdeel(regel.tekst) is not None:
            laatste_rubriek = 0
        if plaats != volgende_kaal and naslag.genummerd_landsdeel(regel.tekst) is not None:
            laatste_rubriek = 0
            continue
        if plaats != volgende_kaal:
            kop = _GENUMMERDE_KOP.fullmatch(regel.tekst)
            if kop is not None and int(kop[1]) == laatste_rubriek + 1 and not regel.eindigt_zin:
                laatste_rubriek += 1
            continue
        volgende_kaal = next(plaatsen)
        nummer = int(_KAAL.fullmatch(regel.tekst)[1])  # type: ignore[index]
        voor, na = _buren(regels, plaats, plaats + 1, weg | uit)
        if na is not None and not _breekt_in(voor, na):
            if naslag.landsdeel_kaal(na.tekst) is not None and nummer in (laatste_deel + 1, 1):
                laatste_rubriek, laatste_deel = 0, nummer
                continue
            titel = _is_titelvorm(na) and _is_klaar(voor)
            past = nummer == laatste_rubriek + 1 and titel
            ook_pagina = laatste_pagina is not None and nummer == laatste_pagina + 1
            if past and not (ook_pagina and _komt_nog(regels, plaats, nummer, weg, naslag)):
                laatste_rubriek = nummer
                if ook_pagina:
                    meldingen.append(_twijfel(regel, na))
                continue
            if titel and not ook_pagina and na.kopniveau is None and naslag.landsdeel(na.tekst) is None:
                meldingen.append(_twijfel(regel, na))
        if regel.kopniveau is None and regel.tekst[-1] not in ".)":
            uit.add(plaats)
            laatste_pagina = nummer
    return uit


def _twijfel(nummer: Regel, titel: Regel) -> Melding:
    tekst = f"{nummer.tekst} {titel.tekst}"[:120]
    return Melding(soort="rubrieknummer of paginanummer", tekst=tekst, regel=nummer.nummer)


def _is_kaal(regel: Regel) -> bool:
    return _KAAL.fullmatch(regel.tekst) is not None and regel.onderdeel is None


def _is_titelvorm(regel: Regel) -> bool:
    """Whether a line may be the title of a rubriek."""
    return (
        not is_opsomming(regel)
        and not regel.begint_klein
        and not regel.eindigt_zin
        and len(regel.tekst) <= _MAX_TITEL
        and _KAAL.fullmatch(regel.tekst) is None
    )


def _is_klaar(voor: Regel | None) -> bool:
    """Whether the line before a heading may be the last of its paragraph."""
    return (
        voor is None or voor.heel or voor.eindigt_zin or len(voor.tekst) <= _LANG_GENOEG or voor.tekst[-1] not in ",-"
    )


def _komt_nog(regels: Sequence[Regel], plaats: int, nummer: int, weg: set[int], naslag: Naslag) -> bool:
    """Whether a rubriek of this number comes further on in the same landsdeel."""
    for verder in range(plaats + 2, min(plaats + 400, len(regels) - 1)):
        if verder in weg:
            continue
        if naslag.landsdeel(regels[verder].tekst) is not None:
            return False
        kaal = _KAAL.fullmatch(regels[verder].tekst)
        if kaal is not None and int(kaal[1]) == nummer:
            return _is_titelvorm(regels[verder + 1])
        kop = _GENUMMERDE_KOP.fullmatch(regels[verder].tekst)
        if kop is not None and int(kop[1]) == nummer and not regels[verder].eindigt_zin:
            return True
    return False
