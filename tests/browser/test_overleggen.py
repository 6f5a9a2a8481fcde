"""The overleggen in a real browser: from the overview to an item of a dossier, at a desk and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.actoren import SYSTEEM
from agreements.services.dossiers import laad_dossier
from tests import factories
from tests.agreements.test_dossiers import EEN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_dossier_is_found_and_read(page: Page, live_server: Any, log_in: Any, toegankelijk: Any) -> None:
    factories.LandsdeelFactory.create(slug="oost")
    log_in(factories.RijksredacteurFactory())
    page.goto(live_server.url + "/overleggen/")
    expect(page.get_by_text("Er is nog geen overleg")).to_be_visible()
    toegankelijk(page)
    laad_dossier(EEN, by=SYSTEEM, bestandsnaam="dossier-oost.md")
    page.goto(live_server.url + "/")
    page.get_by_role("navigation", name="Hoofdnavigatie").get_by_role("link", name="Overleggen").click()
    toegankelijk(page)
    page.get_by_role("link", name="Oost van BO Leefomgeving 2031").click()
    expect(page.get_by_role("heading", level=1, name="BO Leefomgeving 2031 Oost")).to_be_visible()
    toegankelijk(page)
    page.get_by_role("row").get_by_role("link", name="2.1 De nieuwe brug").click()
    expect(page.get_by_role("heading", name="2.1 De nieuwe brug")).to_be_in_viewport()
    # The text of the template is folded away until it is asked for.
    sjabloon = page.locator("details", has_text="Toon de tekst van het sjabloon").first
    expect(sjabloon.locator(".dossiertekst")).to_be_hidden()
    sjabloon.locator("summary").click()
    expect(sjabloon.locator(".dossiertekst")).to_be_visible()
    toegankelijk(page)
    for adres in ("/overleggen/", "/overleggen/bol-2031-oost/"):
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(live_server.url + adres)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        toegankelijk(page)
