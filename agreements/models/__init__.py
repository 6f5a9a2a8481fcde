"""What was agreed, when, by whom, and what became of it."""

from agreements.models.afspraak import Afspraak, Betrokkenheid
from agreements.models.bevestiging import Gegevensbevestiging
from agreements.models.dossier import (
    Agendablok,
    Agendapunt,
    Agendaregel,
    Bijlage,
    Deelnemer,
    Dossier,
    Dossierversie,
    VoorgesteldeAfspraak,
)
from agreements.models.invoer import Invoer
from agreements.models.lijst import Blok, Rubriek, Tekstblok
from agreements.models.overleg import Overleg, Ronde
from agreements.models.status import Bewijsstuk, Status, Statuswijziging
from agreements.models.taak import Taak
from agreements.models.termijn import Termijn
from agreements.models.thema import Thema
from agreements.models.uitgave import Uitgave, Uitgavebestand, Uitgavedeel
from agreements.models.verband import Verband
from agreements.models.zoekdocument import Zoekdocument

__all__ = [
    "Afspraak",
    "Agendablok",
    "Agendapunt",
    "Agendaregel",
    "Betrokkenheid",
    "Bewijsstuk",
    "Bijlage",
    "Blok",
    "Deelnemer",
    "Dossier",
    "Dossierversie",
    "Gegevensbevestiging",
    "Invoer",
    "Overleg",
    "Ronde",
    "Rubriek",
    "Status",
    "Statuswijziging",
    "Taak",
    "Tekstblok",
    "Termijn",
    "Thema",
    "Uitgave",
    "Uitgavebestand",
    "Uitgavedeel",
    "Verband",
    "VoorgesteldeAfspraak",
    "Zoekdocument",
]
