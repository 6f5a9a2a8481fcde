"""Answering in a real browser: by keyboard, an objection with another text, and the decision on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from agreements.models import Afspraak, Reactie
from tests.agreements.afstemming import dek_tafel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_party_answers_by_keyboard_and_the_rijksredacteur_decides(
    page: Page,
    live_server: Any,
    log_in: Any,
    toegankelijk: Callable[[Page], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("agreements.services.berichten.start_versturen", lambda: None)
    tafel = dek_tafel()
    tafel.begin()
    eerste, tweede, derde = (page.locator(f"[id='{afspraak.code}']") for afspraak in tafel.afspraken)
    log_in(tafel.redacteur)
    page.goto(live_server.url + tafel.pad())
    toegankelijk(page)

    # One key agrees and goes on to the next; another opens the objection where one can type at once.
    eerste.focus()
    page.keyboard.press("a")
    expect(eerste).to_contain_text("U bent akkoord.")
    expect(tweede).to_be_focused()
    expect(page.locator("#voortgang")).to_contain_text("Nog 2 van 3")
    page.keyboard.press("b")
    expect(tweede.get_by_label("Wat is het bezwaar?")).to_be_focused()
    page.keyboard.type("a b: dat kan niet.")  # letters in a field are letters
    tweede.get_by_label("Voorstel voor een andere tekst").fill("Rijk en regio doen het anders.")
    tweede.get_by_role("button", name="Bezwaar opslaan").click()
    expect(tweede.locator(".afstemmingspunt__stand")).to_have_text("bezwaar")
    expect(derde).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(tweede).to_be_focused()
    tweede.locator("summary", has_text="Voorstel voor een andere tekst").click()
    toegankelijk(page)

    # What is left, in one act.
    page.get_by_text("Akkoord met alles wat nog open staat").click()
    page.get_by_role("button", name="Akkoord met 1 afspraak").click()
    expect(page.locator("#voortgang")).to_contain_text("U hebt alles beantwoord.")
    assert sorted(Reactie.objects.values_list("oordeel", flat=True)) == ["akkoord", "akkoord", "bezwaar"]
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.set_viewport_size({"width": 1440, "height": 900})

    log_in(tafel.rijksredacteur)
    page.goto(f"{live_server.url}/afsprakenlijsten/bol-2026/afstemming/")
    toegankelijk(page)
    page.get_by_role("link", name="bezwaar", exact=True).click()
    toegankelijk(page)
    page.get_by_label("tegentekst overgenomen").check()
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.locator("#meldingen, .utrecht-alert").first).to_contain_text("Het besluit is vastgelegd.")
    assert Afspraak.objects.get(pk=tafel.afspraken[1].pk).tekst == "Rijk en regio doen het anders."
    page.get_by_role("link", name="Partijen en datum").click()
    page.locator("main summary").first.click()
    toegankelijk(page)


def test_objection_stays_when_the_session_has_ended(
    page: Page, live_server: Any, log_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agreements.services.berichten.start_versturen", lambda: None)
    tafel = dek_tafel()
    tafel.begin()
    eerste = page.locator(f"[id='{tafel.afspraken[0].code}']")
    log_in(tafel.redacteur)
    page.goto(live_server.url + tafel.pad())
    eerste.focus()
    page.keyboard.press("b")
    page.keyboard.type("Dat kan niet.")
    Session.objects.all().delete()
    opslaan = eerste.get_by_role("button", name="Bezwaar opslaan")
    opslaan.click()
    expect(page.locator("#meldingen")).to_contain_text("Niet verzonden: u bent uitgelogd.")
    expect(eerste.get_by_label("Wat is het bezwaar?")).to_have_value("Dat kan niet.")
    page.context.clear_cookies()
    log_in(tafel.redacteur)
    page.context.new_page().goto(live_server.url)
    opslaan.click()
    expect(eerste.locator(".afstemmingspunt__stand")).to_have_text("bezwaar")
    expect(page.locator("#meldingen")).not_to_contain_text("Niet verzonden")
