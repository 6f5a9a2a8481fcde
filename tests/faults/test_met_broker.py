"""Background jobs of a real Celery worker on a real broker, which is killed at the worst moments."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import File

from agreements import tasks
from agreements.models import Invoer, Taak
from agreements.services import taken
from agreements.services.naslag import laad_naslag
from tests import factories
from tests.agreements.test_invoer import LIJST
from tests.faults.conftest import Sabotage, afgelopen, kinderen, schiet_neer
from tests.faults.sabotage import GESCHREVEN, HALF, STAP
from tests.process_fixtures import BIN, Process, running

pytestmark = pytest.mark.broker

AfspraakFactory: Any = factories.AfspraakFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory


@pytest.fixture
def werker(omgeving: dict[str, str], tmp_path: Path) -> Callable[[], Any]:
    """`with werker() as process:` gives a Celery worker that dies where the test says."""
    if not settings.CELERY_BROKER_URL:
        pytest.skip("CELERY_BROKER_URL is leeg: 'make test' zet hem als er een broker antwoordt")
    env = omgeving | {
        "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
        "CELERY_QUEUE": settings.CELERY_TASK_DEFAULT_QUEUE,
    }
    teken = tmp_path / "bol-worker.hartslag"

    @contextmanager
    def start() -> Iterator[Process]:
        teken.unlink(missing_ok=True)
        command = [str(BIN / "celery"), "-A", "bolapp", "worker", "--concurrency", "1", "--loglevel", "INFO"]
        with running(command, env, tmp_path / "worker.log") as process:
            process.wait_until(teken.exists, "de worker geeft een teken van leven")
            yield process

    return start


@pytest.fixture
def vraag(transactional_db: None) -> Callable[[str], Taak]:
    """Asks for a job: `vraag("pdf")` for a list in that format, `vraag("lezen")` for reading a document."""
    laad_naslag()
    redacteur = RijksredacteurFactory()
    overleg = OverlegFactory()
    AfspraakFactory(overleg=overleg)

    def doe(wat: str) -> Taak:
        if wat == "lezen":
            bestand = File(BytesIO(LIJST.encode()), name="lijst.txt")
            return taken.vraag_invoer(bestand=bestand, naam="lijst.txt", soort="bol", jaar=2031, by=redacteur)
        parameters = {"ronde": overleg.ronde.pk, "formaat": wat}
        return taken.vraag_taak(soort=taken.EXPORT, titel="Lijst", parameters=parameters, by=redacteur)

    return doe


def wacht_af(process: Process, *gevraagd: Taak) -> None:
    """Wait for the end of jobs, while beat does what it does every few minutes, but each second."""
    volgende = 0.0

    def is_klaar() -> bool:
        nonlocal volgende
        if all(afgelopen(taak) for taak in gevraagd):
            return True
        if time.monotonic() > volgende:
            tasks.ruim_taken_op.delay()
            volgende = time.monotonic() + 1
        return False

    process.wait_until(is_klaar, "de taken zijn afgelopen")


def test_worker_process_that_is_killed_leaves_no_half_file_and_the_job_is_done_again(
    werker: Any, vraag: Callable[[str], Taak], sabotage: Sabotage, bestanden: Callable[[Taak], list[str]]
) -> None:
    """Killed while reading, while rendering, while writing the file, and between writing it and saying so."""
    gevallen = (
        ("lezen", STAP, "De opbouw wordt herkend"),
        ("pdf", STAP, "Pagina 1 wordt opgemaakt"),
        ("html", HALF, ""),
        ("json", GESCHREVEN, ""),
    )
    gevraagd = {}
    with werker() as process:
        for wat, waar, stap in gevallen:
            sabotage.sterf(waar, stap)
            gevraagd[wat] = vraag(wat)
            process.wait_until(lambda: sabotage.is_gebeurd, f"gestorven bij {waar} {stap}")
        wacht_af(process, *gevraagd.values())
    for wat, taak in gevraagd.items():
        assert (taak.stand, taak.poging, taak.fout) == (Taak.Stand.KLAAR, 2, ""), wat
        assert bestanden(taak) == ([] if wat == "lezen" else [taak.bestand.name]), wat
    assert gevraagd["lezen"].invoer == Invoer.objects.get()


def test_worker_that_is_killed_as_a_whole_leaves_its_job_to_the_next(
    werker: Any, vraag: Callable[[str], Taak], sabotage: Sabotage, bestanden: Callable[[Taak], list[str]]
) -> None:
    with werker() as process:
        sabotage.wacht(STAP, "De lijst wordt opgehaald")
        taak = vraag("json")
        process.wait_until(lambda: sabotage.is_bereikt, "de taak loopt")
        for kind in kinderen(process):
            os.kill(kind, signal.SIGKILL)
        schiet_neer(process)
    sabotage.laat_door()
    taak.refresh_from_db()
    assert taak.stand == Taak.Stand.BEZIG
    with werker() as process:
        wacht_af(process, taak)
    assert (taak.stand, taak.poging) == (Taak.Stand.KLAAR, 2)
    assert bestanden(taak) == [taak.bestand.name]
