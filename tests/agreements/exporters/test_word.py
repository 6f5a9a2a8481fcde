"""The list as a Word document, read back with python-docx and as plain XML: structure, text, contents, properties."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from lxml import etree

from agreements.exporters import FORMATEN, Titelgegevens
from agreements.lijst import Lijst, Onderdeel
from tests.agreements.exporters.bedoeld import GEGEVENS, KAAL, Rij, lastige_lijst, lijst_met, rijen
from tests.strategieen import lijsten
from tests.voorbeeldlijsten import MARKUP, elke_structuur, lange_lijst, met_bijschriften, punt

KOPPEN = {"Heading 1": 1, "Heading 2": 2, "Heading 3": 3, "Heading 4": 4}


def maak(lijst: Lijst, gegevens: Titelgegevens = KAAL) -> bytes:
    return FORMATEN["docx"].maak(lijst, gegevens)


def open_word(inhoud: bytes) -> Any:
    return docx.Document(BytesIO(inhoud))


def merk(alinea: Any) -> tuple[str, str]:
    """What the bookmark of a paragraph says that it is, and the other bookmark that it may have."""
    namen = [een.get(qn("w:name")) for een in alinea._p.iter(qn("w:bookmarkStart"))]
    (soort,) = [naam.split("_")[1] for naam in namen if naam.startswith("bol_")]
    return soort, next((naam for naam in namen if not naam.startswith("bol_")), "")


def tekst_van(alinea: Any) -> str:
    """The text that a paragraph shows, with soft hyphens (python-docx leaves those out)."""
    tekens = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:softHyphen"): "\u00ad"}
    delen = alinea._p.iter(qn("w:t"), *tekens)
    return "".join(tekens.get(deel.tag, deel.text) for deel in delen if deel.getparent().tag == qn("w:r"))


def opsomming(document: Any, alinea: Any) -> tuple[int, str]:
    """The level of a paragraph in a list (from 1) and the bullet that Word shows in front of it."""
    plaats = alinea._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if plaats is None:
        return 0, ""
    niveau, nummer = (plaats.find(qn(naam)).get(qn("w:val")) for naam in ("w:ilvl", "w:numId"))
    nummering = document.part.numbering_part.element
    (lijst,) = [een for een in nummering.iter(qn("w:num")) if een.get(qn("w:numId")) == nummer]
    definitie = lijst.find(qn("w:abstractNumId")).get(qn("w:val"))
    (reeks,) = [een for een in nummering.iter(qn("w:abstractNum")) if een.get(qn("w:abstractNumId")) == definitie]
    (vorm,) = [een for een in reeks.iter(qn("w:lvl")) if een.get(qn("w:ilvl")) == niveau]
    assert vorm.find(qn("w:numFmt")).get(qn("w:val")) == "bullet"
    return int(niveau) + 1, vorm.find(qn("w:lvlText")).get(qn("w:val"))


def gelezen(inhoud: bytes) -> Iterator[Rij]:
    """The paragraphs of the list itself as Word knows them."""
    document = open_word(inhoud)
    for alinea in document.paragraphs:
        if not alinea.text:
            continue
        soort = Onderdeel(merk(alinea)[0])
        if soort in (Onderdeel.VOORWERK, Onderdeel.BIJSCHRIFT):
            continue
        niveau, teken = opsomming(document, alinea)
        yield soort, KOPPEN.get(alinea.style.name, niveau), teken, tekst_van(alinea)


@given(lijsten())
@settings(max_examples=5)
def test_word_has_every_paragraph_as_what_it_is_to_the_letter(lijst: Lijst) -> None:
    assert list(gelezen(maak(lijst.met_codes()))) == list(rijen(lijst))


@pytest.mark.parametrize("lijst", [elke_structuur(), met_bijschriften(elke_structuur()), lastige_lijst()])
def test_word_of_every_structure_and_every_kind_of_text(lijst: Lijst) -> None:
    assert list(gelezen(maak(lijst, GEGEVENS))) == list(rijen(lijst))


def test_word_has_contents_as_a_field_with_its_entries() -> None:
    inhoud = maak(met_bijschriften(elke_structuur()))
    document = open_word(inhoud)
    (blok,) = document.element.body.iter(qn("w:sdt"))
    opdrachten = [deel.text.strip() for deel in blok.iter(qn("w:instrText"))]
    assert opdrachten[0] == 'TOC \\o "1-2" \\h \\z \\u'
    soorten = [deel.get(qn("w:fldCharType")) for deel in blok.iter(qn("w:fldChar"))]
    assert soorten.count("begin") == soorten.count("end") == soorten.count("separate") == len(opdrachten)
    regels = ["".join(deel.text for deel in een.iter(qn("w:t"))) for een in blok.iter(qn("w:hyperlink"))]
    koppen = [
        alinea.text for alinea in document.paragraphs if alinea.style.name in ("Heading 1", "Heading 2") and alinea.text
    ]
    assert regels == koppen
    assert regels[-1] == "Vervallen sinds een eerdere uitgave"
    doelen = {een.get(qn("w:anchor")) for een in blok.iter(qn("w:hyperlink"))}
    assert len(doelen) == len(regels)
    assert doelen <= {een.get(qn("w:name")) for een in document.element.body.iter(qn("w:bookmarkStart"))}
    # With this Word would ask everybody who opens the document a question that nobody understands.
    assert b"updateFields" not in zipfile.ZipFile(BytesIO(inhoud)).read("word/settings.xml")


def test_word_names_every_place_once_and_points_by_their_code() -> None:
    lijst = met_bijschriften(elke_structuur())
    document = open_word(maak(lijst, GEGEVENS))
    namen = [een.get(qn("w:name")) for een in document.element.body.iter(qn("w:bookmarkStart"))]
    assert len(namen) == len({naam.lower() for naam in namen})
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", naam, re.ASCII) for naam in namen)
    codes = [merk(alinea)[1] for alinea in document.paragraphs if alinea.text and merk(alinea)[1]]
    assert codes == [blok.code.replace("-", "_") for blok in lijst.tekstblokken]


def test_word_begins_with_a_title_page_that_says_what_it_is() -> None:
    document = open_word(maak(elke_structuur(), GEGEVENS))
    begin = [alinea.text for alinea in document.paragraphs[:9]]
    assert begin[:4] == [
        "BO Leefomgeving 2030",
        "Afsprakenlijst met elke opbouw <concept> & meer",
        "Alleen Zuid en Oost",
        "Onder embargo. Verspreid deze lijst niet voordat de brief aan de Tweede Kamer is verzonden.",
    ]
    assert "Overleg\t6 november 2030: Zuid\n7 november 2030: Oost" in begin
    assert document.paragraphs[1].style.name == "Title"


def test_word_says_in_its_properties_what_it_is() -> None:
    kern = open_word(maak(elke_structuur(), GEGEVENS)).core_properties
    assert kern.title == "Afsprakenlijst met elke opbouw <concept> & meer"
    assert kern.language == "nl-NL"
    assert kern.author == "Afsprakenregister Leefomgeving"
    assert kern.created == kern.modified == GEGEVENS.moment
    assert "afsprakenlijst-opmaak-1" in kern.keywords


def test_word_has_the_landsdeel_above_and_the_page_below_every_page_but_the_first() -> None:
    document = open_word(maak(lange_lijst(), GEGEVENS))
    secties = document.sections
    assert secties[0].different_first_page_header_footer
    koppen = [sectie.header.paragraphs[0].text for sectie in secties]
    assert koppen == ["Afsprakenlijst van de proef", *(f"{koppen[0]}\t{deel.kop}" for deel in lange_lijst().landsdelen)]
    voet = secties[2].footer.paragraphs[0]
    assert voet.text.startswith("Onder embargo\tPagina ")
    assert [deel.text.strip() for deel in voet._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_word_is_dutch_for_who_reads_it_aloud() -> None:
    with zipfile.ZipFile(BytesIO(maak(elke_structuur()))) as pak:
        stijlen = etree.fromstring(pak.read("word/styles.xml"))
    assert stijlen.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}").get(qn("w:val")) == "nl-NL"


def test_word_sets_additions_apart_from_the_official_text() -> None:
    document = open_word(maak(met_bijschriften(elke_structuur()), GEGEVENS))
    erbij = [alinea for alinea in document.paragraphs if alinea.text and merk(alinea)[0] == "bijschrift"]
    assert {alinea.style.name for alinea in erbij} == {"Toevoeging", "Heading 1"}
    teksten = [alinea.text for alinea in erbij]
    assert "In uitvoering sinds 4 maart 2031 BOL-2030-Z-1-01\nLoopt." in teksten
    assert "Termijn: begin 2031 (1 januari 2031 t/m 30 april 2031)" in teksten
    assert "Wie: Provincie Limburg (trekker, regio)" in teksten
    assert "Nieuw sinds een eerdere uitgave" in teksten
    (gewijzigd,) = [alinea for alinea in erbij if alinea.text.startswith("Gewijzigd") and "Ander teken." in alinea.text]
    weg = [run.text for run in gewijzigd.runs if run.style.name == "Weg"]
    assert weg == ["[weg: Dit viel <b>weg</b>.] "]
    assert teksten[-3].startswith("BOL-2030-Z-1-70 ")


def test_word_never_begins_a_page_with_an_addition_without_its_text() -> None:
    document = open_word(maak(met_bijschriften(elke_structuur()), GEGEVENS))
    rij = [alinea for alinea in document.paragraphs if alinea.text and merk(alinea)[0]]
    paren = [(boven, onder) for boven, onder in pairwise(rij) if onder.style.name == "Toevoeging"]
    assert len(paren) > 10
    for boven, _ in paren[:-4]:  # the last are of what lapsed, which has no text above it
        assert boven.paragraph_format.keep_with_next, boven.text


def test_word_without_additions_has_none() -> None:
    assert "bol_bijschrift" not in zipfile.ZipFile(BytesIO(maak(elke_structuur()))).read("word/document.xml").decode()


def test_word_of_an_embargo_says_so_on_every_page_and_otherwise_nowhere() -> None:
    assert "mbargo" in open_word(maak(lange_lijst(), GEGEVENS)).sections[1].footer.paragraphs[0].text
    openbaar = maak(lange_lijst(), replace(GEGEVENS, embargo=False, fase="openbaar"))
    with zipfile.ZipFile(BytesIO(openbaar)) as pak:
        delen = [naam for naam in pak.namelist() if b"mbargo" in pak.read(naam)]
    assert delen == ["word/styles.xml"]


def test_word_shows_signs_of_sign_fonts_in_those_fonts() -> None:
    """A private-use sign has a shape only there; in the font of the text it would be an empty box."""
    with zipfile.ZipFile(BytesIO(maak(lijst_met(punt("Van \uf0e0 naar", teken="\uf076"))))) as pak:
        document, nummering = (etree.fromstring(pak.read(f"word/{naam}.xml")) for naam in ("document", "numbering"))
    (run,) = [deel.getparent() for deel in document.iter(qn("w:t")) if deel.text == "\uf0e0"]
    assert run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:ascii")) == "Wingdings"
    (vorm,) = [een for een in nummering.iter(qn("w:lvl")) if een.find(qn("w:lvlText")).get(qn("w:val")) == "\uf076"]
    assert vorm.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:ascii")) == "Wingdings"


def test_word_refers_to_nothing_outside_and_holds_no_macro() -> None:
    tekst = f"{MARKUP} http://voorbeeld.nl"
    with zipfile.ZipFile(BytesIO(maak(lijst_met(punt(tekst, tekst), titel=tekst), GEGEVENS))) as pak:
        namen = pak.namelist()
        relaties = b"".join(pak.read(naam) for naam in namen if naam.endswith(".rels"))
    assert b"TargetMode" not in relaties
    assert not [naam for naam in namen if "vba" in naam.lower() or not naam.endswith((".xml", ".rels"))]


def test_word_is_the_same_bytes_each_time() -> None:
    lijst = met_bijschriften(elke_structuur())
    assert maak(lijst, GEGEVENS) == maak(lijst, GEGEVENS)


def test_word_leaves_out_what_xml_cannot_hold() -> None:
    lijst = lijst_met(punt("Een\x00 regel\x1b met \ud800 en \uffff."))
    assert [rij[3] for rij in gelezen(maak(lijst))][-1] == "Een regel met \ufffd en \ufffd."


def test_word_of_a_list_without_anything_in_it_opens() -> None:
    leeg = Lijst(soort="bol", jaar=2030, titel="Leeg")
    assert [alinea.text for alinea in open_word(maak(leeg)).paragraphs if alinea.text][1] == "Leeg"
