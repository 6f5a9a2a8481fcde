from __future__ import annotations

from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from agreements.tekstverschil import Deel, Soort, is_gelijk, woordverschil

_zinnen = st.lists(st.sampled_from(["de", "Rijk", "regio", "en", ",", "1.000", " ", "\n", "  ", "é", "“x”"])).map(
    "".join
)
teksten = st.one_of(st.text(), _zinnen, st.lists(st.sampled_from(["de", "Rijk", "in", "2026."])).map(" ".join))


VERWIJDERD = '<span class="visueel-verborgen">[verwijderd: </span>'
TOEGEVOEGD = '<span class="visueel-verborgen">[toegevoegd: </span>'
EINDE = '<span class="visueel-verborgen">] </span>'


def kort(oud: str, nieuw: str) -> list[tuple[str, str]]:
    return [(deel.soort.value, deel.tekst) for deel in woordverschil(oud, nieuw)]


@given(teksten, teksten)
def test_pieces_are_both_texts_to_the_letter(oud: str, nieuw: str) -> None:
    delen = woordverschil(oud, nieuw)
    assert "".join(deel.tekst for deel in delen if deel.soort != Soort.NIEUW) == oud
    assert "".join(deel.tekst for deel in delen if deel.soort != Soort.WEG) == nieuw
    assert all(deel.tekst for deel in delen)
    assert all(een.soort != ander.soort for een, ander in pairwise(delen))
    assert is_gelijk(delen) == (oud == nieuw)


def test_one_word_in_a_sentence_is_all_that_changed() -> None:
    assert kort("Rijk en regio verkennen dit.", "Rijk en regio onderzoeken dit.") == [
        ("gelijk", "Rijk en regio "),
        ("weg", "verkennen "),
        ("nieuw", "onderzoeken "),
        ("gelijk", "dit."),
    ]


def test_punctuation_and_white_space_change_by_themselves() -> None:
    assert kort("voor 2030", "voor 2030, uiterlijk") == [("gelijk", "voor 2030"), ("nieuw", ", uiterlijk")]
    assert kort("een twee", "een  twee") == [("gelijk", "een"), ("weg", " "), ("nieuw", "  "), ("gelijk", "twee")]


def test_amount_is_one_word() -> None:
    assert kort("minstens 1.000 woningen", "minstens 2.000 woningen") == [
        ("gelijk", "minstens "),
        ("weg", "1.000 "),
        ("nieuw", "2.000 "),
        ("gelijk", "woningen"),
    ]


def test_a_lone_little_word_between_changes_goes_with_them() -> None:
    assert kort("Utrecht en Almere bouwen", "Hilversum en Zeist bouwen") == [
        ("weg", "Utrecht en Almere "),
        ("nieuw", "Hilversum en Zeist "),
        ("gelijk", "bouwen"),
    ]


def test_nothing_against_something() -> None:
    assert woordverschil("", "") == []
    assert woordverschil("", "alles nieuw") == [Deel(Soort.NIEUW, "alles nieuw")]
    assert woordverschil("alles weg", "") == [Deel(Soort.WEG, "alles weg")]


def test_a_long_text_of_the_same_words_is_compared_in_reasonable_time() -> None:
    """The plain way takes time by the square: minutes for this one."""
    delen = woordverschil("a " * 20_000, "b " + "a " * 20_000)
    assert "".join(deel.tekst for deel in delen if deel.soort != Soort.WEG) == "b " + "a " * 20_000


@pytest.mark.parametrize(
    ("oud", "nieuw", "html"),
    [
        (
            "voor 2030 & later",
            "voor 2031 & later",
            f"voor <del>{VERWIJDERD}2030 {EINDE}</del><ins>{TOEGEVOEGD}2031 {EINDE}</ins>&amp; later",
        ),
        ("", "<b>", "<ins>&lt;b&gt;</ins>"),
        ("weg", "", "<del>weg</del>"),
        ("zelfde", "zelfde", "zelfde"),
    ],
)
def test_partial_marks_the_words_for_eye_and_ear(oud: str, nieuw: str, html: str) -> None:
    assert render_to_string("agreements/_woordverschil.html", {"oud": oud, "nieuw": nieuw}).strip() == html
