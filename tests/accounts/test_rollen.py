"""Giving and withdrawing roles, and the two rules that keep the door to the admin open."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, Roltoewijzing, User
from accounts.services import is_beheerder, ken_rol_toe, maak_account, trek_rol_in, wijzig_rol, zet_actief
from tests.factories import LandsdeelFactory, ProvincieFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder() -> User:
    user = UserFactory.create(username="anna")
    ken_rol_toe(user=user, rol=Rol.BEHEERDER, by=SYSTEEM)
    return User.objects.get(pk=user.pk)


def toewijzing_van(user: User) -> Roltoewijzing:
    return Roltoewijzing.objects.get(user=user)


def test_ken_rol_toe_gives_the_role_with_its_scope_and_logs_it(beheerder: User):
    user, zuid = UserFactory.create(username="bob"), LandsdeelFactory.create(slug="zuid")
    ken_rol_toe(user=user, rol=Rol.LEZER_REGIO, landsdelen=[zuid], by=beheerder)
    assert User.objects.get(pk=user.pk).reikwijdte.landsdelen == {zuid.pk}
    regel = Auditregel.objects.get(actie="rol toegekend", object_sleutel="bob")
    assert (regel.actor, regel.details["rol"], regel.details["landsdelen"]) == ("anna", "lezer_regio", ["zuid"])


def test_is_staff_follows_the_role_of_beheerder(beheerder: User):
    bob = UserFactory.create(username="bob")
    toewijzing = ken_rol_toe(user=bob, rol=Rol.BEHEERDER, by=beheerder)
    assert User.objects.get(username="bob").is_staff
    trek_rol_in(toewijzing=toewijzing, by=beheerder)
    bob.refresh_from_db()
    assert not bob.is_staff
    ken_rol_toe(user=bob, rol=Rol.RIJKSREDACTEUR, by=beheerder)
    bob.refresh_from_db()
    assert not bob.is_staff


@pytest.mark.parametrize("rol", [None, Rol.RIJKSREDACTEUR, Rol.LEZER_REGIO])
def test_only_a_beheerder_may_give_roles(rol: Rol | None):
    iemand, ander = UserFactory.create(rol=rol), UserFactory.create()
    with pytest.raises(PermissionDenied):
        ken_rol_toe(user=ander, rol=Rol.BEHEERDER, by=iemand)
    with pytest.raises(PermissionDenied):
        zet_actief(user=ander, actief=False, by=iemand)
    assert not Roltoewijzing.objects.filter(user=ander).exists()


@pytest.mark.parametrize(
    ("rol", "met", "zin"),
    [
        (Rol.BEHEERDER, "landsdelen", "De rol Beheerder geldt voor het hele land."),
        (Rol.RIJKSREDACTEUR, "provincies", "De rol Rijksredacteur geldt voor het hele land."),
        (Rol.REDACTEUR_REGIO, "landsdelen", "ten minste één provincie of gebied"),
        (Rol.LEZER_REGIO, None, "ten minste één landsdeel, provincie of gebied"),
        ("koning", None, "Kies een rol uit de lijst."),
    ],
)
def test_ken_rol_toe_refuses_a_scope_that_does_not_fit(rol: str, met: str | None, zin: str):
    waarden: dict[str, Any] = {"landsdelen": [LandsdeelFactory.create()], "provincies": [ProvincieFactory.create()]}
    user = UserFactory.create()
    with pytest.raises(ValidationError, match=zin):
        ken_rol_toe(user=user, rol=rol, by=SYSTEEM, **({met: waarden[met]} if met else {}))
    assert not Roltoewijzing.objects.exists()
    assert not Auditregel.objects.exists()


def test_ken_rol_toe_refuses_an_end_before_the_beginning():
    vandaag = timezone.localdate()
    with pytest.raises(ValidationError, match="De einddatum ligt voor de begindatum"):
        ken_rol_toe(
            user=UserFactory.create(),
            rol=Rol.DOSSIERHOUDER,
            geldig_van=vandaag,
            geldig_tot=vandaag - timedelta(days=1),
            by=SYSTEEM,
        )


def test_beheerder_cannot_withdraw_the_own_role(beheerder: User):
    ken_rol_toe(user=UserFactory.create(), rol=Rol.BEHEERDER, by=beheerder)
    with pytest.raises(ValidationError, match="uw eigen toegang als beheerder"):
        trek_rol_in(toewijzing=toewijzing_van(beheerder), by=beheerder)
    with pytest.raises(ValidationError, match="uw eigen toegang als beheerder"):
        wijzig_rol(toewijzing=toewijzing_van(beheerder), rol=Rol.DOSSIERHOUDER, by=beheerder)
    with pytest.raises(ValidationError, match="uw eigen toegang als beheerder"):
        zet_actief(user=beheerder, actief=False, by=beheerder)
    beheerder.refresh_from_db()
    assert beheerder.is_active
    assert is_beheerder(beheerder)


def test_the_last_beheerder_stays(beheerder: User):
    gisteren = timezone.localdate() - timedelta(days=1)
    ken_rol_toe(user=UserFactory.create(), rol=Rol.BEHEERDER, geldig_tot=gisteren, by=beheerder)
    ken_rol_toe(user=UserFactory.create(is_active=False), rol=Rol.BEHEERDER, by=beheerder)
    aantal = Auditregel.objects.count()
    with pytest.raises(ValidationError, match="Dit is de laatste beheerder"):
        trek_rol_in(toewijzing=toewijzing_van(beheerder), by=SYSTEEM)
    with pytest.raises(ValidationError, match="Dit is de laatste beheerder"):
        wijzig_rol(toewijzing=toewijzing_van(beheerder), rol=Rol.BEHEERDER, geldig_tot=gisteren, by=SYSTEEM)
    with pytest.raises(ValidationError, match="Dit is de laatste beheerder"):
        zet_actief(user=beheerder, actief=False, by=SYSTEEM)
    assert is_beheerder(beheerder)
    assert Auditregel.objects.count() == aantal


def test_wijzig_rol_logs_what_it_was_and_became(beheerder: User):
    user = UserFactory.create(username="bob")
    toewijzing = ken_rol_toe(
        user=user, rol=Rol.LEZER_REGIO, landsdelen=[LandsdeelFactory.create(slug="zuid")], by=beheerder
    )
    wijzig_rol(
        toewijzing=toewijzing, rol=Rol.LEZER_REGIO, landsdelen=[LandsdeelFactory.create(slug="oost")], by=beheerder
    )
    details = Auditregel.objects.get(actie="rol gewijzigd").details
    assert (details["van"]["landsdelen"], details["naar"]["landsdelen"]) == (["zuid"], ["oost"])


def test_maak_account_refuses_a_weak_password_and_a_taken_name():
    with pytest.raises(ValidationError, match=r"Dit wachtwoord is te kort\. Kies ten minste 12 tekens\."):
        maak_account(username="carla", wachtwoord="kort", by=SYSTEEM)
    maak_account(username="carla", wachtwoord="een lang genoeg wachtwoord", by=SYSTEEM)
    with pytest.raises(ValidationError):
        maak_account(username="carla", wachtwoord="een lang genoeg wachtwoord", by=SYSTEEM)


def test_maak_beheerder_makes_an_account_that_may_enter(monkeypatch: pytest.MonkeyPatch, capsys: Any):
    monkeypatch.setattr("sys.stdin", io.StringIO("een lang genoeg wachtwoord\n"))
    call_command("maak_beheerder", "dirk", "--naam", "Dirk")
    user = User.objects.get(username="dirk")
    assert user.check_password("een lang genoeg wachtwoord")
    assert user.reikwijdte.is_beheerder
    call_command("maak_beheerder", "dirk")
    assert capsys.readouterr().out == "dirk is nu beheerder.\ndirk was al beheerder.\n"


def test_maak_beheerder_refuses_a_weak_password_and_makes_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("kort\n"))
    with pytest.raises(CommandError):
        call_command("maak_beheerder", "dirk")
    assert not User.objects.exists()
    assert not Auditregel.objects.exists()
