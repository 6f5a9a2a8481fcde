"""/healthz (the process is alive) and /readyz (it is able to serve), for probes and for an administrator.

They answer in a middleware, before the host name is checked, https is asked for or a session is read: a probe
calls the process by its own address and has none of those. The answers name what is wrong, never a detail
that would help a stranger.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from bolapp.append_only import triggers_missing

logger = logging.getLogger(__name__)

#: A database that was up to date stays so while this code runs, unless somebody restores an old copy.
MIGRATIONS_GOOD_FOR = 60.0


class HealthMiddleware:
    """Answer the two addresses itself and hand on everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = {"/healthz": alive, "/readyz": ready}.get(request.path_info)
        if page is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return JsonResponse({"status": "methode niet toegestaan"}, status=405, headers={"Allow": "GET, HEAD"})
        response = page()
        response.headers["Cache-Control"] = "no-store"
        return response


def alive() -> JsonResponse:
    """200 as long as the process answers at all."""
    return JsonResponse({"status": "ok"})


def ready() -> JsonResponse:
    """200 when every part works, otherwise 503; each part by name with "ok" or what is wrong."""
    checks = {"database": _database()}
    if checks["database"] == "ok":
        checks["migraties"] = _migrations()
        checks["historie"] = _guards()
    if settings.CELERY_BROKER_URL:
        checks["broker"] = _broker()
    good = all(answer == "ok" for answer in checks.values())
    return JsonResponse({"status": "ok" if good else "niet gereed", "onderdelen": checks}, status=200 if good else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        logger.exception("readyz: no database")
        return "niet bereikbaar"
    return "ok"


_migrations_good_until = 0.0


def _migrations() -> str:
    global _migrations_good_until
    if time.monotonic() < _migrations_good_until:
        return "ok"
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception:
        logger.exception("readyz: migrations cannot be read")
        return "niet te lezen"
    if missing:
        return f"{len(missing)} niet uitgevoerd"
    _migrations_good_until = time.monotonic() + MIGRATIONS_GOOD_FOR
    return "ok"


def _guards() -> str:
    try:
        missing = triggers_missing(connection)
    except Exception:
        logger.exception("readyz: guards cannot be read")
        return "niet te lezen"
    if missing:
        logger.error("readyz: tables that are not guarded against changes: %s", ", ".join(missing))
        return f"{len(missing)} tabel(len) niet beschermd"
    return "ok"


def _broker() -> str:
    from bolapp.celery import app

    try:
        with app.connection_for_write(connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=3)
    except Exception as error:
        logger.error("readyz: no broker: %s", error)
        return "niet bereikbaar"
    return "ok"
