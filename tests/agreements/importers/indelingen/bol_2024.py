"""A document in the layout of 2024: numbered rubrieken, provincie and onderwerp headings, ❖ and o."""

from __future__ import annotations

from agreements.lijst import Blok, Lijst
from tests.agreements.importers.indelingen.alinea import (
    Alinea,
    Document,
    blok,
    gedrukt,
    landsdeel,
    los,
    punt,
    rubriek,
)

LIJST = Lijst(
    soort="bol",
    jaar=2024,
    titel="Afsprakenlijst Bestuurlijke Overleggen Leefomgeving 2024",
    landsdelen=(
        landsdeel(
            "zuid",
            "Regio Zuid-Nederland",
            rubriek(
                1,
                "Ruimtelijke opgaven in Zuid-Nederland",
                Blok(
                    provincie="limburg",
                    provincie_kop="Provincie Limburg",
                    inleiding="Rijk en regio gaan dit najaar samen aan de slag om:",
                    tekstblokken=(
                        punt(
                            "Vóór 1 april 2025 te laten zien welke beekdalen het eerst ruimte voor water krijgen, met "
                            "daarbij de kosten per deelgebied en de gevolgen voor de landbouw.",
                            teken="❖",
                        ),
                        punt(
                            "Drie proeflocaties aan te wijzen, te weten:",
                            "een locatie in het Geuldal;",
                            "een locatie langs de Roer, waar de gemeente al grond heeft; en",
                            "een locatie die het waterschap kiest.",
                            teken="❖",
                        ),
                        los("Over de bekostiging wordt in het voorjaar van 2025 apart gesproken."),
                    ),
                ),
                Blok(
                    provincie="limburg",
                    onderwerp="Woningbouw langs het spoor",
                    tekstblokken=(
                        punt(
                            "De gemeenten leggen in 2025 Business Cases voor aan het Rijk voor de stations langs de "
                            "Maaslijn; CO2 en geluid zijn daarin meegewogen.",
                            teken="❖",
                        ),
                    ),
                ),
            ),
            rubriek(
                2,
                "NOVEX-gebied De Peel",
                blok(
                    punt("De uitvoeringsagenda is besproken en wordt ‘levend’ gehouden.", teken="❖"),
                    punt("Partijen delen elk half jaar hun “rode vlaggen” over natuur- en waterdoelen.", teken="❖"),
                ),
                gebied="de-peel",
            ),
        ),
        landsdeel(
            "oost",
            "Regio Oost-Nederland",
            rubriek(
                1,
                "NOVEX-gebied Regio Zwolle",
                blok(
                    punt(
                        "Rijk, provincies en gemeenten onderschrijven het beeld voor 2040 en werken fase 1 uit.",
                        teken="❖",
                    )
                ),
                gebied="regio-zwolle",
            ),
        ),
    ),
)


def alineas(lijst: Lijst) -> tuple[Alinea, ...]:
    """The list as printed in this layout."""
    return (Alinea("titel", lijst.titel), *gedrukt(lijst))


DOCUMENT = Document("bol-2024", alineas(LIJST), LIJST)
