"""One question, one number: the page, its downloads, the API and the counts say the same to the same reader."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import openpyxl
import pytest
from django.test import Client

from accounts.models import Rol
from tests import factories
from tests.agreements.register import bouw_register

VRAGEN = (
    "",
    "landsdeel=zuid&landsdeel=oost&jaar=2024",
    "provincie=gelderland",
    "gebied=groene-hart&gebied=regio-zwolle",
    "status=vertraagd&status=in_uitvoering",
    "thema=energie&partij=prorail&aard=gevolgd",
    "termijn=verlopen&termijn=2020-01-01..2035-12-31",
    "rubriek=1&q=spoor",
    "soort=context&besluit=onbekend",
)


@pytest.mark.django_db
@pytest.mark.parametrize("wie", ["publiek", "lezer"])
def test_page_download_api_and_counts_give_one_number(client: Client, wie: str) -> None:
    bouw_register(40)
    if wie == "lezer":
        zuid = factories.LandsdeelFactory.create(slug="zuid")
        client.force_login(factories.UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid]))
    gezien = set()
    for vraag in VRAGEN:
        antwoord = client.get(f"/api/v1/afspraken?{vraag}&perPagina=100").json()
        aantal = antwoord["aantal"]
        gezien.add(aantal)
        anders = {
            "pagina": _op_pagina(client.get(f"/afspraken/?{vraag}").content.decode()),
            "csv": len(list(csv.reader(io.StringIO(_bestand(client, vraag, "csv").decode("utf-8-sig")), delimiter=";")))
            - 1,
            "xlsx": openpyxl.load_workbook(io.BytesIO(_bestand(client, vraag, "xlsx"))).worksheets[0].max_row - 1,
            "json": _bestand(client, vraag, "json").count(b'"code":'),
            "rijen": len({een["code"] for een in antwoord["resultaten"]}),
            "tellingen": client.get(f"/api/v1/tellingen?{vraag}").json()["aantal"],
        }
        assert set(anders.values()) == {aantal}, (vraag, aantal, anders)
    assert len(gezien) > 5


@pytest.mark.django_db
@pytest.mark.parametrize("wie", ["publiek", "rijksredacteur"])
def test_counts_per_status_and_place_are_those_of_the_list(client: Client, wie: str) -> None:
    """Every count can be asked again as a list of that many agreements, and the landsdelen add up to the whole."""
    bouw_register(40)
    if wie == "rijksredacteur":
        client.force_login(factories.RijksredacteurFactory())
    vraag = "jaar=2024&jaar=2025"
    telling = client.get(f"/api/v1/tellingen?{vraag}").json()

    def lijst(extra: str = "") -> int:
        aantal: int = client.get(f"/api/v1/afspraken?{vraag}&aard=gevolgd&perPagina=1&{extra}").json()["aantal"]
        return aantal

    assert telling["gevolgd"] == lijst() == sum(telling["per_status"].values())
    assert telling["over_tijd"] == lijst("termijn=verlopen")
    assert telling["binnenkort"] == lijst("termijn=binnenkort")
    assert telling["gevolgd"] == sum(een["stand"]["gevolgd"] for een in telling["landsdelen"])
    for status in ("vertraagd", "afgerond", "nog_niet_gestart"):
        assert telling["per_status"][status] == lijst(f"status={status}"), status
    for naam, plaatsen in (("landsdeel", "landsdelen"), ("provincie", "provincies"), ("gebied", "gebieden")):
        for plaats in telling[plaatsen]:
            assert plaats["stand"]["gevolgd"] == lijst(f"{naam}={plaats['slug']}"), plaats


def _op_pagina(html: str) -> int:
    """What the heading of the list says."""
    gevonden = re.search(r'id="aantal"[^>]*>\s*(\w+)', html)
    assert gevonden
    return int(gevonden[1]) if gevonden[1].isdigit() else 0


def _bestand(client: Client, vraag: str, formaat: str) -> bytes:
    response: Any = client.get(f"/afspraken/?{vraag}&formaat={formaat}")
    assert response.status_code == 200
    inhoud = b"".join(response.streaming_content)
    for sluit in response._resource_closers:
        sluit()
    return inhoud
