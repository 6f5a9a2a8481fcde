"""The demo data: every page has something to show, nothing in it is impossible, and it stays out of the way."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from accounts.actoren import SYSTEEM
from accounts.demo import DEMO_ACCOUNTS
from accounts.models import Auditregel, User
from accounts.services import zet_demo_wachtwoord
from agreements.dossier import Agendasoort, Invulling
from agreements.models import (
    Afspraak,
    Agendapunt,
    Bewijsstuk,
    Overleg,
    Ronde,
    Status,
    Statuswijziging,
    Termijn,
    Termijnwijziging,
    Thema,
    Verband,
)
from agreements.services.controle import controleer_geschiedenis
from agreements.services.demo import JAREN, MAP, Demoresultaat, laad_demo
from agreements.services.dossiers import dossier_van
from agreements.services.invoer import lees_document
from agreements.services.lijsten import laad_lijst
from agreements.services.naslag import laad_naslag
from agreements.services.statussen import wijzig_status
from agreements.termijnen import SOORTEN
from regions.models import Gebied, Landsdeel, Provincie

WACHTWOORD = "een-lang-genoeg-wachtwoord"
#: Today, as far as the demo data is concerned: between the overleg of January 2026 and the next.
VANDAAG = "2026-11-21T12:00+01:00"


@pytest.fixture(scope="module")
def _geladen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Demoresultaat]:
    """Loaded once; a transaction around the tests, each of which gets a savepoint in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        laad_naslag()
        geladen = laad_demo(by=SYSTEEM)
        zet_demo_wachtwoord(wachtwoord=WACHTWOORD, by=SYSTEEM)
        yield geladen
        transaction.set_rollback(True)


@pytest.fixture
def demo(_geladen: Demoresultaat, db: None) -> Demoresultaat:
    """Reference and demo data in the database."""
    return _geladen


@pytest.fixture
def op_peildag(time_machine: Any) -> None:
    time_machine.move_to(VANDAAG, tick=False)


def afspraken() -> Any:
    return Afspraak.objects.met_live_status().filter(overleg__ronde__soort=Ronde.Soort.MIRT)


def account(username: str) -> User:
    return User.objects.get(username=username)


# --- what there is to see ------------------------------------------------------------------------------------


def test_demo_has_three_rondes_of_all_landsdelen_done_running_and_in_preparation(demo: Demoresultaat):
    for jaar in JAREN:
        overleggen = Overleg.objects.filter(ronde__soort=Ronde.Soort.MIRT, ronde__jaar=jaar)
        assert {overleg.landsdeel_slug for overleg in overleggen} == {deel.slug for deel in Landsdeel.objects.all()}
    assert [Ronde.objects.get(soort="mirt", jaar=jaar).fase for jaar in JAREN] == ["openbaar", "openbaar", "concept"]
    klaar = afspraken().gevolgd().filter(overleg__ronde__jaar=2024)
    assert klaar.open().count() < klaar.count() / 4, "most of 2024 is done"
    loopt = afspraken().gevolgd().filter(overleg__ronde__jaar=2025)
    assert loopt.open().count() > loopt.count() / 2, "most of 2025 is running"
    assert demo.afspraken == afspraken().count() > 100


def test_demo_has_a_dossier_in_preparation_with_something_of_everything(demo: Demoresultaat):
    """A list of the real overleg of 2026 can be loaded beside it: it is of another ronde."""
    dossier = dossier_van(Overleg.objects.get(ronde__soort="mirt", ronde__jaar=2026, landsdeel__slug="noordwest"))
    assert dossier is not None
    assert dossier.titel.startswith("Voorbeelddossier ")
    assert len(dossier.agendapunten) == demo.agendapunten
    assert {punt.soort for punt in dossier.agendapunten} == set(Agendasoort)
    assert {blok.invulling for blok in dossier.blokken_voorgesteld} >= {Invulling.ECHT, Invulling.PM}
    assert any(voorstel.subpunten for punt in dossier.agendapunten for voorstel in punt.voorstellen)
    assert any(punt.versie for punt in dossier.agendapunten)
    houders = Agendapunt.objects.exclude(penhouder=None).values_list("penhouder__username", flat=True)
    assert set(houders) == {"dossierhouder", "redacteur-noordwest"}
    assert any(punt.opmerkingen for punt in dossier.agendapunten)


