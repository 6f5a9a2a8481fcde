"""Closing the meeting of an overleg: what was adopted becomes the list of its landsdeel, to the letter.

The list is made as any list is: as a neutral `Landsdeellijst` that goes through the loader, so that codes, places,
deadlines, history and search index come about in one way. All of it in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor, gebruiker_van, naam_van
from accounts.auditlog import leg_vast
from agreements.importers.naslag import Naslag
from agreements.lijst import Blok, Landsdeellijst, Rubriek, Tekstblok
from agreements.models import Afspraak, Agendapunt, Overleg, Ronde, Zitting
from agreements.models import Blok as BlokRij
from agreements.models import Tekstblok as TekstblokRij
from agreements.models.besluit import Besluit
from agreements.rechten import eis, mag_besluiten_vastleggen
from agreements.services.keuze import Keuze
from agreements.services.lijsten import laad_lijst, lijst_uit_database
from agreements.services.plaatsen import naslag_uit_database
from agreements.services.statussen import begin_te_volgen
from agreements.services.toen import bewaar_aard
from agreements.services.zittingen.lezen import Uitkomst, uitkomsten
from agreements.services.zittingen.openen import eis_lijst_te_maken
from agreements.services.zittingen.tekst import Besluittekst

#: The sign before an agreement in print.
TEKEN = "❖"
#: So many proposals are named in a refusal; the rest is counted.
MAX_GENOEMD = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sluitresultaat:
    """What closing did; `was_gesloten` when the meeting had been closed before and nothing was done."""

    zitting: Zitting
    afspraken: tuple[Afspraak, ...] = ()
    was_gesloten: bool = False


@transaction.atomic
def sluit_zitting(*, zitting: Zitting, by: Actor) -> Sluitresultaat:
    """Close the meeting and make the list of its landsdeel of what was adopted. Final: it cannot be opened again.

    Every adopted text becomes a Tekstblok with an Afspraak that knows its Beslispunt; a rubriek is an agendapunt under
    which something was adopted, numbered from 1. Closing again does nothing. The phase of the ronde stays as it is.

    Raises PermissionDenied, or ValidationError that names what is still to be decided, or says that this overleg has
    a list already.
    """
    eis(mag_besluiten_vastleggen(by))
    # First the ronde and then the meeting, as everything does that loads a list.
    overleg = Overleg.objects.select_related("landsdeel").get(pk=zitting.overleg_id)
    overleg.ronde = ronde = Ronde.objects.select_for_update().get(pk=overleg.ronde_id)
    zitting = Zitting.objects.select_for_update().get(pk=zitting.pk)
    if zitting.is_gesloten:
        return Sluitresultaat(zitting=zitting, was_gesloten=True)
    eis_lijst_te_maken(overleg)
    alle = uitkomsten(zitting)
    if nog_open := [een for een in alle if een.is_open]:
        raise ValidationError(_nog_te_besluiten(nog_open))
    vastgesteld = [een for een in alle if een.is_vastgesteld]
    afspraken = _maak_lijst(ronde, overleg, vastgesteld, by) if vastgesteld else _zonder_lijst(overleg)
    zitting.gesloten_op = timezone.now()
    zitting.gesloten_door = gebruiker_van(by)
    zitting.gesloten_door_naam = naam_van(by)
    zitting.save(update_fields=["gesloten_op", "gesloten_door", "gesloten_door_naam"])
    leg_vast(
        actie="zitting gesloten",
        object_soort="zitting",
        object_sleutel=overleg.slug,
        by=by,
        details={
            "afspraken": len(afspraken),
            "besluiten": {keuze.value: sum(een.besluit == keuze for een in alle) for keuze in Besluit},
        },
    )
    return Sluitresultaat(zitting=zitting, afspraken=tuple(afspraken))


def landsdeellijst(overleg: Overleg, vastgesteld: Iterable[Uitkomst], naslag: Naslag) -> Landsdeellijst:
    """The list of a landsdeel as its overleg adopted it, from outcomes in the order of the agenda."""
    per_punt = groupby(vastgesteld, key=lambda een: een.beslispunt.punt)
    return Landsdeellijst(
        landsdeel=overleg.landsdeel_slug,
        kop=overleg.kop or str(overleg.landsdeel or overleg),
        rubrieken=tuple(
            _rubriek(str(nummer), punt, list(groep), naslag) for nummer, (punt, groep) in enumerate(per_punt, start=1)
        ),
    )


def _rubriek(nummer: str, punt: Agendapunt, groep: list[Uitkomst], naslag: Naslag) -> Rubriek:
    """Agreements that lean on the same lead-in, one after another, stand in one blok below it."""
    teksten = [een.vastgesteld for een in groep]
    return Rubriek(
        nummer=nummer,
        titel=punt.titel,
        gebied=naslag.gebied(punt.titel),
        blokken=tuple(
            Blok(
                inleiding=inleiding or None,
                tekstblokken=tuple(
                    Tekstblok(tekst=tekst.tekst, subpunten=tekst.subpunten, teken=TEKEN) for tekst in samen
                ),
            )
            for inleiding, samen in groupby(teksten, key=lambda tekst: tekst.inleiding)
        ),
    )


def _maak_lijst(ronde: Ronde, overleg: Overleg, vastgesteld: list[Uitkomst], by: Actor) -> list[Afspraak]:
    """Load the list of this landsdeel beside what the ronde has, and tie every agreement to its Beslispunt.

    Where a list of proposals was loaded before, an agreement that was one of them keeps its code and what hangs on it.
    """
    if overleg.landsdeel and not overleg.volgorde:
        overleg.volgorde = overleg.landsdeel.volgorde
        overleg.save(update_fields=["volgorde"])
    deel = landsdeellijst(overleg, vastgesteld, naslag_uit_database())
    bestaand = lijst_uit_database(ronde, user=None, keuze=Keuze(landsdelen=(overleg.landsdeel_slug,)))
    laad_lijst(
        lijst=replace(bestaand, landsdelen=(deel,)),
        by=by,
        vervang=True,
        besluit=Besluit.ONGEWIJZIGD,
        alleen_landsdeel=overleg.landsdeel_slug,
    )
    rijen = list(
        TekstblokRij.objects.filter(blok__rubriek__overleg=overleg)
        .in_lijst()
        .select_related("blok")
        .prefetch_related("afspraken")
    )
    afspraken, was_voorstel = [], []
    for rij, uitkomst in zip(rijen, vastgesteld, strict=True):
        if staat_in_lijst(rij) != uitkomst.vastgesteld:
            raise RuntimeError(f"{rij.code} is niet naar de letter wat is vastgesteld.")
        (afspraak,) = rij.afspraken.all()
        if afspraak.besluit == Besluit.VOORGESTELD:
            was_voorstel.append(afspraak)
        afspraken.append(afspraak)
    bewaar_aard(afspraken=was_voorstel, by=by)
    for afspraak, uitkomst in zip(afspraken, vastgesteld, strict=True):
        afspraak.beslispunt, afspraak.besluit = uitkomst.beslispunt, uitkomst.besluit
    Afspraak.objects.bulk_update(afspraken, ["beslispunt", "besluit"])
    begin_te_volgen(afspraken=was_voorstel, by=by)
    return afspraken


def _zonder_lijst(overleg: Overleg) -> list[Afspraak]:
    """Nothing was adopted: proposals that were loaded as a list stand in it no longer."""
    nu = timezone.now()
    TekstblokRij.objects.filter(blok__rubriek__overleg=overleg, uit_lijst_op=None).update(uit_lijst_op=nu)
    BlokRij.objects.filter(rubriek__overleg=overleg, uit_lijst_op=None).update(uit_lijst_op=nu)
    return []


def staat_in_lijst(rij: TekstblokRij) -> Besluittekst:
    """What the list says of an agreement. Note: reads rij.blok."""
    return Besluittekst(tekst=rij.tekst, subpunten=tuple(rij.subpunten), inleiding=rij.blok.inleiding)


def _nog_te_besluiten(nog_open: list[Uitkomst]) -> str:
    namen = [een.naam for een in nog_open[:MAX_GENOEMD]]
    meer = len(nog_open) - len(namen)
    if meer:
        namen.append(f"nog {meer} andere")
    aantal = "1 voorstel" if len(nog_open) == 1 else f"{len(nog_open)} voorstellen"
    return f"Over {aantal} is nog niets vastgelegd: {'; '.join(namen)}. Leg eerst vast wat is besloten."
