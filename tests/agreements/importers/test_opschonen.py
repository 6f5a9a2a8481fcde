"""What is no part of a list is set aside and told, and what only looks like it stays."""

from __future__ import annotations

from textwrap import dedent

import pytest

from agreements.importers.opschonen import Schoon, schoon
from agreements.importers.regels import lees_regels


def opgeschoond(bron: str) -> Schoon:
    return schoon(lees_regels(dedent(bron).lstrip("\n")))


def regels(over: Schoon) -> list[str]:
    return [regel.tekst for regel in over.regels]


def terzijde(over: Schoon) -> list[str]:
    return [stuk.tekst for stuk in over.opmaak]


def soorten(over: Schoon) -> list[str]:
    return [melding.soort for melding in over.meldingen]


@pytest.mark.parametrize(
    ("bron", "over", "weg"),
    [
        ("De agenda[footnoteRef:1] is klaar.", "De agenda is klaar.", "[footnoteRef:1]"),
        ("De agenda is klaar. [bookmark: _Toc4711]", "De agenda is klaar.", "[bookmark: _Toc4711]"),
        ("[bookmark: _Hlk1]De agenda is klaar.", "De agenda is klaar.", "[bookmark: _Hlk1]"),
        ("Zij maken een agenda1.", "Zij maken een agenda.", "1"),
        ("Zij maken een agenda.1", "Zij maken een agenda.", "1"),
        ("Zij maken een agenda¹ in mei.", "Zij maken een agenda in mei.", "¹"),
    ],
)
def test_left_over_of_word_goes_and_is_told(bron: str, over: str, weg: str) -> None:
    """A digit of a footnote in the text would change a word for ever."""
    schone = opgeschoond(f"BO MIRT Noord\n1. Spoor\n❖ {bron}\n")
    assert regels(schone)[2] == f"❖ {over}"
    assert terzijde(schone) == [weg]
    assert len(schone.meldingen) == 1


@pytest.mark.parametrize(
    "zin",
    ["De uitstoot van CO2 daalt.", "De A12 wordt breder.", "Zij beginnen met fase2.", "Het gaat om 400 m2 grond."],
)
def test_digit_that_belongs_to_a_word_stays(zin: str) -> None:
    schone = opgeschoond(f"BO MIRT Noord\n1. Spoor\n❖ {zin}\n")
    assert regels(schone)[2] == f"❖ {zin}"
    assert terzijde(schone) == []


def test_digit_out_of_the_row_of_footnotes_stays_and_is_reported() -> None:
    schone = opgeschoond("BO MIRT Noord\n❖ Zij maken een agenda1.\n❖ Zij maken een overzicht17.\n")
    assert regels(schone)[1:] == ["❖ Zij maken een agenda.", "❖ Zij maken een overzicht17."]
    assert soorten(schone) == ["voetnootcijfer", "cijfer achter een woord"]


def test_page_numbers_go_in_the_middle_of_a_sentence() -> None:
    schone = opgeschoond(
        """
        BO MIRT Noord
        1. Spoor
        ❖ De planning van het spoor blijft
        2
        gelijk aan die van het
        Pagina 3 van 12
        vorige jaar.
        """
    )
    assert regels(schone)[2:] == ["❖ De planning van het spoor blijft", "gelijk aan die van het", "vorige jaar."]
    assert terzijde(schone) == ["2", "Pagina 3 van 12"]


def test_header_that_comes_back_goes_and_the_title_of_the_list_stays() -> None:
    schone = opgeschoond(
        """
        Afsprakenlijst BO MIRT
        BO MIRT Noord
        1. Spoor
        ❖ De planning van het spoor blijft
        Afsprakenlijst BO MIRT
        gelijk aan die van het
        Afsprakenlijst BO MIRT
        vorige jaar.
        """
    )
    assert regels(schone)[0] == "Afsprakenlijst BO MIRT"
    assert terzijde(schone) == ["Afsprakenlijst BO MIRT"] * 2


def test_headings_that_lists_repeat_are_no_page_headers() -> None:
    bron = """
        BO MIRT Noord
        1. Spoor
        Uitgangspunten
        Het spoor is vol.
        Provincie Drenthe
        ❖ De provincie betaalt.
        2. Wegen
        Uitgangspunten
        De weg is vol.
        Provincie Drenthe
        ❖ De provincie betaalt.
        """
    assert terzijde(opgeschoond(bron)) == []


@pytest.mark.parametrize("stippen", [" ..................... ", " … ", "\t", " "])
def test_contents_go_with_one_melding(stippen: str) -> None:
    """Its headings would be taken for those of the list, which then stand in it twice."""
    schone = opgeschoond(
        f"""
        Afsprakenlijst BO MIRT
        Inhoudsopgave
        BO MIRT Noord{stippen}2
        BO MIRT Oost{stippen}3
        BO MIRT Noord
        1. Spoor
        ❖ De planning blijft gelijk.
        BO MIRT Oost
        1. Wegen
        ❖ De planning blijft gelijk.
        """
    )
    assert regels(schone)[:3] == ["Afsprakenlijst BO MIRT", "BO MIRT Noord", "1. Spoor"]
    assert len(terzijde(schone)) == 3
    assert soorten(schone) == ["inhoudsopgave overgeslagen"]


def test_number_at_the_start_of_a_line_is_no_page_number() -> None:
    schone = opgeschoond(
        """
        BO MIRT Noord
        1. Spoor
        ❖ De gemeenten werken in
        2025 Business Cases uit, en in
        2026 twee plannen.
        """
    )
    assert terzijde(schone) == []


def test_what_is_set_aside_tells_its_place_on_the_line() -> None:
    (stuk,) = opgeschoond("BO MIRT Noord\n1. Spoor\n❖ De agenda[footnoteRef:1] is klaar.\n").opmaak
    assert (stuk.regel, stuk.begin, stuk.soort) == (3, 11, "Word-resten")
