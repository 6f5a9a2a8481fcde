"""Links between agreements over the years: what is refused, what is logged, and who sees them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, User
from agreements.models import Afspraak, Agendapunt, Dossier, Ronde, Status, Verband, Verbandeinde
from agreements.models.ondertekend import handtekening
from agreements.services.statuspublicatie import publiceer_statussen
from agreements.services.statussen import wijzig_status
from agreements.services.verbanden import beeindig_verband, leg_verband, leg_verband_opnieuw
from instruments.models import Bron, Instrument, Instrumentversie, Uitspraak
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

EEN_DOEL = "wijst naar één ding"
VERVOLG, UITGEVOERD = Verband.Soort.VERVOLG, Verband.Soort.UITGEVOERD
LEIDDE_TOT = Verband.Soort.LEIDDE_TOT


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


def maak_punt(titel: str = "Groei langs het spoor") -> Agendapunt:
    """An item of the dossier of Noordwest that is being prepared."""
    overleg = OverlegFactory.create(ronde=RondeFactory.create(jaar=2027, concept=True))
    dossier, _ = Dossier.objects.get_or_create(overleg=overleg, defaults={"titel": "Dossier"})
    punt: Agendapunt = Agendapunt.objects.create(
        dossier=dossier, volgorde=dossier.punten.count(), nummer="2", titel=titel, soort="bespreekpunt"
    )
    return punt


def maak_versie(*, openbaar: bool) -> Instrumentversie:
    """A version that one source speaks of, public or not."""
    soort, _ = Instrument.objects.get_or_create(
        slug="uitvoeringsagenda",
        defaults={"naam": "Uitvoeringsagenda", "meervoud": "Uitvoeringsagenda's", "kort": "UA", "bereik": "novex"},
    )
    gebied = GebiedFactory.create(naam="De Peel")
    versie = Instrumentversie.objects.create(sleutel=f"ua-{openbaar}", instrument=soort, gebied=gebied, label="1.0")
    bron = Bron.objects.create(
        sleutel=f"bron-{openbaar}",
        titel="Brief",
        datum=date(2024, 1, 1),
        openbaar_vanaf=date(2024, 1, 1) if openbaar else None,
    )
    Uitspraak.objects.create(bron=bron, instrument=soort, versie=versie, stand="aangeboden", **handtekening(SYSTEEM))
    return versie


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
    weiger(EEN_DOEL, van=lijn[1], soort=VERVOLG, by=redacteur)
    weiger(
        EEN_DOEL,
        van=lijn[1],
        soort=Verband.Soort.GEAGENDEERD,
        by=redacteur,
    )
    weiger(
        EEN_DOEL,
        van=lijn[1],
        soort=VERVOLG,
        naar=lijn[0],
        naar_ronde=ronde,
        by=redacteur,
    )


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


def test_a_later_agreement_does_not_go_on_in_an_earlier_one(redacteur: User, lijn: list[Afspraak]):
    eerste, _, laatste = lijn
    with pytest.raises(ValidationError, match="Draai het verband om"):
        leg_verband(van=eerste, soort=VERVOLG, naar=laatste, by=redacteur)
    with pytest.raises(ValidationError, match="Draai het verband om"):
        leg_verband(van=laatste, soort=Verband.Soort.SAMENGEVOEGD, naar=eerste, by=redacteur)
    with pytest.raises(ValidationError, match="Kies een latere afspraak"):
        wijzig_status(afspraak=laatste, naar=Status.OPGEVOLGD, opvolger=eerste, toelichting="Verder.", by=redacteur)
    assert not Verband.objects.exists()


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


@pytest.mark.parametrize("rol", [None, *(rol for rol in Rol if rol not in (Rol.RIJKSREDACTEUR, Rol.DOSSIERHOUDER))])
def test_others_lay_and_end_no_links(rol: Rol | None, lijn: list[Afspraak]):
    by = UserFactory.create(rol=rol)
    lijn[1].dossierhouders.set([by])
    with pytest.raises(PermissionDenied):
        leg_verband(van=lijn[1], soort=VERVOLG, naar=lijn[0], by=by)
    verband = leg_verband(van=lijn[1], soort=VERVOLG, naar=lijn[0], by=SYSTEEM)
    with pytest.raises(PermissionDenied):
        beeindig_verband(verband=verband, reden="Klopt niet.", by=by)
    assert not Verbandeinde.objects.exists()


def test_a_dossierhouder_ties_what_is_assigned_to_them_from_either_end(lijn: list[Afspraak]):
    """Not two agreements of others: that would be working outside one's own."""
    houder = UserFactory.create(rol=Rol.DOSSIERHOUDER)
    lijn[1].dossierhouders.set([houder])
    leg_verband(van=lijn[1], soort=VERVOLG, naar=lijn[0], by=houder)
    verband = leg_verband(van=lijn[2], soort=VERVOLG, naar=lijn[1], by=houder)
    assert (verband.door_naam, verband.rol) == (str(houder), "Dossierhouder (Rijk)")
    with pytest.raises(PermissionDenied):
        leg_verband(van=lijn[2], soort=VERVOLG, naar=lijn[0], by=houder)
    beeindig_verband(verband=verband, reden="Toch niet.", by=houder)


