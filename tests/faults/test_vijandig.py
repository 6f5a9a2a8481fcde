"""Documents made to hurt, offered to a real web process: each ends in a sentence, and the process lives on."""

from __future__ import annotations

import re
import socket
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.urls import reverse

from agreements.models import Taak
from agreements.services.naslag import laad_naslag
from tests import factories
from tests.faults.conftest import Bezoeker, afgelopen, kinderen

pytestmark = pytest.mark.proces

RijksredacteurFactory: Any = factories.RijksredacteurFactory

MEGABYTE = 1024 * 1024
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SOORTEN = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HOOFDDEEL = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATIES}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def docx(document: str | bytes, **delen: str) -> bytes:
    """A Word document with this as its text, and more parts by their path with "__" for "/"."""
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pakket:
        pakket.writestr("[Content_Types].xml", SOORTEN)
        pakket.writestr("_rels/.rels", HOOFDDEEL)
        pakket.writestr("word/document.xml", document)
        for pad, inhoud in delen.items():
            pakket.writestr(pad.replace("__", "/") + ".xml.rels", inhoud)
    return uit.getvalue()


def alinea(tekst: str) -> str:
    return f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{tekst}</w:t></w:r></w:p></w:body></w:document>'


def entiteiten() -> str:
    """A billion laughs."""
    namen = "abcdefghij"
    regels = ['<!ENTITY a "lol">'] + [
        f'<!ENTITY {namen[nummer]} "{f"&{namen[nummer - 1]};" * 10}">' for nummer in range(1, len(namen))
    ]
    return f"<!DOCTYPE w:document [{''.join(regels)}]>{alinea('&j;')}"


def van_buiten(port: int) -> bytes:
    """A Word document whose template, picture and entity are asked for at this port."""
    adres = f"http://127.0.0.1:{port}/sjabloon.dotx"
    relaties = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIES}/attachedTemplate" Target="{adres}" TargetMode="External"/>'
        f'<Relationship Id="r2" Type="{RELATIES}/image" Target="file:///etc/passwd" TargetMode="External"/>'
        "</Relationships>"
    )
    return docx(alinea("Geachte voorzitter,"), word___rels__document=relaties)


def odt_van_buiten(port: int) -> bytes:
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        pakket.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        pakket.writestr(
            "content.xml",
            f'<!DOCTYPE x SYSTEM "http://127.0.0.1:{port}/x.dtd" [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0">&e;</o:document-content>',
        )
    return uit.getvalue()


def pdf(inhoud: bytes, *, script: str = "", ingepakt: bool = False) -> bytes:
    """A PDF of one page that draws this."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    bladzijde = document.pages[0]
    stroom = pikepdf.Stream(document, inhoud)
    if ingepakt:
        stroom.write(inhoud, filter=pikepdf.Name.FlateDecode)
    bladzijde.Contents = stroom
    bladzijde.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(
            F1=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
    )
    if script:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)
    uit = BytesIO()
    document.save(uit, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return uit.getvalue()


@contextmanager
def luisteraar() -> Iterator[socket.socket]:
    """A port that waits for whoever follows an address in a document."""
    with socket.socket() as oor:
        oor.bind(("127.0.0.1", 0))
        oor.listen()
        oor.setblocking(False)
        yield oor


def test_hostile_documents_end_in_a_sentence_and_the_process_lives_on(webserver: Any, transactional_db: None) -> None:
    laad_naslag()
    with luisteraar() as oor, webserver() as (process, port):
        buiten = oor.getsockname()[1]
        letters = b"BT /F1 12 Tf 50 700 Td (Geachte voorzitter, hierbij de brief.) Tj ET"
        documenten = {
            "bom.docx": (docx(b" " * 300 * MEGABYTE), "te groot"),
            "lachen.docx": (docx(entiteiten()), "verwijzingen"),
            "sjabloon.docx": (van_buiten(buiten), "geen afsprakenlijst"),
            "entiteit.odt": (odt_van_buiten(buiten), "verwijzingen"),
            "script.pdf": (pdf(letters, script=f"app.launchURL('http://127.0.0.1:{buiten}/')"), "geen afsprakenlijst"),
            "bom.pdf": (pdf(zlib.compress(b" " * 300 * MEGABYTE), ingepakt=True), "te groot|beschadigd|geen tekst"),
            "scan.pdf": (pdf(b"0 0 100 100 re f"), "afbeeldingen"),
        }
        bezoeker = Bezoeker(RijksredacteurFactory(), port)
        for naam, (inhoud, _) in documenten.items():
            status, adres = bezoeker.stuur(
                reverse("afsprakenlijst-invoeren"), {"soort": "bol", "jaar": "2031"}, (naam, inhoud)
            )
            assert status == 303, (naam, adres)
        taken = list(Taak.objects.order_by("created_at"))
        assert len(taken) == len(documenten)
        process.wait_until(lambda: all(map(afgelopen, taken)), "alle documenten zijn gelezen", seconds=120)
        for taak in taken:
            zin = documenten[taak.bestandsnaam][1]
            assert taak.is_mislukt, taak.bestandsnaam
            assert taak.poging == 1, f"{taak.bestandsnaam} doodde het proces"
            assert re.search(zin, taak.fout), (taak.bestandsnaam, taak.fout)
            assert taak.fout in bezoeker.haal(taak.get_absolute_url())[1].replace("&#x27;", "'")
        assert bezoeker.haal("/healthz")[0] == 200
        [web] = kinderen(process)
        assert _piek(web) < 400
        with pytest.raises(BlockingIOError):
            oor.accept()


def test_upload_of_200_mb_is_refused_before_it_is_read(webserver: Any) -> None:
    """The answer comes while the first of the two hundred megabytes are still on their way."""
    with webserver() as (process, port):
        kop = (
            f"POST {reverse('inloggen')} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {200 * MEGABYTE}\r\n"
            "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
        )
        with socket.create_connection(("127.0.0.1", port), timeout=20) as verbinding:
            verbinding.sendall(kop.encode())
            begin = time.monotonic()
            antwoord = b""
            while b"</html>" not in antwoord and (stuk := verbinding.recv(65536)):
                antwoord += stuk
        assert time.monotonic() - begin < 10
        assert antwoord.startswith(b"HTTP/1.1 413")
        assert "te groot" in antwoord.decode()
        # Without a length nothing of the body is read either, so it cannot fill the disk.
        with socket.create_connection(("127.0.0.1", port), timeout=20) as verbinding:
            lengte = f"Content-Length: {200 * MEGABYTE}"
            verbinding.sendall(kop.replace(lengte, "Transfer-Encoding: chunked").encode())
            verbinding.sendall(b"5\r\nhallo\r\n0\r\n\r\n")
            assert verbinding.recv(64).split()[1] in (b"200", b"400", b"403", b"411")
        [web] = kinderen(process)
        assert _piek(web) < 400


def _piek(pid: int) -> int:
    """The most memory in MiB that a process has had."""
    stand = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", stand)[1]) // 1024  # type: ignore[index]
