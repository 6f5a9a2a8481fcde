"""Publication: the letter that opens a list, now or at a planned moment, and who is told."""

from agreements.services.publicatie.als_taak import maak_publicatie
from agreements.services.publicatie.brief import (
    AlVerzonden,
    Brief,
    is_van_eerder,
    maak_brief,
    publiceer,
    tijdtekst,
    vul_brief_aan,
)
from agreements.services.publicatie.gepland import (
    meld_uitgave_nodig,
    open_plan,
    plan_publicatie,
    stop_publicatie,
    voer_plannen_uit,
)
from agreements.services.publicatie.kamerstuk import in_notatie
from agreements.services.publicatie.ontvangers import deelnemers
from agreements.services.publicatie.opening import Opening, wat_gaat_open

__all__ = [
    "AlVerzonden",
    "Brief",
    "Opening",
    "deelnemers",
    "in_notatie",
    "is_van_eerder",
    "maak_brief",
    "maak_publicatie",
    "meld_uitgave_nodig",
    "open_plan",
    "plan_publicatie",
    "publiceer",
    "stop_publicatie",
    "tijdtekst",
    "voer_plannen_uit",
    "vul_brief_aan",
    "wat_gaat_open",
]
