"""Changing the particulars of an agreement; its official text and its history are not among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from accounts.models import Auditregel, User
from agreements.models import Afspraak, Betrokkenheid, Contact, Thema
from agreements.rechten import eis, mag_afspraak_bewerken
from agreements.services.toen import Kenmerken, bewaar_aard, bewaar_kenmerken, lees_kenmerken
from agreements.services.zoekindex import werk_zoekindex_bij
from regions.models import Gebied, Organisatie, Provincie

OBJECT = "afspraak"
BEWERKT = "afspraak bewerkt"


def bewerkversie(afspraak: Afspraak) -> int:
    """What a form remembers to notice that somebody else changed the particulars. Costs one query."""
    laatste = Auditregel.objects.filter(object_soort=OBJECT, object_sleutel=afspraak.code, actie=BEWERKT)
    return laatste.order_by("-pk").values_list("pk", flat=True).first() or 0


@transaction.atomic
def bewerk_afspraak(
    *,
    afspraak: Afspraak,
    by: Actor,
    soort: str,
    handeling: str = "",
    gereed_als: str = "",
    themas: Collection[Thema] = (),
    provincies: Collection[Provincie] = (),
    gebieden: Collection[Gebied] = (),
    dossierhouders: Collection[User] = (),
    partijen: Sequence[tuple[Organisatie, str]] = (),
    contacten: Mapping[tuple[Organisatie, str], Contact | None] | None = None,
    versie: int | None = None,
) -> dict[str, list[Any]]:
    """Give the agreement these particulars and log what changed; returns field → [old, new], empty when nothing did.

    `contacten` says per organisation and role whom to ask there; without it, whoever was named stays named.

    Raises PermissionDenied, or ValidationError when somebody else changed them after `versie` was read, or for a
    contact of another organisation.
    """
    afspraak = Afspraak.objects.select_for_update().select_related("overleg").get(pk=afspraak.pk)
    eis(mag_afspraak_bewerken(by))
    if versie is not None and versie != bewerkversie(afspraak):
        raise ValidationError(
            "Iemand anders heeft deze gegevens intussen gewijzigd. Controleer hieronder wat u wilt en sla opnieuw op."
        )
    deze = Afspraak.objects.filter(pk=afspraak.pk)
    (kenmerken,) = lees_kenmerken(deze)
    if soort != afspraak.soort:
        bewaar_aard(afspraken=[afspraak], by=by)
    afspraak.soort, afspraak.handeling, afspraak.gereed_als = soort, handeling, gereed_als.strip()
    afspraak.full_clean()
    afspraak.save(update_fields=["soort", "handeling", "gereed_als"])
    afspraak.themas.set(themas)
    afspraak.provincies.set(provincies)
    afspraak.gebieden.set(gebieden)
    afspraak.dossierhouders.set(dossierhouders)
    _zet_partijen(afspraak, partijen, contacten)
    was, wordt = _gegevens(kenmerken), _gegevens(*lees_kenmerken(deze))
    anders = {veld: [was[veld], wordt[veld]] for veld in was if was[veld] != wordt[veld]}
    if anders:
        bewaar_kenmerken(kenmerken=[kenmerken], by=by)
        werk_zoekindex_bij([afspraak])
        leg_vast(actie=BEWERKT, object_soort=OBJECT, object_sleutel=afspraak.code, by=by, details=anders)
    return anders


def _zet_partijen(
    afspraak: Afspraak,
    partijen: Sequence[tuple[Organisatie, str]],
    contacten: Mapping[tuple[Organisatie, str], Contact | None] | None,
) -> None:
    was = {
        (een.organisatie, een.rol): een.contact
        for een in afspraak.betrokkenheden.select_related("organisatie", "contact")
    }
    wordt = {paar: (was if contacten is None else contacten).get(paar) for paar in partijen}
    for (organisatie, _), contact in wordt.items():
        if contact is not None and contact.organisatie_id != organisatie.pk:
            raise ValidationError(f"{contact} is geen contact van {organisatie}. Kies een contact van die organisatie.")
    afspraak.betrokkenheden.all().delete()
    Betrokkenheid.objects.bulk_create(
        Betrokkenheid(afspraak=afspraak, organisatie=organisatie, rol=rol, contact=contact)
        for (organisatie, rol), contact in wordt.items()
    )


def _gegevens(kenmerken: Kenmerken) -> dict[str, Any]:
    """The particulars as they are logged: readable, in a fixed order."""
    afspraak = kenmerken.afspraak
    return {
        "soort": afspraak.get_soort_display(),
        "bestuurlijke handeling": afspraak.get_handeling_display() if afspraak.handeling else "",
        "gereed als": afspraak.gereed_als,
        "thema's": kenmerken.namen("thema"),
        "provincies": kenmerken.namen("provincie"),
        "gebieden": kenmerken.namen("gebied"),
        "dossierhouders": kenmerken.namen("user"),
        "partijen": sorted(
            f"{partij.organisatie} ({partij.get_rol_display()}{f'; {partij.contact}' if partij.contact else ''})"
            for partij in afspraak.betrokkenheden.all()
        ),
    }
