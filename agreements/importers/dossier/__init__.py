"""Documents to `Dossier`: per format the rows of the source, then what they mean. No database."""

from __future__ import annotations

from pathlib import Path, PurePath

from agreements.importers.bron import MAX_BYTES_DOCUMENT, MAX_BYTES_TEKST, decodeer, lees_bytes
from agreements.importers.dossier.lezer import Gelezen, bouw_dossier, is_hoofdstuk
from agreements.importers.dossier.markdown import lees_markdown
from agreements.importers.dossier.verantwoording import Verantwoording
from agreements.importers.dossier.word import lees_word
from agreements.importers.formaten.inhoud import toets_inhoud
from agreements.lijst import LijstFout

__all__ = ["EXTENSIES", "Gelezen", "Verantwoording", "lees_dossier"]

#: Kinds of files that a dossier can be read from.
EXTENSIES = (".md", ".docx")


def lees_dossier(pad_of_bytes: Path | str | bytes, *, naam: str, soort: str, jaar: int, landsdeel: str) -> Gelezen:
    """Read a dossier from a file or from the bytes of one; the extension of `naam` tells the format.

    Raises LijstFout, with a Dutch sentence for the user, when it cannot be read or is no dossier of this overleg.
    """
    extensie = PurePath(naam).suffix.lower()
    if extensie not in EXTENSIES:
        wat = f"met de extensie {extensie}" if extensie else "zonder extensie"
        raise LijstFout(f"Een dossier {wat} kan niet worden gelezen. Dit kan wel: {', '.join(EXTENSIES)}.")
    if extensie == ".docx":
        inhoud = lees_bytes(pad_of_bytes, naam=naam, maximum=MAX_BYTES_DOCUMENT)
        toets_inhoud(inhoud, extensie=extensie, naam=naam)
        rijen, meldingen = lees_word(inhoud, naam=naam)
        if not any(is_hoofdstuk(rij) for rij in rijen):
            raise LijstFout(
                f"In “{naam}” is geen hoofdstuk 1 met een kopstijl gevonden. Geef in Word de hoofdstukken en "
                "agendapunten een kopstijl (Kop 1, Kop 2, …) en probeer het opnieuw."
            )
    else:
        bron = decodeer(lees_bytes(pad_of_bytes, naam=naam, maximum=MAX_BYTES_TEKST), naam=naam)
        rijen, meldingen = lees_markdown(bron.tekst)
        meldingen = [*bron.meldingen, *meldingen]
    return bouw_dossier(rijen, meldingen, soort=soort, jaar=jaar, landsdeel=landsdeel, naam=naam)
