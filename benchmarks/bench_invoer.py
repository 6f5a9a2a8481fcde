"""How long reading a list takes from each kind of file, ten times the list beside one, and its peak of memory.

The files are those that the application makes itself; text is written in the layout of 2024. From the bytes to the
list with codes and deadlines, with the processes that a format starts. Run by `python -m benchmarks invoer`.
"""

from __future__ import annotations

import json
import subprocess
import sys

import django

from agreements.lijst import Lijst
from benchmarks.meting import Meting, Tienvoud, bevries, cpu, piek, schrijf, tienvoud_metingen

KEREN = 5


def meet() -> list[Meting]:
    """All kinds of files that can be read."""
    from agreements.importers import EXTENSIES
    from benchmarks.lijsten import naam

    metingen = []
    for extensie in EXTENSIES:
        metingen += tienvoud_metingen("benchmarks.bench_invoer", extensie, een=f"{naam()} uit {extensie} gelezen")
    return metingen


def meet_extensie(extensie: str) -> Tienvoud:
    """One kind of file: the list of a ronde, one of that size, one of ten times that, and the peak in MiB."""
    from agreements.importers import lees_lijst
    from benchmarks.lijsten import lijst
    from tests.strategieen import NASLAG
    from tests.voorbeeldlijsten import lange_lijst

    def lees(document: bytes) -> Lijst:
        gelezen = lees_lijst(document, naam=f"lijst{extensie}", soort="bol", jaar=2024, naslag=NASLAG)
        return gelezen.met_codes()

    lange = lange_lijst(1)
    echt, een, tien = (maak_document(bron, extensie) for bron in (lijst(), lange, lange_lijst(10)))
    blokken = len(list(lees(een).tekstblokken))  # and what is read once per process
    if blokken != len(list(lange.tekstblokken)):
        raise SystemExit(f"uit {extensie} komen {blokken} tekstblokken in plaats van {len(list(lange.tekstblokken))}")
    bevries()
    tijd_echt = cpu(lambda: lees(echt), keren=KEREN)
    tijd_een = cpu(lambda: lees(een), keren=KEREN)
    tijd_tien = cpu(lambda: lees(tien), keren=3)
    return Tienvoud(echt=tijd_echt, een=tijd_een, tien=tijd_tien, piek=piek())


def maak_document(lijst: Lijst, extensie: str) -> bytes:
    """The list as a file of this kind, made in a process of its own so that its memory does not count."""
    if extensie == ".txt":
        from tests.agreements.importers.schrijf_2024 import schrijf_2024

        return schrijf_2024(lijst).encode()
    from agreements.lijst_json import naar_json

    return subprocess.run(
        [sys.executable, "-m", "benchmarks.bench_invoer", "maak", extensie],
        input=json.dumps(naar_json(lijst)).encode(),
        stdout=subprocess.PIPE,
        check=True,
    ).stdout


def _maak(extensie: str) -> None:
    from agreements.exporters import FORMATEN
    from agreements.lijst_json import uit_json
    from benchmarks.bench_uitvoer import titelgegevens

    lijst = uit_json(json.load(sys.stdin))
    sys.stdout.buffer.write(FORMATEN[extensie.removeprefix(".")].maak(lijst, titelgegevens()))


if __name__ == "__main__":
    django.setup()
    if sys.argv[1:2] == ["maak"]:
        _maak(sys.argv[2])
    elif len(sys.argv) > 1:
        print(meet_extensie(sys.argv[1]).als_json())
    else:
        schrijf(meet())
