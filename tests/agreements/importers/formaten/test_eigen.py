"""Our own PDF, Word and ODT, read back: each paragraph is what it was, and its text is to the letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from agreements.exporters import FORMATEN
from agreements.exporters.gegevens import Titelgegevens
from agreements.exporters.tekens import leesbaar
from agreements.importers import lees_lijst
from agreements.importers.bron import Brontekst
from agreements.importers.formaten import lees_bron
from agreements.importers.formaten.pdf_lezen import lees_in_dit_proces
from agreements.importers.opbouw import Deel, naar_delen
from agreements.lijst import Blok, Landsdeellijst, Lijst, Onderdeel, Rubriek
from tests.strategieen import NASLAG, lijsten, volledige_lijsten, zonder_regels
from tests.voorbeeldlijsten import elke_structuur, met_bijschriften, punt

# WeasyPrint leaves its own colour profile open until the next collection.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.*")

GEGEVENS = Titelgegevens(ronde="BO Leefomgeving 2030", moment=datetime(2030, 11, 21, 9, 30, tzinfo=UTC))
TERUG_TE_LEZEN = ["pdf", "docx", "odt"]
#: A PDF takes a second to make: few examples, and none made smaller when one fails.
RUSTIG = settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
_BUITEN_DE_LIJST = (Onderdeel.VOORWERK, Onderdeel.BIJSCHRIFT)


def _lees(inhoud: bytes, formaat: str) -> Brontekst:
    if formaat == "pdf":  # not in a process of its own: that costs as much as the reading
        return lees_in_dit_proces(inhoud, naam="lijst.pdf")
    return lees_bron(inhoud, naam=f"lijst.{formaat}")


def _gedrukt(deel: Deel) -> str:
    if deel.soort is Onderdeel.RUBRIEK:
        return f"{deel.nummer} {deel.tekst}"
    teken = "o" if deel.soort is Onderdeel.SUBPUNT else deel.teken
    return f"{teken} {deel.tekst}" if teken else deel.tekst


def _bedoeld(lijst: Lijst) -> list[tuple[Onderdeel, str]]:
    return [(deel.soort, _gedrukt(deel)) for deel in naar_delen(lijst)]


def _gelezen(bron: Brontekst) -> list[tuple[Onderdeel | None, str]]:
    return [(regel.onderdeel, regel.tekst) for regel in bron.regels if regel.onderdeel not in _BUITEN_DE_LIJST]


@pytest.mark.parametrize("formaat", TERUG_TE_LEZEN)
@RUSTIG
@given(lijst=volledige_lijsten(max_landsdelen=2))
def test_every_paragraph_of_our_own_document_is_what_it_was(formaat: str, lijst: Lijst) -> None:
    bron = _lees(FORMATEN[formaat].maak(lijst, GEGEVENS), formaat)
    assert bron.eigen
    assert _gelezen(bron) == _bedoeld(lijst)


@pytest.mark.parametrize("formaat", TERUG_TE_LEZEN)
@RUSTIG
@given(lijst=lijsten(max_landsdelen=2))
def test_list_survives_export_and_import(formaat: str, lijst: Lijst) -> None:
    inhoud = FORMATEN[formaat].maak(lijst, GEGEVENS)
    terug = lees_lijst(inhoud, naam=f"lijst.{formaat}", soort=lijst.soort, jaar=lijst.jaar, naslag=NASLAG)
    assert zonder_regels(terug) == lijst


@pytest.mark.parametrize("formaat", TERUG_TE_LEZEN)
def test_what_an_export_adds_is_no_part_of_the_list(formaat: str) -> None:
    lijst = elke_structuur()
    bron = _lees(FORMATEN[formaat].maak(met_bijschriften(lijst), replace(GEGEVENS, embargo=True)), formaat)
    assert bron.eigen
    bedoeld = _bedoeld(lijst)
    if formaat == "pdf":  # nothing can show a private-use character: there it is the sign that it stands for
        bedoeld = [(onderdeel, leesbaar(tekst)) for onderdeel, tekst in bedoeld]
    assert _gelezen(bron) == bedoeld
    assert any(regel.onderdeel is Onderdeel.BIJSCHRIFT for regel in bron.regels)


@pytest.mark.parametrize("formaat", TERUG_TE_LEZEN)
def test_real_list_survives_export_and_import(formaat: str, echt_document: Callable[[str], Path]) -> None:
    pad = echt_document("afsprakenlijst-bol-2024.txt")
    lijst = zonder_regels(lees_lijst(pad, naam=pad.name, soort="bol", jaar=2024, naslag=NASLAG))
    inhoud = FORMATEN[formaat].maak(lijst, GEGEVENS)
    terug = lees_lijst(inhoud, naam=f"lijst.{formaat}", soort="bol", jaar=2024, naslag=NASLAG)
    assert zonder_regels(terug) == lijst


def test_page_number_in_the_contents_is_not_taken_for_the_number_of_the_next_rubriek() -> None:
    """The first three are on page 3. One step astray, and the rest of the contents is found in the wrong place."""
    lang = "De partijen leggen dat samen vast. " * 90
    teksten = ("Over de zee\xadhaven.", "Kort.", lang, lang, lang)
    rubrieken = tuple(
        Rubriek(
            nummer=str(nummer), titel=f"Rubriek nummer {nummer}", blokken=(Blok(tekstblokken=(punt(tekst.strip()),)),)
        )
        for nummer, tekst in enumerate(teksten, start=1)
    )
    deel = Landsdeellijst(landsdeel="zuid", kop="Regio Zuid-Nederland", rubrieken=rubrieken)
    lijst = Lijst(soort="bol", jaar=2030, titel="Afsprakenlijst", landsdelen=(deel,))
    assert _gelezen(_lees(FORMATEN["pdf"].maak(lijst, GEGEVENS), "pdf")) == _bedoeld(lijst)


def test_word_document_of_ours_with_a_new_paragraph_is_no_longer_taken_at_its_word() -> None:
    document = docx.Document(BytesIO(FORMATEN["docx"].maak(elke_structuur(), GEGEVENS)))
    document.add_paragraph("Deze zin schreef iemand er later bij.")
    uit = BytesIO()
    document.save(uit)
    bron = lees_bron(uit.getvalue(), naam="lijst.docx")
    assert not bron.eigen
    assert "bewerkt document" in {melding.soort for melding in bron.meldingen}
    assert "Deze zin schreef iemand er later bij." in bron.tekst


def test_pdf_that_only_says_to_be_ours_is_read_by_its_looks() -> None:
    with pikepdf.open(BytesIO(FORMATEN["pdf"].maak(elke_structuur(), GEGEVENS))) as pdf:
        del pdf.Root.Names
        uit = BytesIO()
        pdf.save(uit)
    bron = lees_bron(uit.getvalue(), naam="lijst.pdf")
    assert not bron.eigen
    assert bron.regels
