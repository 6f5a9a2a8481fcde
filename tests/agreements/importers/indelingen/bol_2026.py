"""A document in the layout of 2026: contents with page numbers, a bare number above each title, • bullets, amounts."""

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

LIJST = Lijst(
    soort="bol",
    jaar=2026,
    titel="Afsprakenlijst Bestuurlijke Overleggen Leefomgeving 2026",
    landsdelen=(
        landsdeel(
            "noordwest",
            "Regio Noordwest-Nederland",
            rubriek(
                1,
                "Regionale investeringsagenda Noordzeekanaalgebied",
                blok(
                    punt(
                        "Het Rijk draagt € 12 mln (prijspeil 2024) bij aan de walstroom in de haven; de regio legt "
                        "€ 4,5 mln (prijspeil 2024, incl. btw) bij.",
                        teken="•",
                    ),
                    punt(
                        "Partijen kiezen vóór 1 maart 2027 uit twee varianten:",
                        "variant A kost € 30 mln (prijspeil 2025);",
                        "variant B kost tussen € 18 en 22 mln (prijspeil 2025).",
                        teken="•",
                    ),
                ),
                gebied="noordzeekanaalgebied",
            ),
            rubriek(
                2,
                "Drinkwater en stikstof rond het Groene Hart",
                blok(
                    punt("De provincies leveren eind 2026 één kaart van alle wingebieden op.", teken="•"),
                    inleiding="Partijen hebben gesproken over de drinkwatervraag en spreken af:",
                ),
                gebied="groene-hart",
            ),
        ),
        landsdeel(
            "noord",
            "Regio Noord-Nederland",
            rubriek(
                1,
                "Nedersaksenlijn",
                blok(
                    punt(
                        "Het Rijk en de provincies Groningen en Drenthe stellen samen € 2 mln (prijspeil 2026) "
                        "beschikbaar voor het onderzoek naar de haltes.",
                        teken="•",
                    )
                ),
            ),
        ),
    ),
)


def _rubriekkop(een: Rubriek) -> list[Alinea]:
    return [Alinea("rubriek", een.nummer), Alinea("rubriek", een.titel)]


def alineas(lijst: Lijst) -> tuple[Alinea, ...]:
    """The list as printed in this layout; a rubriek heading is two paragraphs, its number and its title."""
    inhoud = [Alinea("inhoud", "Inhoud")]
    pagina = 2
    for deel in lijst.landsdelen:
        inhoud.append(Alinea("inhoud", f"{deel.kop} {'.' * 20} {pagina}"))
        for een in deel.rubrieken:
            inhoud.append(Alinea("inhoud", f"{een.nummer} {een.titel} {'.' * 12} {pagina}"))
            pagina += 1
    return (Alinea("titel", lijst.titel), *inhoud, *gedrukt(lijst, rubriekkop=_rubriekkop))


DOCUMENT = Document("bol-2026", alineas(LIJST), LIJST)
