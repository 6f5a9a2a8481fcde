"""A document of every known layout is read exactly, in every kind of file, without saying which layout it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from agreements.importers import lees_bron, lees_brontekst, verantwoord
from agreements.importers.opschonen import schoon
from agreements.importers.regels import lees_regels
from tests.agreements.importers.indelingen.alinea import Alinea, Document
from tests.agreements.importers.indelingen.documenten import DOCUMENTEN
from tests.agreements.importers.indelingen.drukken import VORMEN, als_tekst, met_drukresten, met_witregels_in_zinnen
from tests.agreements.importers.indelingen.weergave_odt import als_odt
from tests.agreements.importers.indelingen.weergave_pdf import als_pdf
from tests.agreements.importers.indelingen.weergave_word import als_word
from tests.strategieen import NASLAG, zonder_regels

#: With real headings and lists, and with all of it typed as text.
BESTANDEN: dict[str, tuple[str, Callable[[Sequence[Alinea]], bytes]]] = {
    "docx": (".docx", lambda alineas: als_word(alineas, echt=True)),
    "docx, getypt": (".docx", lambda alineas: als_word(alineas, echt=False)),
    "odt": (".odt", lambda alineas: als_odt(alineas, echt=True)),
    "odt, getypt": (".odt", lambda alineas: als_odt(alineas, echt=False)),
    "pdf": (".pdf", als_pdf),
}
ALLE = pytest.mark.parametrize("document", DOCUMENTEN, ids=lambda document: document.naam)


def toets(document: Document, inhoud: bytes, naam: str) -> None:
    """The list of this file is that of the document, and every character of the file is accounted for."""
    bron = lees_bron(inhoud, naam=naam)
    lijst = lees_brontekst(bron, soort=document.lijst.soort, jaar=document.lijst.jaar, naslag=NASLAG)

    assert zonder_regels(lijst) == document.lijst
    uitkomst = verantwoord(bron.tekst, lijst, schoon(bron.regels or lees_regels(bron.tekst)).opmaak)
    assert uitkomst.ontbreekt == ()
    assert uitkomst.tekens_in == uitkomst.geplaatst + uitkomst.opmaak


def test_every_layout_of_real_lists_has_a_document() -> None:
    jaren = {document.lijst.jaar for document in DOCUMENTEN}
    assert jaren >= {2008, 2013, 2014, 2017, 2018, 2020, 2023, 2024, 2026}


@pytest.mark.parametrize("vorm", VORMEN)
@ALLE
def test_text_of_every_layout_is_read_to_the_letter(document: Document, vorm: str) -> None:
    toets(document, als_tekst(document.alineas, vorm).encode(), "lijst.txt")


@pytest.mark.parametrize("breedte", [58, 66, 90])
@ALLE
def test_white_between_paragraphs_tells_them_apart_at_any_width(document: Document, breedte: int) -> None:
    """At some widths hardly a line is broken, so that the white between paragraphs looks like the usual."""
    toets(document, als_tekst(document.alineas, "afgebroken met wit", breedte=breedte).encode(), "lijst.txt")


@pytest.mark.parametrize("bestand", BESTANDEN)
@ALLE
def test_file_of_every_layout_is_read_to_the_letter(document: Document, bestand: str) -> None:
    extensie, maak = BESTANDEN[bestand]
    toets(document, maak(document.alineas), f"lijst{extensie}")


@pytest.mark.parametrize("bestand", ["docx, getypt", "odt, getypt"])
@pytest.mark.parametrize("breedte", [60, 84])
@ALLE
def test_text_pasted_line_by_line_is_read_to_the_letter(document: Document, breedte: int, bestand: str) -> None:
    """Who copies out of a PDF gets a paragraph for every printed line."""
    extensie, maak = BESTANDEN[bestand]
    regels = als_tekst(document.alineas, "afgebroken met wit", breedte=breedte).split("\n")
    toets(document, maak([Alinea("alinea", regel) for regel in regels]), f"lijst{extensie}")


@pytest.mark.parametrize("vorm", ["afgebroken", "afgebroken met wit"])
@ALLE
def test_pages_and_left_overs_of_word_do_not_change_a_list(document: Document, vorm: str) -> None:
    """Headers, footers and page numbers stand in the middle of sentences, and Word left its marks behind words."""
    tekst = met_drukresten(als_tekst(document.alineas, vorm, breedte=46), begin=document.lijst.landsdelen[0].kop)
    assert "[footnoteRef:1]" in tekst
    assert "Pagina 2 van 9" in tekst
    toets(document, tekst.encode(), "lijst.txt")


@ALLE
def test_blank_lines_inside_sentences_end_nothing(document: Document) -> None:
    tekst = met_witregels_in_zinnen(als_tekst(document.alineas, "afgebroken", breedte=46))
    assert "\n\n" in tekst
    toets(document, tekst.encode(), "lijst.txt")
