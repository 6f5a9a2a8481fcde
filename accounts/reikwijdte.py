"""What a user may see and do, worked out once from the role assignments.

The rules are those of the domain's table "Who uses it". Row visibility itself is written in the
`visible_to(user)` of each QuerySet, which reads the scope from here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone

from accounts.models.rol import Rol, Roltoewijzing

if TYPE_CHECKING:
    from accounts.models import User

#: From widest to narrowest; the first that a user holds is the role written in a history row.
RANGORDE = (Rol.RIJKSREDACTEUR, Rol.DOSSIERHOUDER, Rol.REDACTEUR_REGIO, Rol.LEZER_REGIO, Rol.BEHEERDER)


@dataclass(frozen=True, slots=True)
class Reikwijdte:
    """The roles of a user and the places they hold for (primary keys).

    `houdt_voor` are the accounts whose assigned agreements the user looks after as dossierhouder: their own.
    `schrijft_landsdelen` are those of `landsdelen` that a role gives which writes, and not only reads.
    """

    rollen: frozenset[str] = field(default_factory=frozenset)
    landsdelen: frozenset[int] = field(default_factory=frozenset)
    redactie_provincies: frozenset[int] = field(default_factory=frozenset)
    redactie_gebieden: frozenset[int] = field(default_factory=frozenset)
    houdt_voor: frozenset[int] = field(default_factory=frozenset)
    schrijft_landsdelen: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_rijksredacteur(self) -> bool:
        return Rol.RIJKSREDACTEUR in self.rollen

    @property
    def is_dossierhouder(self) -> bool:
        return Rol.DOSSIERHOUDER in self.rollen

    @property
    def is_rijk(self) -> bool:
        """Whether the user sits at the table for the Rijk; everybody else with a role is of the regio."""
        return self.is_rijksredacteur or self.is_dossierhouder

    @property
    def is_beheerder(self) -> bool:
        return Rol.BEHEERDER in self.rollen

    @property
    def rol_label(self) -> str:
        """The widest role as people read it; empty for an account without a role."""
        return next((rol.label for rol in RANGORDE if rol in self.rollen), "")


def reikwijdte_van(user: User) -> Reikwijdte:
    """The scope of today's valid assignments. An inactive account has none.

    A role for a provincie or gebied also opens the landsdeel that it is discussed in.
    """
    if not user.is_active:
        return Reikwijdte()
    toewijzingen = (
        Roltoewijzing.objects.filter(user=user)
        .geldig_op(timezone.localdate())
        .prefetch_related("landsdelen", "provincies", "gebieden__landsdelen")
    )
    rollen: set[str] = set()
    landsdelen: set[int] = set()
    schrijft: set[int] = set()
    provincies: set[int] = set()
    gebieden: set[int] = set()
    for toewijzing in toewijzingen:
        rollen.add(toewijzing.rol)
        hier = {landsdeel.pk for landsdeel in toewijzing.landsdelen.all()}
        hier.update(provincie.landsdeel_id for provincie in toewijzing.provincies.all())
        for gebied in toewijzing.gebieden.all():
            hier.update(landsdeel.pk for landsdeel in gebied.landsdelen.all())
        landsdelen |= hier
        if toewijzing.rol in (Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER):
            schrijft |= hier
        if toewijzing.rol == Rol.REDACTEUR_REGIO:
            provincies.update(provincie.pk for provincie in toewijzing.provincies.all())
            gebieden.update(gebied.pk for gebied in toewijzing.gebieden.all())
    houdt_voor = {user.pk} if Rol.DOSSIERHOUDER in rollen else set()
    return Reikwijdte(
        frozenset(rollen),
        frozenset(landsdelen),
        frozenset(provincies),
        frozenset(gebieden),
        frozenset(houdt_voor),
        frozenset(schrijft),
    )
