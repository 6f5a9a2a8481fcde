"""Rules for all templates and static files: what the content security policy would block must not be written."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
STYLES = sorted((settings.BASE_DIR / "static" / "css").glob("*.css"))

#: Templates that make a document and no page of the site: WeasyPrint reads their style from the file itself.
DOCUMENTS = {"export"}


def pages() -> list:
    return [path for path in TEMPLATES if not DOCUMENTS & set(path.relative_to(settings.BASE_DIR).parts)]


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(settings.BASE_DIR / "templates")))
def test_template_has_no_inline_style_or_script(path):
    source = path.read_text(encoding="utf-8")
    assert re.findall(r'\sstyle\s*=\s*["\']', source) == []
    assert re.findall(r"\son[a-z]+\s*=\s*[\"']", source) == []
    assert re.findall(r"<style\b", source) == []
    assert re.findall(r"<script\b(?![^>]*\bsrc=)", source) == []
    assert re.findall(r'href\s*=\s*"javascript:', source) == []


def test_templates_ask_for_static_files_that_are_there():
    asked = {
        (path.name, name)
        for path in TEMPLATES
        for name in re.findall(r"""{% static ['"]([^'"]+)['"]""", path.read_text(encoding="utf-8"))
    }
    assert [(path, name) for path, name in sorted(asked) if finders.find(name) is None] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_style_sheet_refers_to_files_that_are_there_and_to_no_other_host(path):
    source = path.read_text(encoding="utf-8")
    for address in re.findall(r'url\("([^"]+)"\)', source):
        assert "//" not in address
        name = (path.parent / address).resolve().relative_to((settings.BASE_DIR / "static").resolve())
        assert finders.find(str(name)), address


def test_every_style_sheet_is_fetched_and_stands_in_a_layer():
    fetched = set(re.findall(r'url\("([a-z_-]+\.css)"\)', (settings.BASE_DIR / "static/css/app.css").read_text()))
    assert fetched == {path.name for path in STYLES} - {"app.css", "fout.css"}
    loose = [path.name for path in STYLES if path.name in fetched and "@layer" not in path.read_text()]
    assert loose == ["lettertype.css"]


def test_packages_are_pinned_without_addresses():
    lock = json.loads((settings.BASE_DIR / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    package = json.loads((settings.BASE_DIR / "package.json").read_text())
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())
