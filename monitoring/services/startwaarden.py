"""With what an answer begins: what this side said last time, or else where the agreement stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from agreements.models import Afspraak, Statuswijziging
from monitoring.models import Antwoord, Uitvraagregel
from monitoring.services.verwachting import waarom_niet


@dataclass(frozen=True, slots=True, kw_only=True)
class Startwaarde:
    """The filled-in values.

    `van` is when this side answered last, None when it never did; `sinds` since when the joint status is another one
    than it said then, which is filled in instead. `voorbij` is the day that it expected and that has gone.
    """

    status: str
    toelichting: str = ""
    verwacht: date | None = None
    opvolger: str = ""
    van: datetime | None = None
    sinds: datetime | None = None
    voorbij: date | None = None


def startwaarden(regels: Sequence[Uitvraagregel], *, zijde: str, user: User) -> dict[int, Startwaarde]:
    """Per row what the form begins with for this side, of what this user may see. Three queries."""
    sleutels = [regel.afspraak_id for regel in regels]
    rondes = {regel.monitorronde_id for regel in regels}
    eerder = (
        Antwoord.objects.visible_to(user)
        .filter(regel__afspraak__in=sleutels, zijde=zijde)
        .exclude(regel__monitorronde__in=rondes)
        .select_related("regel")
        .order_by("op", "pk")
    )
    # Oldest first, so that the last one stays.
    antwoorden = {een.regel.afspraak_id: een for een in eerder}
    stappen = Statuswijziging.objects.visible_to(user).filter(
        afspraak__in=sleutels, zijde=Statuswijziging.Zijde.GEZAMENLIJK
    )
    gezamenlijk = {een.afspraak_id: een for een in stappen.order_by("afspraak", "nummer")}
    opvolgers = {een.opvolger_id for een in (*antwoorden.values(), *gezamenlijk.values())} - {None}
    zicht = Afspraak.objects.visible_to(user).filter(Q(pk__in=sleutels) | Q(pk__in=opvolgers))
    afspraken = {afspraak.pk: afspraak for afspraak in zicht.order_by("pk")}
    return {
        regel.pk: _begin(
            afspraken.get(regel.afspraak_id),
            antwoorden.get(regel.afspraak_id),
            gezamenlijk.get(regel.afspraak_id),
            {pk: afspraak.code for pk, afspraak in afspraken.items()},
        )
        for regel in regels
    }


def uit_antwoord(antwoord: Antwoord, *, opvolger: str) -> Startwaarde:
    """What an answer says, but for an expected day that can be meant no more."""
    vandaag, verwacht = timezone.localdate(), antwoord.verwacht
    kan = verwacht is None or not waarom_niet(verwacht, status=antwoord.status, vandaag=vandaag)
    return Startwaarde(
        status=antwoord.status,
        toelichting=antwoord.toelichting,
        verwacht=verwacht if kan else None,
        opvolger=opvolger,
        van=antwoord.op,
        voorbij=verwacht if not kan and verwacht is not None and verwacht < vandaag else None,
    )


def _begin(
    zicht: Afspraak | None, antwoord: Antwoord | None, stap: Statuswijziging | None, codes: dict[int | None, str]
) -> Startwaarde:
    """The last answer, unless the joint status became another one after it."""
    sinds = zicht.zicht_status_op if zicht is not None else None
    if antwoord is not None:
        nieuwer = sinds is not None and sinds > antwoord.op
        if zicht is None or not nieuwer or zicht.zicht_status == antwoord.status:
            return uit_antwoord(antwoord, opvolger=codes.get(antwoord.opvolger_id, ""))
    if zicht is None:
        return Startwaarde(status="")
    # Who only hears what was published, sees no step.
    hoort = stap if stap is not None and stap.naar == zicht.zicht_status else None
    return Startwaarde(
        status=zicht.zicht_status,
        toelichting=hoort.toelichting if hoort else "",
        opvolger=codes.get(hoort.opvolger_id, "") if hoort else "",
        van=antwoord.op if antwoord else None,
        sinds=sinds if antwoord else None,
    )
