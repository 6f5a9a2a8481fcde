"""The road to publication in a real browser, at a desk and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from agreements.models import Ronde
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGINA = "/afsprakenlijsten/bol-2026/publicatie/"


def test_letter_is_confirmed_and_who_saw_what_is_read(
    page: Page, live_server: Any, log_in: Any, toegankelijk: Any
) -> None:
    ronde = factories.RondeFactory.create(jaar=2026, fase=Ronde.Fase.AFSTEMMING)
    factories.AfspraakFactory.create(overleg=factories.OverlegFactory.create(ronde=ronde))
    log_in(factories.RijksredacteurFactory())
    page.goto(f"{live_server.url}{PAGINA}")
    toegankelijk(page)
    page.get_by_role("button", name="Naar “vastgesteld onder embargo”").click()
    page.get_by_label("Wanneer is of wordt de brief verzonden?").fill(f"{timezone.localtime():%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Bekijk wat er opengaat").click()
    expect(page.get_by_role("link", name="Vul het kenmerk van de brief in.")).to_be_visible()
    toegankelijk(page)
    page.get_by_label("Kenmerk van de brief").fill("2026-0000123456")
    page.get_by_role("button", name="Bekijk wat er opengaat").click()
    expect(
        page.get_by_role("heading", level=1, name="De lijst van BO Leefomgeving 2026 openbaar maken")
    ).to_be_visible()
    toegankelijk(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.get_by_role("link", name="Annuleren").click()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    toegankelijk(page)
    page.get_by_role("link", name="Wie zag wat").click()
    expect(page.get_by_role("table", name="Wat er is bekeken, het laatste eerst")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    toegankelijk(page)
