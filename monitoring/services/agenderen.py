"""From a momentopname to the agenda of the next overleg: the progress of its landsdeel, and what is to be discussed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from agreements.datums import datumtekst
from agreements.dossier import Agendablok, Bloksoort, Invulling
from agreements.models import Afspraak, Agendapunt, Dossier
from agreements.models.embargo import afspraak_openbaar
from agreements.rechten import mag_dossier_schrijven
from agreements.services.agenda import Kop, voeg_punt_toe
from agreements.services.agenda.inbreng import (
    VOORTGANG,
    kandidaten,
    korte_titel,
    maak_punten_van,
    noteer_voortgangspunt,
    voortgangspunten,
)
from agreements.services.agenda.punten import LANGSTE_TITEL
from monitoring.models import Momentopname
from monitoring.services.momentopnamen import lees_standen, zonder_onbekenden
from monitoring.services.overzicht import STATUSNAMEN
from monitoring.services.voortgang import lees_ligging, lees_vorige
from monitoring.stand import Stand
from monitoring.verschil import NIET_GEANTWOORD, ZIJDEN, Verschil, stil, tegenspraak, verschil
from monitoring.voortgang import GEVRAAGD, Ligging, Vorige, per_provincie


@dataclass(frozen=True, slots=True, kw_only=True)
class Geagendeerd:
    """What came on the agenda: the item with the progress, and an item for each agreement to be discussed.

    `hadden_al` are the items that agreements to be discussed had already, `zonder_punt` those that get none because
    they are not open any more.
    """

    voortgang: Agendapunt
    te_bespreken: Sequence[Agendapunt] = ()
    hadden_al: Sequence[Agendapunt] = ()
    zonder_punt: Sequence[Afspraak] = ()


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
    item of its own already gets no second one; an overview of many is no item of its own.

    Raises as `voeg_punt_toe` does, and ValidationError when nothing of the landsdeel was frozen, or when an item that
    was made from this momentopname is on the agenda already, whatever it is called now.
    """
    # Two people who do this at once: the second one sees the item of the first.
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("overleg__ronde").get(pk=dossier.pk)
    standen = [
        (rij.afspraak, stand)
        for rij, stand in lees_standen(momentopname, user=by)
        if rij.zicht_zijden and rij.afspraak.overleg.landsdeel_id == dossier.overleg.landsdeel_id
    ]
    if not standen:
        raise ValidationError("In deze momentopname staan geen afspraken van dit landsdeel. Kies een ander dossier.")
    afspraken = [afspraak for afspraak, _ in standen]
    titel = f"{VOORTGANG} per {datumtekst(momentopname.peildatum)}"
    overzichten = voortgangspunten(dossier)
    for punt, van in overzichten.items():
        if _komt_uit(punt, van, momentopname, titel, afspraken):
            al = f"De voortgang uit deze momentopname staat al op deze agenda: punt {punt.nummer}."
            raise ValidationError(f"{al} Pas de tekst daar aan.")
    if any(punt.titel == titel for punt in overzichten):
        titel = f"{titel}: {momentopname.monitorronde.naam}"[:LANGSTE_TITEL]
    punt = voeg_punt_toe(
        dossier=dossier,
        kop=Kop(titel=titel),
        by=by,
        blokken=_blokken(momentopname, dossier, [stand for _, stand in standen], by),
        herkomsten=tuple(afspraken),
    )
    noteer_voortgangspunt(punt, by=by, momentopname=momentopname.pk)
    te_bespreken = {afspraak.pk for afspraak, stand in standen if stand.bespreken}
    te_kiezen = {
        een.afspraak.pk: een for een in kandidaten(dossier=dossier, user=by) if een.afspraak.pk in te_bespreken
    }
    eigen = {pk: [van for van in een.punten if van != punt and van not in overzichten] for pk, een in te_kiezen.items()}
    nieuw = [een.afspraak for pk, een in te_kiezen.items() if not eigen[pk]]
    return Geagendeerd(
        voortgang=punt,
        te_bespreken=maak_punten_van(dossier=dossier, afspraken=nieuw, by=by) if nieuw else (),
        hadden_al=list(dict.fromkeys(een for punten in eigen.values() for een in punten)),
        zonder_punt=[een for een in afspraken if een.pk in te_bespreken and een.pk not in te_kiezen],
    )


def _komt_uit(
    punt: Agendapunt, van: Mapping[str, Any], momentopname: Momentopname, titel: str, afspraken: Sequence[Afspraak]
) -> bool:
    """Whether this overview was made from the momentopname; of one from before that was kept, as far as it shows."""
    if van:
        return van.get("momentopname") == momentopname.pk
    return punt.titel == titel and set(punt.herkomsten.values_list("pk", flat=True)) == {een.pk for een in afspraken}