def test_demo_titles_say_that_they_are_examples(demo: Demoresultaat):
    titels = Ronde.objects.filter(soort="mirt", jaar__in=JAREN).values_list("lijst_titel", flat=True)
    assert all(titel.startswith("Voorbeeldlijst BO MIRT ") for titel in titels)


def test_demo_has_every_status_soort_besluit_thema_and_kind_of_deadline(demo: Demoresultaat):
    gevolgd = afspraken().gevolgd()
    assert set(gevolgd.values_list("status", flat=True)) == set(Status.values)
    assert set(afspraken().values_list("soort", flat=True)) == set(Afspraak.Soort.values)
    assert set(afspraken().values_list("besluit", flat=True)) == {"voorgesteld", "ongewijzigd", "gewijzigd"}
    assert not Thema.objects.exclude(afspraken__in=gevolgd).exists()
    assert set(Termijn.objects.filter(afspraak__in=afspraken()).values_list("soort", flat=True)) == set(SOORTEN)
    assert set(gevolgd.values_list("handeling", flat=True)) >= {
        "aangeboden",
        "besproken",
        "herbevestigd",
        "ingestemd",
        "kennisgenomen",
        "onderschreven",
        "vastgesteld",
    }
    assert gevolgd.exclude(gereed_als="").count() >= 5


def test_demo_reaches_every_landsdeel_provincie_and_novex_gebied(demo: Demoresultaat):
    gevolgd = afspraken().gevolgd()
    for landsdeel in Landsdeel.objects.all():
        assert gevolgd.voor_landsdeel(landsdeel).count() >= 10, landsdeel
    for provincie in Provincie.objects.all():
        assert gevolgd.voor_provincie(provincie).count() >= 3, provincie
    leeg = [
        gebied for gebied in Gebied.objects.filter(soort=Gebied.Soort.NOVEX) if not gevolgd.voor_gebied(gebied).exists()
    ]
    assert leeg == []
    andere = Gebied.objects.filter(afspraken__in=gevolgd).exclude(soort=Gebied.Soort.NOVEX).distinct()
    assert andere.count() >= 6


def test_demo_names_who_owes_what_of_rijk_and_regio(demo: Demoresultaat):
    zonder_trekker = afspraken().gevolgd().exclude(betrokkenheden__rol="trekker")
    assert list(zonder_trekker) == []
    assert afspraken().filter(betrokkenheden__rol="financier").distinct().count() >= 4
    assert afspraken().filter(dossierhouders=account("dossierhouder")).count() >= 10


def test_demo_has_late_coming_undated_and_undatable_agreements(demo: Demoresultaat, op_peildag: None):
    gevolgd = afspraken().gevolgd()
    laat = gevolgd.over_tijd()
    assert laat.count() >= 6
    assert laat.exclude(status=Status.VERTRAAGD).exists(), "one that nobody noticed yet"
    assert gevolgd.binnenkort().count() >= 6
    assert gevolgd.filter(termijnen=None).count() >= 10
    assert gevolgd.filter(termijnen__soort="vaag", termijn_tot=None).exists()
    per_landsdeel = Counter(laat.values_list("overleg__landsdeel__slug", flat=True))
    assert set(per_landsdeel) == set(Landsdeel.objects.values_list("slug", flat=True))


# --- histories -------------------------------------------------------------------------------------------------


