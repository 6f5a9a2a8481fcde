"""Writing an item in a real browser: the editor, drafts that survive, two people at once, and a paste from Word."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.actoren import SYSTEEM
from accounts.models import Rol
from agreements.models import Agendapunt
from agreements.services.dossiers import laad_dossier
from tests import factories
from tests.agreements.test_dossiers import EEN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: As Word puts a list of two levels on the clipboard: paragraphs, with the signs between conditional comments.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p {color:red} --></style></head>
<body><!--StartFragment--><p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span
style='font-size:11.0pt'>Rijk en
regio</span></b><span style='font-style:italic'> spreken</span> “af”:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>
<![endif]>Een brug bouwen;<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>voor <b>2034</b>.</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><!--[if !supportLists]--><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><!--[endif]-->Een tunnel graven.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>3.<span>&nbsp;
</span></span>Drie</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Wie</p></td><td><p>Wat</p><p>dan</p></td></tr></table>
<p class=MsoNormal>Eén<br>twee</p><!--EndFragment--></body></html>"""
UIT_WORD = (
    "<p><strong>Rijk en regio</strong> <em>spreken</em> “af”:</p>"
    "<ul><li>Een brug bouwen;<ul><li>voor <strong>2034</strong>.</li></ul></li><li>Een tunnel graven.</li></ul>"
    '<ol start="3"><li>Drie</li></ol><p>Wie | Wat dan</p><p>Eén</p><p>twee</p>'
)


@pytest.fixture
def punt() -> Agendapunt:
    factories.LandsdeelFactory.create(slug="oost")
    laad_dossier(EEN, by=SYSTEEM)
    rij: Agendapunt = Agendapunt.objects.get(nummer="2.1")
    return rij


@pytest.fixture
def adres(live_server: Any, punt: Agendapunt) -> str:
    return f"{live_server.url}/overleggen/bol-2031-oost/punten/{punt.pk}/"


def vak(page: Page, naam: str) -> Any:
    """A field, once the editors stand in place of the text fields."""
    expect(page.locator(".schrijfveld__tekst").last).to_be_visible()
    return page.get_by_role("textbox", name=naam, exact=True)


def bewaard(page: Page) -> None:
    expect(page.locator("#opslagstand")).to_contain_text("Concept bewaard om")


def html(punt: Agendapunt, soort: str) -> str:
    return str(punt.blokken.get(soort=soort).html)


def test_text_is_typed_survives_the_browser_and_is_saved(
    page: Page, adres: str, punt: Agendapunt, log_in: Any, toegankelijk: Any
) -> None:
    log_in(factories.RijksredacteurFactory())
    page.goto(adres)
    toegankelijk(page)
    page.get_by_role("link", name="Schrijven").click()
    tekstvak = vak(page, "In het kort")
    tekstvak.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type("- een ")
    page.keyboard.press("Control+b")
    page.keyboard.type("brug")
    page.keyboard.press("Control+b")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("voor de zomer")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("een tunnel")
    bewaard(page)
    # Escape and Tab lead out of the field: it is no trap for the keyboard.
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(tekstvak).not_to_be_focused()
    toegankelijk(page)
    page.reload()
    expect(page.get_by_text("U schrijft verder in uw concept")).to_be_visible()
    expect(vak(page, "In het kort").locator("li li")).to_have_text("voor de zomer")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    toegankelijk(page)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen als versie 2.")).to_be_visible()
    assert html(punt, "in_het_kort") == (
        "<ul><li>een <strong>brug</strong><ul><li>voor de zomer</li></ul></li><li>een tunnel</li></ul>"
    )
    # What was not touched is as it was, to the letter.
    assert html(punt, "toelichting") == "<ol><li>Eerst dit.</li><li>Dan dat.</li></ol>"
    page.goto(f"{adres}versies/")
    toegankelijk(page)


def test_what_is_written_before_the_editor_is_there_stays_and_is_kept(
    page: Page, adres: str, punt: Agendapunt, log_in: Any, traag: Any
) -> None:
    log_in(factories.RijksredacteurFactory())
    page.goto(f"{adres}schrijven/")
    editor = page.locator("#schrijfformulier").get_attribute("data-editor")
    bouw = traag(f"**{editor}")
    bouw.open(f"{adres}schrijven/")
    toelichting = page.locator("textarea[data-html]").last
    toelichting.fill("Eerst de grond.")
    bouw.laat_door()
    bewaard(page)
    expect(toelichting).to_be_visible()
    expect(toelichting).to_have_value("Eerst de grond.")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen als versie 2.")).to_be_visible()
    assert html(punt, "toelichting") == "<p>Eerst de grond.</p>"


