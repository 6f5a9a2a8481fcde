"""The public side: which pages are open without an account, what they tell, and what a cache may keep of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Rol
from agreements.models import Afspraak, Ronde, Status, Verband
from agreements.services.statussen import wijzig_status
from agreements.services.verbanden import leg_verband
from tests.factories import (
    AfspraakFactory,
    OverlegFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    RondeFactory,
    TekstblokFactory,
    UitgaveFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

#: All there is to see without an account, by URL name. A page that is added here is a decision.
OPENBAAR = {
    "robots",
    "start",
    *("landsdeel-dashboard", "provincie-dashboard", "gebied-dashboard", "gebied-lijn"),
    *("afspraak-lijst", "afspraak-detail"),
    *("afsprakenlijst-overzicht", "afsprakenlijst-detail"),
    *("uitgave-detail", "uitgave-verschillen", "uitgave-sommen", "uitgave-bestand", "uitgave-controleren"),
    "uitgave-feed",
    *("overleg-overzicht", "overleg-detail"),
    *("api-index", "api-openapi", "api-documentatie", "api-onbekend", "api-tellingen"),
    *("api-afspraken", "api-afspraak", "api-afsprakenlijsten", "api-afsprakenlijst", "api-overleggen", "api-overleg"),
    *("api-landsdelen", "api-landsdeel", "api-provincies", "api-provincie", "api-gebieden", "api-gebied"),
    *("api-themas", "api-thema", "api-organisaties", "api-organisatie"),
    *("api-instrumenten", "api-instrument", "api-uitspraken", "api-momentopnamen", "api-momentopname", "api-standen"),
    *("api-moties", "api-motie", "api-hoeveelheden", "api-hoeveelheid"),
    *("api-cijfers", "api-cijfer"),
    *("motie-lijst", "motie-detail"),
    *("cijfer-lijst", "cijfer-detail", "cijfer-versie"),
    *("instrument-overzicht", "instrument-tijdlijn", "instrument-detail", "instrument-plek", "plek-instrumenten"),
}
#: Open as well, because one must be able to log in, and a page to ask whether one is; never kept by a cache.
INLOG = {"inloggen", "sessie", "admin:login"}


def _patronen(resolver: URLResolver, naamruimte: str = "") -> Any:
    for deel in resolver.url_patterns:
        if isinstance(deel, URLPattern):
            yield f"{naamruimte}{deel.name}", deel.callback
        else:
            yield from _patronen(deel, f"{deel.namespace}:" if deel.namespace else naamruimte)


@pytest.fixture
def afspraak() -> Afspraak:
    """A public agreement of Noordwest with all that is not public about it."""
    overleg = OverlegFactory.create(ronde=RondeFactory.create(verzonden_op=timezone.now()), locatie="Zaal Binnenveld")
    houder = UserFactory(naam="Houder Achternaam", rol=Rol.DOSSIERHOUDER)
    afspraak = AfspraakFactory.create(
        overleg=overleg,
        gereed_als="Als het binnengeheim klaar is.",
        verzamelingen__dossierhouders=[houder],
        verzamelingen__provincies=[ProvincieFactory.create(naam="Utrecht", landsdeel=overleg.landsdeel)],
        gepubliceerde_status=Status.IN_UITVOERING,
    )
    wijzig_status(
        afspraak=afspraak,
        naar=Status.VERTRAAGD,
        toelichting="Het binnengeheim loopt uit.",
        by=RijksredacteurFactory(naam="Wie Wijzigde"),
    )
    eerder = AfspraakFactory.create(overleg=OverlegFactory(ronde=RondeFactory(jaar=2023), landsdeel=overleg.landsdeel))
    leg_verband(
        van=afspraak, naar=eerder, soort=Verband.Soort.VERVOLG, toelichting="Over het binnengeheim.", by=SYSTEEM
    )
    return afspraak


@pytest.fixture
def lezer(afspraak: Afspraak) -> Any:
    return UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[afspraak.overleg.landsdeel])


def _paginas(afspraak: Afspraak) -> list[str]:
    overleg = afspraak.overleg
    assert overleg.landsdeel
    return [
        "/",
        "/afspraken/",
        "/afspraken/?q=plan&sorteer=-status",
        afspraak.get_absolute_url(),
        overleg.landsdeel.get_absolute_url(),
        "/provincies/utrecht/",
        "/afsprakenlijsten/",
        overleg.ronde.get_absolute_url(),
        "/overleggen/",
        overleg.get_absolute_url(),
        "/afsprakenlijsten/controleren/",
        "/afsprakenlijsten/feed/",
        "/robots.txt",
        "/api/v1/docs",
        *_hulpbronnen(afspraak),
        "/instrumenten/",
        "/instrumenten/tijdlijn/",
    ]


def _hulpbronnen(afspraak: Afspraak) -> list[str]:
    lijst, overleg = afspraak.overleg.ronde.slug, afspraak.overleg.slug
    wat = ("", "afspraken", f"afspraken/{afspraak.code}", "tellingen", f"afsprakenlijsten/{lijst}")
    return [f"/api/v1/{een}" for een in (*wat, f"overleggen/{overleg}", "provincies/utrecht", "openapi.json")]


# --- which pages -----------------------------------------------------------------------------------------------


def test_exactly_these_pages_are_open_without_an_account() -> None:
    zonder_inlog = {naam for naam, view in _patronen(get_resolver()) if not getattr(view, "login_required", True)}
    bewaarbaar = {naam for naam, view in _patronen(get_resolver()) if getattr(view, "openbaar", False)}
    assert zonder_inlog == OPENBAAR | INLOG
    assert bewaarbaar == OPENBAAR


@pytest.mark.parametrize(
    "adres",
    ["/taken/", "/account/", "/beheer/", "/afsprakenlijsten/invoeren/", "/afspraken/BOL-2024-NW-1-01/status/"],
)
def test_private_page_still_asks_to_log_in(client: Client, adres: str) -> None:
    response = client.get(adres)
    assert response.status_code == 302
    assert response.headers["Location"].partition("?")[0] in ("/inloggen/", "/beheer/login/")
    assert "no-store" in response.headers["Cache-Control"]


def test_job_for_a_document_needs_an_account(client: Client, afspraak: Afspraak) -> None:
    ronde = afspraak.overleg.ronde
    response = client.post(reverse("afsprakenlijst-export", args=[ronde.soort, ronde.jaar]), {"formaat": "pdf"})
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/inloggen/")


def test_visitor_reads_every_public_page(client: Client, afspraak: Afspraak) -> None:
    for adres in _paginas(afspraak):
        assert client.get(adres).status_code == 200, adres
        assert client.head(adres).status_code == 200, adres


def test_visitor_gets_404_for_what_does_not_exist_or_is_not_public(client: Client) -> None:
    geheim = AfspraakFactory.create(overleg=OverlegFactory(ronde=RondeFactory(jaar=2026, concept=True)))
    for adres in (geheim.get_absolute_url(), geheim.overleg.get_absolute_url(), "/afspraken/BOL-2031-NW-1-01/"):
        assert client.get(adres).status_code == 404, adres


def test_public_pages_lead_a_visitor_only_to_what_is_public(client: Client, afspraak: Afspraak) -> None:
    adressen: set[str] = set()
    for pagina in _paginas(afspraak):
        html = client.get(pagina).content.decode()
        verwijzingen = set(re.findall(r'(?:href|action)="(/[^"#?]*)', html))
        if "</header>" in html:
            assert f'href="/inloggen/?next={quote(pagina)}">Inloggen' in html, pagina
        assert "Uitloggen" not in html
        adressen |= {een for een in verwijzingen if not een.startswith(("/static/", "/inloggen/"))}
    assert "/afspraken/" in adressen
    for adres in adressen:
        # A landsdeel of which there is no reference data here does not exist; none may ask to log in.
        assert client.get(adres).status_code in (200, 404), adres


def test_log_in_brings_a_visitor_back(client: Client, lezer: Any, afspraak: Afspraak) -> None:
    lezer.set_password("een-lang-wachtwoord")
    lezer.save(update_fields=["password"])
    adres = re.findall(r'href="(/inloggen/[^"]+)"', client.get(afspraak.get_absolute_url()).content.decode())[0]
    response = client.post(adres, {"username": lezer.username, "password": "een-lang-wachtwoord"})
    assert response.headers["Location"] == afspraak.get_absolute_url()


def test_public_site_says_what_is_missing_while_nothing_is_published(client: Client) -> None:
    AfspraakFactory.create(overleg=OverlegFactory(ronde=RondeFactory(jaar=2026, concept=True)))
    for adres in ("/", "/afspraken/", "/afsprakenlijsten/"):
        assert "Er is nog geen afsprakenlijst openbaar gemaakt" in client.get(adres).content.decode(), adres
    assert "Er is nog geen overleg openbaar" in client.get("/overleggen/").content.decode()
    assert "<entry>" not in client.get("/afsprakenlijsten/feed/").content.decode()


# --- what they tell --------------------------------------------------------------------------------------------


def test_visitor_sees_of_an_agreement_what_is_public_and_no_more(client: Client, afspraak: Afspraak) -> None:
    tekst = client.get(afspraak.get_absolute_url()).content.decode()
    assert afspraak.tekst in tekst
    assert "In uitvoering" in tekst
    assert "gepubliceerd op" in tekst
    assert "Vervolg op" in tekst
    for geheim in ("Vertraagd", "binnengeheim", "Wie Wijzigde", "Houder Achternaam", "Geschiedenis"):
        assert geheim not in tekst, geheim


def test_own_landsdeel_sees_the_rest_as_well(client: Client, lezer: Any, afspraak: Afspraak) -> None:
    client.force_login(lezer)
    tekst = client.get(afspraak.get_absolute_url()).content.decode()
    for intern in ("Vertraagd", "Als het binnengeheim", "Het binnengeheim", "Over het binnengeheim", "Wie Wijzigde"):
        assert intern in tekst, intern
    assert "Houder Achternaam" in tekst


def test_no_public_page_shows_a_person_or_a_dossier(client: Client, afspraak: Afspraak) -> None:
    UitgaveFactory.create(ronde=afspraak.overleg.ronde, door_naam="Maker Achternaam")
    for adres in [*_paginas(afspraak), f"{afspraak.overleg.ronde.get_absolute_url()}uitgaven/1.0/"]:
        tekst = client.get(adres).content.decode()
        for woord in ("Achternaam", "Wie Wijzigde", "binnengeheim", "Dossier", "dossier"):
            assert woord not in tekst, (adres, woord)


def test_overleg_tells_a_visitor_when_where_and_which_list(client: Client, afspraak: Afspraak) -> None:
    tekst = client.get(afspraak.overleg.get_absolute_url()).content.decode()
    assert "Zaal Binnenveld" in tekst
    assert f"{afspraak.overleg.ronde.get_absolute_url()}#noordwest" in tekst


def test_visitor_downloads_the_newest_edition_as_it_was_frozen(client: Client, afspraak: Afspraak) -> None:
    ronde = afspraak.overleg.ronde
    UitgaveFactory.create(ronde=ronde)
    nieuwste = UitgaveFactory.create(ronde=ronde)
    bladzijde = client.get(ronde.get_absolute_url()).content.decode()
    adres = f"{nieuwste.get_absolute_url()}bestanden/html/"
    assert f'href="{adres}"' in bladzijde
    assert "<form" not in bladzijde[bladzijde.index("<main") :]
    response = client.get(adres)
    assert response.getvalue() == f"Document van {nieuwste}".encode()
    assert nieuwste.bestanden.get().sha256 in client.get(f"{nieuwste.get_absolute_url()}sha256sums/").content.decode()


def test_visitor_checks_a_file_without_a_token(afspraak: Afspraak) -> None:
    uitgave = UitgaveFactory.create(ronde=afspraak.overleg.ronde)
    client = Client(enforce_csrf_checks=True)
    for inhoud, uitkomst in ((f"Document van {uitgave}".encode(), "ongewijzigd"), (b"iets anders", "geen ongewijzigd")):
        response = client.post("/afsprakenlijsten/controleren/", {"bestand": SimpleUploadedFile("lijst.html", inhoud)})
        assert response.status_code == 200
        assert uitkomst in response.content.decode()
        assert "no-store" in response.headers["Cache-Control"]


# --- the feed, and search engines ------------------------------------------------------------------------------


def test_feed_has_the_public_editions_newest_first_with_whole_addresses(client: Client, afspraak: Afspraak) -> None:
    ronde = afspraak.overleg.ronde
    eerste, correctie = UitgaveFactory.create(ronde=ronde), UitgaveFactory.create(ronde=ronde)
    geheim = AfspraakFactory.create(overleg=OverlegFactory(ronde=RondeFactory(jaar=2026, concept=True)))
    UitgaveFactory.create(ronde=geheim.overleg.ronde)
    response = client.get("/afsprakenlijsten/feed/")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = response.content.decode()
    adressen = re.findall(r'<entry>.*?<link href="([^"]+)"', feed, re.DOTALL)
    assert adressen == [f"{settings.SITE_URL}{een.get_absolute_url()}" for een in (correctie, eerste)]
    assert "Een correctie." in feed
    assert geheim.overleg.ronde.naam not in feed


def test_feed_is_the_same_for_a_rijksredacteur(client: Client) -> None:
    geheim = AfspraakFactory.create(overleg=OverlegFactory(ronde=RondeFactory(jaar=2026, concept=True)))
    UitgaveFactory.create(ronde=geheim.overleg.ronde)
    client.force_login(RijksredacteurFactory())
    assert "<entry>" not in client.get("/afsprakenlijsten/feed/").content.decode()


def test_pages_name_the_feed(client: Client) -> None:
    kop = '<link rel="alternate" type="application/atom+xml" title="Openbare afsprakenlijsten"'
    assert f'{kop} href="/afsprakenlijsten/feed/">' in client.get("/").content.decode()


def test_search_engines_may_keep_public_pages_only(client: Client, lezer: Any) -> None:
    assert "noindex" not in client.get("/afspraken/").content.decode()
    assert "noindex" in client.get("/inloggen/").content.decode()
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /beheer/\n" in robots
    assert "Disallow: /\n" not in robots
    client.force_login(lezer)
    assert "noindex" in client.get("/afspraken/").content.decode()


# --- caching ---------------------------------------------------------------------------------------------------


def test_public_answer_may_be_kept_for_a_minute_and_brings_no_cookie(client: Client, afspraak: Afspraak) -> None:
    for adres in _paginas(afspraak):
        response = client.get(adres)
        assert response.headers["Cache-Control"] == "public, max-age=60", adres
        assert {"Cookie", "HX-Request"} <= set(re.split(r",\s*", response.headers["Vary"])), adres
        assert not response.cookies, adres
        assert "csrf" not in response.content.decode().lower(), adres


@pytest.mark.een_database
def test_public_answer_is_not_sent_again_when_it_did_not_change(client: Client, afspraak: Afspraak) -> None:
    for adres in _paginas(afspraak):
        if adres == "/afsprakenlijsten/feed/":  # says when it was made
            continue
        eerste = client.get(adres)
        tweede = client.get(adres, headers={"If-None-Match": eerste.headers["ETag"]})
        assert tweede.status_code == 304, adres
        assert not tweede.content
        assert tweede.headers["Cache-Control"] == "public, max-age=60"
    Afspraak.objects.update(gepubliceerde_status=Status.AFGEROND)
    adres = afspraak.get_absolute_url()
    assert client.get(adres, headers={"If-None-Match": eerste.headers["ETag"]}).status_code == 200


@pytest.mark.een_database
def test_answer_for_somebody_with_an_account_is_never_kept(client: Client, lezer: Any, afspraak: Afspraak) -> None:
    client.force_login(lezer)
    for adres in _paginas(afspraak):
        assert client.get(adres).headers["Cache-Control"] == "private, no-store", adres


@pytest.mark.parametrize("cookie", ["bol_sessie", "bol_csrf", "messages"])
def test_answer_to_who_brings_a_cookie_of_ours_is_never_kept(client: Client, cookie: str) -> None:
    client.cookies[cookie] = "x" * 32
    assert client.get("/").headers["Cache-Control"] == "private, no-store"


def test_other_answers_are_never_kept(client: Client, afspraak: Afspraak) -> None:
    for response in (
        client.get("/inloggen/"),
        client.get("/taken/"),
        client.get("/beheer/"),
        client.get("/beheer/login/"),
        client.get("/afspraken/BOL-2031-NW-1-01/"),
        client.get("/afspraken/?formaat=doc"),
        client.post("/afspraken/"),
        client.post("/afsprakenlijsten/controleren/"),
        client.get("/afspraken/", headers={"HX-Request": "true"}),
        client.get("/", headers={"Authorization": "Bearer iets"}),
    ):
        regels = set(response.headers["Cache-Control"].split(", "))
        assert {"private", "no-store"} <= regels, response.request["PATH_INFO"]
        assert "public" not in regels, response.request["PATH_INFO"]


def test_message_for_a_visitor_is_not_kept(client: Client, lezer: Any) -> None:
    """After logging out one is a visitor with the cookie of a message, or none."""
    client.force_login(lezer)
    client.post("/uitloggen/")
    response = client.get("/")
    assert response.headers["Cache-Control"] in ("private, no-store", "public, max-age=60")
    assert str(lezer) not in response.content.decode()


@dataclass
class Cache:
    """A cache that many share, in front of the site: keeps what it may, and answers from that."""

    let_op_vary: bool = True
    bewaard: dict[str, list[tuple[dict[str, str], bytes]]] = field(default_factory=dict)

    def haal(self, client: Client, adres: str) -> bytes:
        meegestuurd = {"cookie": client.cookies.output(header="", sep=";")}
        for vary, inhoud in self.bewaard.get(adres, []):
            if not self.let_op_vary or all(meegestuurd.get(naam, "") == waarde for naam, waarde in vary.items()):
                return inhoud
        response = client.get(adres)
        regels = {deel.strip() for deel in response.headers["Cache-Control"].split(",")}
        if "public" in regels:
            assert not regels & {"private", "no-store"}
            namen = [naam.strip().lower() for naam in response.headers["Vary"].split(",")]
            vary = {naam: meegestuurd.get(naam, "") for naam in namen}
            self.bewaard.setdefault(adres, []).append((vary, response.content))
        return response.content


def _zonder_token(inhoud: bytes) -> bytes:
    return re.sub(rb'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"', b"", inhoud)


@pytest.mark.een_database
def test_shared_cache_gives_everybody_their_own_page_in_any_order(lezer: Any, afspraak: Afspraak) -> None:
    AfspraakFactory.create(overleg=OverlegFactory(ronde=RondeFactory(jaar=2026, concept=True)))
    clients = {"publiek": Client(), "lezer": Client(), "rijk": Client()}
    clients["lezer"].force_login(lezer)
    clients["rijk"].force_login(RijksredacteurFactory())
    for adres in ("/afspraken/", afspraak.get_absolute_url()):
        eigen = {wie: _zonder_token(client.get(adres).content) for wie, client in clients.items()}
        assert len(set(eigen.values())) == 3
        for volgorde in permutations(clients):
            cache, slordig = Cache(), Cache(let_op_vary=False)
            for wie in (*volgorde, "publiek"):
                assert _zonder_token(cache.haal(clients[wie], adres)) == eigen[wie], (adres, volgorde, wie)
            for wie in volgorde:
                slordig.haal(clients[wie], adres)
            # Even one that mixes up who asks holds nothing but what is public.
            for store in (cache, slordig):
                assert {inhoud for _, inhoud in store.bewaard.get(adres, [])} <= {eigen["publiek"]}


def test_cache_hears_of_a_publication_within_a_minute(client: Client) -> None:
    """What was kept before is the site without the list; it may be kept for a minute and no longer."""
    afspraak = AfspraakFactory.create(overleg=OverlegFactory(ronde=RondeFactory(jaar=2026, concept=True)))
    eerst = client.get("/afspraken/")
    assert int(eerst.headers["Cache-Control"].partition("max-age=")[2]) <= 60
    assert afspraak.code not in eerst.content.decode()
    assert "no-store" in client.get(afspraak.get_absolute_url()).headers["Cache-Control"]
    Ronde.objects.filter(jaar=2026).update(fase=Ronde.Fase.OPENBAAR)
    daarna = client.get("/afspraken/", headers={"If-None-Match": eerst.headers["ETag"]})
    assert daarna.status_code == 200
    assert afspraak.code in daarna.content.decode()
    assert client.get(afspraak.get_absolute_url()).status_code == 200


def test_public_list_runs_a_constant_number_of_queries(client: Client, django_assert_num_queries: Any) -> None:
    overleg = OverlegFactory.create()
    blok = TekstblokFactory.create(blok__rubriek__overleg=overleg).blok
    for aantal in (1, 24):
        for _ in range(aantal):
            AfspraakFactory.create(overleg=overleg, tekstblok=TekstblokFactory(blok=blok))
        # As for somebody with an account, without the session, the user, the roles and the messages.
        with django_assert_num_queries(17):
            client.get("/afspraken/")
