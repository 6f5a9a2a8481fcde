"""Moties and toezeggingen: what is public, what waits for the letter, and who may say where one stands."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol
from agreements.models import Afspraak, Ronde
from agreements.services.naslag import laad_naslag
from parliament.models import Motie, Motiewijziging, Uitvoering
from parliament.services.moties import (
    IntussenVastgelegd,
    bewaar_motie,
    koppel_afspraak,
    leg_stand_vast,
    ontkoppel_afspraak,
)
from tests import factories

AfspraakFactory: Any = factories.AfspraakFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
MotieFactory: Any = factories.MotieFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory

pytestmark = pytest.mark.django_db

PUBLIEK = AnonymousUser()


@pytest.fixture
def redacteur() -> Any:
    return RijksredacteurFactory(username="rijks")


@pytest.fixture
def komend() -> Ronde:
    ronde: Ronde = RondeFactory(jaar=2026, fase=Ronde.Fase.VASTGESTELD)
    return ronde


@pytest.fixture
def afspraak(komend: Ronde) -> Afspraak:
    """An agreement under embargo, assigned to nobody."""
    afspraak: Afspraak = AfspraakFactory(overleg=OverlegFactory(ronde=komend, landsdeel=LandsdeelFactory(slug="zuid")))
    return afspraak


def _houder(*afspraken: Afspraak) -> Any:
    houder = UserFactory(rol=Rol.DOSSIERHOUDER, rol__landsdelen=[LandsdeelFactory(slug="noord")])
    for een in afspraken:
        een.dossierhouders.add(houder)
    return houder


def _tekst(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def _motie(user: Any) -> Motie:
    motie: Motie = Motie.objects.visible_to(user).get()
    return motie


# --- adding --------------------------------------------------------------------------------------------------------


def test_kamerstuk_is_kept_in_one_form_with_its_year(redacteur: Any) -> None:
    motie = bewaar_motie(
        soort="motie",
        naam="voorbeeld",
        gevraagd="Doe iets.",
        bron="Een brief",
        kamerstuk="2 Tweede Kamer, vergaderjaar 2022-2023, 36200-XII, nr. 33",
        by=redacteur,
    )
    assert (motie.kamerstuk, motie.vergaderjaar) == ("36 200 XII, nr. 33", 2022)
    anders = bewaar_motie(
        motie=motie, soort="motie", naam="anders", gevraagd="X.", bron="B", kamerstuk="36200-XII-33", by=redacteur
    )
    assert anders.vergaderjaar == 2022, "typed again without its year, it keeps the year that was known"
    assert Auditregel.objects.get(actie="motie gewijzigd").details == {"velden": ["bron", "gevraagd", "naam"]}


def test_same_kamerstuk_twice_is_refused_for_moties_not_for_toezeggingen(redacteur: Any) -> None:
    gegevens = {"naam": "een", "gevraagd": "X.", "bron": "B", "by": redacteur}
    bewaar_motie(soort="motie", kamerstuk="34682, nr. 223", **gegevens)
    with pytest.raises(ValidationError, match="heeft dit Kamerstuk al"):
        bewaar_motie(soort="motie", kamerstuk="kst-34682-223", **gegevens)
    for _ in range(2):
        bewaar_motie(soort="toezegging", kamerstuk="34682-223", **gegevens)
    with pytest.raises(ValidationError, match="is geen Kamerstuk"):
        bewaar_motie(soort="motie", kamerstuk="223", **gegevens)


def test_year_of_session_that_cannot_be_is_refused_and_not_dropped(redacteur: Any, client: Client) -> None:
    client.force_login(redacteur)
    gegevens = {"soort": "motie", "naam": "een", "gevraagd": "X.", "bron": "B"}
    for stuk, zin in (
        ("Kamerstukken II 2023/25, 29435, nr. 291", "Het vergaderjaar 2023/25 bestaat niet"),
        ("29 435, nr. 289 en 290", "staat meer dan één Kamerstuk"),
    ):
        fout = client.post(reverse("motie-nieuw"), {**gegevens, "kamerstuk": stuk})
        assert fout.status_code == 422
        assert zin in _tekst(fout)
    assert not Motie.objects.exists()


def test_facts_of_the_letters_come_with_the_reference_data_and_stay_as_people_change_them(redacteur: Any) -> None:
    laad_naslag()
    stukken = set(Motie.objects.values_list("soort", "naam", "kamerstuk"))
    assert stukken == {
        ("motie", "Minhas", "29 383, nr. 378"),
        ("motie", "Van der Plas", "36 200 XII, nr. 33"),
        ("motie", "Mooiman", "34 682, nr. 223"),
        ("motie", "Peter de Groot", "32 847, nr. 1297"),
        ("motie", "Mooiman c.s.", "36 600 XXII, nr. 26"),
        ("motie", "structuurbeleid", ""),
        ("toezegging", "Veltman", ""),
    }
    zichtbaar = Motie.objects.visible_to(PUBLIEK)
    assert zichtbaar.get(naam="Veltman").zicht_status == "afgedaan"
    assert zichtbaar.gemeld_in(PUBLIEK, 2024).get().naam == "Minhas"
    Motie.objects.filter(naam="Minhas").update(gevraagd="Anders gezegd.")
    assert laad_naslag().is_ongewijzigd
    assert Motie.objects.get(naam="Minhas").gevraagd == "Anders gezegd."


# --- where it stands -----------------------------------------------------------------------------------------------


def test_sentence_is_internal_until_its_letter_was_sent(redacteur: Any, komend: Ronde) -> None:
    motie = MotieFactory(stand="in_uitvoering", stand__ronde=RondeFactory(jaar=2024), stand__zin="Er is begonnen.")
    leg_stand_vast(motie=motie, status="afgedaan", zin="Het is klaar.", ronde=komend, by=redacteur)
    lezer = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")])
    for buiten in (PUBLIEK, lezer, UserFactory(rol=Rol.BEHEERDER), _houder()):
        assert (_motie(buiten).zicht_status, _motie(buiten).zicht_zin) == ("in_uitvoering", "Er is begonnen.")
    assert _motie(redacteur).zicht_status == "afgedaan"
    Ronde.objects.filter(pk=komend.pk).update(fase=Ronde.Fase.OPENBAAR)
    assert (_motie(PUBLIEK).zicht_status, _motie(PUBLIEK).zicht_zin) == ("afgedaan", "Het is klaar.")


def test_what_is_said_without_a_letter_never_becomes_public(redacteur: Any) -> None:
    motie = MotieFactory()
    leg_stand_vast(motie=motie, status="deels_afgedaan", toelichting="Voor ons.", by=redacteur)
    assert _motie(PUBLIEK).zicht_status == "open"
    assert _motie(redacteur).zicht_status == "deels_afgedaan"


def test_dossierhouder_of_an_agreement_that_carries_it_out_reads_and_writes(redacteur: Any, afspraak: Afspraak) -> None:
    motie = MotieFactory()
    houder, ander = _houder(afspraak), _houder()
    leg_stand_vast(motie=motie, status="in_uitvoering", toelichting="Intern.", by=redacteur)
    with pytest.raises(PermissionDenied):
        leg_stand_vast(motie=motie, status="afgedaan", toelichting="Klaar.", by=houder)
    koppel_afspraak(motie=motie, afspraak=afspraak, hoe="Zo.", by=redacteur)
    leg_stand_vast(motie=motie, status="afgedaan", toelichting="Klaar.", by=houder)
    assert _motie(houder).zicht_status == "afgedaan"
    assert _motie(ander).zicht_status == "open"
    with pytest.raises(PermissionDenied):
        koppel_afspraak(motie=motie, afspraak=afspraak, hoe="Anders.", by=houder)


@pytest.mark.parametrize(
    ("was", "gegevens", "zin"),
    [
        ("open", {"status": "vertraagd"}, "Kies een status"),
        ("open", {"status": "afgedaan"}, "waarom is dit afgesloten"),
        ("afgedaan", {"status": "in_uitvoering"}, "waarom dit weer open gaat"),
        ("open", {"status": "in_uitvoering", "zin": "Zo staat het."}, "in welke brief"),
        ("open", {"status": "open"}, "niets veranderd"),
    ],
)
def test_stand_that_says_too_little_is_refused(redacteur: Any, was: str, gegevens: Any, zin: str) -> None:
    motie = MotieFactory(stand=was)
    with pytest.raises(ValidationError, match=zin):
        leg_stand_vast(motie=motie, by=redacteur, **gegevens)
    assert Motiewijziging.objects.count() == 1


def test_second_writer_sees_the_first_and_keeps_what_was_typed(client: Client, redacteur: Any) -> None:
    motie = MotieFactory(stand="open")
    client.force_login(redacteur)
    leg_stand_vast(motie=motie, status="in_uitvoering", by=redacteur, versie=1)
    with pytest.raises(IntussenVastgelegd):
        leg_stand_vast(motie=motie, status="afgedaan", zin="Z", by=redacteur, versie=1)
    response = client.post(
        reverse("motie-stand", args=[motie.pk]), {"versie": "1", "status": "deels_afgedaan", "toelichting": "Half."}
    )
    assert response.status_code == 422
    assert "Intussen heeft een collega" in _tekst(response)
    assert 'name="versie" value="2"' in response.content.decode()
    assert "Half." in _tekst(response)


# --- links ---------------------------------------------------------------------------------------------------------


def test_link_shows_only_to_who_may_see_the_agreement(redacteur: Any, afspraak: Afspraak, client: Client) -> None:
    motie = MotieFactory()
    koppel_afspraak(motie=motie, afspraak=afspraak, hoe="Door een plan.", by=redacteur)
    for adres in (motie.get_absolute_url(), reverse("motie-lijst")):
        buiten = client.get(adres)
        assert buiten.status_code == 200
        assert afspraak.code not in _tekst(buiten)
        assert "Door een plan" not in _tekst(buiten)
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    assert "Door een plan" in _tekst(client.get(motie.get_absolute_url()))
    assert str(motie) in _tekst(client.get(afspraak.get_absolute_url())), "and the other way round"


def test_linking_twice_renews_how_and_loosening_leaves_a_line(redacteur: Any, afspraak: Afspraak) -> None:
    motie = MotieFactory()
    for hoe in ("Eerst zo.", "Nu zo."):
        koppel_afspraak(motie=motie, afspraak=afspraak, hoe=hoe, by=redacteur)
    uitvoering = Uitvoering.objects.get()
    assert uitvoering.hoe == "Nu zo."
    ontkoppel_afspraak(uitvoering=uitvoering, by=redacteur)
    assert not Uitvoering.objects.exists()
    assert Auditregel.objects.filter(actie="afspraak van motie losgemaakt", details__afspraak=afspraak.code).exists()


# --- pages ---------------------------------------------------------------------------------------------------------


def test_rijksredacteur_does_it_all_through_the_pages(client: Client, redacteur: Any, afspraak: Afspraak) -> None:
    client.force_login(redacteur)
    gegevens = {"soort": "motie", "naam": "fietspaden", "gevraagd": "Meer.", "kamerstuk": "36600 XXII 26", "bron": "B"}
    assert client.post(reverse("motie-nieuw"), {**gegevens, "kamerstuk": "hier en daar"}).status_code == 422
    response = client.post(reverse("motie-nieuw"), gegevens, follow=True)
    motie = Motie.objects.get()
    assert motie.kamerstuk == "36 600 XXII, nr. 26"
    assert "Motie fietspaden is opgeslagen" in _tekst(response)
    assert client.post(reverse("motie-bewerken", args=[motie.pk]), {**gegevens, "naam": "paden"}).status_code == 303
    koppelen = reverse("motie-koppelen", args=[motie.pk])
    assert client.post(koppelen, {"code": "BOL-2031-Z-1-01", "hoe": "Zo."}).status_code == 422
    assert client.post(koppelen, {"code": afspraak.code.lower(), "hoe": "Door een plan."}).status_code == 303
    stand = {"versie": "0", "status": "afgedaan", "zin": "Dit is klaar.", "ronde": afspraak.overleg.ronde.pk}
    assert client.post(reverse("motie-stand", args=[motie.pk]), stand).status_code == 303
    pagina = _tekst(client.get(motie.get_absolute_url()))
    assert "Zin voor de brief" in pagina
    assert "Dit is klaar." in pagina
    losmaken = reverse("motie-losmaken", args=[motie.pk, afspraak.code])
    assert "Doe dit alleen als" in _tekst(client.get(losmaken))
    assert client.post(losmaken).status_code == 303
    assert not Uitvoering.objects.exists()


def test_list_is_narrowed_by_words_kamerstuk_kind_status_and_year(client: Client) -> None:
    MotieFactory(naam="fietspaden", kamerstuk="36 600 XXII, nr. 26")
    MotieFactory(naam="drinkwater", stand="afgedaan", stand__ronde=RondeFactory(jaar=2024), stand__zin="Klaar.")
    MotieFactory(naam="overzicht", soort="toezegging")
    for vraag, namen in (
        ("", {"fietspaden", "drinkwater", "overzicht"}),
        ("?q=DRINK", {"drinkwater"}),
        ("?q=kst-36600-XXII-26", {"fietspaden"}),
        *((f"?q={dossier}", {"fietspaden"}) for dossier in ("36600", "36 600", "36.600", "36600-XXII", "36600 xxii")),
        ("?q=36600-XX", set()),
        ("?soort=toezegging", {"overzicht"}),
        ("?status=afgedaan&jaar=2024", {"drinkwater"}),
        ("?q=zonnepark", set()),
    ):
        tekst = _tekst(client.get(f"/moties/{vraag}"))
        assert {naam for naam in ("fietspaden", "drinkwater", "overzicht") if naam in tekst} == namen, vraag
    assert "Niets gevonden" in _tekst(client.get("/moties/?q=zonnepark"))
    assert client.get("/moties/?jaar=1999").status_code == 422


def test_others_cannot_change_anything(client: Client) -> None:
    motie = MotieFactory()
    client.force_login(UserFactory(rol=Rol.REDACTEUR_REGIO))
    for naam, argumenten in (
        ("motie-nieuw", []),
        *((f"motie-{wat}", [motie.pk]) for wat in ("bewerken", "stand", "koppelen")),
    ):
        assert client.get(reverse(naam, args=argumenten)).status_code == 403
    client.logout()
    assert client.get(reverse("motie-nieuw")).status_code == 302
    assert client.get("/moties/99999/").status_code == 404


def test_list_and_motie_run_a_constant_number_of_queries(
    client: Client, redacteur: Any, komend: Ronde, django_assert_num_queries: Any
) -> None:
    client.force_login(redacteur)
    overleg = OverlegFactory(ronde=RondeFactory(jaar=2024))
    for aantal in (1, 24):
        for _ in range(aantal):
            motie = MotieFactory(stand="afgedaan", stand__ronde=RondeFactory(jaar=2024), stand__zin="Klaar.")
            Uitvoering.objects.create(motie=motie, afspraak=AfspraakFactory(overleg=overleg), hoe="Zo.")
        # session, user, roles with three scopes; rondes, count, page, links
        with django_assert_num_queries(10):
            client.get("/moties/")


def test_system_loads_without_an_account(komend: Ronde) -> None:
    """The command line has no user: what it adds is signed by its name."""
    motie = bewaar_motie(soort="motie", naam="x", gevraagd="X.", bron="B", by=SYSTEEM)
    stand = leg_stand_vast(motie=motie, status="in_uitvoering", zin="Z.", ronde=komend, by=SYSTEEM)
    assert (motie.created_by, stand.door, stand.door_naam) == (None, None, "opdrachtregel")
