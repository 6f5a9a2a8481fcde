"""The table of deadline phrases, row by row, in the spellings that texts use."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.termijnen import SOORTEN, GeenTermijn, duid, vind_termijnen

OVERLEGDATUM = date(2024, 11, 6)
OVERLEGGEN = {
    "BO Leefomgeving 2024": (date(2024, 11, 6), date(2024, 11, 7)),
    "BO MIRT 2024": (date(2024, 11, 6), date(2024, 11, 7)),
    "BO Leefomgeving 2025": (date(2025, 6, 2), date(2025, 6, 11)),
    "BO MIRT 2025": (date(2026, 1, 5), date(2026, 1, 8)),
    "BO Leefomgeving Noord 2026": (date(2026, 9, 16), date(2026, 9, 16)),
    "BO MIRT 2026": (None, None),
    "Vlaams-Nederlandse Top 2025": (date(2025, 4, 1), date(2025, 4, 1)),
}

Rij = tuple[str, str, str | None, str | None]

# phrase, soort, first day, last day
DAGEN_EN_MAANDEN: list[Rij] = [
    ("14 september", "dag", "2025-09-14", "2025-09-14"),
    ("vrijdag 14 maart 2025", "dag", "2025-03-14", "2025-03-14"),
    ("6 en 7 november 2025", "dag", "2025-11-06", "2025-11-07"),
    ("2, 10 en 11 juni 2025", "dag", "2025-06-02", "2025-06-11"),
    ("5–8 januari 2026", "dag", "2026-01-05", "2026-01-08"),
    ("5 t/m 8 januari 2026", "dag", "2026-01-05", "2026-01-08"),
    ("8 februari jl.", "dag", "2024-02-08", "2024-02-08"),
    ("1 maart a.s.", "dag", "2025-03-01", "2025-03-01"),
    ("14-09-2025", "dag", "2025-09-14", "2025-09-14"),
    ("14/9/2025", "dag", "2025-09-14", "2025-09-14"),
    ("2025-09-14", "dag", "2025-09-14", "2025-09-14"),
    ("per 1 januari 2026", "dag", "2026-01-01", "2026-01-01"),
    ("ultimo 2025", "dag", "2025-12-31", "2025-12-31"),
    ("juni 2025", "maand", "2025-06-01", "2025-06-30"),
    ("okt. 2025", "maand", "2025-10-01", "2025-10-31"),
    ("juni '25", "maand", "2025-06-01", "2025-06-30"),
    ("februari 2028", "maand", "2028-02-01", "2028-02-29"),
    ("begin december 2024", "maand", "2024-12-01", "2024-12-10"),
    ("medio juni 2025", "maand", "2025-06-11", "2025-06-20"),
    ("eind mei", "maand", "2025-05-21", "2025-05-31"),
    ("mei/juni 2025", "maand", "2025-05-01", "2025-06-30"),
    ("de eerste drie maanden van 2025", "maand", "2025-01-01", "2025-03-31"),
    ("laatste 2 maanden van dit jaar", "maand", "2024-11-01", "2024-12-31"),
    ("december/januari 2026", "maand", "2025-12-01", "2026-01-31"),
    ("januari tot en met maart 2025", "maand", "2025-01-01", "2025-03-31"),
]
KWARTALEN_EN_HALFJAREN: list[Rij] = [
    ("eerste kwartaal van 2025", "kwartaal", "2025-01-01", "2025-03-31"),
    ("1e kwartaal 2025", "kwartaal", "2025-01-01", "2025-03-31"),
    ("1e kw. 2025", "kwartaal", "2025-01-01", "2025-03-31"),
    ("4de kwartaal van dit jaar", "kwartaal", "2024-10-01", "2024-12-31"),
    ("tweede kwartaal van volgend jaar", "kwartaal", "2025-04-01", "2025-06-30"),
    ("laatste kwartaal van 2025", "kwartaal", "2025-10-01", "2025-12-31"),
    ("Q1 2025", "kwartaal", "2025-01-01", "2025-03-31"),
    ("KW1 2025", "kwartaal", "2025-01-01", "2025-03-31"),
    ("Q2-2025", "kwartaal", "2025-04-01", "2025-06-30"),
    ("2025 Q3", "kwartaal", "2025-07-01", "2025-09-30"),
    ("Q3/Q4 2025", "kwartaal", "2025-07-01", "2025-12-31"),
    ("tweede of derde kwartaal van 2025", "kwartaal", "2025-04-01", "2025-09-30"),
    ("eind eerste kwartaal 2025", "kwartaal", "2025-03-01", "2025-03-31"),
    ("tweede helft van 2025", "halfjaar", "2025-07-01", "2025-12-31"),
    ("eerste halfjaar van 2026", "halfjaar", "2026-01-01", "2026-06-30"),
    ("2e half jaar 2025", "halfjaar", "2025-07-01", "2025-12-31"),
    ("H1 2026", "halfjaar", "2026-01-01", "2026-06-30"),
]
SEIZOENEN_EN_JAREN: list[Rij] = [
    ("in het voorjaar van 2025", "seizoen", "2025-03-21", "2025-06-20"),
    ("zomer 2025", "seizoen", "2025-06-21", "2025-09-20"),
    ("in het najaar van 2025", "seizoen", "2025-09-21", "2025-12-20"),
    ("herfst 2025", "seizoen", "2025-09-21", "2025-12-20"),
    ("in het najaar 2025/voorjaar 2026", "seizoen", "2025-09-21", "2026-06-20"),
    ("winter 2025", "seizoen", "2025-12-21", "2026-03-20"),
    ("winter 2025-2026", "seizoen", "2025-12-21", "2026-03-20"),
    ("begin najaar 2025", "seizoen", "2025-09-21", "2025-10-20"),
    ("in het najaar", "seizoen", "2024-09-21", "2024-12-20"),
    ("in het voorjaar", "seizoen", "2025-03-21", "2025-06-20"),
    ("in 2025", "jaar", "2025-01-01", "2025-12-31"),
    ("in de loop van 2025", "jaar", "2025-01-01", "2025-12-31"),
    ("begin 2025", "jaar", "2025-01-01", "2025-03-31"),
    ("medio 2025", "jaar", "2025-05-01", "2025-08-31"),
    ("halverwege 2025", "jaar", "2025-05-01", "2025-08-31"),
    ("eind 2025", "jaar", "2025-10-01", "2025-12-31"),
    ("aan het einde van 2025", "jaar", "2025-10-01", "2025-12-31"),
    ("in de periode 2025–2029", "periode", "2025-01-01", "2029-12-31"),
    ("van 2025 tot en met 2027", "periode", "2025-01-01", "2027-12-31"),
    ("tussen 2025 en 2030", "periode", "2025-01-01", "2030-12-31"),
    ("van 1 maart tot 1 juli 2025", "periode", "2025-03-01", "2025-06-30"),
    ("30 november t/m 4 december 2025", "periode", "2025-11-30", "2025-12-04"),
    ("van november tot februari 2026", "periode", "2025-11-01", "2026-01-31"),
    ("vanaf 2022 t/m het eerste kwartaal van 2024", "periode", "2022-01-01", "2024-03-31"),
]
VOOR_EN_NA: list[Rij] = [
    ("voor de zomer in 2025", "voor", None, "2025-06-20"),
    ("vóór de zomer van 2025", "voor", None, "2025-06-20"),
    ("voor de zomer", "voor", None, "2025-06-20"),
    ("voor het einde van 2024", "voor", None, "2024-12-31"),
    ("voor eind 2025", "voor", None, "2025-12-31"),
    ("voor het einde van dit jaar", "voor", None, "2024-12-31"),
    ("voor het eind van het jaar", "voor", None, "2024-12-31"),
    ("voor de jaarwisseling", "voor", None, "2024-12-31"),
    ("voor 1 mei 2025", "voor", None, "2025-04-30"),
    ("voor 2030", "voor", None, "2029-12-31"),
    ("uiterlijk 2030", "voor", None, "2030-12-31"),
    ("uiterlijk 1 mei 2025", "voor", None, "2025-05-01"),
    ("uiterlijk voor 1 mei 2025", "voor", None, "2025-04-30"),
    ("uiterlijk in Q2 2025", "voor", None, "2025-06-30"),
    ("niet later dan juni 2025", "voor", None, "2025-06-30"),
    ("op z’n laatst in mei 2025", "voor", None, "2025-05-31"),
    ("uiterlijk d.d. 1 mei 2025", "voor", None, "2025-05-01"),
    ("t/m 2034", "voor", None, "2034-12-31"),
    ("tot en met het tweede kwartaal van 2025", "voor", None, "2025-06-30"),
    ("tot 2040", "voor", None, "2039-12-31"),
    ("tot 1 maart 2026", "voor", None, "2026-02-28"),
    ("tegen eind 2025", "voor", None, "2025-12-31"),
    ("na de zomer", "na", "2025-09-21", None),
    ("ná de zomer van 2026", "na", "2026-09-21", None),
    ("na 2030", "na", "2031-01-01", None),
    ("vanaf 2026", "na", "2026-01-01", None),
    ("met ingang van 1 januari 2026", "na", "2026-01-01", None),
]
RELATIEF = [
    ("dit jaar", "2024-01-01", "2024-12-31"),
    ("in de loop van het jaar", "2024-01-01", "2024-12-31"),
    ("begin volgend jaar", "2025-01-01", "2025-03-31"),
    ("komend jaar", "2025-01-01", "2025-12-31"),
    ("het komende jaar", "2024-11-06", "2025-11-06"),
    ("dit najaar", "2024-09-21", "2024-12-20"),
    ("deze winter", "2024-12-21", "2025-03-20"),
    ("komend voorjaar", "2025-03-21", "2025-06-20"),
    ("komende zomer", "2025-06-21", "2025-09-20"),
    ("volgend najaar", "2025-09-21", "2025-12-20"),
    ("het komende half jaar", "2024-11-06", "2025-05-06"),
    ("komend kwartaal", "2025-01-01", "2025-03-31"),
    ("volgende maand", "2024-12-01", "2024-12-31"),
    ("de komende twee jaar", "2024-11-06", "2026-11-06"),
    ("binnen drie maanden", "2024-11-06", "2025-02-06"),
    ("binnen een half jaar", "2024-11-06", "2025-05-06"),
    ("binnen 6 weken", "2024-11-06", "2024-12-18"),
    ("afgelopen zomer", "2024-06-21", "2024-09-20"),
]
HORIZON = [
    ("richting 2050", None, "2050-12-31"),
    ("met als horizon 2050", None, "2050-12-31"),
    ("richting 2030, 2050 en 2100", None, "2100-12-31"),
    ("in de periode 2020-2050", "2020-01-01", "2050-12-31"),
]
VAAG = [
    "de komende maanden",
    "In de komende periode",
    "de komende 10 à 15 jaar",
    "op de kortst mogelijke termijn",
    "op middellange en lange termijn",
    "op termijn",
    "zo spoedig mogelijk",
    "over een jaar",
    "over 20 à 30 jaar",
    "voor het zomerreces",
    "binnen acht weken na vaststelling",
    "indien de pre-verkenning daar aanleiding toe geeft",
]
OVERLEGGEN_MET_DAGEN = [
    ("BO Leefomgeving 2025", "BO Leefomgeving 2025", "2025-06-02", "2025-06-11"),
    ("BO’s Leefomgeving 2025", "BO Leefomgeving 2025", "2025-06-02", "2025-06-11"),
    ("BOL 2025", "BO Leefomgeving 2025", "2025-06-02", "2025-06-11"),
    ("Bestuurlijk Overleg Leefomgeving (BOL) 2025", "BO Leefomgeving 2025", "2025-06-02", "2025-06-11"),
    ("BO Leefomgeving Noordwest van juni 2025", "BO Leefomgeving 2025", "2025-06-02", "2025-06-11"),
    ("het BO Leefomgeving (voorzien in juni 2025)", "BO Leefomgeving 2025", "2025-06-02", "2025-06-11"),
    ("het volgende BO Leefomgeving", "BO Leefomgeving 2025", "2025-06-02", "2025-06-11"),
    ("BO Leefomgeving Oost van 7 november 2024", "BO Leefomgeving 2024", "2024-11-07", "2024-11-07"),
    # the days of one landsdeel, when they are known, are those of its own meeting
    ("BO Leefomgeving Noord 2026", "BO Leefomgeving 2026", "2026-09-16", "2026-09-16"),
    ("BO Leefomgeving voor Noord in 2026", "BO Leefomgeving 2026", "2026-09-16", "2026-09-16"),
    ("BO Leefomgeving Zuid 2026", "BO Leefomgeving 2026", "2026-01-01", "2026-12-31"),
    # a meeting that was moved over the turn of the year keeps its name
    ("BO MIRT 2025", "BO MIRT 2025", "2026-01-05", "2026-01-08"),
    ("BO-MIRT van november 2025", "BO MIRT 2025", "2026-01-05", "2026-01-08"),
    ("BO’s MIRT in het najaar van 2025", "BO MIRT 2025", "2026-01-05", "2026-01-08"),
    ("het BO MIRT van januari 2026", "BO MIRT 2025", "2026-01-05", "2026-01-08"),
    ("in het najaar van 2025 in het BO MIRT", "BO MIRT 2025", "2026-01-05", "2026-01-08"),
    ("het komende BO MIRT", "BO MIRT 2025", "2026-01-05", "2026-01-08"),
    ("Vlaams-Nederlandse Top begin 2025", "Vlaams-Nederlandse Top 2025", "2025-04-01", "2025-04-01"),
    # without known days: the season, month or year that the text gives it
    ("BO MIRT najaar 2026", "BO MIRT 2026", "2026-09-21", "2026-12-20"),
    ("BOL van 2027", "BO Leefomgeving 2027", "2027-01-01", "2027-12-31"),
    ("Woontop in december 2024", "Woontop 2024", "2024-12-01", "2024-12-31"),
    ("Woontop begin 2026", "Woontop 2026", "2026-01-01", "2026-03-31"),
    # either/or: the later one decides
    # known by their year alone: spring before autumn
    ("BO Leefomgeving 2027 en/of BO MIRT najaar 2027", "BO MIRT 2027", "2027-01-01", "2027-12-20"),
    ("BO MIRT of BO Leefomgeving van 2027", "BO MIRT 2027", "2027-01-01", "2027-12-31"),
    ("BO Leefomgeving 2025 en/of BO MIRT 2025", "BO MIRT 2025", "2025-06-02", "2026-01-08"),
    ("BO Leefomgeving 2025, respectievelijk het BO MIRT 2025", "BO MIRT 2025", "2025-06-02", "2026-01-08"),
    ("BO Leefomgeving of BO MIRT 2025", "BO MIRT 2025", "2025-06-02", "2026-01-08"),
]


def _iso(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None


@pytest.mark.parametrize(
    ("frase", "soort", "van", "tot"),
    DAGEN_EN_MAANDEN + KWARTALEN_EN_HALFJAREN + SEIZOENEN_EN_JAREN + VOOR_EN_NA,
)
def test_phrase_covers_its_days(frase: str, soort: str, van: str | None, tot: str | None) -> None:
    termijn = duid(frase, overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN)
    assert (termijn.soort, _iso(termijn.van), _iso(termijn.tot)) == (soort, van, tot)
    assert termijn.te_dateren


@pytest.mark.parametrize(("frase", "van", "tot"), RELATIEF)
def test_relative_phrase_counts_from_the_overlegdatum(frase: str, van: str, tot: str) -> None:
    termijn = duid(frase, overlegdatum=OVERLEGDATUM)
    assert (termijn.soort, _iso(termijn.van), _iso(termijn.tot)) == ("relatief", van, tot)


@pytest.mark.parametrize(("frase", "van", "tot"), RELATIEF)
def test_relative_phrase_without_overlegdatum_is_found_but_not_dated(frase: str, van: str, tot: str) -> None:
    termijn = duid(frase)
    assert (termijn.soort, termijn.van, termijn.tot, termijn.te_dateren) == ("relatief", None, None, False)


@pytest.mark.parametrize(("frase", "van", "tot"), HORIZON)
def test_horizon_is_never_due(frase: str, van: str | None, tot: str) -> None:
    termijn = duid(frase, overlegdatum=OVERLEGDATUM)
    assert (termijn.soort, _iso(termijn.van), _iso(termijn.tot)) == ("horizon", van, tot)
    assert not termijn.termijn


@pytest.mark.parametrize("frase", VAAG)
def test_vague_phrase_has_no_dates_and_is_never_due(frase: str) -> None:
    termijn = duid(frase, overlegdatum=OVERLEGDATUM)
    assert (termijn.soort, termijn.van, termijn.tot) == ("vaag", None, None)
    assert not termijn.te_dateren
    assert not termijn.termijn


@pytest.mark.parametrize(("frase", "overleg", "van", "tot"), OVERLEGGEN_MET_DAGEN)
def test_meeting_has_its_normal_name_and_days(frase: str, overleg: str, van: str, tot: str) -> None:
    termijn = duid(frase, overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN)
    assert (termijn.soort, termijn.overleg) == ("overleg", overleg)
    assert (_iso(termijn.van), _iso(termijn.tot)) == (van, tot)


def test_meeting_that_moves_moves_its_deadline() -> None:
    eerst = duid("BO MIRT van november 2025", overlegdatum=OVERLEGDATUM)
    later = duid("BO MIRT van november 2025", overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN)
    assert (eerst.overleg, eerst.tot) == ("BO MIRT 2025", date(2025, 11, 30))
    assert (later.overleg, later.tot) == ("BO MIRT 2025", date(2026, 1, 8))


def test_after_a_meeting_begins_the_day_after_it() -> None:
    termijn = duid("na het BO MIRT 2025", overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN)
    assert (termijn.soort, termijn.overleg) == ("na", "BO MIRT 2025")
    assert (termijn.van, termijn.tot) == (date(2026, 1, 9), None)


def test_phrase_on_its_own_is_due_unless_it_is_past() -> None:
    assert duid("eerste kwartaal van 2025", overlegdatum=OVERLEGDATUM).termijn
    assert not duid("eerste kwartaal van 2023", overlegdatum=OVERLEGDATUM).termijn
    assert not duid("BO Leefomgeving 2024", overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN).termijn


def test_phrase_keeps_the_words_as_written() -> None:
    termijn = duid("  tijdens het\n BO  Leefomgeving\n\n2025 ", overlegdatum=OVERLEGDATUM)
    assert termijn.frase == "tijdens het BO Leefomgeving 2025"
    assert (termijn.begin, termijn.eind) == (0, len(termijn.frase))


@pytest.mark.parametrize("jaar", [2023, 2024, 2025, 2026])
def test_year_of_a_phrase_without_one_is_the_first_to_come(jaar: int) -> None:
    assert duid("15 maart", overlegdatum=date(jaar, 3, 14)).tot == date(jaar, 3, 15)
    assert duid("15 maart", overlegdatum=date(jaar, 3, 16)).tot == date(jaar + 1, 3, 15)


def test_leap_day_without_a_year_is_the_next_one_that_exists() -> None:
    assert duid("29 februari", overlegdatum=date(2025, 6, 1)).tot == date(2028, 2, 29)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "iets anders",
        "BO MIRT",
        "34682",
        "Kamerstuk 29 435, nr. 267",
        "vergaderjaar 2024-2025",
        "2020-0000381130",
        "46.350 woningen",
        "in 2000 woningen",
        "€ 2025",
        "versie 1.0",
        "31 februari 2025",
    ],
)
def test_text_that_names_no_time_is_refused_with_a_sentence(tekst: str) -> None:
    with pytest.raises(GeenTermijn, match=r"\.$"):
        duid(tekst, overlegdatum=OVERLEGDATUM)


def test_two_times_in_one_phrase_are_refused_and_named() -> None:
    with pytest.raises(GeenTermijn, match="meer dan één tijd: “in 2025”, “BO MIRT 2026”"):
        duid("start in 2025, besluit in het BO MIRT 2026", overlegdatum=OVERLEGDATUM)


@pytest.mark.parametrize(
    "tekst",
    [
        "Zie Kamerstuk 36 471, nr. 96 (vergaderjaar 2023-2024) en Kamerstukken II 2023/24, 36471.",
        "Tweede Kamer, vergaderjaar 2024-2025, 34682, nr. 223, met kenmerk 2020-0000381130.",
        "Er komen 46.350 woningen, in 2000 woningen een zonnepaneel, en € 2025 miljoen subsidie.",
        "De ondergrens is 1000 woningen; in metropoolregio's 2000 woningen.",
        "Uitvoeringsagenda 1.0, Ruimtelijk Arrangement 2025 en Woonvisie 2040 blijven leidend.",
        "De Realisatieagenda 2024-2026 en het Waterprogramma 2028-2033 bestaan al.",
        "Het zaalnummer is 2027 en de postcode 2511 DP.",
        "De voorjaarsnota en de zomernota zijn bekend; de werkgroep komt elk kwartaal bijeen.",
        "De kans is eens in de 1/300 tot 1/1000 jaar.",
        "In het BO Leefomgeving is dit besproken, en het BOL-besluit ligt er.",
        "Van de ene op de andere dag, tot en met Delfzijl, voor de hand liggend.",
    ],
)
def test_text_that_only_looks_like_a_time_is_left_alone(tekst: str) -> None:
    assert vind_termijnen(tekst, overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN) == []


def test_every_soort_of_the_table_is_found() -> None:
    tekst = (
        "Op 1 mei 2025, in juni 2025, in het eerste kwartaal van 2025, in de tweede helft van 2025, in het najaar"
        " van 2025, in 2026, in de periode 2026-2028, voor 2030, na de zomer van 2025, in het BOL van 2027,"
        " dit jaar, richting 2050 en op termijn."
    )
    assert [termijn.soort for termijn in vind_termijnen(tekst, overlegdatum=OVERLEGDATUM)] == [
        *("dag", "maand", "kwartaal", "halfjaar", "seizoen", "jaar", "periode", "voor", "na", "overleg"),
        *("relatief", "horizon", "vaag"),
    ]
    assert len(SOORTEN) == 13
