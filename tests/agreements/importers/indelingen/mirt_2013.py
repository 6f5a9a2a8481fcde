"""A document in the layout of 2013: all line breaks lost, items separated by a semicolon."""

from __future__ import annotations

from agreements.lijst import Lijst
from tests.agreements.importers.indelingen.alinea import (
    Alinea,
    Document,
    blok,
    landsdeel,
    punt,
    rubriek,
)

LIJST = Lijst(
    soort="mirt",
    jaar=2013,
    titel="Afsprakenlijst BO MIRT 2013",
    landsdelen=(
        landsdeel(
            "zuid",
            "Zuid-Nederland",
            rubriek(
                1,
                "Bereikbaarheid Brainport",
                blok(
                    punt("Rijk en regio stellen vast dat het onderzoek naar de N279 klaar is;"),
                    punt("De regio betaalt de helft van de rondweg (€ 30 mln);"),
                    punt("In het voorjaar van 2014 wordt de planning van de A58 en de A2 besproken."),
                ),
            ),
            rubriek(
                2,
                "Maaslijn",
                blok(
                    punt("De provincie Limburg onderzoekt of de lijn elektrisch kan worden;"),
                    punt("Het Rijk wacht dat onderzoek af."),
                ),
            ),
        ),
        landsdeel(
            "oost",
            "Oost-Nederland",
            rubriek(
                1,
                "Goederenvervoer over het spoor",
                blok(punt("Partijen delen hun cijfers over 2012;"), punt("Zij doen dat ieder halfjaar.")),
            ),
        ),
    ),
)


def alineas(lijst: Lijst) -> tuple[Alinea, ...]:
    """The list as printed in this layout: one paragraph holds it all."""
    woorden = [lijst.titel]
    for deel in lijst.landsdelen:
        woorden.append(deel.kop)
        for een in deel.rubrieken:
            woorden.append(f"{een.nummer}. {een.titel}")
            woorden += [stuk.tekst for stuk in een.tekstblokken]
    return (Alinea("alinea", " ".join(woorden)),)


DOCUMENT = Document("mirt-2013", alineas(LIJST), LIJST)
