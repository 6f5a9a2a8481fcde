"""Messages: who gets one, once, in the application and by mail."""

from __future__ import annotations

import smtplib
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements import tasks
from agreements.models import Bericht
from agreements.services import post
from agreements.services.berichten import markeer_gelezen, stuur, stuur_aan
from tests import factories
from tests.smtp_server import Mailserver

UserFactory: Any = factories.UserFactory

LIJST = "/account/berichten/"
MELDING: Any = {"soort": "proef", "onderwerp": "Er staat iets klaar", "tekst": "Kijk er voor vrijdag naar."}


@pytest.fixture
def lezer(db: None) -> Any:
    return UserFactory(username="lezer", email="lezer@voorbeeld.nl")


@pytest.fixture
def mailserver(settings: Any) -> Iterator[Mailserver]:
    with Mailserver() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.poort
        settings.EMAIL_TIMEOUT = 5
        settings.SITE_URL = "https://afspraken.voorbeeld.nl"
        yield server


def bericht_van(user: Any) -> Bericht:
    een: Bericht = Bericht.objects.get(user=user)
    return een


# --- writing them ------------------------------------------------------------------------------------------------


def test_the_same_thing_is_told_to_the_same_person_once(lezer: Any) -> None:
    ander = UserFactory()
    stuur(user=lezer, sleutel="een", adres="/afspraken/", **MELDING)
    stuur_aan([lezer, ander, ander], sleutel="een", **MELDING)
    stuur(user=lezer, sleutel="twee", **MELDING)
    assert list(Bericht.objects.order_by("pk").values_list("user", "sleutel")) == [
        (lezer.pk, "een"),
        (ander.pk, "een"),
        (lezer.pk, "twee"),
    ]


def test_message_goes_with_the_act_that_it_tells_of(lezer: Any) -> None:
    with transaction.atomic():
        stuur(user=lezer, sleutel="een", **MELDING)
        transaction.set_rollback(True)
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("adres", ["https://elders.nl/", "//elders.nl/", "afspraken/"])
def test_message_points_inside_the_application_only(lezer: Any, adres: str) -> None:
    with pytest.raises(ValueError, match="pagina van de applicatie"):
        stuur(user=lezer, sleutel="een", adres=adres, **MELDING)


