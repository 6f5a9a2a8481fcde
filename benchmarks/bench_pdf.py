"""How long the PDF of a list takes, beside what WeasyPrint alone takes for the same HTML.

Run by `python -m benchmarks pdf`; ten times the list is in `python -m benchmarks uitvoer`.
"""

from __future__ import annotations

import statistics

import django

from benchmarks.meting import Meting, cpu, schrijf

KEREN = 5
#: What the PDF of the whole list may take of what WeasyPrint alone takes.
GRENS = 1.2


def meet() -> list[Meting]:
    """The list of a ronde: WeasyPrint alone and our own PDF in turns, the median of each."""
    from weasyprint import HTML

    from agreements.exporters.html import html_tekst
    from agreements.exporters.pdf import maak_pdf
    from benchmarks.bench_uitvoer import titelgegevens
    from benchmarks.lijsten import lijst, naam

    een, gegevens = lijst(), titelgegevens()
    html = html_tekst(een, gegevens)
    alleen, onze = [], []
    for _ in range(KEREN + 1):
        alleen.append(cpu(lambda: HTML(string=html).write_pdf()))
        onze.append(cpu(lambda: maak_pdf(een, gegevens)))
    # The first of each pays for what is read once per process.
    tijd_alleen, tijd_onze = statistics.median(alleen[1:]), statistics.median(onze[1:])
    return [
        Meting(naam=f"{naam()}: de HTML", waarde=cpu(lambda: html_tekst(een, gegevens), keren=KEREN), eenheid="s"),
        Meting(naam=f"{naam()}: WeasyPrint alleen, zelfde HTML", waarde=tijd_alleen, eenheid="s"),
        Meting(naam=f"{naam()}: onze PDF (PDF/UA-1 en PDF/A-2a)", waarde=tijd_onze, eenheid="s"),
        Meting(naam="onze PDF / WeasyPrint alleen", waarde=tijd_onze / tijd_alleen, eenheid="keer", grens=GRENS),
    ]


if __name__ == "__main__":
    django.setup()
    schrijf(meet())