def test_two_people_in_one_item_see_each_other_and_lose_nothing(
    page: Page,
    browser: Browser,
    context: BrowserContext,
    browser_context_args: dict[str, Any],
    adres: str,
    punt: Agendapunt,
    log_in: Any,
    toegankelijk: Any,
) -> None:
    oost = factories.LandsdeelFactory.create(slug="oost")
    log_in(factories.UserFactory.create(username="bert", rol=Rol.REDACTEUR_REGIO, rol__landsdelen=[oost]))
    met_bert = browser.new_context(**{**browser_context_args, "storage_state": context.storage_state()})
    log_in(factories.RijksredacteurFactory(username="anna"))
    bij_bert = met_bert.new_page()
    bij_bert.goto(f"{adres}schrijven/")
    expect(vak(bij_bert, "In het kort")).to_be_visible()
    page.goto(f"{adres}schrijven/")
    expect(page.get_by_text("Bert schrijft hier nu ook.")).to_be_visible()

    vak(bij_bert, "In het kort").fill("De tekst van Bert.")
    vak(bij_bert, "Toelichting").fill("De toelichting van Bert.")
    expect(bij_bert.locator("#schrijvers")).to_have_text("Anna schrijft hier nu ook.")
    bij_bert.get_by_role("button", name="Opslaan", exact=True).click()
    expect(bij_bert.get_by_text("Opgeslagen als versie 2.")).to_be_visible()
    met_bert.close()

    vak(page, "In het kort").fill("De tekst van Anna.")
    expect(page.get_by_text("Bert heeft intussen versie 2 opgeslagen.")).to_be_visible()
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_role("heading", name="Iemand was u voor")).to_be_visible()
    expect(page.get_by_role("heading", name="Opgeslagen door Bert")).to_be_visible()
    toegankelijk(page)
    expect(vak(page, "In het kort")).to_have_text("De tekst van Anna.")
    expect(vak(page, "Toelichting")).to_have_text("De toelichting van Bert.")
    page.get_by_role("button", name="Zet deze tekst in het tekstvak").click()
    expect(vak(page, "In het kort")).to_have_text("De tekst van Bert.")
    vak(page, "In het kort").press("End")
    page.keyboard.type(" En die van Anna.")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen als versie 3.")).to_be_visible()
    assert html(punt, "in_het_kort") == "<ul><li>De tekst van Bert. En die van Anna.</li></ul>"
    assert html(punt, "toelichting") == "<ol><li>De toelichting van Bert.</li></ol>"


def test_word_leaves_clean_structure_and_a_lost_connection_no_gap(
    page: Page, adres: str, punt: Agendapunt, log_in: Any
) -> None:
    log_in(factories.RijksredacteurFactory())
    page.goto(f"{adres}schrijven/")
    tekstvak = vak(page, "Bespreekpunten")
    tekstvak.fill("")
    page.route("**/concept/", lambda route: route.abort())
    tekstvak.evaluate(
        """(vak, html) => {
            const klembord = new DataTransfer();
            klembord.setData("text/html", html);
            vak.focus();
            vak.dispatchEvent(new ClipboardEvent("paste", {clipboardData: klembord, bubbles: true, cancelable: true}));
        }""",
        WORD,
    )
    expect(page.locator("#opslagstand")).to_contain_text("Niet bewaard: geen verbinding")
    page.unroute("**/concept/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    bewaard(page)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen als versie 2.")).to_be_visible()
    assert html(punt, "bespreekpunten") == UIT_WORD


def test_who_was_logged_out_keeps_the_text_and_saves_it_after_logging_in_again(
    page: Page, adres: str, punt: Agendapunt, log_in: Any, live_server: Any
) -> None:
    anna = factories.RijksredacteurFactory()
    log_in(anna)
    page.goto(f"{adres}schrijven/")
    tekstvak = vak(page, "Bespreekpunten")
    page.context.clear_cookies()
    tekstvak.fill("De tekst van Anna.")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator("#opslagstand")).to_contain_text("u bent uitgelogd")
    expect(tekstvak).to_have_text("De tekst van Anna.")
    log_in(anna)
    page.context.new_page().goto(live_server.url)
    tekstvak.press_sequentially(" En meer.")
    bewaard(page)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen als versie 2.")).to_be_visible()
    assert "En meer." in html(punt, "bespreekpunten")
