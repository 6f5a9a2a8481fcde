"""The proposals for "geagendeerd op": what the text says, of a ronde that is there, until somebody answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, User
from agreements.agendavoorstellen import stel_agenderingen_voor
from agreements.models import Afspraak, Ronde, Verband, Verbandafwijzing
from agreements.models.ondertekend import handtekening
from agreements.services.termijnen import overlegdata, zet_termijnen
from agreements.services.verbanden import beeindig_verband, leg_verband, wijs_agendering_af, wijs_verband_af
from tests.agreements.test_lijnen import maak
from tests.agreements.test_verbanden import maak_punt
from tests.factories import LandsdeelFactory, RijksredacteurFactory, RondeFactory, UserFactory

pytestmark = pytest.mark.django_db

TEKST = "De uitkomst komt terug op het BOL in 2026."


@pytest.fixture
def rijk() -> User:
    return RijksredacteurFactory()


@pytest.fixture
def komend() -> Ronde:
    return RondeFactory.create(jaar=2026, concept=True)


def afspraak(tekst: str = TEKST, *, landsdeel: str = "oost", jaar: int = 2025) -> Afspraak:
    een = maak(jaar, landsdeel, tekstblok__tekst=tekst)
    Ronde.objects.filter(jaar=jaar, soort="bol").update(gehouden_van=date(jaar, 6, 2), gehouden_tot=date(jaar, 6, 11))
    een.refresh_from_db()
    zet_termijnen(afspraak=een, overleg=een.overleg, overleggen=overlegdata())
    return een


def voorgesteld(een: Afspraak, user: User) -> list[str]:
    rijen = list(Afspraak.objects.visible_to(user).filter(pk=een.pk).for_list())
    return [voorstel.ronde.naam for voorstel in stel_agenderingen_voor(rijen, user).get(een.pk, [])]


def test_later_overleg_that_the_text_names_is_proposed(komend: Ronde, rijk: User) -> None:
    assert voorgesteld(afspraak(), rijk) == ["BO Leefomgeving 2026"]
    assert voorgesteld(afspraak("Partijen bespreken dit in het volgende bestuurlijk overleg."), rijk) == [komend.naam]


def test_later_overleg_of_the_same_year_is_known_by_its_kind(rijk: User) -> None:
    mirt = RondeFactory.create(soort="mirt", jaar=2025)
    assert voorgesteld(afspraak("Dit wordt geagendeerd in het BO MIRT najaar 2025."), rijk) == [mirt.naam]


def test_overleg_that_is_not_in_the_register_is_not_proposed(rijk: User) -> None:
    assert voorgesteld(afspraak(), rijk) == []
    assert voorgesteld(afspraak("Wij agenderen dit op het BO-MIRT 2026."), rijk) == []


@pytest.mark.parametrize(
    "tekst",
    [
        "Dit is besproken in het BO Leefomgeving 2024.",
        "De middelen uit het BO Leefomgeving 2026 gaan naar de haven.",
        "In dit BO Leefomgeving bespreken partijen de kaart.",
        "Dit komt terug in het BO Leefomgeving Zuid 2026.",
        "Partijen bespreken dit in 2026.",
    ],
)
def test_what_looks_back_names_a_source_or_another_landsdeel_is_not_proposed(
    tekst: str, komend: Ronde, rijk: User
) -> None:
    RondeFactory.create(jaar=2024)
    assert voorgesteld(afspraak(tekst), rijk) == []


def test_own_landsdeel_by_name_is_proposed(komend: Ronde, rijk: User) -> None:
    assert voorgesteld(afspraak("Dit komt terug in het BO Leefomgeving Oost 2026."), rijk) == [komend.naam]


def test_what_is_or_was_on_the_agenda_is_not_proposed_again(komend: Ronde, rijk: User) -> None:
    een = afspraak()
    verband = leg_verband(van=een, soort="geagendeerd_op", naar_ronde=komend, by=rijk)
    assert voorgesteld(een, rijk) == []
    beeindig_verband(verband=verband, reden="x", by=rijk)
    assert voorgesteld(een, rijk) == []
    punt = maak_punt()
    ander, derde = (afspraak("Dit komt terug in het BOL van 2027.", landsdeel="noordwest") for _ in range(2))
    assert voorgesteld(ander, rijk) == voorgesteld(derde, rijk) == [punt.dossier.overleg.ronde.naam]
    leg_verband(van=ander, soort="geagendeerd_op", naar_punt=punt, by=rijk)
    assert voorgesteld(ander, rijk) == []
    punt.herkomsten.add(derde)
    assert voorgesteld(derde, rijk) == []


def test_rejection_is_remembered_with_who_and_when(komend: Ronde, rijk: User) -> None:
    een = afspraak()
    afwijzing = wijs_agendering_af(afspraak=een, ronde=komend, by=rijk)
    assert (afwijzing.later, afwijzing.eerder, afwijzing.naar_ronde) == (een, None, komend)
    assert (afwijzing.door, afwijzing.rol) == (rijk, "Rijksredacteur")
    regel = Auditregel.objects.get(actie="agendering afgewezen")
    assert (regel.object_sleutel, regel.actor, regel.details) == (een.code, rijk.username, {"naar": komend.naam})
    assert voorgesteld(een, rijk) == []
    assert voorgesteld(afspraak(), rijk) == [komend.naam]
    with pytest.raises(ValidationError, match="al afgewezen"):
        wijs_agendering_af(afspraak=een, ronde=komend, by=rijk)
    # One ronde says nothing of another, nor of an earlier agreement.
    wijs_agendering_af(afspraak=een, ronde=RondeFactory.create(jaar=2027), by=rijk)
    wijs_verband_af(later=een, eerder=afspraak(jaar=2024), by=rijk)
    with pytest.raises(PermissionDenied):
        wijs_agendering_af(afspraak=een, ronde=komend, by=UserFactory.create(rol=Rol.LEZER_REGIO))


def test_without_its_line_in_the_audit_log_nothing_is_rejected(
    komend: Ronde, rijk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(**_: Any) -> None:
        raise RuntimeError

    een = afspraak()
    monkeypatch.setattr("agreements.services.verbanden.leg_vast", stuk)
    with pytest.raises(RuntimeError):
        wijs_agendering_af(afspraak=een, ronde=komend, by=rijk)
    assert not Verbandafwijzing.objects.exists()
    assert voorgesteld(een, rijk) == [komend.naam]


def test_line_in_the_audit_log_alone_rejects_nothing(komend: Ronde, rijk: User) -> None:
    een = afspraak()
    Auditregel.objects.create(
        actie="agendering afgewezen", object_soort="afspraak", object_sleutel=een.code, details={"naar": komend.naam}
    )
    assert voorgesteld(een, rijk) == [komend.naam]


def test_rejection_has_one_target_and_is_there_once(komend: Ronde) -> None:
    een, eerder = afspraak(), afspraak(jaar=2024)
    doelen: list[dict[str, Any]] = [{"naar_ronde": komend}, {"eerder": eerder}]
    for doel in doelen:
        Verbandafwijzing.objects.create(later=een, **doel, **handtekening(SYSTEEM))
    for fout in (*doelen, {}, {"naar_ronde": RondeFactory.create(jaar=2027), "eerder": afspraak(jaar=2023)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Verbandafwijzing.objects.create(later=een, **fout, **handtekening(SYSTEEM))
        with pytest.raises(ValidationError):
            Verbandafwijzing(later=een, **fout, **handtekening(SYSTEEM)).full_clean()
    assert Verbandafwijzing.objects.count() == 2


def test_rejection_of_an_overleg_shows_to_who_sees_the_live_status(komend: Ronde, rijk: User) -> None:
    een = afspraak()
    ander = wijs_verband_af(later=een, eerder=afspraak(jaar=2024), by=rijk)
    afwijzing = wijs_agendering_af(afspraak=een, ronde=komend, by=rijk)
    van_oost = UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[een.overleg.landsdeel])
    van_zuid = UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory.create(slug="zuid")])
    houder, vreemde_houder = (UserFactory.create(rol=Rol.DOSSIERHOUDER) for _ in range(2))
    een.dossierhouders.add(houder)
    for user in (rijk, van_oost, houder):
        assert set(Verbandafwijzing.objects.visible_to(user)) == {afwijzing, ander}
    # Both agreements are public: that the one does not go on from the other is so as well.
    for buiten in (van_zuid, vreemde_houder, AnonymousUser()):
        assert set(Verbandafwijzing.objects.visible_to(buiten)) == {ander}


def test_pages_propose_lay_and_reject(client: Client, komend: Ronde, rijk: User) -> None:
    client.force_login(rijk)
    een, ander = afspraak(), afspraak()
    # That it goes on from something already does not keep it from the worklist.
    leg_verband(van=een, soort="wijzigt", naar=afspraak("Partijen maken een plan.", jaar=2024), by=rijk)
    for adres in (reverse("verbandvoorstellen") + "?ronde=bol-2025", reverse("verbanden", args=[een.code])):
        assert "De tekst zegt: “BOL in 2026”." in client.get(adres).content.decode()
    gegevens: dict[str, Any] = {"ronde": komend.naam, "terug": "lijst"}
    adres = reverse("verbandvoorstel-antwoord", args=[een.code])
    antwoord = client.post(adres, gegevens | {"daad": "leggen"}, follow=True)
    assert f"Gelegd: {een.code} geagendeerd op {komend}." in antwoord.content.decode()
    assert Verband.objects.get(van=een, soort="geagendeerd_op").naar_ronde == komend
    adres = reverse("verbandvoorstel-antwoord", args=[ander.code])
    antwoord = client.post(adres, gegevens | {"daad": "afwijzen"}, follow=True)
    assert "Afgewezen." in antwoord.content.decode()
    assert "De tekst zegt" not in antwoord.content.decode()
    assert client.post(adres, gegevens | {"ronde": "BO Onbekend 2026", "daad": "leggen"}).status_code == 404


def test_answer_needs_the_right(client: Client, komend: Ronde) -> None:
    een = afspraak()
    client.force_login(UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[een.overleg.landsdeel]))
    adres = reverse("verbandvoorstel-antwoord", args=[een.code])
    for daad in ("leggen", "afwijzen"):
        assert client.post(adres, {"ronde": komend.naam, "daad": daad}).status_code == 403
    assert not Verband.objects.exists()
    assert not Verbandafwijzing.objects.exists()
    assert not Auditregel.objects.filter(actie="agendering afgewezen").exists()


def test_proposals_cost_no_more_for_many_agreements_than_for_one(komend: Ronde, rijk: User) -> None:
    _ = rijk.reikwijdte

    def kosten(*sleutels: int) -> int:
        rijen = list(Afspraak.objects.visible_to(rijk).filter(pk__in=sleutels).for_list())
        with CaptureQueriesContext(connection) as vragen:
            stel_agenderingen_voor(rijen, rijk)
        return len(vragen)

    stil = afspraak("Partijen maken een plan.").pk
    acht = [afspraak().pk for _ in range(8)]
    # Two for the days of the overleggen, the rondes, and three for what was answered.
    assert kosten(stil) == 0
    assert kosten(acht[0]) == kosten(stil, *acht) == 6
