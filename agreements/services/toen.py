"""Keeping what was, just before it changes, so that a past day can be told (`AfspraakQuerySet.op_peildatum`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from accounts.actoren import Actor
from agreements.models import Afspraak, Afspraakwijziging, Statuspublicatie, Tekstblok, Tekstwijziging
from agreements.models.ondertekend import handtekening

#: Rows that go into the database at a time.
STAPEL = 1000


def bewaar_aard(*, afspraken: Iterable[Afspraak], by: Actor, op: datetime | None = None) -> None:
    """Write down what these agreements are until now, in the transaction of the service that then changes it."""
    Afspraakwijziging.objects.bulk_create(
        (
            Afspraakwijziging(
                afspraak=afspraak,
                soort_oud=afspraak.soort,
                besluit_oud=afspraak.besluit,
                gesplitst_oud=afspraak.is_gesplitst,
                **handtekening(by, op),
            )
            for afspraak in afspraken
        ),
        batch_size=STAPEL,
    )


def bewaar_tekst(*, tekstblok: Tekstblok, by: Actor) -> None:
    """Write down the words of a text block until now, in the transaction of the service that then changes them."""
    Tekstwijziging.objects.create(
        tekstblok=tekstblok,
        tekst_oud=tekstblok.tekst,
        subpunten_oud=tekstblok.subpunten,
        uit_lijst_oud=tekstblok.uit_lijst_op,
        **handtekening(by),
    )


def bewaar_publicatie(*, verteld: Sequence[tuple[Afspraak, str]], by: Actor, op: datetime) -> None:
    """Write down which status the public is told of each, in the transaction of the service that tells it."""
    ondertekening = handtekening(by, op)
    Statuspublicatie.objects.bulk_create(
        (Statuspublicatie(afspraak=afspraak, status=status, **ondertekening) for afspraak, status in verteld),
        batch_size=STAPEL,
    )
