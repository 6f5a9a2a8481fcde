"""The pages of background jobs: one's own, how far they are, and their files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Taak
from agreements.models.taak import BEWAARDUUR, STIL_NA
from agreements.services import taken
from tests import factories

UserFactory: Any = factories.UserFactory
INHOUD = b"%PDF-1.7 inhoud"


@pytest.fixture
def eigenaar(db: None) -> Any:
    return UserFactory()


@pytest.fixture
def ingelogd(client: Client, eigenaar: Any) -> Client:
    client.force_login(eigenaar)
    return client


def maak_taak(eigenaar: Any, stand: Taak.Stand = Taak.Stand.WACHT, **velden: Any) -> Taak:
    """A job in some state; one that is done has its file."""
    taak = Taak(eigenaar=eigenaar, soort="proef", titel="Lijst als PDF", stand=stand, **velden)
    taak.sleutel = str(taak.pk)
    if stand == Taak.Stand.KLAAR:
        taak.bestand.save("x", ContentFile(INHOUD), save=False)
        taak.bestandsnaam, taak.mediatype = "afsprakenlijst-bol-2024.pdf", "application/pdf"
        taak.klaar_op = taak.klaar_op or timezone.now()
    taak.save()
    return taak


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


# --- who --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("naam", ["taak-detail", "taak-bestand"])
def test_taak_of_somebody_else_is_not_found(ingelogd: Client, naam: str) -> None:
    taak = maak_taak(UserFactory(), Taak.Stand.KLAAR)
    assert ingelogd.get(reverse(naam, args=[taak.pk])).status_code == 404


def test_taak_of_somebody_else_cannot_be_started_again(ingelogd: Client) -> None:
    taak = maak_taak(UserFactory(), Taak.Stand.MISLUKT)
    assert ingelogd.post(reverse("taak-opnieuw", args=[taak.pk])).status_code == 404
    taak.refresh_from_db()
    assert taak.is_mislukt


@pytest.mark.parametrize("naam", ["taak-lijst", "taak-detail", "taak-bestand"])
def test_taak_pages_ask_to_log_in(client: Client, db: None, naam: str) -> None:
    taak = maak_taak(UserFactory(), Taak.Stand.KLAAR)
    antwoord = client.get(reverse(naam, args=[] if naam == "taak-lijst" else [taak.pk]))
    assert antwoord.status_code == 302
    assert antwoord.headers["Location"].startswith("/inloggen/")


@pytest.mark.parametrize(
    ("naam", "methode"), [("taak-opnieuw", "get"), ("taak-detail", "post"), ("taak-bestand", "post")]
)
def test_taak_pages_refuse_the_wrong_method(ingelogd: Client, eigenaar: Any, naam: str, methode: str) -> None:
    taak = maak_taak(eigenaar, Taak.Stand.KLAAR)
    assert getattr(ingelogd, methode)(reverse(naam, args=[taak.pk])).status_code == 405


# --- how far ----------------------------------------------------------------------------------------------


def test_taak_detail_shows_progress_and_keeps_asking(ingelogd: Client, eigenaar: Any) -> None:
    taak = maak_taak(eigenaar, Taak.Stand.BEZIG, stap="Pagina 7 wordt opgemaakt", voortgang=42)
    pagina = tekst(ingelogd.get(taak.get_absolute_url()))
    assert "Pagina 7 wordt opgemaakt" in pagina
    assert 'value="42"' in pagina
    assert f'hx-get="{taak.get_absolute_url()}"' in pagina
    assert '<noscript><meta http-equiv="refresh"' in pagina
    assert "Downloaden" not in pagina


def test_taak_detail_gives_htmx_the_part_that_changes(ingelogd: Client, eigenaar: Any) -> None:
    taak = maak_taak(eigenaar, Taak.Stand.BEZIG, voortgang=42)
    deel = tekst(ingelogd.get(taak.get_absolute_url(), headers={"HX-Request": "true"}))
    assert "<html" not in deel
    assert deel.count('id="taak"') == 1
    Taak.objects.update(stand=Taak.Stand.MISLUKT, fout="Het lukte niet.")
    deel = tekst(ingelogd.get(taak.get_absolute_url(), headers={"HX-Request": "true"}))
    assert "Het lukte niet." in deel
    assert "hx-get" not in deel


@pytest.mark.parametrize(
    ("velden", "knop"),
    [
        ({"stand": Taak.Stand.MISLUKT, "fout": "Reden."}, "Opnieuw proberen"),
        (
            {"stand": Taak.Stand.BEZIG, "hartslag": timezone.now() - STIL_NA - timedelta(days=1)},
            "Opnieuw proberen",
        ),
        (
            {"stand": Taak.Stand.KLAAR, "klaar_op": timezone.now() - BEWAARDUUR - timedelta(days=1)},
            "Opnieuw maken",
        ),
    ],
)
def test_taak_detail_offers_to_do_it_again(ingelogd: Client, eigenaar: Any, velden: dict[str, Any], knop: str) -> None:
    taak = maak_taak(eigenaar, **velden)
    pagina = tekst(ingelogd.get(taak.get_absolute_url()))
    assert knop in pagina
    assert f'action="{reverse("taak-opnieuw", args=[taak.pk])}"' in pagina
    assert "Downloaden" not in pagina
    assert "hx-get" not in pagina


def test_taak_detail_of_a_finished_job_leads_to_its_file(ingelogd: Client, eigenaar: Any) -> None:
    taak = maak_taak(eigenaar, Taak.Stand.KLAAR)
    pagina = tekst(ingelogd.get(taak.get_absolute_url()))
    assert f'href="{reverse("taak-bestand", args=[taak.pk])}"' in pagina
    assert "afsprakenlijst-bol-2024.pdf" in pagina
    assert "noscript" not in pagina
    assert "Opnieuw" not in pagina


def test_taak_opnieuw_starts_the_job_and_comes_back_to_its_page(
    ingelogd: Client, eigenaar: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    gestart: list[Any] = []
    monkeypatch.setattr(taken, "start_taak", gestart.append)
    taak = maak_taak(eigenaar, Taak.Stand.MISLUKT)
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = ingelogd.post(reverse("taak-opnieuw", args=[taak.pk]))
    assert (antwoord.status_code, antwoord.headers["Location"]) == (302, taak.get_absolute_url())
    assert gestart == [taak.pk]


def test_taak_opnieuw_of_a_running_job_says_that_it_runs(ingelogd: Client, eigenaar: Any) -> None:
    taak = maak_taak(eigenaar, Taak.Stand.BEZIG)
    antwoord = ingelogd.post(reverse("taak-opnieuw", args=[taak.pk]), follow=True)
    assert "Deze taak loopt nog of is al klaar." in tekst(antwoord)


# --- the file ---------------------------------------------------------------------------------------------


def test_taak_bestand_is_a_download_that_nobody_keeps(ingelogd: Client, eigenaar: Any) -> None:
    taak = maak_taak(eigenaar, Taak.Stand.KLAAR)
    antwoord: Any = ingelogd.get(reverse("taak-bestand", args=[taak.pk]))
    assert b"".join(antwoord.streaming_content) == INHOUD
    antwoord.close()
    assert antwoord.headers["Content-Type"] == "application/pdf"
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="afsprakenlijst-bol-2024.pdf"'
    assert antwoord.headers["Content-Length"] == str(len(INHOUD))
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
    assert antwoord.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("stand", [Taak.Stand.WACHT, Taak.Stand.BEZIG, Taak.Stand.MISLUKT])
def test_taak_bestand_of_a_job_that_is_not_done_is_not_found(
    ingelogd: Client, eigenaar: Any, stand: Taak.Stand
) -> None:
    assert ingelogd.get(reverse("taak-bestand", args=[maak_taak(eigenaar, stand).pk])).status_code == 404


def test_taak_bestand_that_has_expired_is_gone_and_says_so(ingelogd: Client, eigenaar: Any) -> None:
    taak = maak_taak(eigenaar, Taak.Stand.KLAAR, klaar_op=timezone.now() - BEWAARDUUR - timedelta(seconds=1))
    antwoord = ingelogd.get(reverse("taak-bestand", args=[taak.pk]))
    assert antwoord.status_code == 410
    assert "zeven dagen" in tekst(antwoord)
    assert "Opnieuw maken" in tekst(antwoord)


def test_taak_bestand_that_is_missing_from_the_disk_is_not_found(ingelogd: Client, eigenaar: Any) -> None:
    taak = maak_taak(eigenaar, Taak.Stand.KLAAR)
    taak.bestand.storage.delete(str(taak.bestand.name))
    assert ingelogd.get(reverse("taak-bestand", args=[taak.pk])).status_code == 404


# --- the list ---------------------------------------------------------------------------------------------


def test_taak_lijst_shows_ones_own_jobs_newest_first(ingelogd: Client, eigenaar: Any) -> None:
    oud, nieuw = maak_taak(eigenaar, Taak.Stand.KLAAR), maak_taak(eigenaar, Taak.Stand.MISLUKT)
    Taak.objects.filter(pk=oud.pk).update(created_at=timezone.now() - timedelta(hours=1))
    vreemd = maak_taak(UserFactory())
    antwoord: Any = ingelogd.get(reverse("taak-lijst"))
    assert list(antwoord.context["taken"]) == [nieuw, oud]
    assert str(vreemd.pk) not in tekst(antwoord)


def test_taak_lijst_without_jobs_says_where_they_come_from(ingelogd: Client) -> None:
    pagina = tekst(ingelogd.get(reverse("taak-lijst")))
    assert "U hebt nog geen taken" in pagina
    assert reverse("afsprakenlijst-overzicht") in pagina


@pytest.mark.parametrize("aantal", [1, 25])
def test_taak_lijst_runs_a_constant_number_of_queries(
    ingelogd: Client, eigenaar: Any, aantal: int, django_assert_num_queries: Any
) -> None:
    for nummer in range(aantal):
        maak_taak(eigenaar, list(Taak.Stand)[nummer % 4])
    # session, user, jobs, roles of the user (for the head of the page)
    with django_assert_num_queries(4):
        ingelogd.get(reverse("taak-lijst"))
