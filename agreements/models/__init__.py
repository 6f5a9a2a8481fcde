"""What was agreed, when, by whom, and what became of it."""

from agreements.models.afspraak import Afspraak, Betrokkenheid
from agreements.models.afstemming import Afstemming, Afstemmingspartij, Bezwaarbesluit, Reactie
from agreements.models.bericht import Bericht
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
from agreements.models.eigenaar import Contact, Overdracht
from agreements.models.fase import Embargouitzondering, Fasewijziging, Inzage, Publicatieplan
from agreements.models.invoer import Dossierinvoer, Invoer
from agreements.models.kenmerken import Kenmerkwijziging, Oudekenmerk, Oudewoorden
from agreements.models.lijst import Blok, Rubriek, Tekstblok
from agreements.models.overleg import Overleg, Ronde
from agreements.models.peildatum import (
    Afspraakwijziging,
    Oudedagen,
    Oudetermijnen,
    Statuspublicatie,
    Tekstwijziging,
)
from agreements.models.schrijven import Opmerking, Puntconcept, Puntversie
from agreements.models.status import Bewijsstuk, Status, Statuswijziging
from agreements.models.statusvoorstel import Statusvoorstel, Voorstelbewijs, Voorsteloordeel
from agreements.models.taak import Taak
from agreements.models.termijn import Termijn
from agreements.models.termijnwijziging import Termijnwijziging
from agreements.models.thema import Thema
from agreements.models.uitgave import Uitgave, Uitgavebestand, Uitgavedeel
from agreements.models.verband import Verband, Verbandeinde
from agreements.models.verbandafwijzing import Verbandafwijzing
from agreements.models.zitting import Aanwezigheid, Beslispunt, Besluitregel, Zitting
from agreements.models.zoekdocument import Zoekdocument

__all__ = [
    "Aanwezigheid",
    "Afspraak",
    "Afspraakwijziging",
    "Afstemming",
    "Afstemmingspartij",
    "Agendablok",
    "Agendapunt",
    "Agendaregel",
    "Bericht",
    "Beslispunt",
    "Besluitregel",
    "Betrokkenheid",
    "Bewijsstuk",
    "Bezwaarbesluit",
    "Bijlage",
    "Blok",
    "Contact",
    "Deelnemer",
    "Dossier",
    "Dossierinvoer",
    "Dossierversie",
    "Embargouitzondering",
    "Fasewijziging",
    "Gegevensbevestiging",
    "Invoer",
    "Inzage",
    "Kenmerkwijziging",
    "Opmerking",
    "Oudedagen",
    "Oudekenmerk",
    "Oudetermijnen",
    "Oudewoorden",
    "Overdracht",
    "Overleg",
    "Publicatieplan",
    "Puntconcept",
    "Puntversie",
    "Reactie",
    "Ronde",
    "Rubriek",
    "Status",
    "Statuspublicatie",
    "Statusvoorstel",
    "Statuswijziging",
    "Taak",
    "Tekstblok",
    "Tekstwijziging",
    "Termijn",
    "Termijnwijziging",
    "Thema",
    "Uitgave",
    "Uitgavebestand",
    "Uitgavedeel",
    "Verband",
    "Verbandafwijzing",
    "Verbandeinde",
    "VoorgesteldeAfspraak",
    "Voorstelbewijs",
    "Voorsteloordeel",
    "Zitting",
    "Zoekdocument",
]
