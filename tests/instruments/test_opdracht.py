"""instrument_stand and the loading of the statements, as an operator meets them."""

from __future__ import annotations

import json
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from accounts.actoren import SYSTEEM
from instruments.models import Instrument, Uitspraak
from instruments.services.laden import laad_instrumenten


def _opdracht(*args: str) -> str:
    uit = StringIO()
    call_command("instrument_stand", *args, stdout=uit)
    return uit.getvalue()


def test_json_has_the_shape_of_the_contract(brieven: None) -> None:
    antwoord = json.loads(_opdracht("--instrument", "ontwikkelperspectief", "--peildatum", "2024-12-31", "--json"))
    assert list(antwoord) == [
        *("instrument", "peildatum", "totaal", "per_stand", "niet_vastgesteld", "onbekend", "regels", "tegenspraken")
    ]
    assert (antwoord["instrument"], antwoord["peildatum"]) == ("ontwikkelperspectief", "2024-12-31")
    assert antwoord["per_stand"] == {"vastgesteld": 14, "in voorbereiding": 1}
    assert (antwoord["niet_vastgesteld"], antwoord["onbekend"]) == (["Groningen – Masterplan Zeehavens"], 1)
    assert len(antwoord["regels"]) == antwoord["totaal"] == 16
    nspd = next(regel for regel in antwoord["regels"] if regel["gebied"] == "North Sea Port District")
    assert nspd == {
        "gebied": "North Sea Port District",
        "stand": "vastgesteld",
        "handeling": "vastgesteld",
        "versie": None,
        "datum": "2023-12-31",
        "bron": "Afsprakenlijst BO's Leefomgeving 2024, Zuidwest, rubriek 3",
    }
    agenda = json.loads(_opdracht("--instrument", "uitvoeringsagenda", "--peildatum", "2024-12-31", "--json"))
    assert all(set(een) == {"uitspraak", "bron"} for een in agenda["tegenspraken"])


def test_without_json_it_reads_as_dutch(brieven: None) -> None:
    tekst = _opdracht("--instrument", "ontwikkelperspectief", "--peildatum", "2024-12-31")
    assert tekst.startswith(
        "Ontwikkelperspectief op 31 december 2024: 14 van de 16 vastgesteld; "
        "niet: Groningen – Masterplan Zeehavens; van 1 niet bekend."
    )
    assert "NZKG" not in _opdracht("--instrument", "ria", "--peildatum", "2026-06-01", "--openbaar")


@pytest.mark.parametrize("slug", ["ruimtelijk-voorstel", "ria", "omgevingsagenda"])
def test_every_instrument_answers_today(brieven: None, slug: str) -> None:
    assert json.loads(_opdracht("--instrument", slug, "--json"))["instrument"] == slug


@pytest.mark.parametrize(
    ("args", "reden"),
    [
        (["--instrument", "bestaat-niet"], "Kies uit: ontwikkelperspectief"),
        (["--instrument", "ria", "--peildatum", "31-12-2024"], "Schrijf de peildatum als 2024-12-31."),
    ],
)
def test_bad_input_is_refused_in_dutch(brieven: None, args: list[str], reden: str) -> None:
    with pytest.raises(CommandError, match=reden):
        _opdracht(*args)


def test_loading_again_writes_nothing(brieven: None) -> None:
    geteld = laad_instrumenten(map_=settings.BASE_DIR / "fixtures", by=SYSTEEM)
    assert all((nieuw, anders) == (0, 0) for nieuw, anders, _ in geteld.values())
    assert set(Instrument.objects.values_list("slug", flat=True)) == {
        "ontwikkelperspectief",
        "uitvoeringsagenda",
        "ria",
        "ruimtelijk-voorstel",
        "ruimtelijk-arrangement",
        "verstedelijkingsstrategie",
        "omgevingsagenda",
    }


def _gewijzigd(tmp_path: Path, wijzig: Any) -> Path:
    map_ = Path(shutil.copytree(settings.BASE_DIR / "fixtures", tmp_path / "fixtures"))
    inhoud = json.loads((map_ / "instrumenten.json").read_text())
    wijzig(inhoud)
    (map_ / "instrumenten.json").write_text(json.dumps(inhoud))
    return map_


def test_a_statement_that_was_loaded_is_history_and_a_correction_is_a_row_more(brieven: None, tmp_path: Path) -> None:
    def wijzig(inhoud: Any) -> None:
        eerste = inhoud["uitspraken"][0]
        beter = {"sleutel": "verbetering", "aantal": 13, "verbetert": eerste["sleutel"], "reden": "Fout."}
        inhoud["uitspraken"].append({**eerste, **beter})
        eerste["aantal"] = 2

    laad_instrumenten(map_=_gewijzigd(tmp_path, wijzig), by=SYSTEEM)
    oud, nieuw = Uitspraak.objects.filter(sleutel__in=["op-2024-telling", "verbetering"]).order_by("pk")
    assert (oud.aantal, nieuw.aantal, nieuw.verbetert) == (14, 13, oud)
    assert list(Uitspraak.objects.geldig().filter(pk__in=[oud.pk, nieuw.pk])) == [nieuw]


@pytest.mark.parametrize(
    ("deel", "veld", "waarde", "reden"),
    [
        ("uitspraken", "bron", "bestaat-niet", "“bestaat-niet” bestaat niet"),
        ("uitspraken", "stand", "half af", "op-nieuw: "),
        ("uitspraken", "plek", "nergens", "“nergens” is geen gebied, provincie of landsdeel"),
        ("uitspraken", "sleutel", "", "van een uitspraak ontbreekt"),
        ("bronnen", "datum", "gisteren", "“datum”"),
        ("instrumenten", "kleur", "rood", "het veld “kleur” bestaat niet"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_and_nothing_is_written(
    brieven: None, tmp_path: Path, deel: str, veld: str, waarde: str, reden: str
) -> None:
    def wijzig(inhoud: Any) -> None:
        if deel == "uitspraken":
            inhoud[deel].append({**inhoud[deel][1], "sleutel": "op-nieuw", veld: waarde})
        else:
            inhoud[deel][0][veld] = waarde

    voor = Uitspraak.objects.count()
    with pytest.raises(ValidationError, match=reden):
        laad_instrumenten(map_=_gewijzigd(tmp_path, wijzig), by=SYSTEEM)
    assert Uitspraak.objects.count() == voor


def test_without_the_file_loading_says_which_one_is_missing(brieven: None, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=r"instrumenten\.json ontbreekt"):
        laad_instrumenten(map_=tmp_path, by=SYSTEEM)
