"""Who hears the status as it is now, and who the one that was last published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from agreements.models.embargo import gehouden_door, intern_zichtbaar_voor

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def live_voor(user: User | AnonymousUser, pad: str = "") -> Q | bool:
    """Of which agreements this user sees the execution itself: the live status, its history, who looks after it.

    A Rijksredacteur of all (True); others of their own landsdeel(en), a dossierhouder also of those assigned to
    them; whoever has neither, as the public, of none (False). All others see what was last published. `pad` leads
    from the row to the agreement. Whether the agreement itself may be seen is another question.
    """
    if not user.is_authenticated:
        return False
    if user.reikwijdte.is_rijksredacteur:
        return True
    live = Q()
    if user.reikwijdte.landsdelen:
        live |= intern_zichtbaar_voor(user, f"{pad}overleg__")
    if user.reikwijdte.is_dossierhouder:
        live |= gehouden_door(user, pad)
    return live or False


class LiveQuerySet(models.QuerySet[Any]):
    """Rows of the execution of an agreement: its history, and what belongs to that."""

    #: From the row to its agreement.
    pad = "afspraak__"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of the agreements of which this user sees the live status; of others nothing is told."""
        live = live_voor(user, self.pad)
        return self.filter(live) if isinstance(live, Q) else self if live else self.none()
