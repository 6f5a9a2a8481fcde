"""Asking the participants of an overleg whether the text is right: beginning, changing, closing and reopening it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor, naam_van
from accounts.auditlog import leg_vast
from accounts.models import Auditregel, User
from agreements.dossier import Zijde
from agreements.models import Afstemming, Afstemmingspartij, Overleg, Ronde
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_afstemmen
from agreements.services.afstemmingen.stand import Overzicht, afspraken_van, lees_stand
from agreements.services.afstemmingen.vertellen import leden_van, vertel_begin, vertel_datum
from agreements.services.fasen import zet_fase
from agreements.services.teksten import VERSTUURD
from regions.models import Organisatie

OBJECT = "afstemming"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partij:
    """A party as it is to be: `pk` is that of the row when it is asked already."""

    zijde: str
    naam: str
    leden: Sequence[User] = ()
    organisatie: Organisatie | None = None
    pk: int | None = None


def versie_van(afstemming: Afstemming) -> int:
    """What a form remembers to notice that somebody else changed the afstemming. Costs one query."""
    regels = Auditregel.objects.filter(object_soort=OBJECT, object_sleutel=afstemming.overleg.slug)
    return regels.order_by("-pk").values_list("pk", flat=True).first() or 0


@transaction.atomic
def begin_afstemming(*, overleg: Overleg, partijen: Sequence[Partij], uiterlijk: date, by: Actor) -> Afstemming:
    """Ask these parties, to answer on the last day at the latest, and tell the people who answer for them.

    The first afstemming of a ronde whose overleggen are held brings the ronde in the phase "in afstemming".

    Raises PermissionDenied, or ValidationError: no list to ask about, asked already, the letter is sent, a date that
    has come, no party of Rijk or of regio, or a member who may not see what is asked.
    """
    eis(mag_afstemmen(by))
    overleg = _voor_publicatie(overleg)
    if Afstemming.objects.filter(overleg=overleg).exists():
        raise ValidationError("De afstemming van dit overleg is al begonnen.")
    if not afspraken_van([overleg.pk]):
        raise ValidationError("Dit overleg heeft nog geen afsprakenlijst. Laad of maak eerst de lijst.")
    _keur_datum(uiterlijk)
    _keur_partijen(overleg, partijen)
    afstemming = Afstemming(overleg=overleg, uiterlijk=uiterlijk, **handtekening(by))
    afstemming.save(force_insert=True)
    rijen = [_bewaar_partij(afstemming, partij) for partij in partijen]
    _leg_vast(
        "afstemming begonnen", afstemming, by, uiterlijk=uiterlijk.isoformat(), partijen=[rij.naam for rij in rijen]
    )
    if overleg.ronde.fase == Ronde.Fase.GEHOUDEN:
        zet_fase(ronde=overleg.ronde, naar=Ronde.Fase.AFSTEMMING, by=by)
    vertel_begin(afstemming, leden_van(rijen))
    return afstemming


@transaction.atomic
def wijzig_afstemming(
    *,
    afstemming: Afstemming,
    partijen: Sequence[Partij],
    uiterlijk: date,
    by: Actor,
    versie: int | None = None,
) -> Afstemming:
    """Give an open afstemming these parties and this last day; who is new is asked, all are told of another day.

    A party that is no longer among them goes, as long as it has not answered. Raises PermissionDenied, or
    ValidationError as `begin_afstemming`, and when somebody else changed it after `versie` was read.
    """
    eis(mag_afstemmen(by))
    afstemming = vergrendel(afstemming)
    _eis_open(afstemming)
    if versie is not None and versie != versie_van(afstemming):
        raise ValidationError(
            "Iemand anders heeft deze afstemming intussen gewijzigd. Controleer hieronder wat u wilt en sla opnieuw op."
        )
    if uiterlijk != afstemming.uiterlijk:
        _keur_datum(uiterlijk)
    _keur_partijen(afstemming.overleg, partijen)
    was = {rij.pk: rij for rij in afstemming.partijen.all()}
    blijft = {partij.pk for partij in partijen if partij.pk}
    if blijft - set(was):
        raise ValidationError("Een van de partijen bestaat niet meer. Open de pagina opnieuw.")
    weg = [rij for rij in was.values() if rij.pk not in blijft]
    for rij in weg:
        if rij.reacties.exists():
            raise ValidationError(f"{rij.naam} heeft al gereageerd en kan niet meer worden weggehaald.")
        rij.leden.clear()
        rij.delete()
    rijen = [_bewaar_partij(afstemming, partij) for partij in partijen]
    was_uiterlijk, afstemming.uiterlijk = afstemming.uiterlijk, uiterlijk
    afstemming.save(update_fields=["uiterlijk"])
    regel = _leg_vast(
        "afstemming gewijzigd",
        afstemming,
        by,
        uiterlijk=[was_uiterlijk.isoformat(), uiterlijk.isoformat()],
        partijen=[rij.naam for rij in rijen],
        weg=[rij.naam for rij in weg],
    )
    leden = leden_van(rijen)
    vertel_begin(afstemming, leden)
    if was_uiterlijk != uiterlijk:
        vertel_datum(afstemming, leden, nummer=regel.pk)
    return afstemming


@transaction.atomic
def sluit_afstemming(*, afstemming: Afstemming, by: Actor) -> Overzicht:
    """Close it; who did not answer is named in the record and never counts as agreement. Returns how it ended.

    Raises PermissionDenied, or ValidationError while an objection is open, or while somebody who did not answer yet
    still has the time to.
    """
    eis(mag_afstemmen(by))
    afstemming = vergrendel(afstemming)
    if afstemming.is_gesloten:
        raise ValidationError("Deze afstemming is al gesloten.")
    overzicht = lees_stand(afstemming)
    if bezwaren := overzicht.open_bezwaren:
        waarover = ", ".join(sorted({cel.afspraak.code for cel in bezwaren}))
        raise ValidationError(
            f"Over deze afspraken is nog een bezwaar open: {waarover}. Neem daarover eerst een besluit."
        )
    if overzicht.stil and timezone.localdate() <= afstemming.uiterlijk:
        wie = ", ".join(een.partij.naam for een in overzicht.stil)
        raise ValidationError(
            f"De laatste dag is nog niet voorbij en deze partijen hebben nog niet alles beantwoord: {wie}."
        )
    afstemming.gesloten_op, afstemming.gesloten_door_naam = timezone.now(), naam_van(by)
    afstemming.save(update_fields=["gesloten_op", "gesloten_door_naam"])
    _leg_vast(
        "afstemming gesloten",
        afstemming,
        by,
        niet_gereageerd={een.partij.naam: [cel.afspraak.code for cel in een.open] for een in overzicht.stil},
    )
    return overzicht


@transaction.atomic
def heropen_afstemming(*, afstemming: Afstemming, uiterlijk: date, by: Actor) -> Afstemming:
    """Open it again with another last day, and tell who still has to answer.

    Raises PermissionDenied, or ValidationError when it is open, the letter is sent, or the date has come.
    """
    eis(mag_afstemmen(by))
    afstemming = vergrendel(afstemming)
    if not afstemming.is_gesloten:
        raise ValidationError("Deze afstemming is niet gesloten.")
    _keur_datum(uiterlijk)
    afstemming.gesloten_op, afstemming.gesloten_door_naam, afstemming.uiterlijk = None, "", uiterlijk
    afstemming.save(update_fields=["gesloten_op", "gesloten_door_naam", "uiterlijk"])
    regel = _leg_vast("afstemming heropend", afstemming, by, uiterlijk=uiterlijk.isoformat())
    vertel_datum(afstemming, leden_van(een.partij for een in lees_stand(afstemming).stil), nummer=regel.pk)
    return afstemming


def vergrendel(afstemming: Afstemming) -> Afstemming:
    """The row as it is now, for the transaction of the caller alone: answers, decisions and closing wait for it.

    Raises ValidationError once the letter has been sent: then nothing is asked or decided any more.
    """
    overleg = _voor_publicatie(Overleg.objects.select_related("ronde", "landsdeel").get(pk=afstemming.overleg_id))
    vast: Afstemming = Afstemming.objects.select_for_update().get(pk=afstemming.pk)
    vast.overleg = overleg
    return vast


def _voor_publicatie(overleg: Overleg) -> Overleg:
    """The overleg with its ronde locked, so that the phase does not change meanwhile."""
    ronde = Ronde.objects.select_for_update().get(pk=overleg.ronde_id)
    if ronde.fase in VERSTUURD:
        raise ValidationError("De brief is al verzonden. De tekst ligt vast en wordt niet meer afgestemd.")
    overleg.ronde = ronde
    return overleg


def _eis_open(afstemming: Afstemming) -> None:
    if afstemming.is_gesloten:
        raise ValidationError("Deze afstemming is gesloten. Heropen haar eerst.")


def _keur_datum(uiterlijk: date) -> None:
    if uiterlijk <= timezone.localdate():
        raise ValidationError({"uiterlijk": "Kies een dag die nog komt."})


def _keur_partijen(overleg: Overleg, partijen: Sequence[Partij]) -> None:
    namen = [partij.naam.strip().casefold() for partij in partijen]
    if not all(namen):
        raise ValidationError("Geef elke partij een naam.")
    if dubbel := next((naam for naam in namen if namen.count(naam) > 1), None):
        raise ValidationError(f"De partij “{dubbel}” staat er twee keer.")
    if {partij.zijde for partij in partijen} != {Zijde.RIJK, Zijde.REGIO}:
        raise ValidationError("Noem ten minste één partij van het Rijk en één van de regio.")
    for user in _ontdubbeld(partijen):
        if not Overleg.objects.intern_visible_to(user).filter(pk=overleg.pk).exists():
            raise ValidationError(f"{user} mag dit overleg niet zien en kan daarom niet voor een partij antwoorden.")


def _ontdubbeld(partijen: Iterable[Partij]) -> list[User]:
    return list({user.pk: user for partij in partijen for user in partij.leden}.values())


def _bewaar_partij(afstemming: Afstemming, partij: Partij) -> Afstemmingspartij:
    rij = afstemming.partijen.get(pk=partij.pk) if partij.pk else Afstemmingspartij(afstemming=afstemming)
    rij.zijde, rij.naam = partij.zijde, partij.naam.strip()
    if partij.organisatie is not None:
        rij.organisatie = partij.organisatie
    rij.full_clean(exclude=["afstemming"])
    rij.save()
    rij.leden.set(partij.leden)
    return rij


def _leg_vast(actie: str, afstemming: Afstemming, by: Actor, **details: Any) -> Auditregel:
    return leg_vast(actie=actie, object_soort=OBJECT, object_sleutel=afstemming.overleg.slug, by=by, details=details)
