"""The list as OpenDocument text, read back as plain XML and with odfdo: structure, text, contents, properties."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree
from odfdo import Document

from agreements.exporters import FORMATEN, Titelgegevens
from agreements.lijst import Lijst, Onderdeel
from tests.agreements.exporters.bedoeld import GEGEVENS, KAAL, Rij, lastige_lijst, lijst_met, rijen
from tests.strategieen import lijsten
from tests.voorbeeldlijsten import MARKUP, elke_structuur, lange_lijst, met_bijschriften, punt

NS = {naam: f"urn:oasis:names:tc:opendocument:xmlns:{naam}:1.0" for naam in ("office", "text", "style", "meta")} | {
    "xlink": "http://www.w3.org/1999/xlink",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}


def naam(kort: str) -> str:
    ruimte, _, rest = kort.partition(":")
    return f"{{{NS[ruimte]}}}{rest}"


def maak(lijst: Lijst, gegevens: Titelgegevens = KAAL) -> bytes:
    return FORMATEN["odt"].maak(lijst, gegevens)


def deel(inhoud: bytes, welk: str = "content.xml") -> Any:
    with zipfile.ZipFile(BytesIO(inhoud)) as pak:
        return etree.fromstring(pak.read(welk), etree.XMLParser(huge_tree=True))


def tekst_van(element: Any) -> str:
    """The text of a paragraph as OpenDocument counts white space: only `text:s` gives a second space."""
    uit = [_plat(element.text)]
    for kind in element:
        if kind.tag == naam("text:s"):
            uit.append(" " * int(kind.get(naam("text:c"), 1)))
        elif kind.tag == naam("text:tab"):
            uit.append("\t")
        elif kind.tag == naam("text:line-break"):
            uit.append("\n")
        else:
            uit.append(tekst_van(kind))
        uit.append(_plat(kind.tail))
    return "".join(uit)


def _plat(tekst: str | None) -> str:
    assert not re.search("  |\t|\n", tekst or ""), "white space that a program would drop"
    return tekst or ""


def merken(element: Any) -> list[str]:
    return [een.get(naam("text:name")) for een in element.iter(naam("text:bookmark-start"))]


def _alineas(houder: Any, lijst: tuple[int, str] = (0, "")) -> Iterator[tuple[Any, int, str, bool]]:
    """Paragraphs with their depth in lists, the list style, and whether they are the first of their item."""
    for kind in houder:
        if kind.tag in (naam("text:p"), naam("text:h")):
            yield kind, *lijst, kind.getprevious() is None
        elif kind.tag == naam("text:list"):
            stijl = kind.get(naam("text:style-name")) or lijst[1]
            for item in kind:
                yield from _alineas(item, (lijst[0] + 1, stijl))


def gelezen(inhoud: bytes) -> Iterator[Rij]:
    """The paragraphs of the list itself as an office program knows them."""
    document = deel(inhoud)
    tekens = {}
    for stijl in document.iter(naam("text:list-style")):
        for niveau in stijl:
            teken = niveau.get(naam("text:bullet-char")) or niveau.get(naam("style:num-prefix")) or ""
            tekens[stijl.get(naam("style:name")), int(niveau.get(naam("text:level")))] = teken
    for alinea, diepte, lijst, eerste in _alineas(document.find(f".//{naam('office:text')}")):
        soort = Onderdeel(next(een.split("_")[1] for een in merken(alinea) if een.startswith("bol_")))
        if soort in (Onderdeel.VOORWERK, Onderdeel.BIJSCHRIFT):
            assert not (diepte and eerste), "an addition may not have a bullet"
            continue
        niveau = int(alinea.get(naam("text:outline-level"), 0)) or diepte
        teken = tekens[lijst, diepte] if diepte else ""
        tekst = tekst_van(alinea)
        # At the beginning and end of a paragraph plain spaces would be dropped.
        assert tekst == tekst.strip(" ") or alinea.find(naam("text:s")) is not None
        yield soort, niveau, teken, tekst


@given(lijsten())
@settings(max_examples=5)
def test_odt_has_every_paragraph_as_what_it_is_to_the_letter(lijst: Lijst) -> None:
    assert list(gelezen(maak(lijst.met_codes()))) == list(rijen(lijst))


@pytest.mark.parametrize("lijst", [elke_structuur(), met_bijschriften(elke_structuur()), lastige_lijst()])
def test_odt_of_every_structure_and_every_kind_of_text(lijst: Lijst) -> None:
    assert list(gelezen(maak(lijst, GEGEVENS))) == list(rijen(lijst))


@pytest.mark.parametrize("teken", ["1.", "–", "\uf0a7", "a)", "%1", '"'])
def test_odt_keeps_signs_of_any_kind(teken: str) -> None:
    lijst = lijst_met(punt("Een.", teken=teken), punt("Twee.", "Onderdeel.", teken=teken), punt("Drie.", teken="•"))
    assert list(gelezen(maak(lijst))) == list(rijen(lijst))


def test_odt_begins_with_its_mimetype_unpacked() -> None:
    with zipfile.ZipFile(BytesIO(maak(elke_structuur()))) as pak:
        eerste = pak.infolist()[0]
        namen = set(pak.namelist())
    assert (eerste.filename, eerste.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    genoemd = {een.get(next(iter(een.keys()))) for een in deel(maak(elke_structuur()), "META-INF/manifest.xml")}
    assert genoemd - {"/"} == namen - {"mimetype", "META-INF/manifest.xml"}


def test_odt_has_contents_with_entries_that_lead_somewhere() -> None:
    document = deel(maak(met_bijschriften(elke_structuur())))
    (inhoud,) = document.iter(naam("text:table-of-content"))
    assert inhoud.find(naam("text:table-of-content-source")).get(naam("text:outline-level")) == "2"
    regels = list(inhoud.iter(naam("text:a")))
    koppen = [een for een in document.iter(naam("text:h")) if een.get(naam("text:outline-level")) in ("1", "2")]
    assert [tekst_van(regel) for regel in regels] == [tekst_van(kop) for kop in koppen]
    assert [regel.get(naam("xlink:href"))[1:] for regel in regels] == [merken(kop)[0] for kop in koppen]
    paginas = [een.get(naam("text:ref-name")) for een in inhoud.iter(naam("text:bookmark-ref"))]
    assert paginas == [merken(kop)[0] for kop in koppen]


def test_odt_names_every_place_once_and_points_by_their_code() -> None:
    lijst = met_bijschriften(elke_structuur())
    namen = merken(deel(maak(lijst, GEGEVENS)))
    assert len(namen) == len(set(namen))
    codes = [een for een in namen if not een.startswith("bol_")]
    assert codes == [blok.code.replace("-", "_") for blok in lijst.tekstblokken]


def test_odt_says_in_its_properties_what_it_is() -> None:
    meta = Document(BytesIO(maak(elke_structuur(), GEGEVENS))).meta
    assert meta.title == "Afsprakenlijst met elke opbouw <concept> & meer"
    assert meta.language == "nl-NL"
    assert meta.creator == "Afsprakenregister Leefomgeving"
    assert meta.creation_date
    assert meta.creation_date.astimezone(UTC) == GEGEVENS.moment
    woorden = [een.text for een in deel(maak(elke_structuur()), "meta.xml").iter(naam("meta:keyword"))]
    assert "afsprakenlijst-opmaak-1" in woorden


def test_odt_is_dutch_for_who_reads_it_aloud() -> None:
    stijlen = deel(maak(elke_structuur()), "styles.xml")
    letters = stijlen.find(f".//{naam('style:default-style')}/{naam('style:text-properties')}")
    assert (letters.get(naam("fo:language")), letters.get(naam("fo:country"))) == ("nl", "NL")


def test_odt_has_the_landsdeel_above_and_the_page_below_every_page_but_the_first() -> None:
    inhoud = maak(lange_lijst(), GEGEVENS)
    bladen = {een.get(naam("style:name")): een for een in deel(inhoud, "styles.xml").iter(naam("style:master-page"))}
    assert len(bladen["Titelblad"]) == 0
    kop, voet = bladen["Standard"]
    assert kop.find(f".//{naam('text:chapter')}").get(naam("text:outline-level")) == "1"
    assert "Onder embargo" in "".join(voet.itertext())
    assert voet.find(f".//{naam('text:page-number')}") is not None
    begin = deel(inhoud).find(f".//{naam('style:style')}")
    assert begin.get(naam("style:master-page-name")) == "Titelblad"
    openbaar = maak(lange_lijst(), replace(GEGEVENS, embargo=False, fase="openbaar"))
    assert "mbargo" not in "".join(deel(openbaar, "styles.xml").itertext())
    assert "mbargo" not in "".join(deel(openbaar).itertext())


def test_odt_uses_only_styles_that_are_in_it() -> None:
    inhoud = maak(met_bijschriften(elke_structuur()), GEGEVENS)
    document, stijlen = deel(inhoud), deel(inhoud, "styles.xml")
    soorten = (naam("style:style"), naam("text:list-style"))
    bekend = {een.get(naam("style:name")) for boom in (document, stijlen) for een in boom.iter(*soorten)}
    gebruikt = {een.get(naam("text:style-name")) for boom in (document, stijlen) for een in boom.iter()} - {None}
    assert gebruikt <= bekend


def test_odt_sets_additions_apart_from_the_official_text() -> None:
    document = deel(maak(met_bijschriften(elke_structuur()), GEGEVENS))
    erbij = [een for een in document.iter(naam("text:p")) if any(m.startswith("bol_bijschrift") for m in merken(een))]
    assert all(een.get(naam("text:style-name")).startswith(("Toevoeging", "Vervallen")) for een in erbij)
    teksten = [tekst_van(een) for een in erbij]
    assert "In uitvoering sinds 4 maart 2031 BOL-2030-Z-1-01\nLoopt." in teksten
    assert "Termijn: begin 2031 (1 januari 2031 t/m 30 april 2031)" in teksten
    assert teksten[-3].startswith("BOL-2030-Z-1-70 ")
    weg = [een for een in document.iter(naam("text:span")) if een.get(naam("text:style-name")) == "Weg"]
    assert all(tekst_van(een).startswith("[weg: ") for een in weg)
    assert weg


def test_odt_never_begins_a_page_with_an_addition_without_its_text() -> None:
    document = deel(maak(met_bijschriften(elke_structuur()), GEGEVENS))
    vast = {
        een.get(naam("style:name"))
        for een in document.iter(naam("style:style"))
        if een.find(f"{naam('style:paragraph-properties')}[@{naam('fo:keep-with-next')}='always']") is not None
    }
    stijlen = [een.get(naam("text:style-name")) for een in document.iter(naam("text:p"), naam("text:h"))]
    boven = [eerste for eerste, tweede in pairwise(stijlen) if tweede.startswith("Toevoeging")]
    assert len(boven) > 10
    assert set(boven) <= vast


def test_odt_refers_to_nothing_outside() -> None:
    tekst = f"{MARKUP} http://voorbeeld.nl"
    document = deel(maak(lijst_met(punt(tekst, tekst), titel=tekst), GEGEVENS))
    verwijzingen = [een.get(naam("xlink:href")) for een in document.iter() if een.get(naam("xlink:href"))]
    assert all(een.startswith("#bol_") for een in verwijzingen)


def test_odt_is_the_same_bytes_each_time() -> None:
    lijst = met_bijschriften(elke_structuur())
    assert maak(lijst, GEGEVENS) == maak(lijst, GEGEVENS)


def test_odt_leaves_out_what_xml_cannot_hold() -> None:
    lijst = lijst_met(punt("Een\x00 regel\x1b met \ud800 en \uffff."))
    assert [rij[3] for rij in gelezen(maak(lijst))][-1] == "Een regel met \ufffd en \ufffd."
