"""The dossier as a PDF: tagged, PDF/UA-1 and PDF/A-2a in one file, as that of a list."""

from __future__ import annotations

from agreements.dossier import Dossier
from agreements.exporters.dossier.gegevens import Dossiergegevens
from agreements.exporters.dossier.html import html_tekst
from agreements.exporters.gegevens import Voortgang
from agreements.exporters.pdf import pdf_van_html


def maak_pdf(dossier: Dossier, gegevens: Dossiergegevens, voortgang: Voortgang | None = None) -> bytes:
    """The dossier as a PDF. The same dossier with the same gegevens gives the same bytes."""
    meld = voortgang or (lambda stap, procent: None)
    meld("De tekst wordt klaargezet", 2)
    return pdf_van_html(html_tekst(dossier, gegevens), meld)
