"""What changed between two editions: every difference is named, and no difference means that they read the same."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.lijst import LOSSE_ALINEA, Blok, Landsdeellijst, Lijst, Onderdeel, Rubriek, Tekstblok, Wijziging
from agreements.services.wijzigingen import Lijstverschil, Verschilsoort, met_wijzigingen, verschil_tussen
from tests.strategieen import lijsten
from tests.voorbeeldlijsten import lange_lijst


def punt(code: str, tekst: str = "", *subpunten: str, **velden: Any) -> Tekstblok:
    velden = {"teken": "❖", **velden}
    return Tekstblok(code=code, tekst=tekst or f"Tekst van {code}.", subpunten=subpunten, **velden)


def lijst(*blokken: Blok, titel: str = "Lijst", rubriek: str = "Wonen", nummer: str = "1", kop: str = "Zuid") -> Lijst:
    deel = Landsdeellijst(
        landsdeel="zuid", kop=kop, rubrieken=(Rubriek(nummer=nummer, titel=rubriek, blokken=blokken),)
    )
    return Lijst(soort="bol", jaar=2030, titel=titel, landsdelen=(deel,))


def blok(*punten: Tekstblok, **velden: Any) -> Blok:
    return Blok(tekstblokken=punten, **velden)


A, B, C, D = (punt(letter) for letter in "ABCD")
BASIS = lijst(blok(A, B, C))


def soorten(verschil: Lijstverschil) -> list[tuple[str, str]]:
    return [(een.code, een.soort.value) for een in verschil.teksten]


@pytest.mark.parametrize(
    ("nieuw", "verwacht"),
    [
        (BASIS, []),
        (lijst(blok(A, D, B, C)), [("D", "toegevoegd")]),
        (lijst(blok(A, C)), [("B", "vervallen")]),
        (lijst(blok(B, C)), [("A", "vervallen")]),
        (lijst(blok(A, punt("B", "Anders."), C)), [("B", "gewijzigd")]),
        (lijst(blok(A, punt("B", B.tekst, "Een subpunt."), C)), [("B", "gewijzigd")]),
        (lijst(blok(A, C, B)), [("C", "verplaatst")]),
        (lijst(blok(C, A, B)), [("C", "verplaatst")]),
        (lijst(blok(A, B), blok(C, onderwerp="Water")), [("C", "verplaatst")]),
        (lijst(blok(D)), [("A", "vervallen"), ("B", "vervallen"), ("C", "vervallen"), ("D", "toegevoegd")]),
    ],
)
def test_text_blocks_are_told_apart_by_their_code(nieuw: Lijst, verwacht: list[tuple[str, str]]) -> None:
    assert soorten(verschil_tussen(BASIS, nieuw)) == verwacht


def test_reworded_block_tells_old_and_new_words_with_its_sub_bullets() -> None:
    oud, nieuw = lijst(blok(punt("A", "Rijk doet het.", "Eerst."))), lijst(blok(punt("A", "Regio doet het.", "Later.")))
    (een,) = verschil_tussen(oud, nieuw).teksten
    assert (een.oud, een.nieuw) == ("Rijk doet het.\n– Eerst.", "Regio doet het.\n– Later.")
    assert een.plaats == "Zuid › 1 Wonen"


def test_moved_block_tells_under_which_headings() -> None:
    oud = lijst(blok(A, B, provincie_kop="Limburg"), blok(C, D, provincie_kop="Brabant"))
    nieuw = lijst(blok(A, provincie_kop="Limburg"), blok(B, C, D, provincie_kop="Brabant"))
    (een,) = verschil_tussen(oud, nieuw).teksten
    assert (een.code, een.soort) == ("B", Verschilsoort.VERPLAATST)
    assert (een.was_plaats, een.plaats) == ("Zuid › 1 Wonen › Limburg", "Zuid › 1 Wonen › Brabant")


def test_other_sign_or_form_is_a_change_that_says_what() -> None:
    oud = lijst(blok(punt("A"), punt("B")))
    nieuw = lijst(blok(punt("A", teken="•"), punt("B", teken=None, soort=LOSSE_ALINEA)))
    teken, vorm = verschil_tussen(oud, nieuw).teksten
    assert teken.opmerking == "Het opsommingsteken was “❖” en is nu “•”."
    assert "Dit was een opsommingspunt en is nu een losse alinea." in vorm.opmerking


@pytest.mark.parametrize(
    ("nieuw", "verwacht"),
    [
        (lijst(blok(A, B, C), titel="Andere"), [("titel", "gewijzigd", "Lijst", "Andere")]),
        (lijst(blok(A, B, C), kop="Regio Zuid"), [("landsdeel", "gewijzigd", "Zuid", "Regio Zuid")]),
        (lijst(blok(A, B, C), rubriek="Werken"), [("rubriek", "gewijzigd", "1 Wonen", "1 Werken")]),
        (lijst(blok(A, B, C), nummer="2"), [("rubriek", "gewijzigd", "1 Wonen", "2 Wonen")]),
        (lijst(blok(A, B, C, provincie_kop="Limburg")), [("provincie", "toegevoegd", "", "Limburg")]),
        (lijst(blok(A, B, C, onderwerp="Water")), [("onderwerp", "toegevoegd", "", "Water")]),
        (lijst(blok(A, B, C, inleiding="Samen:")), [("inleiding", "toegevoegd", "", "Samen:")]),
    ],
)
def test_headings_and_lead_ins_are_compared(nieuw: Lijst, verwacht: list[tuple[str, ...]]) -> None:
    def koppen(verschil: Lijstverschil) -> list[tuple[str, ...]]:
        return [(een.onderdeel.value, een.soort.value, een.oud, een.nieuw) for een in verschil.koppen]

    heen = verschil_tussen(BASIS, nieuw)
    assert koppen(heen) == verwacht
    assert heen.teksten == ()
    omgekeerd = {"toegevoegd": "vervallen", "gewijzigd": "gewijzigd"}
    assert koppen(verschil_tussen(nieuw, BASIS)) == [
        (onderdeel, omgekeerd[soort], wordt, was) for onderdeel, soort, was, wordt in verwacht
    ]


def test_rubriek_in_front_does_not_make_everything_behind_it_changed() -> None:
    """Blokken are known by their text blocks, not by their place."""
    nieuw = replace(
        BASIS,
        landsdelen=(
            replace(
                BASIS.landsdelen[0],
                rubrieken=(
                    Rubriek(nummer="0", titel="Vooraf", blokken=(blok(D),)),
                    *BASIS.landsdelen[0].rubrieken,
                ),
            ),
        ),
    )
    verschil = verschil_tussen(BASIS, nieuw)
    assert soorten(verschil) == [("D", "toegevoegd")]
    assert [(een.onderdeel, een.nieuw) for een in verschil.koppen] == [(Onderdeel.RUBRIEK, "0 Vooraf")]


def test_what_the_register_knows_beside_the_text_is_no_difference() -> None:
    anders = BASIS.met_elk_tekstblok(lambda deel, rubriek, blok: replace(blok, soort="ambitie", regel=7))
    assert not verschil_tussen(BASIS, anders)


def test_counts_say_how_much_changed() -> None:
    verschil = verschil_tussen(BASIS, lijst(blok(punt("A", "Anders."), D), rubriek="Werken"))
    assert verschil.tellingen == {"toegevoegd": 1, "vervallen": 2, "gewijzigd": 1, "verplaatst": 0, "koppen": 1}


# --- every shape of list ---------------------------------------------------------------------------------------


def _gelezen(een: Lijst) -> list[Any]:
    """What a reader sees, in order; worked out apart from the code under test."""
    uit: list[Any] = [een.titel]
    for deel in een.landsdelen:
        uit.append((deel.landsdeel, deel.kop))
        for rubriek in deel.rubrieken:
            uit.append((rubriek.nummer, rubriek.titel))
            for blok in rubriek.blokken:
                uit += [kop for kop in (blok.provincie_kop, blok.onderwerp, blok.inleiding) if kop]
                uit += [(een.code, een.tekst, een.subpunten, een.teken) for een in blok.tekstblokken]
    return uit


@settings(max_examples=12)
@given(oud=lijsten(max_landsdelen=2).map(Lijst.met_codes), nieuw=lijsten(max_landsdelen=2).map(Lijst.met_codes))
def test_no_difference_means_that_the_lists_read_the_same(oud: Lijst, nieuw: Lijst) -> None:
    assert not verschil_tussen(oud, oud)
    if not verschil_tussen(oud, nieuw):
        assert _gelezen(oud) == _gelezen(nieuw)


@settings(max_examples=12)
@given(oud=lijsten(max_landsdelen=2).map(Lijst.met_codes), data=st.data())
def test_every_added_dropped_and_reworded_block_is_named(oud: Lijst, data: st.DataObject) -> None:
    codes = [een.code for een in oud.tekstblokken]
    weg = set(data.draw(st.lists(st.sampled_from(codes), unique=True)) if codes else [])
    anders = set(data.draw(st.lists(st.sampled_from(codes), unique=True)) if codes else []) - weg

    def zonder(blok: Blok) -> Blok:
        return replace(
            blok,
            tekstblokken=tuple(
                replace(een, tekst=f"{een.tekst} en meer") if een.code in anders else een
                for een in blok.tekstblokken
                if een.code not in weg
            ),
        )

    nieuw = replace(
        oud,
        landsdelen=tuple(
            replace(
                deel,
                rubrieken=tuple(replace(r, blokken=tuple(zonder(blok) for blok in r.blokken)) for r in deel.rubrieken),
            )
            for deel in oud.landsdelen
        ),
    )
    heen = dict(soorten(verschil_tussen(oud, nieuw)))
    assert {code for code, soort in heen.items() if soort == "vervallen"} == weg
    assert {code for code, soort in heen.items() if soort == "gewijzigd"} == anders
    terug = dict(soorten(verschil_tussen(nieuw, oud)))
    assert {code for code, soort in terug.items() if soort == "toegevoegd"} == weg


def test_order_is_told_by_the_fewest_blocks_that_moved() -> None:
    letters = [punt(f"{nummer:03d}") for nummer in range(60)]
    geschud = letters[:]
    geschud.insert(3, geschud.pop(50))
    geschud.insert(40, geschud.pop(10))
    verschil = verschil_tussen(lijst(blok(*letters)), lijst(blok(*geschud)))
    assert {een.code for een in verschil.teksten} == {"050", geschud[40].code}


def test_long_lists_are_compared_in_no_time() -> None:
    """Ten times the real list, all of it in another order: the work grows with the length and not with its square."""
    import time

    oud = lange_lijst(10).met_codes()
    willekeur = random.Random(1)

    def schud(blok: Blok) -> Blok:
        punten = list(blok.tekstblokken)
        willekeur.shuffle(punten)
        return replace(blok, tekstblokken=tuple(punten))

    nieuw = replace(
        oud,
        landsdelen=tuple(
            replace(
                deel,
                rubrieken=tuple(replace(r, blokken=tuple(schud(blok) for blok in r.blokken)) for r in deel.rubrieken),
            )
            for deel in oud.landsdelen
        ),
    )
    begin = time.process_time()
    assert verschil_tussen(oud, nieuw).tellingen["verplaatst"]
    assert time.process_time() - begin < 1


# --- in an export ----------------------------------------------------------------------------------------------


def test_list_with_changes_marks_each_block_and_names_what_has_gone() -> None:
    nieuw = lijst(blok(punt("A", "Anders."), D, C))
    uit = met_wijzigingen(nieuw, verschil_tussen(BASIS, nieuw), vervallen=(B,))
    assert [een.wijziging for een in uit.tekstblokken] == [
        Wijziging(soort="gewijzigd", was="Tekst van A."),
        Wijziging(soort="nieuw"),
        None,
    ]
    assert uit.vervallen == (B,)
