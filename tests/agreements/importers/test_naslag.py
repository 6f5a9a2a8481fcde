"""Names in headings lead to slugs, however they are written."""

from __future__ import annotations

import pytest

from agreements.importers.naslag import Naslag, sleutel
from tests.strategieen import NASLAG


@pytest.mark.parametrize(
    ("titel", "slug"),
    [
        ("NOVEX-gebied North Sea Port District (NSPD)", "north-sea-port-district"),
        ("NOVEX-gebied Metropoolregio Amsterdam (MRA)", "metropoolregio-amsterdam"),
        ("NOVEX MRA", "metropoolregio-amsterdam"),
        ("NOVEX-gebied Noordzeekanaalgebied (NZKG)", "noordzeekanaalgebied"),
        ("NOVEX-gebied Arnhem Nijmegen Foodvalley", "arnhem-nijmegen-foodvalley"),
        ("NOVEX-gebied Arnhem–Nijmegen–Foodvalley", "arnhem-nijmegen-foodvalley"),
        ("NOVEX-gebied Groningen – Masterplan Zeehavens", "groningen-masterplan-zeehavens"),
        ("Groningen - Masterplan Zeehavens", "groningen-masterplan-zeehavens"),
        ("NOVEX-gebied Groningen-Assen", "regio-groningen-assen"),
        ("NOVEX-gebied Regio Zwolle", "regio-zwolle"),
        ("NOVEX-GEBIED DE PEEL", "de-peel"),
        ("Regio Schiphol", "schipholregio"),
        ("Startsein Rijk-regio verstedelijkingsstrategie Limburg Centraal", "limburg-centraal"),
        ("Verstedelijkingsstrategie Stedendriehoek (Apeldoorn, Twente, Zutphen)", "stedendriehoek"),
        ("Startsein Rijk-regio verstedelijkingsstrategie regio Twente", "twente"),
        ("Powerport regio Moerdijk", "powerport-regio-moerdijk"),
        ("Project ‘Beethoven’ – Brainport Eindhoven", None),
        ("Ruimtelijke opgaven Zuidwest-Nederland (NOVEX)", None),
        ("Woningbouw in Zwolle", None),
        ("Verstedelijkingsopgave Roosendaal", None),
    ],
)
def test_title_leads_to_the_gebied_that_it_names(titel: str, slug: str | None) -> None:
    assert NASLAG.gebied(titel) == slug


def test_of_names_inside_each_other_the_longest_counts() -> None:
    naslag = Naslag(gebieden={"Limburg Centraal": "limburg-centraal", "Centraal": "centraal"})

    assert naslag.gebieden_in("Strategie Limburg Centraal") == ("limburg-centraal",)


def test_title_may_name_two_gebieden() -> None:
    assert NASLAG.gebieden_in("Samenhang tussen Groene Hart en Zuidelijke Randstad") == (
        "groene-hart",
        "zuidelijke-randstad",
    )


@pytest.mark.parametrize(
    ("kop", "slug"),
    [
        ("Zuid-Holland", "zuid-holland"),
        ("Provincie Noord-Brabant", "noord-brabant"),
        ("provincie fryslan", "fryslan"),
        ("FRYSLÂN", "fryslan"),
        ("Zeeland:", "zeeland"),
        ("Zeeland.", None),
        ("Provincie Flevoland is jong", None),
        ("Limburg Centraal", None),
        ("", None),
    ],
)
def test_heading_leads_to_its_provincie(kop: str, slug: str | None) -> None:
    assert NASLAG.provincie(kop) == slug


@pytest.mark.parametrize(
    ("kop", "slug"),
    [
        ("Regio Zuidwest-Nederland", "zuidwest"),
        ("Regio Zuid-Nederland", "zuid"),
        ("REGIO NOORDWEST-NEDERLAND", "noordwest"),
        ("Regio Oost", "oost"),
        ("Noord-Nederland", "noord"),
        ("Generieke, nationale afspraken", "landelijk"),
        ("Noord", None),
        ("Regio Zwolle", None),
        ("Landsdeel Noord", "noord"),  # so a letter to Parliament heads its sections
        ("Regio Noord-Nederland.", None),
    ],
)
def test_heading_leads_to_its_landsdeel(kop: str, slug: str | None) -> None:
    assert NASLAG.landsdeel(kop) == slug


def test_key_forgives_case_accents_dashes_and_quotes() -> None:
    assert sleutel("  Fryslân –  ‘Zuid’-Oost ") == sleutel("fryslan - zuid oost")
