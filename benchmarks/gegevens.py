"""A database full of agreements, in words of our own, spread over the rondes, landsdelen and statuses.

Written in bulk and not through the services: what is measured is reading. Always the same for the same number.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Rol, User
from accounts.services import ken_rol_toe
from agreements.models import (
    Afspraak,
    Betrokkenheid,
    Blok,
    Overleg,
    Ronde,
    Rubriek,
    Status,
    Statuspublicatie,
    Statuswijziging,
    Tekstblok,
    Termijn,
    Thema,
)
from agreements.models.overleg import RondeQuerySet
from agreements.services.zoekindex import werk_zoekindex_bij
from regions.models import Gebied, Landsdeel, Organisatie
from tests.voorbeeldlijsten import zin

#: How many agreements of one landsdeel and ronde stand in a rubriek, about as in the real list.
PER_RUBRIEK = 3
STATUSSEN = (Status.IN_UITVOERING, Status.VERTRAAGD, Status.AFGEROND, Status.NIET_TE_BEOORDELEN, Status.AANGEHOUDEN)


@transaction.atomic
def maak_afspraken(aantal: int) -> None:
    """Fill the database; reference data must have been loaded."""
    kans = random.Random(aantal)
    overleggen = _overleggen(Ronde.objects.met_lijst().exclude(jaar=2027))
    tekstblokken = _tekstblokken(overleggen, aantal)
    afspraken = _afspraken(tekstblokken, kans)
    _hang_aan(afspraken, kans)
    _geschiedenis(afspraken)
    werk_zoekindex_bij(afspraken)


def maak_gebruikers() -> tuple[User, User]:
    """A Rijksredacteur, who sees everything, and a reader of one landsdeel."""
    rijk, lezer = (User.objects.create(username=naam) for naam in ("rijk", "lezer"))
    ken_rol_toe(user=rijk, rol=Rol.RIJKSREDACTEUR, by=SYSTEEM)
    ken_rol_toe(user=lezer, rol=Rol.LEZER_REGIO, landsdelen=Landsdeel.objects.filter(slug="noordwest"), by=SYSTEEM)
    return rijk, lezer


def _overleggen(rondes: RondeQuerySet) -> list[Overleg]:
    landsdelen = list(Landsdeel.objects.all())
    return [
        Overleg.objects.get_or_create(ronde=ronde, landsdeel=landsdeel, defaults={"volgorde": volgorde})[0]
        for ronde in rondes
        for volgorde, landsdeel in enumerate(landsdelen)
    ]


def _tekstblokken(overleggen: Sequence[Overleg], aantal: int) -> list[tuple[Overleg, Tekstblok]]:
    per_overleg = -(-aantal // len(overleggen))
    rubrieken = _maak(
        Rubriek(overleg=overleg, volgorde=nummer, nummer=str(nummer), titel=f"Rubriek {nummer}")
        for overleg in overleggen
        for nummer in range(1, -(-per_overleg // PER_RUBRIEK) + 1)
    )
    blokken = _maak(Blok(rubriek=rubriek, volgorde=1) for rubriek in rubrieken)
    paren = [
        (
            blok.rubriek.overleg,
            Tekstblok(
                blok=blok,
                volgorde=volgorde,
                code=f"{_voorvoegsel(blok.rubriek.overleg)}-{blok.rubriek.nummer}-{volgorde:02d}",
                teken="❖",
                tekst=zin(blok.pk * PER_RUBRIEK + volgorde, 40),
            ),
        )
        for blok in blokken
        for volgorde in range(1, PER_RUBRIEK + 1)
    ][:aantal]
    _maak(tekstblok for _, tekstblok in paren)
    return paren


def _voorvoegsel(overleg: Overleg) -> str:
    code = overleg.landsdeel.code if overleg.landsdeel else "L"
    return f"{overleg.ronde.soort.upper()}-{overleg.ronde.jaar}-{code}"


def _afspraken(paren: Sequence[tuple[Overleg, Tekstblok]], kans: random.Random) -> list[Afspraak]:
    nu = timezone.now()
    afspraken = []
    for overleg, tekstblok in paren:
        # About four in ten agreements name a time at all.
        dag = date(overleg.ronde.jaar, 1, 1) + timedelta(days=kans.randrange(700)) if kans.random() < 0.42 else None
        afspraken.append(
            Afspraak(
                code=tekstblok.code,
                overleg=overleg,
                tekstblok=tekstblok,
                soort=kans.choices(Afspraak.Soort.values, [60, 20, 4, 5, 4, 7])[0],
                besluit=Afspraak.Besluit.ONBEKEND if overleg.ronde.is_openbaar else Afspraak.Besluit.VOORGESTELD,
                status=kans.choices(STATUSSEN, [45, 15, 25, 10, 5])[0],
                gepubliceerde_status=kans.choices(STATUSSEN, [55, 10, 20, 10, 5])[0],
                gepubliceerde_status_op=nu - timedelta(days=200),
                status_op=nu - timedelta(days=kans.randrange(400)),
                termijn_van=dag and dag - timedelta(days=90),
                termijn_tot=dag,
            )
        )
    return _maak(afspraken)


def _hang_aan(afspraken: Sequence[Afspraak], kans: random.Random) -> None:
    """Provincies and gebieden of the landsdeel, themas, actors and the deadline phrase."""
    provincies: dict[Any, list[Any]] = {deel.pk: list(deel.provincies.all()) for deel in Landsdeel.objects.all()}
    gebieden: dict[Any, list[Any]] = {
        deel.pk: list(Gebied.objects.filter(provincies__landsdeel=deel).distinct().order_by("pk"))
        for deel in Landsdeel.objects.all()
    }
    themas, organisaties = list(Thema.objects.all()), list(Organisatie.objects.all())
    rollen = [Betrokkenheid.Rol.TREKKER, Betrokkenheid.Rol.BETROKKEN, Betrokkenheid.Rol.BETROKKEN]
    koppel: dict[Any, list[Any]] = {
        model: [] for model in (Afspraak.provincies.through, Afspraak.gebieden.through, Afspraak.themas.through)
    }
    bij_provincie, bij_gebied, bij_thema = koppel
    for afspraak in afspraken:
        deel = afspraak.overleg.landsdeel_id
        if kans.random() < 0.7:
            koppel[bij_provincie].append(bij_provincie(afspraak=afspraak, provincie=kans.choice(provincies[deel])))
        if kans.random() < 0.4:
            koppel[bij_gebied].append(bij_gebied(afspraak=afspraak, gebied=kans.choice(gebieden[deel])))
        koppel[bij_thema].append(bij_thema(afspraak=afspraak, thema=kans.choice(themas)))
    for rijen in koppel.values():
        _maak(rijen)
    _maak(
        Betrokkenheid(afspraak=afspraak, organisatie=organisatie, rol=rol)
        for afspraak in afspraken
        for organisatie, rol in zip(kans.sample(organisaties, 3), rollen, strict=True)
    )
    _maak(
        Termijn(
            afspraak=afspraak,
            volgorde=1,
            frase="voor de genoemde dag",
            soort="voor",
            van=afspraak.termijn_van,
            tot=afspraak.termijn_tot,
        )
        for afspraak in afspraken
        if afspraak.termijn_tot
    )


def _geschiedenis(afspraken: Sequence[Afspraak]) -> None:
    """Two steps for each agreement that is followed: the beginning, and the status that it has; and what was told."""
    stap = {"door_naam": "Redacteur", "rol": "Rijksredacteur"}
    _maak(
        Statuspublicatie(
            afspraak=afspraak, status=afspraak.gepubliceerde_status, op=afspraak.gepubliceerde_status_op, **stap
        )
        for afspraak in afspraken
        if afspraak.gepubliceerde_status_op
    )
    rijen = []
    for afspraak in afspraken:
        if afspraak.is_gevolgd and afspraak.status_op:
            begin = Status.NOG_NIET_GESTART
            eerder = afspraak.status_op - timedelta(days=60)
            rijen += [
                Statuswijziging(afspraak=afspraak, nummer=1, naar=begin, op=eerder, **stap),
                Statuswijziging(
                    afspraak=afspraak,
                    nummer=2,
                    van=begin,
                    naar=afspraak.status,
                    toelichting="Besproken in het ambtelijk overleg.",
                    op=afspraak.status_op,
                    **stap,
                ),
            ]
    _maak(rijen)


def _maak(rijen: Any) -> list[Any]:
    """Insert rows of one model, a thousand at a time, and give them back with their keys."""
    lijst: list[models.Model] = list(rijen)
    if lijst:
        type(lijst[0])._default_manager.bulk_create(lijst, batch_size=1000)
    return lijst
