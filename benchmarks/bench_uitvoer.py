"""How long a list takes in each format, ten times the list beside one, and its peak of memory.

Every format in a process of its own, because of what it loads and because of the peak. Run by
`python -m benchmarks uitvoer`; for one format `python -m benchmarks.bench_uitvoer docx` in its environment.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

import django

from benchmarks.meting import Meting, Tienvoud, bevries, cpu, piek, schrijf, tienvoud_metingen

KEREN = 5
#: What a format may take for the list of a ronde after start-up, in seconds. The PDF has a limit of its own, beside
#: WeasyPrint alone (benchmarks.bench_pdf).
GRENS = 1.0


def meet() -> list[Meting]:
    """All formats that can be made, in the order in which they are offered."""
    from agreements.exporters import FORMATEN
    from benchmarks.lijsten import naam

    metingen = []
    for slug, formaat in FORMATEN.items():
        metingen += tienvoud_metingen(
            "benchmarks.bench_uitvoer",
            slug,
            een=f"{naam()} als {formaat.naam}",
            grens=None if slug == "pdf" else GRENS,
        )
    return metingen


def meet_formaat(slug: str) -> Tienvoud:
    """One format: the list of a ronde, a list of that size and one of ten times that size, and the peak in MiB."""
    from agreements.exporters import FORMATEN
    from benchmarks.lijsten import lijst
    from tests.voorbeeldlijsten import lange_lijst

    formaat, gegevens = FORMATEN[slug], titelgegevens()
    echt, een, tien = lijst(), lange_lijst(1), lange_lijst(10)
    formaat.maak(een, gegevens)  # what is read once per process
    bevries()
    tijd_echt = cpu(lambda: formaat.maak(echt, gegevens), keren=KEREN)
    tijd_een = cpu(lambda: formaat.maak(een, gegevens), keren=KEREN)
    tijd_tien = cpu(lambda: formaat.maak(tien, gegevens), keren=1 if slug == "pdf" else 3)
    return Tienvoud(echt=tijd_echt, een=tijd_een, tien=tijd_tien, piek=piek())


def titelgegevens() -> Any:
    from agreements.exporters import Titelgegevens

    return Titelgegevens(ronde="BO Leefomgeving 2024", moment=datetime(2024, 11, 12, 9, 0, tzinfo=UTC), fase="openbaar")


if __name__ == "__main__":
    django.setup()
    if len(sys.argv) > 1:
        print(meet_formaat(sys.argv[1]).als_json())
    else:
        schrijf(meet())
