"""Writing an agendapunt together: drafts that are saved as one types, and versions that are made of them.

Whoever writes began from a version. When somebody else saved a newer one meanwhile, the two are brought together; what
clashes is refused with both texts, and the draft stays until its writer has saved or thrown it away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor, gebruiker_van
from accounts.auditlog import leg_vast
from accounts.models import User
from agreements.dossier import Agendapunt as Punt
from agreements.dossier import Bloksoort
from agreements.models import Agendapunt, Dossier, Puntconcept, Puntversie, Zitting
from agreements.models.dossier import BLOKSOORTEN
from agreements.punttekst import TOEGESTAAN, Bloktekst, Punttekst, met_tekst, te_schrijven, tekst_van_punt
from agreements.rechten import eis, mag_dossier_schrijven
from agreements.samenvoegen import Samenvoeging, voeg_samen
from agreements.services.dossierschrijven import schrijf_blokken
from agreements.services.puntversies import Stand, leg_stand_vast, maak_versie, punt_in

#: Who was heard of within this time is writing now; an open editor tells of itself more often.
SCHRIJFT_NU = timedelta(seconds=60)
#: More than this does not belong in an item of an agenda; it would also make comparing versions slow.
HOOGSTENS = 200_000


class Botst(ValidationError):
    """Somebody else saved a text that clashes with this one.

    `samen` has the joint text with `mijn` words where they clash, and those places; `hun` is the version to go on from.
    """

    def __init__(self, samen: Samenvoeging, hun: Puntversie) -> None:
        self.samen = samen
        self.hun = hun
        super().__init__(
            f"{hun.door_naam} heeft intussen dezelfde tekst gewijzigd. Er is nog niets opgeslagen en uw tekst is "
            "bewaard. Kijk hieronder waar de teksten verschillen, maak er één tekst van en sla die op."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewaard:
    """What saving did. `versie` is None when nothing differed; `samen_met` is whose text it was joined with."""

    versie: Puntversie | None
    samen_met: str = ""


@transaction.atomic
def bewaar_punt(*, punt: Agendapunt, inhoud: Punttekst, basis: int, by: Actor, reden: str = "") -> Bewaard:
    """Save what somebody wrote in an item as its next version, and throw away their draft.

    `basis` is the number of the version that they began from. What others saved since then is kept: it is joined with
    this text. The first time, the text that the item has is kept as version 1.

    Raises PermissionDenied; Botst when somebody else changed the same part; ValidationError when the dossier lies on
    the table, the text is too long, or the soort of the item no longer has a block that was written in.
    """
    rij = _om_te_schrijven(punt, by)
    stand = leg_stand_vast(rij)
    oorsprong = _oorsprong(rij, stand, basis)
    _weiger_wat_niet_past(stand.punt, oorsprong, inhoud)
    samen_met = ""
    if basis != stand.nummer:
        samen = voeg_samen(oorsprong, stand.tekst, inhoud)
        hun = Puntversie.objects.get(punt=rij, nummer=stand.nummer)
        if samen.botsingen:
            raise Botst(samen, hun)
        inhoud, samen_met = samen.tekst, hun.door_naam
    Puntconcept.objects.filter(punt=rij, user=gebruiker_van(by)).delete()
    nieuw = met_tekst(stand.punt, inhoud, opbouw=rij.dossier.opbouw)
    if tekst_van_punt(nieuw) == stand.tekst:
        return Bewaard(versie=None)
    rij.versie, rij.opmerkingen = nieuw.versie, list(nieuw.opmerkingen)
    rij.save(update_fields=["versie", "opmerkingen"])
    schrijf_blokken(rij, nieuw.blokken)
    versie = maak_versie(rij, nieuw, nummer=stand.nummer + 1, by=by, reden=reden)
    leg_vast(
        actie="agendapunt geschreven",
        object_soort="agendapunt",
        object_sleutel=f"{rij.dossier.overleg.slug}-{rij.pk}",
        by=by,
        details={"versie": versie.nummer, "sha256": versie.sha256, "samengevoegd": bool(samen_met)},
    )
    return Bewaard(versie=versie, samen_met=samen_met)


@transaction.atomic
def zet_versie_terug(*, versie: Puntversie, by: Actor) -> Bewaard:
    """Give an item the text of an older version again, as a new version; what it says now stays as a version too.

    Raises PermissionDenied, or ValidationError when the dossier lies on the table, the older version is damaged, or
    the soort of the item no longer has a block of it.
    """
    tekst = tekst_van_punt(punt_in(versie))
    rij = _om_te_schrijven(versie.punt, by)
    stand = leg_stand_vast(rij)
    weg = [replace(blok, html="") for blok in stand.tekst.blokken if not tekst.html(blok.sleutel)]
    return bewaar_punt(
        punt=rij,
        inhoud=replace(tekst, blokken=(*tekst.blokken, *(blok for blok in weg if blok not in tekst.blokken))),
        basis=stand.nummer,
        by=by,
        reden=f"versie {versie.nummer} teruggezet",
    )


# --- drafts and presence -----------------------------------------------------------------------------------------


@transaction.atomic
def bewaar_concept(*, punt: Agendapunt, inhoud: Punttekst, basis: int, by: User) -> Puntconcept:
    """Keep what somebody is typing, for them alone, until they save it or throw it away.

    Raises PermissionDenied, or ValidationError when the text is too long. It is kept as well when the item cannot be
    written in any more: nobody loses a text by that.
    """
    rij = _vergrendeld(punt)
    eis(mag_dossier_schrijven(by, rij.dossier.overleg))
    _weiger_te_lang(inhoud)
    stand = leg_stand_vast(rij)
    nu = timezone.now()
    zelfde = inhoud == Punttekst(
        versie=stand.tekst.versie, opmerkingen=stand.tekst.opmerkingen, blokken=te_schrijven(stand.punt)
    )
    concept, _ = Puntconcept.objects.update_or_create(
        punt=rij,
        user=by,
        defaults={
            "basis": basis,
            "inhoud": {} if zelfde else inhoud.als_json(),
            "bijgewerkt_op": nu,
            "gezien_op": nu,
        },
    )
    return concept


@transaction.atomic
def meld_schrijver(*, punt: Agendapunt, basis: int, by: User) -> None:
    """Let the others see that somebody has the editor open. A draft stays as it is. Raises PermissionDenied."""
    eis(mag_dossier_schrijven(by, punt.dossier.overleg))
    nu = timezone.now()
    if not Puntconcept.objects.filter(punt=punt, user=by).update(gezien_op=nu):
        rij = _vergrendeld(punt)
        leg_stand_vast(rij)
        Puntconcept.objects.get_or_create(
            punt=rij, user=by, defaults={"basis": basis, "bijgewerkt_op": nu, "gezien_op": nu}
        )


@transaction.atomic
def gooi_concept_weg(*, punt: Agendapunt, by: User) -> None:
    """Throw away one's own draft; the others no longer see one as writing. Raises PermissionDenied."""
    eis(mag_dossier_schrijven(by, punt.dossier.overleg))
    Puntconcept.objects.filter(punt=punt, user=by).delete()


