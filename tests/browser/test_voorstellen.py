"""A sweep in a real browser: tick off, confirm, and on to the next; and at the width of a phone."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from agreements.models import Afspraak
from tests.factories import (
    AfspraakFactory,
    OrganisatieFactory,
    OverlegFactory,
    RijksredacteurFactory,
    RubriekFactory,
    TekstblokFactory,
    ThemaFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_rubriek_is_confirmed_in_one_sweep(page: Page, live_server: Any, log_in: Any, toegankelijk: Any) -> None:
    overleg = OverlegFactory()
    ThemaFactory(slug="wonen-en-werken", naam="Wonen en werken")
    OrganisatieFactory(slug="rijk", naam="het Rijk")
    OrganisatieFactory(slug="regio", naam="de regio")
    for nummer in ("1", "2"):
        rubriek = RubriekFactory(overleg=overleg, nummer=nummer, titel=f"Hoofdstuk {nummer}")
        blok = TekstblokFactory(blok__rubriek=rubriek, tekst="Rijk en regio onderschrijven woningbouw en nieuwbouw.")
        AfspraakFactory(overleg=overleg, tekstblok=blok)
    log_in(RijksredacteurFactory())
    page.goto(live_server.url + reverse("voorstellen", args=["bol", 2024]))
    expect(page.get_by_text("2 van 2")).to_be_visible()
    toegankelijk(page)
    page.get_by_role("link", name="Begin bij de eerste rubriek die wacht").click()
    expect(page.locator("mark", has_text="onderschrijven")).to_be_visible()
    toegankelijk(page)
    page.get_by_label("de regio: trekker").uncheck()
    page.get_by_role("button", name="Bevestigen").click()
    # On to the next rubriek that waits.
    expect(page.get_by_role("heading", name="2 Hoofdstuk 2")).to_be_visible()
    afspraak = Afspraak.objects.get(code__contains="-1-01")
    assert [een.organisatie.slug for een in afspraak.betrokkenheden.all()] == ["rijk"]
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    toegankelijk(page)
    page.get_by_role("button", name="Bevestigen").click()
    expect(page.get_by_text("Alle rubrieken zijn bevestigd.")).to_be_visible()
