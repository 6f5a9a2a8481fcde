"""Fixtures and rules for all tests.

Three rules hold everywhere: a queryset without an order comes back in any order, a skipped test fails when
CI=true, and every process has test databases and files of its own.
"""

from __future__ import annotations

import gc
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.db.models import QuerySet
from django.test import TransactionTestCase

from tests.guards import guards_lifted

pytest_plugins = ["tests.browser_fixtures", "tests.process_fixtures"]

CI = os.environ.get("CI", "").lower() in ("1", "true")
SHARED = settings.BASE_DIR.parent / "shared"

# --- the whole run -------------------------------------------------------------------------------------

# How long one example takes says what else the machine does, not whether the property holds.
hypothesis.settings.register_profile("geen haast", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("geen haast")


def pytest_configure(config: pytest.Config) -> None:
    """Files in a folder of this process, and a password hash that costs nothing."""
    folder = Path(tempfile.mkdtemp(prefix="bol-test-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    settings.VAR_DIR = folder
    settings.MEDIA_ROOT = folder / "media"
    # Django's live server hands out MEDIA_ROOT under MEDIA_URL, which without a value is every address.
    settings.MEDIA_URL = "/geen-bestand-gaat-per-adres/"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DEMO = False
    settings.DEMO_PASSWORD = ""
    settings.API_PER_MINUUT = 0


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--alleen-met-database", action="store_true", help="only the tests that use a database, for a second one"
    )


#: Asking for one of these, at any remove, is using the database.
DATABASEFIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Reading a document or a deadline is the same on every database, so one run of those is enough."""
    if not config.getoption("--alleen-met-database"):
        return
    met: list[pytest.Item] = []
    zonder: list[pytest.Item] = []
    for item in items:
        fixtures = DATABASEFIXTURES.intersection(getattr(item, "fixturenames", ()))
        (met if fixtures or item.get_closest_marker("django_db") else zonder).append(item)
    items[:] = met
    config.hook.pytest_deselected(items=zonder)


def pytest_collection_finish() -> None:
    """What is there once everything is read stays: the collector need not look at it again after every few objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """A database per process, so that two runs at once do not get in each other's way.

    SQLite gets a file and not its memory: the application uses WAL and threads, which memory does not know.

    TEST_SJABLOON (tools/check.py) is a database on which all migrations ran; each process then takes a copy of it.
    """
    sjabloon = os.environ.get("TEST_SJABLOON", "")
    for alias in connections:
        config = connections[alias].settings_dict
        if config["ENGINE"] == "django.db.backends.sqlite3":
            config["TEST"]["NAME"] = str(settings.VAR_DIR / f"test-{alias}.sqlite3")
            if sjabloon:
                _begin_with_copy(connections[alias].creation, sjabloon)
        else:
            config["TEST"]["NAME"] = f"test_bol_{alias}_{os.getpid()}"
            config["TEST"]["TEMPLATE"] = sjabloon or None


def _begin_with_copy(creation: Any, sjabloon: str) -> None:
    """SQLite knows no templates: put the file there when Django thinks that it makes one."""
    create = creation._create_test_db

    def copy(*args: Any, **kwargs: Any) -> Any:
        name = create(*args, **kwargs)
        shutil.copyfile(sjabloon, name)
        return name

    creation._create_test_db = copy


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """With CI=true nothing may be left out: a skipped test has failed."""
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"CI=true, maar deze test is overgeslagen: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    """The same for a whole file that skips itself."""
    report = yield
    if CI and report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"CI=true, maar dit bestand is overgeslagen: {reason}"
    return report


# --- the database --------------------------------------------------------------------------------------

_flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def _flush_with_guards_lifted(self: TransactionTestCase) -> None:
    """Emptying the database after a transactional test deletes history as well."""
    with guards_lifted(connections["default"]):
        _flush(self)


TransactionTestCase._fixture_teardown = _flush_with_guards_lifted  # type: ignore[attr-defined]

_fetch_all = QuerySet._fetch_all
_shuffler = random.Random()


def _fetch_all_in_any_order(self: QuerySet[Any]) -> None:
    fetch = self._result_cache is None
    _fetch_all(self)
    if fetch and isinstance(self._result_cache, list) and len(self._result_cache) > 1 and not self.ordered:
        _shuffler.shuffle(self._result_cache)


QuerySet._fetch_all = _fetch_all_in_any_order  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _same_shuffle_each_time(request: pytest.FixtureRequest) -> None:
    """The order differs per test and not per run, so that a failure can be repeated."""
    _shuffler.seed(request.node.nodeid)


# --- the real documents --------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def gedeelde_map() -> Path:
    """The folder with the real documents and data, beside the project. They are not ours, so not in it."""
    if not SHARED.is_dir():
        _leave_out(f"de map {SHARED.name}/ naast het project ontbreekt")
    return SHARED


@pytest.fixture(scope="session")
def echt_document(gedeelde_map: Path) -> Callable[[str], Path]:
    """Gives the path of a real document: `echt_document("afsprakenlijst-bol-2024.txt")`."""

    def document(name: str) -> Path:
        path = gedeelde_map / "documents" / name
        if not path.is_file():
            _leave_out(f"{name} ontbreekt in {SHARED.name}/documents")
        return path

    return document


def _leave_out(reason: str) -> None:
    if CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
