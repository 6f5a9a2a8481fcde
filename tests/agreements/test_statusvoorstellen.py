"""Proposed statuses: who may propose and answer, that nothing changes before, and that one answer is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from accounts.models import Auditregel, Rol, User
from agreements.models import Afspraak, Bericht, Status, Statusvoorstel, Statuswijziging
from agreements.services.statussen import Bewijs, wijzig_status
from agreements.services.statusvoorstellen import (
    geef_voorstel_terug,
    neem_voorstel_over,
    stel_status_voor,
    trek_voorstel_in,
)
from tests.factories import (
    AfspraakFactory,
    GebiedFactory,
    LandsdeelFactory,
    OverlegFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def limburg() -> Any:
    return ProvincieFactory.create(naam="Limburg", landsdeel=LandsdeelFactory.create(slug="zuid"))


@pytest.fixture
def redacteur(limburg: Any) -> User:
    return UserFactory.create(username="redacteur", rol=Rol.REDACTEUR_REGIO, rol__provincies=[limburg])


@pytest.fixture
def afspraak(limburg: Any) -> Afspraak:
    return AfspraakFactory.create(
        overleg=OverlegFactory.create(landsdeel=limburg.landsdeel), verzamelingen__provincies=[limburg]
    )


@pytest.fixture
def voorstel(afspraak: Afspraak, redacteur: User) -> Statusvoorstel:
    return stel_status_voor(
        afspraak=afspraak,
        naar=Status.AFGEROND,
        toelichting=" De brug ligt er. ",
        bewijs=[
            Bewijs(naam="krant", url="https://voorbeeld.nl/krant"),
            Bewijs(naam="besluit.pdf", bestand=ContentFile(b"inhoud", name="besluit.pdf")),
        ],
        by=redacteur,
    )


def test_a_proposal_changes_nothing_yet(voorstel: Statusvoorstel, afspraak: Afspraak, redacteur: User):
    afspraak.refresh_from_db()
    assert afspraak.status == Status.NOG_NIET_GESTART
    assert afspraak.statuswijzigingen.count() == 1
    assert (voorstel.toelichting, voorstel.van, voorstel.rol) == (
        "De brug ligt er.",
        Status.NOG_NIET_GESTART,
        "Redacteur regio",
    )
    assert Auditregel.objects.get(actie="status voorgesteld").actor == redacteur.username


def test_taking_over_makes_the_change_with_its_evidence(voorstel: Statusvoorstel, afspraak: Afspraak):
    rijk = RijksredacteurFactory()
    wijziging = neem_voorstel_over(voorstel=voorstel, by=rijk)
    afspraak.refresh_from_db()
    assert afspraak.status == Status.AFGEROND
    assert (wijziging.toelichting, wijziging.door) == ("De brug ligt er.", rijk)
    assert [(stuk.naam, stuk.url) for stuk in wijziging.bewijs.order_by("pk")] == [
        ("krant", "https://voorbeeld.nl/krant"),
        ("besluit.pdf", ""),
    ]
    with wijziging.bewijs.get(url="").bestand.open() as document:
        assert document.read() == b"inhoud"
    assert wijziging.voorsteloordeel.voorstel == voorstel


def test_returning_needs_a_reason_and_changes_nothing(voorstel: Statusvoorstel, afspraak: Afspraak):
    rijk = RijksredacteurFactory()
    with pytest.raises(ValidationError, match="waarom"):
        geef_voorstel_terug(voorstel=voorstel, reden=" ", by=rijk)
    oordeel = geef_voorstel_terug(voorstel=voorstel, reden="Nog niet open.", by=rijk)
    assert oordeel.reden == "Nog niet open."
    assert afspraak.statuswijzigingen.count() == 1


def test_dossierhouder_answers_for_the_own_agreements_only(voorstel: Statusvoorstel, afspraak: Afspraak):
    houder = UserFactory.create(rol=Rol.DOSSIERHOUDER)
    assert not Statusvoorstel.objects.visible_to(houder).exists()
    with pytest.raises(PermissionDenied):
        neem_voorstel_over(voorstel=voorstel, by=houder)
    afspraak.dossierhouders.add(houder)
    assert list(Statusvoorstel.objects.visible_to(houder).te_beoordelen_door(houder)) == [voorstel]
    neem_voorstel_over(voorstel=voorstel, by=houder)
    assert not Statusvoorstel.objects.te_beoordelen_door(houder).exists()


TWEEDE: dict[str, Callable[[Statusvoorstel, User], Any]] = {
    "overnemen": lambda voorstel, _: neem_voorstel_over(voorstel=voorstel, by=RijksredacteurFactory()),
    "teruggeven": lambda voorstel, _: geef_voorstel_terug(voorstel=voorstel, reden="Nee.", by=RijksredacteurFactory()),
    "intrekken": lambda voorstel, redacteur: trek_voorstel_in(voorstel=voorstel, by=redacteur),
}


@pytest.mark.parametrize("tweede", TWEEDE)
def test_an_answered_proposal_is_not_answered_again(voorstel: Statusvoorstel, redacteur: User, tweede: str):
    neem_voorstel_over(voorstel=voorstel, by=RijksredacteurFactory(naam="Eerste"))
    with pytest.raises(ValidationError, match="al overgenomen, door Eerste"):
        TWEEDE[tweede](voorstel, redacteur)
    assert Statuswijziging.objects.filter(afspraak=voorstel.afspraak).count() == 2


def test_a_status_that_changed_meanwhile_is_not_overwritten(voorstel: Statusvoorstel, afspraak: Afspraak):
    rijk = RijksredacteurFactory()
    wijzig_status(afspraak=afspraak, naar=Status.IN_UITVOERING, by=rijk)
    with pytest.raises(ValidationError, match="in uitvoering"):
        neem_voorstel_over(voorstel=voorstel, by=rijk)
    assert voorstel in Statusvoorstel.objects.open()


def test_only_the_proposer_withdraws_and_may_then_propose_again(voorstel: Statusvoorstel, redacteur: User):
    with pytest.raises(ValidationError, match="nog niet beantwoord"):
        stel_status_voor(afspraak=voorstel.afspraak, naar=Status.IN_UITVOERING, by=redacteur)
    with pytest.raises(PermissionDenied):
        trek_voorstel_in(voorstel=voorstel, by=RijksredacteurFactory())
    trek_voorstel_in(voorstel=voorstel, by=redacteur)
    stel_status_voor(afspraak=voorstel.afspraak, naar=Status.IN_UITVOERING, by=redacteur)


def test_what_the_change_would_refuse_is_refused_when_proposed(afspraak: Afspraak, redacteur: User):
    with pytest.raises(ValidationError) as fout:
        stel_status_voor(afspraak=afspraak, naar=Status.AFGEROND, by=redacteur)
    assert "toelichting" in fout.value.message_dict
    assert not Statusvoorstel.objects.exists()


def test_redacteur_proposes_for_own_provincie_and_the_gebieden_in_it(limburg: Any, redacteur: User):
    peel = GebiedFactory.create(naam="De Peel", provincies=[limburg], landsdelen=[limburg.landsdeel])
    in_gebied = AfspraakFactory.create(overleg__landsdeel=limburg.landsdeel, verzamelingen__gebieden=[peel])
    elders = AfspraakFactory.create(verzamelingen__provincies=[ProvincieFactory(naam="Utrecht")])
    stel_status_voor(afspraak=in_gebied, naar=Status.IN_UITVOERING, by=redacteur)
    with pytest.raises(PermissionDenied):
        stel_status_voor(afspraak=elders, naar=Status.IN_UITVOERING, by=redacteur)


@pytest.mark.parametrize("rol", [None, Rol.LEZER_REGIO, Rol.BEHEERDER, Rol.RIJKSREDACTEUR])
def test_others_do_not_propose(afspraak: Afspraak, rol: Rol | None):
    with pytest.raises(PermissionDenied):
        stel_status_voor(afspraak=afspraak, naar=Status.IN_UITVOERING, by=UserFactory.create(rol=rol))


def test_who_answers_and_who_proposed_are_told_once_and_without_a_word_of_it(
    voorstel: Statusvoorstel, afspraak: Afspraak, redacteur: User
):
    assert not Bericht.objects.exists()  # there was nobody of the Rijk yet
    trek_voorstel_in(voorstel=voorstel, by=redacteur)
    rijk, houder = RijksredacteurFactory(), UserFactory.create(rol=Rol.DOSSIERHOUDER)
    tweede = stel_status_voor(afspraak=afspraak, naar=Status.VERTRAAGD, toelichting="Geheim.", by=redacteur)
    trek_voorstel_in(voorstel=tweede, by=redacteur)
    afspraak.dossierhouders.add(houder)
    derde = stel_status_voor(afspraak=afspraak, naar=Status.VERTRAAGD, toelichting="Geheim.", by=redacteur)
    geef_voorstel_terug(voorstel=derde, reden="Ook geheim.", by=houder)
    assert [(bericht.user, bericht.adres) for bericht in Bericht.objects.order_by("pk")] == [
        (rijk, tweede.get_absolute_url()),
        (houder, derde.get_absolute_url()),
        (redacteur, derde.get_absolute_url()),
    ]
    tekst = " ".join(bericht.onderwerp + bericht.tekst for bericht in Bericht.objects.all())
    assert not any(woord in tekst for woord in ("eheim", afspraak.code, "vertraagd"))


# --- pages -----------------------------------------------------------------------------------------------------


def test_redacteur_proposes_and_rijk_takes_over_through_the_pages(client: Client, afspraak: Afspraak, redacteur: User):
    client.force_login(redacteur)
    pagina = client.get(afspraak.get_absolute_url()).content.decode()
    nieuw = reverse("statusvoorstel-nieuw", args=[afspraak.code])
    assert nieuw in pagina
    assert client.get(afspraak.get_status_url()).status_code == 403
    gegevens = {"versie": 1, "naar": "vertraagd", "toelichting": "", "links": "https://voorbeeld.nl/a"}
    fout = client.post(nieuw, gegevens)
    assert (fout.status_code, "Geef een toelichting" in fout.content.decode()) == (422, True)
    antwoord = client.post(nieuw, gegevens | {"toelichting": "Het regent."})
    voorstel = Statusvoorstel.objects.get()
    assert antwoord["Location"] == voorstel.get_absolute_url()
    eigen = client.get(antwoord["Location"]).content.decode()
    assert "Voorstel intrekken" in eigen
    assert "Overnemen</button>" not in eigen
    assert client.post(reverse("statusvoorstel-overnemen", args=[voorstel.pk])).status_code == 403

    client.force_login(RijksredacteurFactory(naam="Rijk"))
    lijst = client.get(reverse("statusvoorstel-lijst")).content.decode()
    assert "Wacht op uw antwoord (1)" in lijst
    leeg = client.post(reverse("statusvoorstel-teruggeven", args=[voorstel.pk]), {"reden": ""})
    assert (leeg.status_code, "Schrijf op waarom" in leeg.content.decode()) == (422, True)
    client.post(reverse("statusvoorstel-overnemen", args=[voorstel.pk]))
    afspraak.refresh_from_db()
    assert afspraak.status == Status.VERTRAAGD
    tweede = client.post(reverse("statusvoorstel-overnemen", args=[voorstel.pk]))
    assert (tweede.status_code, "al overgenomen" in tweede.content.decode()) == (422, True)
    assert f"op voorstel van {redacteur}" in client.get(afspraak.get_absolute_url()).content.decode()


def test_strangers_get_404_and_wrong_methods_405(client: Client, voorstel: Statusvoorstel):
    detail = voorstel.get_absolute_url()
    assert client.get(detail).status_code == 302
    noordwest = LandsdeelFactory.create(slug="noordwest")
    client.force_login(UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[noordwest]))
    stuk = voorstel.bewijs.get(url="")
    for adres in (detail, reverse("voorstelbewijs", args=[stuk.pk])):
        assert client.get(adres).status_code == 404
    assert client.post(reverse("statusvoorstel-overnemen", args=[voorstel.pk])).status_code == 404
    client.force_login(RijksredacteurFactory())
    assert client.get(reverse("statusvoorstel-overnemen", args=[voorstel.pk])).status_code == 405
    document: Any = client.get(reverse("voorstelbewijs", args=[stuk.pk]))
    assert document["Content-Disposition"] == 'attachment; filename="besluit.pdf"'
    assert b"".join(document.streaming_content) == b"inhoud"


@pytest.mark.parametrize("aantal", [1, 25])
def test_list_costs_the_same_for_one_and_for_many(
    client: Client, limburg: Any, redacteur: User, aantal: int, django_assert_max_num_queries: Any
):
    for _ in range(aantal):
        afspraak = AfspraakFactory.create(overleg__landsdeel=limburg.landsdeel, verzamelingen__provincies=[limburg])
        stel_status_voor(afspraak=afspraak, naar=Status.IN_UITVOERING, by=redacteur)
    client.force_login(RijksredacteurFactory())
    # session, user, roles with three scopes (4), what waits, the count and the page of the others
    with django_assert_max_num_queries(9):
        assert client.get(reverse("statusvoorstel-lijst")).status_code == 200


def test_empty_list_says_so(client: Client, redacteur: User):
    client.force_login(redacteur)
    assert "Er zijn nog geen statusvoorstellen" in client.get(reverse("statusvoorstel-lijst")).content.decode()
