"""Loading reference data: repeatable, in one piece, and never over what a person changed."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Auditregel
from agreements.models import Overleg, Ronde, Thema
from agreements.services.naslag import laad_naslag
from agreements.services.naslagbestanden import NaslagError
from regions.models import Gebied, Gemeente, Landsdeel, Organisatie, Provincie
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

Wijzig = Callable[[str, Callable[[list[dict[str, Any]]], Any]], None]


@pytest.fixture
def eigen(tmp_path: Path) -> Path:
    """A copy of the fixtures to change."""
    return Path(shutil.copytree(settings.BASE_DIR / "fixtures", tmp_path / "fixtures"))


@pytest.fixture
def wijzig(eigen: Path) -> Wijzig:
    """`wijzig("gebieden", lambda rijen: …)` changes the rows of one file."""

    def doe(naam: str, bewerking: Callable[[list[dict[str, Any]]], Any]) -> None:
        pad = eigen / f"{naam}.json"
        inhoud = json.loads(pad.read_text(encoding="utf-8"))
        bewerking(inhoud["rijen"])
        pad.write_text(json.dumps(inhoud), encoding="utf-8")

    return doe


def rij(rijen: list[dict[str, Any]], sleutel: str) -> dict[str, Any]:
    return next(een for een in rijen if sleutel in (een.get("slug"), een.get("code"), een.get("naam")))


def momentopname() -> list[Any]:
    """Everything that the loader writes."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Landsdeel, Provincie, Gebied, Gemeente, Organisatie, Thema, Ronde, Overleg)
    ] + [
        sorted(Gebied.provincies.through.objects.values_list("gebied_id", "provincie_id")),
        sorted(Gebied.landsdelen.through.objects.values_list("gebied_id", "landsdeel_id")),
    ]


