"""The pages of the road to publication, and those of an exception to the embargo."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Rol, User
from agreements.exporters import FORMATEN
from agreements.models import Afspraak, Embargouitzondering, Publicatieplan, Ronde, Taak
from agreements.services import taken
from agreements.services.publicatie import plan_publicatie
from agreements.services.uitgaven import als_taak, vastleggen
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*sRGB2014.*")]

AfspraakFactory: Any = factories.AfspraakFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory

Fase = Ronde.Fase
NU = datetime(2026, 9, 14, 16, 30, tzinfo=timezone.get_default_timezone())
PAGINA = "/afsprakenlijsten/bol-2026/publicatie/"
BRIEF = {"verzonden_op": "2026-09-14T16:00", "kenmerk": "2026-0000123456", "kamerstuk": "34682 nr 228"}
GEPLAND = BRIEF | {"verzonden_op": "2026-09-15T09:00"}


@pytest.fixture(autouse=True)
def _vandaag(time_machine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    time_machine.move_to(NU, tick=False)
    monkeypatch.setattr(vastleggen, "FORMATEN", {slug: FORMATEN[slug] for slug in ("html", "json")})
    monkeypatch.setattr(als_taak, "FORMAAT", "html")


@pytest.fixture
def ronde() -> Ronde:
    ronde: Ronde = RondeFactory(jaar=2026, fase=Fase.VASTGESTELD, lijst_titel="Afspraken 2026")
    for slug in ("zuid", "oost"):
        overleg = OverlegFactory(ronde=ronde, landsdeel=LandsdeelFactory(slug=slug), datum=date(2026, 9, 9))
        AfspraakFactory.create_batch(2, overleg=overleg)
    return ronde


@pytest.fixture
def redacteur(client: Client) -> User:
    user: User = RijksredacteurFactory(username="rijks", naam="Rik de Vries")
    client.force_login(user)
    return user


def tekst(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def verborgen(response: Any) -> dict[str, str]:
    """The hidden fields of the form that confirms."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.content.decode()))


def fase(ronde: Ronde) -> str:
    ronde.refresh_from_db()
    return str(ronde.fase)


# --- phases ----------------------------------------------------------------------------------------------------


def test_ronde_is_brought_to_the_next_phase_and_back(client: Client, ronde: Ronde, redacteur: User) -> None:
    Ronde.objects.update(fase=Fase.CONCEPT)
    assert "Volgende stap: overleg gehouden" in tekst(client.get(PAGINA))
    client.post(f"{PAGINA}fase/", {"naar": "gehouden"})
    assert fase(ronde) == Fase.GEHOUDEN
    assert "14 september 2026, 16:30 uur , Rik de Vries" in tekst(client.get(PAGINA))
    zonder = client.post(f"{PAGINA}fase/", {"naar": "concept", "toelichting": " "})
    assert zonder.status_code == 422
    assert "Schrijf op waarom de ronde teruggaat" in tekst(zonder)
    client.post(f"{PAGINA}fase/", {"naar": "concept", "toelichting": "Er komt nog een overleg."})
    assert fase(ronde) == Fase.CONCEPT
    assert "Er komt nog een overleg." in tekst(client.get(PAGINA))


@pytest.mark.parametrize("naar", ["openbaar", "verzonden", "vastgesteld", "klaar", ""])
def test_phase_that_is_not_offered_is_refused(client: Client, ronde: Ronde, redacteur: User, naar: str) -> None:
    Ronde.objects.update(fase=Fase.CONCEPT)
    client.post(f"{PAGINA}fase/", {"naar": naar, "toelichting": "Toch."})
    assert fase(ronde) == Fase.CONCEPT


def test_page_says_what_stands_in_the_way(client: Client, redacteur: User) -> None:
    RondeFactory(jaar=2026, concept=True)
    assert "Er is nog geen overleg gehouden." in tekst(client.get(PAGINA))


# --- the letter ------------------------------------------------------------------------------------------------


