"""The tree of the agenda: numbers follow the place, whatever is moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.agendaboom import BoomFout, Knoop, Richting, Verhouding, boom, kan, nummers, stap, zet

PUNTEN = [(1, "1"), (2, "2"), (21, "2.1"), (22, "2.2"), (221, "2.2.1"), (3, "3")]


def nu(wortel: Knoop) -> list[tuple[int, str]]:
    return list(nummers(wortel).items())


def test_numbers_of_an_untouched_tree_are_what_they_were() -> None:
    assert nu(boom(PUNTEN)) == PUNTEN


def test_item_stands_under_the_nearest_item_that_is_there() -> None:
    assert nu(boom([(1, "2"), (2, "2.1.1"), (3, "4.7")])) == [(1, "1"), (2, "1.1"), (3, "2")]


@pytest.mark.parametrize(
    ("sleutel", "richting", "wordt"),
    [
        (22, Richting.OMHOOG, [(1, "1"), (2, "2"), (22, "2.1"), (221, "2.1.1"), (21, "2.2"), (3, "3")]),
        (2, Richting.OMLAAG, [(1, "1"), (3, "2"), (2, "3"), (21, "3.1"), (22, "3.2"), (221, "3.2.1")]),
        (22, Richting.IN, [(1, "1"), (2, "2"), (21, "2.1"), (22, "2.1.1"), (221, "2.1.1.1"), (3, "3")]),
        (22, Richting.UIT, [(1, "1"), (2, "2"), (21, "2.1"), (22, "3"), (221, "3.1"), (3, "4")]),
    ],
)
def test_step_takes_along_what_stands_under_it(sleutel: int, richting: Richting, wordt: list[tuple[int, str]]) -> None:
    wortel = boom(PUNTEN)
    stap(wortel, sleutel, richting)
    assert nu(wortel) == wordt


@pytest.mark.parametrize(
    ("sleutel", "richting"), [(1, Richting.OMHOOG), (3, Richting.OMLAAG), (21, Richting.IN), (2, Richting.UIT)]
)
def test_step_that_is_not_there_is_refused(sleutel: int, richting: Richting) -> None:
    wortel = boom(PUNTEN)
    assert not kan(wortel, sleutel, richting)
    with pytest.raises(BoomFout, match="kan niet verder"):
        stap(wortel, sleutel, richting)
    assert nu(wortel) == PUNTEN


def test_item_cannot_stand_under_itself_nor_where_it_is_not() -> None:
    wortel = boom(PUNTEN)
    for verhouding, bij in ((Verhouding.IN, 2), (Verhouding.NA, 221), (Verhouding.IN, 99)):
        with pytest.raises(BoomFout):
            zet(wortel, 2, verhouding, bij)
    assert nu(wortel) == PUNTEN


def test_tree_goes_no_deeper_than_four_levels() -> None:
    wortel = boom([*PUNTEN, (2211, "2.2.1.1"), (2212, "2.2.1.2")])
    assert not kan(wortel, 2212, Richting.IN)
    with pytest.raises(BoomFout, match="te diep"):
        zet(wortel, 3, Verhouding.IN, 2211)


@given(st.data())
def test_no_move_loses_an_item_or_leaves_a_gap(data: st.DataObject) -> None:
    wortel = boom(PUNTEN)
    for _ in range(5):
        sleutel, bij = (data.draw(st.sampled_from([een for een, _ in PUNTEN])) for _ in range(2))
        try:
            zet(wortel, sleutel, data.draw(st.sampled_from(Verhouding)), bij)
        except BoomFout:
            continue
    assert sorted(nummers(wortel)) == sorted(sleutel for sleutel, _ in PUNTEN)
    # Read back from its own numbers it is the same tree.
    assert nu(boom(nu(wortel))) == nu(wortel)