def test_demo_histories_are_complete_in_order_and_in_the_past(demo: Demoresultaat, op_peildag: None):
    assert controleer_geschiedenis() == []
    lengte = Counter(Statuswijziging.objects.values_list("afspraak__code", flat=True))
    assert sum(aantal >= 4 for aantal in lengte.values()) >= 6
    stappen = Statuswijziging.objects.filter(afspraak__overleg__ronde__soort="mirt", zijde="gezamenlijk", nummer__gt=1)
    assert stappen.count() == demo.statuswijzigingen
    assert stappen.order_by("op").last().op.isoformat() < VANDAAG  # type: ignore[union-attr]
    assert {stap.rol for stap in stappen} == {"Rijksredacteur", "Dossierhouder (Rijk)"}


def test_demo_reopens_something_that_was_done(demo: Demoresultaat):
    assert Statuswijziging.objects.filter(van=Status.AFGEROND, naar=Status.IN_UITVOERING).exists()


def test_demo_successors_existed_when_they_were_named_and_are_linked(demo: Demoresultaat):
    opgevolgd = Statuswijziging.objects.filter(naar=Status.OPGEVOLGD).select_related("afspraak", "opvolger")
    assert opgevolgd.count() >= 8
    verbonden = {frozenset(einden) for einden in Verband.objects.exclude(naar=None).values_list("van", "naar")}
    for stap in opgevolgd:
        assert Statuswijziging.objects.get(afspraak=stap.opvolger, zijde="gezamenlijk", nummer=1).op < stap.op, (
            stap.afspraak
        )
        assert {stap.afspraak_id, stap.opvolger_id} in verbonden, stap.afspraak


def test_demo_proposals_have_no_status_yet(demo: Demoresultaat):
    voorstellen = afspraken().filter(overleg__ronde__jaar=2026)
    assert set(voorstellen.values_list("besluit", flat=True)) == {"voorgesteld"}
    assert not voorstellen.gevolgd().exists()
    assert not Statuswijziging.objects.filter(afspraak__in=voorstellen).exists()


def test_demo_has_links_and_a_document_as_evidence(demo: Demoresultaat):
    stukken = Bewijsstuk.objects.all()
    assert all(stuk.url.startswith("https://voorbeeld.nl/") for stuk in stukken if stuk.url)
    (document,) = (stuk for stuk in stukken if stuk.bestand)
    assert "voorbeeld" in document.naam
    with document.bestand.open() as bestand:
        assert b"Voorbeeld van een bewijsstuk" in bestand.read()


# --- deadlines that moved -----------------------------------------------------------------------------------------


def test_demo_overleg_was_moved_and_its_deadlines_with_it(demo: Demoresultaat):
    mirt = Ronde.objects.get(naam="BO MIRT 2025")
    schuiven = Termijnwijziging.objects.filter(aanleiding="verschuiving").select_related("afspraak").order_by("pk")
    assert {stap.afspraak.code for stap in schuiven} == {"MIRT-2024-N-1-03", "MIRT-2024-NW-2-01"}
    hangend = Termijn.objects.filter(overleg=mirt).values_list("afspraak__code", flat=True)
    assert set(hangend) == {stap.afspraak.code for stap in schuiven}
    gepland, gehouden = (date(2025, 11, 1), date(2025, 11, 30)), (date(2026, 1, 5), date(2026, 1, 8))
    assert (mirt.gehouden_van, mirt.gehouden_tot) == gehouden
    for stap in schuiven:
        assert (stap.overleg, stap.rol) == (mirt, "Rijksredacteur")
        assert ((stap.van_oud, stap.tot_oud), (stap.van_nieuw, stap.tot_nieuw)) == (gepland, gehouden)
        assert stap.afspraak.termijn_tot == gehouden[1]
        assert stap.op.date() < gepland[0], "it was known before the days that it was planned for"
    assert laad_naslag().is_ongewijzigd


