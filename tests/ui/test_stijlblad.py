"""The sample pages in a real browser: accessible, in both colour schemes, from 320 pixels up."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.ui.stijlblad.urls"), pytest.mark.django_db(transaction=True)]

PAGES = [
    "/?melding=1",
    "/afspraken/",
    "/afspraken/?leeg=1",
    "/afspraken/detail/",
    "/formulier/?fout=1",
    "/taken/",
    "/inloggen/?fout=1",
    "/fout/404/",
    "/fout/500/",
]


@pytest.mark.parametrize("path", PAGES)
def test_sample_page_is_accessible_in_both_schemes_and_fits_in_320_pixels(page, live_server, toegankelijk, path):
    assert page.goto(live_server.url + path).status == 200
    toegankelijk(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    toegankelijk(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_menu_works_from_the_keyboard_on_a_small_screen(page, live_server, toegankelijk):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + "/afspraken/")
    menu = page.get_by_role("navigation", name="Hoofdnavigatie")
    assert menu.is_hidden()
    page.get_by_role("button", name="Menu").press("Enter")
    assert menu.is_visible()
    page.get_by_text("Landsdelen", exact=True).click()
    assert page.get_by_role("link", name="Zuidwest", exact=True).is_visible()
    toegankelijk(page)
    page.keyboard.press("Escape")
    assert menu.is_hidden()


def test_filters_open_as_a_sheet_without_script_on_a_small_screen(browser, live_server):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(live_server.url + "/afspraken/")
    assert page.locator("#filters").is_hidden()
    page.locator(".filterknop").click()
    assert page.get_by_label("Vertraagd").is_visible()
    page.get_by_role("button", name="Toon resultaten").click()
    assert "status=vertraagd" in page.url
    context.close()


def test_landsdelen_menu_closes_with_escape_and_with_a_click_beside_it(page, live_server):
    page.goto(live_server.url + "/afspraken/")
    summary = page.locator("summary.navigatie__link")
    oost = page.get_by_role("link", name="Oost", exact=True)
    summary.press("Enter")
    assert oost.is_visible()
    oost.focus()
    page.keyboard.press("Escape")
    assert oost.is_hidden()
    assert summary.evaluate("element => element === document.activeElement")
    summary.click()
    page.locator("h1").click()
    assert oost.is_hidden()


def test_focus_is_always_visible_and_first_goes_to_the_skip_link(page, live_server):
    page.goto(live_server.url + "/afspraken/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "() => (({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])"
            "(getComputedStyle(document.activeElement))"
        )
        assert outline[0] == "solid"
        assert outline[1] >= 2


def test_an_invalid_form_puts_the_focus_on_its_summary(page, live_server):
    page.goto(live_server.url + "/formulier/?fout=1")
    assert page.evaluate("document.activeElement.id") == "foutsamenvatting"
    page.get_by_role("link", name="Toelichting: Dit veld is verplicht.").click()
    assert page.evaluate("document.activeElement.name") == "toelichting"


def test_new_results_are_swapped_in_place_and_announced(page, live_server):
    page.goto(live_server.url + "/afspraken/")
    assert page.locator("#aankondiging").inner_text() == ""
    page.get_by_label("Nog niet gestart").check()
    page.wait_for_url("**status=nog*")
    page.wait_for_function("document.getElementById('aankondiging').textContent === '84 afspraken'")
    assert page.locator("h1").count() == 1


def test_a_failing_request_says_so_on_the_page(page, live_server, toegankelijk):
    page.goto(live_server.url + "/afspraken/")
    page.route("**/afspraken/?**", lambda route: route.fulfill(status=503, body="stuk"))
    page.get_by_label("Nog niet gestart").check()
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "Dit is niet gelukt" in alert.inner_text()
    toegankelijk(page)


def test_an_ended_session_shows_the_log_in_page_as_a_page(page, live_server):
    page.goto(live_server.url + "/afspraken/")
    ended = lambda route: route.fulfill(status=302, headers={"Location": live_server.url + "/inloggen/"})  # noqa: E731
    page.route("**/afspraken/?**", ended)
    with page.expect_navigation():
        page.get_by_label("Nog niet gestart").check()
    assert page.locator("h1").count() == 1


def test_print_is_light_and_leaves_out_the_navigation(page, live_server):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(live_server.url + "/afspraken/")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(26, 34, 46)"
    assert page.get_by_role("navigation", name="Hoofdnavigatie").is_hidden()
    assert page.locator("#filters").is_hidden()
