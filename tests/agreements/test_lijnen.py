"""The line over the years: the whole of it, in order of time, and nothing behind what a reader may not see."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actoren import SYSTEEM
from accounts.models import Rol, User
from agreements.lijnen import Lijn, lees_lijnen, lijn_van
from agreements.models import Afspraak, Status, Verband
from agreements.services.statuspublicatie import publiceer_statussen
from agreements.services.statussen import wijzig_status
from agreements.services.verbanden import beeindig_verband, leg_verband
from tests.agreements.test_verbanden import UITGEVOERD, VERVOLG, maak_punt
from tests.factories import (
    AfspraakFactory,
    GebiedFactory,
    LandsdeelFactory,
    OverlegFactory,
    RijksredacteurFactory,
    RondeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PUBLIEK = AnonymousUser()


@pytest.fixture
def rijk() -> User:
    return RijksredacteurFactory()


def maak(jaar: int, landsdeel: str = "noordwest", **anders: Any) -> Afspraak:
    ronde = RondeFactory.create(jaar=jaar, concept=anders.pop("concept", False))
    overleg = OverlegFactory.create(ronde=ronde, landsdeel=LandsdeelFactory.create(slug=landsdeel))
    return AfspraakFactory.create(overleg=overleg, **anders)


def keten(*afspraken: Afspraak, soort: str = VERVOLG) -> None:
    for eerder, later in pairwise(afspraken):
        leg_verband(van=later, soort=soort, naar=eerder, by=SYSTEEM)


def namen(lijn: Lijn | None) -> list[str]:
    return [punt.naam for punt in lijn.punten] if lijn else []


def test_every_end_of_a_chain_shows_from_each_of_its_agreements(rijk: User) -> None:
    """Not the neighbours only: who reads the agreement of 2026 wants to know how it began in 2023."""
    vier = [maak(jaar) for jaar in (2023, 2024, 2025, 2026)]
    keten(*vier)
    for een in vier:
        assert namen(lijn_van(een, rijk)) == [punt.code for punt in vier]


def test_what_is_tied_to_nothing_has_no_line(rijk: User) -> None:
    assert lijn_van(maak(2024), rijk) is None


def test_split_and_merge_come_together_in_one_line_in_order_of_time(rijk: User) -> None:
    begin, links, rechts, samen = maak(2024), maak(2025), maak(2025), maak(2026)
    for deel in (links, rechts):
        leg_verband(van=deel, soort=Verband.Soort.GESPLITST, naar=begin, by=rijk)
        leg_verband(van=deel, soort=Verband.Soort.SAMENGEVOEGD, naar=samen, by=rijk)
    lijn = lijn_van(rechts, rijk)
    assert lijn is not None
    assert namen(lijn) == [een.code for een in (begin, links, rechts, samen)]
    assert [boog.eerder for boog in lijn.bogen].count(f"afspraak-{begin.pk}") == 2
    assert [boog.later for boog in lijn.bogen].count(f"afspraak-{samen.pk}") == 2


def test_what_came_of_an_agreement_stands_in_its_line(rijk: User) -> None:
    afspraak, punt = maak(2024), maak_punt()
    ronde = RondeFactory.create(jaar=2028, concept=True)
    leg_verband(van=afspraak, soort=Verband.Soort.GEAGENDEERD, naar_ronde=ronde, by=rijk)
    leg_verband(van=afspraak, soort=Verband.Soort.GEAGENDEERD, naar_punt=punt, by=rijk)
    leg_verband(
        van=afspraak,
        soort=UITGEVOERD,
        besluit="De raad besloot.",
        besluit_op=date(2026, 3, 1),
        besluit_kamerstuk="1",
        by=rijk,
    )
    lijn = lijn_van(afspraak, rijk)
    assert lijn is not None
    assert [(een.soort, een.jaar) for een in lijn.punten] == [
        ("afspraak", 2024),
        ("besluit", 2026),
        ("agendapunt", 2027),
        ("overleg", 2028),
    ]


def test_an_item_of_an_agenda_says_from_which_agreement_it_comes_without_a_link(rijk: User) -> None:
    afspraak, punt = maak(2024), maak_punt()
    punt.herkomsten.add(afspraak)
    assert namen(lijn_van(afspraak, rijk)) == [afspraak.code, "agendapunt 2"]
    leg_verband(van=afspraak, soort=Verband.Soort.GEAGENDEERD, naar_punt=punt, by=rijk)
    assert namen(lijn_van(afspraak, rijk)) == [afspraak.code, "agendapunt 2"], "said twice, shown once"


def test_agreements_that_meet_on_one_agenda_are_not_one_line(rijk: User) -> None:
    een, ander, punt = maak(2024), maak(2024), maak_punt()
    ronde = RondeFactory.create(jaar=2028, concept=True)
    punt.herkomsten.set([een, ander])
    for afspraak in (een, ander):
        leg_verband(van=afspraak, soort=Verband.Soort.GEAGENDEERD, naar_ronde=ronde, by=rijk)
    assert ander.code not in namen(lijn_van(een, rijk))


def test_a_successor_of_the_status_is_part_of_the_line_once(rijk: User) -> None:
    eerder, later = maak(2024), maak(2025)
    wijzig_status(afspraak=eerder, naar=Status.OPGEVOLGD, toelichting="x", opvolger=later, by=rijk)
    lijn = lijn_van(later, rijk)
    assert lijn is not None
    assert [band.zin for band in lijn.punten[0].banden] == ["opgevolgd door"]
    leg_verband(van=later, soort=Verband.Soort.VERVANGT, naar=eerder, by=rijk)
    lijn = lijn_van(later, rijk)
    assert lijn is not None
    assert [band.zin for band in lijn.punten[0].banden] == ["vervangen door"]
    assert len(lijn.bogen) == 1


def test_an_ended_link_and_a_reopened_agreement_leave_the_line(rijk: User) -> None:
    eerder, later = maak(2024), maak(2025)
    verband = leg_verband(van=later, soort=VERVOLG, naar=eerder, by=rijk)
    beeindig_verband(verband=verband, reden="x", by=rijk)
    wijzig_status(afspraak=eerder, naar=Status.OPGEVOLGD, toelichting="x", opvolger=later, by=rijk)
    wijzig_status(afspraak=eerder, naar=Status.IN_UITVOERING, toelichting="x", by=rijk)
    assert lijn_van(later, rijk) is None


# --- what a line does not tell -----------------------------------------------------------------------------


def test_a_line_stops_before_what_is_hidden_and_tells_nothing_of_what_lies_behind(rijk: User) -> None:
    """2024 and 2026 are public, 2025 is not: that they hang together would tell of what is between."""
    begin, geheim, eind = maak(2024), maak(2025, "zuid", concept=True), maak(2026)
    keten(begin, geheim, eind)
    for afspraak in (begin, eind):
        assert lijn_van(afspraak, PUBLIEK) is None
        assert len(namen(lijn_van(afspraak, rijk))) == 3
    zuid = UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory.create(slug="zuid")])
    assert len(namen(lijn_van(begin, zuid))) == 3


def test_an_agendapunt_is_not_in_the_line_of_the_public(rijk: User) -> None:
    afspraak, punt = maak(2024), maak_punt()
    punt.herkomsten.add(afspraak)
    leg_verband(van=afspraak, soort=Verband.Soort.GEAGENDEERD, naar_punt=punt, by=rijk)
    assert lijn_van(afspraak, PUBLIEK) is None


def test_a_successor_is_told_when_the_status_is_published(rijk: User) -> None:
    eerder, later = maak(2024), maak(2025)
    wijzig_status(afspraak=eerder, naar=Status.OPGEVOLGD, toelichting="x", opvolger=later, by=rijk)
    assert lijn_van(eerder, PUBLIEK) is None
    publiceer_statussen(afspraken=Afspraak.objects.filter(pk=eerder.pk), by=rijk)
    assert namen(lijn_van(eerder, PUBLIEK)) == [eerder.code, later.code]


def test_status_in_a_line_is_what_the_reader_may_know_and_toelichting_goes_with_it(rijk: User) -> None:
    eerder, later = maak(2024), maak(2025)
    leg_verband(van=later, soort=VERVOLG, naar=eerder, toelichting="Binnenskamers.", by=rijk)
    wijzig_status(afspraak=eerder, naar=Status.VERTRAAGD, toelichting="x", by=rijk)

    def gezien(user: Any) -> tuple[str, list[str]]:
        lijn = lijn_van(later, user)
        assert lijn is not None
        banden = [band.toelichting for punt in lijn.punten for band in punt.banden if band.toelichting]
        return lijn.punten[0].afspraak.zicht_status, banden  # type: ignore[union-attr]

    assert gezien(rijk) == ("vertraagd", ["Binnenskamers."])
    assert gezien(PUBLIEK) == ("nog_niet_gestart", [])


# --- a whole gebied, and the cost --------------------------------------------------------------------------


def test_lines_of_a_gebied_are_each_there_once_with_what_lies_outside(rijk: User) -> None:
    peel = GebiedFactory.create(naam="De Peel")
    eerste, tweede, elders = (maak(2024, verzamelingen__gebieden=[peel]) for _ in range(3))
    later = maak(2025, verzamelingen__gebieden=[peel])
    buiten = maak(2025, "oost")
    keten(eerste, later)
    keten(elders, buiten)
    lijnen = lees_lijnen(Afspraak.objects.voor_gebied(peel), rijk)
    assert sorted(map(namen, lijnen)) == sorted([[eerste.code, later.code], [elders.code, buiten.code]])
    assert tweede.code not in str(list(map(namen, lijnen)))


def test_a_long_line_costs_as_many_queries_as_a_short_one(rijk: User) -> None:
    def kosten(afspraak: Afspraak) -> int:
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            assert lijn_van(afspraak, rijk) is not None
        return len(vragen)

    _ = rijk.reikwijdte
    kort, lang = [maak(2024), maak(2025)], [maak(jaar) for jaar in range(2010, 2026)]
    keten(*kort)
    keten(*lang)
    assert kosten(kort[0]) == kosten(lang[0]) == 5
