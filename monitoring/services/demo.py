"""The demo data of monitoring: a round that was closed and published, and one that is open and partly answered."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.actoren import Actor
from accounts.models import User
from monitoring.keuze import Keuze
from monitoring.models import Monitorronde, Uitvraagregel
from monitoring.services.antwoorden import geef_antwoord
from monitoring.services.besluiten import besluit_over_regel
from monitoring.services.momentopnamen import publiceer_momentopname
from monitoring.services.rondes import maak_ronde, open_ronde, sluit_ronde

BESTAND: Path = settings.BASE_DIR / "fixtures" / "demo" / "monitoring.json"
#: How long the open round still asks, counted from the day on which the demo data is loaded.
NOG = timedelta(days=16)


def speel_gesloten_ronde(*, op: datetime, by: Actor) -> None:
    """The round of last year, asked, answered, closed and published at `op`."""
    gegevens: dict[str, Any] = _lees()["gesloten"]
    gevraagd = op - timedelta(days=28)
    ronde = maak_ronde(
        naam=gegevens["naam"],
        toelichting=gegevens["toelichting"],
        keuze=Keuze.uit_json(gegevens["keuze"]),
        uiterlijk=timezone.localdate(op - timedelta(days=3)),
        by=by,
        op=gevraagd - timedelta(days=1),
    )
    open_ronde(monitorronde=ronde, by=by, op=gevraagd)
    _antwoord(ronde, gegevens["antwoorden"], begin=gevraagd + timedelta(days=4))
    momentopname = sluit_ronde(monitorronde=ronde, by=by, op=op)
    publiceer_momentopname(momentopname=momentopname, by=by, op=op + timedelta(minutes=30))


def speel_open_ronde(*, op: datetime, by: Actor) -> None:
    """The round of now, of which one side has answered a part."""
    gegevens: dict[str, Any] = _lees()["open"]
    gevraagd = timezone.localtime(op - timedelta(days=3)).replace(hour=9, minute=5)
    ronde = maak_ronde(
        naam=gegevens["naam"],
        toelichting=gegevens["toelichting"],
        keuze=Keuze.uit_json(gegevens["keuze"]),
        uiterlijk=timezone.localdate(op + NOG),
        by=by,
        op=gevraagd,
    )
    open_ronde(monitorronde=ronde, by=by, op=gevraagd)
    _antwoord(ronde, gegevens["antwoorden"], begin=gevraagd + timedelta(hours=1))
    for code, notitie in gegevens["bespreken"].items():
        regel = Uitvraagregel.objects.get(monitorronde=ronde, afspraak__code=code)
        besluit_over_regel(regel=regel, bespreken=True, notitie=notitie, by=by)


def _antwoord(ronde: Monitorronde, antwoorden: list[dict[str, Any]], *, begin: datetime) -> None:
    regels = {regel.afspraak.code: regel for regel in ronde.regels.select_related("afspraak").order_by("volgorde")}
    for nummer, een in enumerate(antwoorden):
        geef_antwoord(
            regel=regels[een["code"]],
            zijde=een["zijde"],
            status=een["status"],
            toelichting=een.get("toelichting", ""),
            verwacht=date.fromisoformat(een["verwacht"]) if "verwacht" in een else None,
            by=User.objects.get(username=een["door"]),
            op=begin + timedelta(minutes=7 * nummer),
        )


def _lees() -> dict[str, Any]:
    gegevens: dict[str, Any] = json.loads(BESTAND.read_text(encoding="utf-8"))
    return gegevens
