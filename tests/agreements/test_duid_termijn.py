"""The command that explains a time phrase, or finds all of them in a text."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from agreements.models import Ronde

pytestmark = pytest.mark.django_db

VELDEN = ["frase", "soort", "van", "tot", "overleg", "te_dateren", "termijn"]


def _voer_uit(*argumenten: str) -> str:
    uit = StringIO()
    call_command("duid_termijn", *argumenten, stdout=uit)
    return uit.getvalue()


def _json(*argumenten: str) -> Any:
    return json.loads(_voer_uit(*argumenten, "--json"))


def _ronde(naam: str, van: date, tot: date) -> None:
    Ronde.objects.update_or_create(
        naam=naam, defaults={"soort": "mirt", "jaar": 2025, "gehouden_van": van, "gehouden_tot": tot}
    )


def test_phrase_as_json_has_the_fields_of_the_contract() -> None:
    gegevens = _json("eerste kwartaal van 2025", "--overlegdatum", "2024-11-06")
    assert list(gegevens) == VELDEN
    assert gegevens == {
        "frase": "eerste kwartaal van 2025",
        "soort": "kwartaal",
        "van": "2025-01-01",
        "tot": "2025-03-31",
        "overleg": None,
        "te_dateren": True,
        "termijn": True,
    }


@pytest.mark.parametrize(
    ("frase", "zin"),
    [
        ("eerste kwartaal van 2025", "kwartaal, van 1 januari 2025 t/m 31 maart 2025; termijn."),
        ("14 september", "dag, op 14 september 2025; termijn."),
        ("voor de zomer in 2025", "voor, uiterlijk 20 juni 2025; termijn."),
        ("na de zomer", "na, vanaf 21 september 2025; termijn."),
        ("op termijn", "vaag, niet te dateren; geen termijn."),
        ("BOL van 2031", "overleg, BO Leefomgeving 2031, van 1 januari 2031 t/m 31 december 2031; termijn."),
    ],
)
def test_phrase_is_explained_in_a_dutch_sentence(frase: str, zin: str) -> None:
    assert _voer_uit(frase, "--overlegdatum", "2024-11-06") == f"“{frase}”: {zin}\n"


def test_meeting_has_the_days_that_the_database_knows() -> None:
    _ronde("BO MIRT 2025", date(2026, 1, 5), date(2026, 1, 8))
    gegevens = _json("BO MIRT van november 2025", "--overlegdatum", "2024-11-06")
    assert (gegevens["overleg"], gegevens["van"], gegevens["tot"]) == ("BO MIRT 2025", "2026-01-05", "2026-01-08")


def test_phrase_is_explained_before_there_are_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    def geen_tabel() -> None:
        raise OperationalError("no such table")

    monkeypatch.setattr("agreements.management.commands.duid_termijn.overlegdata", geen_tabel)
    assert _json("BO MIRT van november 2025")["tot"] == "2025-11-30"


def test_relative_phrase_without_overlegdatum_cannot_be_dated() -> None:
    gegevens = _json("dit jaar")
    assert (gegevens["soort"], gegevens["van"], gegevens["te_dateren"]) == ("relatief", None, False)


def test_text_gives_every_phrase_with_its_line(tmp_path: Path) -> None:
    bestand = tmp_path / "lijst.txt"
    bestand.write_bytes(b"Kop\r\n\r\nZij starten voor\r\n\r\nde zomer van 2025.\r\nIn 2023 is dit besproken.\r\n")
    gegevens = _json("--tekst", str(bestand), "--overlegdatum", "2024-11-06")
    assert [list(regel) for regel in gegevens] == [["regel", *VELDEN]] * 2
    assert [(regel["regel"], regel["frase"], regel["tot"], regel["termijn"]) for regel in gegevens] == [
        (3, "voor de zomer van 2025", "2025-06-20", True),
        (6, "In 2023", "2023-12-31", False),
    ]
    uit = _voer_uit("--tekst", str(bestand), "--overlegdatum", "2024-11-06").splitlines()
    assert uit[0].startswith("regel 3: “voor de zomer van 2025”: voor,")
    assert uit[-1] == "Aantal tijdsaanduidingen: 2, waarvan termijnen: 1."


def test_text_without_phrases_is_an_empty_list(tmp_path: Path) -> None:
    bestand = tmp_path / "leeg.md"
    bestand.write_text("Hier staat geen tijd.", encoding="utf-8")
    assert _json("--tekst", str(bestand)) == []


def test_real_list_gives_its_phrases_in_order(echt_document: Callable[[str], Path]) -> None:
    pad = echt_document("afsprakenlijst-bol-2024.txt")
    gegevens = _json("--tekst", str(pad), "--overlegdatum", "2024-11-06")
    assert [regel["regel"] for regel in gegevens] == sorted(regel["regel"] for regel in gegevens)
    assert sum(regel["termijn"] for regel in gegevens) == 27


@pytest.mark.parametrize(
    ("argumenten", "reden"),
    [
        (["zonder tijd"], "“zonder tijd” noemt geen tijd."),
        (["34682"], "“34682” noemt geen tijd."),
        (["31 februari 2025"], "De dag “31 februari 2025” bestaat niet."),
        (["in 2025", "--overlegdatum", "6 november"], "“6 november” is geen datum van een overleg."),
        (["in 2025", "--overlegdatum", "2024-13-01"], "“2024-13-01” is geen datum van een overleg."),
        (["in 2025", "--overlegdatum", "0001-01-01"], "“0001-01-01” is geen datum van een overleg."),
        (["--tekst", "bestaat-niet.txt"], "Het bestand “bestaat-niet.txt” bestaat niet"),
        ([], "Geef een tijdsaanduiding of --tekst PATH"),
        (["in 2025", "--tekst", "lijst.txt"], "Geef een tijdsaanduiding of --tekst PATH"),
    ],
)
def test_bad_input_is_refused_with_one_dutch_line(argumenten: list[str], reden: str) -> None:
    with pytest.raises(CommandError) as fout:
        _voer_uit(*argumenten)
    assert str(fout.value).startswith(reden)
    assert "\n" not in str(fout.value)


def test_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    bestand = tmp_path / "plaatje.txt"
    bestand.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(CommandError, match="geen tekst maar een afbeelding"):
        _voer_uit("--tekst", str(bestand))


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as einde:
        call_command("duid_termijn", "--help")
    assert einde.value.code == 0
    assert 'python manage.py duid_termijn "eerste kwartaal van 2025"' in capsys.readouterr().out
