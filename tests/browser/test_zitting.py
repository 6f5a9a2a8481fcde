"""Holding an overleg in a real browser, on the real dossier: from opening it to the list that it made.

Two secretaries work in it at once. What they adopt is compared with the list to the letter.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Locator, Page, expect

from accounts.actoren import SYSTEEM
from agreements.importers.dossier import lees_dossier
from agreements.models import Besluitregel, Ronde, Zitting
from agreements.services.controle import controleer_geschiedenis
from agreements.services.dossiers import laad_dossier
from agreements.services.lijsten import lijst_uit_database
from agreements.services.naslag import laad_naslag
from agreements.services.zittingen import uitkomsten
from tests.browser_fixtures import meld_aan
from tests.factories import RijksredacteurFactory
from tests.zittingen import BRUG, maak_zitting, voorstel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZITTING = "/overleggen/bol-2026-noordwest/zitting/"
GEWIJZIGD = "De uitspraken worden in 2027 concreet gemaakt."
INGEBRACHT = "Rijk en regio komen hierop in het najaar terug."


@pytest.fixture
def _dossier(transactional_db: None, echt_document: Callable[[str], Path]) -> None:
    laad_naslag()
    pad = echt_document("dossier-noordwest-bol-2026.md")
    laad_dossier(lees_dossier(pad, naam=pad.name, soort="bol", jaar=2026, landsdeel="noordwest").dossier, by=SYSTEEM)


def kaart(page: Page, nummer: int) -> Locator:
    return page.locator(".voorstelkaart").nth(nummer - 1)


def label(page: Page, nummer: int) -> Locator:
    return kaart(page, nummer).locator(".besluitlabel")


def naar_punt(page: Page, titel: str) -> None:
    page.get_by_role("navigation", name="Agenda", exact=True).get_by_role("link", name=titel).click()
    expect(page.get_by_role("heading", level=2, name=titel)).to_be_visible()


def past(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.usefixtures("_dossier")
def test_overleg_is_held_by_two_and_its_list_is_what_they_adopted(
    page: Page, live_server: Any, log_in: Any, toegankelijk: Any, browser: Browser, browser_context_args: Any
) -> None:
    log_in(RijksredacteurFactory(naam="Secretaris Een"))
    page.goto(f"{live_server.url}/overleggen/bol-2026-noordwest/")
    page.get_by_role("link", name="Overleg openen").click()
    page.get_by_role("button", name="Overleg openen").click()
    stand = page.locator(".zittingstand__telling")
    expect(stand).to_have_text("0 van 16 besloten")
    toegankelijk(page)

    # By keyboard: the first unchanged, the text of the second changed.
    page.keyboard.press("o")
    expect(label(page, 1)).to_have_text("Ongewijzigd vastgesteld")
    expect(stand).to_have_text("1 van 16 besloten")
    page.keyboard.press("j")
    page.keyboard.press("w")
    tekst = kaart(page, 2).get_by_label("Tekst van de afspraak")
    expect(tekst).to_be_focused()
    tekst.fill(GEWIJZIGD)
    expect(kaart(page, 2).locator("ins").first).to_be_visible()
    toegankelijk(page)
    # The browser is closed before anything was recorded.
    page.goto("about:blank")
    page.goto(live_server.url + ZITTING)
    kaart(page, 2).get_by_role("link", name="Gewijzigd").click()
    expect(kaart(page, 2).get_by_text("is teruggezet")).to_be_visible()
    expect(tekst).to_have_value(GEWIJZIGD)
    kaart(page, 2).get_by_role("button", name="Gewijzigd vaststellen").click()
    expect(label(page, 2)).to_have_text("Gewijzigd vastgesteld")
    expect(kaart(page, 2).locator("del").first).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(een => een.startsWith('concept-'))") == []

    kaart(page, 3).get_by_role("button", name="Aangehouden").click()
    expect(label(page, 3)).to_have_text("Aangehouden")
    kaart(page, 4).get_by_role("button", name="Vervallen").dblclick()
    expect(label(page, 4)).to_have_text("Vervallen")
    kaart(page, 4).get_by_role("button", name="Ongedaan maken").click()
    expect(label(page, 4)).to_have_text("Nog te besluiten")
    for nummer in (4, 5):
        kaart(page, nummer).get_by_role("button", name="Ongewijzigd").click()
        expect(label(page, nummer)).to_have_text("Ongewijzigd vastgesteld")
    page.get_by_text("Nieuwe afspraak", exact=True).click()
    nieuw = page.locator(".nieuweafspraak")
    nieuw.get_by_label("Tekst van de afspraak").fill(INGEBRACHT)
    nieuw.get_by_role("button", name="Nieuwe afspraak vastleggen").click()
    expect(label(page, 6)).to_have_text("Nieuw, ingebracht tijdens het overleg")
    expect(stand).to_have_text("6 van 17 besloten")

    _met_een_tweede_secretaris(page, live_server, browser, browser_context_args)

    page.get_by_role("link", name="Hamerpunten afhameren").click()
    toegankelijk(page)
    page.get_by_role("button", name="Afhameren").click()
    expect(page.get_by_text("1 voorstel is ongewijzigd vastgesteld")).to_be_visible()
    page.get_by_role("link", name="Overleg sluiten").click()
    expect(page.get_by_text("Nog niet over alles is besloten")).to_be_visible()
    page.locator(".paneel").get_by_role("link").first.click()
    while page.locator(".voorstelkaart[data-open='1']").count():
        page.locator(".voorstelkaart[data-open='1']").first.focus()
        open_ = page.locator(".voorstelkaart[data-open='1']").count()
        page.keyboard.press("o")
        expect(page.locator(".voorstelkaart[data-open='1']")).to_have_count(open_ - 1)
    naar_punt(page, "Communicatie en afsluiting")
    for nummer in range(1, 5):
        kaart(page, nummer).get_by_role("button", name="Vervallen").click()
        expect(label(page, nummer)).to_have_text("Vervallen")
    expect(stand).to_have_text("17 van 17 besloten")
    for breedte in (1440, 390):
        page.set_viewport_size({"width": breedte, "height": 844})
        past(page)
        toegankelijk(page)
    page.get_by_role("link", name="Overleg sluiten").click()
    toegankelijk(page)
    page.get_by_role("button", name="Overleg sluiten en lijst maken").click()
    expect(page.get_by_text("De afsprakenlijst is gemaakt met 11 afspraken.")).to_be_visible()
    past(page)
    toegankelijk(page)
    _is_naar_de_letter()
    page.get_by_role("link", name="BOL-2026-NW-1-02").click()
    expect(page.get_by_role("heading", name="Besluit van het overleg")).to_be_visible()
    toegankelijk(page)


def _met_een_tweede_secretaris(page: Page, live_server: Any, browser: Browser, args: Any) -> None:
    """What the second records appears with the first; what the first is typing stays, and is not recorded over it."""
    context = browser.new_context(**args)
    try:
        tweede = context.new_page()
        meld_aan(context, live_server.url, RijksredacteurFactory(naam="Secretaris Twee"))
        for scherm in (page, tweede):
            scherm.goto(live_server.url + ZITTING)
            naar_punt(scherm, "NOVEX-gebied Noordzeekanaal-gebied")
        kaart(tweede, 1).get_by_role("button", name="Vervallen").click()
        expect(label(tweede, 1)).to_have_text("Vervallen")
        page.evaluate("window.dispatchEvent(new Event('focus'))")  # as when one comes back to the window
        expect(label(page, 1)).to_have_text("Vervallen")

        kaart(page, 2).get_by_role("link", name="Gewijzigd").click()
        tekst = kaart(page, 2).get_by_label("Tekst van de afspraak")
        tekst.fill(GEWIJZIGD)
        kaart(tweede, 2).get_by_role("button", name="Aangehouden").click()
        expect(label(tweede, 2)).to_have_text("Aangehouden")
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(page.get_by_text("Secretaris Twee heeft bij dit agendapunt intussen iets vastgelegd")).to_be_visible()
        expect(tekst).to_have_value(GEWIJZIGD)
        kaart(page, 2).get_by_role("button", name="Gewijzigd vaststellen").click()
        expect(kaart(page, 2).get_by_text("Iemand was u voor")).to_be_visible()
        expect(
            kaart(page, 2).get_by_role("alert").get_by_text("Secretaris Twee (Rijksredacteur) legde vast: aangehouden")
        ).to_be_visible()
        expect(tekst).to_have_value(GEWIJZIGD)
        assert Besluitregel.objects.filter(tekst=GEWIJZIGD).count() == 1
        kaart(page, 2).get_by_role("button", name="Gewijzigd vaststellen").click()
        expect(label(page, 2)).to_have_text("Gewijzigd vastgesteld")
    finally:
        context.close()


def _is_naar_de_letter() -> None:
    """The list holds what was adopted, in the order of the agenda, and every proof is right."""
    alle = uitkomsten(Zitting.objects.get())
    (deel,) = lijst_uit_database(Ronde.objects.get(soort="bol", jaar=2026), user=None).landsdelen
    in_lijst = [
        (een.tekst, een.subpunten, blok.inleiding or "")
        for rubriek in deel.rubrieken
        for blok in rubriek.blokken
        for een in blok.tekstblokken
    ]
    vastgesteld = [een.vastgesteld for een in alle if een.is_vastgesteld]
    assert in_lijst == [(een.tekst, een.subpunten, een.inleiding) for een in vastgesteld]
    ongewijzigd = [een for een in alle if een.besluit == "ongewijzigd"]
    assert all(een.is_een_op_een for een in ongewijzigd)
    assert [een.tekst for een in vastgesteld].count(GEWIJZIGD) == 2
    assert INGEBRACHT in [een.tekst for een in vastgesteld]
    # The double click made one line.
    (aan_uit,) = (een for een in alle if [regel.besluit for regel in een.regels][:2] == ["vervallen", "voorgesteld"])
    assert len(aan_uit.regels) == 3
    assert controleer_geschiedenis() == []


def test_text_that_was_not_recorded_is_kept_when_the_session_has_ended(
    page: Page, live_server: Any, log_in: Any
) -> None:
    secretaris = RijksredacteurFactory()
    zitting = maak_zitting(by=secretaris)
    een = voorstel(zitting, BRUG)
    adres = f"{live_server.url}/overleggen/bol-2031-noordwest/zitting/?punt={een.punt_id}&wijzig={een.pk}"
    log_in(secretaris)
    page.goto(adres)
    tekst = page.locator(f"#voorstel-{een.pk}").get_by_label("Tekst van de afspraak")
    Session.objects.all().delete()
    tekst.fill(GEWIJZIGD)
    page.get_by_role("button", name="Gewijzigd vaststellen").click()
    expect(page.locator("#meldingen")).to_contain_text("Niet verzonden: u bent uitgelogd.")
    expect(tekst).to_have_value(GEWIJZIGD)
    # Also who closes the browser now finds it again.
    page.goto("about:blank")
    log_in(secretaris)
    page.goto(adres)
    expect(tekst).to_have_value(GEWIJZIGD)
    page.get_by_role("button", name="Gewijzigd vaststellen").click()
    expect(page.locator(f"#voorstel-{een.pk} .besluitlabel")).to_have_text("Gewijzigd vastgesteld")
