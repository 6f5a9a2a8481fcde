"""Nothing of a list under embargo leaks: every address, as everybody who may not see it.

The addresses come from the URL patterns themselves, so a new page is walked from the day it is there. A page with a
kind of argument that is not known here fails, until `argumenten` says what to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.converters import UUIDConverter
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, Roltoewijzing, User
from accounts.services import ken_rol_toe
from agreements.models import (
    Afspraak,
    Agendapunt,
    Bericht,
    Beslispunt,
    Bewijsstuk,
    Contact,
    Dossier,
    Dossierinvoer,
    Inzage,
    Opmerking,
    Puntversie,
    Reactie,
    Ronde,
    Rubriek,
    Statusvoorstel,
    Taak,
    Verband,
    Voorstelbewijs,
)
from agreements.services import taken
from agreements.services.dossiertaken import vraag_dossier
from agreements.services.uitvoer import voer_lijst_uit
from instruments.models import Uitspraak
from monitoring.models import Antwoordbewijs, Monitorronde, Uitvraagregel
from parliament.models import Cijfer, Hoeveelheid, Motie
from tests.factories import AfspraakFactory, LandsdeelFactory, OverlegFactory, RondeFactory
from tests.geheim import BEGIN, Wereld, geheimen, maak_uitvoer, maak_wereld
from tests.wandelen import Wandelaar, inhoud, zonder_vraag

# WeasyPrint leaves its own colour profile open until the next collection.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.*")

IEDEREEN_BUITEN = ("publiek", "zonder rol", "lezer", "redacteur", "dossierhouder", "beheerder", "rol afgelopen")
#: Who may see what is the same condition on both databases: on the second one a visitor and a reader are enough.
BUITEN = IEDEREEN_BUITEN if connection.vendor == "sqlite" else ("publiek", "lezer")

#: What differs between two questions that are the same: their values, and names of a savepoint.
ZONDER_WAARDEN = re.compile(r"'(?:[^']|'')*'|\b\d+\b|\bs\d+_x\d+\b|\bNULL\b")
#: A form that changes something, whole.
POSTFORMULIER = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
INSTRUMENTVELDEN = ("slug", "naam", "meervoud", "kort", "omschrijving", "varianten")
#: Fields that hold no word of a list, with the reason.
ZONDER_GEHEIM = {
    **dict.fromkeys(("Afspraak.code", "Tekstblok.code", "Rubriek.nummer"), "holds the secret word of a rubriek"),
    **dict.fromkeys(("Ronde.naam", "Ronde.gepland"), "that a ronde exists is public"),
    **dict.fromkeys(("Ronde.kenmerk", "Ronde.kamerstuk"), "filled in when the letter is sent"),
    **dict.fromkeys(("Thema.slug", "Thema.naam", "Thema.bron"), "reference data"),
    **dict.fromkeys(("Ronde.bron", "Overleg.bron", "Overleg.locatie"), "reference data, kept by a beheerder"),
    **dict.fromkeys(("Ronde.geladen", "Overleg.geladen", "Thema.geladen"), "what the fixtures brought"),
    **dict.fromkeys(("Tekstblok.teken", "Afspraak.deel", "Termijn.soort"), "a sign, a letter, a fixed word"),
    **dict.fromkeys(("Statuswijziging.door_naam", "Statuswijziging.rol"), "who, not what"),
    **dict.fromkeys(("Bewijsstuk.bestand", "Bewijsstuk.sha256", "Invoer.sha256"), "random or a sum"),
    **dict.fromkeys(("Taak.bestand", "Taak.bestandsnaam", "Taak.bron", "Taak.sleutel"), "made of the ronde and an id"),
    **dict.fromkeys(("Taak.soort", "Taak.stap", "Taak.fout", "Taak.mediatype"), "fixed words"),
    **dict.fromkeys(("Invoer.soort",), "a fixed word"),
    **dict.fromkeys(
        ("Puntversie.door_naam", "Puntversie.rol", "Opmerking.door_naam", "Opmerking.rol"), "who, not what"
    ),
    **dict.fromkeys(("Puntversie.reden", "Puntversie.sha256", "Opmerking.gesloten_door_naam"), "an act, a sum, who"),
    **dict.fromkeys(("Uitgave.nummer", "Uitgave.sha256", "Uitgave.door_naam", "Uitgave.rol"), "a number, a sum, who"),
    **dict.fromkeys((f"Uitgavebestand.{veld}" for veld in ("formaat", "mediatype")), "fixed words"),
    **dict.fromkeys((f"Uitgavebestand.{veld}" for veld in ("naam", "bestand", "sha256")), "made of ronde and number"),
    **dict.fromkeys((f"Gegevensbevestiging.{veld}" for veld in ("tekst_sha256", "door_naam")), "a sum, who"),
    **dict.fromkeys((f"Dossierversie.{veld}" for veld in ("sha256", "door_naam", "rol")), "a sum, who"),
    **dict.fromkeys(("Agendapunt.nummer", "Agendaregel.nummer"), "a number"),
    **dict.fromkeys(("Dossierversie.rijen", "Dossierversie.reden"), "keys of rows; fixed words and numbers"),
    **dict.fromkeys((f"Dossierinvoer.{veld}" for veld in ("soort", "landsdeel", "sha256")), "fixed words, a sum"),
    **dict.fromkeys(
        (f"{wat}.{veld}" for wat in ("Statusvoorstel", "Voorsteloordeel") for veld in ("door_naam", "rol")), "who"
    ),
    **dict.fromkeys((f"Termijnwijziging.{veld}" for veld in ("door_naam", "rol")), "who, not what"),
    **dict.fromkeys(
        (
            f"{wat}.{veld}"
            for wat in ("Afspraakwijziging", "Kenmerkwijziging", "Statuspublicatie", "Tekstwijziging")
            for veld in ("door_naam", "rol")
        ),
        "who, not what",
    ),
    **dict.fromkeys(
        ("Afspraakwijziging.soort_oud", "Kenmerkwijziging.handeling_oud", "Oudekenmerk.rol"), "a fixed word"
    ),
    "Oudedagen.gepland_oud": "when a ronde is held is public",
    "Termijnwijziging.overleg_naam": "the name of a ronde, which is public",
    **dict.fromkeys(("Voorstelbewijs.bestand", "Voorstelbewijs.sha256"), "random or a sum"),
    **dict.fromkeys((f"Afstemming.{veld}" for veld in ("door_naam", "rol", "gesloten_door_naam")), "who, not what"),
    **dict.fromkeys((f"Reactie.{veld}" for veld in ("door_naam", "rol", "tekst_sha256")), "who, and a sum"),
    **dict.fromkeys(("Bezwaarbesluit.door_naam", "Bezwaarbesluit.rol"), "who, not what"),
    **dict.fromkeys(
        (
            f"{wat}.{veld}"
            for wat in ("Fasewijziging", "Publicatieplan", "Embargouitzondering")
            for veld in ("door_naam", "rol")
        ),
        "who",
    ),
    **dict.fromkeys(("Publicatieplan.gestopt_door", "Embargouitzondering.ingetrokken_door"), "who"),
    **dict.fromkeys((f"Inzage.{veld}" for veld in ("soort", "gebruiker", "naam", "rol")), "a fixed word, who"),
    **dict.fromkeys(
        (f"Contact.{veld}" for veld in ("naam", "email", "telefoon")),
        "whom to ask; no part of a list",
    ),
    **dict.fromkeys((f"Overdracht.{veld}" for veld in ("door_naam", "rol", "van_naam", "naar_naam")), "who, not what"),
    "Overdracht.agendapunten": "numbers of items",
    **dict.fromkeys((f"Instrument.{veld}" for veld in INSTRUMENTVELDEN), "reference data"),
    **dict.fromkeys((f"Uitspraak.{veld}" for veld in ("sleutel", "door_naam", "rol")), "a key, who"),
    **dict.fromkeys(("Bron.sleutel", "Instrumentversie.sleutel"), "a key that no page shows"),
    "Gegevensbevestiging.afgewezen": "keys of reference data",
    **dict.fromkeys(
        (f"{wat}.{veld}" for wat in ("Verband", "Verbandeinde", "Verbandafwijzing") for veld in ("door_naam", "rol")),
        "who",
    ),
    **dict.fromkeys((f"Zitting.{veld}" for veld in ("door_naam", "rol", "gesloten_door_naam")), "who"),
    **dict.fromkeys((f"Beslispunt.{veld}" for veld in ("sha256", "door_naam", "rol")), "a sum, who"),
    **dict.fromkeys((f"Besluitregel.{veld}" for veld in ("sha256", "door_naam", "rol")), "a sum, who"),
    **dict.fromkeys(
        (
            f"{wat}.{veld}"
            for wat in ("Monitorstap", "Antwoord", "Regelbesluit", "Momentopname", "Momentopnamepublicatie")
            for veld in ("door_naam", "rol")
        ),
        "who",
    ),
    **dict.fromkeys(("Antwoordbewijs.bestand", "Antwoordbewijs.sha256"), "random or a sum"),
    **dict.fromkeys(("Momentopname.sha256", "Momentopnameregel.sha256"), "a sum"),
    "Monitorronde.keuze": "slugs of reference data",
    "Antwoordconcept.blad": "random",
    **dict.fromkeys((f"Motie.{veld}" for veld in ("sleutel", "naam", "gevraagd", "kamerstuk", "bron")), "is public"),
    "Hoeveelheid.sleutel": "reference data",
    **dict.fromkeys(
        ("Hoeveelheidversie.kamerstuk", "Hoeveelheidversie.door_naam", "Hoeveelheidversie.rol"), "a number, who"
    ),
    **dict.fromkeys(("Motiewijziging.door_naam", "Motiewijziging.rol"), "who, not what"),
    **dict.fromkeys((f"Cijferversie.{veld}" for veld in ("sha256", "door_naam", "rol")), "a sum, who"),
    "Cijferversie.binnen": "fixed words",
    **dict.fromkeys((f"Cijferpublicatie.{veld}" for veld in ("kamerstuk", "door_naam", "rol")), "a public letter, who"),
}


@pytest.fixture(scope="module")
def _gevuld(django_db_setup: None, django_db_blocker: Any) -> Iterator[Wereld]:
    """The register, made once; every test undoes what it changes in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield maak_wereld()
        transaction.set_rollback(True)


