"""The page /afspraken/: what it shows, to whom, at what cost, with and without htmx."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Rol
from agreements.models import Afspraak, Betrokkenheid, Ronde, Status, Termijn
from agreements.services.zoekindex import werk_zoekindex_bij
from tests.factories import (
    AfspraakFactory,
    GebiedFactory,
    LandsdeelFactory,
    OrganisatieFactory,
    OverlegFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    RondeFactory,
    TekstblokFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LIJST = "/afspraken/"


@pytest.fixture
def lezer(client):
    """Anne reads for Noordwest."""
    anne = UserFactory(username="anne", rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="noordwest")])
    client.force_login(anne)
    return anne


def htmx(client, vraag: str = "", trigger: str = "filterformulier", **headers: str) -> Any:
    return client.get(LIJST + vraag, headers={"HX-Request": "true", "HX-Trigger": trigger, **headers})


def html(response: Any) -> str:
    return response.content.decode()


def tekst_van(response: Any) -> str:
    """The words of the page, as a person reads them."""

    class Lezer(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.stukken: list[str] = []

        def handle_data(self, data: str) -> None:
            self.stukken.append(data)

    lezer = Lezer()
    lezer.feed(html(response))
    return " ".join(" ".join(lezer.stukken).split())


# --- who may see what --------------------------------------------------------------------------------------------


def test_list_is_for_everybody(client):
    assert client.get(LIJST).status_code == 200


@pytest.mark.parametrize("methode", ["post", "put", "delete"])
def test_list_only_reads(client, lezer, methode):
    assert getattr(client, methode)(LIJST).status_code == 405


@pytest.mark.parametrize("formaat", ["", "csv", "xlsx", "ods", "json"])
def test_embargoed_agreement_of_another_landsdeel_is_nowhere(client, lezer, formaat):
    zuid = OverlegFactory(ronde=RondeFactory(jaar=2026, concept=True), landsdeel=LandsdeelFactory(slug="zuid"))
    geheim = AfspraakFactory(
        overleg=zuid,
        tekstblok__tekst="Een kruisraketbasis.",
        verzamelingen__gebieden=[GebiedFactory(naam="Verborgen Vallei")],
    )
    AfspraakFactory(tekstblok__tekst="Een gewone zin.")
    werk_zoekindex_bij(Afspraak.objects.all())
    for vraag in ("", f"q={geheim.code}", "q=kruisraketbasis", "landsdeel=zuid", "rubriek=1"):
        response = client.get(f"{LIJST}?{vraag}&formaat={formaat}" if formaat else f"{LIJST}?{vraag}")
        assert response.status_code == 200
        inhoud = response.getvalue().decode(errors="replace")
        if formaat in ("xlsx", "ods"):  # a zip; its rows are those of the others
            continue
        # The page repeats the question, so there the code counts only where a row would have it.
        for woord in ("Een kruisraketbasis", "Verborgen Vallei", geheim.code if formaat else f"/{geheim.code}/"):
            assert woord not in inhoud, vraag
    assert "1 afspraak" in tekst_van(client.get(LIJST))


def test_embargoed_agreement_of_own_landsdeel_is_marked(client, lezer):
    AfspraakFactory(overleg=OverlegFactory(ronde=RondeFactory(jaar=2026, concept=True)))
    for vraag in ({}, {"peildatum": timezone.localdate().isoformat()}):
        assert "Nog niet openbaar" in tekst_van(client.get(LIJST, vraag)), vraag
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    assert "Nog niet openbaar" not in tekst_van(client.get(LIJST))


# --- what it costs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 25, 250])
def test_list_runs_a_constant_number_of_queries(client, aantal, django_assert_num_queries):
    # Everything that a page can show: a provincie, a gebied, a partij, deadlines. A Rijksredacteur has no scope.
    provincie, gebied, organisatie = ProvincieFactory(), GebiedFactory(), OrganisatieFactory()
    overleg = OverlegFactory()
    for _ in range(aantal):
        afspraak = AfspraakFactory(
            overleg=overleg, verzamelingen__provincies=[provincie], verzamelingen__gebieden=[gebied]
        )
        Termijn.objects.create(afspraak=afspraak, volgorde=0, frase="in 2025", soort="jaar")
        Betrokkenheid.objects.create(afspraak=afspraak, organisatie=organisatie)
    werk_zoekindex_bij(Afspraak.objects.all())
    client.force_login(RijksredacteurFactory())
    # Expect 24 queries:
    # 1-2   session, user
    # 3-6   roles of the user, with their landsdelen, provincies and gebieden
    # 7-12  what can be chosen: landsdelen, overleggen, rubrieken, provincies, gebieden, themas
    # 13    groups: the total and the counts of the eight facets with one value
    # 14    keys of the page, in order
    # 15    the agreements of the page with overleg, ronde, landsdeel, tekstblok, blok, rubriek
    # 16-18 their gebieden, provincies, termijnen
    # 19-20 counts per provincie: own, and through a gebied
    # 21-24 counts per gebied, thema, partij; the names of the partijen
    with django_assert_num_queries(24):
        client.get(LIJST)
    with django_assert_num_queries(24):
        client.get(
            LIJST, {"q": "plan", "status": "nog_niet_gestart", "sorteer": "termijn", "provincie": provincie.slug}
        )
    # The download does without the page and the counts per choice; it has, for a thousand agreements at a time,
    # 13 overleggen, 14 rubrieken, 15 gebieden with provincies, 16 agreements with text and toelichting,
    # 17-20 provincies, gebieden, termijnen, parties.
    with django_assert_num_queries(21):
        client.get(LIJST, {"formaat": "csv"}).getvalue()


# --- what it shows -----------------------------------------------------------------------------------------------


def test_row_says_what_where_how_far_and_by_when(client, lezer):
    provincie, gebied = ProvincieFactory(naam="Utrecht"), GebiedFactory(naam="Groene Hart")
    dag = timezone.localdate() - timedelta(days=3)
    afspraak = AfspraakFactory(
        status=Status.VERTRAAGD,
        termijn_tot=dag,
        soort=Afspraak.Soort.PROCESAFSPRAAK,
        verzamelingen__provincies=[provincie],
        verzamelingen__gebieden=[gebied],
    )
    Termijn.objects.create(afspraak=afspraak, volgorde=0, frase="voor de zomer", soort="voor", tot=dag)
    response = client.get(LIJST)
    tekst = tekst_van(response)
    assert f'href="{afspraak.get_absolute_url()}"' in html(response)
    for stuk in (
        afspraak.code,
        "Procesafspraak",
        afspraak.tekst,
        "BO Leefomgeving 2024 Noordwest 1. Ruimte voor wonen Utrecht Groene Hart",
        "Vertraagd",
        f"3 dagen over tijd uiterlijk {dag.day} ",
        "“voor de zomer”",
        "Status sinds",
    ):
        assert stuk in tekst, stuk


@pytest.mark.parametrize(
    ("dagen", "woorden"),
    [
        (0, "Vandaag de laatste dag uiterlijk"),
        (1, "Nog 1 dag uiterlijk"),
        (20, "Nog 2 weken uiterlijk"),
        (-1, "1 dag over tijd uiterlijk"),
        (-800, "2 jaar over tijd uiterlijk"),
    ],
)
def test_deadline_is_put_into_words(client, lezer, dagen, woorden):
    AfspraakFactory(termijn_tot=timezone.localdate() + timedelta(days=dagen))
    assert woorden in tekst_van(client.get(LIJST))


def test_vague_deadline_is_shown_as_written_without_a_date(client, lezer):
    afspraak = AfspraakFactory()
    Termijn.objects.create(afspraak=afspraak, volgorde=0, frase="de komende maanden", soort="vaag", is_termijn=False)
    assert "Niet te dateren “de komende maanden”" in tekst_van(client.get(LIJST))


def test_context_is_found_and_marked_and_has_no_status(client, lezer):
    AfspraakFactory(
        soort=Afspraak.Soort.CONTEXT,
        status=Status.IN_UITVOERING,
        termijn_tot=timezone.localdate() - timedelta(days=5),
        tekstblok__tekst="De woningbouw ligt op koers.",
    )
    werk_zoekindex_bij(Afspraak.objects.all())
    tekst = tekst_van(client.get(LIJST, {"q": "woningen"}))
    assert "1 afspraak gevonden" in tekst
    assert "Context Toelichtende tekst, wordt niet gevolgd" in tekst
    assert "dagen over tijd" not in tekst
    assert "Geen afspraken" in tekst_van(client.get(LIJST, {"status": "in_uitvoering"}))


def test_proposal_is_found_and_marked_and_has_no_status_yet(client, lezer):
    AfspraakFactory(besluit=Afspraak.Besluit.VOORGESTELD, termijn_tot=timezone.localdate() - timedelta(days=5))
    tekst = tekst_van(client.get(LIJST))
    assert "1 afspraak" in tekst
    assert "Voorgesteld Niet vastgesteld, dus nog geen status" in tekst
    assert "dagen over tijd" not in tekst
    assert "Geen afspraken" in tekst_van(client.get(LIJST, {"termijn": "verlopen"}))
    [rij] = json.loads(client.get(LIJST, {"formaat": "json"}).getvalue())
    assert (rij["besluit"], rij["status"], rij["over_tijd"]) == ("voorgesteld", "", False)


def test_search_marks_hits_and_escapes_the_text_and_the_question(client, lezer):
    AfspraakFactory(tekstblok__tekst="Bouw <b>huizen</b> & meer.")
    werk_zoekindex_bij(Afspraak.objects.all())
    pagina = html(client.get(LIJST, {"q": 'huis "><script>alert(1)</script>'}))
    assert "<script>alert" not in pagina
    pagina = html(client.get(LIJST, {"q": "huis"}))
    assert "Bouw &lt;b&gt;<mark>huizen</mark>&lt;/b&gt; &amp; meer." in pagina


def test_hit_outside_the_text_is_shown_with_where_it_stands(client, lezer):
    tekstblok = TekstblokFactory(tekst="Dat gebeurt.", subpunten=["eerst een kaart;", "dan de <dijken>."])
    AfspraakFactory.create(tekstblok=tekstblok, overleg=tekstblok.blok.rubriek.overleg)
    werk_zoekindex_bij(Afspraak.objects.all())
    assert "Subpunt: dan de &lt;<mark>dijken</mark>&gt;." in html(client.get(LIJST, {"q": "dijk"}))


def test_list_has_one_heading_a_title_and_the_headings_in_order(client, lezer):
    AfspraakFactory()
    pagina = html(client.get(LIJST, {"q": "plan"}))
    assert re.findall(r"<h([1-6])", pagina)[:3] == ["1", "2", "2"]
    assert pagina.count("<h1") == 1
    assert "<title>Afspraken met “plan” ·" in pagina
    ids = re.findall(r'\sid="([^"]+)"', pagina)
    assert len(ids) == len(set(ids))


# --- unknown values, pages ---------------------------------------------------------------------------------------


def test_unknown_value_is_said_on_the_page_with_everything_still_there(client, lezer):
    AfspraakFactory()
    response = client.get(LIJST, {"provincie": "<atlantis>"})
    assert response.status_code == 200
    assert "Bij provincie bestaat de keuze “<atlantis>” niet; er is niet op gefilterd." in tekst_van(response)
    assert "1 afspraak" in tekst_van(response)


def test_page_that_does_not_exist_is_the_nearest_with_a_sentence(client, lezer):
    overleg = OverlegFactory()
    for _ in range(51):
        AfspraakFactory(overleg=overleg)
    for gevraagd, getoond, melding in (
        ("1", 1, ""),
        ("3", 3, ""),
        ("", 1, ""),
        ("4", 3, "Pagina “4” bestaat niet; dit is pagina 3."),
        ("0", 1, "Pagina “0” bestaat niet; dit is pagina 1."),
        ("-7", 1, "Pagina “-7” bestaat niet; dit is pagina 1."),
        ("twee", 1, "Pagina “twee” bestaat niet; dit is pagina 1."),
        ("9" * 99, 3, "bestaat niet; dit is pagina 3."),
        ("9" * 5000, 1, "bestaat niet; dit is pagina 1."),
    ):
        response = client.get(LIJST, {"pagina": gevraagd})
        assert response.context["page_obj"].number == getoond, gevraagd
        assert melding in tekst_van(response), gevraagd
        assert ("bestaat niet" in tekst_van(response)) == bool(melding), gevraagd


def test_page_links_keep_the_choice_and_walk_over_every_row_once(client, lezer):
    overleg = OverlegFactory()
    codes = [AfspraakFactory(overleg=overleg, status=Status.AFGEROND).code for _ in range(60)]
    gezien, adres = [], f"{LIJST}?status=afgerond&sorteer=-code"
    while adres:
        pagina = html(client.get(adres))
        gezien += re.findall(r'class="afspraakrij__code" href="/afspraken/([^/]+)/"', pagina)
        volgende = re.search(r'rel="next" href="([^"]+)"', pagina)
        adres = LIJST + volgende[1].replace("&amp;", "&") if volgende else ""
    assert gezien == sorted(codes, reverse=True)


# --- nothing to show ---------------------------------------------------------------------------------------------


def test_empty_register_offers_to_load_a_list_to_who_may(client):
    client.force_login(RijksredacteurFactory())
    response = client.get(LIJST)
    assert "Er zijn nog geen afspraken" in tekst_van(response)
    assert reverse("afsprakenlijst-invoeren") in html(response)


def test_empty_register_says_so_to_a_reader(client, lezer):
    zuid = OverlegFactory(ronde=RondeFactory(jaar=2026, concept=True), landsdeel=LandsdeelFactory(slug="zuid"))
    AfspraakFactory(overleg=zuid)
    for vraag in ({}, {"landsdeel": "zuid"}):
        response = client.get(LIJST, vraag)
        assert "Er zijn nog geen afspraken om te bekijken" in tekst_van(response)
        assert reverse("afsprakenlijst-invoeren") not in html(response)


def test_choice_that_gives_nothing_says_what_to_take_off(client, lezer):
    for _ in range(3):
        AfspraakFactory(status=Status.AFGEROND)
    response = client.get(LIJST, {"status": "vertraagd", "landsdeel": "noordwest"})
    tekst = tekst_van(response)
    assert "Geen afspraak voldoet aan alles wat u koos" in tekst
    assert "Zonder status: Vertraagd (3)" in tekst
    assert "Zonder landsdeel" not in tekst
    assert 'href="/afspraken/?landsdeel=noordwest"' in html(response)


# --- htmx --------------------------------------------------------------------------------------------------------


def test_htmx_gets_the_results_and_the_counts_of_the_same_address(client, lezer):
    AfspraakFactory(status=Status.AFGEROND)
    AfspraakFactory()
    heel, deel = client.get(LIJST, {"status": "afgerond"}), htmx(client, "?status=afgerond&q=&sorteer=lijst")
    assert "<html" in html(heel)
    assert "<html" not in html(deel)
    assert html(deel).strip().startswith('<section class="resultaten')
    assert re.findall(r'afspraakrij__code" href="([^"]+)"', html(deel)) == re.findall(
        r'afspraakrij__code" href="([^"]+)"', html(heel)
    )
    for facet in ("landsdeel", "provincie", "status", "termijn", "partij"):
        assert f'id="filter-{facet}-keuzes" role="list" hx-swap-oob="true"' in html(deel)
    assert deel.headers["HX-Push-Url"] == "/afspraken/?status=afgerond"
    for response in (heel, deel):
        assert "HX-Request" in response.headers["Vary"]


def test_htmx_renews_what_was_typed_only_when_the_request_comes_from_elsewhere(client, lezer):
    AfspraakFactory()
    velden = ('id="filter-q"', 'id="filter-termijn-van"')
    assert not any(veld in html(htmx(client, "?status=afgerond")) for veld in velden)
    van_chip = html(htmx(client, "?status=afgerond", trigger=""))
    assert all(veld in van_chip for veld in velden)
    assert "autofocus" in van_chip
    assert "autofocus" not in html(htmx(client, "?status=afgerond"))


def test_history_of_the_browser_gets_the_whole_page(client, lezer):
    AfspraakFactory()
    assert "<html" in html(htmx(client, "", **{"HX-History-Restore-Request": "true"}))
    assert 'hx-history="false"' in html(client.get(LIJST))


def test_every_htmx_link_has_the_same_address_without_script(client, lezer):
    for _ in range(60):
        AfspraakFactory(overleg=OverlegFactory())
    pagina = html(client.get(LIJST, {"landsdeel": "noordwest", "aard": "gevolgd"}))
    links = re.findall(r"<a [^>]*hx-get=[^>]*>", pagina)
    assert links
    for link in links:
        href, hx = re.search(r' href="([^"]+)"', link), re.search(r' hx-get="([^"]+)"', link)
        assert href is not None
        assert hx is not None
        assert href[1] == hx[1]
    formulier = re.search(r"<form [^>]*filterformulier[^>]*>", pagina)
    assert formulier is not None
    assert f'action="{LIJST}"' in formulier[0]
    assert f'hx-get="{LIJST}"' in formulier[0]
    assert 'method="get"' in formulier[0]


def test_choice_with_nothing_is_disabled_unless_it_is_chosen(client, lezer):
    AfspraakFactory(status=Status.AFGEROND)
    pagina = html(client.get(LIJST, {"landsdeel": "noordwest"}))
    assert re.search(r'value="vertraagd" disabled', pagina)
    pagina = html(client.get(LIJST, {"status": "vertraagd"}))
    assert re.search(r'value="vertraagd" checked>', pagina)


def test_form_sent_without_script_gives_the_same_as_the_canonical_address(client, lezer):
    AfspraakFactory(status=Status.AFGEROND)
    AfspraakFactory()
    los = client.get(f"{LIJST}?q=&status=afgerond&termijn_van=&termijn_tot=&sorteer=lijst")
    assert los.status_code == 200
    assert los.context["totaal"] == 1
    assert '<link rel="canonical" href="/afspraken/?status=afgerond">' in html(los)


# --- downloads ---------------------------------------------------------------------------------------------------


def test_download_holds_what_the_page_shows_on_all_its_pages_in_that_order(client, lezer):
    for nummer in range(40):
        AfspraakFactory(status=[Status.AFGEROND, Status.VERTRAAGD, Status.IN_UITVOERING][nummer % 3])
    werk_zoekindex_bij(Afspraak.objects.all())
    for vraag in ("", "status=afgerond", "sorteer=-code", "status=afgerond&status=vertraagd&q=plan"):
        totaal = client.get(f"{LIJST}?{vraag}").context["totaal"]
        codes: list[str] = []
        for nummer in range(1, -(-totaal // 25) + 1):
            pagina = client.get(f"{LIJST}?{vraag}&pagina={nummer}")
            codes += [afspraak.code for afspraak in pagina.context["page_obj"].object_list]
        gedownload = json.loads(client.get(f"{LIJST}?{vraag}&formaat=json&pagina=2").getvalue())
        assert len(gedownload) == totaal, vraag
        assert [rij["code"] for rij in gedownload] == codes, vraag


@pytest.mark.parametrize(
    ("formaat", "soort"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
        ("json", "application/json"),
    ],
)
def test_download_has_a_name_that_says_nothing_of_the_choice(client, lezer, formaat, soort):
    AfspraakFactory()
    response = client.get(LIJST, {"formaat": formaat, "q": "geheim plan", "landsdeel": "noordwest"})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == soort
    verwacht = f'attachment; filename="afspraken-{timezone.localdate()}.{formaat}"'
    assert response.headers["Content-Disposition"] == verwacht
    assert "no-store" in response.headers["Cache-Control"]
    assert response.getvalue()


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ("formaat=exe", "Het formaat “exe” bestaat niet."),
        ("formaat=csv&provincie=atlantis", "Bij provincie bestaat de keuze “atlantis” niet"),
    ],
)
def test_download_that_cannot_be_right_is_refused_with_a_sentence(client, lezer, vraag, zin):
    AfspraakFactory()
    response = client.get(f"{LIJST}?{vraag}")
    assert response.status_code == 400
    assert zin in tekst_van(response)
    assert "Content-Disposition" not in response.headers


def test_download_links_stand_on_the_page_with_the_choice(client, lezer):
    AfspraakFactory(status=Status.AFGEROND)
    pagina = html(client.get(LIJST, {"status": "afgerond", "pagina": "1"}))
    for formaat in ("csv", "xlsx", "ods", "json"):
        assert f'href="/afspraken/?status=afgerond&amp;formaat={formaat}" download' in pagina
