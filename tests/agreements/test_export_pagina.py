"""The pages of the lists: which there are, one as it stands, and asking for it as a document."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actoren import SYSTEEM
from accounts.models import Rol
from agreements.models import Afspraak, Ronde, Taak, Tekstblok
from agreements.services import taken
from agreements.services.keuze import Keuze
from agreements.services.lijsten import laad_lijst
from tests import factories
from tests.voorbeeldlijsten import elke_structuur

AfspraakFactory: Any = factories.AfspraakFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
RubriekFactory: Any = factories.RubriekFactory
UserFactory: Any = factories.UserFactory

OVERZICHT = "/afsprakenlijsten/"
LIJST = "/afsprakenlijsten/bol-2024/"
EXPORT = "/afsprakenlijsten/bol-2024/export/"


@pytest.fixture
def gestart(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The jobs that were started, instead of starting them."""
    gestart: list[Any] = []
    monkeypatch.setattr(taken, "start_taak", gestart.append)
    return gestart


@pytest.fixture
def concept(db: None) -> Ronde:
    """A ronde under embargo with an agreement for Zuid and one for Oost."""
    ronde: Ronde = RondeFactory(concept=True)
    for slug in ("zuid", "oost"):
        overleg = OverlegFactory(ronde=ronde, landsdeel__slug=slug)
        AfspraakFactory(overleg=overleg, tekstblok__tekst=f"Wat {slug} betreft.")
    return ronde


def lezer(landsdeel: str) -> Any:
    return UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug=landsdeel)])


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


# --- who may see what --------------------------------------------------------------------------------------


@pytest.mark.parametrize("adres", [OVERZICHT, LIJST])
def test_public_lists_are_for_everybody(client: Client, db: None, adres: str) -> None:
    AfspraakFactory()
    assert client.get(adres).status_code == 200


def test_export_asks_to_log_in(client: Client, db: None) -> None:
    AfspraakFactory()
    assert client.post(EXPORT, {"formaat": "pdf"}).headers["Location"].startswith("/inloggen/")
    assert not Taak.objects.exists()


@pytest.mark.parametrize(("adres", "methode"), [(OVERZICHT, "post"), (LIJST, "post"), (EXPORT, "get")])
def test_lists_refuse_the_wrong_method(client: Client, db: None, adres: str, methode: str) -> None:
    AfspraakFactory()
    client.force_login(UserFactory())
    assert getattr(client, methode)(adres).status_code == 405


def test_list_under_embargo_shows_ones_own_landsdeel_only(client: Client, concept: Ronde) -> None:
    client.force_login(lezer("zuid"))
    pagina = tekst(client.get(LIJST))
    assert "Wat zuid betreft." in pagina
    assert "Wat oost betreft." not in pagina
    assert "Regio Oost" not in pagina
    assert "1 afspraak in 1 rubriek van 1 landsdeel" in pagina
    assert "U ziet het deel van uw eigen landsdeel" in pagina


def test_list_of_which_nothing_may_be_seen_is_not_found(client: Client, concept: Ronde) -> None:
    client.force_login(lezer("noord"))
    assert client.get(LIJST).status_code == 404
    assert client.post(EXPORT, {"formaat": "pdf"}).status_code == 404
    assert "bol-2024" not in tekst(client.get(OVERZICHT))


@pytest.mark.parametrize("adres", ["/afsprakenlijsten/bol-1999/", "/afsprakenlijsten/iets-2024/"])
def test_list_of_an_unknown_ronde_is_not_found(client: Client, db: None, adres: str) -> None:
    AfspraakFactory()
    client.force_login(UserFactory())
    assert client.get(adres).status_code == 404


# --- the overview --------------------------------------------------------------------------------------------


