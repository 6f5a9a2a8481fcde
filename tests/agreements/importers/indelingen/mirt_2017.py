"""A document in the layout of 2017: "BO MIRT <landsdeel>", Uitgangspunten and Inhoudelijke afspraken, "o" bullets."""

from __future__ import annotations

from agreements.lijst import Blok, Lijst, Rubriek
from tests.agreements.importers.indelingen.alinea import (
    Alinea,
    Document,
    blok,
    gedrukt,
    landsdeel,
    punt,
    rubriek,
)

LIJST = Lijst(
    soort="mirt",
    jaar=2017,
    titel="Afsprakenlijst BO MIRT 2017",
    landsdelen=(
        landsdeel(
            "noordwest",
            "BO MIRT Noordwest-Nederland",
            rubriek(
                1,
                "Programma Bereikbare Zaanstreek",
                Blok(
                    onderwerp="Uitgangspunten",
                    inleiding="De Zaanstreek groeit tot 2040 met 20.000 woningen.\n"
                    "Rijk en regio zien de A7 en het spoor als één opgave.",
                ),
                Blok(
                    onderwerp="Inhoudelijke afspraken",
                    tekstblokken=(
                        punt("Partijen maken in 2018 een plan voor vijf knooppunten.", teken="o"),
                        punt(
                            "Het plan gaat over:",
                            "de overstap van trein op bus;",
                            "de ruimte voor de fiets.",
                            teken="o",
                        ),
                        punt("De uitkomst wordt in het BO MIRT van 2018 besproken.", teken="o"),
                    ),
                ),
            ),
            rubriek(2, "Ringweg Zuid", blok(punt("De planning van de ringweg verandert niet.", teken="o"))),
        ),
        landsdeel(
            "zuidwest",
            "BO MIRT Zuidwest-Nederland",
            rubriek(
                1,
                "Water en scheepvaart",
                blok(
                    punt("Het Rijk start de studie naar de sluis.", teken="o"),
                    inleiding="Er is gesproken over de wachttijden.",
                ),
            ),
        ),
    ),
)


def _rubriekkop(een: Rubriek) -> list[Alinea]:
    return [Alinea("rubriek", f"{een.nummer}. {een.titel}")]


def alineas(lijst: Lijst) -> tuple[Alinea, ...]:
    """The list as printed in this layout; sub-points have a dash."""
    return (Alinea("titel", lijst.titel), *gedrukt(lijst, rubriekkop=_rubriekkop, subteken="-"))


DOCUMENT = Document("mirt-2017", alineas(LIJST), LIJST)
