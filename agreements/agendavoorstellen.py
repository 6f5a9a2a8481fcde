"""On which coming overleg an agreement is put by its own text: proposals for the link "geagendeerd op".

Found by the reader of time phrases, of the overleg of the agreement's own landsdeel, as far as the register has that
ronde. What is tied to it already, and what somebody rejected, is not proposed (again).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agreements.models import Afspraak, Agendapunt, Ronde, Verband, Verbandafwijzing
from agreements.services.termijnen import overlegdata
from agreements.termijnen.agendering import Agendering, vind_agenderingen
from agreements.termijnen.overleg import is_eerder, noemt_overleg
from agreements.termijnen.vondst import Overlegdata

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Agendavoorstel:
    """A coming overleg that an agreement is put on the agenda of, and the words that say so."""

    afspraak: Afspraak
    ronde: Ronde
    frase: str


def stel_agenderingen_voor(
    afspraken: Sequence[Afspraak], user: User | AnonymousUser
) -> dict[int, list[Agendavoorstel]]:
    """For each of these agreements (of `for_list`) the overleggen on whose agenda its text puts it.

    Six queries; none when no text names an overleg.
    """
    teksten = {een.pk: tekst for een in afspraken if noemt_overleg(tekst := _tekst(een))}
    if not teksten:
        return {}
    overleggen = overlegdata()
    genoemd = {een.pk: _agenderingen(een, teksten[een.pk], overleggen) for een in afspraken if een.pk in teksten}
    namen = {een.overleg for gevonden in genoemd.values() for een in gevonden}
    rondes = {ronde.naam: ronde for ronde in Ronde.objects.filter(naam__in=namen)}
    if not rondes:
        return {}
    kansrijk = [een for een in afspraken if genoemd.get(een.pk)]
    gedaan = _gedaan(kansrijk, user)
    uit: dict[int, list[Agendavoorstel]] = {}
    for afspraak in kansrijk:
        for een in genoemd[afspraak.pk]:
            ronde = rondes.get(een.overleg)
            if ronde is None or (afspraak.pk, ronde.pk) in gedaan:
                continue
            if _is_later(ronde, afspraak.overleg.ronde):
                uit.setdefault(afspraak.pk, []).append(Agendavoorstel(afspraak, ronde, een.frase))
    return uit


def _tekst(afspraak: Afspraak) -> str:
    subpunten = [] if afspraak.tekstblok is None or afspraak.deel else afspraak.tekstblok.subpunten
    return "\n".join((afspraak.tekst, *subpunten))


def _agenderingen(afspraak: Afspraak, tekst: str, overleggen: Overlegdata) -> list[Agendering]:
    """Those of the own landsdeel: an overleg that is named without one is that of every landsdeel."""
    overleg = afspraak.overleg
    gevonden = vind_agenderingen(
        tekst, soort=overleg.ronde.get_soort_display(), overlegdatum=overleg.peildatum, overleggen=overleggen
    )
    return [een for een in gevonden if een.landsdeel is None or een.landsdeel.lower() == overleg.landsdeel_slug]


def _is_later(ronde: Ronde, eigen: Ronde) -> bool:
    """Whether a ronde comes after the own one; in the same year by their days, or else by their kind."""
    if ronde.pk == eigen.pk or ronde.jaar != eigen.jaar:
        return ronde.jaar > eigen.jaar
    if ronde.gehouden_van and eigen.gehouden_van:
        return ronde.gehouden_van > eigen.gehouden_van
    return is_eerder(eigen.naam, ronde.naam)


def _gedaan(afspraken: Iterable[Afspraak], user: User | AnonymousUser) -> set[tuple[int, int]]:
    """What is or was on such an agenda, as a ronde or as one of its items, and what was rejected. Three queries."""
    sleutels = [een.pk for een in afspraken]
    verbanden = Verband.objects.visible_to(user).filter(van__in=sleutels, soort=Verband.Soort.GEAGENDEERD)
    ronde = "dossier__overleg__ronde"
    rijen = verbanden.values_list("van", "naar_ronde", f"naar_punt__{ronde}")
    gelegd = {(van, doel) for van, *doelen in rijen for doel in doelen if doel is not None}
    herkomsten = Agendapunt.objects.visible_to(user).filter(herkomsten__in=sleutels).values_list("herkomsten", ronde)
    afgewezen = Verbandafwijzing.objects.filter(later__in=sleutels, naar_ronde__isnull=False)
    return {*gelegd, *herkomsten, *afgewezen.values_list("later", "naar_ronde")}
