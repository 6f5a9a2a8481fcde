"""Building an agenda in a real browser: by keyboard, by dragging, and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from agreements.models import Agendablok
from tests.agreements.agenda.voorbeeld import agenda, maak_dossier, punt
from tests.factories import RijksredacteurFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sleep(page: Page, wat: str, naar: str, hoog: float) -> None:
    """Drag an item onto another, at this part of its height; two moves over it, as a hand makes."""
    page.locator(".agendarij", has_text=wat).locator(".agendarij__greep").hover()
    page.mouse.down()
    vak = page.locator(".agendarij", has_text=naar).bounding_box()
    assert vak is not None
    for x in (200, 210):
        page.mouse.move(vak["x"] + x, vak["y"] + hoog * vak["height"], steps=3)
    page.mouse.up()


def test_item_moves_by_keyboard_and_by_dragging(page: Page, live_server: Any, log_in: Any, toegankelijk: Any) -> None:
    maak_dossier()
    log_in(RijksredacteurFactory())
    page.goto(live_server.url + "/overleggen/bol-2031-oost/agenda/")
    toegankelijk(page)
    knop = page.get_by_role("button", name="2.2 De brug: omhoog")
    knop.focus()
    page.keyboard.press("Enter")
    # What came of it is said, and one can go on pressing: the focus is still on the button of this item.
    expect(page.locator("#meldingen")).to_contain_text("“De brug” is nu 2.1, en was 2.2.")
    assert page.locator("#meldingen").get_attribute("aria-live") == "polite"
    expect(page.locator(f"#omhoog-{punt('2.1').pk}")).to_be_focused()
    assert agenda()[2:5] == ["2.1 De brug", "2.1.1 Het hek", "2.2 De dijk"]
    assert Agendablok.objects.get(punt=punt("2.1")).html == "<p>Zie 2.2.</p>"
    page.keyboard.press("Enter")
    expect(page.locator("#meldingen")).to_contain_text("kan niet verder omhoog")
    toegankelijk(page)

    # Drag the fence to the upper edge of the last chapter.
    sleep(page, "Het hek", "Afronding", 0.1)
    expect(page.locator("#meldingen")).to_contain_text("“Het hek” is nu 3, en was 2.1.1.")
    assert agenda()[-2:] == ["3 Het hek", "4 Afronding"]
    # And onto the middle of it: then it stands under it.
    sleep(page, "Het hek", "Afronding", 0.5)
    expect(page.locator("#meldingen")).to_contain_text("“Het hek” is nu 3.1, en was 3.")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("#meldingen")).to_contain_text("ongedaan gemaakt")
    assert agenda()[-2:] == ["3 Het hek", "4 Afronding"]

    page.set_viewport_size({"width": 390, "height": 844})
    for adres in ("agenda/", "dossier/gereedheid/", "agenda/toevoegen/", "dossier/tabel/agenda/", "dossier/versies/2/"):
        page.goto(f"{live_server.url}/overleggen/bol-2031-oost/{adres}")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), adres
        toegankelijk(page)
