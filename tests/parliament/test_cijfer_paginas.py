"""The pages of figures: from the list of agreements to a number with a letter, and who saw it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from agreements.models import Afspraak, Inzage, Status
from agreements.services.statuspublicatie import publiceer_statussen
from agreements.services.statussen import wijzig_status
from parliament.models import Cijfer
from parliament.services.cijfers import publiceer_cijfer
from tests import factories
from tests.parliament.cijferwereld import HIER, NU, ZIN, maak, tekst_van

pytestmark = pytest.mark.django_db

AfspraakFactory: Any = factories.AfspraakFactory
OverlegFactory: Any = factories.OverlegFactory
RondeFactory: Any = factories.RondeFactory


def test_from_the_list_to_a_figure_with_a_letter(afspraken: list[Afspraak], rijk: Any, client: Client) -> None:
    client.force_login(rijk)
    leeg = tekst_van(client.get("/cijfers/"))
    assert "Nog geen cijfers" in leeg
    lijst = client.get("/afspraken/?jaar=2024&thema=&sorteer=code")
    assert 'href="/cijfers/nieuw/?jaar=2024&amp;sorteer=code"' in lijst.content.decode()
    begin = client.get("/cijfers/nieuw/?jaar=2024&peildatum=2025-03-01&sorteer=code")
    assert "Antwoord: 4" in tekst_van(begin)
    assert 'value="2025-03-01"' in begin.content.decode()
    formulier = {
        "vraag": "jaar=2024",
        "telt": "deel",
        "binnen": ["afgerond"],
        "peildatum": "2025-03-01",
        "zicht": "openbaar",
    }
    berekend = client.post("/cijfers/nieuw/", {**formulier, "actie": "bereken"})
    assert (berekend.status_code, Cijfer.objects.count()) == (200, 0)
    assert "Antwoord: 1 van de 4" in tekst_van(berekend)
    fout = client.post("/cijfers/nieuw/", {**formulier, "binnen": []})
    assert fout.status_code == 422
    assert "Kies van welke status" in tekst_van(fout)
    assert "Geef het cijfer een titel" in tekst_van(fout)
    klaar = client.post("/cijfers/nieuw/", {**formulier, "titel": "Afgerond", "zin": ZIN}, follow=True)
    tekst = tekst_van(klaar)
    assert "1 van de 4 afspraken zijn afgerond." in tekst
    cijfer = Cijfer.objects.get()
    nieuw = client.get(f"/cijfers/{cijfer.pk}/versies/nieuw/").context["formulier"]
    assert (nieuw["telt"].value(), nieuw["binnen"].value(), nieuw["titel"].value()) == (
        "deel",
        ["afgerond"],
        "Afgerond",
    )
    brief = {"kamerstuk": "29 435, nr. 267", "briefdatum": "2025-03-05"}
    klaar = client.post(f"/cijfers/{cijfer.pk}/versies/1/publiceren/", brief, follow=True)
    assert "Kamerstuk 29 435, nr. 267, 5 maart 2025" in tekst_van(klaar)
    assert "Openbaar maken" not in tekst_van(klaar)
    client.logout()
    assert client.get("/cijfers/nieuw/").status_code == 302
    assert "/cijfers/nieuw/" not in client.get("/afspraken/?jaar=2024").content.decode()


def test_list_file_and_api_give_the_same_agreements_a_year_later(
    afspraken: list[Afspraak], rijk: Any, klok: Any, client: Client
) -> None:
    """One question, one number: on the page of the figure, in the list it leads to, in its file and in the API."""
    versies = {zicht: maak(rijk, zicht=zicht) for zicht in ("openbaar", "rijk")}
    publiceer_cijfer(versie=versies["openbaar"], kamerstuk="29435-267", briefdatum=NU.date(), by=rijk)
    klok.move_to(datetime(2026, 4, 3, 9, tzinfo=HIER))
    for afspraak in afspraken[1:]:
        wijzig_status(afspraak=afspraak, naar=Status.AFGEROND, toelichting="Klaar.", by=rijk)
    publiceer_statussen(afspraken=Afspraak.objects.all(), by=rijk)
    AfspraakFactory()
    for zicht, user in (("openbaar", None), ("rijk", rijk)):
        versie = versies[zicht]
        if user:
            client.force_login(user)
        bladzijde = client.get(versie.get_absolute_url()).content.decode()
        assert versie.getal in bladzijde
        assert versie.get_lijst_url() == "/afspraken/?jaar=2024&aard=gevolgd&peildatum=2025-03-01"
        for adres, codes in (
            (versie.get_lijst_url(), versie.codes),
            (versie.get_deel_url(), versie.codes_in_deel),
        ):
            assert adres.replace("&", "&amp;") in bladzijde
            lijst = client.get(adres)
            assert lijst.context["totaal"] == len(codes)
            download: Any = client.get(f"{adres}&formaat=json")
            bestand = b"".join(download.streaming_content)
            assert [code for code in versie.codes if code.encode() in bestand] == codes
            api = client.get(adres.replace("/afspraken/", "/api/v1/afspraken")).json()
            assert [rij["code"] for rij in api["resultaten"]] == codes
            assert api["aantal"] == len(codes)
        assert client.get(f"/afspraken/{versie.codes[1]}/?peildatum=2025-03-01").status_code == 200


def test_filters_that_one_comes_with_and_that_cannot_be_are_told(rijk: Any, client: Client) -> None:
    client.force_login(rijk)
    assert "Deze filters kunnen niet Het filter “kleur” bestaat niet" in tekst_van(
        client.get("/cijfers/nieuw/?kleur=rood")
    )


def test_day_in_the_address_that_is_not_the_peildatum_is_refused(
    afspraken: list[Afspraak], rijk: Any, client: Client
) -> None:
    """A pasted address names a day of its own; counting another day would count something else than was asked."""
    client.force_login(rijk)
    adres = "https://register.example/afspraken/?jaar=2024&peildatum="
    formulier = {"telt": "aantal", "peildatum": "2025-03-01", "zicht": "openbaar", "titel": "Alle", "zin": "Er zijn …."}
    for dag, genoemd in (("2025-01-15", "15 januari 2025"), ("eergisteren", "“eergisteren”")):
        for actie in ("", "bereken"):
            fout = client.post("/cijfers/nieuw/", {**formulier, "vraag": f"{adres}{dag}", "actie": actie})
            assert fout.status_code == 422
            assert f"staat als peildatum {genoemd}, en bij Peildatum staat 1 maart 2025" in tekst_van(fout)
    assert not Cijfer.objects.exists()
    assert client.post("/cijfers/nieuw/", {**formulier, "vraag": f"{adres}2025-03-01"}).status_code == 303
    # Coming from the list its day is already in the field, where it can be changed.
    begin = client.get("/cijfers/nieuw/?jaar=2024&peildatum=2025-03-01").context["formulier"]
    assert begin["vraag"].value() == "jaar=2024"
    assert "“ooit”" in tekst_van(client.get("/cijfers/nieuw/?jaar=2024&peildatum=ooit"))


def test_number_that_no_figure_can_have_is_not_found(afspraken: list[Afspraak], rijk: Any, client: Client) -> None:
    """As with moties: nothing is wrong with the question, there is no such thing."""
    client.force_login(rijk)
    cijfer = maak(rijk).cijfer_id
    groot = "9" * 23
    for adres in (
        *(f"/cijfers/{groot}/{bij}" for bij in ("", "versies/nieuw/", "versies/1/", "versies/1/publiceren/")),
        *(f"/cijfers/{cijfer}/versies/{groot}/{bij}" for bij in ("", "publiceren/")),
        *(f"/{soort}/{groot}/" for soort in ("moties", "hoeveelheden")),
        f"/hoeveelheden/{groot}/corrigeren/",
        *(f"/api/v1/{soort}/{groot}" for soort in ("cijfers", "moties", "hoeveelheden", "momentopnamen")),
    ):
        assert client.get(adres).status_code == 404, adres


def test_who_saw_a_figure_about_an_embargoed_list_is_noted(rijk: Any, client: Client) -> None:
    AfspraakFactory(overleg=OverlegFactory(ronde=RondeFactory(jaar=2025, concept=True)))
    with time_machine.travel(NU, tick=False):
        versie = maak(rijk, vraag="jaar=2025", zicht="rijk")
        client.force_login(rijk)
        adressen = ["/cijfers/", versie.get_absolute_url(), f"/cijfers/{versie.cijfer_id}/versies/nieuw/"]
        for adres in adressen:
            client.get(adres)
    assert list(Inzage.objects.filter(soort="cijfers").order_by("pk").values_list("adres", flat=True)) == adressen


def test_list_runs_a_constant_number_of_queries(
    afspraken: list[Afspraak], rijk: Any, client: Client, django_assert_num_queries: Any
) -> None:
    client.force_login(rijk)
    for aantal in (1, 5):
        for _ in range(aantal):
            maak(rijk)
        with django_assert_num_queries(8):  # session, user, roles with three scopes, count, page
            client.get("/cijfers/")
