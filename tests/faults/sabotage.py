"""Makes a process of the application die or wait at a chosen place, and lets its clocks run faster.

It is an application in the settings of the processes under test only. What it does stands in a file that the test
writes (`BOL_SABOTAGE`): where, and whether to die (SIGKILL, once) or to wait until the file is gone. The code of the
application is not changed: the places are its own functions.
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

from django.apps import AppConfig

#: How long a job is silent before it counts as dead, and how often is looked, in these processes.
STIL_NA = timedelta(seconds=3)
HARTSLAG_ELKE = 0.3
KIJK_ELKE = 0.3

STAP, HALF, GESCHREVEN, SLUITEN = "stap", "half geschreven", "geschreven", "lijst gemaakt bij het sluiten"
#: Publication has written everything of its one transaction, and not committed it.
OPENEN = "lijst bijna open"
#: A planned publication is committed, and nothing was mailed yet.
GEOPEND = "lijst open"
#: The mail server has said yes to a mail, and it is not noted yet.
GEMAILD = "gemaild"
#: Saving an item has written everything of its one transaction, and not committed it.
OPSLAAN = "agendapunt bijna opgeslagen"


class SabotageConfig(AppConfig):
    name = "tests.faults"
    label = "sabotage"
    path = str(Path(__file__).resolve().parent)

    def ready(self) -> None:
        from django.core.files.storage import FileSystemStorage

        from agreements import tasks
        from agreements.models import Taak, taak
        from agreements.services import post, schrijven, taakloop, taken
        from agreements.services.publicatie import brief, gepland
        from agreements.services.zittingen import sluiten

        for module in (taak, taken, tasks):
            setattr(module, "STIL_NA", STIL_NA)  # noqa: B010 - it is imported there, not exported
        taakloop.HARTSLAG_ELKE = HARTSLAG_ELKE
        tasks.KIJK_ELKE = KIJK_ELKE

        schrijver: Any = taakloop.Schrijver
        opslag: Any = FileSystemStorage
        schrijf, bewaar, sla_op = schrijver.__call__, taken._bewaar_uitvoer, opslag._save

        def bij_stap(self: Any, stap: str, procent: int) -> None:
            self.wanneer = 0.0  # every stage is written, however quick it was
            schrijf(self, stap, procent)
            tref(STAP, self.taak.poging, stap)

        def voor_het_zeggen(taak: Any, uitvoer: Any) -> bool:
            tref(GESCHREVEN, taak.poging)
            return bewaar(taak, uitvoer)

        def bij_het_schrijven(self: Any, name: str, content: Any) -> str:
            if name.startswith("taken/") and not name.endswith("-bron"):
                poging = Taak.objects.values_list("poging", flat=True).get(greep=name.rsplit("-", 1)[-1])
                tref(HALF, poging, doe_eerst=lambda: _schrijf_half(self, name, content))
            return str(sla_op(self, name, content))

        sluiting: Any = sluiten
        zeg_gesloten = sluiting.leg_vast

        def voor_het_sluiten(**details: Any) -> Any:
            tref(SLUITEN, 1)
            return zeg_gesloten(**details)

        brieven: Any = brief
        vertel = brieven._vertel

        def voor_het_openen(*wat: Any) -> None:
            vertel(*wat)
            tref(OPENEN, 1)

        plannen: Any = gepland
        post_: Any = post
        punten: Any = schrijven
        open_lijst, mail, zeg_geschreven = plannen.publiceer, post_._mail, punten.leg_vast

        def na_het_openen(**wat: Any) -> Any:
            uitgave = open_lijst(**wat)
            tref(GEOPEND, 1)
            return uitgave

        def na_het_mailen(*wat: Any) -> None:
            mail(*wat)
            tref(GEMAILD, 1)

        def voor_het_opslaan(**details: Any) -> Any:
            regel = zeg_geschreven(**details)
            tref(OPSLAAN, 1)
            return regel

        plannen.publiceer = na_het_openen
        post_._mail = na_het_mailen
        punten.leg_vast = voor_het_opslaan
        brieven._vertel = voor_het_openen
        sluiting.leg_vast = voor_het_sluiten
        schrijver.__call__ = bij_stap
        taken._bewaar_uitvoer = voor_het_zeggen
        opslag._save = bij_het_schrijven


def tref(waar: str, poging: int, stap: str = "", doe_eerst: Callable[[], None] = lambda: None) -> None:
    """Do what the file says, if it is about this place in this attempt of a job."""
    pad = Path(os.environ["BOL_SABOTAGE"])
    try:
        opdracht = json.loads(pad.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return
    if (opdracht["waar"], opdracht["poging"]) != (waar, poging) or not stap.startswith(opdracht["stap"]):
        return
    if opdracht["sterf"]:
        pad.unlink()
        doe_eerst()
        _sterf()
    pad.with_suffix(".bereikt").touch()
    while pad.exists():
        time.sleep(0.05)


def _schrijf_half(opslag: Any, name: str, content: Any) -> None:
    inhoud = content.read()
    pad = Path(opslag.path(name))
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_bytes(inhoud[: len(inhoud) // 2])


def _sterf() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("no process lives on after SIGKILL")
