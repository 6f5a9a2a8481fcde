"""Freezing how the agreements of a round stand, reading it back, and telling the public."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actoren import Actor
from accounts.models import User
from agreements.lijst import LANDELIJK
from agreements.models import Afspraak, Betrokkenheid, Termijn
from agreements.models.afspraak import AfspraakQuerySet
from agreements.models.embargo import afspraak_openbaar
from agreements.models.ondertekend import handtekening
from agreements.models.status import GESLOTEN
from agreements.rechten import eis, mag_publiceren
from agreements.services.statuspublicatie import publiceer_statussen
from monitoring.models import (
    Momentopname,
    Momentopnamepublicatie,
    Momentopnameregel,
    Monitorronde,
)
from monitoring.services.overzicht import Beeld, Regelbeeld, Stap, laatste_stappen
from monitoring.stand import Partij, Plaats, Stand, Tijdsaanduiding


def bevries(*, beeld: Beeld, op: datetime, by: Actor) -> Momentopname:
    """Write down how every agreement of the round stands. In the transaction of who closes it, and only there."""
    peildatum = timezone.localdate(op)
    standen = list(_standen(beeld, peildatum))
    inhouden = [stand.als_tekst() for stand in standen]
    sommen = [_som(inhoud) for inhoud in inhouden]
    momentopname = Momentopname(
        monitorronde=beeld.monitorronde,
        peildatum=peildatum,
        aantal=len(standen),
        sha256=_som("\n".join(sommen)),
        **handtekening(by, op),
    )
    momentopname.save(force_insert=True)
    Momentopnameregel.objects.bulk_create(
        Momentopnameregel(
            momentopname=momentopname,
            afspraak_id=regel.regel.afspraak_id,
            volgorde=regel.regel.volgorde,
            inhoud=inhoud,
            sha256=som,
        )
        for regel, inhoud, som in zip(beeld.regels, inhouden, sommen, strict=True)
    )
    return momentopname


def lees_standen(momentopname: Momentopname, *, user: User) -> list[tuple[Momentopnameregel, Stand]]:
    """The rows that this user may see, in order, each with its state without what this user may not read.

    The rows have their agreement with overleg and ronde. One query, and one when a successor is named.
    """
    rijen = list(
        Momentopnameregel.objects.visible_to(user)
        .filter(momentopname=momentopname)
        .select_related("afspraak__overleg__ronde")
        .order_by("volgorde")
    )
    bekend = Afspraak.objects.visible_to(user)
    return list(zip(rijen, zonder_onbekenden([stand_van(rij) for rij in rijen], bekend), strict=True))


def zonder_onbekenden(standen: Sequence[Stand], bekend: AfspraakQuerySet) -> list[Stand]:
    """The same states without the codes of successors that are not among `bekend`."""
    codes = {code for stand in standen for code in stand.opvolgers}
    if not codes:
        return list(standen)
    onbekend = codes - set(bekend.filter(code__in=codes).order_by("code").values_list("code", flat=True))
    return [stand.zonder_opvolgers(onbekend) for stand in standen]


def stand_van(regel: Momentopnameregel) -> Stand:
    """The frozen state as the reader of the row may see it; the row has been through `visible_to`."""
    stand = Stand.uit_json(regel.gegevens)
    return stand if regel.zicht_zijden else stand.zonder_zijden()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publicatievooruitzicht:
    """What publishing would do: `aantal` agreements are told, of which `anders` otherwise than the public knows."""

    aantal: int = 0
    anders: int = 0
    onder_embargo: int = 0
    later_verteld: int = 0


def wat_wordt_verteld(momentopname: Momentopname) -> Publicatievooruitzicht:
    """What the confirmation of `publiceer_momentopname` says. Four queries."""
    standen = _bevroren_statussen(momentopname)
    te_vertellen = _te_vertellen(momentopname)
    bekend = dict(te_vertellen.order_by("pk").values_list("pk", "gepubliceerde_status"))
    openbaar = Afspraak.objects.filter(afspraak_openbaar(), pk__in=list(standen)).count()
    return Publicatievooruitzicht(
        aantal=len(bekend),
        anders=sum(standen[pk] != status for pk, status in bekend.items()),
        onder_embargo=len(standen) - openbaar,
        later_verteld=openbaar - len(bekend),
    )


@transaction.atomic
def publiceer_momentopname(
    *, momentopname: Momentopname, by: Actor, aantal: int | None = None, op: datetime | None = None
) -> int:
    """Tell the public the joint statuses as they were frozen, once; returns how many are others than it knew.

    Left out are agreements that are not public themselves, and those of which something later was told since. `aantal`
    is the number of agreements that the confirmation named; `op` is for data that tells of the past.

    Raises PermissionDenied, or ValidationError: published already, nothing to tell, or another number.
    """
    eis(mag_publiceren(by))
    ronde = Monitorronde.objects.select_for_update().get(pk=momentopname.monitorronde_id)
    if Momentopnamepublicatie.objects.filter(momentopname=momentopname).exists():
        raise ValidationError("De statussen van deze monitorronde zijn al gepubliceerd.")
    afspraken = _te_vertellen(momentopname)
    nu = afspraken.count()
    if not nu:
        raise ValidationError("Er is niets te vertellen: geen van deze afspraken is openbaar, of alles is al bekend.")
    if aantal is not None and aantal != nu:
        raise ValidationError(
            f"Intussen gaat het om {nu} afspraken in plaats van {aantal}. Lees de bevestiging opnieuw."
        )
    anders = publiceer_statussen(afspraken=afspraken, by=by, op=op, standen=_bevroren_statussen(momentopname))
    Momentopnamepublicatie.objects.create(momentopname=momentopname, aantal=nu, **handtekening(by, op))
    from monitoring.services.rondes import noteer_stap  # rondes closes a round with this module

    noteer_stap(ronde, "gepubliceerd", by, op=op, aantal=nu, anders=anders)
    return anders


def _te_vertellen(momentopname: Momentopname) -> AfspraakQuerySet:
    """The agreements of which this is news to the public: public themselves, and nothing later was told of them."""
    niets_later = Q(gepubliceerde_status_op=None) | Q(gepubliceerde_status_op__lte=momentopname.op)
    erin: AfspraakQuerySet = Afspraak.objects.filter(
        afspraak_openbaar(), niets_later, momentopnameregels__momentopname=momentopname
    )
    return erin.order_by("pk")


def _bevroren_statussen(momentopname: Momentopname) -> dict[int, str]:
    regels = Momentopnameregel.objects.filter(momentopname=momentopname).order_by("volgorde")
    return {regel.afspraak_id: regel.gegevens["status"] for regel in regels}


def standen_van(afspraken: AfspraakQuerySet, peildatum: date) -> Iterator[Stand]:
    """How these agreements stand now, each as it would be frozen when nobody was asked; in their order. Few queries."""
    rijen = list(afspraken.met_live_status().for_list().prefetch_related("betrokkenheden__organisatie"))
    stappen = laatste_stappen([afspraak.pk for afspraak in rijen])
    for afspraak in rijen:
        yield _stand(None, afspraak, stappen.get(afspraak.pk, Stap()), peildatum)


def _standen(beeld: Beeld, peildatum: date) -> Iterator[Stand]:
    sleutels = [regel.regel.afspraak_id for regel in beeld.regels]
    rijen = (
        Afspraak.objects.filter(pk__in=sleutels)
        .met_live_status()
        .for_list()
        .prefetch_related("betrokkenheden__organisatie")
        .in_bulk()
    )
    stappen = laatste_stappen(sleutels)
    for regel in beeld.regels:
        afspraak = rijen[regel.regel.afspraak_id]
        yield _stand(regel, afspraak, stappen.get(afspraak.pk, Stap()), peildatum)


def _stand(regel: Regelbeeld | None, afspraak: Afspraak, stap: Stap, peildatum: date) -> Stand:
    overleg = afspraak.overleg
    tekstblok = afspraak.tekstblok
    blok = tekstblok.blok if tekstblok else None
    gesloten = afspraak.status in GESLOTEN
    return Stand(
        code=afspraak.code,
        tekst=afspraak.tekst,
        subpunten=tuple(tekstblok.subpunten) if tekstblok and not afspraak.deeltekst else (),
        inleiding=blok.inleiding if blok else "",
        soort=afspraak.soort,
        ronde=overleg.ronde.slug,
        ronde_naam=overleg.ronde.naam,
        overleg=str(overleg),
        landsdeel=overleg.landsdeel_slug,
        landsdeel_naam=overleg.landsdeel.naam if overleg.landsdeel else LANDELIJK.capitalize(),
        rubriek=blok.rubriek.nummer if blok else "",
        rubriek_titel=blok.rubriek.titel if blok else "",
        provincie_kop=blok.provincie_kop if blok else "",
        onderwerp=blok.onderwerp if blok else "",
        provincies=_plaatsen(afspraak.provincies.all()),
        gebieden=_plaatsen(afspraak.gebieden.all()),
        partijen=tuple(_partij(een) for een in _op_naam(afspraak.betrokkenheden.all())),
        status=afspraak.status,
        status_sinds=afspraak.status_op.isoformat() if afspraak.status_op else "",
        status_toelichting=stap.toelichting,
        opvolger=stap.opvolger,
        rijk=regel.rijk.stand if regel else None,
        regio=regel.regio.stand if regel else None,
        termijnen=tuple(_termijn(een) for een in afspraak.termijnen.all()),
        termijn_van=afspraak.termijn_van,
        termijn_tot=afspraak.termijn_tot,
        over_tijd=not gesloten and afspraak.termijn_tot is not None and afspraak.termijn_tot < peildatum,
        bespreken=regel is not None and regel.is_te_bespreken,
        notitie=regel.besluit.notitie if regel and regel.besluit else "",
    )


def _plaatsen(rijen: QuerySet[Any]) -> tuple[Plaats, ...]:
    return tuple(Plaats(slug=een.slug, naam=een.naam) for een in sorted(rijen, key=lambda een: str(een.naam)))


def _op_naam(rijen: QuerySet[Betrokkenheid]) -> list[Betrokkenheid]:
    return sorted(rijen, key=lambda een: (een.rol != Betrokkenheid.Rol.TREKKER, een.organisatie.naam, een.rol))


def _partij(een: Betrokkenheid) -> Partij:
    return Partij(naam=een.organisatie.naam, rol=een.rol, zijde=een.organisatie.zijde)


def _termijn(een: Termijn) -> Tijdsaanduiding:
    return Tijdsaanduiding(
        frase=een.frase,
        soort=een.soort,
        van=een.van,
        tot=een.tot,
        overleg=een.overleg_naam,
        is_termijn=een.is_termijn,
        besloten=een.is_besloten,
    )


def _som(tekst: str) -> str:
    return hashlib.sha256(tekst.encode()).hexdigest()
