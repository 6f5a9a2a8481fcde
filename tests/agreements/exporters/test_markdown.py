"""The list as Markdown: shown as text by any program, and read back to the letter; and Markdown that others wrote."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from agreements.exporters import FORMATEN, Titelgegevens
from agreements.importers import lees_bron
from agreements.importers.bron import Brontekst
from agreements.lijst import Lijst, LijstFout, Onderdeel
from tests.agreements.exporters.bedoeld import GEGEVENS, KAAL, LASTIG, Rij, lastige_lijst, lijst_met, rijen
from tests.strategieen import lijsten
from tests.voorbeeldlijsten import MARKUP, alinea, elke_structuur, lange_lijst, met_bijschriften, punt


def maak(lijst: Lijst, gegevens: Titelgegevens = KAAL) -> str:
    return FORMATEN["md"].maak(lijst, gegevens).decode()


def lees(tekst: str) -> Brontekst:
    return lees_bron(tekst.encode(), naam="lijst.md")


def gelezen(tekst: str) -> Iterator[Rij]:
    """The paragraphs of the list itself as our own reader finds them."""
    bron = lees(tekst)
    assert bron.eigen
    for regel in bron.regels:
        assert regel.onderdeel is not None
        if regel.onderdeel in (Onderdeel.VOORWERK, Onderdeel.BIJSCHRIFT):
            continue
        teken, zegt, niveau = "", regel.tekst, max((regel.kopniveau or 0) - 1, 0)
        if regel.lijstniveau is not None:
            teken, _, zegt = zegt.partition(" ")
            niveau = 2 if regel.onderdeel is Onderdeel.SUBPUNT else 1
        yield regel.onderdeel, niveau, teken, zegt


@given(lijsten())
@settings(max_examples=5)
def test_markdown_comes_back_as_what_it_was(lijst: Lijst) -> None:
    assert list(gelezen(maak(lijst))) == list(rijen(lijst))


@pytest.mark.parametrize(
    "lijst", [elke_structuur(), met_bijschriften(elke_structuur()), lastige_lijst(), lange_lijst(2)]
)
def test_markdown_of_every_structure_and_every_kind_of_text_comes_back(lijst: Lijst) -> None:
    assert list(gelezen(maak(lijst, GEGEVENS))) == list(rijen(lijst))


@pytest.mark.parametrize("teken", ["❖", "-", "--", "-->", "1.", "\uf076", "&", "<", "o"])
def test_markdown_keeps_the_bullet_of_the_list(teken: str) -> None:
    lijst = lijst_met(
        punt("Een.", teken=teken), alinea("Los."), punt("Twee.", "Onderdeel.", teken=teken), punt("Drie.", teken="•")
    )
    assert list(gelezen(maak(lijst))) == list(rijen(lijst))


@pytest.mark.parametrize("tekst", [*LASTIG, MARKUP])
def test_any_program_shows_the_text_and_nothing_else(tekst: str) -> None:
    """A reader that is not ours finds the text, in an item, with no markup in it; in the dialects people use."""
    for dialect in ("commonmark", "gfm-like", "js-default"):
        lezer = MarkdownIt(dialect, {"linkify": False})
        tokens = lezer.parse(maak(lijst_met(punt(tekst))))
        *_, inhoud = [token for token in tokens if token.type == "inline"]
        assert inhoud.level == 3  # in a paragraph of an item of a list
        assert {deel.type for deel in inhoud.children or ()} <= {"text", "text_special"}
        assert "".join(deel.content for deel in inhoud.children or ()) == tekst


def test_markdown_shows_nothing_of_what_is_meant_for_the_reader_back() -> None:
    html = MarkdownIt("commonmark").render(maak(met_bijschriften(elke_structuur()), GEGEVENS))
    zichtbaar = re.sub(r"<!--.*?-->|<[^>]*>", "", html, flags=re.DOTALL)
    assert "teken:" not in zichtbaar
    assert "opmaak-1" not in zichtbaar


def test_markdown_has_a_list_below_a_list_as_two_lists() -> None:
    html = MarkdownIt("commonmark").render(maak(lijst_met(punt("Een."), punt("Twee.", teken="•"), punt("Drie."))))
    assert html.count("<ul>") == 3


def test_markdown_sets_additions_apart_from_the_official_text() -> None:
    tekst = maak(met_bijschriften(elke_structuur()), GEGEVENS)
    assert "  > **In uitvoering** sinds 4 maart 2031 BOL-2030-Z-1-01\n  >\n  > Loopt.\n" in tekst
    bron = lees(tekst)
    erbij = [regel.tekst for regel in bron.regels if regel.onderdeel is Onderdeel.BIJSCHRIFT]
    assert "Termijn: begin 2031 (1 januari 2031 t/m 30 april 2031)" in erbij
    assert "Wie: Provincie Limburg (trekker, regio)" in erbij
    assert any(een.startswith("BOL-2030-Z-1-70 ") for een in erbij)
    assert "BOL-2030" not in maak(elke_structuur())


def test_markdown_of_an_embargo_says_so() -> None:
    assert "**Onder embargo. Verspreid" in maak(elke_structuur(), GEGEVENS)
    assert "mbargo" not in maak(elke_structuur(), replace(GEGEVENS, embargo=False, fase="openbaar"))


# --- by others ---------------------------------------------------------------------------------------------

ANDERS = """\
---
title: Lijst
---
# Afsprakenlijst

