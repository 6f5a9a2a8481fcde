"""Loading a dossier in the browser: looked at first, then loaded or thrown away; a wrong file is refused in words."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Rol
from agreements.models import Agendapunt, Dossier, Dossierinvoer, Dossierversie
from tests.agreements.importers.dossier.voorbeeld import DOSSIER
from tests.factories import LandsdeelFactory, RijksredacteurFactory, UserFactory

pytestmark = pytest.mark.django_db

ADRES = "/overleggen/dossier-laden/"


@pytest.fixture
def rijks(client: Client) -> Any:
    user = RijksredacteurFactory()
    client.force_login(user)
    return user


def bied_aan(client: Client, inhoud: bytes, naam: str = "dossier.md", **velden: Any) -> Any:
    oost = LandsdeelFactory.create(slug="oost")
    bestand = SimpleUploadedFile(naam, inhoud)
    return client.post(
        ADRES, {"bestand": bestand, "soort": "bol", "jaar": 2031, "landsdeel": oost.pk, **velden}, follow=True
    )


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def test_document_is_looked_at_and_then_loaded(client: Client, rijks: Any) -> None:
    antwoord = bied_aan(client, DOSSIER.encode())
    pagina = tekst(antwoord)
    assert not Dossier.objects.exists()
    assert "<dt>Agendapunten</dt><dd>7</dd>" in pagina
    assert "<dt>Voorgestelde afspraken</dt><dd>5</dd>" in pagina
    assert "dat overleg wordt bij het laden gemaakt" in pagina
    invoer = Dossierinvoer.objects.get()
    assert "dossier.md" in tekst(client.get(ADRES))
    na = client.post(f"{ADRES}{invoer.pk}/laden/", follow=True)
    assert na.redirect_chain[-1][0] == "/overleggen/bol-2031-oost/"
    assert Dossierversie.objects.get().bestandsnaam == "dossier.md"
    # Once more is no new load, and it is no longer among what waits.
    assert "Er is niets veranderd." in tekst(client.post(f"{ADRES}{invoer.pk}/laden/", follow=True))
    assert "dossier.md" not in tekst(client.get(ADRES))


def test_document_of_another_overleg_is_noticed(client: Client, rijks: Any) -> None:
    vraag = "Is dit het goede overleg?"
    assert vraag not in tekst(bied_aan(client, DOSSIER.encode()))
    assert vraag in tekst(bied_aan(client, DOSSIER.encode(), soort="mirt"))
    zuid = LandsdeelFactory.create(slug="zuid")
    andere: list[dict[str, Any]] = [{"jaar": 2030}, {"landsdeel": zuid.pk}]
    for anders in andere:
        assert bied_aan(client, DOSSIER.encode(), **anders).status_code == 422


def test_dossier_that_is_there_is_replaced_only_when_asked(client: Client, rijks: Any) -> None:
    bied_aan(client, DOSSIER.encode())
    client.post(f"{ADRES}{Dossierinvoer.objects.get().pk}/laden/")
    pagina = tekst(bied_aan(client, DOSSIER.replace("De nieuwe brug", "De oude brug").encode(), "tweede.md"))
    assert "Verschillen met het dossier dat er is" in pagina
    assert "Gewijzigd: 2.1 De oude brug" in pagina
    tweede = Dossierinvoer.objects.get(bestandsnaam="tweede.md")
    assert "Kies voor vervangen" in tekst(client.post(f"{ADRES}{tweede.pk}/laden/", follow=True))
    assert Agendapunt.objects.filter(titel="De nieuwe brug").exists()
    client.post(f"{ADRES}{tweede.pk}/laden/", {"vervang": "1"})
    assert Agendapunt.objects.filter(titel="De oude brug").exists()


def test_document_is_thrown_away(client: Client, rijks: Any) -> None:
    bied_aan(client, DOSSIER.encode())
    antwoord = client.post(f"{ADRES}{Dossierinvoer.objects.get().pk}/weggooien/", follow=True)
    assert "dossier.md is weggegooid." in tekst(antwoord)
    assert not Dossierinvoer.objects.exists()


def _bom() -> bytes:
    """A docx that says it becomes very large."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        pakket.writestr("word/document.xml", b"0" * 200_000_000)
    return uit.getvalue()


@pytest.mark.parametrize(
    ("inhoud", "naam", "zin"),
    [
        (b"%PDF-1.7", "dossier.pdf", "Een dossier met de extensie .pdf kan niet worden gelezen."),
        (b"iets", "dossier", "Een dossier zonder extensie kan niet worden gelezen."),
        (b"", "dossier.md", "Dit bestand is leeg."),
        (b"Zomaar een tekst.", "dossier.md", "dossier.md"),
        (b"PK geen zip", "dossier.docx", "dossier.docx"),
        (b"\xff\xfe\x00", "dossier.md", "dossier.md"),
    ],
)
def test_file_that_is_no_dossier_is_refused_in_words(
    client: Client, rijks: Any, inhoud: bytes, naam: str, zin: str
) -> None:
    antwoord = bied_aan(client, inhoud, naam)
    assert antwoord.status_code == 422
    assert zin in tekst(antwoord)
    assert "foutsamenvatting" in tekst(antwoord)
    assert not Dossierinvoer.objects.exists()


def test_hostile_zip_is_refused(client: Client, rijks: Any) -> None:
    antwoord = bied_aan(client, _bom(), "dossier.docx")
    assert antwoord.status_code == 422
    assert not Dossierinvoer.objects.exists()


def test_file_that_is_too_large_is_refused(client: Client, rijks: Any, settings: Any) -> None:
    settings.BOL_MAX_UPLOAD = 1024 * 1024
    antwoord = bied_aan(client, b"x" * (1024 * 1024 + 1))
    assert "te groot" in tekst(antwoord)


@pytest.mark.parametrize("rol", [Rol.REDACTEUR_REGIO, Rol.LEZER_REGIO, Rol.BEHEERDER])
def test_loading_is_for_rijk(client: Client, rijks: Any, rol: Rol) -> None:
    bied_aan(client, DOSSIER.encode())
    pk = Dossierinvoer.objects.get().pk
    client.force_login(UserFactory.create(rol=rol, rol__landsdelen=[LandsdeelFactory.create(slug="oost")]))
    assert client.get(ADRES).status_code == 403
    assert client.get(f"{ADRES}{pk}/").status_code == 404
    assert client.post(f"{ADRES}{pk}/laden/").status_code == 404
    assert client.post(f"{ADRES}{pk}/weggooien/").status_code == 404
    client.force_login(rijks)
    assert client.get(f"{ADRES}{pk}/laden/").status_code == 405
