"""Mending what the way from Word to text broke: sentences cut by a page, lost depth of lists, page furniture.

Every repair that could be wrong leaves a melding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from agreements.importers.dossier.herkenning import bloksoort, is_tijdregel
from agreements.importers.dossier.rij import Alinea, Rij, Stuk
from agreements.lijst import Melding

_MEUBILAIR = re.compile(r"^(?:CONCEPT|VERTROUWELIJK|ONDER EMBARGO|(?:pagina\s+)?\d{1,3}(?:\s+van\s+\d{1,3})?)$", re.I)
_EINDE = re.compile(r"[.?!:;…][)\]”’\"'»]*$")
_RONDJE = re.compile(r"^[o◦○]\s+(?=\S)")
_VOORTZETTING = re.compile(r"^(?:en|daarnaast|en daarnaast|verder|ook|tevens)\b", re.I)


def herstel(rijen: Sequence[Rij]) -> tuple[list[Rij], list[Melding], list[Melding]]:
    """The rows mended; then the meldingen; then what was left out as page furniture."""
    meldingen: list[Melding] = []
    weg: list[Melding] = []
    uit: list[Rij] = []
    zelfde_lijst: dict[int, int] = {}
    afgebroken = False
    for rij in rijen:
        # What says of itself what it is, is whole.
        if isinstance(rij, Alinea) and not rij.rol:
            if rij.is_alinea and _MEUBILAIR.match(rij.tekst):
                weg.append(Melding(soort="paginaopmaak", tekst=rij.tekst, regel=rij.regel))
                continue
            rij = _zonder_rondje(rij, weg)
            vorige = uit[-1] if uit else None
            if afgebroken and isinstance(vorige, Alinea) and rij.niveau is not None and vorige.niveau is not None:
                zelfde_lijst[rij.lijst] = vorige.lijst
            afgebroken = False
            rij = replace(rij, lijst=zelfde_lijst.get(rij.lijst, rij.lijst))
            if isinstance(vorige, Alinea) and not vorige.rol and _gaat_door(vorige, rij):
                afgebroken = True
                uit[-1] = replace(vorige, stukken=(*vorige.stukken, Stuk(" "), *rij.stukken))
                meldingen.append(Melding(soort="afgebroken zin samengevoegd", tekst=rij.tekst[:120], regel=rij.regel))
                continue
        uit.append(rij)
    return _met_diepte(uit, meldingen), meldingen, weg


def _zonder_rondje(alinea: Alinea, weg: list[Melding]) -> Alinea:
    """A point without the "o" that a converter left in front of its text: the bullet of a deeper list."""
    if alinea.niveau is None or not (gevonden := _RONDJE.match(alinea.stukken[0].tekst.lstrip())):
        return alinea
    weg.append(Melding(soort="opsommingsteken", tekst=gevonden[0].strip(), regel=alinea.regel))
    eerste = alinea.stukken[0]
    kaal = replace(eerste, tekst=eerste.tekst.lstrip()[gevonden.end() :])
    return replace(alinea, stukken=(kaal, *alinea.stukken[1:]))


def _gaat_door(vorige: Alinea, alinea: Alinea) -> bool:
    """Whether a paragraph goes on in the sentence above it, which a page break cut in two."""
    if not alinea.is_alinea or vorige.kop is not None or bloksoort(vorige.tekst) or is_tijdregel(alinea.tekst):
        return False
    return alinea.tekst[:1].islower() and not _EINDE.search(vorige.tekst)


def _met_diepte(rijen: Sequence[Rij], meldingen: list[Melding]) -> list[Rij]:
    """Points that lean on the point above them ("…, onder meer door:") one level below it.

    So too a paragraph that goes on where such a point left off ("En daarnaast …:"), with the points under it.
    """
    uit = list(rijen)
    for plaats, rij in enumerate(uit):
        volgende = uit[plaats + 1] if plaats + 1 < len(uit) else None
        if not isinstance(rij, Alinea) or not isinstance(volgende, Alinea) or not rij.tekst.endswith(":"):
            continue
        if rij.rol or volgende.rol:
            continue
        if rij.is_alinea and _VOORTZETTING.match(rij.tekst) and _klein_punt(volgende) and _leunt_op(uit[:plaats]):
            rij = uit[plaats] = replace(rij, niveau=1)
            meldingen.append(Melding(soort="alinea als subpunt gelezen", tekst=rij.tekst[:120], regel=rij.regel))
        if rij.niveau is None or volgende.niveau is None or volgende.niveau > rij.niveau or volgende.vervolg:
            continue
        dieper = rij.niveau + 1 - volgende.niveau
        for later in range(plaats + 1, len(uit)):
            punt = uit[later]
            if not isinstance(punt, Alinea) or punt.niveau is None or punt.lijst != volgende.lijst:
                break
            uit[later] = replace(punt, niveau=punt.niveau + dieper)
        meldingen.append(
            Melding(soort="punten onder het punt erboven geplaatst", tekst=volgende.tekst[:120], regel=volgende.regel)
        )
    return uit


def _klein_punt(alinea: Alinea) -> bool:
    return alinea.niveau is not None and alinea.tekst[:1].islower()


def _leunt_op(ervoor: Sequence[Rij]) -> bool:
    """Whether the last point of the main level before here ends as a lead-in."""
    for rij in reversed(ervoor):
        if not isinstance(rij, Alinea) or rij.niveau is None:
            return False
        if rij.niveau == 0:
            return rij.tekst.endswith(":")
    return False
