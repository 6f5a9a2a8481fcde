"""The pages of background jobs: one's own, how far they are, and their files."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Auditregel
from agreements.models import Invoer, Taak
from agreements.models.taak import BEWAARDUUR, INVOER, STIL_NA, UITGAVE
from agreements.services import taken
from tests import factories

RijksredacteurFactory: Any = factories.RijksredacteurFactory
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
    taak = Taak(eigenaar=eigenaar, titel="Lijst als PDF", stand=stand, **{"soort": "proef"} | velden)
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


def test_taak_opnieuw_works_from_the_button_on_the_page(eigenaar: Any) -> None:
    """With the check of the form's secret as in production: the button must carry it."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(eigenaar)
    taak = maak_taak(eigenaar, Taak.Stand.MISLUKT)
    for pagina in (taak.get_absolute_url(), reverse("taak-lijst")):
        Taak.objects.update(stand=Taak.Stand.MISLUKT)
        sleutels = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(pagina).content.decode())
        antwoord = client.post(reverse("taak-opnieuw", args=[taak.pk]), {"csrfmiddlewaretoken": sleutels[-1]})
        assert antwoord.status_code == 302
        # One for logging out, one for trying again, one for deleting.
        assert len(sleutels) == 3, pagina


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


def test_taak_that_made_an_edition_leads_to_it_also_when_its_own_file_has_expired(
    client: Client, redacteur: Any
) -> None:
    """An edition does not expire, so nothing says that it did or offers to make it again."""
    taak = maak_taak(
        redacteur,
        Taak.Stand.KLAAR,
        soort=UITGAVE,
        parameters={"soort": "bol", "jaar": 2024, "nummer": "1.0"},
        klaar_op=timezone.now(),
    )
    naar = 'href="/afsprakenlijsten/bol-2024/uitgaven/1.0/"'
    pagina = tekst(client.get(taak.get_absolute_url()))
    assert naar in pagina
    assert "PDF downloaden" in pagina
    Taak.objects.update(klaar_op=timezone.now() - BEWAARDUUR - timedelta(seconds=1))
    for adres in (taak.get_absolute_url(), reverse("taak-lijst")):
        pagina = tekst(client.get(adres))
        assert naar in pagina
        assert "erlopen" not in pagina
        assert "Opnieuw" not in pagina
        assert "downloaden" not in pagina
    client.post(reverse("taak-opnieuw", args=[taak.pk]))
    assert Taak.objects.get().is_klaar


def test_taak_bestand_that_is_missing_from_the_disk_is_not_found(ingelogd: Client, eigenaar: Any) -> None:
    taak = maak_taak(eigenaar, Taak.Stand.KLAAR)
    taak.bestand.storage.delete(str(taak.bestand.name))
    assert ingelogd.get(reverse("taak-bestand", args=[taak.pk])).status_code == 404


# --- a document that is read ------------------------------------------------------------------------------


@pytest.fixture
def redacteur(client: Client, db: None) -> Any:
    redacteur = RijksredacteurFactory()
    client.force_login(redacteur)
    return redacteur


def maak_invoer() -> Invoer:
    return Invoer.objects.create(
        soort="bol", jaar=2031, bestandsnaam="lijst.txt", sha256=uuid.uuid4().hex, bron="", lijst={}
    )


def test_taak_that_reads_goes_on_to_what_was_read_by_itself(client: Client, redacteur: Any) -> None:
    taak = maak_taak(redacteur, soort=INVOER, bron="taken/x-bron")
    wachtend = client.get(f"{taak.get_absolute_url()}?door=1")
    assert "Bezig met lezen" in tekst(wachtend)
    invoer = maak_invoer()
    Taak.objects.update(stand=Taak.Stand.KLAAR, klaar_op=timezone.now(), invoer=invoer, bron="")
    verder = reverse("invoer-detail", args=[invoer.pk])
    # The page that polls, and the page that a browser without script loads again.
    assert client.get(taak.get_absolute_url(), headers={"HX-Request": "true"}).headers["HX-Redirect"] == verder
    assert client.get(f"{taak.get_absolute_url()}?door=1").headers["Location"] == verder
    # Who comes back later, from the list of jobs, stays and gets the link.
    later = client.get(taak.get_absolute_url())
    assert later.status_code == 200
    assert f'href="{verder}"' in tekst(later)
    assert f'href="{verder}"' in tekst(client.get(reverse("taak-lijst")))


