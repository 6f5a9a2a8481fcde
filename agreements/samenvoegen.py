"""Two texts of one agendapunt that began from the same one, brought together; or where they meet, both kept apart.

Block by block: what only one of the two changed is taken over. Within a block the same goes for its parts: a proposed
agreement with its sub-points, or a paragraph or point of any other block. When both changed the same part, or parts
that cannot be told apart, it is a `Botsing` and a person decides. Pure functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from agreements.dossier import Bloksoort
from agreements.importers.dossier.opmaak import alineas_uit_html, normaal
from agreements.importers.dossier.rij import Alinea, Stuk, naar_html
from agreements.punttekst import Bloktekst, Punttekst

#: From this likeness on, a part is the other one reworded, and not another part.
_GELIJKEND = 0.5

#: What one part of a text is compared by.
Sleutel = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Botsing:
    """A place where both changed the same: how it was, what the other saved, and what is being saved now.

    `blok` says which block; it is None for the label of the version and for the notes, named by `veld`. `basis` is None
    when nobody knows where the two came from.
    """

    veld: str
    blok: tuple[Bloksoort, str] | None
    basis: str | None
    hun: str
    mijn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Samenvoeging:
    """The joint text, in which the places that clash have `mijn` text, and those places."""

    tekst: Punttekst
    botsingen: tuple[Botsing, ...] = ()


def voeg_samen(basis: Punttekst | None, hun: Punttekst, mijn: Punttekst) -> Samenvoeging:
    """Bring together what `hun` and `mijn` made of `basis`. Without a basis every difference clashes.

    A block that `mijn` does not name was not in its form, and stays as `hun` has it.
    """
    botsingen: list[Botsing] = []

    def gekozen(veld: str, was: str | None, zij: str, ik: str, blok: tuple[Bloksoort, str] | None = None) -> str:
        if was is not None and zij != ik and was in (zij, ik):
            return zij if was == ik else ik
        if zij != ik:
            botsingen.append(Botsing(veld=veld, blok=blok, basis=was, hun=zij, mijn=ik))
        return ik

    versie = gekozen("versie", basis.versie if basis else None, hun.versie, mijn.versie)
    notities = ["\n".join(een.opmerkingen) if een else None for een in (basis, hun, mijn)]
    delen = _samen(_regels, *notities)
    opmerkingen = (
        tuple(deel.tekst for deel in delen)
        if delen is not None
        else tuple(gekozen("opmerkingen", notities[0], notities[1] or "", notities[2] or "").split("\n"))
    )
    blokken = []
    mijne = {blok.sleutel for blok in mijn.blokken}
    for sleutel in dict.fromkeys(blok.sleutel for blok in (*mijn.blokken, *hun.blokken)):
        was, html = basis.html(sleutel) if basis else None, hun.html(sleutel)
        if sleutel in mijne:
            ontleed = _voorstellen if sleutel[0] == Bloksoort.VOORGESTELDE_AFSPRAKEN else _alineas
            delen = _samen(ontleed, was, html, mijn.html(sleutel))
            html = _html(delen) if delen is not None else gekozen("blok", was, html, mijn.html(sleutel), sleutel)
        blokken.append(Bloktekst(soort=sleutel[0], deel=sleutel[1], html=html))
    tekst = Punttekst(
        versie=versie,
        opmerkingen=tuple(regel for regel in opmerkingen if regel),
        blokken=tuple(blokken),
    )
    return Samenvoeging(tekst=tekst, botsingen=tuple(botsingen))


# --- inside a text -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Deel:
    """A part of a text: what it is compared by, its words, and what it is made of."""

    sleutel: Sleutel
    tekst: str
    inhoud: tuple[Alinea, ...] = ()


def _samen(
    ontleed: Callable[[str], list[_Deel]], basis: str | None, hun: str | None, mijn: str | None
) -> list[_Deel] | None:
    """Three texts brought together part by part; None where they clash."""
    if hun == mijn or (basis is not None and hun == basis):
        return ontleed(mijn or "")
    if basis is None:
        return None
    if mijn == basis:
        return ontleed(hun or "")
    uit: list[_Deel] = []
    for was, zij, ik in _stukken(ontleed(basis), ontleed(hun or ""), ontleed(mijn or "")):
        gekozen = _keuze(was, zij, ik, mag_beide=bool(basis))
        if gekozen is None:
            return None
        uit += gekozen
    return uit


def _keuze(was: list[_Deel], zij: list[_Deel], ik: list[_Deel], *, mag_beide: bool) -> list[_Deel] | None:
    """One stretch between two places where all three are the same; None when both changed it.

    Parts that both only added at one place are all kept (`mag_beide`), unless they look like the same part.
    """
    sleutels = [[deel.sleutel for deel in delen] for delen in (was, zij, ik)]
    if sleutels[1] in (sleutels[0], sleutels[2]):
        return ik
    if sleutels[2] == sleutels[0]:
        return zij
    if not was and mag_beide and not any(_lijkt(een, ander) for een in zij for ander in ik):
        return [*zij, *ik]
    if not len(was) == len(zij) == len(ik):
        return None
    # Neighbours that each of the two reworded: the parts lie side by side.
    uit = []
    for een, van_hen, van_mij in zip(was, zij, ik, strict=True):
        if not (_lijkt(een, van_hen) and _lijkt(een, van_mij)):
            return None
        if van_hen.sleutel in (een.sleutel, van_mij.sleutel):
            uit.append(van_mij)
        elif van_mij.sleutel == een.sleutel:
            uit.append(van_hen)
        else:
            return None
    return uit


def _lijkt(een: _Deel, ander: _Deel) -> bool:
    woorden = (een.tekst.split(), ander.tekst.split())
    return een.sleutel == ander.sleutel or SequenceMatcher(None, *woorden, autojunk=False).ratio() >= _GELIJKEND


def _stukken(
    basis: list[_Deel], hun: list[_Deel], mijn: list[_Deel]
) -> Iterator[tuple[list[_Deel], list[_Deel], list[_Deel]]]:
    """The three texts in stretches: by turns one in which they may differ, and one part that all three have."""
    bij_hen, bij_mij = _plaatsen(basis, hun), _plaatsen(basis, mijn)
    van = (0, 0, 0)
    for plaats in sorted(bij_hen.keys() & bij_mij.keys()):
        tot = (plaats, bij_hen[plaats], bij_mij[plaats])
        yield basis[van[0] : tot[0]], hun[van[1] : tot[1]], mijn[van[2] : tot[2]]
        yield [basis[tot[0]]], [hun[tot[1]]], [mijn[tot[2]]]
        van = (tot[0] + 1, tot[1] + 1, tot[2] + 1)
    yield basis[van[0] :], hun[van[1] :], mijn[van[2] :]


def _plaatsen(basis: list[_Deel], ander: list[_Deel]) -> dict[int, int]:
    """Place in the basis → place of the same part in the other text."""
    vergelijker = SequenceMatcher(
        None, [deel.sleutel for deel in basis], [deel.sleutel for deel in ander], autojunk=False
    )
    return {i + stap: j + stap for i, j, lengte in vergelijker.get_matching_blocks() for stap in range(lengte)}


# --- what the parts are ------------------------------------------------------------------------------------------


def _regels(tekst: str) -> list[_Deel]:
    return [_Deel((regel,), regel, (Alinea(stukken=(Stuk(regel),), regel=1),)) for regel in tekst.split("\n") if regel]


def _alineas(html: str) -> list[_Deel]:
    """Every paragraph and point; of a numbered point its number counts only where a list begins."""
    return [_deel([alinea]) for alinea in _gelezen(html)]


def _voorstellen(html: str) -> list[_Deel]:
    """Every point of the main level with what lies below it; every paragraph."""
    nummer = 0

    def bij(alinea: Alinea) -> int:
        nonlocal nummer
        nummer += not (alinea.vervolg or (alinea.niveau or 0) > 0)
        return nummer

    return [_deel(list(groep)) for _, groep in groupby(_gelezen(html), key=bij)]


def _deel(alineas: list[Alinea]) -> _Deel:
    sleutel = tuple((een.niveau, een.nummer is not None, een.vervolg, een.stukken) for een in alineas)
    return _Deel(sleutel, "\n".join(een.tekst for een in alineas), tuple(alineas))


def _gelezen(html: str) -> list[Alinea]:
    """The paragraphs and points; only the first of a numbered list keeps its number, from which the others follow."""
    uit = []
    lopend: list[bool] = []
    for alinea in alineas_uit_html(html):
        diepte = -1 if alinea.niveau is None else alinea.niveau
        del lopend[diepte + 1 :]
        if diepte >= 0:
            lopend += [False] * (diepte + 1 - len(lopend))
            is_genummerd = alinea.nummer is not None
            if is_genummerd and lopend[diepte]:
                alinea = replace(alinea, nummer=1)
            lopend[diepte] = is_genummerd
        uit.append(alinea)
    return uit


def _html(delen: Iterable[_Deel]) -> str:
    return normaal(naar_html(alinea for deel in delen for alinea in deel.inhoud))
