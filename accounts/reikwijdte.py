"""What a user may see and do, worked out once from the role assignments.

The rules are those of the domain's table "Who uses it". Row visibility itself is written in the
`visible_to(user)` of each QuerySet, which reads the scope from here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models.rol import Rol, Roltoewijzing
from accounts.models.vervanging import Vervanging

if TYPE_CHECKING:
    from accounts.models import User

#: From widest to narrowest; the first that a user holds is the role written in a history row.
RANGORDE = (Rol.RIJKSREDACTEUR, Rol.DOSSIERHOUDER, Rol.REDACTEUR_REGIO, Rol.LEZER_REGIO, Rol.BEHEERDER)


@dataclass(frozen=True, slots=True)
class Reikwijdte:
    """The roles of a user and the places they hold for (primary keys).

    `houdt_voor` are the accounts whose assigned agreements the user looks after as dossierhouder: their own, and those
    of whom they stand in for. `waarnemend` are the roles that the user has only as somebody's deputy.
    `schrijft_landsdelen` are those of `landsdelen` that a role gives which writes, and not only reads.
    """

    rollen: frozenset[str] = field(default_factory=frozenset)
    landsdelen: frozenset[int] = field(default_factory=frozenset)
    redactie_provincies: frozenset[int] = field(default_factory=frozenset)
    redactie_gebieden: frozenset[int] = field(default_factory=frozenset)
    houdt_voor: frozenset[int] = field(default_factory=frozenset)
    schrijft_landsdelen: frozenset[int] = field(default_factory=frozenset)
    waarnemend: frozenset[str] = field(default_factory=frozenset)

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
        rol = next((rol for rol in RANGORDE if rol in self.rollen), None)
        if rol is None:
            return ""
        return f"{rol.label} (waarnemend)" if rol in self.waarnemend else rol.label


def reikwijdte_van(user: User) -> Reikwijdte:
    """The scope of today's valid assignments, one's own and those of whom one stands in for today.

    An inactive account has none, and gives none to a deputy. The role of beheerder is not passed on. A role for a
    provincie or gebied also opens the landsdeel that it is discussed in.
    """
    if not user.is_active:
        return Reikwijdte()
    vandaag = timezone.localdate()
    vervangen = Vervanging.objects.filter(door=user, voor__is_active=True).geldig_op(vandaag)
    toewijzingen = (
        Roltoewijzing.objects.filter(Q(user=user) | (Q(user__in=vervangen.values("voor")) & ~Q(rol=Rol.BEHEERDER)))
        .geldig_op(vandaag)
        .prefetch_related("landsdelen", "provincies", "gebieden__landsdelen")
    )
    rollen: set[str] = set()
    eigen: set[str] = set()
    houdt_voor: set[int] = set()
    landsdelen: set[int] = set()
    schrijft: set[int] = set()
    provincies: set[int] = set()
    gebieden: set[int] = set()
    for toewijzing in toewijzingen:
        rollen.add(toewijzing.rol)
        if toewijzing.user_id == user.pk:
            eigen.add(toewijzing.rol)
        if toewijzing.rol == Rol.DOSSIERHOUDER:
            houdt_voor.add(toewijzing.user_id)
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
    return Reikwijdte(
        rollen=frozenset(rollen),
        landsdelen=frozenset(landsdelen),
        redactie_provincies=frozenset(provincies),
        redactie_gebieden=frozenset(gebieden),
        houdt_voor=frozenset(houdt_voor),
        schrijft_landsdelen=frozenset(schrijft),
        waarnemend=frozenset(rollen - eigen),
    )


def rijksredacteuren() -> QuerySet[User]:
    """Who has that role themselves today, and may log in. One query."""
    rollen = Roltoewijzing.objects.filter(rol=Rol.RIJKSREDACTEUR).geldig_op(timezone.localdate())
    return get_user_model().objects.filter(pk__in=rollen.order_by().values("user"), is_active=True).order_by("pk")


def rijksoog() -> User:
    """Nobody's account, who sees what every Rijksredacteur sees: for a count that is not of who asks for it.

    Only to read with: it is never saved and signs nothing.
    """
    oog = get_user_model()(username="rijk", is_active=False)
    oog._reikwijdte = Reikwijdte(rollen=frozenset({Rol.RIJKSREDACTEUR}))
    return oog
