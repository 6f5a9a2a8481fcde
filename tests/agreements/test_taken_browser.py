"""The page of a background job in a real browser: it follows the job by itself, whatever happens on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Route, expect

from agreements import tasks
from agreements.models import Taak
from agreements.services.naslag import laad_naslag
from tests import factories
from tests.agreements.test_invoer import LIJST
from tests.agreements.test_taken_pagina import maak_taak

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RijksredacteurFactory: Any = factories.RijksredacteurFactory
GEEN_ANTWOORD = "Het register antwoordt op dit moment niet."


@pytest.fixture
def redacteur(log_in: Any) -> Any:
    redacteur = RijksredacteurFactory()
    log_in(redacteur)
    return redacteur


def zet(taak: Taak, **velden: Any) -> None:
    Taak.objects.filter(pk=taak.pk).update(hartslag=timezone.now(), **velden)


@pytest.mark.parametrize("storing", ["geen verbinding", "fout van de server"])
def test_page_says_that_it_gets_no_answer_and_goes_on_asking(
    page: Page, live_server: Any, redacteur: Any, storing: str, toegankelijk: Callable[[Page], None]
) -> None:
    taak = maak_taak(redacteur, Taak.Stand.BEZIG, stap="Pagina 7 wordt opgemaakt", voortgang=42)
    page.goto(f"{live_server.url}{taak.get_absolute_url()}")
    expect(page.locator("#taak")).to_contain_text("Pagina 7 wordt opgemaakt")

    def stoor(route: Route) -> None:
        if storing == "geen verbinding":
            route.abort()
        else:
            route.fulfill(status=503, body="")

    page.route(re.compile(str(taak.pk)), stoor)
    expect(page.locator("#meldingen")).to_contain_text(GEEN_ANTWOORD)
    expect(page.locator("#taak")).to_contain_text("Pagina 7 wordt opgemaakt")
    toegankelijk(page)
    zet(taak, stap="Pagina 9 wordt opgemaakt", voortgang=55)
    page.unroute_all()
    expect(page.locator("#taak")).to_contain_text("Pagina 9 wordt opgemaakt")
    expect(page.locator("#meldingen")).not_to_contain_text(GEEN_ANTWOORD)
    zet(taak, stand=Taak.Stand.MISLUKT, fout="Het lukte niet.")
    expect(page.locator("#taak")).to_contain_text("Het lukte niet.")
    expect(page.get_by_role("button", name="Opnieuw proberen")).to_be_visible()
    toegankelijk(page)


def test_browser_that_is_closed_loses_nothing(
    page: Page, context: BrowserContext, live_server: Any, redacteur: Any, settings: Any, tmp_path: Path
) -> None:
    settings.CELERY_BROKER_URL = ""
    afspraak: Any = factories.AfspraakFactory()
    ronde = afspraak.overleg.ronde
    page.goto(f"{live_server.url}{ronde.get_absolute_url()}")
    page.get_by_role("button", name="Maken").click(no_wait_after=True)
    page.wait_for_url(re.compile("/taken/"))
    page.close()
    tasks._draden.submit(lambda: None).result(timeout=60)
    later = context.new_page()
    later.goto(f"{live_server.url}/taken/")
    with later.expect_download() as download:
        later.get_by_role("link", name=f"afsprakenlijst-{ronde.slug}.pdf").click()
    download.value.save_as(tmp_path / "lijst.pdf")
    assert (tmp_path / "lijst.pdf").read_bytes().startswith(b"%PDF-")


def test_upload_goes_on_to_what_was_read_without_a_click(page: Page, live_server: Any, redacteur: Any, settings: Any):
    settings.CELERY_BROKER_URL = ""
    laad_naslag()
    page.goto(f"{live_server.url}/afsprakenlijsten/invoeren/")
    page.get_by_label("Document").set_input_files(
        {"name": "lijst.txt", "mimeType": "text/plain", "buffer": LIJST.encode()}
    )
    page.get_by_label("Jaar").fill("2031")
    page.get_by_role("button", name="Document lezen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Controleer wat er gelezen is")
    tasks._draden.submit(lambda: None).result(timeout=20)
