"""From a file to a `Brontekst`: one module per format, chosen by the extension of the file name."""

from __future__ import annotations

from pathlib import Path, PurePath

from agreements.importers.bron import Brontekst, decodeer, lees_bytes
from agreements.lijst import LijstFout

__all__ = ["EXTENSIES", "lees_bron"]

#: Kinds of files that can be read.
EXTENSIES = (".txt",)


def lees_bron(pad_of_bytes: Path | str | bytes, *, naam: str) -> Brontekst:
    """The text of a file or of the bytes of one, with what its format knows of the lines.

    `naam` is the file name as the user knows it: its extension tells the format and it is named in refusals.

    Raises LijstFout, with a Dutch sentence for the user, when this is no file that can be read.
    """
    naam = PurePath(naam.replace("\\", "/")).name or "bestand"
    _toets_extensie(naam)
    return decodeer(lees_bytes(pad_of_bytes, naam=naam), naam=naam)


def _toets_extensie(naam: str) -> None:
    extensie = PurePath(naam).suffix.lower()
    if extensie not in EXTENSIES:
        gelezen = ", ".join(EXTENSIES)
        wat = f"met de extensie {extensie}" if extensie else "zonder extensie"
        raise LijstFout(f"Een bestand {wat} kan niet worden gelezen. Dit kan wel: {gelezen}.")
