"""Editions: frozen once, as a whole, by who may, and never another byte after that."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol
from agreements.exporters import FORMATEN, Formaat
from agreements.exporters.bijschriften import EMBARGO
from agreements.lijst import Lijst
from agreements.lijst_json import canoniek, naar_json, uit_json
from agreements.models import Overleg, Ronde, Taak, Tekstblok, Uitgave, Uitgavebestand, Uitgavedeel
from agreements.models.status import bewijs_opslag
from agreements.models.uitgave import MAP
from agreements.services import taken
from agreements.services.lijsten import laad_lijst, lijst_uit_database
from agreements.services.uitgaven import (
    UitgaveBeschadigd,
    controleer_uitgaven,
    herken,
    leg_uitgave_vast,
    lijst_van,
    open_bestand,
    ruim_losse_bestanden_op,
    sha256sums,
    vastleggen,
)
from agreements.services.uitgavetaken import vraag_uitgave
from tests import factories
from tests.guards import guards_lifted
from tests.voorbeeldlijsten import elke_structuur

AfspraakFactory: Any = factories.AfspraakFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory

# WeasyPrint leaves its own colour profile open until the next collection.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.*")
MB = 1024 * 1024


@pytest.fixture(autouse=True)
def _eigen_map(settings: Any, tmp_path: Path) -> None:
    """A folder of its own for each test, so that what lies in it can be counted."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def snel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two formats that cost nothing, where the test is not about the documents."""
    monkeypatch.setattr(vastleggen, "FORMATEN", {slug: FORMATEN[slug] for slug in ("html", "json")})


@pytest.fixture
def ronde(db: None) -> Ronde:
    """A ronde under embargo with an agreement for Zuid and one for Oost."""
    ronde: Ronde = RondeFactory(concept=True)
    for volgorde, slug in enumerate(("zuid", "oost")):
        overleg = OverlegFactory(ronde=ronde, landsdeel__slug=slug, volgorde=volgorde)
        AfspraakFactory(overleg=overleg, tekstblok__tekst=f"Wat {slug} betreft.")
    return ronde


def herschrijf(tekst: str = "Wat zuid nu betreft.") -> None:
    Tekstblok.objects.filter(code="BOL-2024-Z-1-01").update(tekst=tekst)


def vastgelegd(ronde: Ronde, **velden: Any) -> Uitgave:
    return leg_uitgave_vast(ronde=ronde, by=velden.pop("by", SYSTEEM), **velden).uitgave


def los() -> list[str]:
    """The files that lie in the folder of editions."""
    return bewijs_opslag().listdir(MAP)[1] if bewijs_opslag().exists(MAP) else []


def pad_van(bestand: Uitgavebestand) -> Path:
    return Path(bestand.bestand.path)


# --- freezing --------------------------------------------------------------------------------------------------


def test_edition_holds_the_exact_list_and_every_document(ronde: Ronde) -> None:
    by = RijksredacteurFactory()
    stappen: list[tuple[str, int]] = []
    uitgave = vastgelegd(ronde, by=by, voortgang=lambda stap, procent: stappen.append((stap, procent)))
    lijst = lijst_uit_database(ronde, user=None)
    assert (uitgave.nummer, uitgave.volgnummer, uitgave.reden) == ("1.0", 1, "")
    assert uitgave.fase == Ronde.Fase.CONCEPT
    assert uitgave.inhoud.encode() == canoniek(lijst)
    assert uitgave.sha256 == hashlib.sha256(canoniek(lijst)).hexdigest()
    assert lijst_van(uitgave) == lijst
    assert {deel.overleg.landsdeel_slug for deel in uitgave.delen.all()} == {"zuid", "oost"}
    assert {"pdf", "xlsx", "json", "html"} <= set(FORMATEN)
    bestanden = {bestand.formaat: bestand for bestand in uitgave.bestanden.all()}
    assert set(bestanden) == set(FORMATEN)
    for formaat, bestand in bestanden.items():
        inhoud = pad_van(bestand).read_bytes()
        assert bestand.naam == f"afsprakenlijst-bol-2024-uitgave-1.0.{formaat}"
        assert (bestand.sha256, bestand.grootte) == (hashlib.sha256(inhoud).hexdigest(), len(inhoud))
        assert bestand.mediatype == FORMATEN[formaat].mediatype
    assert b"Wat zuid betreft." in pad_van(bestanden["html"]).read_bytes()
    assert b"%PDF" in pad_van(bestanden["pdf"]).read_bytes()[:10]
    assert f"1.0 van {timezone.localdate(uitgave.op).day} " in pad_van(bestanden["html"]).read_text()
    procenten = [procent for _, procent in stappen]
    assert procenten == sorted(procenten)
    assert procenten[-1] == 99
    regel = Auditregel.objects.get(actie="uitgave vastgelegd")
    assert (regel.object_sleutel, regel.actor) == ("bol-2024-1.0", by.username)
    assert regel.details["sha256"] == uitgave.sha256


