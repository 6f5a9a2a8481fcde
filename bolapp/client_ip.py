"""The address of the visitor, also behind proxies."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """Return the address that our own outermost proxy saw, or that of the connection without proxies.

    A visitor can put anything into X-Forwarded-For; each proxy adds what it saw at the end. With
    TRUSTED_PROXIES=2 the second entry from the right is therefore the last one that nobody could forge.
    """
    direct = str(request.META.get("REMOTE_ADDR") or "")
    proxies: int = settings.TRUSTED_PROXIES
    if not proxies:
        return direct
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return _address(forwarded[-proxies], direct) if len(forwarded) >= proxies else direct


def _address(entry: str, otherwise: str) -> str:
    """The address in an entry of X-Forwarded-For, without the port that some proxies add; `otherwise` without one."""
    for text in (entry, entry.removeprefix("[").partition("]")[0], entry.rpartition(":")[0]):
        with suppress(ValueError):
            return str(ip_address(text))
    return otherwise
