"""From a `Lijst` to a document: one module per format, each `(lijst, gegevens, voortgang) -> bytes`.

`FORMATEN` is the way in. An exporter knows no database and no request: what it needs beside the list comes in
`Titelgegevens`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Generic, TypeVar

from agreements.exporters.gegevens import Overlegdag, Titelgegevens, Voortgang
from agreements.lijst import Lijst

__all__ = ["FORMATEN", "Formaat", "Overlegdag", "Titelgegevens", "Voortgang"]

Inhoud = TypeVar("Inhoud")
Gegevens = TypeVar("Gegevens")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formaat(Generic[Inhoud, Gegevens]):
    """A format in which a list or a dossier can leave: its slug, what people call it, and where it is made."""

    slug: str
    naam: str
    mediatype: str
    maker: str

    def maak(self, inhoud: Inhoud, gegevens: Gegevens, voortgang: Voortgang | None = None) -> bytes:
        """The document. Its module is loaded on first use, because making a PDF takes a large library."""
        module, functie = self.maker.split(":")
        maak: Callable[[Inhoud, Gegevens, Voortgang | None], bytes] = getattr(import_module(module), functie)
        return maak(inhoud, gegevens, voortgang)


_FORMATEN: tuple[Formaat[Lijst, Titelgegevens], ...] = (
    Formaat(
        slug="pdf",
        naam="PDF",
        mediatype="application/pdf",
        maker="agreements.exporters.pdf:maak_pdf",
    ),
    Formaat(
        slug="docx",
        naam="Word (DOCX)",
        mediatype="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        maker="agreements.exporters.word:maak_word",
    ),
    Formaat(
        slug="odt",
        naam="OpenDocument (ODT)",
        mediatype="application/vnd.oasis.opendocument.text",
        maker="agreements.exporters.odt:maak_odt",
    ),
    Formaat(
        slug="md",
        naam="Markdown (MD)",
        mediatype="text/markdown; charset=utf-8",
        maker="agreements.exporters.markdown:maak_markdown",
    ),
    Formaat(
        slug="html",
        naam="Webpagina (HTML)",
        mediatype="text/html; charset=utf-8",
        maker="agreements.exporters.html:maak_html",
    ),
    Formaat(
        slug="xlsx",
        naam="Excel (XLSX)",
        mediatype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        maker="agreements.exporters.lijsttabel:maak_xlsx",
    ),
    Formaat(
        slug="ods",
        naam="Rekenblad (ODS)",
        mediatype="application/vnd.oasis.opendocument.spreadsheet",
        maker="agreements.exporters.lijsttabel:maak_ods",
    ),
    Formaat(
        slug="csv",
        naam="Tabel (CSV)",
        mediatype="text/csv; charset=utf-8",
        maker="agreements.exporters.lijsttabel:maak_csv",
    ),
    Formaat(
        slug="json",
        naam="Gegevens (JSON)",
        mediatype="application/json",
        maker="agreements.exporters.json:maak_json",
    ),
)
#: The formats in which the list can be made, in the order in which they are offered.
FORMATEN = {formaat.slug: formaat for formaat in _FORMATEN}
