"""Metadata that the text gives away: proposed per rubriek, confirmed by a person in one sweep.

Nothing is written until somebody confirms. What was proposed and not taken over is remembered with the agreement and
not proposed again; when the text of an agreement changes, it waits for a look again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actoren import Actor, gebruiker_van, naam_van
from accounts.auditlog import leg_vast
from accounts.models import Auditregel, User
from agreements.duiding import Duider, Omgeving, Veld, Voorstel
from agreements.models import (
    Afspraak,
    Betrokkenheid,
    Gegevensbevestiging,
    Ronde,
    Rubriek,
    Termijn,
    Termijnwijziging,
    Thema,
)
from agreements.rechten import eis, mag_afspraak_bewerken
from agreements.services.afspraken import BEWERKT, OBJECT, bewerk_afspraak
from agreements.services.duidnamen import namen_uit_database
from agreements.services.termijnbesluiten import te_bevestigen
from agreements.services.termijnen import Stap, termijnstand, werk_termijn_bij
from agreements.services.toen import bewaar_termijnen
from regions.models import Gebied, Organisatie, Provincie


class IntussenBevestigd(ValidationError):
    """Somebody else changed these particulars in between; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Iemand anders heeft gegevens in deze rubriek intussen gewijzigd. Er is niets opgeslagen. Controleer "
            "hieronder de nieuwe stand en bevestig opnieuw."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Afspraakvoorstel:
    """One agreement with what its text gives away beyond what it has already."""

    afspraak: Afspraak
    omgeving: Omgeving
    voorstellen: tuple[Voorstel, ...]
    bevestiging: Gegevensbevestiging | None
    wacht: bool

    def waarden(self, veld: Veld) -> dict[str, Voorstel]:
        """The proposals for one field, by value; those for parties by "slug:rol"."""
        return {
            f"{een.waarde}:{een.rol}" if veld is Veld.PARTIJ else een.waarde: een
            for een in self.voorstellen
            if een.veld is veld
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubriekvoorstel:
    """The agreements of one rubriek with their proposals; `versie` is what a form remembers."""

    rubriek: Rubriek
    afspraken: tuple[Afspraakvoorstel, ...]
    versie: str

    @property
    def wachtend(self) -> int:
        return sum(een.wacht for een in self.afspraken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubriekstand:
    """How far one rubriek is: its agreements, how many wait, and who confirmed last and when."""

    rubriek: Rubriek
    aantal: int
    wachtend: int
    laatst_op: datetime | None
    laatst_door: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegevens:
    """What a person chose for one agreement."""

    soort: str
    handeling: str = ""
    themas: Sequence[Thema] = ()
    provincies: Sequence[Provincie] = ()
    gebieden: Sequence[Gebied] = ()
    partijen: Sequence[tuple[Organisatie, str]] = ()
    termijnen: Sequence[int] = field(default=())


def _afspraken(user: User) -> Any:
    """What is looked at: everything in a list, parts instead of the whole where it was split."""
    return Afspraak.objects.visible_to(user).in_lijst().filter(is_gesplitst=False, tekstblok__isnull=False)


def rubriekstanden(ronde: Ronde, *, user: User) -> list[Rubriekstand]:
    """Every rubriek of the ronde in the order of its list, with how many agreements wait. Two queries."""
    per_rubriek: dict[int, list[Afspraak]] = {}
    for afspraak in (
        _afspraken(user)
        .filter(overleg__ronde=ronde)
        .select_related("tekstblok__blok", "gegevensbevestiging")
        .order_by("pk")
    ):
        per_rubriek.setdefault(afspraak.tekstblok.blok.rubriek_id, []).append(afspraak)
    uit = []
    for rubriek in (
        Rubriek.objects.visible_to(user)
        .filter(pk__in=per_rubriek)
        .select_related("overleg__landsdeel")
        .order_by("overleg__volgorde", "volgorde")
    ):
        afspraken = per_rubriek[rubriek.pk]
        laatste = max((een for een in map(_bevestiging, afspraken) if een), key=lambda een: een.op, default=None)
        uit.append(
            Rubriekstand(
                rubriek=rubriek,
                aantal=len(afspraken),
                wachtend=sum(_wacht(een) for een in afspraken),
                laatst_op=laatste.op if laatste else None,
                laatst_door=laatste.door_naam if laatste else "",
            )
        )
    return uit


def voorstellen_voor(rubriek: Rubriek, *, user: User) -> Rubriekvoorstel:
    """The proposals for every agreement of a rubriek that this user may see, in the order of the list."""
    duider = Duider(namen_uit_database())
    afspraken = list(
        _afspraken(user)
        .filter(tekstblok__blok__rubriek=rubriek)
        .for_detail()
        .select_related("overleg__ronde", "tekstblok__blok__rubriek", "gegevensbevestiging")
        .lijstvolgorde()
    )
    uit = []
    for afspraak in afspraken:
        bevestiging = _bevestiging(afspraak)
        omgeving = _omgeving(afspraak)
        al = _al_ingevuld(afspraak)
        afgewezen = set(bevestiging.afgewezen) if bevestiging else set()
        uit.append(
            Afspraakvoorstel(
                afspraak=afspraak,
                omgeving=omgeving,
                voorstellen=tuple(
                    een for een in duider.duid(omgeving) if een.sleutel not in al and een.sleutel not in afgewezen
                ),
                bevestiging=bevestiging,
                wacht=_wacht(afspraak),
            )
        )
    return Rubriekvoorstel(rubriek=rubriek, afspraken=tuple(uit), versie=_versie(afspraken))


def _omgeving(afspraak: Afspraak) -> Omgeving:
    blok = afspraak.tekstblok.blok  # type: ignore[union-attr]
    provincies = list(afspraak.provincies.all())
    enige = blok.provincie or (provincies[0] if len(provincies) == 1 else None)
    return Omgeving(
        tekst=afspraak.tekst,
        subpunten=() if afspraak.deel else tuple(afspraak.tekstblok.subpunten),  # type: ignore[union-attr]
        inleiding=blok.inleiding,
        rubriek=blok.rubriek.titel,
        onderwerp=blok.onderwerp,
        provincie=enige.slug if enige else None,
        jaar=afspraak.overleg.ronde.jaar,
    )


def _al_ingevuld(afspraak: Afspraak) -> set[str]:
    """The keys of what the agreement has, and of fields that somebody filled otherwise."""
    al = {f"{Veld.SOORT}:{afspraak.soort}"}
    al |= {f"{Veld.THEMA}:{thema.slug}" for thema in afspraak.themas.all()}
    al |= {f"{Veld.PROVINCIE}:{provincie.slug}" for provincie in afspraak.provincies.all()}
    al |= {f"{Veld.GEBIED}:{gebied.slug}" for gebied in afspraak.gebieden.all()}
    al |= {f"{Veld.PARTIJ}:{een.organisatie.slug}:{een.rol}" for een in afspraak.betrokkenheden.all()}
    if afspraak.soort != Afspraak.Soort.AFSPRAAK:
        al |= {f"{Veld.SOORT}:{soort}" for soort in Afspraak.Soort.values}
    if afspraak.handeling:
        al |= {f"{Veld.HANDELING}:{handeling}" for handeling in Afspraak.Handeling.values}
    return al


def _bevestiging(afspraak: Afspraak) -> Gegevensbevestiging | None:
    return getattr(afspraak, "gegevensbevestiging", None)


def _tekst_sha256(afspraak: Afspraak) -> str:
    subpunten = [] if afspraak.deel else afspraak.tekstblok.subpunten  # type: ignore[union-attr]
    return hashlib.sha256("\n".join([afspraak.tekst, *subpunten]).encode()).hexdigest()


def _wacht(afspraak: Afspraak) -> bool:
    bevestiging = _bevestiging(afspraak)
    return bevestiging is None or bevestiging.tekst_sha256 != _tekst_sha256(afspraak)


def _versie(afspraken: Sequence[Afspraak]) -> str:
    """Changes when the particulars, the text or the confirmation of one of these agreements does. One query."""
    bewerkt = dict(
        Auditregel.objects.filter(
            object_soort=OBJECT, actie=BEWERKT, object_sleutel__in=[afspraak.code for afspraak in afspraken]
        )
        .values_list("object_sleutel")
        .annotate(Max("pk"))
        .order_by("object_sleutel")
    )
    stand = [
        [
            afspraak.code,
            bewerkt.get(afspraak.code, 0),
            _tekst_sha256(afspraak),
            een.op.isoformat() if (een := _bevestiging(afspraak)) else "",
        ]
        for afspraak in afspraken
    ]
    return hashlib.sha256(json.dumps(stand).encode()).hexdigest()[:16]


@transaction.atomic
def bevestig_rubriek(*, rubriek: Rubriek, by: User, versie: str, gekozen: Mapping[str, Gegevens]) -> int:
    """Write what a person chose for the agreements of a rubriek (by code), all or nothing.

    Returns how many agreements changed. Every agreement of the rubriek must be among `gekozen`. Raises
    PermissionDenied, IntussenBevestigd, or ValidationError.
    """
    eis(mag_afspraak_bewerken(by))
    Rubriek.objects.select_for_update().get(pk=rubriek.pk)
    list(Afspraak.objects.select_for_update().filter(tekstblok__blok__rubriek=rubriek).order_by("pk").values_list("pk"))
    stand = voorstellen_voor(rubriek, user=by)
    if stand.versie != versie:
        raise IntussenBevestigd
    if {een.afspraak.code for een in stand.afspraken} != set(gekozen):
        raise IntussenBevestigd
    gewijzigd = sum(_bevestig(een, gekozen[een.afspraak.code], by) for een in stand.afspraken)
    leg_vast(
        actie="voorstellen bevestigd",
        object_soort="rubriek",
        object_sleutel=str(rubriek.pk),
        by=by,
        details={"rubriek": str(rubriek), "afspraken": [een.afspraak.code for een in stand.afspraken]},
    )
    return gewijzigd


def _bevestig(voorstel: Afspraakvoorstel, keuze: Gegevens, by: Actor) -> bool:
    afspraak = voorstel.afspraak
    anders = bewerk_afspraak(
        afspraak=afspraak,
        by=by,
        soort=keuze.soort,
        handeling=keuze.handeling,
        gereed_als=afspraak.gereed_als,
        themas=keuze.themas,
        provincies=keuze.provincies,
        gebieden=keuze.gebieden,
        dossierhouders=list(afspraak.dossierhouders.all()),
        partijen=keuze.partijen,
    )
    termijn_anders = _bevestig_termijnen(afspraak, set(keuze.termijnen), by)
    gegeven = {
        f"{Veld.SOORT}:{keuze.soort}",
        f"{Veld.HANDELING}:{keuze.handeling}",
        *(f"{Veld.THEMA}:{thema.slug}" for thema in keuze.themas),
        *(f"{Veld.PROVINCIE}:{provincie.slug}" for provincie in keuze.provincies),
        *(f"{Veld.GEBIED}:{gebied.slug}" for gebied in keuze.gebieden),
        *(f"{Veld.PARTIJ}:{organisatie.slug}:{rol}" for organisatie, rol in keuze.partijen),
    }
    eerder = voorstel.bevestiging.afgewezen if voorstel.bevestiging else []
    nieuw = [een.sleutel for een in voorstel.voorstellen if een.sleutel not in gegeven]
    Gegevensbevestiging.objects.update_or_create(
        afspraak=afspraak,
        defaults={
            "tekst_sha256": _tekst_sha256(afspraak),
            "afgewezen": sorted({*eerder, *nieuw} - gegeven),
            "op": timezone.now(),
            "door": gebruiker_van(by),
            "door_naam": naam_van(by),
        },
    )
    return bool(anders) or termijn_anders


def _bevestig_termijnen(afspraak: Afspraak, gekozen: set[int], by: Actor) -> bool:
    """Say of each dated phrase whether something is to be done by then; returns whether that changed anything."""
    anders = []
    was = termijnstand(afspraak)
    te_bewaren = [
        termijn
        for termijn in afspraak.termijnen.all()
        if te_bevestigen(termijn)
        and (termijn.is_termijn != (termijn.pk in gekozen) or termijn.herkomst == Termijn.Herkomst.GEVONDEN)
    ]
    if not te_bewaren:
        return False
    op = bewaar_termijnen(afspraken=[afspraak])
    for termijn in te_bewaren:
        moet = termijn.pk in gekozen
        if termijn.is_termijn != moet:
            anders.append([termijn.frase, moet])
        termijn.is_termijn, termijn.herkomst = moet, Termijn.Herkomst.BEVESTIGD
        termijn.save(update_fields=["is_termijn", "herkomst"])
    if anders:
        reden = "; ".join(f"“{frase}” is {'een' if moet else 'geen'} termijn" for frase, moet in anders)
        stap = Stap(aanleiding=Termijnwijziging.Aanleiding.BEVESTIGING, by=by, reden=f"{reden}.", op=op)
        werk_termijn_bij(afspraak=afspraak, was=was, stap=stap)
        leg_vast(
            actie="termijn bevestigd",
            object_soort=OBJECT,
            object_sleutel=afspraak.code,
            by=by,
            details={"frasen": [{"frase": frase, "moet dan gereed zijn": moet} for frase, moet in anders]},
        )
    return bool(anders)


#: The roles that a party can have, for the page.
ROLLEN = Betrokkenheid.Rol.choices
