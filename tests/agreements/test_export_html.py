"""The list as one HTML file: complete, to the letter, inert, and in need of nothing from outside."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings

from agreements.exporters import FORMATEN, Overlegdag, Titelgegevens
from agreements.exporters.indeling import deel_in
from agreements.exporters.tekens import leesbaar
from agreements.exporters.titelblad import overlegregels
from agreements.lijst import Lijst
from tests.strategieen import lijsten
from tests.voorbeeldlijsten import MARKUP, elke_structuur, met_bijschriften, met_statussen

GEGEVENS = Titelgegevens(ronde="BO Leefomgeving 2030", moment=datetime(2030, 11, 21, 9, 30, tzinfo=UTC))


def maak(lijst: Lijst, gegevens: Titelgegevens = GEGEVENS) -> str:
    return FORMATEN["html"].maak(lijst, gegevens).decode()


class Lezer(HTMLParser):
    """Collects the text of the elements of the list in order, and every tag and attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.teksten: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if tekst := " ".join(data.split()):
            self.teksten.append((self.open[-1], tekst))


def lees(html: str) -> Lezer:
    lezer = Lezer()
    lezer.feed(html)
    lezer.close()
    assert not lezer.open
    return lezer


@given(lijsten())
@settings(max_examples=20)
def test_html_has_every_text_in_order_to_the_letter(lijst: Lijst) -> None:
    lezer = lees(maak(lijst.met_codes()))
    inhoud = [tekst for tag, tekst in lezer.teksten if tag in ("li", "p")]
    bedoeld = []
    for blok in lijst.tekstblokken:
        bedoeld += [blok.tekst, *blok.subpunten]
    gekregen = iter(inhoud)
    for tekst in bedoeld:  # in order: each is looked for behind the one before
        assert " ".join(tekst.split()) in gekregen


def test_html_shows_markup_in_the_text_as_text() -> None:
    lezer = lees(maak(elke_structuur()))
    assert sum(tekst == MARKUP for _, tekst in lezer.teksten) == 2
    assert {tag for tag, _ in lezer.tags}.isdisjoint({"b", "i", "script", "img"})
    assert not any(naam.startswith("on") for _, attrs in lezer.tags for naam in attrs)


def test_html_asks_for_nothing_from_outside() -> None:
    html = maak(elke_structuur())
    lezer = lees(html)
    assert all(attrs["href"].startswith("#") for tag, attrs in lezer.tags if tag == "a" and attrs["href"])
    assert {tag for tag, _ in lezer.tags}.isdisjoint({"link", "img", "iframe", "script", "object"})
    stijl = re.search(r"<style>(.*)</style>", html, re.DOTALL)
    assert stijl
    assert set(re.findall(r"url\((\w+:)", stijl[1])) == {"data:"}
    assert "@import" not in stijl[1]


def test_html_headings_go_down_one_level_at_a_time() -> None:
    niveaus = [int(tag[1]) for tag, _ in lees(maak(elke_structuur())).tags if re.fullmatch(r"h[1-6]", tag)]
    assert niveaus.count(1) == 1
    assert all(volgend <= vorig + 1 for vorig, volgend in pairwise(niveaus))


def test_html_contents_lead_to_places_that_exist_once() -> None:
    lezer = lees(maak(elke_structuur()))
    ankers = [attrs["id"] for _, attrs in lezer.tags if "id" in attrs]
    assert len(ankers) == len(set(ankers))
    doelen = [(attrs["href"] or "")[1:] for tag, attrs in lezer.tags if tag == "a"]
    assert doelen
    assert set(doelen) <= set(ankers)


def test_html_says_what_it_is() -> None:
    gegevens = replace(GEGEVENS, fase="in voorbereiding", embargo=True, keuze="Alleen Zuid", peildatum=date(2030, 1, 2))
    html = maak(elke_structuur(), gegevens)
    assert '<html lang="nl">' in html
    assert "<title>Afsprakenlijst met elke opbouw &lt;concept&gt; &amp; meer</title>" in html
    for wat in ("BO Leefomgeving 2030", "In voorbereiding", "Onder embargo", "Alleen Zuid", "2 januari 2030"):
        assert wat in html
    assert "21 november 2030, 10:30 uur" in html


def test_html_shows_statuses_only_when_they_are_in_the_list() -> None:
    assert 'class="stand ' not in maak(elke_structuur())
    html = maak(met_statussen(elke_structuur()))
    assert "In uitvoering</span> sinds 4 maart 2031" in html
    assert 'class="stand stand--nog-niet-te-beoordelen"' in html


@pytest.mark.parametrize(
    ("dagen", "van", "tot", "regels"),
    [
        ({"Zuid": 6, "Noord": 6}, None, None, ["6 november 2030"]),
        ({"Oost": 7, "Zuid": 6, "Noord": 6}, None, None, ["6 november 2030: Zuid en Noord", "7 november 2030: Oost"]),
        ({}, date(2030, 11, 6), date(2030, 11, 7), ["6 november 2030 t/m 7 november 2030"]),
        ({}, date(2030, 11, 6), date(2030, 11, 6), ["6 november 2030"]),
        ({}, None, date(2030, 11, 7), ["7 november 2030"]),
        ({}, None, None, []),
    ],
)
def test_overlegregels_says_when_the_overleggen_were(
    dagen: dict[str, int], van: date | None, tot: date | None, regels: list[str]
) -> None:
    overlegdagen = tuple(Overlegdag(naam=naam, datum=date(2030, 11, dag)) for naam, dag in dagen.items())
    gegevens = replace(GEGEVENS, overlegdagen=overlegdagen, gehouden_van=van, gehouden_tot=tot)
    assert overlegregels(gegevens) == regels


def test_leesbaar_replaces_signs_of_office_fonts_and_drops_control_characters() -> None:
    assert leesbaar("\uf076 een\uf0e0twee\x00\x1b drie\tvier") == "❖ een→twee drie\tvier"


def test_deel_in_puts_onderwerp_below_provincie_only_where_there_is_one() -> None:
    zuid = deel_in(elke_structuur())[1]
    koppen = [(kop.tekst, kop.niveau) for blok in zuid.rubrieken[0].blokken for kop in blok.koppen]
    assert koppen == [
        ("Provincie Noord-Brabant", 4),
        ("Wonen en werken", 5),
        ("Water", 5),
        ("Provincie Limburg", 4),
        ("Los onderwerp", 4),
    ]
    assert zuid.aantal == 14


def test_html_shows_additions_apart_and_says_in_words_what_went_and_came() -> None:
    html = maak(met_bijschriften(elke_structuur()), replace(GEGEVENS, met_termijnen=True))
    lezer = lees(html)
    assert "[weg: Voornemen]" in [tekst for tag, tekst in lezer.teksten if tag == "del"]
    assert "[nieuw: Afspraak]" in [tekst for tag, tekst in lezer.teksten if tag == "ins"]
    assert "begin 2031 (1 januari 2031 t/m 30 april 2031)" in [tekst for _, tekst in lezer.teksten]
    koppen = [tekst for tag, tekst in lezer.teksten if tag == "h2"]
    assert koppen[-1] == "Vervallen sinds een eerdere uitgave"
    assert ("a", "Vervallen sinds een eerdere uitgave") in lezer.teksten
    assert {tag for tag, _ in lezer.tags}.isdisjoint({"b", "i", "script", "img"})


def test_html_shows_deadlines_and_what_lapsed_only_when_asked_for() -> None:
    lijst = replace(met_bijschriften(elke_structuur()), vervallen=())
    html = maak(lijst)
    assert "Termijn:" not in html
    assert "Vervallen sinds" not in html
