"""How often somebody without an account may ask."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework.throttling import AnonRateThrottle

from bolapp.client_ip import client_ip


class Begrenzing(AnonRateThrottle):
    """So many questions a minute for one network address (`API_PER_MINUUT`, 0 for no limit), per web process."""

    def get_rate(self) -> str | None:
        return f"{settings.API_PER_MINUUT}/min" if settings.API_PER_MINUUT else None

    def get_ident(self, request: Any) -> str:
        return client_ip(request._request)
