"""Who writes in the dossier of an overleg: Rijk everywhere, the roles that write in their own landsdeel."""

from __future__ import annotations

import pytest

from accounts.actoren import SYSTEEM
from accounts.models import Rol
from agreements.rechten import mag_dossier_schrijven
from tests.factories import LandsdeelFactory, OverlegFactory, ProvincieFactory, RijksredacteurFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rol", "hier", "elders"),
    [
        (Rol.LEZER_REGIO, False, False),
        (Rol.REDACTEUR_REGIO, True, False),
        (Rol.DOSSIERHOUDER, True, False),
        (Rol.BEHEERDER, False, False),
    ],
)
def test_a_role_writes_in_its_own_landsdeel(rol: Rol, hier: bool, elders: bool) -> None:
    noordwest, zuid = LandsdeelFactory.create(slug="noordwest"), LandsdeelFactory.create(slug="zuid")
    user = UserFactory.create(rol=rol, rol__landsdelen=[noordwest])
    assert mag_dossier_schrijven(user, OverlegFactory.create(landsdeel=noordwest)) is hier
    assert mag_dossier_schrijven(user, OverlegFactory.create(landsdeel=zuid)) is elders


def test_a_rijksredacteur_and_the_application_write_everywhere() -> None:
    landelijk = OverlegFactory.create(landsdeel=None)
    assert mag_dossier_schrijven(RijksredacteurFactory(), landelijk)
    assert mag_dossier_schrijven(SYSTEEM, landelijk)


def test_to_read_for_one_landsdeel_and_to_write_for_another_is_not_to_write_for_both() -> None:
    noordwest, zuid = LandsdeelFactory.create(slug="noordwest"), LandsdeelFactory.create(slug="zuid")
    user = UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[noordwest])
    toewijzing = user.roltoewijzingen.create(rol=Rol.REDACTEUR_REGIO)
    toewijzing.provincies.add(ProvincieFactory.create(landsdeel=zuid))
    assert not mag_dossier_schrijven(user, OverlegFactory.create(landsdeel=noordwest))
    assert mag_dossier_schrijven(user, OverlegFactory.create(landsdeel=zuid))


def test_nobody_but_rijk_writes_in_what_has_no_landsdeel() -> None:
    user = UserFactory.create(rol=Rol.REDACTEUR_REGIO, rol__landsdelen=[LandsdeelFactory.create(slug="zuid")])
    assert not mag_dossier_schrijven(user, OverlegFactory.create(landsdeel=None))
