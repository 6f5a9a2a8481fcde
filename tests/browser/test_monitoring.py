"""Answering a monitorronde in a real browser, by keyboard: confirm, type, lose the connection, and go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from monitoring.models import Antwoord, Antwoordconcept
from tests.monitoring.wereld import maak_open_ronde, maak_wereld

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_side_answers_by_keyboard(
    page: Page,
    live_server: Any,
    log_in: Any,
    toegankelijk: Callable[[Page], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("agreements.services.berichten.start_versturen", lambda: None)
    wereld = maak_wereld()
    ronde = maak_open_ronde(wereld)
    eerste, tweede = (page.locator(f"[id='{afspraak.code}']") for afspraak in wereld.afspraken[:2])
    log_in(wereld.redacteur)
    page.goto(f"{live_server.url}/monitoring/")
    toegankelijk(page)
    page.get_by_role("link", name="Invullen").click()
    toegankelijk(page)
    expect(page.locator(".monitortoetsen")).to_be_visible()

    # Nothing changed: one chord confirms it and goes on to the next.
    eerste.get_by_label("Status").focus()
    page.keyboard.press("Control+Enter")
    expect(eerste).to_contain_text("Beantwoord")
    expect(page.locator("#voortgang")).to_contain_text("1 van 2")
    expect(tweede.get_by_label("Status")).to_be_focused()

    # What is typed is kept; without a connection the page says so, and keeps it when it is back.
    page.keyboard.press("v")  # the first status that begins so
    expect(tweede.get_by_label("Status")).to_have_value("vertraagd")
    expect(tweede.locator(".monitorformulier__stand")).to_contain_text("Concept bewaard")
    page.context.set_offline(True)
    tweede.get_by_label("Toelichting").fill("De grond ontbreekt.")
    expect(tweede.locator(".monitorformulier__stand")).to_contain_text("geen verbinding")
    page.context.set_offline(False)
    expect(tweede.locator(".monitorformulier__stand")).to_contain_text("Concept bewaard")
    assert Antwoordconcept.objects.get().toelichting == "De grond ontbreekt."

    # A mistake is shown where it is made, and the focus is there.
    tweede.get_by_label("Toelichting").fill("")
    page.keyboard.press("Alt+Enter")
    expect(tweede.get_by_label("Toelichting")).to_be_focused()
    expect(tweede).to_contain_text("Geef een toelichting.")
    page.keyboard.type("De grond ontbreekt nog steeds.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#voortgang")).to_contain_text("2 van 2 beantwoord. Bedankt")
    assert sorted(Antwoord.objects.values_list("status", flat=True)) == ["nog_niet_gestart", "vertraagd"]
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.set_viewport_size({"width": 1440, "height": 900})

    log_in(wereld.coordinator)
    page.goto(f"{live_server.url}{ronde.get_absolute_url()}")
    page.locator("summary", has_text="Gezamenlijke status").first.click()
    toegankelijk(page)


def test_what_is_typed_before_the_scripts_are_there_is_kept_as_well(
    page: Page, live_server: Any, log_in: Any, traag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agreements.services.berichten.start_versturen", lambda: None)
    wereld = maak_wereld()
    maak_open_ronde(wereld)
    log_in(wereld.redacteur)
    page.goto(f"{live_server.url}/monitoring/")
    invullen = page.get_by_role("link", name="Invullen").get_attribute("href")
    script = traag("**/monitoring.js")
    script.open(f"{live_server.url}{invullen}")
    rij = page.locator(f"[id='{wereld.afspraken[0].code}']")
    rij.get_by_label("Status").select_option("vertraagd")
    rij.get_by_label("Toelichting").fill("De grond ontbreekt.")
    script.laat_door()
    expect(rij.locator(".monitorformulier__stand")).to_contain_text("Concept bewaard")
    concept = Antwoordconcept.objects.get()
    assert (concept.status, concept.toelichting) == ("vertraagd", "De grond ontbreekt.")


def open_invullen(page: Page, live_server: Any, log_in: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """A round of which the redacteur has the page open; gives the little register and the first agreement there."""
    monkeypatch.setattr("agreements.services.berichten.start_versturen", lambda: None)
    wereld = maak_wereld()
    ronde = maak_open_ronde(wereld)
    log_in(wereld.redacteur)
    page.goto(f"{live_server.url}{reverse('monitorronde-invullen', args=[ronde.pk])}?zijde=regio")
    return wereld, page.locator(f"[id='{wereld.eerste.code}']")


@pytest.mark.parametrize("cookies", ["kept", "gone"])
def test_who_was_logged_out_keeps_the_text_and_confirms_it_after_logging_in_again(
    page: Page, live_server: Any, log_in: Any, monkeypatch: pytest.MonkeyPatch, cookies: str
) -> None:
    wereld, rij = open_invullen(page, live_server, log_in, monkeypatch)
    stand = rij.locator(".monitorformulier__stand")
    Session.objects.all().delete()
    if cookies == "gone":
        page.context.clear_cookies()
    rij.get_by_label("Status").select_option("vertraagd")
    rij.get_by_label("Toelichting").fill("De grond ontbreekt.")
    rij.get_by_role("button", name="Bevestigen").click()
    expect(stand).to_contain_text("Niet verzonden: u bent uitgelogd. Log in een ander tabblad weer in")
    expect(rij.get_by_label("Toelichting")).to_have_value("De grond ontbreekt.")
    assert not Antwoord.objects.exists()

    # Somebody else in the other tab: nothing goes out under that name.
    page.context.clear_cookies()
    tabblad = page.context.new_page()
    for user, zin in ((wereld.coordinator, "is iemand anders ingelogd"), (wereld.redacteur, "")):
        log_in(user)
        tabblad.goto(live_server.url)
        rij.get_by_role("button", name="Bevestigen").click()
        if zin:
            expect(stand).to_contain_text(zin)
    expect(rij).to_contain_text("Beantwoord")
    antwoord = Antwoord.objects.get()
    assert (antwoord.toelichting, antwoord.door) == ("De grond ontbreekt.", wereld.redacteur)


def test_who_logged_in_again_elsewhere_meanwhile_can_go_on(
    page: Page, live_server: Any, log_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The token of the page is of before; the draft gets a new one by itself."""
    wereld, rij = open_invullen(page, live_server, log_in, monkeypatch)
    page.context.clear_cookies()
    log_in(wereld.redacteur)
    page.context.new_page().goto(live_server.url)
    rij.get_by_label("Toelichting").fill("Half")
    expect(rij.locator(".monitorformulier__stand")).to_contain_text("Concept bewaard")
    assert Antwoordconcept.objects.get().toelichting == "Half"


