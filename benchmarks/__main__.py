"""Run the benchmarks, each in a process and on a database of its own; print a table and write var/bench.json.

    .venv/bin/python -m benchmarks [import] [invoer] [uitvoer] [pdf] [paginas]

The settings are those of a server (DEBUG=0), because that is what people wait for. BENCH_DATABASE_URL takes an
empty PostgreSQL database instead of SQLite. Exit 1 when a figure is over its limit or a benchmark fails.
"""

from __future__ import annotations

import json
import os
import platform
import secrets
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.meting import Meting

ROOT = Path(__file__).resolve().parent.parent
ONDERDELEN = {
    "import": "Een lijst laden",
    "invoer": "Een lijst lezen, per soort bestand",
    "uitvoer": "Een lijst maken, per formaat",
    "pdf": "De PDF van een lijst",
    "paginas": "Pagina's bij 20.000 afspraken",
}


def main(gevraagd: list[str]) -> int:
    if onbekend := set(gevraagd) - set(ONDERDELEN):
        print(f"Onbekend: {', '.join(sorted(onbekend))}. Kies uit: {', '.join(ONDERDELEN)}.", file=sys.stderr)
        return 1
    uitslag: dict[str, Any] = {}
    goed = True
    for naam in gevraagd or ONDERDELEN:
        print(f"\n{ONDERDELEN[naam]}", flush=True)
        begin = time.monotonic()
        metingen = _meet(naam)
        if metingen is None:
            print(f"  {naam} is mislukt; zie hierboven.", file=sys.stderr)
            goed = False
            continue
        for meting in metingen:
            _toon(meting)
            goed = goed and meting.in_orde
        print(f"  ({time.monotonic() - begin:.0f} s gemeten)", flush=True)
        uitslag[naam] = [
            {**asdict(meting), "waarde": round(meting.waarde, 4), "in_orde": meting.in_orde} for meting in metingen
        ]
    _bewaar(uitslag)
    return 0 if goed else 1


def _meet(naam: str) -> list[Meting] | None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        klaar = subprocess.run(
            [sys.executable, "-m", f"benchmarks.bench_{naam}"],
            cwd=ROOT,
            env=_omgeving(folder),
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    if klaar.returncode:
        return None
    return [Meting(**meting) for meting in json.loads(klaar.stdout)]


def _omgeving(folder: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bolapp.settings",
        "DEBUG": "0",
        "DEMO": "0",
        "LOG_LEVEL": "ERROR",
        "SECRET_KEY": secrets.token_hex(32),
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": "http://localhost",
        "CELERY_BROKER_URL": "",
        "EMAIL_URL": "dummymail://",
        "VAR_DIR": folder,
        "STATIC_ROOT": f"{folder}/static",
        "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{folder}/bench.sqlite3",
    }


def _toon(meting: Meting) -> None:
    grens = f"   hoogstens {meting.grens:g}" if meting.grens is not None else ""
    print(
        f"  {meting.naam:<62}{meting.waarde:>10.3f} {meting.eenheid:<6}{grens}{'' if meting.in_orde else '  TE VEEL'}"
    )


def _bewaar(uitslag: dict[str, Any]) -> None:
    """Keep the figures; what was not measured this time stays as it was."""
    pad = Path(os.environ.get("VAR_DIR") or ROOT / "var") / "bench.json"
    pad.parent.mkdir(parents=True, exist_ok=True)
    eerder = json.loads(pad.read_text()).get("metingen", {}) if pad.exists() else {}
    alles = {
        "op": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "metingen": {**eerder, **uitslag},
    }
    pad.write_text(json.dumps(alles, indent=2, ensure_ascii=False) + "\n")
    print(f"\nBewaard in {pad}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
