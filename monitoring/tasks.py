"""The entrance for background jobs of monitoring. With a broker a worker does them, without this process does."""

from __future__ import annotations

import logging

from celery import shared_task
from django.conf import settings

log = logging.getLogger(__name__)


def start_bundelen() -> None:
    """Have what waits to be told made into messages. Never raises: what is not done now, is done by the next run."""
    try:
        if settings.CELERY_BROKER_URL:
            bundel_meldingen.apply_async(retry_policy={"max_retries": 1})
        else:
            bundel_meldingen()
    except Exception:  # a broker can refuse in more ways than its library has names for
        log.warning("De meldingen zijn nog niet gebundeld; de volgende ronde doet het", exc_info=True)


@shared_task(name="monitoring.bundel_meldingen")
def bundel_meldingen() -> int:
    """Make one message a day of what waits for each person."""
    from monitoring.services.meldingen import bundel

    return bundel()


@shared_task(name="monitoring.herinner")
def herinner() -> dict[str, int]:
    """Note who is to be reminded, and tell it."""
    from monitoring.services import meldingen

    return {"rondes": meldingen.herinner(), "berichten": meldingen.bundel()}