def _blokken(
    momentopname: Momentopname, dossier: Dossier, standen: Sequence[Stand], by: User
) -> tuple[Agendablok, ...]:
    """The texts, without successors that not everybody who may see this dossier may know of."""
    bekend = Afspraak.objects.filter(afspraak_openbaar() | Q(overleg__landsdeel=dossier.overleg.landsdeel_id))
    vorige = lees_vorige(momentopname, user=by)
    if vorige is not None:
        toen = zonder_onbekenden([een.stand for een in vorige.values()], bekend)
        vorige = {code: replace(een, stand=stand) for (code, een), stand in zip(vorige.items(), toen, strict=True)}
    return _Schrijver(lees_ligging(), vorige).blokken(zonder_onbekenden(standen, bekend))


@dataclass(frozen=True, slots=True)
class _Schrijver:
    """The words of the overview, as the dossier keeps them."""

    ligging: Ligging
    vorige: Mapping[str, Vorige] | None

    def blokken(self, standen: Sequence[Stand]) -> tuple[Agendablok, ...]:
        te_bespreken = "".join(
            f"<li>{_vet(_naam(een))}{_tekst(f': {een.notitie}' if een.notitie else '')}</li>"
            for een in standen
            if een.bespreken
        )
        return (
            Agendablok(soort=Bloksoort.IN_HET_KORT, html=self._voortgang(standen)),
            Agendablok(
                soort=Bloksoort.BESPREEKPUNTEN,
                html=f"<ul>{te_bespreken}</ul>" if te_bespreken else "",
                invulling=Invulling.ECHT if te_bespreken else Invulling.LEEG,
            ),
            Agendablok(soort=Bloksoort.VOORGESTELDE_AFSPRAKEN, invulling=Invulling.LEEG),
            Agendablok(soort=Bloksoort.TOELICHTING, invulling=Invulling.LEEG),
        )

    def _voortgang(self, standen: Sequence[Stand]) -> str:
        """Per list, newest first as they were frozen, and within it per provincie."""
        lijsten: dict[str, list[Stand]] = {}
        for stand in standen:
            lijsten.setdefault(stand.ronde_naam, []).append(stand)
        return "".join(
            f"<p>{_vet(f'{lijst}, {waar}')}</p><ul>{''.join(map(self._punt, groep))}</ul>"
            for lijst, rij in lijsten.items()
            for waar, groep in per_provincie(rij, self.ligging)
        )

    def _punt(self, stand: Stand) -> str:
        """What was agreed, where it stands, what changed and what is asked."""
        was = (self.vorige or {}).get(stand.code)
        anders = verschil(was.stand, stand, STATUSNAMEN) if was else Verschil()
        zwijgt = stil(stand) | dict(anders.geantwoord)
        delen = [
            f"{_hoofdletter(STATUSNAMEN.get(stand.status, stand.status))}{', over tijd' if stand.over_tijd else ''}.",
            " ".join(stand.status_toelichting.split()),
            f"Opgevolgd door {stand.opvolger}." if stand.opvolger else "",
            _verschil(stand),
            tegenspraak(stand, STATUSNAMEN),
            *_wie_zwijgt(zwijgt),
        ]
        regels = [_tekst(" ".join(deel for deel in delen if deel))]
        if was and anders.veranderd:
            sinds = f"Veranderd sinds {datumtekst(was.peildatum)}: {' '.join(anders.veranderd)}"
            regels.append(_tekst(sinds))
        elif self.vorige is not None and was is None:
            regels.append("Stond nog niet in een momentopname.")
        if stand.bespreken:
            regels.append(_tekst(f"{GEVRAAGD}: {' '.join(stand.notitie.split()) or 'bespreken hoe het verder gaat.'}"))
        return f"<li>{_vet(_naam(stand))}<br>{'<br>'.join(regels)}</li>"


def _verschil(stand: Stand) -> str:
    if not (stand.verschilt and stand.rijk and stand.regio):
        return ""
    if stand.past_niet:
        return "Rijk en regio verschillen."  # `tegenspraak` says how
    rijk, regio = (STATUSNAMEN.get(een.status, een.status) for een in (stand.rijk, stand.regio))
    return f"Rijk en regio verschillen: het Rijk zegt {rijk}, de regio {regio}."


def _wie_zwijgt(zinnen: Mapping[str, str]) -> list[str]:
    """What is said of sides without an answer; of two that never gave one in one sentence."""
    kaal = [zin for zin in zinnen.values() if zin.endswith(NIET_GEANTWOORD)]
    return ["Rijk en regio hebben niet geantwoord."] if len(kaal) == len(ZIJDEN) else list(zinnen.values())


def _naam(stand: Stand) -> str:
    """The code with the heading or the first words of what was agreed."""
    return f"{stand.code}, {korte_titel(stand.tekst)}"


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def _vet(tekst: str) -> str:
    return f"<strong>{_tekst(tekst)}</strong>"


def _tekst(tekst: str) -> str:
    return escape(tekst, quote=False)
