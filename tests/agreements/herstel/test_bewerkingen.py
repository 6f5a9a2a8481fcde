"""Each repair changes the structure and no character, is found again by its text, and is left out when it is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.herstel import Bewerking, Ingreep, PastNiet, Stuk, lijst_van, lijst_voor_telling, pas_toe, rij_van
from agreements.herstel.bewerkingen import aanduiding, doe
from agreements.importers import lees_lijst, verantwoord
from agreements.lijst import Lijst, LijstFout, Onderdeel
from tests.strategieen import NASLAG, lijsten

RONDE: dict[str, Any] = {"soort": "bol", "jaar": 2031, "naslag": NASLAG}
BRON = """Regio Noord-Nederland

1. Ruimte voor water

Provincie Drenthe

❖ Rijk en regio stellen samen een plan op voor:
o het land,
o de stad.

❖ Partijen wijzen een trekker aan. Zij doen dat voor de zomer.

2. NOVEX-gebied De Peel

❖ Wie na
2032 begint, meldt dat eerst.
Een regel die los staat.
"""


def gelezen(bron: str = BRON) -> Lijst:
    return lees_lijst(bron.encode(), naam="lijst.txt", soort="bol", jaar=2031, naslag=NASLAG)


def rij(bron: str = BRON) -> list[Stuk]:
    return rij_van(gelezen(bron), bron)


def plaats(stukken: list[Stuk], begin: str) -> int:
    (gevonden,) = [nummer for nummer, stuk in enumerate(stukken) if stuk.deel.tekst.startswith(begin)]
    return gevonden


def bewerk(stukken: list[Stuk], begin: str, ingreep: Ingreep, **waarden: Any) -> Bewerking:
    return Bewerking(id=7, ingreep=ingreep, waarden=waarden, **aanduiding(stukken, plaats(stukken, begin)))


def herstel(stukken: list[Stuk], begin: str, ingreep: Ingreep, **waarden: Any) -> list[Stuk]:
    return doe(stukken, bewerk(stukken, begin, ingreep, **waarden))


def vorm(stukken: list[Stuk]) -> list[tuple[str, str]]:
    return [(stuk.deel.soort.value, stuk.deel.tekst) for stuk in stukken[1:]]


def tel(stukken: list[Stuk], bron: str = BRON) -> Any:
    return verantwoord(bron, lijst_voor_telling(stukken, **RONDE))


def test_row_of_a_list_makes_that_list_again() -> None:
    lijst = replace(gelezen(), meldingen=())
    gemaakt = lijst_van(rij(), **RONDE)
    kaal = lijst.met_elk_tekstblok(lambda deel, rubriek, blok: replace(blok, regel=None))
    assert gemaakt.lijst.met_elk_tekstblok(lambda deel, rubriek, blok: replace(blok, regel=None)) == kaal


@settings(max_examples=40)
@given(lijst=lijsten())
def test_row_of_any_legal_list_makes_that_list_again(lijst: Lijst) -> None:
    kaal = replace(lijst, meldingen=(), vervallen=()).met_elk_tekstblok(
        lambda deel, rubriek, blok: replace(
            blok, regel=None, code="", termijnen=(), statussen=(), partijen=(), wijziging=None
        )
    )
    gemaakt = lijst_van(rij_van(kaal, ""), soort=lijst.soort, jaar=lijst.jaar, naslag=NASLAG).lijst
    assert gemaakt.met_elk_tekstblok(lambda deel, rubriek, blok: replace(blok, regel=None)) == kaal


GEVALLEN: list[tuple[str, Ingreep, dict[str, Any]]] = [
    ("Partijen", Ingreep.SOORT, {"naar": "subpunt"}),
    ("Partijen", Ingreep.SOORT, {"naar": "inleiding"}),
    ("Partijen", Ingreep.SOORT, {"naar": "rubriek"}),
    ("Partijen", Ingreep.SOORT, {"naar": "provincie", "slug": "drenthe"}),
    ("Partijen", Ingreep.SOORT, {"naar": "landsdeel", "slug": "oost"}),
    ("Partijen", Ingreep.SOORT, {"naar": "voorwerk"}),
    ("Partijen", Ingreep.SOORT, {"naar": "bijschrift"}),
    ("Partijen", Ingreep.SOORT, {"naar": "titel"}),
    ("het land", Ingreep.SOORT, {"naar": "punt"}),
    ("Provincie Drenthe", Ingreep.SOORT, {"naar": "onderwerp"}),
    ("NOVEX-gebied", Ingreep.SOORT, {"naar": "punt"}),
    ("Een regel", Ingreep.SOORT, {"naar": "punt"}),
    ("NOVEX-gebied", Ingreep.HOORT_BIJ, {"slug": "lelylijn"}),
    ("NOVEX-gebied", Ingreep.NUMMER, {"nummer": "5"}),
    ("Partijen", Ingreep.SPLITS, {"plaats": 35}),
    ("NOVEX-gebied", Ingreep.SPLITS, {"plaats": 12}),
    ("Een regel", Ingreep.VOEG_SAMEN, {"erboven": "Wie na 2032 begint, meldt dat eerst."}),
    ("NOVEX-gebied", Ingreep.VOEG_SAMEN, {"erboven": "Partijen wijzen een trekker aan. Zij doen dat voor de zomer."}),
    ("Partijen", Ingreep.TEKEN, {"los": False}),
    ("Partijen", Ingreep.VERPLAATS, {"na": "NOVEX-gebied De Peel", "keer": 1, "van": 1}),
    ("Rijk en regio", Ingreep.VERPLAATS, {"na": "NOVEX-gebied De Peel", "keer": 1, "van": 1}),
    ("NOVEX-gebied", Ingreep.VERPLAATS, {"na": "de stad.", "keer": 1, "van": 1}),
]


@pytest.mark.parametrize(("begin", "ingreep", "waarden"), GEVALLEN)
def test_every_repair_leaves_the_characters_in_and_placed_as_they_are(begin, ingreep, waarden) -> None:
    voor, na = rij(), herstel(rij(), begin, ingreep, **waarden)
    assert vorm(voor) != vorm(na) or voor != na
    oud, nieuw = tel(voor), tel(na)
    assert (oud.tekens_in, oud.ontbreekt) == (nieuw.tekens_in, nieuw.ontbreekt) == (oud.tekens_in, ())
    # A bullet that is no bullet any more counts as layout: together they are all that came in.
    assert nieuw.geplaatst + nieuw.opmaak == oud.geplaatst + oud.opmaak == oud.tekens_in
    assert abs(nieuw.geplaatst - oud.geplaatst) <= 3


@settings(max_examples=60)
@given(data=st.data())
def test_any_row_of_repairs_keeps_every_character(data: st.DataObject) -> None:
    """Whatever is tried, in whatever order: what is done is accounted for, what cannot be done is refused."""
    stukken = rij()
    for _ in range(data.draw(st.integers(1, 6))):
        nummer = data.draw(st.integers(0, len(stukken) - 1))
        ingreep = data.draw(st.sampled_from([een for een in Ingreep if een is not Ingreep.AFBREKING]))
        ander = data.draw(st.integers(0, len(stukken) - 1))
        na = aanduiding(stukken, ander)
        waarden: Any = {
            Ingreep.SOORT: {"naar": data.draw(st.sampled_from(list(Onderdeel))).value, "slug": "drenthe"},
            Ingreep.HOORT_BIJ: {"slug": "oost"},
            Ingreep.NUMMER: {"nummer": "12"},
            Ingreep.SPLITS: {"plaats": data.draw(st.integers(0, 40))},
            Ingreep.VOEG_SAMEN: {"erboven": stukken[nummer - 1].deel.tekst},
            Ingreep.VERPLAATS: {"na": na["tekst"], "keer": na["keer"], "van": na["van"]},
            Ingreep.TEKEN: {"los": data.draw(st.booleans())},
            Ingreep.BEKEKEN: {},
        }[ingreep]
        bewerking = Bewerking(id=1, ingreep=ingreep, waarden=waarden, **aanduiding(stukken, nummer))
        try:
            nieuw = doe(stukken, bewerking)
            lijst_van(nieuw, **RONDE)
        except LijstFout:
            continue
        stukken = nieuw
    letters = sorted(teken for stuk in stukken for teken in stuk.volle_tekst if teken.isalnum() and teken != "o")
    begin = sorted(teken for stuk in rij() for teken in stuk.volle_tekst if teken.isalnum() and teken != "o")
    assert letters == begin


def test_heading_becomes_text_with_its_printed_number_and_back() -> None:
    als_punt = herstel(rij(), "NOVEX-gebied", Ingreep.SOORT, naar="punt")
    assert ("punt", "2. NOVEX-gebied De Peel") in vorm(als_punt)
    terug = herstel(als_punt, "2. NOVEX", Ingreep.SOORT, naar="rubriek")
    (kop,) = [stuk for stuk in terug if stuk.deel.tekst == "NOVEX-gebied De Peel"]
    assert (kop.deel.nummer, kop.gedrukt) == ("2", "2.")


def test_split_at_a_bullet_makes_a_point_with_that_bullet() -> None:
    bron = BRON.replace("aan. Zij", "aan ➢ zij")  # inside a sentence the reader leaves it to the user
    stukken = rij(bron)
    na = herstel(stukken, "Partijen", Ingreep.SPLITS, plaats=stukken[plaats(stukken, "Partijen")].deel.tekst.index("➢"))
    tweede = na[plaats(na, "zij")].deel
    assert (tweede.soort, tweede.teken) == (Onderdeel.PUNT, "➢")
    assert tel(na, bron).is_volledig


def test_point_that_moves_takes_its_sub_points_along() -> None:
    na = herstel(rij(), "Rijk en regio", Ingreep.VERPLAATS, na="NOVEX-gebied De Peel", keer=1, van=1)
    assert [tekst[:10] for _, tekst in vorm(na)][-6:-1] == [
        "NOVEX-gebi",
        "Rijk en re",
        "het land,",
        "de stad.",
        "Wie na 203",
    ]


def test_boundary_moves_when_the_heading_moves() -> None:
    na = herstel(rij(), "NOVEX-gebied", Ingreep.VERPLAATS, na="de stad.", keer=1, van=1)
    eerste, tweede = lijst_van(na, **RONDE).lijst.landsdelen[0].rubrieken
    assert len(list(eerste.tekstblokken)) == 1
    assert next(tweede.tekstblokken).tekst.startswith("Partijen")


@pytest.mark.parametrize(
    ("van", "naar", "mag"),
    [
        ("kust-zone", "kustzone", True),
        ("kust-zone", "kust- zone", True),
        ("kust-zone", "kunstzone", False),
        ("kust-zone", "kust-zone", False),
    ],
)
def test_only_the_hyphen_of_a_broken_word_can_be_decided(van: str, naar: str, mag: bool) -> None:
    bron = BRON.replace("samen een plan", "voor de kust-zone een plan")
    stukken = rij(bron)
    tekst = stukken[plaats(stukken, "Rijk en regio")].deel.tekst
    bewerking = bewerk(stukken, "Rijk en regio", Ingreep.AFBREKING, van=van, naar=naar, plaats=tekst.index("kust-zone"))
    if mag:
        assert naar in doe(stukken, bewerking)[plaats(stukken, "Rijk en regio")].deel.tekst
    else:
        with pytest.raises(PastNiet):
            doe(stukken, bewerking)


@pytest.mark.parametrize(
    ("begin", "ingreep", "waarden"),
    [
        ("Partijen", Ingreep.SOORT, {"naar": "punt"}),
        ("Partijen", Ingreep.NUMMER, {"nummer": "3"}),
        ("NOVEX-gebied", Ingreep.NUMMER, {"nummer": "<3>"}),
        ("Partijen", Ingreep.SPLITS, {"plaats": 0}),
        ("Partijen", Ingreep.SPLITS, {"plaats": 4000}),
        ("Partijen", Ingreep.VOEG_SAMEN, {"erboven": "iets anders"}),
        ("Partijen", Ingreep.VOEG_SAMEN, {"erboven": "de stad.", "naad": "zonder streepje"}),
        ("Partijen", Ingreep.HOORT_BIJ, {"slug": "drenthe"}),
        ("Partijen", Ingreep.TEKEN, {"los": True}),
        ("Een regel", Ingreep.TEKEN, {"los": False}),
        ("Regio Noord", Ingreep.VOEG_SAMEN, {"erboven": "Afsprakenlijst BO Leefomgeving 2031"}),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(begin, ingreep, waarden) -> None:
    with pytest.raises(PastNiet, match=r"^[A-Z].+\.$|streepje|cijfers"):
        herstel(rij(), begin, ingreep, **waarden)


def test_list_without_a_landsdeel_is_no_list() -> None:
    zonder = herstel(rij(), "Regio Noord", Ingreep.SOORT, naar="onderwerp")
    with pytest.raises(LijstFout, match="kop van een landsdeel"):
        lijst_van(zonder, **RONDE)


def test_act_on_text_that_is_read_otherwise_is_told_and_not_done() -> None:
    bewerking = bewerk(rij(), "Partijen", Ingreep.SOORT, naar="subpunt")
    anders = BRON.replace("Partijen wijzen", "Partijen kiezen")
    uitkomst = pas_toe(rij(anders), [bewerking])
    assert uitkomst.rij == rij(anders)
    ((niet, reden),) = uitkomst.niet_toegepast
    assert niet == bewerking
    assert "komt zo niet meer voor" in reden


def test_act_on_what_is_something_else_already_is_not_done() -> None:
    bewerking = bewerk(rij(), "Een regel", Ingreep.SOORT, naar="punt")
    anders = BRON.replace("Een regel die", "❖ Een regel die")
    ((_, reden),) = pas_toe(rij(anders), [bewerking]).niet_toegepast
    assert "geen alinea meer" in reden


def test_act_on_one_of_several_same_texts_finds_the_right_one_or_none() -> None:
    bron = BRON.replace("2. NOVEX-gebied De Peel", "2. NOVEX-gebied De Peel\n\nProvincie Drenthe")
    stukken = rij(bron)
    tweede = [nummer for nummer, stuk in enumerate(stukken) if stuk.deel.tekst == "Provincie Drenthe"][1]
    bewerking = Bewerking(id=1, ingreep=Ingreep.HOORT_BIJ, waarden={"slug": "groningen"}, **aanduiding(stukken, tweede))
    assert doe(stukken, bewerking)[tweede].deel.slug == "groningen"
    ((_, reden),) = pas_toe(rij(), [bewerking]).niet_toegepast
    assert "1 keer voor in plaats van 2 keer" in reden


def test_act_that_makes_no_list_is_left_out_and_the_others_are_done() -> None:
    stukken = rij()
    fout = bewerk(stukken, "Regio Noord", Ingreep.SOORT, naar="onderwerp")
    goed = bewerk(stukken, "Partijen", Ingreep.SOORT, naar="subpunt")
    uitkomst = pas_toe(stukken, [fout, goed], toets=lambda rij: lijst_van(rij, **RONDE))
    assert [een for een, _ in uitkomst.niet_toegepast] == [fout]
    assert ("subpunt", stukken[plaats(stukken, "Partijen")].deel.tekst) in vorm(uitkomst.rij)


def test_act_survives_json() -> None:
    bewerking = bewerk(rij(), "Partijen", Ingreep.SOORT, naar="subpunt")
    assert Bewerking.uit_json(bewerking.als_json()) == bewerking
