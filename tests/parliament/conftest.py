"""The clock and the agreements of the tests of figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from accounts.actoren import SYSTEEM
from agreements.models import Afspraak
from agreements.services.statuspublicatie import publiceer_statussen
from tests import factories
from tests.parliament.cijferwereld import GEMAAKT, NU

AfspraakFactory: Any = factories.AfspraakFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory


@pytest.fixture
def klok() -> Iterator[Any]:
    """January 2025, when the agreements are made; a test goes on from there."""
    with time_machine.travel(GEMAAKT, tick=False) as reis:
        yield reis


@pytest.fixture
def rijk(db: None, klok: Any) -> Any:
    return RijksredacteurFactory()


@pytest.fixture
def afspraken(db: None, klok: Any) -> list[Afspraak]:
    """Four public agreements of 2024, the first of them done, and one that is context. Then it is March."""
    uit = [AfspraakFactory(afgerond=nummer == 0) for nummer in range(4)]
    AfspraakFactory(soort=Afspraak.Soort.CONTEXT)
    publiceer_statussen(afspraken=Afspraak.objects.all(), by=SYSTEEM)
    klok.move_to(NU)
    return uit
