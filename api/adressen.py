"""Whole addresses, those of SITE_URL: an answer that was kept by a cache or saved to a file still leads somewhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse


def volledig(url_naam: str, *args: Any, vraag: Any = ()) -> str:
    """The address of a page or resource by its URL name; `vraag` holds the parameters, as pairs or a mapping."""
    return vanaf_hier(reverse(url_naam, args=args), vraag)


def vanaf_hier(pad: str, vraag: Any = ()) -> str:
    """The same for a path that is known already."""
    return f"{settings.SITE_URL}{pad}" + (f"?{urlencode(vraag)}" if vraag else "")