def test_taak_that_read_something_thrown_away_says_so(client: Client, redacteur: Any) -> None:
    invoer = maak_invoer()
    taak = maak_taak(redacteur, soort=INVOER)
    Taak.objects.update(stand=Taak.Stand.KLAAR, klaar_op=timezone.now(), invoer=invoer)
    invoer.delete()
    pagina = tekst(client.get(f"{taak.get_absolute_url()}?door=1"))
    assert "weggegooid" in pagina
    assert "Opnieuw" not in pagina


def test_document_that_was_refused_leads_to_another_and_not_to_the_same_again(client: Client, redacteur: Any) -> None:
    taak = maak_taak(redacteur, Taak.Stand.MISLUKT, soort=INVOER, fout="Dit is geen afsprakenlijst.")
    pagina = tekst(client.get(taak.get_absolute_url()))
    assert "Dit is geen afsprakenlijst." in pagina
    assert reverse("afsprakenlijst-invoeren") in pagina
    assert "Opnieuw proberen" not in pagina
    assert "Opnieuw proberen" not in tekst(client.get(reverse("taak-lijst")))


def test_document_that_could_not_be_read_now_is_kept_for_a_retry_and_says_until_when(
    client: Client, redacteur: Any
) -> None:
    taak = maak_taak(redacteur, Taak.Stand.MISLUKT, soort=INVOER, fout="Er ging iets mis.", bron="taken/x-bron")
    pagina = tekst(client.get(taak.get_absolute_url()))
    assert "Opnieuw proberen" in pagina
    assert "bewaard tot" in pagina


def test_document_that_is_read_is_for_rijksredacteuren_only(client: Client, redacteur: Any) -> None:
    """Who loses the role loses sight of what they offered, as of the list that was read of it."""
    taak = maak_taak(redacteur, Taak.Stand.MISLUKT, soort=INVOER, fout="Reden.")
    assert client.get(taak.get_absolute_url()).status_code == 200
    redacteur.roltoewijzingen.all().delete()
    assert client.get(taak.get_absolute_url()).status_code == 404
    assert "Lijst als PDF" not in tekst(client.get(reverse("taak-lijst")))


# --- deleting ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stand", [Taak.Stand.KLAAR, Taak.Stand.MISLUKT])
def test_taak_that_has_ended_is_deleted_with_its_file(
    ingelogd: Client, eigenaar: Any, stand: Taak.Stand, django_capture_on_commit_callbacks: Any
) -> None:
    taak = maak_taak(eigenaar, stand)
    opslag, naam = taak.bestand.storage, str(taak.bestand.name)
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = ingelogd.post(reverse("taak-verwijderen", args=[taak.pk]), follow=True)
    assert "is verwijderd" in tekst(antwoord)
    assert not Taak.objects.exists()
    if stand == Taak.Stand.KLAAR:
        assert not opslag.exists(naam)
    assert Auditregel.objects.filter(actie="taak verwijderd", object_sleutel=str(taak.pk)).count() == 1


@pytest.mark.parametrize("stand", [Taak.Stand.WACHT, Taak.Stand.BEZIG])
def test_taak_that_runs_is_not_deleted(ingelogd: Client, eigenaar: Any, stand: Taak.Stand) -> None:
    taak = maak_taak(eigenaar, stand)
    antwoord = ingelogd.post(reverse("taak-verwijderen", args=[taak.pk]), follow=True)
    assert "loopt nog" in tekst(antwoord)
    assert Taak.objects.filter(pk=taak.pk).exists()


def test_taak_of_somebody_else_is_not_deleted(ingelogd: Client) -> None:
    taak = maak_taak(UserFactory(), Taak.Stand.KLAAR)
    assert ingelogd.post(reverse("taak-verwijderen", args=[taak.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        taken.verwijder(taak=taak, by=UserFactory())
    assert Taak.objects.filter(pk=taak.pk).exists()


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
    # session, user, jobs, the rondes that they are of, roles of the user (for the head of the page)
    with django_assert_num_queries(5):
        ingelogd.get(reverse("taak-lijst"))
