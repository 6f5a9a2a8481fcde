from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.models import Afspraak, Status
from dashboards import tellingen
from dashboards.overzichten import elders_over, in_jaar
from dashboards.tellingen import NIETS, tel
from tests.dashboards.conftest import vul
from tests.factories import AfspraakFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gevuld(land):
    vul(land, 200)
    return land


def test_tel_gives_what_the_queryset_methods_give(gevuld, rijksredacteur):
    zichtbaar = Afspraak.objects.visible_to(rijksredacteur)

    telling = tel(zichtbaar)

    gevolgd = zichtbaar.gevolgd()
    assert telling.totaal == gevolgd.count() > 100
    assert telling.open == gevolgd.open().count()
    assert telling.over_tijd == gevolgd.over_tijd().count() > 10
    assert telling.binnenkort == gevolgd.binnenkort().count() > 10
    assert telling.context == zichtbaar.in_lijst().filter(soort="context").count() > 5
    assert {status: telling.met(status) for status in Status} == {
        status: gevolgd.filter(status=status).count() for status in Status
    }
    assert [deel["aantal"] for deel in telling.delen] == [telling.met(status) for status in tellingen.VOLGORDE]
    assert sum(deel["aantal"] for deel in telling.delen) == telling.totaal


def test_volgorde_holds_every_status_once():
    assert sorted(tellingen.VOLGORDE) == sorted(Status)


@pytest.mark.parametrize(
    ("dagen", "over_tijd", "binnenkort"), [(-1, 1, 0), (0, 0, 1), (60, 0, 1), (61, 0, 0), (None, 0, 0)]
)
def test_deadline_counts_from_the_day_after_its_last_day(land, dagen, over_tijd, binnenkort):
    tot = None if dagen is None else timezone.localdate() + timedelta(days=dagen)
    AfspraakFactory(termijn_tot=tot)
    AfspraakFactory(termijn_tot=tot, afgerond=True)
    AfspraakFactory(termijn_tot=tot, soort=Afspraak.Soort.CONTEXT)

    telling = tel(Afspraak.objects.met_live_status())

    assert (telling.over_tijd, telling.binnenkort) == (over_tijd, binnenkort)
    assert (telling.totaal, telling.open, telling.context) == (2, 1, 1)


def test_gewijzigd_counts_recent_changes_and_not_the_beginning(land):
    AfspraakFactory(status=Status.IN_UITVOERING)
    AfspraakFactory(status=Status.IN_UITVOERING, status_op=timezone.now() - timedelta(days=31))
    AfspraakFactory()  # followed since today, never changed

    assert tel(Afspraak.objects.met_live_status()).gewijzigd == 1


def test_tel_is_one_query(gevuld, django_assert_num_queries):
    with django_assert_num_queries(1):  # all statuses, deadlines, changes and context together
        tel(Afspraak.objects.met_live_status())


@pytest.mark.parametrize("zaad", range(3))
def test_per_provincie_gives_what_each_provincie_counts(land, zaad, django_assert_num_queries):
    vul(land, 150, zaad)

    with django_assert_num_queries(2):  # by provincie itself, by gebied
        per_provincie = tellingen.per_provincie(Afspraak.objects.met_live_status())

    for provincie in land.provincies.values():
        alleen = tel(Afspraak.objects.met_live_status().voor_provincie(provincie))
        telling = per_provincie[provincie.pk]
        assert dict(telling.per_status) == {status: n for status, n in alleen.per_status.items() if n}
        assert telling.over_tijd == alleen.over_tijd
        assert telling.totaal > 20


def test_agreement_of_a_gebied_counts_in_each_of_its_provincies_once(land):
    afspraak = AfspraakFactory(
        verzamelingen__gebieden=[land.gebieden["utrecht-amersfoort"], land.gebieden["regio-zwolle"]],
        verzamelingen__provincies=[land.provincies["utrecht"]],
    )

    per_provincie = tellingen.per_provincie(Afspraak.objects.met_live_status())

    assert {slug: per_provincie.get(provincie.pk, NIETS).totaal for slug, provincie in land.provincies.items()} == {
        "utrecht": 1,
        "flevoland": 1,
        "gelderland": 1,  # through two gebieden
        "limburg": 0,
    }
    assert afspraak in Afspraak.objects.voor_provincie(land.provincies["gelderland"])


def test_other_groups_give_what_each_value_counts(gevuld, django_assert_num_queries):
    alle = Afspraak.objects.met_live_status()
    for per, waarden, voor in (
        (tellingen.per_landsdeel, gevuld.landsdelen.values(), alle.voor_landsdeel),
        (tellingen.per_gebied, gevuld.gebieden.values(), alle.voor_gebied),
        (tellingen.per_thema, gevuld.themas, lambda thema: alle.filter(themas=thema)),
    ):
        with django_assert_num_queries(1):
            groepen = per(alle)
        for waarde in waarden:
            assert groepen[waarde.pk].totaal == voor(waarde).gevolgd().count() > 0
            assert groepen[waarde.pk].over_tijd == voor(waarde).gevolgd().over_tijd().count()


def test_per_landsdeel_keeps_the_whole_country_apart(gevuld):
    per_landsdeel = tellingen.per_landsdeel(Afspraak.objects.met_live_status())

    landelijk = Afspraak.objects.gevolgd().filter(overleg__landsdeel=None).count()
    assert per_landsdeel[None].totaal == landelijk > 0
    assert sum(telling.totaal for telling in per_landsdeel.values()) == Afspraak.objects.gevolgd().count()


def test_per_jaar_and_per_ronde_add_up_to_all(gevuld):
    totaal = Afspraak.objects.gevolgd().count()
    for groepen in (
        tellingen.per_jaar(Afspraak.objects.met_live_status()),
        tellingen.per_ronde(Afspraak.objects.met_live_status()),
    ):
        assert len(groepen) == 3
        assert sum(telling.totaal for telling in groepen.values()) == totaal
    assert set(tellingen.per_jaar(Afspraak.objects.met_live_status())) == {2024, 2025, 2026}


def test_elders_over_takes_other_overleggen_about_its_provincies(gevuld):
    noordwest = gevuld.landsdelen["noordwest"]

    elders = elders_over(Afspraak.objects.met_live_status(), noordwest)

    over_noordwest = {
        afspraak.pk
        for slug in ("utrecht", "flevoland")
        for afspraak in Afspraak.objects.voor_provincie(gevuld.provincies[slug])
    }
    eigen = set(Afspraak.objects.voor_landsdeel(noordwest).values_list("pk", flat=True))
    assert sorted(elders.values_list("pk", flat=True)) == sorted(over_noordwest - eigen)
    assert elders.filter(overleg__landsdeel=None).exists()


def test_in_jaar_keeps_one_year(gevuld):
    assert (
        in_jaar(Afspraak.objects.met_live_status(), 2024).count()
        == Afspraak.objects.filter(overleg__ronde__jaar=2024).count()
    )
    assert in_jaar(Afspraak.objects.met_live_status(), None).count() == Afspraak.objects.count()
