"""Recording and correcting a statement: what is written, what is refused, and who was first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import Auditregel, Rol
from instruments.models import Bron, Instrument, Instrumentversie, Uitspraak
from instruments.models.versie import Plek
from instruments.services import uitspraken
from instruments.services.uitspraken import (
    Inhoud,
    IntussenVerbeterd,
    NieuweBron,
    NieuweVersie,
    leg_uitspraak_vast,
    verbeter_uitspraak,
)
from regions.models import Gebied, Landsdeel, Provincie
from tests.factories import RijksredacteurFactory, UserFactory

INHOUD = Inhoud(
    tekst="De agenda is vastgesteld in het overleg.",
    stand="vastgesteld",
    handeling="vastgesteld",
    moment="10 juni 2025",
    precisie="dag",
    van=date(2025, 6, 10),
)
CEL = "/instrumenten/uitvoeringsagenda/de-peel/"
BRIEF = NieuweBron(titel="Nieuwe brief", datum=date(2025, 6, 12), openbaar=True)


@pytest.fixture
def rijk(brieven: None) -> Any:
    return RijksredacteurFactory()


@pytest.fixture
def oud(brieven: None) -> Uitspraak:
    return Uitspraak.objects.get(sleutel="ua-2024-de-peel-lijst")


def _leg(by: Any, **anders: Any) -> Uitspraak:
    gegevens: dict[str, Any] = {
        "instrument": Instrument.objects.get(slug="uitvoeringsagenda"),
        "plek": Gebied.objects.get(slug="de-peel"),
        "versie": Instrumentversie.objects.get(sleutel="uitvoeringsagenda/de-peel/1"),
        "bron": Bron.objects.get(sleutel="kamerbrief-bol-2025"),
        "inhoud": INHOUD,
        "by": by,
    }
    return leg_uitspraak_vast(**{**gegevens, **anders})


def _inhoud(een: Uitspraak, **anders: Any) -> Inhoud:
    return Inhoud(**{naam: getattr(een, naam) for naam in Inhoud.__dataclass_fields__} | anders)


def _tel() -> tuple[int, int, int, int]:
    modellen: list[Any] = [Uitspraak, Bron, Instrumentversie, Auditregel]
    a, b, c, d = (model.objects.count() for model in modellen)
    return a, b, c, d


def _formulier(een: Uitspraak, **anders: Any) -> dict[str, Any]:
    """What the browser sends of the form of a correction."""
    velden = {naam: getattr(een, naam) for naam in Inhoud.__dataclass_fields__}
    velden |= {"versie": een.versie_id, "bron": een.bron_id, "reden": "Verkeerd gelezen.", **anders}
    return {naam: waarde for naam, waarde in velden.items() if waarde is not None}


# --- the services ------------------------------------------------------------------------------------------------


def test_statement_is_signed_logged_and_counts_for_the_stand(rijk: Any, vraag: Any) -> None:
    rij = _leg(rijk)
    assert (rij.door, rij.rol, rij.van, rij.tot) == (rijk, "Rijksredacteur", date(2025, 6, 10), date(2025, 6, 10))
    regel = Auditregel.objects.get(actie="uitspraak vastgelegd")
    assert (regel.object_sleutel, regel.actor) == (str(rij.pk), rijk.username)
    gevonden = vraag("uitvoeringsagenda", "2025-06-10", openbaar=True).regel_van("de-peel")
    assert gevonden.stand == "vastgesteld"


def test_new_version_and_internal_source_come_along(rijk: Any) -> None:
    zuid = Landsdeel.objects.get(slug="zuid")
    rij = _leg(
        rijk,
        versie=NieuweVersie(label="2.0"),
        bron=NieuweBron(titel="Dossier Zuid", datum=date(2025, 6, 1), openbaar=False, landsdeel=zuid),
    )
    assert rij.versie
    assert (rij.versie.volgnummer, rij.versie.label) == (2, "2.0")
    assert (rij.bron.openbaar_vanaf, rij.bron.landsdeel, rij.bron.datum_in_woorden) == (None, zuid, "1 juni 2025")
    noord = UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[Landsdeel.objects.get(slug="noord")])
    eigen = UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid])
    assert not Uitspraak.objects.visible_to(noord).filter(pk=rij.pk).exists()
    assert Uitspraak.objects.visible_to(eigen).filter(pk=rij.pk).exists()


def _provincie() -> Plek:
    return Provincie.objects.get(slug="limburg")


MORGEN = timezone.localdate() + timedelta(days=1)
GEWEIGERD: dict[str, tuple[Any, str]] = {
    "future": (lambda: {"inhoud": replace(INHOUD, van=MORGEN)}, "Deze dag moet nog komen"),
    "future act": (
        lambda: {"inhoud": replace(INHOUD, stand="in voorbereiding", handeling="besproken", van=MORGEN)},
        "er is nog niets besproken",
    ),
    "other kind of place": (lambda: {"plek": _provincie()}, "Van Limburg wordt geen Uitvoeringsagenda verwacht"),
    "version of another place": (
        lambda: {"versie": Instrumentversie.objects.get(sleutel="uitvoeringsagenda/zuid-limburg/1")},
        "hoort niet bij De Peel",
    ),
    "version without a name": (lambda: {"versie": NieuweVersie()}, "Er is al een versie"),
    "version that is there": (lambda: {"versie": NieuweVersie(label="1.0")}, "Versie 1.0 is er al"),
    "no source": (lambda: {"bron": None}, "Zonder bron is er geen uitspraak"),
    "source without a day": (lambda: {"bron": replace(BRIEF, datum=None)}, "Vul de datum van de bron in"),
    "source of tomorrow": (lambda: {"bron": replace(BRIEF, datum=MORGEN)}, "dan is de bron nog niet openbaar"),
    "source that is there": (
        lambda: {"bron": replace(BRIEF, titel="kamerbrief BO's leefomgeving 2025")},
        "Er is al een bron met deze titel",
    ),
    "no text": (lambda: {"inhoud": replace(INHOUD, tekst=" ")}, "Schrijf in één zin"),
    "no stand": (lambda: {"inhoud": replace(INHOUD, stand="")}, "Kies welke stand"),
    "no moment": (lambda: {"inhoud": replace(INHOUD, moment="")}, "Schrijf het moment"),
    "days turned": (
        lambda: {"inhoud": replace(INHOUD, precisie="periode", tot=date(2025, 6, 1))},
        "Draai de dagen om",
    ),
    "day without precision": (lambda: {"inhoud": replace(INHOUD, precisie="onbekend")}, "Kies hoe precies"),
}


@pytest.mark.parametrize("geval", GEWEIGERD)
def test_what_cannot_be_is_refused_with_nothing_written(rijk: Any, geval: str) -> None:
    anders, zin = GEWEIGERD[geval]
    voor = _tel()
    with pytest.raises(ValidationError) as fout:
        _leg(rijk, **anders())
    assert zin in " ".join(fout.value.messages)
    assert _tel() == voor


def test_what_is_yet_to_come_may_be_foreseen(rijk: Any) -> None:
    """Without this a plan could not be recorded at all."""
    plan = replace(INHOUD, stand="in voorbereiding", handeling="geagendeerd", van=MORGEN, moment="morgen")
    assert _leg(rijk, inhoud=plan).pk


def test_same_statement_is_not_recorded_twice(rijk: Any) -> None:
    _leg(rijk)
    with pytest.raises(ValidationError, match="staat er al"):
        _leg(rijk)


def test_only_a_rijksredacteur_writes(brieven: None, oud: Uitspraak) -> None:
    redacteur = UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[Landsdeel.objects.get(slug="zuid")])
    with pytest.raises(PermissionDenied):
        _leg(redacteur)
    with pytest.raises(PermissionDenied):
        verbeter_uitspraak(uitspraak=oud, bron=oud.bron, inhoud=_inhoud(oud), reden="x", by=redacteur)


def test_failure_halfway_takes_source_and_version_back(rijk: Any, monkeypatch: Any) -> None:
    def stuk(**_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(uitspraken, "leg_vast", stuk)
    voor = _tel()
    with pytest.raises(RuntimeError):
        _leg(rijk, versie=NieuweVersie(label="2.0"), bron=BRIEF)
    assert _tel() == voor


def test_correction_takes_the_place_and_keeps_the_old_row(rijk: Any, oud: Uitspraak) -> None:
    nieuw = verbeter_uitspraak(
        uitspraak=oud, bron=oud.bron, inhoud=_inhoud(oud, stand="aangeboden"), reden="Verkeerd gelezen.", by=rijk
    )
    geldig = set(Uitspraak.objects.geldig().values_list("pk", flat=True))
    assert nieuw.pk in geldig
    assert oud.pk not in geldig
    assert Uitspraak.objects.get(pk=oud.pk).stand == "vastgesteld"
    assert Auditregel.objects.get(actie="uitspraak verbeterd").details["verbetert"] == oud.pk


def test_total_is_corrected_as_a_total(rijk: Any) -> None:
    telling = Uitspraak.objects.get(sleutel="op-2024-telling")
    with pytest.raises(ValidationError, match="groter dan het totaal"):
        verbeter_uitspraak(
            uitspraak=telling, bron=telling.bron, inhoud=_inhoud(telling, aantal=17), reden="Geteld.", by=rijk
        )
    nieuw = verbeter_uitspraak(
        uitspraak=telling, bron=telling.bron, inhoud=_inhoud(telling, aantal=13), reden="Geteld.", by=rijk
    )
    assert (nieuw.soort, nieuw.aantal, nieuw.totaal, nieuw.versie) == ("telling", 13, 16, None)


def test_correction_needs_a_reason_and_something_to_correct(rijk: Any, oud: Uitspraak) -> None:
    anders = _inhoud(oud, tekst="Anders.")
    for inhoud, reden, zin in ((anders, " ", "Schrijf op waarom"), (_inhoud(oud), "Zomaar.", "niets veranderd")):
        with pytest.raises(ValidationError, match=zin):
            verbeter_uitspraak(uitspraak=oud, bron=oud.bron, inhoud=inhoud, reden=reden, by=rijk)
    assert not Uitspraak.objects.filter(verbetert=oud).exists()


# --- the pages ---------------------------------------------------------------------------------------------------


def test_form_confirmation_and_then_one_row(client: Client, rijk: Any) -> None:
    client.force_login(rijk)
    assert f"{CEL}toevoegen/" in client.get(CEL).content.decode()
    versie = Instrumentversie.objects.get(sleutel="uitvoeringsagenda/de-peel/1")
    form = client.get(f"{CEL}toevoegen/").content.decode()
    assert form.count("<h1") == 1
    velden = {
        "versie": versie.pk,
        "stand": "vastgesteld",
        "tekst": "De agenda is vastgesteld.",
        "precisie": "dag",
        "van": "2025-06-10",
        "moment": "10 juni 2025",
        "bron_titel": "Nieuwe brief",
        "bron_datum": "2025-06-12",
        "bron_zicht": "openbaar",
    }
    voor = _tel()
    vraag = client.post(f"{CEL}toevoegen/", velden).content.decode()
    assert _tel() == voor
    assert "blijft daar altijd staan" in vraag
    assert "Iedereen ziet haar." in vraag
    terug = client.post(f"{CEL}toevoegen/", {**velden, "wijzig": "1"}).content.decode()
    assert 'value="Nieuwe brief"' in terug
    antwoord: Any = client.post(f"{CEL}toevoegen/", {**velden, "bevestigd": "1"})
    nieuw = Uitspraak.objects.latest("pk")
    assert (antwoord.status_code, antwoord.url) == (303, f"{CEL}#uitspraak-{nieuw.pk}")
    client.logout()
    assert "De agenda is vastgesteld." in client.get(CEL).content.decode()


def test_refusal_stands_at_its_field_and_what_was_typed_stays(client: Client, rijk: Any, oud: Uitspraak) -> None:
    client.force_login(rijk)
    antwoord = client.post(f"/instrumenten/uitspraken/{oud.pk}/verbeteren/", _formulier(oud, tekst="Getypt.", reden=""))
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Schrijf op waarom u deze uitspraak verbetert." in html
    assert "Getypt." in html
    zonder_zicht = {"versie": oud.versie_id, "tekst": "x", "precisie": "onbekend", "bron_titel": "Brief"}
    antwoord = client.post(f"{CEL}toevoegen/", zonder_zicht)
    html = antwoord.content.decode()
    assert "Kies of iedereen deze bron mag lezen." in html
    assert "Kies welke stand de bron noemt." in html
    assert "Zonder bron is er geen uitspraak" in client.post(f"{CEL}toevoegen/", {"x": "y"}).content.decode()


def test_second_user_writes_nothing_keeps_what_was_typed_and_goes_on_from_the_newest(
    client: Client, rijk: Any, oud: Uitspraak
) -> None:
    client.force_login(rijk)
    adres = f"/instrumenten/uitspraken/{oud.pk}/verbeteren/"
    vraag = client.post(adres, _formulier(oud, tekst="Van de tweede.")).content.decode()
    assert "Zo komt het te staan" in vraag
    assert "uitspraak--verbeterd" not in vraag
    eerste = verbeter_uitspraak(
        uitspraak=oud,
        bron=oud.bron,
        inhoud=_inhoud(oud, tekst="Van de eerste."),
        reden="Verkeerd gelezen.",
        by=RijksredacteurFactory(),
    )
    voor = _tel()
    antwoord = client.post(adres, _formulier(oud, tekst="Van de tweede.", bevestigd="1"))
    html = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert _tel() == voor
    assert "Intussen heeft een collega deze uitspraak verbeterd." in html
    assert "Van de eerste." in html
    assert "Van de tweede." in html
    verder = f"/instrumenten/uitspraken/{eerste.pk}/verbeteren/"
    assert f'action="{verder}"' in html
    assert client.get(adres)["Location"] == verder
    assert client.post(verder, _formulier(oud, tekst="Van de tweede.", bevestigd="1")).status_code == 303
    with pytest.raises(IntussenVerbeterd):
        verbeter_uitspraak(uitspraak=oud, bron=oud.bron, inhoud=_inhoud(oud), reden="Weer.", by=rijk)


def test_who_may_not_write_sees_no_way_to_it(client: Client, oud: Uitspraak) -> None:
    paden = (f"{CEL}toevoegen/", f"/instrumenten/uitspraken/{oud.pk}/verbeteren/")
    assert all(client.get(pad).status_code == 302 for pad in paden)
    client.force_login(UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[Landsdeel.objects.get(slug="zuid")]))
    assert all(client.get(pad).status_code == 403 for pad in paden)
    html = client.get(CEL).content.decode()
    assert "toevoegen/" not in html
    assert "verbeteren/" not in html


def test_place_that_does_not_belong_to_the_instrument_has_no_form(client: Client, rijk: Any) -> None:
    client.force_login(rijk)
    assert client.get("/instrumenten/uitvoeringsagenda/limburg/toevoegen/").status_code == 404
