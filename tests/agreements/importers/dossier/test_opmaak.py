"""The text of a block as HTML, as rows, and as somebody types it: three ways to write the same."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.dossier_html import schoon
from agreements.importers.dossier import lees_dossier
from agreements.importers.dossier.notatie import naar_notatie, uit_notatie
from agreements.importers.dossier.opmaak import alineas_uit_html, normaal, tekst_van
from agreements.importers.dossier.rij import Alinea, Stuk, naar_html
from tests.agreements.importers.dossier.voorbeeld import DOSSIER

tekens = st.one_of(st.characters(codec="utf-8"), st.sampled_from("ab *_^~\\-•.1) <&“”"))
stukken = st.lists(
    st.builds(
        Stuk,
        st.text(tekens, min_size=1, max_size=12),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "", "sup", "sub"]),
    ),
    min_size=1,
    max_size=5,
).map(tuple)
alineas = st.builds(
    Alinea,
    stukken=stukken,
    regel=st.just(1),
    niveau=st.one_of(st.none(), st.integers(0, 3)),
    nummer=st.one_of(st.none(), st.integers(1, 12)),
)


def teksten(html: str) -> list[tuple[int | None, str]]:
    return [(alinea.niveau, alinea.tekst) for alinea in alineas_uit_html(html)]


@given(st.lists(alineas, max_size=8))
def test_normal_form_stays_as_it_is_and_is_clean(rijen: list[Alinea]) -> None:
    vorm = normaal(naar_html(rijen))
    assert normaal(vorm) == vorm
    assert schoon(vorm) == vorm
    assert "".join(tekst_van(vorm).split()) == "".join(tekst_van(naar_html(rijen)).split())


@given(st.lists(alineas, max_size=8))
def test_what_is_shown_as_lines_is_read_back_the_same(rijen: list[Alinea]) -> None:
    vorm = normaal(naar_html(rijen))
    assert naar_html(uit_notatie(naar_notatie(alineas_uit_html(vorm)))) == vorm


@given(st.text(tekens))
def test_no_sign_that_somebody_types_is_lost(regel: str) -> None:
    """But for white space, what has a meaning in the notation, and control signs."""
    weg = set("*_^~\\-•–.)0123456789")
    gelezen = tekst_van(naar_html(uit_notatie(regel)))
    getypt = tekst_van(f"<p>{escape(regel)}</p>")
    assert [een for een in gelezen if een not in weg and not een.isspace()] == [
        een for een in getypt if een not in weg and not een.isspace()
    ]


@given(st.text(st.sampled_from("<>/ulpbr oi=\"a&;!-'")))
def test_any_markup_comes_out_clean(html: str) -> None:
    vorm = normaal(html)
    assert normaal(vorm) == vorm == schoon(vorm)


@pytest.mark.parametrize(
    ("html", "uitkomst"),
    [
        ("<p>Een  <b>vet</b>\n woord</p>", "<p>Een <strong>vet</strong> woord</p>"),
        ("<p>Een<strong> vet </strong>woord</p>", "<p>Een <strong>vet</strong> woord</p>"),
        ("<strong><em>a</em></strong><em><strong>b</strong></em>", "<p><em><strong>ab</strong></em></p>"),
        ("<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li><p>a</p><p>verder</p></li><li></li></ul>", "<ul><li>a<br>verder</li></ul>"),
        ("<ul><li><ul><li><ul><li>a</li><li>b</li></ul></li></ul></li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ('<ol start="3"><li>drie</li><li>vier</li></ol>', '<ol start="3"><li>drie</li><li>vier</li></ol>'),
        ("<p>een<br>twee</p><div>drie</div>", "<p>een</p><p>twee</p><p>drie</p>"),
        ("<style>p{color:red}</style><!-- weg --><p onclick=x>40 m<sup>3</sup> &lt;b&gt;</p>", None),
        ("<p></p><p> &nbsp; </p>", ""),
    ],
)
def test_what_an_editor_makes_is_brought_to_one_form(html: str, uitkomst: str | None) -> None:
    assert normaal(html) == ("<p>40 m<sup>3</sup> &lt;b&gt;</p>" if uitkomst is None else uitkomst)


@pytest.mark.parametrize(
    ("getypt", "html"),
    [
        ("Een alinea.\nNog een.", "<p>Een alinea.</p><p>Nog een.</p>"),
        (
            "Samen:\n- een\n  - onder\n    verder\n  - nog\n- twee",
            "<p>Samen:</p><ul><li>een<ul><li>onder<br>verder</li><li>nog</li></ul></li><li>twee</li></ul>",
        ),
        ("2. twee\n3. drie", '<ol start="2"><li>twee</li><li>drie</li></ol>'),
        ("*vet* en _schuin_, *_beide_*", None),
        ("5 * 3 * 2 en een_los", "<p>5 * 3 * 2 en een_los</p>"),
        (r"\- geen punt, \*geen vet\*", "<p>- geen punt, *geen vet*</p>"),
        ("• punt uit Word\n\t• dieper", "<ul><li>punt uit Word<ul><li>dieper</li></ul></li></ul>"),
        ("<b>geen opmaak</b>", "<p>&lt;b&gt;geen opmaak&lt;/b&gt;</p>"),
        ("", ""),
    ],
)
def test_lines_are_read_as_somebody_means_them(getypt: str, html: str | None) -> None:
    beide = "<p><strong>vet</strong> en <em>schuin</em>, <em><strong>beide</strong></em></p>"
    assert naar_html(uit_notatie(getypt)) == (beide if html is None else html)


def test_a_line_full_of_signs_is_read_in_reasonable_time() -> None:
    assert tekst_van(naar_html(uit_notatie(" *a" * 20_000))).count("*") == 20_000


def test_blocks_of_a_dossier_that_was_read_are_in_that_form_already(echt_document: Any) -> None:
    """So that who opens and saves an item changes nothing of what was loaded."""
    for bron in (DOSSIER.encode(), echt_document("dossier-noordwest-bol-2026.md").read_bytes()):
        jaar, landsdeel = (2031, "oost") if bron == DOSSIER.encode() else (2026, "noordwest")
        dossier = lees_dossier(bron, naam="dossier.md", soort="bol", jaar=jaar, landsdeel=landsdeel).dossier
        for html in (blok.html for punt in dossier.agendapunten for blok in punt.blokken):
            assert normaal(html) == html
            assert naar_html(uit_notatie(naar_notatie(alineas_uit_html(html)))) == html
