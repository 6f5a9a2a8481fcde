"""The text of a list without white space, of which each character answers for one of the source.

The text is a row of pieces: headings, numbers, bullets, paragraphs. Layout of the source may be passed over only
where a piece begins, so that a letter that is lost inside a text can never pass for layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from string import ascii_lowercase

from agreements.importers.tekens import HOOFDTEKENS, SUBTEKENS
from agreements.lijst import Lijst

_VENSTER = 2_000
_MAX_PLAATSEN = 500
_MAX_OVERGESLAGEN = 20
_VOORUIT = 12
_KORT = 3
_STREEPJES = "-\u2010\u2011\u00ad"
_OPMAAK = HOOFDTEKENS | SUBTEKENS | frozenset("|-–—")
_NA_NUMMER = frozenset(".)|:")
_SCHEIDING = re.compile(r"(?:^|(?<=\s))(?:\d{1,2}[.)]|[" + re.escape("".join(sorted(_OPMAAK))) + r"])(?=\s|$)")
_REGIONUMMER = re.compile(r"\d{1,2}\.(?=\d)")
_GETAL = re.compile(r"(?:\d{1,2}|[A-H]|[IVX]{1,4})[.)]?(?=\s|$)")


class Doeltekst:
    """The characters of a list, and which of them were found in the source."""

    def __init__(self, lijst: Lijst) -> None:
        delen: list[str] = []
        lengte = 0
        self._begin: set[int] = set()
        self._kopbegin: set[int] = set()
        self._nummerbegin: set[int] = set()
        self._mag_ontbreken: dict[int, int] = {}
        for soort, tekst in _stukken(lijst):
            kaal = "".join(tekst.split())
            self._begin.add(lengte)
            if soort == "kop":
                self._kopbegin.add(lengte)
            if soort == "nummer":
                self._nummerbegin.add(lengte)
            if soort in ("titel", "nummer", "dubbel") and kaal:
                self._mag_ontbreken[lengte] = lengte + len(kaal)
            delen.append(kaal)
            lengte += len(kaal)
        self._begin.add(lengte)
        self._tekst = "".join(delen)
        self._titel = len("".join(lijst.titel.split()))
        self._gebruikt = bytearray(lengte)
        self._plaats = 0
        self._overgeslagen: list[int] = []

    def neem_op_plaats(self, stuk: str) -> bool:
        """Take a piece that stands right where the last one ended, or behind a number that was not printed."""
        plaats: int | None = self._plaats
        while plaats is not None:
            if self._tekst.startswith(stuk, plaats) and not self._is_gebruikt(plaats, len(stuk)):
                self._neem(plaats, len(stuk))
                self._plaats = plaats + len(stuk)
                return True
            plaats = self._mag_ontbreken.get(plaats)
        return False

    def neem_stapsgewijs(self, regel: str) -> int | None:
        """Take a line from where the last one ended, passing over layout between the pieces; how many were taken."""
        genomen = self._neem_vanaf(self._plaats, regel)
        if genomen is None:
            return None
        self._plaats = genomen[1]
        return genomen[0]

    def neem_stapsgewijs_elders(self, regel: str) -> int | None:
        """The same from a place where the text was left before."""
        for nummer, plaats in enumerate(self._overgeslagen):
            genomen = self._neem_vanaf(plaats, regel)
            if genomen is not None:
                self._overgeslagen[nummer] = genomen[1]
                return genomen[0]
        return None

    def _neem_vanaf(self, begin: int, regel: str) -> tuple[int, int] | None:
        """Take a line from a place; how many characters, and where the next line goes on."""
        tekens = [(plaats, teken) for plaats, teken in enumerate(regel) if not teken.isspace()]
        stappen: list[tuple[int, int]] = []
        bron, doel = 0, begin
        while bron < len(tekens):
            if doel in self._begin:
                over = self._opmaak(regel, tekens, bron, doel)
                if over and self._gelijk(tekens, bron + over, doel) >= self._gelijk(tekens, bron, doel):
                    bron += over
                    continue
            gelijk = self._gelijk(tekens, bron, doel, grens=None)
            if gelijk:
                if self._is_gebruikt(doel, gelijk):
                    return None
                stappen.append((doel, gelijk))
                bron, doel = bron + gelijk, doel + gelijk
            elif doel in self._mag_ontbreken:
                doel = self._mag_ontbreken[doel]
            elif bron == len(tekens) - 1 and bron and tekens[bron][1] in _STREEPJES:
                bron += 1
            else:
                return None
        if not stappen and doel != begin and doel not in self._kopbegin:
            return None  # only the number of a region stands on a line of its own
        for plaats, lengte in stappen:
            self._neem(plaats, lengte)
        return sum(lengte for _, lengte in stappen), doel

    def _gelijk(self, tekens: list[tuple[int, str]], bron: int, doel: int, grens: int | None = _VOORUIT) -> int:
        """How many characters are the same from here, to the next beginning of a piece unless a number is given."""
        aantal = 0
        tekst, einde = self._tekst, len(self._tekst)
        while (
            bron + aantal < len(tekens) and doel + aantal < einde and tekens[bron + aantal][1] == tekst[doel + aantal]
        ):
            aantal += 1
            if aantal == grens or (grens is None and doel + aantal in self._begin):
                break
        return aantal

    def _opmaak(self, regel: str, tekens: list[tuple[int, str]], bron: int, doel: int) -> int:
        """How many characters of layout stand here: a bullet or mark on its own, or what follows a number or title."""
        plaats, teken = tekens[bron]
        voor = regel[plaats - 1] if plaats else " "
        na = regel[plaats + 1] if plaats + 1 < len(regel) else " "
        if teken in _OPMAAK and voor.isspace() and (na.isspace() or teken in HOOFDTEKENS):
            return 1
        if teken in _NA_NUMMER and (na.isspace() or na == "|") and not voor.isspace():
            return 1
        if voor.isspace():
            getal = _GETAL.match(regel, plaats) if doel in self._kopbegin else None
            getal = getal or (_REGIONUMMER.match(regel, plaats) if doel in self._nummerbegin else None)
            if getal is not None:
                return len(getal[0])
        return 0

    def neem_elders(self, stuk: str) -> bool:
        """Take a piece where the text was left before, a little further on, or anywhere else."""
        for nummer, plaats in enumerate(self._overgeslagen):
            if self._tekst.startswith(stuk, plaats) and not self._is_gebruikt(plaats, len(stuk)):
                self._neem(plaats, len(stuk))
                self._overgeslagen[nummer] += len(stuk)
                return True
        begin = self._tekst.find(stuk, self._plaats, self._plaats + _VENSTER)
        if begin >= 0 and len(stuk) >= 8 and not self._is_gebruikt(begin, len(stuk)):
            self._neem(begin, len(stuk))
            self._overgeslagen = [*self._overgeslagen[-_MAX_OVERGESLAGEN:], self._plaats]
            self._plaats = begin + len(stuk)
            return True
        for begin in islice(self._plaatsen(stuk), _MAX_PLAATSEN):
            if len(stuk) < _KORT and begin not in self._begin:
                continue  # a digit inside a year is no number of a rubriek
            if not self._is_gebruikt(begin, len(stuk)):
                self._neem(begin, len(stuk))
                return True
        return False

    def neem_stukken_elders(self, regel: str) -> int | None:
        """Take a line whose parts between layout marks stand apart from each other; how many characters."""
        stukken = ["".join(stuk.split()) for stuk in _SCHEIDING.split(regel)]
        stukken = [stuk for stuk in stukken if stuk]
        if len(stukken) == 1 and len(stukken[0]) == len("".join(regel.split())):
            return None
        for stuk in stukken:
            if not self.neem_op_plaats(stuk) and not self.neem_elders(stuk):
                return None
        return sum(len(stuk) for stuk in stukken) if stukken else None

    def _plaatsen(self, stuk: str) -> Iterator[int]:
        begin = self._tekst.find(stuk)
        while stuk and begin >= 0:
            yield begin
            begin = self._tekst.find(stuk, begin + 1)

    @property
    def ongebruikt(self) -> int:
        """How many characters, the title apart, nothing in the source answered for."""
        return self._gebruikt.count(0, self._titel)

    def _is_gebruikt(self, begin: int, lengte: int) -> bool:
        return 1 in self._gebruikt[begin : begin + lengte]

    def _neem(self, begin: int, lengte: int) -> None:
        self._gebruikt[begin : begin + lengte] = b"\x01" * lengte


def _stukken(lijst: Lijst) -> Iterator[tuple[str, str]]:
    """The pieces of a list in order, each with its kind."""
    yield "titel", lijst.titel
    for deel in lijst.landsdelen:
        yield "kop", deel.kop
        for rubriek in deel.rubrieken:
            yield "nummer", rubriek.nummer.rstrip(ascii_lowercase)
            yield ("dubbel" if rubriek.titel == deel.kop else "titel van rubriek"), rubriek.titel
            for blok in rubriek.blokken:
                for kop in (blok.provincie_kop, blok.onderwerp):
                    if kop:
                        yield "tekst", kop
                for alinea in (blok.inleiding or "").split("\n"):
                    yield "tekst", alinea
                for tekstblok in blok.tekstblokken:
                    yield "teken", tekstblok.teken or ""
                    yield "tekst", tekstblok.tekst
                    for subpunt in tekstblok.subpunten:
                        yield "tekst", subpunt
