"""From a file to a `Brontekst`: one module per format, chosen by the extension of the file name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from agreements.importers.bron import MAX_BYTES_DOCUMENT, MAX_BYTES_TEKST, Brontekst, decodeer, lees_bytes
from agreements.importers.formaten.inhoud import toets_inhoud
from agreements.importers.formaten.markdown import lees_markdown
from agreements.importers.formaten.odt import lees_odt
from agreements.importers.formaten.pdf import lees_pdf
from agreements.importers.formaten.word import lees_word
from agreements.lijst import LijstFout

__all__ = ["EXTENSIES", "lees_bron"]

#: The formats of text with marks in it, and what reads them.
_TEKSTEN: dict[str, Callable[..., Brontekst]] = {
    ".md": lees_markdown,
}
#: The formats that know more than text, and what reads them.
_DOCUMENTEN: dict[str, Callable[..., Brontekst]] = {
    ".docx": lees_word,
    ".odt": lees_odt,
    ".pdf": lees_pdf,
}
#: Kinds of files that can be read.
EXTENSIES = (".txt", *_TEKSTEN, *_DOCUMENTEN)


def lees_bron(pad_of_bytes: Path | str | bytes, *, naam: str) -> Brontekst:
    """The text of a file or of the bytes of one, with what its format knows of the lines.

    `naam` is the file name as the user knows it: its extension tells the format and it is named in refusals. A
    file that is something else than its extension says is refused.

    Raises LijstFout, with a Dutch sentence for the user, when this is no file that can be read.
    """
    naam = PurePath(naam.replace("\\", "/")).name or "bestand"
    extensie = _getoetste_extensie(naam)
    if extensie not in _DOCUMENTEN:
        inhoud = lees_bytes(pad_of_bytes, naam=naam, maximum=MAX_BYTES_TEKST)
        return _TEKSTEN.get(extensie, decodeer)(inhoud, naam=naam)
    inhoud = lees_bytes(pad_of_bytes, naam=naam, maximum=MAX_BYTES_DOCUMENT)
    toets_inhoud(inhoud, extensie=extensie, naam=naam)
    return _DOCUMENTEN[extensie](inhoud, naam=naam)


def _getoetste_extensie(naam: str) -> str:
    extensie = PurePath(naam).suffix.lower()
    if extensie not in EXTENSIES:
        gelezen = ", ".join(EXTENSIES)
        wat = f"met de extensie {extensie}" if extensie else "zonder extensie"
        raise LijstFout(f"Een bestand {wat} kan niet worden gelezen. Dit kan wel: {gelezen}.")
    return extensie
