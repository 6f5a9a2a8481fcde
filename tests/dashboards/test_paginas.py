import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Rol
from agreements.models import Afspraak, Status
from tests.dashboards.conftest import vul
from tests.factories import AfspraakFactory, GebiedFactory, RondeFactory, UserFactory

PAGINAS = ["start", "landsdeel", "provincie", "gebied"]

#: The queries of each page for a Rijksredacteur, whatever the number of agreements.
AANTAL_QUERIES = {
    # session, user, roles and the three kinds of place that they hold for (6) · the numbers (1) · over tijd,
    # vertraagd, binnenkort, changes (4) · landsdelen, provincies (2) · numbers per provincie (2), landsdeel (1),
    # ronde (1) · rondes (1)
    "start": 18,
    # as above (11) · the landsdeel, all provincies, all landsdelen (3) · its gebieden (1) · numbers per year,
    # thema, provincie (2), gebied, and of other overleggen (6) · themas (1) · the agreements with their gebieden,
    # provincies and deadlines (4)
    "landsdeel": 26,
    # as above (11) · the provincie with its landsdeel (1) · its gebieden, its neighbours, the landsdelen (3) ·
    # numbers per year, thema, gebied and landsdeel (4) · themas (1) · the agreements (4) · the instruments (1)
    "provincie": 25,
    # as above (11) · the gebied, its provincies, landsdelen, predecessors (4) · neighbours, landsdelen (2) ·
    # numbers per year, thema and landsdeel (3) · themas (1) · the agreements (4) · the instruments (1)
    "gebied": 26,
}


def getal(response, label):
    """The key figure with that label, out of the page."""
    telling = response.context["stand"].telling
    return getattr(telling, label)


