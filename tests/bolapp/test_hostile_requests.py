"""Requests that no browser would send get an answer of at most a few lines, and never a crash."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser

import pytest
from django.conf import settings as project_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Rol
from agreements.models import Afspraak, Ronde, Taak
from agreements.models.taak import MAP
from agreements.services import taken
from agreements.services.invoer import laad_invoer, neem_in
from agreements.services.naslag import laad_naslag
from tests.agreements.afgesloten import vijandig
from tests.agreements.test_invoer import LIJST
from tests.factories import AfspraakFactory, RijksredacteurFactory, RondeFactory, ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db

NUL_COOKIE = '"\\000' + "a" * 31 + '"'


@pytest.mark.parametrize("value", [NUL_COOKIE, '"\\012' + "a" * 31 + '"', "a" * 5000, "é" * 32, "' OR 1=1 --", ""])
def test_session_cookie_that_we_never_gave_is_no_session(client, value):
    response = client.get(reverse("account"), headers={"cookie": f"{project_settings.SESSION_COOKIE_NAME}={value}"})
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/inloggen/")


@pytest.mark.parametrize("query", ["soort=%00", "q=%00", "landsdeel=" + "9" * 30, "fase=a%00b"])
@pytest.mark.parametrize("model", ["agreements_overleg", "agreements_ronde", "regions_provincie", "regions_gebied"])
def test_value_that_no_database_can_hold_is_refused_in_the_admin(client, model, query):
    client.force_login(UserFactory(rol=Rol.BEHEERDER))
    RondeFactory()
    response = client.get(f"{reverse(f'admin:{model}_changelist')}?{query}")
    assert response.status_code < 500


def test_key_that_no_database_can_hold_is_refused_in_a_form(client):
    client.force_login(RijksredacteurFactory())
    afspraak = AfspraakFactory(verzamelingen__themas=[ThemaFactory()])
    response = client.post(
        reverse("afspraak-bewerken", args=[afspraak.code]),
        {"versie": 0, "soort": "afspraak", "themas": "9" * 25, "partijen-TOTAL_FORMS": 0, "partijen-INITIAL_FORMS": 0},
    )
    assert response.status_code in (400, 422)
    assert afspraak.themas.count() == 1


def test_request_that_is_too_large_is_refused_before_it_is_read(client, settings):
    """An anonymous visitor could otherwise fill the disk with uploads that nobody asked for."""
    settings.BOL_MAX_REQUEST = 1000
    large = SimpleUploadedFile("lijst.txt", b"a" * 2000)
    response = client.post(reverse("inloggen"), {"username": "lezer", "bestand": large})
    assert response.status_code == 413
    assert "te groot" in response.content.decode()
    assert client.post(reverse("inloggen"), {"username": "lezer"}).status_code == 200


def test_largest_request_leaves_room_for_what_people_may_upload():
    from agreements.forms.status import GROOTSTE_DOCUMENT, MEESTE_STUKKEN

    assert project_settings.BOL_MAX_REQUEST > MEESTE_STUKKEN * GROOTSTE_DOCUMENT
    assert project_settings.BOL_MAX_REQUEST > 50 * 1024 * 1024 > project_settings.BOL_MAX_UPLOAD


@pytest.mark.parametrize("length", ["-5", "abc", "", "1e9"])
def test_length_that_is_no_number_is_no_length(client, length):
    assert client.get(reverse("inloggen"), CONTENT_LENGTH=length).status_code == 200


@pytest.mark.parametrize(
    "name", ["a" * 151, "a" * 30_000, "é" * 300, "\x00", "lezer\x00", "\ufeff", "x\r\nSet-Cookie: a=b"]
)
def test_user_name_that_nobody_can_have_is_just_wrong(client, name):
    response = client.post(reverse("inloggen"), {"username": name, "password": "verkeerd"})
    assert response.status_code == 200
    assert "ingelogd" in response.content.decode()


@pytest.mark.parametrize(
    "next_page",
    [
        "https://kwaad.nl/",
        "//kwaad.nl/",
        "/\\kwaad.nl",
        "javascript:alert(1)",
        "http:///kwaad.nl",
        "https:kwaad.nl",
        "\x00",
    ],
)
def test_log_in_sends_nobody_elsewhere(client, next_page):
    user = UserFactory(username="lezer")
    user.set_password("een-lang-wachtwoord")
    user.save()
    response = client.post(
        reverse("inloggen"), {"username": "lezer", "password": "een-lang-wachtwoord", "next": next_page}
    )
    assert response.headers["Location"] == "/"
    assert Client().get(reverse("admin:login"), {"next": next_page}).headers["Location"].startswith("/inloggen/")


def test_strange_host_is_refused(client, caplog):
    with caplog.at_level(logging.CRITICAL):
        assert client.get(reverse("inloggen"), headers={"host": "kwaad.nl"}).status_code == 400


def test_thousands_of_parameters_are_refused_and_a_thousand_are_read(client):
    client.force_login(RijksredacteurFactory())
    AfspraakFactory()
    lijst = reverse("afspraak-lijst")
    assert client.get(f"{lijst}?{'partij=x&' * 5000}").status_code == 400
    response = client.get(f"{lijst}?" + "&".join(f"rubriek={nummer}x&landsdeel={nummer}y" for nummer in range(490)))
    assert response.status_code == 200
    assert len(response.content) < 200_000


NAMEN = [
    ("../../../etc/lijst.txt", "lijst.txt lezen"),
    ("..\\..\\windows\\lijst.txt", "lijst.txt lezen"),
    ("lijst\u202etxt.exe.txt", "lijsttxt.exe.txt lezen"),
    ("<img src=x onerror=kanarie()>.txt", "&lt;img src=x onerror=kanarie()&gt;.txt lezen"),
    ("{{ settings.SECRET_KEY }}.txt", "{{ settings.SECRET_KEY }}.txt lezen"),
    ("a" * 300 + ".txt", "…"),
]


@pytest.mark.parametrize(("name", "shown"), NAMEN, ids=["pad", "pad met \\", "rtl", "markup", "sjabloon", "300"])
def test_name_of_an_upload_is_shown_as_text_and_never_a_path(client, name, shown):
    laad_naslag()
    client.force_login(RijksredacteurFactory())
    response = client.post(
        reverse("afsprakenlijst-invoeren"),
        {"bestand": SimpleUploadedFile(name, LIJST.encode()), "soort": "bol", "jaar": "2031"},
    )
    assert response.status_code == 303
    taak = Taak.objects.get()
    assert taak.bron.name == f"{MAP}/{taak.pk}-bron"
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.invoer is not None, taak.fout
    pages = [taak.get_absolute_url(), reverse("taak-lijst"), reverse("afsprakenlijst-invoeren")]
    for page in [*pages, reverse("invoer-detail", args=[taak.invoer_id])]:
        html = client.get(page).content.decode()
        assert "<img src=x" not in html
        assert "\u202e" not in html
        assert project_settings.SECRET_KEY not in html
    assert shown in client.get(reverse("taak-lijst")).content.decode()


class Reader(HTMLParser):
    """The elements of a page as a browser sees them."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements = []
        self.text = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


