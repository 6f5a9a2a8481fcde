"""The pages of monitoring, as a person meets them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Rol
from agreements.services.statussen import wijzig_status
from monitoring.keuze import Keuze
from monitoring.models import Antwoord, Antwoordconcept, Berichtvoorkeur, Momentopname, Monitorronde, Regelbesluit
from monitoring.services.antwoorden import Conceptvelden, bewaar_concept
from monitoring.services.rondes import maak_ronde, open_ronde, sluit_ronde
from tests.factories import UserFactory
from tests.monitoring.wereld import Wereld, antwoord, maak_open_ronde, maak_wereld, over, regel_van

HTMX = {"HX-Request": "true"}


def pagina(client: Client, adres: str, **kwargs: Any) -> str:
    antwoord_ = client.get(adres, **kwargs)
    assert antwoord_.status_code == 200, adres
    return antwoord_.content.decode()


def invullen(ronde: Monitorronde, regel: Any = None, *, naam: str = "antwoorden") -> str:
    if regel is None:
        return reverse("monitorronde-invullen", args=[ronde.pk])
    return reverse(f"monitorronde-{naam}", args=[ronde.pk, regel.pk])


def test_overview_tells_what_is_mine_to_do(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder)
    client.force_login(wereld.houder)
    tekst = pagina(client, "/monitoring/")
    assert "1 van uw 2 afspraken nog te beantwoorden" in tekst
    client.force_login(wereld.lezer)
    tekst = pagina(client, "/monitoring/")
    assert "u kijkt mee" in tekst
    assert "Rijk: 1 van 3 beantwoord" in tekst
    client.force_login(wereld.elders)
    assert "Er is geen monitorronde voor u" in pagina(client, "/monitoring/")


@pytest.mark.parametrize("aantal", [1, 25])
@pytest.mark.parametrize(
    ("wie", "adres", "vragen"),
    [
        ("redacteur", "/monitoring/", 12),
        ("coordinator", "/monitoring/{}/", 25),
        ("redacteur", "/monitoring/{}/invullen/?zijde=regio", 19),
        ("coordinator", "/monitoring/{}/invullen/?zijde=rijk", 19),
    ],
)
def test_pages_cost_the_same_for_many_agreements(
    db: None, client: Client, aantal: int, wie: str, adres: str, vragen: int, django_assert_num_queries: Any
) -> None:
    wereld = maak_wereld(aantal=aantal)
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "regio", "in_uitvoering", wereld.redacteur)
    client.force_login(getattr(wereld, wie))
    adres = adres.format(ronde.pk)
    client.get(adres)
    with django_assert_num_queries(vragen):
        client.get(adres)


def test_making_a_round_counts_what_is_chosen(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.coordinator)
    adres = reverse("monitorronde-nieuw")
    assert (
        "<strong>2</strong>" in client.post(f"{adres}?tel=1", {"provincies": "utrecht"}, headers=HTMX).content.decode()
    )
    gegevens = {"naam": "Najaar", "uiterlijk": over(9).isoformat(), "provincies": ["utrecht"]}
    # Without script the button counts and keeps what was typed; nothing is made.
    tekst = client.post(adres, {**gegevens, "tel": "1"}).content.decode()
    assert "<strong>2</strong>" in tekst
    assert 'value="Najaar"' in tekst
    assert not Monitorronde.objects.exists()
    client.post(adres, gegevens)
    ronde = Monitorronde.objects.get()
    assert Keuze.uit_json(ronde.keuze).provincies == ("utrecht",)
    assert "Nu 2 afspraken" in pagina(client, ronde.get_absolute_url())
    fout = client.post(adres, {**gegevens, "uiterlijk": over(-1).isoformat()})
    assert fout.status_code == 422
    assert "Kies een dag die nog komt." in fout.content.decode()


def test_a_round_begins_with_what_the_list_shows_less_one(wereld: Wereld, client: Client) -> None:
    """From the filters of the list to exactly those agreements, each of which can be taken out or put in."""
    client.force_login(wereld.coordinator)
    lijst = f"{reverse('afspraak-lijst')}?provincie=utrecht"
    adres = f"{reverse('monitorronde-nieuw')}?uit_lijst=1&provincie=utrecht"
    assert adres.replace("&", "&amp;") in pagina(client, lijst)
    eerste, tweede, derde = (afspraak.code for afspraak in wereld.afspraken)
    tekst = pagina(client, adres)
    assert f"{eerste}\n{tweede}</textarea>" in tekst
    assert "<strong>2</strong>" in tekst
    gegevens = {"naam": "Los", "uiterlijk": over(9).isoformat(), "codes": f"{tweede.lower()}, {derde};{tweede}"}
    client.post(reverse("monitorronde-nieuw"), gegevens)
    ronde = Monitorronde.objects.get()
    assert Keuze.uit_json(ronde.keuze).codes == (tweede, derde)
    openen = pagina(client, reverse("monitorronde-openen", args=[ronde.pk]))
    assert [code in openen for code in (eerste, tweede, derde)] == [False, True, True]
    open_ronde(monitorronde=ronde, by=wereld.coordinator)
    assert set(ronde.regels.values_list("afspraak__code", flat=True)) == {tweede, derde}


def test_a_code_that_is_none_is_named_and_nothing_is_made(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.coordinator)
    adres = reverse("monitorronde-nieuw")
    gegevens = {"naam": "Los", "uiterlijk": over(9).isoformat(), "codes": f"{wereld.eerste.code}\nBOL-1999-X-9"}
    antwoord = client.post(adres, gegevens)
    assert antwoord.status_code == 422
    assert "niet gevolgd of bestaat niet: BOL-1999-X-9" in antwoord.content.decode()
    assert "Nog niet te tellen" in client.post(f"{adres}?tel=1", gegevens, headers=HTMX).content.decode()
    assert not Monitorronde.objects.exists()


def test_opening_says_how_many_and_asks_once(wereld: Wereld, client: Client) -> None:
    ronde = maak_ronde(naam="Stand", keuze=Keuze(), uiterlijk=over(9), by=wereld.coordinator)
    client.force_login(wereld.coordinator)
    adres = reverse("monitorronde-openen", args=[ronde.pk])
    tekst = pagina(client, adres)
    assert "Zonder verantwoordelijke: 2 van 6 antwoorden." in tekst
    assert "<li>Houder</li>" in tekst
    client.post(adres, {"aantal": 2})
    ronde.refresh_from_db()
    assert ronde.in_voorbereiding, "another number than was confirmed"
    for _ in range(2):  # a double click
        client.post(adres, {"aantal": 3})
    ronde.refresh_from_db()
    assert ronde.is_open
    assert ronde.regels.count() == 3


def test_answering_without_script_goes_on_to_the_next(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    client.force_login(wereld.redacteur)
    tekst = pagina(client, invullen(ronde))
    assert "Invullen voor de regio" in tekst
    assert wereld.afspraken[2].code not in tekst, "not one of the own places"
    regel = regel_van(ronde, wereld.eerste)
    klaar = client.post(invullen(ronde, regel), {"zijde": "regio", "versie": 0, "status": "in_uitvoering"})
    assert klaar.status_code == 303
    assert klaar["Location"] == f"{invullen(ronde)}?zijde=regio#{wereld.afspraken[1].code}"
    assert Antwoord.objects.get().door == wereld.redacteur


def test_last_years_answer_is_filled_in(wereld: Wereld, client: Client) -> None:
    eerder = maak_open_ronde(wereld)
    antwoord(eerder, wereld.eerste, "regio", "vertraagd", wereld.redacteur, toelichting="De grond.", verwacht=over(50))
    antwoord(eerder, wereld.eerste, "rijk", "vertraagd", wereld.houder, toelichting="Alleen van het Rijk.")
    sluit_ronde(monitorronde=eerder, by=wereld.coordinator)
    ronde = maak_open_ronde(wereld)
    client.force_login(wereld.redacteur)
    tekst = pagina(client, invullen(ronde))
    assert "De grond.</textarea>" in tekst
    assert f'value="{over(50).isoformat()}"' in tekst
    assert '<option value="vertraagd" selected>' in tekst
    assert "Alleen van het Rijk." not in tekst


def test_wrong_answer_is_shown_at_its_row_with_what_was_typed(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    regel = regel_van(ronde, wereld.eerste)
    client.force_login(wereld.redacteur)
    gegevens = {"zijde": "regio", "versie": 0, "status": "afgerond", "verwacht": "morgen", "toelichting": ""}
    for headers, status in (({}, 422), (HTMX, 200)):
        fout = client.post(invullen(ronde, regel), gegevens, headers=headers)
        assert fout.status_code == status
        assert "Dit is geen datum" in fout.content.decode()
    # Nothing is lost when the browser is closed now.
    assert Antwoordconcept.objects.get().verwacht == "morgen"
    assert not Antwoord.objects.exists()


def test_second_user_sees_who_was_first_and_keeps_what_they_typed(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    regel = regel_van(ronde, wereld.eerste)
    antwoord(ronde, wereld.eerste, "regio", "in_uitvoering", wereld.redacteur, toelichting="Loopt.")
    collega = UserFactory.create(rol=Rol.REDACTEUR_REGIO, rol__provincies=[wereld.utrecht])
    client.force_login(collega)
    gegevens = {"zijde": "regio", "versie": 0, "status": "vertraagd", "toelichting": "Mijn tekst."}
    tekst = client.post(invullen(ronde, regel), gegevens, headers=HTMX).content.decode()
    assert "Redacteur heeft intussen geantwoord" in tekst
    assert "Mijn tekst.</textarea>" in tekst
    assert 'name="versie" value="1"' in tekst
    assert Antwoord.objects.count() == 1
    client.post(invullen(ronde, regel), {**gegevens, "versie": 1})
    assert [een.toelichting for een in Antwoord.objects.order_by("nummer")] == ["Loopt.", "Mijn tekst."]


def test_draft_survives_a_closed_browser_and_is_ones_own(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    regel = regel_van(ronde, wereld.eerste)
    client.force_login(wereld.redacteur)
    gegevens = {"zijde": "regio", "versie": 0, "status": "vertraagd", "toelichting": "Half af"}
    bewaard = client.post(invullen(ronde, regel, naam="concept"), gegevens)
    assert list(bewaard.json()) == ["bewaard"]
    assert "Half af</textarea>" in pagina(Client_van(wereld.redacteur), invullen(ronde))
    assert "Half af" not in pagina(Client_van(wereld.coordinator), f"{invullen(ronde)}?zijde=regio")
    sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    dicht = client.post(invullen(ronde, regel, naam="concept"), gegevens)
    assert (dicht.status_code, "niet meer open" in dicht.json()["fout"]) == (409, True)


def test_draft_of_a_round_that_ended_is_shown_to_its_maker(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    velden = Conceptvelden(
        status="vertraagd", toelichting="Half af", verwacht="ergens", links="https://voorbeeld.nl/stuk"
    )
    regel = regel_van(ronde, wereld.eerste)
    bewaar_concept(regel=regel, zijde="regio", velden=velden, basis=0, by=wereld.redacteur)
    client.force_login(wereld.redacteur)
    assert "niet verzonden" not in pagina(client, "/monitoring/")
    sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    overzicht = pagina(client, "/monitoring/")
    assert f'href="{invullen(ronde)}?zijde=regio">1 tekst van u is niet verzonden' in overzicht
    tekst = pagina(client, f"{invullen(ronde)}?zijde=regio")
    assert "<strong>Niet verzonden.</strong>" in tekst
    for deel in ("Half af", "ergens", "https://voorbeeld.nl/stuk", "vertraagd"):
        assert deel in tekst
    assert '<form class="monitorformulier"' not in tekst
    client.force_login(wereld.coordinator)
    assert "niet verzonden" not in pagina(client, "/monitoring/")
    assert "Half af" not in pagina(client, f"{invullen(ronde)}?zijde=regio")


def Client_van(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_draft_that_began_before_somebody_answered_is_noticed(wereld: Wereld, client: Client) -> None:
    """The page is opened again after the answer of a colleague; that is told, and the draft stays and can go on."""
    ronde = maak_open_ronde(wereld)
    regel = regel_van(ronde, wereld.eerste)
    bewaar_concept(
        regel=regel, zijde="regio", velden=Conceptvelden(toelichting="Van mij"), basis=0, by=wereld.redacteur
    )
    antwoord(ronde, wereld.eerste, "regio", "in_uitvoering", wereld.coordinator)
    client.force_login(wereld.redacteur)
    tekst = pagina(client, invullen(ronde))
    assert "Van mij</textarea>" in tekst
    assert "Coordinator heeft intussen geantwoord" in tekst
    assert 'name="versie" value="1"' in tekst
    gegevens = {"zijde": "regio", "versie": 1, "toelichting": "Van mij, en meer"}
    assert client.post(invullen(ronde, regel, naam="concept"), gegevens).status_code == 200
    assert "intussen geantwoord" not in pagina(client, invullen(ronde))


def test_draft_that_comes_in_after_the_answer_is_refused(wereld: Wereld, client: Client) -> None:
    """On a slow network the draft can be under way for longer than the answer that was typed after it."""
    ronde = maak_open_ronde(wereld)
    regel = regel_van(ronde, wereld.eerste)
    client.force_login(wereld.redacteur)
    gegevens = {"zijde": "regio", "versie": 0, "status": "in_uitvoering", "toelichting": "Af."}
    client.post(invullen(ronde, regel), gegevens)
    laat = client.post(invullen(ronde, regel, naam="concept"), {**gegevens, "toelichting": "Half"})
    assert laat.status_code == 409
    assert "U hebt deze afspraak intussen beantwoord." in laat.json()["fout"]
    assert not Antwoordconcept.objects.exists()
    antwoord(ronde, wereld.eerste, "regio", "in_uitvoering", wereld.coordinator)
    laat = client.post(invullen(ronde, regel, naam="concept"), {**gegevens, "versie": 1})
    assert "Coordinator heeft deze afspraak intussen beantwoord." in laat.json()["fout"]


def test_mistake_on_top_of_an_answer_in_between_shows_both(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    regel = regel_van(ronde, wereld.eerste)
    antwoord(ronde, wereld.eerste, "regio", "in_uitvoering", wereld.coordinator)
    client.force_login(wereld.redacteur)
    gegevens = {"zijde": "regio", "versie": 0, "status": "afgerond", "verwacht": "morgen", "toelichting": "Mijn tekst."}
    tekst = client.post(invullen(ronde, regel), gegevens, headers=HTMX).content.decode()
    assert "Dit is geen datum" in tekst
    assert "Coordinator heeft intussen geantwoord" in tekst
    assert Antwoordconcept.objects.get().toelichting == "Mijn tekst."


@pytest.mark.parametrize("versie", ["9" * 5000, "9" * 30, "-1", "een", ""])
@pytest.mark.parametrize("naam", ["antwoorden", "concept"])
def test_number_that_no_form_sends_is_refused(wereld: Wereld, client: Client, versie: str, naam: str) -> None:
    ronde = maak_open_ronde(wereld)
    client.force_login(wereld.redacteur)
    gegevens = {"zijde": "regio", "versie": versie, "status": "in_uitvoering"}
    assert client.post(invullen(ronde, regel_van(ronde, wereld.eerste), naam=naam), gegevens).status_code == 400
    assert not Antwoord.objects.exists()


def test_document_of_an_answer_is_for_who_may_see_it(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    regel = regel_van(ronde, wereld.eerste)
    client.force_login(wereld.redacteur)
    document = SimpleUploadedFile("besluit.pdf", b"%PDF-1.7 besluit")
    client.post(
        invullen(ronde, regel),
        {"zijde": "regio", "versie": 0, "status": "in_uitvoering", "documenten": document, "links": "https://v.nl/x"},
    )
    gegeven = Antwoord.objects.get()
    assert gegeven.bewijs.count() == 2
    adres = reverse("monitoring-bewijs", args=[gegeven.bewijs.get(url="").pk])
    antwoord_: Any = client.get(adres)
    assert b"".join(antwoord_.streaming_content) == b"%PDF-1.7 besluit"
    assert "attachment" in antwoord_["Content-Disposition"]
    assert Client_van(wereld.elders).get(adres).status_code == 404


def test_coordinator_sees_both_sides_and_filters(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    een, twee, drie = wereld.afspraken
    antwoord(ronde, een, "rijk", "in_uitvoering", wereld.houder, toelichting="Wij wel.")
    antwoord(ronde, een, "regio", "vertraagd", wereld.redacteur, toelichting="Wij niet.")
    for zijde, wie in (("rijk", wereld.houder), ("regio", wereld.redacteur)):
        antwoord(ronde, twee, zijde, "in_uitvoering", wie)
    client.force_login(wereld.coordinator)
    basis = ronde.get_absolute_url()
    tekst = pagina(client, basis)
    assert "Wij wel." in tekst
    assert "Wij niet." in tekst
    assert "beide zijden zeggen: in uitvoering" in tekst
    for toon, erin in (
        ("verschil", [een]),
        ("open", [drie]),
        ("zonder", [drie]),
        ("status", [twee]),
        ("bespreken", []),
    ):
        tekst = pagina(client, f"{basis}?toon={toon}")
        for afspraak in wereld.afspraken:
            assert (f'id="{afspraak.code}"' in tekst) is (afspraak in erin), (toon, afspraak)
    # Others read it, and decide nothing.
    client.force_login(wereld.lezer)
    tekst = pagina(client, basis)
    assert "Wij niet." in tekst
    assert "Gezamenlijke status en bespreken" not in tekst


def test_joint_status_is_set_on_the_page(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    regel = regel_van(ronde, wereld.eerste)
    client.force_login(wereld.coordinator)
    adres = reverse("monitorronde-besluit", args=[ronde.pk, regel.pk])
    gegevens = {"versie": 1, "nummer": 0, "naar": "vertraagd", "bespreken": "on", "notitie": "Grond", "toon": "open"}
    fout = client.post(adres, gegevens)
    assert fout.status_code == 422
    assert "Geef een toelichting." in fout.content.decode()
    goed = client.post(adres, {**gegevens, "toelichting": "Samen bekeken."})
    assert goed["Location"] == f"{ronde.get_absolute_url()}?toon=open#{wereld.eerste.code}"
    wereld.eerste.refresh_from_db()
    assert wereld.eerste.status == "vertraagd"
    assert Regelbesluit.objects.get().notitie == "Grond"
    assert "Samen bekeken." in pagina(client, wereld.eerste.get_absolute_url())


def test_joint_status_that_somebody_changed_meanwhile_is_not_overwritten(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    regel = regel_van(ronde, wereld.eerste)
    wijzig_status(afspraak=wereld.eerste, naar="in_uitvoering", by=wereld.houder)
    client.force_login(wereld.coordinator)
    adres = reverse("monitorronde-besluit", args=[ronde.pk, regel.pk])
    botsing = client.post(adres, {"versie": 1, "nummer": 0, "naar": "afgerond", "toelichting": "Klaar."})
    assert botsing.status_code == 422
    assert "Houder zette de status intussen op “in uitvoering”" in botsing.content.decode()
    client.post(adres, {"versie": 2, "nummer": 0, "naar": "afgerond", "toelichting": "Klaar."})
    wereld.eerste.refresh_from_db()
    assert wereld.eerste.status == "afgerond"


def test_agreement_shows_what_each_side_said(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder, toelichting="Van het Rijk.")
    antwoord(ronde, wereld.eerste, "regio", "vertraagd", wereld.redacteur, toelichting="Van de regio.")
    client.force_login(wereld.lezer)
    tekst = pagina(client, wereld.eerste.get_absolute_url())
    assert "Van het Rijk." in tekst
    assert "Rijk:" in tekst
    assert "Regio:" in tekst
    client.force_login(wereld.elders)
    assert "Van het Rijk." not in pagina(client, wereld.eerste.get_absolute_url())


def test_closing_extending_and_withdrawing_ask_first(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    client.force_login(wereld.coordinator)
    basis = ronde.get_absolute_url()
    assert client.post(f"{basis}verlengen/", {"uiterlijk": over(20).isoformat(), "reden": ""}).status_code == 422
    client.post(f"{basis}verlengen/", {"uiterlijk": over(20).isoformat(), "reden": "Vakantie."})
    assert "“Vakantie.”" in pagina(client, basis)
    assert "6 van 6 antwoorden ontbreken" in pagina(client, f"{basis}sluiten/")
    client.post(f"{basis}sluiten/", {"onbeantwoord": 5})
    assert not Momentopname.objects.exists()
    client.post(f"{basis}sluiten/", {"onbeantwoord": 6})
    tekst = pagina(client, f"{basis}momentopname/")
    assert "niet beantwoord" in tekst
    assert Momentopname.objects.get().sha256 in tekst
    assert client.post(f"{basis}intrekken/", {"reden": "Te laat."}).status_code == 422


def test_all_that_is_wrong_is_told_at_once(wereld: Wereld, client: Client) -> None:
    """An empty name or reason hid that the day had passed until the next attempt."""
    client.force_login(wereld.coordinator)
    nieuw = client.post(reverse("monitorronde-nieuw"), {"naam": "", "uiterlijk": over(-1).isoformat()})
    tekst = nieuw.content.decode()
    assert "Geef de monitorronde een naam." in tekst
    assert "Kies een dag die nog komt." in tekst
    ronde = maak_open_ronde(wereld)
    adres = reverse("monitorronde-verlengen", args=[ronde.pk])
    for dag, zin in ((over(-1), "Kies een dag die nog komt."), (ronde.uiterlijk, "Dit is al de uiterste dag.")):
        fout = client.post(adres, {"uiterlijk": dag.isoformat(), "reden": ""})
        assert fout.status_code == 422
        assert "Schrijf op waarom de datum verandert." in fout.content.decode()
        assert zin in fout.content.decode()


def test_link_as_evidence_begins_with_https(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    client.force_login(wereld.redacteur)
    gegevens = {"zijde": "regio", "versie": 0, "status": "in_uitvoering", "links": "http://voorbeeld.nl"}
    fout = client.post(invullen(ronde, regel_van(ronde, wereld.eerste)), gegevens)
    assert fout.status_code == 422
    assert "“http://voorbeeld.nl” is geen volledig adres. Begin met https://." in fout.content.decode()
    assert not Antwoord.objects.exists()


def test_pages_of_the_round_say_where_the_joint_status_does_not_fit(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder)
    client.force_login(wereld.coordinator)
    sluiten = pagina(client, f"{ronde.get_absolute_url()}sluiten/")
    assert "1 van 3 afspraken: geen van de zijden die antwoordden" in sluiten
    assert "gezamenlijk nog niet gestart, Rijk in uitvoering" in sluiten
    gefilterd = pagina(client, f"{ronde.get_absolute_url()}?toon=past_niet")
    assert "Gezamenlijke status past niet bij de antwoorden" in gefilterd
    assert f'id="{wereld.afspraken[1].code}"' not in gefilterd


def test_publishing_from_the_page(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    client.force_login(wereld.coordinator)
    adres = reverse("momentopname-publiceren", args=[ronde.pk])
    assert "Afspraken waarvan het publiek de status hoort" in pagina(client, adres)
    for _ in range(2):
        client.post(adres, {"aantal": 3})
    assert "al gepubliceerd" in pagina(client, adres)
    assert Client_van(wereld.lezer).post(adres, {"aantal": 3}).status_code == 403
    assert "niet beantwoord" not in pagina(Client_van(wereld.elders), reverse("momentopname", args=[ronde.pk]))


def test_preferences_for_mail(wereld: Wereld, client: Client) -> None:
    client.force_login(wereld.houder)
    adres = reverse("bericht-voorkeuren")
    assert adres in pagina(client, reverse("bericht-lijst"))
    client.post(adres, {"mail": ["uitnodiging", "te_laat"]})
    uit = set(Berichtvoorkeur.objects.filter(user=wereld.houder).values_list("soort", flat=True))
    assert uit == {"herinnering", "bedankt", "wijziging"}
    client.post(adres, {"mail": ["uitnodiging", "herinnering", "te_laat", "bedankt", "wijziging"]})
    assert not Berichtvoorkeur.objects.exists()


def test_reminder_button_says_who(wereld: Wereld, client: Client) -> None:
    ronde = maak_open_ronde(wereld)
    client.force_login(wereld.coordinator)
    herinnerd = client.post(reverse("monitorronde-herinneren", args=[ronde.pk]), follow=True)
    assert "Herinnerd: 2 personen." in herinnerd.content.decode()
    assert Client_van(wereld.lezer).post(reverse("monitorronde-herinneren", args=[ronde.pk])).status_code == 403
