"""The published status: who hears it instead of the live one, and how it is published."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol
from agreements.models import Afspraak, Bewijsstuk, Overleg, Status, Statuswijziging
from agreements.services import statuspublicatie
from agreements.services.deelafspraken import splits_afspraak
from agreements.services.statuspublicatie import publiceer_statussen
from agreements.services.statussen import Bewijs, wijzig_status
from tests.factories import AfspraakFactory, LandsdeelFactory, OverlegFactory, RijksredacteurFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def noordwest():
    return LandsdeelFactory.create(slug="noordwest")


@pytest.fixture
def afspraak():
    """A public agreement of Noordwest: told to be in uitvoering, and meanwhile vertraagd."""
    return AfspraakFactory.create(
        status=Status.VERTRAAGD,
        status_op=timezone.now() - timedelta(days=3),
        gepubliceerde_status=Status.IN_UITVOERING,
        gepubliceerde_status_op=timezone.now() - timedelta(days=90),
        termijn_tot=timezone.localdate() - timedelta(days=1),
    )


def _lezers(afspraak):
    """Everybody there is, with whether they hear the live status."""
    noordwest, zuid = afspraak.overleg.landsdeel, LandsdeelFactory.create(slug="zuid")
    houder = UserFactory(rol=Rol.DOSSIERHOUDER)
    afspraak.dossierhouders.add(houder)
    oud = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[noordwest])
    oud.roltoewijzingen.update(geldig_tot=timezone.localdate() - timedelta(days=1))
    return [
        ("publiek", AnonymousUser(), False),
        ("zonder rol", UserFactory(), False),
        ("rol afgelopen", oud, False),
        ("beheerder", UserFactory(rol=Rol.BEHEERDER), False),
        ("lezer elders", UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid]), False),
        ("redacteur elders", UserFactory(rol=Rol.REDACTEUR_REGIO, rol__landsdelen=[zuid]), False),
        ("dossierhouder van een andere", UserFactory(rol=Rol.DOSSIERHOUDER), False),
        ("lezer", UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[noordwest]), True),
        ("redacteur", UserFactory(rol=Rol.REDACTEUR_REGIO, rol__landsdelen=[noordwest]), True),
        ("dossierhouder van het landsdeel", UserFactory(rol=Rol.DOSSIERHOUDER, rol__landsdelen=[noordwest]), True),
        ("dossierhouder van deze", houder, True),
        ("rijksredacteur", RijksredacteurFactory(), True),
    ]


def test_live_status_is_for_rijk_own_landsdeel_and_own_agreements(afspraak):
    for wie, user, live in _lezers(afspraak):
        rij = Afspraak.objects.visible_to(user).get()
        verwacht = (Status.VERTRAAGD, afspraak.status_op) if live else (Status.IN_UITVOERING,)
        assert rij.zicht_live is live, wie
        assert rij.zicht_status == verwacht[0], wie
        assert rij.zicht_status_op == (afspraak.status_op if live else afspraak.gepubliceerde_status_op), wie


def test_history_and_evidence_go_with_the_live_status(afspraak):
    wijzig_status(
        afspraak=afspraak,
        naar=Status.AANGEHOUDEN,
        toelichting="Wacht.",
        bewijs=[Bewijs(naam="brief", url="https://voorbeeld.nl/brief")],
        by=SYSTEEM,
    )
    for wie, user, live in _lezers(afspraak):
        assert Statuswijziging.objects.visible_to(user).exists() is live, wie
        assert Bewijsstuk.objects.visible_to(user).exists() is live, wie


def test_landelijk_agreement_is_live_for_the_rijksredacteur_only(noordwest):
    landelijk = AfspraakFactory.create(
        overleg=OverlegFactory(landsdeel=None),
        tekstblok__code="BOL-2024-L-1-01",
        status=Status.VERTRAAGD,
        gepubliceerde_status=Status.IN_UITVOERING,
    )
    lezer = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[noordwest])
    assert Afspraak.objects.visible_to(lezer).get(pk=landelijk.pk).zicht_status == Status.IN_UITVOERING
    rijk = RijksredacteurFactory()
    assert Afspraak.objects.visible_to(rijk).get(pk=landelijk.pk).zicht_status == Status.VERTRAAGD


def test_over_tijd_and_open_follow_the_status_that_is_told(afspraak):
    lezer = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[afspraak.overleg.landsdeel])
    wijzig_status(afspraak=afspraak, naar=Status.AFGEROND, toelichting="Klaar.", by=SYSTEEM)
    assert not Afspraak.objects.visible_to(lezer).over_tijd().exists()
    buiten = Afspraak.objects.visible_to(AnonymousUser())
    assert buiten.over_tijd().get().is_over_tijd


def test_status_without_a_reader_is_no_status(afspraak):
    """Nobody reads the live status by forgetting who is asking: without a reader there is no answer at all."""
    with pytest.raises(AttributeError):
        _ = Afspraak.objects.get().is_over_tijd


# --- publishing ------------------------------------------------------------------------------------------------


def test_publiceer_statussen_tells_the_public_what_is_so_and_leaves_a_line(afspraak):
    gelijk = AfspraakFactory.create(overleg=afspraak.overleg)
    redacteur = RijksredacteurFactory()
    op = timezone.now() - timedelta(hours=1)
    anders = publiceer_statussen(afspraken=Afspraak.objects.filter(overleg=afspraak.overleg), by=redacteur, op=op)
    assert anders == 1
    for rij in Afspraak.objects.visible_to(AnonymousUser()):
        assert (rij.zicht_status, rij.zicht_status_op) == (rij.status, op)
    [regel] = Auditregel.objects.filter(actie="statussen gepubliceerd")
    assert (regel.object_soort, regel.object_sleutel) == ("ronde", afspraak.overleg.ronde.slug)
    assert regel.details == {"afspraken": 2, "anders": 1, "op": op.isoformat()}
    assert gelijk.status == Status.NOG_NIET_GESTART


def test_publiceer_statussen_touches_nothing_else(afspraak):
    ander = AfspraakFactory.create(
        overleg=afspraak.overleg, status=Status.AFGEROND, gepubliceerde_status=Status.IN_UITVOERING
    )
    publiceer_statussen(afspraken=Afspraak.objects.filter(pk=afspraak.pk), by=SYSTEEM)
    ander.refresh_from_db()
    assert ander.gepubliceerde_status == Status.IN_UITVOERING
    assert list(Overleg.objects.values_list("ronde__fase", flat=True)) == ["openbaar"]


@pytest.mark.parametrize("rol", [None, Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER, Rol.BEHEERDER])
def test_publiceer_statussen_is_the_rijksredacteurs(afspraak, rol):
    user = UserFactory(rol=rol, rol__landsdelen=[afspraak.overleg.landsdeel]) if rol else UserFactory()
    with pytest.raises(PermissionDenied):
        publiceer_statussen(afspraken=Afspraak.objects.all(), by=user)
    afspraak.refresh_from_db()
    assert afspraak.gepubliceerde_status == Status.IN_UITVOERING


def test_publiceer_statussen_publishes_nothing_when_its_line_cannot_be_written(afspraak, monkeypatch):
    def stuk(**_):
        raise RuntimeError("het logboek is vol")

    monkeypatch.setattr(statuspublicatie, "leg_vast", stuk)
    with pytest.raises(RuntimeError):
        publiceer_statussen(afspraken=Afspraak.objects.all(), by=SYSTEEM)
    afspraak.refresh_from_db()
    assert afspraak.gepubliceerde_status == Status.IN_UITVOERING


def test_part_of_an_agreement_begins_with_what_the_public_knew_of_the_whole(afspraak):
    tekst = afspraak.tekstblok
    tekst.tekst = "Rijk en regio maken een plan en voeren dat plan uit."
    tekst.save(update_fields=["tekst"])
    delen = splits_afspraak(
        afspraak=afspraak, delen=["Rijk en regio maken een plan", "voeren dat plan uit."], by=SYSTEEM
    )
    publiek = Afspraak.objects.visible_to(AnonymousUser()).filter(pk__in=[deel.pk for deel in delen])
    assert {(deel.zicht_status, deel.zicht_status_op) for deel in publiek} == {
        (Status.IN_UITVOERING, afspraak.gepubliceerde_status_op)
    }
