"""The pages on which people build an agenda: what each act does, and who gets to see and do what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Rol
from agreements.models import Agendablok, Agendapunt, Dossier, Dossierversie, Zitting
from agreements.models.ondertekend import handtekening
from agreements.services.agenda import verwijder_punt
from tests.agreements.agenda.voorbeeld import agenda, agendatabel, maak_dossier, punt
from tests.factories import LandsdeelFactory, OverlegFactory, RijksredacteurFactory, RondeFactory, UserFactory

pytestmark = pytest.mark.django_db

OVERLEG = "/overleggen/bol-2031-oost/"
AGENDA = f"{OVERLEG}agenda/"
LEZEN = [f"{OVERLEG}dossier/{wat}/" for wat in ("gereedheid", "versies", "versies/1")]
SCHRIJVEN = [
    AGENDA,
    f"{AGENDA}toevoegen/",
    *(f"{OVERLEG}dossier/{wat}/" for wat in ("gegevens", "eerdere-afspraken", "tabel/agenda", "tabel/bijlagen")),
]


@pytest.fixture
def dossier() -> Dossier:
    return maak_dossier()


def als(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def met_rol(rol: Rol, slug: str = "oost") -> Any:
    return UserFactory.create(rol=rol, rol__landsdelen=[LandsdeelFactory.create(slug=slug)])


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


# --- who --------------------------------------------------------------------------------------------------------


def test_redacteur_of_the_landsdeel_gets_every_page(client: Client, dossier: Dossier) -> None:
    als(client, met_rol(Rol.REDACTEUR_REGIO))
    pk = punt("2.2").pk
    eigen = [f"{AGENDA}{pk}/{wat}/" for wat in ("wijzigen", "verplaatsen", "verwijderen")]
    for adres in [*LEZEN, *SCHRIJVEN, *eigen, f"{OVERLEG}dossier/tabel/deelnemers/"]:
        assert client.get(adres).status_code == 200, adres
    assert f'href="{AGENDA}"' in tekst(client.get(OVERLEG))


def test_reader_reads_and_does_not_write(client: Client, dossier: Dossier) -> None:
    als(client, met_rol(Rol.LEZER_REGIO))
    assert [client.get(adres).status_code for adres in LEZEN] == [200] * len(LEZEN)
    assert [client.get(adres).status_code for adres in SCHRIJVEN] == [403] * len(SCHRIJVEN)
    assert client.post(f"{AGENDA}verplaatsen/", {"punt": punt("2").pk, "richting": "omhoog"}).status_code == 403
    assert f'href="{AGENDA}"' not in tekst(client.get(OVERLEG))


@pytest.mark.parametrize("wie", ["zuid", "zonder rol", "niemand"])
def test_outside_the_landsdeel_there_is_nothing(client: Client, dossier: Dossier, wie: str) -> None:
    if wie != "niemand":
        als(client, met_rol(Rol.REDACTEUR_REGIO, "zuid") if wie == "zuid" else UserFactory.create())
    verwacht = 302 if wie == "niemand" else 404
    for adres in [*LEZEN, *SCHRIJVEN]:
        assert client.get(adres).status_code == verwacht, adres


def test_acts_are_for_posting(client: Client, dossier: Dossier) -> None:
    als(client, RijksredacteurFactory())
    for wat in ("agenda/verplaatsen", "agenda/ongedaan", "agenda/terugzetten", "dossier/beginnen"):
        assert client.get(f"{OVERLEG}{wat}/").status_code == 405


def test_item_of_another_dossier_is_not_there(client: Client, dossier: Dossier) -> None:
    als(client, RijksredacteurFactory())
    OverlegFactory.create(ronde=RondeFactory.create(jaar=2030, concept=True), landsdeel=dossier.overleg.landsdeel)
    client.post("/overleggen/bol-2030-oost/dossier/beginnen/")
    assert client.get(f"/overleggen/bol-2030-oost/agenda/{punt('2.1').pk}/wijzigen/").status_code == 404
    assert client.get(f"{OVERLEG}dossier/tabel/iets/").status_code == 404
    assert client.get(f"{OVERLEG}dossier/versies/9/").status_code == 404


# --- the tree ---------------------------------------------------------------------------------------------------


def test_step_moves_an_item_and_says_what_followed(client: Client, dossier: Dossier) -> None:
    als(client, RijksredacteurFactory())
    antwoord = client.post(
        f"{AGENDA}verplaatsen/", {"punt": punt("2.2").pk, "richting": "omhoog", "versie": 1}, follow=True
    )
    assert agenda()[2:4] == ["2.1 De brug", "2.1.1 Het hek"]
    pagina = tekst(antwoord)
    assert "“De brug” is nu 2.1, en was 2.2. 3 nummers zijn veranderd, 8 verwijzingen zijn meegegaan." in pagina
    # A double click is refused in words, and nothing moves twice.
    tweede = client.post(
        f"{AGENDA}verplaatsen/", {"punt": punt("2.1").pk, "richting": "omlaag", "versie": 1}, follow=True
    )
    assert "intussen gewijzigd" in tekst(tweede)
    assert agenda()[2] == "2.1 De brug"


def test_item_is_dropped_beside_another_or_put_there_with_a_form(client: Client, dossier: Dossier) -> None:
    als(client, RijksredacteurFactory())
    hek, dijk = punt("2.2.1").pk, punt("2.1").pk
    client.post(f"{AGENDA}verplaatsen/", {"punt": hek, "verhouding": "in", "bij": dijk, "versie": 1})
    assert agenda()[2:5] == ["2.1 De dijk", "2.1.1 Het hek", "2.2 De brug"]
    client.post(f"{AGENDA}{hek}/verplaatsen/", {"basis": 2, "verhouding": "voor", "bij": punt("1").pk})
    assert agenda()[0] == "1 Het hek"
    # Not to itself: it is not among the choices.
    antwoord = client.post(f"{AGENDA}{hek}/verplaatsen/", {"basis": 3, "verhouding": "voor", "bij": hek})
    assert antwoord.status_code == 422
    assert "Kies een agendapunt uit de lijst." in tekst(antwoord)


@pytest.mark.parametrize("wat", [{"richting": "opzij"}, {"verhouding": "naast", "bij": "1"}, {"bij": "x"}, {}])
def test_move_that_does_not_exist_is_refused(client: Client, dossier: Dossier, wat: dict[str, str]) -> None:
    als(client, RijksredacteurFactory())
    antwoord = client.post(f"{AGENDA}verplaatsen/", {"punt": punt("2").pk, "versie": 1, **wat}, follow=True)
    assert "bestaat niet" in tekst(antwoord)
    assert Dossierversie.objects.count() == 1


def test_last_act_is_undone_on_the_page(client: Client, dossier: Dossier) -> None:
    als(client, RijksredacteurFactory())
    assert "Er is nog geen wijziging om ongedaan te maken." in tekst(client.get(AGENDA))
    client.post(f"{AGENDA}verplaatsen/", {"punt": punt("2.2").pk, "richting": "omhoog", "versie": 1})
    assert "Laatste wijziging: agendapunt 2.2 verplaatst naar 2.1" in tekst(client.get(AGENDA))
    antwoord = client.post(f"{AGENDA}ongedaan/", {"versie": 2}, follow=True)
    assert "Gedaan: ongedaan gemaakt: agendapunt 2.2 verplaatst naar 2.1." in tekst(antwoord)
    assert agenda()[2] == "2.1 De dijk"


def test_page_takes_as_many_queries_for_a_long_agenda(
    client: Client, dossier: Dossier, django_assert_max_num_queries: Any
) -> None:
    als(client, RijksredacteurFactory())
    for adres in (AGENDA, f"{OVERLEG}dossier/gereedheid/"):
        with django_assert_max_num_queries(25) as eerst:
            client.get(adres)
        for plaats in range(100, 120):
            nummer = f"2.{plaats}" if adres == AGENDA else f"3.{plaats}"
            volgorde = plaats if adres == AGENDA else plaats + 100
            nieuw = Agendapunt.objects.create(
                dossier=dossier, volgorde=volgorde, nummer=nummer, titel="Nog een", soort="bespreekpunt"
            )
            Agendablok.objects.create(punt=nieuw, volgorde=0, soort="in_het_kort", html="<p>Tekst.</p>")
        with django_assert_max_num_queries(len(eerst.captured_queries)):
            client.get(adres)


def test_agenda_of_an_opened_overleg_shows_no_buttons(client: Client, dossier: Dossier) -> None:
    als(client, RijksredacteurFactory())
    Zitting.objects.create(overleg=dossier.overleg, dossierversie=Dossierversie.objects.get(), **handtekening(SYSTEEM))
    pagina = tekst(client.get(AGENDA))
    assert "Het dossier ligt op tafel" in pagina
    assert 'name="richting"' not in pagina
    antwoord = client.post(f"{AGENDA}verplaatsen/", {"punt": punt("2.2").pk, "richting": "omhoog"}, follow=True)
    assert "ligt op tafel" in tekst(antwoord)
    assert agenda()[2] == "2.1 De dijk"


# --- one item ---------------------------------------------------------------------------------------------------


def test_item_is_added_changed_and_taken_off(client: Client, dossier: Dossier) -> None:
    redacteur = met_rol(Rol.REDACTEUR_REGIO)
    als(client, redacteur)
    velden = {
        "basis": 1,
        "titel": "De sluis",
        "soort": "bespreekpunt",
        "onder": punt("2").pk,
        "wie": "Minister\n\nGedeputeerde",
        "begin": "10:30",
        "penhouder": redacteur.pk,
        "aanleveren_voor": "2031-02-01",
    }
    client.post(f"{AGENDA}toevoegen/", velden)
    nieuw = punt("2.3")
    assert (nieuw.wie, nieuw.penhouder, nieuw.aanleveren_voor) == (
        ["Minister", "Gedeputeerde"],
        redacteur,
        date(2031, 2, 1),
    )
    pagina = tekst(client.get(f"{AGENDA}{nieuw.pk}/wijzigen/"))
    assert 'value="2031-02-01"' in pagina
    assert 'value="10:30"' in pagina
    client.post(f"{AGENDA}{nieuw.pk}/wijzigen/", {**velden, "basis": 2, "titel": "De grote sluis"})
    assert "2.3 De grote sluis" in agendatabel()
    vraag = tekst(client.get(f"{AGENDA}{punt('2.2').pk}/verwijderen/"))
    assert "Deze 2 agendapunten gaan van de agenda" in vraag
    assert "agendapunt 2.1 De dijk" in vraag
    assert "(1 ingevuld blok)" in vraag
    antwoord = client.post(f"{AGENDA}{punt('2.2').pk}/verwijderen/", {"versie": 3}, follow=True)
    assert "was 2.2, met 1 onderliggend" in tekst(antwoord)
    terug = client.post(
        f"{AGENDA}terugzetten/", {"punt": Dossierversie.objects.get(nummer=3).rijen[3]["pk"], "versie": 4}
    )
    assert terug.status_code == 303
    assert agenda()[3:5] == ["2.2 De brug", "2.2.1 Het hek"]


def test_wrong_input_is_said_at_its_field_and_keeps_what_was_typed(client: Client, dossier: Dossier) -> None:
    als(client, RijksredacteurFactory())
    antwoord = client.post(
        f"{AGENDA}toevoegen/",
        {"basis": 1, "titel": "Iets", "soort": "bespreekpunt", "onder": 0, "begin": "11:00", "eind": "10:00"},
    )
    assert antwoord.status_code == 422
    pagina = tekst(antwoord)
    assert "Tot: Het einde ligt niet na het begin." in pagina
    assert 'value="Iets"' in pagina


def test_pen_holder_is_somebody_who_may_write_there(client: Client, dossier: Dossier) -> None:
    als(client, RijksredacteurFactory())
    lezer, elders = met_rol(Rol.LEZER_REGIO), met_rol(Rol.REDACTEUR_REGIO, "zuid")
    for wie in (lezer, elders):
        antwoord = client.post(
            f"{AGENDA}toevoegen/", {"basis": 1, "titel": "X", "soort": "bespreekpunt", "onder": 0, "penhouder": wie.pk}
        )
        assert "Deze gebruiker mag hier niet schrijven." in tekst(antwoord)


def test_becoming_a_hamerpunt_asks_about_text_that_would_leave(client: Client, dossier: Dossier) -> None:
    als(client, RijksredacteurFactory())
    dijk = punt("2.1")
    velden = {"basis": 1, "titel": dijk.titel, "soort": "hamerpunt", "wie": "Minister"}
    antwoord = client.post(f"{AGENDA}{dijk.pk}/wijzigen/", velden)
    assert antwoord.status_code == 422
    assert "Ja, haal deze blokken weg" in tekst(antwoord)
    client.post(f"{AGENDA}{dijk.pk}/wijzigen/", {**velden, "bevestigd": "on"})
    assert punt("3.1").pk == dijk.pk


def test_second_person_keeps_what_they_typed(client: Client, dossier: Dossier) -> None:
    als(client, RijksredacteurFactory(username="els"))
    dijk = punt("2.1").pk
    client.post(f"{AGENDA}{dijk}/wijzigen/", {"basis": 1, "titel": "Dijk van Els", "soort": "bespreekpunt"})
    antwoord = client.post(f"{AGENDA}{dijk}/wijzigen/", {"basis": 1, "titel": "Mijn dijk", "soort": "bespreekpunt"})
    assert antwoord.status_code == 422
    assert "Els heeft het dossier intussen gewijzigd" in tekst(antwoord)
    assert 'value="Mijn dijk"' in tekst(antwoord)
    client.post(f"{AGENDA}{dijk}/wijzigen/", {"basis": 2, "titel": "Mijn dijk", "soort": "bespreekpunt"})
    assert punt("2.1").titel == "Mijn dijk"


# --- facts and tables -------------------------------------------------------------------------------------------


def test_facts_and_typed_texts_are_saved(client: Client, dossier: Dossier) -> None:
    als(client, RijksredacteurFactory())
    velden = {"basis": 1, "titel": "Dossier Oost", "datum": "2031-03-04", "begin": "10:00", "eind": "12:00"}
    client.post(f"{OVERLEG}dossier/gegevens/", {**velden, "regels": "Kort:\n- alleen *besluiten*"})
    dossier.refresh_from_db()
    assert dossier.datum == date(2031, 3, 4)
    assert dossier.regels == "<p>Kort:</p><ul><li>alleen <strong>besluiten</strong></li></ul>"
    pagina = tekst(client.get(f"{OVERLEG}dossier/gegevens/"))
    assert "- alleen *besluiten*" in pagina
    antwoord = client.post(f"{OVERLEG}dossier/gegevens/", {**velden, "basis": 2, "eind": "09:00", "regels": "Kort"})
    assert "Het einde ligt niet na het begin." in tekst(antwoord)


def test_table_is_reordered_shortened_and_made_longer(client: Client, dossier: Dossier) -> None:
    als(client, RijksredacteurFactory())
    regels = [
        ("3", "", "Kaart 1", ""),
        ("", "", "Kaart 3", ""),
        ("1", "", "Kaart 2", ""),
        ("2", "", "Weg", "on"),
        ("", "", "", ""),
    ]
    data: dict[str, Any] = {"regel-TOTAL_FORMS": len(regels), "regel-INITIAL_FORMS": 1, "basis": 1}
    for nummer, (plaats, kenmerk, naam, weg) in enumerate(regels):
        data |= {f"regel-{nummer}-plaats": plaats, f"regel-{nummer}-nummer": kenmerk, f"regel-{nummer}-naam": naam}
        data |= {f"regel-{nummer}-weg": weg} if weg else {}
    adres = f"{OVERLEG}dossier/tabel/bijlagen/"
    client.post(adres, data)
    assert list(dossier.bijlagen.values_list("naam", flat=True)) == ["Kaart 2", "Kaart 1", "Kaart 3"]
    tweede = client.post(adres, data | {"regel-0-naam": "Anders"})
    assert tweede.status_code == 422
    assert "intussen gewijzigd" in tekst(tweede)
    fout = client.post(adres, data | {"regel-0-plaats": "eerste"})
    assert "Vul een getal in." in tekst(fout)


def test_dossier_begins_on_the_page_of_its_overleg(client: Client) -> None:
    oost = LandsdeelFactory.create(slug="oost")
    OverlegFactory.create(ronde=RondeFactory.create(jaar=2032, concept=True), landsdeel=oost)
    als(client, met_rol(Rol.REDACTEUR_REGIO))
    assert "Leeg dossier beginnen" in tekst(client.get("/overleggen/bol-2032-oost/"))
    antwoord = client.post("/overleggen/bol-2032-oost/dossier/beginnen/", follow=True)
    assert "Het dossier is begonnen." in tekst(antwoord)
    assert agenda() == ["1 Opening en mededelingen", "2 Hamerpunten"]
    # A double click begins no second one.
    assert "heeft al een dossier" in tekst(client.post("/overleggen/bol-2032-oost/dossier/beginnen/", follow=True))
    assert client.get("/overleggen/nieuw/").status_code == 403


def test_rijksredacteur_makes_an_overleg_with_its_dossier(client: Client) -> None:
    oost = LandsdeelFactory.create(slug="oost")
    als(client, RijksredacteurFactory())
    assert client.post("/overleggen/nieuw/", {"soort": "bol", "jaar": "1800"}).status_code == 422
    antwoord = client.post("/overleggen/nieuw/", {"soort": "bol", "jaar": "2034", "landsdeel": oost.pk}, follow=True)
    assert antwoord.redirect_chain[-1][0] == "/overleggen/bol-2034-oost/agenda/"


# --- versions and readiness -------------------------------------------------------------------------------------


def test_two_versions_are_compared_item_by_item(client: Client, dossier: Dossier) -> None:
    als(client, met_rol(Rol.LEZER_REGIO))
    verwijder_punt(punt=punt("2.1"), by=SYSTEEM)
    assert f'href="{OVERLEG}dossier/versies/2/"' in tekst(client.get(f"{OVERLEG}dossier/versies/"))
    pagina = tekst(client.get(f"{OVERLEG}dossier/versies/2/"))
    assert '<strong>2.1 De brug</strong> <span class="gedempt">was 2.2</span>' in pagina
    assert '<strong>2.1 De dijk</strong> <span class="gedempt">weg</span>' in pagina
    assert "(vervallen)" in pagina
    assert "Er is geen eerdere" in tekst(client.get(f"{OVERLEG}dossier/versies/1/"))
    assert tekst(client.get(f"{OVERLEG}dossier/versies/1/?met=2")).count("Van versie 1 naar versie 2")


def test_readiness_says_what_is_due_from_whom(client: Client, dossier: Dossier) -> None:
    houder = met_rol(Rol.REDACTEUR_REGIO)
    gisteren = timezone.localdate() - timedelta(days=1)
    Agendapunt.objects.filter(nummer="2.2.1").update(penhouder=houder, aanleveren_voor=gisteren)
    Agendablok.objects.filter(punt__nummer="2.2.1").update(invulling="pm", html="<p>PM</p>")
    Dossier.objects.update(begin="10:00", eind="12:00")
    Agendapunt.objects.filter(nummer="1").update(begin="10:00", eind="10:15")
    antwoord = als(client, met_rol(Rol.LEZER_REGIO)).get(f"{OVERLEG}dossier/gereedheid/")
    pagina = tekst(antwoord)
    assert "In het kort: er staat nog PM" in pagina
    assert "De aanleverdatum is voorbij" in pagina
    assert "Van de 120 minuten zijn er 15 verdeeld: nog 105 over." in pagina
    assert [naam for naam, _ in antwoord.context["per_penhouder"]] == [str(houder), "Nog geen penhouder"]
    eigen = als(client, houder).get("/overleggen/mijn-agendapunten/")
    assert [stand.punt.nummer for stand in eigen.context["te_doen"]] == ["2.2.1"]
    assert "voorbij" in tekst(eigen)
    assert "U houdt van geen agendapunt de pen" in tekst(
        als(client, UserFactory.create()).get("/overleggen/mijn-agendapunten/")
    )


def test_own_items_take_as_many_queries_for_many(
    client: Client, dossier: Dossier, django_assert_max_num_queries: Any
) -> None:
    houder = met_rol(Rol.REDACTEUR_REGIO)
    als(client, houder)
    Agendapunt.objects.filter(nummer="2.1").update(penhouder=houder)
    with django_assert_max_num_queries(20) as eerst:
        client.get("/overleggen/mijn-agendapunten/")
    for plaats in range(100, 115):
        nieuw = Agendapunt.objects.create(
            dossier=dossier,
            volgorde=plaats,
            nummer=f"2.{plaats}",
            titel="Nog een",
            soort="bespreekpunt",
            penhouder=houder,
        )
        Agendablok.objects.create(punt=nieuw, volgorde=0, soort="in_het_kort", html="<p>Tekst.</p>")
    with django_assert_max_num_queries(len(eerst.captured_queries)):
        antwoord = client.get("/overleggen/mijn-agendapunten/")
    assert len(antwoord.context["te_doen"]) + len(antwoord.context["gereed"]) == 16
