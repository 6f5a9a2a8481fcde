"""The neutral document structure of a dossier: what Rijk and regio bring to one overleg.

The readers in `agreements.importers.dossier` make a `Dossier`, the JSON of the public contract is one, and
`agreements.services.dossiers` is the only place that loads it from and saves it to the database. This module knows
neither Django nor a file format.

The shape follows the real drafts: an agenda, who takes part, the dossier itself (a tree of numbered agendapunten with
up to four kinds of blocks) and the bijlagen. A draft is unfinished: a block can hold the text of the template or "PM",
and notes stand between the lines. All of it is kept, and named for what it is.

Text with markup is HTML of this application's own making: paragraphs, (nested) lists, bold, italic, raised and lowered
signs, and nothing else; every character of the source in it is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from agreements.lijst import Melding


class Agendasoort(StrEnum):
    """How an agendapunt is dealt with: discussed, adopted without discussion, or only told."""

    BESPREEKPUNT = "bespreekpunt"
    HAMERPUNT = "hamerpunt"
    MEDEDELING = "mededeling"


class Bloksoort(StrEnum):
    """The four blocks that an agendapunt can have, in their order."""

    IN_HET_KORT = "in_het_kort"
    BESPREEKPUNTEN = "bespreekpunten"
    VOORGESTELDE_AFSPRAKEN = "voorgestelde_afspraken"
    TOELICHTING = "toelichting"


class Invulling(StrEnum):
    """How far a text is: real, still that of the template, only "PM", or (a block) nothing below its heading."""

    ECHT = "echt"
    SJABLOON = "sjabloon"
    PM = "pm"
    LEEG = "leeg"


class Zijde(StrEnum):
    RIJK = "rijk"
    REGIO = "regio"


#: Between the names of who speaks, where a document has them behind each other.
WIE_SCHEIDING = " · "


class Dossierrol(StrEnum):
    """What a paragraph of our own document of a dossier is, as it says of itself, so that it can be read back.

    The heading of an agendapunt has the name of its Agendasoort instead, that of a block the name of its Bloksoort.
    """

    #: Added by this application (headings of its own, words about what is missing); no part of the dossier.
    TOEVOEGING = "toevoeging"
    TITEL = "titel"
    VERSIE = "versie"
    DATUM = "datum"
    TIJD = "tijd"
    LOCATIE = "locatie"
    #: The heading of one of the parts A to D.
    HOOFDDEEL = "hoofddeel"
    #: Running text with its markup, of whatever stands above it.
    TEKST = "tekst"
    #: Above the people of one side.
    RIJK = "rijk"
    REGIO = "regio"
    STEUN_RIJK = "steunrijk"
    STEUN_REGIO = "steunregio"
    DEELNEMER = "deelnemer"
    #: About an agendapunt.
    PUNTSOORT = "puntsoort"
    PUNTVERSIE = "puntversie"
    PUNTTIJD = "punttijd"
    WIE = "wie"
    OPMERKING = "opmerking"
    #: The heading of a part of an agendapunt, and of what belongs to no part again.
    PUNTDEEL = "puntdeel"
    GEEN_PUNTDEEL = "geenpuntdeel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstel:
    """One proposed agreement: its text with its nested points, and the lead-in sentence that it leans on."""

    tekst: str
    subpunten: tuple[str, ...] = ()
    invulling: Invulling = Invulling.ECHT
    inleiding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agendablok:
    """One block of an agendapunt. `deel` is the heading of the part when an item is written in parts ("… (2/3)")."""

    soort: Bloksoort
    html: str = ""
    invulling: Invulling = Invulling.ECHT
    deel: str = ""
    voorstellen: tuple[Voorstel, ...] = ()

    @property
    def is_leeg(self) -> bool:
        """Whether it still has to be written: nothing in it, "PM", or the text of the template."""
        return self.invulling != Invulling.ECHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Agendapunt:
    """A numbered item of the agenda. Its place in the tree is its number: 2.5.4.1 stands under 2.5.4.

    `versie` is the label of the draft ("V05 80% 19-5"), `opmerkingen` are the notes that stand in it, to the letter.
    """

    nummer: str
    titel: str
    soort: Agendasoort = Agendasoort.BESPREEKPUNT
    wie: tuple[str, ...] = ()
    begin: time | None = None
    eind: time | None = None
    versie: str = ""
    opmerkingen: tuple[str, ...] = ()
    blokken: tuple[Agendablok, ...] = ()

    @property
    def niveau(self) -> int:
        """1 for a chapter, 2 for an item in it, and so on."""
        return self.nummer.count(".") + 1

    @property
    def voorstellen(self) -> Iterator[Voorstel]:
        for blok in self.blokken:
            yield from blok.voorstellen


@dataclass(frozen=True, slots=True, kw_only=True)
class Agendaregel:
    """One row of the agenda table, as printed; `nummer` is empty for a row that is no agendapunt ("Opstarten")."""

    tijd: str = ""
    nummer: str = ""
    titel: str = ""
    wie: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deelnemer:
    """Somebody at the table, or an official who comes along (`ondersteuning`)."""

    zijde: Zijde
    naam: str
    ondersteuning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bijlage:
    """One annex, as the table of the dossier names it."""

    nummer: str = ""
    naam: str = ""
    informatie: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The joint dossier of one overleg.

    `regels` is what the dossier says of its own making (which items belong on the agenda), `opbouw` the example of
    an agendapunt; the other texts are what stands beside the tables of agenda, deelnemers and bijlagen.
    """

    soort: str
    jaar: int
    landsdeel: str
    titel: str
    versie: str = ""
    datum: date | None = None
    begin: time | None = None
    eind: time | None = None
    locatie: str = ""
    regels: str = ""
    agenda: tuple[Agendaregel, ...] = ()
    agenda_tekst: str = ""
    deelnemers: tuple[Deelnemer, ...] = ()
    deelnemers_tekst: str = ""
    opbouw: str = ""
    agendapunten: tuple[Agendapunt, ...] = ()
    bijlagen: tuple[Bijlage, ...] = ()
    bijlagen_tekst: str = ""
    meldingen: tuple[Melding, ...] = ()

    @property
    def blokken_voorgesteld(self) -> Iterator[Agendablok]:
        for punt in self.agendapunten:
            yield from (blok for blok in punt.blokken if blok.soort == Bloksoort.VOORGESTELDE_AFSPRAKEN)

    def tellingen(self) -> dict[str, int | dict[str, int]]:
        """Counts as the contract names them; proposed agreements are the real ones, nested points not counted."""
        invulling = Counter(blok.invulling for blok in self.blokken_voorgesteld)
        return {
            "agendapunten": len(self.agendapunten),
            "blokken_voorgesteld": {
                een.value: invulling[een] for een in (Invulling.ECHT, Invulling.SJABLOON, Invulling.PM)
            },
            "voorgestelde_afspraken": sum(
                voorstel.invulling == Invulling.ECHT for punt in self.agendapunten for voorstel in punt.voorstellen
            ),
        }
