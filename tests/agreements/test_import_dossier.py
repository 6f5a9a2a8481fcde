"""import_dossier: what an operator sees, what is loaded, and every way in which it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Auditregel
from agreements.dossier_json import uit_json
from agreements.importers.dossier.markdown import lees_markdown
from agreements.models import Dossier, Dossierversie, Overleg, Ronde
from agreements.services.dossiers import dossier_van
from tests import factories
from tests.agreements.importers.dossier.schrijf_word import als_word
from tests.agreements.importers.dossier.voorbeeld import DOSSIER

LandsdeelFactory: Any = factories.LandsdeelFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    LandsdeelFactory(slug="oost")
    pad = tmp_path / "dossier-oost.md"
    pad.write_text(DOSSIER, encoding="utf-8")
    return pad


def voer_uit(pad: Path, *vlaggen: str, jaar: int = 2031, landsdeel: str = "oost") -> str:
    uit = StringIO()
    call_command(
        "import_dossier", str(pad), "--soort=bol", f"--jaar={jaar}", f"--landsdeel={landsdeel}", *vlaggen, stdout=uit
    )
    return uit.getvalue()


def test_dossier_is_loaded_once(pad: Path) -> None:
    uit = voer_uit(pad)
    assert "7 agendapunten, 5 voorgestelde afspraken" in uit
    assert "2 ingevuld, 1 nog sjabloon en 1 PM" in uit
    assert "Geladen bij BO Leefomgeving 2031 Oost." in uit
    assert "er is niets veranderd" in voer_uit(pad)
    assert Dossierversie.objects.get().bestandsnaam == "dossier-oost.md"
    assert Auditregel.objects.get(actie="dossier geladen").oorsprong == "import_dossier"


def test_dry_run_loads_nothing(pad: Path) -> None:
    assert "Proef: er is niets geladen." in voer_uit(pad, "--dry-run")
    assert not Ronde.objects.exists()


def test_word_gives_the_dossier_that_markdown_gives(pad: Path) -> None:
    """Whoever loads the other form of the same draft is not asked to replace anything."""
    voer_uit(pad)
    word = pad.with_suffix(".docx")
    word.write_bytes(als_word(lees_markdown(DOSSIER)[0]))
    assert "er is niets veranderd" in voer_uit(word)


@pytest.mark.parametrize("vlaggen", [["--json"], ["--json", "--dry-run"]])
def test_json_is_the_dossier_of_the_contract(pad: Path, vlaggen: list[str]) -> None:
    data = json.loads(voer_uit(pad, *vlaggen))
    assert data["landsdeel"] == "oost"
    assert data["tellingen"]["voorgestelde_afspraken"] == 5
    if "--dry-run" not in vlaggen:
        assert dossier_van(Overleg.objects.get()) == uit_json(data)


def test_another_dossier_needs_vervang(pad: Path) -> None:
    voer_uit(pad)
    pad.write_text(DOSSIER.replace("De nieuwe brug", "De oude brug"), encoding="utf-8")
    uit = StringIO()
    with pytest.raises(CommandError, match=r"anders\. Er is niets geladen\. Gebruik --vervang"):
        call_command("import_dossier", str(pad), "--soort=bol", "--jaar=2031", "--landsdeel=oost", "--json", stdout=uit)
    assert "gewijzigd: 2.1 De oude brug" in json.loads(uit.getvalue())["verschillen"]
    assert "Vervangen: versie 2." in voer_uit(pad, "--vervang")
    assert Dossierversie.objects.count() == 2


@pytest.mark.parametrize(
    ("naam", "jaar", "landsdeel", "reden"),
    [
        ("weg.md", 2031, "oost", "bestaat niet"),
        ("dossier.odt", 2031, "oost", r"extensie \.odt kan niet worden gelezen"),
        ("dossier.docx", 2031, "oost", "dossier.docx"),
        ("dossier-oost.md", 2030, "oost", "2030"),
        ("dossier-oost.md", 2031, "zuid", "zuid"),
        ("dossier-oost.md", 2031, "landelijk", "ongeldige keuze|invalid choice"),
    ],
)
def test_refusal_is_one_dutch_line_and_leaves_nothing(
    pad: Path, naam: str, jaar: int, landsdeel: str, reden: str
) -> None:
    for ander in ("dossier.odt", "dossier.docx"):
        (pad.parent / ander).write_bytes(b"PK\x03\x04")
    with pytest.raises(CommandError, match=reden) as fout:
        voer_uit(pad.parent / naam, jaar=jaar, landsdeel=landsdeel)
    assert "\n" not in str(fout.value)
    assert not Ronde.objects.exists()
    assert not Dossier.objects.exists()


def test_unknown_landsdeel_asks_for_the_reference_data(tmp_path: Path) -> None:
    pad = tmp_path / "dossier.md"
    pad.write_text(DOSSIER, encoding="utf-8")
    with pytest.raises(CommandError, match="Laad eerst de naslaggegevens"):
        voer_uit(pad)


def test_real_draft(naslag: None, echt_document: Callable[[str], Path]) -> None:
    uit = voer_uit(echt_document("dossier-noordwest-bol-2026.md"), jaar=2026, landsdeel="noordwest")
    assert "26 agendapunten, 16 voorgestelde afspraken" in uit
    assert "6 ingevuld, 7 nog sjabloon en 1 PM" in uit