def test_overview_has_the_lists_with_what_is_in_them(client: Client, concept: Ronde) -> None:
    oud = RondeFactory(jaar=2020)
    AfspraakFactory.create_batch(3, overleg=OverlegFactory(ronde=oud))
    AfspraakFactory(overleg=OverlegFactory(ronde=oud), soort=Afspraak.Soort.CONTEXT)
    RondeFactory(jaar=2031)  # has no list
    client.force_login(lezer("zuid"))
    antwoord: Any = client.get(OVERZICHT)
    assert [
        (ronde.jaar, telling["landsdelen"], telling["tekstblokken"], telling["gevolgd"])
        for ronde, _, telling, _ in antwoord.context["lijsten"]
    ] == [(2024, 1, 1, 1), (2020, 1, 4, 3)]
    assert reverse("afsprakenlijst-detail", args=["bol", 2020]) in tekst(antwoord)


def test_overview_does_not_count_what_a_renewed_list_no_longer_has(client: Client, db: None) -> None:
    weg, _ = AfspraakFactory.create_batch(2)
    Tekstblok.objects.filter(pk=weg.tekstblok_id).update(uit_lijst_op=weg.created_at)
    client.force_login(UserFactory())
    antwoord: Any = client.get(OVERZICHT)
    assert [telling["tekstblokken"] for _, _, telling, _ in antwoord.context["lijsten"]] == [1]


def test_overview_without_lists_says_so(client: Client, db: None) -> None:
    client.force_login(UserFactory())
    pagina = tekst(client.get(OVERZICHT))
    assert "Er is nog geen afsprakenlijst" in pagina
    assert reverse("afsprakenlijst-invoeren") not in pagina
    client.force_login(RijksredacteurFactory())
    assert reverse("afsprakenlijst-invoeren") in tekst(client.get(OVERZICHT))


@pytest.mark.parametrize("aantal", [1, 25])
def test_overview_runs_a_constant_number_of_queries(
    client: Client, db: None, aantal: int, django_assert_num_queries: Any
) -> None:
    for jaar in range(aantal):
        AfspraakFactory.create_batch(2, overleg=OverlegFactory(ronde=RondeFactory(jaar=2000 + jaar)))
    client.force_login(UserFactory())
    # session, user, roles, counts, editions, rondes
    with django_assert_num_queries(6):
        client.get(OVERZICHT)


# --- a list --------------------------------------------------------------------------------------------------


def test_list_has_the_structure_of_the_official_list(client: Client, naslag: None) -> None:
    """Loaded and shown: every heading at its level, every text to the letter, every code a link."""
    bron = elke_structuur()
    laad_lijst(lijst=bron, by=SYSTEEM)
    Ronde.objects.filter(jaar=2030).update(fase=Ronde.Fase.OPENBAAR)
    client.force_login(UserFactory())
    antwoord = client.get("/afsprakenlijsten/bol-2030/")
    assert antwoord.status_code == 200
    pagina = antwoord.content.decode()
    inhoud = pagina[pagina.index("<main") :]
    koppen = [
        (int(niveau), " ".join(re.sub(r"<[^>]+>", "", kop).split()))
        for niveau, kop in re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", inhoud, re.DOTALL)
    ]
    assert (2, "Regio Zuid-Nederland") in koppen
    assert (4, "Provincie Noord-Brabant") in koppen
    assert (5, "Wonen en werken") in koppen
    assert (5, "Water") in koppen
    assert (4, "Los onderwerp") in koppen
    assert all(volgend <= vorig + 1 for (vorig, _), (volgend, _) in pairwise(koppen))

    plat = " ".join(unescape(re.sub(r"<[^>]+>", " ", inhoud)).split())
    for blok in bron.tekstblokken:
        assert " ".join(blok.tekst.replace("\uf076", "❖").split()) in plat
        assert f'href="{reverse("afspraak-detail", args=[blok.code])}"' in inhoud
        assert f'id="{blok.code}"' in inhoud
    ankers = re.findall(r'\sid="([^"]+)"', pagina)
    assert len(ankers) == len(set(ankers))
    assert set(re.findall(r'href="#([^"]+)"', pagina)) <= set(ankers)


