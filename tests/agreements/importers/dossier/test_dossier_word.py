"""A dossier as a Word document reads the same as in Markdown, and what Word has more is not lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.dossier import Dossier
from agreements.dossier_json import naar_json, uit_json
from agreements.importers.dossier import Gelezen, lees_dossier
from agreements.importers.dossier.markdown import lees_markdown
from agreements.importers.dossier.rij import Rij
from agreements.lijst import LijstFout
from tests.agreements.importers.dossier.schrijf_word import als_word
from tests.agreements.importers.dossier.voorbeeld import DOSSIER

MD = lees_dossier(DOSSIER.encode(), naam="dossier.md", soort="bol", jaar=2031, landsdeel="oost").dossier
RIJEN: list[Rij] = lees_markdown(DOSSIER)[0]


def lees(inhoud: bytes, *, jaar: int = 2031, landsdeel: str = "oost") -> Gelezen:
    return lees_dossier(inhoud, naam="dossier.docx", soort="bol", jaar=jaar, landsdeel=landsdeel)


def zonder_meldingen(dossier: Dossier) -> Dossier:
    return replace(dossier, meldingen=())


def bewaar(document: Any) -> bytes:
    uit = BytesIO()
    document.save(uit)
    return uit.getvalue()


def met_punt(*alineas: str) -> Any:
    """A Word document with one agendapunt, and these paragraphs in its toelichting."""
    document = docx.Document()
    document.add_paragraph("Dossier Oost 2031")
    document.add_heading("1. Bruggen", level=2)
    document.add_paragraph("Toelichting:")
    for tekst in alineas:
        document.add_paragraph(tekst)
    return document


def toelichting(gelezen: Gelezen) -> str:
    return gelezen.dossier.agendapunten[0].blokken[0].html


# --- the same as Markdown ----------------------------------------------------------------------------------------


def test_word_with_headings_and_lists_reads_as_markdown_does() -> None:
    gelezen = lees(als_word(RIJEN))
    assert zonder_meldingen(gelezen.dossier) == zonder_meldingen(MD)
    assert gelezen.verantwoording.is_volledig, gelezen.verantwoording.ontbreekt


def test_typed_bullets_and_numbers_are_points_too() -> None:
    """Whether a point stands in a list of its own cannot be seen then; all else can."""
    gelezen = lees(als_word(RIJEN, lijsten=False))
    assert gelezen.verantwoording.is_volledig, gelezen.verantwoording.ontbreekt
    for was, wordt in zip(MD.agendapunten, gelezen.dossier.agendapunten, strict=True):
        assert (wordt.nummer, wordt.titel, wordt.soort) == (was.nummer, was.titel, was.soort)
        if was.nummer != "2.1":
            assert wordt == was


def test_real_draft_reads_the_same_from_word(echt_document: Callable[[str], Path]) -> None:
    tekst = echt_document("dossier-noordwest-bol-2026.md").read_bytes()
    md = lees_dossier(tekst, naam="dossier.md", soort="bol", jaar=2026, landsdeel="noordwest").dossier
    gelezen = lees(als_word(lees_markdown(tekst.decode())[0]), jaar=2026, landsdeel="noordwest")
    assert gelezen.verantwoording.is_volledig, gelezen.verantwoording.ontbreekt
    # Only a heading that is bold as a whole is not bold in the text of the example of an agendapunt.
    assert replace(zonder_meldingen(gelezen.dossier), opbouw=md.opbouw) == zonder_meldingen(md)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(RIJEN), max_size=12), st.booleans())
def test_paragraphs_in_any_order_lose_nothing(rijen: list[Rij], lijsten: bool) -> None:
    begin, slot = (
        lees_markdown(kop)[0] for kop in ("# Dossier Oost 2031\n\n## C. Dossier\n\n## 1. Begin", "## 9. Slot")
    )
    gelezen = lees(als_word([*begin, *rijen, *slot], lijsten=lijsten))
    rekening = gelezen.verantwoording
    ontbreekt = sum(len("".join(een.tekst.split())) for een in rekening.ontbreekt)
    assert rekening.tekens_in <= rekening.geplaatst + rekening.verwerkt + ontbreekt
    assert uit_json(json.loads(json.dumps(naar_json(gelezen.dossier)))) == gelezen.dossier


# --- what only Word has ------------------------------------------------------------------------------------------


def test_numbers_that_word_counts_by_itself_are_the_numbers_of_items() -> None:
    document = docx.Document()
    niveaus = "".join(
        f'<w:lvl w:ilvl="{plaats}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{tekst}"/></w:lvl>'
        for plaats, tekst in enumerate(("%1.", "%1.%2."))
    )
    nummering = document.part.numbering_part.element
    nummering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="990">{niveaus}</w:abstractNum>'))
    nummering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="990"><w:abstractNumId w:val="990"/></w:num>'))
    document.add_paragraph("Dossier Oost 2031")
    for niveau, titel in ((0, "Opening"), (0, "Bruggen"), (1, "De nieuwe brug"), (1, "De oude brug")):
        vorm = document.add_heading(titel, level=niveau + 2)._p.get_or_add_pPr().get_or_add_numPr()
        vorm.get_or_add_ilvl().val = niveau
        vorm.get_or_add_numId().val = 990
    punten = lees(bewaar(document)).dossier.agendapunten
    assert [(punt.nummer, punt.titel) for punt in punten] == [
        ("1", "Opening"),
        ("2", "Bruggen"),
        ("2.1", "De nieuwe brug"),
        ("2.2", "De oude brug"),
    ]


def test_line_break_ends_a_paragraph_and_goes_on_in_a_point() -> None:
    document = met_punt("Eerste regel.\nTweede regel.")
    document.add_paragraph("Een punt.\nDat doorgaat.", style="List Bullet")
    document.add_paragraph("Nog een punt.", style="List Bullet")
    assert toelichting(lees(bewaar(document))) == (
        "<p>Eerste regel.</p><p>Tweede regel.</p><ul><li>Een punt.<br>Dat doorgaat.</li><li>Nog een punt.</li></ul>"
    )


def test_deleted_text_is_gone_and_inserted_text_is_there() -> None:
    document = met_punt("Wij bouwen ")
    for tag, inhoud in (("ins", "<w:t>een brug.</w:t>"), ("del", "<w:delText>een tunnel.</w:delText>")):
        document.paragraphs[-1]._p.append(
            parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="x"><w:r>{inhoud}</w:r></w:{tag}>')
        )
    gelezen = lees(bewaar(document))
    assert toelichting(gelezen) == "<p>Wij bouwen een brug.</p>"
    assert "bijgehouden wijzigingen" in [melding.soort for melding in gelezen.dossier.meldingen]


def test_table_of_contents_of_word_is_no_text_of_the_dossier() -> None:
    document = docx.Document()
    document.add_paragraph("Dossier Oost 2031")
    document.styles.add_style("TOC 1", 1)
    document.add_paragraph("1. Bruggen 2", style="TOC 1")
    document.add_heading("1. Bruggen", level=2)
    dossier = lees(bewaar(document)).dossier
    assert [(punt.nummer, punt.titel) for punt in dossier.agendapunten] == [("1", "Bruggen")]
    assert dossier.regels == ""
    assert "inhoudsopgave weggelaten" in [melding.soort for melding in dossier.meldingen]


def test_markup_in_the_text_of_word_is_only_text() -> None:
    html = toelichting(lees(bewaar(met_punt("<script>kwaad()</script> & <b>vet</b>"))))
    assert html == "<p>&lt;script&gt;kwaad()&lt;/script&gt; &amp; &lt;b&gt;vet&lt;/b&gt;</p>"


# --- refusals ----------------------------------------------------------------------------------------------------


def test_word_without_heading_styles_is_refused_with_what_to_do() -> None:
    """Bold paragraphs would pass for items now and then, and the rest of the tree would be lost without a word."""
    with pytest.raises(LijstFout, match=r"kopstijl \(Kop 1, Kop 2"):
        lees(als_word(RIJEN, koppen=False))


@pytest.mark.parametrize("inhoud", [b"", b"geen zip", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_no_word_document_is_refused(inhoud: bytes) -> None:
    with pytest.raises(LijstFout):
        lees(inhoud)


def test_word_of_another_landsdeel_is_refused() -> None:
    with pytest.raises(LijstFout, match="landsdeel zuid"):
        lees(als_word(RIJEN), landsdeel="zuid")


# --- an agenda with the numbers in a column of their own ----------------------------------------------------------


def test_agenda_may_have_its_numbers_in_a_column_of_their_own() -> None:
    document = docx.Document()
    document.add_paragraph("Dossier Oost 2031")
    document.add_paragraph("A. Agenda")
    rijen = [("Tijd", "Nr.", "Onderdeel", "Wie"), ("13.00", "1.", "2 bruggen-", "Minister A"), ("", "", "Pauze", "")]
    tabel = document.add_table(rows=3, cols=4)
    for rij, waarden in zip(tabel.rows, rijen, strict=True):
        for cel, waarde in zip(rij.cells, waarden, strict=True):
            cel.text = waarde
    document.add_paragraph("C. Dossier")
    document.add_heading("1. 2 bruggen-", level=2)
    dossier = lees(bewaar(document)).dossier
    assert [(regel.nummer, regel.titel) for regel in dossier.agenda] == [("1", "2 bruggen-"), ("", "Pauze")]
    assert dossier.agendapunten[0].wie == ("Minister A",)
