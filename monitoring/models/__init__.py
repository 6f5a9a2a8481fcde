"""Asking once a year how far the agreements are, what was answered, and what was kept of it."""

from monitoring.models.antwoord import Antwoord, Antwoordbewijs, Antwoordconcept, Regelbesluit
from monitoring.models.melding import Berichtvoorkeur, Melding
from monitoring.models.momentopname import Momentopname, Momentopnamepublicatie, Momentopnameregel
from monitoring.models.monitorronde import Monitorronde, Monitorstap, Uitvraagregel
from monitoring.models.zijde import Zijde

__all__ = [
    "Antwoord",
    "Antwoordbewijs",
    "Antwoordconcept",
    "Berichtvoorkeur",
    "Melding",
    "Momentopname",
    "Momentopnamepublicatie",
    "Momentopnameregel",
    "Monitorronde",
    "Monitorstap",
    "Regelbesluit",
    "Uitvraagregel",
    "Zijde",
]
