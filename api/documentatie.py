"""The OpenAPI document as chapters for a page: what a person wants to know of each resource."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

#: What each type is called on the page.
SOORTEN = {"string": "tekst", "integer": "getal", "boolean": "ja of nee", "object": "object", "number": "getal"}
VORMEN = {"date": "dag", "date-time": "tijdstip", "uri": "adres", "time": "tijd"}


@dataclass(frozen=True, slots=True)
class Veld:
    """A parameter, or a field of an answer. `vorm` names the component that it holds."""

    naam: str
    soort: str
    uitleg: str
    waarden: tuple[str, ...] = ()
    vorm: str = ""


@dataclass(frozen=True, slots=True)
class Hulpbron:
    """One address: what it gives, what one may ask, and an example."""

    anker: str
    pad: str
    titel: str
    uitleg: str
    parameters: list[Veld]
    vorm: str
    adres: str
    proef: str
    antwoord: str


@dataclass(frozen=True, slots=True)
class Vorm:
    """A component: something that occurs in answers."""

    naam: str
    uitleg: str
    velden: list[Veld]


def hoofdstukken(document: dict[str, Any]) -> list[tuple[str, list[Hulpbron]]]:
    """The resources by chapter, in the order of the addresses."""
    uit: dict[str, list[Hulpbron]] = {}
    for pad, methoden in document["paths"].items():
        vraag = methoden["get"]
        uit.setdefault(vraag["tags"][0], []).append(_hulpbron(document, pad, vraag))
    volgorde = (
        *("Begin", "Afspraken", "Tellingen", "Lijsten en overleggen"),
        *("Instrumenten", "Monitoring", "Naar de Kamer", "Naslag"),
    )
    return [(naam, uit[naam]) for naam in volgorde]


def _hulpbron(document: dict[str, Any], pad: str, vraag: dict[str, Any]) -> Hulpbron:
    antwoord = vraag["responses"]["200"]["content"]["application/json"]
    voorbeeld = antwoord["example"]
    eerste = voorbeeld["resultaten"][0] if "resultaten" in voorbeeld else voorbeeld
    basis = document["servers"][0]["url"]
    adres = eerste["url"] if "{" in pad else f"{basis}{pad}"
    return Hulpbron(
        anker=vraag["operationId"],
        pad=pad,
        titel=vraag["summary"],
        uitleg=vraag.get("description", ""),
        parameters=[_parameter(een) for een in vraag.get("parameters", [])],
        vorm=antwoord["schema"]["$ref"].rpartition("/")[2],
        adres=adres,
        # One that certainly answers: the code or slug of an example need not exist here.
        proef=f"{basis}{pad.partition('{')[0].rstrip('/') or '/'}",
        antwoord=json.dumps(voorbeeld, ensure_ascii=False, indent=2),
    )


def _parameter(parameter: dict[str, Any]) -> Veld:
    """A parameter; one that may be repeated says so."""
    schema = parameter["schema"]
    if schema.get("type") != "array":
        return _veld(parameter["name"], {**schema, "description": parameter["description"]})
    een = _veld(parameter["name"], {**schema["items"], "description": parameter["description"]})
    return replace(een, soort=f"{een.soort}, mag vaker")


def vormen(document: dict[str, Any]) -> list[Vorm]:
    """Every component with fields, by name."""
    return [
        Vorm(naam, schema.get("description", ""), [_veld(veld, een) for veld, een in schema["properties"].items()])
        for naam, schema in sorted(document["components"]["schemas"].items())
        if "properties" in schema
    ]


def _veld(naam: str, schema: dict[str, Any]) -> Veld:
    uitleg = schema.get("description", "")
    leeg = "null" in schema.get("type", ()) or any(een.get("type") == "null" for een in schema.get("oneOf", ()))
    kern = _kern(schema)
    if kern.get("type") == "array":
        binnen = _kern(kern["items"])
        soort, vorm, waarden = _soort(binnen)
        soort = f"lijst van {soort}"
    else:
        soort, vorm, waarden = _soort(kern)
    return Veld(naam, f"{soort}, of leeg" if leeg else soort, uitleg.partition("\n\n* `")[0], waarden, vorm)


def _kern(schema: dict[str, Any]) -> dict[str, Any]:
    """What a field holds when it is not empty."""
    for keuze in ("oneOf", "anyOf", "allOf"):
        for een in schema.get(keuze, ()):
            if een.get("type") != "null":
                return _kern(een)
    return schema


def _soort(schema: dict[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    """The name of a type, the component that it is, and the values that it can have."""
    if "$ref" in schema:
        vorm = schema["$ref"].rpartition("/")[2]
        return vorm, vorm, ()
    soort = schema.get("type", "string")
    if isinstance(soort, list):
        soort = next(een for een in soort if een != "null")
    waarden = tuple(str(een) for een in schema.get("enum", ()) if een not in ("", None))
    return VORMEN.get(schema.get("format", ""), SOORTEN[soort]), "", waarden
