"""An overleg that is moved takes with it every deadline that hangs on it, with the shift in each history."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, User
from agreements.models import Afspraak, Overleg, Ronde
from agreements.services.naslag import FIXTURES, laad_naslag
from agreements.services.termijnbesluiten import wijzig_termijn
from agreements.services.termijnen import overlegdata, zet_termijnen
from agreements.services.verschuivingen import Nieuwedagen, verplaats_ronde, versie_van, voorspel
from tests.factories import (
    AfspraakFactory,
    LandsdeelFactory,
    OverlegFactory,
    RijksredacteurFactory,
    RondeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOVEMBER = (date(2035, 11, 10), date(2035, 11, 13))
JANUARI = (date(2036, 1, 5), date(2036, 1, 8))


@pytest.fixture
def redacteur() -> User:
    return RijksredacteurFactory()


@pytest.fixture
def mirt() -> Ronde:
    return RondeFactory.create(soort="mirt", jaar=2035, gehouden_van=NOVEMBER[0], gehouden_tot=NOVEMBER[1])


def maak(tekst: str, **anders: Any) -> Afspraak:
    afspraak = AfspraakFactory.create(tekstblok__tekst=tekst, **anders)
    zet_termijnen(afspraak=afspraak, overleg=afspraak.overleg, overleggen=overlegdata())
    afspraak.refresh_from_db()
    return afspraak


def verplaats(
    ronde: Ronde, by: User, van: date | None = JANUARI[0], tot: date | None = JANUARI[1], **anders: Any
) -> Any:
    nieuw = Nieuwedagen(gepland="", van=van, tot=tot, **anders)
    return verplaats_ronde(ronde=ronde, nieuw=nieuw, reden="De Kamer is met reces.", by=by)


def dagen(afspraak: Afspraak) -> tuple[date | None, date | None]:
    afspraak.refresh_from_db()
    return afspraak.termijn_van, afspraak.termijn_tot


def test_every_agreement_that_hangs_on_the_overleg_moves_with_a_history_row(redacteur: User, mirt: Ronde) -> None:
    hangt = [
        maak("Dit wordt besproken in het BO MIRT 2035."),
        maak("Dit wordt geagendeerd in het BO-MIRT van november 2035."),
        maak("Dit komt in het BO Leefomgeving 2035 en/of BO MIRT 2035 terug."),
    ]
    los = maak("Dit is gereed in november 2035.")
    assert {dagen(een)[1] for een in hangt} == {NOVEMBER[1]}
    schuiven = verplaats(mirt, redacteur)
    assert [een.afspraak.pk for een in schuiven] == [een.pk for een in sorted(hangt, key=lambda een: een.code)]
    for een in hangt:
        assert dagen(een)[1] == JANUARI[1]
        stap = een.termijnwijzigingen.get()
        assert (stap.aanleiding, stap.tot_oud, stap.tot_nieuw) == ("verschuiving", NOVEMBER[1], JANUARI[1])
        assert (stap.overleg, stap.overleg_naam, stap.reden) == (mirt, "BO MIRT 2035", "De Kamer is met reces.")
        assert (stap.door, stap.rol) == (redacteur, "Rijksredacteur")
        assert een.termijnen.get().frase in een.tekst  # the phrase always stays as written
    assert dagen(los)[1] == date(2035, 11, 30)
    assert not los.termijnwijzigingen.exists()
    assert Auditregel.objects.filter(actie="data van overleg gewijzigd", object_sleutel="mirt-2035").count() == 1


@pytest.mark.parametrize(
    ("tekst", "was", "wordt"),
    [
        ("Vóór het BO MIRT 2035 maken partijen een keuze.", date(2035, 11, 9), date(2036, 1, 4)),
        ("Uiterlijk twee weken voor het BO MIRT 2035 ligt er een kaart.", date(2035, 10, 27), date(2035, 12, 22)),
        ("Binnen een maand na het BO MIRT 2035 komt er een brief.", date(2035, 12, 13), date(2036, 2, 8)),
    ],
)
def test_what_is_due_before_or_after_the_overleg_keeps_its_distance(
    redacteur: User, mirt: Ronde, tekst: str, was: date, wordt: date
) -> None:
    afspraak = maak(tekst)
    assert (dagen(afspraak)[1], afspraak.termijnen.get().overleg) == (was, mirt)
    assert [een.afspraak for een in verplaats(mirt, redacteur)] == [afspraak]
    assert dagen(afspraak)[1] == wordt


def test_a_phrase_that_only_names_the_overleg_moves_and_is_tied_to_it(redacteur: User) -> None:
    """The ronde did not exist when the text was read."""
    afspraak = maak("Dit wordt besproken in het BO MIRT najaar 2035.")
    assert dagen(afspraak) == (date(2035, 9, 21), date(2035, 12, 20))
    mirt = RondeFactory.create(soort="mirt", jaar=2035)
    verplaats(mirt, redacteur)
    assert dagen(afspraak) == JANUARI
    assert afspraak.termijnen.get().overleg == mirt


def test_overleg_of_one_landsdeel_moves_only_what_names_it(redacteur: User) -> None:
    bol = RondeFactory.create(jaar=2035, gehouden_van=date(2035, 6, 2), gehouden_tot=date(2035, 6, 11))
    noord = OverlegFactory.create(ronde=bol, landsdeel=LandsdeelFactory.create(slug="noord", naam="Noord"))
    Overleg.objects.filter(pk=noord.pk).update(datum=date(2035, 6, 2))
    hier, elders = maak("Zie het BO Leefomgeving Noord 2035."), maak("Zie het BO Leefomgeving 2035.")
    assert dagen(hier)[1] == date(2035, 6, 2)
    verplaats(bol, redacteur, date(2035, 6, 2), date(2035, 6, 11), overleggen={noord.pk: date(2035, 6, 10)})
    assert dagen(hier)[1] == date(2035, 6, 10)
    assert dagen(elders)[1] == date(2035, 6, 11)
    assert not elders.termijnwijzigingen.exists()


@pytest.mark.parametrize("frase", ["eind dit jaar", "31 december", "in Q4"])
def test_decided_deadline_that_names_no_overleg_stays_when_the_overleg_of_the_agreement_moves(
    redacteur: User, mirt: Ronde, frase: str
) -> None:
    """The decision counted from its own day; that the phrase could be read from the overleg as well means nothing."""
    afspraak = maak("Rijk en regio werken samen.", overleg=OverlegFactory.create(ronde=mirt))
    op = datetime(2035, 11, 20, 12, tzinfo=UTC)
    wijzig_termijn(afspraak=afspraak, frase=frase, reden="Later.", akkoord="samen", by=redacteur, op=op)
    assert dagen(afspraak)[1] == date(2035, 12, 31)
    assert verplaats(mirt, redacteur) == []
    assert dagen(afspraak)[1] == date(2035, 12, 31)


def test_decided_deadline_counts_on_from_the_day_of_the_decision(redacteur: User, mirt: Ronde) -> None:
    """ "Within two weeks" of a decision is so after its overleg was moved; "the next BO MIRT" goes along with that."""
    afspraak = maak("Rijk en regio werken samen.", overleg=OverlegFactory.create(ronde=mirt))
    volgend = RondeFactory.create(
        soort="mirt", jaar=2036, gehouden_van=date(2036, 11, 3), gehouden_tot=date(2036, 11, 6)
    )
    op = datetime(2035, 12, 20, 12, tzinfo=UTC)
    wijzig_termijn(afspraak=afspraak, frase="BO MIRT 2036", reden="Later.", akkoord="samen", by=redacteur, op=op)
    verplaats(mirt, redacteur)
    assert dagen(afspraak)[1] == date(2036, 11, 6)
    verplaats(volgend, redacteur, date(2036, 11, 10), date(2036, 11, 13))
    assert dagen(afspraak)[1] == date(2036, 11, 13)


def test_later_phrase_and_decision_keep_the_deadline_and_the_shift_is_told(redacteur: User, mirt: Ronde) -> None:
    later = maak("Dit wordt besproken in het BO MIRT 2035 en is uiterlijk eind 2036 gereed.")
    besloten = maak("Dit wordt besproken in het BO MIRT 2035.")
    mee = maak("Dit is eind 2034 gereed.")
    for afspraak, frase in ((besloten, "eind 2037"), (mee, "BO MIRT 2035")):
        wijzig_termijn(afspraak=afspraak, frase=frase, reden="Zo besproken.", akkoord="samen", by=redacteur)
    verplaats(mirt, redacteur)
    assert dagen(later)[1] == date(2036, 12, 31)
    assert later.termijnwijzigingen.get().is_verplaatst is False
    assert dagen(besloten)[1] == date(2037, 12, 31)
    assert dagen(mee) == JANUARI
    assert [stap.nummer for stap in mee.termijnwijzigingen.order_by("nummer")] == [1, 2]


def test_moving_back_moves_back_and_both_stand_in_the_history(redacteur: User, mirt: Ronde) -> None:
    afspraak = maak("Dit wordt besproken in het BO MIRT 2035.")
    verplaats(mirt, redacteur)
    verplaats(mirt, redacteur, *NOVEMBER)
    assert dagen(afspraak) == NOVEMBER
    assert [stap.tot_nieuw for stap in afspraak.termijnwijzigingen.order_by("nummer")] == [JANUARI[1], NOVEMBER[1]]


def test_forecast_writes_nothing(redacteur: User, mirt: Ronde) -> None:
    afspraak = maak("Dit wordt besproken in het BO MIRT 2035.")
    (schuif,) = voorspel(ronde=mirt, nieuw=Nieuwedagen(gepland="", van=JANUARI[0], tot=JANUARI[1]), by=redacteur)
    assert (schuif.was.tot, schuif.wordt.tot) == (NOVEMBER[1], JANUARI[1])
    assert dagen(afspraak) == NOVEMBER
    assert not afspraak.termijnwijzigingen.exists()


@pytest.mark.parametrize(
    ("van", "tot", "zin"),
    [
        (JANUARI[1], JANUARI[0], "voor de eerste"),
        (*NOVEMBER, "niets gewijzigd"),
    ],
)
def test_days_that_cannot_be_are_refused(redacteur: User, mirt: Ronde, van: date, tot: date, zin: str) -> None:
    with pytest.raises(ValidationError, match=zin):
        verplaats(mirt, redacteur, van, tot)


def test_second_person_is_told_who_moved_the_ronde_to_when_and_why(redacteur: User, mirt: Ronde) -> None:
    nieuw = Nieuwedagen(gepland="", van=NOVEMBER[0], tot=JANUARI[1])
    gezien = versie_van(mirt)
    verplaats(mirt, redacteur)
    with pytest.raises(ValidationError) as geweigerd:
        verplaats_ronde(ronde=mirt, nieuw=nieuw, reden="x", by=redacteur, versie=gezien)
    (zin,) = geweigerd.value.messages
    for deel in (
        str(redacteur),
        "van 5 januari 2036 tot en met 8 januari 2036",
        "De Kamer is met reces.",
        "niets opgeslagen",
    ):
        assert deel in zin
    mirt.refresh_from_db()
    assert (mirt.gehouden_van, mirt.gehouden_tot) == JANUARI


def test_without_reason_or_right_nothing_happens(redacteur: User, mirt: Ronde) -> None:
    nieuw = Nieuwedagen(gepland="", van=JANUARI[0], tot=JANUARI[1])
    with pytest.raises(ValidationError, match="Geef de reden"):
        verplaats_ronde(ronde=mirt, nieuw=nieuw, reden=" ", by=redacteur)
    with pytest.raises(PermissionDenied):
        verplaats(mirt, UserFactory.create(rol=Rol.DOSSIERHOUDER))
    mirt.refresh_from_db()
    assert mirt.gehouden_tot == NOVEMBER[1]


def test_newer_reference_data_moves_deadlines_too(tmp_path: Path) -> None:
    laad_naslag()
    afspraak = maak("Dit wordt besproken in het BO MIRT 2025.")
    assert dagen(afspraak) == (date(2026, 1, 5), date(2026, 1, 8))
    shutil.copytree(FIXTURES, tmp_path, dirs_exist_ok=True)
    inhoud = json.loads((tmp_path / "rondes.json").read_text(encoding="utf-8"))
    (rij,) = [rij for rij in inhoud["rijen"] if rij["naam"] == "BO MIRT 2025"]
    rij |= {"gehouden_van": "2026-02-02", "gehouden_tot": "2026-02-03"}
    (tmp_path / "rondes.json").write_text(json.dumps(inhoud), encoding="utf-8")
    laad_naslag(fixtures=tmp_path)
    assert dagen(afspraak) == (date(2026, 2, 2), date(2026, 2, 3))
    assert afspraak.termijnwijzigingen.get().aanleiding == "verschuiving"


# --- the pages -----------------------------------------------------------------------------------------------


def test_page_shows_first_what_moves_and_writes_it_when_confirmed(client: Any, redacteur: User, mirt: Ronde) -> None:
    afspraak = maak("Dit wordt besproken in het BO MIRT 2035.")
    client.force_login(redacteur)
    adres = reverse("rondedata", args=[mirt.pk])
    gegevens = {
        "versie": versie_van(mirt),
        "gepland": "",
        "van": "2036-01-05",
        "tot": "2036-01-08",
        "reden": "De Kamer is met reces.",
    }
    pagina = client.post(adres, gegevens).content.decode()
    assert "1 afspraak schuift mee" in pagina
    assert afspraak.code in pagina
    assert dagen(afspraak) == NOVEMBER
    antwoord = client.post(adres, {**gegevens, "bevestigd": "1"}, follow=True)
    assert "Daarmee schoof 1 afspraak mee." in antwoord.content.decode()
    assert dagen(afspraak) == JANUARI
    assert "BO MIRT 2035 schoof op" in client.get(afspraak.get_absolute_url()).content.decode()
    # The same form once more (a double click) is noticed.
    antwoord = client.post(adres, {**gegevens, "bevestigd": "1"})
    assert antwoord.status_code == 422
    assert afspraak.termijnwijzigingen.count() == 1


def test_page_says_what_is_wrong_and_is_the_rijksredacteurs(client: Any, redacteur: User, mirt: Ronde) -> None:
    adres = reverse("rondedata", args=[mirt.pk])
    client.force_login(redacteur)
    assert client.get(reverse("rondedata-overzicht")).status_code == 200
    antwoord = client.post(adres, {"versie": versie_van(mirt), "van": "2036-01-05", "tot": "2036-01-08"})
    assert antwoord.status_code == 422
    assert "Geef de reden" in antwoord.content.decode()
    client.force_login(UserFactory.create(rol=Rol.DOSSIERHOUDER))
    for pad in (adres, reverse("rondedata-overzicht")):
        assert client.get(pad).status_code == 403


@pytest.mark.parametrize("aantal", [1, 25])
def test_forecast_costs_the_same_queries_for_one_and_for_many(
    mirt: Ronde, aantal: int, django_assert_num_queries: Any
) -> None:
    for _ in range(aantal):
        maak("Dit wordt besproken in het BO MIRT 2035.")
    nieuw = Nieuwedagen(gepland="", van=JANUARI[0], tot=JANUARI[1])
    # the days of its overleggen; rondes and overleggen as they are, and as they become; phrases; agreements, their rows
    with django_assert_num_queries(8):
        assert len(voorspel(ronde=mirt, nieuw=nieuw, by=SYSTEEM)) == aantal