def schrijvers(punt: Agendapunt, *, behalve: User) -> list[str]:
    """The names of the others who have the editor of this item open now, in alphabetical order. One query."""
    recent = Puntconcept.objects.filter(punt=punt, gezien_op__gte=timezone.now() - SCHRIJFT_NU).exclude(user=behalve)
    return sorted(str(concept.user) for concept in recent.select_related("user").order_by("pk"))


# --- what is asked first -----------------------------------------------------------------------------------------


def _om_te_schrijven(punt: Agendapunt, by: Actor) -> Agendapunt:
    """The item, its dossier locked, by somebody who may write in it now."""
    rij = _vergrendeld(punt)
    eis(mag_dossier_schrijven(by, rij.dossier.overleg))
    if is_op_tafel(rij):
        raise ValidationError(
            "Het overleg is begonnen en het dossier ligt op tafel: de tekst van een agendapunt is nu niet meer te "
            "wijzigen. Een wijziging legt de secretaris vast bij het besluit."
        )
    return rij


def is_op_tafel(punt: Agendapunt) -> bool:
    """Whether the overleg has begun, so that the text of its dossier no longer changes. One query."""
    return Zitting.objects.filter(overleg=punt.dossier.overleg_id).exists()


def _vergrendeld(punt: Agendapunt) -> Agendapunt:
    """The item anew, while nobody else can change its dossier."""
    Dossier.objects.select_for_update().get(pk=punt.dossier_id)
    rij: Agendapunt = (
        Agendapunt.objects.select_related("dossier__overleg__ronde", "dossier__overleg__landsdeel")
        .prefetch_related("blokken__voorstellen")
        .get(pk=punt.pk)
    )
    return rij


def _oorsprong(rij: Agendapunt, stand: Stand, basis: int) -> Punttekst | None:
    """The text that somebody began from; None when there is no such version."""
    if basis == stand.nummer:
        return stand.tekst
    versie = Puntversie.objects.filter(punt=rij, nummer=basis).first()
    return tekst_van_punt(punt_in(versie)) if versie else None


def _weiger_wat_niet_past(punt: Punt, oorsprong: Punttekst | None, inhoud: Punttekst) -> None:
    _weiger_te_lang(inhoud)
    teveel = [
        blok
        for blok in inhoud.blokken
        if blok.soort not in TOEGESTAAN[punt.soort] and blok.html != (oorsprong.html(blok.sleutel) if oorsprong else "")
    ]
    if teveel:
        raise ValidationError(
            f"Dit agendapunt is intussen een {punt.soort.value}, en dat heeft geen blok {_namen(teveel)}. Uw tekst is "
            "bewaard als concept. Zet hem in een ander blok, of maak er eerst weer een bespreekpunt van."
        )


def _weiger_te_lang(inhoud: Punttekst) -> None:
    lengte = sum(len(blok.html) for blok in inhoud.blokken) + sum(map(len, inhoud.opmerkingen)) + len(inhoud.versie)
    if lengte > HOOGSTENS:
        raise ValidationError(
            f"Deze tekst is te lang voor een agendapunt: meer dan {HOOGSTENS} tekens. Maak hem korter, of voeg hem als "
            "bijlage bij het dossier."
        )


def _namen(blokken: Iterable[Bloktekst]) -> str:
    namen = dict(BLOKSOORTEN)
    soorten: dict[Bloksoort, None] = dict.fromkeys(blok.soort for blok in blokken)
    return " en ".join(f"“{namen[soort.value]}”" for soort in soorten)
