"""Proving that what the overleggen decided is still what was recorded, and that the lists say it to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from agreements.models import Beslispunt, Bezwaarbesluit, Zitting
from agreements.services.zittingen.lezen import Uitkomst, uitkomsten_van
from agreements.services.zittingen.sluiten import staat_in_lijst


@dataclass(frozen=True, slots=True, kw_only=True)
class Zittinggebrek:
    """One thing that is wrong: the slug of the overleg, and a sentence."""

    waar: str
    melding: str


def controleer_zittingen() -> Iterator[Zittinggebrek]:
    """Everything that does not fit in the meetings; nothing when all is right. Five queries.

    Looked at are: the checksums of every proposal and every line, the numbers (none is missing), that what was adopted
    unchanged is what was proposed, and of a closed meeting that everything adopted stands in the list to the letter,
    unless an objection that was decided on changed it since.
    """
    zittingen = {een.pk: een for een in Zitting.objects.select_related("overleg__ronde", "overleg__landsdeel")}
    bijgesteld = set(
        Bezwaarbesluit.objects.exclude(tekst_wordt="").values_list("reactie__afspraak_id", flat=True).order_by()
    )
    alle = uitkomsten_van(Beslispunt.objects.order_by("zitting", "volgorde"))
    for zitting, groep in groupby(alle, key=lambda een: een.beslispunt.zitting_id):
        for melding in _meldingen(zittingen[zitting], list(groep), bijgesteld):
            yield Zittinggebrek(waar=zittingen[zitting].overleg.slug, melding=melding)


def _meldingen(zitting: Zitting, alle: list[Uitkomst], bijgesteld: set[int]) -> Iterator[str]:
    for verwacht, een in enumerate(alle):
        if een.beslispunt.volgorde != verwacht:
            yield f"voorstel {verwacht + 1} ontbreekt."
            break
    for een in alle:
        wat = f"voorstel {een.beslispunt.volgorde + 1}"
        if een.voorstel.sha256 != een.beslispunt.sha256:
            yield f"{wat} is niet meer wat op tafel lag."
        yield from (f"{wat}: {melding}" for melding in _gebreken_in_regels(een))
        if zitting.is_gesloten:
            yield from (f"{wat}: {melding}" for melding in _gebreken_in_lijst(een, bijgesteld))


def _gebreken_in_regels(een: Uitkomst) -> Iterator[str]:
    for verwacht, regel in enumerate(een.regels, start=1):
        if regel.nummer != verwacht:
            yield f"regel {verwacht} ontbreekt."
            break
    for tot, regel in enumerate(een.regels, start=1):
        stap = Uitkomst(beslispunt=een.beslispunt, regels=een.regels[:tot])
        if not stap.is_vastgesteld:
            if regel.tekst or regel.sha256:
                yield f"regel {tot} stelt niets vast en heeft toch een tekst."
        elif stap.vastgesteld.sha256 != regel.sha256:
            yield f"de tekst van regel {tot} is niet meer wat is vastgelegd."
        elif stap.is_een_op_een is stap.is_gewijzigd:
            yield f"regel {tot} zegt “{stap.besluit.label}”, maar de tekst zegt iets anders."


def _gebreken_in_lijst(een: Uitkomst, bijgesteld: set[int]) -> Iterator[str]:
    if een.is_open:
        yield "het overleg is gesloten zonder besluit."
        return
    afspraak = een.afspraak
    if not een.is_vastgesteld:
        if afspraak is not None:
            yield f"{afspraak.code} staat in de lijst, maar is niet vastgesteld."
        return
    if afspraak is None or afspraak.tekstblok is None:
        yield "is vastgesteld, maar staat niet in de lijst."
        return
    if afspraak.besluit != een.besluit:
        yield f"{afspraak.code} zegt “{afspraak.get_besluit_display()}”, maar vastgelegd is “{een.besluit.label}”."
    if staat_in_lijst(afspraak.tekstblok) != een.vastgesteld and afspraak.pk not in bijgesteld:
        yield f"{afspraak.code} is niet naar de letter wat is vastgesteld."
