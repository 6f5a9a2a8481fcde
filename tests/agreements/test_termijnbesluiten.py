"""Changing a deadline: a decision with a reason, the first deadline kept, and what it was on a past day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import Auditregel, Rol, User
from agreements.models import Afspraak, Termijn, Termijnwijziging
from agreements.services.deelafspraken import splits_afspraak
from agreements.services.lijsten import lijst_uit_database
from agreements.services.teksten import wijzig_officiele_tekst
from agreements.services.termijnbesluiten import (
    TermijnIntussenGewijzigd,
    besluit_geen_termijn,
    bevestig_termijn,
    wijzig_termijn,
)
from agreements.services.termijnen import eerste_termijn, overlegdata, termijn_op, zet_termijnen
from tests.factories import AfspraakFactory, OverlegFactory, RijksredacteurFactory, RondeFactory, UserFactory

pytestmark = pytest.mark.django_db

TEKST = "De provincie levert in het eerste kwartaal van 2031 een plan; uiterlijk 1 juli 2031 volgt een besluit."


@pytest.fixture
def redacteur() -> User:
    return RijksredacteurFactory()


def maak(tekst: str = TEKST, **anders: Any) -> Afspraak:
    """An agreement with this text, read as loading a list reads it."""
    afspraak = AfspraakFactory.create(tekstblok__tekst=tekst, **anders)
    zet_termijnen(afspraak=afspraak, overleg=afspraak.overleg, overleggen=overlegdata())
    return afspraak


def besluit(afspraak: Afspraak, by: User, frase: str = "eind 2032", **anders: Any) -> Termijnwijziging:
    return wijzig_termijn(
        **{
            "afspraak": afspraak,
            "frase": frase,
            "reden": "De raad besluit later.",
            "akkoord": "samen",
            "by": by,
            **anders,
        }
    )


def dagen(afspraak: Afspraak) -> tuple[date | None, date | None]:
    afspraak.refresh_from_db()
    return afspraak.termijn_van, afspraak.termijn_tot


def test_first_reading_has_no_history(redacteur: User) -> None:
    afspraak = maak()
    assert dagen(afspraak) == (None, date(2031, 7, 1))
    assert not afspraak.termijnwijzigingen.exists()
    assert eerste_termijn(afspraak) is None


def test_decision_moves_the_deadline_and_keeps_the_first(redacteur: User) -> None:
    afspraak = maak()
    stap = besluit(afspraak, redacteur)
    assert dagen(afspraak) == (date(2032, 10, 1), date(2032, 12, 31))
    assert (stap.nummer, stap.tot_oud, stap.tot_nieuw) == (1, date(2031, 7, 1), date(2032, 12, 31))
    assert (stap.frase_oud, stap.frase_nieuw, stap.akkoord) == ("uiterlijk 1 juli 2031", "eind 2032", "samen")
    assert (stap.door, stap.rol) == (redacteur, "Rijksredacteur")
    besluit(afspraak, redacteur, "begin 2033")
    eerst = eerste_termijn(afspraak)
    assert eerst is not None
    assert (eerst.tot, eerst.frase) == (date(2031, 7, 1), "uiterlijk 1 juli 2031")
    # The phrases of the text stay as they are; of what was decided only the last counts.
    assert [een.frase for een in afspraak.termijnen.order_by("volgorde")] == [
        "eerste kwartaal van 2031",
        "uiterlijk 1 juli 2031",
        "begin 2033",
    ]
    assert Auditregel.objects.filter(actie="termijn gewijzigd", object_sleutel=afspraak.code).count() == 2


def test_moved_deadline_is_not_over_tijd_any_more(redacteur: User) -> None:
    afspraak = maak("De provincie levert uiterlijk 1 juli 2021 een plan.")
    gevolgd = Afspraak.objects.visible_to(redacteur).gevolgd()
    assert list(gevolgd.over_tijd()) == [afspraak]
    besluit(afspraak, redacteur)
    assert not gevolgd.over_tijd().exists()


@pytest.mark.parametrize(
    ("anders", "veld", "zin"),
    [
        ({"reden": "  "}, "reden", "Geef de reden"),
        ({"akkoord": ""}, "akkoord", "wie met deze termijn instemde"),
        ({"frase": ""}, "frase", "Schrijf de termijn op"),
        ({"frase": "zodra het kan"}, "frase", "vul de laatste dag in"),
        ({"frase": "richting 2050"}, "frase", "is een horizon"),
        ({"frase": "x" * 201}, "frase", "te lang"),
        ({"van": date(2032, 2, 1), "tot": date(2032, 1, 1)}, "tot", "voor de eerste"),
        ({"van": date(2032, 2, 1)}, "tot", "Vul ook de laatste dag in"),
        ({"frase": "uiterlijk 1 juli 2031"}, "frase", "De termijn is al"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    redacteur: User, anders: dict[str, Any], veld: str, zin: str
) -> None:
    afspraak = maak()
    with pytest.raises(ValidationError) as fout:
        besluit(afspraak, redacteur, **anders)
    assert zin in fout.value.message_dict[veld][0]
    assert dagen(afspraak) == (None, date(2031, 7, 1))
    assert not afspraak.termijnwijzigingen.exists()


def test_days_that_are_typed_win_over_the_words(redacteur: User) -> None:
    afspraak = maak()
    besluit(afspraak, redacteur, "zodra het bestemmingsplan er is", tot=date(2032, 3, 1))
    assert dagen(afspraak) == (None, date(2032, 3, 1))


def test_a_vague_deadline_is_kept_and_not_to_be_dated(redacteur: User) -> None:
    afspraak = maak()
    besluit(afspraak, redacteur, "op korte termijn")
    assert dagen(afspraak) == (None, None)
    assert afspraak.niet_te_dateren


def test_no_deadline_is_a_value_of_its_own_that_can_be_taken_back(redacteur: User) -> None:
    afspraak = maak()
    besluit_geen_termijn(afspraak=afspraak, reden="Het is doorlopend werk.", akkoord="rijk", by=redacteur)
    assert dagen(afspraak) == (None, None)
    assert not afspraak.niet_te_dateren
    with pytest.raises(ValidationError, match="al vastgelegd"):
        besluit_geen_termijn(afspraak=afspraak, reden="Nog eens.", akkoord="rijk", by=redacteur)
    frasen = list(afspraak.termijnen.order_by("volgorde"))
    with pytest.raises(ValidationError):  # going back on a decision is one
        bevestig_termijn(afspraak=afspraak, termijnen=[frasen[1].pk], by=redacteur)
    stap = bevestig_termijn(
        afspraak=afspraak, termijnen=[frasen[1].pk], reden="Toch wel.", akkoord="samen", by=redacteur
    )
    assert stap.aanleiding == Termijnwijziging.Aanleiding.BESLUIT
    assert dagen(afspraak) == (None, date(2031, 7, 1))


def test_confirming_says_which_phrases_are_deadlines(redacteur: User) -> None:
    afspraak = maak()
    eerste, tweede = afspraak.termijnen.order_by("volgorde")
    stap = bevestig_termijn(afspraak=afspraak, termijnen=[eerste.pk, tweede.pk], by=redacteur)
    assert (stap.aanleiding, stap.is_verplaatst) == (Termijnwijziging.Aanleiding.BEVESTIGING, False)
    bevestig_termijn(afspraak=afspraak, termijnen=[eerste.pk], by=redacteur)
    assert dagen(afspraak) == (date(2031, 1, 1), date(2031, 3, 31))
    assert set(afspraak.termijnen.values_list("herkomst", flat=True)) == {Termijn.Herkomst.BEVESTIGD}
    with pytest.raises(ValidationError, match="staat nog in de tekst"):
        bevestig_termijn(afspraak=afspraak, termijnen=[eerste.pk + 999], by=redacteur)


def test_decision_stays_when_the_text_is_corrected_and_the_list_keeps_its_own_words(redacteur: User) -> None:
    afspraak = maak(overleg=OverlegFactory.create(ronde=RondeFactory.create(concept=True)))
    besluit(afspraak, redacteur)
    wijzig_officiele_tekst(afspraak=afspraak, tekst="Het plan komt eind 2031.", reden="Bezwaar", by=redacteur)
    assert dagen(afspraak)[1] == date(2032, 12, 31)
    lijst = lijst_uit_database(ronde=afspraak.overleg.ronde, user=redacteur)
    (tekstblok,) = [
        een for deel in lijst.landsdelen for r in deel.rubrieken for b in r.blokken for een in b.tekstblokken
    ]
    assert [een.frase for een in tekstblok.termijnen] == ["eind 2031"]


def test_another_text_with_another_deadline_is_in_the_history(redacteur: User) -> None:
    afspraak = maak(overleg=OverlegFactory.create(ronde=RondeFactory.create(concept=True)))
    wijzig_officiele_tekst(afspraak=afspraak, tekst="Het plan komt eind 2031.", reden="Bezwaar", by=redacteur)
    stap = afspraak.termijnwijzigingen.get()
    assert (stap.aanleiding, stap.tot_oud, stap.tot_nieuw) == ("tekst", date(2031, 7, 1), date(2031, 12, 31))


def test_parts_begin_with_what_was_decided_about_the_whole(redacteur: User) -> None:
    afspraak = maak()
    besluit(afspraak, redacteur)
    een, ander = TEKST.split("; ")
    delen = splits_afspraak(afspraak=afspraak, delen=[een, ander], by=redacteur)
    assert {dagen(deel)[1] for deel in delen} == {date(2032, 12, 31)}


def test_second_user_is_told_what_the_first_did(redacteur: User) -> None:
    afspraak = maak()
    besluit(afspraak, redacteur, versie=0)
    with pytest.raises(TermijnIntussenGewijzigd) as conflict:
        besluit(afspraak, redacteur, "begin 2034", versie=0)
    assert [stap.frase_nieuw for stap in conflict.value.wijzigingen] == ["eind 2032"]
    assert afspraak.termijnwijzigingen.count() == 1


def test_only_who_may_change_the_status_may_change_the_deadline(redacteur: User) -> None:
    afspraak = maak()
    with pytest.raises(PermissionDenied):
        besluit(afspraak, UserFactory.create(rol=Rol.DOSSIERHOUDER))
    context = maak(soort=Afspraak.Soort.CONTEXT)
    with pytest.raises(ValidationError, match="wordt niet gevolgd"):
        besluit(context, redacteur)


def test_deadline_as_it_stood_on_a_day(redacteur: User) -> None:
    """By the rows, for one agreement and for a whole queryset alike; a day counts until its end here."""
    afspraak, ander = maak(), maak("Zonder moment.")
    nu = timezone.now()
    besluit(afspraak, redacteur, "eind 2032", op=nu - timedelta(days=20))
    besluit_geen_termijn(
        afspraak=afspraak, reden="Doorlopend.", akkoord="samen", by=redacteur, op=nu - timedelta(days=10)
    )
    besluit(afspraak, redacteur, "juni 2034", op=nu - timedelta(days=5))
    verwacht = {30: date(2031, 7, 1), 20: date(2032, 12, 31), 11: date(2032, 12, 31), 10: None, 5: date(2034, 6, 30)}
    afspraak.refresh_from_db()
    for dagen_terug, tot in verwacht.items():
        dag = timezone.localdate(nu) - timedelta(days=dagen_terug)
        assert termijn_op(afspraak, dag)[1] == tot, dagen_terug
        rijen = Afspraak.objects.visible_to(redacteur).met_termijn_op(dag)
        assert {een.pk: een.termijn_tot_op for een in rijen} == {afspraak.pk: tot, ander.pk: None}, dagen_terug


# --- the pages -----------------------------------------------------------------------------------------------


def formulier(**anders: Any) -> dict[str, Any]:
    return {
        "versie": 0,
        "keuze": "anders",
        "frase": "eind 2032",
        "reden": "De raad besluit later.",
        "akkoord": "samen",
        **anders,
    }


def test_page_records_a_decision_and_shows_it_in_the_history(client: Any, redacteur: User) -> None:
    afspraak = maak()
    client.force_login(redacteur)
    adres = reverse("afspraak-termijn", args=[afspraak.code])
    assert "uiterlijk 1 juli 2031" in client.get(adres).content.decode()
    antwoord = client.post(adres, formulier(), follow=True)
    pagina = antwoord.content.decode()
    assert antwoord.redirect_chain == [(afspraak.get_absolute_url(), 302)]
    for zin in ("is nu 1 oktober t/m 31 december 2032", "Eerst: uiterlijk 1 juli 2031", "De raad besluit later.",
                "Ingestemd: Rijk en regio samen", "Dit geldt nu:"):  # fmt: skip
        assert zin in pagina


def test_public_sees_both_deadlines_and_not_why(client: Any, redacteur: User) -> None:
    afspraak = maak()
    besluit(afspraak, redacteur)
    pagina = client.get(afspraak.get_absolute_url()).content.decode()
    assert "31 december 2032" in pagina
    assert "Eerst: uiterlijk 1 juli 2031" in pagina
    assert "De raad besluit later." not in pagina
    assert "Termijn bevestigen of wijzigen" not in pagina


def test_page_keeps_what_was_typed_when_somebody_was_first(client: Any, redacteur: User) -> None:
    afspraak = maak()
    besluit(afspraak, redacteur, "begin 2034")
    client.force_login(redacteur)
    adres = reverse("afspraak-termijn", args=[afspraak.code])
    antwoord = client.post(adres, formulier())
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Iemand was u voor" in pagina
    assert 'value="eind 2032"' in pagina
    assert client.post(adres, formulier(versie=1)).status_code == 302


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"keuze": ""}, "Kies wat de termijn is."),
        ({"reden": ""}, "Geef de reden"),
        ({"tot": "ooit"}, "Vul een datum in"),
    ],
)
def test_page_says_at_the_field_what_is_wrong(client: Any, redacteur: User, anders: dict[str, Any], zin: str) -> None:
    afspraak = maak()
    client.force_login(redacteur)
    antwoord = client.post(reverse("afspraak-termijn", args=[afspraak.code]), formulier(**anders))
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not afspraak.termijnwijzigingen.exists()


def test_page_confirms_the_text(client: Any, redacteur: User) -> None:
    afspraak = maak()
    eerste = afspraak.termijnen.order_by("volgorde")[0]
    client.force_login(redacteur)
    gegevens = formulier(keuze="tekst", termijnen=[eerste.pk], frase="", reden="", akkoord="")
    assert client.post(reverse("afspraak-termijn", args=[afspraak.code]), gegevens).status_code == 302
    assert dagen(afspraak)[1] == date(2031, 3, 31)


def test_pages_tell_a_deadline_without_a_day_from_none(client: Any, redacteur: User) -> None:
    """Both have no days, and only one of them waits for something."""
    afspraak = maak("Rijk en regio werken dit uit voor 1 mei 2031.")
    wijzig_termijn(afspraak=afspraak, frase="zo spoedig mogelijk", reden="Later.", akkoord="samen", by=redacteur)
    client.force_login(redacteur)
    pagina = " ".join(client.get(afspraak.get_absolute_url()).content.decode().split())
    assert "<dt>Termijn</dt><dd>niet te dateren" in pagina
    assert "Nu: <strong>niet te dateren</strong>" in pagina
    assert "Termijn: <strong>niet te dateren</strong> (“zo spoedig mogelijk”), was: uiterlijk 30 april 2031" in pagina
    besluit_geen_termijn(afspraak=afspraak, reden="Vervallen.", akkoord="samen", by=redacteur)
    pagina = " ".join(client.get(afspraak.get_absolute_url()).content.decode().split())
    assert "<dt>Termijn</dt><dd>geen termijn" in pagina
    assert "Termijn: <strong>geen termijn</strong>, was: niet te dateren (“zo spoedig mogelijk”)" in pagina


def test_page_is_refused_to_who_may_not(client: Any) -> None:
    afspraak = maak()
    client.force_login(UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[afspraak.overleg.landsdeel]))
    assert client.get(reverse("afspraak-termijn", args=[afspraak.code])).status_code == 403
