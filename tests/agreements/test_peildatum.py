"""The past as it was shown: what is asked of a day now equals what was answered on that day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from agreements.models import Afspraak
from agreements.models.afspraak import AfspraakQuerySet
from agreements.peildatum import OngeldigePeildatum, lees_peildatum
from dashboards.tellingen import per_gebied, per_landsdeel, per_provincie, tel
from tests.agreements.terugblik import Terugblik, maak_terugblik

pytestmark = pytest.mark.django_db


@pytest.fixture
def terugblik() -> Terugblik:
    return maak_terugblik()


def _stand(user: Any, dag: date | None) -> dict[str, Any]:
    """All that rows and counts say to this reader: now, or of that day."""
    gezien: AfspraakQuerySet = Afspraak.objects.gezien_door(user, dag)
    rijen = gezien.in_lijst().for_list().lijstvolgorde()
    return {
        "rijen": [
            (
                rij.code, rij.tekst, rij.zicht_status, rij.zicht_status_op, rij.zicht_live, rij.soort, rij.is_gesplitst,
                rij.termijn_van, rij.termijn_tot, rij.is_over_tijd, rij.is_binnenkort, rij.is_gevolgd,
                [termijn.frase for termijn in rij.termijnen.all()],
            )
            for rij in rijen
        ],
        "gevolgd": sorted(gezien.gevolgd().values_list("code", flat=True)),
        "telling": tel(gezien),
        "per": [per(gezien) for per in (per_landsdeel, per_provincie, per_gebied)],
    }  # fmt: skip


def test_each_past_day_tells_every_reader_what_it_told_then(terugblik: Terugblik) -> None:
    toen = {(dag, wie): _stand(user, None) for dag in terugblik.leef() for wie, user in terugblik.readers.items()}
    assert len({repr(stand["rijen"]) for (_, wie), stand in toen.items() if wie == "rijk"}) >= 6
    assert len({repr(stand["rijen"]) for (_, wie), stand in toen.items() if wie == "publiek"}) >= 5
    for (dag, wie), stand in toen.items():
        nu = _stand(terugblik.readers[wie], dag)
        for wat, waarde in stand.items():
            assert nu[wat] == waarde, (dag, wie, wat)
    assert _stand(terugblik.rijk, terugblik.dagen[0] - timedelta(days=1))["rijen"] == []


@pytest.mark.parametrize("waarde", ["morgen", "2025-02-30", "1-3-2025", "0000-01-01", "2025-03-01T00", "99999-01-01"])
def test_what_is_no_day_is_refused_in_dutch(waarde: str) -> None:
    with pytest.raises(OngeldigePeildatum, match="geen datum die wij kennen"):
        lees_peildatum(waarde)


def test_a_day_to_come_is_refused_and_today_is_not() -> None:
    vandaag = timezone.localdate()
    assert lees_peildatum(f" {vandaag} ") == vandaag
    with pytest.raises(OngeldigePeildatum, match="moet nog komen"):
        lees_peildatum(str(vandaag + timedelta(days=1)))


def test_a_row_of_the_past_cannot_be_saved(terugblik: Terugblik) -> None:
    dag = next(terugblik.leef())
    rij = Afspraak.objects.op_peildatum(terugblik.rijk, dag).first()
    with pytest.raises(RuntimeError, match="zo wordt zij niet bewaard"):
        rij.save()