def test_demo_deadlines_were_confirmed_and_postponed_by_people(demo: Demoresultaat, client: Client):
    bevestigd = Termijnwijziging.objects.get(aanleiding="bevestiging")
    assert not bevestigd.is_verplaatst
    uitgesteld = Termijnwijziging.objects.get(aanleiding="besluit")
    assert (uitgesteld.tot_oud, uitgesteld.tot_nieuw) == (date(2026, 8, 31), date(2027, 6, 20))
    assert uitgesteld.akkoord == "samen"
    client.force_login(account("lezer-noordwest"))
    pagina = client.get(uitgesteld.afspraak.get_absolute_url()).content.decode()
    assert uitgesteld.reden in pagina
    assert "Eerst:" in pagina
    pagina = client.get(bevestigd.afspraak.get_absolute_url()).content.decode()
    assert bevestigd.reden in pagina
    assert "Eerst:" not in pagina


# --- lineage -----------------------------------------------------------------------------------------------------


def test_demo_lines_run_over_three_years_with_links_of_every_kind(demo: Demoresultaat):
    verbanden = Verband.objects.select_related("van", "naar", "naar_ronde")
    assert {verband.soort for verband in verbanden} == set(Verband.Soort.values)
    assert verbanden.filter(naar_ronde__naam="BO MIRT 2026").exists()
    eerder: dict[str, set[str]] = defaultdict(set)
    for verband in verbanden.exclude(naar=None).exclude(soort=Verband.Soort.SAMENGEVOEGD):
        assert verband.naar is not None
        eerder[verband.van.code].add(verband.naar.code)
        assert verband.van.code.split("-")[1] > verband.naar.code.split("-")[1], "from later to earlier"
    lijnen = [
        (laatste, midden, eerste)
        for laatste in eerder
        if laatste.startswith("MIRT-2026")
        for midden in eerder[laatste]
        for eerste in eerder.get(midden, ())
    ]
    assert len(lijnen) >= 6
    assert {laatste.split("-")[2] for laatste, _, _ in lijnen} == {"N", "NW", "O", "Z", "ZW"}


# --- who sees what -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("username", [account.username for account in DEMO_ACCOUNTS])
def test_demo_account_logs_in_through_the_page(demo: Demoresultaat, client: Client, username: str):
    antwoord = client.post(reverse("inloggen"), {"username": username, "password": WACHTWOORD})
    assert antwoord.status_code == 302
    assert client.session["_auth_user_id"] == str(account(username).pk)
    assert client.get(reverse("start")).status_code == 200


@pytest.mark.parametrize(
    ("username", "landsdelen"),
    [
        ("beheerder", set()),
        ("dossierhouder", {"noordwest", "oost"}),
        ("redacteur-noordwest", {"noordwest"}),
        ("lezer-noordwest", {"noordwest"}),
        ("lezer-zuid", {"zuid"}),
        ("rijksredacteur", {"noord", "noordwest", "oost", "zuid", "zuidwest"}),
    ],
)
def test_demo_account_sees_the_concept_of_its_own_landsdelen_only(
    demo: Demoresultaat, username: str, landsdelen: set[str]
):
    zichtbaar = afspraken().visible_to(account(username))
    concept = zichtbaar.filter(overleg__ronde__jaar=2026)
    assert set(concept.values_list("overleg__landsdeel__slug", flat=True)) == landsdelen
    openbaar = afspraken().exclude(overleg__ronde__jaar=2026)
    assert zichtbaar.exclude(overleg__ronde__jaar=2026).count() == openbaar.count()


def test_demo_concept_is_hidden_from_the_public(demo: Demoresultaat):
    assert not afspraken().visible_to(AnonymousUser()).filter(overleg__ronde__jaar=2026).exists()


# --- again, and beside real lists --------------------------------------------------------------------------


def momentopname() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (User, Afspraak, Statuswijziging, Termijnwijziging, Bewijsstuk, Verband, Ronde, Auditregel)
    ]


def test_demo_second_run_changes_nothing_and_keeps_what_users_did(demo: Demoresultaat):
    afspraak = Afspraak.objects.get(code="MIRT-2025-N-1-05")
    wijzig_status(afspraak=afspraak, naar=Status.AFGEROND, toelichting="Klaar.", by=account("rijksredacteur"))
    eerst = momentopname()
    assert laad_demo(by=SYSTEEM).is_ongewijzigd
    assert momentopname() == eerst
    afspraak.refresh_from_db()
    assert afspraak.status == Status.AFGEROND


