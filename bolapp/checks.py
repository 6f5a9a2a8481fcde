"""System checks of the project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from bolapp.append_only import triggers_missing


@register(Tags.database)
def check_append_only(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Every append-only table is guarded by the database (runs with `check --database default`)."""
    return [
        Error(
            f"Tabel {table} is niet tegen wijzigen en verwijderen beschermd.",
            hint="Voer 'manage.py migrate' uit; anders mist een migratie AppendOnly(...).",
            id="bolapp.E001",
        )
        for alias in databases or []
        for table in triggers_missing(connections[alias])
        # Before the first migrate there is no table yet, and this check runs in front of that very migrate.
        if table in connections[alias].introspection.table_names()
    ]
