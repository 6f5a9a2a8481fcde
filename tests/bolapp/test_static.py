"""Of the npm packages only what our pages use is served."""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib.staticfiles import finders

from bolapp.npm_finder import NpmFinder


def test_files_that_the_pages_use_are_found():
    assert finders.find("npm/utrecht/index.css").endswith("/component-library-css/dist/index.css")
    assert finders.find("npm/fira-sans/files/fira-sans-latin-400-normal.woff2")


def test_other_files_of_a_package_are_not_served():
    for path in ("npm/fira-sans/package.json", "npm/utrecht/html.css", "npm/utrecht/../package.json"):
        assert finders.find(path) is None


def test_collecting_takes_the_named_files_only():
    collected = {f"{storage.prefix}/{name}" for name, storage in NpmFinder().list(None)}
    assert "npm/ma-tokens/color-scheme-dark/theme.css" in collected
    assert len(collected) < 100
    assert {name.rsplit(".", 1)[1] for name in collected if "." in name} == {"css", "woff2"}


def test_missing_packages_are_said_by_check(settings, tmp_path):
    settings.NODE_MODULES = tmp_path
    assert {message.id for message in NpmFinder().check()} == {"bolapp.W001"}
    assert list(NpmFinder().list(None)) == []


def test_map_of_the_provincies_is_there():
    assert (settings.NODE_MODULES / "@svg-maps" / "netherlands").is_dir()


def test_page_for_a_server_error_finds_its_style_sheet_in_production():
    """It names the file without a hash, so collecting must leave that name beside the hashed one."""
    adres = re.search(r'href="/static/([^"]+\.css)"', (settings.BASE_DIR / "templates" / "500.html").read_text())
    assert adres
    assert finders.find(adres[1])
    assert settings.WHITENOISE_KEEP_ONLY_HASHED_FILES is False
