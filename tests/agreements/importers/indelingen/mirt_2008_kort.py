"""A document in the layout of 2008: bare names of regions, topics over two lines, other beginnings, sub-points."""

from __future__ import annotations

from dataclasses import replace

from agreements.lijst import Lijst
from tests.agreements.importers.indelingen.alinea import Alinea, Document, blok, landsdeel, punt, rubriek
from tests.agreements.importers.indelingen.mirt_2008 import alineas

LIJST = Lijst(
    soort="mirt",
    jaar=2008,
    titel="Bestuurlijke afspraken MIRT najaar 2008",
    landsdelen=(
        landsdeel(
            "noordwest",
            "NOORDWEST",
            rubriek(
                1,
                "Zeetoegang IJmond, de verbindingen daarvan met het achterland en het spoor in de haven",
                blok(
                    punt("Afspraak om de sluis te vervangen. De regio werkt daaraan mee."),
                    punt("Constatering dat daarvoor nog een tekort is van € 50 miljoen."),
                ),
            ),
            rubriek(
                2,
                "OV SAAL",
                blok(
                    punt(
                        "Afspraak dat in de visie staan:",
                        "de korte termijn;",
                        "de lange termijn.",
                    ),
                    punt("Afspraak dat de gemeenten daarbij worden betrokken;"),
                ),
            ),
        ),
        landsdeel(
            "zuid",
            "ZUID",
            rubriek(1, "A2 Maastricht", blok(punt("Afspraak dat de tunnel er komt."))),
        ),
    ),
)


def _met_streepjes(rij: tuple[Alinea, ...]) -> tuple[Alinea, ...]:
    return tuple(replace(een, tekst=f"-{een.tekst[1:]}") if een.soort == "subpunt" else een for een in rij)


DOCUMENT = Document("mirt-2008-kort", _met_streepjes(alineas(LIJST)), LIJST)
