"""Logging in and out, one's own account, and what the audit log keeps of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Auditregel, Rol, Roltoewijzing, User
from tests.factories import AfspraakFactory, LandsdeelFactory, ProvincieFactory, UserFactory

pytestmark = pytest.mark.django_db
WACHTWOORD = "een-lang-wachtwoord-42"


@pytest.fixture
def gebruiker():
    gebruiker = UserFactory(username="iemand")
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save()
    return gebruiker


def _log_in(client, **anders):
    return client.post(reverse("inloggen"), {"username": "iemand", "password": WACHTWOORD, **anders})


def test_log_in_goes_to_the_page_that_was_asked_for(client, gebruiker):
    antwoord = client.post(
        reverse("inloggen") + "?next=/account/",
        {"username": "iemand", "password": WACHTWOORD, "next": "/account/"},
    )
    assert (antwoord.status_code, antwoord.url) == (302, "/account/")


def test_log_in_does_not_lead_to_another_site(client, gebruiker):
    antwoord = _log_in(client, next="https://elders.example/")
    assert antwoord.url == "/"


def test_wrong_password_says_what_to_do_and_not_which_was_wrong(client, gebruiker):
    fout = _log_in(client, password="verkeerd").content.decode()
    onbekend = _log_in(client, username="niemand").content.decode()
    zin = "De gebruikersnaam of het wachtwoord klopt niet."
    assert zin in fout
    assert zin in onbekend


def test_log_in_and_out_are_logged_with_their_origin(client, gebruiker):
    _log_in(client)
    client.post(reverse("uitloggen"))
    _log_in(client, password="verkeerd")
    regels = list(Auditregel.objects.order_by("pk").values_list("actie", "actor", "resultaat", "oorsprong"))
    assert regels == [
        ("ingelogd", "iemand", "gelukt", "127.0.0.1"),
        ("uitgelogd", "iemand", "gelukt", "127.0.0.1"),
        ("inloggen", "iemand", "mislukt", "127.0.0.1"),
    ]


def test_password_typed_as_user_name_is_not_kept_in_the_log(client, gebruiker):
    _log_in(client, username=WACHTWOORD, password="x")
    assert not Auditregel.objects.filter(actor__contains=WACHTWOORD).exists()
    assert Auditregel.objects.get(resultaat="mislukt").actor == "onbekend"


def test_log_out_by_a_link_is_refused(client, gebruiker):
    client.force_login(gebruiker)
    assert client.get(reverse("uitloggen")).status_code == 405


def test_refused_act_is_logged(client):
    afspraak = AfspraakFactory()
    lezer = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[afspraak.overleg.landsdeel])
    client.force_login(lezer)
    client.post(afspraak.get_status_url(), {"naar": "afgerond"})
    regel = Auditregel.objects.get(resultaat="geweigerd")
    assert (regel.actor, regel.object_sleutel) == (lezer.username, afspraak.get_status_url())


def test_account_page_shows_roles_and_what_they_hold_for(client):
    client.force_login(UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")]))
    pagina = client.get(reverse("account")).content.decode()
    assert "Lezer regio" in pagina
    assert "landsdeel Zuid" in pagina


def test_password_is_changed_only_with_the_old_one(client, gebruiker):
    client.force_login(gebruiker)
    nieuw = {"new_password1": "nog-een-lang-wachtwoord", "new_password2": "nog-een-lang-wachtwoord"}
    assert "klopt niet" in client.post(reverse("wachtwoord"), {"old_password": "x", **nieuw}).content.decode()
    assert client.post(reverse("wachtwoord"), {"old_password": WACHTWOORD, **nieuw}).status_code == 302
    assert User.objects.get(pk=gebruiker.pk).check_password("nog-een-lang-wachtwoord")


# --- scope -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("van", "tot", "geldig"),
    [(None, None, True), (-1, 1, True), (0, 0, True), (1, None, False), (None, -1, False)],
)
def test_role_counts_only_within_its_period(van, tot, geldig):
    vandaag = timezone.localdate()
    gebruiker = UserFactory()
    Roltoewijzing.objects.create(
        user=gebruiker,
        rol=Rol.RIJKSREDACTEUR,
        geldig_van=None if van is None else vandaag + timedelta(days=van),
        geldig_tot=None if tot is None else vandaag + timedelta(days=tot),
    )
    assert gebruiker.reikwijdte.is_rijksredacteur is geldig


def test_role_for_a_provincie_opens_its_landsdeel():
    provincie = ProvincieFactory(landsdeel=LandsdeelFactory(slug="oost"))
    gebruiker = UserFactory(rol=Rol.REDACTEUR_REGIO, rol__provincies=[provincie])
    assert gebruiker.reikwijdte.landsdelen == {provincie.landsdeel_id}
    assert gebruiker.reikwijdte.redactie_provincies == {provincie.pk}


def test_inactive_account_has_no_scope():
    gebruiker = UserFactory(rol=Rol.RIJKSREDACTEUR, is_active=False)
    assert not gebruiker.reikwijdte.rollen


def test_page_that_outlived_its_session_hears_who_is_logged_in_and_gets_a_token():
    client = Client(enforce_csrf_checks=True)
    assert client.get("/inloggen/sessie/").json()["gebruiker"] == ""
    user = UserFactory.create()
    client.force_login(user)
    oud = client.post("/uitloggen/")
    assert (oud.status_code, oud["X-Formulier"]) == (403, "verlopen")
    antwoord = client.get("/inloggen/sessie/")
    assert antwoord["Cache-Control"] == "private, no-store"
    assert antwoord.json()["gebruiker"] == str(user.pk)
    assert client.post("/uitloggen/", {"csrfmiddlewaretoken": antwoord.json()["token"]}).status_code == 302
