"""Lines become running text again: hyphens and spaces at line ends as the word needs, inside nothing touched."""

from __future__ import annotations

import pytest

from agreements.importers.regels import Regel, Samenvoeger, lees_regels
from agreements.lijst import Melding

#: Lines that show that the source keeps the space at the end of its lines.
MET_SPATIES = "Een regel \n\nen nog een \n\nen nog een \n\nen nog een \n\nen nog een. "


def samengevoegd(bron: str, *, elders: str = MET_SPATIES) -> tuple[str, list[Melding]]:
    """The first paragraph of a source joined, with the rest of the source as witness."""
    regels = lees_regels(bron)
    meldingen: list[Melding] = []
    tekst = Samenvoeger([*regels, *lees_regels(elders)]).voeg_samen(regels, meldingen)
    return tekst, meldingen


@pytest.mark.parametrize(
    ("bron", "tekst"),
    [
        ("daarom sturen de NOVEX-\n\npartners samen ", "daarom sturen de NOVEX-partners samen"),
        ("de ruimtelijke en milieu-\n\nimpact van ", "de ruimtelijke en milieu-impact van"),
        ("vormen van Publiek-\n\nPrivate samenwerking ", "vormen van Publiek-Private samenwerking"),
        ("de Vlaams-\n\nNederlandse Top ", "de Vlaams-Nederlandse Top"),
        ("een eerste Uitvoerings- \n\nInvesteringsagenda ", "een eerste Uitvoerings- Investeringsagenda"),
        ("de uitvoerings- en \n Investeringsagenda ", "de uitvoerings- en Investeringsagenda"),
        ("zestien gemeenten -\n\nwaarvan een deel- in ", "zestien gemeenten -waarvan een deel- in"),
        ("het gebied - \n\nglobaal dat van de stad ", "het gebied - globaal dat van de stad"),
        ("de concept p-\n\nMIEK van ", "de concept p-MIEK van"),
        ("voor 2031-\n\n2040 is ", "voor 2031-2040 is"),
        ("een ruimtelijk-\n\neconomisch beleid ", "een ruimtelijk-economisch beleid"),
        ("de haven-\n\nen industriële gebieden ", "de haven- en industriële gebieden"),
        ("bedrijventerreinen/\n\nwerklocaties kunnen ", "bedrijventerreinen/werklocaties kunnen"),
        ("samen met de gemeen-\n\nten in de regio ", "samen met de gemeenten in de regio"),
        ("een goede samenwer-\n\nking tussen ", "een goede samenwerking tussen"),
        ("de bereik-\n\nbaarheid van ", "de bereikbaarheid van"),
        ("een gemeen\u00ad\n\nten ", "een gemeenten"),
        ("naar de  integrale afstemming  m.b.t. \n\nde  lange ", "naar de  integrale afstemming  m.b.t. de  lange"),
        ("de gebiedsmaartegelen  \n\nin ’t gebied ", "de gebiedsmaartegelen in ’t gebied"),
    ],
)
def test_lines_are_joined_as_the_words_need(bron: str, tekst: str) -> None:
    assert samengevoegd(bron) == (tekst, [])


@pytest.mark.parametrize(
    ("bron", "elders", "tekst"),
    [
        ("een leef-\n\nomgeving die ", "de leefomgeving is ", "een leefomgeving die"),
        ("een ontwik-\n\nkeling die ", "het ontwikkelperspectief is ", "een ontwikkeling die"),
        ("een goede woon-\n\nwerkbalans is ", "die woon-werkbalans was ", "een goede woon-werkbalans is"),
    ],
)
def test_the_source_itself_is_a_witness_of_the_word(bron: str, elders: str, tekst: str) -> None:
    assert samengevoegd(bron, elders=elders + "\n\n" + MET_SPATIES) == (tekst, [])


def test_without_a_witness_the_hyphen_stays_and_the_doubt_is_reported() -> None:
    tekst, meldingen = samengevoegd("iets over stad-\n\nland of zo ")

    assert tekst == "iets over stad-land of zo"
    assert [(melding.soort, melding.regel) for melding in meldingen] == [("afbreekstreepje onzeker", 1)]
    assert "“stad-” + “land”" in meldingen[0].tekst


def test_in_a_source_that_breaks_words_as_a_habit_the_hyphen_goes() -> None:
    bron = "".join(f"iets over groot{'abcdefghijkl'[nummer]}-\n\nwater en verder \n\n" for nummer in range(12))

    tekst, meldingen = samengevoegd(bron)

    assert "groota-water" not in tekst
    assert "grootawater" in tekst
    assert len(meldingen) == 12


def test_hyphen_with_a_space_goes_only_when_the_source_knows_the_word() -> None:
    assert samengevoegd("de gemeen- \n\nten in ", elders="alle gemeenten samen ")[0] == "de gemeenten in"
    assert samengevoegd("de natuur- \n\nlandbouw- en watertafel ")[0] == "de natuur- landbouw- en watertafel"


def test_source_without_spaces_at_line_ends_is_joined_by_what_it_shows_elsewhere() -> None:
    tekst, meldingen = samengevoegd("de Uitvoerings-\nInvesteringsagenda van", elders="een uitvoerings- en werkagenda")

    assert tekst == "de Uitvoerings- Investeringsagenda van"
    assert len(meldingen) == 1
    assert samengevoegd("de toekomst -groen en natuurlijk-\nmet de regio", elders="")[0] == (
        "de toekomst -groen en natuurlijk- met de regio"
    )
    assert samengevoegd("het gebied -\nglobaal dat van de stad", elders="")[0] == "het gebied - globaal dat van de stad"


def test_white_counts_only_when_there_is_more_of_it_than_usual() -> None:
    regels = lees_regels("een \n\ntwee \n\n\ndrie \n\nvier \n \nvijf \n zes \n\nzeven ")

    assert [(regel.tekst, regel.ruim) for regel in regels] == [
        ("een", True),
        ("twee", False),
        ("drie", True),
        ("vier", False),
        ("vijf", True),
        ("zes", False),
        ("zeven", False),
    ]


def test_page_begins_at_a_leading_space_or_a_form_feed() -> None:
    regels = lees_regels("een \n\ntwee \n drie \n\nvier \n\fvijf \n\nzes \n\nzeven ")

    assert [regel.tekst for regel in regels if regel.paginabegin] == ["drie", "vijf"]


def test_lines_keep_the_numbers_of_the_source() -> None:
    assert [regel.nummer for regel in lees_regels("\n\neen\r\n\r\ntwee\rdrie")] == [3, 5, 6]


@pytest.mark.parametrize(
    ("tekst", "klein"),
    [("de", True), ("(rijks)geld", True), ("De", False), ("2025", False), ("’s-Hertogenbosch", False), ("–", False)],
)
def test_line_tells_whether_it_begins_in_lower_case(tekst: str, klein: bool) -> None:
    assert Regel(1, tekst).begint_klein is klein