@pytest.fixture
def wereld(_gevuld: Wereld, db: None) -> Wereld:
    return _gevuld


# --- the addresses ---------------------------------------------------------------------------------------------


def _patronen(resolver: URLResolver, voor: str = "", converters: Any = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every pattern as a route with its converters, the whole tree down."""
    converters = converters or {}
    for deel in resolver.url_patterns:
        route = voor + str(deel.pattern)
        alle = {**converters, **deel.pattern.converters}
        if isinstance(deel, URLPattern):
            yield route, alle
        else:
            yield from _patronen(deel, route, alle)


def argumenten(wereld: Wereld, route: str, naam: str, soort: Any) -> list[Any]:
    """What to fill in for a part of an address."""
    if naam == "nummer" and route.startswith("api/v1/"):
        naam = "pk"
        route = route.removeprefix("api/v1/").replace("momentopnamen/", "monitoring/")
    if isinstance(soort, UUIDConverter):
        return [wereld.taak.pk, wereld.invoer.pk, Dossierinvoer.objects.get().pk]
    if "/zitting/" in route and naam in ("jaar", "pk"):
        if naam == "jaar":
            return [2027]
        van: Any = Agendapunt if "/punten/" in route else Beslispunt
        return list(van.objects.visible_to(wereld.lezer_zuid).order_by("pk").values_list("pk", flat=True))
    if route.startswith("monitoring/"):
        eigen: Any = {"regel": Uitvraagregel}.get(naam, Antwoordbewijs if "bewijs" in route else Monitorronde)
        return list(eigen.objects.visible_to(wereld.rijksredacteur).order_by("pk").values_list("pk", flat=True))[:4]
    if "/punten/" in route and naam in ("jaar", "landsdeel", "pk", "nummer", "opmerking"):
        rijen: Any = {"pk": Agendapunt, "nummer": Puntversie, "opmerking": Opmerking}.get(naam)
        if rijen is None:
            return [{"jaar": 2026, "landsdeel": "zuid"}[naam]]
        van_zuid = rijen.objects.visible_to(wereld.rijksredacteur).filter(**{f"{rijen.PAD}overleg__ronde__jaar": 2026})
        return list(van_zuid.order_by("pk").values_list("nummer" if naam == "nummer" else "pk", flat=True))
    if route.startswith("hoeveelheden/") and naam == "pk":
        return list(Hoeveelheid.objects.visible_to(wereld.rijksredacteur).order_by("pk").values_list("pk", flat=True))
    if route.startswith("cijfers/") and naam == "pk":
        return list(Cijfer.objects.visible_to(wereld.rijksredacteur).order_by("pk").values_list("pk", flat=True))
    if route.startswith("moties/"):
        if naam == "code":
            return [wereld.geheim.code]
        return list(Motie.objects.visible_to(wereld.rijksredacteur).order_by("pk").values_list("pk", flat=True))
    if naam == "pk" and "/verbanden/" in route:
        return list(Verband.objects.order_by("pk").values_list("pk", flat=True))
    if naam == "pk" and route.startswith("instrumenten/"):
        return list(Uitspraak.objects.order_by("pk").values_list("pk", flat=True))
    if naam in ("code", "slug") and route.removeprefix("api/v1/").startswith("afspraken/"):
        return [wereld.geheim.code, wereld.deel.code, wereld.publiek.code]
    if naam == "slug" and route.startswith(("api/v1/themas/", "api/v1/organisaties/")):
        return ["water-en-bodem" if "themas" in route else "waterschap-limburg"]
    vast: dict[str, list[Any]] = {
        "slug": ["zuid", "limburg", "de-peel"],
        "soort": ["bol"],
        "landsdeel": ["zuid", "noordwest"],
        "jaar": [2026, 2024],
        "nummer": ["1.0", "1.1"],
        "versie": [1, 2],
        "tabel": ["agenda", "deelnemers", "bijlagen"],
        "formaat": ["html", "json"],
        "instrument": ["ria"],
        "plek": ["de-peel"],
        "app_label": ["accounts", "agreements", "regions"],
        "content_type_id": [1],
        "url": ["iets"],
    }
    if naam in vast:
        return vast[naam]
    if naam == "pk" and route.startswith("statusvoorstellen/"):
        model: Any = Voorstelbewijs if "bewijs" in route else Statusvoorstel
        return list(model.objects.order_by("pk").values_list("pk", flat=True))
    if naam == "pk" and "voorstellen" in route:
        return list(Rubriek.objects.filter(overleg__ronde__jaar=2026).values_list("pk", flat=True))
    if naam == "pk" and route.startswith("overleggen/data/"):
        return list(Ronde.objects.order_by("pk").values_list("pk", flat=True))
    if naam == "pk" and "/bezwaren/" in route:
        return list(Reactie.objects.order_by("pk").values_list("pk", flat=True))
    if naam == "pk" and route.startswith("eigenaren/"):
        soort_rij: Any = Contact if "contacten" in route else User
        return list(soort_rij.objects.order_by("-pk").values_list("pk", flat=True)[:2])
    if naam == "pk" and "berichten" in route:
        return list(Bericht.objects.order_by("pk").values_list("pk", flat=True))
    if naam == "pk" and "/agenda/" in route:
        return list(Agendapunt.objects.order_by("pk").values_list("pk", flat=True))
    if naam == "pk":
        return [wereld.bewijs]
    if naam in ("object_id", "id") and (model := _model_in_beheer(route)):
        sleutels = model._base_manager.order_by("-pk").values_list("pk", flat=True)
        # Of the log the lines that tell of the secret list; of the rest a few will do.
        return list(sleutels if model is Auditregel else sleutels[:2])
    if naam == "object_id":
        return [1]
    raise AssertionError(f"Zeg in `argumenten` wat er voor <{naam}> in {route} moet staan.")


def _model_in_beheer(route: str) -> Any:
    gevonden = re.match(r"beheer/(\w+)/(\w+)/", route)
    return apps.get_model(gevonden[1], gevonden[2]) if gevonden else None


def adressen(wereld: Wereld, *, beheer: bool = True) -> list[str]:
    """Every address there is, filled in with what is secret."""
    uit = []
    for route, converters in _patronen(get_resolver()):
        if "(?P<" in route or route.startswith("^"):
            route = {"^(?P<url>.*)$": "<url>"}.get(route, route.replace("(?P<url>.*)$", "<url>"))
        if route.startswith("beheer/") and not beheer:
            continue
        namen = re.findall(r"<(?:\w+:)?(\w+)>", route)
        for waarden in product(*(argumenten(wereld, route, naam, converters.get(naam)) for naam in namen)):
            adres = route
            for waarde in waarden:
                adres = re.sub(r"<(?:\w+:)?\w+>", str(waarde), adres, count=1)
            uit.append(f"/{adres.replace('$', '')}")
    return uit


def met_keuzen(wereld: Wereld) -> list[str]:
    """The addresses with parameters: every order, format and choice of the list, and the years of a dashboard."""
    lijst = reverse("afspraak-lijst")
    return [
        *(f"{lijst}?formaat={formaat}" for formaat in ("csv", "xlsx", "ods", "json")),
        *(f"{lijst}?sorteer={volgorde}" for volgorde in ("-lijst", "termijn", "-status", "-gewijzigd", "-code")),
        *(f"{lijst}?{keuze}" for keuze in ("jaar=2026", "landsdeel=zuid", "provincie=limburg", "gebied=de-peel")),
        *(f"{lijst}?{keuze}" for keuze in ("rubriek=1", "status=vertraagd", "termijn=2031-01-01..", "pagina=2")),
        *(f"{lijst}?{keuze}" for keuze in ("partij=waterschap-limburg", "thema=water-en-bodem", "besluit=onbekend")),
        *(f"/landsdelen/zuid/?jaar={jaar}" for jaar in (2024, 2026)),
        "/provincies/limburg/?jaar=2026",
        "/gebieden/de-peel/?jaar=2026",
        f"/inloggen/?next=/afspraken/{wereld.geheim.code}/",
        *(
            f"/api/v1/{wat}?{keuze}"
            for wat in ("afspraken", "tellingen")
            for keuze in ("jaar=2026", "landsdeel=zuid", "provincie=limburg", "rubriek=1", "status=vertraagd")
        ),
        *(
            f"{adres}?peildatum={timezone.localdate()}"
            for adres in (lijst, "/", "/landsdelen/zuid/", "/provincies/limburg/", "/gebieden/de-peel/")
        ),
        *(
            f"/afspraken/{afspraak.code}/?peildatum={timezone.localdate()}"
            for afspraak in (wereld.geheim, wereld.publiek)
        ),
        f"{lijst}?formaat=csv&peildatum={timezone.localdate()}",
        *(f"/api/v1/{wat}?peildatum={timezone.localdate()}" for wat in ("afspraken", "tellingen")),
        f"/api/v1/afspraken/{wereld.geheim.code}?peildatum={timezone.localdate()}",
        "/api/v1/afspraken?sorteer=-status&perPagina=1",
        "/api/v1/afspraken?pagina=2&perPagina=1",
        f"/api/v1/standen?afspraak={wereld.geheim.code}",
        "/api/v1/moties?jaar=2026",
        "/api/v1/uitspraken?instrument=ria&plek=de-peel",
    ]


def als(wereld: Wereld, wie: str) -> Client:
    client = Client(raise_request_exception=True)
    if user := wereld.buiten[wie]:
        client.force_login(user)
    return client


def _modellen() -> list[Any]:
    """The tables that can hold a word of a list."""
    rooms = [apps.get_app_config(naam) for naam in ("agreements", "monitoring", "parliament", "instruments")]
    return [model for room in rooms for model in room.get_models()]


# --- the register itself ---------------------------------------------------------------------------------------


def test_every_text_field_of_a_list_holds_a_secret_word(wereld: Wereld) -> None:
    """So that a new field cannot leak unseen: it holds a secret word here, or says above why it cannot."""
    zonder = []
    for model in _modellen():
        for veld in model._meta.local_concrete_fields:
            if not isinstance(veld, (models.CharField, models.TextField, models.JSONField, models.FileField)):
                continue
            naam = f"{model.__name__}.{veld.name}"
            if veld.choices or naam in ZONDER_GEHEIM:
                continue
            waarden = model._base_manager.order_by("pk").values_list(veld.name, flat=True)
            if not any(geheimen(str(waarde)) for waarde in waarden):
                zonder.append(naam)
    assert not zonder


def test_who_may_see_the_list_sees_every_word_of_it(wereld: Wereld) -> None:
    """The other side of this test: the addresses do lead to what is secret, and what is shown is logged."""
    gezien, vergeten = _wandel(wereld, wereld.rijksredacteur)
    assert not vergeten
    woorden = {
        *(f"{BEGIN}{wat}nieuw" for wat in ("titel", "tekst", "subpunt", "rubriek", "kop", "onderwerp", "inleiding")),
        *(f"{BEGIN}{wat}" for wat in ("gereed", "deeltekst", "frase", "toelichting", "link", "url", "verband")),
        *(
            f"{BEGIN}{wat}"
            for wat in ("bewijs", "bewijsinhoud", "invoer", "alineanieuw", "landsdeelkopnieuw", "reden", "tekstoud")
        ),
    }
    woorden |= {f"{BEGIN}hoeveelheid{wat}" for wat in ("naam", "eenheid", "stroom", "periode", "bron", "reden")}
    woorden |= {f"{BEGIN}motie{wat}" for wat in ("zin", "toelichting", "hoe")}
    woorden |= {f"{BEGIN}cijfer{wat}" for wat in ("titel", "zin", "reden")}
    woorden |= {f"{BEGIN}voorstel{wat}" for wat in ("toelichting", "link", "url", "bewijs", "inhoud", "reden")}
    woorden |= {f"{BEGIN}{wat}" for wat in ("bezwaar", "tegentekst", "bezwaarbesluit", "partijrijk", "partijregio")}
    woorden |= {
        f"{BEGIN}dossier{wat}nieuw{jaar}"
        for jaar in (2026, 2024)
        for wat in (
            "titel",
            "versie",
            "locatie",
            "regels",
            "tijd",
            "regel",
            "regelwie",
            "agendatekst",
            "deelnemerstekst",
        )
    }
    woorden |= {
        f"{BEGIN}dossier{wat}nieuw2026"
        for wat in (
            *(
                "deelnemerstekst",
                "wie",
                "puntversie",
                "opmerking",
                "deel",
                "in_het_kort",
                "toelichting",
                "voorstel",
                "subpunt",
            ),
            *("inleiding", "opbouw", "bijlage", "bijlagenummer", "informatie", "bijlagentekst", "deelnemerrijk"),
        )
    }
    woorden |= {f"{BEGIN}dossier{wat}nieuw2027" for wat in ("voorstel", "subpunt", "punt", "deelnemerrijk", "wie")}
    woorden |= {f"{BEGIN}besluit{wat}" for wat in ("tekst", "subpunt", "inleiding", "toelichting")}
    woorden |= {f"{BEGIN}{wat}" for wat in ("ingebracht", "vervanger", "termijn", "termijnreden")}
    woorden |= {f"{BEGIN}{wat}" for wat in ("notitie", "concept", "opmerkingbeide", "opmerkingrijk", "antwoordrijk")}
    instrumentwoorden = (
        "titel",
        "kenmerk",
        "label",
        "naam",
        "tekst",
        "plaats",
        "orgaan",
        "moment",
        "voorzien",
        "reden",
    )
    woorden |= {f"{BEGIN}instrument{wat}2024" for wat in instrumentwoorden}
    woorden |= {f"{BEGIN}{wat}" for wat in ("besluit", "besluiturl", "besluitstuk", "einde")}
    woorden |= {
        f"{BEGIN}{wat}"
        for wat in (
            *("monitordicht", "monitoropen", "monitorvraag", "monitorrijkdicht", "monitorrijkopen", "monitorregioopen"),
            *("monitorlink", "monitorurl", "monitorinhoud", "monitornotitie", "monitoruitstel", "mctoelichting"),
        )
    }
    woorden |= {f"{BEGIN}{wat}" for wat in ("fase", "uitzondering", "plankenmerk", "plankamerstuk", "planfout")}
    assert woorden <= gezien


@pytest.mark.een_database  # on the other one the walk before this is enough
def test_every_answer_with_a_word_of_the_list_is_in_the_log_of_who_saw_what(wereld: Wereld) -> None:
    """New addresses join by themselves: of a view that says nothing the address does, or else this test says so."""
    gezien, vergeten = _wandel(wereld, wereld.lezer_zuid)
    assert not vergeten
    assert len(gezien) > 10


def _wandel(wereld: Wereld, user: User) -> tuple[set[str], dict[str, list[str]]]:
    """Every address as this user: the words that were seen, and the answers that the log of who saw what lacks."""
    wandelaar = Wandelaar(user)
    gezien: set[str] = set()
    vergeten = {}
    for adres in [*adressen(wereld, beheer=False), *met_keuzen(wereld)]:
        laatste = Inzage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        tekst = inhoud(wandelaar.get(adres))
        # A form without its token is refused when a browser sends it, and by no test client.
        if not getattr(resolve(adres.partition("?")[0]).func, "csrf_exempt", False):
            assert all("csrfmiddlewaretoken" in formulier for formulier in POSTFORMULIER.findall(tekst)), adres
        gezien |= geheimen(tekst)
        # The dossier of 2024 is internal for ever, but its ronde is public; a message is for one person.
        if adres.startswith("/overleggen/bol-2024-"):
            continue
        woorden = {
            een
            for een in geheimen(tekst.replace(adres, ""))
            if not een.startswith(f"{BEGIN}bericht") and not een.endswith("2024")
        }
        jaar = 2027 if "bol-2027" in adres else 2026
        regels = Inzage.objects.filter(pk__gt=laatste, ronde__jaar=jaar, gebruiker=user.username)
        if woorden and not regels.exists():
            vergeten[adres] = sorted(woorden)
    return gezien, vergeten


# --- reading ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wie", BUITEN)
def test_what_is_secret_answers_as_what_does_not_exist(wereld: Wereld, wie: str) -> None:
    """Asking for a secret word, code or rubriek is the same as asking for one that nobody ever wrote.

    The same to read, and the same to measure: the database is asked the same questions for both.
    """
    RondeFactory.create(soort="bol", jaar=2031, concept=True)  # that there is a ronde is public; what it has is not
    wandelaar = Wandelaar(wereld.buiten[wie])
    lijst = reverse("afspraak-lijst")
    code, nergens = wereld.geheim.code, "BOL-2026-Z-8-77"
    paren = [
        (f"{lijst}?q={BEGIN}tekstnieuw", f"{lijst}?q=qqqqqtekstnieuw"),
        (f"{lijst}?q={code}", f"{lijst}?q={nergens}"),
        (f"{lijst}?rubriek=BOL-2026-Z-1", f"{lijst}?rubriek=BOL-2026-Z-8"),
        (f"{lijst}?rubriek=2zwijg", f"{lijst}?rubriek=2zwijh"),
        *(
            (f"/api/v1/{wat}?{vraag}={een}", f"/api/v1/{wat}?{vraag}={ander}")
            for wat in ("afspraken", "tellingen")
            for vraag, een, ander in (
                ("q", f"{BEGIN}tekstnieuw", "qqqqqtekstnieuw"),
                ("q", code, nergens),
                ("rubriek", "BOL-2026-Z-1", "BOL-2026-Z-8"),
                ("rubriek", "2zwijg", "2zwijh"),
            )
        ),
        (f"/api/v1/afspraken/{code}", f"/api/v1/afspraken/{nergens}"),
        ("/api/v1/afsprakenlijsten/bol-2026", "/api/v1/afsprakenlijsten/bol-2031"),
        ("/api/v1/overleggen/bol-2026-zuid", "/api/v1/overleggen/bol-2031-zuid"),
        *(
            (f"/afspraken/{code}/{wat}", f"/afspraken/{nergens}/{wat}")
            for wat in ("", "status/", "bewerken/", "verbanden/")
        ),
        (f"/bewijs/{wereld.bewijs}/", f"/bewijs/{wereld.bewijs + 999}/"),
        ("/afsprakenlijsten/bol-2026/", "/afsprakenlijsten/bol-2031/"),
        ("/overleggen/bol-2026-zuid/", "/overleggen/bol-2031-zuid/"),
        ("/overleggen/bol-2024-zuid/export/", "/overleggen/bol-2031-zuid/export/"),
        ("/afsprakenlijsten/bol-2026/afstemming/", "/afsprakenlijsten/bol-2031/afstemming/"),
        *(
            (f"/overleggen/bol-2026-zuid/afstemming/{wat}", f"/overleggen/bol-2031-zuid/afstemming/{wat}")
            for wat in ("", "beginnen/", "wijzigen/", "sluiten/", "heropenen/")
        ),
        *(
            (f"/overleggen/bol-2026-zuid/punten/{punt}/{wat}", f"/overleggen/bol-2026-zuid/punten/{punt + 999}/{wat}")
            for punt in Agendapunt.objects.values_list("pk", flat=True).order_by("pk")
            for wat in ("", "schrijven/", "versies/", "versies/2/")
        ),
        *(
            (f"/cijfers/{cijfer}/{wat}", f"/cijfers/{cijfer + 999}/{wat}")
            for cijfer in Cijfer.objects.values_list("pk", flat=True).order_by("pk")
            for wat in ("", "versies/1/", "versies/nieuw/", "versies/1/publiceren/")
        ),
        *(
            (f"/moties/{motie}/afspraken/{code}/losmaken/", f"/moties/{motie}/afspraken/{nergens}/losmaken/")
            for motie in Motie.objects.values_list("pk", flat=True).order_by("pk")
        ),
        *(
            (f"/overleggen/bol-2027-zuid/zitting/{wat}", f"/overleggen/bol-2031-zuid/zitting/{wat}")
            for wat in ("", "openen/", "hameren/", "aanwezigheid/", "sluiten/", "verantwoording/")
        ),
        *(
            (f"/afsprakenlijsten/bol-2026/uitgaven/{wat}", f"/afsprakenlijsten/bol-2031/uitgaven/{wat}")
            for wat in ("1.0/", "1.1/", "1.1/bestanden/html/", "1.1/sha256sums/", "verschillen/", "nieuw/")
        ),
        ("/afsprakenlijsten/bol-2026/voorstellen/", "/afsprakenlijsten/bol-2031/voorstellen/"),
        (
            f"/afsprakenlijsten/bol-2026/voorstellen/{wereld.geheim.tekstblok.blok.rubriek_id}/",  # type: ignore[union-attr]
            "/afsprakenlijsten/bol-2026/voorstellen/0/",
        ),
        *(
            (f"/monitoring/{ronde}/{wat}", f"/monitoring/{ronde + 999}/{wat}")
            for ronde in Monitorronde.objects.values_list("pk", flat=True).order_by("pk")
            for wat in (
                "",
                "invullen/",
                "openen/",
                "sluiten/",
                "verlengen/",
                "momentopname/",
                "momentopname/publiceren/",
            )
        ),
        (f"/taken/{wereld.taak.pk}/bestand/", f"/taken/{wereld.invoer.pk}/bestand/"),
        (f"/afsprakenlijsten/invoeren/{wereld.invoer.pk}/", f"/afsprakenlijsten/invoeren/{wereld.taak.pk}/"),
    ]
    getoond = set()
    for geheim, onbekend in paren:
        route = resolve(geheim.partition("?")[0]).route
        # Of each kind one as the page that it is; of the rest what the refusal says.
        vraag = wandelaar.get if route in getoond else wandelaar.bladzijde
        getoond.add(route)
        antwoorden, gevraagd = [], []
        for adres in (geheim, onbekend):
            with CaptureQueriesContext(connection) as vragen:
                antwoorden.append(vraag(adres))
            gevraagd.append([ZONDER_WAARDEN.sub("", een["sql"]) for een in vragen])
        teksten = [zonder_vraag(inhoud(een), adres) for een, adres in zip(antwoorden, (geheim, onbekend), strict=True)]
        assert antwoorden[0].status_code == antwoorden[1].status_code, geheim
        assert teksten[0] == teksten[1], geheim
        assert gevraagd[0] == gevraagd[1], geheim


def test_what_people_are_told_holds_nothing_secret(wereld: Wereld) -> None:
    """A message is mailed: of a list under embargo it says that there is something to do, and where."""
    verteld = Bericht.objects.exclude(soort__startswith=BEGIN).order_by("pk").values()
    assert any(een["soort"] == "afstemming" for een in verteld)
    assert not geheimen(str(list(verteld)))


def test_dossier_of_a_public_ronde_is_not_there_for_who_is_outside(wereld: Wereld) -> None:
    """Publication opens the list, never the dossier; the walk above goes past its page as well."""
    assert Ronde.objects.get(jaar=2024).is_openbaar
    for wie, user in wereld.buiten.items():
        assert not Dossier.objects.visible_to(user or AnonymousUser()).exists(), wie
        response = als(wereld, wie).get("/overleggen/bol-2024-zuid/")
        assert response.status_code == 200, wie
        assert not geheimen(inhoud(response)), wie
    assert Dossier.objects.visible_to(wereld.lezer_zuid).count() == 3


# --- the log for the beheerder ---------------------------------------------------------------------------------


@pytest.mark.parametrize("vraag", ["BOL-2026-Z", f"{BEGIN}tekst", "2zwijg"])
def test_log_cannot_be_searched_for_what_is_secret(wereld: Wereld, vraag: str) -> None:
    client = als(wereld, "beheerder")
    response = client.get(reverse("admin:accounts_auditregel_changelist"), {"q": vraag})
    assert response.context["cl"].result_count == 0


def test_log_tells_a_beheerder_who_did_what_when(wereld: Wereld) -> None:
    response = als(wereld, "beheerder").get(reverse("admin:accounts_auditregel_changelist"))
    tekst = inhoud(response)
    assert "status gewijzigd" in tekst
    assert "rijks" in tekst
    assert wereld.publiek.code in tekst


@pytest.mark.parametrize(
    "lookup",
    [
        "agreements_overleg_changelist?rubrieken__isnull=0",
        "agreements_overleg_changelist?afspraken={geheim}",
        "agreements_thema_changelist?afspraken={geheim}",
        "regions_gebied_changelist?afspraken={geheim}",
        "regions_provincie_changelist?afspraken__isnull=0",
        "regions_organisatie_changelist?betrokkenheden__isnull=0",
        "accounts_user_changelist?dossiers={geheim}",
        "accounts_user_changelist?password__startswith=md5",
    ],
)
def test_admin_answers_no_question_about_what_it_does_not_show(wereld: Wereld, lookup: str) -> None:
    """Django lets an admin list be narrowed by a relation; by that one could count what is secret."""
    naam, _, vraag = lookup.format(geheim=wereld.geheim.pk).partition("?")
    assert als(wereld, "beheerder").get(f"{reverse(f'admin:{naam}')}?{vraag}").status_code == 400


# --- writing ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wie", BUITEN)
def test_no_address_lets_an_outsider_change_the_list(wereld: Wereld, wie: str) -> None:
    """Posting to every address: nothing comes back, and nothing of the list has changed."""
    was = _stand()
    wandelaar = Wandelaar(wereld.buiten[wie])
    lekken = {}
    for adres in adressen(wereld, beheer=False):
        if adres == reverse("uitloggen"):
            continue
        response = wandelaar.post(
            adres,
            {"naar": "afgerond", "versie": "1", "toelichting": "Weg ermee.", "soort": "context", "vervang": "1"},
        )
        assert response.status_code < 500, adres
        if gevonden := geheimen(inhoud(response).replace(adres, "")):
            lekken[adres] = sorted(gevonden)
    assert not lekken
    assert _stand() == was


def _stand() -> dict[str, list[Any]]:
    """All rows about agreements, but for the jobs that anybody may ask for."""
    return {
        model.__name__: list(model._base_manager.order_by("pk").values())
        for model in _modellen()
        if model is not Taak and model._meta.app_label != "monitoring"
    }


# --- what was made before a role was withdrawn -----------------------------------------------------------------


def test_job_of_somebody_whose_role_was_withdrawn_is_gone(wereld: Wereld) -> None:
    client = Client()
    client.force_login(wereld.lezer_zuid)
    taak = maak_uitvoer(wereld.lezer_zuid)
    bestand = reverse("taak-bestand", args=[taak.pk])
    assert geheimen(inhoud(client.get(bestand)))
    Roltoewijzing.objects.filter(user=wereld.lezer_zuid).delete()
    for adres in (bestand, taak.get_absolute_url(), reverse("taak-lijst")):
        response = client.get(adres)
        assert response.status_code == (200 if adres == reverse("taak-lijst") else 404)
        assert not geheimen(inhoud(response))
    assert client.post(reverse("taak-opnieuw", args=[taak.pk])).status_code == 404


def test_document_of_a_dossier_is_gone_with_the_role_also_after_publication(wereld: Wereld) -> None:
    client = Client()
    client.force_login(wereld.lezer_zuid)
    openbaar = Dossier.objects.get(overleg__ronde__jaar=2024).overleg
    taak = vraag_dossier(overleg=openbaar, formaat="docx", by=wereld.lezer_zuid)
    assert taken.voer_uit(taak.pk)
    bestand = reverse("taak-bestand", args=[taak.pk])
    assert f"{BEGIN}dossiertitelnieuw2024" in geheimen(inhoud(client.get(bestand)))
    Roltoewijzing.objects.filter(user=wereld.lezer_zuid).delete()
    for adres in (bestand, taak.get_absolute_url()):
        response = client.get(adres)
        assert response.status_code == 404
        assert not geheimen(inhoud(response))
    assert taak.titel not in inhoud(client.get(reverse("taak-lijst")))


def test_job_makes_what_its_owner_may_see_when_it_runs(wereld: Wereld) -> None:
    taak = maak_uitvoer(wereld.lezer_zuid, voer_uit=False)
    Roltoewijzing.objects.filter(user=wereld.lezer_zuid).delete()
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.is_mislukt
    assert not geheimen(taak.fout)
    assert not taak.bestand


def test_job_remembers_what_is_in_its_file(wereld: Wereld) -> None:
    """Of a role that was narrowed while the job waited: the file holds less, and stays with its owner."""
    noord = LandsdeelFactory.create(slug="noord")
    AfspraakFactory.create(overleg=OverlegFactory.create(ronde=wereld.geheim.overleg.ronde, landsdeel=noord))
    ken_rol_toe(user=wereld.lezer_zuid, rol=Rol.LEZER_REGIO, landsdelen=[noord], by=SYSTEEM)
    taak = maak_uitvoer(wereld.lezer_zuid, voer_uit=False)
    assert taak.overleggen.count() == 2
    Roltoewijzing.objects.filter(user=wereld.lezer_zuid, landsdelen__slug="zuid").delete()
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert [overleg.landsdeel for overleg in taak.overleggen.all()] == [noord]
    client = Client()
    client.force_login(wereld.lezer_zuid)
    response = client.get(reverse("taak-bestand", args=[taak.pk]))
    assert response.status_code == 200
    assert geheimen(inhoud(response)) == {f"{BEGIN}titelnieuw"}  # the title is of the whole ronde


def test_document_does_not_tell_whether_other_landsdelen_have_a_list(wereld: Wereld) -> None:
    ronde = wereld.geheim.overleg.ronde
    moment = timezone.now()

    def document() -> str:
        user = User.objects.get(pk=wereld.lezer_zuid.pk)
        return voer_lijst_uit(ronde=ronde, user=user, formaat="html", moment=moment).inhoud.decode()

    alleen = document()
    noord = OverlegFactory.create(ronde=ronde, landsdeel=LandsdeelFactory.create(slug="noord"))
    AfspraakFactory.create(overleg=noord)
    assert document() == alleen


# --- the rule itself -------------------------------------------------------------------------------------------


def test_visible_to_of_every_model_hides_the_list(wereld: Wereld) -> None:
    """The rule itself, for every model that has one: no row with a secret word, for nobody outside."""
    fouten = []
    for model in apps.get_models():
        if not hasattr(model._default_manager, "visible_to") or model is Ronde:
            continue
        for wie, user in wereld.buiten.items():
            rijen = model._default_manager.visible_to(user or AnonymousUser()).order_by("pk").values()
            if gevonden := geheimen(str(list(rijen))):
                fouten.append((model.__name__, wie, gevonden))
    assert not fouten
    assert Afspraak.objects.visible_to(wereld.lezer_zuid).filter(pk=wereld.geheim.pk).exists()
    assert Bewijsstuk.objects.visible_to(wereld.lezer_zuid).filter(pk=wereld.bewijs).exists()