def test_confirmation_says_exactly_what_it_opens_and_then_it_is_done_once(
    client: Client, ronde: Ronde, redacteur: User
) -> None:
    UserFactory(naam="Lies Zuid", rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")])
    laatste = Afspraak.objects.order_by("-code")[0]
    Embargouitzondering.objects.create(afspraak=laatste, soort="later", reden="Zo is het.", op=NU)
    Afspraak.objects.filter(pk=laatste.pk).update(embargo="later")
    bevestiging = client.post(f"{PAGINA}bevestigen/", BRIEF)
    gelezen = tekst(bevestiging)
    for zin in (
        "“Afspraken 2026” met 3 teksten in 2 delen",
        "de pagina's van 3 afspraken die worden gevolgd",
        "uitgave 1.0",
        f"{laatste.code} blijft dicht tot de uitzondering wordt ingetrokken.",
        "2 deelnemers krijgen een exemplaar",
        "Lies Zuid",
        "34 682, nr. 228",
        "Dit kan niet worden teruggedraaid.",
    ):
        assert zin in gelezen
    assert fase(ronde) == Fase.VASTGESTELD
    velden = verborgen(bevestiging)
    eerste, tweede = (client.post(f"{PAGINA}verzenden/", velden) for _ in range(2))
    assert eerste.status_code == tweede.status_code == 303
    assert eerste.headers["Location"] == tweede.headers["Location"]
    taak = Taak.objects.get()
    assert "wordt op dit moment geopend" in tekst(client.get(PAGINA))
    taken.voer_uit(taak.pk)
    assert fase(ronde) == Fase.OPENBAAR
    assert "Bekijk wat er is gebeurd" in tekst(client.get(taak.get_absolute_url()))
    assert "Naar de publicatie" in tekst(client.get(reverse("taak-lijst")))
    daarna = tekst(client.get(PAGINA))
    for zin in ("De lijst is openbaar", "2026-0000123456", "Uitgave 1.0", "2 deelnemers, van wie 0 ook per mail"):
        assert zin in daarna
    nog_eens = client.post(f"{PAGINA}verzenden/", velden, follow=True)
    assert "is al verzonden op 14 september 2026, 16:00" in tekst(nog_eens)


def test_list_that_changed_since_is_confirmed_again(client: Client, ronde: Ronde, redacteur: User) -> None:
    velden = verborgen(client.post(f"{PAGINA}bevestigen/", BRIEF))
    AfspraakFactory(overleg=ronde.overleggen.order_by("pk")[0])
    opnieuw = client.post(f"{PAGINA}verzenden/", velden)
    assert opnieuw.status_code == 409
    assert "Er is iets veranderd" in tekst(opnieuw)
    assert not Taak.objects.exists()
    assert client.post(f"{PAGINA}verzenden/", verborgen(opnieuw)).status_code == 303


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"kenmerk": ""}, "Vul het kenmerk van de brief in."),
        ({"verzonden_op": "morgen"}, "Dit is geen datum en tijd."),
        ({"verzonden_op": ""}, "Vul in wanneer de brief is of wordt verzonden."),
        ({"verzonden_op": "2026-09-01T10:00"}, "voor het overleg van 9 september 2026"),
        ({"kamerstuk": "geen idee"}, "is geen Kamerstuk"),
    ],
)
def test_letter_that_cannot_be_one_is_said_beside_its_field(
    client: Client, ronde: Ronde, redacteur: User, anders: dict[str, str], zin: str
) -> None:
    for daad in ("bevestigen", "verzenden"):
        response = client.post(f"{PAGINA}{daad}/", BRIEF | anders)
        assert response.status_code == 422
        assert zin in tekst(response)
    assert not Taak.objects.exists()


def test_moment_to_come_is_planned_and_can_be_stopped(client: Client, ronde: Ronde, redacteur: User) -> None:
    bevestiging = client.post(f"{PAGINA}bevestigen/", GEPLAND)
    assert "Op 15 september 2026, 09:00 uur wordt voor iedereen openbaar" in tekst(bevestiging)
    velden = verborgen(bevestiging)
    client.post(f"{PAGINA}verzenden/", velden)
    plan = Publicatieplan.objects.get()
    assert (plan.gepland_voor, plan.kamerstuk) == (NU + timedelta(hours=16, minutes=30), "34 682, nr. 228")
    assert "De lijst wordt openbaar op 15 september 2026, 09:00 uur" in tekst(client.get(PAGINA))
    tweede = client.post(f"{PAGINA}verzenden/", velden, follow=True)
    assert "al een publicatie gepland" in tekst(tweede)
    client.post(f"{PAGINA}stoppen/", {"plan": plan.pk})
    assert "al gestopt" in tekst(client.post(f"{PAGINA}stoppen/", {"plan": plan.pk}, follow=True))
    assert "Brief verzonden" in tekst(client.get(PAGINA))
    for raar in ("0", "x", "9" * 30):
        assert client.post(f"{PAGINA}stoppen/", {"plan": raar}).status_code == 404


def test_moment_that_passed_while_one_read_is_confirmed_again(
    client: Client, ronde: Ronde, redacteur: User, time_machine: Any
) -> None:
    """Planning something and opening it at once are not the same act."""
    velden = verborgen(client.post(f"{PAGINA}bevestigen/", GEPLAND | {"verzonden_op": "2026-09-14T16:40"}))
    time_machine.move_to(NU + timedelta(minutes=20), tick=False)
    assert client.post(f"{PAGINA}verzenden/", velden).status_code == 409
    assert not Publicatieplan.objects.exists()
    assert not Taak.objects.exists()


def test_plan_that_failed_says_why(client: Client, ronde: Ronde, redacteur: User) -> None:
    plan_publicatie(ronde=ronde, gepland_voor=NU + timedelta(hours=1), kenmerk="K", by=redacteur)
    Publicatieplan.objects.update(fout="De lijst was niet vastgesteld.")
    gelezen = tekst(client.get(PAGINA))
    assert "Niet gelukt" in gelezen
    assert "De lijst was niet vastgesteld." in gelezen


