"""Every layout of real lists in every format: what is printed is what is read, numbers and bullets included."""

from __future__ import annotations

import pytest

from agreements.importers.formaten import lees_bron
from agreements.lijst import Onderdeel
from tests.agreements.importers.indelingen.alinea import Document
from tests.agreements.importers.indelingen.documenten import DOCUMENTEN
from tests.agreements.importers.indelingen.weergave_odt import als_odt
from tests.agreements.importers.indelingen.weergave_pdf import als_pdf
from tests.agreements.importers.indelingen.weergave_word import als_word

ALLE = pytest.mark.parametrize("document", DOCUMENTEN, ids=lambda document: document.naam)
ECHT = pytest.mark.parametrize("echt", [True, False], ids=["echt", "getypt"])


def _gedrukt(document: Document) -> list[str]:
    return [
        " ".join(alinea.tekst.split())
        for alinea in document.alineas
        if alinea.soort not in ("koptekst", "voettekst", "inhoud")
    ]


@ALLE
@ECHT
def test_word_gives_every_paragraph_as_it_is_printed(document: Document, echt: bool) -> None:
    bron = lees_bron(als_word(document.alineas, echt=echt), naam="lijst.docx")
    assert [regel.tekst for regel in bron.regels if _is_tekst(regel.tekst, document)] == _gedrukt(document)


@ALLE
@ECHT
def test_odt_gives_every_paragraph_as_it_is_printed(document: Document, echt: bool) -> None:
    bron = lees_bron(als_odt(document.alineas, echt=echt), naam="lijst.odt")
    assert [regel.tekst for regel in bron.regels if _is_tekst(regel.tekst, document)] == _gedrukt(document)


def _is_tekst(tekst: str, document: Document) -> bool:
    """Whether a line is not of the contents, of which leading points are layout."""
    inhoud = {alinea.tekst.replace(".", "").replace(" ", "") for alinea in document.alineas if alinea.soort == "inhoud"}
    return tekst.replace(".", "").replace(" ", "") not in inhoud


def _diepte(soort: str, document: Document) -> int:
    """Sub-points below prose without bullets are a list of their own."""
    return int(soort == "subpunt" and any(alinea.soort == "punt" for alinea in document.alineas))


@ALLE
def test_real_headings_and_lists_give_their_levels(document: Document) -> None:
    word = lees_bron(als_word(document.alineas, echt=True), naam="lijst.docx")
    odt = lees_bron(als_odt(document.alineas, echt=True), naam="lijst.odt")
    for bron in (word, odt):
        per_tekst = {regel.tekst: regel for regel in bron.regels}
        for alinea in document.alineas:
            regel = per_tekst.get(alinea.tekst)
            if alinea.soort == "landsdeel":
                assert regel is not None
                assert regel.kopniveau == 1
            elif alinea.soort in ("punt", "subpunt"):
                assert regel is not None
                # A paragraph in Word has a level of its own; in ODT and PDF it stands inside another.
                op_zich = int(alinea.soort == "subpunt")
                assert regel.lijstniveau == (op_zich if bron is word else _diepte(alinea.soort, document))
        assert not any(regel.onderdeel is not Onderdeel.VOORWERK for regel in bron.regels if regel.tekst == "Inhoud")


@ALLE
def test_pdf_gives_all_text_and_nothing_else(document: Document) -> None:
    bron = lees_bron(als_pdf(document.alineas), naam="lijst.pdf")
    gelezen = "".join(regel.tekst for regel in bron.regels if regel.onderdeel is not Onderdeel.VOORWERK)
    assert "".join(gelezen.split()) == "".join("".join(_gedrukt(document)).split())


@ALLE
def test_pdf_knows_how_deep_a_bullet_is(document: Document) -> None:
    bron = lees_bron(als_pdf(document.alineas), naam="lijst.pdf")
    for alinea in document.alineas:
        if alinea.soort in ("punt", "subpunt"):
            begin = [regel for regel in bron.regels if alinea.tekst.startswith(regel.tekst)]
            assert begin, alinea
            assert begin[0].lijstniveau == _diepte(alinea.soort, document)
