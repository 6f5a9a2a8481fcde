"""Comments at an agendapunt: made, answered, closed and opened again. Who it is for is said once, at its start."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor, naam_van
from accounts.auditlog import leg_vast
from accounts.models import User
from agreements.dossier import Zijde
from agreements.models import Agendapunt, Opmerking
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_dossier_schrijven

#: As much as a comment may hold; what is longer belongs in the text of the item.
HOOGSTENS = 5000


@transaction.atomic
def plaats_opmerking(*, punt: Agendapunt, tekst: str, voor: str, by: User) -> Opmerking:
    """Make a comment at an item, for both sides or for the own side.

    Raises PermissionDenied, or ValidationError when there is no text, too much of it, or it is for the other side.
    """
    eis(mag_dossier_schrijven(by, punt.dossier.overleg))
    if voor not in mag_voor(by):
        raise ValidationError("Een opmerking is voor Rijk en regio samen of voor uw eigen zijde. Kies een van beide.")
    opmerking = Opmerking.objects.create(
        dossier_id=punt.dossier_id, punt=punt, tekst=_tekst(tekst), voor=voor, **handtekening(by)
    )
    _leg_vast("opmerking geplaatst", opmerking, by)
    return opmerking


@transaction.atomic
def beantwoord(*, opmerking: Opmerking, tekst: str, by: User) -> Opmerking:
    """Answer a comment; who may see the comment, sees the answer.

    Raises PermissionDenied, or ValidationError when there is no text, or the comment is closed.
    """
    opmerking = _vergrendeld(opmerking, by)
    if opmerking.gesloten_op is not None:
        raise ValidationError("Deze opmerking is al afgehandeld. Heropen haar om te antwoorden.")
    antwoord = Opmerking.objects.create(
        dossier_id=opmerking.dossier_id,
        punt_id=opmerking.punt_id,
        antwoord_op=opmerking,
        tekst=_tekst(tekst),
        voor=opmerking.voor,
        **handtekening(by),
    )
    _leg_vast("opmerking beantwoord", antwoord, by)
    return antwoord


@transaction.atomic
def handel_af(*, opmerking: Opmerking, by: User) -> None:
    """Close a comment. Doing it twice changes nothing. Raises PermissionDenied."""
    opmerking = _vergrendeld(opmerking, by)
    if opmerking.gesloten_op is None:
        opmerking.gesloten_op, opmerking.gesloten_door_naam = timezone.now(), naam_van(by)
        opmerking.save(update_fields=["gesloten_op", "gesloten_door_naam"])
        _leg_vast("opmerking afgehandeld", opmerking, by)


@transaction.atomic
def heropen(*, opmerking: Opmerking, by: User) -> None:
    """Open a closed comment again. Doing it twice changes nothing. Raises PermissionDenied."""
    opmerking = _vergrendeld(opmerking, by)
    if opmerking.gesloten_op is not None:
        opmerking.gesloten_op, opmerking.gesloten_door_naam = None, ""
        opmerking.save(update_fields=["gesloten_op", "gesloten_door_naam"])
        _leg_vast("opmerking heropend", opmerking, by)


def mag_voor(user: User) -> list[str]:
    """For whom somebody may make a comment: both sides, or their own."""
    return [Opmerking.Voor.BEIDE, Zijde.RIJK.value if user.reikwijdte.is_rijk else Zijde.REGIO.value]


def _vergrendeld(opmerking: Opmerking, by: User) -> Opmerking:
    """The comment itself, not an answer, that this user may see and write at."""
    rij: Opmerking | None = (
        Opmerking.objects.visible_to(by)
        .select_for_update(of=("self",))
        .filter(pk=opmerking.pk, antwoord_op=None)
        .first()
    )
    if rij is None:
        raise PermissionDenied("Deze opmerking is er niet, of niet voor u.")
    eis(mag_dossier_schrijven(by, rij.dossier.overleg))
    return rij


def _tekst(tekst: str) -> str:
    tekst = "\n".join(regel.rstrip() for regel in tekst.strip().splitlines())
    if not tekst:
        raise ValidationError("Schrijf eerst uw opmerking.")
    if len(tekst) > HOOGSTENS:
        raise ValidationError(f"Deze opmerking is langer dan {HOOGSTENS} tekens. Maak haar korter.")
    return tekst


def _leg_vast(actie: str, opmerking: Opmerking, by: Actor) -> None:
    """Which comment, not what it says nor for whom: the log is read by who may not see it."""
    leg_vast(actie=actie, object_soort="opmerking", object_sleutel=str(opmerking.pk), by=by)
