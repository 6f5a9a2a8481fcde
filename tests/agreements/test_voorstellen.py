"""Proposals from the text: nothing is written until a person confirms, all at once, and what was refused stays away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import Auditregel, Rol
from agreements.duiding import Veld
from agreements.models import Afspraak, Gegevensbevestiging, Ronde, Rubriek, Termijn
from agreements.services.afspraken import bewerk_afspraak
from agreements.services.termijnen import zet_termijnen
from agreements.services.voorstellen import (
    Gegevens,
    IntussenBevestigd,
    bevestig_rubriek,
    rubriekstanden,
    voorstellen_voor,
)
from agreements.views.voorstellen import stukken
from regions.models import Organisatie
from tests.factories import (
    AfspraakFactory,
    GebiedFactory,
    LandsdeelFactory,
    OrganisatieFactory,
    OverlegFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    RondeFactory,
    RubriekFactory,
    TekstblokFactory,
    ThemaFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TEKST = "Rijk en regio onderschrijven voor 2026 de plannen voor woningbouw en verstedelijking in NOVEX-gebied De Peel."


@pytest.fixture
def ronde(db: None) -> Ronde:
    ronde: Ronde = RondeFactory.create(concept=True)
    overleg = OverlegFactory.create(ronde=ronde)
    ProvincieFactory(naam="Utrecht", landsdeel=overleg.landsdeel)
    GebiedFactory(naam="De Peel")
    ThemaFactory(slug="wonen-en-werken", naam="Wonen en werken")
    ThemaFactory(slug="energie", naam="Energie")
    OrganisatieFactory(slug="rijk", naam="het Rijk", zijde=Organisatie.Zijde.RIJK)
    OrganisatieFactory(slug="regio", naam="de regio", zijde=Organisatie.Zijde.REGIO)
    OrganisatieFactory(slug="prorail", naam="ProRail")
    rubriek = RubriekFactory(overleg=overleg, titel="Een hoofdstuk")
    for tekst in (TEKST, "Het gebied ligt goed op koers."):
        blok = TekstblokFactory(blok__rubriek=rubriek, tekst=tekst)
        afspraak = AfspraakFactory.create(overleg=overleg, tekstblok=blok)
        zet_termijnen(afspraak=afspraak, overleg=overleg, overleggen={})
    return ronde


@pytest.fixture
def rubriek(ronde: Ronde) -> Rubriek:
    return Rubriek.objects.get(titel="Een hoofdstuk")


@pytest.fixture
def redacteur(client: Client) -> Any:
    redacteur = RijksredacteurFactory()
    client.force_login(redacteur)
    return redacteur


def adres(rubriek: Rubriek) -> str:
    return reverse("voorstellen-rubriek", args=["bol", 2024, rubriek.pk])


def ingevuld(client: Client, rubriek: Rubriek) -> dict[str, Any]:
    """What a browser sends when somebody opens the page and confirms without changing anything."""
    antwoord = client.get(adres(rubriek))
    data: dict[str, Any] = {"versie": antwoord.context["stand"].versie}
    for rij in antwoord.context["rijen"]:
        for veld in rij["formulier"]:
            waarde = veld.value()
            if waarde not in (None, "", []):
                data[veld.html_name] = waarde
    return data


def eerste() -> Afspraak:
    return Afspraak.objects.get(tekstblok__tekst=TEKST)


def partijen(afspraak: Afspraak) -> set[tuple[str, str]]:
    return {(een.organisatie.slug, een.rol) for een in afspraak.betrokkenheden.select_related("organisatie")}


def test_looking_writes_nothing_and_shows_the_words(client, rubriek, redacteur):
    pagina = client.get(adres(rubriek)).content.decode()
    for stuk in ("<mark>Rijk</mark>", "<mark>onderschrijven</mark>", "Voorgesteld op “onderschrijven”", "voor 2026"):
        assert stuk in pagina
    assert eerste().handeling == ""
    assert not Gegevensbevestiging.objects.exists()


def test_confirming_writes_all_proposals_in_one_sweep(client, rubriek, redacteur):
    antwoord = client.post(adres(rubriek), ingevuld(client, rubriek), follow=True)
    assert "2 afspraken gewijzigd" in antwoord.content.decode()
    assert "Alle rubrieken zijn bevestigd" in antwoord.content.decode()
    afspraak = eerste()
    assert (afspraak.soort, afspraak.handeling) == ("onderschrijving", "onderschreven")
    assert partijen(afspraak) == {("rijk", "trekker"), ("regio", "trekker")}
    assert [thema.slug for thema in afspraak.themas.all()] == ["wonen-en-werken"]
    assert [gebied.slug for gebied in afspraak.gebieden.all()] == ["de-peel"]
    assert Afspraak.objects.exclude(pk=afspraak.pk).get().soort == "context"
    bevestiging = Gegevensbevestiging.objects.get(afspraak=afspraak)
    assert (bevestiging.door, bevestiging.afgewezen) == (redacteur, [])
    assert Auditregel.objects.filter(actie="afspraak bewerkt").count() == 2
    assert Auditregel.objects.get(actie="voorstellen bevestigd").object_sleutel == str(rubriek.pk)
    assert afspraak.termijnen.get().herkomst == Termijn.Herkomst.BEVESTIGD
    assert afspraak.termijn_tot == date(2025, 12, 31)


def test_confirming_keeps_what_the_page_does_not_show(client, rubriek, redacteur):
    houder = UserFactory(rol=Rol.DOSSIERHOUDER)
    bewerk_afspraak(
        afspraak=eerste(), by=redacteur, soort="afspraak", gereed_als="Het staat er.", dossierhouders=[houder]
    )
    client.post(adres(rubriek), ingevuld(client, rubriek))
    assert eerste().gereed_als == "Het staat er."
    assert list(eerste().dossierhouders.all()) == [houder]


def test_what_was_refused_is_not_proposed_again(client, rubriek, redacteur):
    data = ingevuld(client, rubriek)
    data[f"{eerste().code}-partijen"] = ["rijk:trekker"]
    data[f"{eerste().code}-soort"] = "afspraak"
    client.post(adres(rubriek), data)
    assert Gegevensbevestiging.objects.get(afspraak=eerste()).afgewezen == [
        "partij:regio:trekker",
        "soort:onderschrijving",
    ]
    (rij, _) = client.get(adres(rubriek)).context["rijen"]
    assert rij["voorstel"].voorstellen == ()
    # Nor after its text has changed, while it does wait for a look again.
    eerste_blok = eerste().tekstblok
    eerste_blok.tekst = TEKST.replace("plannen", "nieuwe plannen")
    eerste_blok.save()
    (stand,) = rubriekstanden(Ronde.objects.get(), user=redacteur)
    assert (stand.wachtend, stand.aantal, stand.laatst_door) == (1, 2, redacteur.naam)
    (rij, _) = client.get(adres(rubriek)).context["rijen"]
    assert rij["voorstel"].voorstellen == ()
    assert "De tekst is gewijzigd sinds de vorige bevestiging" in client.get(adres(rubriek)).content.decode()


def test_others_can_be_added_by_name(client, rubriek, redacteur):
    data = ingevuld(client, rubriek)
    code = eerste().code
    data |= {f"{code}-partij_1": "prorail", f"{code}-rol_1": "betrokken", f"{code}-themas": ["energie"]}
    client.post(adres(rubriek), data)
    assert ("prorail", "betrokken") in partijen(eerste())
    assert [thema.slug for thema in eerste().themas.all()] == ["energie"]


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("partij_1", "Bestaat Niet BV", "geen bekende organisatie"),
        ("gebied_erbij", "Nergensland", "geen bekend gebied"),
        ("soort", "gedicht", "Selecteer een geldige keuze"),
    ],
)
def test_fault_in_one_agreement_writes_nothing_of_any(client, rubriek, redacteur, veld, waarde, zin):
    antwoord = client.post(adres(rubriek), ingevuld(client, rubriek) | {f"{eerste().code}-{veld}": waarde})
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Gegevensbevestiging.objects.exists()
    assert not Auditregel.objects.filter(actie="afspraak bewerkt").exists()


def test_second_of_two_people_sees_the_new_state(client, rubriek, redacteur):
    data = ingevuld(client, rubriek)
    bewerk_afspraak(afspraak=eerste(), by=RijksredacteurFactory(), soort="ambitie")
    antwoord = client.post(adres(rubriek), data)
    assert antwoord.status_code == 409
    assert "Iemand anders heeft gegevens in deze rubriek" in antwoord.content.decode()
    assert eerste().soort == "ambitie"
    assert not Gegevensbevestiging.objects.exists()
    # What somebody chose is not proposed otherwise.
    stand = voorstellen_voor(rubriek, user=redacteur)
    assert not stand.afspraken[0].waarden(Veld.SOORT)


def test_service_refuses_an_incomplete_sweep_and_rolls_back(rubriek, redacteur, monkeypatch):
    stand = voorstellen_voor(rubriek, user=redacteur)
    with pytest.raises(IntussenBevestigd):
        bevestig_rubriek(rubriek=rubriek, by=redacteur, versie=stand.versie, gekozen={})
    gekozen = {een.afspraak.code: Gegevens(soort="ambitie") for een in stand.afspraken}
    monkeypatch.setattr("agreements.services.voorstellen.leg_vast", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bevestig_rubriek(rubriek=rubriek, by=redacteur, versie=stand.versie, gekozen=gekozen)
    assert eerste().soort == "afspraak"


def test_deadline_that_is_none_no_longer_counts(client, rubriek, redacteur):
    assert eerste().termijn_tot == date(2025, 12, 31)
    data = ingevuld(client, rubriek)
    del data[f"{eerste().code}-termijnen"]
    client.post(adres(rubriek), data)
    assert eerste().termijn_tot is None
    assert Auditregel.objects.get(actie="termijn bevestigd").object_sleutel == eerste().code


def test_confirmed_phrase_goes_when_its_words_do(client, rubriek, redacteur):
    client.post(adres(rubriek), ingevuld(client, rubriek))
    afspraak = eerste()
    zet_termijnen(afspraak=afspraak, overleg=afspraak.overleg, overleggen={})
    assert afspraak.termijnen.get().herkomst == Termijn.Herkomst.BEVESTIGD
    afspraak.tekstblok.tekst = TEKST.replace("voor 2026", "voor 2028")
    afspraak.tekstblok.save()
    zet_termijnen(afspraak=afspraak, overleg=afspraak.overleg, overleggen={})
    assert (afspraak.termijnen.get().frase, afspraak.termijn_tot) == ("voor 2028", date(2027, 12, 31))


@pytest.mark.parametrize("rol", [Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER, Rol.BEHEERDER])
def test_only_a_rijksredacteur_and_nobody_learns_that_it_is_there(client, rubriek, ronde, rol):
    client.force_login(UserFactory(rol=rol, rol__landsdelen=[LandsdeelFactory(slug="zuid")]))
    for pad in (adres(rubriek), reverse("voorstellen", args=["bol", 2024])):
        assert client.get(pad).status_code == 404
    ronde.fase = Ronde.Fase.OPENBAAR
    ronde.save()
    for pad in (adres(rubriek), reverse("voorstellen", args=["bol", 2024])):
        assert client.get(pad).status_code == 403
    assert client.post(adres(rubriek), {"versie": "x"}).status_code == 403
    assert "Gegevens bevestigen" not in client.get(ronde.get_absolute_url()).content.decode()
    with pytest.raises(PermissionDenied):
        bevestig_rubriek(rubriek=rubriek, by=UserFactory(rol=rol), versie="", gekozen={})


def test_anonymous_logs_in_first_and_the_overview_is_only_read(client, rubriek):
    overzicht = reverse("voorstellen", args=["bol", 2024])
    assert client.get(overzicht).status_code == 302
    client.force_login(RijksredacteurFactory())
    assert client.post(overzicht).status_code == 405
    assert client.put(adres(rubriek)).status_code == 405
    assert client.get(reverse("voorstellen-rubriek", args=["bol", 2024, 10**6])).status_code == 404


def test_overview_counts_what_waits_and_links_from_the_list(client, rubriek, ronde, redacteur):
    antwoord = client.get(reverse("voorstellen", args=["bol", 2024]))
    assert "<strong>2 van 2</strong>" in antwoord.content.decode()
    assert adres(rubriek) in antwoord.content.decode()
    assert reverse("voorstellen", args=["bol", 2024]) in client.get(ronde.get_absolute_url()).content.decode()


@pytest.mark.parametrize("aantal", [1, 12])
def test_page_asks_the_same_whatever_its_size(client, rubriek, redacteur, aantal, django_assert_max_num_queries):
    for _ in range(aantal):
        AfspraakFactory(overleg=rubriek.overleg, tekstblok=TekstblokFactory(blok__rubriek=rubriek))
    # session, user, roles (2), ronde, rubriek, names (6), agreements with what hangs on them (9), versie, choices (4)
    with django_assert_max_num_queries(28):
        client.get(adres(rubriek))


def test_marks_that_touch_become_one():
    assert stukken("abcdefgh", [(4, 6), (1, 3), (2, 5)]) == [("a", False), ("bcdef", True), ("gh", False)]
    assert stukken("abc", []) == [("abc", False)]
    assert stukken("abc", [(0, 3)]) == [("abc", True)]
