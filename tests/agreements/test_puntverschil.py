"""Two versions of an item beside each other: the same paragraphs are found again, and inside them the words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agreements.dossier import Bloksoort
from agreements.importers.dossier.opmaak import tekst_van
from agreements.punttekst import Bloktekst, punttekst
from agreements.puntverschil import blokverschil, puntverschil
from agreements.tekstverschil import Soort

_rijen = st.sampled_from(["<p>a b c d</p>", "<p>a b c e</p>", "<p>x</p>", "<ul><li>p q</li></ul>"])
htmls = st.lists(_rijen, max_size=6).map("".join)


@given(htmls, htmls)
def test_lines_are_both_texts_to_the_letter(oud: str, nieuw: str) -> None:
    regels = blokverschil(oud, nieuw)
    for html, zonder in ((oud, Soort.NIEUW), (nieuw, Soort.WEG)):
        teksten = ("".join(deel.tekst for deel in regel.delen if deel.soort != zonder) for regel in regels)
        assert "\n".join(tekst for tekst in teksten if tekst) == tekst_van(html)
    if oud == nieuw:
        assert all(regel.is_gelijk for regel in regels)


def test_reworded_point_stands_beside_its_old_wording() -> None:
    oud = "<p>Samen:</p><ul><li>een brug bouwen voor 2030</li><li>weg ermee</li></ul>"
    nieuw = "<p>Samen:</p><ul><li>iets nieuws</li><li>een brug bouwen voor 2031</li></ul>"
    regels = blokverschil(oud, nieuw)
    assert [[(deel.soort.value, deel.tekst) for deel in regel.delen] for regel in regels] == [
        [("gelijk", "Samen:")],
        [("nieuw", "iets nieuws")],
        [("gelijk", "een brug bouwen voor "), ("weg", "2030"), ("nieuw", "2031")],
        [("weg", "weg ermee")],
    ]
    assert [regel.diepte for regel in regels] == [0, 1, 1, 1]


def test_what_went_stands_before_what_came() -> None:
    regels = blokverschil("<p>PM dit was er eerst.</p>", "<p>Heel iets anders.</p>")
    assert [[deel.soort.value for deel in regel.delen] for regel in regels] == [["weg"], ["nieuw"]]


def test_other_markup_is_a_difference_too() -> None:
    (regel,) = blokverschil("<p>vet</p>", "<p><strong>vet</strong></p>")
    assert regel.opmaak
    assert not regel.is_gelijk
    regels = blokverschil("<ul><li>a</li><li>b</li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>")
    assert [regel.opmaak for regel in regels] == [False, True]


def test_block_label_and_notes_have_their_own_part() -> None:
    blok = Bloktekst(soort=Bloksoort.TOELICHTING, deel="Deel (1/2)", html="<p>a</p>")
    oud = punttekst(versie="V1", opmerkingen=["Status?"], blokken=[blok])
    nieuw = punttekst(versie="V2", opmerkingen=["Status?"], blokken=[])
    delen = puntverschil(oud, nieuw)
    assert [(deel.soort, deel.kop, deel.is_gelijk) for deel in delen] == [
        (None, "Versie", False),
        (None, "Opmerkingen", True),
        (Bloksoort.TOELICHTING, "Deel (1/2)", False),
    ]
