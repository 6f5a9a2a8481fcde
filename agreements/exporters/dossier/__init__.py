"""From a `Dossier` to a document: one module per format, each `(dossier, gegevens, voortgang) -> bytes`.

`DOSSIERFORMATEN` is the way in. What stands in the dossier comes out in its order and to the letter; a Word document
says of each paragraph what it is, so that the importer makes the same dossier of it.
"""

from __future__ import annotations

from agreements.dossier import Dossier
from agreements.exporters import FORMATEN, Formaat
from agreements.exporters.dossier.gegevens import Dossiergegevens

__all__ = ["DOSSIERFORMATEN", "Dossiergegevens"]


def _formaat(slug: str, maker: str) -> Formaat[Dossier, Dossiergegevens]:
    van_lijst = FORMATEN[slug]
    return Formaat(
        slug=slug,
        naam=van_lijst.naam,
        mediatype=van_lijst.mediatype,
        maker=f"agreements.exporters.dossier.{maker}",
    )


#: The formats in which a dossier can be made, in the order in which they are offered.
DOSSIERFORMATEN = {
    formaat.slug: formaat
    for formaat in (
        _formaat("pdf", "pdf:maak_pdf"),
        _formaat("docx", "word:maak_word"),
        _formaat("json", "json:maak_json"),
    )
}
