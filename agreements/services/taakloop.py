"""While a job runs: its progress, its sign of life, and the last writes when the database is busy for a moment."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

from django.db import OperationalError, connection, connections
from django.utils import timezone

from agreements.models import Taak
from agreements.models.taak import TaakQuerySet

log = logging.getLogger(__name__)

#: Progress is written at most this often (seconds).
SCHRIJF_ELKE = 0.5
#: The sign of life is given this often (seconds).
HARTSLAG_ELKE = 5.0
#: After so many seconds it stops: what has not ended then, hangs, and may be taken up by another process.
LANGST = 900.0
#: How long is waited (seconds) before each next try of a write that the database had no time for.
GEDULD = (0.5, 2.0, 5.0)

T = TypeVar("T")


def houdt_nog(taak: Taak) -> TaakQuerySet:
    """The row of the job as long as this attempt has it; empty when another one took it over."""
    return Taak.objects.filter(pk=taak.pk, greep=taak.greep, stand=Taak.Stand.BEZIG)


def volhard(doe: Callable[[], T]) -> T:
    """Do a write, again after a pause when the database is locked or away. Raises OperationalError after the last."""
    for pauze in GEDULD:
        try:
            return doe()
        except OperationalError:
            log.warning("De database had geen tijd; over %s seconden opnieuw", pauze, exc_info=True)
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
            time.sleep(pauze)
    return doe()


class Schrijver:
    """Writes progress to the row; not with every page, that would slow the work down.

    Progress that cannot be written is skipped: it is no reason for the work to fail.
    """

    def __init__(self, taak: Taak) -> None:
        self.taak = taak
        self.wanneer = 0.0

    def __call__(self, stap: str, procent: int) -> None:
        nu = time.monotonic()
        if nu - self.wanneer < SCHRIJF_ELKE:
            return
        self.wanneer = nu
        try:
            houdt_nog(self.taak).update(stap=stap[:120], voortgang=max(0, min(99, procent)), hartslag=timezone.now())
        except OperationalError:
            log.warning("De voortgang van taak %s kon niet worden bewaard", self.taak.pk, exc_info=True)


class Hartslag:
    """Gives the sign of life of a job from a thread of its own, also while a stage takes long and says nothing."""

    def __init__(self, taak: Taak) -> None:
        self.taak = taak
        self.klaar = threading.Event()
        self.draad = threading.Thread(target=self._klop, name=f"hartslag-{taak.pk}", daemon=True)

    def __enter__(self) -> None:
        self.draad.start()

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, waar: TracebackType | None
    ) -> None:
        self.klaar.set()

    def _klop(self) -> None:
        einde = time.monotonic() + LANGST
        while not self.klaar.wait(HARTSLAG_ELKE) and time.monotonic() < einde:
            try:
                houdt_nog(self.taak).update(hartslag=timezone.now())
            except OperationalError:
                log.warning("Taak %s kon geen teken van leven geven", self.taak.pk, exc_info=True)
            finally:
                connections.close_all()
