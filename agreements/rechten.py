"""Who may do what with an agreement: the domain's role table as small questions.

Whether somebody may *see* a row is decided by the `visible_to(user)` of its QuerySet, never here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from accounts.actoren import Actor, Systeem
from accounts.models import Vervanging

if TYPE_CHECKING:
    from accounts.models import User
    from agreements.models import Afspraak, Afstemmingspartij, Overleg


def mag_status_wijzigen(actor: Actor, afspraak: Afspraak) -> bool:
    """A Rijksredacteur may for every agreement, a dossierhouder for those assigned to them (or whom they stand in for).

    Note: reads afspraak.dossierhouders, a query when not prefetched.
    """
    if isinstance(actor, Systeem) or actor.reikwijdte.is_rijksredacteur:
        return True
    return actor.reikwijdte.is_dossierhouder and any(
        dossierhouder.pk in actor.reikwijdte.houdt_voor for dossierhouder in afspraak.dossierhouders.all()
    )


def mag_termijn_wijzigen(actor: Actor, afspraak: Afspraak) -> bool:
    """Who may change the status of an agreement, may change its deadline. Note: as `mag_status_wijzigen`."""
    return mag_status_wijzigen(actor, afspraak)


def mag_overleg_verplaatsen(actor: Actor) -> bool:
    """When the overleggen of a ronde are held, and with them the deadlines that hang on it, is the Rijksredacteur's."""
    return isinstance(actor, Systeem) or actor.reikwijdte.is_rijksredacteur


def mag_status_voorstellen(actor: Actor, afspraak: Afspraak) -> bool:
    """A Redacteur regio may for agreements of the own provincies and gebieden, where they may not change it themselves.

    One query for who has such a role, none for the others.
    """
    if isinstance(actor, Systeem) or mag_status_wijzigen(actor, afspraak):
        return False
    return _redigeert(actor, afspraak)


def mag_voor_zijde_antwoorden(actor: Actor, afspraak: Afspraak, zijde: str) -> bool:
    """Who says for one side how far an agreement is; a Rijksredacteur may for both, on behalf of that side.

    For Rijk the dossierhouder that it is assigned to, for the regio a Redacteur regio of its provincies and gebieden.
    At most one query when the dossierhouders are prefetched.
    """
    if isinstance(actor, Systeem) or actor.reikwijdte.is_rijksredacteur:
        return True
    if zijde == "rijk":
        return mag_status_wijzigen(actor, afspraak)
    return zijde == "regio" and _redigeert(actor, afspraak)


def _redigeert(actor: User, afspraak: Afspraak) -> bool:
    """Whether it is of the own provincies and gebieden of a Redacteur regio who may see it."""
    if not (actor.reikwijdte.redactie_provincies or actor.reikwijdte.redactie_gebieden):
        return False
    return type(afspraak).objects.visible_to(actor).geredigeerd_door(actor).filter(pk=afspraak.pk).exists()


def mag_monitoren(actor: Actor) -> bool:
    """Holding a monitorronde, and setting the joint status in it, is the Rijksredacteur's."""
    return _is_rijksredacteur(actor)


def mag_afspraak_bewerken(actor: Actor) -> bool:
    """The particulars of an agreement (soort, thema's, gebieden, actors) are the Rijksredacteur's."""
    return _is_rijksredacteur(actor)


def mag_eigenaren_beheren(actor: Actor) -> bool:
    """Contacts, and handing over what somebody looks after, are the Rijksredacteur's."""
    return _is_rijksredacteur(actor)


def mag_verbanden_leggen(actor: Actor, *einden: Afspraak | None) -> bool:
    """Laying and ending a link is for who may change the status of one of the agreements that it ties."""
    return any(mag_status_wijzigen(actor, afspraak) for afspraak in einden if afspraak is not None)


def mag_lijsten_laden(actor: Actor) -> bool:
    """Loading a list is the Rijksredacteur's."""
    return _is_rijksredacteur(actor)


def mag_dossiers_laden(actor: Actor) -> bool:
    """Loading the dossier of an overleg is the Rijksredacteur's."""
    return _is_rijksredacteur(actor)


def mag_dossier_schrijven(actor: Actor, overleg: Overleg) -> bool:
    """A Rijksredacteur writes in every dossier; a redacteur regio and a dossierhouder in those of their landsdeel.

    The landsdeel must come from such a role: who only reads for a landsdeel does not write there.
    """
    if isinstance(actor, Systeem) or actor.reikwijdte.is_rijksredacteur:
        return True
    return overleg.landsdeel_id in actor.reikwijdte.schrijft_landsdelen


def mag_besluiten_vastleggen(actor: Actor) -> bool:
    """Holding an overleg and recording what it decides is the Rijksredacteur's."""
    return _is_rijksredacteur(actor)


def mag_afstemmen(actor: Actor) -> bool:
    """Asking the participants whether the text is right, and deciding on objections, is the Rijksredacteur's."""
    return _is_rijksredacteur(actor)


def is_lid(actor: Actor, partij: Afstemmingspartij) -> bool:
    """Whether this user was chosen to answer for the party, or stands in today for who was. One query."""
    if isinstance(actor, Systeem):
        return False
    vervangen = Vervanging.objects.filter(door=actor, voor__is_active=True).geldig_op(timezone.localdate())
    return partij.leden.filter(Q(pk=actor.pk) | Q(pk__in=vervangen.values("voor"))).exists()


def mag_reageren(actor: Actor, partij: Afstemmingspartij) -> bool:
    """Who was chosen for the party and may see the afstemming; a Rijksredacteur for every party, on its behalf."""
    if isinstance(actor, Systeem) or mag_afstemmen(actor):
        return True
    ziet = type(partij).objects.visible_to(actor).filter(pk=partij.pk)
    return ziet.exists() and is_lid(actor, partij)


def mag_uitgaven_maken(actor: Actor) -> bool:
    """Making a list official as an edition is the Rijksredacteur's."""
    return _is_rijksredacteur(actor)


def mag_publiceren(actor: Actor) -> bool:
    """The phase of a ronde, "brief verzonden" and exceptions to the embargo are the Rijksredacteur's."""
    return _is_rijksredacteur(actor)


def _is_rijksredacteur(actor: Actor) -> bool:
    return isinstance(actor, Systeem) or actor.reikwijdte.is_rijksredacteur


def eis(mag: bool) -> None:
    """Refuse with 403 what the actor may not do."""
    if not mag:
        raise PermissionDenied("U hebt geen rechten om dit te doen. Vraag een Rijksredacteur om hulp.")
