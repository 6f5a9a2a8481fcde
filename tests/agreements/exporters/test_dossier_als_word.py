"""The dossier as a Word document: it reads back as the same dossier, and Word knows what everything in it is."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.conf import settings as instellingen
from docx.oxml.ns import qn
from hypothesis import Phase, given, settings
from lxml import etree

from agreements.dossier import Agendablok, Agendapunt, Bloksoort, Dossier, Voorstel
from agreements.exporters.dossier import DOSSIERFORMATEN, Dossiergegevens
from agreements.importers.dossier import Gelezen, lees_dossier
from tests.agreements.exporters.dossiers import ALLES, DIEP, DOSSIERS, GEGEVENS
from tests.agreements.importers.dossier.voorbeeld import DOSSIER as VOORBEELD

DEMO = "fixtures/demo/dossier-mirt-2026-noordwest.md"


def maak(dossier: Dossier, gegevens: Dossiergegevens = GEGEVENS) -> bytes:
    return DOSSIERFORMATEN["docx"].maak(dossier, gegevens)


def lees(inhoud: bytes, dossier: Dossier) -> Gelezen:
    return lees_dossier(
        inhoud, naam="dossier.docx", soort=dossier.soort, jaar=dossier.jaar, landsdeel=dossier.landsdeel
    )


def kaal(dossier: Dossier) -> Dossier:
    """Without what the reader says of its reading."""
    return replace(dossier, meldingen=())


def geschreven(dossier: Dossier) -> Dossier:
    """What somebody wrote, without what the reader works out of it."""
    return replace(
        kaal(dossier),
        agendapunten=tuple(
            replace(
                punt,
                blokken=tuple(Agendablok(soort=blok.soort, deel=blok.deel, html=blok.html) for blok in punt.blokken),
            )
            for punt in dossier.agendapunten
        ),
    )


def open_word(inhoud: bytes) -> Any:
    return docx.Document(BytesIO(inhoud))


def opgeslagen(document: Any) -> bytes:
    uit = BytesIO()
    document.save(uit)
    return uit.getvalue()


def alinea(document: Any, tekst: str) -> Any:
    return next(een for een in document.paragraphs if een.text == tekst)


# --- back again --------------------------------------------------------------------------------------------------


def test_dossier_with_everything_in_it_reads_back_the_same() -> None:
    gelezen = lees(maak(ALLES), ALLES)
    assert kaal(gelezen.dossier) == ALLES
    assert gelezen.verantwoording.is_volledig, gelezen.verantwoording.ontbreekt


@pytest.mark.parametrize(
    ("bron", "soort", "jaar", "landsdeel"),
    [(DEMO, "mirt", 2026, "noordwest"), (VOORBEELD, "bol", 2031, "oost")],
    ids=["demo", "voorbeeld"],
)
def test_draft_reads_back_the_same(bron: str, soort: str, jaar: int, landsdeel: str) -> None:
    inhoud = (instellingen.BASE_DIR / bron).read_bytes() if bron == DEMO else bron.encode()
    dossier = lees_dossier(inhoud, naam="d.md", soort=soort, jaar=jaar, landsdeel=landsdeel).dossier
    gelezen = lees(maak(dossier), dossier)
    assert kaal(gelezen.dossier) == kaal(dossier)
    assert gelezen.verantwoording.is_volledig, gelezen.verantwoording.ontbreekt


def test_the_real_draft_reads_back_the_same(echt_document: Callable[[str], Path]) -> None:
    pad = echt_document("dossier-noordwest-bol-2026.md")
    dossier = lees_dossier(pad, naam=pad.name, soort="bol", jaar=2026, landsdeel="noordwest").dossier
    gelezen = lees(maak(dossier), dossier)
    assert kaal(gelezen.dossier) == kaal(dossier)
    assert gelezen.dossier.tellingen() == dossier.tellingen()
    assert gelezen.verantwoording.is_volledig, gelezen.verantwoording.ontbreekt


@given(DOSSIERS)
@settings(max_examples=8, deadline=None, phases=(Phase.generate,))
def test_whatever_somebody_wrote_reads_back_to_the_letter(dossier: Dossier) -> None:
    eerste = lees(maak(dossier), dossier).dossier
    assert geschreven(eerste) == geschreven(dossier)
    assert kaal(lees(maak(eerste), eerste).dossier) == kaal(eerste)


def test_program_that_knows_no_marks_keeps_the_text() -> None:
    """Without its bookmarks the document is read as any other draft, and nothing of it is lost."""
    document = open_word(
        maak(lees_dossier(VOORBEELD.encode(), naam="d.md", soort="bol", jaar=2031, landsdeel="oost").dossier)
    )
    for merk in list(document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        merk.getparent().remove(merk)
    gelezen = lees(opgeslagen(document), ALLES)
    assert gelezen.verantwoording.is_volledig, gelezen.verantwoording.ontbreekt
    assert [punt.nummer for punt in gelezen.dossier.agendapunten][:2] == ["1", "1.1"]


# --- somebody wrote in it ----------------------------------------------------------------------------------------


def test_what_somebody_writes_in_it_is_read_where_it_stands() -> None:
    document = open_word(maak(ALLES))
    alinea(document, "Tussen.").insert_paragraph_before("Een nieuwe zin.")
    alinea(document, "Soort:\tMededeling").runs[-1].text = "Bespreekpunt"
    alinea(document, "D. Bijlagen").insert_paragraph_before("3. Erbij", style="Heading 2")
    nieuw = lees(opgeslagen(document), ALLES).dossier
    assert [punt.nummer for punt in nieuw.agendapunten] == ["1", "1.1", "1.1.2", "2", "3"]
    assert nieuw.agendapunten[2].soort == "bespreekpunt"
    html = nieuw.agendapunten[1].blokken[0].html
    assert html == ALLES.agendapunten[1].blokken[0].html.replace("<p>Tussen.", "<p>Een nieuwe zin.</p><p>Tussen.")
    assert nieuw.agendapunten[3] == ALLES.agendapunten[3]


def test_speaker_who_was_changed_in_the_agenda_only_is_reported() -> None:
    document = open_word(maak(ALLES))
    document.tables[0].rows[2].cells[3].text = "Wethouder D"
    gelezen = lees(opgeslagen(document), ALLES).dossier
    assert gelezen.agendapunten[0].wie == ALLES.agendapunten[0].wie
    assert "WIE verschilt" in {melding.soort for melding in gelezen.meldingen}


# --- what stands in it -------------------------------------------------------------------------------------------


def test_parts_items_and_blocks_have_headings_by_their_level() -> None:
    koppen = [
        (een.style.name, een.text) for een in open_word(maak(ALLES)).paragraphs if een.style.name.startswith("Heading")
    ]
    assert [tekst for stijl, tekst in koppen if stijl == "Heading 1"] == [
        "Vooraf: afspraken over dit dossier",
        "A. Agenda",
        "B. Deelnemers",
        "C. Dossier",
        "D. Bijlagen",
    ]
    begin = koppen.index(("Heading 2", "1. Water & <zand>"))
    assert koppen[begin : begin + 8] == [
        ("Heading 2", "1. Water & <zand>"),
        ("Heading 3", "1.1. 9 september en daarna-"),
        ("Heading 4", "Eerste deel (1/2)"),
        ("Heading 5", "In het kort"),
        ("Heading 5", "In het kort"),
        ("Heading 4", "Bij het hele agendapunt"),
        ("Heading 5", "Voorgestelde afspraken"),
        ("Heading 4", f"1.1.2. {ALLES.agendapunten[2].titel}"),
    ]


def test_contents_name_the_parts_and_items() -> None:
    document = open_word(maak(ALLES))
    (blok,) = document.element.body.iter(qn("w:sdt"))
    assert next(blok.iter(qn("w:instrText"))).text.strip() == 'TOC \\o "1-4" \\h \\z \\u'
    regels = ["".join(deel.text for deel in een.iter(qn("w:t"))) for een in blok.iter(qn("w:hyperlink"))]
    assert regels[:2] == ["Vooraf: afspraken over dit dossier", "A. Agenda"]
    assert "1.1. 9 september en daarna-" in regels
    doelen = [een.get(qn("w:anchor")) for een in blok.iter(qn("w:hyperlink"))]
    namen = [een.get(qn("w:name")) for een in document.element.body.iter(qn("w:bookmarkStart"))]
    assert set(doelen) <= set(namen)
    assert len(namen) == len(set(namen))
    assert max(map(len, namen)) <= 40


def test_what_is_not_filled_in_is_marked_in_words() -> None:
    teksten = [een.text for een in open_word(maak(ALLES)).paragraphs]
    assert "Deels nog niet ingevuld" in teksten
    for wat in ("PM", "leeg", "tekst van het sjabloon"):
        assert f"Nog niet ingevuld: {wat}" in teksten


def test_agreements_that_left_the_text_of_their_block_come_out_too() -> None:
    blok = Agendablok(
        soort=Bloksoort.VOORGESTELDE_AFSPRAKEN,
        voorstellen=(Voorstel(tekst="Een <dam>.", subpunten=("Van zand.",), inleiding="Rijk en regio:"),),
    )
    punt = Agendapunt(nummer="1", titel="Water", blokken=(blok,))
    dossier = replace(ALLES, agendapunten=(punt,))
    assert lees(maak(dossier), dossier).dossier.agendapunten[0].blokken[0].voorstellen == blok.voorstellen


def test_lists_deeper_than_word_knows_keep_every_point() -> None:
    punt = Agendapunt(nummer="1", titel="Diep", blokken=(Agendablok(soort=Bloksoort.TOELICHTING, html=DIEP),))
    dossier = replace(ALLES, agendapunten=(punt,))
    html = lees(maak(dossier), dossier).dossier.agendapunten[0].blokken[0].html
    assert [f"diepte {diepte}" in html for diepte in range(12)] == [True] * 12


def test_tables_repeat_their_head() -> None:
    document = open_word(maak(ALLES))
    assert [len(tabel.rows) for tabel in document.tables] == [6, 4]
    for tabel in document.tables:
        assert [rij._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for rij in tabel.rows] == [
            True,
            *([False] * (len(tabel.rows) - 1)),
        ]


def test_empty_dossier_says_what_is_not_there() -> None:
    dossier = Dossier(soort="bol", jaar=2031, landsdeel="oost", titel="Leeg")
    teksten = [een.text for een in open_word(maak(dossier)).paragraphs]
    for zin in ("Er is nog geen agenda.", "Er zijn nog geen deelnemers genoemd.", "Er zijn geen bijlagen."):
        assert zin in teksten


def test_sign_of_a_sign_font_keeps_the_markup_around_it() -> None:
    blok = Agendablok(soort=Bloksoort.TOELICHTING, html="<p><strong>Zie \uf0e0 hier</strong></p>")
    dossier = replace(ALLES, agendapunten=(Agendapunt(nummer="1", titel="Pijl", blokken=(blok,)),))
    inhoud = maak(dossier)
    alinea_ = next(een for een in open_word(inhoud).paragraphs if een.text.startswith("Zie "))
    assert [kind.tag for kind in alinea_.runs[1]._r.rPr] == [qn("w:rFonts"), qn("w:b")]
    html = lees(inhoud, dossier).dossier.agendapunten[0].blokken[0].html
    assert html.replace("</strong><strong>", "") == blok.html


# --- concept -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("concept", [True, False])
def test_concept_stands_across_every_page_until_it_is_final(concept: bool) -> None:
    inhoud = maak(ALLES, replace(GEGEVENS, concept=concept))
    with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
        koppen = [pakket.read(f"word/header{nummer}.xml") for nummer in (1, 2)]
    for kop in koppen:
        vormen = list(etree.fromstring(kop).iter("{urn:schemas-microsoft-com:vml}textpath"))
        assert [een.get("string") for een in vormen if een.get("string")] == (["CONCEPT"] if concept else [])
    document = open_word(inhoud)
    (sectie,) = document.sections
    assert sectie.different_first_page_header_footer
    boven = "BO Leefomgeving 2031 Oost · conceptversie 4, “bijna” <klaar>"
    assert sectie.header.paragraphs[0].text == (f"{boven} · Concept" if concept else boven)
    assert sectie.first_page_header.paragraphs[0].text == ""
    assert sectie.footer.paragraphs[0].text.startswith("Concept\tPagina" if concept else "\tPagina")
    teksten = [een.text for een in document.paragraphs]
    assert f"Stand:\t{'Concept' if concept else 'Definitief'}, versie 4 in het register" in teksten
    assert ("Concept. Dit dossier is nog niet definitief en kan nog veranderen." in teksten) == concept


# --- the file ----------------------------------------------------------------------------------------------------


def test_word_is_the_same_bytes_each_time_and_refers_to_nothing_outside() -> None:
    inhoud = maak(ALLES)
    assert inhoud == maak(ALLES)
    with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
        for naam in pakket.namelist():
            xml = pakket.read(naam)
            etree.fromstring(xml)
            assert b"TargetMode" not in xml
    assert open_word(inhoud).core_properties.modified == GEGEVENS.moment


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    dossier = replace(ALLES, locatie="zaal\x00 1\x0b", titel="Dossier\ud800")
    teksten = [een.text for een in open_word(maak(dossier)).paragraphs]
    assert "Locatie:\tzaal 1" in teksten
    assert "Dossier\ufffd" in teksten
