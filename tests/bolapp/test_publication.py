"""What a public repository must say about itself."""

from __future__ import annotations

import tomllib

import yaml
from django.conf import settings


def test_publiccode_has_what_the_standard_asks():
    publiccode = yaml.safe_load((settings.BASE_DIR / "publiccode.yml").read_text(encoding="utf-8"))
    required = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    }
    assert required <= set(publiccode)
    dutch = publiccode["description"]["nl"]
    assert 1 <= len(dutch["shortDescription"]) <= 150
    assert 150 <= len(dutch["longDescription"]) <= 10_000
    assert all(len(feature) <= 100 for feature in dutch["features"])
    assert publiccode["maintenance"]["contacts"]


def test_licence_is_the_same_everywhere():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    publiccode = yaml.safe_load((settings.BASE_DIR / "publiccode.yml").read_text(encoding="utf-8"))
    licence = (settings.BASE_DIR / "LICENSE").read_text(encoding="utf-8")
    assert project["license"] == publiccode["legal"]["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence
