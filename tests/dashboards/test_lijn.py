"""The lines of a gebied: where they are drawn, what the page shows of them, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from accounts.actoren import SYSTEEM
from agreements.models import Afspraak
from agreements.services.verbanden import leg_verband
from dashboards.lijnbeeld import BREED, HOOG, Beeld, teken
from regions.models import Gebied
from tests.agreements.test_lijnen import keten, maak
from tests.factories import GebiedFactory, RijksredacteurFactory


@dataclass(frozen=True)
class Eind:
    sleutel: str
    jaar: int


@dataclass(frozen=True)
class Streep:
    eerder: str
    later: str


def _teken(punten: str, *strepen: str) -> Beeld:
    """ "a2024 b2025", and "ab" for a link from a to b."""
    einden = [Eind(een[0], int(een[1:])) for een in punten.split()]
    return teken(einden, [Streep(*een) for een in strepen])


def _plek(beeld: Beeld) -> dict[str, tuple[int, int]]:
    return {vak.punt.sleutel: (vak.x, vak.y) for vak in beeld.vakken}


# --- the drawing -----------------------------------------------------------------------------------------------


def test_a_chain_that_goes_straight_on_is_drawn_straight() -> None:
    plek = _plek(_teken("a2024 b2025 c2026", "ab", "bc"))
    assert len({y for _, y in plek.values()}) == 1
    assert plek["a"][0] < plek["b"][0] < plek["c"][0]


def test_no_two_ends_cover_one_another() -> None:
    beeld = _teken("a2024 b2024 c2025 d2025 e2025 f2026", "ac", "ad", "ae", "be", "cf", "df", "ef")
    plekken = list(_plek(beeld).values())
    assert len(set(plekken)) == len(plekken) == 6
    assert all(x + BREED <= beeld.breedte and y + HOOG <= beeld.hoogte for x, y in plekken)


def test_a_year_without_ends_takes_no_column() -> None:
    """A line of 2020 and 2026 still fits on a telephone."""
    beeld = _teken("a2020 b2026", "ab")
    assert [jaar for jaar, _ in beeld.jaren] == [2020, 2026]
    assert beeld.breedte < 390


# --- the page --------------------------------------------------------------------------------------------------


@pytest.fixture
def peel(db: None) -> Gebied:
    gebied: Gebied = GebiedFactory.create(naam="De Peel")
    return gebied


def _lijn(peel: Gebied, *jaren: int, **anders: Any) -> list[Afspraak]:
    afspraken = [maak(jaar, verzamelingen__gebieden=[peel], **anders) for jaar in jaren]
    keten(*afspraken)
    return afspraken


def test_page_draws_each_line_with_the_same_as_a_list(client: Client, peel: Gebied) -> None:
    eerste, tweede, derde = _lijn(peel, 2023, 2024, 2025)
    pagina = client.get("/gebieden/de-peel/lijn/").content.decode()
    assert pagina.count('<svg class="lijnbeeld"') == 1
    for afspraak in (eerste, tweede, derde):
        assert pagina.count(f'href="{afspraak.get_absolute_url()}"') >= 2, "in the drawing and in the list"
    assert pagina.count('class="lijnbeeld__boog"') == 2
    assert "/gebieden/de-peel/lijn/" in client.get("/gebieden/de-peel/").content.decode()


def test_page_without_a_line_says_so(client: Client, peel: Gebied) -> None:
    maak(2024, verzamelingen__gebieden=[peel])
    assert "Nog geen lijn" in client.get("/gebieden/de-peel/lijn/").content.decode()


def test_page_does_not_tell_the_public_that_a_hidden_line_exists(client: Client, peel: Gebied) -> None:
    """Nor its first half: an agreement that is tied to something hidden only, is tied to nothing."""
    openbaar = maak(2024, verzamelingen__gebieden=[peel])
    geheim = maak(2026, "zuid", concept=True, verzamelingen__gebieden=[peel])
    zonder = client.get("/gebieden/de-peel/lijn/").content
    leg_verband(van=geheim, soort="vervolg_op", naar=openbaar, by=SYSTEEM)
    assert client.get("/gebieden/de-peel/lijn/").content == zonder
    client.force_login(RijksredacteurFactory())
    assert geheim.code in client.get("/gebieden/de-peel/lijn/").content.decode()


@pytest.mark.parametrize("aantal", [1, 25])
def test_page_runs_a_constant_number_of_queries(
    client: Client, peel: Gebied, aantal: int, django_assert_num_queries: Any
) -> None:
    for _ in range(aantal):
        _lijn(peel, 2024, 2025)
    # the gebied; what hangs together, where it begins, its links, agreements and successors; the public is not asked
    # about items of an agenda
    with django_assert_num_queries(6):
        client.get("/gebieden/de-peel/lijn/")
