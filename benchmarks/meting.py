"""One measured figure, and the clock that measures it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


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


def cpu(doe: Callable[[], object], *, keren: int = 1) -> float:
    """The least processor time in seconds of so many times: what else the machine does should not count."""
    tijden = []
    for _ in range(keren):
        begin = time.process_time()
        doe()
        tijden.append(time.process_time() - begin)
    return min(tijden)


def schrijf(metingen: Sequence[Meting]) -> None:
    """Hand the figures over to `python -m benchmarks`, which reads standard output."""
    print(json.dumps([asdict(meting) for meting in metingen]))
