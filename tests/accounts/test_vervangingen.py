"""Standing in: for as long as it was said, with the roles and dossiers of the other, and never as beheerder."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, User, Vervanging
from accounts.services import ken_rol_toe
from accounts.vervangingen import stel_vervanging_in, trek_vervanging_in
from agreements.models import Afspraak, Status
from agreements.services.statussen import wijzig_status
from tests.factories import AfspraakFactory, LandsdeelFactory, OverlegFactory, RijksredacteurFactory, UserFactory

pytestmark = pytest.mark.django_db


def vandaag() -> date:
    return timezone.localdate()


def neem_waar(voor: User, door: User, **anders: Any) -> Vervanging:
    periode = {"van": vandaag(), "tot": vandaag() + timedelta(days=7)}
    return stel_vervanging_in(voor=voor, door=door, by=SYSTEEM, **(periode | anders))


def opnieuw(user: User) -> User:
    """The same account as the next request reads it."""
    return User.objects.get(pk=user.pk)


def test_deputy_has_the_roles_and_acts_under_the_own_name():
    rijk, waarnemer = RijksredacteurFactory(), UserFactory.create(naam="Waarnemer")
    neem_waar(rijk, waarnemer)
    waarnemer = opnieuw(waarnemer)
    wijziging = wijzig_status(afspraak=AfspraakFactory(), naar=Status.IN_UITVOERING, by=waarnemer)
    assert (wijziging.door_naam, wijziging.rol) == ("Waarnemer", "Rijksredacteur (waarnemend)")


def test_own_role_is_not_called_that_of_a_deputy():
    rijk, ander = RijksredacteurFactory(), RijksredacteurFactory()
    neem_waar(rijk, ander)
    assert opnieuw(ander).reikwijdte.rol_label == "Rijksredacteur"


def test_deputy_of_a_dossierhouder_sees_and_changes_their_agreements_only():
    houder, waarnemer = UserFactory.create(rol=Rol.DOSSIERHOUDER), UserFactory.create()
    geheim = OverlegFactory(ronde__concept=True, ronde__jaar=2026)
    eigen, ander = AfspraakFactory(overleg=geheim), AfspraakFactory(overleg=geheim)
    eigen.dossierhouders.add(houder)
    assert not Afspraak.objects.visible_to(opnieuw(waarnemer)).exists()
    neem_waar(houder, waarnemer)
    waarnemer = opnieuw(waarnemer)
    assert set(Afspraak.objects.visible_to(waarnemer)) == {eigen}
    wijzig_status(afspraak=eigen, naar=Status.IN_UITVOERING, by=waarnemer)
    with pytest.raises(PermissionDenied):
        wijzig_status(afspraak=ander, naar=Status.IN_UITVOERING, by=waarnemer)


def test_role_of_beheerder_is_not_passed_on():
    beheerder, waarnemer = UserFactory.create(rol=Rol.BEHEERDER), UserFactory.create()
    neem_waar(beheerder, waarnemer)
    assert not opnieuw(waarnemer).reikwijdte.rollen


def test_deputy_of_a_deputy_gets_nothing():
    rijk, een, twee = RijksredacteurFactory(), UserFactory.create(), UserFactory.create()
    neem_waar(rijk, een)
    neem_waar(een, twee)
    assert not opnieuw(twee).reikwijdte.rollen


@pytest.mark.parametrize(("van", "tot", "geldt"), [(1, 3, False), (0, 0, True), (-3, 0, True)])
def test_it_holds_from_the_first_to_the_last_day(van: int, tot: int, geldt: bool):
    rijk, waarnemer = RijksredacteurFactory(), UserFactory.create()
    dagen = {"van": vandaag() + timedelta(days=van), "tot": vandaag() + timedelta(days=tot)}
    neem_waar(rijk, waarnemer, **dagen)
    assert opnieuw(waarnemer).reikwijdte.is_rijksredacteur is geldt


def test_it_is_over_the_day_after_the_last():
    rijk, waarnemer = RijksredacteurFactory(), UserFactory.create()
    vervanging = neem_waar(rijk, waarnemer)
    gisteren = vandaag() - timedelta(days=1)
    Vervanging.objects.filter(pk=vervanging.pk).update(van=gisteren, tot=gisteren)
    assert not opnieuw(waarnemer).reikwijdte.rollen


def test_role_that_ended_and_account_that_is_switched_off_give_nothing():
    rijk, waarnemer = RijksredacteurFactory(), UserFactory.create()
    neem_waar(rijk, waarnemer)
    User.objects.filter(pk=rijk.pk).update(is_active=False)
    assert not opnieuw(waarnemer).reikwijdte.rollen
    User.objects.filter(pk=rijk.pk).update(is_active=True)
    rijk.roltoewijzingen.update(geldig_tot=vandaag() - timedelta(days=1))
    assert not opnieuw(waarnemer).reikwijdte.rollen


def test_withdrawing_ends_it_at_once_and_is_done_once():
    rijk, waarnemer = RijksredacteurFactory(), UserFactory.create()
    vervanging = neem_waar(rijk, waarnemer)
    assert trek_vervanging_in(vervanging=vervanging, by=SYSTEEM)
    assert not opnieuw(waarnemer).reikwijdte.rollen
    assert not trek_vervanging_in(vervanging=vervanging, by=SYSTEEM)
    assert Auditregel.objects.filter(actie="vervanging ingetrokken").count() == 1


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"door": "voor"}, "niet voor zichzelf"),
        ({"tot": -1, "van": -2}, "al voorbij"),
        ({"tot": 1, "van": 2}, "voor de begindatum"),
        ({"door": "uit"}, "uitgeschakeld"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(anders: dict[str, Any], zin: str):
    voor, door = UserFactory.create(), UserFactory.create()
    uit = UserFactory.create(is_active=False)
    wie = {"voor": voor, "uit": uit}
    anders = {
        naam: wie[waarde] if isinstance(waarde, str) else vandaag() + timedelta(days=waarde)
        for naam, waarde in anders.items()
    }
    with pytest.raises(ValidationError, match=zin):
        neem_waar(**({"voor": voor, "door": door} | anders))
    assert not Vervanging.objects.exists()
    assert not Auditregel.objects.exists()


def test_same_two_people_in_the_same_days_are_refused():
    voor, door = UserFactory.create(), UserFactory.create()
    neem_waar(voor, door)
    with pytest.raises(ValidationError, match="al waar voor"):
        neem_waar(voor, door, van=vandaag() + timedelta(days=7), tot=vandaag() + timedelta(days=9))


@pytest.mark.parametrize("rol", [None, Rol.RIJKSREDACTEUR, Rol.DOSSIERHOUDER])
def test_only_a_beheerder_may(rol: Rol | None):
    iemand, voor, door = UserFactory.create(rol=rol), UserFactory.create(), UserFactory.create()
    with pytest.raises(PermissionDenied):
        stel_vervanging_in(voor=voor, door=door, van=vandaag(), tot=vandaag(), by=iemand)
    vervanging = neem_waar(voor, door)
    with pytest.raises(PermissionDenied):
        trek_vervanging_in(vervanging=vervanging, by=iemand)
    vervanging.refresh_from_db()
    assert vervanging.ingetrokken_op is None


def test_beheerder_fills_it_in_and_ends_it_in_the_admin(client: Client):
    beheerder = UserFactory.create(username="anna")
    ken_rol_toe(user=beheerder, rol=Rol.BEHEERDER, by=SYSTEEM)
    voor, door = RijksredacteurFactory(), UserFactory.create()
    client.force_login(beheerder)
    nieuw = reverse("admin:accounts_vervanging_add")
    gegevens = {"voor": voor.pk, "door": door.pk, "van": vandaag().isoformat(), "tot": vandaag().isoformat()}
    antwoord = client.post(nieuw, gegevens | {"door": voor.pk})
    assert "niet voor zichzelf" in antwoord.content.decode()
    assert client.post(nieuw, gegevens).status_code == 302
    vervanging = Vervanging.objects.get()
    assert vervanging.ingesteld_door == str(beheerder)
    assert opnieuw(door).reikwijdte.is_rijksredacteur
    pagina = reverse("admin:accounts_vervanging_change", args=[vervanging.pk])
    assert "Nu intrekken" in client.get(pagina).content.decode()
    assert client.post(pagina, {"intrekken": "on"}).status_code == 302
    assert not opnieuw(door).reikwijdte.rollen
    assert "Nu intrekken" not in client.get(pagina).content.decode()
    assert list(Auditregel.objects.filter(object_soort="account").order_by("pk").values_list("actie", flat=True))[
        -2:
    ] == ["vervanging ingesteld", "vervanging ingetrokken"]


def test_both_see_it_on_their_own_page(client: Client):
    voor, door = RijksredacteurFactory(), UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory()])
    neem_waar(voor, door)
    for user, ander, woord in ((voor, door, "neemt voor u waar"), (door, voor, "U neemt waar voor")):
        client.force_login(user)
        tekst = client.get(reverse("account")).content.decode()
        assert woord in tekst
        assert str(ander) in tekst
