"""Keeping the search documents of agreements up to date; called by the services that change their words."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch

from agreements.models import Afspraak, Betrokkenheid, Zoekdocument
from agreements.zoeken import woorden_van


def werk_zoekindex_bij(afspraken: Iterable[Afspraak]) -> None:
    """Write the search documents of these agreements anew. Six queries per thousand agreements."""
    sleutels = [afspraak.pk for afspraak in afspraken]
    for begin in range(0, len(sleutels), 1000):
        stapel = (
            Afspraak.objects.filter(pk__in=sleutels[begin : begin + 1000])
            .for_list()
            .prefetch_related(Prefetch("betrokkenheden", Betrokkenheid.objects.select_related("organisatie")))
        )
        Zoekdocument.objects.bulk_create(
            [Zoekdocument(afspraak_id=afspraak.pk, woorden=woorden_van(afspraak)) for afspraak in stapel],
            update_conflicts=True,
            unique_fields=["afspraak"],
            update_fields=["woorden"],
        )
