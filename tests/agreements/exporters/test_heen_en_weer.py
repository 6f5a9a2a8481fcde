"""What goes out comes in again: the list of an exported document is the list, for each format that can be read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from agreements.exporters import FORMATEN, Titelgegevens
from agreements.importers import lees_lijst
from agreements.lijst import Lijst
from agreements.lijst_json import uit_json
from tests.agreements.exporters.bedoeld import GEGEVENS, KAAL, LASTIG, lijst_met
from tests.strategieen import NASLAG, lijsten, volledige_lijsten, zonder_regels
from tests.voorbeeldlijsten import elke_structuur, lange_lijst, met_bijschriften, punt

TERUG = ("docx", "odt", "md")


def heen_en_weer(lijst: Lijst, formaat: str, gegevens: Titelgegevens = KAAL) -> Lijst:
    """The list as it is read from the document that is made of it."""
    inhoud = FORMATEN[formaat].maak(lijst, gegevens)
    return lees_lijst(inhoud, naam=f"lijst.{formaat}", soort=lijst.soort, jaar=lijst.jaar, naslag=NASLAG)


def kaal(lijst: Lijst) -> Lijst:
    """The list without what a document says nothing of: line numbers, additions, which run of numbers a code has."""
    return zonder_regels(
        replace(lijst, vervallen=()).met_elk_tekstblok(
            lambda _deel, _rubriek, blok: replace(
                blok, code="", termijnen=(), statussen=(), partijen=(), wijziging=None
            )
        )
    )


@given(lijst=lijsten())
@settings(max_examples=12)
def test_every_list_comes_back_as_it_went(lijst: Lijst) -> None:
    for formaat in TERUG:
        terug = heen_en_weer(lijst.met_codes(), formaat)
        assert kaal(terug) == lijst, formaat
        assert terug.meldingen == (), formaat


@given(lijst=volledige_lijsten(max_landsdelen=2))
@settings(max_examples=6)
def test_every_list_with_statuses_and_deadlines_comes_back_without_them(lijst: Lijst) -> None:
    for formaat in TERUG:
        assert kaal(heen_en_weer(lijst, formaat, GEGEVENS)) == kaal(lijst), formaat
    assert uit_json(json.loads(FORMATEN["json"].maak(lijst, GEGEVENS))) == lijst


@pytest.mark.parametrize("formaat", TERUG)
def test_a_list_with_every_addition_comes_back_as_the_official_text(formaat: str) -> None:
    lijst = met_bijschriften(lange_lijst())
    terug = heen_en_weer(lijst, formaat, GEGEVENS)
    assert kaal(terug) == kaal(lijst)
    assert terug.meldingen == ()


@pytest.mark.parametrize("formaat", TERUG)
def test_every_structure_comes_back(formaat: str) -> None:
    lijst = _gedrukt(elke_structuur())
    assert kaal(heen_en_weer(lijst, formaat)) == kaal(lijst)


def _gedrukt(lijst: Lijst) -> Lijst:
    """The list as far as print can tell: a heading that names the landsdeel, a provincie until the next one."""
    landelijk, zuid, *rest = lijst.landsdelen
    eerste, *rubrieken = zuid.rubrieken
    *blokken, laatste = eerste.blokken
    eerste = replace(eerste, blokken=(*blokken, replace(laatste, provincie=blokken[-1].provincie)))
    zuid = replace(zuid, rubrieken=(eerste, *rubrieken))
    return replace(lijst, landsdelen=(replace(landelijk, kop="Landelijke afspraken"), zuid, *rest))


@pytest.mark.parametrize("formaat", TERUG)
@pytest.mark.parametrize("tekst", [tekst for tekst in LASTIG if tekst == tekst.strip() and "\t" not in tekst])
def test_a_text_that_looks_like_something_else_comes_back(formaat: str, tekst: str) -> None:
    lijst = lijst_met(punt(tekst), punt("Tussenin.", tekst), punt(tekst, teken="•"))
    assert kaal(heen_en_weer(lijst, formaat)) == kaal(lijst)


@pytest.mark.parametrize("formaat", TERUG)
@pytest.mark.parametrize("teken", ["❖", "\uf076", "\uf0a7", "•", "o", "-", "–", "➢"])
def test_the_bullet_of_the_list_comes_back(formaat: str, teken: str) -> None:
    lijst = lijst_met(punt("Een punt.", "Een onderdeel.", teken=teken), punt("Nog een.", teken=teken))
    assert kaal(heen_en_weer(lijst, formaat)) == kaal(lijst)


@pytest.mark.parametrize("formaat", TERUG)
def test_the_real_list_comes_back(formaat: str, echt_document: Callable[[str], Path]) -> None:
    pad = echt_document("afsprakenlijst-bol-2024.txt")
    lijst = lees_lijst(pad, naam=pad.name, soort="bol", jaar=2024, naslag=NASLAG)
    assert kaal(heen_en_weer(lijst.met_codes(), formaat)) == kaal(lijst)
