"""Pages for everybody: no log-in, and an answer that a cache may keep for a minute.

All else stays behind the log-in (`LoginRequiredMiddleware`). Which pages these are is pinned down in
`tests/test_openbaar.py`, so that none becomes public by accident.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

#: For so many seconds a shared cache may keep what it was told; so late does it hear of a publication.
BEWAARTIJD = 60
GEDEELD = f"public, max-age={BEWAARTIJD}"

View = TypeVar("View", bound=Callable[..., Any])


def openbaar(view: View) -> View:
    """Open a view to who is not logged in; `request.user` can then be an AnonymousUser. A decorator."""
    open_view: View = login_not_required(view)
    open_view.openbaar = True  # type: ignore[attr-defined]
    return open_view


def is_voor_iedereen(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether this answer says the same to all: a page of these, made for somebody who brought and gets no cookie.

    A part of a page (htmx) is left out: it differs by more headers than a cache should have to know of.
    """
    gevonden = getattr(request, "resolver_match", None)
    return (
        response.status_code == 200
        and request.method in ("GET", "HEAD")
        and gevonden is not None
        and getattr(gevonden.func, "openbaar", False)
        and not response.cookies
        and not request.COOKIES.keys() & _eigen_cookies()
        and not request.user.is_authenticated
        and "HX-Request" not in request.headers
        and "Authorization" not in request.headers
    )


def _eigen_cookies() -> set[str]:
    return {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}


def laat_bewaren(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same answer for a cache to keep, or 304 when the reader has it already."""
    response.headers.setdefault("Cache-Control", GEDEELD)
    patch_vary_headers(response, ["Cookie", "HX-Request"])
    if response.streaming:
        return response
    set_response_etag(response)
    return get_conditional_response(request, etag=response.headers.get("ETag"), response=response) or response
