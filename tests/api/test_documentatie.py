"""The page about the API: all that the OpenAPI document says, for people, without a script."""

from __future__ import annotations

import re
from collections import Counter

from django.conf import settings
from django.test import Client

from api.schema import document


def _html(client: Client) -> str:
    response = client.get("/api/v1/docs")
    assert response.status_code == 200
    html: str = response.content.decode()
    return html


def test_page_tells_every_address_parameter_and_field(client: Client) -> None:
    html = _html(client)
    inhoud = document()
    for pad, methoden in inhoud["paths"].items():
        assert f"GET {pad}</code>" in html
        assert f'id="{methoden["get"]["operationId"]}"' in html
        for parameter in methoden["get"].get("parameters", []):
            assert f"<code>{parameter['name']}</code>" in html
    for naam, vorm in inhoud["components"]["schemas"].items():
        assert f'id="vorm-{naam}"' in html
        for veld in vorm["properties"]:
            assert f"<code>{veld}</code>" in html
    assert html.count("<summary>Voorbeeld") == len(inhoud["paths"])
    assert f'curl "{settings.SITE_URL}/api/v1/afspraken/BOL-2024-NW-1-01"' in html.replace("&quot;", '"')


def test_page_holds_together(client: Client) -> None:
    """One heading of the first level, no anchor twice, none that leads nowhere, and no script or style of its own."""
    html = _html(client)
    assert len(re.findall("<h1", html)) == 1
    ankers = Counter(re.findall(r'\bid="([^"]+)"', html))
    assert [anker for anker, aantal in ankers.items() if aantal > 1] == []
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ankers.keys()
    assert not re.search(r"<style|style=|<script(?![^>]*src=)|https?://(?!127\.0\.0\.1|mapsvg|creativecommons)", html)
