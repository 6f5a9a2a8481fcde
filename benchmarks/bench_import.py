"""How long it takes to load the real list, from the document to the database. Run by `python -m benchmarks import`."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import django

from benchmarks.meting import Meting, cpu, schrijf

#: What the first import of the real list may take in seconds, after start-up.
GRENS = 2.0
#: Loading a list that was read happens while somebody waits for the page; ten times the list may take this long.
GRENS_TIEN = 5.0


def meet() -> list[Meting]:
    """The command itself in a process that has just started, so with all that it reads for the first time."""
    from django.core.management import call_command

    from accounts.actoren import SYSTEEM
    from agreements.services.lijsten import laad_lijst
    from benchmarks.lijsten import ECHT, lijst, naam
    from tests.agreements.importers.schrijf_2024 import schrijf_2024
    from tests.voorbeeldlijsten import lange_lijst

    call_command("migrate", verbosity=0, interactive=False)
    naslag = cpu(lambda: call_command("load_reference", verbosity=0))
    with tempfile.TemporaryDirectory() as folder:
        pad = ECHT
        if not pad.exists():
            pad = Path(folder) / "lijst.txt"
            pad.write_text(schrijf_2024(lijst()))

        def laad(*vlaggen: str) -> None:
            call_command(
                "import_afsprakenlijst", str(pad), "--soort=bol", "--jaar=2024", *vlaggen, stdout=io.StringIO()
            )

        eerste = cpu(laad)
        nogmaals = cpu(laad)
        proef = cpu(lambda: laad("--dry-run"))
        uitvoer = cpu(
            lambda: call_command(
                "export_afsprakenlijst",
                *("--soort=bol", "--jaar=2024", "--formaat=json", f"--output={folder}/lijst.json"),
                stdout=io.StringIO(),
            )
        )
    tien = cpu(lambda: laad_lijst(lijst=lange_lijst(10), by=SYSTEEM, bestandsnaam="lijst.txt"))
    return [
        Meting(naam="naslaggegevens, lege database", waarde=naslag, eenheid="s"),
        Meting(naam=f"{naam()}: lezen en laden", waarde=eerste, eenheid="s", grens=GRENS),
        Meting(naam=f"{naam()}: nog een keer, niets veranderd", waarde=nogmaals, eenheid="s", grens=GRENS),
        Meting(naam=f"{naam()}: alleen lezen (--dry-run)", waarde=proef, eenheid="s", grens=GRENS),
        Meting(naam="tien keer zo lange lijst: laden, na het lezen", waarde=tien, eenheid="s", grens=GRENS_TIEN),
        Meting(naam=f"{naam()}: uitvoer als JSON", waarde=uitvoer, eenheid="s"),
    ]


if __name__ == "__main__":
    django.setup()
    schrijf(meet())
