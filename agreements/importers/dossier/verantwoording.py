"""Was anything dropped? Every row of the source is looked up in what was read from it.

The check knows nothing of how the dossier was read. A character answers for one character of the source only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from agreements.dossier import Dossier
from agreements.importers.dossier.rij import Alinea, Rij
from agreements.lijst import Melding

_TAG = re.compile(r"<[^<>]*>")
#: A piece of a row shorter than this proves nothing, unless it is all that is left of the row.
_MIN_STUK = 8
_SCHEIDING = frozenset(",;:.|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verantwoording:
    """Counts of characters that are no white space: `tekens_in` = `geplaatst` + `verwerkt` + what `ontbreekt`.

    `verwerkt` became something else than text: headings of blocks, times, places that were not filled in.
    """

    tekens_in: int
    geplaatst: int
    verwerkt: int
    ontbreekt: tuple[Melding, ...]

    @property
    def is_volledig(self) -> bool:
        return not self.ontbreekt


def verantwoord(rijen: Sequence[Rij], dossier: Dossier, verwerkt: Iterable[Melding]) -> Verantwoording:
    """Account for every character of these rows in the dossier, or else in what was `verwerkt`.

    Whole rows first, the longest before the others, and then the rows of which the parts went to several places: a
    short text ("PM") could stand in for a piece of a longer one.
    """
    teksten = _Voorraad(_teksten(dossier))
    verwerkt = list(verwerkt)
    geheel = Counter(_kaal(melding.tekst) for melding in verwerkt)
    rest = _Voorraad(melding.tekst for melding in verwerkt)
    totaal = geplaatst = weg = 0
    ontbreekt: list[Melding] = []
    in_stukken: list[tuple[str, int]] = []
    for tekst, regel in sorted(_bron(rijen), key=lambda een: -len(een[0])):
        kaal = _kaal(tekst)
        totaal += len(kaal)
        if geheel[kaal] > 0 and rest.neem(kaal):
            geheel[kaal] -= 1
            weg += len(kaal)
        elif teksten.neem(kaal):
            geplaatst += len(kaal)
        else:
            in_stukken.append((tekst, regel))
    for tekst, regel in in_stukken:
        over: list[str] = []
        for stuk in _stukken(tekst, teksten):
            if len(stuk) >= _MIN_STUK and teksten.neem(stuk):
                geplaatst += len(stuk)
            elif rest.neem(stuk) or stuk in _SCHEIDING:
                weg += len(stuk)
            elif teksten.neem(stuk):
                geplaatst += len(stuk)
            else:
                over.append(stuk)
        if over:
            ontbreekt.append(Melding(soort="niet geplaatst", tekst=" ".join(over)[:120], regel=regel))
    return Verantwoording(tekens_in=totaal, geplaatst=geplaatst, verwerkt=weg, ontbreekt=tuple(ontbreekt))


def _stukken(tekst: str, voorraad: _Voorraad) -> Iterator[str]:
    """A row in the longest runs of words that stand in the dossier; a comma between two runs is one by itself."""
    woorden = tekst.split()
    while woorden:
        stuk, aantal = _kaal(woorden[0]), 1
        for lengte in range(len(woorden), 0, -1):
            langste = _kaal(" ".join(woorden[:lengte]))
            kaal = next((een for een in (langste, langste.rstrip(",;")) if voorraad.heeft(een)), "")
            if kaal:
                stuk, aantal = kaal, lengte
                if scheiding := langste[len(kaal) :]:
                    yield scheiding
                break
        yield stuk
        woorden = woorden[aantal:]


def _bron(rijen: Sequence[Rij]) -> Iterator[tuple[str, int]]:
    for rij in rijen:
        if isinstance(rij, Alinea):
            yield rij.tekst, rij.regel
        else:
            yield from ((cel, rij.regel) for een in rij.rijen for cel in een if cel)


def _teksten(dossier: Dossier) -> Iterator[str]:
    yield from (dossier.titel, dossier.versie, dossier.locatie)
    for html in (
        dossier.regels,
        dossier.agenda_tekst,
        dossier.deelnemers_tekst,
        dossier.opbouw,
        dossier.bijlagen_tekst,
    ):
        yield unescape(_TAG.sub(" ", html))
    for regel in dossier.agenda:
        yield from (regel.tijd, f"{regel.nummer}. {regel.titel}" if regel.nummer else regel.titel, regel.wie)
    for punt in dossier.agendapunten:
        yield f"{punt.nummer}. {punt.titel}"
        yield from (punt.versie, *punt.opmerkingen)
        yield from dict.fromkeys(blok.deel for blok in punt.blokken)
        for blok in punt.blokken:
            yield unescape(_TAG.sub(" ", blok.html))
    for deelnemer in dossier.deelnemers:
        yield deelnemer.naam
    for bijlage in dossier.bijlagen:
        yield from (bijlage.nummer, bijlage.naam, bijlage.informatie)


def _kaal(tekst: str) -> str:
    return "".join(tekst.split())


class _Voorraad:
    """Texts of which each character answers for one of the source."""

    def __init__(self, teksten: Iterable[str]) -> None:
        self._tekst = "".join(f"\n{_kaal(tekst)}" for tekst in teksten) + "\n"
        self._gebruikt = bytearray(len(self._tekst))

    def heeft(self, stuk: str) -> bool:
        return self._plaats(stuk) >= 0

    def neem(self, stuk: str) -> bool:
        """Take a piece: a whole text of its own before a piece of another."""
        heel = self._plaats(f"\n{stuk}\n")
        plaats = heel + 1 if heel >= 0 else self._plaats(stuk)
        if plaats < 0:
            return False
        self._gebruikt[plaats : plaats + len(stuk)] = b"\x01" * len(stuk)
        return True

    def _plaats(self, stuk: str) -> int:
        plaats = self._tekst.find(stuk)
        while stuk and plaats >= 0 and 1 in self._gebruikt[plaats : plaats + len(stuk)]:
            plaats = self._tekst.find(stuk, plaats + 1)
        return plaats if stuk else -1
