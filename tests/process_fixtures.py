"""Fixtures that start the application's own processes: a Celery worker on the test database, a web server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.db import connection

BIN = Path(sys.executable).parent


class Process:
    """A process under test, with what it printed."""

    def __init__(self, popen: subprocess.Popen[bytes], log: Path) -> None:
        self.popen = popen
        self.log = log

    @property
    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_until(self, question: Callable[[], bool], what: str, seconds: float = 60) -> None:
        """Wait until `question()` says yes; fail with the output when the process ends or time runs out."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.popen.poll() is not None:
                pytest.fail(f"proces stopte met {self.popen.returncode} voor: {what}\n{self.output}")
            if question():
                return
            time.sleep(0.2)
        pytest.fail(f"na {seconds:.0f} seconden nog niet: {what}\n{self.output}")


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str], log: Path, cwd: Path | None = None) -> Iterator[Process]:
    """Run a command with exactly this environment; at the end it is asked to stop, and after 20 s made to."""
    file: IO[bytes]
    with log.open("wb") as file:
        popen = subprocess.Popen(
            command,
            cwd=cwd or settings.BASE_DIR,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield Process(popen, log)
        finally:
            if popen.poll() is None:
                popen.terminate()
                try:
                    popen.wait(timeout=20)
                except subprocess.TimeoutExpired:
                    os.killpg(popen.pid, signal.SIGKILL)
                    popen.wait()


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_url() -> str:
    """The DATABASE_URL of the test database that this process uses."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    who = quote(config["USER"] or "")
    if config["PASSWORD"]:
        who += f":{quote(config['PASSWORD'])}"
    where = f"{who}@{config['HOST']}" if config["HOST"] else who
    if config["PORT"]:
        where += f":{config['PORT']}"
    options = {name: value for name, value in config["OPTIONS"].items() if name == "host"}
    return f"postgres://{where}/{config['NAME']}" + (f"?{urlencode(options)}" if options else "")


def plain_environment(**extra: str) -> dict[str, str]:
    """An environment with nothing of ours in it but `extra`."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | extra


@pytest.fixture
def werker(transactional_db: None, tmp_path: Path) -> Iterator[Process]:
    """A real Celery worker on the test database; needs CELERY_BROKER_URL (`make test` sets it)."""
    if not settings.CELERY_BROKER_URL:
        pytest.skip("CELERY_BROKER_URL is leeg: 'make test' zet hem als er een broker antwoordt")
    env = plain_environment(
        DEBUG="1",
        SECRET_KEY=settings.SECRET_KEY,
        DATABASE_URL=database_url(),
        CELERY_BROKER_URL=settings.CELERY_BROKER_URL,
        CELERY_QUEUE=settings.CELERY_TASK_DEFAULT_QUEUE,
        VAR_DIR=str(settings.VAR_DIR),
        HARTSLAG_DIR=str(tmp_path),
    )
    command = [str(BIN / "celery"), "-A", "bolapp", "worker", "--concurrency", "1", "--loglevel", "INFO"]
    with running(command, env, tmp_path / "worker.log") as process:
        process.wait_until((tmp_path / "bol-worker.hartslag").exists, "de worker geeft een teken van leven")
        yield process
