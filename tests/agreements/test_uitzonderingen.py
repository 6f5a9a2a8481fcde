"""Exceptions to the embargo: given, replaced, withdrawn, and what they open or keep closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, User
from agreements.models import Afspraak, Embargouitzondering, Ronde, Rubriek, Tekstblok, Uitgave, Verband
from agreements.services import uitzonderingen
from agreements.services.deelafspraken import splits_afspraak
from agreements.services.lijsten import lijst_uit_database, lijst_voor_publicatie
from agreements.services.uitgaven import leg_uitgave_vast, lijst_van
from agreements.services.uitzonderingen import geef_uitzondering, trek_uitzondering_in
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*sRGB2014.*")]

AfspraakFactory: Any = factories.AfspraakFactory
BlokFactory: Any = factories.BlokFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
RubriekFactory: Any = factories.RubriekFactory
TekstblokFactory: Any = factories.TekstblokFactory
UserFactory: Any = factories.UserFactory

PUBLIEK = AnonymousUser()
EERDER, LATER = "eerder", "later"
REDEN = "Dat is in het overleg afgesproken."


@pytest.fixture
def redacteur() -> User:
    user: User = RijksredacteurFactory()
    return user


@pytest.fixture
def afspraken() -> list[Afspraak]:
    """A list of one landsdeel: two agreements in rubriek 1, one in rubriek 2, which has a heading of its own."""
    ronde = RondeFactory(jaar=2026, fase=Ronde.Fase.VASTGESTELD, lijst_titel="Geheime titel")
    overleg = OverlegFactory(ronde=ronde, landsdeel=LandsdeelFactory(slug="zuid"))
    een, twee = (RubriekFactory(overleg=overleg, nummer=nummer, titel=f"Titel {nummer}") for nummer in "12")
    blokken = [BlokFactory(rubriek=een), BlokFactory(rubriek=een, volgorde=1), BlokFactory(rubriek=twee)]
    return [
        AfspraakFactory(overleg=overleg, tekstblok=TekstblokFactory(blok=blok, code=f"BOL-2026-Z-{nummer}"))
        for blok, nummer in zip(blokken, ("1-01", "1-02", "2-01"), strict=True)
    ]


def _over(minuten: int) -> datetime:
    return timezone.now() + timedelta(minutes=minuten)


def _codes(user: Any) -> list[str]:
    return list(Afspraak.objects.visible_to(user).order_by("code").values_list("code", flat=True))


def _lijstcodes(user: Any) -> list[str]:
    lijst = lijst_uit_database(Ronde.objects.get(jaar=2026), user=user)
    return [tekstblok.code for tekstblok in lijst.tekstblokken]


def _open(ronde: Ronde) -> None:
    Ronde.objects.filter(pk=ronde.pk).update(fase=Ronde.Fase.OPENBAAR)


# --- earlier ---------------------------------------------------------------------------------------------------


def test_agreement_that_opens_earlier_is_public_from_its_moment_on(
    afspraken: list[Afspraak], redacteur: User, time_machine: Any
) -> None:
    time_machine.move_to(datetime(2026, 9, 1, 12, tzinfo=timezone.get_current_timezone()), tick=False)
    geef_uitzondering(afspraak=afspraken[0], soort=EERDER, openbaar_vanaf=_over(60), reden=REDEN, by=redacteur)
    assert _codes(PUBLIEK) == _lijstcodes(PUBLIEK) == []
    time_machine.move_to(_over(60), tick=False)
    assert _codes(PUBLIEK) == _lijstcodes(PUBLIEK) == ["BOL-2026-Z-1-01"]
    assert list(Tekstblok.objects.visible_to(PUBLIEK).values_list("code", flat=True)) == ["BOL-2026-Z-1-01"]


def test_of_its_list_only_the_headings_come_along_under_which_it_stands(
    afspraken: list[Afspraak], redacteur: User
) -> None:
    geef_uitzondering(afspraak=afspraken[0], soort=EERDER, openbaar_vanaf=timezone.now(), reden=REDEN, by=redacteur)
    lijst = lijst_uit_database(afspraken[0].overleg.ronde, user=PUBLIEK)
    assert lijst.titel == "Afsprakenlijst BO Leefomgeving 2026"
    assert [rubriek.titel for deel in lijst.landsdelen for rubriek in deel.rubrieken] == ["Titel 1"]
    assert [len(rubriek.blokken) for deel in lijst.landsdelen for rubriek in deel.rubrieken] == [1]
    assert list(Rubriek.objects.visible_to(PUBLIEK).values_list("titel", flat=True)) == ["Titel 1"]
    assert not afspraken[0].overleg.ronde.overleggen.visible_to(PUBLIEK).exists()
    eigen = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[afspraken[0].overleg.landsdeel])
    assert lijst_uit_database(afspraken[0].overleg.ronde, user=eigen).titel == "Geheime titel"
    assert len(_lijstcodes(eigen)) == 3


def test_agreement_that_opened_earlier_cannot_be_closed_again(afspraken: list[Afspraak], redacteur: User) -> None:
    uitzondering = geef_uitzondering(
        afspraak=afspraken[0], soort=EERDER, openbaar_vanaf=_over(-60), reden=REDEN, by=redacteur
    )
    with pytest.raises(ValidationError, match="al openbaar"):
        trek_uitzondering_in(uitzondering=uitzondering, by=redacteur)
    with pytest.raises(ValidationError, match="al openbaar"):
        geef_uitzondering(afspraak=afspraken[0], soort=LATER, reden=REDEN, by=redacteur)
    assert _codes(PUBLIEK) == ["BOL-2026-Z-1-01"]


def test_exception_that_has_not_opened_yet_can_be_replaced_and_withdrawn(
    afspraken: list[Afspraak], redacteur: User
) -> None:
    eerste = geef_uitzondering(afspraak=afspraken[0], soort=EERDER, openbaar_vanaf=_over(60), reden=REDEN, by=redacteur)
    tweede = geef_uitzondering(afspraak=afspraken[0], soort=LATER, reden="Toch later.", by=redacteur)
    eerste.refresh_from_db()
    assert eerste.ingetrokken_op
    assert eerste.ingetrokken_door == str(redacteur)
    trek_uitzondering_in(uitzondering=tweede, by=redacteur)
    afspraken[0].refresh_from_db()
    assert (afspraken[0].embargo, afspraken[0].openbaar_vanaf) == ("", None)
    assert not Embargouitzondering.objects.filter(ingetrokken_op=None).exists()
    with pytest.raises(ValidationError, match="al ingetrokken"):
        trek_uitzondering_in(uitzondering=tweede, by=redacteur)


# --- later -----------------------------------------------------------------------------------------------------


def test_agreement_that_opens_later_is_nowhere_until_its_moment(
    afspraken: list[Afspraak], redacteur: User, time_machine: Any
) -> None:
    time_machine.move_to(datetime(2026, 9, 1, 12, tzinfo=timezone.get_current_timezone()), tick=False)
    geef_uitzondering(afspraak=afspraken[2], soort=LATER, openbaar_vanaf=_over(60), reden=REDEN, by=redacteur)
    _open(afspraken[0].overleg.ronde)
    buiten = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="noord")])
    eigen = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[afspraken[0].overleg.landsdeel])
    for wie in (PUBLIEK, buiten):
        assert _codes(wie) == _lijstcodes(wie) == ["BOL-2026-Z-1-01", "BOL-2026-Z-1-02"]
        assert list(Rubriek.objects.visible_to(wie).values_list("titel", flat=True)) == ["Titel 1"]
    for wie in (eigen, redacteur):
        assert len(_codes(wie)) == len(_lijstcodes(wie)) == 3
    time_machine.move_to(_over(60), tick=False)
    assert len(_codes(PUBLIEK)) == len(_lijstcodes(PUBLIEK)) == 3
    assert Rubriek.objects.visible_to(PUBLIEK).count() == 2


def test_agreement_that_opens_later_opens_when_that_is_withdrawn_after_publication(
    afspraken: list[Afspraak], redacteur: User
) -> None:
    uitzondering = geef_uitzondering(afspraak=afspraken[0], soort=LATER, reden=REDEN, by=redacteur)
    _open(afspraken[0].overleg.ronde)
    assert len(_codes(PUBLIEK)) == 2
    with pytest.raises(ValidationError, match="Trek de uitzondering in"):
        geef_uitzondering(afspraak=afspraken[0], soort=EERDER, openbaar_vanaf=_over(5), reden=REDEN, by=redacteur)
    uitgesteld = geef_uitzondering(
        afspraak=afspraken[0], soort=LATER, openbaar_vanaf=_over(5), reden="Nog iets langer.", by=redacteur
    )
    uitzondering.refresh_from_db()
    assert uitzondering.ingetrokken_op
    trek_uitzondering_in(uitzondering=uitgesteld, by=redacteur)
    assert len(_codes(PUBLIEK)) == 3


def test_edition_of_a_public_list_is_without_what_comes_later(afspraken: list[Afspraak], redacteur: User) -> None:
    ronde = afspraken[0].overleg.ronde
    onder_embargo = leg_uitgave_vast(ronde=ronde, by=redacteur).uitgave
    geef_uitzondering(afspraak=afspraken[1], soort=LATER, reden=REDEN, by=redacteur)
    _open(ronde)
    openbaar = leg_uitgave_vast(ronde=ronde, by=redacteur, reden="De brief is verzonden.").uitgave
    assert [een.code for een in lijst_van(openbaar).tekstblokken] == ["BOL-2026-Z-1-01", "BOL-2026-Z-2-01"]
    assert len(list(lijst_van(onder_embargo).tekstblokken)) == 3
    assert list(Uitgave.objects.visible_to(PUBLIEK)) == [openbaar]
    assert Uitgave.objects.visible_to(redacteur).count() == 2


def test_links_of_an_agreement_show_when_both_ends_are_public(afspraken: list[Afspraak], redacteur: User) -> None:
    publiek = AfspraakFactory()
    for afspraak in afspraken[:2]:
        Verband.objects.create(van=afspraak, naar=publiek, soort=Verband.Soort.VERVOLG)
    assert not Verband.objects.visible_to(PUBLIEK).exists()
    geef_uitzondering(afspraak=afspraken[0], soort=EERDER, openbaar_vanaf=timezone.now(), reden=REDEN, by=redacteur)
    assert [een.van for een in Verband.objects.visible_to(PUBLIEK)] == [afspraken[0]]


def test_heading_with_a_lead_in_only_stays_in_a_public_list(afspraken: list[Afspraak], redacteur: User) -> None:
    """To the letter: what never held a text block is no trace of one that comes later."""
    BlokFactory(rubriek=Rubriek.objects.get(nummer="2"), volgorde=1, inleiding="Zie ook de brief.")
    ronde = afspraken[0].overleg.ronde
    geef_uitzondering(afspraak=afspraken[0], soort=LATER, reden=REDEN, by=redacteur)
    voor = lijst_voor_publicatie(ronde)
    _open(ronde)
    ronde.refresh_from_db()
    assert lijst_uit_database(ronde, user=PUBLIEK) == voor
    assert [len(rubriek.blokken) for deel in voor.landsdelen for rubriek in deel.rubrieken] == [1, 2]


# --- parts, the rule itself, and refusals ----------------------------------------------------------------------


def test_parts_open_with_the_whole_also_those_that_are_made_after_it(
    afspraken: list[Afspraak], redacteur: User
) -> None:
    Tekstblok.objects.filter(afspraken=afspraken[0]).update(tekst="Wij doen dit. Wij doen dat. Wij doen meer.")
    delen = splits_afspraak(afspraak=afspraken[0], delen=["Wij doen dit.", "Wij doen dat."], by=redacteur)
    with pytest.raises(ValidationError, match="heel tekstblok"):
        geef_uitzondering(afspraak=delen[0], soort=LATER, reden=REDEN, by=redacteur)
    geef_uitzondering(afspraak=afspraken[0], soort=LATER, reden=REDEN, by=redacteur)
    splits_afspraak(afspraak=afspraken[0], delen=["Wij doen meer."], by=redacteur)
    _open(afspraken[0].overleg.ronde)
    assert _codes(PUBLIEK) == ["BOL-2026-Z-1-02", "BOL-2026-Z-2-01"]


@pytest.mark.parametrize("fase", Ronde.Fase.values)
def test_property_of_an_agreement_says_what_the_condition_says(fase: str) -> None:
    ronde = RondeFactory(jaar=2026, fase=fase)
    overleg = OverlegFactory(ronde=ronde)
    for embargo in ("", EERDER, LATER):
        for vanaf in (None, _over(-60), _over(60)):
            AfspraakFactory(overleg=overleg, embargo=embargo, openbaar_vanaf=vanaf)
    zichtbaar = set(Afspraak.objects.visible_to(PUBLIEK).values_list("pk", flat=True))
    assert {een.pk for een in Afspraak.objects.order_by("pk") if een.is_openbaar} == zichtbaar
    assert set(Tekstblok.objects.visible_to(PUBLIEK).values_list("afspraken", flat=True)) == zichtbaar


@pytest.mark.parametrize(
    ("vraag", "reden"),
    [
        ({"soort": "nooit"}, "eerder of later"),
        ({"soort": LATER, "reden": "  "}, "Schrijf op waarom"),
        ({"soort": EERDER}, "vanaf wanneer"),
        ({"soort": LATER, "openbaar_vanaf": datetime(2020, 1, 1, tzinfo=timezone.get_default_timezone())}, "voorbij"),
    ],
)
def test_exception_that_makes_no_sense_is_refused(
    afspraken: list[Afspraak], redacteur: User, vraag: dict[str, Any], reden: str
) -> None:
    alles: dict[str, Any] = {"afspraak": afspraken[0], "reden": REDEN, "by": redacteur} | vraag
    with pytest.raises(ValidationError, match=reden):
        geef_uitzondering(**alles)
    assert not Embargouitzondering.objects.exists()


@pytest.mark.parametrize("rol", [Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER, Rol.BEHEERDER])
def test_others_give_and_withdraw_no_exceptions(afspraken: list[Afspraak], rol: Rol) -> None:
    ander = UserFactory(rol=rol, rol__landsdelen=[afspraken[0].overleg.landsdeel])
    with pytest.raises(PermissionDenied):
        geef_uitzondering(afspraak=afspraken[0], soort=LATER, reden=REDEN, by=ander)
    uitzondering = geef_uitzondering(afspraak=afspraken[0], soort=LATER, reden=REDEN, by=SYSTEEM)
    with pytest.raises(PermissionDenied):
        trek_uitzondering_in(uitzondering=uitzondering, by=ander)


def test_exception_and_its_record_stand_or_fall_together(
    afspraken: list[Afspraak], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(**_: Any) -> None:
        raise RuntimeError("het logboek is vol")

    monkeypatch.setattr(uitzonderingen, "leg_vast", stuk)
    with pytest.raises(RuntimeError):
        geef_uitzondering(afspraak=afspraken[0], soort=EERDER, openbaar_vanaf=_over(-1), reden=REDEN, by=SYSTEEM)
    assert _codes(PUBLIEK) == []
    assert not Embargouitzondering.objects.exists()
    assert not Auditregel.objects.filter(actie__startswith="uitzondering").exists()


def test_whether_one_may_see_something_is_one_query(afspraken: list[Afspraak], django_assert_num_queries: Any) -> None:
    lezer = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[afspraken[0].overleg.landsdeel])
    assert lezer.reikwijdte.landsdelen
    for wie in (PUBLIEK, lezer):
        for objects in (Afspraak.objects, Tekstblok.objects, Rubriek.objects):
            with django_assert_num_queries(1):
                list(objects.visible_to(wie).order_by("pk"))
