"""Refusals that Django or a library would word in English, on our own pages.

The pages for 400, 403, 404 and 500 need nothing here: Django shows templates/<status>.html by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: the page stood open too long, or cookies are off."""
    melding = (
        "De pagina stond te lang open, u logde intussen opnieuw in, of uw browser bewaart geen cookies. Er is niets"
        " opgeslagen. Ga terug, laad de pagina opnieuw en verstuur het formulier nog een keer."
    )
    response = render(request, "403.html", {"kop": "Het formulier is verlopen", "melding": melding}, status=403)
    response.headers["X-Formulier"] = "verlopen"  # static/js/app.js then gets the page a new token
    return response


def locked_out(
    request: HttpRequest,
    original_response: HttpResponse | None = None,
    credentials: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Too many wrong passwords for this account from this address (django-axes calls this)."""
    minuten = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    response = render(request, "429.html", {"minuten": minuten}, status=429)
    response.headers["Retry-After"] = str(minuten * 60)
    return response
