"""All checks and tests; `make test` calls it after tools/prepare.py --test.

Everything runs even when something before it failed, and the end says what failed. What cannot run here (no
PostgreSQL, no broker, no browser) is left out and named at the end; with CI=true that is a failure.

Two things run at the same time, because some wait more than they work: the tests on SQLite and PostgreSQL, shown as
they go, and beside them the slower checks and the tests with a broker and in a browser, shown when they are done.

Environment: CI, TEST_DATABASE_URL, TEST_BROKER_URL (see CONTRIBUTING.md).
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

#: Each worker takes its own part in order, so that what a module shares is made once, and then helps the other.
TWO_WORKERS = ("-n", "2", "--dist", "worksteal")
ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CI = os.environ.get("CI", "").lower() in ("1", "true")
LOCAL_DATABASES = (
    "postgres://postgres@127.0.0.1:5432/postgres",
    "postgres://postgres:postgres@127.0.0.1:5432/postgres",
    "postgres:///postgres?host=/var/run/postgresql",
)
LOCAL_BROKER = "redis://127.0.0.1:6379/"
#: What a production server would set; `check --deploy` must have nothing to say about it.
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": secrets.token_hex(32),
    "ALLOWED_HOSTS": "afspraken.voorbeeld.nl",
    "SITE_URL": "https://afspraken.voorbeeld.nl",
    "DEMO": "0",
}


@dataclass
class Report:
    """What happened, step by step, and where that is told while it happens (None: on the screen)."""

    lines: list[tuple[str, str, float]] = field(default_factory=list)
    out: IO[str] | None = None

    def tell(self, text: str) -> None:
        print(text, file=self.out, flush=True)

    def add(self, name: str, result: str, seconds: float = 0.0) -> None:
        self.lines.append((name, result, seconds))

    def missing(self, name: str, why: str) -> None:
        """Something of the machine is not there: left out, and under CI a failure."""
        self.add(name, f"{'MISLUKT' if CI else 'overgeslagen'}: {why}")

    @property
    def failed(self) -> list[str]:
        return [name for name, result, _ in self.lines if result.startswith("MISLUKT")]

    def show(self) -> None:
        print("\n" + "=" * 78)
        for name, result, seconds in self.lines:
            print(f"{name:<34}{f'{seconds:5.0f} s' if seconds else '       '}  {result}")
        print("=" * 78)
        if self.failed:
            print(f"{len(self.failed)} onderdeel/onderdelen mislukt: {', '.join(self.failed)}", flush=True)
        else:
            print("Alles in orde.", flush=True)


def quiet(report: Report, name: str, command: Sequence[str], env: dict[str, str] | None = None) -> None:
    """A check that only has something to say when it fails."""
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - began
    if done.returncode:
        report.tell(f"\n--- {name}: {' '.join(Path(part).name for part in command[:6])}\n{done.stdout.strip()}")
        report.add(name, "MISLUKT", seconds)
    else:
        report.tell(f"{name}: goed")
        report.add(name, "goed", seconds)


def tests(report: Report, name: str, arguments: Sequence[str], env: dict[str, str]) -> None:
    """A run of pytest, told as it goes."""
    report.tell(f"\n--- {name}")
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "--quiet", *arguments]
    code = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        stdout=report.out,
        stderr=subprocess.STDOUT if report.out else None,
        check=False,
    ).returncode
    seconds = time.monotonic() - began
    if code == 5:  # pytest found no tests
        report.missing(name, "geen tests gevonden")
    else:
        report.add(name, "goed" if code == 0 else "MISLUKT", seconds)


def find_postgres() -> tuple[str, str]:
    """Return the address of a PostgreSQL on which test databases can be made, or "" and why not."""
    import psycopg

    own = os.environ.get("TEST_DATABASE_URL")
    why = ""
    for url in [own] if own else LOCAL_DATABASES:
        try:
            with psycopg.connect(url, connect_timeout=3) as connection:
                row = connection.execute(
                    "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
                ).fetchone()
        except psycopg.Error as error:
            why = why or f"{url}: {str(error).strip().splitlines()[-1]}"
            continue
        if row and row[0]:
            return url, ""
        why = f"{url}: deze gebruiker mag geen database maken"
    return "", f"geen PostgreSQL ({why})"


def find_broker() -> tuple[str, str]:
    """Return the address of a broker that answers, or "" and why not."""
    from kombu.connection import Connection

    url = os.environ.get("TEST_BROKER_URL") or LOCAL_BROKER
    try:
        with Connection(url, connect_timeout=3) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=3)
    except Exception as error:
        return "", f"geen broker ({url}: {error})"
    return url, ""


def find_browser() -> tuple[str, str]:
    """Return the program of a Chromium that starts, or "" and why not."""
    sys.path.insert(0, str(ROOT))
    from tools.prepare import browser

    program = browser()
    return program, "" if program else "geen Chromium (zet CHROMIUM op het programma)"


@contextmanager
def migrated(url: str, why_not: str = "") -> Iterator[str]:
    """A new database beside the one at this address on which all migrations ran, for the tests to take copies of.

    Gives its name, or "" when it could not be made: then each process of the tests runs the migrations itself, and
    says what is wrong with them. `url` is "" for SQLite.
    """
    import psycopg

    if why_not:
        yield ""
        return
    name = f"bol_sjabloon_{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix="bol-sjabloon-") as folder:
        own = f"sqlite:///{folder}/{name}.sqlite3"
        if url:
            own = re.sub(r"^(\w+://[^/]*/)[^?]*", rf"\g<1>{name}", url)
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            done = subprocess.run(
                [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
                cwd=ROOT,
                env={**os.environ, "DATABASE_URL": own, "CELERY_BROKER_URL": ""},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            made = name if url else f"{folder}/{name}.sqlite3"
            yield made if done.returncode == 0 else ""
        finally:
            if url:
                with psycopg.connect(url, autocommit=True) as connection:
                    connection.execute(f'DROP DATABASE IF EXISTS "{name}"'.encode())


@dataclass(frozen=True)
class Step:
    """Something to run, unless `why_not` says what of the machine is missing."""

    name: str
    run: Callable[[Report], None]
    why_not: str = ""


def run(steps: Sequence[Step], report: Report, stop: threading.Event) -> None:
    """Run steps one after the other, until somebody stops it all."""
    for step in steps:
        if stop.is_set():
            return
        if step.why_not:
            report.missing(step.name, step.why_not)
        else:
            step.run(report)


def run_beside(shown: Sequence[Step], beside: Sequence[Step]) -> tuple[Report, Report]:
    """Run two rows of steps at the same time and return what happened in each.

    The first row is told as it goes. What the second one tells is kept and shown whole after it, also when
    something breaks, so that the two never mix.
    """
    stop = threading.Event()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as kept:
        first, second = Report(), Report(out=kept)
        try:
            with ThreadPoolExecutor(1) as thread:
                done = thread.submit(run, beside, second, stop)
                try:
                    run(shown, first, stop)
                except BaseException:
                    stop.set()
                    raise
            done.result()
        finally:
            kept.seek(0)
            print(f"\n{kept.read().strip()}", flush=True)
    return first, second


def main() -> int:
    # Seven processes read the tests; without this each would compile them all anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    report = Report()
    templates = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))
    print("Controles", flush=True)
    quiet(report, "opmaak (ruff format)", [str(BIN / "ruff"), "format", "--check", "--output-format", "concise", "."])
    quiet(report, "stijl (ruff check)", [str(BIN / "ruff"), "check", "--output-format", "concise", "."])
    if templates:
        djade = [str(BIN / "djade"), "--target-version", "5.2", "--check", *templates]
        quiet(report, "sjablonen (djade)", djade)

    postgres, no_postgres = find_postgres()
    broker, no_broker = find_broker()
    chromium, no_browser = find_browser()
    print("De types, de migraties en de tests met broker en browser lopen ernaast; hun uitvoer volgt.", flush=True)
    with migrated("") as on_sqlite, migrated(postgres, no_postgres) as on_postgres:
        on_databases, beside = run_beside(
            database_steps(Database("", on_sqlite), Database(postgres, on_postgres, no_postgres)),
            [
                *check_steps(),
                broker_step(Database(postgres, on_postgres, no_broker or no_postgres), broker),
                browser_step(Database("", on_sqlite, no_browser), chromium),
            ],
        )
    report.lines += [*beside.lines, *on_databases.lines]
    report.show()
    return 1 if report.failed else 0


def check_steps() -> list[Step]:
    """The checks that take longer than a moment."""
    manage = [sys.executable, "manage.py"]
    deploy = [*manage, "check", "--deploy", "--fail-level", "WARNING"]
    return [
        Step("types (mypy)", lambda report: quiet(report, "types (mypy)", [str(BIN / "mypy")])),
        Step(
            "migraties",
            lambda report: quiet(report, "migraties", [*manage, "makemigrations", "--check", "--dry-run"]),
        ),
        Step("manage.py check", lambda report: quiet(report, "manage.py check", [*manage, "check"])),
        Step(
            "manage.py check --deploy",
            lambda report: quiet(report, "manage.py check --deploy", deploy, PRODUCTION),
        ),
    ]


def pytest_step(name: str, arguments: Sequence[str], env: dict[str, str], why_not: str = "") -> Step:
    return Step(name, lambda report: tests(report, name, arguments, env), why_not)


@dataclass(frozen=True)
class Database:
    """Where tests make their databases ("" for SQLite), of which one they take copies, or why they cannot run."""

    url: str
    template: str
    why_not: str = ""

    @property
    def env(self) -> dict[str, str]:
        return {"DATABASE_URL": self.url, "TEST_SJABLOON": self.template}


def database_steps(sqlite: Database, postgres: Database) -> list[Step]:
    """The tests without a browser and a broker, on both databases."""
    plain = ["-m", "not browser and not broker", *TWO_WORKERS]
    on_postgres = [
        "-m",
        "not browser and not broker and not proces and not een_database",
        "--alleen-met-database",
        *TWO_WORKERS,
    ]
    no_background = {"CELERY_BROKER_URL": ""}
    return [
        pytest_step("tests op SQLite", plain, {**no_background, **sqlite.env}),
        pytest_step("tests op PostgreSQL", on_postgres, {**no_background, **postgres.env}, postgres.why_not),
    ]


def with_mark(mark: str) -> list[str]:
    """The files with such tests: the others need not be read to find that none is in them."""
    files = [path for path in (ROOT / "tests").rglob("test_*.py") if f"mark.{mark}" in path.read_text(encoding="utf-8")]
    return ["-m", mark, *sorted(str(path.relative_to(ROOT)) for path in files)]


def broker_step(postgres: Database, broker: str) -> Step:
    env = {
        **postgres.env,
        "TEST_DATABASE_URL": postgres.url,
        "TEST_BROKER_URL": broker,
        "CELERY_BROKER_URL": broker,
        "CELERY_QUEUE": f"bol-test-{os.getpid()}",
    }
    return pytest_step("tests met broker", with_mark("broker"), env, postgres.why_not)


def browser_step(sqlite: Database, chromium: str) -> Step:
    env = {**sqlite.env, "CELERY_BROKER_URL": "", "CHROMIUM": chromium}
    return pytest_step("tests in de browser", [*with_mark("browser"), *TWO_WORKERS], env, sqlite.why_not)


if __name__ == "__main__":
    raise SystemExit(main())
