"""A document in the layout of 2020: a national block first, "BO MIRT <landsdeel>", lead-ins, a Wingdings bullet."""

from __future__ import annotations

from agreements.lijst import Lijst, Rubriek
from tests.agreements.importers.indelingen.alinea import (
    Alinea,
    Document,
    blok,
    gedrukt,
    landsdeel,
    punt,
    rubriek,
)

TEKEN = "\uf076"
LIJST = Lijst(
    soort="mirt",
    jaar=2020,
    titel="Afsprakenlijst BO MIRT najaar 2020",
    landsdelen=(
        landsdeel(
            "landelijk",
            "Generieke, nationale afspraken",
            rubriek(
                1,
                "Slim en veilig onderweg",
                blok(
                    punt("Elke regio een aanpak maakt voor spreiding van de spits.", teken=TEKEN),
                    punt("Het Rijk de uitkomsten uiterlijk 1 juli 2021 bundelt.", teken=TEKEN),
                    inleiding="Rijk en regio’s spreken voor het hele land af dat:",
                ),
            ),
        ),
        landsdeel(
            "noord",
            "BO MIRT Noord",
            rubriek(
                1,
                "Sneller spoor naar het noorden",
                blok(
                    punt(
                        "Het onderzoek begint in januari 2021 en heeft twee sporen:",
                        "de reistijd tussen Zwolle en Leeuwarden;",
                        "de aansluiting op de bus.",
                        teken=TEKEN,
                    ),
                    inleiding="Er is gesproken over de reistijd.\nMinister en regio komen overeen:",
                ),
                blok(
                    punt("Geld te reserveren voor één extra trein per uur.", teken=TEKEN),
                    inleiding="Daarnaast vraagt de regio het Rijk:",
                ),
            ),
            rubriek(2, "N35 en A28", blok(punt("De planning van de N35 blijft zoals ze was.", teken=TEKEN))),
        ),
        landsdeel(
            "zuidwest",
            "BO MIRT Zuidwest-Nederland",
            rubriek(
                1,
                "Oeververbinding bij Rotterdam",
                blok(punt("Partijen stellen de notitie van november vast.", teken=TEKEN)),
            ),
        ),
    ),
)


def _rubriekkop(een: Rubriek) -> list[Alinea]:
    return [Alinea("rubriek", f"{een.nummer}. {een.titel}")]


def alineas(lijst: Lijst) -> tuple[Alinea, ...]:
    """The list as printed in this layout."""
    return (Alinea("titel", lijst.titel), *gedrukt(lijst, rubriekkop=_rubriekkop))


DOCUMENT = Document("mirt-2020", alineas(LIJST), LIJST)
