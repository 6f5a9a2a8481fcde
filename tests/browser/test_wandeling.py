"""The main job from start to end, in a real browser and on the real list of 2024.

Log in, load the list, find an agreement, change its status and see the history, look at the dashboards, download
the PDF, and read in it what the source says. On the way every page is held to WCAG 2.2 AA.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from accounts.models import Rol, User
from agreements.models import Afspraak, Status
from tests.factories import LandsdeelFactory, RijksredacteurFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WACHTWOORD = "een-lang-wachtwoord-42"


def _met_wachtwoord(user: User) -> User:
    user.set_password(WACHTWOORD)
    user.save()
    return user


def _log_in(page: Page, adres: str, username: str) -> None:
    page.goto(f"{adres}/")
    page.get_by_role("link", name="Inloggen").click()
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()


def _letters(tekst: str) -> str:
    """The text without white space and hyphens: what must be the same to the letter."""
    return re.sub(r"[\s\u00ad-]", "", tekst)


def test_from_the_real_list_to_a_dashboard_a_status_change_and_the_pdf(
    page: Page,
    live_server: Any,
    toegankelijk: Callable[[Page], None],
    echt_document: Callable[[str], Path],
    tmp_path: Path,
    settings: Any,
):
    settings.CELERY_BROKER_URL = ""  # background jobs in the web process, as after `make run`
    bron = echt_document("afsprakenlijst-bol-2024.txt")
    call_command("load_reference", verbosity=0)
    _met_wachtwoord(RijksredacteurFactory(username="rijksredacteur"))

    # Log in; nothing is there yet, and the page says where to begin.
    _log_in(page, live_server.url, "rijksredacteur")
    toegankelijk(page)
    page.get_by_role("link", name="Afsprakenlijsten").first.click()
    page.get_by_role("link", name="Lijst laden").first.click()

    # Load the list: first a look at what was read, then for real.
    page.get_by_label("Document").set_input_files(str(bron))
    page.get_by_label("Jaar").fill("2024")
    toegankelijk(page)
    page.get_by_role("button", name="Document lezen").click()
    expect(page.locator("main")).to_contain_text(
        "5 landsdelen, 27 rubrieken, 84 afspraken, 3 subpunten en 1 losse alinea"
    )
    expect(page.locator("main")).to_contain_text("Alle tekst van het document heeft een plaats in de structuur.")
    expect(page.locator("main")).to_contain_text("regel 797")
    toegankelijk(page)
    assert not Afspraak.objects.exists()
    page.get_by_role("button", name="Lijst laden").click()
    expect(page.locator("#meldingen")).to_contain_text("85 tekstblokken")
    expect(page.get_by_role("heading", level=1)).to_have_text("Afsprakenlijst BO Leefomgeving 2024")
    toegankelijk(page)

    # Find an agreement by filtering and searching.
    page.get_by_role("link", name="Afspraken", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("^Noordwest")).check()
    expect(page.locator("#aantal")).to_contain_text("23 afspraken")
    page.locator("#filter-q").fill("energiehavens")
    page.locator("#filter-q").press("Enter")
    expect(page.locator("#aantal")).to_contain_text("1 afspraak")
    page.get_by_role("link", name="BOL-2024-NW-5-01").click()
    expect(page.locator(".officiele-tekst")).to_contain_text("Herbevestiging belang Energiehaven IJmond.")
    toegankelijk(page)

    # Change its status with a toelichting, after forgetting it once, and see the history.
    page.get_by_role("link", name="Status wijzigen").click()
    page.get_by_label("Vertraagd").check()
    page.get_by_role("button", name="Status opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Geef een toelichting.")
    toegankelijk(page)
    page.get_by_label("Toelichting").fill("De aanleg wacht op een onderzoek naar de grond.")
    page.get_by_role("button", name="Status opslaan").click()
    geschiedenis = page.locator(".tijdlijn__punt")
    expect(geschiedenis).to_have_count(2)
    expect(geschiedenis.first).to_contain_text("De aanleg wacht op een onderzoek naar de grond.")
    expect(geschiedenis.first).to_contain_text("Rijksredacteur")
    assert Afspraak.objects.get(code="BOL-2024-NW-5-01").status == Status.VERTRAAGD

    # The dashboards of gebied, provincie and landsdeel, by their links.
    for naam, telt in (("Noordzeekanaalgebied", 1), ("Noord-Holland", 1), ("Noordwest", 1)):
        page.locator("main").get_by_role("link", name=naam, exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(naam)
        expect(page.locator("main")).to_contain_text("Vertraagd")
        expect(page.get_by_role("row", name=re.compile(f"Vertraagd {telt}"))).to_be_visible()
        toegankelijk(page)

    # The PDF, made in the background, says what the source says.
    page.get_by_role("link", name="Afsprakenlijsten").first.click()
    page.get_by_role("link", name="Afsprakenlijst BO Leefomgeving 2024").click()
    page.get_by_role("button", name="Maken").click()
    knop = page.get_by_role("link", name="Downloaden")
    expect(knop).to_be_visible(timeout=60_000)
    toegankelijk(page)
    with page.expect_download() as download:
        knop.click()
    pdf = tmp_path / download.value.suggested_filename
    download.value.save_as(pdf)
    assert pdf.name == "afsprakenlijst-bol-2024.pdf"
    uit_pdf = _letters(
        subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True, text=True).stdout
    )
    for punt in bron.read_text(encoding="utf-8").split("❖")[1:]:
        eerste_alinea = _letters(punt)[:30]
        assert eerste_alinea in uit_pdf, f"niet in de PDF: {punt[:60]!r}"


def test_reader_of_another_landsdeel_sees_no_button_and_no_concept(page: Page, live_server: Any):
    call_command("load_reference", verbosity=0)
    from agreements.lijst import Blok
    from agreements.services.lijsten import laad_lijst
    from tests.agreements.test_lijsten import EEN, lijst

    laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN,))), by=RijksredacteurFactory())
    _met_wachtwoord(
        UserFactory.create(username="lezer", rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")])
    )
    _log_in(page, live_server.url, "lezer")
    page.get_by_role("link", name="Afspraken", exact=True).click()
    expect(page.locator("main")).not_to_contain_text("BOL-2031")
    page.goto(f"{live_server.url}/afspraken/BOL-2031-N-1-01/")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("BOL-2031")
    page.get_by_role("button", name="Uitloggen").click()
    expect(page).to_have_url(re.compile("/inloggen/"))


def test_second_person_is_told_what_the_first_did_and_keeps_what_was_typed(page: Page, live_server: Any, log_in: Any):
    from agreements.services.statussen import wijzig_status
    from tests.factories import AfspraakFactory

    afspraak = AfspraakFactory.create()
    log_in(RijksredacteurFactory())
    page.goto(f"{live_server.url}{afspraak.get_status_url()}")
    page.get_by_label("Afgerond").check()
    page.get_by_label("Toelichting").fill("Alles is klaar, zie het besluit.")
    wijzig_status(
        afspraak=afspraak,
        naar=Status.IN_UITVOERING,
        toelichting="Net begonnen.",
        by=RijksredacteurFactory(naam="Collega"),
    )
    page.get_by_role("button", name="Status opslaan").click()
    expect(page.locator("#intussen")).to_contain_text("Collega")
    expect(page.locator("#intussen")).to_contain_text("Net begonnen.")
    expect(page.get_by_label("Toelichting")).to_have_value("Alles is klaar, zie het besluit.")
    expect(page.get_by_label("Afgerond")).to_be_checked()
    page.get_by_role("button", name="Status opslaan").click()
    expect(page.locator(".tijdlijn__punt")).to_have_count(3)
