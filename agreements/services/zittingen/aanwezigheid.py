"""Recording who was at the overleg."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.dossier import Zijde
from agreements.models import Aanwezigheid, Zitting
from agreements.services.zittingen.besluiten import zitting_om_te_besluiten


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentie:
    """What is to be recorded of one deelnemer: the key of the row, whether they were there, and who sat in for them.

    `was` is what the form showed, so that the word of somebody else in the meantime is not overwritten.
    """

    pk: int
    aanwezig: bool | None
    vervanger: str = ""
    was: tuple[bool | None, str] | None = None


@transaction.atomic
def zet_aanwezigheid(*, zitting: Zitting, presenties: Iterable[Presentie], by: Actor) -> int:
    """Record who is there; returns of how many deelnemers something changed.

    Raises PermissionDenied, or ValidationError: the meeting is closed, somebody else recorded another thing about the
    same deelnemer, a deelnemer of another meeting. Nothing is written then.
    """
    zitting = zitting_om_te_besluiten(zitting, by)
    rijen = {rij.pk: rij for rij in zitting.aanwezigen.order_by("volgorde")}
    anders = []
    botsingen = []
    for een in presenties:
        rij = rijen.get(een.pk)
        if rij is None:
            raise ValidationError("Deze deelnemer hoort niet bij dit overleg. Laad de pagina opnieuw.")
        nieuw, nu = (een.aanwezig, een.vervanger.strip()), (rij.aanwezig, rij.vervanger)
        if nieuw in (nu, een.was):
            continue
        if een.was is not None and een.was != nu:
            botsingen.append(rij.naam)
        rij.aanwezig, rij.vervanger = nieuw
        anders.append(rij)
    if botsingen:
        raise ValidationError(
            f"Iemand anders heeft intussen iets anders vastgelegd over: {', '.join(botsingen)}. Er is niets "
            "opgeslagen. Bekijk de nieuwe stand en kies opnieuw."
        )
    if anders:
        Aanwezigheid.objects.bulk_update(anders, ["aanwezig", "vervanger"])
        leg_vast(
            actie="aanwezigheid vastgelegd",
            object_soort="zitting",
            object_sleutel=zitting.overleg.slug,
            by=by,
            details={"deelnemers": [{"volgorde": rij.volgorde, "aanwezig": rij.aanwezig} for rij in anders]},
        )
    return len(anders)


@transaction.atomic
def voeg_aanwezige_toe(*, zitting: Zitting, zijde: str, naam: str, by: Actor) -> Aanwezigheid:
    """Somebody is there who is not among the deelnemers of the dossier; the same name again makes no second row.

    Raises PermissionDenied, or ValidationError: the meeting is closed, no name, no side.
    """
    zitting = zitting_om_te_besluiten(zitting, by)
    naam = naam.strip()
    if not naam:
        raise ValidationError({"naam": "Vul een naam of functie in."})
    if zijde not in {een.value for een in Zijde}:
        raise ValidationError({"zijde": "Kies Rijk of regio."})
    eerder: Aanwezigheid | None = zitting.aanwezigen.filter(zijde=zijde, naam=naam).first()
    if eerder:
        return eerder
    laatste = zitting.aanwezigen.aggregate(Max("volgorde"))["volgorde__max"]
    volgorde = 0 if laatste is None else laatste + 1
    rij = Aanwezigheid.objects.create(zitting=zitting, volgorde=volgorde, zijde=zijde, naam=naam, aanwezig=True)
    leg_vast(
        actie="aanwezigheid vastgelegd",
        object_soort="zitting",
        object_sleutel=zitting.overleg.slug,
        by=by,
        details={"deelnemers": [{"volgorde": volgorde, "aanwezig": True, "nieuw": True}]},
    )
    return rij
