"""A document in the layout of 2017: titles as wide as the column above a one-word heading, and points without stops."""

from __future__ import annotations

from agreements.lijst import Blok, Lijst
from tests.agreements.importers.indelingen.alinea import Document, blok, landsdeel, punt, rubriek
from tests.agreements.importers.indelingen.mirt_2017 import alineas

LIJST = Lijst(
    soort="mirt",
    jaar=2017,
    titel="Afspraken BO MIRT 2017",
    landsdelen=(
        landsdeel(
            "noord",
            "BO MIRT Noord-Nederland",
            rubriek(
                1,
                "Hoogwaardig openbaar vervoer tussen Groningen, Leek en Roden",
                Blok(
                    onderwerp="Uitgangspunten",
                    inleiding="Het aantal reizigers op deze lijn groeit sneller dan bij de start was verwacht.",
                ),
                Blok(
                    onderwerp="Inhoudelijke afspraken",
                    tekstblokken=(
                        punt("Rijk en regio starten een studie naar de lijn.", teken="o"),
                        punt("De studie bevat:", "een analyse van de vraag;", "een raming.", teken="o"),
                    ),
                ),
                Blok(
                    onderwerp="Procesafspraken",
                    tekstblokken=(punt("In het BO MIRT van 2018 wordt een besluit genomen.", teken="o"),),
                ),
            ),
            rubriek(2, "Vaarwegen", blok(punt("Het Rijk verdiept de vaarweg voor 2019.", teken="o"))),
        ),
        landsdeel(
            "zuid",
            "BO MIRT Zuid-Nederland",
            rubriek(
                1,
                "Goederencorridor",
                Blok(onderwerp="Aanleiding", inleiding="De corridor is van belang voor heel Nederland."),
                Blok(
                    onderwerp="Inhoudelijke afspraken",
                    tekstblokken=(
                        punt("Rijk en provincies werken samen een programma uit", teken="o"),
                        punt("De trekkers zijn Limburg en Noord-Brabant", teken="o"),
                    ),
                ),
            ),
        ),
    ),
)

DOCUMENT = Document("mirt-2017-koppen", alineas(LIJST), LIJST)
