"""What the pages that people open all day cost with 20,000 agreements. Run by `python -m benchmarks paginas`."""

from __future__ import annotations

import statistics
import sys
import time
from typing import Any

import django

from benchmarks.meting import Meting, cpu, schrijf

AANTAL = 20_000
KEREN = 5
#: Seconds of processor time that a page may take.
GRENS = 1.0

PAGINAS = (
    ("start", "/"),
    ("lijst", "/afspraken/"),
    ("lijst, zoeken", "/afspraken/?q=woningbouw"),
    ("lijst, vier filters", "/afspraken/?landsdeel=noordwest&status=vertraagd&status=in_uitvoering&termijn=verlopen"),
    ("lijst, op termijn, pagina 40", "/afspraken/?sorteer=termijn&pagina=40"),
    ("landsdeel", "/landsdelen/noordwest/"),
    ("provincie", "/provincies/noord-holland/"),
    ("gebied", "/gebieden/metropoolregio-amsterdam/"),
    ("afspraak", "/afspraken/BOL-2024-NW-1-01/"),
)
TABELLEN = (("alle afspraken als csv", "csv"), ("alle afspraken als xlsx", "xlsx"))


def meet() -> list[Meting]:
    """Each page as a Rijksredacteur, who sees most, and the list also as a reader of one landsdeel."""
    from django.core.management import call_command
    from django.test import Client

    from benchmarks.gegevens import maak_afspraken, maak_gebruikers

    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_reference", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    begin = time.monotonic()
    maak_afspraken(AANTAL)
    rijk, lezer = maak_gebruikers()
    print(f"  (vullen duurde {time.monotonic() - begin:.0f} s)", file=sys.stderr, flush=True)
    clients = {}
    for user in (rijk, lezer):
        clients[user.username] = Client(HTTP_HOST="localhost")
        clients[user.username].force_login(user, backend="agreements.inlog.InlogMetBerichten")

    metingen = [_pagina(naam, pad, clients["rijk"]) for naam, pad in PAGINAS]
    metingen.append(_pagina("lijst, als lezer van één landsdeel", "/afspraken/", clients["lezer"]))
    for naam, formaat in TABELLEN:
        tijd = cpu(lambda formaat=formaat: _haal(clients["rijk"], f"/afspraken/?formaat={formaat}"))  # type: ignore[misc]
        metingen.append(Meting(naam=naam, waarde=tijd, eenheid="s"))
    return metingen


def _pagina(naam: str, pad: str, client: Any) -> Meting:
    _haal(client, pad)
    tijden = [cpu(lambda: _haal(client, pad)) for _ in range(KEREN)]
    return Meting(naam=naam, waarde=statistics.median(tijden), eenheid="s", grens=GRENS)


def _haal(client: Any, pad: str) -> None:
    antwoord = client.get(pad)
    if antwoord.status_code != 200:
        raise SystemExit(f"{pad} gaf {antwoord.status_code}")
    if antwoord.streaming:
        for _ in antwoord.streaming_content:
            pass


if __name__ == "__main__":
    django.setup()
    schrijf(meet())
