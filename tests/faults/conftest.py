"""Real processes of the application on the test database, which die when a test says so."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts.models import User
from agreements.models import Taak
from agreements.models.taak import MAP
from tests.process_fixtures import BIN, Process, database_url, free_port, plain_environment, running


class Sabotage:
    """Says where the processes under test die or wait (tests/faults/sabotage.py)."""

    def __init__(self, pad: Path) -> None:
        self.pad = pad

    def sterf(self, waar: str, stap: str = "", *, poging: int = 1) -> None:
        """The next process that comes there in that attempt of a job dies; then the order is gone."""
        self._schrijf(waar, stap, poging, sterf=True)

    def wacht(self, waar: str, stap: str = "") -> None:
        """Whoever comes there waits until `laat_door`."""
        self._schrijf(waar, stap, 1, sterf=False)

    def laat_door(self) -> None:
        self.pad.unlink(missing_ok=True)

    @property
    def is_gebeurd(self) -> bool:
        return not self.pad.exists()

    @property
    def is_bereikt(self) -> bool:
        return self.pad.with_suffix(".bereikt").exists()

    def _schrijf(self, waar: str, stap: str, poging: int, *, sterf: bool) -> None:
        self.pad.with_suffix(".bereikt").unlink(missing_ok=True)
        nieuw = self.pad.with_suffix(".nieuw")
        nieuw.write_text(json.dumps({"waar": waar, "stap": stap, "poging": poging, "sterf": sterf}))
        nieuw.rename(self.pad)


class Bezoeker:
    """Somebody who is logged in and asks for pages of a real web process."""

    def __init__(self, user: User, port: int) -> None:
        sessie = SessionStore()
        sessie[SESSION_KEY] = str(user.pk)
        sessie[BACKEND_SESSION_KEY] = "agreements.inlog.InlogMetBerichten"
        sessie[HASH_SESSION_KEY] = user.get_session_auth_hash()
        sessie.save()
        geheim = "a" * 32
        self.port = port
        self.koppen = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={sessie.session_key}; {settings.CSRF_COOKIE_NAME}={geheim}",
            "X-CSRFToken": geheim,
        }

    def haal(self, pad: str) -> tuple[int, str]:
        antwoord, inhoud = self._vraag("GET", pad, b"", {})
        return antwoord.status, inhoud.decode(errors="replace")

    def stuur(self, pad: str, velden: dict[str, str], bestand: tuple[str, bytes] | None = None) -> tuple[int, str]:
        """Post a form, with a file as `bestand`; gives the status and the address to which one is sent on."""
        grens = uuid.uuid4().hex
        delen = [
            f'--{grens}\r\nContent-Disposition: form-data; name="{naam}"\r\n\r\n{waarde}\r\n'.encode()
            for naam, waarde in velden.items()
        ]
        if bestand:
            kop = f'Content-Disposition: form-data; name="bestand"; filename="{bestand[0]}"'
            soort = "Content-Type: application/octet-stream"
            delen.append(f"--{grens}\r\n{kop}\r\n{soort}\r\n\r\n".encode() + bestand[1] + b"\r\n")
        lijf = b"".join([*delen, f"--{grens}--\r\n".encode()])
        antwoord, _ = self._vraag("POST", pad, lijf, {"Content-Type": f"multipart/form-data; boundary={grens}"})
        return antwoord.status, antwoord.headers.get("Location", "")

    def _vraag(self, methode: str, pad: str, lijf: bytes, koppen: dict[str, str]) -> tuple[Any, bytes]:
        verbinding = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            verbinding.request(methode, pad, lijf, {**self.koppen, **koppen})
            antwoord = verbinding.getresponse()
            return antwoord, antwoord.read()
        finally:
            verbinding.close()


@pytest.fixture
def sabotage(tmp_path: Path) -> Sabotage:
    return Sabotage(tmp_path / "sabotage.json")


@pytest.fixture
def omgeving(transactional_db: None, sabotage: Sabotage, tmp_path: Path) -> dict[str, str]:
    """The environment of a process under test, without a broker."""
    return plain_environment(
        DJANGO_SETTINGS_MODULE="tests.faults.instellingen",
        DEBUG="1",
        SECRET_KEY=settings.SECRET_KEY,
        DATABASE_URL=database_url(),
        CELERY_BROKER_URL="",
        VAR_DIR=str(settings.VAR_DIR),
        HARTSLAG_DIR=str(tmp_path),
        PYTHONPATH=str(settings.BASE_DIR),
        BOL_SABOTAGE=str(sabotage.pad),
    )


Webserver = Callable[..., Any]


@pytest.fixture
def webserver(omgeving: dict[str, str], tmp_path: Path) -> Webserver:
    """`with webserver() as (process, port):` gives gunicorn with one worker, as docs/beheer.md runs it."""

    @contextmanager
    def start(**extra: str) -> Iterator[tuple[Process, int]]:
        port = free_port()
        command = [str(BIN / "gunicorn"), "--workers", "1", "--threads", "4", "--bind", f"127.0.0.1:{port}"]
        command += ["--no-control-socket", "--graceful-timeout", "1", "bolapp.wsgi"]
        with running(command, {**omgeving, **extra}, tmp_path / f"web-{port}.log") as process:
            process.wait_until(lambda: _antwoordt(port), "de webserver antwoordt")
            yield process, port

    return start


@pytest.fixture
def bestanden() -> Callable[[Taak], list[str]]:
    """The names of the files on the disk that belong to a job."""
    map_ = Path(settings.MEDIA_ROOT) / MAP

    def van(taak: Taak) -> list[str]:
        return sorted(f"{MAP}/{pad.name}" for pad in map_.glob(f"{taak.pk}*"))

    return van


def afgelopen(taak: Taak) -> bool:
    """Whether a job has ended, by its row of this moment."""
    taak.refresh_from_db()
    return not taak.is_lopend


def schiet_neer(process: Process) -> None:
    """SIGKILL to a process and all that it started, as when the machine takes it away."""
    os.killpg(process.popen.pid, signal.SIGKILL)
    process.popen.wait()


def kinderen(process: Process) -> list[int]:
    """The processes that a process started."""
    uit = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.popen.pid)], capture_output=True, text=True)
    return [int(pid) for pid in uit.stdout.split()]


def _antwoordt(port: int) -> bool:
    verbinding = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        verbinding.request("GET", "/healthz")
        return verbinding.getresponse().status == 200
    except OSError:
        return False
    finally:
        verbinding.close()
