"""Whom to ask: the participants of the dossier, and the organisations that the agreements name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from accounts.models import Rol, Roltoewijzing, User
from agreements.dossier import Zijde
from agreements.models import Deelnemer, Overleg
from agreements.services.afstemmingen.beginnen import Partij
from regions.models import Organisatie

#: A participant that the dossier has not named yet.
_OPEN = re.compile(r"^\W*(pm|x+|n\.?t\.?b\.?)\W*$", re.IGNORECASE)


def stel_partijen_voor(overleg: Overleg) -> list[Partij]:
    """The parties of an overleg, Rijk first, each with who could answer for it. Six queries.

    When neither the dossier nor the agreements name anybody, Rijk and regio are each one party.
    """
    kandidaten = wie_mag_antwoorden(overleg)
    rijk, regio = _leden(kandidaten, overleg)
    gevonden: dict[str, Partij] = {}
    organisaties = _organisaties(overleg)
    namen = Deelnemer.objects.filter(dossier__overleg=overleg, ondersteuning=False).order_by("volgorde")
    for deelnemer in namen:
        naam = " ".join(deelnemer.naam.split())[:200]
        if _OPEN.match(naam):
            continue
        organisatie = next((een for een in organisaties if _noemt(naam, een)), None)
        leden = rijk if deelnemer.zijde == Zijde.RIJK else regio
        gevonden[naam.casefold()] = Partij(zijde=deelnemer.zijde, naam=naam, organisatie=organisatie, leden=leden)
    genoemd = {partij.organisatie.pk for partij in gevonden.values() if partij.organisatie}
    for organisatie in organisaties:
        if organisatie.pk not in genoemd:
            zijde = Zijde.RIJK if organisatie.zijde == Organisatie.Zijde.RIJK else Zijde.REGIO
            leden = rijk if zijde == Zijde.RIJK else regio
            gevonden.setdefault(
                organisatie.naam.casefold(),
                Partij(zijde=zijde.value, naam=organisatie.naam, organisatie=organisatie, leden=leden),
            )
    for zijde, naam, leden in ((Zijde.RIJK, "Rijk", rijk), (Zijde.REGIO, "Regio", regio)):
        if not any(partij.zijde == zijde for partij in gevonden.values()):
            gevonden[naam.casefold()] = Partij(zijde=zijde.value, naam=naam, leden=leden)
    return sorted(gevonden.values(), key=lambda partij: partij.zijde != Zijde.RIJK)


def wie_mag_antwoorden(overleg: Overleg) -> list[User]:
    """Who may see this overleg and could answer: Rijk, and who has a role for its landsdeel. Two queries."""
    rollen = Roltoewijzing.objects.geldig_op(timezone.localdate()).filter(
        Q(rol=Rol.RIJKSREDACTEUR)
        | Q(landsdelen=overleg.landsdeel_id)
        | Q(provincies__landsdeel=overleg.landsdeel_id)
        | Q(gebieden__landsdelen=overleg.landsdeel_id)
    )
    rollen = rollen.exclude(rol=Rol.BEHEERDER)
    return list(
        User.objects.filter(is_active=True, roltoewijzingen__in=rollen)
        .distinct()
        .prefetch_related("roltoewijzingen")
        .order_by("naam", "username")
    )


def _leden(kandidaten: Sequence[User], overleg: Overleg) -> tuple[list[User], list[User]]:
    """Who is proposed for the parties of Rijk and of regio: dossierhouders, and redacteuren regio."""

    def met(rol: Rol) -> list[User]:
        return [user for user in kandidaten if any(een.rol == rol for een in user.roltoewijzingen.all())]

    return met(Rol.DOSSIERHOUDER), met(Rol.REDACTEUR_REGIO)


def _organisaties(overleg: Overleg) -> Sequence[Organisatie]:
    return list(
        Organisatie.objects.filter(betrokkenheden__afspraak__overleg=overleg)
        .exclude(zijde=Organisatie.Zijde.OVERIG)
        .distinct()
        .order_by("naam")
    )


def _noemt(naam: str, organisatie: Organisatie) -> bool:
    """Whether the name of a participant says that they are of this organisation."""
    kern = re.sub(r"^(ministerie van|provincie|gemeente|waterschap)\s+", "", organisatie.naam, flags=re.IGNORECASE)
    return any(
        re.search(rf"(?<!\w){re.escape(woord)}(?!\w)", naam, re.IGNORECASE)
        for woord in (organisatie.naam, kern, organisatie.afkorting)
        if woord
    )
