"""Which coming meetings a sentence puts something on the agenda of, and which it only names."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.termijnen.agendering import vind_agenderingen
from tests.agreements.termijnen.test_oordeel import OVERLEGDATUM, OVERLEGGEN

BOL_2025, BOL_2027, MIRT_2025 = "BO Leefomgeving 2025", "BO Leefomgeving 2027", "BO MIRT 2025"


def gevonden(zin: str, *, dag: date | None = OVERLEGDATUM) -> list[str]:
    return [
        f"{een.overleg} {een.landsdeel or ''}".strip()
        for een in vind_agenderingen(zin, soort="BO MIRT", overlegdatum=dag, overleggen=OVERLEGGEN)
    ]


@pytest.mark.parametrize(
    ("zin", "overleg"),
    [
        ("Dit agenderen we op het BO-MIRT 2025.", MIRT_2025),
        ("Partijen leggen de keuze in het BOL van 2027 neer.", BOL_2027),
        ("De uitkomst komt terug op het BOL in 2025.", BOL_2025),
        ("Partijen bespreken dit in het volgende bestuurlijk overleg.", MIRT_2025),
        ("Dit komt terug in het eerstvolgende BO Leefomgeving.", BOL_2025),
        ("Rijk en regio leggen het voorstel voor aan het BO Leefomgeving 2025.", BOL_2025),
        ("De verkenning wordt geagendeerd voor het BO MIRT van november 2025.", MIRT_2025),
        ("Zij leggen de strategie uiterlijk in het BO MIRT 2025 ter vaststelling voor.", MIRT_2025),
        ("Er is afgesproken om de samenwerking te agenderen op het BO Leefomgeving 2025.", BOL_2025),
        ("De havens bespreken dit op de Vlaams-Nederlandse Top van 2025.", "Vlaams-Nederlandse Top 2025"),
        ("Partijen bespreken de voortgang in het BO MIRT Oost 2025.", "BO MIRT 2025 Oost"),
    ],
)
def test_sentence_puts_something_on_the_agenda(zin: str, overleg: str) -> None:
    assert gevonden(zin) == [overleg]


@pytest.mark.parametrize(
    "zin",
    [
        # It was held, or is the meeting that the text comes from.
        "In het BO MIRT 2023 is besproken hoe het verder gaat.",
        "In het BO Leefomgeving 2024 bespreken partijen de kaart.",
        "In het vorige bestuurlijk overleg is dit besproken.",
        "In dit bestuurlijk overleg bespreken partijen de kaart.",
        # Only where something came from, or what others work towards.
        "De middelen uit het BO MIRT 2025 zijn beschikbaar.",
        "Zoals afgesproken in het BO MIRT 2025 starten partijen.",
        "De in het BO MIRT 2025 gemaakte keuze geldt.",
        "Partijen werken dit uit richting het BO Leefomgeving 2025.",
        "De strategie is voor het BO MIRT 2025 gereed.",
        "Na het BO MIRT 2025 beginnen partijen met de aanleg.",
        # Of another kind, that nobody keeps a register of.
        "Het volgende bestuurlijk overleg over water is in mei.",
        "Partijen bespreken dit in mei 2025.",
    ],
)
def test_sentence_only_names_a_meeting(zin: str) -> None:
    assert gevonden(zin) == []


def test_each_meeting_counts_once_and_the_next_one_needs_a_day_to_count_from() -> None:
    twee = "Dit komt terug in het BO MIRT 2025. Partijen besluiten in het BO MIRT 2025 en in het BO Leefomgeving 2027."
    assert gevonden(twee) == [MIRT_2025, BOL_2027]
    assert gevonden("Dit komt terug in het volgende bestuurlijk overleg.", dag=None) == []
