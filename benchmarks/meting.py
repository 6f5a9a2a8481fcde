"""One measured figure, and the clock that measures it."""

from __future__ import annotations

import gc
import json
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

#: What ten times the list may cost of one list, and the most memory (MiB) that it may take.
TIENVOUD, PIEK = 11, 400
#: Ten lists within so many seconds are no concern: so small a figure tells of the caches of the processor, not of us.
ONBEDUIDEND = 0.1


#: A measurement that is repeated takes at least this long (seconds).
KORTST = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Meting:
    """A figure with its unit and, where the project has promised one, the most that it may be."""

    naam: str
    waarde: float
    eenheid: str
    grens: float | None = None

    @property
    def in_orde(self) -> bool:
        return self.grens is None or self.waarde <= self.grens


@dataclass(frozen=True, slots=True, kw_only=True)
class Tienvoud:
    """Seconds for the list of a ronde, for a made one of its size and for ten times that, and the peak in MiB."""

    echt: float
    een: float
    tien: float
    piek: float

    def als_json(self) -> str:
        return json.dumps(asdict(self))


def cpu(doe: Callable[[], object], *, keren: int = 1) -> float:
    """The median of so many times in seconds of processor time, with that of the processes that it started.

    Processor time, because what else the machine does should not count. With `keren` above one, what takes less than
    the clock can tell is done more often for one measurement.
    """
    tijden = []
    for _ in range(keren):
        begin, aantal, verbruikt = _verbruik(), 0, 0.0
        while not aantal or (keren > 1 and verbruikt < KORTST):
            doe()
            aantal, verbruikt = aantal + 1, _verbruik() - begin
        tijden.append(verbruikt / aantal)
    return statistics.median(tijden)


def bevries() -> None:
    """Keep what the benchmark itself holds out of the rounds of the garbage collector, which would be measured too."""
    gc.collect()
    gc.freeze()


def piek() -> float:
    """The most memory in MiB that this process has had, and the largest of those that it started on top of it."""
    zelf, kinderen = (resource.getrusage(wie).ru_maxrss for wie in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (zelf + kinderen) / 1024


def tienvoud_metingen(module: str, wat: str, *, een: str, grens: float | None = None) -> list[Meting]:
    """The figures of one format, measured by `module` in a process of its own."""
    uit = subprocess.run([sys.executable, "-m", module, wat], stdout=subprocess.PIPE, check=True, text=True).stdout
    gemeten = Tienvoud(**json.loads(uit))
    hoogstens = TIENVOUD if gemeten.tien > ONBEDUIDEND else None
    return [
        Meting(naam=een, waarde=gemeten.echt, eenheid="s", grens=grens),
        Meting(
            naam="  tien keer zo lang / eenmaal", waarde=gemeten.tien / gemeten.een, eenheid="keer", grens=hoogstens
        ),
        Meting(naam="  tien keer zo lang, piek van het geheugen", waarde=gemeten.piek, eenheid="MiB", grens=PIEK),
    ]


def schrijf(metingen: Sequence[Meting]) -> None:
    """Hand the figures over to `python -m benchmarks`, which reads standard output."""
    print(json.dumps([asdict(meting) for meting in metingen]))


def _verbruik() -> float:
    return sum(
        gebruik.ru_utime + gebruik.ru_stime
        for gebruik in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
