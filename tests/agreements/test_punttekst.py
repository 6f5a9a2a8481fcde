"""What a text that was typed says: the same as when it had been read from a document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agreements.dossier import Agendablok, Agendapunt, Agendasoort, Bloksoort, Dossier, Invulling, Voorstel
from agreements.importers.dossier import lees_dossier
from agreements.importers.dossier.opmaak import alineas_uit_html
from agreements.importers.dossier.punten import sjabloonzinnen
from agreements.lijst import LijstFout
from agreements.punttekst import Bloktekst, lees_blok, met_tekst, punttekst, te_schrijven, tekst_van_punt, uit_json
from tests.agreements.importers.dossier.voorbeeld import DOSSIER

AFSPRAKEN = Bloksoort.VOORGESTELDE_AFSPRAKEN


def lees(bron: bytes, jaar: int, landsdeel: str) -> Dossier:
    return lees_dossier(bron, naam="dossier.md", soort="bol", jaar=jaar, landsdeel=landsdeel).dossier


def test_every_block_that_was_read_says_the_same_when_it_is_typed(echt_document: Any) -> None:
    """But that a document knows lists by their style, and typed text by its bullets only."""
    echt = lees(echt_document("dossier-noordwest-bol-2026.md").read_bytes(), 2026, "noordwest")
    for dossier in (lees(DOSSIER.encode(), 2031, "oost"), echt):
        zinnen = sjabloonzinnen(alineas_uit_html(dossier.opbouw))
        for blok in (blok for punt in dossier.agendapunten for blok in punt.blokken):
            getypt = lees_blok(Bloktekst(soort=blok.soort, deel=blok.deel, html=blok.html), zinnen)
            assert getypt == blok


def test_a_point_is_a_proposal_and_a_paragraph_with_a_colon_its_lead_in() -> None:
    html = "<p>Samen:</p><ul><li>Een.<ul><li>Sub.</li></ul></li><li>PM</li></ul><p>Los gezegd.</p>"
    blok = lees_blok(Bloktekst(soort=AFSPRAKEN, html=html), frozenset())
    assert blok.voorstellen == (
        Voorstel(tekst="Een.", subpunten=("Sub.",), inleiding="Samen:"),
        Voorstel(tekst="PM", invulling=Invulling.PM, inleiding="Samen:"),
        Voorstel(tekst="Los gezegd."),
    )


@pytest.mark.parametrize(
    ("html", "invulling"),
    [
        ("", Invulling.LEEG),
        ("<p>PM</p>", Invulling.PM),
        ("<ul><li>Schrijf hier wat er straks in de lijst komt te staan.</li></ul>", Invulling.SJABLOON),
        ("<p>PM</p><p>Echt.</p>", Invulling.ECHT),
    ],
)
def test_how_far_a_block_is_follows_from_its_text(html: str, invulling: Invulling) -> None:
    opbouw = "<ul><li>Schrijf hier wat er straks in de lijst komt te staan.</li></ul>"
    punt = Agendapunt(nummer="1", titel="a", blokken=(Agendablok(soort=AFSPRAKEN, html="<p>was</p>"),))
    tekst = punttekst(versie="", opmerkingen=[], blokken=[Bloktekst(soort=AFSPRAKEN, html=html)])
    (blok,) = met_tekst(punt, tekst, opbouw=opbouw).blokken
    assert blok.invulling == invulling


def test_an_item_has_the_blocks_that_its_soort_allows() -> None:
    hamer = Agendapunt(nummer="1", titel="a", soort=Agendasoort.HAMERPUNT)
    assert [blok.soort for blok in te_schrijven(hamer)] == [Bloksoort.IN_HET_KORT, AFSPRAKEN]
    punt = replace(hamer, soort=Agendasoort.BESPREEKPUNT, blokken=(Agendablok(soort=Bloksoort.BESPREEKPUNTEN),))
    assert [blok.soort for blok in te_schrijven(punt)] == list(Bloksoort)


def test_what_the_text_does_not_name_stays_and_an_empty_block_is_not_made() -> None:
    toelichting = Agendablok(soort=Bloksoort.TOELICHTING, html="<p>Blijft.</p>")
    hamer = Agendapunt(nummer="1", titel="a", soort=Agendasoort.HAMERPUNT, blokken=(toelichting,))
    kort, afspraken = te_schrijven(hamer)
    tekst = punttekst(versie="V1", opmerkingen=[" ", "Status?"], blokken=[kort, replace(afspraken, html="x")])
    nieuw = met_tekst(hamer, tekst, opbouw="")
    assert [blok.soort for blok in nieuw.blokken] == [AFSPRAKEN, Bloksoort.TOELICHTING]
    assert (nieuw.versie, nieuw.opmerkingen, nieuw.blokken[1]) == ("V1", ("Status?",), toelichting)


def test_text_survives_being_kept_as_json() -> None:
    tekst = tekst_van_punt(lees(DOSSIER.encode(), 2031, "oost").agendapunten[3])
    assert uit_json(tekst.als_json()) == tekst
    with pytest.raises(LijstFout, match="geen tekst van een agendapunt"):
        uit_json({"versie": ""})
