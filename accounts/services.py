"""What a beheerder does to accounts: give, change and withdraw roles, switch an account on and off.

Two rules guard the door: nobody takes the role of beheerder away from themselves, and there is always an active
beheerder left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor, Systeem
from accounts.auditlog import leg_vast
from accounts.demo import DEMO_ACCOUNTS
from accounts.models import Rol, Roltoewijzing, User
from regions.models import Gebied, Landsdeel, Provincie

#: Roles without a scope: they hold for the whole country.
LANDELIJKE_ROLLEN = frozenset({Rol.RIJKSREDACTEUR, Rol.BEHEERDER})


@transaction.atomic
def maak_account(*, username: str, wachtwoord: str | None, naam: str = "", email: str = "", by: Actor) -> User:
    """Make an account, without a role yet; without a password nobody can log in with it.

    Raises PermissionDenied when `by` is no beheerder, ValidationError when the name is taken or the password weak.
    """
    _eis_beheerder(by)
    user = User(username=username, naam=naam, email=email)
    if wachtwoord is not None:
        validate_password(wachtwoord, user)
    user.set_password(wachtwoord)
    user.full_clean()
    user.save()
    _leg_vast("account toegevoegd", user, by, {})
    return user


@transaction.atomic
def zet_demo_wachtwoord(*, wachtwoord: str, by: Actor) -> int:
    """Give every demo account this password, however weak: it is public. Returns how many had another one.

    The caller has made sure that the application runs with demo data. Raises PermissionDenied when `by` is no
    beheerder.
    """
    _eis_beheerder(by)
    anders = [
        user
        for user in User.objects.filter(username__in=[account.username for account in DEMO_ACCOUNTS]).order_by("pk")
        if not check_password(wachtwoord, user.password)
    ]
    for user in anders:
        user.set_password(wachtwoord)
        user.save(update_fields=["password"])
        _leg_vast("demowachtwoord gezet", user, by, {})
    return len(anders)


@transaction.atomic
def ken_rol_toe(
    *,
    user: User,
    rol: str,
    landsdelen: Collection[Landsdeel] = (),
    provincies: Collection[Provincie] = (),
    gebieden: Collection[Gebied] = (),
    geldig_van: date | None = None,
    geldig_tot: date | None = None,
    by: Actor,
) -> Roltoewijzing:
    """Give a user a role with its scope and period.

    Raises PermissionDenied when `by` is no beheerder, ValidationError when the scope does not fit the role.
    """
    _eis_beheerder(by)
    keur_rol(rol=rol, landsdelen=landsdelen, provincies=provincies, gebieden=gebieden)
    toewijzing = Roltoewijzing(user=user, rol=rol, geldig_van=geldig_van, geldig_tot=geldig_tot)
    toewijzing.full_clean()
    toewijzing.save()
    _zet_reikwijdte(toewijzing, landsdelen, provincies, gebieden)
    _werk_toegang_bij(user)
    _leg_vast("rol toegekend", user, by, _beschrijf(toewijzing))
    return toewijzing


@transaction.atomic
def wijzig_rol(
    *,
    toewijzing: Roltoewijzing,
    rol: str,
    landsdelen: Collection[Landsdeel] = (),
    provincies: Collection[Provincie] = (),
    gebieden: Collection[Gebied] = (),
    geldig_van: date | None = None,
    geldig_tot: date | None = None,
    by: Actor,
) -> None:
    """Change a role, its scope or its period. Raises as `ken_rol_toe`, and as `keur_afscheid`."""
    _eis_beheerder(by)
    keur_rol(rol=rol, landsdelen=landsdelen, provincies=provincies, gebieden=gebieden)
    toewijzing = Roltoewijzing.objects.get(pk=toewijzing.pk)
    oud = _beschrijf(toewijzing)
    with _bewaakt_beheer(toewijzing.user, by):
        toewijzing.rol, toewijzing.geldig_van, toewijzing.geldig_tot = rol, geldig_van, geldig_tot
        toewijzing.full_clean()
        toewijzing.save(update_fields=["rol", "geldig_van", "geldig_tot"])
        _zet_reikwijdte(toewijzing, landsdelen, provincies, gebieden)
    _leg_vast("rol gewijzigd", toewijzing.user, by, {"van": oud, "naar": _beschrijf(toewijzing)})


@transaction.atomic
def trek_rol_in(*, toewijzing: Roltoewijzing, by: Actor) -> None:
    """Withdraw a role. Raises PermissionDenied when `by` is no beheerder, and as `keur_afscheid`."""
    _eis_beheerder(by)
    user, oud = toewijzing.user, _beschrijf(toewijzing)
    with _bewaakt_beheer(user, by):
        toewijzing.delete()
    _leg_vast("rol ingetrokken", user, by, oud)


@transaction.atomic
def zet_actief(*, user: User, actief: bool, by: Actor) -> None:
    """Switch an account on or off; an account is never deleted, so that its name in the history stays known.

    Raises PermissionDenied when `by` is no beheerder, and as `keur_afscheid`.
    """
    _eis_beheerder(by)
    with _bewaakt_beheer(user, by):
        user.is_active = actief
        user.save(update_fields=["is_active"])
    _leg_vast("account ingeschakeld" if actief else "account uitgeschakeld", user, by, {})


def keur_rol(
    *,
    rol: str,
    landsdelen: Collection[Landsdeel],
    provincies: Collection[Provincie],
    gebieden: Collection[Gebied],
) -> None:
    """Refuse, with a ValidationError, a scope that does not go with the role."""
    if rol not in Rol.values:
        raise ValidationError("Kies een rol uit de lijst.")
    label = Rol(rol).label
    if rol in LANDELIJKE_ROLLEN and (landsdelen or provincies or gebieden):
        raise ValidationError(f"De rol {label} geldt voor het hele land. Laat landsdelen, provincies en gebieden leeg.")
    if rol == Rol.REDACTEUR_REGIO and not (provincies or gebieden):
        raise ValidationError(f"Kies voor de rol {label} ten minste één provincie of gebied.")
    if rol == Rol.LEZER_REGIO and not (landsdelen or provincies or gebieden):
        raise ValidationError(f"Kies voor de rol {label} ten minste één landsdeel, provincie of gebied.")


def keur_afscheid(*, user: User, by: Actor) -> None:
    """Refuse, with a ValidationError, that `user` stops being a beheerder where that may not be."""
    if by == user:
        raise ValidationError("U kunt uw eigen toegang als beheerder niet wegnemen. Vraag een andere beheerder.")
    anderen = (
        Roltoewijzing.objects.filter(rol=Rol.BEHEERDER, user__is_active=True)
        .exclude(user=user)
        .geldig_op(timezone.localdate())
    )
    if not anderen.exists():
        raise ValidationError("Dit is de laatste beheerder. Geef eerst iemand anders de rol Beheerder.")


def is_beheerder(user: User) -> bool:
    """Whether the user is one today, read from the database and not from what the instance remembers."""
    return (
        Roltoewijzing.objects.filter(user=user, user__is_active=True, rol=Rol.BEHEERDER)
        .geldig_op(timezone.localdate())
        .exists()
    )


@contextmanager
def _bewaakt_beheer(user: User, by: Actor) -> Iterator[None]:
    """What happens inside may not leave the application without a beheerder; otherwise nothing has happened."""
    # Two beheerders who withdraw each other's role at once must wait for one another.
    list(Roltoewijzing.objects.select_for_update().filter(rol=Rol.BEHEERDER).order_by("pk"))
    was = is_beheerder(user)
    yield
    if was and not is_beheerder(user):
        keur_afscheid(user=user, by=by)
    _werk_toegang_bij(user)


def _eis_beheerder(by: Actor) -> None:
    if not isinstance(by, Systeem) and not is_beheerder(by):
        raise PermissionDenied("Alleen een beheerder mag accounts en rollen wijzigen.")


def _werk_toegang_bij(user: User) -> None:
    """Django's `is_staff` follows the role, so that whatever reads it says the same."""
    user.is_staff = (
        Roltoewijzing.objects.filter(user=user, rol=Rol.BEHEERDER).exclude(geldig_tot__lt=timezone.localdate()).exists()
    )
    user.save(update_fields=["is_staff"])
    user.__dict__.pop("_reikwijdte", None)


def _zet_reikwijdte(
    toewijzing: Roltoewijzing,
    landsdelen: Collection[Landsdeel],
    provincies: Collection[Provincie],
    gebieden: Collection[Gebied],
) -> None:
    toewijzing.landsdelen.set(landsdelen)
    toewijzing.provincies.set(provincies)
    toewijzing.gebieden.set(gebieden)


def _beschrijf(toewijzing: Roltoewijzing) -> dict[str, Any]:
    return {
        "rol": toewijzing.rol,
        "landsdelen": sorted(deel.slug for deel in toewijzing.landsdelen.all()),
        "provincies": sorted(provincie.slug for provincie in toewijzing.provincies.all()),
        "gebieden": sorted(gebied.slug for gebied in toewijzing.gebieden.all()),
        "geldig_van": toewijzing.geldig_van and toewijzing.geldig_van.isoformat(),
        "geldig_tot": toewijzing.geldig_tot and toewijzing.geldig_tot.isoformat(),
    }


def _leg_vast(actie: str, user: User, by: Actor, details: dict[str, Any]) -> None:
    leg_vast(actie=actie, object_soort="account", object_sleutel=user.username, by=by, details=details)
