"""With what an answer begins: what this side said last time, or else where the agreement stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from agreements.models import Afspraak
from monitoring.models import Antwoord, Uitvraagregel


@dataclass(frozen=True, slots=True, kw_only=True)
class Startwaarde:
    """The filled-in values; `van` is when this side said so, None when it never did."""

    status: str
    toelichting: str = ""
    verwacht: date | None = None
    opvolger: str = ""
    van: datetime | None = None


def startwaarden(regels: Sequence[Uitvraagregel], *, zijde: str, user: User) -> dict[int, Startwaarde]:
    """Per row what the form begins with for this side, of what this user may see. Two queries."""
    sleutels = [regel.afspraak_id for regel in regels]
    rondes = {regel.monitorronde_id for regel in regels}
    eerder = (
        Antwoord.objects.visible_to(user)
        .filter(regel__afspraak__in=sleutels, zijde=zijde)
        .exclude(regel__monitorronde__in=rondes)
        .select_related("opvolger", "regel")
        .order_by("op", "pk")
    )
    # Oldest first, so that the last one stays.
    laatste = {een.regel.afspraak_id: een for een in eerder}
    zicht = Afspraak.objects.visible_to(user).filter(pk__in=sleutels).order_by("pk")
    standen = {afspraak.pk: afspraak.zicht_status for afspraak in zicht}
    return {
        regel.pk: _uit(laatste[regel.afspraak_id])
        if regel.afspraak_id in laatste
        else Startwaarde(status=standen.get(regel.afspraak_id, ""))
        for regel in regels
    }


def _uit(antwoord: Antwoord) -> Startwaarde:
    return Startwaarde(
        status=antwoord.status,
        toelichting=antwoord.toelichting,
        verwacht=antwoord.verwacht,
        opvolger=antwoord.opvolger.code if antwoord.opvolger else "",
        van=antwoord.op,
    )