def schrijvend(queries: Any) -> list[str]:
    return [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


def test_load_reference_writes_nothing_the_second_time():
    laad_naslag()
    eerst, regels = momentopname(), Auditregel.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        verslag = laad_naslag()
    assert verslag.is_ongewijzigd
    assert verslag.tellingen["gemeenten"].ongewijzigd == 342
    assert schrijvend(queries) == []
    # One per kind (13), three sets, the slugs of gemeenten, the places of instruments (3), when the overleggen are (2),
    # the savepoints, and what other rooms add (2).
    assert len(queries) <= 28
    assert momentopname() == eerst
    assert Auditregel.objects.count() == regels


def test_load_reference_is_quick():
    begin = time.process_time()
    laad_naslag()
    eerste = time.process_time() - begin
    begin = time.process_time()
    laad_naslag()
    assert eerste < 2
    assert time.process_time() - begin < 1


def test_load_reference_writes_one_audit_line_with_the_counts_and_who():
    door = UserFactory.create()
    laad_naslag(by=door)
    regel = Auditregel.objects.get(actie="naslaggegevens geladen")
    assert regel.actor == door.username
    assert regel.details["gemeenten"] == {"nieuw": 342, "bijgewerkt": 0, "ongewijzigd": 0, "behouden": 0}


def test_load_reference_brings_a_new_value_to_a_field_that_nobody_changed(eigen: Path, wijzig: Wijzig):
    laad_naslag()
    wijzig("gebieden", lambda rijen: rij(rijen, "de-peel").update(naam="NOVEX De Peel", provincies=["limburg"]))
    wijzig("rondes", lambda rijen: rij(rijen, "BO Leefomgeving 2027").update(gepland="juni 2027"))
    verslag = laad_naslag(fixtures=eigen)
    peel = Gebied.objects.get(slug="de-peel")
    assert peel.naam == "NOVEX De Peel"
    assert [provincie.slug for provincie in peel.provincies.all()] == ["limburg"]
    assert Ronde.objects.get(naam="BO Leefomgeving 2027").gepland == "juni 2027"
    assert (verslag.tellingen["gebieden"].bijgewerkt, verslag.tellingen["rondes"].bijgewerkt) == (1, 1)
    assert laad_naslag(fixtures=eigen).is_ongewijzigd


def test_load_reference_keeps_what_a_beheerder_changed_field_by_field(eigen: Path, wijzig: Wijzig):
    laad_naslag()
    peel = Gebied.objects.get(slug="de-peel")
    Gebied.objects.filter(pk=peel.pk).update(naam="De mooie Peel")
    peel.provincies.set(Provincie.objects.filter(slug="limburg"))
    wijzig(
        "gebieden",
        lambda rijen: rij(rijen, "de-peel").update(naam="NOVEX De Peel", afkorting="DP", provincies=["noord-brabant"]),
    )
    laad_naslag(fixtures=eigen)
    peel.refresh_from_db()
    assert (peel.naam, peel.afkorting) == ("De mooie Peel", "DP")
    assert [provincie.slug for provincie in peel.provincies.all()] == ["limburg"]
    verslag = laad_naslag(fixtures=eigen)
    assert verslag.is_ongewijzigd
    assert verslag.tellingen["gebieden"].behouden == 1


def test_load_reference_renews_a_field_once_the_beheerder_puts_it_back(eigen: Path, wijzig: Wijzig):
    laad_naslag()
    Thema.objects.filter(slug="energie").update(naam="Stroom")
    wijzig("themas", lambda rijen: rij(rijen, "energie").update(naam="Energie en warmte"))
    laad_naslag(fixtures=eigen)
    assert Thema.objects.get(slug="energie").naam == "Stroom"
    Thema.objects.filter(slug="energie").update(naam="Energie")
    laad_naslag(fixtures=eigen)
    assert Thema.objects.get(slug="energie").naam == "Energie en warmte"


def test_load_reference_manages_a_field_that_the_fixtures_name_for_the_first_time(eigen: Path, wijzig: Wijzig):
    laad_naslag()
    wijzig("gebieden", lambda rijen: rij(rijen, "twente").update(kandidaat=True, breedtegraad=52.25))
    laad_naslag(fixtures=eigen)
    twente = Gebied.objects.get(slug="twente")
    assert (twente.kandidaat, twente.breedtegraad) == (True, 52.25)


def test_load_reference_leaves_added_and_removed_rows_alone(eigen: Path, wijzig: Wijzig):
    laad_naslag()
    Thema.objects.create(slug="ruimte-voor-sport", naam="Ruimte voor sport", volgorde=11)
    wijzig("themas", lambda rijen: rijen.remove(rij(rijen, "defensie")))
    verslag = laad_naslag(fixtures=eigen)
    assert verslag.is_ongewijzigd
    assert Thema.objects.get(slug="ruimte-voor-sport").volgorde == 11
    assert Thema.objects.filter(slug="defensie").exists()


def test_load_reference_only_fills_what_is_empty_in_a_row_that_was_there_first():
    Landsdeel.objects.create(slug="oost", naam="Oosten", code="O", kop="")
    laad_naslag()
    oost = Landsdeel.objects.get(slug="oost")
    assert (oost.naam, oost.kop, oost.volgorde) == ("Oosten", "Regio Oost-Nederland", 0)
    assert laad_naslag().is_ongewijzigd


def test_load_reference_never_makes_a_ronde_public(eigen: Path, wijzig: Wijzig):
    Ronde.objects.create(naam="BO Leefomgeving 2025", soort=Ronde.Soort.BOL, jaar=2025)
    laad_naslag()
    wijzig("rondes", lambda rijen: rij(rijen, "BO Leefomgeving 2026").update(fase="openbaar"))
    laad_naslag(fixtures=eigen)
    assert Ronde.objects.get(naam="BO Leefomgeving 2025").fase == Ronde.Fase.CONCEPT
    assert Ronde.objects.get(naam="BO Leefomgeving 2026").fase == Ronde.Fase.CONCEPT


def test_load_reference_follows_a_gemeente_that_gets_another_name(eigen: Path, wijzig: Wijzig):
    laad_naslag()
    wijzig("gemeenten", lambda rijen: rij(rijen, "GM0034").update(naam="Nieuw-Almere"))
    laad_naslag(fixtures=eigen)
    almere = Organisatie.objects.get(gemeente__code="GM0034")
    assert (almere.naam, almere.slug) == ("gemeente Nieuw-Almere", "gemeente-almere")


def _onbekende_provincie(rijen: list[dict[str, Any]]) -> None:
    rij(rijen, "de-peel")["provincies"] = ["holland"]


@pytest.mark.parametrize(
    ("bestand", "bewerking", "zin"),
    [
        ("gebieden", _onbekende_provincie, "gebieden.json: “holland” bij “provincies” bestaat niet als provincie."),
        ("themas", lambda rijen: rijen.append(rijen[0]), "themas.json, rij 11: “wonen-en-werken” staat er twee keer"),
        ("themas", lambda rijen: rijen[3].update(kleur="rood"), "themas.json, rij 4: het veld “kleur” bestaat niet."),
        ("themas", lambda rijen: rijen[3].update(id=4), "themas.json, rij 4: het veld “id” bestaat niet."),
        ("themas", lambda rijen: rijen[0].pop("slug"), "themas.json, rij 1: de sleutel “slug” ontbreekt."),
        ("rondes", lambda rijen: rijen[0].update(fase="klaar"), "rondes.json, rij 1: “fase”: "),
        ("rondes", lambda rijen: rijen[0].update(gehouden_van="32 mei"), "rondes.json, rij 1: “gehouden_van”: "),
        ("overleggen", lambda rijen: rijen[0].update(ronde="BO 1999"), "overleggen.json: “BO 1999” bij “ronde”"),
        ("themas", lambda rijen: rijen[1].update(naam=rijen[0]["naam"]), "heeft al naam “Wonen en werken”"),
        ("rondes", lambda rijen: rijen[1].update(jaar=2024), "Er is niets gewijzigd."),
    ],
)
def test_load_reference_refuses_a_broken_fixture_and_writes_nothing(
    eigen: Path, wijzig: Wijzig, bestand: str, bewerking: Any, zin: str
):
    wijzig(bestand, bewerking)
    with pytest.raises(NaslagError) as fout:
        laad_naslag(fixtures=eigen)
    assert zin in " ".join(fout.value.messages)
    assert not Landsdeel.objects.exists()
    assert not Auditregel.objects.exists()


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"{", "themas.json is geen geldige JSON: regel 1"),
        (b"\xff\xfe", "themas.json is geen tekst in UTF-8."),
        (b"[]", "themas.json heeft niet de vorm"),
        (b'{"rijen": [1]}', "themas.json bevat een rij die geen object is."),
        (None, "Het bestand themas.json ontbreekt in"),
    ],
)
def test_load_reference_command_says_in_one_line_what_is_wrong(eigen: Path, inhoud: bytes | None, zin: str):
    if inhoud is None:
        (eigen / "themas.json").unlink()
    else:
        (eigen / "themas.json").write_bytes(inhoud)
    with pytest.raises(CommandError) as fout:
        call_command("load_reference", "--map", str(eigen))
    assert str(fout.value).startswith(zin)
    assert "\n" not in str(fout.value)
    assert not Landsdeel.objects.exists()


