"""From a momentopname to the agenda of the next overleg: the progress of its landsdeel, and what is to be discussed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from agreements.datums import datumtekst
from agreements.dossier import Agendablok, Bloksoort, Invulling
from agreements.models import Afspraak, Agendapunt, Dossier
from agreements.rechten import mag_dossier_schrijven
from agreements.services.agenda import Kop, voeg_punt_toe
from agreements.services.agenda.inbreng import kandidaten, maak_punten_van
from monitoring.models import Momentopname
from monitoring.services.momentopnamen import lees_standen
from monitoring.services.voortgang import STATUSNAMEN
from monitoring.stand import Stand
from monitoring.voortgang import provincienaam, provinciesleutel


@dataclass(frozen=True, slots=True, kw_only=True)
class Geagendeerd:
    """What came on the agenda: the item with the progress, and an item for each agreement to be discussed."""

    voortgang: Agendapunt
    te_bespreken: Sequence[Agendapunt] = ()


def dossiers_voor(momentopname: Momentopname, *, user: User) -> list[Dossier]:
    """The dossiers in preparation in which this user may write, of a landsdeel of which agreements were frozen."""
    landsdelen = {rij.afspraak.overleg.landsdeel_id for rij, _ in lees_standen(momentopname, user=user)}
    dossiers = (
        Dossier.objects.visible_to(user)
        .filter(overleg__landsdeel__in=landsdelen - {None}, overleg__zitting=None)
        .select_related("overleg__ronde", "overleg__landsdeel")
        .order_by("-overleg__ronde__jaar", "overleg__landsdeel__naam", "pk")
    )
    return [dossier for dossier in dossiers if mag_dossier_schrijven(user, dossier.overleg)]


@transaction.atomic
def agendeer(*, momentopname: Momentopname, dossier: Dossier, by: User) -> Geagendeerd:
    """Put the frozen progress of the landsdeel on the agenda, and each agreement marked to be discussed after it.

    The text says of which day it is; each item remembers the agreements that it comes from. An agreement that has an
    item of its own already gets no second one.

    Raises as `voeg_punt_toe` does, and ValidationError when nothing of the landsdeel was frozen, or when it is on the
    agenda already.
    """
    standen = [
        (rij.afspraak, stand)
        for rij, stand in lees_standen(momentopname, user=by)
        if rij.zicht_zijden and rij.afspraak.overleg.landsdeel_id == dossier.overleg.landsdeel_id
    ]
    if not standen:
        raise ValidationError("In deze momentopname staan geen afspraken van dit landsdeel. Kies een ander dossier.")
    titel = f"Voortgang afspraken per {datumtekst(momentopname.peildatum)}"
    if dossier.punten.filter(titel=titel).exists():
        raise ValidationError("De voortgang uit deze momentopname staat al op deze agenda. Pas de tekst daar aan.")
    punt = voeg_punt_toe(
        dossier=dossier,
        kop=Kop(titel=titel),
        by=by,
        blokken=_blokken([stand for _, stand in standen]),
        herkomsten=tuple(afspraak for afspraak, _ in standen),
    )
    bespreken = {afspraak.pk for afspraak, stand in standen if stand.bespreken}
    nieuw = _te_agenderen(dossier, bespreken, zonder=punt, by=by)
    return Geagendeerd(
        voortgang=punt, te_bespreken=maak_punten_van(dossier=dossier, afspraken=nieuw, by=by) if nieuw else ()
    )


def _te_agenderen(dossier: Dossier, sleutels: set[int], *, zonder: Agendapunt, by: User) -> list[Afspraak]:
    """Those of these agreements that can be put on the agenda and have no item of their own on it yet."""
    return [
        een.afspraak
        for een in kandidaten(dossier=dossier, user=by)
        if een.afspraak.pk in sleutels and all(punt.pk == zonder.pk for punt in een.punten)
    ]


def _blokken(standen: Sequence[Stand]) -> tuple[Agendablok, ...]:
    te_bespreken = "".join(
        f"<li>{_tekst(f'{een.code}: {een.notitie or een.tekst}')}</li>" for een in standen if een.bespreken
    )
    return (
        Agendablok(soort=Bloksoort.IN_HET_KORT, html=_voortgang(standen)),
        Agendablok(
            soort=Bloksoort.BESPREEKPUNTEN,
            html=f"<ul>{te_bespreken}</ul>" if te_bespreken else "",
            invulling=Invulling.ECHT if te_bespreken else Invulling.LEEG,
        ),
        Agendablok(soort=Bloksoort.VOORGESTELDE_AFSPRAKEN, invulling=Invulling.LEEG),
        Agendablok(soort=Bloksoort.TOELICHTING, invulling=Invulling.LEEG),
    )


def _voortgang(standen: Sequence[Stand]) -> str:
    delen = []
    for naam, groep in groupby(sorted(standen, key=provinciesleutel), key=provincienaam):
        regels = "".join(f"<li>{_tekst(_regel(stand))}</li>" for stand in groep)
        delen.append(f"<p><strong>{_tekst(naam)}</strong></p><ul>{regels}</ul>")
    return "".join(delen)


def _regel(stand: Stand) -> str:
    delen = [STATUSNAMEN.get(stand.status, stand.status)]
    delen += ["Rijk en regio verschillen"] if stand.verschilt else []
    delen += ["over tijd"] if stand.over_tijd else []
    toelichting = " ".join(stand.status_toelichting.split())
    return f"{stand.code}: {', '.join(delen)}." + (f" {toelichting}" if toelichting else "")


def _tekst(tekst: str) -> str:
    return escape(tekst, quote=False)
