"""Who saw what while it was not public: every answer leaves a line, and the Rijksredacteur reads them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Rol, User
from agreements import inzage
from agreements.models import Afspraak, Inzage, Ronde
from tests import factories

AfspraakFactory: Any = factories.AfspraakFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory

PAGINA = "/afsprakenlijsten/bol-2026/inzage/"
NU = datetime(2026, 9, 1, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def ronde(db: None) -> Ronde:
    ronde: Ronde = RondeFactory(jaar=2026, fase=Ronde.Fase.VASTGESTELD)
    return ronde


@pytest.fixture
def afspraak(ronde: Ronde) -> Afspraak:
    afspraak: Afspraak = AfspraakFactory(overleg=OverlegFactory(ronde=ronde, landsdeel=LandsdeelFactory(slug="zuid")))
    return afspraak


@pytest.fixture
def lezer(ronde: Ronde, client: Client) -> User:
    user: User = UserFactory(
        username="anne", naam="Anne de Vries", rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")]
    )
    client.force_login(user)
    return user


def test_line_says_who_saw_what_when_where_and_in_which_phase(
    client: Client, afspraak: Afspraak, lezer: User, time_machine: Any
) -> None:
    time_machine.move_to(NU, tick=False)
    client.get(afspraak.get_absolute_url())
    een = Inzage.objects.get()
    assert (een.op, een.ronde, een.fase, een.soort) == (NU, afspraak.overleg.ronde, "vastgesteld", "afspraak")
    assert (een.sleutel, een.adres) == (afspraak.code, f"/afspraken/{afspraak.code}/")
    assert (een.gebruiker, een.naam, een.rol) == ("anne", "Anne de Vries", "Lezer regio")


def test_list_is_one_line_per_ronde_however_many_it_shows(client: Client, afspraak: Afspraak, lezer: User) -> None:
    AfspraakFactory.create_batch(3, overleg=afspraak.overleg)
    AfspraakFactory(overleg=OverlegFactory(landsdeel=afspraak.overleg.landsdeel))
    client.get("/afspraken/?landsdeel=zuid")
    assert list(Inzage.objects.values_list("soort", "sleutel", "adres")) == [
        ("afspraken", "4 afspraken", "/afspraken/?landsdeel=zuid")
    ]


def test_download_says_its_format(client: Client, afspraak: Afspraak, lezer: User) -> None:
    client.get("/afspraken/?formaat=csv")
    assert Inzage.objects.get().soort == "afspraken als csv"


def test_what_is_public_leaves_no_line(client: Client, afspraak: Afspraak, lezer: User) -> None:
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    for adres in (afspraak.get_absolute_url(), "/afspraken/", "/", "/afsprakenlijsten/bol-2026/", "/landsdelen/zuid/"):
        assert client.get(adres).status_code == 200
    Ronde.objects.update(fase=Ronde.Fase.VASTGESTELD)
    client.force_login(UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="noord")]))
    for adres in (afspraak.get_absolute_url(), "/afspraken/", "/", "/afsprakenlijsten/bol-2026/", PAGINA):
        client.get(adres)
    assert not Inzage.objects.exists()


def test_what_opens_later_leaves_a_line_while_its_list_is_public(
    client: Client, afspraak: Afspraak, lezer: User
) -> None:
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    Afspraak.objects.filter(pk=afspraak.pk).update(embargo="later")
    for adres in (afspraak.get_absolute_url(), "/afspraken/", "/", "/afsprakenlijsten/bol-2026/", "/landsdelen/zuid/"):
        client.get(adres)
    assert set(Inzage.objects.values_list("fase", "soort")) == {
        ("openbaar", soort) for soort in ("afspraak", "afspraken", "startpagina", "afsprakenlijst", "overzicht")
    }


def test_view_that_says_nothing_is_known_by_its_address(client: Client, afspraak: Afspraak, lezer: User) -> None:
    client.force_login(RijksredacteurFactory())
    client.get("/afsprakenlijsten/bol-2026/voorstellen/")
    assert list(Inzage.objects.values_list("soort", "sleutel")) == [("voorstellen", "bol-2026")]


def test_long_address_is_cut(client: Client, afspraak: Afspraak, lezer: User) -> None:
    client.get("/afspraken/", {"q": "x" * 700})
    assert Inzage.objects.filter(adres__startswith="/afspraken/?q=xxx").count() == 1


def test_page_is_not_shown_when_it_cannot_be_logged(
    client: Client, afspraak: Afspraak, lezer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(**_: Any) -> None:
        raise OSError("de schijf is vol")

    monkeypatch.setattr(inzage, "leg_inzage_vast", vol)
    client.raise_request_exception = False
    response = client.get(afspraak.get_absolute_url())
    assert response.status_code == 500
    assert afspraak.tekst not in response.content.decode()


# --- the page --------------------------------------------------------------------------------------------------


def _lijnen(ronde: Ronde, aantal: int, wie: str = "anne") -> None:
    """Lines of this moment."""
    Inzage.objects.bulk_create(
        Inzage(ronde=ronde, fase="concept", soort="afspraak", sleutel=f"nr {nummer}", adres="/x/", gebruiker=wie)
        for nummer in range(aantal)
    )


def _tekst(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def redacteur(client: Client, ronde: Ronde) -> User:
    user: User = RijksredacteurFactory(username="rijks")
    client.force_login(user)
    return user


def test_rijksredacteur_reads_who_looked_and_narrows_it(
    client: Client, ronde: Ronde, redacteur: User, time_machine: Any
) -> None:
    time_machine.move_to(NU, tick=False)
    _lijnen(ronde, 2, "anne")
    time_machine.move_to(NU + timedelta(days=1), tick=False)
    _lijnen(ronde, 1, "bram")
    assert "3 keer bekeken" in _tekst(client.get(PAGINA))
    alleen_anne = _tekst(client.get(PAGINA, {"gebruiker": "anne"}))
    assert "2 van 4 keer bekeken" in alleen_anne  # the Rijksredacteur's own look is the fourth
    assert "1 van 5 keer bekeken" in _tekst(client.get(PAGINA, {"van": "2026-09-02", "gebruiker": "bram"}))
    assert "2 van 6 keer bekeken" in _tekst(client.get(PAGINA, {"tot": "2026-09-01"}))
    assert "Niets gevonden" in _tekst(client.get(PAGINA, {"tot": "2020-01-01"}))
    assert client.get(PAGINA, {"van": "2026-09-02", "tot": "2026-09-01"}).status_code == 422
    for raar in ({"gebruiker": "niemand"}, {"van": "morgen"}, {"tot": "9999-12-31"}):
        assert client.get(PAGINA, raar).status_code == 422


def test_log_of_which_nobody_is_in_says_so(client: Client, redacteur: User) -> None:
    assert "Nog niemand" in _tekst(client.get(PAGINA))


@pytest.mark.parametrize("aantal", [1, 60])
def test_page_runs_a_constant_number_of_queries(
    client: Client, ronde: Ronde, redacteur: User, aantal: int, django_assert_num_queries: Any
) -> None:
    _lijnen(ronde, aantal)
    client.get(PAGINA)
    # session, user, roles with three scopes, ronde, per person, count, page, and the line of this look: ronde, insert
    with django_assert_num_queries(12):
        assert client.get(PAGINA).status_code == 200
    assert ("pagina=2" in client.get(PAGINA).content.decode()) == (aantal > 50)


def test_others_do_not_read_the_log(client: Client, ronde: Ronde, lezer: User) -> None:
    assert client.get(PAGINA).status_code == 403
    client.force_login(UserFactory(rol=Rol.BEHEERDER))
    assert client.get(PAGINA).status_code == 403
    client.logout()
    assert client.get(PAGINA).status_code == 302
    client.force_login(RijksredacteurFactory())
    assert client.post(PAGINA).status_code == 405
    assert client.get("/afsprakenlijsten/bol-2031/inzage/").status_code == 404


def test_log_is_reached_from_the_publication(client: Client, redacteur: User) -> None:
    assert PAGINA in client.get(reverse("publicatie", args=["bol", 2026])).content.decode()
