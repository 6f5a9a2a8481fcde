"""Documents to `Dossier`: per format the rows of the source, then what they mean. No database."""

from __future__ import annotations

from pathlib import Path, PurePath

from agreements.importers.bron import MAX_BYTES_TEKST, decodeer, lees_bytes
from agreements.importers.dossier.lezer import Gelezen, bouw_dossier
from agreements.importers.dossier.markdown import lees_markdown
from agreements.importers.dossier.verantwoording import Verantwoording
from agreements.lijst import LijstFout

__all__ = ["EXTENSIES", "Gelezen", "Verantwoording", "lees_dossier"]

#: Kinds of files that a dossier can be read from.
EXTENSIES = (".md",)


def lees_dossier(pad_of_bytes: Path | str | bytes, *, naam: str, soort: str, jaar: int, landsdeel: str) -> Gelezen:
    """Read a dossier from a file or from the bytes of one; the extension of `naam` tells the format.

    Raises LijstFout, with a Dutch sentence for the user, when it cannot be read or is no dossier of this overleg.
    """
    extensie = PurePath(naam).suffix.lower()
    if extensie not in EXTENSIES:
        wat = f"met de extensie {extensie}" if extensie else "zonder extensie"
        raise LijstFout(f"Een dossier {wat} kan niet worden gelezen. Dit kan wel: {', '.join(EXTENSIES)}.")
    bron = decodeer(lees_bytes(pad_of_bytes, naam=naam, maximum=MAX_BYTES_TEKST), naam=naam)
    rijen, meldingen = lees_markdown(bron.tekst)
    return bouw_dossier(rijen, [*bron.meldingen, *meldingen], soort=soort, jaar=jaar, landsdeel=landsdeel, naam=naam)