def zonder_token(response):
    """The page without its CSRF token, which differs each time."""
    return re.sub(r'X-CSRFToken": "\w+"|name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def over(land, *, landsdeel="noordwest", jaar=2024, concept=False, provincies=(), gebieden=(), **velden):
    """One agreement about these places."""
    ronde = RondeFactory(jaar=jaar, concept=True) if concept else RondeFactory(jaar=jaar)
    return AfspraakFactory(
        overleg=land.overleg(landsdeel, ronde),
        verzamelingen__provincies=[land.provincies[slug] for slug in provincies],
        verzamelingen__gebieden=[land.gebieden[slug] for slug in gebieden],
        **velden,
    )


# --- who gets in -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pagina", PAGINAS)
def test_page_is_for_everybody(client, land, pagina):
    assert client.get(land.paginas[pagina]).status_code == 200


@pytest.mark.parametrize("pagina", PAGINAS)
def test_page_refuses_post(client, land, rijksredacteur, pagina):
    client.force_login(rijksredacteur)
    assert client.post(land.paginas[pagina]).status_code == 405


@pytest.mark.parametrize("adres", ["/landsdelen/west/", "/provincies/holland/", "/gebieden/niets/"])
def test_unknown_place_is_404(client, land, rijksredacteur, adres):
    client.force_login(rijksredacteur)
    assert client.get(adres).status_code == 404


@pytest.mark.parametrize("jaar", ["twintig", "20", "20255", "-2024", "٢٠٢٤"])
def test_what_is_no_year_is_404(client, land, rijksredacteur, jaar):
    client.force_login(rijksredacteur)
    assert client.get("/provincies/utrecht/", {"jaar": jaar}).status_code == 404


# --- nothing to show -------------------------------------------------------------------------------------------


def test_start_without_agreements_tells_the_rijksredacteur_to_load_a_list(client, land, rijksredacteur):
    client.force_login(rijksredacteur)
    response = client.get("/")
    assert "Er zijn nog geen afspraken" in response.content.decode()
    assert reverse("afsprakenlijst-invoeren") in response.content.decode()


def test_start_without_agreements_does_not_ask_a_reader_to_load_one(client, land, lezer):
    client.force_login(lezer)
    response = client.get("/")
    assert "Er zijn nog geen afspraken om te bekijken" in response.content.decode()
    assert "/afsprakenlijsten/invoeren/" not in response.content.decode()


def test_start_looks_the_same_with_only_what_one_may_not_see(client, land, lezer):
    client.force_login(lezer)
    leeg = zonder_token(client.get("/"))
    over(land, landsdeel="zuid", jaar=2026, concept=True)
    assert zonder_token(client.get("/")) == leeg


@pytest.mark.parametrize("pagina", ["landsdeel", "provincie", "gebied"])
def test_place_without_agreements_says_so(client, land, rijksredacteur, pagina):
    client.force_login(rijksredacteur)
    response = client.get(land.paginas[pagina])
    assert response.status_code == 200
    assert "Geen afspraken" in response.content.decode()


# --- what counts where -----------------------------------------------------------------------------------------


def test_provincie_counts_an_agreement_of_its_gebied_once(client, land, rijksredacteur):
    over(land, provincies=["utrecht"], gebieden=["utrecht-amersfoort"])
    over(land, gebieden=["utrecht-amersfoort"])
    over(land, landsdeel="oost", gebieden=["regio-zwolle", "utrecht-amersfoort"])
    over(land, landsdeel="zuid", provincies=["limburg"])
    client.force_login(rijksredacteur)
    for slug, aantal in (("utrecht", 3), ("gelderland", 3), ("flevoland", 1), ("limburg", 1)):
        assert getal(client.get(f"/provincies/{slug}/"), "totaal") == aantal, slug


def test_landsdeel_counts_its_own_overleg_and_names_the_others(client, land, rijksredacteur):
    over(land, provincies=["utrecht"])
    over(land, landsdeel="oost", gebieden=["regio-zwolle"])  # lies in Flevoland as well
    over(land, landsdeel=None, provincies=["flevoland"], tekstblok__code="BOL-2024-NL-1-01")
    over(land, landsdeel="zuid", provincies=["limburg"])
    client.force_login(rijksredacteur)

    response = client.get("/landsdelen/noordwest/")

    assert getal(response, "totaal") == 1
    assert [(rij.naam, rij.telling.totaal) for rij in response.context["elders"]] == [("Oost", 1), ("Landelijk", 1)]
    assert {rij.naam: rij.telling.totaal for rij in response.context["provincies"]} == {"Utrecht": 1, "Flevoland": 2}
    assert "Elders afgesproken over dit landsdeel" in response.content.decode()


def test_gebied_counts_every_overleg_and_says_which(client, land, rijksredacteur):
    over(land, gebieden=["utrecht-amersfoort"])
    over(land, landsdeel="oost", gebieden=["utrecht-amersfoort"])
    client.force_login(rijksredacteur)
    response = client.get("/gebieden/utrecht-amersfoort/")
    assert getal(response, "totaal") == 2
    assert {(rij.naam, rij.telling.totaal) for rij in response.context["overleggen"]} == {
        ("Noordwest", 1),
        ("Oost", 1),
    }


def test_context_is_told_and_not_counted(client, land, rijksredacteur):
    over(land, provincies=["utrecht"])
    over(land, provincies=["utrecht"], soort=Afspraak.Soort.CONTEXT)
    client.force_login(rijksredacteur)
    response = client.get("/provincies/utrecht/")
    assert (getal(response, "totaal"), getal(response, "context")) == (1, 1)
    assert "1 tekst die alleen context is" in response.content.decode()


def test_text_that_left_the_list_is_not_counted(client, land, rijksredacteur):
    over(land, provincies=["utrecht"], tekstblok__uit_lijst_op=timezone.now())
    client.force_login(rijksredacteur)
    assert getal(client.get("/provincies/utrecht/"), "totaal") == 0


@pytest.mark.parametrize("pagina", PAGINAS)
def test_what_is_not_public_counts_for_those_who_may_see_it(client, land, lezer, rijksredacteur, pagina):
    over(land, provincies=["utrecht"], gebieden=["utrecht-amersfoort"])
    geheim = over(
        land,
        landsdeel="oost",
        jaar=2026,
        concept=True,
        provincies=["utrecht"],
        gebieden=["utrecht-amersfoort"],
        status=Status.VERTRAAGD,
        termijn_tot=timezone.localdate() - timedelta(days=5),
    )
    zuid = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[land.landsdelen["zuid"]])
    adres = land.paginas[pagina]
    for user in (lezer, zuid, UserFactory()):
        client.force_login(user)
        response = client.get(adres)
        assert getal(response, "totaal") == 1
        assert geheim.code not in response.content.decode()
        assert "2026" not in "".join(keuze["naam"] for keuze in response.context.get("jaren", []))
        assert all("2026" not in rij.naam for rij in response.context.get("rondes", []))
    client.force_login(rijksredacteur)
    totaal = 1 if pagina == "landsdeel" else 2
    assert getal(client.get(adres), "totaal") == totaal


def test_jaar_narrows_everything_and_goes_along(client, land, rijksredacteur):
    oud = over(land, provincies=["utrecht"], gebieden=["utrecht-amersfoort"], status=Status.VERTRAAGD)
    nieuw = over(land, jaar=2025, provincies=["utrecht"], gebieden=["utrecht-amersfoort"], status=Status.VERTRAAGD)
    client.force_login(rijksredacteur)
    for pagina in ("landsdeel", "provincie", "gebied"):
        response = client.get(land.paginas[pagina], {"jaar": "2025"})
        tekst = response.content.decode()
        assert getal(response, "totaal") == 1
        assert nieuw.code in tekst
        assert oud.code not in tekst
        assert "jaar=2025" in tekst
        assert [(een["naam"], een["aantal"], een["gekozen"]) for een in response.context["jaren"]] == [
            ("Alle jaren", 2, False),
            ("2025", 1, True),
            ("2024", 1, False),
        ]
    assert "/provincies/utrecht/?jaar=2025" in client.get("/landsdelen/noordwest/?jaar=2025").content.decode()
    assert getal(client.get("/provincies/utrecht/?jaar=2019"), "totaal") == 0


# --- what asks for attention -----------------------------------------------------------------------------------


