from datetime import date

import pytest
import time_machine

from dashboards.templatetags.dashboards import nog, te_laat


@pytest.mark.parametrize(
    ("laatste_dag", "tekst"),
    [
        (date(2026, 6, 9), "1 dag over tijd"),
        (date(2026, 6, 1), "9 dagen over tijd"),
        (date(2026, 5, 1), "5 weken over tijd"),
        (date(2025, 6, 10), "12 maanden over tijd"),
        (date(2023, 6, 1), "3 jaar over tijd"),
    ],
)
def test_te_laat_says_how_long_ago_the_deadline_was(laatste_dag, tekst):
    with time_machine.travel("2026-06-10T12:00:00+02:00", tick=False):
        assert te_laat(laatste_dag) == tekst


def test_nog_says_how_long_there_is_left():
    with time_machine.travel("2026-06-10T12:00:00+02:00", tick=False):
        assert nog(date(2026, 6, 10)) == "vandaag"
        assert nog(date(2026, 6, 11)) == "nog 1 dag"
        assert nog(date(2026, 8, 1)) == "nog 7 weken"
