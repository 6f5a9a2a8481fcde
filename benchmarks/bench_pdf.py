"""How long the PDF of a list takes, beside what WeasyPrint alone takes for the same HTML.

Also a list of ten times the size, beside one, with its peak of memory. Run by `python -m benchmarks pdf`.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import django

from benchmarks.meting import Meting, cpu, schrijf

KEREN = 5
#: What the PDF of the whole list may take of what WeasyPrint alone takes.
GRENS = 1.3


def meet() -> list[Meting]:
    """The list of a ronde: WeasyPrint alone and our own PDF in turns, the fastest of each."""
    from weasyprint import HTML

    from agreements.exporters.html import html_tekst
    from agreements.exporters.pdf import maak_pdf
    from benchmarks.lijsten import lijst, naam

    een, gegevens = lijst(), _gegevens()
    html = html_tekst(een, gegevens)
    alleen, onze = [], []
    for _ in range(KEREN + 1):
        alleen.append(cpu(lambda: HTML(string=html).write_pdf()))
        onze.append(cpu(lambda: maak_pdf(een, gegevens)))
    # The first of each pays for what is read once per process.
    tijd_alleen, tijd_onze = min(alleen[1:]), min(onze[1:])
    keer, piek = _tienvoud()
    return [
        Meting(naam=f"{naam()}: de HTML", waarde=cpu(lambda: html_tekst(een, gegevens), keren=KEREN), eenheid="s"),
        Meting(naam=f"{naam()}: WeasyPrint alleen, zelfde HTML", waarde=tijd_alleen, eenheid="s"),
        Meting(naam=f"{naam()}: onze PDF (PDF/UA-1 en PDF/A-2a)", waarde=tijd_onze, eenheid="s"),
        Meting(naam="onze PDF / WeasyPrint alleen", waarde=tijd_onze / tijd_alleen, eenheid="keer", grens=GRENS),
        Meting(naam="tien keer zo lange lijst / eenmaal", waarde=keer, eenheid="keer"),
        Meting(naam="tien keer zo lange lijst: piek van het geheugen", waarde=piek, eenheid="MiB", grens=400),
    ]


def _tienvoud() -> tuple[float, float]:
    """Time and peak of ten times the size, in a process of its own because of the peak."""
    uit = subprocess.run(
        [sys.executable, "-m", "benchmarks.bench_pdf", "tienvoud"], stdout=subprocess.PIPE, check=True, text=True
    )
    keer, piek = uit.stdout.split()
    return float(keer), float(piek)


def meet_tienvoud() -> tuple[float, int]:
    """How many times one list ten lists take, and the peak of memory in MiB."""
    from agreements.exporters.pdf import maak_pdf
    from tests.voorbeeldlijsten import lange_lijst

    gegevens = _gegevens()
    een, tien = lange_lijst(1), lange_lijst(10)
    tijd_een = cpu(lambda: maak_pdf(een, gegevens), keren=3)
    tijd_tien = cpu(lambda: maak_pdf(tien, gegevens))
    return tijd_tien / tijd_een, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _gegevens() -> Any:
    from agreements.exporters import Titelgegevens

    return Titelgegevens(ronde="BO Leefomgeving 2024", moment=datetime(2024, 11, 12, 9, 0, tzinfo=UTC), fase="openbaar")


if __name__ == "__main__":
    django.setup()
    if sys.argv[1:] == ["tienvoud"]:
        print(*meet_tienvoud())
    else:
        schrijf(meet())