def test_content_says_every_structure_that_a_list_can_have(naslag: None, snel: None) -> None:
    ronde = laad_lijst(lijst=elke_structuur(), by=SYSTEEM).ronde
    uitgave = vastgelegd(ronde)
    assert lijst_van(uitgave) == lijst_uit_database(ronde, user=None)
    json_bestand = uitgave.bestanden.get(formaat="json")
    with open_bestand(json_bestand) as bestand:
        assert json.loads(bestand.read()) == json.loads(json.dumps(naar_json(lijst_van(uitgave))))


def test_unchanged_list_makes_no_new_edition(ronde: Ronde, snel: None) -> None:
    """What the register knows beside the text is no reason for one either."""
    eerste = vastgelegd(ronde)
    ronde.overleggen.get(landsdeel__slug="zuid").afspraken.update(soort="ambitie")
    tweede = leg_uitgave_vast(ronde=ronde, by=SYSTEEM, reden="Nog eens.")
    assert (tweede.uitgave, tweede.nieuw) == (eerste, False)
    assert Uitgave.objects.count() == 1
    assert len(los()) == 2


def test_correction_makes_the_next_edition_and_says_why(ronde: Ronde, snel: None) -> None:
    eerste = vastgelegd(ronde)
    herschrijf()
    with pytest.raises(ValidationError, match="Schrijf op waarom"):
        vastgelegd(ronde, reden="  ")
    tweede = vastgelegd(ronde, reden="Een woord ontbrak.")
    assert (tweede.nummer, tweede.reden) == ("1.1", "Een woord ontbrak.")
    assert "Wat zuid nu betreft." in tweede.inhoud
    eerste.refresh_from_db()
    assert "Wat zuid betreft." in eerste.inhoud


def test_list_that_became_public_gets_documents_that_no_longer_speak_of_an_embargo(ronde: Ronde, snel: None) -> None:
    """Or the register could hand out no edition of a public list but one that forbids to spread it."""
    eerste = vastgelegd(ronde)
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    ronde.refresh_from_db()
    tweede = vastgelegd(ronde, reden="De lijst is openbaar.")
    assert (tweede.nummer, tweede.sha256) == ("1.1", eerste.sha256)
    zegt = [EMBARGO in pad_van(een.bestanden.get(formaat="html")).read_text() for een in (eerste, tweede)]
    assert zegt == [True, False]
    assert not leg_uitgave_vast(ronde=ronde, by=SYSTEEM, reden="Nog eens.").nieuw


