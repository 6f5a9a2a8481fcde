"""The public side in a real browser, without an account: from the map to an agreement, at a desk and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_visitor_finds_an_agreement_and_logs_in_nowhere(page: Page, live_server: Any, toegankelijk: Any) -> None:
    page.goto(live_server.url + "/")
    expect(page.get_by_text("Er is nog geen afsprakenlijst openbaar gemaakt")).to_be_visible()
    toegankelijk(page)
    call_command("load_reference", verbosity=0)
    overleg = factories.OverlegFactory.create(locatie="Zaal Binnenveld")
    afspraak = factories.AfspraakFactory.create(overleg=overleg, status="in_uitvoering")
    factories.AfspraakFactory.create(
        overleg=overleg,
        tekstblok=factories.TekstblokFactory.create(blok=afspraak.tekstblok.blok),  # type: ignore[union-attr]
    )
    factories.UitgaveFactory.create(ronde=overleg.ronde)
    page.goto(live_server.url + "/")
    toegankelijk(page)
    page.get_by_role("navigation", name="Hoofdnavigatie").get_by_role("link", name="Afspraken", exact=True).click()
    expect(page.get_by_role("heading", name="2 afspraken")).to_be_visible()
    # The part that htmx fetches needs no token either.
    page.get_by_role("checkbox", name="In uitvoering").check()
    expect(page.get_by_role("heading", name="1 afspraak")).to_be_visible()
    toegankelijk(page)
    page.get_by_role("link", name=afspraak.code).click()
    expect(page.get_by_text("gepubliceerd op")).to_be_visible()
    toegankelijk(page)
    adressen = ("/", "/afspraken/", afspraak.get_absolute_url(), overleg.ronde.get_absolute_url())
    for adres in (*adressen, overleg.get_absolute_url(), "/overleggen/", "/afsprakenlijsten/controleren/"):
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(live_server.url + adres)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), adres
        assert not page.context.cookies(), adres
    toegankelijk(page)
    page.get_by_role("link", name="API voor ontwikkelaars").click()
    expect(page.get_by_role("heading", level=1, name="API")).to_be_visible()
    page.locator("main summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    toegankelijk(page)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Inloggen").click()
    expect(page.get_by_role("heading", level=1, name="Inloggen")).to_be_visible()
