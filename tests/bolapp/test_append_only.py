"""History is for ever: the database refuses what nobody may do, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.state import ProjectState
from django.utils import timezone

from agreements.models import Statuswijziging
from bolapp.append_only import AppendOnly, append_only_tables, install, remove, triggers_missing
from tests.factories import AfspraakFactory
from tests.guards import guards_lifted

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijziging():
    return AfspraakFactory(afgerond=True).statuswijzigingen.get(nummer=1)


def refused(*words: str):
    """The block must fail with our own sentence."""
    return pytest.raises(IntegrityError, match="alleen-toevoegen: " + "|".join(words))


def test_new_rows_are_welcome(wijziging):
    assert Statuswijziging.objects.count() == 2


def test_saving_a_row_again_is_refused(wijziging):
    wijziging.toelichting = "achteraf mooier gemaakt"
    with refused("UPDATE"), transaction.atomic():
        wijziging.save()
    wijziging.refresh_from_db()
    assert wijziging.toelichting == ""


def test_update_of_a_queryset_is_refused(wijziging):
    with refused("UPDATE"), transaction.atomic():
        Statuswijziging.objects.update(door_naam="iemand anders")


def test_bulk_update_is_refused(wijziging):
    wijziging.rol = "beheerder"
    with refused("UPDATE"), transaction.atomic():
        Statuswijziging.objects.bulk_update([wijziging], ["rol"])


def test_deleting_is_refused(wijziging):
    with refused("DELETE"), transaction.atomic():
        wijziging.delete()
    assert Statuswijziging.objects.filter(pk=wijziging.pk).exists()


@pytest.mark.parametrize("table", append_only_tables())
def test_raw_sql_is_refused(wijziging, table):
    if table != Statuswijziging._meta.db_table:
        fill(table, wijziging)
    with refused("DELETE"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    with refused("UPDATE"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id")


def fill(table: str, wijziging: Statuswijziging) -> None:
    """One row in another append-only table, for a trigger per row to have something to refuse."""
    from accounts.actoren import SYSTEEM
    from accounts.models import Auditregel
    from agreements.models import (
        Afspraak,
        Afspraakwijziging,
        Beslispunt,
        Besluitregel,
        Bewijsstuk,
        Bezwaarbesluit,
        Dossier,
        Dossierversie,
        Fasewijziging,
        Inzage,
        Kenmerkwijziging,
        Oudedagen,
        Oudekenmerk,
        Oudetermijnen,
        Oudewoorden,
        Overdracht,
        Puntversie,
        Reactie,
        Statuspublicatie,
        Statusvoorstel,
        Tekstwijziging,
        Termijnwijziging,
        Uitgave,
        Uitgavebestand,
        Uitgavedeel,
        Verband,
        Verbandafwijzing,
        Verbandeinde,
        Voorstelbewijs,
        Voorsteloordeel,
    )
    from agreements.models.ondertekend import handtekening
    from agreements.services.toen import (
        bewaar_kenmerken,
        bewaar_tekst,
        bewaar_termijnen,
        bewaar_woorden,
        lees_kenmerken,
    )
    from agreements.services.zittingen import hamer_af
    from instruments.models import Bron, Uitspraak
    from parliament.models import Cijferpublicatie, Cijferversie, Hoeveelheidversie, Motiewijziging
    from tests.agreements.afstemming import leg_bezwaar_vast
    from tests.factories import (
        CijferversieFactory,
        HoeveelheidversieFactory,
        MotieFactory,
        TekstblokFactory,
        ThemaFactory,
        UitgaveFactory,
    )
    from tests.monitoring.wereld import monitor_een_keer
    from tests.zittingen import maak_zitting

    if table == Auditregel._meta.db_table:
        Auditregel.objects.create(actie="test", actor="test")
    elif table == Overdracht._meta.db_table:
        Overdracht.objects.create(soort="contact", van_naam="wie", naar_naam="wie", reden="om", **handtekening(SYSTEEM))
    elif table == Bewijsstuk._meta.db_table:
        Bewijsstuk.objects.create(wijziging=wijziging, naam="brief", url="https://voorbeeld.nl/brief")
    elif table in (model._meta.db_table for model in (Uitgave, Uitgavebestand, Uitgavedeel)):
        UitgaveFactory.create(ronde=wijziging.afspraak.overleg.ronde)
    elif table == Dossierversie._meta.db_table:
        dossier = Dossier.objects.create(overleg=wijziging.afspraak.overleg, titel="Dossier")
        Dossierversie.objects.create(dossier=dossier, nummer=1, inhoud="{}", sha256="0" * 64, op=timezone.now())
    elif table == Puntversie._meta.db_table:
        dossier = Dossier.objects.create(overleg=wijziging.afspraak.overleg, titel="Dossier")
        Puntversie.objects.create(
            dossier=dossier, punt_id=1, nummer=1, inhoud="{}", sha256="0" * 64, **handtekening(SYSTEEM)
        )
    elif table in (model._meta.db_table for model in (Beslispunt, Besluitregel)):
        hamer_af(zitting=maak_zitting(), by=SYSTEEM)
    elif table in (model._meta.db_table for model in (Statusvoorstel, Voorstelbewijs, Voorsteloordeel)):
        voorstel = Statusvoorstel.objects.create(
            afspraak=wijziging.afspraak, versie=1, van=wijziging.naar, naar="afgerond", op=timezone.now()
        )
        Voorstelbewijs.objects.create(voorstel=voorstel, naam="brief", url="https://voorbeeld.nl/brief")
        Voorsteloordeel.objects.create(voorstel=voorstel, uitkomst="ingetrokken", op=timezone.now())
    elif table in (model._meta.db_table for model in (Verband, Verbandeinde)):
        verband = Verband.objects.create(van=wijziging.afspraak, soort="vervolg_op", naar=AfspraakFactory.create())
        Verbandeinde.objects.create(verband=verband, reden="Klopt niet.", op=timezone.now())
    elif table == Verbandafwijzing._meta.db_table:
        ander = AfspraakFactory.create()
        for doel in ({"eerder": ander}, {"naar_ronde": ander.overleg.ronde}):
            Verbandafwijzing.objects.create(later=wijziging.afspraak, **doel, **handtekening(SYSTEEM))
    elif table in (model._meta.db_table for model in (Reactie, Bezwaarbesluit)):
        leg_bezwaar_vast()
    elif table == Afspraakwijziging._meta.db_table:
        Afspraakwijziging.objects.create(
            afspraak=wijziging.afspraak,
            soort_oud="ambitie",
            besluit_oud="onbekend",
            gesplitst_oud=False,
            **handtekening(SYSTEEM),
        )
    elif table == Statuspublicatie._meta.db_table:
        Statuspublicatie.objects.create(afspraak=wijziging.afspraak, status="afgerond", **handtekening(SYSTEEM))
    elif table in (Kenmerkwijziging._meta.db_table, Oudekenmerk._meta.db_table):
        afspraak = wijziging.afspraak
        afspraak.themas.add(ThemaFactory.create())
        bewaar_kenmerken(kenmerken=lees_kenmerken(Afspraak.objects.filter(pk=afspraak.pk)), by=SYSTEEM)
    elif table == Oudewoorden._meta.db_table:
        bewaar_woorden({wijziging.afspraak_id: "water"})
    elif table == Oudetermijnen._meta.db_table:
        bewaar_termijnen(afspraken=[wijziging.afspraak])
    elif table == Oudedagen._meta.db_table:
        Oudedagen.objects.create(ronde=wijziging.afspraak.overleg.ronde, op=timezone.now())
    elif table == Tekstwijziging._meta.db_table:
        bewaar_tekst(tekstblok=TekstblokFactory.create(), by=SYSTEEM)
    elif table == Termijnwijziging._meta.db_table:
        Termijnwijziging.objects.create(
            afspraak=wijziging.afspraak, nummer=1, aanleiding="bevestiging", **handtekening(SYSTEEM)
        )
    elif table == Fasewijziging._meta.db_table:
        ronde = wijziging.afspraak.overleg.ronde
        Fasewijziging.objects.create(ronde=ronde, nummer=1, van="concept", naar="gehouden", op=timezone.now())
    elif table == Inzage._meta.db_table:
        Inzage.objects.create(ronde=wijziging.afspraak.overleg.ronde, fase="concept", soort="afspraak", sleutel="x")
    elif table == Uitspraak._meta.db_table:
        bron = Bron.objects.create(sleutel="brief", titel="Brief", datum=date(2024, 11, 30))
        Uitspraak.objects.create(soort="feit", tekst="Er is iets gezegd.", bron=bron, **handtekening(SYSTEEM))
    elif table.startswith("monitoring_"):
        monitor_een_keer()
    elif table == Hoeveelheidversie._meta.db_table:
        HoeveelheidversieFactory.create()
    elif table in (model._meta.db_table for model in (Cijferversie, Cijferpublicatie)):
        CijferversieFactory.create(gepubliceerd=True)
    elif table == Motiewijziging._meta.db_table:
        MotieFactory.create(stand="open")
    else:
        pytest.fail(f"{table} is nieuw: laat deze test er een rij in zetten")


def test_overwriting_a_row_is_refused(wijziging):
    table = Statuswijziging._meta.db_table
    columns = ", ".join(field.column for field in Statuswijziging._meta.local_concrete_fields)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # REPLACE deletes the old row without telling a DELETE trigger.
            other_pk = columns.replace("id,", "id + 1000,", 1)
            with refused("INSERT"), transaction.atomic():
                cursor.execute(f"REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}")
            with refused("INSERT"), transaction.atomic():
                cursor.execute(f"REPLACE INTO {table} ({columns}) SELECT {other_pk} FROM {table}")
        else:
            upsert = f"ON CONFLICT (id) DO UPDATE SET naar = {table}.van"
            with refused("UPDATE"), transaction.atomic():
                cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} {upsert}")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with open checks cannot be truncated
            with refused("TRUNCATE"), transaction.atomic():
                cursor.execute(f"TRUNCATE {table} CASCADE")
            with refused("DELETE"), transaction.atomic():
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute(f"DELETE FROM {table}")
    assert Statuswijziging.objects.count() == 2


def test_every_append_only_table_is_guarded_after_all_migrations():
    assert Statuswijziging._meta.db_table in append_only_tables()
    assert triggers_missing(connection) == []


def editor_within_the_test():
    """A schema editor whose statements are undone with the test; entered, it would want no transaction."""
    return connection.SchemaEditorClass(connection, atomic=False)


def test_a_missing_guard_is_found_by_readyz_and_check(client):
    table = Statuswijziging._meta.db_table
    remove(editor_within_the_test(), table)
    assert triggers_missing(connection) == [table]
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["onderdelen"]["historie"]) == (
        503,
        "1 tabel(len) niet beschermd",
    )
    with pytest.raises(SystemCheckError, match=table):
        call_command("check", databases=["default"])

    install(editor_within_the_test(), Statuswijziging)
    assert triggers_missing(connection) == []
    assert client.get("/readyz").status_code == 200


def test_operation_puts_the_guard_on_and_takes_it_off():
    operation = AppendOnly("statuswijziging")
    state = ProjectState.from_apps(apps)
    editor = editor_within_the_test()
    operation.database_backwards("agreements", editor, state, state)
    assert triggers_missing(connection) == [Statuswijziging._meta.db_table]
    operation.database_forwards("agreements", editor, state, state)
    assert triggers_missing(connection) == []


def test_operation_can_be_written_into_a_migration():
    operation = AppendOnly("statuswijziging")
    assert operation.deconstruct() == ("AppendOnly", ("statuswijziging",), {})
    assert operation.migration_name_fragment == "statuswijziging_append_only"
    assert "statuswijziging" in operation.describe()


@pytest.mark.django_db(transaction=True)
def test_change_of_the_table_on_sqlite_needs_the_guard_again():
    """SQLite makes the table anew for a change of column; the operation at the end puts the guard back."""
    field = models.CharField(max_length=41)
    field.set_attributes_from_name("rol")
    old = Statuswijziging._meta.get_field("rol")
    with connection.schema_editor(atomic=False) as editor:
        editor.alter_field(Statuswijziging, old, field)
        dropped = connection.vendor == "sqlite"
        assert (Statuswijziging._meta.db_table in triggers_missing(connection)) is dropped
        editor.alter_field(Statuswijziging, field, old)
        install(editor, Statuswijziging)
    assert triggers_missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_guards_are_back_after_a_test_database_was_emptied(wijziging):
    with guards_lifted(connection):
        Statuswijziging.objects.filter(pk=wijziging.pk).delete()
    assert triggers_missing(connection) == []
    with refused("DELETE"):
        Statuswijziging.objects.all().delete()
