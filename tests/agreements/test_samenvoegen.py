"""Two people who wrote in the same item: what is brought together, and what a person must decide."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.dossier import Bloksoort
from agreements.punttekst import Bloktekst, Punttekst, punttekst
from agreements.samenvoegen import voeg_samen

KORT = (Bloksoort.IN_HET_KORT, "")
VOORSTEL = (Bloksoort.VOORGESTELDE_AFSPRAKEN, "")
DRIE = "<p>De eerste alinea van vier.</p><p>De tweede alinea van vier.</p><p>De derde alinea van vier.</p>"
PUNTEN = (
    "<ul><li>Rijk en regio bouwen een brug.<ul><li>Voor de zomer.</li></ul></li>"
    "<li>Rijk en regio graven een tunnel.</li></ul>"
)

_zinnen = st.sampled_from(["<p>a b c</p>", "<p>a b d</p>", "<p>x</p>", "<ul><li>p</li></ul>", "<ol><li>q</li></ol>"])
htmls = st.lists(_zinnen, max_size=4).map("".join)


def kort(html: str, **anders: str) -> Punttekst:
    return punttekst(
        versie=anders.get("versie", ""),
        opmerkingen=anders.get("opmerkingen", "").split("|"),
        blokken=[Bloktekst(soort=KORT[0], html=html)],
    )


def voorstel(html: str) -> Punttekst:
    return punttekst(versie="", opmerkingen=[], blokken=[Bloktekst(soort=VOORSTEL[0], html=html)])


def test_different_blocks_are_both_taken_over() -> None:
    basis = Punttekst(blokken=(*kort("<p>a</p>").blokken, *voorstel("<ul><li>b</li></ul>").blokken))
    hun = Punttekst(versie="V2", blokken=(*kort("<p>aa</p>").blokken, *voorstel("<ul><li>b</li></ul>").blokken))
    mijn = Punttekst(blokken=(*kort("<p>a</p>").blokken, *voorstel("<ul><li>bb</li></ul>").blokken))
    samen = voeg_samen(basis, hun, mijn)
    assert not samen.botsingen
    assert (samen.tekst.versie, samen.tekst.html(KORT), samen.tekst.html(VOORSTEL)) == (
        "V2",
        "<p>aa</p>",
        "<ul><li>bb</li></ul>",
    )


def test_different_paragraphs_of_a_block_are_both_taken_over() -> None:
    samen = voeg_samen(kort(DRIE), kort(DRIE.replace("eerste", "1e")), kort(DRIE.replace("tweede", "2e")))
    assert not samen.botsingen
    assert samen.tekst.html(KORT) == DRIE.replace("eerste", "1e").replace("tweede", "2e")


def test_adding_at_one_place_and_removing_at_another_go_together() -> None:
    hun = kort(DRIE.replace("<p>De eerste alinea van vier.</p>", ""))
    mijn = kort(f"{DRIE}<p>Nog een.</p>")
    samen = voeg_samen(kort(DRIE), hun, mijn)
    assert not samen.botsingen
    assert samen.tekst.html(KORT).count("<p>") == 3
    assert samen.tekst.html(KORT).endswith("<p>Nog een.</p>")


def test_what_both_add_at_one_place_is_kept_in_order() -> None:
    samen = voeg_samen(kort(DRIE), kort(f"{DRIE}<p>Van hen.</p>"), kort(f"{DRIE}<p>Iets anders, door mij.</p>"))
    assert not samen.botsingen
    assert samen.tekst.html(KORT) == f"{DRIE}<p>Van hen.</p><p>Iets anders, door mij.</p>"


@pytest.mark.parametrize(
    ("basis", "hun", "mijn"),
    [
        (DRIE, DRIE.replace("tweede", "2e"), DRIE.replace("tweede", "volgende")),
        (DRIE, DRIE.replace("<p>De tweede alinea van vier.</p>", ""), DRIE.replace("tweede", "2e")),
        ("", "<p>Van hen.</p>", "<p>Heel iets anders.</p>"),
        (DRIE, f"{DRIE}<p>Een zin die lijkt.</p>", f"{DRIE}<p>Een zin die erg lijkt.</p>"),
    ],
)
def test_the_same_paragraph_or_an_empty_block_is_for_a_person_to_decide(basis: str, hun: str, mijn: str) -> None:
    (botsing,) = voeg_samen(kort(basis), kort(hun), kort(mijn)).botsingen
    assert (botsing.blok, botsing.basis, botsing.hun, botsing.mijn) == (KORT, basis, hun, mijn)
    assert voeg_samen(kort(basis), kort(hun), kort(mijn)).tekst.html(KORT) == mijn


def test_different_proposals_are_both_taken_over() -> None:
    samen = voeg_samen(
        voorstel(PUNTEN), voorstel(PUNTEN.replace("zomer", "winter")), voorstel(PUNTEN.replace("graven", "maken"))
    )
    assert not samen.botsingen
    assert samen.tekst.html(VOORSTEL) == PUNTEN.replace("zomer", "winter").replace("graven", "maken")


def test_a_proposal_and_its_sub_point_are_one() -> None:
    samen = voeg_samen(
        voorstel(PUNTEN), voorstel(PUNTEN.replace("zomer", "winter")), voorstel(PUNTEN.replace("bouwen", "maken"))
    )
    assert [botsing.blok for botsing in samen.botsingen] == [VOORSTEL]


def test_without_a_common_origin_every_difference_is_for_a_person_to_decide() -> None:
    samen = voeg_samen(None, kort(DRIE, versie="V1"), kort("<p>x</p>", versie="V2", opmerkingen="Status?"))
    assert [botsing.veld for botsing in samen.botsingen] == ["versie", "opmerkingen", "blok"]
    assert not voeg_samen(None, kort(DRIE), kort(DRIE)).botsingen


def test_notes_of_both_are_kept() -> None:
    samen = voeg_samen(
        kort("", opmerkingen="Status?|PM cijfers"),
        kort("", opmerkingen="Status?|PM cijfers|Nog bellen"),
        kort("", opmerkingen="PM cijfers"),
    )
    assert not samen.botsingen
    assert samen.tekst.opmerkingen == ("PM cijfers", "Nog bellen")


def test_numbers_of_a_list_follow_its_place() -> None:
    basis = '<ol start="2"><li>a a a</li><li>b b b</li><li>c c c</li></ol>'
    hun = '<ol start="2"><li>b b b</li><li>c c c</li></ol>'
    mijn = '<ol start="2"><li>a a a</li><li>b b b</li><li>c c d</li></ol>'
    assert voeg_samen(kort(basis), kort(hun), kort(mijn)).tekst.html(KORT) == "<ol><li>b b b</li><li>c c d</li></ol>"


@given(htmls, htmls, htmls)
def test_nobody_loses_a_text(basis: str, hun: str, mijn: str) -> None:
    """What one changed and the other left is taken over; and without a clash the order does not matter for that."""
    samen = voeg_samen(kort(basis), kort(hun), kort(mijn))
    was, zij, ik = (kort(html).html(KORT) for html in (basis, hun, mijn))
    if ik == was:
        assert samen.tekst.html(KORT) == zij
        assert not samen.botsingen
    if zij in (was, ik):
        assert samen.tekst.html(KORT) == ik
        assert not samen.botsingen
    andersom = voeg_samen(kort(basis), kort(mijn), kort(hun))
    assert bool(samen.botsingen) == bool(andersom.botsingen)
    for botsing in samen.botsingen:
        assert (botsing.basis, botsing.hun, botsing.mijn) == (was, zij, ik)


@pytest.mark.parametrize("volgorde", list(permutations(range(3))))
def test_three_people_in_three_paragraphs_end_with_one_text(volgorde: tuple[int, ...]) -> None:
    woorden = (("eerste", "1e"), ("tweede", "2e"), ("derde", "3e"))
    stand = kort(DRIE)
    for wie in volgorde:
        samen = voeg_samen(kort(DRIE), stand, kort(DRIE.replace(*woorden[wie])))
        assert not samen.botsingen
        stand = samen.tekst
    assert stand.html(KORT) == DRIE.replace("eerste", "1e").replace("tweede", "2e").replace("derde", "3e")
