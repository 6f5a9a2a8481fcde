"""The scheduler of `celery beat`, with a sign of life each time that it looks at its schedule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from celery.beat import PersistentScheduler

from bolapp.heartbeat import beat


class WatchedScheduler(PersistentScheduler):
    """Celery's own scheduler, watched by `bolapp.healthcheck beat`."""

    def setup_schedule(self) -> None:
        Path(self.schedule_filename).parent.mkdir(parents=True, exist_ok=True)
        super().setup_schedule()

    def tick(self, *args: Any, **kwargs: Any) -> float:
        wait: float = super().tick(*args, **kwargs)
        beat("beat")
        return wait
