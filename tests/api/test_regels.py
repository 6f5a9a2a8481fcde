"""The NLGov REST API Design Rules 2.1, as far as an answer can break them, and what the house adds to them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DataError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements.models import Afspraak, Inzage, Ronde
from api.problemen import ZINNEN
from tests import factories
from tests.api.conftest import Register

pytestmark = pytest.mark.django_db


def is_probleem(response: Any, status: int) -> dict[str, Any]:
    """A refusal in the words of the API, which no cache keeps."""
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["API-Version"] == "1.0.0"
    assert "no-store" in response.headers["Cache-Control"]
    inhoud: dict[str, Any] = response.json()
    assert inhoud["status"] == status
    assert inhoud["title"] == ZINNEN[status][0]
    assert inhoud["detail"].endswith(".")
    return inhoud


# --- refusals --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize(
    "adres",
    [
        "/api/",
        "/api/v2/afspraken",
        "/api/v1/nergens",
        "/api/v1/afspraken/",
        "/api/v1/afspraken/BOL-2031-NW-1-01",
        "/api/v1/gebieden/atlantis",
        "/api/v1/afsprakenlijsten/bol-1999",
        "/api/v1/overleggen/bol-1999-zuid",
    ],
)
def test_what_does_not_exist_is_a_problem_and_never_a_page_or_a_redirect(
    client: Client, settings: Any, adres: str, debug: bool
) -> None:
    settings.DEBUG = debug
    is_probleem(client.get(adres), 404)


def test_address_without_its_slash_leads_to_the_index(client: Client) -> None:
    assert client.get("/api/v1").headers["Location"] == "/api/v1/"


@pytest.mark.parametrize("methode", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("adres", ["/api/v1/", "/api/v1/afspraken", "/api/v1/docs", "/api/v1/openapi.json"])
def test_writing_is_refused_whoever_asks(client: Client, methode: str, adres: str) -> None:
    """With a session as well: 405 and not a word about a token, because there is nothing to write."""
    for user in (None, factories.RijksredacteurFactory()):
        streng = Client(enforce_csrf_checks=adres != "/api/v1/docs")
        if user:
            streng.force_login(user)
        response = getattr(streng, methode)(adres)
        is_probleem(response, 405)
        assert {"GET", "HEAD"} <= set(response.headers["Allow"].split(", "))


def test_html_only_is_refused(client: Client) -> None:
    is_probleem(client.get("/api/v1/afspraken", headers={"Accept": "text/html"}), 406)


def test_crash_is_a_problem_that_tells_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(*_: Any, **__: Any) -> None:
        raise RuntimeError("het wachtwoord is zwijg")

    monkeypatch.setattr("api.views.naslag.landsdelen", stuk)
    client.raise_request_exception = False
    response = client.get("/api/v1/landsdelen")
    is_probleem(response, 500)
    assert "zwijg" not in response.content.decode()


def test_value_that_no_database_can_hold_is_a_problem(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def weigert(*_: Any, **__: Any) -> None:
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")

    monkeypatch.setattr("api.views.naslag.landsdelen", weigert)
    is_probleem(client.get("/api/v1/landsdelen"), 400)


def test_too_large_a_request_is_a_problem(client: Client, settings: Any) -> None:
    settings.BOL_MAX_REQUEST = 10
    is_probleem(client.post("/api/v1/afspraken", "x" * 20, content_type="application/json"), 413)


def test_limit_for_one_address_and_none_for_who_is_logged_in(client: Client, settings: Any) -> None:
    cache.clear()
    settings.API_PER_MINUUT = 3
    for _ in range(3):
        assert client.get("/api/v1/themas").status_code == 200
    response = client.get("/api/v1/themas")
    is_probleem(response, 429)
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert client.get("/api/v1/themas", REMOTE_ADDR="192.0.2.7").status_code == 200
    client.force_login(factories.RijksredacteurFactory())
    assert client.get("/api/v1/themas").status_code == 200
    cache.clear()


# --- questions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vraag", "namen"),
    [
        ("zomaar=1", ["zomaar"]),
        ("landsdeel=atlantis&jaar=1066&zomaar=1&pagina=0", ["jaar", "landsdeel", "pagina", "zomaar"]),
        ("status=klaar", ["status"]),
        ("termijn=ooit", ["termijn"]),
        ("termijn=2025-06-30..2025-01-01", ["termijn"]),
        ("termijn_van=ooit", ["termijn_van"]),
        ("termijn_van=2025-06-30&termijn_tot=2025-01-01", ["termijn_tot"]),
        ("termijn_tot=2025-06-30&termijn_tot=2025-01-01", ["termijn_tot"]),
        ("formaat=csv", ["formaat"]),
        ("sorteer=leuk", ["sorteer"]),
        ("sorteer=code&sorteer=-code", ["sorteer"]),
        ("perPagina=101", ["perPagina"]),
        ("pagina=2", ["pagina"]),
        ("pagina=x", ["pagina"]),
        ("q=!!!", ["q"]),
        (f"q={'x' * 201}", ["q"]),
        ("rubriek=BOL-2026-Z-1", ["rubriek"]),
        ("partij=niemand", ["partij"]),
    ],
)
def test_question_that_cannot_be_answered_says_all_that_is_wrong(
    client: Client, register: Register, vraag: str, namen: list[str]
) -> None:
    inhoud = is_probleem(client.get(f"/api/v1/afspraken?{vraag}"), 400)
    assert sorted(fout["location"]["name"] for fout in inhoud["errors"]) == namen
    for fout in inhoud["errors"]:
        assert fout["in"] == "query"
        assert fout["detail"] in inhoud["detail"]
        # What the page does about it ("er is niet op gefilterd") did not happen here.
        assert "er is" not in fout["detail"]


def test_other_resources_refuse_what_they_do_not_know(client: Client, register: Register) -> None:
    for adres in ("", "openapi.json", "themas", "landsdelen/zuid", f"afspraken/{register.afspraak.code}"):
        inhoud = is_probleem(client.get(f"/api/v1/{adres}?landsdeel=zuid"), 400)
        assert [fout["location"]["name"] for fout in inhoud["errors"]] == ["landsdeel"]
    is_probleem(client.get("/api/v1/tellingen?pagina=een&sorteer=leuk"), 400)


def test_empty_value_counts_as_not_given(client: Client, register: Register) -> None:
    assert client.get("/api/v1/afspraken?q=&landsdeel=").json()["aantal"] == 4


def test_pages_of_a_list_follow_each_other(client: Client, register: Register, settings: Any) -> None:
    adres: str | None = "/api/v1/afspraken?perPagina=3&soort=bol&soort=mirt"
    codes = []
    while adres:
        inhoud = client.get(adres).json()
        assert (inhoud["aantal"], inhoud["aantal_paginas"], inhoud["per_pagina"]) == (4, 2, 3)
        codes += [een["code"] for een in inhoud["resultaten"]]
        volgende = inhoud["links"]["volgende"]
        assert volgende is None or "soort=bol&soort=mirt" in volgende
        adres = volgende and volgende.removeprefix(settings.SITE_URL)
    assert len(codes) == len(set(codes)) == 4


# --- headers ---------------------------------------------------------------------------------------------------


def test_visitor_may_keep_an_answer_and_hears_when_it_did_not_change(client: Client, register: Register) -> None:
    adres = f"/api/v1/afspraken/{register.afspraak.code}"
    eerste = client.get(adres)
    assert eerste.headers["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in eerste.headers["Vary"]
    tweede = client.get(adres, headers={"If-None-Match": eerste.headers["ETag"]})
    assert (tweede.status_code, tweede.content) == (304, b"")
    assert tweede.headers["API-Version"] == "1.0.0"
    Afspraak.objects.filter(pk=register.afspraak.pk).update(gepubliceerde_status="afgerond")
    assert client.get(adres, headers={"If-None-Match": eerste.headers["ETag"]}).status_code == 200


def test_answer_for_somebody_with_an_account_is_never_kept(client: Client, register: Register) -> None:
    client.force_login(register.lezer)
    for adres in ("", "afspraken", "openapi.json", "landsdelen", "tellingen", "docs"):
        assert client.get(f"/api/v1/{adres}").headers["Cache-Control"] == "private, no-store", adres


def test_browser_of_another_site_may_ask_without_an_account_only(client: Client, register: Register) -> None:
    response = client.options("/api/v1/afspraken", headers={"Origin": "https://elders.voorbeeld.nl"})
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    client.force_login(register.lezer)
    for een in (response, client.get("/api/v1/afspraken")):
        assert een.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in een.headers


def test_head_is_get_without_the_body(client: Client, register: Register) -> None:
    response = client.head("/api/v1/afspraken")
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["ETag"] == client.get("/api/v1/afspraken").headers["ETag"]


# --- what they tell --------------------------------------------------------------------------------------------


def test_status_is_what_the_reader_may_be_told(client: Client, register: Register) -> None:
    adres = f"/api/v1/afspraken/{register.afspraak.code}"
    for user, status, live in ((None, "in_uitvoering", False), (register.rijksredacteur, "vertraagd", True)):
        if user:
            client.force_login(user)
        een = client.get(adres).json()
        (uit_lijst,) = [
            rij for rij in client.get("/api/v1/afspraken").json()["resultaten"] if rij["code"] == register.afspraak.code
        ]
        for rij in (een, uit_lijst):
            assert (rij["status"], rij["status_is_live"]) == (status, live)
            assert rij["status_op"].endswith("Z")
        assert een["gereed_als"] == ("Als het plan er ligt." if live else "")
        assert [verband["omschrijving"] for verband in een["verbanden"]] == (["gewijzigd door"] if live else [])
        assert date.fromisoformat(een["termijn_tot"]) == date(2025, 3, 31)


def test_what_is_not_public_is_logged_for_who_saw_it(client: Client, register: Register) -> None:
    client.force_login(register.lezer)
    for adres in (
        "afspraken",
        f"afspraken/{register.geheim.code}",
        "tellingen",
        "afsprakenlijsten",
        "overleggen",
        "overleggen/bol-2026-zuid",
    ):
        was = Inzage.objects.count()
        assert client.get(f"/api/v1/{adres}").status_code == 200, adres
        assert Inzage.objects.filter(ronde__jaar=2026, adres=f"/api/v1/{adres}").exists(), adres
        assert Inzage.objects.count() > was
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    was = Inzage.objects.count()
    for adres in ("afspraken", f"afspraken/{register.geheim.code}", "tellingen", "overleggen"):
        client.get(f"/api/v1/{adres}")
    assert Inzage.objects.count() == was


def test_agreement_that_opens_before_its_list_does_not_lead_to_the_overleg(client: Client, register: Register) -> None:
    Afspraak.objects.filter(pk=register.geheim.pk).update(embargo="eerder", openbaar_vanaf=timezone.now())
    een = client.get(f"/api/v1/afspraken/{register.geheim.code}").json()
    assert een["overleg"]["url"] is None
    (lijst,) = [rij for rij in client.get("/api/v1/afsprakenlijsten").json()["resultaten"] if rij["slug"] == "bol-2026"]
    assert (lijst["titel"], lijst["uitgaven"]) == ("", [])


# --- queries ---------------------------------------------------------------------------------------------------


def test_lists_run_a_constant_number_of_queries(client: Client) -> None:
    adressen = ("afspraken", "tellingen", "afsprakenlijsten", "overleggen", "organisaties", "gebieden", "provincies")
    aantallen: list[dict[str, int]] = []
    for jaren in (range(2024, 2025), range(1990, 2014)):
        for jaar in jaren:
            ronde = factories.RondeFactory.create(jaar=jaar)
            provincie = factories.ProvincieFactory.create()
            factories.AfspraakFactory.create(
                overleg=factories.OverlegFactory.create(ronde=ronde),
                verzamelingen__provincies=[provincie],
                verzamelingen__gebieden=[factories.GebiedFactory.create(provincies=[provincie])],
            )
            factories.OrganisatieFactory.create(provincie=provincie)
            factories.UitgaveFactory.create(ronde=ronde)
        aantallen.append({})
        for adres in adressen:
            with CaptureQueriesContext(connection) as vragen:
                assert len(client.get(f"/api/v1/{adres}").json().get("resultaten", jaren)) >= len(jaren)
            aantallen[-1][adres] = len(vragen)
    assert aantallen[0] == aantallen[1]
