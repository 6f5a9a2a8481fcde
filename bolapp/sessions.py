"""A session ends after SESSION_IDLE_SECONDS without a request, and in any case after SESSION_COOKIE_AGE.

Django only knows an end that moves each time the session is written. Here the session itself holds when it
began and when it was last used, and the latter is written at most once in five minutes, so that reading pages
stays reading.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

BEGAN, SEEN = "begonnen_op", "laatst_gezien_op"
WRITE_EVERY = 5 * 60


#: What a session key that we gave looks like.
_KEY = re.compile(r"[a-z0-9]{32}")


class SessionMiddleware(DjangoSessionMiddleware):
    """As Django's; a cookie that cannot be a key of ours is not looked up (PostgreSQL crashes on some)."""

    def process_request(self, request: HttpRequest) -> None:
        if not _KEY.fullmatch(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        super().process_request(request)


@receiver(user_logged_in)
def start_clock(sender: object, request: HttpRequest, **kwargs: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


class SessionIdleMiddleware:
    """Log out who was away too long or is logged in too long; the page asked for then asks to log in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = request.session.get(SEEN)
        if seen is not None:
            now = int(time.time())
            too_long = now - request.session.get(BEGAN, 0) > settings.SESSION_COOKIE_AGE
            if too_long or now - seen > settings.SESSION_IDLE_SECONDS:
                logout(request)
            elif now - seen > WRITE_EVERY:
                request.session[SEEN] = now
        return self.get_response(request)
