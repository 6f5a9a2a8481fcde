"""What every request gives the audit log: where it came from, and what was refused."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.auditlog import leg_vast, vanaf
from accounts.models import User
from bolapp.client_ip import client_ip


class AuditMiddleware:
    """Give each audit line of this request its network address, and log what a user was not allowed to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with vanaf(client_ip(request)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, PermissionDenied) and isinstance(request.user, User):
            leg_vast(
                actie=f"{request.method} geweigerd",
                by=request.user,
                object_soort="pagina",
                object_sleutel=request.path[:200],
                resultaat="geweigerd",
            )
