"""The pages of a meeting: who sees and does what, and that nothing typed is lost."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Rol
from agreements.dossier import Agendablok, Bloksoort, Invulling
from agreements.models import Afspraak, Agendapunt, Besluitregel, Puntconcept, Zitting
from agreements.models.besluit import Besluit
from agreements.services.zittingen import hamer_af, leg_besluit_vast, sluit_zitting, voeg_in
from tests import factories
from tests.zittingen import (
    BRUG,
    DOSSIER,
    HAMER,
    HAMER_TWEE,
    VAREN,
    WEG,
    maak_overleg,
    maak_zitting,
    punt,
    stand,
    voorstel,
    zonder_voorstellen,
)

LandsdeelFactory: Any = factories.LandsdeelFactory
UserFactory: Any = factories.UserFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory

pytestmark = pytest.mark.django_db

BASIS = "/overleggen/bol-2031-noordwest/zitting/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def redacteur() -> Any:
    return RijksredacteurFactory(naam="Rijksredacteur Een")


@pytest.fixture
def zitting(redacteur: Any) -> Zitting:
    return maak_zitting(by=redacteur)


def als(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def lezer(*landsdelen: str, rol: Rol = Rol.LEZER_REGIO) -> Any:
    return UserFactory(rol=rol, rol__landsdelen=[LandsdeelFactory(slug=slug) for slug in landsdelen])


def besluit_url(een: Any) -> str:
    return f"{BASIS}voorstellen/{een.pk}/besluit/"


def paginas(zitting: Zitting) -> list[str]:
    een = voorstel(zitting, BRUG)
    return [
        BASIS,
        *(f"{BASIS}{naam}/" for naam in ("openen", "hameren", "aanwezigheid", "sluiten", "verantwoording")),
        besluit_url(een),
        f"{BASIS}voorstellen/{een.pk}/terug/",
        f"{BASIS}punten/{een.punt_id}/nieuw/",
        f"{BASIS}hameren/terug/",
    ]


# --- who -----------------------------------------------------------------------------------------------------------


def test_stranger_is_told_nothing(zitting: Zitting) -> None:
    adressen = paginas(zitting)
    for adres in adressen:
        for methode in ("get", "post"):
            assert getattr(Client(), methode)(adres).status_code == 302, adres
    for user in (UserFactory(), lezer("zuid"), lezer(rol=Rol.BEHEERDER)):
        client = als(user)
        for adres in adressen:
            antwoorden = [getattr(client, methode)(adres).status_code for methode in ("get", "post")]
            assert set(antwoorden) <= {404, 405}, adres
            assert 404 in antwoorden, adres


def test_reader_of_the_landsdeel_follows_and_records_nothing(zitting: Zitting) -> None:
    client = als(lezer("noordwest"))
    pagina = client.get(BASIS)
    tekst = pagina.content.decode()
    assert pagina.status_code == 200
    assert BRUG in tekst
    assert "U kijkt mee" in tekst
    assert "<button" not in tekst.partition('id="zitting"')[2].partition("</main>")[0]
    assert client.get(f"{BASIS}verantwoording/").status_code == 200
    assert "Aanwezigheid vastleggen" not in client.get(f"{BASIS}aanwezigheid/").content.decode()
    for adres in paginas(zitting)[1:]:
        if "verantwoording" not in adres:
            assert client.post(adres).status_code == 403, adres
    assert not Besluitregel.objects.exists()


def test_acts_are_posted(redacteur: Any, zitting: Zitting) -> None:
    client = als(redacteur)
    for adres in (*paginas(zitting)[6:],):
        assert client.get(adres).status_code == 405, adres
    for adres in (BASIS, f"{BASIS}verantwoording/"):
        assert client.post(adres).status_code == 405, adres


def test_what_is_of_another_overleg_is_not_found(redacteur: Any, zitting: Zitting) -> None:
    LandsdeelFactory(slug="oost")
    ander = maak_zitting(replace(DOSSIER, jaar=2032))
    client = als(redacteur)
    assert client.post(besluit_url(voorstel(ander, BRUG)), {"besluit": "vervallen", "na": 0}).status_code == 404
    vreemd = Agendapunt.objects.filter(dossier__overleg=ander.overleg)[0]
    assert client.post(f"{BASIS}punten/{vreemd.pk}/nieuw/", {"tekst": "Nieuw."}).status_code == 404
    assert client.get("/overleggen/bol-2030-noordwest/zitting/").status_code == 404


# --- opening -------------------------------------------------------------------------------------------------------


def test_overleg_is_opened_after_a_page_that_says_what_that_does(redacteur: Any) -> None:
    overleg = maak_overleg()
    client = als(redacteur)
    assert "Overleg openen" in client.get(overleg.get_absolute_url()).content.decode()
    assert "nog niet geopend" in client.get(BASIS).content.decode()
    assert "kunt u hier meekijken" in als(lezer("noordwest")).get(BASIS).content.decode()
    assert "Niemand kan het nog wijzigen" in client.get(f"{BASIS}openen/").content.decode()
    assert "<strong>5</strong> voorgestelde afspraken" in client.get(f"{BASIS}openen/").content.decode()
    assert not Zitting.objects.exists()
    for _ in range(2):
        assert client.post(f"{BASIS}openen/", follow=True).redirect_chain == [(BASIS, 303)]
    assert Zitting.objects.count() == 1
    assert "Naar de vergadering" in client.get(overleg.get_absolute_url()).content.decode()


def test_opening_tells_what_will_not_be_on_the_table(redacteur: Any) -> None:
    leeg = Agendablok(soort=Bloksoort.VOORGESTELDE_AFSPRAKEN, invulling=Invulling.PM, html="<p>PM</p>")
    open_punt = replace(punt("4", "Nog te schrijven"), blokken=(leeg,))
    overleg = maak_overleg(replace(DOSSIER, agendapunten=(*DOSSIER.agendapunten, open_punt)))
    brug = Agendapunt.objects.get(dossier__overleg=overleg, nummer="2.1")
    for user, inhoud in ((UserFactory(naam="Schrijver"), {"x": "Geheim tot het is opgeslagen."}), (redacteur, {})):
        Puntconcept.objects.create(
            punt=brug, user=user, basis=1, inhoud=inhoud, bijgewerkt_op=timezone.now(), gezien_op=timezone.now()
        )
    pagina = als(redacteur).get(f"{BASIS}openen/").content.decode()
    assert "<li>4 Nog te schrijven</li>" in pagina
    assert "<li>2.1 De brug: Schrijver</li>" in pagina
    assert str(redacteur) not in pagina.partition("Nog niet opgeslagen")[2].partition("</ul>")[0]
    assert "Geheim tot" not in pagina


def test_overleg_without_proposals_asks_for_a_confirmation(redacteur: Any) -> None:
    maak_overleg(zonder_voorstellen())
    client = als(redacteur)
    antwoord = client.post(f"{BASIS}openen/")
    assert (antwoord.status_code, "zonder_voorstellen" in antwoord.content.decode()) == (422, True)
    assert client.post(f"{BASIS}openen/", {"zonder_voorstellen": "on"}).status_code == 303
    assert "geen afspraak voorgesteld" in client.get(BASIS).content.decode()


# --- deciding ------------------------------------------------------------------------------------------------------


def test_secretary_decides_changes_and_takes_back(redacteur: Any, zitting: Zitting) -> None:
    client, brug, weg = als(redacteur), voorstel(zitting, BRUG), voorstel(zitting, WEG)
    for _ in range(2):
        antwoord = client.post(besluit_url(brug), {"besluit": "ongewijzigd", "na": 0})
    assert antwoord["Location"] == f"{BASIS}?punt={brug.punt_id}#voorstel-{brug.pk}"
    pagina = client.get(f"{BASIS}?punt={weg.punt_id}&wijzig={weg.pk}").content.decode()
    assert f">\n{WEG}</textarea>" in pagina
    getypt = {"besluit": "gewijzigd", "na": 0, "tekst": "De weg krijgt een pad.", "inleiding": weg.inleiding}
    # The change is shown before anything is recorded.
    voorbeeld = client.post(besluit_url(weg), {**getypt, "voorbeeld": "1"}, headers=HTMX).content.decode()
    assert "<ins>" in voorbeeld
    assert "<html" not in voorbeeld
    assert "<ins>" in client.post(besluit_url(weg), {**getypt, "voorbeeld": "1"}).content.decode()
    assert weg.besluiten.count() == 0
    client.post(besluit_url(weg), getypt)
    assert (stand(zitting)[BRUG], stand(zitting)[WEG]) == ("ongewijzigd", "gewijzigd")
    pagina = client.get(f"{BASIS}?punt={weg.punt_id}").content.decode()
    assert "Wat er is gewijzigd" in pagina
    assert "<strong>2 van 5</strong> besloten" in pagina
    client.post(f"{BASIS}voorstellen/{weg.pk}/terug/", {"na": 1})
    assert stand(zitting)[WEG] == "voorgesteld"
    assert "maakte het besluit ongedaan" in client.get(f"{BASIS}?punt={weg.punt_id}").content.decode()


@pytest.mark.parametrize("tekst", [WEG, " "])
def test_refused_text_stays_in_the_form_with_the_reason(redacteur: Any, zitting: Zitting, tekst: str) -> None:
    weg = voorstel(zitting, WEG)
    velden = {"besluit": "gewijzigd", "na": 0, "tekst": tekst, "inleiding": weg.inleiding, "toelichting": "Let op."}
    antwoord = als(redacteur).post(besluit_url(weg), velden)
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Kies “ongewijzigd”" in pagina if tekst == WEG else "Vul de tekst in" in pagina
    assert ">\nLet op.</textarea>" in pagina


def test_second_secretary_keeps_what_was_typed_and_reads_who_was_first(redacteur: Any, zitting: Zitting) -> None:
    weg, ander = voorstel(zitting, WEG), als(RijksredacteurFactory())
    leg_besluit_vast(beslispunt=weg, besluit=Besluit.VERVALLEN, by=redacteur)
    velden = {"besluit": "gewijzigd", "na": 0, "tekst": "Mijn lange zin."}
    antwoord = ander.post(besluit_url(weg), velden)
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Iemand was u voor" in pagina
    assert "Rijksredacteur Een (Rijksredacteur) legde vast: vervallen" in pagina
    assert ">\nMijn lange zin.</textarea>" in pagina
    assert stand(zitting)[WEG] == "vervallen"
    # The page knows now what came in between; sent again, it is recorded after it.
    assert 'name="na" value="1"' in pagina
    assert ander.post(besluit_url(weg), {**velden, "na": 1}).status_code == 303
    assert stand(zitting)[WEG] == "gewijzigd"
    for adres, vraag in ((besluit_url(weg), {"besluit": "vervallen"}), (f"{BASIS}voorstellen/{weg.pk}/terug/", {})):
        antwoord = als(redacteur).post(adres, {**vraag, "na": 1})
        assert (antwoord.status_code, "Iemand was u voor" in antwoord.content.decode()) == (409, True)


@pytest.mark.parametrize("velden", [{}, {"besluit": "onzin", "na": "0"}, {"besluit": "vervallen", "na": "x"}])
def test_wrong_input_is_refused_with_a_sentence(redacteur: Any, zitting: Zitting, velden: Any) -> None:
    antwoord = als(redacteur).post(besluit_url(voorstel(zitting, WEG)), velden, follow=True)
    assert "Er is niets vastgelegd" in antwoord.content.decode()
    antwoord = als(redacteur).get(f"{BASIS}?punt=999999999999&wijzig=x")
    assert antwoord.status_code == 200
    assert not Besluitregel.objects.exists()


def test_agenda_is_asked_for_by_itself_and_tells_what_happened(redacteur: Any, zitting: Zitting) -> None:
    weg = voorstel(zitting, WEG)
    leg_besluit_vast(beslispunt=weg, besluit=Besluit.VERVALLEN, by=redacteur)
    antwoord = als(lezer("noordwest")).get(
        f"{BASIS}?punt={weg.punt_id}", headers={**HTMX, "HX-Target": "zitting-agenda"}
    )
    deel = antwoord.content.decode()
    assert "<html" not in deel
    assert 'data-stand="1" data-door="Rijksredacteur Een" data-gesloten="0"' in deel
    assert "1/2" in deel


@pytest.mark.parametrize("aantal", [1, 12])
def test_page_runs_a_constant_number_of_queries(redacteur: Any, aantal: int, django_assert_num_queries: Any) -> None:
    kort = punt("1", "Alles", *(DOSSIER.agendapunten[3].blokken[0].voorstellen * aantal))
    zitting = maak_zitting(replace(DOSSIER, agendapunten=(kort,)))
    for een in zitting.beslispunten.order_by("pk"):
        leg_besluit_vast(beslispunt=een, besluit=Besluit.AANGEHOUDEN, by=redacteur)
    client = als(redacteur)
    # session, user, roles with their scope (5); overleg, meeting; items, proposals, their lines, their
    # agreements; the texts of the item, or who was there; and for the log of who saw what the ronde and the line
    for adres, verwacht in ((BASIS, 15), (f"{BASIS}verantwoording/", 15)):
        with django_assert_num_queries(verwacht):
            client.get(adres)


# --- new, hamer, presence ------------------------------------------------------------------------------------------


def test_new_agreement_is_recorded_once_and_shown_as_new(redacteur: Any, zitting: Zitting) -> None:
    client, een = als(redacteur), voorstel(zitting, VAREN)
    adres = f"{BASIS}punten/{een.punt_id}/nieuw/"
    for _ in range(2):
        antwoord = client.post(adres, {"tekst": "Er komt een pont.", "sleutel": str(SLEUTEL)}, follow=True)
    assert "Nieuw, ingebracht tijdens het overleg" in antwoord.content.decode()
    assert zitting.beslispunten.filter(tekst="Er komt een pont.").count() == 1
    antwoord = client.post(adres, {"tekst": " ", "subpunten": "een\ntwee", "sleutel": str(uuid.uuid4())})
    assert antwoord.status_code == 422
    assert ">\neen\ntwee</textarea>" in antwoord.content.decode()
    assert client.post(adres, {"tekst": "Zonder sleutel."}).status_code == 422


SLEUTEL = uuid.UUID("8a1f4a3e-53c8-4f5e-9a43-0d5a4a1a6d11")


def test_hamerpunten_are_listed_before_the_hamer_falls(redacteur: Any, zitting: Zitting) -> None:
    client = als(redacteur)
    adres = f"{BASIS}hameren/"
    lijst = client.get(adres).content.decode()
    assert HAMER in lijst
    assert HAMER_TWEE in lijst
    assert BRUG not in lijst
    sleutels = [voorstel(zitting, tekst).pk for tekst in (HAMER, HAMER_TWEE)]
    assert "geen enkel voorstel gekozen" in client.post(adres, {"punt": ["x"]}).content.decode()
    assert "2 voorstellen zijn ongewijzigd" in client.post(adres, {"punt": sleutels}, follow=True).content.decode()
    assert "waren al besloten" in client.post(adres, {"punt": sleutels}, follow=True).content.decode()
    assert "geen hamerpunten meer" in client.get(adres).content.decode()
    handeling = Besluitregel.objects.filter(beslispunt__tekst=HAMER)[0].handeling
    terug = client.post(f"{BASIS}hameren/terug/", {"handeling": str(handeling)}, follow=True)
    assert "ongedaan gemaakt (2)" in terug.content.decode()
    for fout in (str(handeling), "onzin"):
        antwoord = client.post(f"{BASIS}hameren/terug/", {"handeling": fout}, follow=True).content.decode()
        assert "geldt niets meer" in antwoord or "is er niet" in antwoord
    assert stand(zitting)[HAMER] == "voorgesteld"


def test_presence_is_recorded_on_one_page(redacteur: Any, zitting: Zitting) -> None:
    client, adres = als(redacteur), f"{BASIS}aanwezigheid/"
    rijen = list(zitting.aanwezigen.order_by("volgorde"))
    leeg = json.dumps([None, ""])
    velden = {f"deelnemer-{rij.pk}-was": leeg for rij in rijen} | {
        f"deelnemer-{rijen[0].pk}-aanwezig": "ja",
        f"deelnemer-{rijen[1].pk}-aanwezig": "nee",
        f"deelnemer-{rijen[1].pk}-vervanger": "Wethouder",
    }
    assert client.post(adres, velden).status_code == 303
    assert list(zitting.aanwezigen.order_by("volgorde").values_list("aanwezig", "vervanger")) == [
        (True, ""),
        (False, "Wethouder"),
        (None, ""),
    ]
    antwoord = client.post(adres, {**velden, f"deelnemer-{rijen[0].pk}-aanwezig": "nee"})
    assert antwoord.status_code == 422
    assert "intussen iets anders vastgelegd over: Minister van bruggen" in antwoord.content.decode()
    assert client.post(adres, {f"deelnemer-{rijen[0].pk}-was": "[1]"}).status_code == 422
    assert client.post(adres, {"toevoegen": "1", "naam": "", "zijde": "rijk"}).status_code == 422
    client.post(adres, {"toevoegen": "1", "naam": "Dijkgraaf", "zijde": "regio"})
    assert "Dijkgraaf" in client.get(adres).content.decode()


# --- closing -------------------------------------------------------------------------------------------------------


def test_closing_says_what_is_open_and_what_it_does(redacteur: Any, zitting: Zitting) -> None:
    client, adres = als(redacteur), f"{BASIS}sluiten/"
    pagina = client.get(adres).content.decode()
    assert "Nog niet over alles is besloten" in pagina
    assert "2.2 “De sluis" in pagina
    assert "Over 5 voorstellen is nog niets vastgelegd" in client.post(adres).content.decode()
    hamer_af(zitting=zitting, by=redacteur)
    for tekst, besluit in ((BRUG, Besluit.ONGEWIJZIGD), (WEG, Besluit.VERVALLEN), (VAREN, Besluit.AANGEHOUDEN)):
        leg_besluit_vast(beslispunt=voorstel(zitting, tekst), besluit=besluit, by=redacteur)
    assert "Dit kan niet ongedaan worden gemaakt" in client.get(adres).content.decode()
    assert "gemaakt met 3 afspraken" in client.post(adres, follow=True).content.decode()
    assert "was al gesloten" in client.post(adres, follow=True).content.decode()
    # All that can be done is read.
    pagina = client.get(BASIS).content.decode()
    assert "Dit overleg is gesloten" in pagina
    assert "Ongedaan maken" not in pagina
    antwoord = client.post(besluit_url(voorstel(zitting, BRUG)), {"besluit": "vervallen", "na": 1}, follow=True)
    assert "herstelt u in de afstemming" in antwoord.content.decode()
    assert "al geopend" in client.post(f"{BASIS}openen/", follow=True).content.decode()


def test_agreement_and_account_show_the_proof_to_who_may_see_it(redacteur: Any, zitting: Zitting) -> None:
    brug, weg = voorstel(zitting, BRUG), voorstel(zitting, WEG)
    leg_besluit_vast(beslispunt=brug, besluit=Besluit.ONGEWIJZIGD, by=redacteur)
    leg_besluit_vast(beslispunt=weg, besluit=Besluit.GEWIJZIGD, tekst="De weg krijgt een pad.", by=redacteur)
    voeg_in(zitting=zitting, punt=weg.punt, tekst="Er komt een pont.", by=redacteur)
    leg_besluit_vast(beslispunt=voorstel(zitting, VAREN), besluit=Besluit.AANGEHOUDEN, by=redacteur)
    hamer_af(zitting=zitting, by=redacteur)
    sluit_zitting(zitting=zitting, by=redacteur)
    afspraken = {een.tekst: een for een in Afspraak.objects.select_related("tekstblok")}
    verwacht = {
        BRUG: "1-op-1",
        "De weg krijgt een pad.": "<del>",
        "Er komt een pont.": "ingebracht tijdens het overleg",
    }
    for user in (redacteur, lezer("noordwest")):
        client = als(user)
        for tekst, bewijs in verwacht.items():
            pagina = client.get(afspraken[tekst].get_absolute_url()).content.decode()
            assert bewijs in pagina, tekst
            assert brug.sha256 in pagina if tekst == BRUG else True
        verantwoording = client.get(f"{BASIS}verantwoording/").content.decode()
        for woord in (*verwacht.values(), VAREN, "Aangehouden", afspraken[BRUG].code, "dossier, versie 1"):
            assert woord in verantwoording
    # The public list opens the adopted text and the besluit, never the proposal.
    factories.RondeFactory.create(jaar=2031)
    zitting.overleg.ronde.__class__.objects.filter(jaar=2031).update(fase="openbaar")
    pagina = als(lezer("zuid")).get(afspraken["De weg krijgt een pad."].get_absolute_url()).content.decode()
    assert "gewijzigd vastgesteld" in pagina
    assert WEG not in pagina
    assert "Besluit van het overleg" not in pagina


def test_address_names_are_those_of_the_meeting(zitting: Zitting) -> None:
    assert reverse("zitting", args=["bol", 2031, "noordwest"]) == BASIS
