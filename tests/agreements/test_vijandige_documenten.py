"""Documents made to hurt, by command and by upload: refused with a sentence, or read with what was left out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from agreements.models import Afspraak, Invoer, Taak
from agreements.services import taken
from tests import factories
from tests.agreements.importers.formaten.test_vijandig import ZIN, bytes_van, ingepakt, leeg_pdf, met_tekst
from tests.agreements.importers.formaten.test_word import DOCUMENT as SOORT
from tests.agreements.importers.formaten.test_word import RELATIES, W, p, word
from tests.agreements.importers.indelingen.bol_2024 import DOCUMENT
from tests.agreements.importers.indelingen.weergave_odt import als_odt, pak
from tests.agreements.importers.indelingen.weergave_pdf import als_pdf
from tests.agreements.importers.indelingen.weergave_word import als_word

pytestmark = pytest.mark.django_db

RijksredacteurFactory: Any = factories.RijksredacteurFactory

MIB = 1024 * 1024
_ENTITEIT = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_LACHEN = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def _met_pad() -> bytes:
    delen: dict[str, Any] = {"../../../etc/passwd": b"x"}
    return word(p("Regio Noord"), **delen)


def _rekenblad() -> bytes:
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        pakket.writestr("[Content_Types].xml", "<Types/>")
        pakket.writestr("xl/workbook.xml", "<workbook/>")
    return uit.getvalue()


def _odt_met_wachtwoord() -> bytes:
    """As LibreOffice saves one: the parts are noise, and the manifest says how they were locked."""
    ruimte = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{ruimte}"><manifest:file-entry manifest:full-path="content.xml"'
        ' manifest:media-type="text/xml" manifest:size="4000"><manifest:encryption-data/></manifest:file-entry>'
        "</manifest:manifest>"
    )
    dicht = ingepakt(pak("<text:p>x</text:p>"), "content.xml", bytes(range(256)) * 8)
    return ingepakt(dicht, "META-INF/manifest.xml", manifest.encode())


def _scan() -> bytes:
    document = leeg_pdf()
    document.pages[0].Contents = document.make_stream(b"0 0 100 100 re f")
    return bytes_van(document)


def _pdf_met_wachtwoord() -> bytes:
    return bytes_van(met_tekst(leeg_pdf(), ZIN), encryption=pikepdf.Encryption(user="geheim", owner="b"))


GEWEIGERD: dict[str, tuple[Callable[[], bytes], str]] = {
    "bom.docx": (lambda: ingepakt(word(p("x")), "word/document.xml", b"\0" * 80 * MIB), "wordt bij het uitpakken te"),
    "bom.odt": (lambda: ingepakt(pak("<text:p/>"), "content.xml", b" " * 80 * MIB), "wordt bij het uitpakken te"),
    "entiteit.docx": (
        lambda: ingepakt(word(p("x")), "word/document.xml", f'{_LACHEN}<w:d xmlns:w="{W}">&b;</w:d>'.encode()),
        "DTD of entiteiten",
    ),
    "entiteit.odt": (lambda: ingepakt(pak("<text:p/>"), "content.xml", f"{_ENTITEIT}<d>&a;</d>".encode()), "DTD of"),
    "pad.docx": (_met_pad, "pad naar een andere map"),
    "dicht.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    "dicht.odt": (_odt_met_wachtwoord, "wachtwoord"),
    "dicht.pdf": (_pdf_met_wachtwoord, "wachtwoord"),
    "oud.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oud Word- of Excelbestand"),
    "is-een.docx": (lambda: bytes_van(met_tekst(leeg_pdf(), ZIN)), "heet .docx, maar is een PDF"),
    "is-een.pdf": (lambda: word(p("Regio Noord")), "heet .pdf, maar is een Word-document"),
    "rekenblad.docx": (_rekenblad, "rekenblad"),
    "foto.docx": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(90), "heel ander soort bestand"),
    "foto.md": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(90), "afbeelding"),
    "scan.pdf": (_scan, "alleen uit afbeeldingen"),
    "stuk.pdf": (lambda: b"%PDF-1.7\nstuk", "beschadigd"),
}
#: Refused before there is a job: the page says so at the field.
AAN_DE_DEUR: dict[str, tuple[bytes, str]] = {
    "leeg.pdf": (b"", "leeg"),
    "pagina.html": (b"<img src='http://voorbeeld.invalid/x.png'>", "extensie .html"),
    "lijst.docm": (b"PK\x03\x04", "extensie .docm"),
}


def _importeer(pad: Path) -> str:
    uit = StringIO()
    call_command("import_afsprakenlijst", str(pad), "--soort=bol", "--jaar=2031", stdout=uit)
    return uit.getvalue()


@pytest.fixture
def redacteur(client: Client, naslag: None) -> Client:
    client.force_login(RijksredacteurFactory())
    return client


def _stuur(client: Client, naam: str, inhoud: bytes) -> Any:
    return client.post(
        reverse("afsprakenlijst-invoeren"),
        {"bestand": SimpleUploadedFile(naam, inhoud), "soort": "bol", "jaar": "2031"},
    )


@pytest.mark.parametrize("naam", GEWEIGERD)
def test_command_and_page_refuse_with_the_same_sentence(naam: str, redacteur: Client, tmp_path: Path) -> None:
    maak, zin = GEWEIGERD[naam]
    inhoud = maak()
    pad = tmp_path / naam
    pad.write_bytes(inhoud)
    with pytest.raises(CommandError) as fout:
        _importeer(pad)
    assert zin in str(fout.value)
    assert "\n" not in str(fout.value)
    antwoord = _stuur(redacteur, naam, inhoud)
    assert antwoord.status_code == 303
    taken.voer_uit(Taak.objects.get().pk)
    assert escape(str(fout.value)) in redacteur.get(antwoord.url).content.decode()
    assert not Invoer.objects.exists()
    assert not Afspraak.objects.exists()


@pytest.mark.parametrize("naam", AAN_DE_DEUR)
def test_page_refuses_at_the_field_what_can_be_seen_from_outside(naam: str, redacteur: Client, tmp_path: Path) -> None:
    inhoud, zin = AAN_DE_DEUR[naam]
    antwoord = _stuur(redacteur, naam, inhoud)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Taak.objects.exists()
    pad = tmp_path / naam
    pad.write_bytes(inhoud)
    with pytest.raises(CommandError, match=zin):
        _importeer(pad)


def test_command_refuses_a_file_of_200_mb_without_reading_it(naslag: None, tmp_path: Path) -> None:
    pad = tmp_path / "groot.pdf"
    with pad.open("wb") as bestand:
        bestand.truncate(200 * MIB)
    with pytest.raises(CommandError, match=r"te groot \(200 MB\)"):
        _importeer(pad)


# --- a list with something in it that wants out -------------------------------------------------------------


def _docx_met_sjabloon() -> bytes:
    """The list in Word, with a template and a picture from elsewhere."""
    heel = als_word(DOCUMENT.alineas, echt=True)
    deel = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(BytesIO(heel)) as pakket:
        oud = pakket.read(deel).decode() if deel in pakket.namelist() else f'<Relationships xmlns="{RELATIES}"/>'
    nieuw = "".join(
        f'<Relationship Id="buiten{nummer}" Type="{SOORT}/{soort}" Target="{doel}" TargetMode="External"/>'
        for nummer, (soort, doel) in enumerate(
            (("attachedTemplate", "http://voorbeeld.invalid/x.dotm"), ("image", "file:///etc/hostname"))
        )
    )
    if oud.endswith("/>") and "</Relationships>" not in oud:
        oud = oud.removesuffix("/>") + "></Relationships>"
    return ingepakt(heel, deel, oud.replace("</Relationships>", f"{nieuw}</Relationships>").encode())


def _odt_met_plaatje() -> bytes:
    heel = als_odt(DOCUMENT.alineas, echt=True)
    with zipfile.ZipFile(BytesIO(heel)) as pakket:
        tekst = pakket.read("content.xml").decode()
    beeld = (
        '<text:p><draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:image'
        ' xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="http://voorbeeld.invalid/a.png"/></draw:frame></text:p>'
    )
    return ingepakt(heel, "content.xml", tekst.replace("</office:text>", f"{beeld}</office:text>").encode())


def _pdf_met_script() -> bytes:
    with pikepdf.open(BytesIO(als_pdf(DOCUMENT.alineas))) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.launchURL('http://x.invalid')")
        return bytes_van(document)


@pytest.mark.parametrize(
    ("naam", "maak", "melding"),
    [
        ("sjabloon.docx", _docx_met_sjabloon, "verwijzing niet geopend"),
        ("plaatje.odt", _odt_met_plaatje, "verwijzing niet geopend"),
        ("script.pdf", _pdf_met_script, "scripts genegeerd"),
    ],
)
def test_what_wants_out_is_left_alone_and_the_page_says_so(
    naam: str, maak: Callable[[], bytes], melding: str, redacteur: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def verboden(*args: object, **kwargs: object) -> None:
        raise AssertionError(f"opens a connection: {args}")

    monkeypatch.setattr("socket.socket.connect", verboden)
    monkeypatch.setattr("socket.getaddrinfo", verboden)
    _stuur(redacteur, naam, maak())
    taken.voer_uit(Taak.objects.get().pk)
    invoer = Invoer.objects.get()
    pagina = redacteur.get(reverse("invoer-detail", args=[invoer.pk])).content.decode()
    assert melding in pagina.lower()
    assert "voorbeeld.invalid" not in pagina
