"""The pages before anything was loaded."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize("adres", ["/instrumenten/", "/instrumenten/tijdlijn/"])
def test_before_anything_is_loaded_the_pages_say_so(client: Client, db: None, adres: str) -> None:
    assert "Er zijn nog geen instrumenten" in client.get(adres).content.decode()
