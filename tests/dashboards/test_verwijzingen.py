"""The rule of every dashboard: whoever follows a number arrives at that many agreements."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from lxml import html

from agreements.models import Status
from dashboards.verwijzingen import Lijst
from tests.dashboards.conftest import maak_land, maak_lezer, vul
from tests.factories import RijksredacteurFactory

pytestmark = pytest.mark.django_db

#: What stands at an address for one user: how many agreements, and how many of them are open.
Tellingen = Callable[[str], tuple[int, int]]


def getallen(bron: str) -> Iterator[tuple[str, str, int]]:
    """Every number of a page that is a link, as (where it stands, address, number)."""
    pagina = html.fromstring(bron)
    for kaart in pagina.find_class("kerncijfer"):
        for link in kaart.find_class("kerncijfer__link"):
            yield "kerncijfer", link.get("href"), _eerste(kaart.find_class("kerncijfer__getal")[0].text_content())
    for rij in pagina.iter("tr"):
        links, cellen = list(rij.iter("a")), rij.findall("td")
        if links and cellen:
            yield "tabel", links[0].get("href"), _eerste(cellen[0].text_content())
    for link in pagina.iter("a"):
        if treffer := re.match(r"Alle (\d+)", link.text_content().strip()):
            yield "alle", link.get("href"), int(treffer[1])
        if treffer := re.match(r"(\d+) tekst", link.text_content().strip()):
            yield "context", link.get("href"), int(treffer[1])
    for keuze in pagina.find_class("jaren__keuze"):
        yield "jaar", keuze.get("href"), _eerste(keuze.find_class("jaren__aantal")[0].text_content())
    for vlak in pagina.find_class("kaart__link"):
        yield "kaart", vlak.get("href"), _eerste(vlak.text_content().split(":")[1])


def _eerste(tekst: str) -> int:
    gevonden = re.search(r"\d+", tekst)
    assert gevonden, tekst
    return int(gevonden[0])


@pytest.fixture(scope="module")
def gevuld(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, tuple[Any, Tellingen]]]:
    """Per rol a user and what this user finds: made once, and each address asked for once, for it never changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        land = maak_land()
        vul(land, 400)
        users = {"rijksredacteur": RijksredacteurFactory(), "lezer": maak_lezer(land)}
        yield {rol: (user, _tellingen(user)) for rol, user in users.items()}
        transaction.set_rollback(True)


def _tellingen(user: Any) -> Tellingen:
    client = Client()
    client.force_login(user)

    @cache
    def op(adres: str) -> tuple[int, int]:
        response = client.get(adres)
        assert response.status_code == 200, adres
        if adres.startswith("/afspraken/"):
            assert response.context["meldingen"] == [], adres  # the list understood every parameter
            return response.context["totaal"], -1
        telling = response.context["stand"].telling
        return telling.totaal, telling.open

    return op


def aangekomen(op: Tellingen, soort: str, adres: str) -> int:
    """How many agreements the page at the other end has: the length of the list, or what a dashboard counts."""
    totaal, is_open = op(adres)
    return is_open if soort == "kaart" and not adres.startswith("/afspraken/") else totaal


#: Who → the pages of which they follow every number.
BLADZIJDEN = {
    "rijksredacteur": (
        "/",
        "/landsdelen/noordwest/",
        "/provincies/gelderland/?jaar=2024",
        "/gebieden/utrecht-amersfoort/",
    ),
    "lezer": ("/", "/landsdelen/noordwest/?jaar=2025", "/provincies/utrecht/", "/gebieden/regio-zwolle/?jaar=2025"),
}
#: Who sees less is counted by the same questions and more: on the second database a reader is enough.
ROLLEN = tuple(BLADZIJDEN) if connection.vendor == "sqlite" else ("lezer",)


@pytest.mark.parametrize(("rol", "adres"), [(rol, adres) for rol in ROLLEN for adres in BLADZIJDEN[rol]])
def test_every_number_leads_to_that_many_agreements(gevuld, db, client, rol, adres):
    user, op = gevuld[rol]
    client.force_login(user)

    gevonden = list(getallen(client.get(adres).content.decode()))

    soorten = {soort for soort, _, _ in gevonden}
    assert {"kerncijfer", "tabel", "alle", "context"} <= soorten
    assert len(gevonden) > 15
    for soort, naar, aantal in gevonden:
        if not naar.startswith("#"):
            assert aangekomen(op, soort, naar) == aantal, (soort, naar)


def test_number_of_changes_leads_to_the_changes_on_the_page(gevuld, db, client):
    client.force_login(gevuld["rijksredacteur"][0])
    bron = client.get("/").content.decode()
    assert "#gewijzigd" in {naar for _, naar, _ in getallen(bron)}
    assert html.fromstring(bron).get_element_by_id("gewijzigd").text_content() == "Laatste wijzigingen"


def test_lijst_writes_the_parameters_of_the_list_page():
    assert str(Lijst()) == "/afspraken/"
    assert str(Lijst.van(provincie=["utrecht", "flevoland"], jaar=None)) == (
        "/afspraken/?provincie=utrecht&provincie=flevoland"
    )
    assert Lijst.van(jaar=2024).status(Status.VERTRAAGD) == "/afspraken/?jaar=2024&status=vertraagd"
    assert Lijst.van(jaar=2024).over_tijd == "/afspraken/?jaar=2024&termijn=verlopen&sorteer=termijn"
