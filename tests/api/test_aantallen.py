"""One question, one number: the page, its downloads, the API and the counts say the same to the same reader."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Rol
from agreements.filters import AfspraakFilter
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
    # As the form of the page makes them.
    "termijn_van=2025-01-01&termijn_tot=2026-06-30&sorteer=-termijn",
    "q=&termijn=verlopen&termijn_van=2020-01-01&termijn_tot=&peildatum=&sorteer=code",
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
def test_address_of_the_page_works_in_the_api_whatever_it_filters_on(client: Client) -> None:
    """Every parameter of the page, with a value that some agreement has: the same agreements on all four."""
    bouw_register(40)
    vandaag = timezone.localdate()
    waarden: dict[str, Any] = {
        "q": "spoor",
        "termijn_van": vandaag - timedelta(days=400),
        "termijn_tot": vandaag + timedelta(days=400),
        "sorteer": "-termijn",
        "peildatum": vandaag,
        "pagina": 1,
    }
    for facet in client.get("/afspraken/").context["facetten"]:
        waarden[facet.naam] = max(facet.keuzes, key=lambda keuze: keuze.aantal).waarde
    assert waarden.keys() == {*AfspraakFilter.base_filters, "peildatum", "pagina"}
    for naam, waarde in waarden.items():
        pagina = client.get("/afspraken/", {naam: waarde, "sorteer": waarden["sorteer"]})
        adres = pagina.wsgi_request.get_full_path().partition("?")[2]
        assert not pagina.context["meldingen"]
        codes = [een.code for een in pagina.context["page_obj"].object_list]
        lijst = client.get(f"/api/v1/afspraken?{adres}").json()
        assert [een["code"] for een in lijst["resultaten"]] == codes, adres
        regels = list(csv.reader(io.StringIO(_bestand(client, adres, "csv").decode("utf-8-sig")), delimiter=";"))
        geteld = client.get(f"/api/v1/tellingen?{adres}").json()["aantal"]
        assert codes
        assert lijst["aantal"] == geteld == len(regels) - 1 == pagina.context["totaal"], adres


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
