"""Keeping what was, just before it changes, so that a past day can be told (`AfspraakQuerySet.op_peildatum`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from accounts.actoren import Actor
from agreements.models import (
    Afspraak,
    Afspraakwijziging,
    Betrokkenheid,
    Kenmerkwijziging,
    Oudedagen,
    Oudekenmerk,
    Oudetermijnen,
    Oudewoorden,
    Statuspublicatie,
    Tekstblok,
    Tekstwijziging,
    Termijn,
)
from agreements.models.afspraak import AfspraakQuerySet
from agreements.models.kenmerken import ENKELVOUD
from agreements.models.ondertekend import handtekening

#: When rondes and overleggen are: of a ronde (its key and None) or of an overleg of it (and that of the overleg) how it
#: is planned, and its first and last day.
Overlegdagen = Mapping[tuple[int, int | None], tuple[str, date | None, date | None]]

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


@dataclass(frozen=True, slots=True)
class Kenmerken:
    """How an agreement is classified: to be read before a change, and kept when there is one."""

    #: As it was read, and not to be changed.
    afspraak: Afspraak
    waarden: list[Oudekenmerk]

    def namen(self, enkelvoud: str) -> list[str]:
        """The names of its provincies, gebieden, thema's or dossierhouders (see `ENKELVOUD`), from A to Z."""
        return sorted(str(waarde) for een in self.waarden if (waarde := getattr(een, enkelvoud)) is not None)


def lees_kenmerken(afspraken: AfspraakQuerySet) -> list[Kenmerken]:
    """How each of these agreements is classified in the database at this moment. Six queries."""
    partijen = Prefetch("betrokkenheden", Betrokkenheid.objects.select_related("organisatie", "contact"))
    verzamelingen = [(naam, enkelvoud) for naam, enkelvoud in ENKELVOUD.items() if naam != "betrokkenheden"]
    uit = []
    for afspraak in afspraken.prefetch_related(*(naam for naam, _ in verzamelingen), partijen):
        waarden = [
            Oudekenmerk(afspraak=afspraak, **{enkelvoud: waarde})
            for naam, enkelvoud in verzamelingen
            for waarde in getattr(afspraak, naam).all()
        ]
        waarden += [
            Oudekenmerk(afspraak=afspraak, organisatie=een.organisatie, rol=een.rol, contact=een.contact)
            for een in afspraak.betrokkenheden.all()
        ]
        uit.append(Kenmerken(afspraak, waarden))
    return uit


def bewaar_kenmerken(*, kenmerken: Sequence[Kenmerken], by: Actor) -> None:
    """Write down how these agreements were classified until now, in the transaction of the service that changes it."""
    ondertekening = handtekening(by)
    wijzigingen = Kenmerkwijziging.objects.bulk_create(
        (
            Kenmerkwijziging(
                afspraak=een.afspraak,
                handeling_oud=een.afspraak.handeling,
                gereed_als_oud=een.afspraak.gereed_als,
                **ondertekening,
            )
            for een in kenmerken
        ),
        batch_size=STAPEL,
    )
    for een, wijziging in zip(kenmerken, wijzigingen, strict=True):
        for waarde in een.waarden:
            waarde.wijziging = wijziging
    Oudekenmerk.objects.bulk_create((waarde for een in kenmerken for waarde in een.waarden), batch_size=STAPEL)


def bewaar_woorden(woorden: Mapping[int, str]) -> None:
    """Write down the words by which these agreements (by primary key) were found until now."""
    nu = timezone.now()
    Oudewoorden.objects.bulk_create(
        (Oudewoorden(afspraak_id=pk, woorden=tekst, op=nu) for pk, tekst in woorden.items()), batch_size=STAPEL
    )


def bewaar_termijnen(*, afspraken: Iterable[Afspraak], op: datetime | None = None) -> datetime:
    """Write down all phrases of these agreements as they are in the database, just before a service changes them.

    In its transaction. Returns the moment, which its row in the history of the deadline then has too. `op` is for data
    that tells of the past.
    """
    nu, sleutels = op or timezone.now(), [afspraak.pk for afspraak in afspraken]
    rijen: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for termijn in Termijn.objects.filter(afspraak__in=sleutels).order_by("volgorde"):
        rijen[termijn.afspraak_id].append(termijn.als_oud())
    Oudetermijnen.objects.bulk_create(
        (Oudetermijnen(afspraak_id=pk, op=nu, rijen=rijen[pk]) for pk in sleutels), batch_size=STAPEL
    )
    return nu


def bewaar_dagen(*, waren: Overlegdagen, zijn: Overlegdagen, op: datetime | None = None) -> None:
    """Write down when those rondes and overleggen were that now are on other days, in the transaction that moves them.

    `op` is for data that tells of the past.
    """
    nu = op or timezone.now()
    Oudedagen.objects.bulk_create(
        Oudedagen(ronde_id=ronde, overleg_id=overleg, op=nu, gepland_oud=gepland, van_oud=van, tot_oud=tot)
        for (ronde, overleg), (gepland, van, tot) in waren.items()
        if zijn.get((ronde, overleg), (gepland, van, tot)) != (gepland, van, tot)
    )


def bewaar_tekst(*, tekstblok: Tekstblok, by: Actor) -> None:
    """Write down the words of a text block, and those above it, in the transaction of the service that changes them.

    Note: reads blok and rubriek.
    """
    Tekstwijziging.objects.create(
        tekstblok=tekstblok,
        tekst_oud=tekstblok.tekst,
        subpunten_oud=tekstblok.subpunten,
        koppen_oud=tekstblok.koppen,
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
