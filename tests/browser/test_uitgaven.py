"""An edition from making to checking, in a real browser: frozen, sent, checked, corrected, frozen again, compared."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Rol
from agreements import tasks
from agreements.models import Tekstblok, Uitgave
from agreements.services.invoer import laad_invoer, neem_in
from agreements.services.naslag import laad_naslag
from regions.models import Landsdeel
from tests import factories
from tests.agreements.test_invoer import LIJST

RijksredacteurFactory: Any = factories.RijksredacteurFactory
UserFactory: Any = factories.UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # WeasyPrint leaves its own colour profile open until the next collection.
    pytest.mark.filterwarnings("ignore:.*sRGB2014.*"),
]

#: The same list with one word changed, one agreement gone and one added.
VERBETERD = (
    LIJST.replace("een plan op", "een goed plan op")
    .replace("❖ De provincie kijkt in 2032 waar water te bergen is.\n\n", "")
    .replace("wijzen een trekker aan.\n", "wijzen een trekker aan.\n\n❖ Partijen delen wat zij meten.\n")
)


@pytest.fixture
def adres(live_server: Any, log_in: Any, settings: Any) -> str:
    """The list of a ronde under embargo, and a Rijksredacteur who is logged in."""
    settings.CELERY_BROKER_URL = ""  # background jobs in the web process, as after `make run`
    laad_naslag()
    redacteur = RijksredacteurFactory()
    invoer = neem_in(inhoud=LIJST.encode(), naam="lijst.txt", soort="bol", jaar=2031, by=redacteur)
    laad_invoer(invoer=invoer, by=redacteur)
    log_in(redacteur)
    return f"{live_server.url}/afsprakenlijsten"


def _leg_vast(page: Page, nummer: str) -> None:
    """The last step, by keyboard; then wait on the page of the job until the edition is there."""
    page.get_by_role("button", name=f"Uitgave {nummer} vastleggen").press("Enter")
    naar = page.get_by_role("link", name=f"Naar uitgave {nummer}")
    expect(naar).to_be_visible(timeout=60_000)
    naar.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Uitgave {nummer} van")


def _download(page: Page, naar: Path) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF", exact=True).click()
    download.value.save_as(naar)
    return naar.read_bytes()


def _controleer(page: Page, adres: str, bestand: Path) -> None:
    page.goto(f"{adres}/controleren/")
    page.get_by_label("Bestand", exact=True).set_input_files(str(bestand))
    page.get_by_role("button", name="Controleren").press("Enter")
    expect(page.get_by_role("button", name="Nog een bestand controleren")).to_be_visible()


def test_from_an_edition_to_a_corrected_one(
    page: Page, adres: str, toegankelijk: Callable[[Page], None], tmp_path: Path
) -> None:
    # Freeze the list.
    page.goto(f"{adres}/bol-2031/")
    page.get_by_role("link", name="Uitgave vastleggen").press("Enter")
    expect(page.locator("main")).to_contain_text("kan niet meer worden gewijzigd of verwijderd")
    toegankelijk(page)
    _leg_vast(page, "1.0")
    expect(page.locator("main")).to_contain_text("Deze uitgave is onder embargo.")
    toegankelijk(page)

    # Its PDF is what the page says it is, and is recognised by whoever was sent it.
    pdf = tmp_path / "toegestuurd.pdf"
    inhoud = _download(page, pdf)
    expect(page.get_by_role("row", name=re.compile("^PDF"))).to_contain_text(hashlib.sha256(inhoud).hexdigest())
    _controleer(page, adres, pdf)
    expect(page.locator(".utrecht-alert--ok")).to_contain_text(
        re.compile(r"Dit is uitgave 1\.0 van de .*BO Leefomgeving 2031, PDF, ongewijzigd\.")
    )
    toegankelijk(page)
    anders = tmp_path / "bewerkt.pdf"
    anders.write_bytes(inhoud[:-1] + b"?")
    _controleer(page, adres, anders)
    expect(page.get_by_role("alert")).to_contain_text("geen ongewijzigd document van een uitgave")
    toegankelijk(page)

    # Correct the list, with a document that reads otherwise.
    page.goto(f"{adres}/invoeren/")
    page.get_by_label("Document").set_input_files(
        {"name": "verbeterd.txt", "mimeType": "text/plain", "buffer": VERBETERD.encode()}
    )
    page.get_by_label("Jaar").fill("2031")
    page.get_by_role("button", name="Document lezen").click()
    vervang = page.get_by_role("button", name="Bestaande lijst vervangen")
    expect(vervang).to_be_visible(timeout=60_000)
    vervang.click()
    expect(page.locator("#meldingen")).to_contain_text("1 nieuw, 1 gewijzigd, 1 niet meer in de lijst")

    # The next edition says what changes and asks why, and does not forget it.
    page.get_by_role("link", name="Uitgave vastleggen").click()
    expect(page.locator("main")).to_contain_text("1 gewijzigd, 1 toegevoegd, 1 vervallen")
    page.get_by_role("button", name="Uitgave 1.1 vastleggen").click()
    expect(page.locator("#foutsamenvatting")).to_be_focused()
    toegankelijk(page)
    page.get_by_label("Waarom komt er een nieuwe uitgave?").fill("Er ontbrak een woord.")
    _leg_vast(page, "1.1")

    # What changed, to read: words that went, words that came, an agreement that is gone and one that is new.
    page.get_by_role("link", name="bekijk de verschillen").press("Enter")
    verschillen = page.locator("main")
    expect(verschillen).to_contain_text("Er ontbrak een woord.")
    expect(page.locator(".verschil--gewijzigd ins")).to_contain_text("goed")
    expect(page.locator(".verschil--vervallen del")).to_have_text("De provincie kijkt in 2032 waar water te bergen is.")
    expect(page.locator(".verschil--toegevoegd ins")).to_have_text("Partijen delen wat zij meten.")
    toegankelijk(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    toegankelijk(page)

    # The first edition is what it was, and whoever has it hears that there is a newer one.
    page.goto(f"{adres}/bol-2031/uitgaven/1.0/")
    assert _download(page, tmp_path / "nog-eens.pdf") == inhoud
    _controleer(page, adres, pdf)
    expect(page.locator(".utrecht-alert--ok")).to_contain_text("Er is een nieuwere uitgave: uitgave 1.1")
    tasks._draden.submit(lambda: None).result(timeout=20)


def test_reader_of_another_landsdeel_finds_nothing_of_an_edition_under_embargo(
    page: Page, adres: str, log_in: Any, tmp_path: Path
) -> None:
    assert Tekstblok.objects.exists()
    page.goto(f"{adres}/bol-2031/uitgaven/nieuw/")
    _leg_vast(page, "1.0")
    pdf = tmp_path / "gelekt.pdf"
    _download(page, pdf)
    zuid = Landsdeel.objects.get(slug="zuid")
    log_in(UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid]))
    _controleer(page, adres, pdf)
    expect(page.get_by_role("alert")).to_contain_text("geen ongewijzigd document van een uitgave die u kunt zien")
    expect(page.locator("main")).not_to_contain_text("2031")
    for wat in ("", "uitgaven/1.0/", "uitgaven/1.0/bestanden/pdf/", "uitgaven/verschillen/"):
        antwoord = page.goto(f"{adres}/bol-2031/{wat}")
        assert antwoord is not None
        assert antwoord.status == 404, wat
    page.goto(f"{adres.removesuffix('/afsprakenlijsten')}/taken/")
    expect(page.locator("main")).to_contain_text("U hebt nog geen taken")
    assert Uitgave.objects.count() == 1
    tasks._draden.submit(lambda: None).result(timeout=20)
