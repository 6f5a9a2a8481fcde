"""The pages of the check with the participants: who sees what, answering, beginning, deciding, closing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from agreements.models import Afspraak, Afstemming, Bezwaarbesluit, Reactie
from agreements.services.afstemmingen import akkoord_met_rest, lees_stand, reageer, stempel
from tests.agreements.afstemming import Tafel, dek_tafel

OVERZICHT = "/afsprakenlijsten/bol-2026/afstemming/"


@pytest.fixture
def tafel(db: None) -> Tafel:
    tafel = dek_tafel()
    tafel.begin()
    return tafel


def als(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def bezwaar(tafel: Tafel, tegentekst: str = "Rijk en regio maken een ander plan.") -> Reactie:
    return reageer(
        partij=tafel.provincie,
        afspraak=tafel.afspraken[0],
        oordeel="bezwaar",
        toelichting="De termijn ontbreekt.",
        tegentekst=tegentekst,
        by=tafel.redacteur,
    )


def antwoord(tafel: Tafel, partij: Any, **velden: Any) -> dict[str, Any]:
    regel = lees_stand(tafel.afstemming).regel(tafel.afspraken[0])
    assert regel is not None
    return {
        "partij": partij.pk,
        "afspraak": regel.afspraak.code,
        "over": regel.tekst.sha256,
        "na": regel.van(partij).nummer,
        "oordeel": "akkoord",
        **velden,
    }


# --- who sees it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wie", ["rijksredacteur", "dossierhouder", "redacteur", "lezer"])
def test_rijk_and_its_landsdeel_see_what_each_party_answered(tafel: Tafel, wie: str) -> None:
    bezwaar(tafel)
    html = als(getattr(tafel, wie)).get(tafel.pad()).content.decode()
    assert tafel.afspraken[0].tekst in html
    assert "De termijn ontbreekt." in html
    assert "Gemeente Utrecht" in html
    overzicht = als(getattr(tafel, wie)).get(OVERZICHT).content.decode()
    assert "Waar bezwaar is gemaakt" in overzicht
    assert tafel.afspraken[0].code in overzicht


def test_stranger_finds_nothing_and_a_visitor_is_asked_to_log_in(tafel: Tafel) -> None:
    pk = bezwaar(tafel).pk
    paden = [
        tafel.pad(*delen)
        for delen in (
            (),
            ("beginnen",),
            ("wijzigen",),
            ("sluiten",),
            ("heropenen",),
            ("bezwaren", str(pk)),
        )
    ]
    for pad in paden:
        assert als(tafel.vreemde).get(pad).status_code == 404, pad
        assert Client().get(pad).status_code == 302, pad
    for pad in (tafel.pad("reageren"), tafel.pad("akkoord")):
        assert als(tafel.vreemde).post(pad, antwoord(tafel, tafel.provincie)).status_code == 404
    html = als(tafel.vreemde).get(OVERZICHT).content.decode()
    assert "Noordwest</h2>" not in html
    assert "Provincie Utrecht" not in html


def test_it_stays_internal_when_the_ronde_is_public(tafel: Tafel) -> None:
    ronde = tafel.overleg.ronde
    ronde.fase = ronde.Fase.OPENBAAR
    ronde.save(update_fields=["fase"])
    assert als(tafel.vreemde).get(tafel.pad()).status_code == 404
    assert als(tafel.lezer).get(tafel.pad()).status_code == 200


@pytest.mark.parametrize("wie", ["dossierhouder", "redacteur", "lezer"])
def test_only_a_rijksredacteur_gets_to_the_pages_that_change_it(tafel: Tafel, wie: str) -> None:
    pk = bezwaar(tafel).pk
    for delen in (("beginnen",), ("wijzigen",), ("sluiten",), ("heropenen",), ("bezwaren", str(pk))):
        client = als(getattr(tafel, wie))
        assert client.get(tafel.pad(*delen)).status_code == 403
        assert client.post(tafel.pad(*delen), {"uiterlijk": "2030-01-01"}).status_code == 403


def test_page_offers_to_answer_to_who_may(tafel: Tafel) -> None:
    def html(wie: Any) -> str:
        return als(wie).get(tafel.pad()).content.decode()

    assert "Reageren namens Provincie Utrecht" in html(tafel.redacteur)
    assert "U kijkt mee" in html(tafel.lezer)
    assert "afstemmingspunt__akkoord" not in html(tafel.lezer)
    assert f"?partij={tafel.gemeente.pk}#afspraken" in html(tafel.rijksredacteur)
    gekozen = als(tafel.rijksredacteur).get(tafel.pad(), {"partij": tafel.gemeente.pk}).content.decode()
    assert "Reageren namens Gemeente Utrecht" in gekozen
    # Somebody else's party cannot be chosen by its address.
    ander = als(tafel.redacteur).get(tafel.pad(), {"partij": tafel.rijk.pk}).content.decode()
    assert "Reageren namens Provincie Utrecht" in ander


@pytest.mark.parametrize("aantal", [1, 12])
def test_page_runs_a_constant_number_of_queries(db: None, aantal: int, django_assert_max_num_queries: Any) -> None:
    tafel = dek_tafel(aantal=aantal)
    tafel.begin()
    bezwaar(tafel)
    client = als(tafel.redacteur)
    # session, user, roles and their places; overleg; afstemming; the four of its stand; deputies; and for the log of
    # who saw what the ronde of the address, and the line
    with django_assert_max_num_queries(16):
        client.get(tafel.pad())
    with django_assert_max_num_queries(16):
        client.get(OVERZICHT)


# --- answering ---------------------------------------------------------------------------------------------------


def test_answer_without_script_comes_back_at_the_agreement(tafel: Tafel) -> None:
    response = als(tafel.redacteur).post(tafel.pad("reageren"), antwoord(tafel, tafel.provincie))
    assert response.status_code == 302
    assert response["Location"] == f"{tafel.pad()}?partij={tafel.provincie.pk}#{tafel.afspraken[0].code}"
    assert Reactie.objects.get().oordeel == "akkoord"


def test_answer_with_script_gives_that_agreement_and_how_much_is_left(tafel: Tafel) -> None:
    response = als(tafel.redacteur).post(
        tafel.pad("reageren"), antwoord(tafel, tafel.provincie), headers={"HX-Request": "true"}
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert html.count("<article") == 1
    assert "U bent akkoord." in html
    assert "Nog <strong>2</strong> van 3" in html
    assert 'hx-swap-oob="true"' in html


@pytest.mark.parametrize("htmx", [True, False])
def test_objection_without_a_reason_keeps_what_was_typed(tafel: Tafel, htmx: bool) -> None:
    response = als(tafel.redacteur).post(
        tafel.pad("reageren"),
        antwoord(tafel, tafel.provincie, oordeel="bezwaar", tegentekst="Een heel andere tekst."),
        headers={"HX-Request": "true"} if htmx else {},
    )
    html = response.content.decode()
    assert response.status_code == (200 if htmx else 422)
    assert "Schrijf op wat het bezwaar is." in html
    assert "Een heel andere tekst." in html
    assert not Reactie.objects.exists()


def test_answer_to_a_text_that_changed_is_refused_on_the_page(tafel: Tafel) -> None:
    oud = antwoord(tafel, tafel.provincie)
    tafel.afspraken[0].tekstblok.tekst = "Intussen iets anders."  # type: ignore[union-attr]
    tafel.afspraken[0].tekstblok.save()  # type: ignore[union-attr]
    html = als(tafel.redacteur).post(tafel.pad("reageren"), oud).content.decode()
    assert "is intussen gewijzigd" in html
    assert "Intussen iets anders." in html
    assert not Reactie.objects.exists()


def test_reader_and_member_of_another_party_cannot_answer(tafel: Tafel) -> None:
    for wie in (tafel.lezer, tafel.dossierhouder):
        for pad in ("reageren", "akkoord"):
            assert als(wie).post(tafel.pad(pad), antwoord(tafel, tafel.provincie)).status_code == 403
    for pad in ("reageren", "akkoord"):
        assert als(tafel.redacteur).get(tafel.pad(pad)).status_code == 405
    assert not Reactie.objects.exists()


@pytest.mark.parametrize("velden", [{"partij": "999999"}, {"partij": "x"}, {"afspraak": "BOL-2026-NW-9-99"}])
def test_answer_about_what_does_not_exist_is_not_found(tafel: Tafel, velden: dict[str, str]) -> None:
    data = {**antwoord(tafel, tafel.provincie), **velden}
    assert als(tafel.redacteur).post(tafel.pad("reageren"), data).status_code == 404


def test_all_that_is_open_is_agreed_to_in_one_act(tafel: Tafel) -> None:
    bezwaar(tafel)
    overzicht = lees_stand(tafel.afstemming)
    gezien = stempel(overzicht.regels, overzicht.van(tafel.provincie).open)
    client = als(tafel.redacteur)
    data = {"partij": tafel.provincie.pk, "gezien": gezien}
    html = client.post(tafel.pad("akkoord"), data, follow=True).content.decode()
    assert "Provincie Utrecht is akkoord met 2 afspraken." in html
    assert "U hebt alles beantwoord." in html
    assert "Er stond niets meer open." in client.post(tafel.pad("akkoord"), data, follow=True).content.decode()
    anders = {"partij": tafel.rijk.pk, "gezien": "0" * 64}
    html = als(tafel.dossierhouder).post(tafel.pad("akkoord"), anders, follow=True).content.decode()
    assert "Er is intussen een tekst of een reactie gewijzigd." in html


def test_after_the_last_day_the_page_says_so(tafel: Tafel) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=11)):
        html = als(tafel.redacteur).get(tafel.pad()).content.decode()
        assert "De laatste dag om te reageren is voorbij." in html
        assert "afstemmingspunt__akkoord" not in html
        html = als(tafel.rijksredacteur).get(tafel.pad(), {"partij": tafel.gemeente.pk}).content.decode()
        assert "afstemmingspunt__akkoord" in html


# --- beginning and changing --------------------------------------------------------------------------------------


def partijrijen(*rijen: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {"partij-TOTAL_FORMS": len(rijen), "partij-INITIAL_FORMS": 0}
    for nummer, rij in enumerate(rijen):
        data |= {f"partij-{nummer}-{veld}": waarde for veld, waarde in {"doet_mee": "on", **rij}.items()}
    return data


def test_rijksredacteur_begins_with_the_proposal(db: None) -> None:
    tafel = dek_tafel()
    client = als(tafel.rijksredacteur)
    assert client.get(tafel.pad())["Location"] == tafel.pad("beginnen")
    assert als(tafel.lezer).get(tafel.pad()).status_code == 404
    html = client.get(tafel.pad("beginnen")).content.decode()
    assert 'value="Rijk"' in html
    assert 'value="Regio"' in html
    assert f'value="{(timezone.localdate() + timedelta(days=7)).isoformat()}"' in html
    data = partijrijen(
        {"naam": "Rijk", "zijde": "rijk", "leden": [tafel.dossierhouder.pk]},
        {"naam": "Regio", "zijde": "regio", "leden": [tafel.redacteur.pk]},
        {"naam": "", "zijde": "regio"},
    )
    gisteren = {**data, "uiterlijk": (timezone.localdate() - timedelta(days=1)).isoformat()}
    response = client.post(tafel.pad("beginnen"), gisteren)
    assert response.status_code == 422
    assert "Kies een dag die nog komt." in response.content.decode()
    assert not Afstemming.objects.exists()
    data["uiterlijk"] = (timezone.localdate() + timedelta(days=7)).isoformat()
    response = client.post(tafel.pad("beginnen"), data)
    assert (response.status_code, response["Location"]) == (303, tafel.pad())
    assert sorted(tafel.afstemming.partijen.values_list("naam", flat=True)) == ["Regio", "Rijk"]
    assert client.get(tafel.pad("beginnen"))["Location"] == tafel.pad()


def test_party_with_members_needs_a_name(tafel: Tafel) -> None:
    data = partijrijen({"naam": "", "zijde": "regio", "leden": [tafel.redacteur.pk]})
    response = als(tafel.rijksredacteur).post(tafel.pad("wijzigen"), {**data, "uiterlijk": "2030-01-01"})
    assert response.status_code == 422
    assert "Geef deze partij een naam." in response.content.decode()


def test_member_from_outside_cannot_be_sent_along(tafel: Tafel) -> None:
    data = partijrijen({"naam": "Vreemd", "zijde": "regio", "leden": [tafel.vreemde.pk]})
    response = als(tafel.rijksredacteur).post(tafel.pad("wijzigen"), {**data, "uiterlijk": "2030-01-01"})
    assert response.status_code == 422


def test_parties_and_day_are_changed_on_one_page(tafel: Tafel) -> None:
    client = als(tafel.rijksredacteur)
    html = client.get(tafel.pad("wijzigen")).content.decode()
    assert 'value="Gemeente Utrecht"' in html
    data = partijrijen(
        {"pk": tafel.rijk.pk, "naam": "Ministerie van Wonen", "zijde": "rijk", "leden": [tafel.dossierhouder.pk]},
        {"pk": tafel.provincie.pk, "naam": "Provincie Utrecht", "zijde": "regio", "leden": [tafel.redacteur.pk]},
        {"pk": tafel.gemeente.pk, "naam": "Gemeente Utrecht", "zijde": "regio", "doet_mee": ""},
    )
    data["uiterlijk"] = (timezone.localdate() + timedelta(days=20)).isoformat()
    assert client.post(tafel.pad("wijzigen"), {**data, "versie": "0"}).status_code == 422
    assert client.post(tafel.pad("wijzigen"), data).status_code == 303
    assert sorted(tafel.afstemming.partijen.values_list("naam", flat=True)) == [
        "Ministerie van Wonen",
        "Provincie Utrecht",
    ]


def test_overview_says_what_has_not_begun(db: None) -> None:
    tafel = dek_tafel()
    html = als(tafel.rijksredacteur).get(OVERZICHT).content.decode()
    assert "De afstemming is nog niet begonnen." in html
    assert tafel.pad("beginnen") in html
    assert tafel.pad("beginnen") not in als(tafel.lezer).get(OVERZICHT).content.decode()
    assert als(tafel.rijksredacteur).get("/afsprakenlijsten/bol-2031/afstemming/").status_code == 404


# --- deciding and closing ----------------------------------------------------------------------------------------


def test_objection_is_decided_on_with_both_texts_at_hand(tafel: Tafel) -> None:
    reactie = bezwaar(tafel)
    client, pad = als(tafel.rijksredacteur), tafel.pad("bezwaren", str(reactie.pk))
    assert pad in client.get(tafel.pad()).content.decode()
    html = client.get(pad).content.decode()
    assert "De termijn ontbreekt." in html
    assert "<ins>" in html
    assert "<del>" in html
    over = lees_stand(tafel.afstemming).regels[0].tekst.sha256
    response = client.post(pad, {"uitkomst": "afgewezen", "over": over})
    assert response.status_code == 422
    assert "waarom het bezwaar niet wordt overgenomen" in response.content.decode()
    response = client.post(pad, {"uitkomst": "overgenomen", "over": over}, follow=True)
    assert "Het besluit is vastgelegd." in response.content.decode()
    assert Afspraak.objects.get(pk=tafel.afspraken[0].pk).tekst == "Rijk en regio maken een ander plan."
    html = client.get(pad).content.decode()
    assert "Tegentekst overgenomen" in html
    assert "Besluit vastleggen" not in html
    assert client.post(pad, {"uitkomst": "overgenomen", "over": over}).status_code == 422
    assert Bezwaarbesluit.objects.count() == 1


def test_objection_that_was_taken_back_shows_no_form(tafel: Tafel) -> None:
    reactie = bezwaar(tafel, "")
    reageer(partij=tafel.provincie, afspraak=tafel.afspraken[0], oordeel="akkoord", by=tafel.redacteur)
    html = als(tafel.rijksredacteur).get(tafel.pad("bezwaren", str(reactie.pk))).content.decode()
    assert "De partij heeft daarna opnieuw gereageerd." in html
    assert "Besluit vastleggen" not in html


def test_closing_shows_who_was_silent_first(tafel: Tafel) -> None:
    client = als(tafel.rijksredacteur)
    html = client.get(tafel.pad("sluiten")).content.decode()
    assert "Deze partijen hebben nog de tijd" in html
    assert "nog niet alles beantwoord" in client.post(tafel.pad("sluiten")).content.decode()
    for partij in (tafel.rijk, tafel.provincie):
        akkoord_met_rest(partij=partij, by=tafel.rijksredacteur)
    with time_machine.travel(timezone.now() + timedelta(days=11)):
        client = als(tafel.rijksredacteur)
        html = client.get(tafel.pad("sluiten")).content.decode()
        assert "<strong>Gemeente Utrecht</strong>: 3 van 3 afspraken zonder antwoord" in html
        html = client.post(tafel.pad("sluiten"), follow=True).content.decode()
    client = als(tafel.rijksredacteur)
    assert "De afstemming is gesloten." in html
    assert "Gesloten op" in html
    response = client.post(tafel.pad("heropenen"), {"uiterlijk": "2020-01-01"})
    assert response.status_code == 422
    straks = (timezone.localdate() + timedelta(days=30)).isoformat()
    response = client.post(tafel.pad("heropenen"), {"uiterlijk": straks}, follow=True)
    assert "De afstemming is weer open." in response.content.decode()


def test_page_of_closing_leads_to_open_objections(tafel: Tafel) -> None:
    pk = bezwaar(tafel).pk
    html = als(tafel.rijksredacteur).get(tafel.pad("sluiten")).content.decode()
    assert tafel.pad("bezwaren", str(pk)) in html
    assert "De afstemming sluiten?" not in html
