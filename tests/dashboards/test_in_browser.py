"""The start page and the dashboards as people meet them: on a desk, on a phone, in the dark, without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.dashboards.conftest import vul

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ingelogd(live_server, log_in, land, rijksredacteur):
    vul(land, 120)
    log_in(rijksredacteur)
    return land


def test_dashboards_are_accessible_and_fit_on_a_phone(page, live_server, ingelogd, toegankelijk):
    for schema, breedte in (("light", 1440), ("dark", 1440), ("light", 390)):
        page.emulate_media(color_scheme=schema)
        page.set_viewport_size({"width": breedte, "height": 900})
        for adres in ingelogd.paginas.values():
            page.goto(live_server.url + adres)
            expect(page.locator("h1")).to_have_count(1)
            assert page.evaluate("document.documentElement.scrollWidth") <= breedte, (adres, breedte)
            toegankelijk(page)


def test_titles_are_unique(page, live_server, ingelogd):
    titels = []
    for adres in [*ingelogd.paginas.values(), "/landsdelen/noordwest/?jaar=2024", "/gebieden/de-peel/"]:
        page.goto(live_server.url + adres)
        titels.append(page.title())
    assert len(set(titels)) == len(titels)


def test_map_leads_to_a_provincie_by_mouse_and_by_keyboard(page, live_server, ingelogd):
    page.goto(live_server.url)
    utrecht = page.locator(".kaart__link", has_text="Utrecht")
    utrecht.click()
    expect(page.locator("h1")).to_have_text("Utrecht")

    page.goto(live_server.url)
    page.locator(".kaart__link", has_text="Flevoland").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Flevoland")


def test_way_down_from_start_to_an_agreement(page, live_server, ingelogd):
    page.goto(live_server.url)
    page.get_by_role("table", name="Afspraken per landsdeel en provincie").get_by_role("link", name="Noordwest").click()
    expect(page.locator("h1")).to_have_text("Landsdeel Noordwest")
    page.get_by_role("link", name="2025").click()
    expect(page.locator("h1")).to_have_text("Landsdeel Noordwest in 2025")
    page.get_by_role("link", name="over tijd", exact=True).click()
    aantal = int(page.locator("#aantal, .resultaatbalk__aantal").first.inner_text().split()[0])
    assert aantal > 0
    page.go_back()
    assert page.locator(".kerncijfer--fout .kerncijfer__getal").inner_text().strip() == str(aantal)
