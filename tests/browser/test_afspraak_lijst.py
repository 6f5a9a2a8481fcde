"""The list of agreements in a real browser: with htmx, without script, on a phone, and with axe."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from agreements.models import Afspraak, Status
from agreements.services.zoekindex import werk_zoekindex_bij
from tests.factories import AfspraakFactory, OverlegFactory, ProvincieFactory, RijksredacteurFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def adres(live_server: Any, log_in: Any) -> str:
    """Sixty agreements, of which forty delayed and twenty about huizen in Utrecht; somebody is logged in."""
    overleg = OverlegFactory()
    utrecht = ProvincieFactory(slug="utrecht", naam="Utrecht")
    for nummer in range(60):
        AfspraakFactory(
            overleg=overleg,
            status=Status.VERTRAAGD if nummer < 40 else Status.AFGEROND,
            termijn_tot=timezone.localdate() + timedelta(days=nummer - 30),
            tekstblok__tekst=f"{'Huizen' if nummer % 3 == 0 else 'Sporen'} voor de regio, punt {nummer}.",
            verzamelingen__provincies=[utrecht] if nummer % 3 == 0 else [],
        )
    werk_zoekindex_bij(Afspraak.objects.all())
    log_in(RijksredacteurFactory())
    return f"{live_server.url}/afspraken/"


def test_filtering_with_htmx_keeps_the_panel_the_focus_and_a_clean_address(page: Page, adres: str, toegankelijk: Any):
    page.goto(adres)
    toegankelijk(page)
    aantal = page.locator("#aantal")
    expect(aantal).to_contain_text("60 afspraken")
    page.evaluate("window.nietHerladen = true")

    page.locator("#filter-provincie summary").click()
    page.get_by_label("Utrecht").check()
    expect(aantal).to_contain_text("20 afspraken gevonden")
    expect(page).to_have_url(f"{adres}?provincie=utrecht")
    expect(page.locator("#filter-provincie")).to_have_attribute("open", "")
    expect(page.get_by_label("Utrecht")).to_be_focused()
    expect(page.locator("#filter-provincie-gekozen")).to_contain_text("1")
    expect(page.locator("#aantal-gemeld")).to_contain_text("20 afspraken gevonden")

    page.get_by_label("Vertraagd").check()
    expect(page).to_have_url(f"{adres}?provincie=utrecht&status=vertraagd")
    page.locator("#filter-q").fill("huis")
    page.locator("#filter-q").press("Enter")
    expect(page).to_have_url(f"{adres}?q=huis&provincie=utrecht&status=vertraagd")
    expect(page.locator("mark").first).to_have_text("Huizen")
    expect(page).to_have_title("Afspraken met “huis” · Afsprakenregister Leefomgeving")
    toegankelijk(page)

    page.get_by_role("link", name="Haal weg: Zoekterm: “huis”").click()
    expect(page).to_have_url(f"{adres}?provincie=utrecht&status=vertraagd")
    expect(page.locator("#filter-q")).to_have_value("")
    expect(aantal).to_be_focused()
    page.get_by_role("link", name="Haal weg: Provincie: Utrecht").click()
    expect(page.get_by_label("Utrecht")).not_to_be_checked()
    page.get_by_role("link", name="Wis alle filters").click()
    expect(page).to_have_url(adres)
    expect(aantal).to_contain_text("60 afspraken")
    assert page.evaluate("window.nietHerladen") is True


def test_what_is_ticked_before_the_scripts_are_there_counts_as_well(page: Page, adres: str, traag: Any) -> None:
    htmx = traag("**/htmx-2.min.js")
    htmx.open(adres)
    aantal = page.locator("#aantal")
    page.get_by_label("Vertraagd").check()
    expect(aantal).to_contain_text("60 afspraken")
    htmx.laat_door()
    expect(aantal).to_contain_text("40 afspraken gevonden")
    expect(page).to_have_url(f"{adres}?status=vertraagd")
    expect(page.get_by_label("Vertraagd")).to_be_checked()


def test_ordering_paging_and_going_back(page: Page, adres: str):
    page.goto(adres)
    page.get_by_label("Volgorde").focus()
    page.get_by_label("Volgorde").select_option("-code")
    expect(page).to_have_url(f"{adres}?sorteer=-code")
    expect(page.get_by_label("Volgorde")).to_be_focused()
    eerste = page.locator(".afspraakrij__code").first
    expect(eerste).to_have_text("BOL-2024-NW-1-60")
    page.get_by_role("link", name="Volgende").click()
    expect(page).to_have_url(f"{adres}?sorteer=-code&pagina=2")
    expect(eerste).to_have_text("BOL-2024-NW-1-35")
    expect(page.locator("#aantal")).to_be_focused()
    page.go_back()
    expect(eerste).to_have_text("BOL-2024-NW-1-60")
    expect(page).to_have_url(f"{adres}?sorteer=-code")
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("Object.keys(sessionStorage).filter((naam) => naam.includes('history-cache'))") == []
    eerste.click()
    expect(page).to_have_url(re.compile("/afspraken/BOL-2024-NW-1-60/$"))


def test_date_range_narrows_and_is_kept(page: Page, adres: str):
    page.goto(adres)
    page.locator("#filter-termijn .filter__kop").click()
    vandaag = timezone.localdate()
    page.get_by_label("vanaf").fill(vandaag.isoformat())
    page.get_by_label("tot en met").fill((vandaag + timedelta(days=4)).isoformat())
    expect(page.locator("#aantal")).to_contain_text("5 afspraken gevonden")
    page.reload()
    expect(page.get_by_label("vanaf")).to_have_value(vandaag.isoformat())
    expect(page.locator("#aantal")).to_contain_text("5 afspraken gevonden")


def test_without_script_the_form_and_every_link_do_the_same(browser: Browser, context: Any, adres: str):
    zonder = browser.new_context(java_script_enabled=False, storage_state=context.storage_state(), locale="nl-NL")
    page = zonder.new_page()
    page.goto(adres)
    page.get_by_label("Vertraagd").check()
    page.get_by_role("button", name="Toon resultaten").click()
    expect(page.locator("#aantal")).to_contain_text("40 afspraken gevonden")
    page.get_by_label("Volgorde").select_option("-code")
    page.get_by_role("button", name="Sorteer").click()
    expect(page.locator(".afspraakrij__code").first).to_have_text("BOL-2024-NW-1-40")
    page.get_by_role("link", name="Volgende").click()
    expect(page.locator(".afspraakrij__code").first).to_have_text("BOL-2024-NW-1-15")
    page.get_by_role("link", name="Haal weg: Status: Vertraagd").click()
    expect(page.locator("#aantal")).to_contain_text("60 afspraken")
    zonder.close()


def test_on_a_phone_the_filters_are_a_sheet_that_closes_for_the_results(page: Page, adres: str, toegankelijk: Any):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(adres)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    toegankelijk(page)
    expect(page.get_by_label("Vertraagd")).not_to_be_visible()
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Vertraagd").check()
    expect(page.get_by_label("Vertraagd")).to_be_visible()
    expect(page.locator("#filterknop-aantal")).to_contain_text("1")
    toegankelijk(page)
    page.get_by_role("button", name="Toon resultaten").click()
    expect(page.get_by_label("Vertraagd")).not_to_be_visible()
    expect(page.locator("#aantal")).to_contain_text("40 afspraken gevonden")


def test_download_from_the_page_is_the_list(page: Page, adres: str):
    page.goto(f"{adres}?status=afgerond")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == f"afspraken-{timezone.localdate()}.csv"
    assert len(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()) == 21
