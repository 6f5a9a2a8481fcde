"""Who may see what of a monitorronde: written once, for all its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from agreements.models import Afspraak
from agreements.models.zicht import live_voor

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

NIEMAND = Q(pk__in=[])


def ziet_uitvoering(user: User | AnonymousUser, pad: str) -> Q:
    """Both sides of an agreement: who sees its live status. `pad` leads from the row to the agreement."""
    live = live_voor(user, pad)
    if isinstance(live, Q):
        return live
    return ~NIEMAND if live else NIEMAND


def redigeert(user: User | AnonymousUser, pad: str) -> Q:
    """The side of the regio of an agreement that one writes about, and may see, as Redacteur regio."""
    if not user.is_authenticated:
        return NIEMAND
    reikwijdte = user.reikwijdte
    if not (reikwijdte.redactie_provincies or reikwijdte.redactie_gebieden):
        return NIEMAND
    eigen = Afspraak.objects.visible_to(user).geredigeerd_door(user).order_by().values("pk")
    return Q(**{f"{pad}in": eigen})
