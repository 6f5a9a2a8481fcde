"""Splitting a text block: the parts are literal, followed apart and counted once; and it can be taken back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import Auditregel, Rol
from agreements.lijst_json import naar_json
from agreements.models import Afspraak, Status
from agreements.services.controle import controleer_geschiedenis
from agreements.services.deelafspraken import hef_splitsing_op, splits_afspraak
from agreements.services.keuze import Keuze
from agreements.services.lijsten import lijst_uit_database
from agreements.services.statussen import wijzig_status
from tests.factories import (
    AfspraakFactory,
    OrganisatieFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TEKST = "Rijk en regio maken een plan voor het water. De provincie voert het uit in het eerste kwartaal van 2031."
DELEN = ("Rijk en regio maken een plan voor het water.", "De provincie voert het uit in het eerste kwartaal van 2031.")


@pytest.fixture
def redacteur(client):
    redacteur = RijksredacteurFactory()
    client.force_login(redacteur)
    return redacteur


@pytest.fixture
def geheel() -> Afspraak:
    return AfspraakFactory.create(
        tekstblok__tekst=TEKST, tekstblok__subpunten=["de sloten;"], verzamelingen__provincies=[ProvincieFactory()]
    )


def test_parts_take_over_place_status_and_their_own_deadline(redacteur, geheel):
    geheel.betrokkenheden.create(organisatie=OrganisatieFactory(), rol="trekker")
    wijzig_status(afspraak=geheel, naar=Status.IN_UITVOERING, by=redacteur)
    eerste, tweede = splits_afspraak(afspraak=geheel, delen=DELEN, by=redacteur)
    assert [deel.code for deel in (eerste, tweede)] == [f"{geheel.code}a", f"{geheel.code}b"]
    for deel in (eerste, tweede):
        assert deel.status == Status.IN_UITVOERING
        assert list(deel.provincies.all()) == list(geheel.provincies.all())
        assert deel.betrokkenheden.get().rol == "trekker"
        assert deel.verbanden.get().naar == geheel
    tweede.refresh_from_db()
    assert (eerste.termijn_tot, tweede.termijn_tot.isoformat()) == (None, "2031-03-31")
    assert "plan" in eerste.zoekdocument.woorden
    assert "kwartaal" not in eerste.zoekdocument.woorden


def test_parts_are_counted_and_the_whole_is_not(redacteur, geheel):
    delen = splits_afspraak(afspraak=geheel, delen=DELEN, by=redacteur)
    assert set(Afspraak.objects.gevolgd()) == set(delen)
    geheel.refresh_from_db()
    with pytest.raises(ValidationError, match="gesplitst"):
        wijzig_status(afspraak=geheel, naar=Status.IN_UITVOERING, by=redacteur)
    assert controleer_geschiedenis() == []


def test_official_list_does_not_change(redacteur, geheel):
    voor = naar_json(lijst_uit_database(geheel.overleg.ronde, user=None))
    splits_afspraak(afspraak=geheel, delen=DELEN, by=redacteur)
    assert naar_json(lijst_uit_database(geheel.overleg.ronde, user=None)) == voor
    met_status = lijst_uit_database(geheel.overleg.ronde, user=None, keuze=Keuze(met_status=True))
    (blok,) = met_status.tekstblokken
    assert [regel.code for regel in blok.statussen] == [f"{geheel.code}a", f"{geheel.code}b"]


@pytest.mark.parametrize(
    ("delen", "zin"),
    [
        (DELEN[:1], "ten minste twee"),
        ((DELEN[0], "De provincie voert het plan uit."), "niet letterlijk"),
        ((DELEN[0], DELEN[0]), "is al een deel"),
        ((DELEN[0], "  ", ""), "ten minste twee"),
    ],
)
def test_what_is_no_literal_part_is_refused_and_nothing_is_written(redacteur, geheel, delen, zin):
    with pytest.raises(ValidationError, match=zin):
        splits_afspraak(afspraak=geheel, delen=delen, by=redacteur)
    geheel.refresh_from_db()
    assert not geheel.is_gesplitst
    assert Afspraak.objects.count() == 1


def test_subpunt_is_a_part_of_the_text(redacteur, geheel):
    assert len(splits_afspraak(afspraak=geheel, delen=(DELEN[0], "de sloten;"), by=redacteur)) == 2


@pytest.mark.parametrize("anders", [{"besluit": "voorgesteld"}, {"status": Status.AFGEROND}])
def test_proposal_and_ended_agreement_are_not_split(redacteur, anders):
    with pytest.raises(ValidationError):
        splits_afspraak(afspraak=AfspraakFactory(tekstblok__tekst=TEKST, **anders), delen=DELEN, by=redacteur)


def test_part_is_not_split_again(redacteur, geheel):
    eerste, _ = splits_afspraak(afspraak=geheel, delen=DELEN, by=redacteur)
    with pytest.raises(ValidationError, match="heel tekstblok"):
        splits_afspraak(afspraak=eerste, delen=DELEN, by=redacteur)


def test_taking_it_back_keeps_history_and_never_reuses_a_letter(redacteur, geheel):
    splits_afspraak(afspraak=geheel, delen=DELEN, by=redacteur)
    hef_splitsing_op(afspraak=geheel, by=redacteur)
    assert list(Afspraak.objects.gevolgd()) == [geheel]
    opnieuw = splits_afspraak(afspraak=geheel, delen=DELEN, by=redacteur)
    assert [deel.deel for deel in opnieuw] == ["c", "d"]
    acties = Auditregel.objects.filter(object_sleutel=geheel.code).order_by("pk").values_list("actie", flat=True)
    assert list(acties) == ["afspraak gesplitst", "splitsing ongedaan gemaakt", "afspraak gesplitst"]
    assert controleer_geschiedenis() == []


@pytest.mark.parametrize("rol", [Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER, Rol.BEHEERDER])
def test_splitting_is_the_rijksredacteurs(client, geheel, rol):
    ander = UserFactory(rol=rol, rol__landsdelen=[geheel.overleg.landsdeel])
    for act in (
        lambda: splits_afspraak(afspraak=geheel, delen=DELEN, by=ander),
        lambda: hef_splitsing_op(afspraak=geheel, by=ander),
    ):
        with pytest.raises(PermissionDenied):
            act()
    client.force_login(ander)
    assert client.post(reverse("afspraak-splitsen", args=[geheel.code]), {"delen": "x"}).status_code == 403


def test_page_proposes_sentences_and_splits_them(client, redacteur, geheel):
    adres = reverse("afspraak-splitsen", args=[geheel.code])
    voorstel = client.get(adres).context["formulier"]["delen"].value()
    assert voorstel == "\n\n".join((*DELEN, "de sloten;"))
    pagina = client.post(adres, {"delen": voorstel.replace("\n", "\r\n")}, follow=True).content.decode()
    assert f"Gesplitst: {geheel.code}a, {geheel.code}b, {geheel.code}c." in pagina
    assert "Splitsing ongedaan maken" in pagina
    client.post(reverse("afspraak-splitsing-opheffen", args=[geheel.code]))
    assert Afspraak.objects.gevolgd().get() == geheel


def test_page_keeps_what_was_typed_when_a_part_is_not_literal(client, redacteur, geheel):
    antwoord = client.post(
        reverse("afspraak-splitsen", args=[geheel.code]), {"delen": "Iets heel anders.\n\nEn nog iets."}
    )
    assert antwoord.status_code == 422
    assert "niet letterlijk" in antwoord.content.decode()
    assert "En nog iets." in antwoord.content.decode()
