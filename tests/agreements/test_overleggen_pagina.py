"""The pages of overleggen: where one finds a dossier, what is marked as unfinished, and who sees nothing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.actoren import SYSTEEM
from accounts.models import Rol
from agreements.dossier import Agendablok, Agendapunt, Bloksoort
from agreements.models import Agendablok as Blokrij
from agreements.models import Overleg, Ronde
from agreements.services.dossiers import laad_dossier
from tests import factories
from tests.agreements.test_dossiers import EEN

AfspraakFactory: Any = factories.AfspraakFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory

pytestmark = pytest.mark.django_db

OVERZICHT = "/overleggen/"
OOST = "/overleggen/bol-2031-oost/"


@pytest.fixture
def overleg() -> Overleg:
    LandsdeelFactory(slug="oost")
    return laad_dossier(EEN, by=SYSTEEM, bestandsnaam="dossier-oost.md").overleg


def als(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def lezer(slug: str) -> Any:
    return UserFactory(username=f"lezer-{slug}", rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug=slug)])


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def test_overview_leads_to_dossier_and_list(client: Client, overleg: Overleg) -> None:
    OverlegFactory(ronde=RondeFactory(jaar=2024), landsdeel__slug="zuid", datum=date(2024, 11, 6))
    AfspraakFactory(overleg=overleg)
    pagina = tekst(als(client, RijksredacteurFactory()).get(OVERZICHT))
    assert f'href="{OOST}#dossier"' in pagina
    assert 'href="/afsprakenlijsten/bol-2031/#oost"' in pagina
    assert "4 maart 2031" in pagina
    assert pagina.index("BO Leefomgeving 2031") < pagina.index("BO Leefomgeving 2024")
    assert 'href="/overleggen/bol-2024-zuid/"' in pagina


def test_overview_says_what_to_wait_for_when_there_is_nothing(client: Client) -> None:
    assert "Er is nog geen overleg" in tekst(als(client, UserFactory()).get(OVERZICHT))


def test_overview_takes_as_many_queries_for_many_overleggen(
    client: Client, overleg: Overleg, django_assert_num_queries: Any
) -> None:
    als(client, RijksredacteurFactory())
    for aantal in (1, 4):
        for jaar in range(2020, 2020 + aantal):
            OverlegFactory(ronde=RondeFactory(jaar=jaar), landsdeel__slug="zuid")
        # session, user, roles with three kinds of scope, and the overleggen
        with django_assert_num_queries(7):
            client.get(OVERZICHT)


def test_dossier_shows_its_four_parts_in_the_order_of_the_tree(client: Client, overleg: Overleg) -> None:
    pagina = tekst(als(client, lezer("oost")).get(OOST))
    koppen = ["A. Agenda", "B. Deelnemers", "C. Agendapunten", "D. Bijlagen"]
    plaatsen = [pagina.index(f">{kop}</h2>") for kop in koppen]
    assert plaatsen == sorted(plaatsen)
    # A chapter, and below it an item, each with its own level of heading.
    assert '<h3 class="agendapunt__kop" id="punt-2">' in pagina
    assert '<h4 class="agendapunt__kop" id="punt-2.1">' in pagina
    assert 'href="#punt-2.1"' in pagina
    for stuk in (
        "Minister van Dijken",
        "Kaart van de brug",
        "V02 60% 1-2",
        "Aandachtspunt: cijfers nalopen",
        "De brug is <strong>oud</strong> en draagt 40 m<sup>3</sup> water &amp; zand.",
        "Elk jaar verslag te doen.",
        "één plan maken.",
        "dossier-oost.md",
    ):
        assert stuk in pagina, stuk


def test_what_is_not_filled_in_is_marked(client: Client, overleg: Overleg) -> None:
    antwoord = als(client, RijksredacteurFactory()).get(OOST)
    pagina = tekst(antwoord)
    assert "Nog de tekst van het sjabloon" in pagina
    assert "van de 4 blokken zijn er 2 ingevuld, 1 nog sjabloon en 1 PM of leeg" in pagina
    assert antwoord.context["aantal_voorstellen"] == 5
    open_punten = {rij.punt.nummer for rij in antwoord.context["open_punten"]}
    assert open_punten == {punt.nummer for punt in EEN.agendapunten if any(blok.is_leeg for blok in punt.blokken)}
    assert "2.2" in open_punten


def test_advice_leads_to_the_item_that_it_is_about(client: Client, overleg: Overleg) -> None:
    kort = Agendablok(soort=Bloksoort.IN_HET_KORT, html="<p>Alles loopt.</p>")
    punten = (Agendapunt(nummer="1", titel="Water"), Agendapunt(nummer="1.1", titel="De dijk", blokken=(kort,)))
    laad_dossier(replace(EEN, agendapunten=punten), by=SYSTEEM, vervang=True)
    pagina = tekst(als(client, RijksredacteurFactory()).get(OOST))
    assert '<a class="regels__tekst" href="#punt-1.1">' in pagina
    assert "Hier wordt niets besproken of besloten." in pagina


def test_item_without_the_item_above_it_has_a_heading_that_follows(client: Client, overleg: Overleg) -> None:
    """Levels of headings that are skipped mislead who listens to the page."""
    punten = tuple(Agendapunt(nummer=nummer, titel="Iets") for nummer in ("1", "2.1.1", "2.1.1.1", "2.1.1.1.1.1.1"))
    laad_dossier(replace(EEN, agendapunten=punten), by=SYSTEEM, vervang=True)
    antwoord = als(client, RijksredacteurFactory()).get(OOST)
    assert [rij.kop for rij in antwoord.context["punten"]] == [3, 3, 4, 5]


def test_page_takes_as_many_queries_for_a_long_dossier(
    client: Client, overleg: Overleg, django_assert_max_num_queries: Any
) -> None:
    als(client, RijksredacteurFactory())
    with django_assert_max_num_queries(20) as eerst:
        client.get(OOST)
    punten = tuple(replace(EEN.agendapunten[3], nummer=f"7.{nummer}") for nummer in range(1, 30))
    laad_dossier(replace(EEN, agendapunten=punten), by=SYSTEEM, vervang=True)
    aantal = len(eerst.captured_queries)
    with django_assert_max_num_queries(aantal):
        client.get(OOST)


@pytest.mark.parametrize("fase", Ronde.Fase.values)
def test_other_landsdeel_sees_nothing_of_the_dossier(client: Client, overleg: Overleg, fase: str) -> None:
    """Also when the ronde is public: then the overleg is there, without a trace of its dossier."""
    Ronde.objects.update(fase=fase)
    als(client, lezer("zuid"))
    openbaar = fase == Ronde.Fase.OPENBAAR
    antwoord = client.get(OOST)
    assert antwoord.status_code == (200 if openbaar else 404)
    for pagina in (tekst(antwoord), tekst(client.get(OVERZICHT))):
        assert "#dossier" not in pagina
        assert "Bruggen en water" not in pagina
        assert "dossier-oost.md" not in pagina
    if openbaar:
        assert "4 maart 2031" in tekst(antwoord)
        met = tekst(antwoord)
        # An overleg that has no dossier reads the same: nobody learns that there is one.
        OverlegFactory(
            ronde=overleg.ronde, landsdeel__slug="noord", datum=date(2031, 3, 4), begin=overleg.begin, eind=overleg.eind
        )
        zonder = tekst(client.get("/overleggen/bol-2031-noord/"))
        assert _kaal(met, "oost") == _kaal(zonder, "noord")


def _kaal(pagina: str, slug: str) -> str:
    inhoud = pagina[pagina.index("<main") : pagina.index("</main>")]
    return inhoud.replace(slug, "x").replace(slug.capitalize(), "X")


def test_public_ronde_leads_to_its_list(client: Client, overleg: Overleg) -> None:
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    AfspraakFactory(overleg=overleg)
    pagina = tekst(als(client, UserFactory()).get(OOST))
    assert 'href="/afsprakenlijsten/bol-2031/#oost"' in pagina


def test_visitor_without_account_sees_the_overleg_and_nothing_of_its_dossier(client: Client, overleg: Overleg) -> None:
    assert client.get(OOST).status_code == 404
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    for adres in (OVERZICHT, OOST):
        response = client.get(adres)
        assert response.status_code == 200
        assert "dossier" not in tekst(response).lower()


@pytest.mark.parametrize(
    ("wie", "zin"),
    [("rijk", "Uit een document laden"), ("lezer", "Zodra het dossier van dit overleg is geladen")],
)
def test_overleg_without_dossier_says_so(client: Client, wie: str, zin: str) -> None:
    OverlegFactory(ronde=RondeFactory(jaar=2031, concept=True), landsdeel__slug="oost")
    als(client, RijksredacteurFactory() if wie == "rijk" else lezer("oost"))
    assert zin in tekst(client.get(OOST))


@pytest.mark.parametrize(
    "adres", ["/overleggen/bol-2031-west/", "/overleggen/bol-1999-oost/", "/overleggen/top-2031-oost/"]
)
def test_what_is_no_overleg_is_not_there(client: Client, overleg: Overleg, adres: str) -> None:
    assert als(client, RijksredacteurFactory()).get(adres).status_code == 404


def test_agreements_for_the_whole_country_have_a_page(client: Client) -> None:
    OverlegFactory(ronde=RondeFactory(jaar=2031), landsdeel=None)
    assert als(client, UserFactory()).get("/overleggen/bol-2031-landelijk/").status_code == 200


def test_markup_that_got_past_the_service_is_still_only_text(client: Client, overleg: Overleg) -> None:
    """The rows are clean; the page does not count on it."""
    Blokrij.objects.filter(punt__nummer="2.1").update(html="<script>kwaad()</script><p onclick='x()'>Tekst")
    pagina = tekst(als(client, RijksredacteurFactory()).get(OOST))
    assert "kwaad()" in pagina
    assert "<script>kwaad" not in pagina
    assert "onclick" not in pagina
