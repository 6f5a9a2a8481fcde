"""The check of the text with the participants, between the overleg and the letter."""

from agreements.services.afstemmingen.beginnen import (
    Partij,
    begin_afstemming,
    heropen_afstemming,
    sluit_afstemming,
    versie_van,
    wijzig_afstemming,
)
from agreements.services.afstemmingen.bezwaren import Afhandeling, handel_bezwaar_af
from agreements.services.afstemmingen.reageren import akkoord_met_rest, mag_nu_reageren, reageer, stempel
from agreements.services.afstemmingen.stand import Cel, Overzicht, Partijstand, Regel, Stand, lees_stand, lees_standen
from agreements.services.afstemmingen.vertellen import herinner
from agreements.services.afstemmingen.voorstel import stel_partijen_voor, wie_mag_antwoorden

__all__ = [
    "Afhandeling",
    "Cel",
    "Overzicht",
    "Partij",
    "Partijstand",
    "Regel",
    "Stand",
    "akkoord_met_rest",
    "begin_afstemming",
    "handel_bezwaar_af",
    "herinner",
    "heropen_afstemming",
    "lees_stand",
    "lees_standen",
    "mag_nu_reageren",
    "reageer",
    "sluit_afstemming",
    "stel_partijen_voor",
    "stempel",
    "versie_van",
    "wie_mag_antwoorden",
    "wijzig_afstemming",
]