@pytest.mark.parametrize("aantal", [1, 25, 250])
def test_list_runs_a_constant_number_of_queries(
    client: Client, db: None, aantal: int, django_assert_num_queries: Any
) -> None:
    overleg = OverlegFactory()
    for nummer in range(aantal):
        rubriek = RubriekFactory(overleg=overleg, nummer=str(nummer % 10 + 1))
        AfspraakFactory(overleg=overleg, tekstblok__blok__rubriek=rubriek)
    client.force_login(UserFactory())
    # session, user, ronde, roles, overleggen, rubrieken, blokken, tekstblokken, afspraken, termijnen, and what the
    # form offers: editions, provincies, gebieden, thema's; and what of it is not public
    with django_assert_num_queries(15):
        assert client.get(LIJST).status_code == 200


# --- asking for a document -----------------------------------------------------------------------------------


def test_export_makes_a_job_and_goes_to_its_page(
    client: Client, concept: Ronde, gestart: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    user = RijksredacteurFactory()
    client.force_login(user)
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = client.post(EXPORT, {"formaat": "pdf", "landsdeel": ["zuid"], "met_status": "on"})
    taak = Taak.objects.get()
    assert (antwoord.status_code, antwoord.headers["Location"]) == (303, taak.get_absolute_url())
    assert taak.eigenaar == user
    keuze = Keuze(landsdelen=("zuid",), met_status=True)
    assert taak.parameters == {"ronde": concept.pk, "formaat": "pdf", **keuze.als_parameters()}
    assert taak.titel == "Afsprakenlijst BO Leefomgeving 2024 als PDF, alleen Zuid, met status"
    assert gestart == [taak.pk]


def test_export_twice_is_one_job(client: Client, concept: Ronde) -> None:
    client.force_login(RijksredacteurFactory())
    vraag = {"formaat": "pdf", "landsdeel": ["zuid", "oost"]}
    andersom = {"formaat": "pdf", "landsdeel": ["oost", "zuid"]}
    assert client.post(EXPORT, vraag).headers["Location"] == client.post(EXPORT, andersom).headers["Location"]


@pytest.mark.parametrize(
    ("vraag", "melding"),
    [
        ({}, "Kies een formaat."),
        ({"formaat": "exe"}, "Kies een formaat uit de lijst."),
        ({"formaat": "pdf", "peildatum": "2024-12-31"}, "Vink ook Status aan, of laat de dag leeg."),
        ({"formaat": "pdf", "met_status": "on", "peildatum": "2999-12-31"}, "Deze dag ligt in de toekomst."),
        ({"formaat": "pdf", "met_status": "on", "peildatum": "ooit"}, "Vul een datum in, bijvoorbeeld 2025-06-30."),
        ({"formaat": "pdf", "landsdeel": ["noord"]}, "Kies landsdelen die in deze lijst staan."),
    ],
)
def test_export_refuses_what_cannot_be_made(
    client: Client, concept: Ronde, vraag: dict[str, Any], melding: str
) -> None:
    client.force_login(RijksredacteurFactory())
    antwoord = client.post(EXPORT, vraag)
    assert antwoord.status_code == 422
    assert melding in tekst(antwoord)
    assert not Taak.objects.exists()


def test_export_of_another_landsdeel_is_refused_as_if_it_did_not_exist(client: Client, concept: Ronde) -> None:
    client.force_login(lezer("zuid"))
    client.post(EXPORT, {"formaat": "json", "landsdeel": ["oost"]})
    for taak in Taak.objects.all():  # there is no choice of landsdelen for who sees one
        taken.voer_uit(taak.pk)
        taak.refresh_from_db()
        with taak.bestand.open("rb") as bestand:
            assert b"Wat oost betreft." not in bestand.read()


def test_export_from_asking_to_download(client: Client, concept: Ronde) -> None:
    client.force_login(RijksredacteurFactory())
    adres = client.post(EXPORT, {"formaat": "json"}).headers["Location"]
    taak = Taak.objects.get()
    taken.voer_uit(taak.pk)
    assert "Downloaden" in tekst(client.get(adres))
    bestand: Any = client.get(reverse("taak-bestand", args=[taak.pk]))
    inhoud = b"".join(bestand.streaming_content)
    bestand.close()
    assert b"Wat zuid betreft." in inhoud
    assert b"Wat oost betreft." in inhoud
