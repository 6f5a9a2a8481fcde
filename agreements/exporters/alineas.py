"""The list as the row of paragraphs that a document of it has, for the formats that know paragraphs (Word, ODT).

Each says which part of the list it is. The text is the text of the list itself, not a readable form of it: these
formats can be read back, and what went in comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from agreements.exporters.bijschriften import VERVALLEN_KOP, VERVALLEN_UITLEG, Bijschrift, bijschriften
from agreements.exporters.gegevens import Titelgegevens
from agreements.exporters.tekens import leesbaar
from agreements.exporters.woordverschil import Stuk
from agreements.lijst import Blok, Lijst, Onderdeel, Tekstblok

#: By this keyword a document says that its paragraphs carry names that tell which part of the list they are.
OPMAAK = "afsprakenlijst-opmaak-1"
#: The sign of sub-points; a list has none of its own for them.
SUBTEKEN = "o"
#: Word allows no longer name of a place.
_LANGSTE_NAAM = 40

LANDSDEELNIVEAU, RUBRIEKNIVEAU = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Alinea:
    """One paragraph. `niveau` is that of a heading (1 is a landsdeel), 0 for any other paragraph.

    `teken` is the bullet of the point that it is, or (for a sub-point or addition) that it belongs to; None below a
    paragraph. `naam` names its place in the document, `code` is the public code of the point that begins here.
    `is_laatste`: the last addition below a point. `blijft_bij_volgende`: what comes next never begins a page by itself.
    """

    onderdeel: Onderdeel
    naam: str
    tekst: str = ""
    niveau: int = 0
    teken: str | None = None
    code: str = ""
    bijschrift: Bijschrift | None = None
    is_laatste: bool = False
    blijft_bij_volgende: bool = False


@dataclass(slots=True)
class Namen:
    """Hands out names of places: "bol_punt_12" says what a paragraph is, "BOL_2024_ZW_1_01" which agreement."""

    aantal: int = 0
    codes: set[str] = field(default_factory=set)

    def volgende(self, onderdeel: Onderdeel) -> str:
        self.aantal += 1
        return f"bol_{onderdeel}_{self.aantal}"

    def voor_code(self, code: str) -> str:
        """The name for a public code, for a link from outside; empty when there is none or it was given out."""
        naam = re.sub(r"[^A-Za-z0-9]", "_", code)[:_LANGSTE_NAAM]
        if not naam or not naam[0].isalpha() or naam.lower() in self.codes:
            return ""
        self.codes.add(naam.lower())
        return naam


def alineas(lijst: Lijst, gegevens: Titelgegevens, namen: Namen) -> Iterator[Alinea]:
    """The paragraphs behind the contents, in order; what lapsed since an earlier edition comes last."""
    schrijver = _Schrijver(gegevens, namen)
    for deel in lijst.landsdelen:
        yield schrijver.alinea(Onderdeel.LANDSDEEL, deel.kop, niveau=LANDSDEELNIVEAU)
        for rubriek in deel.rubrieken:
            yield schrijver.alinea(Onderdeel.RUBRIEK, f"{rubriek.nummer} {rubriek.titel}", niveau=RUBRIEKNIVEAU)
            yield from schrijver.blokken(rubriek.blokken)
    if lijst.vervallen:
        yield schrijver.alinea(Onderdeel.BIJSCHRIFT, VERVALLEN_KOP, niveau=LANDSDEELNIVEAU)
        yield schrijver.alinea(Onderdeel.BIJSCHRIFT, VERVALLEN_UITLEG)
        for tekstblok in lijst.vervallen:
            yield from schrijver.vervallen(tekstblok)


@dataclass(slots=True)
class _Schrijver:
    gegevens: Titelgegevens
    namen: Namen

    def alinea(
        self,
        onderdeel: Onderdeel,
        tekst: str = "",
        *,
        niveau: int = 0,
        teken: str | None = None,
        code: str = "",
        bijschrift: Bijschrift | None = None,
        is_laatste: bool = False,
        blijft_bij_volgende: bool = False,
    ) -> Alinea:
        return Alinea(
            onderdeel=onderdeel,
            naam=self.namen.volgende(onderdeel),
            tekst=tekst,
            niveau=niveau,
            teken=teken or None,
            code=self.namen.voor_code(code),
            bijschrift=bijschrift,
            is_laatste=is_laatste,
            blijft_bij_volgende=blijft_bij_volgende,
        )

    def blokken(self, blokken: Sequence[Blok]) -> Iterator[Alinea]:
        onder_provincie = False
        for blok in blokken:
            onder_provincie = bool(blok.provincie_kop) or (onder_provincie and blok.provincie is not None)
            if blok.provincie_kop:
                yield self.alinea(Onderdeel.PROVINCIE, blok.provincie_kop, niveau=3)
            if blok.onderwerp:
                yield self.alinea(Onderdeel.ONDERWERP, blok.onderwerp, niveau=4 if onder_provincie else 3)
            for regel in (blok.inleiding or "").split("\n"):
                if regel.strip():
                    yield self.alinea(Onderdeel.INLEIDING, regel)
            for tekstblok in blok.tekstblokken:
                yield from self.tekstblok(tekstblok)

    def tekstblok(self, blok: Tekstblok) -> Iterator[Alinea]:
        onderdeel = Onderdeel.ALINEA if blok.is_losse_alinea else Onderdeel.PUNT
        erbij = bijschriften(blok, self.gegevens)
        yield self.alinea(
            onderdeel,
            blok.tekst,
            teken=blok.teken,
            code=blok.code,
            blijft_bij_volgende=bool(blok.subpunten or erbij),
        )
        for nummer, subpunt in enumerate(blok.subpunten, start=1):
            yield self.alinea(
                Onderdeel.SUBPUNT,
                subpunt,
                teken=blok.teken,
                blijft_bij_volgende=bool(erbij) and nummer == len(blok.subpunten),
            )
        for nummer, bijschrift in enumerate(erbij, start=1):
            yield self.alinea(
                Onderdeel.BIJSCHRIFT,
                teken=blok.teken,
                bijschrift=bijschrift,
                is_laatste=nummer == len(erbij),
                blijft_bij_volgende=nummer < len(erbij),
            )

    def vervallen(self, blok: Tekstblok) -> Iterator[Alinea]:
        """All of it is an addition: none of these texts is in the list."""
        for label, tekst in ((blok.code, blok.tekst), *(("", subpunt) for subpunt in blok.subpunten)):
            yield self.alinea(
                Onderdeel.BIJSCHRIFT,
                bijschrift=Bijschrift(soort="vervallen", label=label, stukken=(Stuk(leesbaar(tekst)),)),
            )
