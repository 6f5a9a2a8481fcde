"""Conditions on agreements that pages filter and count with.

`WORDT_GEVOLGD` is about the row itself. The others are about what a reader is told, now or on a past day: they need
agreements that have been through `visible_to(user)` or `op_peildatum(user, dag)`.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from agreements.models.besluit import Besluit
from agreements.models.status import GESLOTEN

#: `Afspraak.Soort.CONTEXT`, which is written here without its model because that leans on this module.
CONTEXT = "context"

#: How many days ahead a deadline counts as "binnenkort".
BINNENKORT_DAGEN = 60

#: What the overleg did not adopt (or not yet): there is nothing to carry out.
NIET_VASTGESTELD = frozenset({Besluit.VOORGESTELD, Besluit.AANGEHOUDEN, Besluit.VERVALLEN})

#: The condition of `Afspraak.is_gevolgd` as it is now, for the application itself.
WORDT_GEVOLGD = ~Q(soort=CONTEXT) & ~Q(besluit__in=sorted(NIET_VASTGESTELD)) & Q(is_gesplitst=False)

#: The same as the reader is told, now or on a past day.
ZICHT_GEVOLGD = ~Q(zicht_soort=CONTEXT) & ~Q(zicht_besluit__in=sorted(NIET_VASTGESTELD)) & Q(zicht_gesplitst=False)

#: Not closed, by what the reader is told of the status.
IS_OPEN = ~Q(zicht_status__in=sorted(GESLOTEN))


def is_over_tijd(op: date | None = None) -> Q:
    """Past the last day of its deadline on that day (default today), and not closed."""
    return IS_OPEN & Q(zicht_termijn_tot__lt=op or timezone.localdate())


def is_binnenkort(op: date | None = None) -> Q:
    """Not closed, and the last day of its deadline falls within the 60 days from that day."""
    vandaag = op or timezone.localdate()
    return IS_OPEN & Q(
        zicht_termijn_tot__gte=vandaag, zicht_termijn_tot__lte=vandaag + timedelta(days=BINNENKORT_DAGEN)
    )
