"""What every answer of the API gets, also when a view was never reached."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from api import VERSIE
from api.problemen import MEDIATYPE, probleem

BEGIN = "/api/"


class ApiMiddleware:
    """Give each answer the version of the API, let pages of other sites read it, and word refusals as problem+json.

    A page of another site can only read what everybody may: an answer with `*` is never given to a request that
    brings cookies along. Refusals by other middleware (too large, an unknown host, a crash) are pages for people;
    here a program asks.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path_info.startswith(BEGIN):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIATYPE:
            response.content = json.dumps(probleem(response.status_code), ensure_ascii=False).encode()
            response.headers["Content-Type"] = MEDIATYPE
            if "Content-Length" in response.headers:
                response.headers["Content-Length"] = str(len(response.content))
        response.headers["API-Version"] = VERSIE
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "API-Version, ETag, Link, Retry-After"
        return response
