"""When the figures of these tests are made, and one of them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from agreements.models import Status
from parliament.models import Cijferversie
from parliament.services.cijfers import maak_cijfer

HIER = ZoneInfo("Europe/Amsterdam")
GEMAAKT = datetime(2025, 1, 6, 9, tzinfo=HIER)
PEILDATUM = date(2025, 3, 1)
NU = datetime(2025, 3, 5, 9, tzinfo=HIER)
ZIN = "… van de … afspraken zijn afgerond."


def maak(by: Any, **anders: Any) -> Cijferversie:
    """How many of 2024 are done, of how many; counted for everybody."""
    gegevens: dict[str, Any] = {
        "titel": "Afgerond in 2024",
        "zin": ZIN,
        "vraag": "https://register.example/afspraken/?jaar=2024&sorteer=code&pagina=2&status=",
        "binnen": [Status.AFGEROND],
        "peildatum": PEILDATUM,
        "zicht": "openbaar",
    }
    return maak_cijfer(by=by, **{**gegevens, **anders})


def tekst_van(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
