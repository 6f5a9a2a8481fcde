"""The dossier as a document: for whom it is made, when it is a concept, its page, its job and its command."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, Roltoewijzing
from agreements.dossier_json import naar_json, uit_json
from agreements.importers.dossier import lees_dossier
from agreements.models import Dossierversie, Overleg, Ronde, Taak, Zitting
from agreements.services import taken
from agreements.services.dossiers import dossier_van, laad_dossier
from agreements.services.dossiertaken import vraag_dossier
from agreements.services.dossieruitvoer import voer_dossier_uit
from tests import factories
from tests.agreements.test_dossiers import EEN

LandsdeelFactory: Any = factories.LandsdeelFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
UserFactory: Any = factories.UserFactory

pytestmark = pytest.mark.django_db

PAGINA = "/overleggen/bol-2031-oost/"
EXPORT = f"{PAGINA}export/"
MOMENT = datetime(2031, 2, 3, 8, 5, tzinfo=UTC)


@pytest.fixture
def overleg() -> Overleg:
    LandsdeelFactory(slug="oost")
    return laad_dossier(EEN, by=SYSTEEM, bestandsnaam="dossier.md").overleg


@pytest.fixture
def gestart(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The jobs that were started, instead of starting them."""
    gestart: list[Any] = []
    monkeypatch.setattr(taken, "start_taak", gestart.append)
    return gestart


def lezer(slug: str) -> Any:
    return UserFactory(username=f"lezer-{slug}", rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug=slug)])


