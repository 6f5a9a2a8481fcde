"""Who may do what with what is told to Parliament."""

from __future__ import annotations

from accounts.actoren import Actor, Systeem
from agreements.models.embargo import gehouden_door
from parliament.models import Motie, Uitvoering


def mag_naar_de_kamer(actor: Actor) -> bool:
    """Adding and describing moties and linking them to agreements is the Rijksredacteur's."""
    return isinstance(actor, Systeem) or actor.reikwijdte.is_rijksredacteur


def mag_stand_vastleggen(actor: Actor, motie: Motie) -> bool:
    """Status and sentence: the Rijksredacteur, and the dossierhouder of an agreement that carries the motie out.

    One query for a dossierhouder, none for others.
    """
    if mag_naar_de_kamer(actor):
        return True
    if isinstance(actor, Systeem) or not actor.reikwijdte.is_dossierhouder:
        return False
    return Uitvoering.objects.filter(gehouden_door(actor, "afspraak__"), motie=motie).exists()
