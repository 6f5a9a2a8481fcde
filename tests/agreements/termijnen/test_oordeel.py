"""What is due by a phrase and what only tells of the past, names a horizon or speaks of another word."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.termijnen import vind_termijnen

OVERLEGDATUM = date(2024, 11, 6)
OVERLEGGEN = {
    "BO MIRT 2023": (date(2023, 11, 6), date(2023, 11, 9)),
    "BO Leefomgeving 2024": (date(2024, 11, 6), date(2024, 11, 7)),
    "BO MIRT 2024": (date(2024, 11, 6), date(2024, 11, 7)),
    "BO Leefomgeving 2025": (date(2025, 6, 2), date(2025, 6, 11)),
    "BO MIRT 2025": (date(2026, 1, 5), date(2026, 1, 8)),
}

# sentence, {phrase: last day or meeting by which something is due, None where nothing is}
ZINNEN: list[tuple[str, dict[str, str | None]]] = [
    ("De provincie levert uiterlijk 1 mei 2025 een voorstel aan.", {"uiterlijk 1 mei 2025": "2025-05-01"}),
    ("Partijen bespreken dit in het eerstvolgende BO MIRT.", {"eerstvolgende BO MIRT": "BO MIRT 2025"}),
    ("Het convenant is op 3 oktober 2023 ondertekend.", {"3 oktober 2023": None}),
    (
        "In het BO MIRT 2023 is afgesproken dat de gemeente in 2025 start met de aanleg.",
        {"BO MIRT 2023": None, "in 2025": "2025-12-31"},
    ),
    (
        "Vorig jaar heeft de regio een visie opgeleverd, die in de loop van 2025 wordt herzien.",
        {"Vorig jaar": None, "in de loop van 2025": "2025-12-31"},
    ),
    ("Hiervoor is € 3 mln. beschikbaar voor 2026.", {"voor 2026": None}),
    ("Tot 2035 groeit de regio met 20.000 woningen.", {"Tot 2035": None}),
    (
        "De regio bouwt 15.000 woningen tot 2030, waarvan 4.000 in 2026 worden opgeleverd.",
        {"tot 2030": None, "in 2026": "2026-12-31"},
    ),
    ("De werkzaamheden zijn uiterlijk 2029 gereed.", {"uiterlijk 2029": "2029-12-31"}),
    ("De regio is uiterlijk in 2040 energieneutraal.", {"uiterlijk in 2040": "2040-12-31"}),
    ("In de periode 2025 t/m 2027 voert de regio dit uit.", {"In de periode 2025 t/m 2027": "2027-12-31"}),
    ("Het project loopt van 2023 tot 2027.", {"van 2023 tot 2027": None}),
    ("Er zijn 3.500 woningen t/m 2034 gepland.", {"t/m 2034": None}),
    ("Deze 3.500 woningen moeten t/m 2034 worden gebouwd.", {"t/m 2034": "2034-12-31"}),
    ("Sinds 2019 werkt men aan het plan; dit jaar volgt een besluit.", {"Sinds 2019": None, "dit jaar": "2024-12-31"}),
    ("De subsidie geldt met ingang van 1 januari 2026.", {"met ingang van 1 januari 2026": "2026-01-01 …"}),
    ("Vanaf 2026 zal het Rijk hieraan bijdragen.", {"Vanaf 2026": "2026-01-01 …"}),
    ("Er komt een regeling voor de financiering vanaf 2026.", {"vanaf 2026": None}),
    ("De afspraken gelden voor de periode na 2030.", {"na 2030": None}),
    ("Na de zomer van 2025 start de uitvoering.", {"Na de zomer van 2025": "2025-09-21 …"}),
    ("Hierover is in het voorjaar gesproken.", {"in het voorjaar": None}),
    ("Hierover wordt in het voorjaar gesproken.", {"in het voorjaar": "2025-06-20"}),
    ("Rijk en regio hebben afgesproken in het voorjaar een besluit te nemen.", {"in het voorjaar": "2025-06-20"}),
    ("Eind november wordt de Kamer geïnformeerd.", {"Eind november": "2024-11-30"}),
    ("Eind oktober is de Kamer geïnformeerd.", {"Eind oktober": None}),
    ("De minister stuurde in september een brief aan de Kamer.", {"in september": None}),
    ("De BO’s vinden normaliter in het voorjaar plaats.", {"in het voorjaar": None}),
    ("De toets is begin volgend jaar afgerond.", {"begin volgend jaar": "2025-03-31"}),
    ("Het streven is dat uiterlijk eind 2024 een besluit is genomen.", {"uiterlijk eind 2024": "2024-12-31"}),
    ("In 2024 heeft de gemeente het plan vastgesteld.", {"In 2024": None}),
    ("In 2024 wordt het plan vastgesteld.", {"In 2024": "2024-12-31"}),
    ("De in 2024 vastgestelde agenda wordt uitgevoerd.", {"in 2024": None}),
    ("Dit jaar is een eerste verkenning uitgevoerd.", {"Dit jaar": None}),
    ("Dit jaar is een extra impuls nodig.", {"Dit jaar": "2024-12-31"}),
    ("Besloten is om dit jaar prioriteit te geven aan water.", {"dit jaar": "2024-12-31"}),
    (
        "Dit besluit is genomen tijdens het BO Leefomgeving van 6 november 2024.",
        {"BO Leefomgeving van 6 november 2024": None},
    ),
    ("In dit BO Leefomgeving is ingestemd met het perspectief.", {"dit BO Leefomgeving": None}),
    ("Dit komt in het BO MIRT van november a.s. terug.", {"BO MIRT van november a.s.": "BO MIRT 2024"}),
    ("Zie de uitkomsten van het BO Leefomgeving 2025.", {"BO Leefomgeving 2025": None}),
    ("Wij komen hierop terug in het volgende BO Leefomgeving.", {"volgende BO Leefomgeving": "BO Leefomgeving 2025"}),
    ("Voor het BO MIRT 2025 werken zij de kosten uit.", {"BO MIRT 2025": "BO MIRT 2025"}),
    ("Werk dit verder uit richting het BO Leefomgeving 2025.", {"BO Leefomgeving 2025": "BO Leefomgeving 2025"}),
    (
        "Besluit in het BO MIRT 2025, dan wel het BO Leefomgeving 2026.",
        {"BO MIRT 2025, dan wel het BO Leefomgeving 2026": "BO Leefomgeving 2026"},
    ),
    ("Eind 2025 of begin 2026 volgt de balans.", {"Eind 2025 of begin 2026": "2026-03-31"}),
    ("Om de doelstelling in 2030 te halen is meer nodig.", {"in 2030": None}),
    ("De regio is klimaatneutraal in 2050.", {"in 2050": None}),
    ("De kosten zijn € 2,4 mln. in 2025 en € 3 miljoen in 2026.", {"in 2025": None, "in 2026": None}),
    ("De begroting voor 2026 wordt aangepast.", {"voor 2026": None}),
    ("De maatregelen zijn voor 2030 nodig.", {"voor 2030": "2029-12-31"}),
    ("De agenda voor de periode 2025-2029 ligt er.", {"voor de periode 2025-2029": None}),
    ("In de periode 2025-2027 voert de regio dit uit.", {"In de periode 2025-2027": "2027-12-31"}),
    ("Vanaf 2022 t/m juni 2024 zijn 200 woningen gebouwd.", {"Vanaf 2022 t/m juni 2024": None}),
    ("Planning: Q1 2025 start, Q4 2025 oplevering.", {"Q1 2025": "2025-03-31", "Q4 2025": "2025-12-31"}),
    ("conceptversie 12 mei", {"12 mei": None}),
    ("Het onderzoek uit 2022 wordt geactualiseerd.", {"uit 2022": None}),
]


@pytest.mark.parametrize(("zin", "verwacht"), ZINNEN, ids=[zin[:40] for zin, _ in ZINNEN])
def test_sentence_says_what_is_due(zin: str, verwacht: dict[str, str | None]) -> None:
    gevonden = vind_termijnen(zin, overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN)
    assert {
        termijn.frase: (termijn.overleg or (str(termijn.tot) if termijn.tot else f"{termijn.van} …"))
        if termijn.termijn
        else None
        for termijn in gevonden
    } == verwacht


@pytest.mark.parametrize(
    ("zin", "verwacht"),
    [
        ("In december 2023 werd het perspectief vastgesteld.", False),
        ("In 2024 is het onderzoek van de regio afgerond.", False),
        ("In 2024 zijn in Noord 50 en in Oost 30 woningen gebouwd.", False),
        ("In het BO MIRT 2024 hebben Rijk en regio, zoals bekend, dit afgesproken.", False),
        ("Op 8 februari jl. diende de provincie het voorstel in.", False),
        ("In 2025 wordt het onderzoek van de regio afgerond.", True),
        ("Rijk en regio hebben afgesproken in 2025 te starten.", True),
        ("De provincie legt dit voor aan het BO MIRT 2025.", True),
    ],
)
def test_without_an_overlegdatum_the_sentence_decides(zin: str, verwacht: bool) -> None:
    assert [termijn.termijn for termijn in vind_termijnen(zin)] == [verwacht]


def test_past_tense_finds_the_year_behind_and_present_tense_the_year_ahead() -> None:
    zin = "De raad heeft medio oktober ingestemd, de bouw start medio februari."
    terug, vooruit = vind_termijnen(zin, overlegdatum=OVERLEGDATUM)
    assert (terug.tot, terug.termijn) == (date(2024, 10, 20), False)
    assert (vooruit.tot, vooruit.termijn) == (date(2025, 2, 20), True)


def test_same_phrase_is_due_or_past_by_the_overlegdatum() -> None:
    zin = "Rijk en regio maken bij het BO Leefomgeving 2025 afspraken."
    ervoor, erna = (
        vind_termijnen(zin, overlegdatum=dag, overleggen=OVERLEGGEN) for dag in (OVERLEGDATUM, date(2025, 12, 1))
    )
    assert [termijn.termijn for termijn in (*ervoor, *erna)] == [True, False]


def test_meeting_of_this_year_without_known_days_is_past_once_its_season_is_over() -> None:
    zin = "De uitkomst staat in de lijst van het BO Leefomgeving 2026."
    assert [t.termijn for t in vind_termijnen(zin, overlegdatum=date(2026, 3, 1))] == [True]
    assert [t.termijn for t in vind_termijnen(zin, overlegdatum=date(2026, 9, 9))] == [False]
