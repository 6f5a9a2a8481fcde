"""The meeting of an overleg: opening it, recording what it decides, and closing it with its list."""

from agreements.services.zittingen.aanwezigheid import Presentie, voeg_aanwezige_toe, zet_aanwezigheid
from agreements.services.zittingen.besluiten import (
    IntussenBesloten,
    draai_handeling_terug,
    draai_terug,
    hamer_af,
    leg_besluit_vast,
    voeg_in,
)
from agreements.services.zittingen.controle import controleer_zittingen
from agreements.services.zittingen.lezen import Tafel, Tafelpunt, Uitkomst, bewijs_van, tafel, uitkomsten
from agreements.services.zittingen.openen import open_zitting, voorbereiding
from agreements.services.zittingen.sluiten import Sluitresultaat, sluit_zitting
from agreements.services.zittingen.tekst import Besluittekst, Tekstverschil

__all__ = [
    "Besluittekst",
    "IntussenBesloten",
    "Presentie",
    "Sluitresultaat",
    "Tafel",
    "Tafelpunt",
    "Tekstverschil",
    "Uitkomst",
    "bewijs_van",
    "controleer_zittingen",
    "draai_handeling_terug",
    "draai_terug",
    "hamer_af",
    "leg_besluit_vast",
    "open_zitting",
    "sluit_zitting",
    "tafel",
    "uitkomsten",
    "voeg_aanwezige_toe",
    "voeg_in",
    "voorbereiding",
    "zet_aanwezigheid",
]
