"""What differs between the list that is loaded and a list that is offered, and which text block is which.

Pure functions over `Lijst`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from agreements.lijst import Landsdeellijst, Lijst, Rubriek, Tekstblok, code_voor

#: Two texts that are less alike than this are not the same text block with another wording.
MINSTENS_GELIJK = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Verschil:
    """One difference: its kind, the code of the text block (or the place of a heading), old and new text."""

    TOEGEVOEGD: ClassVar[str] = "toegevoegd"
    VERDWENEN: ClassVar[str] = "verdwenen"
    GEWIJZIGD: ClassVar[str] = "gewijzigd"
    VERPLAATST: ClassVar[str] = "verplaatst"
    KOP: ClassVar[str] = "kop gewijzigd"

    soort: str
    plaats: str
    oud: str = ""
    nieuw: str = ""

    def als_json(self) -> dict[str, Any]:
        return {"soort": self.soort, "plaats": self.plaats, "oud": self.oud, "nieuw": self.nieuw}


@dataclass(frozen=True, slots=True)
class _Plek:
    """A text block with where it stands."""

    landsdeel: str
    rubriek: str
    koppen: tuple[str, ...]
    volgnummer: int
    blok: Tekstblok

    @property
    def inhoud(self) -> tuple[object, ...]:
        return (self.blok.tekst, self.blok.subpunten, self.blok.teken, self.blok.is_losse_alinea)


def _plekken(lijst: Lijst) -> Iterator[_Plek]:
    volgnummer = 0
    for deel in lijst.landsdelen:
        for rubriek in deel.rubrieken:
            for blok in rubriek.blokken:
                koppen = (blok.provincie_kop or "", blok.onderwerp or "")
                for tekstblok in blok.tekstblokken:
                    yield _Plek(deel.landsdeel, rubriek.nummer, koppen, volgnummer, tekstblok)
                    volgnummer += 1


def _gelijkenis(een: str, ander: str) -> float:
    return difflib.SequenceMatcher(None, een.split(), ander.split(), autojunk=False).ratio()


def _paren(oud: Lijst, nieuw: Lijst) -> tuple[list[tuple[_Plek, _Plek]], list[_Plek], list[_Plek]]:
    """Old and new text blocks that are the same one; then the old and the new ones that are left over.

    First equal text in the same landsdeel, in order; then, among what is left of the same landsdeel, the most
    alike. So a text block keeps its code when one before it is added, taken away or reworded.
    """
    paren: list[tuple[_Plek, _Plek]] = []
    over_nieuw = list(_plekken(nieuw))
    over_oud = []
    for plek in _plekken(oud):
        gelijk = next(
            (een for een in over_nieuw if een.landsdeel == plek.landsdeel and een.inhoud == plek.inhoud), None
        )
        if gelijk is None:
            over_oud.append(plek)
        else:
            paren.append((plek, gelijk))
            over_nieuw.remove(gelijk)
    kansen = sorted(
        (
            (
                _gelijkenis(een.blok.tekst, ander.blok.tekst) + 0.01 * (een.rubriek == ander.rubriek),
                een,
                ander,
            )
            for een in over_oud
            for ander in over_nieuw
            if een.landsdeel == ander.landsdeel
        ),
        key=lambda kans: (-kans[0], kans[1].volgnummer, kans[2].volgnummer),
    )
    for score, een, ander in kansen:
        if score >= MINSTENS_GELIJK and een in over_oud and ander in over_nieuw:
            paren.append((een, ander))
            over_oud.remove(een)
            over_nieuw.remove(ander)
    return paren, over_oud, over_nieuw


def koppel(oud: Lijst, nieuw: Lijst, *, uit_gebruik: set[str]) -> Lijst:
    """The new list, where every text block that the old one has carries its code, and the rest a new code.

    `uit_gebruik` are all codes ever given in this ronde; none of them is handed out again.
    """
    codes = {ander.volgnummer: een.blok.code for een, ander in _paren(oud, nieuw)[0]}
    vergeven = set(uit_gebruik) | set(codes.values())
    volgnummers = iter(range(len(list(nieuw.tekstblokken))))

    def codeer(deel: Landsdeellijst, rubriek: Rubriek, blok: Tekstblok) -> Tekstblok:
        code = codes.get(next(volgnummers))
        nummer = 0
        while code is None:
            nummer += 1
            kandidaat = code_voor(
                soort=nieuw.soort,
                jaar=nieuw.jaar,
                landsdeel=deel.landsdeel,
                rubriek=rubriek.nummer,
                nummer=nummer,
            )
            if kandidaat not in vergeven:
                code = kandidaat
                vergeven.add(code)
        return replace(blok, code=code)

    return nieuw.met_elk_tekstblok(codeer)


def vergelijk(oud: Lijst, nieuw: Lijst) -> list[Verschil]:
    """Every difference between two lists, in the order of the new one; empty when they say the same.

    Texts are compared to the letter, the soort that a redacteur gave an agreement is not.
    """
    paren, weg, erbij = _paren(oud, nieuw)
    verschillen: list[tuple[int, Verschil]] = []
    for een, ander in paren:
        code = een.blok.code or ander.blok.code
        if een.inhoud != ander.inhoud:
            verschillen.append(
                (
                    ander.volgnummer,
                    Verschil(
                        soort=Verschil.GEWIJZIGD,
                        plaats=code,
                        oud=_voluit(een.blok),
                        nieuw=_voluit(ander.blok),
                    ),
                )
            )
        if (een.rubriek, een.koppen) != (ander.rubriek, ander.koppen):
            verschillen.append(
                (
                    ander.volgnummer,
                    Verschil(soort=Verschil.VERPLAATST, plaats=code, oud=_waar(een), nieuw=_waar(ander)),
                )
            )
    verschillen += [
        (plek.volgnummer, Verschil(soort=Verschil.TOEGEVOEGD, plaats=_waar(plek), nieuw=_voluit(plek.blok)))
        for plek in erbij
    ]
    verschillen += [
        (plek.volgnummer, Verschil(soort=Verschil.VERDWENEN, plaats=plek.blok.code, oud=_voluit(plek.blok)))
        for plek in weg
    ]
    gesorteerd = [verschil for _, verschil in sorted(verschillen, key=lambda paar: paar[0])]
    gesorteerd += _koppen_verschillen(oud, nieuw)
    if not gesorteerd and [plek.blok.code for plek in _plekken(oud)] != [
        een.blok.code for een, _ in sorted(paren, key=lambda paar: paar[1].volgnummer)
    ]:
        gesorteerd.append(Verschil(soort=Verschil.VERPLAATST, plaats="volgorde", nieuw="De volgorde is anders."))
    return gesorteerd


def _koppen_verschillen(oud: Lijst, nieuw: Lijst) -> list[Verschil]:
    was, wordt = dict(_koppen(oud)), dict(_koppen(nieuw))
    verschillen = [
        Verschil(soort=Verschil.KOP, plaats=plaats, oud=was.get(plaats, ""), nieuw=wordt.get(plaats, ""))
        for plaats in [*wordt, *(plaats for plaats in was if plaats not in wordt)]
        if was.get(plaats) != wordt.get(plaats)
    ]
    if oud.titel != nieuw.titel:
        verschillen.insert(0, Verschil(soort=Verschil.KOP, plaats="titel", oud=oud.titel, nieuw=nieuw.titel))
    return verschillen


def _koppen(lijst: Lijst) -> Iterator[tuple[str, str]]:
    for deel in lijst.landsdelen:
        yield deel.landsdeel, deel.kop
        for rubriek in deel.rubrieken:
            yield f"{deel.landsdeel} {rubriek.nummer}", rubriek.titel
            for volgorde, blok in enumerate(rubriek.blokken, start=1):
                koppen = (blok.provincie_kop, blok.onderwerp, blok.inleiding)
                yield (
                    f"{deel.landsdeel} {rubriek.nummer}, blok {volgorde}",
                    " – ".join(k for k in koppen if k),
                )


def _waar(plek: _Plek) -> str:
    return ", ".join(deel for deel in (f"{plek.landsdeel} rubriek {plek.rubriek}", *plek.koppen) if deel)


def _voluit(blok: Tekstblok) -> str:
    return "\n".join((blok.tekst, *(f"o {subpunt}" for subpunt in blok.subpunten)))
