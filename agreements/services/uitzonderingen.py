"""Exceptions to the embargo: one agreement that becomes public earlier or later than its list.

What holds now stands on the agreement (`embargo`, `openbaar_vanaf`), where every queryset reads it; why, by whom and
since when stands in an `Embargouitzondering`. A text block opens as a whole: its deelafspraken go with it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor, naam_van
from accounts.auditlog import leg_vast
from agreements.models import Afspraak, Embargouitzondering, Ronde
from agreements.models.embargo import EERDER, LATER
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_publiceren
from agreements.services.publicatie import meld_uitgave_nodig
from agreements.services.statuspublicatie import publiceer_statussen


@transaction.atomic
def geef_uitzondering(
    *, afspraak: Afspraak, soort: str, reden: str, by: Actor, openbaar_vanaf: datetime | None = None
) -> Embargouitzondering:
    """Let an agreement that is not public yet become so earlier or later than its list, with its deelafspraken.

    "Eerder" needs a moment; one that has passed is now. "Later" without a moment lasts until it is withdrawn. A
    running exception is replaced. Raises PermissionDenied, or ValidationError with a Dutch sentence: a deelafspraak,
    no reason, no (or a past) moment, or an agreement that is public already.
    """
    eis(mag_publiceren(by))
    nu = timezone.now()
    afspraak, samen = _neem(afspraak)
    reden = reden.strip()
    if afspraak.deel:
        raise ValidationError("Een uitzondering geldt voor een heel tekstblok. Geef haar aan de hele afspraak.")
    if soort not in (EERDER, LATER):
        raise ValidationError("Kies of de afspraak eerder of later openbaar wordt dan de lijst.")
    if not reden:
        raise ValidationError({"reden": "Schrijf op waarom deze afspraak eerder of later openbaar wordt."})
    if soort == EERDER and openbaar_vanaf is None:
        raise ValidationError({"openbaar_vanaf": "Zeg vanaf wanneer de afspraak openbaar is."})
    if afspraak.is_openbaar:
        raise ValidationError(f"{afspraak.code} is al openbaar. Dat kan niet worden teruggedraaid.")
    if soort == EERDER and afspraak.overleg.ronde.is_openbaar:
        raise ValidationError("De lijst is al openbaar. Trek de uitzondering in om deze afspraak te openen.")
    if openbaar_vanaf and openbaar_vanaf < nu:
        if soort == LATER:
            raise ValidationError({"openbaar_vanaf": "Dit moment is al voorbij. Kies een moment dat nog komt."})
        openbaar_vanaf = nu
    _beeindig(afspraak, by, nu)
    uitzondering = Embargouitzondering.objects.create(
        afspraak=afspraak, soort=soort, openbaar_vanaf=openbaar_vanaf, reden=reden, **handtekening(by, nu)
    )
    samen.update(embargo=soort, openbaar_vanaf=openbaar_vanaf)
    if soort == EERDER:
        publiceer_statussen(afspraken=samen, by=by, op=openbaar_vanaf)
    _leg_vast("uitzondering op embargo gegeven", uitzondering, by)
    return uitzondering


@transaction.atomic
def trek_uitzondering_in(*, uitzondering: Embargouitzondering, by: Actor) -> None:
    """Let the agreement become public with its list again; when that is public, it opens now.

    Raises PermissionDenied, or ValidationError: withdrawn already, or the agreement is public through it.
    """
    eis(mag_publiceren(by))
    nu = timezone.now()
    afspraak, samen = _neem(uitzondering.afspraak)
    uitzondering = Embargouitzondering.objects.select_for_update().get(pk=uitzondering.pk)
    if uitzondering.ingetrokken_op:
        raise ValidationError("Deze uitzondering is al ingetrokken.")
    if afspraak.is_openbaar:
        raise ValidationError(f"{afspraak.code} is al openbaar. Dat kan niet worden teruggedraaid.")
    _beeindig(afspraak, by, nu)
    samen.update(embargo="", openbaar_vanaf=None)
    if afspraak.overleg.ronde.is_openbaar:
        publiceer_statussen(afspraken=samen, by=by, op=nu)
        meld_uitgave_nodig(uitzondering)
    _leg_vast("uitzondering op embargo ingetrokken", uitzondering, by)


def _neem(afspraak: Afspraak) -> tuple[Afspraak, Any]:
    """The agreement, locked with its ronde so that no letter is sent meanwhile, and all that opens with it."""
    Ronde.objects.select_for_update().get(overleggen=afspraak.overleg_id)
    afspraak = Afspraak.objects.select_for_update(of=("self",)).select_related("overleg__ronde").get(pk=afspraak.pk)
    if afspraak.tekstblok_id is None:
        return afspraak, Afspraak.objects.filter(pk=afspraak.pk)
    return afspraak, Afspraak.objects.filter(tekstblok=afspraak.tekstblok_id)


def _beeindig(afspraak: Afspraak, by: Actor, nu: datetime) -> None:
    """Say of the exception that runs, if there is one, that it ended."""
    Embargouitzondering.objects.filter(afspraak=afspraak, ingetrokken_op=None).update(
        ingetrokken_op=nu, ingetrokken_door=naam_van(by)
    )


def _leg_vast(actie: str, uitzondering: Embargouitzondering, by: Actor) -> None:
    vanaf = uitzondering.openbaar_vanaf
    leg_vast(
        actie=actie,
        object_soort="afspraak",
        object_sleutel=uitzondering.afspraak.code,
        by=by,
        details={"soort": uitzondering.soort, "openbaar vanaf": vanaf.isoformat() if vanaf else None},
    )
