"""Keeping the search documents of agreements up to date; called by the services that change their words."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch

from agreements.models import Afspraak, Betrokkenheid, Zoekdocument
from agreements.services.toen import bewaar_woorden
from agreements.zoeken import woorden_van


def werk_zoekindex_bij(afspraken: Iterable[Afspraak]) -> None:
    """Write the search documents of these agreements anew, and keep what they were. Eight queries per thousand."""
    sleutels = [afspraak.pk for afspraak in afspraken]
    for begin in range(0, len(sleutels), 1000):
        stapel = (
            Afspraak.objects.filter(pk__in=sleutels[begin : begin + 1000])
            .for_list()
            .prefetch_related(Prefetch("betrokkenheden", Betrokkenheid.objects.select_related("organisatie")))
        )
        documenten = [Zoekdocument(afspraak_id=afspraak.pk, woorden=woorden_van(afspraak)) for afspraak in stapel]
        was = dict(
            Zoekdocument.objects.filter(pk__in=[een.pk for een in documenten]).values_list("afspraak_id", "woorden")
        )
        bewaar_woorden({een.pk: was[een.pk] for een in documenten if was.get(een.pk, een.woorden) != een.woorden})
        Zoekdocument.objects.bulk_create(
            documenten,
            update_conflicts=True,
            unique_fields=["afspraak"],
            update_fields=["woorden"],
        )
