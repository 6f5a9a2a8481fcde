"""A document in the layout of 2008: region in capitals, topic lines, paragraphs that begin with "Afspraak dat"."""

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
    soort="mirt",
    jaar=2008,
    titel="Afspraken Bestuurlijke Overleggen MIRT 2008",
    landsdelen=(
        landsdeel(
            "zuidwest",
            "ZUIDWEST-NEDERLAND",
            rubriek(
                1,
                "Sluizen bij Terneuzen",
                blok(
                    punt("Constatering dat de sluizen te klein zijn voor de binnenvaart van morgen."),
                    punt("Afspraak dat Rijk en Vlaanderen samen een verkenning starten, die eind 2009 klaar is."),
                    punt("Afspraak dat de provincie Zeeland de omgeving daarbij betrekt."),
                ),
            ),
            rubriek(
                2,
                "Rijksweg 4",
                blok(punt("Afspraak dat de minister voor de zomer van 2009 een tracé kiest.")),
            ),
        ),
        landsdeel(
            "noord",
            "NOORD-NEDERLAND",
            rubriek(
                1,
                "Zuiderzeelijn en N31",
                blok(
                    punt("Afspraak dat het geld voor de regio beschikbaar blijft."),
                    punt("Constatering dat de N31 bij Harlingen in 2012 op de schop gaat."),
                ),
            ),
        ),
    ),
)


def _rubriekkop(een: Rubriek) -> list[Alinea]:
    return [Alinea("rubriek", een.titel)]


def alineas(lijst: Lijst) -> tuple[Alinea, ...]:
    """The list as printed in this layout: no numbers and no bullets."""
    return (Alinea("titel", lijst.titel), *gedrukt(lijst, rubriekkop=_rubriekkop))


DOCUMENT = Document("mirt-2008", alineas(LIJST), LIJST)