def test_demo_account_that_is_missing_comes_back_without_the_rest(demo: Demoresultaat):
    account("lezer-zuid").delete()
    resultaat = laad_demo(by=SYSTEEM)
    assert (resultaat.accounts, resultaat.afspraken, resultaat.statuswijzigingen) == (1, 0, 0)


def test_a_real_list_can_be_loaded_beside_the_demo(demo: Demoresultaat, lijst_2024: Path):
    gelezen = lees_document(lijst_2024, naam=lijst_2024.name, soort="bol", jaar=2024)
    voor = afspraken().count()
    laad_lijst(lijst=gelezen.lijst, by=SYSTEEM, bestandsnaam=lijst_2024.name)
    bol = Afspraak.objects.filter(overleg__ronde__soort="bol").lijstvolgorde()
    assert bol.values_list("code", flat=True)[0] == "BOL-2024-ZW-1-01"
    assert afspraken().count() == voor
    assert controleer_geschiedenis() == []


def test_demo_command_says_what_it_did(demo: Demoresultaat, settings: Any, capsys: pytest.CaptureFixture[str]):
    settings.DEMO, settings.DEMO_PASSWORD = True, WACHTWOORD
    call_command("load_demo")
    assert capsys.readouterr().out == "De demogegevens waren al geladen: er is niets veranderd.\n"
    call_command("load_demo", "--json")
    assert json.loads(capsys.readouterr().out) == {
        "accounts": 0,
        "afspraken": 0,
        "statuswijzigingen": 0,
        "verbanden": 0,
        "agendapunten": 0,
    }


# --- the texts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jaar", JAREN)
def test_demo_list_reads_without_surprises(demo: Demoresultaat, jaar: int):
    pad = MAP / f"lijst-mirt-{jaar}.txt"
    lijst = lees_document(pad, naam=pad.name, soort="mirt", jaar=jaar).lijst
    verwacht = ["alinea zonder opsommingsteken"] if jaar == 2024 else []
    assert [melding.soort for melding in lijst.meldingen] == verwacht


@pytest.fixture
def verloop() -> dict[str, Any]:
    gegevens: dict[str, Any] = json.loads((MAP / "verloop.json").read_text(encoding="utf-8"))
    return gegevens


def test_demo_particulars_are_given_for_every_agreement(demo: Demoresultaat, verloop: dict[str, Any]):
    assert sorted(verloop["afspraken"]) == sorted(afspraken().values_list("code", flat=True))


def test_demo_toelichtingen_are_short_plain_sentences(verloop: dict[str, Any]):
    for code, gegevens in verloop["afspraken"].items():
        for stap in gegevens.get("stappen", ()):
            for zin in re.findall(r"[^.]+\.", stap.get("toelichting", "")):
                assert zin.strip()[0].isupper(), (code, zin)
                assert len(zin.split()) <= 16, (code, zin)
            assert stap.get("toelichting", ".").endswith("."), code


def test_demo_holds_no_sentence_of_a_real_document(gedeelde_map: Path):
    lengte = 90

    def kaal(tekst: str) -> str:
        return re.sub(r"\W+", " ", tekst.lower()).strip()

    echt = {
        tekst[begin : begin + lengte]
        for document in (gedeelde_map / "documents").iterdir()
        for tekst in [kaal(document.read_text(encoding="utf-8", errors="replace"))]
        for begin in range(len(tekst) - lengte + 1)
    }
    assert len(echt) > 10_000
    for bestand in sorted(MAP.iterdir()):
        tekst = kaal(bestand.read_text(encoding="utf-8"))
        overgenomen = [
            tekst[begin : begin + lengte]
            for begin in range(len(tekst) - lengte + 1)
            if tekst[begin : begin + lengte] in echt
        ]
        assert overgenomen == [], bestand.name
