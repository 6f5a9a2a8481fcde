"""The entrance for background jobs: an id comes in, a service does the work.

With CELERY_BROKER_URL a worker does it; without, a thread of this process. Services are imported when a job
runs, because they import this module to start one.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.db import connections
from kombu.exceptions import OperationalError

from agreements.models.taak import STIL_NA

log = logging.getLogger(__name__)

#: One at a time: making a PDF takes a processor and hundreds of megabytes.
_draden = ThreadPoolExecutor(max_workers=1, thread_name_prefix="taak")


def start_taak(taak_id: UUID) -> None:
    """Have a job done in the background. Never raises: what cannot start is reported on the page of the job."""
    if not settings.CELERY_BROKER_URL:
        _draden.submit(_in_draad, taak_id)
        return
    try:
        voer_taak_uit.delay(taak_id=str(taak_id))
    except OperationalError:
        log.exception("Taak %s kon niet aan een werker worden gegeven", taak_id)
        from agreements.services.taken import meld_niet_gestart

        meld_niet_gestart(taak_id)


@shared_task(name="agreements.voer_taak_uit", bind=True, max_retries=3)
def voer_taak_uit(self: Any, *, taak_id: str) -> None:
    """Do a job. One that another worker has is looked at again when that worker should have shown life."""
    from agreements.services.taken import voer_uit

    if not voer_uit(UUID(taak_id)):
        raise self.retry(countdown=STIL_NA.total_seconds() + 10)


@shared_task(name="agreements.ruim_taken_op")
def ruim_taken_op() -> dict[str, int]:
    """Report what was interrupted and delete what has expired."""
    from agreements.services import taken

    return {**taken.ruim_taken_op(), "losse bestanden": taken.ruim_losse_bestanden_op()}


def _in_draad(taak_id: UUID) -> None:
    from agreements.services.taken import voer_uit

    try:
        voer_uit(taak_id)
    except Exception:
        log.exception("Taak %s is in de achtergrond mislukt", taak_id)
    finally:
        connections.close_all()
