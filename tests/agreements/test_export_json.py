"""The list as JSON: the contract's shape, and the list itself comes back from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings

from agreements.exporters import FORMATEN, Titelgegevens
from agreements.importers import lees_lijst
from agreements.lijst import Lijst
from agreements.lijst_json import uit_json
from tests.strategieen import NASLAG, lijsten
from tests.voorbeeldlijsten import elke_structuur, met_statussen

GEGEVENS = Titelgegevens(ronde="BO Leefomgeving 2030", moment=datetime(2030, 11, 21, 9, 30, tzinfo=UTC))


def maak(lijst: Lijst) -> bytes:
    return FORMATEN["json"].maak(lijst, GEGEVENS)


@given(lijsten())
@settings(max_examples=30)
def test_json_gives_back_the_list_that_went_in(lijst: Lijst) -> None:
    met_codes = lijst.met_codes()
    terug = uit_json(json.loads(maak(met_codes)))
    assert list(terug.tekstblokken) == list(met_codes.tekstblokken)
    assert terug == met_codes


def test_json_keeps_statuses_when_they_were_asked_for() -> None:
    lijst = met_statussen(elke_structuur())
    assert uit_json(json.loads(maak(lijst))) == lijst


def test_json_is_readable_text_in_utf8() -> None:
    inhoud = maak(elke_structuur())
    assert "“hoe?”" in inhoud.decode("utf-8")
    assert inhoud.endswith(b"}\n")


def test_json_of_the_real_list_has_its_texts_to_the_letter(echt_document: Callable[[str], Path]) -> None:
    pad = echt_document("afsprakenlijst-bol-2024.txt")
    lijst = lees_lijst(pad, naam=pad.name, soort="bol", jaar=2024, naslag=NASLAG).met_codes()
    data = json.loads(maak(lijst))
    afspraken = [
        afspraak
        for deel in data["landsdelen"]
        for rubriek in deel["rubrieken"]
        for blok in rubriek["blokken"]
        for afspraak in blok["afspraken"]
    ]
    assert [afspraak["tekst"] for afspraak in afspraken] == [blok.tekst for blok in lijst.tekstblokken]
    assert [afspraak["code"] for afspraak in afspraken] == [blok.code for blok in lijst.tekstblokken]
    assert data["tellingen"] == {
        "landsdelen": 5,
        "rubrieken": 27,
        "afspraken": 84,
        "subpunten": 3,
        "losse_alineas": 1,
    }
