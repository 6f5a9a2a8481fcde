"""A document in the layout of 2018: ❖ bullets, and titles with names and a colon before the lead-in."""

from __future__ import annotations

from agreements.lijst import Lijst
from tests.agreements.importers.indelingen.alinea import Document, blok, landsdeel, punt, rubriek
from tests.agreements.importers.indelingen.mirt_2018 import alineas

LIJST = Lijst(
    soort="mirt",
    jaar=2018,
    titel="Bestuurlijke overleggen MIRT najaar 2018 – afspraken",
    landsdelen=(
        landsdeel(
            "oost",
            "BO MIRT Oost-Nederland",
            rubriek(1, "A1 Apeldoorn – Azelo", blok(punt("Fase 2 begint in 2019.", teken="❖"))),
            rubriek(
                2,
                "N35 Nijverdal – Wierden",
                blok(
                    punt("De provincie Overijssel draagt € 30 miljoen bij.", teken="❖"),
                    punt("Het Rijk past de planning daarop aan.", teken="❖"),
                    inleiding="Rijk en regio constateren dat de kosten hoger uitvallen.",
                ),
            ),
            rubriek(
                3,
                "Ring Zwolle",
                blok(
                    punt("De gemeente werkt de inpassing uit.", teken="❖"),
                    inleiding="De minister informeert de regio over het tracé.",
                ),
            ),
        ),
        landsdeel(
            "zuid",
            "BO MIRT Zuid-Nederland",
            rubriek(
                1,
                "Verkenning De Peel",
                blok(
                    punt("in 2019 een gezamenlijk programma te maken;", teken="❖"),
                    punt("daarvoor € 2 miljoen vrij te maken.", teken="❖"),
                    inleiding="Limburg en Noord-Brabant bekijken de opgaven en spreken af om:",
                ),
                gebied="de-peel",
            ),
        ),
    ),
)

DOCUMENT = Document("mirt-2018-dubbelepunt", alineas(LIJST), LIJST)
