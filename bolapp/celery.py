"""The Celery application, for when there is a broker: `celery -A bolapp worker`, `celery -A bolapp beat`.

Without CELERY_BROKER_URL nothing here runs: the jobs of agreements.tasks then run in the web process.
"""

from __future__ import annotations

import os

from celery import Celery, signals

from bolapp.heartbeat import beat
from bolapp.safe_start import load_settings_or_exit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bolapp.settings")
load_settings_or_exit()

app = Celery("bolapp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def use_our_logging(**kwargs: object) -> None:
    """Log as the web process does; without this Celery puts its own handlers on the root logger."""
    from logging.config import dictConfig

    from django.conf import settings

    dictConfig(settings.LOGGING)


@signals.heartbeat_sent.connect
def say_alive(**kwargs: object) -> None:
    """Every 2 seconds, from the worker's main process, as long as it reaches the broker."""
    beat("worker")
