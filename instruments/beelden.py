"""The pictures of a page, from the statements that its reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from instruments.models import Instrument, Uitspraak
from instruments.stand import ONBEKEND, Plek
from instruments.verloop import Beeld, Periode, beeld, verloop
from instruments.vraag import als_optelling, instrument_van, uitingen_van, verwachte_plekken

Verlopen = dict[int, dict[str, list[Periode]]]


def verlopen_van(
    instrumenten: Sequence[Instrument],
    uitspraken: Sequence[Uitspraak],
    plekken: dict[int, list[Plek]],
    *,
    van: date,
    tot: date,
) -> Verlopen:
    """Per instrument how the stand of each of its places went between two days."""
    uit: Verlopen = {}
    for instrument in instrumenten:
        eigen = [een for een in uitspraken if instrument_van(een) == instrument.pk]
        uit[instrument.pk] = verloop(
            plekken[instrument.pk],
            uitingen_van(eigen),
            [als_optelling(een) for een in eigen if een.soort == Uitspraak.Soort.TELLING],
            van=van,
            tot=tot,
        )
    return uit


def begin_van(plekken: dict[int, list[Plek]], uitspraken: Sequence[Uitspraak], tot: date) -> date:
    """The first of January of the year in which something was said of these places for the first time.

    `plekken` are those that are counted, per key of the instrument; a total of them counts as well.
    """
    geteld = {sleutel: {plek.slug for plek in samen} for sleutel, samen in plekken.items()}
    jaren = []
    for een in uitspraken:
        moment = een.van or een.tot
        slugs = geteld.get(instrument_van(een) or 0)
        if moment is None or slugs is None:
            continue
        if een.versie.plek.slug in slugs if een.versie else een.stand:
            jaren.append(moment.year)
    return date(min([*jaren, tot.year]), 1, 1)


def beeld_van_groep(
    instrumenten: Sequence[Instrument], uitspraken: Sequence[Uitspraak], *, tot: date, peildatum: date
) -> Beeld:
    """All places of instruments that are expected of the same places, over the years."""
    plekken = verwachte_plekken(instrumenten)
    van = begin_van(plekken, uitspraken, tot)
    verlopen = verlopen_van(instrumenten, uitspraken, plekken, van=van, tot=tot)
    rijen = [
        (
            plek.naam,
            reverse("plek-instrumenten", args=[plek.slug]),
            [(instrument.kort, verlopen[instrument.pk][plek.slug]) for instrument in instrumenten],
        )
        for plek in plekken[instrumenten[0].pk]
    ]
    return beeld(rijen, van=van, tot=tot, peildatum=peildatum)


def beeld_van_plek(
    slug: str, instrumenten: Sequence[Instrument], uitspraken: Sequence[Uitspraak], *, tot: date
) -> tuple[Beeld | None, list[tuple[Instrument, list[Periode]]]]:
    """One place: a line per instrument that is expected of it, and the same as periods to read. None without any."""
    plekken = verwachte_plekken(instrumenten)
    hier = [een for een in instrumenten if any(plek.slug == slug for plek in plekken[een.pk])]
    van = begin_van({een.pk: [plek for plek in plekken[een.pk] if plek.slug == slug] for een in hier}, uitspraken, tot)
    verlopen = verlopen_van(hier, uitspraken, plekken, van=van, tot=tot)
    perioden = [(een, verlopen[een.pk][slug]) for een in hier]
    bekend = [(een, rij) for een, rij in perioden if any(periode.stand != ONBEKEND for periode in rij)]
    if not bekend:
        return None, []
    rijen = [(een.naam, een.get_absolute_url(), [(een.kort, rij)]) for een, rij in bekend]
    return beeld(rijen, van=van, tot=tot, peildatum=tot), bekend
