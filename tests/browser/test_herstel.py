"""Repairing a document in a real browser: by keyboard, without leaving the place, and without script as well."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from agreements.models import Invoer
from agreements.services.invoer import neem_in
from agreements.services.reparaties import stand_van
from tests.factories import GebiedFactory, LandsdeelFactory, ProvincieFactory, RijksredacteurFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIJST = """Regio Noord-Nederland

1 Ruimte voor water

❖ Rijk en regio stellen samen een plan op. Zij doen dat voor 2033.
❖ De provincie kijkt in 2032 waar water te bergen is.

En deze alinea staat los.

2 NOVEX-gebied De Peel

❖ Partijen wijzen een trekker aan.
"""


@pytest.fixture
def invoer(log_in: Any) -> Invoer:
    ProvincieFactory(naam="Drenthe", landsdeel=LandsdeelFactory(slug="noord"))
    GebiedFactory(naam="De Peel")
    redacteur = RijksredacteurFactory()
    log_in(redacteur)
    return neem_in(inhoud=LIJST.encode(), naam="lijst.txt", soort="bol", jaar=2031, by=redacteur)


def _soorten(invoer: Invoer) -> dict[str, str]:
    invoer.refresh_from_db()
    return {stuk.deel.tekst: stuk.deel.soort.value for stuk in stand_van(invoer).rij}


def test_repair_by_keyboard_stays_at_its_place(page: Page, live_server: Any, invoer: Invoer, toegankelijk: Any) -> None:
    page.goto(live_server.url + invoer.get_absolute_url())
    toegankelijk(page)
    rij = page.locator("li.herstelrij", has_text="En deze alinea staat los.")
    rij.get_by_role("link", name="Herstellen").focus()
    page.keyboard.press("Enter")
    # The form comes into the part, with the focus on its first choice.
    keuze = rij.get_by_label("Wat is dit?")
    expect(keuze).to_be_focused()
    assert "?deel" not in page.url
    toegankelijk(page)
    keuze.select_option("punt")
    page.keyboard.press("Enter")
    rij.get_by_role("button", name="Opslaan").press("Enter")
    expect(page.get_by_text("U kunt dit ongedaan maken.")).to_be_visible()
    expect(rij.get_by_role("link", name="Herstellen")).to_be_focused()
    expect(rij.get_by_text("hersteld", exact=True)).to_be_visible()
    assert _soorten(invoer)["En deze alinea staat los."] == "punt"
    toegankelijk(page)
    page.get_by_role("button", name="Ongedaan maken").first.click()
    expect(page.get_by_text("De reparatie is ongedaan gemaakt.")).to_be_visible()
    assert _soorten(invoer)["En deze alinea staat los."] == "alinea"


def test_doubt_is_looked_at_and_progress_goes_on(page: Page, live_server: Any, invoer: Invoer) -> None:
    page.goto(live_server.url + invoer.get_absolute_url())
    aantal = page.get_by_role("button", name="Bekeken, klopt").count()
    expect(page.locator(".herstelbalk__stand")).to_contain_text(f"0 van {aantal}")
    for gedaan in range(1, aantal + 1):
        page.get_by_role("button", name="Bekeken, klopt").first.click()
        expect(page.locator(".herstelbalk__stand")).to_contain_text(f"{gedaan} van {aantal}")
    expect(page.get_by_text("Alles bekeken")).to_be_visible()


def test_phone_without_script_can_split_and_load(
    browser: Browser, context: Any, live_server: Any, invoer: Invoer, toegankelijk: Any, page: Page
) -> None:
    smal = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, storage_state=context.storage_state()
    )
    zonder = smal.new_page()
    zonder.goto(live_server.url + invoer.get_absolute_url())
    rij = zonder.locator("li.herstelrij", has_text="Rijk en regio stellen")
    rij.get_by_role("link", name="Herstellen").click()
    rij.get_by_label("Splitsen").select_option(label="vóór “Zij doen dat voor 2033.”")
    rij.get_by_role("button", name="Splitsen").click()
    assert "#d" in zonder.url
    assert "Zij doen dat voor 2033." in _soorten(invoer)
    zonder.get_by_role("button", name="Lijst laden").click()
    zonder.get_by_text("De lijst is geladen: 5 tekstblokken.").wait_for()
    smal.close()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + invoer.get_absolute_url())
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    toegankelijk(page)
