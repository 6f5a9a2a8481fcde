"""The OpenAPI document is one, and every answer is what it says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator, FormatChecker

from api import VERSIE
from api.schema import document
from tests.api.conftest import Register


def voldoet(inhoud: Any, pad: str, status: str = "200") -> None:
    """Hold an answer to what the document says of that address, with no field more than it names."""
    heel = json.loads(json.dumps(document()))
    antwoord = heel["paths"][pad]["get"]["responses"][status]
    if "$ref" in antwoord:
        antwoord = heel["components"]["responses"][antwoord["$ref"].rpartition("/")[2]]
    for schema in heel["components"]["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    (soort,) = antwoord["content"].values()
    schema = {**soort["schema"], "components": heel["components"]}
    fouten = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(inhoud)
    assert [f"{fout.json_path}: {fout.message}" for fout in fouten] == []


def adressen(register: Register) -> dict[str, str]:
    """Of each address in the document: one to ask."""
    return {
        "/": "",
        "/afspraken": "afspraken",
        "/afspraken/{code}": f"afspraken/{register.afspraak.code}",
        "/tellingen": "tellingen",
        "/afsprakenlijsten": "afsprakenlijsten",
        "/afsprakenlijsten/{soort}-{jaar}": "afsprakenlijsten/bol-2024",
        "/overleggen": "overleggen",
        "/overleggen/{soort}-{jaar}-{landsdeel}": "overleggen/bol-2024-noordwest",
        "/instrumenten": "instrumenten",
        "/instrumenten/{instrument}": "instrumenten/ria",
        "/uitspraken": "uitspraken",
        "/momentopnamen": "momentopnamen",
        "/momentopnamen/{nummer}": f"momentopnamen/{register.momentopname.monitorronde_id}",
        "/standen": "standen",
        "/moties": "moties",
        "/moties/{nummer}": f"moties/{register.motie.pk}",
        "/hoeveelheden": "hoeveelheden",
        "/hoeveelheden/{nummer}": f"hoeveelheden/{register.hoeveelheid.hoeveelheid_id}",
        "/cijfers": "cijfers",
        "/cijfers/{nummer}": f"cijfers/{register.cijfer.cijfer_id}",
        "/landsdelen": "landsdelen",
        "/landsdelen/{slug}": "landsdelen/noordwest",
        "/provincies": "provincies",
        "/provincies/{slug}": "provincies/utrecht",
        "/gebieden": "gebieden",
        "/gebieden/{slug}": "gebieden/groene-hart",
        "/themas": "themas",
        "/themas/{slug}": "themas/wonen",
        "/organisaties": "organisaties",
        "/organisaties/{slug}": "organisaties/" + register.afspraak.betrokkenheden.get().organisatie.slug,
    }


def test_document_is_openapi_and_holds_to_the_rules_for_one() -> None:
    inhoud = document()
    validate_schema(inhoud)
    assert inhoud["openapi"].startswith("3.")
    assert re.fullmatch(r"\d+\.\d+\.\d+", inhoud["info"]["version"])
    assert all(inhoud["info"]["contact"][naam] for naam in ("name", "url", "email"))
    assert all(een["url"].endswith("/api/v1") for een in inhoud["servers"])
    for pad, methoden in inhoud["paths"].items():
        assert methoden.keys() == {"get"}
        assert pad == "/" or not pad.endswith("/")
        assert re.fullmatch(r"(/|(/[a-z-]+|/(\{[a-z]+\}-?)+)+)", pad), pad
        for parameter in methoden["get"].get("parameters", []):
            assert re.fullmatch(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*", parameter["name"])
            assert parameter["description"]
        assert {"400", "429"} <= methoden["get"]["responses"].keys()


def test_document_is_for_everybody_and_every_site(client: Client) -> None:
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["API-Version"] == VERSIE == response.json()["info"]["version"]
    assert response.json() == json.loads(json.dumps(document()))


@pytest.mark.parametrize("wie", ["publiek", "lezer", "rijksredacteur"])
def test_every_answer_is_what_the_document_says(client: Client, register: Register, wie: str) -> None:
    if wie != "publiek":
        client.force_login(getattr(register, wie))
    te_vragen = adressen(register)
    assert te_vragen.keys() == document()["paths"].keys()
    for pad, adres in te_vragen.items():
        response = client.get(f"/api/v1/{adres}")
        dicht = wie == "publiek" and pad.startswith("/hoeveelheden")  # for who has an account
        if dicht and "{" in pad:
            assert response.status_code == 404
            continue
        assert response.status_code == 200, adres
        assert response.headers["Content-Type"] == "application/json"
        voldoet(response.json(), pad)
        if "resultaten" in response.json() and not dicht:
            assert response.json()["resultaten"], adres


def test_every_example_is_what_the_document_says() -> None:
    for pad, methoden in document()["paths"].items():
        goed = methoden["get"]["responses"]["200"]["content"]["application/json"]
        voldoet(json.loads(json.dumps(goed["example"])), pad)


def test_refusal_is_what_the_document_says(client: Client, register: Register) -> None:
    voldoet(client.get("/api/v1/afspraken?jaar=x&zomaar=1&q=a&q=b").json(), "/afspraken", "400")
    voldoet(client.get("/api/v1/afspraken/BOL-2031-NW-1-01").json(), "/afspraken/{code}", "404")


@pytest.mark.een_database
def test_index_and_links_lead_somewhere(client: Client, register: Register, settings: Any) -> None:
    """Every address in an answer is whole, and answers; an edition under embargo is not among them."""
    te_gaan = {f"{settings.SITE_URL}/api/v1/"}
    geweest: set[str] = set()
    while te_gaan:
        adres = te_gaan.pop()
        geweest.add(adres)
        response = client.get(adres.removeprefix(settings.SITE_URL))
        assert response.status_code == 200, adres
        if response.headers["Content-Type"] == "application/json" and "openapi" not in adres:
            tekst = response.content.decode()
            te_gaan |= set(re.findall(rf'"({re.escape(settings.SITE_URL)}[^"]*)"', tekst)) - geweest
        closers: Any = response
        for sluit in closers._resource_closers:  # of a file; closing the answer closes the database as well
            sluit()
    assert len(geweest) > 30
