"""Tables to which rows can only be added: the database itself refuses the rest.

History is for ever. A model whose rows nobody may change or delete, an administrator included, says so with
`append_only = True` on its class, and a migration puts the guard into the database:

    operations = [
        migrations.CreateModel(name="Statuswijziging", ...),
        AppendOnly("statuswijziging"),
    ]

From then on UPDATE, DELETE and (on PostgreSQL) TRUNCATE fail with an IntegrityError that names the table. On
SQLite an INSERT on an existing key is refused as well: a REPLACE would delete the old row without telling a
trigger of it.

SQLite changes most columns by making the table anew, and that drops its triggers. A later migration that
touches such a table must therefore end with `AppendOnly(...)` again. `triggers_missing` finds what was
forgotten; `/readyz`, `manage.py check --database default` and a test over all migrations ask it.
"""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

#: PostgreSQL: the function that all guards share; the first guard makes it and it stays.
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'tabel % is alleen-toevoegen: % geweigerd', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
REFUSE = "EXECUTE FUNCTION alleen_toevoegen()"

#: PostgreSQL: the names of the triggers, the same for each table.
ROW_GUARD, TABLE_GUARD = "alleen_toevoegen_rij", "alleen_toevoegen_tabel"


def append_only_tables() -> list[str]:
    """The tables of all models that say `append_only = True`, in alphabetical order."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if getattr(model, "append_only", False) and model._meta.managed and not model._meta.proxy
    )


def triggers_missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The append-only tables that this database would let someone change; empty when all is well.

    Costs one query. A table that does not exist yet counts as one without a guard.
    """
    tables = append_only_tables()
    if not tables:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # tgenabled 'A' is ENABLE ALWAYS: session_replication_role does not get round it.
            cursor.execute(
                "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE t.tgenabled = 'A' AND t.tgname IN (%s, %s) AND pg_table_is_visible(c.oid)",
                [ROW_GUARD, TABLE_GUARD],
            )
            wanted = {table: {ROW_GUARD, TABLE_GUARD} for table in tables}
        else:
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
            wanted = {table: set(_sqlite_triggers(table)) for table in tables}
        found = set(cursor.fetchall())
    return [table for table in tables if not {(table, name) for name in wanted[table]} <= found]


def install(schema_editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
    """Put the guard on the table of `model`; a guard that is already there is replaced.

    Args:
        schema_editor: of the migration that asks for it.
        model: as the migration knows it; its unique keys are what a REPLACE on SQLite could hit.

    Raises:
        NotImplementedError: for a database other than PostgreSQL and SQLite.
    """
    table = model._meta.db_table
    remove(schema_editor, table)
    vendor = schema_editor.connection.vendor
    name = schema_editor.quote_name(table)
    if vendor == "postgresql":
        statements = [
            POSTGRES_FUNCTION,
            f"CREATE TRIGGER {ROW_GUARD} BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW {REFUSE}",
            f"CREATE TRIGGER {TABLE_GUARD} BEFORE TRUNCATE ON {name} FOR EACH STATEMENT {REFUSE}",
            f"ALTER TABLE {name} ENABLE ALWAYS TRIGGER {ROW_GUARD}",
            f"ALTER TABLE {name} ENABLE ALWAYS TRIGGER {TABLE_GUARD}",
        ]
    elif vendor == "sqlite":
        same_key = " OR ".join(
            " AND ".join(f"{column} = NEW.{column}" for column in map(schema_editor.quote_name, key))
            for key in _unique_keys(model)
        )
        when = {
            "UPDATE": "",
            "DELETE": "",
            "INSERT": f" WHEN EXISTS (SELECT 1 FROM {name} WHERE {same_key})",  # noqa: S608
        }
        statements = [
            f"CREATE TRIGGER {schema_editor.quote_name(trigger)} BEFORE {event} ON {name}{when[event]}"
            f" BEGIN SELECT RAISE(ABORT, 'tabel {table} is alleen-toevoegen: {event} geweigerd'); END"
            for trigger, event in _sqlite_triggers(table).items()
        ]
    else:
        raise NotImplementedError(f"No append-only guard for {vendor}: use PostgreSQL or SQLite.")
    for statement in statements:
        schema_editor.execute(statement, params=None)


def remove(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Take the guard off `table`. For migrations only: nothing else in the application may call it."""
    if schema_editor.connection.vendor == "postgresql":
        name = schema_editor.quote_name(table)
        statements = [f"DROP TRIGGER IF EXISTS {trigger} ON {name}" for trigger in (ROW_GUARD, TABLE_GUARD)]
    else:
        statements = [
            f"DROP TRIGGER IF EXISTS {schema_editor.quote_name(trigger)}" for trigger in _sqlite_triggers(table)
        ]
    for statement in statements:
        schema_editor.execute(statement, params=None)


def _unique_keys(model: type[models.Model]) -> list[list[str]]:
    """The columns of every unique key, the primary key first."""
    meta = model._meta
    columns = {field.name: str(field.column) for field in meta.local_concrete_fields}
    single = [[field.name] for field in meta.local_concrete_fields if field.unique]
    together = [constraint.fields for constraint in meta.total_unique_constraints]
    return [[columns[name] for name in names] for names in [*single, *together, *meta.unique_together]]


def _sqlite_triggers(table: str) -> dict[str, str]:
    """Trigger name → the event it refuses. On SQLite the names are shared by the whole database."""
    return {f"{table}_alleen_toevoegen_{event.lower()}": event for event in ("UPDATE", "DELETE", "INSERT")}


class AppendOnly(Operation):
    """Migration operation: from here on the table of this model takes new rows only."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of the model state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model: type[models.Model] = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            install(schema_editor, model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model: type[models.Model] = from_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            remove(schema_editor, model._meta.db_table)

    def references_model(self, name: str, app_label: str) -> bool:
        return name.lower() == self.model_name.lower()

    def describe(self) -> str:
        return f"Let the table of {self.model_name} take new rows only"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.model_name.lower()}_append_only"
