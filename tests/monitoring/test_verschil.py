"""What differs between two frozen states, in words; and states that were frozen before a field was kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from monitoring.services.overzicht import STATUSNAMEN
from monitoring.stand import Stand, Tijdsaanduiding, Zijdestand
from monitoring.verschil import Soort, tegenspraak, vergelijk, verschil

IN_UITVOERING = Zijdestand(
    status="in_uitvoering",
    toelichting="Het onderzoek loopt.",
    verwacht=date(2026, 10, 15),
    bewijs=("https://voorbeeld.nl/een",),
)
STAND = Stand(
    code="BOL-2024-NW-1-01",
    tekst="Rijk en regio maken medio 2026 een kaart.",
    status="in_uitvoering",
    rijk=IN_UITVOERING,
    regio=IN_UITVOERING,
    termijnen=(Tijdsaanduiding(frase="medio 2026", soort="deel", besloten=False),),
    termijn_tot=date(2026, 8, 31),
)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"verwacht": date(2026, 12, 15)}, "Het Rijk verwacht het nu op 15 december 2026, eerst op 15 oktober 2026."),
        ({"verwacht": None}, "Het Rijk noemt geen verwachte datum meer, eerst 15 oktober 2026."),
        ({"toelichting": "Het loopt uit."}, "Het Rijk schrijft nu “Het loopt uit”, eerst “Het onderzoek loopt”."),
        (
            {"bewijs": ("https://voorbeeld.nl/twee",)},
            "Het Rijk geeft als bewijs nu https://voorbeeld.nl/twee, eerst https://voorbeeld.nl/een.",
        ),
        ({"status": "vertraagd"}, "Volgens het Rijk was het in uitvoering en is het vertraagd."),
    ],
)
def test_everything_that_a_side_says_otherwise_is_a_change(anders: dict[str, Any], zin: str) -> None:
    assert verschil(STAND, replace(STAND, rijk=replace(IN_UITVOERING, **anders)), STATUSNAMEN).zinnen == (zin,)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"status": "afgerond"}, "De status was in uitvoering en is afgerond."),
        ({"status_toelichting": "Op schema."}, "Bij de status staat nu “Op schema”, eerst niets."),
        (
            {"termijn_tot": date(2027, 6, 20)},
            "De termijn was tot en met 31 augustus 2026 en is tot en met 20 juni 2027.",
        ),
        (
            {"termijnen": (*STAND.termijnen, Tijdsaanduiding(frase="zomer 2026", soort="besluit", besloten=True))},
            "Over de termijn is besloten: “zomer 2026”.",
        ),
        ({"tekst": "Iets anders."}, "De officiële tekst is veranderd."),
    ],
)
def test_everything_that_is_otherwise_for_both_is_a_change(anders: dict[str, Any], zin: str) -> None:
    assert verschil(STAND, replace(STAND, **anders), STATUSNAMEN).veranderd == (zin,)


def test_first_answer_is_a_change_only_when_it_says_something_else() -> None:
    stil = replace(STAND, rijk=None)
    zelfde = verschil(stil, STAND, STATUSNAMEN)
    assert (zelfde.veranderd, zelfde.zinnen) == (
        (),
        ("Het Rijk antwoordde eerst niet en zegt nu: in uitvoering.",),
    )
    anders = verschil(stil, replace(STAND, rijk=Zijdestand(status="vertraagd")), STATUSNAMEN)
    assert anders.veranderd == ("Het Rijk antwoordde eerst niet en zegt nu: vertraagd.",)


def test_side_that_is_silent_now_is_neither_changed_nor_the_same() -> None:
    nu = replace(STAND, regio=None)
    uit = vergelijk([STAND], [nu], STATUSNAMEN)
    assert [(een.soort, een.zinnen) for een in uit.rijen] == [
        (Soort.GEANTWOORD, ("De regio heeft niet geantwoord. De vorige keer zei zij: in uitvoering.",))
    ]
    assert (uit.gelijk, uit.stil) == (0, 0)
    nog = vergelijk([nu], [nu], STATUSNAMEN)
    assert (nog.rijen, nog.gelijk, nog.stil) == ((), 0, 1)


@pytest.mark.parametrize(
    ("gezamenlijk", "rijk", "regio", "zin"),
    [
        (
            "afgerond",
            "in_uitvoering",
            "in_uitvoering",
            "De gezamenlijke status is afgerond, maar Rijk en regio zeggen allebei in uitvoering.",
        ),
        (
            "nog_niet_gestart",
            "vertraagd",
            "",
            "De gezamenlijke status is nog niet gestart, maar het Rijk zegt vertraagd.",
        ),
        (
            "afgerond",
            "vertraagd",
            "in_uitvoering",
            "De gezamenlijke status is afgerond, maar het Rijk zegt vertraagd en de regio zegt in uitvoering.",
        ),
        ("vertraagd", "vertraagd", "in_uitvoering", ""),
        ("afgerond", "", "", ""),
    ],
)
def test_joint_status_that_no_side_says_is_told(gezamenlijk: str, rijk: str, regio: str, zin: str) -> None:
    zijden = [Zijdestand(status=status) if status else None for status in (rijk, regio)]
    assert tegenspraak(replace(STAND, status=gezamenlijk, rijk=zijden[0], regio=zijden[1]), STATUSNAMEN) == zin


def test_what_was_frozen_before_a_field_was_kept_is_read_and_compared() -> None:
    """A decided deadline is then known by not standing in the text; what was not kept is no change."""
    besloten = Tijdsaanduiding(frase="voorjaar 2027", soort="seizoen", besloten=True)
    nieuw = replace(STAND, termijnen=(*STAND.termijnen, besloten))
    data = json.loads(nieuw.als_tekst())
    del data["opvolger"]
    for termijn in data["termijnen"]:
        del termijn["besloten"], termijn["is_termijn"]
    oud = Stand.uit_json(data)
    for stand in (oud, nieuw):
        assert [een.frase for een in stand.geldende_termijnen] == ["voorjaar 2027"]
        assert [een.frase for een in stand.vervangen_termijnen] == ["medio 2026"]
    assert not verschil(oud, nieuw, STATUSNAMEN).zinnen
    assert Stand.uit_json(json.loads(nieuw.als_tekst())) == nieuw
