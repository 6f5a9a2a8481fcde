"""What many tests begin with, made once in each process and after that put back row by row.

A fixture of a module does that for tests that all begin with it; a `Stempel` is for those that stand among others.
"""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection


class Stempel:
    """The rows that a function writes in a database where its tables are empty.

    In one where they are not, the function is called as it is: what was there first may change what it writes.
    """

    def __init__(self, schrijf: Callable[[], object]) -> None:
        self._schrijf = schrijf
        self._rijen: dict[str, bytes] | None = None

    def zet(self) -> None:
        """Have the rows in the database, in the transaction that is open."""
        if self._rijen is None:
            gevuld = _gevuld(_tabellen())
            self._schrijf()
            # A row more in a table that held some cannot be told from those, and then there is nothing to keep.
            if not gevuld:
                self._rijen = {tabel: _lees(tabel) for tabel in _gevuld(_tabellen())}
        elif _gevuld(list(self._rijen)):
            self._schrijf()
        else:
            for tabel, rijen in self._rijen.items():
                _zet_terug(tabel, rijen)
            _tel_verder(self._rijen)


def _tabellen() -> list[str]:
    """The tables of the application; those that Django keeps about itself are the same for everybody."""
    alle = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [tabel for tabel in alle if tabel not in ("django_content_type", "auth_permission", "django_migrations")]


def _gevuld(tabellen: list[str]) -> list[str]:
    vragen = (f"SELECT '{tabel}' WHERE EXISTS (SELECT 1 FROM {_naam(tabel)})" for tabel in tabellen)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(vragen))
        return [tabel for (tabel,) in cursor.fetchall()]


def _lees(tabel: str) -> bytes:
    """All rows, as the database writes them itself, so that they come back to the letter."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_naam(tabel)} TO STDOUT") as stroom:
                return b"".join(stroom)
        cursor.execute(f"PRAGMA table_info({_naam(tabel)})")
        rij = " || ',' || ".join(f"quote({_naam(kolom[1])})" for kolom in cursor.fetchall())
        cursor.execute(f"SELECT group_concat('(' || {rij} || ')') FROM {_naam(tabel)}")
        return str(cursor.fetchone()[0]).encode()


def _zet_terug(tabel: str, rijen: bytes) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_naam(tabel)} FROM STDIN") as stroom:
                stroom.write(rijen)
        else:
            cursor.execute(f"INSERT INTO {_naam(tabel)} VALUES {rijen.decode()}")


def _tel_verder(tabellen: dict[str, bytes]) -> None:
    """The next row gets the number after these."""
    modellen = [een for een in apps.get_models(include_auto_created=True) if een._meta.db_table in tabellen]
    with connection.cursor() as cursor:
        for opdracht in connection.ops.sequence_reset_sql(no_style(), modellen):
            cursor.execute(opdracht)


def _naam(naam: str) -> str:
    return connection.ops.quote_name(naam)