def als(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def open_zitting(overleg: Overleg) -> None:
    versie = Dossierversie.objects.get(dossier__overleg=overleg)
    Zitting.objects.create(
        overleg=overleg, dossierversie=versie, op=MOMENT, door=None, door_naam="systeem", rol="systeem"
    )


# --- the document ------------------------------------------------------------------------------------------------


def test_document_holds_the_dossier_as_it_stands(overleg: Overleg) -> None:
    document = voer_dossier_uit(overleg=overleg, user=lezer("oost"), formaat="docx", moment=MOMENT)
    gelezen = lees_dossier(document.inhoud, naam="d.docx", soort="bol", jaar=2031, landsdeel="oost").dossier
    assert replace(gelezen, meldingen=()) == replace(EEN, meldingen=())
    assert document.bestandsnaam == "dossier-bol-2031-oost-v1-concept.docx"
    assert document.overleggen == [overleg]
    # Loading what was exported changes nothing.
    gewijzigd = laad_dossier(replace(gelezen, meldingen=EEN.meldingen), by=SYSTEEM)
    assert gewijzigd.is_ongewijzigd


@pytest.mark.parametrize("wie", ["zuid", "niemand", "publiek"])
def test_document_is_not_made_for_who_may_not_see_the_dossier(overleg: Overleg, wie: str) -> None:
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    user = {"zuid": lambda: lezer("zuid"), "niemand": UserFactory, "publiek": AnonymousUser}[wie]()
    with pytest.raises(ValidationError, match="geen dossier dat u mag zien"):
        voer_dossier_uit(overleg=overleg, user=user, formaat="json")


def test_unknown_format_is_refused(overleg: Overleg) -> None:
    with pytest.raises(ValidationError, match="Dit kan wel: pdf, docx, json"):
        voer_dossier_uit(overleg=overleg, user=None, formaat="odt")
    with pytest.raises(ValidationError, match="Kies een formaat"):
        vraag_dossier(overleg=overleg, formaat="odt", by=RijksredacteurFactory())


@pytest.mark.parametrize("hoe", ["fase", "zitting"])
def test_dossier_is_a_concept_until_the_overleg_is_opened(overleg: Overleg, hoe: str) -> None:
    def naam() -> str:
        vers = Overleg.objects.for_list().get(pk=overleg.pk)
        return voer_dossier_uit(overleg=vers, user=None, formaat="json").bestandsnaam

    assert naam() == "dossier-bol-2031-oost-v1-concept.json"
    if hoe == "fase":
        Ronde.objects.update(fase=Ronde.Fase.GEHOUDEN)
    else:
        open_zitting(overleg)
    assert naam() == "dossier-bol-2031-oost-v1.json"


# --- the page ----------------------------------------------------------------------------------------------------


def test_page_of_the_overleg_leads_to_the_document(client: Client, overleg: Overleg, gestart: list[Any]) -> None:
    user = lezer("oost")
    als(client, user)
    assert f'href="{EXPORT}"' in tekst(client.get(PAGINA))
    pagina = tekst(client.get(EXPORT))
    assert "versie 1 van" in pagina
    assert "Op elke pagina staat CONCEPT" in pagina
    antwoord = client.post(EXPORT, {"formaat": "docx"})
    taak = Taak.objects.get()
    assert (antwoord.status_code, antwoord.headers["Location"]) == (303, taak.get_absolute_url())
    assert (taak.eigenaar, taak.titel) == (user, "Dossier van BO Leefomgeving 2031 Oost als Word (DOCX)")
    assert Auditregel.objects.filter(actie="taak gevraagd").count() == 1


def test_page_of_a_final_dossier_does_not_speak_of_concept(client: Client, overleg: Overleg) -> None:
    open_zitting(overleg)
    assert "CONCEPT" not in tekst(als(client, RijksredacteurFactory()).get(EXPORT))


def test_two_clicks_ask_once(
    client: Client, overleg: Overleg, gestart: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    als(client, lezer("oost"))
    with django_capture_on_commit_callbacks(execute=True):
        adressen = {client.post(EXPORT, {"formaat": "pdf"}).headers["Location"] for _ in range(2)}
    assert len(adressen) == len(gestart) == Taak.objects.count() == 1


@pytest.mark.parametrize("formaat", ["", "json", "exe"])
def test_page_asks_for_a_format_that_there_is(client: Client, overleg: Overleg, formaat: str) -> None:
    antwoord = als(client, lezer("oost")).post(EXPORT, {"formaat": formaat})
    assert antwoord.status_code == 422
    assert "Fout: Dossier van" in tekst(antwoord)
    assert not Taak.objects.exists()


def test_page_asks_to_log_in(client: Client, overleg: Overleg) -> None:
    for antwoord in (client.get(EXPORT), client.post(EXPORT, {"formaat": "pdf"})):
        assert antwoord.headers["Location"].startswith("/inloggen/")
    assert not Taak.objects.exists()


@pytest.mark.parametrize("fase", [Ronde.Fase.CONCEPT, Ronde.Fase.OPENBAAR])
@pytest.mark.parametrize("wie", ["zuid", "beheerder", "zonder rol"])
def test_page_is_not_there_for_others(client: Client, overleg: Overleg, wie: str, fase: str) -> None:
    Ronde.objects.update(fase=fase)
    user = {"zuid": lambda: lezer("zuid"), "beheerder": lambda: UserFactory(rol=Rol.BEHEERDER)}.get(wie, UserFactory)()
    als(client, user)
    assert client.get(EXPORT).status_code == client.post(EXPORT, {"formaat": "pdf"}).status_code == 404
    assert client.get("/overleggen/bol-2031-landelijk/export/").status_code == 404
    with pytest.raises(PermissionDenied):
        vraag_dossier(overleg=overleg, formaat="pdf", by=user)
    assert not Taak.objects.exists()


def test_page_refuses_the_wrong_method(client: Client, overleg: Overleg) -> None:
    assert als(client, lezer("oost")).delete(EXPORT).status_code == 405


# --- the job -----------------------------------------------------------------------------------------------------


def maak(user: Any, overleg: Overleg, gestart: list[Any]) -> Taak:
    taak = vraag_dossier(overleg=overleg, formaat="docx", by=user)
    assert taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    return taak


def test_job_makes_the_file_for_who_asked(client: Client, overleg: Overleg, gestart: list[Any]) -> None:
    user = lezer("oost")
    taak = maak(user, overleg, gestart)
    assert taak.is_klaar, taak.fout
    antwoord: Any = als(client, user).get(reverse("taak-bestand", args=[taak.pk]))
    assert antwoord.status_code == 200
    assert 'filename="dossier-bol-2031-oost-v1-concept.docx"' in antwoord.headers["Content-Disposition"]
    assert b"".join(antwoord.streaming_content).startswith(b"PK")


def test_job_makes_nothing_when_the_role_has_ended_since(overleg: Overleg, gestart: list[Any]) -> None:
    user = lezer("oost")
    taak = vraag_dossier(overleg=overleg, formaat="docx", by=user)
    Roltoewijzing.objects.filter(user=user).delete()
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.is_mislukt
    assert taak.fout == "Van dit overleg is er geen dossier dat u mag zien."
    assert not taak.bestand


def test_file_is_gone_when_the_role_has_ended_also_after_publication(
    client: Client, overleg: Overleg, gestart: list[Any]
) -> None:
    user = lezer("oost")
    taak = maak(user, overleg, gestart)
    Roltoewijzing.objects.filter(user=user).delete()
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    als(client, user)
    for adres in (taak.get_absolute_url(), reverse("taak-bestand", args=[taak.pk])):
        assert client.get(adres).status_code == 404
    for wat in ("taak-opnieuw", "taak-verwijderen"):
        assert client.post(reverse(wat, args=[taak.pk])).status_code == 404
    assert taak.titel not in tekst(client.get(reverse("taak-lijst")))


# --- the command -------------------------------------------------------------------------------------------------


def voer_uit(*vlaggen: str, formaat: str = "json", landsdeel: str = "oost", jaar: int = 2031) -> str:
    uit = StringIO()
    call_command(
        "export_dossier",
        "--soort=bol",
        f"--jaar={jaar}",
        f"--landsdeel={landsdeel}",
        f"--formaat={formaat}",
        *vlaggen,
        stdout=uit,
    )
    return uit.getvalue()


def test_command_writes_the_dossier_as_json(overleg: Overleg, tmp_path: Path) -> None:
    doel = tmp_path / "dossier.json"
    assert voer_uit(f"--output={doel}").startswith(f"{doel}: dossier van BO Leefomgeving 2031 Oost, ")
    assert uit_json(json.loads(doel.read_text())) == dossier_van(overleg)
    regel = Auditregel.objects.get(actie="dossier geëxporteerd")
    assert (regel.oorsprong, regel.object_sleutel) == ("export_dossier", "bol-2031-oost")


def test_command_writes_word_that_import_dossier_takes_for_the_same(overleg: Overleg, tmp_path: Path) -> None:
    doel = tmp_path / "dossier.docx"
    meldt = json.loads(voer_uit(f"--output={doel}", "--json", formaat="docx"))
    assert (meldt["bestand"], meldt["grootte"]) == (str(doel), doel.stat().st_size)
    gelezen = lees_dossier(doel, naam=doel.name, soort="bol", jaar=2031, landsdeel="oost").dossier
    assert replace(gelezen, meldingen=()) == replace(EEN, meldingen=())


def test_command_writes_to_standard_output(overleg: Overleg) -> None:
    assert json.loads(voer_uit("--output=-")) == naar_json(EEN)


def test_command_refuses_without_writing(overleg: Overleg, tmp_path: Path) -> None:
    doel = tmp_path / "dossier.pdf"
    gevallen: list[tuple[dict[str, Any], str]] = [
        ({"jaar": 2030}, "geen dossier. Er is een dossier van: BO Leefomgeving 2031 Oost."),
        ({"landsdeel": "zuid"}, "Van BO Leefomgeving 2031 zuid is er geen dossier"),
        ({"formaat": "odt"}, "odt"),
    ]
    for vlaggen, zin in gevallen:
        with pytest.raises(CommandError, match=zin):
            voer_uit(f"--output={doel}", **vlaggen)
    with pytest.raises(CommandError, match="bestaat niet"):
        voer_uit(f"--output={tmp_path}/nergens/d.json")
    assert not list(tmp_path.iterdir())
    assert not Auditregel.objects.filter(actie="dossier geëxporteerd").exists()
