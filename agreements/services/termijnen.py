"""From the deadline phrases in a text to the rows and the deadline of an agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from agreements.models import Afspraak, Overleg, Ronde, Termijn
from agreements.termijnen import GevondenTermijn, vind_termijnen

#: The first and last day of an overleg, by its name; None where it has no date yet.
Overlegdata = Mapping[str, tuple[date | None, date | None]]


def overlegdata() -> dict[str, tuple[date | None, date | None]]:
    """The days of every known overleg by name, for phrases that hang on one. Two queries.

    A ronde is named "BO Leefomgeving 2024"; the overleg of one landsdeel, where its day is known, "BO Leefomgeving
    Oost 2024".
    """
    data = {naam: (van, tot) for naam, van, tot in Ronde.objects.values_list("naam", "gehouden_van", "gehouden_tot")}
    for overleg in Overleg.objects.filter(datum__isnull=False, landsdeel__isnull=False).select_related(
        "ronde", "landsdeel"
    ):
        ronde = overleg.ronde
        data[f"{ronde.get_soort_display()} {overleg.landsdeel} {ronde.jaar}"] = (overleg.datum, overleg.datum)
    return data


def lees_termijnen(
    tekst: str, subpunten: Iterable[str] = (), *, overlegdatum: date | None, overleggen: Overlegdata
) -> list[GevondenTermijn]:
    """All time phrases of a text block and its subpunten, in the order in which they are written."""
    return [
        gevonden
        for deel in (tekst, *subpunten)
        for gevonden in vind_termijnen(deel, overlegdatum=overlegdatum, overleggen=overleggen)
    ]


def zet_termijnen(*, afspraak: Afspraak, overleg: Overleg, overleggen: Overlegdata) -> None:
    """Read the phrases out of the text of the agreement and replace those that nobody confirmed.

    What somebody filled in stays; what somebody confirmed stays while its words stand in the text.

    Runs in the caller's transaction, on behalf of a service that writes the history. Sets the deadline of the
    agreement as well (see `bepaal_termijn`).
    """
    subpunten = [] if afspraak.tekstblok is None or afspraak.deel else afspraak.tekstblok.subpunten
    tekst = "\n".join([afspraak.tekst, *subpunten])
    blijft = afspraak.termijnen.exclude(herkomst=Termijn.Herkomst.GEVONDEN)
    if any(een.herkomst == Termijn.Herkomst.INGEVOERD or een.frase in tekst for een in blijft.order_by("volgorde")):
        return
    afspraak.termijnen.all().delete()
    gevonden = lees_termijnen(afspraak.tekst, subpunten, overlegdatum=overleg.peildatum, overleggen=overleggen)
    rondes = {ronde.naam: ronde for ronde in Ronde.objects.filter(naam__in=[g.overleg for g in gevonden if g.overleg])}
    Termijn.objects.bulk_create(
        Termijn(
            afspraak=afspraak,
            volgorde=volgorde,
            frase=een.frase[:200],
            soort=een.soort,
            van=een.van,
            tot=een.tot,
            overleg_naam=een.overleg or "",
            overleg=rondes.get(een.overleg or ""),
            is_termijn=een.termijn,
        )
        for volgorde, een in enumerate(gevonden)
    )
    bepaal_termijn(afspraak)


def bepaal_termijn(afspraak: Afspraak) -> None:
    """Set the deadline of an agreement: the latest last day among its phrases that are deadlines.

    An agreement with several phrases holds several moments; it is over tijd when the last of them has passed.
    """
    met_einde = list(afspraak.termijnen.filter(is_termijn=True, tot__isnull=False).order_by("tot", "pk"))
    laatste = met_einde[-1] if met_einde else None
    afspraak.termijn_van = laatste.van if laatste else None
    afspraak.termijn_tot = laatste.tot if laatste else None
    afspraak.save(update_fields=["termijn_van", "termijn_tot"])
