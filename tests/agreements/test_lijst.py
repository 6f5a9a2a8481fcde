"""The neutral structure: JSON there and back, stable codes, counts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from agreements.lijst import LOSSE_ALINEA, Blok, Landsdeellijst, Lijst, LijstFout, Rubriek, Tekstblok, code_voor
from agreements.lijst_json import naar_json, uit_json
from tests.strategieen import met_tekstblokken, volledige_lijsten

ruim = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def een_lijst(*blokken: Tekstblok) -> Lijst:
    return Lijst(
        soort="bol",
        jaar=2024,
        titel="Proef",
        landsdelen=(
            Landsdeellijst(
                landsdeel="zuidwest",
                kop="Regio Zuidwest-Nederland",
                rubrieken=(
                    Rubriek(
                        nummer="1",
                        titel="Ruimte voor energie",
                        blokken=(
                            Blok(tekstblokken=blokken[:2]),
                            Blok(onderwerp="Wonen", tekstblokken=blokken[2:]),
                        ),
                    ),
                    Rubriek(nummer="2", titel="Leeg"),
                ),
            ),
            Landsdeellijst(landsdeel="oost", kop="Regio Oost-Nederland"),
        ),
    )


@ruim
@given(lijst=volledige_lijsten())
def test_list_survives_json(lijst: Lijst) -> None:
    terug = uit_json(json.loads(json.dumps(naar_json(lijst))))

    # The line of the source is no part of the contract.
    assert terug == met_tekstblokken(lijst, lambda blok: replace(blok, regel=None))


@ruim
@given(lijst=volledige_lijsten())
def test_codes_are_unique_and_stay(lijst: Lijst) -> None:
    codes = [blok.code for blok in lijst.tekstblokken]

    assert all(codes)
    assert len(set(codes)) == len(codes)
    assert lijst.met_codes() == lijst


@ruim
@given(lijst=volledige_lijsten())
def test_counts_are_those_of_the_json(lijst: Lijst) -> None:
    data = naar_json(lijst)
    afspraken = [
        afspraak
        for deel in data["landsdelen"]
        for rubriek in deel["rubrieken"]
        for blok in rubriek["blokken"]
        for afspraak in blok["afspraken"]
    ]

    assert data["tellingen"] == {
        "landsdelen": len(data["landsdelen"]),
        "rubrieken": sum(len(deel["rubrieken"]) for deel in data["landsdelen"]),
        "afspraken": sum(afspraak["soort"] != LOSSE_ALINEA for afspraak in afspraken),
        "subpunten": sum(len(afspraak["subpunten"]) for afspraak in afspraken),
        "losse_alineas": sum(afspraak["soort"] == LOSSE_ALINEA for afspraak in afspraken),
    }


def test_code_names_kind_year_landsdeel_rubriek_and_number() -> None:
    code = code_voor(soort="bol", jaar=2024, landsdeel="zuidwest", rubriek="1", nummer=3)

    assert code == "BOL-2024-ZW-1-03"


def test_numbers_run_on_over_the_blokken_of_a_rubriek() -> None:
    lijst = een_lijst(Tekstblok(tekst="a"), Tekstblok(tekst="b", soort=LOSSE_ALINEA), Tekstblok(tekst="c")).met_codes()

    assert [blok.code for blok in lijst.tekstblokken] == [
        "BOL-2024-ZW-1-01",
        "BOL-2024-ZW-1-02",
        "BOL-2024-ZW-1-03",
    ]


def test_new_block_between_old_ones_takes_no_code_of_theirs() -> None:
    lijst = een_lijst(
        Tekstblok(tekst="a", code="BOL-2024-ZW-1-01"),
        Tekstblok(tekst="nieuw"),
        Tekstblok(tekst="b", code="BOL-2024-ZW-1-02"),
    ).met_codes()

    assert [blok.code for blok in lijst.tekstblokken] == [
        "BOL-2024-ZW-1-01",
        "BOL-2024-ZW-1-03",
        "BOL-2024-ZW-1-02",
    ]


def test_loose_paragraph_is_counted_apart() -> None:
    lijst = een_lijst(
        Tekstblok(tekst="a", subpunten=("x", "y")), Tekstblok(tekst="b", soort=LOSSE_ALINEA), Tekstblok(tekst="c")
    )

    assert lijst.tellingen() == {
        "landsdelen": 2,
        "rubrieken": 2,
        "afspraken": 2,
        "subpunten": 2,
        "losse_alineas": 1,
    }


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"soort": "bol", "jaar": 2024, "titel": "x"},
        {"soort": "bol", "jaar": "veel", "titel": "x", "landsdelen": []},
        {"soort": 3, "jaar": 2024, "titel": "x", "landsdelen": []},
        {"soort": "bol", "jaar": 2024, "titel": "x", "landsdelen": ["zuid"]},
        {"soort": "bol", "jaar": 2024, "titel": "x", "landsdelen": [{"landsdeel": "zuid", "kop": "x"}]},
    ],
)
def test_json_of_something_else_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(LijstFout, match="geen afsprakenlijst"):
        uit_json(data)
