"""A document in the layout of 2014: the region has a number on a line of its own, then prose with "-" sub-points."""

from __future__ import annotations

from agreements.lijst import Landsdeellijst, Lijst, Rubriek
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
    jaar=2014,
    titel="Afsprakenlijst BO MIRT 2014",
    landsdelen=(
        landsdeel(
            "noord",
            "Noord-Nederland",
            rubriek(
                1,
                "Spoorzone Groningen",
                blok(
                    punt("Rijk en regio spreken af dat de spoorzone in 2015 op de agenda terugkomt."),
                    punt(
                        "De provincie en de gemeente dragen daarvoor het volgende aan:",
                        "een ontwerp van het busstation;",
                        "een raming van de kosten.",
                    ),
                    inleiding="In het overleg is vooral gesproken over de bereikbaarheid van de steden.",
                ),
            ),
            rubriek(
                2,
                "Afsluitdijk en Waddenkust",
                blok(punt("De minister zegt toe de dijk in 2017 te versterken, als de raming klopt.")),
            ),
        ),
        landsdeel(
            "oost",
            "Oost-Nederland",
            rubriek(
                1,
                "Vaarweg naar Twente",
                blok(
                    punt("Partijen ronden de planuitwerking van de kanalen af."),
                    inleiding="De voortgang van de lopende projecten is besproken.",
                ),
                gebied="twente",
            ),
        ),
    ),
)


def _landsdeelkop(volgnummer: int, deel: Landsdeellijst) -> list[Alinea]:
    eerste = deel.rubrieken[0].blokken[0] if deel.rubrieken and deel.rubrieken[0].blokken else None
    inleiding = [Alinea("inleiding", tekst) for tekst in ((eerste and eerste.inleiding) or "").split("\n") if tekst]
    return [Alinea("landsdeel", str(volgnummer)), Alinea("landsdeel", deel.kop), *inleiding]


def _rubriekkop(een: Rubriek) -> list[Alinea]:
    return [Alinea("rubriek", een.titel)]


def alineas(lijst: Lijst) -> tuple[Alinea, ...]:
    """The list as printed in this layout: the only lead-in stands below the region, above its first heading."""
    rij = gedrukt(lijst, rubriekkop=_rubriekkop, subteken="-", landsdeelkop=_landsdeelkop)
    uit: list[Alinea] = [Alinea("titel", lijst.titel)]
    for plaats, alinea in enumerate(rij):
        if alinea.soort == "inleiding" and rij[plaats - 1].soort == "rubriek":
            continue  # it was printed above this heading already
        uit.append(alinea)
    return tuple(uit)


DOCUMENT = Document("mirt-2014", alineas(LIJST), LIJST)
