"""What people are told about a monitorronde: in time, once, at most one mail a day, and nothing that is secret."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from accounts.actoren import SYSTEEM
from accounts.models import Rol, Roltoewijzing, User
from accounts.services import ken_rol_toe
from agreements.models import Bericht
from agreements.services import post
from agreements.services.eigenaren import draag_dossiers_over
from monitoring.models import Melding, Monitorronde
from monitoring.models.melding import Meldingsoort
from monitoring.services.meldingen import bundel, herinner, meld
from monitoring.services.rondes import herinner_nu, sluit_ronde, trek_ronde_in, verleng_ronde
from monitoring.services.voorkeuren import zet_voorkeuren
from monitoring.tasks import start_bundelen
from tests.factories import UserFactory
from tests.monitoring.wereld import Wereld, antwoord, maak_open_ronde, maak_wereld, over

MAANDAG = datetime(2026, 11, 2, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))

pytestmark = pytest.mark.django_db


@pytest.fixture
def klok():
    """A Monday morning; `klok.shift` goes on."""
    with time_machine.travel(MAANDAG, tick=False) as reiziger:
        yield reiziger


@pytest.fixture
def wereld(klok) -> Wereld:
    return maak_wereld()


def verteld(user: User) -> list[str]:
    """The subjects of what this person was told, oldest first."""
    return list(Bericht.objects.filter(user=user).order_by("pk").values_list("onderwerp", flat=True))


UITGENODIGD = "Monitoring: uw stand van zaken wordt gevraagd"
HERINNERD = "Monitoring: herinnering, uw antwoord wordt gevraagd"
TE_LAAT = "Monitoring: uw antwoord is te laat"


def test_who_answers_is_invited_and_nobody_else(wereld: Wereld) -> None:
    maak_open_ronde(wereld)
    assert bundel() == 2
    assert verteld(wereld.houder) == verteld(wereld.redacteur) == [UITGENODIGD]
    assert Bericht.objects.count() == 2
    bericht = Bericht.objects.get(user=wereld.houder)
    assert "2 afspraken" in bericht.tekst
    assert "16 november 2026" in bericht.tekst
    assert bericht.adres == "/monitoring/"


def test_at_most_one_mail_a_day_whatever_happens(wereld: Wereld, klok) -> None:
    """Three rounds, a reminder by hand and another date on one day: one mail, and the rest in one the next day."""
    for _ in range(3):
        ronde = maak_open_ronde(wereld)
        bundel()
    herinner_nu(monitorronde=ronde, by=wereld.coordinator)
    verleng_ronde(monitorronde=ronde, uiterlijk=over(30), reden="Vakantie.", by=wereld.coordinator)
    bundel()
    post.verstuur()
    assert [brief.to for brief in mail.outbox].count(["houder@voorbeeld.nl"]) == 1
    klok.shift(timedelta(days=1))
    assert bundel() == 2
    post.verstuur()
    assert [brief.to for brief in mail.outbox].count(["houder@voorbeeld.nl"]) == 2
    # Of the three invitations two came in the second mail; of the last round the reminder overtook the invitation.
    assert Bericht.objects.filter(user=wereld.houder).latest("pk").tekst.count("2 afspraken") == 3


def test_reminder_comes_five_days_before_once_and_only_to_who_has_something_open(wereld: Wereld, klok) -> None:
    ronde = maak_open_ronde(wereld, dagen=14)
    bundel()
    for afspraak in wereld.afspraken[:2]:
        antwoord(ronde, afspraak, "regio", "in_uitvoering", wereld.redacteur)
    for _ in range(14):
        klok.shift(timedelta(days=1))
        for _ in range(3):
            herinner()
            bundel()
    assert verteld(wereld.houder) == [UITGENODIGD, HERINNERD]
    assert Melding.objects.get(user=wereld.houder, soort="herinnering").dag == (MAANDAG + timedelta(days=9)).date()
    assert verteld(wereld.redacteur) == [UITGENODIGD, "Monitoring: bedankt voor uw antwoorden"]


def test_reminder_that_was_missed_comes_the_next_day(wereld: Wereld, klok) -> None:
    """The scheduler was down on the fifth day before the last."""
    maak_open_ronde(wereld, dagen=14)
    bundel()
    klok.shift(timedelta(days=11))
    herinner()
    bundel()
    assert verteld(wereld.houder)[-1] == HERINNERD


def test_who_is_late_hears_it_the_day_after_and_every_week(wereld: Wereld, klok) -> None:
    maak_open_ronde(wereld, dagen=3)
    bundel()
    for _ in range(13):
        klok.shift(timedelta(days=1))
        herinner()
        bundel()
    dagen = Melding.objects.filter(user=wereld.houder, soort="te_laat").order_by("dag").values_list("dag", flat=True)
    assert [(dag - MAANDAG.date()).days for dag in dagen] == [4, 11]
    assert verteld(wereld.houder) == [UITGENODIGD, HERINNERD, TE_LAAT, TE_LAAT]
    assert "De uiterste dag was 5 november 2026" in Bericht.objects.filter(user=wereld.houder).latest("pk").tekst


def test_nobody_is_reminded_in_the_evening(wereld: Wereld, klok) -> None:
    maak_open_ronde(wereld, dagen=3)
    bundel()
    klok.shift(timedelta(days=2, hours=10))
    assert herinner() == 0


def test_thanks_come_once_and_only_when_all_is_answered(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.afspraken[0], "rijk", "in_uitvoering", wereld.houder)
    assert not Melding.objects.filter(soort="bedankt").exists()
    for status in ("in_uitvoering", "nog_niet_gestart"):
        antwoord(ronde, wereld.afspraken[1], "rijk", status, wereld.houder)
    assert Melding.objects.filter(soort="bedankt").count() == 1


@pytest.mark.parametrize("einde", ["gesloten", "ingetrokken", "beantwoord"])
def test_what_no_longer_matters_is_not_told(wereld: Wereld, einde: str) -> None:
    """The reminder waits for tomorrow; meanwhile there is nothing to remind of."""
    ronde = maak_open_ronde(wereld)
    meld([wereld.houder], soort=Meldingsoort.HERINNERING, monitorronde=ronde)
    if einde == "gesloten":
        sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    elif einde == "ingetrokken":
        trek_ronde_in(monitorronde=ronde, reden="Toch niet.", by=wereld.coordinator)
    else:
        for afspraak in wereld.afspraken[:2]:
            antwoord(ronde, afspraak, "rijk", "in_uitvoering", wereld.houder)
    bundel()
    assert HERINNERD not in verteld(wereld.houder)
    assert not Melding.objects.filter(verwerkt_op=None).exists()


def test_who_may_not_see_it_any_more_is_told_nothing(wereld: Wereld) -> None:
    """The role ended between the act and the message."""
    maak_open_ronde(wereld)
    Roltoewijzing.objects.filter(user__in=[wereld.houder, wereld.redacteur]).delete()
    User.objects.filter(pk=wereld.redacteur.pk).update(is_active=False)
    assert bundel() == 0
    assert not Bericht.objects.exists()


def test_nothing_secret_is_in_subject_or_text(klok) -> None:
    wereld = maak_wereld(concept=True)
    ronde = maak_open_ronde(wereld, naam="Geheimzinnig", toelichting="Over het station.")
    verleng_ronde(monitorronde=ronde, uiterlijk=over(3), reden="Geheime reden.", by=wereld.coordinator)
    bundel()
    for _ in range(5):
        klok.shift(timedelta(days=1))
        herinner()
        bundel()
    assert TE_LAAT in verteld(wereld.houder)
    alles = " ".join(f"{een.onderwerp} {een.tekst} {een.adres} {een.sleutel}" for een in Bericht.objects.order_by("pk"))
    for geheim in ("Geheim", "station", wereld.eerste.code, wereld.eerste.tekst[:20], str(wereld.eerste.overleg)):
        assert geheim not in alles


def test_a_kind_that_is_turned_off_is_read_in_the_application_and_not_mailed(wereld: Wereld, klok) -> None:
    zet_voorkeuren(by=wereld.houder, mail=[soort for soort in Meldingsoort.values if soort != "uitnodiging"])
    maak_open_ronde(wereld, dagen=14)
    bundel()
    post.verstuur()
    assert verteld(wereld.houder) == [UITGENODIGD]
    assert ["houder@voorbeeld.nl"] not in [brief.to for brief in mail.outbox]
    klok.shift(timedelta(days=10))
    herinner()
    bundel()
    post.verstuur()
    assert ["houder@voorbeeld.nl"] in [brief.to for brief in mail.outbox]


def test_without_a_mail_server_it_is_read_in_the_application(wereld: Wereld, settings, client) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    maak_open_ronde(wereld)
    bundel()
    post.verstuur()
    client.force_login(wereld.houder)
    assert UITGENODIGD in client.get("/account/berichten/").content.decode()


def test_two_runs_at_once_tell_it_once(wereld: Wereld) -> None:
    """The second run sees the same notices; the key of the day holds."""
    maak_open_ronde(wereld)
    bundel()
    Melding.objects.update(verwerkt_op=None)
    assert bundel() == 0
    assert Bericht.objects.filter(user=wereld.houder).count() == 1


def test_broker_that_is_away_does_not_stop_the_act(wereld: Wereld, settings, caplog) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    start_bundelen()
    assert "nog niet gebundeld" in caplog.text


def test_command_does_what_beat_would(wereld: Wereld, klok, capsys) -> None:
    maak_open_ronde(wereld, dagen=4)
    bundel()
    klok.shift(timedelta(days=2))
    call_command("monitoring_berichten", "--json")
    assert json.loads(capsys.readouterr().out) == {
        "rondes": 1,
        "berichten": 2,
        "mail": {"verzonden": 4, "mislukt": 0, "alleen_in_applicatie": 0},
    }
    assert Monitorronde.objects.open().count() == 1


BEDANKT = "Monitoring: bedankt voor uw antwoorden"


def test_everybody_who_answered_for_a_side_is_thanked(wereld: Wereld, klok) -> None:
    """Only the last to answer was."""
    collega = UserFactory.create(username="collega", rol=Rol.DOSSIERHOUDER)
    kijkt_mee = UserFactory.create(username="kijkt-mee", rol=Rol.DOSSIERHOUDER)
    for afspraak in wereld.afspraken[:2]:
        afspraak.dossierhouders.add(collega, kijkt_mee)
    ronde = maak_open_ronde(wereld)
    bundel()
    antwoord(ronde, wereld.afspraken[0], "rijk", "in_uitvoering", wereld.houder)
    antwoord(ronde, wereld.afspraken[1], "rijk", "in_uitvoering", collega)
    klok.shift(timedelta(days=1))
    bundel()
    assert verteld(wereld.houder) == verteld(collega) == [UITGENODIGD, BEDANKT]
    assert verteld(kijkt_mee) == [UITGENODIGD]


def test_who_has_both_sides_is_thanked_when_both_are_answered(wereld: Wereld, klok) -> None:
    """The thanks for the first side were used up without a message, and never came."""
    ken_rol_toe(user=wereld.houder, rol=Rol.REDACTEUR_REGIO, provincies=[wereld.utrecht], by=SYSTEEM)
    ronde = maak_open_ronde(wereld)
    bundel()
    for afspraak in wereld.afspraken[:2]:
        antwoord(ronde, afspraak, "rijk", "in_uitvoering", wereld.houder)
    klok.shift(timedelta(days=1))
    bundel()
    assert verteld(wereld.houder) == [UITGENODIGD]
    for afspraak in wereld.afspraken[:2]:
        antwoord(ronde, afspraak, "regio", "in_uitvoering", wereld.redacteur)
    klok.shift(timedelta(days=1))
    bundel()
    assert verteld(wereld.houder) == [UITGENODIGD, BEDANKT]
    assert not Melding.objects.filter(verwerkt_op=None).exists()


def test_who_takes_over_is_invited_once_for_what_is_open(wereld: Wereld, klok) -> None:
    opvolger = UserFactory.create(username="opvolger", email="opvolger@voorbeeld.nl", rol=Rol.DOSSIERHOUDER)
    ronde = maak_open_ronde(wereld)
    bundel()
    antwoord(ronde, wereld.afspraken[0], "rijk", "in_uitvoering", wereld.houder)

    def draag_over(nummer: int, naar: User) -> None:
        draag_dossiers_over(
            van=wereld.houder, naar=naar, afspraken=[wereld.afspraken[nummer]], reden="Vertrek.", by=wereld.coordinator
        )
        bundel()

    draag_over(0, opvolger)
    assert UITGENODIGD not in verteld(opvolger), "it is answered"
    draag_over(1, opvolger)
    assert verteld(opvolger).count(UITGENODIGD) == 1
    assert "Er staan er nog 1 voor u open" in Bericht.objects.get(user=opvolger, onderwerp=UITGENODIGD).tekst
    klok.shift(timedelta(days=1))
    draag_dossiers_over(
        van=opvolger, naar=wereld.houder, afspraken=[wereld.afspraken[1]], reden="Terug.", by=wereld.coordinator
    )
    bundel()
    assert verteld(wereld.houder).count(UITGENODIGD) == 1, "was invited when the round opened"


@pytest.mark.parametrize(
    ("begin", "dagen", "gevallen"),
    [
        # Opened on Monday; the last day is a Thursday, so the fifth day before it a Saturday: Monday.
        (0, 17, {14: HERINNERD}),
        # The last day is a Friday: the fifth day before it a Sunday.
        (0, 18, {14: HERINNERD}),
        # Opened on Thursday until Sunday: two days later is Saturday, and on Monday the last day has gone.
        (3, 3, {1: HERINNERD, 4: TE_LAAT, 11: TE_LAAT}),
        # The last day is a Friday: late on Monday.
        (0, 4, {2: HERINNERD, 7: TE_LAAT, 14: TE_LAAT}),
    ],
)
def test_reminders_go_out_on_working_days(
    wereld: Wereld, klok, begin: int, dagen: int, gevallen: dict[int, str]
) -> None:
    klok.shift(timedelta(days=begin))
    maak_open_ronde(wereld, dagen=dagen)
    bundel()
    gezien: dict[int, str] = {}
    for dag in range(1, 16):
        klok.shift(timedelta(days=1))
        voor = len(verteld(wereld.houder))
        herinner()
        bundel()
        gezien |= dict.fromkeys([dag] if len(verteld(wereld.houder)) > voor else [], verteld(wereld.houder)[-1])
    assert gezien == gevallen


def test_reminder_that_waits_for_the_next_day_waits_for_monday(wereld: Wereld, klok) -> None:
    """The invitation went on Friday; who is reminded by hand that day has the rest of it on Monday."""
    klok.shift(timedelta(days=4))
    ronde = maak_open_ronde(wereld)
    bundel()
    herinner_nu(monitorronde=ronde, by=wereld.coordinator)
    for verwacht in (1, 1, 1, 2):
        bundel()
        assert len(verteld(wereld.houder)) == verwacht
        klok.shift(timedelta(days=1))
    assert verteld(wereld.houder)[-1] == HERINNERD


def test_reminding_twice_says_that_nobody_is_reminded_again(wereld: Wereld, klok, client) -> None:
    ronde = maak_open_ronde(wereld)
    client.force_login(wereld.coordinator)

    def herinner_met_de_hand() -> str:
        return client.post(f"{ronde.get_absolute_url()}herinneren/", follow=True).content.decode()

    assert "Herinnerd: 2 personen." in herinner_met_de_hand()
    assert "Er is niemand opnieuw herinnerd: 2 personen zijn al herinnerd." in herinner_met_de_hand()
    collega = UserFactory.create(username="collega", rol=Rol.DOSSIERHOUDER)
    wereld.eerste.dossierhouders.add(collega)
    tekst = herinner_met_de_hand()
    assert "Herinnerd: 1 persoon." in tekst
    assert "2 personen zijn al herinnerd" in tekst
    assert Melding.objects.filter(soort="herinnering").count() == 3
