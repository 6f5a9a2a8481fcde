"""A list full of orders to fetch, open or run something is text in every format, and making it fetches nothing."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from lxml import etree
from markdown_it import MarkdownIt

from agreements.exporters import FORMATEN
from tests.agreements.afgesloten import vijandig
from tests.process_fixtures import plain_environment

#: What opens something else, wherever a document may name it.
DOEL = re.compile(r"127\.0\.0\.1|file:|javascript:|passwd|kanarie", re.IGNORECASE)
#: A formula in a cell, as programs for tables take it.
FORMULE = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def kanarie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pad = tmp_path_factory.mktemp("geheim") / "kanarie.txt"
    pad.write_text("dit mag nergens in komen te staan")
    return pad


def afgesloten(map_: Path, kanarie: Path, *extra: str) -> dict[str, list[str]]:
    """What the rendering asked of the system, and in which formats it was done."""
    tijdelijk = map_ / "tijdelijk"
    tijdelijk.mkdir()
    env = plain_environment(
        DJANGO_SETTINGS_MODULE="bolapp.settings",
        DEBUG="1",
        SECRET_KEY=settings.SECRET_KEY,
        VAR_DIR=str(map_),
        NODE_MODULES=str(settings.NODE_MODULES),
    )
    klaar = subprocess.run(
        [sys.executable, "-m", "tests.agreements.afgesloten", str(map_), str(kanarie), *extra],
        cwd=settings.BASE_DIR,
        env=env | {"TMPDIR": str(tijdelijk)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert klaar.returncode == 0, klaar.stderr
    uit: dict[str, list[str]] = json.loads(klaar.stdout)
    return uit


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory: pytest.TempPathFactory, kanarie: Path) -> tuple[Path, dict[str, list[str]]]:
    """The hostile list in every format, made in a process that is watched."""
    map_ = tmp_path_factory.mktemp("dicht")
    return map_, afgesloten(map_, kanarie)


def test_rendering_opens_no_connection_and_no_file_but_our_own(gemaakt: tuple[Path, dict[str, list[str]]]) -> None:
    map_, uit = gemaakt
    assert uit["formaten"] == list(FORMATEN)
    assert uit["gezien"] == []
    assert list((map_ / "tijdelijk").rglob("*")) == []


def test_the_watch_sees_what_rendering_without_our_guard_does(tmp_path: Path, kanarie: Path) -> None:
    """Otherwise the test above would prove nothing."""
    gezien = " ".join(afgesloten(tmp_path, kanarie, "open")["gezien"])
    assert f"open {kanarie.resolve()}" in gezien
    assert "socket.connect" in gezien


@pytest.mark.parametrize("slug", FORMATEN)
def test_hostile_text_is_only_text(gemaakt: tuple[Path, dict[str, list[str]]], kanarie: Path, slug: str) -> None:
    map_, _ = gemaakt
    pad = map_ / f"lijst.{slug}"
    assert kanarie.read_text().encode() not in pad.read_bytes()
    KEURING[slug](pad, vijandig(str(kanarie)))


# --- per format -------------------------------------------------------------------------------------------


def _alleen(tekst: str) -> str:
    """The letters and digits: what must be there, whatever white space and signs the format puts between."""
    return re.sub(r"[\W_]", "", tekst)


class _Lezer(HTMLParser):
    """What a browser takes of a page: which elements with which attributes, and what text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elementen: list[tuple[str, dict[str, str | None]]] = []
        self.tekst: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.tekst.append(data)


def _keur_html(inhoud: str, kwaad: str) -> None:
    lezer = _Lezer()
    lezer.feed(inhoud)
    namen = {tag for tag, _ in lezer.elementen}
    assert not namen & {"script", "img", "iframe", "object", "embed", "svg", "link", "base", "form"}
    for tag, eigenschappen in lezer.elementen:
        for naam, waarde in eigenschappen.items():
            assert not naam.startswith("on"), (tag, naam)
            if naam in ("href", "src", "style", "action", "data", "srcset"):
                assert not DOEL.search(waarde or ""), (tag, naam, waarde)
    for stijl in re.findall(r"<style>(.*?)</style>", inhoud, re.DOTALL):
        assert not DOEL.search(stijl)
    assert _alleen(kwaad) in _alleen(" ".join(lezer.tekst))


def _html(pad: Path, kwaad: str) -> None:
    _keur_html(pad.read_text(encoding="utf-8"), kwaad)


def _md(pad: Path, kwaad: str) -> None:
    _keur_html(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(pad.read_text("utf-8")), kwaad)


def _pdf(pad: Path, kwaad: str) -> None:
    with pikepdf.open(pad) as pdf:
        for deel in pdf.objects:
            if not isinstance(deel, pikepdf.Dictionary | pikepdf.Stream):
                continue
            for sleutel in ("/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/AA", "/RichMedia", "/SubmitForm"):
                assert sleutel not in deel, sleutel
            assert deel.get("/S") not in ("/URI", "/JavaScript", "/Launch", "/GoToR", "/ImportData"), deel
            assert deel.get("/Type") != "/EmbeddedFile"
    tekst = subprocess.run(["pdftotext", "-raw", pad, "-"], capture_output=True, text=True, check=True).stdout
    assert _alleen("INCLUDETEXT") in _alleen(tekst)


def _delen(pad: Path) -> dict[str, Any]:
    """The XML parts of a packed document, read without fetching anything."""
    ontleder = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with zipfile.ZipFile(pad) as pakket:
        namen = [naam for naam in pakket.namelist() if naam.endswith((".xml", ".rels"))]
        assert not [naam for naam in pakket.namelist() if "vba" in naam.lower() or "Scripts" in naam]
        return {naam: etree.fromstring(pakket.read(naam), ontleder) for naam in namen}


def _pakket(pad: Path, kwaad: str) -> None:
    """No part points outside, no field or script that does, and the text is there."""
    tekst = []
    for naam, wortel in _delen(pad).items():
        assert wortel.getroottree().docinfo.internalDTD is None, naam
        for element in wortel.iter(etree.Element):
            lokaal = etree.QName(element).localname
            assert lokaal not in ("script", "event-listener", "object-ole", "f", "dde-source"), (naam, lokaal)
            assert element.get("TargetMode") != "External", naam
            for sleutel, waarde in element.attrib.items():
                sleutel = etree.QName(sleutel).localname
                assert sleutel not in ("formula", "macro-name"), (naam, waarde)
                if sleutel in ("href", "Target"):
                    assert not DOEL.search(waarde), (naam, waarde)
            if lokaal in ("instrText", "fldSimple"):
                assert not DOEL.search("".join(element.itertext())), naam
        tekst.append("".join(wortel.itertext()))
    assert _alleen(kwaad) in _alleen("".join(tekst))


def _csv(pad: Path, kwaad: str) -> None:
    inhoud = pad.read_text(encoding="utf-8-sig")
    rijen = list(csv.reader(StringIO(inhoud), delimiter=";" if ";" in inhoud.splitlines()[0] else ","))
    cellen = [cel for rij in rijen for cel in rij]
    assert not [cel for cel in cellen if cel.startswith(FORMULE)]
    assert any(_alleen(kwaad) in _alleen(cel) for cel in cellen)


def _json(pad: Path, kwaad: str) -> None:
    assert json.loads(pad.read_text(encoding="utf-8"))["titel"] == kwaad


KEURING: dict[str, Callable[[Path, str], None]] = {
    "html": _html,
    "md": _md,
    "pdf": _pdf,
    **dict.fromkeys(("docx", "odt", "xlsx", "ods"), _pakket),
    "csv": _csv,
    "json": _json,
}
