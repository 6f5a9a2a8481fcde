"""Lift the append-only guards for as long as a test database is emptied. Never for the application itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

from bolapp.append_only import ROW_GUARD, TABLE_GUARD, append_only_tables


@contextmanager
def guards_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within the block rows of append-only tables can be deleted; afterwards every guard is back.

    Only triggers that are there are taken away and put back, so a test that removed one keeps its result.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE t.tgenabled = 'A' AND t.tgname IN (%s, %s)",
                [ROW_GUARD, TABLE_GUARD],
            )
            guards = [tuple(map(connection.ops.quote_name, row)) for row in cursor.fetchall()]
        lift = [f"ALTER TABLE {table} DISABLE TRIGGER {guard}" for table, guard in guards]
        restore = [f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {guard}" for table, guard in guards]
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
            guards = [row for row in cursor.fetchall() if row[2] in append_only_tables()]
        lift = [f'DROP TRIGGER "{name}"' for name, _, _ in guards]
        restore = [sql for _, sql, _ in guards]
    _execute(connection, lift)
    try:
        yield
    finally:
        _execute(connection, restore)


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
