"""The process that reads one PDF: bytes in on standard input, a `Brontekst` or a refusal out as JSON.

It may use so much memory and processor time and no more, whatever stands in the file.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

MAX_GEHEUGEN = 900 * 1024 * 1024


def main() -> None:
    naam, seconden = sys.argv[1], int(sys.argv[2])
    _begrens(seconden)
    inhoud = sys.stdin.buffer.read()
    from agreements.importers.formaten.pdf_lezen import lees_in_dit_proces
    from agreements.importers.formaten.pdf_openen import te_zwaar
    from agreements.lijst import LijstFout

    uit: dict[str, object]
    try:
        bron = lees_in_dit_proces(inhoud, naam=naam)
        uit = {**asdict(bron), "fout": None}
    except LijstFout as fout:
        uit = {"fout": str(fout)}
    except (MemoryError, RecursionError):
        uit = {"fout": str(te_zwaar(naam))}
    json.dump(uit, sys.stdout)


def _begrens(seconden: int) -> None:
    try:
        import resource
    except ImportError:  # not on this system; the time limit of the parent remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_GEHEUGEN, MAX_GEHEUGEN))
    resource.setrlimit(resource.RLIMIT_CPU, (seconden, seconden + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main()
