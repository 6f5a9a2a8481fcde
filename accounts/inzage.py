"""What a beheerder may read of the audit log.

Everybody who keeps the log sees who acted, when, from where and with what result. Of what was acted on, nobody
sees more through the log than through the application: the key and the details of a line are shown only where one
of the conditions here says so, and what nobody spoke for stays hidden. Each application speaks for its own kinds.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from accounts.models import User

#: Lines about accounts and reference data hold nothing but what a beheerder keeps; these show their details too.
EIGEN_SOORTEN = frozenset({"", "account", "naslag"})

Voorwaarde = Callable[[User], Q]

_voorwaarden: list[Voorwaarde] = []


def laat_sleutel_zien(voorwaarde: Voorwaarde) -> Voorwaarde:
    """Register which lines show a user what they are about (a decorator)."""
    _voorwaarden.append(voorwaarde)
    return voorwaarde


def sleutel_leesbaar(user: User) -> Q:
    """The lines of which this user may know the object."""
    uit = Q(object_soort__in=EIGEN_SOORTEN)
    for voorwaarde in _voorwaarden:
        uit |= voorwaarde(user)
    return uit
