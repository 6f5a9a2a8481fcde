"""The dossier as a PDF: valid as PDF/UA-1 and PDF/A-2a, read in its order to the letter, CONCEPT as a drawing only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from agreements.dossier import Dossier
from agreements.exporters.dossier import DOSSIERFORMATEN, Dossiergegevens
from agreements.exporters.dossier.html import html_tekst
from agreements.importers.dossier import lees_dossier
from tests.agreements.exporters.dossiers import ALLES, GEGEVENS
from tests.agreements.test_pdf import toets_geldig
from tests.pdf_lezen import Gelezen, Knoop, lees_pdf

# WeasyPrint leaves its own colour profile open until the next collection.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.*")

BLOKKOPPEN = {
    "in_het_kort": "In het kort",
    "bespreekpunten": "Bespreekpunten",
    "voorgestelde_afspraken": "Voorgestelde afspraken",
    "toelichting": "Toelichting",
}


def maak(dossier: Dossier, gegevens: Dossiergegevens = GEGEVENS) -> bytes:
    return DOSSIERFORMATEN["pdf"].maak(dossier, gegevens)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return maak(ALLES)


@pytest.fixture(scope="module")
def gelezen(pdf: bytes) -> Gelezen:
    return lees_pdf(pdf)


def kaal(tekst: str) -> str:
    """Letters only: hyphenation and the ends of lines add soft hyphens and white space."""
    return re.sub("[\\s\u00ad\u2060]", "", tekst)


def voorgelezen(knoop: Knoop) -> Iterator[tuple[str, str]]:
    """What a screen reader comes by behind the contents: headings, paragraphs, points and cells."""
    for kind in (deel for deel in knoop.delen if isinstance(deel, Knoop)):
        if kind.soort in ("H2", "H3", "H4", "H5", "H6", "P", "TH", "TD"):
            yield kind.soort, kaal(kind.tekst())
        elif kind.soort == "LBody":
            if tekst := kaal(kind.tekst(zonder=("L",))):
                yield "LI", tekst
            for onder in kind.kinderen("L"):
                yield from voorgelezen(onder)
        elif kind.soort != "TOC":
            yield from voorgelezen(kind)


def bedoeld(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """The texts of a dossier in the order of its parts, straight from the dossier, with how each is read."""
    yield from _stukken(dossier.regels)
    yield "H2", "A. Agenda"
    for regel in dossier.agenda:
        yield from (("TD", cel) for cel in (regel.tijd, regel.nummer, regel.titel, regel.wie))
    yield from _stukken(dossier.agenda_tekst)
    yield "H2", "B. Deelnemers"
    for zijde, steun in (("rijk", False), ("regio", False), ("rijk", True), ("regio", True)):
        for een in dossier.deelnemers:
            if (een.zijde, een.ondersteuning) == (zijde, steun):
                yield "LI", een.naam
    yield from _stukken(dossier.deelnemers_tekst)
    yield "H2", "C. Dossier"
    yield from _stukken(dossier.opbouw)
    for punt in dossier.agendapunten:
        yield f"H{min(punt.nummer.count('.') + 3, 6)}", f"{punt.nummer}. {punt.titel}"
        if punt.wie:
            yield "P", f"Wie: {' · '.join(punt.wie)}"
        if punt.versie:
            yield "P", f"Versie: {punt.versie}"
        for tekst in punt.opmerkingen:
            yield "P", f"Opmerking: {tekst}"
        for blok in punt.blokken:
            yield "H", BLOKKOPPEN[blok.soort]
            yield from _stukken(blok.html)
    yield "H2", "D. Bijlagen"
    for bijlage in dossier.bijlagen:
        yield from (("TD", cel) for cel in (bijlage.nummer, bijlage.naam, bijlage.informatie))
    yield from _stukken(dossier.bijlagen_tekst)


def _stukken(html: str) -> Iterator[tuple[str, str]]:
    for tag, tekst in re.findall(r"<(p|li)>(.*?)(?=<p>|<li>|$)", html):
        yield ("P" if tag == "p" else "LI"), unescape(re.sub(r"<[^<>]*>", "", tekst))


def ontbreekt(dossier: Dossier, boom: Knoop) -> tuple[str, str] | None:
    """The first text that is not read at its place behind the one before it; None when all are."""
    rij = list(voorgelezen(boom))
    plaats = 0
    for soort, tekst in bedoeld(dossier):
        # A cell without text has no content to read.
        if not kaal(tekst):
            continue
        tot = next((tot for begin in range(plaats, len(rij)) if (tot := _einde(rij, begin, soort, kaal(tekst)))), 0)
        if not tot:
            return soort, tekst
        plaats = tot
    return None


def _einde(rij: list[tuple[str, str]], begin: int, soort: str, tekst: str) -> int:
    """Behind which place a text ends that begins here, 0 when it does not: over a page it is in two pieces."""
    for plaats in range(begin, len(rij)):
        anders, stuk = rij[plaats]
        if not anders.startswith(soort) or not stuk or not tekst.startswith(stuk):
            return 0
        tekst = tekst.removeprefix(stuk)
        if not tekst:
            return plaats + 1
    return 0


def test_pdf_is_valid_and_the_same_each_time(pdf: bytes, tmp_path: Path) -> None:
    toets_geldig(pdf, tmp_path)
    assert maak(ALLES) == pdf


def test_screen_reader_comes_by_everything_in_the_order_of_the_dossier(gelezen: Gelezen) -> None:
    assert ontbreekt(ALLES, gelezen.boom) is None
    # The test sees what is missing.
    anders = replace(ALLES, bijlagen_tekst="<p>Iets anders</p>")
    assert ontbreekt(anders, gelezen.boom) == ("P", "Iets anders")


def test_the_real_draft_is_valid_and_complete(echt_document: Callable[[str], Path], tmp_path: Path) -> None:
    pad = echt_document("dossier-noordwest-bol-2026.md")
    dossier = lees_dossier(pad, naam=pad.name, soort="bol", jaar=2026, landsdeel="noordwest").dossier
    inhoud = maak(dossier)
    toets_geldig(inhoud, tmp_path)
    assert ontbreekt(dossier, lees_pdf(inhoud).boom) is None


def test_concept_is_drawn_on_every_page_and_read_on_none(pdf: bytes, gelezen: Gelezen) -> None:
    assert "CONCEPT" not in "".join(gelezen.paginas)
    assert not list(gelezen.boom.knopen("Figure"))
    with pikepdf.open(BytesIO(pdf)) as bestand:
        tekeningen = [len(_vormen(pagina)) for pagina in bestand.pages]
    assert min(tekeningen) >= 1
    teksten = gelezen.boom.tekst()
    assert "Concept. Dit dossier is nog niet definitief" in teksten
    assert "Concept, versie 4 in het register" in teksten
    for randen in gelezen.randen[1:]:
        assert "BO Leefomgeving 2031 Oost · conceptversie 4, “bijna” <klaar> · Concept" in "".join(randen)
        assert re.search(r"Pagina \d+ van \d+", " ".join(randen))


def test_final_dossier_has_no_concept_anywhere() -> None:
    definitief = replace(GEGEVENS, concept=False)
    dossier = replace(ALLES, versie="", agendapunten=ALLES.agendapunten[:1])
    inhoud = maak(dossier, definitief)
    assert "oncept" not in "".join(lees_pdf(inhoud).paginas)
    assert "svg" not in html_tekst(dossier, definitief)
    assert "Definitief" in lees_pdf(inhoud).boom.tekst()


def _vormen(pagina: pikepdf.Page) -> list[str]:
    """The filled shapes with curves on a page: the letters of the word are outlines."""
    opdrachten = [str(een.operator) for een in pikepdf.parse_content_stream(pagina)]
    namen = [str(een.operands[0]) for een in pikepdf.parse_content_stream(pagina) if str(een.operator) == "Do"]
    for naam in namen:
        vorm = pagina.Resources.XObject[naam]
        opdrachten += [str(een.operator) for een in pikepdf.parse_content_stream(vorm)]
    return [een for een in opdrachten if een == "c"]


def test_slanted_text_is_set_in_slanted_letters(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as bestand:
        namen = {str(font.BaseFont).partition("+")[2] for font in bestand.pages[0].Resources.Font.values()}
    assert {"Fira-Sans-Cursief", "Fira-Sans-Cursief-Semi-Bold"} <= namen


def test_contents_and_bookmarks_lead_to_parts_and_items(gelezen: Gelezen) -> None:
    (inhoud,) = gelezen.boom.knopen("TOC")
    regels = [kaal(regel.tekst()) for regel in inhoud.kinderen("TOCI")]
    assert regels[1] == "A.Agenda4"
    assert any(regel.startswith("1.1.9septemberendaarna-") and regel[-1].isdigit() for regel in regels)
    assert [een for een in gelezen.bladwijzers if een[0] <= 2] == [
        (1, "Inhoud"),
        (1, "Vooraf: afspraken over dit dossier"),
        (1, "A. Agenda"),
        (1, "B. Deelnemers"),
        (1, "C. Dossier"),
        (2, "1. Water & <zand>"),
        (2, "2. Hamerstukken"),
        (1, "D. Bijlagen"),
    ]
    assert (3, "1.1. 9 september en daarna-") in gelezen.bladwijzers


def test_markup_of_a_dossier_cannot_become_markup_of_the_document() -> None:
    stout = '<script>alert(1)</script><p style="x" onclick="y">a<img src="http://e.nl/x.png"></p></section>'
    dossier = replace(ALLES, titel='</h1><script src="x">', versie='"; } @page { size: A3 }</style>', regels=stout)
    html = html_tekst(dossier, GEGEVENS)
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("</style>") == 1
    assert "size: A3" not in html.split("</style>")[0]


def test_empty_dossier_makes_a_document_too(tmp_path: Path) -> None:
    inhoud = maak(Dossier(soort="bol", jaar=2031, landsdeel="oost", titel="Leeg"), replace(GEGEVENS, versienummer=None))
    tekst = lees_pdf(inhoud).boom.tekst()
    for zin in ("Er is nog geen agenda.", "Er zijn nog geen deelnemers genoemd.", "Er zijn geen bijlagen."):
        assert zin in tekst
    toets_geldig(inhoud, tmp_path)
