"""What the coordinator decides about an agreement: nothing typed is dropped, and nobody overwrites a colleague."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from agreements.services.statussen import wijzig_status
from monitoring.models import Regelbesluit, Uitvraagregel
from monitoring.services.besluiten import IntussenBesloten, besluit_over_regel
from tests.factories import AfspraakFactory, RijksredacteurFactory
from tests.monitoring.wereld import Wereld, maak_open_ronde, regel_van


@pytest.fixture
def regel(wereld: Wereld) -> Uitvraagregel:
    return regel_van(maak_open_ronde(wereld), wereld.eerste)


def bewaar(client: Client, regel: Uitvraagregel, **gegevens: Any) -> Any:
    basis = {"versie": 1, "nummer": 0, "naar": "nog_niet_gestart"}
    return client.post(reverse("monitorronde-besluit", args=[regel.monitorronde_id, regel.pk]), {**basis, **gegevens})


def test_toelichting_without_another_status_is_refused_and_kept(
    wereld: Wereld, regel: Uitvraagregel, client: Client
) -> None:
    """The page said "Opgeslagen" and kept only the note."""
    client.force_login(wereld.coordinator)
    fout = bewaar(client, regel, toelichting="Wacht op de grond.", notitie="Bellen.")
    assert fout.status_code == 422
    tekst = fout.content.decode()
    assert "De status blijft “nog niet gestart”, en een toelichting hoort bij een andere status." in tekst
    assert "Wacht op de grond.</textarea>" in tekst
    assert "Bellen.</textarea>" in tekst
    assert not Regelbesluit.objects.exists()


def test_successor_without_another_status_is_refused(wereld: Wereld, regel: Uitvraagregel) -> None:
    with pytest.raises(ValidationError) as fout:
        besluit_over_regel(regel=regel, opvolger=AfspraakFactory.create(), notitie="Bellen.", by=wereld.coordinator)
    assert list(fout.value.message_dict) == ["opvolger"]


def test_second_note_does_not_overwrite_the_first_unseen(wereld: Wereld, regel: Uitvraagregel, client: Client) -> None:
    """Both opened the round before either saved."""
    besluit_over_regel(regel=regel, notitie="Van de eerste.", bespreken=True, nummer=0, by=wereld.coordinator)
    client.force_login(RijksredacteurFactory(username="tweede"))
    botsing = bewaar(client, regel, notitie="Van de tweede.")
    assert botsing.status_code == 422
    tekst = botsing.content.decode()
    assert "Coordinator bewaarde hier intussen: de notitie “Van de eerste.”, en wel bespreken." in tekst
    assert "Van de tweede.</textarea>" in tekst
    assert 'name="nummer" value="1"' in tekst
    assert Regelbesluit.objects.get().notitie == "Van de eerste."
    assert bewaar(client, regel, notitie="Van de tweede.", nummer=1).status_code == 303
    assert [een.notitie for een in Regelbesluit.objects.order_by("nummer")] == ["Van de eerste.", "Van de tweede."]


def test_who_is_second_hears_of_the_status_and_of_the_note(
    wereld: Wereld, regel: Uitvraagregel, client: Client
) -> None:
    besluit_over_regel(regel=regel, naar="in_uitvoering", notitie="Loopt nu.", by=wereld.coordinator)
    client.force_login(RijksredacteurFactory(username="tweede"))
    tekst = bewaar(client, regel, naar="vertraagd", toelichting="Grond.").content.decode()
    assert "zette de status intussen op “in uitvoering”. Coordinator bewaarde hier intussen" in tekst
    assert 'name="versie" value="2"' in tekst
    assert 'name="nummer" value="1"' in tekst


def test_same_status_as_somebody_set_meanwhile_does_not_drop_the_toelichting(
    wereld: Wereld, regel: Uitvraagregel
) -> None:
    wijzig_status(afspraak=wereld.eerste, naar="vertraagd", toelichting="De grond.", by=wereld.houder)
    with pytest.raises(IntussenBesloten) as fout:
        besluit_over_regel(regel=regel, naar="vertraagd", toelichting="Geld.", versie=1, by=wereld.coordinator)
    assert fout.value.wijziging is not None
    assert fout.value.wijziging.toelichting == "De grond."
