"""Taking out a part of a list, and what comes along with it: the same from service, form, job and command."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Rol
from agreements.lijst import Lijst, Partijregel
from agreements.models import Afspraak, Betrokkenheid, Ronde, Taak, Tekstblok
from agreements.services import taken
from agreements.services.afspraken import bewerk_afspraak
from agreements.services.keuze import Keuze, mogelijkheden
from agreements.services.lijsten import lijst_uit_database
from agreements.services.titelblad import deel_in_het_kort
from agreements.services.uitvoer import bestandsnaam, titelgegevens, voer_lijst_uit
from regions.models import Organisatie, OrganisatieNaam
from tests import factories

AfspraakFactory: Any = factories.AfspraakFactory
BlokFactory: Any = factories.BlokFactory
GebiedFactory: Any = factories.GebiedFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OrganisatieFactory: Any = factories.OrganisatieFactory
OverlegFactory: Any = factories.OverlegFactory
ProvincieFactory: Any = factories.ProvincieFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
RubriekFactory: Any = factories.RubriekFactory
TekstblokFactory: Any = factories.TekstblokFactory
ThemaFactory: Any = factories.ThemaFactory
UserFactory: Any = factories.UserFactory

SLUGS = st.lists(st.sampled_from(["zuid", "oost", "de-peel"]), unique=True, max_size=3).map(tuple)


@pytest.fixture
def ronde(db: None) -> Ronde:
    """Zuid with three blokken under two provincies, Oost with an agreement for a gebied that lies in Limburg too."""
    ronde: Ronde = RondeFactory(concept=True)
    zuid = OverlegFactory(ronde=ronde, landsdeel__slug="zuid", volgorde=0, datum=date(2024, 6, 1))
    oost = OverlegFactory(ronde=ronde, landsdeel__slug="oost", volgorde=1)
    limburg = ProvincieFactory(naam="Limburg", landsdeel=zuid.landsdeel)
    brabant = ProvincieFactory(naam="Noord-Brabant", landsdeel=zuid.landsdeel)
    peel = GebiedFactory(naam="De Peel", provincies=[limburg, brabant])
    thema = ThemaFactory(naam="Water en bodem", slug="water-en-bodem")
    rubriek = RubriekFactory(overleg=zuid)
    for volgorde, (provincie, kop, onderwerp, inleiding) in enumerate(
        (
            (limburg, "Limburg", "Wonen", "Over wonen:"),
            (limburg, "", "Water", "Over water:"),
            (brabant, "Noord-Brabant", "", ""),
        )
    ):
        blok = BlokFactory(
            rubriek=rubriek,
            volgorde=volgorde,
            provincie=provincie,
            provincie_kop=kop,
            onderwerp=onderwerp,
            inleiding=inleiding,
        )
        AfspraakFactory(
            overleg=zuid,
            tekstblok=TekstblokFactory(blok=blok, code=f"BOL-2024-Z-1-0{volgorde + 1}"),
            verzamelingen__provincies=[provincie],
            verzamelingen__themas=[thema] if onderwerp == "Water" else [],
        )
    AfspraakFactory(overleg=oost, verzamelingen__gebieden=[peel])
    return ronde


def codes(lijst: Lijst) -> list[str]:
    return [blok.code for blok in lijst.tekstblokken]


# --- the part that is chosen -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keuze", "verwacht"),
    [
        (Keuze(), ["Z-1-01", "Z-1-02", "Z-1-03", "O-1-01"]),
        (Keuze(landsdelen=("oost",)), ["O-1-01"]),
        (Keuze(provincies=("noord-brabant",)), ["Z-1-03", "O-1-01"]),
        (Keuze(provincies=("limburg", "noord-brabant"), landsdelen=("zuid",)), ["Z-1-01", "Z-1-02", "Z-1-03"]),
        (Keuze(gebieden=("de-peel",)), ["O-1-01"]),
        (Keuze(themas=("water-en-bodem",)), ["Z-1-02"]),
        (Keuze(themas=("water-en-bodem",), gebieden=("de-peel",)), []),
    ],
)
def test_choice_keeps_what_matches_in_its_order(ronde: Ronde, keuze: Keuze, verwacht: list[str]) -> None:
    """An agreement for a gebied counts for each provincie that it lies in; kinds of choice narrow each other."""
    assert [code.removeprefix("BOL-2024-") for code in codes(lijst_uit_database(ronde, user=None, keuze=keuze))] == (
        verwacht
    )


def test_selection_keeps_headings_and_lead_ins_of_what_remains(ronde: Ronde) -> None:
    """The heading of the provincie stood above a blok that fell away, and must not fall away with it."""
    lijst = lijst_uit_database(ronde, user=None, keuze=Keuze(themas=("water-en-bodem",)))
    (deel,) = lijst.landsdelen
    (rubriek,) = deel.rubrieken
    (blok,) = rubriek.blokken
    assert deel.kop == "Regio Zuid-Nederland"
    assert (blok.provincie_kop, blok.onderwerp, blok.inleiding) == ("Limburg", "Water", "Over water:")


def test_selection_repeats_no_heading(ronde: Ronde) -> None:
    lijst = lijst_uit_database(ronde, user=None, keuze=Keuze(provincies=("limburg",), landsdelen=("zuid",)))
    assert [blok.provincie_kop for blok in lijst.landsdelen[0].rubrieken[0].blokken] == ["Limburg", None]


def test_selection_leaves_out_what_a_renewed_list_no_longer_has(ronde: Ronde) -> None:
    Tekstblok.objects.filter(code="BOL-2024-Z-1-02").update(uit_lijst_op=timezone.now())
    assert codes(lijst_uit_database(ronde, user=None, keuze=Keuze(themas=("water-en-bodem",)))) == []


def test_selection_shows_nothing_of_another_landsdeel_under_embargo(ronde: Ronde) -> None:
    """A gebied can lie in two landsdelen: who reads Zuid asks for Limburg and gets nothing of Oost."""
    lezer = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")])
    assert not codes(lijst_uit_database(ronde, user=lezer, keuze=Keuze(gebieden=("de-peel",))))
    assert mogelijkheden(ronde, user=lezer).gebieden == ()
    with pytest.raises(ValidationError, match=r"geen afspraken voor gebied De Peel\."):
        voer_lijst_uit(ronde=ronde, user=lezer, formaat="json", keuze=Keuze(gebieden=("de-peel",)))
    assert mogelijkheden(ronde, user=RijksredacteurFactory()).gebieden == (("de-peel", "De Peel"),)


def test_what_can_be_chosen_is_what_occurs_in_the_list(ronde: Ronde) -> None:
    ThemaFactory(naam="Komt niet voor")
    uit = mogelijkheden(ronde, user=RijksredacteurFactory())
    assert [naam for _, naam in uit.provincies] == ["Limburg", "Noord-Brabant"]
    assert uit.themas == (("water-en-bodem", "Water en bodem"),)


# --- what comes along ------------------------------------------------------------------------------------------


def test_actors_come_with_their_role_side_and_the_name_of_that_day(ronde: Ronde) -> None:
    afspraak = Afspraak.objects.get(code="BOL-2024-Z-1-01")
    deel = AfspraakFactory(overleg=afspraak.overleg, tekstblok=afspraak.tekstblok, deel="a", deeltekst="Een deel.")
    rijk = OrganisatieFactory(naam="Ministerie van nu", zijde=Organisatie.Zijde.RIJK)
    OrganisatieNaam.objects.create(organisatie=rijk, naam="Ministerie van toen", geldig_tot=date(2024, 7, 1))
    regio = OrganisatieFactory(naam="Gemeente", zijde=Organisatie.Zijde.REGIO)
    for een, organisatie, rol in (
        (afspraak, regio, Betrokkenheid.Rol.BETROKKEN),
        (afspraak, rijk, Betrokkenheid.Rol.TREKKER),
        (deel, rijk, Betrokkenheid.Rol.TREKKER),
    ):
        Betrokkenheid.objects.create(afspraak=een, organisatie=organisatie, rol=rol)
    met = next(lijst_uit_database(ronde, user=None, keuze=Keuze(met_partijen=True)).tekstblokken)
    assert met.partijen == (
        Partijregel(naam="Ministerie van toen", rol="trekker", zijde="Rijk"),
        Partijregel(naam="Gemeente", rol="betrokken", zijde="regio"),
    )
    assert not any(blok.partijen for blok in lijst_uit_database(ronde, user=None).tekstblokken)


@pytest.mark.parametrize("aantal", [1, 25])
def test_everything_together_costs_a_constant_number_of_queries(
    ronde: Ronde, aantal: int, django_assert_num_queries: Any
) -> None:
    overleg = ronde.overleggen.get(landsdeel__slug="zuid")
    thema = ThemaFactory(slug="water-en-bodem")
    for nummer in range(aantal):
        rubriek = RubriekFactory(overleg=overleg, nummer=str(nummer % 5 + 2))
        afspraak = AfspraakFactory(overleg=overleg, tekstblok__blok__rubriek=rubriek, verzamelingen__themas=[thema])
        Betrokkenheid.objects.create(afspraak=afspraak, organisatie=OrganisatieFactory())
    keuze = Keuze(themas=("water-en-bodem",), met_status=True, met_partijen=True, met_termijnen=True)
    # overleggen, rubrieken, blokken, tekstblokken, afspraken, termijnen, statuses, actors, names of organisations
    with django_assert_num_queries(9):
        assert len(codes(lijst_uit_database(ronde, user=None, keuze=keuze))) == aantal + 1


# --- title page and name ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keuze", "titelblad", "naam"),
    [
        (Keuze(), "", "afsprakenlijst-bol-2024.json"),
        (Keuze(landsdelen=("zuid",)), "Alleen Zuid", "afsprakenlijst-bol-2024-zuid.json"),
        (
            Keuze(landsdelen=("zuid",), provincies=("limburg",), met_termijnen=True),
            "Alleen Zuid; provincie Limburg",
            "afsprakenlijst-bol-2024-zuid-provincie-limburg-termijnen.json",
        ),
        (
            Keuze(provincies=("limburg", "noord-brabant"), met_partijen=True),
            "Alleen provincie Limburg of Noord-Brabant",
            "afsprakenlijst-bol-2024-provincie-limburg-noord-brabant-partijen.json",
        ),
        (
            Keuze(themas=("water-en-bodem",)),
            "Alleen thema Water en bodem",
            "afsprakenlijst-bol-2024-thema-water-en-bodem.json",
        ),
    ],
)
def test_title_page_and_file_name_say_what_was_chosen(ronde: Ronde, keuze: Keuze, titelblad: str, naam: str) -> None:
    uitvoer = voer_lijst_uit(ronde=ronde, user=None, formaat="json", keuze=keuze)
    gegevens = titelgegevens(ronde=ronde, lijst=uitvoer.lijst, moment=timezone.now(), keuze=keuze)
    assert gegevens.keuze == titelblad
    assert gegevens.met_termijnen is keuze.met_termijnen
    assert uitvoer.bestandsnaam == naam


@pytest.mark.parametrize(
    ("vraag", "titel"),
    [
        ({}, "als JSON"),
        ({"landsdeel": ["oost", "zuid"]}, "als JSON, alleen Zuid en Oost"),
        (
            {"provincie": ["limburg"], "thema": ["water-en-bodem"], "met_termijnen": "on", "met_partijen": "on"},
            "als JSON, alleen provincie Limburg; thema Water en bodem, met termijnen en partijen",
        ),
    ],
)
def test_job_is_called_after_what_was_chosen(client: Client, ronde: Ronde, vraag: dict[str, Any], titel: str) -> None:
    """On the page of jobs two parts of one list must not look the same."""
    client.force_login(RijksredacteurFactory())
    client.post("/afsprakenlijsten/bol-2024/export/", {"formaat": "json", **vraag})
    assert Taak.objects.get().titel.replace("Gegevens (JSON)", "JSON").endswith(titel)


def test_job_with_a_long_choice_only_says_how_much(ronde: Ronde) -> None:
    veel = Keuze(gebieden=("a", "b", "c"), themas=("d", "e", "f"))
    assert deel_in_het_kort(veel, []) == "3 gebieden; 3 thema's"


def test_file_name_stays_short_when_everything_is_chosen(ronde: Ronde) -> None:
    """A name of the table is 200 characters at most."""
    veel = tuple(f"een-gebied-met-een-lange-naam-{nummer}" for nummer in range(16))
    keuze = Keuze(
        landsdelen=("noord", "noordwest", "oost", "zuid", "zuidwest", "landelijk"),
        provincies=veel,
        gebieden=veel,
        themas=veel,
        met_status=True,
        met_termijnen=True,
        met_partijen=True,
    )
    naam = bestandsnaam(ronde=ronde, formaat="docx", keuze=keuze)
    assert "16-provincies-16-gebieden-16-themas" in naam
    assert len(naam) < 200


# --- the same choice everywhere --------------------------------------------------------------------------------


@given(
    landsdelen=SLUGS,
    themas=SLUGS,
    dag=st.none() | st.dates(),
    aan=st.tuples(st.booleans(), st.booleans()),
    sinds=st.sampled_from([None, "", "1.3"]),
)
def test_choice_survives_the_parameters_of_a_job(
    landsdelen: tuple[str, ...], themas: tuple[str, ...], dag: date | None, aan: tuple[bool, bool], sinds: str | None
) -> None:
    keuze = Keuze(
        landsdelen=tuple(sorted(landsdelen)),
        themas=tuple(sorted(themas)),
        met_status=True,
        peildatum=dag,
        met_termijnen=aan[0],
        met_partijen=aan[1],
        wijzigingen_sinds=sinds,
    )
    assert Keuze.uit_parameters(json.loads(json.dumps(keuze.als_parameters()))) == keuze


def test_job_that_was_asked_for_before_there_were_choices_still_runs() -> None:
    assert Keuze.uit_parameters({"ronde": 1, "landsdelen": ["zuid"], "met_status": False}) == Keuze(
        landsdelen=("zuid",)
    )


def test_peildatum_without_status_is_refused(ronde: Ronde) -> None:
    with pytest.raises(ValidationError, match="Een peildatum zegt op welke dag"):
        voer_lijst_uit(ronde=ronde, user=None, formaat="json", keuze=Keuze(peildatum=date(2024, 1, 1)))


def test_part_of_a_past_day_is_chosen_as_it_was_classified_then(ronde: Ronde) -> None:
    """As the list page of that day chooses, so that both give one number."""
    Afspraak.objects.update(created_at=timezone.now() - timedelta(days=2))
    water = Afspraak.objects.get(code="BOL-2024-Z-1-02")
    bewerk_afspraak(afspraak=water, soort=water.soort, by=RijksredacteurFactory())
    gisteren = timezone.localdate() - timedelta(days=1)
    for nu_keuze in (Keuze(themas=("water-en-bodem",)), Keuze(provincies=("limburg",))):
        nu, toen = (
            {een.code for een in lijst_uit_database(ronde, user=None, keuze=keuze).tekstblokken}
            for keuze in (nu_keuze, replace(nu_keuze, met_status=True, peildatum=gisteren))
        )
        assert toen - nu == {water.code}


def test_page_job_and_command_make_the_same_part(client: Client, ronde: Ronde, tmp_path: Path) -> None:
    client.force_login(RijksredacteurFactory())
    adres = "/afsprakenlijsten/bol-2024/export/"
    client.post(adres, {"formaat": "json", "thema": ["water-en-bodem"], "met_partijen": "on"})
    taak = Taak.objects.get()
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.bestandsnaam == "afsprakenlijst-bol-2024-thema-water-en-bodem-partijen.json"
    doel = tmp_path / "deel.json"
    call_command(
        *("export_afsprakenlijst", "--soort", "bol", "--jaar", "2024", "--formaat", "json"),
        *("--thema", "water-en-bodem", "--met-partijen", "--output", str(doel)),
        verbosity=0,
    )
    with taak.bestand.open("rb") as bestand:
        assert bestand.read() == doel.read_bytes()
    assert json.loads(doel.read_bytes())["tellingen"]["afspraken"] == 1


def test_status_of_a_chosen_day_can_be_asked_for_on_the_page(client: Client, ronde: Ronde) -> None:
    client.force_login(RijksredacteurFactory())
    gisteren = timezone.localdate() - timedelta(days=1)
    vraag = {"formaat": "json", "met_status": "on", "peildatum": gisteren.isoformat()}
    assert client.post("/afsprakenlijsten/bol-2024/export/", vraag).status_code == 303
    assert Taak.objects.get().parameters["peildatum"] == gisteren.isoformat()


def test_page_refuses_a_choice_of_which_nothing_is_left(client: Client, ronde: Ronde) -> None:
    """Both occur in the list, but no agreement has both: better said at once than by a job that fails."""
    client.force_login(RijksredacteurFactory())
    vraag = {"formaat": "pdf", "gebied": ["de-peel"], "thema": ["water-en-bodem"]}
    antwoord = client.post("/afsprakenlijsten/bol-2024/export/", vraag)
    assert antwoord.status_code == 422
    assert "Bij deze keuze hoort geen enkele afspraak" in antwoord.content.decode()
    assert not Taak.objects.exists()


@pytest.mark.parametrize("veld", ["provincie", "gebied", "thema"])
def test_page_refuses_what_does_not_occur_in_the_list(client: Client, ronde: Ronde, veld: str) -> None:
    client.force_login(RijksredacteurFactory())
    antwoord = client.post("/afsprakenlijsten/bol-2024/export/", {"formaat": "pdf", veld: ["atlantis"]})
    assert antwoord.status_code == 422
    pagina = " ".join(antwoord.content.decode().split())
    assert "die in deze lijst voorkomen" in pagina
    assert '<details class="exportdeel" open>' in pagina
