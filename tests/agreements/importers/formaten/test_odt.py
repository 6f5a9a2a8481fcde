"""OpenDocument text: what a reader of the printed page sees is what is read."""

from __future__ import annotations

from typing import Any

import pytest

from agreements.importers.formaten import lees_bron
from agreements.lijst import LijstFout, Onderdeel
from tests.agreements.importers.indelingen.weergave_odt import pak


def regels(inhoud: str) -> list[str]:
    return [regel.tekst for regel in lees_bron(pak(inhoud), naam="lijst.odt").regels]


def soorten(inhoud: bytes) -> set[str]:
    return {melding.soort for melding in lees_bron(inhoud, naam="lijst.odt").meldingen}


def test_white_space_counts_as_opendocument_counts_it() -> None:
    assert regels('<text:p>  Twee\n  regels<text:s text:c="2"/>wijd<text:tab/>na een tab</text:p>') == [
        "Twee regels  wijd na een tab"
    ]


def test_deleted_text_of_tracked_changes_is_not_read() -> None:
    inhoud = pak(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Weg.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Blijft.<text:change/></text:p>"
    )
    bron = lees_bron(inhoud, naam="lijst.odt")
    assert bron.tekst == "Blijft."
    assert [melding.soort for melding in bron.meldingen] == ["bijgehouden wijzigingen"]


def test_lists_in_lists_give_depth_bullet_and_number_and_only_the_first_paragraph_of_an_item_has_one() -> None:
    stijl = (
        '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="&#xF0B7;"/>'
        '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>'
    )
    bron = lees_bron(
        pak(
            '<text:list text:style-name="L"><text:list-item><text:p>Punt.</text:p><text:p>Vervolg.</text:p>'
            "<text:list><text:list-item><text:p>Een.</text:p></text:list-item><text:list-item><text:p>Twee.</text:p>"
            "</text:list-item></text:list></text:list-item></text:list>",
            automatisch=stijl,
        ),
        naam="lijst.odt",
    )
    assert [(regel.tekst, regel.lijstniveau) for regel in bron.regels] == [
        ("\uf0b7 Punt.", 0),
        ("Vervolg.", None),
        ("a) Een.", 1),
        ("b) Twee.", 1),
    ]


def test_note_contents_frame_and_table_each_find_their_place() -> None:
    bron = lees_bron(
        pak(
            "<text:table-of-content><text:index-body><text:p>Noord<text:tab/>3</text:p></text:index-body>"
            "</text:table-of-content>"
            "<text:p>Zin<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noot.</text:p>"
            "</text:note-body></text:note> verder.<draw:frame><draw:text-box><text:p>Kader.</text:p></draw:text-box>"
            "</draw:frame></text:p>"
            "<table:table><table:table-row><table:table-cell><text:p>4.</text:p></table:table-cell><table:table-cell>"
            "<text:p>Titel</text:p></table:table-cell></table:table-row></table:table>"
        ),
        naam="lijst.odt",
    )
    assert [regel.tekst for regel in bron.regels] == ["Noord 3", "Zin verder.", "Noot.", "Kader.", "4. Titel"]
    assert bron.regels[0].onderdeel is Onderdeel.VOORWERK
    assert [(melding.soort, melding.regel) for melding in bron.meldingen] == [("voetnoot", 3)]


def test_hidden_text_comment_macro_and_link_out_are_told_and_not_read() -> None:
    delen: dict[str, Any] = {"Basic/Standard/script.xml": b"macro"}
    inhoud = pak(
        '<text:p>Ja.<text:span text:style-name="V">Nee.</text:span><office:annotation><text:p>Klopt dit?</text:p>'
        '</office:annotation><draw:frame><draw:image xlink:href="http://voorbeeld.invalid/a.png"/></draw:frame></text:p>',
        automatisch='<style:style style:name="V" style:family="text"><style:text-properties text:display="none"/>'
        "</style:style>",
        **delen,
    )
    assert lees_bron(inhoud, naam="lijst.odt").tekst == "Ja."
    assert soorten(inhoud) == {
        "verborgen tekst niet overgenomen",
        "opmerking niet overgenomen",
        "macro’s genegeerd",
        "verwijzing niet geopend",
    }


def test_style_gives_heading_weight_and_size_by_inheritance() -> None:
    stijlen = (
        '<style:style style:name="Kop_20_1" style:family="paragraph" style:default-outline-level="1">'
        '<style:text-properties fo:font-weight="bold" fo:font-size="20pt"/></style:style>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Kop_20_1"/>'
    )
    [regel] = lees_bron(pak('<text:p text:style-name="P1">Regio</text:p>', stijlen=stijlen), naam="lijst.odt").regels
    assert (regel.kopniveau, regel.vet, regel.grootte) == (1, True, 20.0)


def test_document_without_text_is_refused() -> None:
    with pytest.raises(LijstFout, match="geen tekst die kan worden gelezen"):
        lees_bron(pak("<text:p/>"), naam="lijst.odt")
