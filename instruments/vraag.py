"""Asking the register: what may this person know of the instruments on a peildatum? The one way to `stand_op`.

Page, command, download, picture and API all ask here, so that they give the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from accounts.actoren import Systeem
from instruments.models import Bron, Instrument, Instrumentversie, Uitspraak
from instruments.models.uitspraak import Handeling
from instruments.stand import ONBEKEND, Antwoord, Bronverwijzing, Optelling, Plek, Regel, Uiting, stand_op
from regions.models import Gebied, Landsdeel, Provincie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    #: Who asks. The application itself, on the command line, may know everything.
    Vrager = User | AnonymousUser | Systeem


@dataclass(frozen=True, slots=True)
class Stand:
    """One instrument with its answer, and whether internal sources helped to give it."""

    instrument: Instrument
    antwoord: Antwoord
    met_intern: bool


def uitspraken_voor(vrager: Vrager) -> Sequence[Uitspraak]:
    """All valid statements that the asker may know, with source, version and place. One query."""
    uitspraken = Uitspraak.objects.all() if isinstance(vrager, Systeem) else Uitspraak.objects.visible_to(vrager)
    return list(uitspraken.geldig().for_list().order_by("tot", "pk"))


def alle_uitspraken_voor(user: User | AnonymousUser) -> list[Uitspraak]:
    """The same for a reader; who has an account also gets what was corrected since, which `is_verbeterd` marks."""
    geldig = list(uitspraken_voor(user))
    if not user.is_authenticated:
        return geldig
    oud = Uitspraak.objects.visible_to(user).filter(verbeterd_door__isnull=False).for_list()
    return sorted([*geldig, *oud], key=lambda een: (een.tot or date.max, een.pk))


def standen(peildatum: date, vrager: Vrager, instrumenten: Iterable[Instrument] | None = None) -> list[Stand]:
    """The answer of each instrument (default: all) on that day. Five queries at most, whatever there is."""
    alle = list(Instrument.objects.prefetch_related("gebieden")) if instrumenten is None else list(instrumenten)
    return standen_van(alle, uitspraken_voor(vrager), peildatum)


def standen_van(instrumenten: Sequence[Instrument], uitspraken: Sequence[Uitspraak], peildatum: date) -> list[Stand]:
    """The same for statements that were read before; three queries for the places."""
    verwacht = verwachte_plekken(instrumenten)
    uit = []
    for instrument in instrumenten:
        eigen = [een for een in uitspraken if _hoort_bij(een, instrument)]
        plekken = verwacht[instrument.pk]
        antwoord = stand_op(
            peildatum,
            plekken=plekken,
            elders=_elders(plekken, eigen),
            uitingen=uitingen_van(eigen),
            tellingen=[als_optelling(een) for een in eigen if een.soort == Uitspraak.Soort.TELLING],
        )
        met_intern = any(not een.bron.is_openbaar for een in eigen)
        uit.append(Stand(instrument=instrument, antwoord=antwoord, met_intern=met_intern))
    return uit


def regels_van_plek(
    slug: str, instrumenten: Sequence[Instrument], uitspraken: Sequence[Uitspraak], peildatum: date
) -> list[tuple[Instrument, Regel]]:
    """The stand of each instrument that is expected of this place, or of which something is said. Three queries."""
    gevonden = [
        (stand.instrument, stand.antwoord.regel_van(slug)) for stand in standen_van(instrumenten, uitspraken, peildatum)
    ]
    return [(instrument, regel) for instrument, regel in gevonden if regel is not None]


def instrument_van(uitspraak: Uitspraak) -> int | None:
    """The key of the instrument that a statement is about, of itself or through its version."""
    return uitspraak.versie.instrument_id if uitspraak.versie else uitspraak.instrument_id


def _hoort_bij(uitspraak: Uitspraak, instrument: Instrument) -> bool:
    return instrument_van(uitspraak) == instrument.pk


def verwachte_plekken(instrumenten: Sequence[Instrument]) -> dict[int, list[Plek]]:
    """The places that are counted, per key of the instrument. Three queries."""
    bereik = Instrument.Bereik
    per_bereik = {
        bereik.NOVEX: [_plek(een) for een in Gebied.objects.filter(soort=Gebied.Soort.NOVEX).order_by("naam")],
        bereik.PROVINCIES: [_plek(een) for een in Provincie.objects.order_by("naam")],
        bereik.LANDSDELEN: [_plek(een) for een in Landsdeel.objects.order_by("volgorde", "naam")],
    }
    return {
        een.pk: [_plek(gebied) for gebied in sorted(een.gebieden.all(), key=lambda gebied: gebied.naam)]
        if een.bereik == bereik.GENOEMD
        else per_bereik[bereik(een.bereik)]
        for een in instrumenten
    }


def versies_van(instrument: Instrument, plek: Gebied | Provincie | Landsdeel) -> list[Instrumentversie]:
    """Every version that the register knows of this place, also one of which nothing is said yet. For the writers."""
    veld = str(plek._meta.model_name)
    return list(Instrumentversie.objects.filter(instrument=instrument, **{veld: plek}).order_by("volgnummer"))


def _plek(plek: Gebied | Provincie | Landsdeel) -> Plek:
    return Plek(plek.slug, plek.naam)


def _elders(plekken: Sequence[Plek], uitspraken: Iterable[Uitspraak]) -> list[Plek]:
    """Places that something is said of and that are not counted."""
    geteld = {plek.slug for plek in plekken}
    gevonden = {een.versie.plek.slug: _plek(een.versie.plek) for een in uitspraken if een.versie}
    return sorted((plek for slug, plek in gevonden.items() if slug not in geteld), key=lambda plek: plek.naam)


def bronverwijzing(bron: Bron, plaats: str = "") -> Bronverwijzing:
    """A source as it is cited."""
    return Bronverwijzing(titel=bron.titel, plaats=plaats, openbaar=bron.is_openbaar)


def uitingen_van(uitspraken: Iterable[Uitspraak]) -> list[Uiting]:
    """What `stand_op` has to know of these: each stand, and each fact that a version was published."""
    return [
        _als_uiting(een)
        for een in uitspraken
        if een.soort == Uitspraak.Soort.STAND
        or (een.soort == Uitspraak.Soort.FEIT and een.versie and een.handeling == Handeling.GEPUBLICEERD)
    ]


def _als_uiting(uitspraak: Uitspraak) -> Uiting:
    versie = uitspraak.versie
    assert versie is not None  # noqa: S101 - a check constraint says so of a stand, `uitingen_van` of a fact
    return Uiting(
        plek=versie.plek.slug,
        stand=uitspraak.stand or ONBEKEND,
        bron=bronverwijzing(uitspraak.bron, uitspraak.plaats),
        van=uitspraak.van,
        tot=uitspraak.tot,
        moment=uitspraak.moment,
        handeling=uitspraak.handeling,
        orgaan=uitspraak.orgaan,
        versie=versie.label,
        volgnummer=versie.volgnummer,
        voorzien=uitspraak.voorzien,
        voorzien_tot=uitspraak.voorzien_tot,
        tekst=uitspraak.tekst,
    )


def als_optelling(uitspraak: Uitspraak) -> Optelling:
    """A total, as `stand_op` takes it."""
    return Optelling(
        aantal=uitspraak.aantal or 0,
        totaal=uitspraak.totaal,
        stand=uitspraak.stand,
        onderwerp=uitspraak.onderwerp,
        bron=bronverwijzing(uitspraak.bron, uitspraak.plaats),
        van=uitspraak.van,
        tot=uitspraak.tot,
        moment=uitspraak.moment,
        voorzien=uitspraak.voorzien,
        voorzien_tot=uitspraak.voorzien_tot,
        tekst=uitspraak.tekst,
    )
