"""Word documents: what a reader of the printed page sees is what is read."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from agreements.importers.formaten import lees_bron
from agreements.lijst import LijstFout, Onderdeel

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIES = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(inhoud: str, *, stijlen: str = "", nummering: str = "", **delen: str | bytes) -> bytes:
    """A .docx with this body; `delen` are further parts by their names."""
    uit = BytesIO()
    with ZipFile(uit, "w") as pakket:
        pakket.writestr("[Content_Types].xml", "<Types/>")
        pakket.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIES}"><Relationship Id="r1" Type="{DOCUMENT}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        pakket.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{inhoud}</w:body></w:document>')
        pakket.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{stijlen}</w:styles>')
        pakket.writestr("word/numbering.xml", f'<w:numbering xmlns:w="{W}">{nummering}</w:numbering>')
        for naam, deel in delen.items():
            pakket.writestr(naam, deel)
    return uit.getvalue()


def p(tekst: str, vorm: str = "") -> str:
    return f"<w:p><w:pPr>{vorm}</w:pPr><w:r><w:t>{tekst}</w:t></w:r></w:p>"


def r(tekst: str) -> str:
    return f"<w:r><w:t>{tekst}</w:t></w:r>"


def teksten(inhoud: bytes) -> list[str]:
    return [regel.tekst for regel in lees_bron(inhoud, naam="lijst.docx").regels]


def soorten(inhoud: bytes) -> set[str]:
    return {melding.soort for melding in lees_bron(inhoud, naam="lijst.docx").meldingen}


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    inhoud = word(
        f"<w:p>{r('Het Rijk ')}<w:ins>{r('betaalt')}</w:ins><w:del><w:r><w:delText>weigert</w:delText></w:r></w:del>"
        "</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('Een ')}</w:p><w:p>{r('zin.')}</w:p>"
    )
    assert teksten(inhoud) == ["Het Rijk betaalt", "Een zin."]
    assert soorten(inhoud) == {"bijgehouden wijzigingen"}


def test_footnote_comes_below_the_list_that_it_hangs_on_and_its_mark_glues_to_no_word() -> None:
    nummering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    lijst = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    inhoud = word(
        f'<w:p><w:pPr>{lijst}</w:pPr>{r("Woord")}<w:r><w:footnoteReference w:id="2"/></w:r>{r(" verder.")}</w:p>'
        f"{p('Nog een punt.', lijst)}{p('Een alinea.')}",
        nummering=nummering,
        **{
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">'
            f"<w:p>{r('De noot.')}</w:p></w:footnote></w:footnotes>"
        },
    )
    assert teksten(inhoud) == ["\uf0b7 Woord verder.", "\uf0b7 Nog een punt.", "De noot.", "Een alinea."]
    [melding] = lees_bron(inhoud, naam="lijst.docx").meldingen
    assert (melding.soort, melding.tekst, melding.regel) == ("voetnoot", "De noot.", 3)


def test_numbers_count_per_list_and_level_and_show_the_levels_above() -> None:
    nummering = (
        '<w:abstractNum w:abstractNumId="7">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )

    def punt(tekst: str, niveau: int, lijst: int = 1) -> str:
        return p(tekst, f'<w:numPr><w:ilvl w:val="{niveau}"/><w:numId w:val="{lijst}"/></w:numPr>')

    inhoud = word(
        punt("een", 0) + punt("a", 1) + punt("b", 1) + punt("twee", 0) + punt("c", 1) + punt("vijf", 0, 2),
        nummering=nummering,
    )
    assert teksten(inhoud) == ["1. een", "1.a) a", "1.b) b", "2. twee", "2.a) c", "5. vijf"]
    assert [regel.lijstniveau for regel in lees_bron(inhoud, naam="lijst.docx").regels] == [0, 1, 1, 0, 1, 0]


def test_style_gives_heading_numbering_and_depth_by_inheritance() -> None:
    stijlen = (
        '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mijnkop"><w:name w:val="Regiokop"/><w:basedOn w:val="Kop1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Lijst2"><w:name w:val="List Bullet 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Rond"><w:name w:val="a"/><w:basedOn w:val="Rond"/></w:style>'
    )
    nummering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    inhoud = word(
        p("Regio Noord-Nederland", '<w:pStyle w:val="Mijnkop"/>')
        + p("Diep.", '<w:pStyle w:val="Lijst2"/>')
        + p("Gewoon.", '<w:pStyle w:val="Rond"/>')
        + p("Kop zonder stijl", '<w:outlineLvl w:val="1"/>'),
        stijlen=stijlen,
        nummering=nummering,
    )
    kop, diep, gewoon, zonder = lees_bron(inhoud, naam="lijst.docx").regels
    assert (kop.kopniveau, kop.vet) == (1, True)
    assert (diep.tekst, diep.lijstniveau) == ("o Diep.", 1)
    assert (gewoon.kopniveau, gewoon.vet) == (None, False)
    assert zonder.kopniveau == 2


def test_special_characters_are_those_of_the_printed_page() -> None:
    inhoud = word(
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F076"/><w:tab/><w:t>NOVEX</w:t><w:noBreakHyphen/>'
        "<w:t>gebied, zee</w:t><w:softHyphen/><w:t>haven</w:t></w:r></w:p>"
    )
    assert teksten(inhoud) == ["\uf076 NOVEX\u2011gebied, zee\u00adhaven"]


def test_line_break_parts_lines_of_a_paragraph_and_joins_those_of_a_heading() -> None:
    regel = "<w:r><w:t>eerste</w:t><w:br/><w:t>tweede</w:t></w:r>"
    inhoud = word(f'<w:p>{regel}</w:p><w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{regel}</w:p>')
    regels = lees_bron(inhoud, naam="lijst.docx").regels
    assert [(een.tekst, een.heel) for een in regels] == [("eerste", False), ("tweede", False), ("eerste tweede", True)]
    assert regels[2].ruim  # nothing goes on with the broken paragraph


def test_page_break_shows_where_a_page_begins() -> None:
    inhoud = word(p("Een.") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p("Twee."))
    assert [regel.paginabegin for regel in lees_bron(inhoud, naam="lijst.docx").regels] == [False, True]


def test_table_gives_cells_in_order_and_a_number_to_the_cell_beside_it() -> None:
    def cel(tekst: str) -> str:
        return f"<w:tc>{p(tekst)}</w:tc>"

    inhoud = word(f"<w:tbl><w:tr>{cel('3.')}{cel('Titel')}</w:tr><w:tr>{cel('Links')}{cel('Rechts')}</w:tr></w:tbl>")
    assert teksten(inhoud) == ["3. Titel", "Links", "Rechts"]


def test_text_box_is_read_once_although_it_stands_there_twice() -> None:
    kader = f"<w:txbxContent>{p('In een kader.')}</w:txbxContent>"
    ruimte = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    inhoud = word(
        f"<w:p>{r('Ervoor.')}<w:r><mc:AlternateContent {ruimte}><mc:Choice><w:drawing>{kader}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{kader}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert teksten(inhoud) == ["Ervoor.", "In een kader."]


def test_contents_are_known_by_their_field_and_by_their_style() -> None:
    def veld(wat: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{wat}"/></w:r>'

    inhoud = word(
        f'<w:p>{veld("begin")}<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>{veld("separate")}'
        f"{r('Noord 3')}</w:p>"
        f"<w:p>{r('Zuid 5')}{veld('end')}</w:p>"
        + p("Oost 7", '<w:pStyle w:val="Inhopg1"/>')
        + p("Regio Noord-Nederland"),
        stijlen='<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>',
    )
    regels = lees_bron(inhoud, naam="lijst.docx").regels
    assert [regel.onderdeel for regel in regels] == [Onderdeel.VOORWERK] * 3 + [None]


def test_field_that_never_ends_hides_no_text() -> None:
    inhoud = word(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("Een.")}</w:p>' + p("Twee.")
    )
    regels = lees_bron(inhoud, naam="lijst.docx").regels
    assert [(regel.tekst, regel.onderdeel) for regel in regels] == [("Een.", None), ("Twee.", None)]


def test_hidden_text_comments_macros_and_links_out_are_told_and_not_read() -> None:
    delen: dict[str, Any] = {
        "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="1"><w:p>{r("Klopt dit?")}</w:p></w:comment>'
        "</w:comments>",
        "word/vbaProject.bin": b"macro",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIES}"><Relationship Id="r9" '
        f'Type="{DOCUMENT}/image" Target="http://voorbeeld.invalid/a.png" TargetMode="External"/></Relationships>',
    }
    inhoud = word(
        f"<w:p>{r('Zichtbaar.')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>Geheim.</w:t></w:r></w:p>",
        **delen,
    )
    assert teksten(inhoud) == ["Zichtbaar."]
    assert soorten(inhoud) == {
        "verborgen tekst niet overgenomen",
        "opmerking niet overgenomen",
        "macro’s genegeerd",
        "verwijzing niet geopend",
    }


def test_paragraphs_that_are_only_lines_are_given_as_lines() -> None:
    lijnen = [
        "❖ Het Rijk en de",
        "regio werken samen",
        "aan een plan voor de",
        "haven en de stad in",
        "het gebied en",
        "leggen dat vast.",
    ]
    regels = lees_bron(word("".join(p(lijn) for lijn in lijnen)), naam="lijst.docx").regels
    assert not any(regel.heel for regel in regels)


def test_document_without_text_is_refused() -> None:
    with pytest.raises(LijstFout, match="geen tekst die kan worden gelezen"):
        lees_bron(word(p(" ")), naam="lijst.docx")
