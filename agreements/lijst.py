"""The neutral document structure of an afsprakenlijst.

Every importer makes a `Lijst`, every exporter takes one, the JSON of the public contract is one, and
`agreements.services.lijsten` is the only place that loads it from and saves it to the database. This module
knows neither Django nor a file format.

The shape follows the real lists: lijst → landsdeel → numbered rubriek → blok (the text under one provincie
and onderwerp heading, with its lead-in) → tekstblok (one bullet, or one loose paragraph) with its subpunten.
Text is the running text of the document: lines and pages joined, nothing else touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import count

LANDELIJK = "landelijk"
LOSSE_ALINEA = "losse alinea"

#: The part of a public code that names the landsdeel (BOL-2024-ZW-1-03).
LANDSDEEL_CODES = {
    "noord": "N",
    "noordwest": "NW",
    "oost": "O",
    "zuid": "Z",
    "zuidwest": "ZW",
    LANDELIJK: "NL",
}

#: Names of the kinds of overleg that make lists, by the slug that commands and addresses use.
SOORTEN = {"bol": "BO Leefomgeving", "mirt": "BO MIRT"}


class LijstFout(ValueError):
    """The data is not a list of agreements; the message is a Dutch sentence for the user."""


class Onderdeel(StrEnum):
    """What a paragraph of a list can be, in print and in every format.

    An exporter says it of each paragraph where its format has a place for that, an importer reads it back, and
    a person who repairs what was read chooses from it. `BIJSCHRIFT` is what an export adds to the official text
    (status, deadline, actors, changes), `VOORWERK` the title page, contents and page headers: neither is part
    of the list.
    """

    TITEL = "titel"
    LANDSDEEL = "landsdeel"
    RUBRIEK = "rubriek"
    PROVINCIE = "provincie"
    ONDERWERP = "onderwerp"
    INLEIDING = "inleiding"
    PUNT = "punt"
    SUBPUNT = "subpunt"
    ALINEA = "alinea"
    BIJSCHRIFT = "bijschrift"
    VOORWERK = "voorwerk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnfrase:
    """A phrase by which something is to be done, and the days it covers (first and last, either open)."""

    frase: str
    soort: str
    van: date | None = None
    tot: date | None = None
    overleg: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statusregel:
    """Where an agreement stood at the moment of the export: Dutch label, day of the last change, toelichting."""

    code: str
    label: str
    sinds: date | None = None
    toelichting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partijregel:
    """Who owes what: the name of an organisation with its role ("trekker") and side ("Rijk", "regio" or empty)."""

    naam: str
    rol: str
    zijde: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wijziging:
    """How a text block differs from an earlier edition: "nieuw", "gewijzigd" or "verplaatst".

    `was` is its old text, with the old sub-points each on a line of its own.
    """

    soort: str
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tekstblok:
    """One bullet or one loose paragraph of the official list, to the letter.

    `teken` is the bullet as printed, or None. `soort` is the soort of the agreement, or "losse alinea".
    `statussen` has a line per agreement that is followed in this block, when the export asks for the status.
    `partijen` and `wijziging` are there only when the export asks for the actors or the changes.
    `regel` is the line of the source on which the block begins; it is not part of the contract's JSON.
    """

    tekst: str
    teken: str | None = None
    subpunten: tuple[str, ...] = ()
    soort: str = "afspraak"
    code: str = ""
    termijnen: tuple[Termijnfrase, ...] = ()
    statussen: tuple[Statusregel, ...] = ()
    partijen: tuple[Partijregel, ...] = ()
    wijziging: Wijziging | None = None
    regel: int | None = None

    @property
    def is_losse_alinea(self) -> bool:
        return self.soort == LOSSE_ALINEA


@dataclass(frozen=True, slots=True, kw_only=True)
class Blok:
    """The blocks under one provincie and onderwerp heading, with the lead-in sentence they lean on.

    `provincie` is a slug or None; `provincie_kop` and `onderwerp` are the headings as printed, and None where
    none is printed: a second onderwerp of a provincie keeps `provincie` and has no `provincie_kop`. A second
    paragraph of the lead-in is separated by a line break.
    """

    provincie: str | None = None
    provincie_kop: str | None = None
    onderwerp: str | None = None
    inleiding: str | None = None
    tekstblokken: tuple[Tekstblok, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubriek:
    """A numbered chapter of one landsdeel; `gebied` is the slug of the gebied that its title names, if any."""

    nummer: str
    titel: str
    gebied: str | None = None
    blokken: tuple[Blok, ...] = ()

    @property
    def tekstblokken(self) -> Iterator[Tekstblok]:
        for blok in self.blokken:
            yield from blok.tekstblokken


@dataclass(frozen=True, slots=True, kw_only=True)
class Landsdeellijst:
    """The list of one overleg: `landsdeel` is a slug (or "landelijk"), `kop` the heading as printed."""

    landsdeel: str
    kop: str
    rubrieken: tuple[Rubriek, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding:
    """A place the importer was not sure of: 1-based line of the source, what kind of doubt, the text there."""

    soort: str
    tekst: str
    regel: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijst:
    """One ronde's afsprakenlijst.

    `vervallen` has the text blocks of an earlier edition that this one lacks, when the export asks for changes.
    """

    soort: str
    jaar: int
    titel: str
    landsdelen: tuple[Landsdeellijst, ...] = ()
    vervallen: tuple[Tekstblok, ...] = ()
    meldingen: tuple[Melding, ...] = ()

    @property
    def tekstblokken(self) -> Iterator[Tekstblok]:
        for landsdeel in self.landsdelen:
            for rubriek in landsdeel.rubrieken:
                yield from rubriek.tekstblokken

    def tellingen(self) -> dict[str, int]:
        """Counts as the contract names them; a loose paragraph is no bullet and is counted apart."""
        blokken = list(self.tekstblokken)
        return {
            "landsdelen": len(self.landsdelen),
            "rubrieken": sum(len(deel.rubrieken) for deel in self.landsdelen),
            "afspraken": sum(not blok.is_losse_alinea for blok in blokken),
            "subpunten": sum(len(blok.subpunten) for blok in blokken),
            "losse_alineas": sum(blok.is_losse_alinea for blok in blokken),
        }

    def met_elk_tekstblok(self, doe: Callable[[Landsdeellijst, Rubriek, Tekstblok], Tekstblok]) -> Lijst:
        """The list with what `doe` makes of each text block, asked in their order; the rest stays as it is."""
        return replace(
            self,
            landsdelen=tuple(
                replace(
                    deel,
                    rubrieken=tuple(
                        replace(
                            rubriek,
                            blokken=tuple(
                                replace(blok, tekstblokken=tuple(doe(deel, rubriek, een) for een in blok.tekstblokken))
                                for blok in rubriek.blokken
                            ),
                        )
                        for rubriek in deel.rubrieken
                    ),
                )
                for deel in self.landsdelen
            ),
        )

    def met_codes(self) -> Lijst:
        """The same list with a public code on every text block that has none.

        The running number counts within a rubriek, across its blokken, loose paragraphs included. A code that
        a block already carries is kept and its number is not handed out again.
        """
        vrij = {
            (deel.landsdeel, rubriek.nummer): _vrije_nummers(rubriek)
            for deel in self.landsdelen
            for rubriek in deel.rubrieken
        }

        def codeer(deel: Landsdeellijst, rubriek: Rubriek, blok: Tekstblok) -> Tekstblok:
            if blok.code:
                return blok
            code = code_voor(
                soort=self.soort,
                jaar=self.jaar,
                landsdeel=deel.landsdeel,
                rubriek=rubriek.nummer,
                nummer=next(vrij[deel.landsdeel, rubriek.nummer]),
            )
            return replace(blok, code=code)

        return self.met_elk_tekstblok(codeer)


def code_voor(*, soort: str, jaar: int, landsdeel: str, rubriek: str, nummer: int) -> str:
    """The stable public code of a text block: kind, year, landsdeel, rubriek, running number."""
    return f"{soort.upper()}-{jaar}-{LANDSDEEL_CODES[landsdeel]}-{rubriek}-{nummer:02d}"


def _vrije_nummers(rubriek: Rubriek) -> Iterator[int]:
    """The running numbers that no text block of the rubriek has, from 1."""
    gebruikt = {int(blok.code.rsplit("-", 1)[1]) for blok in rubriek.tekstblokken if blok.code}
    return (nummer for nummer in count(1) if nummer not in gebruikt)
