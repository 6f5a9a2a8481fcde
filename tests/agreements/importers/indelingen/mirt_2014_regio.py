"""A document in the layout of 2014: a numbered region, and below each title an introduction and then prose."""

from __future__ import annotations

from agreements.lijst import Landsdeellijst, Lijst, Rubriek
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
    jaar=2014,
    titel="Afspraken BO MIRT najaar 2014",
    landsdelen=(
        landsdeel(
            "noord",
            "Regio Noord-Nederland",
            rubriek(
                1,
                "Sluis bij Kornwerderzand",
                blok(
                    punt("Rijk en regio spreken af dat de regio voor 1 maart 2015 een businesscase aanlevert."),
                    punt(
                        "Daarin staan in elk geval",
                        "de kosten van een bredere sluis,",
                        "de baten voor de werven aan het IJsselmeer.",
                    ),
                    inleiding="In het overleg is de breedte van de sluis aan de orde geweest.",
                ),
            ),
            rubriek(
                2,
                "Busbaan Emmen – Zwartemeer",
                blok(punt("De minister zegt toe het onderzoek naar de busbaan af te ronden.")),
            ),
        ),
        landsdeel(
            "zuidwest",
            "Regio Zuidwest-Nederland",
            rubriek(
                1,
                "Kanaalzone",
                blok(
                    punt("Partijen komen overeen de brug in 2016 te vervangen."),
                    punt("Het Rijk betaalt daarvan € 4 miljoen."),
                    inleiding="De brug bij Sluiskil is oud en smal.",
                ),
            ),
        ),
    ),
)


def _landsdeelkop(volgnummer: int, deel: Landsdeellijst) -> list[Alinea]:
    return [Alinea("landsdeel", f"{volgnummer}. {deel.kop}")]


def _rubriekkop(een: Rubriek) -> list[Alinea]:
    return [Alinea("rubriek", een.nummer), Alinea("rubriek", een.titel)]


def alineas(lijst: Lijst) -> tuple[Alinea, ...]:
    """The list as printed in this layout: a rubriek heading is two paragraphs, its number and its title."""
    rij = gedrukt(lijst, rubriekkop=_rubriekkop, subteken="-", landsdeelkop=_landsdeelkop)
    return (Alinea("titel", lijst.titel), *rij)


DOCUMENT = Document("mirt-2014-regio", alineas(LIJST), LIJST)
