"""The reader against the five real documents, of which every time phrase was read by hand into goud.json."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agreements.termijnen import GevondenTermijn, vind_termijnen

GOUD = json.loads((Path(__file__).parent / "goud.json").read_text(encoding="utf-8"))
DOCUMENTEN = {document["bestand"]: document for document in GOUD["documenten"]}
LIJST_2024 = "afsprakenlijst-bol-2024.txt"

Overleggen = dict[str, tuple[date | None, date | None]]
Regel = dict[str, Any]


def _dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


OVERLEGGEN: Overleggen = {naam: (_dag(van), _dag(tot)) for naam, (van, tot) in GOUD["overleggen"].items()}


def _lees(pad: Path, overleggen: Overleggen = OVERLEGGEN) -> list[Regel]:
    tekst = pad.read_text(encoding="utf-8")
    overlegdatum = date.fromisoformat(DOCUMENTEN[pad.name]["overlegdatum"])
    gevonden = vind_termijnen(tekst, overlegdatum=overlegdatum, overleggen=overleggen)
    return [_als_goud(tekst, termijn) for termijn in gevonden]


def _als_goud(tekst: str, termijn: GevondenTermijn) -> Regel:
    return {
        "regel": tekst.count("\n", 0, termijn.begin) + 1,
        "frase": termijn.frase,
        "soort": termijn.soort,
        "van": termijn.van.isoformat() if termijn.van else None,
        "tot": termijn.tot.isoformat() if termijn.tot else None,
        "overleg": termijn.overleg,
        "termijn": termijn.termijn,
    }


def _zelfde(goud: Regel, gevonden: Regel, velden: tuple[str, ...]) -> bool:
    begin = goud["frase"].removesuffix("…").strip()
    frase = gevonden["frase"]
    zelfde_frase = frase.startswith(begin) if goud["frase"].endswith("…") else frase == begin
    return zelfde_frase and all(goud[veld] == gevonden[veld] for veld in velden)


def _kort(regel: Regel) -> str:
    return (
        f"r{regel['regel']} {regel['frase'][:60]} ({regel['soort']} {regel['van']}..{regel['tot']} {regel['overleg']})"
    )


@pytest.mark.parametrize("bestand", DOCUMENTEN)
def test_every_phrase_of_a_real_document_is_read_as_by_hand(bestand: str, echt_document: Callable[[str], Path]) -> None:
    gevonden = _lees(echt_document(bestand))
    goud = DOCUMENTEN[bestand]["frasen"]
    velden = ("regel", "soort", "van", "tot", "overleg", "termijn")
    gemist = [_kort(een) for een in goud if not any(_zelfde(een, ander, velden) for ander in gevonden)]
    teveel = [_kort(ander) for ander in gevonden if not any(_zelfde(een, ander, velden) for een in goud)]
    assert (gemist, teveel) == ([], [])


@pytest.mark.parametrize(
    "overleggen", [pytest.param(OVERLEGGEN, id="dates-known"), pytest.param({}, id="dates-unknown")]
)
def test_deadlines_of_all_documents_are_found_and_little_else(
    overleggen: Overleggen, echt_document: Callable[[str], Path]
) -> None:
    """At least 98 % of the deadlines with the right last day or overleg; under 2 % of what is found is none."""
    aantal = gevonden_aantal = 0
    gemist: list[str] = []
    teveel: list[str] = []
    for bestand, document in DOCUMENTEN.items():
        gevonden = [regel for regel in _lees(echt_document(bestand), overleggen) if regel["termijn"]]
        goud = [regel for regel in document["frasen"] if regel["termijn"]]
        aantal += len(goud)
        gevonden_aantal += len(gevonden)
        gemist += [_kort(een) for een in goud if not any(_zelfde_moment(een, ander) for ander in gevonden)]
        teveel += [_kort(ander) for ander in gevonden if not any(_zelfde_moment(een, ander) for een in goud)]
    print(f"{aantal} deadlines, {aantal - len(gemist)} found; {gevonden_aantal} found, {len(teveel)} of them none")
    print("missed:", *gemist, sep="\n  ")
    print("not a deadline:", *teveel, sep="\n  ")
    assert len(gemist) <= 0.02 * aantal
    assert len(teveel) < 0.02 * gevonden_aantal


def _zelfde_moment(goud: Regel, gevonden: Regel) -> bool:
    """The same place, and the same meeting or else the same last day."""
    if abs(goud["regel"] - gevonden["regel"]) > 2:
        return False
    if goud["overleg"] or gevonden["overleg"]:
        return bool(goud["overleg"] == gevonden["overleg"])
    return bool(goud["tot"] == gevonden["tot"] and goud["van"] == gevonden["van"])


def test_the_whole_list_of_2024_is_read_in_a_fraction_of_a_second(
    echt_document: Callable[[str], Path],
) -> None:
    pad = echt_document(LIJST_2024)
    tijden = []
    for _ in range(3):
        begin = time.process_time()
        _lees(pad)
        tijden.append(time.process_time() - begin)
    assert min(tijden) < 0.3