# --- what came of an agreement -----------------------------------------------------------------------------


def test_a_decision_is_named_with_where_it_can_be_read(redacteur: User, lijn: list[Afspraak]):
    def met(**anders: str) -> dict[str, Any]:
        return {"van": lijn[0], "soort": UITGEVOERD, "besluit": "De raad besloot.", "by": redacteur, **anders}

    weiger("waar het besluit staat", **met())
    weiger("Begin met https", **met(besluit_url="javascript:alert(1)"))
    weiger("hoogstens 400 tekens", **met(besluit="x" * 401, besluit_kamerstuk="29 435, nr. 267"))
    verband = leg_verband(**met(besluit_kamerstuk=" 29 435,  nr. 267 "))
    assert verband.besluit_kamerstuk == "29 435, nr. 267"
    weiger("al gelegd", **met(besluit_kamerstuk="29 435, nr. 267"))
    weiger("wijst naar een besluit", **met(soort=VERVOLG, besluit_kamerstuk="1"))


def test_the_audit_line_tells_neither_the_title_of_an_item_nor_the_words_of_a_decision(
    redacteur: User, lijn: list[Afspraak]
):
    punt = maak_punt()
    leg_verband(van=lijn[0], soort=Verband.Soort.GEAGENDEERD, naar_punt=punt, by=redacteur)
    leg_verband(van=lijn[0], soort=UITGEVOERD, besluit="Een geheim besluit.", besluit_kamerstuk="1", by=redacteur)
    details = [regel.details["naar"] for regel in Auditregel.objects.filter(actie="verband gelegd").order_by("pk")]
    assert details == [f"agendapunt {punt.pk}", "besluit"]


