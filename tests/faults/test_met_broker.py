"""Background jobs of a real Celery worker on a real broker, which is killed at the worst moments."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import File
from django.utils import timezone

from agreements import tasks
from agreements.models import Bericht, Invoer, Ronde, Taak
from agreements.services import taken
from agreements.services.naslag import laad_naslag
from agreements.services.publicatie import plan_publicatie
from agreements.services.uitgaven import controleer_uitgaven
from tests import factories
from tests.agreements.test_invoer import LIJST
from tests.faults.conftest import Sabotage, afgelopen, kinderen, schiet_neer
from tests.faults.sabotage import GEMAILD, GEOPEND, GESCHREVEN, HALF, OPENEN, STAP
from tests.process_fixtures import BIN, Process, running
from tests.smtp_server import Mailserver

pytestmark = pytest.mark.broker

AfspraakFactory: Any = factories.AfspraakFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory


@pytest.fixture
def werker(omgeving: dict[str, str], tmp_path: Path) -> Callable[..., Any]:
    """`with werker() as process:` gives a Celery worker that dies where the test says; with more settings if given."""
    if not settings.CELERY_BROKER_URL:
        pytest.skip("CELERY_BROKER_URL is leeg: 'make test' zet hem als er een broker antwoordt")
    env = omgeving | {
        "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
        "CELERY_QUEUE": settings.CELERY_TASK_DEFAULT_QUEUE,
    }
    teken = tmp_path / "bol-worker.hartslag"

    @contextmanager
    def start(**extra: str) -> Iterator[Process]:
        teken.unlink(missing_ok=True)
        command = [str(BIN / "celery"), "-A", "bolapp", "worker", "--concurrency", "1", "--loglevel", "INFO"]
        with running(command, env | extra, tmp_path / "worker.log") as process:
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


def schiet_alles_neer(werker: Process) -> None:
    """SIGKILL to a worker and to what works for it."""
    for kind in kinderen(werker):
        os.kill(kind, signal.SIGKILL)
    schiet_neer(werker)


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
        schiet_alles_neer(process)
    sabotage.laat_door()
    taak.refresh_from_db()
    assert taak.stand == Taak.Stand.BEZIG
    with werker() as process:
        wacht_af(process, taak)
    assert (taak.stand, taak.poging) == (Taak.Stand.KLAAR, 2)
    assert bestanden(taak) == [taak.bestand.name]


def test_planned_publication_of_which_the_worker_is_killed_is_done_once_and_mailed_once(
    werker: Any, sabotage: Sabotage
) -> None:
    """Killed with everything written and nothing committed, when it was committed, and in the middle of the mail."""
    laad_naslag()
    adressen = [f"redacteur-{nummer}@example.nl" for nummer in range(3)]
    redacteur, *_ = (RijksredacteurFactory(email=een) for een in adressen)
    ronde = RondeFactory(jaar=2031, fase=Ronde.Fase.VASTGESTELD)
    AfspraakFactory(overleg=OverlegFactory(ronde=ronde))
    moment = timezone.now() + timedelta(seconds=1)
    plan = plan_publicatie(ronde=ronde, gepland_voor=moment, kenmerk="K-1", by=redacteur)
    berichten = Bericht.objects.filter(sleutel=f"publicatie {ronde.slug}").order_by("pk")
    with Mailserver() as server:
        post = {"EMAIL_URL": f"smtp://127.0.0.1:{server.poort}"}
        with werker(**post) as process:
            sabotage.wacht(OPENEN)
            tasks.voer_publicatieplannen_uit.delay()
            process.wait_until(lambda: sabotage.is_bereikt, "alles is geschreven en niets is vast")
            schiet_alles_neer(process)
        plan.refresh_from_db()
        ronde.refresh_from_db()
        assert (ronde.fase, ronde.kenmerk, plan.uitgevoerd_op, plan.fout) == (Ronde.Fase.VASTGESTELD, "", None, "")
        assert (ronde.uitgaven.count(), ronde.fasewijzigingen.count(), berichten.count()) == (0, 0, 0)
        assert not server.post

        with werker(**post) as process:
            sabotage.wacht(GEOPEND)
            for _ in range(3):  # beat asks every minute, also while a worker is at it
                tasks.voer_publicatieplannen_uit.delay()
            process.wait_until(lambda: sabotage.is_bereikt, "de lijst is open")
            sabotage.sterf(GEMAILD)
            for kind in kinderen(process):
                os.kill(kind, signal.SIGKILL)
            process.wait_until(lambda: sabotage.is_gebeurd, "gestorven na de eerste mail")
            for _ in range(3):
                tasks.voer_publicatieplannen_uit.delay()
                tasks.verstuur_berichten.delay()
            process.wait_until(lambda: len(server.post) >= len(adressen), "iedereen heeft de mail")
            # Asked again when everybody has it; one worker does one thing at a time, so this comes last.
            laatste = taken.vraag_taak(
                soort=taken.EXPORT, titel="Lijst", parameters={"ronde": ronde.pk, "formaat": "json"}, by=redacteur
            )
            wacht_af(process, laatste)
    plan.refresh_from_db()
    ronde.refresh_from_db()
    assert (ronde.fase, ronde.kenmerk, plan.fout) == (Ronde.Fase.OPENBAAR, "K-1", "")
    assert plan.uitgevoerd_op is not None
    assert (ronde.uitgaven.count(), ronde.fasewijzigingen.count()) == (1, 2)
    assert not list(controleer_uitgaven())
    assert sorted(mail["To"] for mail in server.post) == adressen
    # The first was taken by the mail server and not noted: it is tried again later, under the same Message-ID.
    assert [bericht.pogingen for bericht in berichten] == [1, 1, 1]
    assert [bericht.verzonden_op is None for bericht in berichten] == [True, False, False]
