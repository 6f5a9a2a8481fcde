"""Telling the public how far the execution is: the only writer of `Afspraak.gepubliceerde_status`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.models import Afspraak
from agreements.models.afspraak import AfspraakQuerySet
from agreements.rechten import eis, mag_publiceren
from agreements.services.toen import bewaar_publicatie


@transaction.atomic
def publiceer_statussen(
    *,
    afspraken: AfspraakQuerySet,
    by: Actor,
    op: datetime | None = None,
    standen: Mapping[int, str] | None = None,
) -> int:
    """Make the status that these agreements have now the one that the public is told, as of `op` (default now).

    With `standen` (status by the key of an agreement) those are told instead of what is live: what was frozen in a
    snapshot is published as it was frozen. Called where the outside world hears: when the letter about a ronde is sent,
    and when a snapshot of the execution is published. One row of history per agreement, and one line in the audit log
    per ronde. An agreement whose status is the same as last time gets the new moment too: on that day it still stood
    so. Returns how many statuses are others than the public knew.

    Raises PermissionDenied.
    """
    eis(mag_publiceren(by))
    moment = op or timezone.now()
    rijen = Afspraak.objects.filter(pk__in=afspraken.order_by().values("pk"))
    per_ronde: dict[str, list[bool]] = {}
    gekozen = list(rijen.select_for_update(of=("self",)).select_related("overleg__ronde").order_by("pk"))
    verteld = [(een, een.status if standen is None else standen[een.pk]) for een in gekozen]
    for afspraak, status in verteld:
        per_ronde.setdefault(afspraak.overleg.ronde.slug, []).append(status != afspraak.gepubliceerde_status)
    if standen is None:
        Afspraak.objects.filter(pk__in=[afspraak.pk for afspraak in gekozen]).update(
            gepubliceerde_status=F("status"), gepubliceerde_status_op=moment
        )
    else:
        per_status: dict[str, list[int]] = {}
        for afspraak in gekozen:
            per_status.setdefault(standen[afspraak.pk], []).append(afspraak.pk)
        for status, sleutels in sorted(per_status.items()):
            Afspraak.objects.filter(pk__in=sleutels).update(gepubliceerde_status=status, gepubliceerde_status_op=moment)
    bewaar_publicatie(verteld=verteld, by=by, op=moment)
    for ronde, anders in per_ronde.items():
        leg_vast(
            actie="statussen gepubliceerd",
            object_soort="ronde",
            object_sleutel=ronde,
            by=by,
            details={"afspraken": len(anders), "anders": sum(anders), "op": moment.isoformat()},
        )
    return sum(sum(anders) for anders in per_ronde.values())
