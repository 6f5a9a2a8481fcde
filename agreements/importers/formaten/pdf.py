"""Text PDFs (.pdf), read in a process of its own with little memory and time.

A PDF is a program that draws, and one that was made to hurt can keep its reader busy for hours. So it is read
elsewhere: what hangs or grows is ended there, and here it is a refusal like any other.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from agreements.importers.bron import Brontekst
from agreements.importers.regels import Regel
from agreements.lijst import LijstFout, Melding, Onderdeel

#: Processor time, and time on the clock of a busy machine.
MAX_SECONDEN = 60
_MAX_WACHTTIJD = 240
_PROJECT = Path(__file__).resolve().parents[3]


def lees_pdf(inhoud: bytes, *, naam: str) -> Brontekst:
    """Read a PDF. Raises LijstFout with a Dutch sentence when it cannot be read, or not within the limits."""
    opdracht = [sys.executable, "-m", "agreements.importers.formaten.pdf_proces", naam, str(MAX_SECONDEN)]
    omgeving = {
        **{sleutel: waarde for sleutel, waarde in os.environ.items() if sleutel in ("PATH", "LANG", "SYSTEMROOT")},
        "PYTHONPATH": str(_PROJECT),
        "PYTHONUTF8": "1",
    }
    try:
        klaar = subprocess.run(
            opdracht, input=inhoud, capture_output=True, timeout=_MAX_WACHTTIJD, cwd=_PROJECT, env=omgeving, check=False
        )
    except subprocess.TimeoutExpired as fout:
        raise _te_zwaar(naam) from fout
    try:
        uit: dict[str, Any] = json.loads(klaar.stdout)
    except ValueError as fout:
        if b"Traceback" in klaar.stderr and b"MemoryError" not in klaar.stderr:
            raise RuntimeError(f"reading a PDF failed: {klaar.stderr.decode(errors='replace')[-2000:]}") from fout
        raise _te_zwaar(naam) from fout
    if uit["fout"]:
        raise LijstFout(uit["fout"])
    return Brontekst(
        tekst=uit["tekst"],
        meldingen=tuple(Melding(**melding) for melding in uit["meldingen"]),
        regels=tuple(
            Regel(**{**regel, "onderdeel": Onderdeel(regel["onderdeel"]) if regel["onderdeel"] else None})
            for regel in uit["regels"]
        ),
        eigen=uit["eigen"],
    )


def _te_zwaar(naam: str) -> LijstFout:
    return LijstFout(
        f"De PDF “{naam}” is te groot of te ingewikkeld om te lezen. Kies het bestand met alleen de afsprakenlijst."
    )
