"""Who answers for an agreement: for Rijk its dossierhouders, for the regio the Redacteuren regio of its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import Rol, Roltoewijzing, User, Vervanging
from agreements.models import Afspraak
from monitoring.models import Zijde
from regions.models import Gebied

#: Who answers, by the key of the agreement and the side; who stands in for somebody is among them.
Verantwoordelijken = dict[tuple[int, str], list[User]]


@dataclass(slots=True)
class _Bereik:
    """What somebody's roles of today say, their own and those of whom they stand in for."""

    rijksredacteur: bool = False
    houdt_voor: set[int] = field(default_factory=set)
    landsdelen: set[int] = field(default_factory=set)
    provincies: set[int] = field(default_factory=set)
    gebieden: set[int] = field(default_factory=set)


def verantwoordelijken(afspraken: Sequence[Afspraak]) -> Verantwoordelijken:
    """Who answers for each of these agreements, per side, in order of name. A side without anybody is not in it.

    Nobody who may not see the agreement; the rule is that of `mag_voor_zijde_antwoorden`, without the Rijksredacteur
    who may answer for everybody. Eleven queries, whatever the number. Reads overleg.ronde of each.
    """
    sleutels = [afspraak.pk for afspraak in afspraken]
    houders = _paren(Afspraak.dossierhouders.through.objects.filter(afspraak__in=sleutels), "user_id")
    provincies = _paren(Afspraak.provincies.through.objects.filter(afspraak__in=sleutels), "provincie_id")
    gebieden = _paren(Afspraak.gebieden.through.objects.filter(afspraak__in=sleutels), "gebied_id")
    via_gebied: dict[int, set[int]] = defaultdict(set)
    ligging = Gebied.provincies.through.objects.filter(gebied__in={een for rij in gebieden.values() for een in rij})
    for gebied, provincie in ligging.values_list("gebied_id", "provincie_id").order_by("pk"):
        via_gebied[gebied].add(provincie)
    bereiken = _bereiken()
    users = User.objects.filter(is_active=True).in_bulk(list(bereiken))
    op_naam = sorted(users.values(), key=lambda user: (str(user).casefold(), user.pk))
    uit: Verantwoordelijken = {}
    for afspraak in afspraken:
        openbaar = afspraak.is_openbaar
        hier = provincies[afspraak.pk].union(*(via_gebied[gebied] for gebied in gebieden[afspraak.pk]))
        rijk, regio = [], []
        for user in op_naam:
            bereik = bereiken[user.pk]
            houdt = bool(houders[afspraak.pk] & bereik.houdt_voor)
            if houdt or (bereik.rijksredacteur and user.pk in houders[afspraak.pk]):
                rijk.append(user)
            ziet = openbaar or bereik.rijksredacteur or houdt or afspraak.overleg.landsdeel_id in bereik.landsdelen
            if ziet and (hier & bereik.provincies or gebieden[afspraak.pk] & bereik.gebieden):
                regio.append(user)
        if rijk:
            uit[afspraak.pk, Zijde.RIJK.value] = rijk
        if regio:
            uit[afspraak.pk, Zijde.REGIO.value] = regio
    return uit


def _paren(rijen: object, veld: str) -> dict[int, set[int]]:
    uit: dict[int, set[int]] = defaultdict(set)
    for afspraak, ander in rijen.values_list("afspraak_id", veld).order_by("pk"):  # type: ignore[attr-defined]
        uit[afspraak].add(ander)
    return uit


def _bereiken() -> dict[int, _Bereik]:
    """The scope of everybody with a role of today, as `accounts.reikwijdte` works it out for one."""
    vandaag = timezone.localdate()
    toewijzingen = (
        Roltoewijzing.objects.filter(user__is_active=True)
        .exclude(rol=Rol.BEHEERDER)
        .geldig_op(vandaag)
        .prefetch_related("landsdelen", "provincies", "gebieden__landsdelen")
        .order_by("pk")
    )
    voor_wie: dict[int, list[int]] = defaultdict(list)
    vervangingen = Vervanging.objects.filter(voor__is_active=True, door__is_active=True).geldig_op(vandaag)
    for voor, door in vervangingen.values_list("voor_id", "door_id").order_by("pk"):
        voor_wie[voor].append(door)
    uit: dict[int, _Bereik] = defaultdict(_Bereik)
    for toewijzing in toewijzingen:
        for wie in (toewijzing.user_id, *voor_wie[toewijzing.user_id]):
            _tel_op(uit[wie], toewijzing)
    return dict(uit)


def _tel_op(bereik: _Bereik, toewijzing: Roltoewijzing) -> None:
    provincies, gebieden = list(toewijzing.provincies.all()), list(toewijzing.gebieden.all())
    bereik.landsdelen.update(_sleutels(toewijzing.landsdelen.all()))
    bereik.landsdelen.update(provincie.landsdeel_id for provincie in provincies)
    for gebied in gebieden:
        bereik.landsdelen.update(_sleutels(gebied.landsdelen.all()))
    if toewijzing.rol == Rol.RIJKSREDACTEUR:
        bereik.rijksredacteur = True
    elif toewijzing.rol == Rol.DOSSIERHOUDER:
        bereik.houdt_voor.add(toewijzing.user_id)
    elif toewijzing.rol == Rol.REDACTEUR_REGIO:
        bereik.provincies.update(_sleutels(provincies))
        bereik.gebieden.update(_sleutels(gebieden))


def _sleutels(rijen: Iterable[object]) -> list[int]:
    return [rij.pk for rij in rijen]  # type: ignore[attr-defined]
