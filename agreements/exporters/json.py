"""The list as JSON: the shape of the public contract, in UTF-8."""

from __future__ import annotations

import json

from agreements.exporters.gegevens import Titelgegevens, Voortgang
from agreements.lijst import Lijst
from agreements.lijst_json import naar_json


def maak_json(lijst: Lijst, gegevens: Titelgegevens, voortgang: Voortgang | None = None) -> bytes:
    """The list as JSON. The gegevens stay out of it: the contract says what the shape is."""
    return f"{json.dumps(naar_json(lijst), ensure_ascii=False, indent=2)}\n".encode()
