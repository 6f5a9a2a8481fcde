"""Parameters of the resources that have no page filter of their own: each is given once, and must be one there is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from agreements.filters.velden import citaat
from api.problemen import Fout
from api.vragen import Vraag


def een_waarde(vraag: Vraag, naam: str) -> str:
    """The value of this parameter, empty when it was not given; a second one is refused."""
    waarden = vraag.data.getlist(naam)
    if len(waarden) > 1:
        vraag.fouten.append(Fout(naam, "herhaald", f"De parameter “{naam}” mag maar één keer voorkomen."))
    return waarden[0].strip() if waarden else ""


def keuze(vraag: Vraag, naam: str, waarden: Collection[str]) -> str:
    """One of these values, or empty; another is refused in the words of the other resources."""
    gevraagd = een_waarde(vraag, naam)
    if gevraagd and gevraagd not in waarden:
        onbekend(vraag, naam, gevraagd)
        return ""
    return gevraagd


def onbekend(vraag: Vraag, naam: str, gevraagd: str) -> None:
    """Refuse this value: there is no such thing, or this reader may not know that there is."""
    vraag.fouten.append(Fout(naam, "onbekende-waarde", f"Bij {naam} bestaat de keuze “{citaat(gevraagd)}” niet."))


def peildatum(vraag: Vraag) -> date:
    """The day that is asked for; without one it is today."""
    gevraagd = een_waarde(vraag, "peildatum")
    if not gevraagd:
        return timezone.localdate()
    try:
        if len(gevraagd) != len("2024-12-31"):
            raise ValueError
        return date.fromisoformat(gevraagd)
    except ValueError:
        zin = f"“{citaat(gevraagd)}” kan niet bij peildatum: schrijf een dag als 2024-12-31."
        vraag.fouten.append(Fout("peildatum", "onbekende-waarde", zin))
        return timezone.localdate()
