"""PDF documents that we made ourselves, read exactly.

Every paragraph of the list is a named place in our own PDF, whose name says what it is ("bol_inleiding_3") or which
carries the public code of a bullet; headings say so in the tag tree. A line belongs to the last place above it.
"""

from __future__ import annotations

from collections.abc import Sequence

from agreements.importers.formaten.pdf_openen import GeopendePdf
from agreements.importers.formaten.pdf_zetsel import Bladzijde
from agreements.importers.regels import Regel


def lees_eigen(bladzijden: Sequence[Bladzijde], geopend: GeopendePdf) -> list[Regel] | None:
    """The paragraphs of one of our own documents, or None when it is none or somebody changed it."""
    return None