def test_page_of_a_ronde_of_the_past_says_that_it_was_public(client: Client, ronde: Ronde, redacteur: User) -> None:
    Ronde.objects.update(fase=Fase.OPENBAAR)
    assert "was al openbaar toen zij in deze applicatie kwam" in tekst(client.get(PAGINA))


@pytest.mark.parametrize("pad", ["", "fase/", "bevestigen/", "verzenden/", "stoppen/"])
def test_pages_are_the_rijksredacteurs(client: Client, ronde: Ronde, pad: str) -> None:
    for user, status in ((None, 302), (UserFactory(rol=Rol.BEHEERDER), 403), (UserFactory(rol=Rol.DOSSIERHOUDER), 403)):
        if user:
            client.force_login(user)
        methode = client.post if pad else client.get
        assert methode(f"{PAGINA}{pad}", BRIEF).status_code == status
    client.force_login(RijksredacteurFactory())
    assert (client.get if pad else client.post)(f"{PAGINA}{pad}").status_code == 405
    assert (client.post if pad else client.get)(f"/afsprakenlijsten/bol-2031/publicatie/{pad}").status_code == 404
    assert fase(ronde) == Fase.VASTGESTELD


@pytest.mark.parametrize("aantal", [1, 12])
def test_page_runs_a_constant_number_of_queries(
    client: Client, ronde: Ronde, redacteur: User, aantal: int, django_assert_max_num_queries: Any
) -> None:
    for afspraak in AfspraakFactory.create_batch(aantal, overleg=ronde.overleggen.order_by("pk")[0]):
        Embargouitzondering.objects.create(afspraak=afspraak, soort="later", reden="Zo is het.", op=NU)
        Afspraak.objects.filter(pk=afspraak.pk).update(embargo="later")
    client.get(PAGINA)
    with django_assert_max_num_queries(16):
        client.get(PAGINA)


# --- exceptions ------------------------------------------------------------------------------------------------


@pytest.fixture
def afspraak(ronde: Ronde) -> Afspraak:
    afspraak: Afspraak = Afspraak.objects.order_by("code")[0]
    return afspraak


def test_exception_is_given_replaced_and_withdrawn(client: Client, afspraak: Afspraak, redacteur: User) -> None:
    pagina = reverse("afspraak-embargo", args=[afspraak.code])
    assert pagina in client.get(afspraak.get_absolute_url()).content.decode()
    fout = client.post(pagina, {"soort": "eerder", "reden": "Zo is het afgesproken."})
    assert fout.status_code == 422
    assert "Zeg vanaf wanneer de afspraak openbaar is." in tekst(fout)
    client.post(pagina, {"soort": "later", "reden": "Zo is het afgesproken."})
    assert "Blijft dicht tot de uitzondering wordt ingetrokken" in tekst(client.get(pagina))
    client.post(pagina, {"soort": "eerder", "openbaar_vanaf": "2026-09-15T08:00", "reden": "Toch eerder."})
    gelezen = tekst(client.get(pagina))
    assert "Openbaar vanaf 15 september 2026, 08:00 uur" in gelezen
    assert "Wat eerder gold" in gelezen
    assert afspraak.code in tekst(client.get(PAGINA))
    client.post(f"{pagina}intrekken/")
    assert not Embargouitzondering.objects.filter(ingetrokken_op=None).exists()
    assert "al ingetrokken" in tekst(client.post(f"{pagina}intrekken/", follow=True))


def test_public_agreement_gets_no_exception(client: Client, afspraak: Afspraak, redacteur: User) -> None:
    Ronde.objects.update(fase=Fase.OPENBAAR)
    pagina = reverse("afspraak-embargo", args=[afspraak.code])
    assert pagina not in client.get(afspraak.get_absolute_url()).content.decode()
    assert "Deze afspraak is openbaar." in tekst(client.get(pagina))
    assert client.post(pagina, {"soort": "later", "reden": "Te laat."}).status_code == 422


def test_exception_is_the_rijksredacteurs(client: Client, afspraak: Afspraak) -> None:
    pagina = reverse("afspraak-embargo", args=[afspraak.code])
    zuid = afspraak.overleg.landsdeel
    noord = LandsdeelFactory(slug="noord")
    for user, status in (
        (None, 302),
        (UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid]), 403),
        (UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[noord]), 404),
    ):
        if user:
            client.force_login(user)
            assert pagina not in client.get(afspraak.get_absolute_url()).content.decode()
        for adres in (pagina, f"{pagina}intrekken/"):
            assert client.post(adres, {"soort": "later", "reden": "Zomaar."}).status_code == status
        assert client.get(pagina).status_code == status
    client.force_login(RijksredacteurFactory())
    assert client.get(f"{pagina}intrekken/").status_code == 405
    assert not Embargouitzondering.objects.exists()
