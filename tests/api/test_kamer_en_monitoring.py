"""Instruments, momentopnamen, moties and hoeveelheden: the numbers of their pages, and to each reader no more."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.models import Inzage
from parliament.services.hoeveelheden import corrigeer_hoeveelheid
from tests import factories
from tests.api.conftest import Register
from tests.api.test_regels import is_probleem

pytestmark = pytest.mark.django_db


def vraag(client: Client, adres: str) -> Any:
    response = client.get(f"/api/v1/{adres}")
    assert response.status_code == 200, adres
    return response.json()


def pagina(client: Client, adres: str) -> Any:
    response = client.get(adres)
    assert response.status_code == 200, adres
    return response.context


# --- one question, one number ----------------------------------------------------------------------------------


@pytest.mark.parametrize("wie", ["lezer", "rijksredacteur"])
def test_page_and_api_count_the_same_in_a_momentopname(client: Client, register: Register, wie: str) -> None:
    client.force_login(getattr(register, wie))
    nummer = register.momentopname.monitorronde_id
    op_pagina = pagina(client, f"/monitoring/{nummer}/momentopname/")
    een = vraag(client, f"momentopnamen/{nummer}")
    (uit_lijst,) = vraag(client, "momentopnamen")["resultaten"]
    standen = vraag(client, f"standen?momentopname={nummer}&perPagina=100")
    assert op_pagina["aantal"] == een["aantal"] == uit_lijst["aantal"] == standen["aantal"] > 2
    assert sum(een["per_status"].values()) == een["aantal"]
    getoond = {rij["stand"].code: rij["stand"] for rij in op_pagina["rijen"]}
    for rij in standen["resultaten"]:
        stand = getoond.pop(rij["code"])
        assert (rij["status"], rij["over_tijd"], rij["tekst"]) == (stand.status, stand.over_tijd, stand.tekst)
        assert (rij["rijk"] is None) == (stand.rijk is None)
    assert not getoond
    assert een["over_tijd"] == sum(rij["over_tijd"] for rij in standen["resultaten"])
    (door_de_jaren,) = vraag(client, f"standen?afspraak={register.afspraak.code}")["resultaten"]
    assert door_de_jaren["momentopname"] == nummer


def test_page_and_api_count_the_same_moties(client: Client, register: Register) -> None:
    factories.MotieFactory.create(naam="zonder stand")
    factories.MotieFactory.create(soort="toezegging", stand="in_uitvoering", stand__ronde=register.geheim.overleg.ronde)
    gezien = set()
    for user in (None, register.rijksredacteur):
        if user:
            client.force_login(user)
        for keuze in ("", "soort=toezegging", "status=open", "status=in_uitvoering", "jaar=2024", "q=zonder"):
            lijst = vraag(client, f"moties?{keuze}")
            op_pagina = list(pagina(client, f"/moties/?{keuze}")["page_obj"])
            assert [(een["nummer"], een["status"]) for een in lijst["resultaten"]] == [
                (een.pk, een.zicht_status) for een in op_pagina
            ], keuze
            gezien.add(lijst["aantal"])
    assert gezien == {0, 1, 2, 3}


def test_page_and_api_give_the_same_quantities_with_every_version(client: Client, register: Register) -> None:
    hoeveelheid = register.hoeveelheid.hoeveelheid
    corrigeer_hoeveelheid(
        hoeveelheid=hoeveelheid,
        getal="4.000",
        bron="Een latere brief",
        brondatum=register.hoeveelheid.brondatum,
        reden="De telling is hersteld.",
        versie=1,
        by=register.rijksredacteur,
    )
    for user, aantal in ((register.lezer, 1), (register.rijksredacteur, 2)):
        client.force_login(user)
        for keuze in ("", "q=woningen", "q=niets"):
            op_pagina = [een.getal for een in pagina(client, f"/hoeveelheden/?{keuze}")["page_obj"]]
            lijst = vraag(client, f"hoeveelheden?{keuze}")
            assert [een["laatste"]["getal"] for een in lijst["resultaten"]] == op_pagina
        assert vraag(client, "hoeveelheden")["aantal"] == aantal
    een = vraag(client, f"hoeveelheden/{hoeveelheid.pk}")
    assert [versie["versie"] for versie in een["versies"]] == [2, 1]
    assert een["laatste"]["waarde"] == "4000.000000"
    citaat = een["versies"][1]["citaat"]
    assert citaat in client.get(f"/hoeveelheden/{hoeveelheid.pk}/versies/1/").content.decode()


# --- to each reader no more ------------------------------------------------------------------------------------


def test_visitor_is_told_the_published_joint_status_and_nothing_of_the_round(
    client: Client, register: Register
) -> None:
    adressen = ("momentopnamen", f"momentopnamen/{register.momentopname.monitorronde_id}", "standen")
    for adres in adressen:
        tekst = client.get(f"/api/v1/{adres}").content.decode()
        for geheim in ("Stand nu", "Alleen voor ons", register.later.code, "/monitoring/"):
            assert geheim not in tekst, (adres, geheim)
    rijen = vraag(client, "standen")["resultaten"]
    assert register.afspraak.code in {rij["code"] for rij in rijen}
    assert all(rij["rijk"] is rij["regio"] is None for rij in rijen)
    is_probleem(client.get(f"/api/v1/standen?afspraak={register.later.code}"), 400)
    client.force_login(register.rijksredacteur)
    tekst = client.get("/api/v1/standen").content.decode()
    assert "Alleen voor ons." in tekst
    assert register.later.code in tekst


def test_unpublished_momentopname_does_not_exist_for_others(client: Client, register: Register) -> None:
    from monitoring.models import Momentopnamepublicatie
    from tests.guards import guards_lifted

    nummer = register.momentopname.monitorronde_id
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with guards_lifted(connection):
        Momentopnamepublicatie.objects.all().delete()
    assert vraag(client, "momentopnamen")["aantal"] == vraag(client, "standen")["aantal"] == 0
    is_probleem(client.get(f"/api/v1/momentopnamen/{nummer}"), 404)
    is_probleem(client.get(f"/api/v1/standen?momentopname={nummer}"), 400)
    client.force_login(register.rijksredacteur)
    assert vraag(client, f"momentopnamen/{nummer}")["gepubliceerd_op"] is None


def test_internal_source_and_sentence_wait_for_who_may_read_them(client: Client, register: Register) -> None:
    wacht = factories.MotieFactory.create(
        stand="afgedaan", stand__ronde=register.geheim.overleg.ronde, stand__zin="Ja."
    )
    assert vraag(client, f"moties/{wacht.pk}")["verloop"] == []
    assert [een["code"] for een in vraag(client, f"moties/{register.motie.pk}")["afspraken"]] == [
        register.afspraak.code
    ]
    assert [een["bron"]["titel"] for een in vraag(client, "uitspraken")["resultaten"]] == ["Bron brief"]
    (regel,) = vraag(client, "instrumenten/ria")["stand"]["regels"]
    assert (regel["plek"], regel["stand"]) == ("groene-hart", "vastgesteld")
    assert vraag(client, "hoeveelheden")["aantal"] == 0
    client.force_login(register.rijksredacteur)
    assert [een["zin"] for een in vraag(client, f"moties/{wacht.pk}")["verloop"]] == ["Ja."]
    assert vraag(client, "uitspraken")["aantal"] == 2
    # Two sources that differ: what both support counts, and both are named.
    stand = vraag(client, "instrumenten/ria")["stand"]
    assert stand["regels"][0]["stand"] == "aangeboden"
    assert len(stand["tegenspraken"]) == 2


def test_what_is_not_public_is_noted_for_who_saw_it(client: Client, register: Register) -> None:
    nummer = register.momentopname.monitorronde_id
    factories.MotieFactory.create(stand="open", stand__ronde=register.geheim.overleg.ronde)
    for user, adressen in (
        (register.lezer, ("momentopnamen", f"momentopnamen/{nummer}", "standen")),
        (register.rijksredacteur, ("moties", "moties?jaar=2026", "hoeveelheden")),
    ):
        client.force_login(user)
        for adres in adressen:
            vraag(client, adres)
            assert Inzage.objects.filter(ronde__jaar=2026, adres=f"/api/v1/{adres}").exists(), adres


# --- questions -------------------------------------------------------------------------------------------------


VERKEERD = {
    "instrumenten?peildatum=gisteren": "peildatum",
    "instrumenten/ria?peildatum=2024-13-01": "peildatum",
    "instrumenten?peildatum=2024-01-01&peildatum=2025-01-01": "peildatum",
    "uitspraken?instrument=niets": "instrument",
    "uitspraken?plek=atlantis": "plek",
    "standen?momentopname=0": "momentopname",
    "standen?momentopname=x": "momentopname",
    "moties?status=klaar": "status",
    "moties?jaar=1066": "jaar",
    f"hoeveelheden?q={'x' * 121}": "q",
    "hoeveelheden?sorteer=waarde": "sorteer",
}


def test_question_that_cannot_be_answered_says_what_is_wrong(client: Client, register: Register) -> None:
    for adres, naam in VERKEERD.items():
        (fout,) = is_probleem(client.get(f"/api/v1/{adres}"), 400)["errors"]
        assert fout["location"]["name"] == naam, adres
    for adres in ("instrumenten/niets", "momentopnamen/0", "moties/0", "hoeveelheden/0"):
        is_probleem(client.get(f"/api/v1/{adres}"), 404)


def test_empty_register_gives_empty_lists(client: Client) -> None:
    for adres in ("instrumenten", "uitspraken", "momentopnamen", "standen", "moties", "hoeveelheden"):
        assert vraag(client, adres)["resultaten"] == []


def test_lists_run_a_constant_number_of_queries(client: Client, register: Register) -> None:
    """One row more, or ten, asks nothing more of the database."""
    client.force_login(register.rijksredacteur)
    adressen = ("moties", "hoeveelheden", "standen", "momentopnamen", "uitspraken", "instrumenten")
    aantallen: list[dict[str, int]] = []
    for meer in (1, 10):
        for _ in range(meer):
            factories.MotieFactory.create(stand="open", stand__ronde=register.geheim.overleg.ronde)
            factories.HoeveelheidversieFactory.create(hoeveelheid__provincie=factories.ProvincieFactory.create())
        aantallen.append({})
        for adres in adressen:
            with CaptureQueriesContext(connection) as vragen:
                vraag(client, f"{adres}?perPagina={100 if meer == 10 else 2}")
            aantallen[-1][adres] = len(vragen)
    assert aantallen[0] == aantallen[1]


def test_page_and_api_give_the_same_figures_and_to_who_is_not_of_the_rijk_what_is_published(
    client: Client, register: Register
) -> None:
    for user, aantal in ((None, 1), (register.lezer, 1), (register.rijksredacteur, 2)):
        if user:
            client.force_login(user)
        for keuze in ("", "q=cijfer", "q=intern"):
            lijst = vraag(client, f"cijfers?{keuze}")
            op_pagina = [een.citaat for een in pagina(client, f"/cijfers/?{keuze}")["page_obj"]]
            assert [een["laatste"]["citaat"] for een in lijst["resultaten"]] == op_pagina
            assert lijst["aantal"] == (aantal if not keuze else int("cijfer" in keuze or aantal == 2))
    client.logout()
    een = vraag(client, f"cijfers/{register.cijfer.cijfer_id}")
    assert een["versies"][0]["kamerstuk"] == "29 435, nr. 267"
    assert een["controle"] == {"gelijk": True, "getal": "0", "fout": "", "verschillen": []}
    intern = register.cijfer.cijfer_id + 1
    assert client.get(f"/api/v1/cijfers/{intern}").status_code == 404
