"""The command export_afsprakenlijst: what it writes, and that it writes nothing when it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.models import Auditregel, Rol
from agreements.lijst_json import naar_json, uit_json
from agreements.models import Ronde, Status, Statuswijziging
from agreements.services.keuze import Keuze
from agreements.services.lijsten import lijst_uit_database
from agreements.services.uitvoer import bestandsnaam, titelgegevens, voer_lijst_uit
from tests import factories
from tests.pdf_lezen import lees_pdf
from tests.process_fixtures import database_url, plain_environment

AfspraakFactory: Any = factories.AfspraakFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory

# WeasyPrint leaves its own colour profile open until the next collection.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.*")

BASIS = ["--soort", "bol", "--jaar", "2024"]


@pytest.fixture
def ronde(db: None) -> Ronde:
    """BO Leefomgeving 2024 with a list for Zuid and one for Oost."""
    ronde: Ronde = RondeFactory()
    for volgorde, slug in enumerate(("zuid", "oost")):
        overleg = OverlegFactory(
            ronde=ronde, landsdeel__slug=slug, volgorde=volgorde, datum=date(2024, 11, 6 + volgorde)
        )
        AfspraakFactory(overleg=overleg, tekstblok__tekst=f"Wat {slug} betreft.")
    LandsdeelFactory(slug="noord")
    return ronde


@pytest.fixture
def map_(tmp_path: Path) -> Iterator[Path]:
    """A folder in which nothing may be left but what was asked for."""
    yield tmp_path
    assert not [pad.name for pad in tmp_path.iterdir() if pad.name.startswith(".")]


def exporteer(*argumenten: str) -> tuple[str, str]:
    uit, fout = StringIO(), StringIO()
    call_command("export_afsprakenlijst", *BASIS, *argumenten, stdout=uit, stderr=fout)
    return uit.getvalue(), fout.getvalue()


def test_export_writes_the_pdf_and_says_what_is_in_it(ronde: Ronde, map_: Path) -> None:
    uit, _ = exporteer("--formaat", "pdf", "--output", str(map_ / "lijst.pdf"))
    gelezen = lees_pdf((map_ / "lijst.pdf").read_bytes())
    assert "Wat zuid betreft." in gelezen.boom.tekst()
    assert "2 afspraken in 2 rubrieken" in uit
    assert "lijst.pdf" in uit


def test_export_as_json_is_the_list_of_the_contract(ronde: Ronde, map_: Path) -> None:
    exporteer("--formaat", "json", "--output", str(map_ / "lijst.json"))
    data = json.loads((map_ / "lijst.json").read_text())
    assert data == json.loads(json.dumps(naar_json(lijst_uit_database(ronde, user=None))))
    assert uit_json(data) == lijst_uit_database(ronde, user=None)


def test_export_as_html_is_one_page(ronde: Ronde, map_: Path) -> None:
    exporteer("--formaat", "html", "--output", str(map_ / "lijst.html"))
    html = (map_ / "lijst.html").read_text()
    assert html.startswith("<!doctype html>")
    assert "Wat oost betreft." in html


def test_export_of_chosen_landsdelen_has_those_alone(ronde: Ronde, map_: Path) -> None:
    exporteer("--formaat", "json", "--landsdeel", "oost", "--output", str(map_ / "lijst.json"))
    data = json.loads((map_ / "lijst.json").read_text())
    assert [deel["landsdeel"] for deel in data["landsdelen"]] == ["oost"]


def test_export_takes_landsdelen_in_both_ways(ronde: Ronde, map_: Path) -> None:
    for keuze in (["--landsdeel", "zuid", "oost"], ["--landsdeel", "zuid", "--landsdeel", "oost"]):
        exporteer("--formaat", "json", *keuze, "--output", str(map_ / "lijst.json"))
        assert json.loads((map_ / "lijst.json").read_text())["tellingen"]["landsdelen"] == 2


def test_export_with_status_shows_it_at_the_end_of_the_day_asked_for(ronde: Ronde, map_: Path) -> None:
    afspraak = ronde.overleggen.get(landsdeel__slug="zuid").afspraken.get()
    Statuswijziging.objects.create(
        afspraak=afspraak,
        nummer=2,
        van=Status.NOG_NIET_GESTART,
        naar=Status.VERTRAAGD,
        toelichting="Wacht op onderzoek.",
        op=timezone.now(),
        door_naam="test",
        rol="test",
    )
    exporteer("--formaat", "html", "--met-status", "--output", str(map_ / "nu.html"))
    nu = (map_ / "nu.html").read_text()
    assert "Vertraagd" in nu
    assert "Wacht op onderzoek." in nu
    gisteren = timezone.localdate() - timedelta(days=1)
    exporteer("--formaat", "html", "--met-status", "--peildatum", str(gisteren), "--output", str(map_ / "toen.html"))
    assert "Vertraagd" not in (map_ / "toen.html").read_text()
    exporteer("--formaat", "html", "--output", str(map_ / "zonder.html"))
    assert "Vertraagd" not in (map_ / "zonder.html").read_text()


def test_export_gives_the_operator_what_is_under_embargo_and_marks_it(ronde: Ronde, map_: Path) -> None:
    Ronde.objects.update(fase=Ronde.Fase.VASTGESTELD)
    exporteer("--formaat", "html", "--output", str(map_ / "lijst.html"))
    html = (map_ / "lijst.html").read_text()
    assert "Wat zuid betreft." in html
    assert "Onder embargo" in html


def test_export_replaces_a_file_and_keeps_its_permissions(ronde: Ronde, map_: Path) -> None:
    doel = map_ / "lijst.json"
    doel.write_text("oud")
    doel.chmod(0o640)
    exporteer("--formaat", "json", "--output", str(doel))
    assert json.loads(doel.read_text())["jaar"] == 2024
    assert doel.stat().st_mode & 0o777 == 0o640


def test_export_gives_a_summary_as_json(ronde: Ronde, map_: Path) -> None:
    uit, _ = exporteer("--formaat", "json", "--json", "--output", str(map_ / "lijst.json"))
    samenvatting = json.loads(uit)
    assert samenvatting["bestand"] == str(map_ / "lijst.json")
    assert samenvatting["grootte"] == (map_ / "lijst.json").stat().st_size
    assert samenvatting["tellingen"]["afspraken"] == 2
    assert len(samenvatting["sha256"]) == 64


def test_export_to_standard_output_writes_nothing_else_there(ronde: Ronde) -> None:
    uit, _ = exporteer("--formaat", "json", "--output", "-")
    assert json.loads(uit)["jaar"] == 2024


def test_export_is_written_in_the_audit_log(ronde: Ronde, map_: Path) -> None:
    exporteer("--formaat", "json", "--output", str(map_ / "lijst.json"))
    regel = Auditregel.objects.get(actie="afsprakenlijst geëxporteerd")
    assert (regel.object_sleutel, regel.oorsprong) == ("bol-2024", "export_afsprakenlijst")


@pytest.mark.parametrize(
    ("argumenten", "reden"),
    [
        (["--formaat", "exe"], "exe.*kan niet worden gemaakt.*pdf"),
        (["--formaat", "PDF"], "kan niet worden gemaakt"),
        (["--formaat", "json", "--landsdeel", "zuidoost"], "zuidoost.*bestaat niet.*noord, oost, zuid"),
        (["--formaat", "json", "--landsdeel", "noord"], "geen afspraken voor noord"),
        (["--formaat", "json", "--met-status", "--peildatum", "gisteren"], "geen datum.*2025-06-30"),
        (["--formaat", "json", "--met-status", "--peildatum", "2999-01-01"], "1 januari 2999.*toekomst"),
        (["--formaat", "json", "--peildatum", "2025-01-01"], "--peildatum hoort bij --met-status"),
        (["--formaat", "json", "--provincie", "atlantis"], "De provincie “atlantis” bestaat niet"),
        (["--formaat", "json", "--gebied", "atlantis"], "Het gebied “atlantis” bestaat niet"),
        (["--formaat", "json", "--thema", "atlantis"], "Het thema “atlantis” bestaat niet"),
        (["--formaat", "json", "--jaar", "1999"], "BO Leefomgeving 1999 bestaat niet.*bol 2024"),
        (["--formaat", "json", "--soort", "mirt"], "BO MIRT 2024 bestaat niet"),
    ],
)
def test_export_refuses_with_a_sentence_and_writes_nothing(
    ronde: Ronde, map_: Path, argumenten: list[str], reden: str
) -> None:
    doel = map_ / "lijst.x"
    with pytest.raises(CommandError, match=reden) as weigering:
        exporteer(*argumenten, "--output", str(doel))
    assert "\n" not in str(weigering.value)
    assert list(map_.iterdir()) == []
    assert not Auditregel.objects.filter(actie="afsprakenlijst geëxporteerd").exists()


def test_export_of_a_ronde_without_a_list_is_refused(ronde: Ronde, map_: Path) -> None:
    RondeFactory(jaar=2030)
    with pytest.raises(CommandError, match="Van BO Leefomgeving 2030 is er geen afsprakenlijst"):
        exporteer("--jaar", "2030", "--formaat", "json", "--output", str(map_ / "x"))


def test_export_refuses_a_place_that_cannot_be_written_before_the_work(
    ronde: Ronde, map_: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "agreements.management.commands.export_afsprakenlijst.voer_lijst_uit",
        lambda **kwargs: pytest.fail("the work was begun"),
    )
    dicht = map_ / "dicht"
    dicht.mkdir(mode=0o500)
    (map_ / "bestand").write_text("x")
    plekken = {
        str(map_): "is een map",
        str(map_ / "nee" / "x.pdf"): "bestaat niet",
        str(map_ / "bestand" / "x.pdf"): "bestaat niet",
        str(map_ / ("x" * 300)): "te lang|kan niet worden geschreven",
        "/proc/x.pdf": "kan niet worden geschreven|mag niet",
    }
    if os.geteuid() != 0:
        plekken[str(dicht / "x.pdf")] = "mag niet worden geschreven"
    for plek, reden in plekken.items():
        with pytest.raises(CommandError, match=reden):
            exporteer("--formaat", "json", "--output", plek)
    dicht.chmod(0o700)


def test_export_that_breaks_half_way_leaves_the_old_file(
    ronde: Ronde, map_: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breek(*args: object) -> bytes:
        raise RuntimeError("stuk")

    monkeypatch.setattr("agreements.exporters.json.maak_json", breek)
    doel = map_ / "lijst.json"
    doel.write_text("oud")
    with pytest.raises(RuntimeError):
        exporteer("--formaat", "json", "--output", str(doel))
    assert doel.read_text() == "oud"
    assert [pad.name for pad in map_.iterdir()] == ["lijst.json"]


def test_export_refuses_two_things_on_standard_output(ronde: Ronde) -> None:
    with pytest.raises(CommandError, match="--output - is er geen plaats voor --json"):
        exporteer("--formaat", "json", "--output", "-", "--json")


@pytest.mark.django_db(transaction=True)
def test_export_as_a_process_refuses_with_one_line_and_exit_1(map_: Path) -> None:
    """And its help has an example."""
    RondeFactory()
    omgeving = plain_environment(
        DEBUG="1",
        SECRET_KEY=settings.SECRET_KEY,
        DATABASE_URL=database_url(),
        VAR_DIR=str(settings.VAR_DIR),
    )
    opdracht = [sys.executable, "manage.py", "export_afsprakenlijst"]
    connection.close()

    def voer(*argumenten: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*opdracht, *argumenten], cwd=settings.BASE_DIR, env=omgeving, capture_output=True, text=True, check=False
        )

    gedaan = voer(*BASIS, "--formaat", "pdf", "--output", str(map_ / "x.pdf"))
    assert (gedaan.returncode, gedaan.stdout) == (1, "")
    assert gedaan.stderr == "Van BO Leefomgeving 2024 is er geen afsprakenlijst met afspraken.\n"
    assert list(map_.iterdir()) == []
    uitleg = voer("--help")
    assert uitleg.returncode == 0
    assert "export_afsprakenlijst --soort bol --jaar 2024 --formaat pdf --output lijst.pdf" in uitleg.stdout


# --- the service behind it -----------------------------------------------------------------------------------


def test_voer_lijst_uit_gives_the_same_bytes_at_the_same_moment(ronde: Ronde) -> None:
    moment = datetime(2025, 1, 2, 12, tzinfo=UTC)
    een, twee = (voer_lijst_uit(ronde=ronde, user=None, formaat="pdf", moment=moment) for _ in range(2))
    assert een.inhoud == twee.inhoud


def test_voer_lijst_uit_refuses_a_day_after_its_moment(ronde: Ronde) -> None:
    with pytest.raises(ValidationError, match="toekomst"):
        voer_lijst_uit(
            ronde=ronde,
            user=None,
            formaat="json",
            keuze=Keuze(met_status=True, peildatum=date(2025, 1, 3)),
            moment=datetime(2025, 1, 2, 12, tzinfo=UTC),
        )


def test_titelgegevens_tell_of_which_overleggen_and_which_letter(ronde: Ronde) -> None:
    ronde.verzonden_op = datetime(2024, 11, 11, 23, 30, tzinfo=UTC)  # the 12th in Amsterdam
    ronde.kenmerk, ronde.kamerstuk = "2024-1", "34 682, nr. 205"
    moment = datetime(2025, 1, 2, 12, tzinfo=UTC)
    gegevens = titelgegevens(ronde=ronde, lijst=lijst_uit_database(ronde, user=None), moment=moment)
    assert [(dag.naam, dag.datum.day) for dag in gegevens.overlegdagen] == [("Zuid", 6), ("Oost", 7)]
    assert gegevens.brief.replace("\xa0", " ") == (
        "brief aan de Tweede Kamer van 12 november 2024, kenmerk 2024-1, Kamerstuk 34 682, nr. 205"
    )
    assert not gegevens.embargo
    assert gegevens.keuze == ""


def test_titelgegevens_of_a_part_say_which(ronde: Ronde) -> None:
    keuze = Keuze(landsdelen=("zuid",))
    lijst = lijst_uit_database(ronde, user=None, keuze=keuze)
    gegevens = titelgegevens(ronde=ronde, lijst=lijst, moment=timezone.now(), keuze=keuze)
    assert gegevens.keuze == "Alleen Zuid"
    assert [dag.naam for dag in gegevens.overlegdagen] == ["Zuid"]


def test_titelgegevens_fall_back_on_the_days_of_the_ronde(ronde: Ronde) -> None:
    ronde.overleggen.filter(landsdeel__slug="oost").update(datum=None)
    ronde.gehouden_van, ronde.gehouden_tot = date(2024, 11, 6), date(2024, 11, 7)
    gegevens = titelgegevens(ronde=ronde, lijst=lijst_uit_database(ronde, user=None), moment=timezone.now())
    assert gegevens.overlegdagen == ()
    assert (gegevens.gehouden_van, gegevens.gehouden_tot) == (date(2024, 11, 6), date(2024, 11, 7))


def test_voer_lijst_uit_for_a_reader_says_that_it_is_a_part(ronde: Ronde) -> None:
    Ronde.objects.update(fase=Ronde.Fase.CONCEPT)
    ronde.refresh_from_db()
    user = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")])
    html = voer_lijst_uit(ronde=ronde, user=user, formaat="html").inhoud.decode()
    assert "Alleen Zuid" in html
    assert "oost" not in html.split("</style>")[1].lower()


def test_bestandsnaam_tells_what_is_in_the_file(ronde: Ronde) -> None:
    assert bestandsnaam(ronde=ronde, formaat="pdf") == "afsprakenlijst-bol-2024.pdf"
    keuze = Keuze(landsdelen=("zuid", "oost"), met_status=True, peildatum=date(2025, 6, 30))
    assert (
        bestandsnaam(ronde=ronde, formaat="pdf", keuze=keuze)
        == "afsprakenlijst-bol-2024-zuid-oost-status-2025-06-30.pdf"
    )