def test_load_reference_refuses_a_row_that_clashes_with_one_that_a_beheerder_added(eigen: Path, wijzig: Wijzig):
    laad_naslag()
    Gebied.objects.create(slug="veluwe", naam="De Veluwe", soort=Gebied.Soort.NOVEX)
    wijzig("gebieden", lambda rijen: rijen.append({"slug": "de-veluwe", "naam": "De Veluwe", "soort": "novex"}))
    with pytest.raises(NaslagError, match=r"“de-veluwe” kan niet worden geladen, want “veluwe” heeft al naam"):
        laad_naslag(fixtures=eigen)


def test_load_reference_command_prints_json_or_dutch_lines(capsys: pytest.CaptureFixture[str]):
    call_command("load_reference", "--json")
    tellingen = json.loads(capsys.readouterr().out)
    assert tellingen["provincies"] == {"nieuw": 12, "bijgewerkt": 0, "ongewijzigd": 0, "behouden": 0}
    Thema.objects.filter(slug="energie").update(naam="Stroom")
    call_command("load_reference")
    uit = capsys.readouterr().out
    assert "provincies: 12 ongewijzigd\n" in uit
    assert "themas: 1 behouden zoals een beheerder ze wijzigde, 9 ongewijzigd\n" in uit
    assert uit.endswith("Er is niets gewijzigd.\n")
    assert Auditregel.objects.get(actie="naslaggegevens geladen").oorsprong == "load_reference"


def test_load_reference_help_has_an_example(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as einde:
        call_command("load_reference", "--help")
    assert einde.value.code == 0
    assert "python manage.py load_reference --json" in capsys.readouterr().out
