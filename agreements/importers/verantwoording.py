"""Was anything dropped? Characters in, characters placed, and what is missing.

The check knows nothing of how the list was read: it walks the lines of the source and looks each up in the
text of the list, in order, without white space. Bullets of sub-points and hyphens of line ends are layout and
may go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from string import ascii_lowercase

from agreements.lijst import Lijst, Melding

_REGELEINDE = re.compile(r"\r\n|\r|\n")
_NUMMER = re.compile(r"(\d{1,2})[.)](?=\S)")
_STREEPJES = "-\u2010\u2011\u00ad"
_VENSTER = 2_000
_MAX_PLAATSEN = 500
_MAX_OVERGESLAGEN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Verantwoording:
    """The count of an import, in characters that are no white space.

    `tekens_in` = `geplaatst` + `opmaak` + the characters of the lines in `ontbreekt`. Of the placed ones
    `verplaatst` stand elsewhere in the order; `toegevoegd` are in the list but not in the source.
    """

    tekens_in: int
    geplaatst: int
    opmaak: int
    verplaatst: int
    toegevoegd: int
    ontbreekt: tuple[Melding, ...]

    @property
    def is_volledig(self) -> bool:
        return not self.ontbreekt


def verantwoord(bron: str, lijst: Lijst) -> Verantwoording:
    """Account for every character of the source text in the list that was read from it."""
    doel = _Doel("".join(_kaal(tekst) for tekst in _teksten(lijst)))
    titel = _kaal(lijst.titel)
    totaal = geplaatst = opmaak = verplaatst = 0
    ontbreekt: list[Melding] = []
    for nummer, regel in enumerate(_REGELEINDE.split(bron), start=1):
        kaal = _kaal(regel).lstrip("\ufeff")
        if not kaal:
            continue
        totaal += len(kaal)
        vormen = _vormen(kaal)
        vorm = next((vorm for vorm in vormen if doel.neem_op_plaats(vorm)), None)
        if vorm is None and titel.startswith(kaal):
            vorm, titel = kaal, titel[len(kaal) :]
        if vorm is None:
            vorm = next((vorm for vorm in vormen if doel.neem_elders(vorm)), None)
            verplaatst += len(vorm or "")
        if vorm is None:
            ontbreekt.append(Melding(soort="niet geplaatst", tekst=regel.strip()[:120], regel=nummer))
        else:
            geplaatst += len(vorm)
            opmaak += len(kaal) - len(vorm)
    return Verantwoording(
        tekens_in=totaal,
        geplaatst=geplaatst,
        opmaak=opmaak,
        verplaatst=verplaatst,
        toegevoegd=doel.ongebruikt,
        ontbreekt=tuple(ontbreekt),
    )


def _kaal(tekst: str) -> str:
    return "".join(tekst.split())


def _vormen(kaal: str) -> list[str]:
    """A line as it may stand in the list: as printed, or without its bullet, number point or last hyphen."""
    vormen = [kaal]
    if _NUMMER.match(kaal):
        vormen.append(_NUMMER.sub(r"\1", kaal, count=1))
    if not kaal[0].isalnum() or kaal[0] == "o":
        vormen.append(kaal[1:])
    vormen += [vorm[:-1] for vorm in vormen if vorm[-1:] in _STREEPJES]
    return vormen


def _teksten(lijst: Lijst) -> Iterator[str]:
    for deel in lijst.landsdelen:
        yield deel.kop
        for rubriek in deel.rubrieken:
            yield rubriek.nummer.rstrip(ascii_lowercase) + rubriek.titel
            for blok in rubriek.blokken:
                yield from (tekst for tekst in (blok.provincie_kop, blok.onderwerp, blok.inleiding) if tekst)
                for tekstblok in blok.tekstblokken:
                    yield (tekstblok.teken or "") + tekstblok.tekst
                    yield from tekstblok.subpunten


class _Doel:
    """The text of the list, of which each character answers for one of the source."""

    def __init__(self, tekst: str) -> None:
        self._tekst = tekst
        self._gebruikt = bytearray(len(tekst))
        self._plaats = 0
        self._overgeslagen: list[int] = []

    def neem_op_plaats(self, stuk: str) -> bool:
        """Take a piece that stands right where the last one ended."""
        if not self._tekst.startswith(stuk, self._plaats) or self._is_gebruikt(self._plaats, stuk):
            return False
        self._neem(self._plaats, stuk)
        self._plaats += len(stuk)
        return True

    def neem_elders(self, stuk: str) -> bool:
        """Take a piece where the text was left before, a little further on, or anywhere else."""
        for nummer, plaats in enumerate(self._overgeslagen):
            if self._tekst.startswith(stuk, plaats) and not self._is_gebruikt(plaats, stuk):
                self._neem(plaats, stuk)
                self._overgeslagen[nummer] += len(stuk)
                return True
        begin = self._tekst.find(stuk, self._plaats, self._plaats + _VENSTER)
        if begin >= 0 and len(stuk) >= 8 and not self._is_gebruikt(begin, stuk):
            self._neem(begin, stuk)
            self._overgeslagen = [*self._overgeslagen[-_MAX_OVERGESLAGEN:], self._plaats]
            self._plaats = begin + len(stuk)
            return True
        for begin in islice(self._plaatsen(stuk), _MAX_PLAATSEN):
            if not self._is_gebruikt(begin, stuk):
                self._neem(begin, stuk)
                return True
        return False

    def _plaatsen(self, stuk: str) -> Iterator[int]:
        begin = self._tekst.find(stuk)
        while stuk and begin >= 0:
            yield begin
            begin = self._tekst.find(stuk, begin + 1)

    @property
    def ongebruikt(self) -> int:
        return self._gebruikt.count(0)

    def _is_gebruikt(self, begin: int, stuk: str) -> bool:
        return 1 in self._gebruikt[begin : begin + len(stuk)]

    def _neem(self, begin: int, stuk: str) -> None:
        self._gebruikt[begin : begin + len(stuk)] = b"\x01" * len(stuk)
