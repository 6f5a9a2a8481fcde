"""A document in the layout of 2018: a Wingdings bullet, and the lead-in behind the title in one paragraph."""

from __future__ import annotations

from dataclasses import replace

from agreements.lijst import Lijst, Rubriek
from tests.agreements.importers.indelingen.alinea import (
    Alinea,
    Document,
    blok,
    gedrukt_blok,
    landsdeel,
    punt,
    rubriek,
)

TEKEN = "\uf0b7"
LIJST = Lijst(
    soort="mirt",
    jaar=2018,
    titel="Afsprakenlijst BO MIRT 2018",
    landsdelen=(
        landsdeel(
            "oost",
            "BO MIRT Oost-Nederland",
            rubriek(
                1,
                "Verkenning A50 bij Apeldoorn",
                blok(
                    punt(
                        "De verkenning in twee stappen te doen en de eerste stap in het najaar van 2019 te bespreken.",
                        teken=TEKEN,
                    ),
                    punt("Het plan voor de N348 daarin mee te nemen.", teken=TEKEN),
                    inleiding="Rijk en regio spreken af om:",
                ),
            ),
            rubriek(
                2,
                "Spoorknoop Zwolle",
                blok(
                    punt("€ 8 miljoen komt van de regio, bedoeld voor:", "de fietstunnel;", "het plein.", teken=TEKEN),
                    inleiding="De minister en de provincie stellen vast dat de kosten zijn gestegen.",
                ),
            ),
        ),
        landsdeel(
            "zuid",
            "BO MIRT Zuid-Nederland",
            rubriek(1, "Slimme logistiek", blok(punt("Partijen gaan door met de proef op de A67.", teken=TEKEN))),
        ),
    ),
)


def _rubriek(een: Rubriek) -> list[Alinea]:
    """The title with the first lead-in behind it, then the rest."""
    eerste, *rest = een.blokken
    kop, *verder = (eerste.inleiding or "").split("\n")
    uit = [Alinea("rubriek", f"{een.nummer}. {een.titel} {kop}".rstrip())]
    for stuk in (replace(eerste, inleiding="\n".join(verder) or None), *rest):
        uit += gedrukt_blok(stuk)
    return uit


def alineas(lijst: Lijst) -> tuple[Alinea, ...]:
    """The list as printed in this layout."""
    uit = [Alinea("titel", lijst.titel)]
    for deel in lijst.landsdelen:
        uit.append(Alinea("landsdeel", deel.kop))
        for een in deel.rubrieken:
            uit += _rubriek(een)
    return tuple(uit)


DOCUMENT = Document("mirt-2018", alineas(LIJST), LIJST)
