"""The rules by which statements become an answer, each on the smallest case; they never guess."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from instruments.stand import ONBEKEND, RANG, Antwoord, Bronverwijzing, Optelling, Plek, Uiting, stand_op

A, B, C = (Plek(slug, slug.upper()) for slug in "abc")
BRIEF, LIJST = Bronverwijzing("brief"), Bronverwijzing("lijst")
DAG = date(2024, 11, 6)


def zegt(plek: Plek, stand: str, **meer: Any) -> Uiting:
    velden = {"bron": BRIEF, "van": DAG, "tot": DAG, "moment": "6 november 2024", "tekst": f"{plek.naam} {stand}"}
    return Uiting(plek=plek.slug, stand=stand, **{**velden, **meer})


def antwoord(op: date, *uitingen: Uiting, tellingen: tuple[Optelling, ...] = ()) -> Antwoord:
    return stand_op(op, plekken=[A, B, C], uitingen=uitingen, tellingen=tellingen)


def stand(gegeven: Antwoord, plek: Plek = A) -> str:
    regel = gegeven.regel_van(plek.slug)
    assert regel is not None
    return regel.stand


def test_a_moment_counts_from_its_last_day() -> None:
    jaar = zegt(A, "vastgesteld", van=date(2023, 1, 1), tot=date(2023, 12, 31), moment="2023")
    assert stand(antwoord(date(2023, 12, 31), jaar)) == "vastgesteld"
    # Somewhere in that year: on a day in it nobody knows.
    assert stand(antwoord(date(2023, 6, 1), jaar)) == ONBEKEND
    # A first version that was adopted later was not adopted before.
    assert stand(antwoord(date(2022, 12, 31), jaar)) == "niet vastgesteld"


def test_an_adoption_without_a_first_day_says_nothing_of_earlier_days() -> None:
    al_eerder = zegt(A, "vastgesteld", van=None)
    assert stand(antwoord(date(2024, 11, 5), al_eerder)) == ONBEKEND


def test_what_is_missing_stays_so_until_the_moment_passed_for_which_it_was_foreseen() -> None:
    procesafspraak = zegt(A, "in voorbereiding", voorzien="najaar 2025", voorzien_tot=date(2025, 12, 20))
    assert stand(antwoord(date(2025, 12, 20), procesafspraak)) == "in voorbereiding"
    assert stand(antwoord(date(2025, 12, 21), procesafspraak)) == ONBEKEND


def test_two_sources_of_one_overleg_count_for_what_both_support() -> None:
    gegeven = antwoord(DAG, zegt(A, "aangeboden"), zegt(A, "vastgesteld", bron=LIJST))
    assert stand(gegeven) == "aangeboden"
    (een,) = gegeven.tegenspraken
    assert {bron.titel for _, bron in een.uitspraken} == {"brief", "lijst"}


def test_published_is_no_step_and_ends_what_was_being_prepared() -> None:
    voorbereiding, uit = zegt(A, "in voorbereiding"), zegt(A, ONBEKEND, tot=date(2025, 3, 31))
    assert stand(antwoord(date(2025, 3, 30), voorbereiding, uit)) == "in voorbereiding"
    assert stand(antwoord(date(2025, 3, 31), voorbereiding, uit)) == ONBEKEND
    assert stand(antwoord(date(2025, 3, 31), zegt(A, "aangeboden"), uit)) == "aangeboden"
    later = zegt(A, "vastgesteld", van=date(2025, 6, 1), tot=date(2025, 6, 1))
    assert stand(antwoord(date(2025, 3, 31), uit, later)) == "niet vastgesteld"


def test_one_source_may_tell_of_two_acts_in_one_overleg() -> None:
    gegeven = antwoord(DAG, zegt(A, "aangeboden"), zegt(A, "vastgesteld"))
    assert (stand(gegeven), gegeven.tegenspraken) == ("vastgesteld", ())


def test_a_later_version_in_preparation_does_not_undo_the_first() -> None:
    gegeven = antwoord(DAG, zegt(A, "vastgesteld"), zegt(A, "in voorbereiding", volgnummer=2))
    assert stand(gegeven) == "vastgesteld"


def test_a_total_leaves_open_who_is_not_named() -> None:
    telling = Optelling(aantal=1, totaal=3, stand="vastgesteld", bron=BRIEF, van=DAG, tot=DAG, tekst="1 van 3")
    gegeven = antwoord(DAG, zegt(A, "in voorbereiding"), tellingen=(telling,))
    assert (gegeven.vastgesteld, gegeven.onbekend, [plek.slug for plek in gegeven.niet_vastgesteld]) == (1, 1, ["a"])
    assert {stand(gegeven, plek) for plek in (B, C)} == {ONBEKEND}


def test_total_and_names_together_can_leave_no_doubt() -> None:
    telling = Optelling(aantal=2, totaal=3, stand="vastgesteld", bron=BRIEF, van=DAG, tot=DAG, tekst="2 van 3")
    gegeven = antwoord(DAG, zegt(A, "in voorbereiding"), tellingen=(telling,))
    assert {stand(gegeven, plek) for plek in (B, C)} == {"vastgesteld"}


def test_what_was_adopted_since_a_total_is_added_to_it() -> None:
    telling = Optelling(aantal=2, totaal=3, stand="vastgesteld", bron=BRIEF, van=DAG, tot=DAG, tekst="2 van 3")
    later = date(2025, 6, 11)
    gegeven = antwoord(
        later, zegt(A, "in voorbereiding"), zegt(A, "vastgesteld", van=later, tot=later), tellingen=(telling,)
    )
    assert (gegeven.vastgesteld, gegeven.niet_vastgesteld, gegeven.onbekend) == (3, (), 0)


def test_a_total_of_another_number_of_places_is_not_used() -> None:
    telling = Optelling(aantal=5, totaal=8, stand="vastgesteld", bron=BRIEF, van=DAG, tot=DAG, tekst="5 van 8")
    assert antwoord(DAG, tellingen=(telling,)).onbekend == 3


dagen = st.dates(date(2023, 1, 1), date(2026, 12, 31))


@st.composite
def uitingen(draw: st.DrawFn) -> Uiting:
    van, tot = sorted((draw(dagen), draw(dagen)))
    return zegt(
        draw(st.sampled_from([A, B, C])),
        draw(st.sampled_from(list(RANG))),
        bron=draw(st.sampled_from([BRIEF, LIJST])),
        van=draw(st.sampled_from([van, None])),
        tot=tot,
        volgnummer=draw(st.integers(1, 2)),
        voorzien_tot=draw(st.sampled_from([None, tot])),
    )


@given(st.lists(uitingen(), max_size=8), st.integers(0, 3), dagen, dagen)
def test_numbers_always_add_up_and_nothing_is_adopted_that_nobody_said(
    gezegd: list[Uiting], aantal: int, moment: date, op: date
) -> None:
    telling = Optelling(
        aantal=aantal, totaal=3, stand="vastgesteld", bron=BRIEF, van=moment, tot=moment, tekst=f"{aantal} van 3"
    )
    for tellingen in ((), (telling,)):
        gegeven = antwoord(op, *gezegd, tellingen=tellingen)
        assert sum(gegeven.per_stand.values()) + gegeven.onbekend == gegeven.totaal == 3
        if not tellingen:
            genoemd = {uiting.plek for uiting in gezegd if uiting.stand == "vastgesteld"}
            assert {regel.plek.slug for regel in gegeven.regels if regel.stand == "vastgesteld"} <= genoemd
