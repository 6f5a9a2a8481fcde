"""Lines over the years, tied by several people at once: each link is in order, and together they would go round."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import User
from agreements.models import Afspraak, Status, Verband
from agreements.services import statussen, verbanden
from agreements.services.statussen import wijzig_status
from agreements.services.verbanden import leg_verband
from tests.factories import AfspraakFactory, RijksredacteurFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def redacteur() -> User:
    return RijksredacteurFactory()


@pytest.fixture(autouse=True)
def _rustig_nagegaan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between finding that a line does not go round and writing the next piece of it there is time for another."""

    def daarna(oordeel: Callable[[Afspraak, Afspraak], bool]) -> Callable[[Afspraak, Afspraak], bool]:
        def trage(een: Afspraak, ander: Afspraak) -> bool:
            uitkomst = oordeel(een, ander)
            time.sleep(0.3)
            return uitkomst

        return trage

    for ruimte in (verbanden, statussen):
        monkeypatch.setattr(ruimte, "komt_voort_uit", daarna(verbanden.komt_voort_uit))


def tegelijk(*handelingen: Callable[[], Any]) -> list[str]:
    """Do these at the same moment; how each of them ended."""
    start = threading.Barrier(len(handelingen), timeout=10)
    uitkomsten: list[str] = []

    def doe(handeling: Callable[[], Any]) -> None:
        try:
            start.wait()
            handeling()
            uitkomsten.append("gelukt")
        except ValidationError:
            uitkomsten.append("geweigerd")
        finally:
            connection.close()

    draden = [threading.Thread(target=doe, args=[handeling]) for handeling in handelingen]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
    return sorted(uitkomsten)


def test_two_links_between_four_agreements_make_no_circle(redacteur: User) -> None:
    a, b, c, d = AfspraakFactory.create_batch(4)

    def leg(van: Afspraak, naar: Afspraak) -> None:
        leg_verband(van=van, soort=Verband.Soort.VERVOLG, naar=naar, by=redacteur)

    leg(b, a)
    leg(d, c)
    assert tegelijk(lambda: leg(c, b), lambda: leg(a, d)) == ["gelukt", "geweigerd"]


def test_two_agreements_do_not_become_each_others_successor(redacteur: User) -> None:
    a, b = AfspraakFactory.create_batch(2)

    def volg_op(van: Afspraak, door: Afspraak) -> None:
        wijzig_status(afspraak=van, naar=Status.OPGEVOLGD, opvolger=door, toelichting="Verder.", by=redacteur)

    assert tegelijk(lambda: volg_op(a, b), lambda: volg_op(b, a)) == ["gelukt", "geweigerd"]


def test_a_link_and_a_successor_make_no_circle(redacteur: User) -> None:
    a, b = AfspraakFactory.create_batch(2)
    assert tegelijk(
        lambda: leg_verband(van=a, soort=Verband.Soort.VERVOLG, naar=b, by=redacteur),
        lambda: wijzig_status(afspraak=a, naar=Status.OPGEVOLGD, opvolger=b, toelichting="Verder.", by=redacteur),
    ) == ["gelukt", "geweigerd"]