def test_markup_in_a_document_is_text_on_every_page(client):
    """From the preview of an upload to the page of one agreement."""
    laad_naslag()
    client.force_login(RijksredacteurFactory())
    evil = vijandig("/etc/kanarie").replace("\u202e", "").replace("\u202c", "")
    text = LIJST.replace("Ruimte voor water", f"Ruimte {evil}").replace("stellen samen", f"{evil} stellen samen")
    invoer = neem_in(inhoud=text.encode(), naam="lijst.txt", soort="bol", jaar=2031, by=RijksredacteurFactory())
    preview = reverse("invoer-detail", args=[invoer.pk])
    _is_inert(client.get(preview))
    laad_invoer(invoer=invoer, by=RijksredacteurFactory())
    afspraak = Afspraak.objects.order_by("code").first()
    ronde = afspraak.overleg.ronde
    pages = [afspraak.get_absolute_url(), ronde.get_absolute_url(), reverse("afspraak-lijst"), "/"]
    for page in [preview, *pages, afspraak.get_status_url()]:
        response = client.get(page)
        _is_inert(response)
        if page in (preview, pages[0], pages[1]):
            assert "kanarie()" in response.content.decode(), page


def _is_inert(response):
    assert response.status_code == 200
    reader = Reader()
    reader.feed(response.content.decode())
    for tag, attributes in reader.elements:
        assert tag not in ("iframe", "object", "embed", "base"), tag
        assert not [name for name in attributes if name.startswith("on")], attributes
        for name in ("href", "src", "style", "action", "data", "srcset", "formaction", "hx-get"):
            assert not re.search(r"127\.0\.0\.1|file:|javascript:|kanarie", attributes.get(name) or ""), attributes
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", response.content.decode(), re.DOTALL)
    assert not [script for script in scripts if "kanarie" in script]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
def test_methods_that_no_page_knows_change_nothing(client, method):
    client.force_login(RijksredacteurFactory())
    afspraak = AfspraakFactory()
    for pad in (afspraak.get_absolute_url(), afspraak.get_status_url(), reverse("afsprakenlijst-overzicht"), "/taken/"):
        response = getattr(client, method)(pad)
        assert response.status_code == 405, pad
    assert Ronde.objects.count() == 1
