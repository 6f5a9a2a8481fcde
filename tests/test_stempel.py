"""What is put back row by row is what was written, and the next row comes after it."""

from __future__ import annotations

import pytest
from django.db import transaction

from regions.models import Gebied, Landsdeel
from tests.factories import GebiedFactory, LandsdeelFactory
from tests.stempel import Stempel

pytestmark = pytest.mark.django_db


def _schrijf(geroepen: list[str]) -> None:
    geroepen.append("ja")
    zuid = LandsdeelFactory.create(slug="zuid", naam="Zuid 'en' \"meer\"\n\\ é", geladen={"naam": ["a", None, 1.5]})
    for nummer in range(3):
        GebiedFactory.create(naam=f"Gebied {nummer} van het stempel", landsdelen=[zuid])


def _stand() -> object:
    gebieden = {een: sorted(een.landsdelen.values_list("pk", flat=True)) for een in Gebied.objects.order_by("pk")}
    return list(Landsdeel.objects.order_by("pk").values()), list(Gebied.objects.order_by("pk").values()), gebieden


def test_rows_come_back_as_they_were_written() -> None:
    geroepen: list[str] = []
    stempel = Stempel(lambda: _schrijf(geroepen))
    standen = []
    for _ in range(2):
        with transaction.atomic():
            stempel.zet()
            standen.append(_stand())
            laatste = Gebied.objects.order_by("pk").last()
            assert laatste is not None
            assert GebiedFactory.create(naam="Nog een").pk > laatste.pk
            transaction.set_rollback(True)
    assert standen[0] == standen[1]
    assert geroepen == ["ja"]


def test_where_something_stands_already_it_is_written_anew() -> None:
    geroepen: list[str] = []
    stempel = Stempel(lambda: _schrijf(geroepen))
    with transaction.atomic():
        stempel.zet()
        transaction.set_rollback(True)
    LandsdeelFactory.create(slug="noord")
    stempel.zet()
    assert geroepen == ["ja", "ja"]
    assert set(Landsdeel.objects.values_list("slug", flat=True)) == {"noord", "zuid"}