def test_line_in_a_subject_cannot_become_a_header(lezer: Any) -> None:
    stuur(user=lezer, sleutel="een", soort="proef", onderwerp="Kijk\r\nBcc: allen@voorbeeld.nl", tekst="Hier.")
    assert bericht_van(lezer).onderwerp == "Kijk Bcc: allen@voorbeeld.nl"


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_the_same_at_the_same_moment_make_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agreements.services.berichten.start_versturen", lambda: None)
    lezers = [UserFactory() for _ in range(3)]
    start = threading.Barrier(2)
    fouten: list[BaseException] = []

    def vertel(users: list[Any]) -> None:
        try:
            start.wait(10)
            stuur_aan(users, sleutel="een", **MELDING)
        except BaseException as fout:
            fouten.append(fout)
        finally:
            connections.close_all()

    draden = [threading.Thread(target=vertel, args=[lezers[::richting]]) for richting in (1, -1)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(20)
    assert fouten == []
    assert Bericht.objects.count() == 3


def test_after_the_commit_the_post_is_asked_for(
    lezer: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    gevraagd = []
    monkeypatch.setattr("agreements.services.berichten.start_versturen", lambda: gevraagd.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        stuur(user=lezer, sleutel="een", **MELDING)
        assert gevraagd == []
    assert gevraagd == [1]


def test_without_a_broker_a_thread_of_its_own_mails(lezer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    klaar = threading.Event()
    monkeypatch.setattr(settings, "CELERY_BROKER_URL", "")
    monkeypatch.setattr(post, "verstuur", klaar.set)
    tasks.start_versturen()
    assert klaar.wait(10)


def test_broker_that_is_away_does_not_stop_the_act(monkeypatch: pytest.MonkeyPatch) -> None:
    def weg(**_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(settings, "CELERY_BROKER_URL", "redis://nergens.invalid/")
    monkeypatch.setattr(tasks.verstuur_berichten, "apply_async", weg)
    tasks.start_versturen()


# --- mailing them ------------------------------------------------------------------------------------------------


@time_machine.travel("2026-06-01T12:00:00+02:00", tick=False)
def test_mail_says_what_there_is_and_where(lezer: Any, mailserver: Mailserver) -> None:
    stuur(user=lezer, sleutel="een", adres="/overleggen/bol-2026-zuid/", **MELDING)
    assert post.verstuur() == {"verzonden": 1, "mislukt": 0, "alleen_in_applicatie": 0}
    (brief,) = mailserver.post
    assert (brief["Subject"], brief["To"]) == ("Er staat iets klaar", "lezer@voorbeeld.nl")
    assert brief["From"] == settings.DEFAULT_FROM_EMAIL
    assert brief["Auto-Submitted"] == "auto-generated"
    assert brief["Date"].endswith("12:00:00 +0200")
    assert brief["Message-ID"].endswith("@afspraken.voorbeeld.nl>")
    assert brief.get_content_type() == "text/plain"
    tekst = brief.get_content()
    assert "Kijk er voor vrijdag naar." in tekst
    assert "https://afspraken.voorbeeld.nl/overleggen/bol-2026-zuid/" in tekst
    assert "https://afspraken.voorbeeld.nl/account/berichten/" in tekst
    assert "een antwoord komt niet aan" in tekst
    bericht = bericht_van(lezer)
    assert (bericht.verzonden_op, bericht.pogingen) == (timezone.now(), 1)
    assert post.verstuur()["verzonden"] == 0
    assert len(mailserver.post) == 1


def test_document_goes_with_the_mail_to_who_may_see_it(lezer: Any, mailserver: Mailserver) -> None:
    """The copy of a published edition; one that is under embargo stays behind, whoever asked for it to be sent."""
    for jaar, openbaar in ((2024, True), (2026, False)):
        afspraak = factories.AfspraakFactory.create(
            overleg__ronde=factories.RondeFactory(jaar=jaar, concept=not openbaar)
        )
        bijlage = factories.UitgaveFactory.create(ronde=afspraak.overleg.ronde).bestanden.order_by("pk")[0]
        stuur_aan([lezer], sleutel=f"{jaar}", bijlage=bijlage, **MELDING)
    post.verstuur()
    met, zonder = mailserver.post
    (document,) = met.iter_attachments()
    assert (document.get_filename(), document.get_content_type()) == ("afsprakenlijst-bol-2024-1.0.html", "text/html")
    assert list(zonder.iter_attachments()) == []


def test_ampersand_stays_an_ampersand_in_plain_text(lezer: Any, mailserver: Mailserver) -> None:
    stuur(user=lezer, sleutel="een", soort="proef", onderwerp="R&D <wonen>", tekst="Rijk & regio's „samen”")
    post.verstuur()
    assert mailserver.post[0]["Subject"] == "R&D <wonen>"
    assert "Rijk & regio's „samen”" in mailserver.post[0].get_content()


@pytest.mark.parametrize("velden", [{"email": ""}, {"email": "weg@voorbeeld.nl", "is_active": False}])
def test_who_cannot_be_mailed_reads_it_in_the_application(
    db: None, mailserver: Mailserver, velden: dict[str, Any]
) -> None:
    user = UserFactory(**velden)
    stuur(user=user, sleutel="een", **MELDING)
    assert post.verstuur() == {"verzonden": 0, "mislukt": 0, "alleen_in_applicatie": 1}
    assert mailserver.post == []
    assert bericht_van(user).opgegeven_op is not None


def test_server_that_is_down_loses_nothing(lezer: Any, settings: Any) -> None:
    """Each attempt waits longer; after the last it is given up, and stays to be read."""
    with socket.socket() as dicht:
        dicht.bind(("127.0.0.1", 0))
        poort = dicht.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", poort
    nu = timezone.now()
    for poging, wacht in enumerate(post.WACHTTIJDEN, start=1):
        with time_machine.travel(nu, tick=False):
            stuur(user=lezer, sleutel="een", **MELDING)
            assert post.verstuur()["mislukt"] == 1
            assert post.verstuur()["mislukt"] == 0
        bericht = bericht_van(lezer)
        assert bericht.pogingen == poging
        assert "ConnectionRefusedError" in bericht.fout
        assert bericht.verzonden_op is None
        assert bericht.volgende_poging_op == nu + wacht
        assert (bericht.opgegeven_op is not None) is (poging == len(post.WACHTTIJDEN))
        nu += wacht
    assert len(post.WACHTTIJDEN) == 10


def test_server_that_is_back_gets_what_waited(lezer: Any, mailserver: Mailserver, settings: Any) -> None:
    ander = UserFactory(email="ander@voorbeeld.nl")
    stuur_aan([lezer, ander], sleutel="een", **MELDING)
    goed, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    post.verstuur()
    settings.EMAIL_PORT = goed
    assert sorted(Bericht.objects.values_list("pogingen", flat=True)) == [0, 1]  # the second was not tried in vain
    assert post.verstuur()["verzonden"] == 1
    with time_machine.travel(timezone.now() + post.WACHTTIJDEN[0] + timedelta(seconds=1)):
        assert post.verstuur()["verzonden"] == 1
    assert len(mailserver.post) == 2
    assert not Bericht.objects.exclude(fout="").exists()


def test_receiver_who_is_refused_holds_up_nobody(lezer: Any, mailserver: Mailserver) -> None:
    stuur(user=UserFactory(email="onbekend@voorbeeld.nl"), sleutel="een", **MELDING)
    stuur(user=lezer, sleutel="een", **MELDING)
    mailserver.weigert.add("onbekend@")
    assert post.verstuur() == {"verzonden": 1, "mislukt": 1, "alleen_in_applicatie": 0}
    assert [brief["To"] for brief in mailserver.post] == ["lezer@voorbeeld.nl"]
    assert "kent niemand hier" in Bericht.objects.get(verzonden_op=None).fout


def test_address_that_cannot_be_one_holds_up_nobody(lezer: Any, mailserver: Mailserver) -> None:
    stuur(user=UserFactory(email="niet\nzo@voorbeeld.nl"), sleutel="een", **MELDING)
    stuur(user=lezer, sleutel="een", **MELDING)
    assert post.verstuur() == {"verzonden": 1, "mislukt": 1, "alleen_in_applicatie": 0}


def test_mail_that_was_taken_without_a_yes_comes_again_with_the_same_id(lezer: Any, mailserver: Mailserver) -> None:
    """The one case of a second mail: what happened to the first cannot be known."""
    stuur(user=lezer, sleutel="een", **MELDING)
    mailserver.valt_weg = True
    assert post.verstuur()["mislukt"] == 1
    mailserver.valt_weg = False
    with time_machine.travel(timezone.now() + post.WACHTTIJDEN[0] + timedelta(seconds=1)):
        assert post.verstuur()["verzonden"] == 1
    eerste, tweede = mailserver.post
    assert eerste["Message-ID"] == tweede["Message-ID"]


def test_last_attempt_that_was_interrupted_is_not_repeated_for_ever(lezer: Any, mailserver: Mailserver) -> None:
    stuur(user=lezer, sleutel="een", **MELDING)
    Bericht.objects.update(pogingen=len(post.WACHTTIJDEN), volgende_poging_op=timezone.now())
    post.verstuur()
    assert mailserver.post == []
    assert bericht_van(lezer).opgegeven_op is not None


def test_slow_server_leaves_the_rest_to_the_next_run(
    lezer: Any, mailserver: Mailserver, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuur_aan([lezer, UserFactory(email="ander@voorbeeld.nl")], sleutel="een", **MELDING)
    mailserver.traag = 0.1
    monkeypatch.setattr(post, "LANGST", 0.05)
    assert post.verstuur()["verzonden"] == 1
    assert Bericht.objects.filter(pogingen=0).count() == 1


def test_server_that_never_answers_is_not_waited_for(lezer: Any, mailserver: Mailserver, settings: Any) -> None:
    stuur(user=lezer, sleutel="een", **MELDING)
    mailserver.traag, settings.EMAIL_TIMEOUT = 1.0, 0.2
    assert post.verstuur()["mislukt"] == 1
    assert "TimeoutError" in bericht_van(lezer).fout or "SMTPServerDisconnected" in bericht_van(lezer).fout


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_mail_the_same_message(mailserver: Mailserver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agreements.services.berichten.start_versturen", lambda: None)
    stuur_aan([UserFactory(email=f"lezer-{n}@voorbeeld.nl") for n in range(12)], sleutel="een", **MELDING)
    uitslagen: list[dict[str, int]] = []
    mailserver.traag = 0.01

    def werk() -> None:
        try:
            uitslagen.append(post.verstuur())
        finally:
            connections.close_all()

    draden = [threading.Thread(target=werk) for _ in range(3)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(30)
    assert len(uitslagen) == 3
    assert sum(uitslag["verzonden"] for uitslag in uitslagen) == 12
    assert sorted(brief["To"] for brief in mailserver.post) == sorted({brief["To"] for brief in mailserver.post})
    assert Bericht.objects.filter(pogingen=1, verzonden_op__isnull=False).count() == 12


def test_worker_that_comes_too_late_leaves_a_message_alone(lezer: Any, mailserver: Mailserver) -> None:
    stuur(user=lezer, sleutel="een", **MELDING)
    gezien = bericht_van(lezer)
    Bericht.objects.update(pogingen=1)
    assert not post._claim(gezien)


@pytest.mark.parametrize(
    ("fout", "van_de_server"),
    [
        (ConnectionRefusedError(), True),
        (TimeoutError(), True),
        (smtplib.SMTPServerDisconnected(), True),
        (smtplib.SMTPAuthenticationError(535, b"nee"), True),
        (smtplib.SMTPSenderRefused(550, b"nee", "wij"), True),
        (smtplib.SMTPRecipientsRefused({}), False),
        (smtplib.SMTPDataError(554, b"nee"), False),
        (ValueError(), False),
    ],
)
def test_only_what_is_about_the_server_stops_the_run(fout: Exception, van_de_server: bool) -> None:
    assert post._is_van_de_server(fout) is van_de_server


# --- the page ----------------------------------------------------------------------------------------------------


def test_page_shows_ones_own_messages_only(client: Client, lezer: Any) -> None:
    stuur(user=lezer, sleutel="een", adres="/afspraken/", **MELDING)
    stuur(user=UserFactory(), sleutel="een", soort="proef", onderwerp="Voor een ander", tekst="Nee.")
    client.force_login(lezer)
    html = client.get(LIJST).content.decode()
    assert "Er staat iets klaar" in html
    assert "Voor een ander" not in html


def test_page_asks_to_log_in(client: Client, lezer: Any) -> None:
    stuur(user=lezer, sleutel="een", **MELDING)
    pk = bericht_van(lezer).pk
    for adres in (LIJST, f"{LIJST}{pk}/"):
        assert client.get(adres).status_code == 302
    for adres in (f"{LIJST}gelezen/", f"{LIJST}{pk}/gelezen/"):
        assert client.post(adres).status_code == 302
    assert bericht_van(lezer).gelezen_op is None


def test_empty_page_says_so(client: Client, lezer: Any) -> None:
    client.force_login(lezer)
    assert "U hebt geen berichten" in client.get(LIJST).content.decode()


def test_opening_a_message_marks_it_and_goes_where_it_points(client: Client, lezer: Any) -> None:
    stuur(user=lezer, sleutel="een", adres="/afspraken/", **MELDING)
    client.force_login(lezer)
    adres = reverse("bericht-openen", args=[bericht_van(lezer).pk])
    assert client.get(adres)["Location"] == "/afspraken/"
    eerst = bericht_van(lezer).gelezen_op
    assert eerst is not None
    client.get(adres)
    assert bericht_van(lezer).gelezen_op == eerst


@pytest.mark.parametrize("wat", ["bericht-openen", "bericht-gelezen"])
def test_message_of_another_does_not_exist(client: Client, lezer: Any, wat: str) -> None:
    stuur(user=lezer, sleutel="een", **MELDING)
    client.force_login(UserFactory())
    adres = reverse(wat, args=[bericht_van(lezer).pk])
    assert (client.get if wat == "bericht-openen" else client.post)(adres).status_code == 404
    assert bericht_van(lezer).gelezen_op is None


def test_messages_are_marked_one_by_one_or_all(client: Client, lezer: Any) -> None:
    ander = UserFactory()
    for sleutel in ("een", "twee", "drie"):
        stuur_aan([lezer, ander], sleutel=sleutel, **MELDING)
    client.force_login(lezer)
    eerste = Bericht.objects.filter(user=lezer).order_by("pk")[0]
    adres = reverse("bericht-gelezen", args=[eerste.pk])
    assert client.get(adres).status_code == 405
    assert client.post(adres, {"pagina": "2"})["Location"] == f"{LIJST}?pagina=2"
    assert "2 ongelezen" in client.get(LIJST).content.decode()
    assert client.get(f"{LIJST}gelezen/").status_code == 405
    html = client.post(f"{LIJST}gelezen/", follow=True).content.decode()
    assert "Al uw berichten zijn als gelezen gemarkeerd." in html
    assert "U hebt alles gelezen." in html
    assert "U had geen ongelezen berichten." in client.post(f"{LIJST}gelezen/", follow=True).content.decode()
    assert Bericht.objects.filter(user=ander, gelezen_op=None).count() == 3
    assert markeer_gelezen(by=lezer) == 0


@pytest.mark.parametrize("aantal", [1, 25])
def test_page_runs_a_constant_number_of_queries(
    client: Client, lezer: Any, aantal: int, django_assert_num_queries: Any
) -> None:
    for nummer in range(aantal):
        stuur(user=lezer, sleutel=str(nummer), adres="/afspraken/", **MELDING)
    client.force_login(lezer)
    with django_assert_num_queries(6):  # session, user with the count, roles, messages counted, shown, unread
        html = client.get(LIJST).content.decode()
    assert html.count('class="bericht bericht--ongelezen"') == aantal


def test_head_of_a_page_says_how_many_are_unread_without_a_query(client: Client, lezer: Any) -> None:
    client.force_login(lezer)
    with CaptureQueriesContext(connection) as zonder:
        assert 'class="account__aantal"' not in client.get("/account/").content.decode()
    for sleutel in ("een", "twee"):
        stuur(user=lezer, sleutel=sleutel, **MELDING)
    with CaptureQueriesContext(connection) as met:
        html = client.get("/account/").content.decode()
    assert '<span class="account__aantal">2<span class="visueel-verborgen"> ongelezen</span></span>' in html
    assert len(met) == len(zonder)
    assert sum("agreements_bericht" in vraag["sql"] for vraag in met) == 1  # the one that reads the account


def test_account_that_was_switched_off_is_logged_out(client: Client, lezer: Any) -> None:
    client.force_login(lezer)
    lezer.is_active = False
    lezer.save(update_fields=["is_active"])
    assert client.get(LIJST).status_code == 302
