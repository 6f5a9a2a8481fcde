"""What every page says to the browser, and who is kept out."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import Rol
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def policy(response) -> dict[str, set[str]]:
    parts = (part.split() for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: set(values) for name, *values in parts}


def test_login_page_has_a_strict_content_security_policy(client):
    directives = policy(client.get(reverse("inloggen")))
    nonces = {value for value in directives["script-src"] if value.startswith("'nonce-")}
    assert directives | {"script-src": directives["script-src"] - nonces} == {
        "default-src": {"'self'"},
        "script-src": {"'self'"},
        "style-src": {"'self'"},
        "img-src": {"'self'", "data:"},
        "object-src": {"'none'"},
        "base-uri": {"'none'"},
        "frame-ancestors": {"'none'"},
        "form-action": {"'self'"},
    }


def test_login_page_needs_nothing_that_the_policy_forbids(client):
    html = client.get(reverse("inloggen")).content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html


def test_security_headers_are_on_every_page(client):
    response = client.get(reverse("inloggen"))
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]


def test_private_pages_stay_out_of_every_cache(client):
    client.force_login(UserFactory())
    assert client.get(reverse("account")).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/taken/", "/account/", "/beheer/"])
def test_anonymous_visitor_is_asked_to_log_in(client, path):
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(("/inloggen/?next=", "/beheer/login/?next="))


def test_admin_sends_to_our_own_login_page(client):
    response = client.get("/beheer/", follow=True)
    assert response.redirect_chain[-1][0] == "/inloggen/?next=/beheer/"


def test_admin_refuses_who_is_no_beheerder(client):
    client.force_login(UserFactory())
    assert client.get("/beheer/", follow=True).status_code == 403


def test_admin_opens_for_a_beheerder(client):
    client.force_login(UserFactory(rol=Rol.BEHEERDER))
    assert client.get("/beheer/").status_code == 200


def test_form_without_a_token_is_refused_in_dutch(client):
    client.handler.enforce_csrf_checks = True
    response = client.post(reverse("inloggen"), {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "<h1>Het formulier is verlopen</h1>" in response.content.decode()


def test_address_of_a_button_opened_as_a_page_says_so(client):
    client.force_login(UserFactory())
    response = client.get(reverse("uitloggen"))
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]
    assert "Dit adres hoort bij een knop" in response.content.decode()


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/afspraken/BOL-1999-N-1-01/"])
@pytest.mark.parametrize("debug", [True, False])
def test_page_that_is_not_found_is_the_same_on_a_development_machine(client, settings, path, debug):
    settings.DEBUG = debug
    client.force_login(UserFactory())
    response = client.get(path)
    assert response.status_code == 404
    assert "Pagina niet gevonden" in response.content.decode()
    assert "URLconf" not in response.content.decode()
