"""From pieces of text to printed lines, page by page, and which of them are running heads, feet and footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from agreements.importers.formaten.pdf_tekens import Letters, Pagina

#: How far base lines of one line may differ, in letter sizes: for letters of one size, and for raised small ones.
_GELIJK, _VERHOOGD = 0.25, 0.45
_KLEIN = 0.8
_SPATIE = 0.16
#: How many lines at the top and the bottom of a page can be running heads and feet.
_RAND = 4
#: How far the place of a running line may differ per page, in points.
_SPELING = 2.5
_CIJFERS = re.compile(r"\d+")
_PAGINANUMMER = re.compile(
    r"(?:(?:pagina|blad|p\.?)\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:van|/|\|)\s*\d{1,4})?", re.IGNORECASE
)
_NOOT = re.compile(r"(?:\d{1,3}|\*)(?=\D)")
#: Footnotes are smaller than the text.
_NOOTGROOTTE = 0.93


@dataclass(slots=True)
class Drukregel:
    """One printed line: its text, place, size and weight, and whether it is of the contents."""

    pagina: int
    tekst: str
    x0: float
    x1: float
    y: float
    grootte: float
    vet: bool
    artefact: bool = False
    is_inhoud: bool = False
    stukken: list[Letters] = field(default_factory=list)

    @property
    def spatie_na(self) -> bool:
        return self.tekst != self.tekst.rstrip()


@dataclass(slots=True)
class Bladzijde:
    """The lines of one page from top to bottom, parted in what the document is about and what stands around it."""

    nummer: int
    hoogte: float
    regels: list[Drukregel]
    rand: list[Drukregel] = field(default_factory=list)
    noten: list[Drukregel] = field(default_factory=list)
    buiten: list[str] = field(default_factory=list)
    gedraaid: list[Drukregel] = field(default_factory=list)


def zet_pagina(pagina: Pagina) -> Bladzijde:
    """The lines of a page. Text beside the page is kept apart, as is text that does not stand upright."""
    staand: list[Letters] = []
    gedraaid: list[Letters] = []
    buiten: list[str] = []
    for stuk in pagina.letters:
        if not stuk.tekst.strip():
            if stuk.tekst and not stuk.gedraaid:
                staand.append(stuk)
        elif stuk.gedraaid:
            gedraaid.append(stuk)
        elif not (-2 <= stuk.y <= pagina.hoogte + 2 and stuk.x1 >= -2 and stuk.x0 <= pagina.breedte + 2):
            buiten.append(stuk.tekst.strip())
        else:
            staand.append(stuk)
    return Bladzijde(
        nummer=pagina.nummer,
        hoogte=pagina.hoogte,
        regels=[regel for groep in _op_regel(staand) if (regel := _regel(pagina.nummer, groep)) is not None],
        buiten=buiten,
        gedraaid=_gedraaid(pagina.nummer, gedraaid),
    )


def _op_regel(stukken: Iterable[Letters]) -> list[list[Letters]]:
    """Pieces that stand on one base line, or raised or lowered a little beside it, from top to bottom."""
    groepen: list[tuple[Letters, list[Letters]]] = []
    for stuk in sorted(stukken, key=lambda een: -een.y):
        for plaats in range(len(groepen) - 1, max(-1, len(groepen) - 4), -1):
            anker, groep = groepen[plaats]
            groot, klein = max(anker.grootte, stuk.grootte), min(anker.grootte, stuk.grootte)
            speling = _VERHOOGD if klein < _KLEIN * groot else _GELIJK
            if anker.y - stuk.y <= speling * groot:
                groep.append(stuk)
                if (stuk.grootte, len(stuk.tekst)) > (anker.grootte, len(anker.tekst)):
                    groepen[plaats] = (stuk, groep)
                break
        else:
            groepen.append((stuk, [stuk]))
    return [groep for _, groep in groepen]


def _regel(pagina: int, groep: Sequence[Letters]) -> Drukregel | None:
    rij = sorted(groep, key=lambda stuk: stuk.x0)
    gevuld = [stuk for stuk in rij if stuk.tekst.strip()]
    if not gevuld:
        return None
    maten: Counter[float] = Counter()
    for stuk in gevuld:
        maten[round(stuk.grootte, 1)] += len(stuk.tekst.strip())
    grootte = max(maten, key=lambda maat: (maten[maat], maat))
    lijn = median(stuk.y for stuk in gevuld if round(stuk.grootte, 1) == grootte)
    delen: list[str] = []
    einde: float | None = None
    vorig: Letters | None = None
    for stuk in rij:
        verhoogd = stuk.grootte < _KLEIN * grootte and stuk.y > lijn + 0.15 * grootte
        if verhoogd and delen and stuk.tekst.strip().isdecimal():
            delen.append(f"\ufdd0{stuk.tekst.strip()}\ufdd1")  # taken out when there is a footnote of this number
            einde = stuk.x1
            continue
        if (
            vorig is not None
            and stuk.tekst == vorig.tekst
            and abs(stuk.x0 - vorig.x0) < _SPATIE * grootte
            and abs(stuk.y - vorig.y) < _SPATIE * grootte
        ):
            continue  # drawn twice, to make it bold
        if einde is not None and stuk.x0 - einde > _SPATIE * grootte and not delen[-1].endswith(" "):
            if not stuk.tekst.startswith(" "):
                delen.append(" ")
        elif einde is not None and stuk.tekst.isspace() and delen[-1].endswith(" "):
            continue
        delen.append(stuk.tekst)
        einde, vorig = max(stuk.x1, einde or stuk.x1), stuk
    return Drukregel(
        pagina=pagina,
        tekst="".join(delen),
        x0=gevuld[0].x0,
        x1=max(stuk.x1 - (0.25 * stuk.grootte if stuk.tekst.endswith(" ") else 0) for stuk in gevuld),
        y=lijn,
        grootte=grootte,
        vet=all(stuk.vet for stuk in gevuld),
        artefact=all(stuk.artefact for stuk in gevuld),
        stukken=gevuld,
    )


def _gedraaid(pagina: int, stukken: Sequence[Letters]) -> list[Drukregel]:
    """Text that stands on its side, each run of letters as one line."""
    tekst = "".join(stuk.tekst for stuk in stukken).strip()
    if not tekst:
        return []
    eerste = stukken[0]
    return [Drukregel(pagina, tekst, eerste.x0, eerste.x1, eerste.y, eerste.grootte, eerste.vet)]


def scheid_randen(bladzijden: Sequence[Bladzijde], gewoon: float) -> None:
    """Move running heads, feet and page numbers of each page to its `rand`.

    They are known by their place and by coming back: the same words, digits aside, at the same height of more than
    one page; or, where a tagged document says so itself, by being no content. Once the height of running lines is
    known, other lines outermost at that height are of their kind: a head that names the chapter differs per page. A
    page that is alone shows it only by small letters in the margin, apart from the text.
    """
    for boven in (True, False):
        telling: dict[str, Counter[int]] = defaultdict(Counter)
        for bladzijde in bladzijden:
            for regel in _buitenste(bladzijde, boven):
                telling[_vorm(regel.tekst)][round(regel.y / _SPELING)] += 1
        hoogten: Counter[int] = Counter()
        for per_hoogte in telling.values():
            for hoogte, aantal in per_hoogte.items():
                bij = per_hoogte[hoogte - 1] + per_hoogte[hoogte + 1]
                if aantal + bij >= 2:
                    hoogten[hoogte] += aantal
        for bladzijde in bladzijden:
            _neem_rand(bladzijde, boven, telling, hoogten, gewoon if len(bladzijden) == 1 else 0.0, len(bladzijden))


def _neem_rand(
    bladzijde: Bladzijde,
    boven: bool,
    telling: dict[str, Counter[int]],
    hoogten: Counter[int],
    gewoon: float,
    aantal: int,
) -> None:
    for regel in _buitenste(bladzijde, boven):
        hoogte = round(regel.y / _SPELING)
        zelfde = telling[_vorm(regel.tekst)]
        keren = sum(zelfde[hoogte + scheef] for scheef in (-1, 0, 1))
        vaak = sum(hoogten[hoogte + scheef] for scheef in (-1, 0, 1))
        in_marge = regel.y > 0.88 * bladzijde.hoogte if boven else regel.y < 0.12 * bladzijde.hoogte
        nummer = _PAGINANUMMER.fullmatch(regel.tekst.strip()) is not None and in_marge
        klein = regel.grootte <= 0.9 * gewoon and _NOOT.match(regel.tekst) is None
        if not (
            (regel.artefact and in_marge)
            or (keren >= 2 and (in_marge or keren * 2 > aantal))
            or (vaak >= 3 and vaak * 2 > aantal and in_marge and _staat_apart(bladzijde, regel, boven))
            or (klein and in_marge and _staat_apart(bladzijde, regel, boven))
            or nummer
        ):
            return
        bladzijde.regels.remove(regel)
        bladzijde.rand.append(regel)


def _staat_apart(bladzijde: Bladzijde, regel: Drukregel, boven: bool) -> bool:
    """Whether more white parts a line from the next one inward than parts lines of a paragraph."""
    rij = [een for een in bladzijde.regels if een is not regel]
    if not rij:
        return True
    buur = rij[0] if boven else rij[-1]
    return abs(regel.y - buur.y) > 2 * max(regel.grootte, buur.grootte)


def _buitenste(bladzijde: Bladzijde, boven: bool) -> list[Drukregel]:
    return bladzijde.regels[:_RAND] if boven else bladzijde.regels[: -_RAND - 1 : -1]


def _vorm(tekst: str) -> str:
    return _CIJFERS.sub("#", " ".join(tekst.split())).casefold()


def scheid_noten(bladzijden: Sequence[Bladzijde], gewoon: float) -> None:
    """Move the footnotes of each page to its `noten`, and take their raised numbers out of the text."""
    for bladzijde in bladzijden:
        rij = bladzijde.regels
        begin = len(rij)
        while begin and rij[begin - 1].grootte <= _NOOTGROOTTE * gewoon:
            begin -= 1
        while begin < len(rij) and _NOOT.match(rij[begin].tekst.lstrip("\ufdd0 ")) is None:
            begin += 1
        if begin:
            bladzijde.noten = rij[begin:]
            del rij[begin:]
        nummers = {_NOOT.match(noot.tekst.lstrip("\ufdd0 ")) for noot in bladzijde.noten}
        bekend = {gevonden[0] for gevonden in nummers if gevonden is not None}
        for regel in (*rij, *bladzijde.noten, *bladzijde.rand):
            regel.tekst = _zonder_noottekens(regel.tekst, bekend)


def _zonder_noottekens(tekst: str, bekend: set[str]) -> str:
    """The text without raised numbers of footnotes; another raised number, as in m², stays."""
    return _NOOTTEKEN.sub(lambda merk: "" if merk[1] in bekend else merk[1], tekst)


_NOOTTEKEN = re.compile("\ufdd0(\\d+)\ufdd1")


def gewone_grootte(bladzijden: Sequence[Bladzijde]) -> float:
    """The size of most letters."""
    maten: Counter[float] = Counter()
    for bladzijde in bladzijden:
        for regel in bladzijde.regels:
            maten[regel.grootte] += len(regel.tekst)
    return max(maten, key=lambda maat: (maten[maat], maat), default=10.0)


#: Points that lead to a page number, and a page number at the end of a line.
_INHOUDSREGEL = re.compile(r"(.*?)[\s.·…_]*?((?:\.\s?){3,}|…+|\s)\s*(\d{1,3})")
_MIN_INHOUD = 2


def scheid_inhoud(bladzijden: Sequence[Bladzijde]) -> None:
    """Mark the lines of a table of contents: page numbers in a column at the right, that never go down.

    Lines between two of them are entries over more lines; a line right above the first names the contents.
    """
    for bladzijde in bladzijden:
        nummers = {
            plaats: nummer
            for plaats, regel in enumerate(bladzijde.regels)
            if (nummer := _paginanummer(regel, bladzijden)) is not None
        }
        for reeks in _oplopend(nummers):
            if len(reeks) < _MIN_INHOUD:
                continue
            eerste, laatste = reeks[0], reeks[-1]
            if eerste and re.match("inhoud", bladzijde.regels[eerste - 1].tekst.strip(), re.IGNORECASE):
                eerste -= 1
            for regel in bladzijde.regels[eerste : laatste + 1]:
                regel.is_inhoud = True


def _paginanummer(regel: Drukregel, bladzijden: Sequence[Bladzijde]) -> int | None:
    """The page number that a line ends in, with leading points or much white in front of it."""
    gevonden = _INHOUDSREGEL.fullmatch(regel.tekst.strip())
    if gevonden is None or int(gevonden[3]) > len(bladzijden) + 50:
        return None
    laatste = regel.stukken[-1]
    wit = laatste.x0 - max((stuk.x1 for stuk in regel.stukken[:-1]), default=laatste.x0)
    los = laatste.tekst.strip() == gevonden[3] and wit > 2 * regel.grootte
    return int(gevonden[3]) if los or "." in gevonden[2] or "…" in gevonden[2] else None


def _oplopend(nummers: dict[int, int]) -> list[list[int]]:
    """Places of page numbers in runs, with at most two lines between them, that do not go down."""
    runs: list[list[int]] = []
    for plaats, nummer in nummers.items():
        if runs and plaats - runs[-1][-1] <= 3 and nummer >= nummers[runs[-1][-1]]:
            runs[-1].append(plaats)
        else:
            runs.append([plaats])
    return runs
