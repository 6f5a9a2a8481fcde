"""A document in the layout of 2023: contents with page numbers, and each rubriek on one line with its bullets."""

from __future__ import annotations

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

LIJST = Lijst(
    soort="mirt",
    jaar=2023,
    titel="Afsprakenlijst BO MIRT 2023",
    landsdelen=(
        landsdeel(
            "noordwest",
            "BO MIRT Noordwest",
            rubriek(
                1,
                "Sneltram naar de oostflank",
                blok(
                    punt(
                        "Rijk en regio ronden het onderzoek naar de sneltram in het voorjaar van 2024 af.",
                        teken="❖",
                    ),
                    punt(
                        "Partijen werken daarbij drie varianten uit, te weten:",
                        "Een variant door de polder, met een halte bij het ziekenhuis;",
                        "Een variant langs de A1 en de N236.",
                        teken="❖",
                    ),
                    punt("De kosten van fase 2 (€ 40 mln) komen in het BO MIRT van 2024 terug.", teken="❖"),
                ),
            ),
            rubriek(
                2,
                "Fietsroutes in het Groene Hart",
                blok(punt("Het Rijk betaalt de helft van de studie.", teken="❖")),
                gebied="groene-hart",
            ),
        ),
        landsdeel(
            "zuid",
            "BO MIRT Zuid",
            rubriek(1, "Knooppunt Eindhoven", blok(punt("Rijk en regio kiezen in 2024 een voorkeur.", teken="❖"))),
        ),
    ),
)


def _regel(een: Rubriek) -> str:
    stukken = [alinea.tekst for stuk in een.blokken for alinea in gedrukt_blok(stuk)]
    return " ".join([f"{een.nummer}. | {een.titel}", *stukken])


def alineas(lijst: Lijst) -> tuple[Alinea, ...]:
    """The list as printed in this layout: a rubriek with all its bullets is one paragraph."""
    uit = [Alinea("titel", lijst.titel), Alinea("inhoud", "Inhoudsopgave")]
    uit += [Alinea("inhoud", f"{deel.kop} {nummer + 1}") for nummer, deel in enumerate(lijst.landsdelen, start=1)]
    for deel in lijst.landsdelen:
        uit.append(Alinea("landsdeel", deel.kop))
        uit += [Alinea("alinea", _regel(een)) for een in deel.rubrieken]
    return tuple(uit)


DOCUMENT = Document("mirt-2023", alineas(LIJST), LIJST)
