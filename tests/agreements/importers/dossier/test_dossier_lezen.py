"""Reading a dossier: what each line is, what is not filled in, and that nothing is dropped."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.dossier import Agendapunt, Agendasoort, Bloksoort, Dossier, Invulling, Zijde
from agreements.dossier_json import naar_json, uit_json
from agreements.importers.dossier import Gelezen, lees_dossier
from agreements.importers.dossier.markdown import lees_markdown
from agreements.importers.dossier.verantwoording import verantwoord
from agreements.lijst import LijstFout
from tests.agreements.importers.dossier.voorbeeld import DOSSIER


def lees(tekst: str = DOSSIER, *, naam: str = "dossier.md", jaar: int = 2031, landsdeel: str = "oost") -> Gelezen:
    return lees_dossier(tekst.encode(), naam=naam, soort="bol", jaar=jaar, landsdeel=landsdeel)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return lees().dossier


def punt(dossier: Dossier, nummer: str) -> Agendapunt:
    return next(een for een in dossier.agendapunten if een.nummer == nummer)


def soorten(dossier: Dossier) -> list[str]:
    return [melding.soort for melding in dossier.meldingen]


# --- title page, agenda, deelnemers, bijlagen ------------------------------------------------------------------


def test_title_page_gives_the_particulars_of_the_overleg(dossier: Dossier) -> None:
    assert dossier.titel == "Gezamenlijk dossier BO Leefomgeving Oost 2031"
    assert dossier.versie == "conceptversie 3-2"
    assert (dossier.datum, dossier.begin, dossier.eind) == (date(2031, 3, 4), time(13), time(14, 30))
    assert dossier.locatie == "Dorpshuis De Brug, Molenweg 1"
    assert dossier.regels == (
        "<p>Zo houden wij het kort:</p><ul><li>alleen wat een besluit vraagt;</li><li>weinig bijlagen.</li></ul>"
    )


def test_agenda_is_kept_as_printed_and_speakers_go_to_their_item(dossier: Dossier) -> None:
    assert [(regel.nummer, regel.titel) for regel in dossier.agenda] == [
        ("", "Inloop"),
        ("1", "Opening"),
        ("1.1", "Welkom"),
        ("2", "Bruggen en water"),
        ("2.1", "De nieuwe brug"),
        ("2.2", "Gebieds-visie rivier"),
        ("3", "Hamerpunten"),
    ]
    assert punt(dossier, "1").wie == ("Minister van Dijken", "gedeputeerde Water", "bestuurders regio")
    assert punt(dossier, "1").begin == time(13)
    # A note in the column of speakers is no speaker, and PM is nobody yet.
    assert punt(dossier, "2.1").wie == ()
    assert "Plek nog kiezen" in punt(dossier, "2.1").opmerkingen
    assert punt(dossier, "2.2").wie == ()


def test_agenda_and_dossier_that_differ_are_told(dossier: Dossier) -> None:
    assert "afgebroken titel in de agenda" in soorten(dossier)
    assert [een.tekst for een in dossier.meldingen if een.soort == "agendapunt staat niet in de agenda"] == [
        "3.1 Verlenging van de regeling"
    ]


def test_deelnemers_without_the_places_that_are_still_open(dossier: Dossier) -> None:
    assert [(een.zijde, een.naam, een.ondersteuning) for een in dossier.deelnemers] == [
        (Zijde.RIJK, "Minister van Dijken", False),
        (Zijde.REGIO, "Gedeputeerde Water", False),
        (Zijde.RIJK, "Een secretaris", True),
    ]
    assert dossier.deelnemers_tekst == "<p>De zaal is klein.</p>"


def test_bijlagen_without_empty_rows(dossier: Dossier) -> None:
    assert [(een.nummer, een.naam, een.informatie) for een in dossier.bijlagen] == [("1", "Kaart van de brug", "op A3")]


# --- agendapunten ----------------------------------------------------------------------------------------------


def test_every_numbered_item_with_its_level_and_soort(dossier: Dossier) -> None:
    """The example before the first chapter has numbers too and is no item."""
    assert [(een.nummer, een.niveau, een.soort) for een in dossier.agendapunten] == [
        ("1", 1, Agendasoort.MEDEDELING),
        ("1.1", 2, Agendasoort.MEDEDELING),
        ("2", 1, Agendasoort.BESPREEKPUNT),
        ("2.1", 2, Agendasoort.BESPREEKPUNT),
        ("2.2", 2, Agendasoort.BESPREEKPUNT),
        ("3", 1, Agendasoort.HAMERPUNT),
        ("3.1", 2, Agendasoort.HAMERPUNT),
    ]
    assert punt(dossier, "1.1").titel == "Welkom"


def test_version_labels_and_notes_to_the_letter(dossier: Dossier) -> None:
    brug = punt(dossier, "2.1")
    assert brug.versie == "V02 60% 1-2"
    assert brug.opmerkingen == ("Kaart erbij?", "Aandachtspunt: cijfers nalopen", "Plek nog kiezen")
    assert punt(dossier, "2.2").opmerkingen[0] == "Status?"
    hamerpunt = punt(dossier, "3.1")
    assert (hamerpunt.versie, hamerpunt.opmerkingen) == ("conceptversie 9 januari", ("nog inkorten",))


def test_text_of_a_block_is_clean_html_with_sentences_and_lists_mended(dossier: Dossier) -> None:
    kort = next(blok for blok in punt(dossier, "2.1").blokken if blok.soort == Bloksoort.IN_HET_KORT)
    assert kort.html == (
        "<ul><li>De brug is <strong>oud</strong> en draagt 40 m<sup>3</sup> water &amp; zand.</li>"
        "<li>De kosten zijn door de partijen van het gebied samen geraamd. Daarvoor is nodig:"
        "<ul><li>een plan;</li><li>geld.</li></ul></li></ul>"
    )
    toelichting = punt(dossier, "2.1").blokken[-1]
    assert toelichting.soort == Bloksoort.TOELICHTING
    assert toelichting.html == "<ol><li>Eerst dit.</li><li>Dan dat.</li></ol>"


def test_proposed_agreements_with_lead_in_and_nested_points(dossier: Dossier) -> None:
    """A heading with a number that cannot follow is a lead-in; what leans on a point stands below it."""
    gelezen = [(een.inleiding, een.tekst, een.subpunten) for een in punt(dossier, "2.1").voorstellen]
    assert gelezen == [
        ("Rijk en regio spreken af dat:", "De brug in 2034 opengaat.", ()),
        (
            "Rijk en regio spreken af dat:",
            "Zij daarvoor:",
            (
                "samen geld zoeken;",
                "één plan maken.",
                "En daarnaast werkt het gebied aan:",
                "een veerpont;",
                "een fietspad.",
            ),
        ),
        ("2. Rijk en regio zeggen ook toe;", "Elk jaar verslag te doen.", ()),
    ]
    assert {"alinea als subpunt gelezen", "genummerde regel als tekst gelezen"} <= set(soorten(dossier))


def test_item_in_parts_stays_one_item(dossier: Dossier) -> None:
    visie = punt(dossier, "2.2")
    assert [(blok.deel, blok.invulling) for blok in visie.blokken] == [
        ("NOTA eerste helft (1/2)", Invulling.SJABLOON),
        ("NOTA eerste helft (1/2)", Invulling.SJABLOON),
        ("NOTA tweede helft (2/2)", Invulling.ECHT),
    ]
    assert [(een.tekst, een.subpunten) for een in visie.voorstellen][1:] == [
        ("De visie krijgt twee delen, te weten:", ("de oever;", "het water.")),
        ("De visie is af in 2033.", ()),
    ]


def test_what_is_not_filled_in_is_not_counted_as_an_agreement(dossier: Dossier) -> None:
    """Also a template of which somebody changed a letter."""
    assert dossier.tellingen() == {
        "agendapunten": 7,
        "blokken_voorgesteld": {"echt": 2, "sjabloon": 1, "pm": 1},
        "voorgestelde_afspraken": 5,
    }


def test_html_in_a_source_is_text_or_gone() -> None:
    tekst = DOSSIER.replace("De brug is **oud**", 'Zie <script>kwaad()</script> <a href="javascript:x">hier</a>')
    alles = json.dumps(naar_json(lees(tekst).dossier))
    assert "<script" not in alles
    assert "javascript" not in alles
    assert "kwaad()" in alles


# --- nothing is dropped ----------------------------------------------------------------------------------------


def test_every_character_is_accounted_for() -> None:
    gelezen = lees()
    rekening = gelezen.verantwoording
    assert rekening.is_volledig, rekening.ontbreekt
    assert rekening.tekens_in == rekening.geplaatst + rekening.verwerkt


def test_account_sees_what_a_reader_would_have_dropped() -> None:
    """The check itself can fail: a dossier without its items does not hold the text of the source."""
    rijen, _ = lees_markdown(DOSSIER)
    zonder = replace(lees().dossier, agendapunten=())
    gemist = verantwoord(rijen, zonder, ())
    assert any("Elk jaar verslag te doen." in een.tekst for een in gemist.ontbreekt)


@settings(max_examples=40)
@given(st.lists(st.sampled_from([een for een in DOSSIER.split("\n\n") if not een.startswith("|")]), max_size=12))
def test_paragraphs_in_any_order_lose_nothing(alineas: list[str]) -> None:
    """Whatever stands where, each character has a place or a melding with its line."""
    tekst = "\n\n".join(["# Dossier Oost 2031", "## C. Dossier", "## 1. Begin", *alineas, "## 9. Slot"])
    gelezen = lees(tekst)
    rekening = gelezen.verantwoording
    ontbreekt = sum(len("".join(een.tekst.split())) for een in rekening.ontbreekt)
    assert rekening.tekens_in <= rekening.geplaatst + rekening.verwerkt + ontbreekt
    assert uit_json(json.loads(json.dumps(naar_json(gelezen.dossier)))) == gelezen.dossier


# --- JSON ------------------------------------------------------------------------------------------------------


def test_json_has_the_shape_of_the_contract_and_comes_back(dossier: Dossier) -> None:
    data = json.loads(json.dumps(naar_json(dossier)))
    assert {"soort", "jaar", "landsdeel", "titel", "versie", "datum", "begin", "eind", "locatie"} <= set(data)
    assert (data["datum"], data["begin"], data["eind"]) == ("2031-03-04", "13:00", "14:30")
    assert data["deelnemers"] == {"rijk": ["Minister van Dijken"], "regio": ["Gedeputeerde Water"]}
    een = next(een for een in data["agendapunten"] if een["nummer"] == "2.1")
    assert een["soort"] == "bespreekpunt"
    assert een["bespreekpunten"] == {"leeg": False, "html": "<p>Wat vraagt dit van <em>iedereen</em>?</p>"}
    assert een["voorgestelde_afspraken"][2]["tekst"] == "Elk jaar verslag te doen."
    welkom = next(een for een in data["agendapunten"] if een["nummer"] == "1.1")
    assert welkom["in_het_kort"]["leeg"]
    assert welkom["toelichting"] == {"leeg": True, "html": ""}
    assert uit_json(data) == dossier


@pytest.mark.parametrize("weg", ["soort", "agendapunten", "bijlagen"])
def test_json_that_is_no_dossier_is_refused(dossier: Dossier, weg: str) -> None:
    data = naar_json(dossier)
    del data[weg]
    with pytest.raises(LijstFout, match="geen dossier in JSON"):
        uit_json(data)


# --- refusals --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "kenmerken", "reden"),
    [
        (DOSSIER, {"landsdeel": "zuid"}, "landsdeel zuid"),
        (DOSSIER, {"jaar": 2030}, "het jaar 2030"),
        (DOSSIER, {"naam": "dossier.xls"}, "extensie .xls"),
        ("# Een brief\n\nBeste mensen.", {}, "geen genummerd agendapunt"),
        ("", {}, "leeg"),
    ],
)
def test_what_is_no_dossier_of_this_overleg_is_refused(tekst: str, kenmerken: dict[str, object], reden: str) -> None:
    """A dossier loaded under another landsdeel would be seen by the people of that landsdeel."""
    with pytest.raises(LijstFout, match=reden):
        lees(tekst, **kenmerken)  # type: ignore[arg-type]


# --- the real draft --------------------------------------------------------------------------------------------


@pytest.fixture
def echt(echt_document: Callable[[str], Path]) -> Gelezen:
    pad = echt_document("dossier-noordwest-bol-2026.md")
    return lees_dossier(pad, naam=pad.name, soort="bol", jaar=2026, landsdeel="noordwest")


def test_real_draft_counts(echt: Gelezen) -> None:
    assert echt.dossier.tellingen() == {
        "agendapunten": 26,
        "blokken_voorgesteld": {"echt": 6, "sjabloon": 7, "pm": 1},
        "voorgestelde_afspraken": 16,
    }
    per_punt = {
        een.nummer: (len(list(een.voorstellen)), sum(len(voorstel.subpunten) for voorstel in een.voorstellen))
        for een in echt.dossier.agendapunten
        if any(voorstel.invulling == Invulling.ECHT for voorstel in een.voorstellen)
    }
    assert per_punt == {"2.3": (5, 8), "2.5.4": (6, 7), "5.1": (1, 0), "6.1": (4, 0)}


def test_real_draft_numbers_notes_and_agenda(echt: Gelezen) -> None:
    dossier = echt.dossier
    nummers = [een.nummer for een in dossier.agendapunten]
    assert nummers == sorted(nummers, key=lambda nummer: [int(deel) for deel in nummer.split(".")])
    assert "2.5.4.1" in nummers
    assert (dossier.datum, dossier.begin, dossier.eind) == (date(2026, 9, 9), time(10, 30), time(12))
    assert punt(dossier, "2.3").versie == "V05 80% 19-5"
    assert punt(dossier, "5.1").versie == "conceptversie 12 mei"
    assert punt(dossier, "5.1").soort == Agendasoort.HAMERPUNT
    assert punt(dossier, "2.4.2").opmerkingen == ("Status?",)
    assert len(dossier.agenda) == 26
    assert [een.wie for een in dossier.agendapunten if een.nummer == "1.2.1"] == [("Minister van Defensie",)]
    assert dossier.deelnemers == ()
    assert dossier.bijlagen == ()


def test_real_draft_loses_nothing(echt: Gelezen) -> None:
    assert echt.verantwoording.is_volledig, echt.verantwoording.ontbreekt
    assert "niet geplaatst" not in soorten(echt.dossier)
    assert uit_json(json.loads(json.dumps(naar_json(echt.dossier)))) == echt.dossier
