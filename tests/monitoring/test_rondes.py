"""A monitorronde from preparation to its frozen snapshot."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from agreements.datums import datumtekst
from agreements.models import Afspraak, Status
from agreements.services.controle import controleer_geschiedenis
from agreements.services.statussen import wijzig_status
from monitoring.keuze import Keuze
from monitoring.models import Antwoord, Momentopname, Momentopnameregel, Monitorronde, Uitvraagregel
from monitoring.services.besluiten import besluit_over_regel
from monitoring.services.momentopnamen import (
    lees_standen,
    publiceer_momentopname,
    wat_wordt_verteld,
)
from monitoring.services.overzicht import lees_beeld
from monitoring.services.rondes import maak_ronde, open_ronde, sluit_ronde, trek_ronde_in, verleng_ronde, wijzig_ronde
from monitoring.stand import VERBORGEN, Stand
from tests.factories import AfspraakFactory, OverlegFactory, RondeFactory
from tests.monitoring.wereld import Wereld, antwoord, maak_open_ronde, maak_wereld, over, regel_van


def test_choice_becomes_rows_when_the_round_opens_and_not_before(wereld: Wereld) -> None:
    ronde = maak_ronde(naam="Stand", keuze=Keuze(), uiterlijk=over(9), by=wereld.coordinator)
    assert not Uitvraagregel.objects.exists()
    open_ronde(monitorronde=ronde, by=wereld.coordinator)
    # What comes after it is not asked.
    AfspraakFactory.create(overleg=wereld.eerste.overleg)
    assert [regel.afspraak for regel in ronde.regels.order_by("volgorde")] == wereld.afspraken
    with pytest.raises(ValidationError, match="is open"):
        open_ronde(monitorronde=ronde, by=wereld.coordinator)


def test_choice_narrows_by_ronde_and_place_and_leaves_out_what_is_closed(wereld: Wereld) -> None:
    klaar = AfspraakFactory.create(overleg=wereld.eerste.overleg, afgerond=True)
    alle = type(klaar).objects.met_live_status()
    assert klaar not in Keuze().kies(alle)
    assert klaar in Keuze(ook_gesloten=True).kies(alle)
    assert list(Keuze(provincies=("utrecht",)).kies(alle)) == wereld.afspraken[:2]
    assert not Keuze(landsdelen=("zuid",)).kies(alle).exists()
    assert not Keuze(rondes=("bol-2031", "onzin")).kies(alle).exists()
    assert Keuze(rondes=("bol-2024",)).kies(alle).count() == 3


def test_empty_choice_is_not_opened(wereld: Wereld) -> None:
    ronde = maak_ronde(naam="Niets", keuze=Keuze(landsdelen=("zuid",)), uiterlijk=over(9), by=wereld.coordinator)
    with pytest.raises(ValidationError, match="levert geen afspraken op"):
        open_ronde(monitorronde=ronde, by=wereld.coordinator)


def test_opening_refuses_another_number_than_was_confirmed(wereld: Wereld) -> None:
    ronde = maak_ronde(naam="Stand", keuze=Keuze(), uiterlijk=over(9), by=wereld.coordinator)
    with pytest.raises(ValidationError, match="3 afspraken in plaats van 2"):
        open_ronde(monitorronde=ronde, by=wereld.coordinator, aantal=2)
    assert not Uitvraagregel.objects.exists()


def test_only_a_rijksredacteur_holds_a_round(wereld: Wereld) -> None:
    with pytest.raises(PermissionDenied):
        maak_ronde(naam="Stand", keuze=Keuze(), uiterlijk=over(9), by=wereld.houder)
    ronde = maak_open_ronde(wereld)
    for daad in (
        lambda: sluit_ronde(monitorronde=ronde, by=wereld.houder),
        lambda: verleng_ronde(monitorronde=ronde, uiterlijk=over(20), reden="Vakantie.", by=wereld.redacteur),
        lambda: trek_ronde_in(monitorronde=ronde, reden="Toch niet.", by=wereld.lezer),
        lambda: besluit_over_regel(regel=regel_van(ronde, wereld.eerste), bespreken=True, by=wereld.houder),
    ):
        with pytest.raises(PermissionDenied):
            daad()


def test_history_of_the_round_tells_every_step(wereld: Wereld) -> None:
    ronde = maak_ronde(naam="Stand", keuze=Keuze(), uiterlijk=over(9), by=wereld.coordinator)
    wijzig_ronde(monitorronde=ronde, naam="Stand 2", keuze=Keuze(), uiterlijk=over(10), by=wereld.coordinator)
    open_ronde(monitorronde=ronde, by=wereld.coordinator)
    with pytest.raises(ValidationError, match="Schrijf op waarom"):
        verleng_ronde(monitorronde=ronde, uiterlijk=over(20), reden=" ", by=wereld.coordinator)
    verleng_ronde(monitorronde=ronde, uiterlijk=over(20), reden="Vakantie.", by=wereld.coordinator)
    sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    stappen = [(stap.soort, stap.uiterlijk) for stap in ronde.stappen.order_by("nummer")]
    assert stappen == [
        ("gemaakt", over(9)),
        ("gewijzigd", over(10)),
        ("geopend", over(10)),
        ("verlengd", over(20)),
        ("gesloten", over(20)),
    ]
    with pytest.raises(ValidationError, match="is gesloten"):
        trek_ronde_in(monitorronde=ronde, reden="Te laat.", by=wereld.coordinator)


def test_withdrawn_round_takes_no_answer_and_freezes_nothing(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    trek_ronde_in(monitorronde=ronde, reden="Toch volgend jaar.", by=wereld.coordinator)
    with pytest.raises(ValidationError, match="ingetrokken"):
        antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder)
    assert not Momentopname.objects.exists()


def test_who_sees_a_round(wereld: Wereld) -> None:
    voorbereid = maak_ronde(naam="Komt nog", keuze=Keuze(), uiterlijk=over(9), by=wereld.coordinator)
    ronde = maak_open_ronde(wereld)
    for user in (wereld.houder, wereld.redacteur, wereld.lezer):
        assert list(Monitorronde.objects.visible_to(user)) == [ronde], user
    assert not Monitorronde.objects.visible_to(wereld.elders).exists()
    assert set(Monitorronde.objects.visible_to(wereld.coordinator)) == {voorbereid, ronde}


# --- closing ---------------------------------------------------------------------------------------------------


def test_closing_freezes_what_stood_there_and_nothing_later_changes_it(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder, verwacht=over(100))
    antwoord(ronde, wereld.eerste, "regio", "vertraagd", wereld.redacteur, toelichting="De grond ontbreekt.")
    regel = regel_van(ronde, wereld.eerste)
    besluit_over_regel(
        regel=regel, naar="vertraagd", toelichting="Samen bekeken.", bespreken=True, by=wereld.coordinator
    )
    momentopname = sluit_ronde(monitorronde=ronde, by=wereld.coordinator, onbeantwoord=4)
    voor = list(Momentopnameregel.objects.order_by("volgorde").values_list("inhoud", "sha256"))

    wijzig_status(afspraak=wereld.eerste, naar=Status.AFGEROND, toelichting="Toch klaar.", by=wereld.coordinator)
    assert list(Momentopnameregel.objects.order_by("volgorde").values_list("inhoud", "sha256")) == voor
    stand = Stand.uit_json(momentopname.regels.get(afspraak=wereld.eerste).gegevens)
    assert (stand.code, stand.tekst, stand.landsdeel) == (wereld.eerste.code, wereld.eerste.tekst, "noordwest")
    assert (stand.status, stand.status_toelichting, stand.bespreken) == ("vertraagd", "Samen bekeken.", True)
    assert stand.rijk
    assert (stand.rijk.status, stand.rijk.verwacht) == ("in_uitvoering", over(100))
    assert stand.regio
    assert (stand.regio.status, stand.regio.toelichting) == ("vertraagd", "De grond ontbreekt.")
    assert stand.verschilt
    assert [plaats.slug for plaats in stand.provincies] == ["utrecht"]
    assert stand.als_tekst() == momentopname.regels.get(afspraak=wereld.eerste).inhoud
    leeg = Stand.uit_json(momentopname.regels.get(afspraak=wereld.afspraken[2]).gegevens)
    assert (leeg.rijk, leeg.regio) == (None, None), "no answer is not the same as unchanged"
    assert momentopname.peildatum == timezone.localdate()


def test_late_is_counted_at_the_peildatum(wereld: Wereld) -> None:
    type(wereld.eerste).objects.filter(pk=wereld.eerste.pk).update(termijn_tot=over(3))
    ronde = maak_open_ronde(wereld)
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        momentopname = sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    assert [Stand.uit_json(een.gegevens).over_tijd for een in momentopname.regels.order_by("volgorde")] == [
        True,
        False,
        False,
    ]


def test_closing_refuses_another_number_of_open_answers_than_was_confirmed(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    with pytest.raises(ValidationError, match="6 antwoorden open in plaats van 5"):
        sluit_ronde(monitorronde=ronde, by=wereld.coordinator, onbeantwoord=5)
    assert not Momentopname.objects.exists()


def test_who_sees_a_snapshot_before_and_after_publication(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder, toelichting="Alleen voor ons.")
    momentopname = sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    for user, aantal in ((wereld.coordinator, 3), (wereld.lezer, 3), (wereld.houder, 2), (wereld.elders, 0)):
        assert len(lees_standen(momentopname, user=user)) == aantal, user
    publiceer_momentopname(momentopname=momentopname, by=wereld.coordinator)
    standen = [stand for _, stand in lees_standen(momentopname, user=wereld.elders)]
    assert len(standen) == 3
    assert all(stand.rijk is None for stand in standen)
    assert "Alleen voor ons." not in str(standen)
    assert lees_standen(momentopname, user=wereld.lezer)[0][1].rijk is not None


# --- publishing ------------------------------------------------------------------------------------------------


def test_publishing_tells_what_was_frozen_and_not_what_came_later(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    besluit_over_regel(regel=regel_van(ronde, wereld.eerste), naar="in_uitvoering", by=wereld.coordinator)
    momentopname = sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    wijzig_status(afspraak=wereld.eerste, naar=Status.AFGEROND, toelichting="Klaar.", by=wereld.coordinator)
    assert publiceer_momentopname(momentopname=momentopname, by=wereld.coordinator) == 1
    wereld.eerste.refresh_from_db()
    assert (wereld.eerste.gepubliceerde_status, wereld.eerste.status) == ("in_uitvoering", "afgerond")
    with pytest.raises(ValidationError, match="al gepubliceerd"):
        publiceer_momentopname(momentopname=momentopname, by=wereld.coordinator)


def test_publishing_leaves_out_what_is_under_embargo_and_what_was_told_since(db: None) -> None:
    wereld = maak_wereld(concept=True)
    openbaar, later = (
        AfspraakFactory.create(overleg__ronde=RondeFactory.create(jaar=2023), overleg__landsdeel=een.overleg.landsdeel)
        for een in wereld.afspraken[:2]
    )
    momentopname = sluit_ronde(monitorronde=maak_open_ronde(wereld), by=wereld.coordinator)
    type(later).objects.filter(pk=later.pk).update(gepubliceerde_status_op=timezone.now() + timedelta(hours=1))
    beeld = wat_wordt_verteld(momentopname)
    assert (beeld.aantal, beeld.onder_embargo, beeld.later_verteld) == (1, 3, 1)
    with pytest.raises(ValidationError, match="1 afspraken in plaats van 5"):
        publiceer_momentopname(momentopname=momentopname, by=wereld.coordinator, aantal=5)
    publiceer_momentopname(momentopname=momentopname, by=wereld.coordinator, aantal=1)
    openbaar.refresh_from_db()
    assert openbaar.gepubliceerde_status_op is not None
    assert openbaar.gepubliceerde_status_op > momentopname.op
    wereld.eerste.refresh_from_db()
    assert wereld.eerste.gepubliceerde_status_op is None


# --- reading ---------------------------------------------------------------------------------------------------


def test_overview_shows_difference_change_and_who_is_missing(wereld: Wereld) -> None:
    eerste_ronde = maak_open_ronde(wereld)
    antwoord(eerste_ronde, wereld.eerste, "rijk", "nog_niet_gestart", wereld.houder)
    sluit_ronde(monitorronde=eerste_ronde, by=wereld.coordinator)
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder)
    antwoord(ronde, wereld.eerste, "regio", "nog_niet_gestart", wereld.redacteur)
    beeld = lees_beeld(ronde)
    een, twee, drie = beeld.regels
    assert (een.verschilt, een.is_gewijzigd, een.is_beantwoord, een.rijk.vorige_naam) == (
        True,
        True,
        True,
        "nog niet gestart",
    )
    assert not twee.zonder_verantwoordelijke
    assert drie.zonder_verantwoordelijke
    assert [str(user) for user in twee.rijk.wie] == ["Houder"]
    assert len(beeld.open) == 4
    assert {user.username for user in beeld.stil} == {"houder", "redacteur"}


def test_other_date_words_or_deadline_is_otherwise_than_last_time(wereld: Wereld) -> None:
    """Only the status was compared. Who has not answered yet has changed nothing."""
    for dag in (40, 100):
        ronde = maak_open_ronde(wereld)
        antwoord(ronde, wereld.eerste, "rijk", "nog_niet_gestart", wereld.houder, verwacht=over(dag))
        if dag == 40:
            antwoord(ronde, wereld.eerste, "regio", "nog_niet_gestart", wereld.redacteur)
            sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    Afspraak.objects.filter(pk=wereld.afspraken[1].pk).update(termijn_tot=date(2027, 2, 1))
    een, twee, drie = lees_beeld(ronde).regels
    assert een.veranderd == (f"Het Rijk verwacht het nu op {datumtekst(over(100))}, eerst op {datumtekst(over(40))}.",)
    assert twee.veranderd == ("De termijn was geen datum en is tot en met 1 februari 2027.",)
    assert not drie.is_gewijzigd
    assert not een.datum_verschilt, "only one side named a date"


def test_other_successor_is_named_only_to_who_may_know_of_it(wereld: Wereld) -> None:
    geheim = AfspraakFactory.create(
        overleg=OverlegFactory.create(ronde=RondeFactory.create(jaar=2027, concept=True), landsdeel__slug="zuid")
    )
    keuze = Keuze(landsdelen=("noordwest",))
    for opvolger in (wereld.afspraken[1], geheim):
        ronde = maak_open_ronde(wereld, keuze=keuze)
        antwoord(
            ronde, wereld.eerste, "rijk", "opgevolgd", wereld.coordinator, opvolger=opvolger, toelichting="Zie daar."
        )
        if opvolger != geheim:
            sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    voor_wie = {user: lees_beeld(ronde, user=user).regels[0].veranderd for user in (wereld.coordinator, wereld.lezer)}
    eerste = wereld.afspraken[1].code
    assert voor_wie[wereld.coordinator] == (f"Het Rijk noemt als opvolger nu {geheim.code}, eerst {eerste}.",)
    assert voor_wie[wereld.lezer] == (f"Het Rijk noemt als opvolger nu {VERBORGEN}, eerst {eerste}.",)


def test_joint_status_that_no_side_says_is_found(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder)
    antwoord(ronde, wereld.afspraken[1], "rijk", "nog_niet_gestart", wereld.houder)
    assert [regel.afspraak for regel in lees_beeld(ronde).past_niet] == [wereld.eerste]


@pytest.mark.parametrize("aantal", [1, 25])
def test_reading_a_round_costs_the_same_for_many_agreements(
    db: None, aantal: int, django_assert_num_queries: Any
) -> None:
    wereld = maak_wereld(aantal=aantal)
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder)
    # The rows · answers, their evidence · decisions · who holds, which places (3), the roles with their places (4),
    # deputies, people · the last momentopname.
    with django_assert_num_queries(14):
        assert len(lees_beeld(ronde).regels) == aantal + 1


def test_histories_are_in_order_after_a_round(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder)
    antwoord(ronde, wereld.eerste, "rijk", "afgerond", wereld.houder, toelichting="Klaar.")
    besluit_over_regel(regel=regel_van(ronde, wereld.eerste), naar="in_uitvoering", by=wereld.coordinator)
    sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    assert controleer_geschiedenis() == []
    assert Antwoord.objects.count() == 2
