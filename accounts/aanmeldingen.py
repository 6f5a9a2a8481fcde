"""What the audit log keeps of logging in and out: succeeded, failed and ended.

Django tells of these acts by signal only; the receivers hang in `AccountsConfig.ready`.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts.auditlog import leg_vast
from accounts.models import User


@receiver(user_logged_in)
def ingelogd(sender: object, user: User, **kwargs: Any) -> None:
    leg_vast(actie="ingelogd", by=user, object_soort="account", object_sleutel=user.username)


@receiver(user_logged_out)
def uitgelogd(sender: object, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        leg_vast(actie="uitgelogd", by=user, object_soort="account", object_sleutel=user.username)


@receiver(user_login_failed)
def mislukt(sender: object, credentials: dict[str, Any], **kwargs: Any) -> None:
    """The name as it was typed; people sometimes type their password there, so only what is an account is kept."""
    getypt = str(credentials.get("username") or "")
    bekend = User.objects.filter(username=getypt).exists()
    leg_vast(
        actie="inloggen",
        by=getypt if bekend else "onbekend",
        object_soort="account",
        object_sleutel=getypt if bekend else "",
        resultaat="mislukt",
    )
