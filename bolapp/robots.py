"""What search engines may keep: the public pages, not every way to filter them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bolapp.openbaar import openbaar

#: Addresses that lead to the log-in, and choices without end.
NIET = (
    "/account/",
    "/beheer/",
    "/inloggen/",
    "/taken/",
    "/afspraken/?",
    "/api/v1/afspraken?",
    "/api/v1/tellingen?",
    "/*?next=",
)


@openbaar
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`."""
    regels = ["User-agent: *", *(f"Disallow: {adres}" for adres in NIET), ""]
    return HttpResponse("\n".join(regels), content_type="text/plain; charset=utf-8")