def test_logged_out_with_nothing_to_lose_asks_to_log_in(
    page: Page, live_server: Any, log_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, rij = open_invullen(page, live_server, log_in, monkeypatch)
    Session.objects.all().delete()
    rij.get_by_role("button", name="Bevestigen").click()
    page.wait_for_url("**/inloggen/**")


def test_draft_that_is_under_way_makes_way_for_the_answer(
    page: Page, live_server: Any, log_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, rij = open_invullen(page, live_server, log_in, monkeypatch)
    page.route("**/concept/", lambda route: None)  # a network that takes for ever
    with page.expect_request("**/concept/"):
        rij.get_by_label("Toelichting").fill("Half")
    with page.expect_event("requestfailed", lambda vraag: vraag.url.endswith("/concept/")):
        rij.get_by_label("Toelichting").fill("Af.")
        rij.get_by_role("button", name="Bevestigen").click()
    expect(rij).to_contain_text("Beantwoord")
    assert Antwoord.objects.get().toelichting == "Af."


def test_two_tabs_of_one_person_lose_nothing(
    page: Page, live_server: Any, log_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    wereld, rij = open_invullen(page, live_server, log_in, monkeypatch)
    tabblad = page.context.new_page()
    tabblad.goto(page.url)
    andere = tabblad.locator(f"[id='{wereld.eerste.code}']")
    stand, andere_stand = (een.locator(".monitorformulier__stand") for een in (rij, andere))
    rij.get_by_label("Toelichting").fill("Van het eerste tabblad.")
    expect(stand).to_contain_text("Concept bewaard")
    andere.get_by_label("Toelichting").fill("Van het tweede.")
    expect(andere_stand).to_contain_text("Niet bewaard: u vult deze afspraak ook in een ander tabblad in")
    assert Antwoordconcept.objects.get().toelichting == "Van het eerste tabblad."
    rij.get_by_label("Toelichting").fill("Nog steeds van het eerste.")
    expect(stand).to_contain_text("Concept bewaard")

    # The second answers; what was typed in the first is still there, in its tab and as a draft.
    andere.get_by_role("button", name="Bevestigen").click()
    expect(andere).to_contain_text("U hebt intussen zelf geantwoord")
    expect(andere.get_by_label("Toelichting")).to_have_value("Nog steeds van het eerste.")
    assert Antwoord.objects.get().toelichting == "Van het tweede."
    rij.get_by_role("button", name="Bevestigen").click()
    expect(rij).to_contain_text("U hebt intussen zelf geantwoord")
    expect(rij.get_by_label("Toelichting")).to_have_value("Nog steeds van het eerste.")


def test_file_that_is_too_large_is_told_and_forgotten_with_the_next(
    page: Page, live_server: Any, log_in: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    _, rij = open_invullen(page, live_server, log_in, monkeypatch)
    stand = rij.locator(".monitorformulier__stand")
    rij.locator("summary", has_text="Bewijs of opvolger").click()
    veld = rij.get_by_label("Documenten als bewijs")
    knop = rij.get_by_role("button", name="Bevestigen")
    veld.set_input_files({"name": "nep.pdf", "mimeType": "application/pdf", "buffer": b"MZ\0"})
    knop.click()
    expect(rij).to_contain_text("“nep.pdf” is geen pdf-bestand, al heet het zo.")
    expect(rij.locator(".bestandskeuze")).to_be_visible()
    veld.set_input_files({"name": "groot.pdf", "mimeType": "application/pdf", "buffer": b"0" * (10 * 1024 * 1024 + 1)})
    expect(rij).not_to_contain_text("nep.pdf")
    expect(stand).to_contain_text("het bestand is te groot: “groot.pdf” mag hoogstens 10 MB zijn")
    knop.click()
    expect(stand).to_contain_text("Niet verzonden")

    # A server can have a smaller limit than the page knows.
    settings.BOL_MAX_REQUEST = 2_000
    veld.set_input_files({"name": "klein.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7" * 300})
    expect(stand).to_have_text("")
    knop.click()
    expect(stand).to_contain_text("Niet verzonden: het bestand is te groot.")
    assert not Antwoord.objects.exists()


def test_field_that_was_made_larger_breaks_no_policy(
    page: Page, live_server: Any, log_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser notes the height in the field itself; htmx would copy that into the row that comes back."""
    _, rij = open_invullen(page, live_server, log_in, monkeypatch)
    rij.get_by_label("Toelichting").evaluate("veld => { veld.style.height = '12em'; }")
    rij.get_by_label("Status").select_option("vertraagd")
    rij.get_by_role("button", name="Bevestigen").click()
    expect(rij).to_contain_text("Geef een toelichting.")