def test_the_database_refuses_a_target_that_does_not_go_with_the_kind(lijn: list[Afspraak]):
    for fout in (
        {"soort": VERVOLG},
        {"soort": UITGEVOERD, "naar": lijn[0]},
        {"soort": Verband.Soort.GEAGENDEERD, "naar_ronde": lijn[2].overleg.ronde, "besluit": "Iets."},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Verband.objects.create(van=lijn[1], **fout)


# --- ending ------------------------------------------------------------------------------------------------


def test_an_ended_link_stays_with_who_and_why_and_can_be_laid_again(redacteur: User, lijn: list[Afspraak]):
    verband = leg_verband(van=lijn[1], soort=VERVOLG, naar=lijn[0], toelichting="Zelfde opgave.", by=redacteur)
    einde = beeindig_verband(verband=verband, reden=" Vergissing. ", by=redacteur)
    assert (einde.reden, einde.door, einde.rol) == ("Vergissing.", redacteur, "Rijksredacteur")
    assert not Verband.objects.actief().exists()
    assert Auditregel.objects.filter(actie="verband beëindigd", object_sleutel=lijn[1].code).count() == 1
    with pytest.raises(ValidationError, match="al beëindigd"):
        beeindig_verband(verband=verband, reden="Nog eens.", by=redacteur)
    nieuw = leg_verband_opnieuw(verband=verband, by=redacteur)
    assert (nieuw.nummer, nieuw.toelichting, nieuw.pk == verband.pk) == (2, "Zelfde opgave.", False)
    weiger("al gelegd", van=lijn[1], soort=VERVOLG, naar=lijn[0], by=redacteur)


def test_ending_needs_a_reason(redacteur: User, lijn: list[Afspraak]):
    verband = leg_verband(van=lijn[1], soort=VERVOLG, naar=lijn[0], by=redacteur)
    with pytest.raises(ValidationError, match="waarom het verband eindigt"):
        beeindig_verband(verband=verband, reden="  ", by=redacteur)
    assert not Verbandeinde.objects.exists()


def test_what_was_ended_makes_no_circle(redacteur: User):
    een, ander = AfspraakFactory.create_batch(2)
    verband = leg_verband(van=ander, soort=VERVOLG, naar=een, by=redacteur)
    beeindig_verband(verband=verband, reden="Andersom.", by=redacteur)
    leg_verband(van=een, soort=VERVOLG, naar=ander, by=redacteur)


# --- the successor that a status names ---------------------------------------------------------------------


def test_a_successor_from_which_the_agreement_itself_comes_is_refused(redacteur: User, lijn: list[Afspraak]):
    """Over a link that says so; the status and the links never lead in opposite directions."""
    leg_verband(van=lijn[1], soort=VERVOLG, naar=lijn[0], by=redacteur)
    leg_verband(van=lijn[2], soort=VERVOLG, naar=lijn[1], by=redacteur)
    with pytest.raises(ValidationError, match=f"{lijn[2].code} komt zelf voort uit {lijn[0].code}"):
        wijzig_status(afspraak=lijn[2], naar=Status.OPGEVOLGD, toelichting="x", opvolger=lijn[0], by=redacteur)
    wijzig_status(afspraak=lijn[0], naar=Status.OPGEVOLGD, toelichting="x", opvolger=lijn[2], by=redacteur)


def test_a_link_against_a_successor_is_refused_as_long_as_the_status_says_so(redacteur: User):
    een, ander = AfspraakFactory.create_batch(2)
    wijzig_status(afspraak=een, naar=Status.OPGEVOLGD, toelichting="x", opvolger=ander, by=redacteur)
    weiger(f"{ander.code} komt zelf al voort uit", van=een, soort=VERVOLG, naar=ander, by=redacteur)
    wijzig_status(afspraak=een, naar=Status.IN_UITVOERING, toelichting="Toch niet.", by=redacteur)
    leg_verband(van=een, soort=VERVOLG, naar=ander, by=redacteur)


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
    beeindig_verband(verband=met_concept, reden="Andersom.", by=SYSTEEM)
    leg_verband(van=met_concept.naar, soort=Verband.Soort.SAMENGEVOEGD, naar=met_concept.van, by=SYSTEEM)  # type: ignore[arg-type]
    assert not ziet(AnonymousUser())


def test_an_agendapunt_shows_to_its_own_table_for_good_and_never_once_it_is_gone(redacteur: User):
    """Its title tells what is prepared, and the dossier of a public ronde stays internal."""
    punt = maak_punt()
    leg_verband(van=AfspraakFactory.create(), soort=Verband.Soort.GEAGENDEERD, naar_punt=punt, by=SYSTEEM)
    lezer = UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[punt.dossier.overleg.landsdeel])
    ander = UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory.create(slug="zuid")])
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    assert [ziet(een) for een in (redacteur, lezer, ander, AnonymousUser())] == [True, True, False, False]
    rij = Agendapunt.objects.filter(pk=punt.pk).values().get()
    punt.delete()
    assert not ziet(redacteur)
    Agendapunt.objects.create(**rij)
    assert ziet(redacteur), "an item that comes back as the same row brings its links"


@pytest.mark.parametrize("openbaar", [True, False])
def test_a_version_of_an_instrument_shows_as_far_as_its_sources_do(redacteur: User, openbaar: bool):
    versie = maak_versie(openbaar=openbaar)
    leg_verband(van=AfspraakFactory.create(), soort=LEIDDE_TOT, naar_instrument=versie, by=redacteur)
    assert ziet(redacteur)
    assert ziet(AnonymousUser()) == openbaar
    assert str(versie) not in str(Auditregel.objects.filter(actie="verband gelegd").values())


def test_only_leidde_tot_points_to_an_instrument(redacteur: User, lijn: list[Afspraak]):
    versie = maak_versie(openbaar=True)
    weiger("wijst naar een versie van een instrument", van=lijn[0], soort=VERVOLG, naar_instrument=versie, by=redacteur)
    weiger("wijst naar een versie van een instrument", van=lijn[0], soort=LEIDDE_TOT, naar=lijn[1], by=redacteur)


def test_by_what_decision_it_was_done_is_public_with_the_status(redacteur: User):
    """The status that the public knows is the published one; a decision would tell of the execution before that."""
    afspraak = AfspraakFactory.create()
    leg_verband(van=afspraak, soort=UITGEVOERD, besluit="De raad besloot.", besluit_kamerstuk="1", by=redacteur)
    lezer = UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[afspraak.overleg.landsdeel])
    assert [ziet(een) for een in (redacteur, lezer, AnonymousUser())] == [True, True, False]
    publiceer_statussen(afspraken=Afspraak.objects.filter(pk=afspraak.pk), by=redacteur)
    assert ziet(AnonymousUser())


def test_that_something_public_is_put_on_the_agenda_is_public():
    ronde = RondeFactory.create(jaar=2027, concept=True)
    leg_verband(van=AfspraakFactory.create(), soort=Verband.Soort.GEAGENDEERD, naar_ronde=ronde, by=SYSTEEM)
    assert ziet(AnonymousUser())