Regio Zuid
==========

## 1. *Wonen* & [werken](http://voorbeeld.nl)

Een alinea over
twee regels, met <b>tags</b>.

* Eerste punt
* Tweede **punt** met
  een tweede regel
    - Een subpunt<br>op twee regels
        1. Nog dieper
        2. En nog een

  Een tweede alinea van het punt.

<!-- opmerking van een ander -->
<div onclick="x()">Een blok</div>

> Een citaat

    code

**Vet kopje**

| a | b |
|---|---|
| c | d |
"""


def test_markdown_of_others_gives_its_headings_and_lists_as_hints() -> None:
    bron = lees(ANDERS)
    assert not bron.eigen
    gekregen = [(regel.tekst, regel.kopniveau, regel.lijstniveau, regel.heel, regel.vet) for regel in bron.regels]
    assert gekregen == [
        ("Afsprakenlijst", 1, None, True, False),
        ("Regio Zuid", 1, None, True, False),
        ("1. Wonen & werken", 2, None, True, False),
        ("Een alinea over", None, None, False, False),
        ("twee regels, met <b>tags</b>.", None, None, False, False),
        ("• Eerste punt", None, 0, True, False),
        ("• Tweede punt met", None, 0, False, False),
        ("een tweede regel", None, None, False, False),
        ("o Een subpunt", None, 1, False, False),
        ("op twee regels", None, None, False, False),
        ("1. Nog dieper", None, 2, True, False),
        ("2. En nog een", None, 2, True, False),
        ("Een tweede alinea van het punt.", None, None, True, False),
        ('<div onclick="x()">Een blok</div>', None, None, True, False),
        ("Een citaat", None, None, True, False),
        ("code", None, None, True, False),
        ("Vet kopje", None, None, True, True),
        *((cel, None, None, True, False) for cel in "abcd"),
    ]
    assert bron.tekst.split("\n") == [regel.tekst for regel in bron.regels]
    assert [regel.nummer for regel in bron.regels] == list(range(1, len(bron.regels) + 1))
    assert [(melding.soort, melding.tekst) for melding in bron.meldingen] == [
        ("kopgegevens niet overgenomen", "title: Lijst"),
        ("opmerking niet overgenomen", "opmerking van een ander"),
    ]


def test_markdown_without_any_marks_is_plain_text() -> None:
    tekst = "Regio Zuid-Nederland\n1\nTitel\n❖ Een punt\nover twee regels.\n"
    assert lees(tekst) == lees_bron(tekst.encode(), naam="lijst.txt")


def test_markdown_of_others_cannot_pose_as_ours_by_a_comment_further_on() -> None:
    assert not lees("# Lijst\n\n<!-- afsprakenlijst-opmaak-1 -->\n\n- punt").eigen


@pytest.mark.parametrize("begin", ["> " * 200, "- " * 200])
def test_markdown_that_is_nested_too_deep_is_refused_and_not_cut(begin: str) -> None:
    with pytest.raises(LijstFout, match="te diep"):
        lees(f"# Lijst\n\n{begin}tekst")


def test_markdown_that_is_too_large_is_refused() -> None:
    with pytest.raises(LijstFout, match="te groot voor Markdown"):
        lees("# Lijst\n\n" + "woord " * 400_000)


@pytest.mark.parametrize("stuk", ["[", "![", "<!-- ", "*a_ ", "`", "[a](", "<"])
def test_markdown_that_is_made_to_take_long_does_not(stuk: str) -> None:
    begin = time.process_time()
    lees("# Lijst\n\n" + stuk * (200_000 // len(stuk)))
    assert time.process_time() - begin < 3
