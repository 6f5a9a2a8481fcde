"""Moving an agendapunt, with all that stands under it, to another place in the agenda."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor
from agreements.agendaboom import BoomFout, Richting, Verhouding, stap, zet
from agreements.models import Agendapunt
from agreements.services.agenda.grondslag import ANDERE_NUMMERS, Bewerking, begin, houd_teksten_bij, sluit_af, structuur
from agreements.services.agenda.nummering import Gevolg, volg_de_boom


@transaction.atomic
def zet_stap(*, punt: Agendapunt, richting: Richting, by: Actor, versie: int | None = None) -> Gevolg:
    """Move an item one step: up, down, under the item above it, or out to behind the item it stands under.

    Returns what else changed. Raises as `begin` does, and ValidationError when it cannot go there.
    """
    bewerking = begin(dossier=punt.dossier, by=by, versie=versie, deel=structuur)
    wortel = bewerking.boom
    oud = bewerking.punt(punt.pk).nummer
    try:
        stap(wortel, punt.pk, richting)
    except BoomFout as fout:
        raise ValidationError(str(fout)) from fout
    gevolg = volg_de_boom(bewerking.rij, bewerking.punten, wortel)
    return _af(bewerking, punt, oud, gevolg)


@transaction.atomic
def verplaats(*, punt: Agendapunt, verhouding: Verhouding, bij: int, by: Actor, versie: int | None = None) -> Gevolg:
    """Put an item before or after another item, or as the last under it; `bij` is the key of that item.

    Returns what else changed. Raises as `begin` does, and ValidationError when it cannot stand there.
    """
    bewerking = begin(dossier=punt.dossier, by=by, versie=versie, deel=structuur)
    wortel = bewerking.boom
    oud = bewerking.punt(punt.pk).nummer
    try:
        zet(wortel, punt.pk, verhouding, bij)
    except BoomFout as fout:
        raise ValidationError(str(fout)) from fout
    gevolg = volg_de_boom(bewerking.rij, bewerking.punten, wortel)
    return _af(bewerking, punt, oud, gevolg)


def _af(bewerking: Bewerking, punt: Agendapunt, oud: str, gevolg: Gevolg) -> Gevolg:
    nieuw = bewerking.punt(punt.pk).nummer
    punt.nummer = nieuw
    houd_teksten_bij(bewerking, gevolg.punten, reden=ANDERE_NUMMERS)
    sluit_af(
        bewerking,
        reden=f"agendapunt {oud} verplaatst naar {nieuw}",
        details={"nummers": gevolg.nummers, "verwijzingen": gevolg.verwijzingen},
    )
    return gevolg
