"""Guessing passwords is stopped, and a session that was left alone ends."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.conf import settings as project_settings
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.models import Auditregel
from bolapp.client_ip import client_ip
from bolapp.sessions import SEEN
from bolapp.tasks import opruimen
from tests.factories import UserFactory

WRONG, RIGHT = "verkeerd", "een-lang-wachtwoord"


@pytest.fixture
def user(db):
    user = UserFactory(username="redacteur")
    user.set_password(RIGHT)
    user.save()
    return user


def log_in(client, password, username="redacteur", ip="192.0.2.1"):
    return client.post(reverse("inloggen"), {"username": username, "password": password}, REMOTE_ADDR=ip)


def test_the_sixth_attempt_is_refused_even_with_the_right_password(client, user):
    for _ in range(project_settings.AXES_FAILURE_LIMIT):
        response = log_in(client, WRONG)
    assert response.status_code == 429
    response = log_in(client, RIGHT)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "900"
    assert "15 minuten" in response.content.decode()


def test_lockout_is_for_one_account_from_one_address(client, user):
    for _ in range(project_settings.AXES_FAILURE_LIMIT):
        log_in(client, WRONG)
    assert log_in(client, RIGHT, ip="192.0.2.2").status_code == 302


def test_lockout_ends_by_itself(client, user):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(project_settings.AXES_FAILURE_LIMIT):
            log_in(client, WRONG)
        clock.shift(timedelta(minutes=16))
        assert log_in(client, RIGHT).status_code == 302


def test_lockout_is_not_made_longer_by_trying_on(client, user):
    """Whoever keeps knocking behind the same proxy could otherwise keep a colleague out for ever."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(project_settings.AXES_FAILURE_LIMIT):
            log_in(client, WRONG)
        clock.shift(timedelta(minutes=10))
        assert log_in(client, WRONG).status_code == 429
        clock.shift(timedelta(minutes=6))
        assert log_in(client, RIGHT).status_code == 302


def test_lockout_leaves_others_behind_the_same_address_alone(client, user):
    other = UserFactory(username="collega")
    other.set_password(RIGHT)
    other.save()
    for _ in range(project_settings.AXES_FAILURE_LIMIT):
        log_in(client, WRONG)
    assert log_in(client, RIGHT, username="collega").status_code == 302


def test_another_browser_or_spelling_gives_no_more_attempts(client, user):
    for number, spelling in enumerate(["redacteur", " redacteur", "redacteur ", "ｒedacteur", "redacteur"]):
        client.post(
            reverse("inloggen"),
            {"username": spelling, "password": WRONG},
            REMOTE_ADDR="192.0.2.1",
            headers={"user-agent": f"browser {number}"},
        )
    assert log_in(client, RIGHT).status_code == 429


def test_unknown_switched_off_and_wrong_look_alike(client, user):
    UserFactory(username="weg", is_active=False)
    pages = {
        name: re.sub(
            r"nonce-\S+|csrf\w*\W+\w+\W+\w+|CSRFToken\S+ \S+|" + name, "", log_in(client, WRONG, name).content.decode()
        )
        for name in ("redacteur", "weg", "bestaat-niet")
    }
    assert len(set(pages.values())) == 1


def test_what_is_typed_as_a_name_is_not_logged(client, user, caplog):
    """People type their password there now and then."""
    with caplog.at_level(logging.DEBUG):
        for _ in range(project_settings.AXES_FAILURE_LIMIT + 1):
            log_in(client, "geheim-wachtwoord-1", username="geheim-wachtwoord-2")
    assert "geheim" not in caplog.text
    assert "geheim" not in str(list(Auditregel.objects.order_by("pk").values()))
    assert "geheim" not in "".join(AccessAttempt.objects.order_by("pk").values_list("post_data", flat=True))


def test_session_ends_after_two_idle_hours(client, user):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.force_login(user)
        assert client.get(reverse("account")).status_code == 200
        clock.shift(timedelta(hours=2, minutes=1))
        assert client.get(reverse("account")).status_code == 302


def test_session_in_use_ends_after_a_working_day(client, user):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.force_login(user)
        for _ in range(12):
            assert client.get(reverse("account")).status_code == 200
            clock.shift(timedelta(hours=1, seconds=1))
        assert client.get(reverse("account")).status_code == 302


def test_reading_writes_the_session_at_most_once_in_five_minutes(client, user):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.force_login(user)
        began = client.session[SEEN]
        clock.shift(timedelta(minutes=4))
        client.get(reverse("account"))
        assert client.session[SEEN] == began
        clock.shift(timedelta(minutes=2))
        client.get(reverse("account"))
        assert client.session[SEEN] == began + 360


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "<script>", "10.0.0.1"),
        (1, "onbekend", "10.0.0.1"),
    ],
)
def test_address_of_the_visitor_cannot_be_forged(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="10.0.0.1")
    assert client_ip(request) == expected


def test_housekeeping_deletes_what_has_ended(client, user):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        log_in(client, WRONG)
        client.force_login(user)
        clock.shift(timedelta(hours=13))
        assert opruimen() == {"sessies": 1, "pogingen": 0, "aanmeldingen": 0}
        clock.shift(timedelta(hours=12))
        assert opruimen() == {"sessies": 0, "pogingen": 1, "aanmeldingen": 0}
        clock.shift(timedelta(days=180))
        assert opruimen() == {"sessies": 0, "pogingen": 0, "aanmeldingen": 1}
