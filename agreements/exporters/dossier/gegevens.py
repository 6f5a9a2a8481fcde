"""What an export of a dossier is told beside the dossier itself. Plain typed values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossiergegevens:
    """What stands on the title page and above the pages.

    `overleg` is its name ("BO Leefomgeving 2026 Noordwest"), `moment` when the dossier was taken from the register
    (with a time zone; the only moment in the document, so the same dossier gives the same bytes). `concept` says that
    the overleg has not been held yet: it stands across every page. `versienummer` is that of the version in the
    register (None: there is none).
    """

    overleg: str
    moment: datetime
    concept: bool
    versienummer: int | None = None
