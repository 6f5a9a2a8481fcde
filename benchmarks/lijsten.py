"""The list that is measured: the real one of 2024 where it is there, otherwise one of its size."""

from __future__ import annotations

from pathlib import Path

from agreements.importers import lees_lijst
from agreements.lijst import Lijst
from tests.strategieen import NASLAG
from tests.voorbeeldlijsten import lange_lijst

ECHT = Path(__file__).resolve().parent.parent.parent / "shared" / "documents" / "afsprakenlijst-bol-2024.txt"


def lijst() -> Lijst:
    """The neutral structure, with codes."""
    if not ECHT.exists():
        return lange_lijst(1)
    return lees_lijst(ECHT, naam=ECHT.name, soort="bol", jaar=2024, naslag=NASLAG).met_codes()


def naam() -> str:
    return "lijst van 2024" if ECHT.exists() else "proeflijst"
