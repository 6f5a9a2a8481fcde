"""The pages of instruments: the same answer as the command, every source named, nothing internal for the public."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.html import escape

from accounts.actoren import SYSTEEM
from accounts.models import Rol
from accounts.ondertekening import handtekening
from instruments.models import Uitspraak
from regions.models import Landsdeel
from tests.factories import RijksredacteurFactory, UserFactory

DAG = "peildatum=2025-06-11"
PAGINAS = (
    "/instrumenten/",
    "/instrumenten/tijdlijn/",
    "/instrumenten/ria/",
    "/instrumenten/plekken/noordzeekanaalgebied/",
    "/instrumenten/ria/noordzeekanaalgebied/",
    "/gebieden/noordzeekanaalgebied/",
)


def _lees(client: Client, adres: str) -> str:
    response = client.get(adres)
    assert response.status_code == 200, adres
    return response.content.decode()


def test_matrix_answers_the_peildatum_with_the_sentence_and_what_is_missing(client: Client, brieven: None) -> None:
    html = _lees(client, "/instrumenten/?peildatum=2024-12-31")
    assert "14 van de 16 vastgesteld; niet: Groningen – Masterplan Zeehavens; van 1 niet bekend." in html
    assert "Op 3 punten zeggen bronnen niet hetzelfde" in html
    # Each cell says the stand in words, with the act and the moment.
    assert "omarmd, december 2023" in html
    # The letter counts more than it names; the page says why the table below has other numbers.
    uitleg = (
        " noemt 14 van de 16, maar zegt dat niet van elk gebied bij naam. In de tabel staat per gebied alleen wat een"
        " bron daarover zegt: 4 vastgesteld, 2 onderschreven, 1 in voorbereiding, 9 niet bekend. Daarom zijn die"
        " aantallen anders."
    )
    assert html.count("Het aantal komt uit een telling") == html.count(uitleg) == 1
    assert "16 van de 16 vastgesteld." in _lees(client, "/instrumenten/?peildatum=2025-06-11")


def test_page_file_command_and_api_give_the_same_numbers(client: Client, brieven: None, capsys: Any) -> None:
    van_pagina = json.loads(client.get("/instrumenten/?peildatum=2025-06-11&formaat=json").content)["instrumenten"]
    van_api = {een["slug"]: een["stand"] for een in client.get(f"/api/v1/instrumenten?{DAG}").json()["resultaten"]}
    assert van_api.keys() == {antwoord["instrument"] for antwoord in van_pagina}
    op_pagina = _lees(client, f"/instrumenten/?{DAG}")
    for antwoord in van_pagina:
        stand = van_api[antwoord["instrument"]]
        assert stand == client.get(f"/api/v1/instrumenten/{antwoord['instrument']}?{DAG}").json()["stand"]
        assert escape(stand["zin"]) in op_pagina
        for naam, waarde in antwoord.items():
            if naam not in ("instrument", "regels"):
                assert stand[naam] == waarde, naam
        for regel, van_regel in zip(antwoord["regels"], stand["regels"], strict=True):
            assert regel == {naam: van_regel[naam] for naam in regel}
        call_command(
            "instrument_stand",
            "--json",
            "--openbaar",
            instrument=antwoord["instrument"],
            peildatum="2025-06-11",
        )
        assert json.loads(capsys.readouterr().out) == antwoord
    regels = client.get("/instrumenten/?peildatum=2025-06-11&formaat=csv").content.decode("utf-8-sig").splitlines()
    assert len(regels) == 1 + sum(antwoord["totaal"] for antwoord in van_pagina)


def test_a_peildatum_that_is_no_date_is_refused_in_dutch(client: Client, brieven: None) -> None:
    response = client.get("/instrumenten/?peildatum=gisteren")
    assert response.status_code == 422
    assert "Dit is geen datum" in response.content.decode()


def test_what_an_internal_source_says_is_shown_to_whom_may_read_it_only(client: Client, brieven: None) -> None:
    intern = "vijf prioritaire investeringsopgaven"
    lezers: dict[str, Any] = {
        "noordwest": UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[Landsdeel.objects.get(slug="noordwest")]),
        "zuid": UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[Landsdeel.objects.get(slug="zuid")]),
    }
    for adres in PAGINAS:
        html = _lees(client, adres)
        assert "interne bron" not in html, adres
        assert "Dossier" not in html, adres
    client.force_login(lezers["zuid"])
    assert intern not in _lees(client, "/instrumenten/ria/noordzeekanaalgebied/")
    client.force_login(lezers["noordwest"])
    html = _lees(client, "/instrumenten/ria/noordzeekanaalgebied/")
    assert intern in html
    assert "interne bron" in html


def test_detail_shows_every_statement_with_its_source_and_what_was_corrected(client: Client, brieven: None) -> None:
    oud = Uitspraak.objects.get(sleutel="ua-2024-de-peel-lijst")
    Uitspraak.objects.create(
        versie=oud.versie,
        bron=oud.bron,
        stand="aangeboden",
        van=oud.van,
        tot=oud.tot,
        moment=oud.moment,
        tekst="De agenda is alleen aangeboden.",
        verbetert=oud,
        reden="Verkeerd gelezen.",
        **handtekening(SYSTEEM),
    )
    adres = "/instrumenten/uitvoeringsagenda/de-peel/"
    html = _lees(client, adres)
    assert oud.tekst not in html
    assert "De agenda is alleen aangeboden." in html
    assert "bijlage bij 34 682, nr. 205" in html
    client.force_login(RijksredacteurFactory())
    html = _lees(client, adres)
    assert oud.tekst in html
    assert "Verbetering: Verkeerd gelezen." in html


def test_dashboard_of_a_gebied_shows_its_instruments(client: Client, brieven: None) -> None:
    html = _lees(client, "/gebieden/north-sea-port-district/")
    assert "Wat bronnen erover zeggen" in html
    assert "Onderschreven" in html
    assert "<svg" in html


@pytest.mark.parametrize(
    "adres", ["/instrumenten/bestaat-niet/", "/instrumenten/plekken/nergens/", "/instrumenten/ria/noord/"]
)
def test_what_does_not_exist_is_404(client: Client, brieven: None, adres: str) -> None:
    assert client.get(adres).status_code == 404


@pytest.mark.parametrize("adres", PAGINAS[:5])
def test_queries_do_not_grow_with_statements(
    client: Client, brieven: None, django_assert_num_queries: Any, adres: str
) -> None:
    aantal = {"/instrumenten/": 6, "/instrumenten/tijdlijn/": 18, "/instrumenten/ria/": 6}.get(adres, 10)
    voorbeeld = Uitspraak.objects.get(sleutel="ria-2025-nspd")
    for nummer in (1, 25):
        Uitspraak.objects.bulk_create(
            Uitspraak(
                versie=voorbeeld.versie,
                bron=voorbeeld.bron,
                stand="in voorbereiding",
                tekst=f"Weer gezegd, {nummer}.",
                **handtekening(SYSTEEM),
            )
            for _ in range(nummer)
        )
        # The statements (1), the instruments and their areas (2), the places (3); with pictures the places again, per
        # group of the time line (3); of one place the place itself (1).
        with django_assert_num_queries(aantal):
            client.get(adres)


def test_narrow_picture_has_all_that_the_wide_one_has_within_its_width(client: Client, brieven: None) -> None:
    """On a telephone nothing of the years lies out of sight."""
    html = _lees(client, "/instrumenten/tijdlijn/")
    breed, smal = (
        re.findall(rf'<svg class="[^"]*--{maat}" viewBox="0 0 (\d+) \d+".*?</svg>', html, re.DOTALL)
        for maat in ("breed", "smal")
    )
    assert (set(breed), set(smal)) == ({"1020"}, {"360"})
    delen = re.split(r"(?=<svg class=)", html)
    tekeningen = [een.partition("</svg>")[0] for een in delen if "instrumentbeeld__svg--" in een[:80]]
    for groot, klein in zip(tekeningen[::2], tekeningen[1::2], strict=True):
        vakken = re.findall(r'<rect class="[^"]*" x="([\d.]+)" y="[^"]*" width="([\d.]+)"', klein)
        assert len(vakken) == groot.count("<rect")
        assert vakken
        assert all(float(x) + float(breedte) <= 361.5 for x, breedte in vakken)
        assert klein.count("instrumentbeeld__jaartal") == groot.count("instrumentbeeld__jaartal")