def test_over_tijd_stands_longest_first(client, land, rijksredacteur):
    vandaag = timezone.localdate()
    kort, lang = (over(land, provincies=["utrecht"], termijn_tot=vandaag - timedelta(days=dagen)) for dagen in (3, 300))
    client.force_login(rijksredacteur)
    for adres in ("/", "/provincies/utrecht/"):
        assert client.get(adres).context["stand"].over_tijd == [lang, kort]


def test_start_puts_the_landsdeel_of_the_reader_first(client, land, lezer):
    vandaag = timezone.localdate()
    elders = over(land, landsdeel="zuid", termijn_tot=vandaag - timedelta(days=300))
    eigen = over(land, termijn_tot=vandaag - timedelta(days=3))
    client.force_login(lezer)
    response = client.get("/")
    assert response.context["stand"].over_tijd == [eigen, elders]
    assert "Uw landsdeel: " in response.content.decode()
    client.force_login(UserFactory())
    response = client.get("/")
    assert response.context["stand"].over_tijd == [elders, eigen]
    assert "Uw landsdeel: " not in response.content.decode()


def test_changes_stand_newest_first_without_the_beginning(client, land, rijksredacteur):
    nu = timezone.now()
    oud = over(land, provincies=["utrecht"], status=Status.IN_UITVOERING, status_op=nu - timedelta(days=2))
    nieuw = over(land, provincies=["utrecht"], status=Status.VERTRAAGD, status_op=nu - timedelta(days=1))
    over(land, provincies=["utrecht"])
    client.force_login(rijksredacteur)
    for adres in ("/", "/provincies/utrecht/"):
        wijzigingen = client.get(adres).context["stand"].wijzigingen
        assert [wijziging.afspraak for wijziging in wijzigingen] == [nieuw, oud]


def test_place_lists_the_first_agreements_and_says_how_many_there_are(client, land, rijksredacteur):
    vul(land, 200)
    client.force_login(rijksredacteur)
    response = client.get("/landsdelen/noordwest/")
    totaal = getal(response, "totaal")
    assert len(response.context["afspraken"]) == 25 < totaal
    assert f"eerste 25 van {totaal} afspraken" in response.content.decode()


# --- the way up and down ---------------------------------------------------------------------------------------


def test_pages_lead_up_and_down(client, land, rijksredacteur):
    over(land, provincies=["utrecht"], gebieden=["utrecht-amersfoort"])
    client.force_login(rijksredacteur)
    for van, naar in (
        ("/", "/landsdelen/noordwest/"),
        ("/", "/provincies/utrecht/"),
        ("/landsdelen/noordwest/", "/provincies/utrecht/"),
        ("/landsdelen/noordwest/", "/gebieden/utrecht-amersfoort/"),
        ("/landsdelen/noordwest/", "/landsdelen/oost/"),
        ("/provincies/utrecht/", "/landsdelen/noordwest/"),
        ("/provincies/utrecht/", "/provincies/flevoland/"),
        ("/provincies/utrecht/", "/gebieden/utrecht-amersfoort/"),
        ("/gebieden/utrecht-amersfoort/", "/landsdelen/noordwest/"),
        ("/gebieden/utrecht-amersfoort/", "/provincies/gelderland/"),
        ("/gebieden/utrecht-amersfoort/", "/gebieden/regio-zwolle/"),
    ):
        assert f'href="{naar}"' in client.get(van).content.decode(), (van, naar)


def test_gebied_names_its_predecessor_and_successor(client, land, rijksredacteur):
    nieuw = land.gebieden["de-peel"]
    oud = GebiedFactory(naam="Peel 2020", soort="novi", voorloper_van=nieuw)
    client.force_login(rijksredacteur)
    assert f'href="{oud.get_absolute_url()}"' in client.get(nieuw.get_absolute_url()).content.decode()
    assert f'href="{nieuw.get_absolute_url()}"' in client.get(oud.get_absolute_url()).content.decode()


def test_gebied_without_any_place_has_a_page(client, land, rijksredacteur):
    los = GebiedFactory(naam="Los gebied", soort="deltagebied")
    client.force_login(rijksredacteur)
    response = client.get(los.get_absolute_url())
    assert response.status_code == 200
    assert "niet bekend" in response.content.decode()


# --- queries ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pagina", PAGINAS)
@pytest.mark.parametrize("aantal", [1, 25, 250])
def test_page_runs_a_constant_number_of_queries(
    client, land, rijksredacteur, django_assert_num_queries, pagina, aantal
):
    over(
        land,
        provincies=["utrecht"],
        gebieden=["utrecht-amersfoort"],
        status=Status.VERTRAAGD,
        termijn_tot=timezone.localdate(),
    )
    vul(land, aantal - 1)
    client.force_login(rijksredacteur)
    # And for the log of who saw what: what is not public (1), written down when there is any (1).
    with django_assert_num_queries(AANTAL_QUERIES[pagina] + 1 + (aantal > 1)):
        assert client.get(land.paginas[pagina]).status_code == 200
