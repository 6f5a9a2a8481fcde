"""What every answer gets: headers beside those of Django and django-csp, and our own pages for refusals."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request, page_not_found

from bolapp.openbaar import is_voor_iedereen, laat_bewaren

logger = logging.getLogger(__name__)


class PrivacyHeadersMiddleware:
    """Set Permissions-Policy and Cross-Origin-Resource-Policy, and keep private pages out of every cache.

    What one person may see another may not (embargo, own landsdeel), and a page that was left behind must not
    come back with the browser's back button after logging out. A view may set its own Cache-Control. Only what
    is the same for everybody may be kept for a moment (`bolapp.openbaar`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_voor_iedereen(request, response):
            return laat_bewaren(request, response)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class NotFoundMiddleware:
    """Show the page of production for 404 while DEBUG is on as well.

    Django's own page there is in English and lists every address; what `make run` shows people must be in their
    language and tell no more than a server would.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404:
            return page_not_found(request, Http404())
        return response


class MethodNotAllowedMiddleware:
    """Give the empty answer 405 a page.

    People get there who log in again after their session ended under an act: they come back with GET at the
    address of a button. A browser shows an error of its own for an empty page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response


class RequestSizeMiddleware:
    """Refuse with 413 a request that is larger than anything that may be uploaded, before it is read.

    Django writes files to disk while it reads a form, and it reads the form before it knows who is asking.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = str(request.META.get("CONTENT_LENGTH") or "")
        if length.isdecimal() and int(length[:20]) > settings.BOL_MAX_REQUEST:
            megabytes = settings.BOL_MAX_REQUEST // 1024 // 1024
            # Without the request: nothing of it, the session neither, has been read.
            return render(None, "413.html", {"megabytes": megabytes}, status=413)
        return self.get_response(request)


class UnstorableValueMiddleware:
    """Answer with 400 when somebody asks for a value that the database cannot even look for.

    A NUL in a text (PostgreSQL) and a number of more than 64 bits (SQLite) come from no form and no link of ours.
    """

    SIGNS = ("cannot contain NUL", "too large to convert to SQLite INTEGER")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (DataError, OverflowError, ValueError)) and any(
            sign in str(exception) for sign in self.SIGNS
        ):
            logger.warning("refused a value that no database can hold: %s", exception)
            return bad_request(request, exception)
        return None