def test_list_that_becomes_public_while_its_documents_are_made_is_made_again(
    ronde: Ronde, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or its documents would say embargo, and the edition that it was public."""
    maak = Formaat.maak

    def maak_en_verzend(self: Formaat, *args: Any) -> bytes:
        document = maak(self, *args)
        Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
        return document

    monkeypatch.setattr(vastleggen, "FORMATEN", {"html": FORMATEN["html"]})
    monkeypatch.setattr(Formaat, "maak", maak_en_verzend)
    uitgave = vastgelegd(ronde)
    assert uitgave.fase == Ronde.Fase.OPENBAAR
    assert EMBARGO not in pad_van(uitgave.bestanden.get()).read_text()


def test_edition_that_was_asked_for_is_made_once(ronde: Ronde, snel: None) -> None:
    """The job of edition 1.0 is done again after a correction: it gives 1.0, and makes no 1.1 of it."""
    eerste = vastgelegd(ronde, volgnummer=1)
    herschrijf()
    weer = leg_uitgave_vast(ronde=ronde, by=SYSTEEM, volgnummer=1)
    assert (weer.uitgave, weer.nieuw) == (eerste, False)


def test_ronde_without_a_list_has_nothing_to_freeze(db: None) -> None:
    with pytest.raises(ValidationError, match="geen lijst met afspraken"):
        vastgelegd(RondeFactory())


@pytest.mark.parametrize("rol", [None, Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER, Rol.BEHEERDER])
def test_only_a_rijksredacteur_makes_an_edition(ronde: Ronde, rol: Rol | None) -> None:
    user = UserFactory(rol=rol) if rol else UserFactory()
    with pytest.raises(PermissionDenied):
        vastgelegd(ronde, by=user)
    with pytest.raises(PermissionDenied):
        vraag_uitgave(ronde=ronde, by=user)
    assert not Uitgave.objects.exists()
    assert not Taak.objects.exists()


# --- all or nothing --------------------------------------------------------------------------------------------


def test_format_that_breaks_leaves_no_half_edition(ronde: Ronde, snel: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def breek(*args: object) -> bytes:
        raise RuntimeError("stuk")

    monkeypatch.setattr("agreements.exporters.json.maak_json", breek)
    with pytest.raises(RuntimeError):
        vastgelegd(ronde)
    assert not Uitgave.objects.exists()
    assert los() == []


def test_database_that_refuses_leaves_no_files(ronde: Ronde, snel: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def breek(**kwargs: object) -> None:
        raise RuntimeError("vol")

    monkeypatch.setattr(vastleggen, "leg_vast", breek)
    with pytest.raises(RuntimeError):
        vastgelegd(ronde)
    assert not Uitgave.objects.exists()
    assert los() == []


def test_disk_that_is_full_halfway_leaves_no_files(ronde: Ronde, snel: None, monkeypatch: pytest.MonkeyPatch) -> None:
    opslag = type(bewijs_opslag())
    bewaar = opslag.save

    def vol(self: Any, naam: str, inhoud: Any) -> str:
        if los():
            raise OSError("de schijf is vol")
        return str(bewaar(self, naam, inhoud))

    monkeypatch.setattr(opslag, "save", vol)
    with pytest.raises(OSError, match="vol"):
        vastgelegd(ronde)
    assert not Uitgave.objects.exists()
    assert los() == []


def test_list_that_changes_while_its_documents_are_made_is_made_again(
    ronde: Ronde, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the documents would say something else than the content."""
    keren: list[str] = []

    def maak(self: Formaat, lijst: Lijst, *args: object) -> bytes:
        keren.append(self.slug)
        if len(keren) == 1:
            herschrijf()
        return json.dumps(naar_json(lijst)).encode()

    monkeypatch.setattr(vastleggen, "FORMATEN", {"json": FORMATEN["json"]})
    monkeypatch.setattr(Formaat, "maak", maak)
    uitgave = vastgelegd(ronde)
    assert len(keren) == 2
    assert uit_json(json.loads(pad_van(uitgave.bestanden.get()).read_bytes())) == lijst_van(uitgave)
    assert "Wat zuid nu betreft." in uitgave.inhoud
    assert len(los()) == 1


def test_list_that_keeps_changing_is_refused(ronde: Ronde, monkeypatch: pytest.MonkeyPatch) -> None:
    keren: list[str] = []

    def maak(self: Formaat, *args: object) -> bytes:
        keren.append(self.slug)
        herschrijf(f"Versie {len(keren)}.")
        return b"x"

    monkeypatch.setattr(vastleggen, "FORMATEN", {"json": FORMATEN["json"]})
    monkeypatch.setattr(Formaat, "maak", maak)
    with pytest.raises(ValidationError, match="intussen gewijzigd"):
        vastgelegd(ronde)
    assert los() == []


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have made their documents before either has written a row."""
    ronde = RondeFactory(concept=True)
    AfspraakFactory(overleg=OverlegFactory(ronde=ronde))
    samen = threading.Barrier(2, timeout=20)
    monkeypatch.setattr(vastleggen, "FORMATEN", {slug: FORMATEN[slug] for slug in ("html", "json")})
    maak = vastleggen.maak_documenten

    def wacht(*args: Any) -> Any:
        documenten = maak(*args)
        samen.wait()
        return documenten

    monkeypatch.setattr(vastleggen, "maak_documenten", wacht)
    uit: list[Any] = []

    def doe() -> None:
        try:
            uit.append(leg_uitgave_vast(ronde=ronde, by=SYSTEEM))
        except Exception as fout:
            uit.append(fout)
        finally:
            connections.close_all()

    draden = [threading.Thread(target=doe) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(30)
    uitgave = Uitgave.objects.get()
    assert sorted((een.uitgave == uitgave, een.nieuw) for een in uit) == [(True, False), (True, True)]
    assert len(los()) == Uitgavebestand.objects.count() == 2
    assert Auditregel.objects.filter(actie="uitgave vastgelegd").count() == 1
    assert not list(controleer_uitgaven())


def test_job_makes_the_edition_once_and_gives_its_pdf(ronde: Ronde) -> None:
    by = RijksredacteurFactory()
    taak = vraag_uitgave(ronde=ronde, by=by)
    assert vraag_uitgave(ronde=ronde, by=by) == taak
    ander = vraag_uitgave(ronde=ronde, by=RijksredacteurFactory())
    for een in (taak, ander):
        taken.voer_uit(een.pk)
        een.refresh_from_db()
        assert een.is_klaar, een.fout
        assert een.bestandsnaam == "afsprakenlijst-bol-2024-uitgave-1.0.pdf"
    uitgave = Uitgave.objects.get()
    assert uitgave.door == by
    with taak.bestand.open("rb") as bestand:
        assert hashlib.sha256(bestand.read()).hexdigest() == uitgave.bestanden.get(formaat="pdf").sha256
    with pytest.raises(ValidationError, match=r"niet veranderd sinds uitgave 1\.0"):
        vraag_uitgave(ronde=ronde, by=by)


def test_files_that_a_killed_process_left_are_cleared_up(ronde: Ronde, snel: None) -> None:
    uitgave = vastgelegd(ronde)
    bewijs_opslag().save(f"{MAP}/verweesd", ContentFile(b"half"))
    assert ruim_losse_bestanden_op() == 0  # it may just be being written
    straks = timezone.now() + vastleggen.LOS_NA * 2
    assert ruim_losse_bestanden_op(straks) == 1
    assert all(pad_van(bestand).exists() for bestand in uitgave.bestanden.all())


# --- never another byte ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Uitgave, Uitgavebestand, Uitgavedeel])
def test_edition_cannot_be_changed_or_deleted(ronde: Ronde, snel: None, model: Any) -> None:
    """By the application nor by somebody at the database."""
    vastgelegd(ronde)
    rij = model.objects.first()
    veld = "nummer" if model is Uitgave else "sha256" if model is Uitgavebestand else "overleg_id"
    was = list(model.objects.order_by("pk").values())

    def zet() -> None:
        setattr(rij, veld, 0 if veld == "overleg_id" else "x")
        rij.save()

    def sql(opdracht: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(opdracht)

    tabel = model._meta.db_table
    pogingen = [
        zet,
        rij.delete,
        lambda: model.objects.update(**{veld: rij.pk}),
        lambda: sql(f"UPDATE {tabel} SET id = id"),
        lambda: sql(f"DELETE FROM {tabel}"),
    ]
    for poging in pogingen:
        with pytest.raises(IntegrityError), transaction.atomic():
            poging()
    assert list(model.objects.order_by("pk").values()) == was


def test_numbers_are_not_given_twice(ronde: Ronde, snel: None) -> None:
    uitgave = vastgelegd(ronde)
    uitgave.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        uitgave.save(force_insert=True)


def test_file_is_given_byte_for_byte_after_everything_changed(ronde: Ronde, snel: None) -> None:
    eerste = vastgelegd(ronde)
    was = {bestand.pk: pad_van(bestand).read_bytes() for bestand in eerste.bestanden.all()}
    herschrijf()
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR, lijst_titel="Andere titel")
    vastgelegd(ronde, reden="Anders.")
    for bestand in eerste.bestanden.all():
        with open_bestand(bestand) as inhoud:
            assert inhoud.read() == was[bestand.pk]
    assert "Andere titel" not in lijst_van(eerste).titel


@pytest.mark.parametrize("schade", ["weg", "een byte", "leeg"])
def test_damaged_file_is_never_given_as_the_edition(ronde: Ronde, snel: None, schade: str) -> None:
    uitgave = vastgelegd(ronde)
    bestand = uitgave.bestanden.get(formaat="html")
    beschadig(bestand, schade)
    with pytest.raises(UitgaveBeschadigd, match="niet meer"):
        open_bestand(bestand)


def beschadig(bestand: Uitgavebestand, schade: str) -> None:
    pad = pad_van(bestand)
    inhoud = bytearray(pad.read_bytes())
    inhoud[len(inhoud) // 2] ^= 1
    pad.chmod(0o600)
    if schade == "weg":
        pad.unlink()
    else:
        pad.write_bytes(inhoud if schade == "een byte" else b"")


# --- the check -------------------------------------------------------------------------------------------------


def test_check_finds_nothing_wrong_with_good_editions(ronde: Ronde, snel: None, django_assert_num_queries: Any) -> None:
    vastgelegd(ronde)
    # numbering, names, content, files; for the log: its lines, the editions, their files
    with django_assert_num_queries(7):
        assert list(controleer_uitgaven()) == []


@pytest.mark.parametrize("schade", ["weg", "een byte", "leeg"])
def test_check_reports_a_damaged_file(ronde: Ronde, snel: None, schade: str) -> None:
    uitgave = vastgelegd(ronde)
    beschadig(uitgave.bestanden.get(formaat="json"), schade)
    (gebrek,) = controleer_uitgaven()
    assert gebrek.waar == "bol-2024-1.0"
    assert "uitgave-1.0.json is niet meer" in gebrek.melding


@pytest.mark.parametrize(
    ("opdracht", "melding"),
    [
        ("UPDATE agreements_uitgave SET inhoud = replace(inhoud, 'betreft', 'betrof')", "de inhoud van deze uitgave"),
        ("UPDATE agreements_uitgavebestand SET sha256 = '00' WHERE formaat = 'json'", "anders dan in het logboek"),
        ("DELETE FROM agreements_uitgavebestand WHERE formaat = 'json'", "anders dan in het logboek"),
        ("UPDATE agreements_uitgavebestand SET grootte = 1 WHERE formaat = 'json'", "een andere omvang"),
        ("UPDATE agreements_uitgave SET volgnummer = 3, nummer = '1.2', reden = 'x'", "de laatste is de 3e"),
    ],
)
def test_check_reports_what_somebody_did_at_the_database(ronde: Ronde, snel: None, opdracht: str, melding: str) -> None:
    """With the triggers taken away, as only an administrator of the database can."""
    vastgelegd(ronde)
    connection.check_constraints()  # PostgreSQL alters no table that has checks waiting
    with guards_lifted(connection), connection.cursor() as cursor:
        cursor.execute(opdracht)
        connection.check_constraints()
    assert any(melding in gebrek.melding for gebrek in controleer_uitgaven())


# --- who may see it --------------------------------------------------------------------------------------------


@pytest.fixture
def mensen(ronde: Ronde) -> dict[str, Any]:
    zuid, oost = (overleg.landsdeel for overleg in ronde.overleggen.order_by("volgorde"))
    return {
        "publiek": AnonymousUser(),
        "zonder rol": UserFactory(),
        "lezer zuid": UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid]),
        "lezer zuid en oost": UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid, oost]),
        "dossierhouder zuid": UserFactory(rol=Rol.DOSSIERHOUDER, rol__landsdelen=[zuid]),
        "beheerder": UserFactory(rol=Rol.BEHEERDER),
        "rijksredacteur": RijksredacteurFactory(),
    }


def test_edition_under_embargo_is_for_who_may_see_all_of_it(ronde: Ronde, snel: None, mensen: dict[str, Any]) -> None:
    vastgelegd(ronde)
    zien = {wie for wie, user in mensen.items() if Uitgave.objects.visible_to(user).exists()}
    assert zien == {"lezer zuid en oost", "rijksredacteur"}
    assert zien == {wie for wie, user in mensen.items() if Uitgavebestand.objects.visible_to(user).exists()}
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    ronde.refresh_from_db()
    openbaar = vastgelegd(ronde, reden="De lijst is openbaar.")
    for wie, user in mensen.items():
        assert (Uitgave.objects.visible_to(user).count() == 2) == (wie in zien), wie
        assert openbaar in Uitgave.objects.visible_to(user), wie


def test_edition_of_one_landsdeel_is_for_its_readers(ronde: Ronde, snel: None, mensen: dict[str, Any]) -> None:
    klein = RondeFactory(jaar=2025, concept=True)
    AfspraakFactory(overleg=OverlegFactory(ronde=klein, landsdeel__slug="zuid"))
    vastgelegd(klein)
    zien = {wie for wie, user in mensen.items() if Uitgave.objects.visible_to(user).exists()}
    assert zien == {"lezer zuid", "lezer zuid en oost", "dossierhouder zuid", "rijksredacteur"}


def test_edition_with_agreements_for_the_whole_country_is_for_the_rijksredacteur(
    ronde: Ronde, snel: None, mensen: dict[str, Any]
) -> None:
    landelijk = Overleg.objects.create(ronde=ronde, landsdeel=None, kop="Landelijk", volgorde=9)
    rubriek = landelijk.rubrieken.create(nummer="1", titel="Algemeen", volgorde=0)
    rubriek.blokken.create(volgorde=0).tekstblokken.create(volgorde=0, code="BOL-2024-NL-1-01", tekst="Voor allen.")
    vastgelegd(ronde)
    zien = {wie for wie, user in mensen.items() if Uitgave.objects.visible_to(user).exists()}
    assert zien == {"rijksredacteur"}


# --- recognising a file ----------------------------------------------------------------------------------------


def inhoud_van(uitgave: Uitgave, formaat: str) -> bytes:
    return pad_van(uitgave.bestanden.get(formaat=formaat)).read_bytes()


def bekijk(inhoud: bytes, user: Any, grootst: int = MB) -> Any:
    return herken(ContentFile(inhoud), user=user, grootst=grootst)


def test_file_of_an_edition_is_recognised_and_one_byte_less_is_not(ronde: Ronde, snel: None) -> None:
    user = RijksredacteurFactory()
    uitgave = vastgelegd(ronde)
    inhoud = inhoud_van(uitgave, "html")
    herkend = bekijk(inhoud, user)
    assert [(bestand.uitgave, bestand.formaat) for bestand in herkend.bestanden] == [(uitgave, "html")]
    for anders in (inhoud[:-1], inhoud + b"\n", inhoud.replace(b"betreft", b"betrof ")):
        assert anders != inhoud
        assert not bekijk(anders, user).is_ongewijzigd


def test_json_that_was_saved_anew_is_recognised_by_its_content(ronde: Ronde, snel: None) -> None:
    user = RijksredacteurFactory()
    uitgave = vastgelegd(ronde)
    data = json.loads(inhoud_van(uitgave, "json"))
    anders = json.dumps(dict(reversed(data.items())), indent=7).encode()
    herkend = bekijk(anders, user)
    assert (herkend.bestanden, herkend.inhoud) == ((), (uitgave,))
    data["landsdelen"][0]["rubrieken"][0]["blokken"][0]["afspraken"][0]["tekst"] += " "
    assert bekijk(json.dumps(data).encode(), user).inhoud == ()


def test_nobody_learns_of_an_edition_that_they_may_not_see(ronde: Ronde, snel: None, mensen: dict[str, Any]) -> None:
    uitgave = vastgelegd(ronde)
    data = json.dumps(json.loads(inhoud_van(uitgave, "json"))).encode()
    for wie, user in mensen.items():
        mag = wie in ("lezer zuid en oost", "rijksredacteur")
        assert bekijk(inhoud_van(uitgave, "html"), user).is_ongewijzigd is mag
        assert bool(bekijk(data, user).inhoud) is mag


@pytest.mark.parametrize(
    "inhoud",
    [
        b"{",
        b'{"soort": "bol"}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"soort": "\\ud800", "jaar": 1, "titel": "", "landsdelen": []}',
        b'{"soort": "bol", "jaar": Infinity, "titel": "", "landsdelen": []}',
        b'{"soort": "bol", "jaar": 1' + b"0" * 5000 + b', "titel": "", "landsdelen": []}',
        b"\xff\xfe{",
        bytes(range(256)),
    ],
)
def test_any_file_gets_an_answer(db: None, inhoud: bytes) -> None:
    herkend = bekijk(inhoud, UserFactory())
    assert (herkend.bestanden, herkend.inhoud) == ((), ())


@pytest.mark.parametrize(("inhoud", "reden"), [(b"", "is leeg"), (b"x" * (MB + 1), "te groot.*1 MB")])
def test_file_that_cannot_be_one_is_refused(db: None, inhoud: bytes, reden: str) -> None:
    with pytest.raises(ValidationError, match=reden):
        bekijk(inhoud, UserFactory())


def test_checksums_are_in_the_form_that_sha256sum_reads(ronde: Ronde, snel: None, tmp_path: Path) -> None:
    import subprocess

    uitgave = vastgelegd(ronde)
    for bestand in uitgave.bestanden.all():
        (tmp_path / bestand.naam).write_bytes(pad_van(bestand).read_bytes())
    sommen = sha256sums(uitgave)
    gedaan = subprocess.run(
        ["sha256sum", "--check", "--strict"], cwd=tmp_path, input=sommen, capture_output=True, text=True, check=False
    )
    assert gedaan.returncode == 0, gedaan.stderr
    assert gedaan.stdout.count(": OK") == 2


def test_content_is_the_same_bytes_whatever_the_order_of_its_keys(ronde: Ronde) -> None:
    lijst = lijst_uit_database(ronde, user=None)
    assert canoniek(uit_json(json.loads(canoniek(lijst)))) == canoniek(lijst)
    assert canoniek(replace(lijst, titel="é")).decode().count("é") == 1
