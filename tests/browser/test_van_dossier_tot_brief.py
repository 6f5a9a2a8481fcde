"""The whole road in a real browser: the real dossier goes in, is completed, held, checked and published.

In the end somebody who is not logged in reads the list, and it is to the letter what was adopted, with the one change
that the check brought. Every part has tests of its own; this one proves that the parts hold together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.actoren import SYSTEEM
from accounts.models import Rol, User
from accounts.services import ken_rol_toe
from agreements.models import Afspraak, Agendapunt, Bericht, Ronde, Uitgave, Zitting
from agreements.services.controle import controleer_geschiedenis
from agreements.services.naslag import laad_naslag
from agreements.services.uitgaven import lijst_van
from agreements.services.zittingen import uitkomsten
from regions.models import Landsdeel
from tests.factories import RijksredacteurFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OVERLEG = "/overleggen/bol-2026-noordwest/"
PUBLICATIE = "/afsprakenlijsten/bol-2026/publicatie/"
NIEUW = "Rijk en regio stellen voor het einde van 2027 samen een plan voor de waterkant vast."
AAN_TAFEL = "Rijk en regio maken dit in het voorjaar van 2027 concreet."
TEGENTEKST = "Rijk en regio maken dit voor de zomer van 2027 concreet."


def _met(rol: Rol, naam: str) -> User:
    user = UserFactory.create(naam=naam)
    ken_rol_toe(user=user, rol=rol, landsdelen=[Landsdeel.objects.get(slug="noordwest")], by=SYSTEEM)
    return user


def test_real_dossier_becomes_a_public_list_that_is_what_was_adopted(
    page: Page,
    context: BrowserContext,
    live_server: Any,
    log_in: Callable[[Any], None],
    toegankelijk: Callable[[Page], None],
    echt_document: Callable[[str], Path],
) -> None:
    laad_naslag()
    rijk, houder = RijksredacteurFactory(naam="Rijk"), _met(Rol.DOSSIERHOUDER, "Houder")
    redacteur = UserFactory.create(naam="Redacteur")
    ken_rol_toe(
        user=redacteur,
        rol=Rol.REDACTEUR_REGIO,
        provincies=list(Landsdeel.objects.get(slug="noordwest").provincies.all()),
        by=SYSTEEM,
    )
    url = live_server.url

    log_in(rijk)
    _laad(page, url, echt_document("dossier-noordwest-bol-2026.md"))
    log_in(redacteur)
    _vul_aan(page, url)
    log_in(rijk)
    _houd_overleg(page, url)
    vastgesteld = [een.vastgesteld for een in uitkomsten(Zitting.objects.get()) if een.is_vastgesteld]
    assert {NIEUW, AAN_TAFEL} <= {een.tekst for een in vastgesteld}

    _stem_af(page, url, log_in, rijk, houder, redacteur)
    context.clear_cookies()
    assert page.goto(f"{url}/afsprakenlijsten/bol-2026/").status == 404  # type: ignore[union-attr]

    log_in(rijk)
    _verzend(page, url, toegankelijk)
    _is_naar_de_letter([TEGENTEKST if een.tekst == AAN_TAFEL else een.tekst for een in vastgesteld])
    assert {bericht.user for bericht in Bericht.objects.filter(adres__contains="uitgaven")} >= {houder, redacteur}

    context.clear_cookies()
    page.goto(f"{url}/afsprakenlijsten/bol-2026/")
    toegankelijk(page)
    tekst = page.locator("main").inner_text()
    for een in vastgesteld:
        assert (TEGENTEKST if een.tekst == AAN_TAFEL else een.tekst) in tekst
    assert AAN_TAFEL not in tekst
    assert page.goto(url + OVERLEG).ok  # type: ignore[union-attr]
    expect(page.locator("main")).not_to_contain_text("Gezamenlijk dossier")


def _laad(page: Page, url: str, pad: Path) -> None:
    page.goto(f"{url}/overleggen/dossier-laden/")
    page.get_by_label("Document").set_input_files(pad)
    page.get_by_label("Jaar").fill("2026")
    page.get_by_label("Landsdeel").select_option(label="Noordwest")
    page.get_by_role("button", name="Document lezen").click()
    expect(page.get_by_role("heading", name="Controleer wat er gelezen is")).to_be_visible()
    page.get_by_role("button", name="Dossier laden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("BO Leefomgeving 2026 Noordwest")


def _vul_aan(page: Page, url: str) -> None:
    """The regio writes a proposal in an item that still had the text of the template."""
    punt = (
        Agendapunt.objects.filter(
            soort="bespreekpunt", blokken__soort="voorgestelde_afspraken", blokken__invulling="sjabloon"
        )
        .order_by("volgorde")
        .first()
    )
    assert punt is not None
    page.goto(f"{url}{OVERLEG}punten/{punt.pk}/schrijven/")
    expect(page.locator(".schrijfveld__tekst").last).to_be_visible()
    vak = page.get_by_role("textbox", name="Voorgestelde afspraken", exact=True)
    vak.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(f"- {NIEUW}")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen als versie")).to_be_visible()


def _houd_overleg(page: Page, url: str) -> None:
    """One proposal is changed at the table, the hamerpunten go in one act, the rest is adopted as it was."""
    page.goto(url + OVERLEG)
    page.get_by_role("link", name="Overleg openen").click()
    page.get_by_role("button", name="Overleg openen").click()
    eerste = page.locator(".voorstelkaart").first
    eerste.get_by_role("link", name="Gewijzigd").click()
    eerste.get_by_label("Tekst van de afspraak").fill(AAN_TAFEL)
    eerste.get_by_role("button", name="Gewijzigd vaststellen").click()
    expect(eerste.locator(".besluitlabel")).to_have_text("Gewijzigd vastgesteld")
    page.get_by_role("link", name="Hamerpunten afhameren").click()
    page.get_by_role("button", name="Afhameren").dblclick()
    expect(page.locator(".zittingstand__telling")).to_contain_text("besloten")
    punten = Zitting.objects.get().beslispunten.order_by("volgorde").values_list("punt", flat=True)
    for punt in dict.fromkeys(punten):
        page.goto(f"{url}{OVERLEG}zitting/?punt={punt}")
        while nog := page.locator(".voorstelkaart[data-open='1']").count():
            kaart = page.locator(".voorstelkaart[data-open='1']").first
            kaart.get_by_role("button", name="Ongewijzigd").click()
            expect(page.locator(".voorstelkaart[data-open='1']")).to_have_count(nog - 1)
    page.get_by_role("link", name="Overleg sluiten").click()
    page.get_by_role("button", name="Overleg sluiten en lijst maken").click()
    expect(page.get_by_text("De afsprakenlijst is gemaakt met 17 afspraken.")).to_be_visible()


def _stem_af(page: Page, url: str, log_in: Callable[[Any], None], rijk: User, houder: User, redacteur: User) -> None:
    """The Rijk agrees with all, the regio objects to one with another text, which is taken over."""
    _zet_fase(page, url, "overleg gehouden")
    page.goto(f"{url}{OVERLEG}afstemming/beginnen/")
    page.get_by_label("Laatste dag").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    partijen = page.locator("[data-partij]")
    zijden = [
        partijen.nth(i).locator("select, input[type=radio]:checked").first.input_value()
        for i in range(partijen.count())
    ]
    mee = {zijden.index("rijk"), zijden.index("regio")}
    for i in range(partijen.count()):
        partijen.nth(i).get_by_role("checkbox").first.set_checked(i in mee)
    page.get_by_role("button", name="Afstemming beginnen").click()

    code = Afspraak.objects.get(tekstblok__tekst=AAN_TAFEL).code
    log_in(houder)
    page.goto(f"{url}{OVERLEG}afstemming/")
    _akkoord_met_de_rest(page, 17)
    log_in(redacteur)
    page.goto(f"{url}{OVERLEG}afstemming/")
    blok = page.locator(f"[id='{code}']")
    blok.focus()
    page.keyboard.press("b")
    blok.get_by_label("Wat is het bezwaar?").fill("Het voorjaar is te laat bekend.")
    blok.get_by_label("Voorstel voor een andere tekst").fill(TEGENTEKST)
    blok.get_by_role("button", name="Bezwaar opslaan").click()
    expect(blok.locator(".afstemmingspunt__stand")).to_have_text("bezwaar")
    _akkoord_met_de_rest(page, 16)

    log_in(rijk)
    page.goto(f"{url}/afsprakenlijsten/bol-2026/afstemming/")
    page.get_by_role("link", name="bezwaar", exact=True).click()
    page.get_by_label("tegentekst overgenomen").check()
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_text("Het besluit is vastgelegd.")).to_be_visible()
    # What the Rijk had agreed with is another text now.
    log_in(houder)
    page.goto(f"{url}{OVERLEG}afstemming/")
    _akkoord_met_de_rest(page, 1)
    log_in(rijk)
    page.goto(f"{url}{OVERLEG}afstemming/sluiten/")
    page.get_by_role("button", name="Sluiten").click()
    _zet_fase(page, url, "vastgesteld onder embargo")


def _akkoord_met_de_rest(page: Page, aantal: int) -> None:
    page.get_by_text("Akkoord met alles wat nog open staat").click()
    page.get_by_role("button", name=f"Akkoord met {aantal} afspra").click()
    expect(page.locator("#voortgang")).to_contain_text("U hebt alles beantwoord.")


def _zet_fase(page: Page, url: str, fase: str) -> None:
    if Ronde.objects.get(soort="bol", jaar=2026).get_fase_display() == fase:
        return
    page.goto(url + PUBLICATIE)
    page.get_by_role("button", name=f"Naar “{fase}”").click()
    assert Ronde.objects.get(soort="bol", jaar=2026).get_fase_display() == fase


def _verzend(page: Page, url: str, toegankelijk: Callable[[Page], None]) -> None:
    page.goto(url + PUBLICATIE)
    page.get_by_label("Wanneer is of wordt de brief verzonden?").fill(timezone.localtime().strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label("Kenmerk").fill("2026-0000123456")
    page.get_by_label("Kamerstuk").fill("34 682, nr. 250")
    page.get_by_role("button", name="Bekijk wat er opengaat").click()
    expect(page.locator("main")).to_contain_text("17")
    toegankelijk(page)
    page.get_by_role("button", name="Brief verzonden: maak openbaar").dblclick()
    klaar = page.get_by_role("link", name="Bekijk wat er is gebeurd")
    expect(klaar).to_be_visible(timeout=60_000)
    klaar.click()
    expect(page.get_by_role("heading", name="De lijst is openbaar")).to_be_visible()


def _is_naar_de_letter(teksten: list[str]) -> None:
    """The frozen edition holds these texts in this order, and there is one."""
    uitgave = Uitgave.objects.get()
    assert [een.tekst for een in lijst_van(uitgave).tekstblokken] == teksten
    assert Ronde.objects.get(soort="bol", jaar=2026).is_openbaar
    assert controleer_geschiedenis() == []
