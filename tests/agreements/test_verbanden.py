"""Links between agreements over the years: what is refused, what is logged, and who sees them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, User
from agreements.models import Afspraak, Ronde, Verband
from agreements.services.verbanden import leg_verband
from tests.factories import (
    AfspraakFactory,
    LandsdeelFactory,
    OverlegFactory,
    RijksredacteurFactory,
    RondeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

VERVOLG = Verband.Soort.VERVOLG


@pytest.fixture
def redacteur() -> User:
    return RijksredacteurFactory()


@pytest.fixture
def lijn() -> list[Afspraak]:
    """Three agreements, the oldest first."""
    return [
        AfspraakFactory.create(overleg=OverlegFactory.create(ronde=RondeFactory.create(jaar=jaar)))
        for jaar in (2024, 2025, 2026)
    ]


def test_link_is_kept_with_who_laid_it_and_an_audit_line(redacteur: User, lijn: list[Afspraak]):
    eerder, later, _ = lijn
    verband = leg_verband(van=later, soort=VERVOLG, naar=eerder, toelichting="  Zelfde opgave. ", by=redacteur)
    verband.refresh_from_db()
    assert (verband.van, verband.soort, verband.naar, verband.naar_ronde) == (later, "vervolg_op", eerder, None)
    assert (verband.toelichting, verband.created_by) == ("Zelfde opgave.", redacteur)
    regel = Auditregel.objects.get(actie="verband gelegd")
    assert (regel.object_soort, regel.object_sleutel, regel.actor) == ("afspraak", later.code, redacteur.username)
    assert regel.details == {"soort": "vervolg_op", "naar": eerder.code}


def test_link_to_a_ronde_names_the_ronde_in_the_audit_line(lijn: list[Afspraak]):
    ronde = RondeFactory.create(jaar=2027, concept=True)
    verband = leg_verband(van=lijn[0], soort=Verband.Soort.GEAGENDEERD, naar_ronde=ronde, by=SYSTEEM)
    assert (verband.naar, verband.naar_ronde, verband.created_by) == (None, ronde, None)
    regel = Auditregel.objects.get(actie="verband gelegd")
    assert (regel.actor, regel.details["naar"]) == ("opdrachtregel", "BO Leefomgeving 2027")


def test_two_links_of_another_kind_between_the_same_agreements_are_welcome(redacteur: User, lijn: list[Afspraak]):
    for soort in (VERVOLG, Verband.Soort.WIJZIGT):
        leg_verband(van=lijn[1], soort=soort, naar=lijn[0], by=redacteur)
    assert Verband.objects.count() == 2


def weiger(zin: str, **kwargs: Any) -> None:
    voor = (Verband.objects.count(), Auditregel.objects.count())
    with pytest.raises(ValidationError, match=zin):
        leg_verband(**kwargs)
    assert (Verband.objects.count(), Auditregel.objects.count()) == voor


def test_an_agreement_is_not_linked_with_itself(redacteur: User, lijn: list[Afspraak]):
    weiger("geen verband met zichzelf", van=lijn[0], soort=VERVOLG, naar=lijn[0], by=redacteur)


def test_a_link_needs_one_target(redacteur: User, lijn: list[Afspraak]):
    ronde = lijn[2].overleg.ronde
    weiger("één afspraak of naar één overleg", van=lijn[1], soort=VERVOLG, by=redacteur)
    weiger("één afspraak of naar één overleg", van=lijn[1], soort=Verband.Soort.GEAGENDEERD, by=redacteur)
    weiger("één afspraak of naar één overleg", van=lijn[1], soort=VERVOLG, naar=lijn[0], naar_ronde=ronde, by=redacteur)


def test_only_geagendeerd_op_points_to_a_ronde(redacteur: User, lijn: list[Afspraak]):
    ronde = lijn[2].overleg.ronde
    weiger("“Geagendeerd op” wijst naar een overleg", van=lijn[1], soort=VERVOLG, naar_ronde=ronde, by=redacteur)
    weiger(
        "“Geagendeerd op” wijst naar een overleg",
        van=lijn[1],
        soort=Verband.Soort.GEAGENDEERD,
        naar=lijn[0],
        by=redacteur,
    )


def test_an_unknown_kind_is_refused(redacteur: User, lijn: list[Afspraak]):
    weiger("Kies een soort verband uit de lijst", van=lijn[1], soort="lijkt_op", naar=lijn[0], by=redacteur)


def test_the_same_link_twice_is_refused(redacteur: User, lijn: list[Afspraak]):
    ronde = lijn[2].overleg.ronde
    leg_verband(van=lijn[1], soort=VERVOLG, naar=lijn[0], by=redacteur)
    leg_verband(van=lijn[1], soort=Verband.Soort.GEAGENDEERD, naar_ronde=ronde, by=redacteur)
    weiger("al gelegd", van=lijn[1], soort=VERVOLG, naar=lijn[0], by=redacteur)
    weiger("al gelegd", van=lijn[1], soort=Verband.Soort.GEAGENDEERD, naar_ronde=ronde, by=redacteur)


def test_a_circle_is_refused_over_one_link_and_over_several(redacteur: User, lijn: list[Afspraak]):
    eerste, tweede, derde = lijn
    leg_verband(van=tweede, soort=VERVOLG, naar=eerste, by=redacteur)
    weiger(f"{tweede.code} komt zelf al voort uit", van=eerste, soort=VERVOLG, naar=tweede, by=redacteur)
    leg_verband(van=derde, soort=Verband.Soort.CONCRETISEERT, naar=tweede, by=redacteur)
    weiger(
        f"{derde.code} komt zelf al voort uit {eerste.code}. Draai het verband om.",
        van=eerste,
        soort=Verband.Soort.HERBEVESTIGT,
        naar=derde,
        by=redacteur,
    )


def test_samengevoegd_in_points_from_the_earlier_to_the_later(redacteur: User, lijn: list[Afspraak]):
    eerder, later, nog_later = lijn
    leg_verband(van=later, soort=VERVOLG, naar=eerder, by=redacteur)
    leg_verband(van=eerder, soort=Verband.Soort.SAMENGEVOEGD, naar=later, by=redacteur)
    leg_verband(van=later, soort=Verband.Soort.SAMENGEVOEGD, naar=nog_later, by=redacteur)
    weiger(
        f"{nog_later.code} komt zelf al voort uit {eerder.code}",
        van=nog_later,
        soort=Verband.Soort.SAMENGEVOEGD,
        naar=eerder,
        by=redacteur,
    )
    weiger(f"{nog_later.code} komt zelf al voort uit", van=eerder, soort=VERVOLG, naar=nog_later, by=redacteur)


def test_two_branches_of_one_agreement_are_no_circle(redacteur: User, lijn: list[Afspraak]):
    eerste, tweede, derde = lijn
    leg_verband(van=tweede, soort=Verband.Soort.GESPLITST, naar=eerste, by=redacteur)
    leg_verband(van=derde, soort=Verband.Soort.GESPLITST, naar=eerste, by=redacteur)
    leg_verband(van=derde, soort=VERVOLG, naar=tweede, by=redacteur)
    assert Verband.objects.count() == 3


@pytest.mark.parametrize("rol", [None, *(rol for rol in Rol if rol != Rol.RIJKSREDACTEUR)])
def test_only_a_rijksredacteur_may_lay_a_link(rol: Rol | None, lijn: list[Afspraak]):
    by = UserFactory.create(rol=rol)
    lijn[1].dossierhouders.set([by])
    with pytest.raises(PermissionDenied):
        leg_verband(van=lijn[1], soort=VERVOLG, naar=lijn[0], by=by)
    assert not Verband.objects.exists()


# --- who sees them -----------------------------------------------------------------------------------------


@pytest.fixture
def met_concept() -> Verband:
    """From a proposal of landsdeel Zuid, not public yet, to a public agreement of Noordwest."""
    concept = OverlegFactory.create(
        ronde=RondeFactory.create(jaar=2026, concept=True), landsdeel=LandsdeelFactory.create(slug="zuid")
    )
    return leg_verband(
        van=AfspraakFactory.create(overleg=concept), soort=VERVOLG, naar=AfspraakFactory.create(), by=SYSTEEM
    )


def ziet(user: Any) -> bool:
    return Verband.objects.visible_to(user).exists()


def test_a_link_shows_only_to_who_may_see_both_ends(met_concept: Verband, redacteur: User):
    def lezer(slug: str) -> User:
        return UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory.create(slug=slug)])

    assert met_concept.naar is not None
    assert Afspraak.objects.visible_to(lezer("noordwest")).get() == met_concept.naar
    assert [ziet(user) for user in (redacteur, lezer("zuid"), lezer("noordwest"), AnonymousUser())] == [
        True,
        True,
        False,
        False,
    ]
    Ronde.objects.filter(pk=met_concept.van.overleg.ronde_id).update(fase=Ronde.Fase.OPENBAAR)
    assert ziet(AnonymousUser())


def test_a_link_from_the_public_to_a_concept_is_hidden_as_well(met_concept: Verband):
    Verband.objects.all().delete()
    leg_verband(van=met_concept.naar, soort=Verband.Soort.SAMENGEVOEGD, naar=met_concept.van, by=SYSTEEM)  # type: ignore[arg-type]
    assert not ziet(AnonymousUser())


def test_that_something_public_is_put_on_the_agenda_is_public():
    ronde = RondeFactory.create(jaar=2027, concept=True)
    leg_verband(van=AfspraakFactory.create(), soort=Verband.Soort.GEAGENDEERD, naar_ronde=ronde, by=SYSTEEM)
    assert ziet(AnonymousUser())
