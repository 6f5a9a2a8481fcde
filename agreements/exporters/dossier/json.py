"""The dossier as JSON: the shape of the public contract, in UTF-8."""

from __future__ import annotations

import json

from agreements.dossier import Dossier
from agreements.dossier_json import naar_json
from agreements.exporters.dossier.gegevens import Dossiergegevens
from agreements.exporters.gegevens import Voortgang


def maak_json(dossier: Dossier, gegevens: Dossiergegevens, voortgang: Voortgang | None = None) -> bytes:
    """The dossier as JSON. The gegevens stay out of it: the contract says what the shape is."""
    return f"{json.dumps(naar_json(dossier), ensure_ascii=False, indent=2)}\n".encode()
