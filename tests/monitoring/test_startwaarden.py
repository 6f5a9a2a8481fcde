"""With what an answer begins, and that confirming it as it stands is taken."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Afspraak
from agreements.services.statussen import wijzig_status
from monitoring.keuze import Keuze
from monitoring.models import Antwoord, Monitorronde
from monitoring.services.rondes import sluit_ronde
from monitoring.services.startwaarden import startwaarden
from tests.factories import AfspraakFactory, LandsdeelFactory, RondeFactory
from tests.monitoring.wereld import Wereld, antwoord, maak_open_ronde, over, regel_van


def ronde_over(wereld: Wereld) -> Monitorronde:
    """An open round that also asks about what has ended."""
    return maak_open_ronde(wereld, keuze=Keuze(ook_gesloten=True))


def opvolger_van(wereld: Wereld) -> Afspraak:
    return AfspraakFactory.create(overleg=wereld.eerste.overleg)


def formulier_van(client: Client, ronde: Monitorronde, afspraak: Afspraak) -> tuple[dict[str, Any], str]:
    """What the form of this agreement holds when the page is opened, and the page."""
    antwoord_ = client.get(reverse("monitorronde-invullen", args=[ronde.pk]), {"zijde": "regio"})
    (rij,) = [een for een in antwoord_.context["rijen"] if een["afspraak"] == afspraak]
    velden = [veld for veld in rij["formulier"] if veld.name != "documenten"]
    waarden = {veld.name: "" if veld.value() is None else veld.value() for veld in velden}
    return {**waarden, "zijde": "regio"}, antwoord_.content.decode()


def bevestig(client: Client, ronde: Monitorronde, afspraak: Afspraak, gegevens: dict[str, Any]) -> Any:
    regel = regel_van(ronde, afspraak)
    return client.post(reverse("monitorronde-antwoorden", args=[ronde.pk, regel.pk]), gegevens)


@pytest.mark.parametrize("status", ["aangehouden", "opgevolgd", "vervallen", "vertraagd", "afgerond"])
def test_joint_status_is_filled_in_with_all_that_confirming_needs(wereld: Wereld, client: Client, status: str) -> None:
    opvolger = opvolger_van(wereld) if status == "opgevolgd" else None
    wijzig_status(
        afspraak=wereld.eerste, naar=status, toelichting="Zo besloten.", opvolger=opvolger, by=wereld.coordinator
    )
    ronde = ronde_over(wereld)
    client.force_login(wereld.redacteur)
    gegevens, tekst = formulier_van(client, ronde, wereld.eerste)
    assert "Ingevuld met de huidige status." in tekst
    assert bevestig(client, ronde, wereld.eerste, gegevens).status_code == 303
    gegeven = Antwoord.objects.get()
    assert (gegeven.status, gegeven.toelichting, gegeven.opvolger) == (status, "Zo besloten.", opvolger)


def test_joint_decision_after_the_last_answer_is_filled_in_and_said(wereld: Wereld, client: Client) -> None:
    eerder = maak_open_ronde(wereld)
    antwoord(eerder, wereld.eerste, "regio", "in_uitvoering", wereld.redacteur, verwacht=over(80), toelichting="Loopt.")
    antwoord(eerder, wereld.afspraken[1], "regio", "in_uitvoering", wereld.redacteur, toelichting="Loopt ook.")
    sluit_ronde(monitorronde=eerder, by=wereld.coordinator)
    wijzig_status(afspraak=wereld.eerste, naar="vervallen", toelichting="Geen geld.", by=wereld.coordinator)
    # The same status as the side said: what it wrote itself stays.
    wijzig_status(afspraak=wereld.afspraken[1], naar="in_uitvoering", by=wereld.coordinator)
    ronde = ronde_over(wereld)
    client.force_login(wereld.redacteur)
    gegevens, tekst = formulier_van(client, ronde, wereld.eerste)
    assert (gegevens["status"], gegevens["toelichting"], gegevens["verwacht"]) == ("vervallen", "Geen geld.", "")
    assert "Ingevuld met de gezamenlijke status van" in tekst
    assert bevestig(client, ronde, wereld.eerste, gegevens).status_code == 303
    gegevens, _ = formulier_van(client, ronde, wereld.afspraken[1])
    assert (gegevens["status"], gegevens["toelichting"]) == ("in_uitvoering", "Loopt ook.")


def test_answer_after_the_joint_decision_stays(wereld: Wereld) -> None:
    wijzig_status(afspraak=wereld.eerste, naar="in_uitvoering", by=wereld.coordinator)
    eerder = maak_open_ronde(wereld)
    antwoord(eerder, wereld.eerste, "regio", "vertraagd", wereld.redacteur, toelichting="De grond.")
    sluit_ronde(monitorronde=eerder, by=wereld.coordinator)
    regel = regel_van(maak_open_ronde(wereld), wereld.eerste)
    start = startwaarden([regel], zijde="regio", user=wereld.redacteur)[regel.pk]
    assert (start.status, start.toelichting, start.sinds) == ("vertraagd", "De grond.", None)


def test_successor_that_the_reader_may_not_see_is_not_filled_in(wereld: Wereld) -> None:
    geheim = AfspraakFactory.create(
        overleg__ronde=RondeFactory.create(jaar=2031, concept=True),
        overleg__landsdeel=LandsdeelFactory.create(slug="oost"),
    )
    wijzig_status(
        afspraak=wereld.eerste, naar="opgevolgd", toelichting="Door een ander.", opvolger=geheim, by=wereld.coordinator
    )
    regel = regel_van(ronde_over(wereld), wereld.eerste)
    assert startwaarden([regel], zijde="regio", user=wereld.redacteur)[regel.pk].opvolger == ""
    assert startwaarden([regel], zijde="regio", user=wereld.coordinator)[regel.pk].opvolger == geheim.code


def test_day_that_has_passed_is_asked_for_again_without_an_error(wereld: Wereld, client: Client) -> None:
    eerder = maak_open_ronde(wereld)
    wijzig_status(afspraak=wereld.eerste, naar="in_uitvoering", by=wereld.coordinator)
    toen = timezone.now() - timedelta(days=30)
    antwoord(eerder, wereld.eerste, "regio", "in_uitvoering", wereld.redacteur, verwacht=over(-9), op=toen)
    sluit_ronde(monitorronde=eerder, by=wereld.coordinator)
    ronde = maak_open_ronde(wereld)
    client.force_login(wereld.redacteur)
    gegevens, tekst = formulier_van(client, ronde, wereld.eerste)
    assert gegevens["verwacht"] == ""
    assert "Die dag is voorbij: vul in wat u nu verwacht" in tekst
    assert "utrecht-form-field-error-message" not in tekst


@pytest.mark.parametrize(
    ("status", "verwacht", "zin"),
    [
        ("in_uitvoering", date(1, 1, 1), "Het jaar 1 klopt niet"),
        ("in_uitvoering", date(1999, 12, 31), "Het jaar 1999 klopt niet"),
        ("in_uitvoering", date(9999, 12, 31), "Het jaar 9999 klopt niet"),
        ("in_uitvoering", "gisteren", "Deze dag is voorbij"),
        ("afgerond", "morgen", "Bij “afgerond” past geen dag die nog moet komen"),
        ("vervallen", "morgen", "Bij “vervallen” past geen dag die nog moet komen"),
    ],
)
def test_impossible_day_is_refused(wereld: Wereld, status: str, verwacht: Any, zin: str) -> None:
    dag = {"gisteren": over(-1), "morgen": over(1)}.get(verwacht, verwacht)
    ronde = maak_open_ronde(wereld)
    with pytest.raises(ValidationError) as fout:
        antwoord(ronde, wereld.eerste, "regio", status, wereld.redacteur, toelichting="Klaar.", verwacht=dag)
    assert fout.value.message_dict["verwacht"][0].startswith(zin)
    assert not Antwoord.objects.exists()


@pytest.mark.parametrize(("status", "dagen"), [("in_uitvoering", 0), ("afgerond", 0), ("afgerond", -40)])
def test_possible_day_is_taken(wereld: Wereld, status: str, dagen: int) -> None:
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "regio", status, wereld.redacteur, toelichting="Klaar.", verwacht=over(dagen))
    assert Antwoord.objects.get().verwacht == over(dagen)


def test_all_that_is_wrong_is_told_at_once_in_words_for_who_confirms(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    with pytest.raises(ValidationError) as fout:
        antwoord(ronde, wereld.eerste, "regio", "vertraagd", wereld.redacteur, verwacht=over(-1))
    assert set(fout.value.message_dict) == {"toelichting", "verwacht"}
    assert fout.value.message_dict["toelichting"] == ["Geef een toelichting. Schrijf bij “vertraagd” waarom."]


@pytest.mark.parametrize("besluit", [Afspraak.Besluit.VOORGESTELD, Afspraak.Besluit.VERVALLEN])
def test_what_was_not_adopted_follows_up_nothing(wereld: Wereld, client: Client, besluit: str) -> None:
    voorstel = AfspraakFactory.create(overleg=wereld.eerste.overleg, besluit=besluit)
    ronde = maak_open_ronde(wereld)
    client.force_login(wereld.redacteur)
    gegevens = {"zijde": "regio", "versie": 0, "status": "opgevolgd", "toelichting": "X", "opvolger": voorstel.code}
    fout = bevestig(client, ronde, wereld.eerste, gegevens)
    assert fout.status_code == 422
    assert "Alleen een vastgestelde afspraak volgt een op." in fout.content.decode()
    assert not Antwoord.objects.exists()
    with pytest.raises(ValidationError, match="niet vastgesteld"):
        wijzig_status(
            afspraak=wereld.eerste, naar="opgevolgd", toelichting="X", opvolger=voorstel, by=wereld.coordinator
        )


def test_successor_is_named_only_to_who_may_know_of_it(wereld: Wereld, client: Client) -> None:
    """A Rijksredacteur answered with an agreement of another landsdeel that is still under embargo."""
    oost, concept = LandsdeelFactory.create(slug="oost"), RondeFactory.create(jaar=2031, concept=True)
    geheim = AfspraakFactory.create(overleg__ronde=concept, overleg__landsdeel=oost)
    ronde = maak_open_ronde(wereld)
    antwoord(
        ronde, wereld.eerste, "regio", "opgevolgd", wereld.coordinator, toelichting="Door een ander.", opvolger=geheim
    )
    client.force_login(wereld.lezer)
    tekst = client.get(ronde.get_absolute_url()).content.decode()
    assert geheim.code not in tekst
    assert "Opgevolgd door een afspraak die u niet mag inzien" in tekst
    client.force_login(wereld.redacteur)
    gegevens, tekst = formulier_van(client, ronde, wereld.eerste)
    assert (gegevens["status"], gegevens["opvolger"]) == ("opgevolgd", "")
    assert geheim.code not in tekst
    client.force_login(wereld.coordinator)
    assert geheim.code in client.get(ronde.get_absolute_url()).content.decode()
    assert formulier_van(client, ronde, wereld.eerste)[0]["opvolger"] == geheim.code
