"""The entrance for background jobs: an id comes in, a service does the work.

With CELERY_BROKER_URL a worker does it; without, a thread of this process, and a second thread does what worker and
beat would: take up what an earlier process left behind, and clear up. Services are imported when a job runs, because
they import this module to start one.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.db import DatabaseError, OperationalError, connections

from agreements.models.taak import STIL_NA

log = logging.getLogger(__name__)

#: Without a broker this often (seconds) is looked for jobs that nobody does, and every so many times is cleared up and
#: mailed what waits.
KIJK_ELKE = 15.0
RUIM_ELKE = 20
POST_ELKE = 4

#: What other rooms want looked after every so often when there is no broker; see `kijk_ook_naar`.
_ook: list[Callable[[], object]] = []

#: One at a time: making a PDF takes a processor and hundreds of megabytes.
_draden = ThreadPoolExecutor(max_workers=1, thread_name_prefix="taak")
#: What stands in line for it.
_in_de_rij: set[UUID] = set()
#: Mail has a thread of its own: a slow mail server holds up no document.
_post = ThreadPoolExecutor(max_workers=1, thread_name_prefix="post")
_post_wacht = threading.Event()
_slot = threading.Lock()


def start_taak(taak_id: UUID) -> None:
    """Have a job done in the background. Never raises: what cannot start is reported on the page of the job."""
    if not settings.CELERY_BROKER_URL:
        with _slot:
            if taak_id in _in_de_rij:
                return
            _in_de_rij.add(taak_id)
        _draden.submit(_in_draad, taak_id)
        return
    try:
        voer_taak_uit.apply_async(kwargs={"taak_id": str(taak_id)}, retry_policy={"max_retries": 1})
    except Exception:  # a broker can refuse in more ways than its library has names for
        log.exception("Taak %s kon niet aan een werker worden gegeven", taak_id)
        from agreements.services.taken import meld_niet_gestart

        meld_niet_gestart(taak_id)


@shared_task(
    name="agreements.voer_taak_uit", bind=True, max_retries=3, autoretry_for=(OperationalError,), retry_backoff=5
)
def voer_taak_uit(self: Any, *, taak_id: str) -> None:
    """Do a job. One that another worker has is looked at again when that worker should have shown life."""
    from agreements.services.taken import voer_uit

    if not voer_uit(UUID(taak_id)):
        raise self.retry(countdown=STIL_NA.total_seconds() + 10)


def start_versturen() -> None:
    """Have the messages that wait mailed in the background. Never raises: what is not mailed now, is later."""
    if not settings.CELERY_BROKER_URL:
        with _slot:
            if not _post_wacht.is_set():
                _post_wacht.set()
                _post.submit(_verstuur_in_draad)
        return
    try:
        verstuur_berichten.apply_async(retry_policy={"max_retries": 1})
    except Exception:  # a broker can refuse in more ways than its library has names for
        log.warning("De broker nam het versturen van berichten niet aan; beat vraagt het opnieuw", exc_info=True)


@shared_task(name="agreements.verstuur_berichten")
def verstuur_berichten() -> dict[str, int]:
    """Mail the messages that wait."""
    from agreements.services import post

    return post.verstuur()


@shared_task(name="agreements.herinner_afstemmingen")
def herinner_afstemmingen() -> int:
    """Remind who has not answered an afstemming yet."""
    from agreements.services.afstemmingen import herinner

    return herinner()


@shared_task(name="agreements.ruim_taken_op")
def ruim_taken_op() -> dict[str, int]:
    """Take up or report what was interrupted and delete what has expired."""
    from agreements.services import taken, uitgaven

    los = taken.ruim_losse_bestanden_op() + uitgaven.ruim_losse_bestanden_op()
    return {**taken.ruim_taken_op(), "losse bestanden": los}


@shared_task(name="agreements.voer_publicatieplannen_uit")
def voer_publicatieplannen_uit() -> dict[str, int]:
    """Publish what was planned for a moment that has come."""
    from agreements.services import publicatie

    return publicatie.voer_plannen_uit()


def kijk_ook_naar(wat: Callable[[], object]) -> None:
    """Have this done every few minutes by the process that looks after the jobs when there is no broker.

    For the rooms that lean on this one, which this one does not know. It must be able to run as often as it likes.
    """
    if wat not in _ook:
        _ook.append(wat)


def bewaak_taken() -> None:
    """Called once by a web process that starts: without a broker, look after the jobs as long as it lives."""
    if not settings.CELERY_BROKER_URL:
        threading.Thread(target=_bewaak, name="taken", daemon=True).start()


def _bewaak() -> None:
    from agreements.services import publicatie, taken, uitgaven
    from agreements.services.afstemmingen import herinner

    ronde = 0
    while True:
        try:
            taken.ruim_taken_op()
            taken.hervat(alles=ronde == 0)
            publicatie.voer_plannen_uit()
            if ronde % RUIM_ELKE == 0:
                taken.ruim_losse_bestanden_op()
                uitgaven.ruim_losse_bestanden_op()
                herinner()
                for wat in _ook:
                    wat()
            if ronde % POST_ELKE == 0:
                start_versturen()
        except DatabaseError:
            # Not there yet, not migrated yet, or busy: it may be better the next time.
            log.warning("De achtergrondtaken konden niet worden nagekeken", exc_info=True)
        except Exception:
            log.exception("Het nakijken van de achtergrondtaken is mislukt")
        finally:
            connections.close_all()
        ronde += 1
        time.sleep(KIJK_ELKE)


def _in_draad(taak_id: UUID) -> None:
    from agreements.services.taken import voer_uit

    with _slot:
        _in_de_rij.discard(taak_id)
    try:
        voer_uit(taak_id)
    except Exception:
        log.exception("Taak %s is in de achtergrond mislukt", taak_id)
    finally:
        connections.close_all()


def _verstuur_in_draad() -> None:
    from agreements.services import post

    # From here on a new message asks for a new run: this one may have looked already.
    _post_wacht.clear()
    try:
        post.verstuur()
    except Exception:
        log.exception("Het versturen van berichten is mislukt")
    finally:
        connections.close_all()
