"""Standing in for a colleague: a period in which one account also has the roles and dossiers of another."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor, Systeem, naam_van
from accounts.auditlog import leg_vast
from accounts.models import User, Vervanging
from accounts.services import is_beheerder


@transaction.atomic
def stel_vervanging_in(*, voor: User, door: User, van: date, tot: date, by: Actor) -> Vervanging:
    """Let `door` stand in for `voor` from the first to the last day, both included.

    The deputy gets every role of the other but that of beheerder; what the deputy does carries the deputy's own name,
    with "(waarnemend)" after the role. A deputy's own deputy gets nothing from it.

    Raises PermissionDenied when `by` is no beheerder, ValidationError: oneself, a period that ends before it begins or
    lies in the past, an account that is switched off, or a period that overlaps one of the same two people.
    """
    _eis_beheerder(by)
    keur_vervanging(voor=voor, door=door, van=van, tot=tot)
    vervanging = Vervanging.objects.create(voor=voor, door=door, van=van, tot=tot, ingesteld_door=naam_van(by))
    _leg_vast("vervanging ingesteld", vervanging, by)
    return vervanging


def keur_vervanging(*, voor: User, door: User, van: date, tot: date) -> None:
    """Refuse, with a ValidationError, a period that cannot be. To be called inside a transaction."""
    # Two beheerders who fill in the same thing at once wait for one another.
    User.objects.select_for_update().get(pk=voor.pk)
    if voor == door:
        raise ValidationError("Iemand kan niet voor zichzelf waarnemen. Kies een andere waarnemer.")
    if tot < van:
        raise ValidationError("De einddatum ligt voor de begindatum. Kies een latere einddatum.")
    if tot < timezone.localdate():
        raise ValidationError("Deze periode is al voorbij. Kies een einddatum die nog komt.")
    if not door.is_active:
        raise ValidationError(f"Het account van {door} is uitgeschakeld. Kies een andere waarnemer.")
    if Vervanging.objects.filter(voor=voor, door=door, ingetrokken_op=None, van__lte=tot, tot__gte=van).exists():
        raise ValidationError(f"{door} neemt in (een deel van) deze periode al waar voor {voor}.")


@transaction.atomic
def trek_vervanging_in(*, vervanging: Vervanging, by: Actor) -> bool:
    """End it from this moment on. Returns False when that was done already.

    Raises PermissionDenied when `by` is no beheerder.
    """
    _eis_beheerder(by)
    gelukt = Vervanging.objects.filter(pk=vervanging.pk, ingetrokken_op=None).update(
        ingetrokken_op=timezone.now(), ingetrokken_door=naam_van(by)
    )
    if gelukt:
        vervanging.refresh_from_db()
        _leg_vast("vervanging ingetrokken", vervanging, by)
    return bool(gelukt)


def _eis_beheerder(by: Actor) -> None:
    if not isinstance(by, Systeem) and not is_beheerder(by):
        raise PermissionDenied("Alleen een beheerder mag een vervanging instellen of intrekken.")


def _leg_vast(actie: str, vervanging: Vervanging, by: Actor) -> None:
    leg_vast(
        actie=actie,
        object_soort="account",
        object_sleutel=vervanging.voor.username,
        by=by,
        details={
            "waarnemer": vervanging.door.username,
            "van": vervanging.van.isoformat(),
            "tot": vervanging.tot.isoformat(),
        },
    )
