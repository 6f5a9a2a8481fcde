"""check_history proves the momentopnamen too: whatever is changed in one past the guards is found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.management.commands.check_history import Command
from agreements.services.controle import controleer_geschiedenis
from monitoring.models import Momentopname, Momentopnameregel
from monitoring.services.rondes import sluit_ronde
from tests.agreements.test_check_history import met_de_hand
from tests.monitoring.wereld import Wereld, maak_open_ronde

REGEL, KOP = Momentopnameregel._meta.db_table, Momentopname._meta.db_table


@pytest.fixture
def momentopname(wereld: Wereld) -> Momentopname:
    return sluit_ronde(monitorronde=maak_open_ronde(wereld), by=wereld.coordinator)


def sql(opdracht: str, *waarden: str | int) -> None:
    with met_de_hand(), connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)
        assert cursor.rowcount == 1


def _som(tekst: str) -> str:
    return hashlib.sha256(tekst.encode()).hexdigest()


def ander_woord(momentopname: Momentopname) -> None:
    regel = momentopname.regels.earliest("volgorde")
    sql(f"UPDATE {REGEL} SET inhoud = %s WHERE id = %s", regel.inhoud.replace("plan", "park"), regel.pk)


def ander_woord_met_eigen_som(momentopname: Momentopname) -> None:
    ander_woord(momentopname)
    regel = momentopname.regels.earliest("volgorde")
    sql(f"UPDATE {REGEL} SET sha256 = %s WHERE id = %s", _som(regel.inhoud), regel.pk)


def alle_sommen_opnieuw(momentopname: Momentopname) -> None:
    ander_woord_met_eigen_som(momentopname)
    sommen = momentopname.regels.order_by("volgorde").values_list("sha256", flat=True)
    sql(f"UPDATE {KOP} SET sha256 = %s WHERE id = %s", _som("\n".join(sommen)), momentopname.pk)


def regel_weg(momentopname: Momentopname) -> None:
    sql(f"DELETE FROM {REGEL} WHERE id = %s", momentopname.regels.latest("volgorde").pk)


def alles_weg(momentopname: Momentopname) -> None:
    while regel := momentopname.regels.first():
        sql(f"DELETE FROM {REGEL} WHERE id = %s", regel.pk)
    sql(f"DELETE FROM {KOP} WHERE id = %s", momentopname.pk)


@pytest.mark.parametrize(
    ("doe", "melding"),
    [
        (ander_woord, "de stand op plaats 1 is niet meer wat is bevroren."),
        (ander_woord_met_eigen_som, "de standen samen zijn niet meer wat is bevroren."),
        (alle_sommen_opnieuw, "het controlegetal is niet meer wat bij het sluiten in het logboek is gezet."),
        (regel_weg, "er zijn 3 standen bevroren, en nu zijn er 2."),
        (alles_weg, "de ronde is gesloten, maar de momentopname ontbreekt."),
    ],
)
def test_a_changed_snapshot_is_found(
    momentopname: Momentopname, doe: Callable[[Momentopname], None], melding: str
) -> None:
    assert controleer_geschiedenis() == []
    doe(momentopname)
    (gebrek,) = controleer_geschiedenis()
    assert (gebrek.soort, gebrek.waar) == ("momentopname", f"monitorronde {momentopname.monitorronde_id}")
    assert gebrek.melding == melding


def test_command_counts_the_snapshots_and_stops_with_1_when_one_was_changed(
    momentopname: Momentopname, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("check_history", stdout=(uit := StringIO()))
    assert "3 afspraken" in uit.getvalue()
    assert uit.getvalue().endswith(" 0 besluiten, 1 momentopnamen, 0 cijfers.\n")
    ander_woord(momentopname)
    # A command that ends a process closes its connections; this process goes on.
    monkeypatch.setattr("django.core.management.base.connections", SimpleNamespace(close_all=lambda: None))
    with pytest.raises(SystemExit) as einde:
        Command().run_from_argv(["manage.py", "check_history"])
    assert einde.value.code == 1
    gezegd, fout = capsys.readouterr()
    assert gezegd == (
        f"monitorronde {momentopname.monitorronde_id}: de stand op plaats 1 is niet meer wat is bevroren.\n"
    )
    assert fout == "De geschiedenis is niet in orde: 1 gebrek gevonden.\n"
    with pytest.raises(CommandError):
        call_command("check_history", stdout=StringIO())


def test_the_check_asks_the_same_for_one_snapshot_and_for_two(wereld: Wereld, momentopname: Momentopname) -> None:
    def vragen() -> int:
        with CaptureQueriesContext(connection) as gezien:
            assert controleer_geschiedenis() == []
        return len(gezien)

    eerst = vragen()
    sluit_ronde(monitorronde=maak_open_ronde(wereld, naam="Nog een keer"), by=wereld.coordinator)
    assert vragen() == eerst
