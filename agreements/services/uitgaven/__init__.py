"""Editions: making a list official, comparing what was made official, and proving that nothing of it changed."""

from agreements.services.uitgaven.als_taak import als_uitvoer, maak_uitgave
from agreements.services.uitgaven.controle import Uitgavegebrek, controleer_uitgaven
from agreements.services.uitgaven.herkennen import Herkenning, herken
from agreements.services.uitgaven.lezen import (
    UitgaveBeschadigd,
    laatste_uitgave,
    lijst_van,
    open_bestand,
    sha256sums,
    uitgave_met_nummer,
)
from agreements.services.uitgaven.vastleggen import (
    MEESTE_POGINGEN,
    Vastlegging,
    Voorstel,
    bewaar_uitgave,
    leg_uitgave_vast,
    maak_documenten,
    ruim_losse_bestanden_op,
    stel_uitgave_voor,
)

__all__ = [
    "MEESTE_POGINGEN",
    "Herkenning",
    "UitgaveBeschadigd",
    "Uitgavegebrek",
    "Vastlegging",
    "Voorstel",
    "als_uitvoer",
    "bewaar_uitgave",
    "controleer_uitgaven",
    "herken",
    "laatste_uitgave",
    "leg_uitgave_vast",
    "lijst_van",
    "maak_documenten",
    "maak_uitgave",
    "open_bestand",
    "ruim_losse_bestanden_op",
    "sha256sums",
    "stel_uitgave_voor",
    "uitgave_met_nummer",
]
