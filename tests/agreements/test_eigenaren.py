"""Who looks after an agreement: what has no owner, whom to ask, and handing over when somebody leaves."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Auditregel, Rol, User
from agreements.models import Afspraak, Bericht, Betrokkenheid, Contact, Overdracht, Status
from agreements.services.afspraken import bewerk_afspraak
from agreements.services.eigenaren import (
    bewaar_contact,
    draag_contact_over,
    draag_dossiers_over,
    zonder_eigenaar,
)
from regions.models import Organisatie
from tests.factories import AfspraakFactory, LandsdeelFactory, OrganisatieFactory, RijksredacteurFactory, UserFactory

pytestmark = pytest.mark.django_db


def maak_houder(**velden: Any) -> User:
    user: User = UserFactory.create(rol=Rol.DOSSIERHOUDER, **velden)
    return user


def maak_lezer(landsdeel: Any) -> User:
    user: User = UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[landsdeel])
    return user


@pytest.fixture
def rijks() -> User:
    user: User = RijksredacteurFactory()
    return user


def _codes(user: User, *mist: str) -> set[str]:
    return set(zonder_eigenaar(Afspraak.objects.visible_to(user), mist).values_list("code", flat=True))


def _volledig(houder: User) -> Afspraak:
    afspraak: Afspraak = AfspraakFactory.create()
    for zijde in ("rijk", "regio"):
        afspraak.betrokkenheden.create(organisatie=OrganisatieFactory.create(zijde=zijde), rol="trekker")
    afspraak.dossierhouders.add(houder)
    return afspraak


def test_agreement_with_both_trekkers_and_a_holder_has_an_owner(rijks: User) -> None:
    _volledig(maak_houder())
    assert _codes(rijks) == set()


@pytest.mark.parametrize("zijde", ["rijk", "regio"])
def test_agreement_lacks_the_trekker_of_one_side(rijks: User, zijde: str) -> None:
    afspraak = _volledig(maak_houder())
    afspraak.betrokkenheden.filter(organisatie__zijde=zijde).update(rol=Betrokkenheid.Rol.BETROKKEN)
    assert _codes(rijks) == _codes(rijks, f"trekker-{zijde}") == {afspraak.code}
    ander = {"rijk": "regio", "regio": "rijk"}[zijde]
    assert _codes(rijks, f"trekker-{ander}", "dossierhouder") == set()


@pytest.mark.parametrize("hoe", ["uitgeschakeld", "zonder rol"])
def test_holder_who_left_is_no_owner(rijks: User, hoe: str) -> None:
    houder = maak_houder()
    afspraak = _volledig(houder)
    if hoe == "uitgeschakeld":
        User.objects.filter(pk=houder.pk).update(is_active=False)
    else:
        houder.roltoewijzingen.filter(rol=Rol.DOSSIERHOUDER).update(geldig_tot="2020-01-01")
    assert _codes(rijks, "dossierhouder") == {afspraak.code}


def test_what_has_ended_needs_no_owner(rijks: User) -> None:
    AfspraakFactory.create(status=Status.AFGEROND)
    AfspraakFactory.create(soort=Afspraak.Soort.CONTEXT)
    assert _codes(rijks) == set()


def test_reader_learns_nothing_of_the_owners_elsewhere() -> None:
    ergens = AfspraakFactory.create()
    hier = AfspraakFactory.create(overleg__landsdeel=LandsdeelFactory.create(slug="zuid"))
    assert ergens.overleg.landsdeel != hier.overleg.landsdeel
    assert _codes(maak_lezer(hier.overleg.landsdeel)) == {hier.code}


def test_list_counts_what_it_shows_and_narrows_down(client: Client, rijks: User) -> None:
    zonder = AfspraakFactory.create()
    half = _volledig(maak_houder())
    half.dossierhouders.clear()
    client.force_login(rijks)
    alles = client.get(reverse("eigenaar-lijst"))
    assert (alles.context["totaal"], {sleutel: aantal for sleutel, _, aantal in alles.context["keuzes"]}) == (
        2,
        {"trekker-rijk": 1, "trekker-regio": 1, "dossierhouder": 2},
    )
    deel = client.get(reverse("eigenaar-lijst"), {"mist": "trekker-rijk"}).content.decode()
    assert zonder.code in deel
    assert half.code not in deel


@pytest.mark.parametrize("aantal", [1, 25])
def test_queries_of_the_list_do_not_grow(
    client: Client, rijks: User, aantal: int, django_assert_max_num_queries: Any
) -> None:
    overleg = AfspraakFactory.create().overleg
    AfspraakFactory.create_batch(aantal - 1, overleg=overleg)
    client.force_login(rijks)
    # session, user, roles, deputies; the counts, how many are the reader's own, the page's count and rows with their
    # gebieden, provincies and termijnen, unread messages, the log of who saw what
    with django_assert_max_num_queries(14):
        client.get(reverse("eigenaar-lijst"))


# --- contacts ------------------------------------------------------------------------------------------------------


def test_contact_shows_at_its_agreement_to_who_follows_the_execution(client: Client, rijks: User) -> None:
    afspraak = _volledig(maak_houder())
    partij = afspraak.betrokkenheden.select_related("organisatie")[0]
    contact = bewaar_contact(organisatie=partij.organisatie, naam="Team Ruimte", email="ruimte@voorbeeld.nl", by=rijks)
    bewerk_afspraak(
        afspraak=afspraak,
        by=rijks,
        soort=afspraak.soort,
        partijen=[(partij.organisatie, partij.rol)],
        contacten={(partij.organisatie, partij.rol): contact},
    )
    adres = afspraak.get_absolute_url()
    assert "ruimte@voorbeeld.nl" not in client.get(adres).content.decode()
    client.force_login(rijks)
    assert "ruimte@voorbeeld.nl" in client.get(adres).content.decode()
    lezer = maak_lezer(afspraak.overleg.landsdeel)
    client.force_login(lezer)
    assert "ruimte@voorbeeld.nl" in client.get(adres).content.decode()
    assert Contact.objects.visible_to(lezer).get() == contact
    assert not Contact.objects.visible_to(maak_lezer(LandsdeelFactory.create(slug="zuid"))).exists()


def test_contact_survives_a_change_by_who_knows_of_none(rijks: User) -> None:
    """Confirming proposed particulars names organisations and roles only; the contact stays."""
    afspraak = _volledig(maak_houder())
    partij = afspraak.betrokkenheden.select_related("organisatie")[0]
    contact = bewaar_contact(organisatie=partij.organisatie, naam="Team", telefoon="070 1234567", by=rijks)
    afspraak.betrokkenheden.filter(pk=partij.pk).update(contact=contact)
    partijen = [(een.organisatie, een.rol) for een in afspraak.betrokkenheden.select_related("organisatie")]
    bewerk_afspraak(afspraak=afspraak, by=rijks, soort="ambitie", partijen=partijen)
    assert afspraak.betrokkenheden.get(organisatie=partij.organisatie).contact == contact


def test_contact_of_another_organisation_is_refused_and_nothing_is_written(rijks: User) -> None:
    afspraak = _volledig(maak_houder())
    partij = afspraak.betrokkenheden.select_related("organisatie")[0]
    vreemd = bewaar_contact(organisatie=OrganisatieFactory.create(), naam="Team", telefoon="1", by=rijks)
    with pytest.raises(ValidationError, match="geen contact van"):
        bewerk_afspraak(
            afspraak=afspraak,
            by=rijks,
            soort="ambitie",
            partijen=[(partij.organisatie, "trekker")],
            contacten={(partij.organisatie, "trekker"): vreemd},
        )
    afspraak.refresh_from_db()
    assert (afspraak.soort, afspraak.betrokkenheden.count()) == ("afspraak", 2)


@pytest.mark.parametrize(
    ("gegevens", "zin"),
    [
        ({"naam": " ", "email": "a@voorbeeld.nl"}, "Dit veld"),
        ({"naam": "Team"}, "e-mailadres of een telefoonnummer"),
        ({"naam": "Team", "email": "geen adres"}, "geldig"),
    ],
)
def test_contact_that_cannot_be_reached_is_refused(rijks: User, gegevens: dict[str, Any], zin: str) -> None:
    with pytest.raises(ValidationError, match=zin):
        bewaar_contact(organisatie=OrganisatieFactory.create(), by=rijks, **gegevens)
    assert not Contact.objects.exists()


def test_two_contacts_of_one_name_are_refused_until_one_has_left(rijks: User) -> None:
    partij = OrganisatieFactory.create()
    eerste = bewaar_contact(organisatie=partij, naam="Team", telefoon="1", by=rijks)
    with pytest.raises(ValidationError, match="al een contact met deze naam"):
        bewaar_contact(organisatie=partij, naam="Team", telefoon="2", by=rijks)
    draag_contact_over(van=eerste, naar=None, reden="Opgeheven", by=rijks)
    bewaar_contact(organisatie=partij, naam="Team", telefoon="2", by=rijks)


def test_contact_that_leaves_hands_over_all_of_its_agreements(rijks: User) -> None:
    partij: Organisatie = OrganisatieFactory.create()
    oud, nieuw = (bewaar_contact(organisatie=partij, naam=naam, telefoon="1", by=rijks) for naam in ("A", "B"))
    afspraken = AfspraakFactory.create_batch(2)
    for afspraak in afspraken:
        afspraak.betrokkenheden.create(organisatie=partij, rol="trekker", contact=oud)
    overdracht = draag_contact_over(van=oud, naar=nieuw, reden="Vertrokken", by=rijks)
    assert set(Betrokkenheid.objects.values_list("contact", flat=True)) == {nieuw.pk}
    assert overdracht.afspraken == sorted(afspraak.code for afspraak in afspraken)
    assert list(Contact.objects.aanwezig()) == [nieuw]
    with pytest.raises(ValidationError, match="al overgedragen"):
        draag_contact_over(van=oud, naar=nieuw, reden="Nog eens", by=rijks)


# --- handing over --------------------------------------------------------------------------------------------------


def test_handing_over_moves_the_agreements_and_keeps_who_did_it(rijks: User) -> None:
    van, naar = maak_houder(), maak_houder()
    afspraken = AfspraakFactory.create_batch(3)
    for afspraak in afspraken:
        afspraak.dossierhouders.add(van)
    draag_dossiers_over(van=van, naar=naar, afspraken=afspraken[:2], reden="Vertrokken", by=rijks)
    assert list(van.dossiers.all()) == [afspraken[2]]
    assert set(naar.dossiers.all()) == set(afspraken[:2])
    rij = Overdracht.objects.get()
    assert (rij.van_naam, rij.naar_naam, rij.door, rij.reden) == (str(van), str(naar), rijks, "Vertrokken")
    assert rij.afspraken == sorted(afspraak.code for afspraak in afspraken[:2])
    assert Auditregel.objects.filter(actie="overgedragen", object_sleutel=van.username).exists()
    bericht = Bericht.objects.get(user=naar)
    assert not any(afspraak.code in bericht.tekst + bericht.onderwerp for afspraak in afspraken)


def test_second_click_hands_nothing_over_twice(rijks: User) -> None:
    van, naar = maak_houder(), maak_houder()
    afspraak = AfspraakFactory.create()
    afspraak.dossierhouders.add(van)
    draag_dossiers_over(van=van, naar=naar, afspraken=[afspraak], reden="Weg", by=rijks)
    with pytest.raises(ValidationError, match="geen dossierhouder meer"):
        draag_dossiers_over(van=van, naar=naar, afspraken=[afspraak], reden="Weg", by=rijks)
    assert Overdracht.objects.count() == 1


@pytest.mark.parametrize(
    ("naar", "reden", "zin"),
    [
        ("zichzelf", "Weg", "Kies een ander"),
        ("uitgeschakeld", "Weg", "uitgeschakeld"),
        ("lezer", "Weg", "geen dossierhouder"),
        ("houder", "  ", "Geef een reden"),
    ],
)
def test_handing_over_that_cannot_be_changes_nothing(rijks: User, naar: str, reden: str, zin: str) -> None:
    van = maak_houder()
    afspraak = AfspraakFactory.create()
    afspraak.dossierhouders.add(van)
    wie = {
        "zichzelf": lambda: van,
        "uitgeschakeld": lambda: maak_houder(is_active=False),
        "lezer": lambda: maak_lezer(afspraak.overleg.landsdeel),
        "houder": maak_houder,
    }[naar]()
    with pytest.raises(ValidationError, match=zin):
        draag_dossiers_over(van=van, naar=wie, afspraken=[afspraak], reden=reden, by=rijks)
    assert list(van.dossiers.all()) == [afspraak]
    assert not Overdracht.objects.exists()


def test_only_a_rijksredacteur_hands_over() -> None:
    van, naar = maak_houder(), maak_houder()
    afspraak = AfspraakFactory.create()
    afspraak.dossierhouders.add(van)
    with pytest.raises(PermissionDenied):
        draag_dossiers_over(van=van, naar=naar, afspraken=[afspraak], reden="Weg", by=van)


def test_page_hands_over_what_is_ticked(client: Client, rijks: User) -> None:
    van, naar = maak_houder(), maak_houder()
    blijft, gaat = AfspraakFactory.create_batch(2)
    for afspraak in (blijft, gaat):
        afspraak.dossierhouders.add(van)
    client.force_login(rijks)
    adres = reverse("eigenaar-overdragen", args=[van.pk])
    pagina = client.get(adres).content.decode()
    assert pagina.count("checked") == 2
    antwoord = client.post(adres, {"naar": naar.pk, "afspraken": [gaat.pk], "reden": "Ander werk"}, follow=True)
    assert f"aan {naar}: 1 afspraak." in antwoord.content.decode()
    assert list(van.dossiers.all()) == [blijft]
    fout = client.post(adres, {"naar": "", "afspraken": [blijft.pk], "reden": ""})
    assert fout.status_code == 422
    assert "Kies aan wie u overdraagt" in fout.content.decode()
