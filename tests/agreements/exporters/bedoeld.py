"""What the documents of the tests should hold, straight from the list, and how they are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from agreements.exporters import Overlegdag, Titelgegevens
from agreements.lijst import Blok, Landsdeellijst, Lijst, Onderdeel, Rubriek, Tekstblok
from tests.voorbeeldlijsten import punt

KAAL = Titelgegevens(ronde="BO Leefomgeving 2030", moment=datetime(2030, 11, 21, 9, 30, tzinfo=UTC))
GEGEVENS = replace(
    KAAL,
    fase="vastgesteld onder embargo",
    embargo=True,
    overlegdagen=(
        Overlegdag(naam="Zuid", datum=date(2030, 11, 6)),
        Overlegdag(naam="Oost", datum=date(2030, 11, 7)),
    ),
    peildatum=date(2030, 11, 20),
    keuze="Alleen Zuid en Oost",
    met_termijnen=True,
)

#: Kind, depth (of a heading, or of a list from 1), sign, text.
Rij = tuple[Onderdeel, int, str, str]

LASTIG = (
    "1. Begint als een nummer",
    "- begint als een streepje",
    "# begint als een kop",
    "> begint als een citaat",
    "    ver naar rechts",
    "dubbele  en   driedubbele spaties",
    "Zachte af\u00adbre\u00adking en een ﬁgatuur, ’s-Hertogenbosch “hoe?” … – —",
    "Teken \uf0e0 van een tekstverwerker, \uf0b7 en \uf076 ook",
    "*ster* _streep_ `code` ~~weg~~ [haak](http://voorbeeld.nl) ![beeld](x.png) <b>vet</b> <!-- c --> &amp; \\ | $x$",
    "=SUM(A1:A9)",
    "a\tb",
    "x" * 40_000,
    "e\u0301 \U0001f600 \u200b\u2011\u2060 \u00a0rand\u00a0",
    "---",
    "===",
    "100% van %1 {veld} %(naam)s",
)


def lijst_met(*punten: Tekstblok, titel: str = "Rubriek", inleiding: str | None = None) -> Lijst:
    """A list of one rubriek with these points."""
    rubriek = Rubriek(nummer="1", titel=titel, blokken=(Blok(inleiding=inleiding, tekstblokken=punten),))
    deel = Landsdeellijst(landsdeel="zuid", kop="Regio Zuid-Nederland", rubrieken=(rubriek,))
    return Lijst(soort="bol", jaar=2030, titel="Afsprakenlijst", landsdelen=(deel,)).met_codes()


def lastige_lijst() -> Lijst:
    """A list whose texts look like something else, at every place that a text can have."""
    punten = [punt(tekst, tekst, teken=teken) for tekst in LASTIG for teken in ("❖", None)]
    return lijst_met(*punten, titel=LASTIG[8], inleiding="\n".join([LASTIG[0], LASTIG[8]]))


def rijen(lijst: Lijst) -> Iterator[Rij]:
    """The paragraphs of the list itself, without title page, contents and additions."""
    yield Onderdeel.TITEL, 0, "", lijst.titel
    for deel in lijst.landsdelen:
        yield Onderdeel.LANDSDEEL, 1, "", deel.kop
        for rubriek in deel.rubrieken:
            yield Onderdeel.RUBRIEK, 2, "", f"{rubriek.nummer} {rubriek.titel}"
            onder = False
            for blok in rubriek.blokken:
                if blok.provincie_kop:
                    onder = True
                    yield Onderdeel.PROVINCIE, 3, "", blok.provincie_kop
                if blok.onderwerp:
                    yield Onderdeel.ONDERWERP, 4 if onder and blok.provincie else 3, "", blok.onderwerp
                for regel in (blok.inleiding or "").split("\n"):
                    if regel:
                        yield Onderdeel.INLEIDING, 0, "", regel
                for tekstblok in blok.tekstblokken:
                    soort = Onderdeel.ALINEA if tekstblok.is_losse_alinea else Onderdeel.PUNT
                    yield soort, 1 if tekstblok.teken else 0, tekstblok.teken or "", tekstblok.tekst
                    for subpunt in tekstblok.subpunten:
                        yield Onderdeel.SUBPUNT, 2, "o", subpunt
