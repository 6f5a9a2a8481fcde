"""The figures of docs/termijnen.md, worked out again: how many deadlines of the real documents are found.

Two readings by hand are the measure: goud.json, which has every time phrase, and tweede_lezing.json, which was made
without it and has only what is due. A claim in the documentation that the reader no longer keeps, fails here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from agreements.termijnen import vind_termijnen

MAP = Path(__file__).parent
GOUD = json.loads((MAP / "goud.json").read_text(encoding="utf-8"))
TWEEDE = json.loads((MAP / "tweede_lezing.json").read_text(encoding="utf-8"))
DOCUMENT = settings.BASE_DIR / "docs" / "termijnen.md"

Overleggen = dict[str, tuple[date | None, date | None]]


@dataclass(frozen=True, slots=True)
class Moment:
    """A deadline at a place: its last day, or the meeting that it hangs on."""

    regel: int
    tot: str | None
    overleg: str | None

    def is_zelfde(self, ander: Moment) -> bool:
        """Within two lines, for a phrase can be broken over empty ones; and the same meeting or else the same day."""
        if abs(self.regel - ander.regel) > 2:
            return False
        if self.overleg or ander.overleg:
            return self.overleg == ander.overleg
        return self.tot == ander.tot


def _dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


BEKEND: Overleggen = {naam: (_dag(van), _dag(tot)) for naam, (van, tot) in GOUD["overleggen"].items()}


def lezingen() -> dict[str, dict[str, list[Moment]]]:
    """Both readings: the name → the document → what is due in it."""
    return {
        "eerste": {
            een["bestand"]: [
                Moment(frase["regel"], frase["tot"], frase["overleg"]) for frase in een["frasen"] if frase["termijn"]
            ]
            for een in GOUD["documenten"]
        },
        "tweede": {
            een["bestand"]: [Moment(regel, tot, overleg) for regel, _, tot, overleg in een["termijnen"]]
            for een in TWEEDE["documenten"]
        },
    }


def meet(pad: Path, verwacht: list[Moment], overlegdatum: str, overleggen: Overleggen) -> tuple[int, int, int, int]:
    """How many are due by hand, those of them found, how many are found at all, and those of them not due."""
    tekst = pad.read_text(encoding="utf-8")
    gevonden = [
        Moment(tekst.count("\n", 0, een.begin) + 1, een.tot.isoformat() if een.tot else None, een.overleg)
        for een in vind_termijnen(tekst, overlegdatum=_dag(overlegdatum), overleggen=overleggen)
        if een.termijn
    ]
    raak = sum(any(een.is_zelfde(ander) for ander in gevonden) for een in verwacht)
    mis = sum(not any(een.is_zelfde(ander) for een in verwacht) for ander in gevonden)
    return len(verwacht), raak, len(gevonden), mis


@pytest.mark.parametrize("overleggen", [pytest.param(BEKEND, id="dates-known"), pytest.param({}, id="dates-unknown")])
@pytest.mark.parametrize("lezing", ["eerste", "tweede"])
def test_the_target_is_met_by_either_reading(
    lezing: str, overleggen: Overleggen, echt_document: Callable[[str], Path]
) -> None:
    """At least 98 % of what is due is found, with its last day or overleg; fewer than 2 % of what is found is none."""
    dagen = {een["bestand"]: een["overlegdatum"] for een in TWEEDE["documenten"]}
    tellingen = [
        meet(echt_document(bestand), verwacht, dagen[bestand], overleggen)
        for bestand, verwacht in lezingen()[lezing].items()
    ]
    verwacht, raak, gevonden, mis = (sum(kolom) for kolom in zip(*tellingen, strict=True))
    assert raak >= 0.98 * verwacht
    assert mis < 0.02 * gevonden


def test_the_figures_in_the_documentation_are_those_of_today(echt_document: Callable[[str], Path]) -> None:
    regels = re.findall(r"^\| `([\w.-]+)` \| (\w+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", DOCUMENT.read_text(), re.M)
    beweerd = {(bestand, lezing): tuple(map(int, cijfers)) for bestand, lezing, *cijfers in regels}
    dagen: dict[str, Any] = {een["bestand"]: een["overlegdatum"] for een in TWEEDE["documenten"]}
    gemeten = {
        (bestand, lezing): meet(echt_document(bestand), verwacht, dagen[bestand], BEKEND)
        for lezing, per_document in lezingen().items()
        for bestand, verwacht in per_document.items()
    }
    assert beweerd == gemeten
