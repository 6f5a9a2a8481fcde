"""From a document to a loaded list: by command and in the browser, with the real list of 2024."""

from __future__ import annotations

import json
import re
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Rol
from agreements.lijst_json import naar_json
from agreements.models import Afspraak, Invoer, Overleg, Ronde, Taak, Tekstblok
from agreements.models.taak import BEWAARDUUR, INVOER, MAP
from agreements.services import taken
from agreements.services.invoer import neem_in, veilige_naam
from agreements.services.lijsten import lijst_uit_database
from regions.models import Landsdeel
from tests.factories import RijksredacteurFactory, UserFactory

pytestmark = pytest.mark.django_db
LIJST = """Regio Noord-Nederland

1 Ruimte voor water

Provincie Drenthe

❖ Rijk en regio stellen samen een plan op.

❖ De provincie kijkt in 2032 waar water te bergen is.

2 NOVEX-gebied De Peel

❖ Partijen wijzen een trekker aan.
"""


def importeer(pad: Path, *args: str) -> str:
    uit = StringIO()
    call_command("import_afsprakenlijst", str(pad), "--soort", "bol", "--jaar", "2024", *args, stdout=uit)
    return uit.getvalue()


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    pad = tmp_path / "lijst.txt"
    pad.write_text(LIJST, encoding="utf-8")
    return pad


# --- the real list ---------------------------------------------------------------------------------------


def test_real_list_has_its_84_bullets_in_27_rubrieken_of_five_landsdelen(naslag, lijst_2024):
    begin = time.process_time()
    uit = json.loads(importeer(lijst_2024, "--json"))
    assert time.process_time() - begin < 2
    assert uit["tellingen"] == {
        "landsdelen": 5,
        "rubrieken": 27,
        "afspraken": 84,
        "subpunten": 3,
        "losse_alineas": 1,
    }
    assert [deel["landsdeel"] for deel in uit["landsdelen"]] == ["zuidwest", "zuid", "noord", "noordwest", "oost"]
    assert {"regel": 797, "soort": "alinea zonder opsommingsteken"}.items() <= uit["meldingen"][-1].items()
    assert Afspraak.objects.gevolgd().count() == 85


def test_real_list_is_in_the_database_to_the_letter_and_in_order(naslag, lijst_2024):
    """Headings, lead-ins, bullets and sub-points one after the other are the source, white space apart."""
    importeer(lijst_2024)
    delen = []
    for deel in lijst_uit_database(Ronde.objects.get(soort="bol", jaar=2024), user=None).landsdelen:
        delen.append(deel.kop)
        for rubriek in deel.rubrieken:
            delen += [rubriek.nummer, rubriek.titel]
            kop = None
            for blok in rubriek.blokken:
                if blok.provincie_kop != kop:
                    kop = blok.provincie_kop
                    delen.append(kop or "")
                delen += [blok.onderwerp or "", blok.inleiding or ""]
                for tekstblok in blok.tekstblokken:
                    delen += [tekstblok.teken or "", tekstblok.tekst]
                    delen += [f"o {subpunt}" for subpunt in tekstblok.subpunten]
    assert _kaal("".join(delen)) == _kaal(lijst_2024.read_text(encoding="utf-8"))


def _kaal(tekst: str) -> str:
    return re.sub(r"\s", "", tekst)


def test_every_agreement_of_the_real_list_has_its_place(naslag, lijst_2024):
    importeer(lijst_2024)
    for afspraak in Afspraak.objects.prefetch_related("provincies", "gebieden__landsdelen").select_related("overleg"):
        assert afspraak.provincies.all() or afspraak.gebieden.all(), afspraak.code
        for gebied in afspraak.gebieden.all():
            assert afspraak.overleg.landsdeel in gebied.landsdelen.all(), (afspraak.code, gebied)
        for provincie in afspraak.provincies.all():
            assert provincie.landsdeel_id == afspraak.overleg.landsdeel_id, (afspraak.code, provincie)


def test_real_list_names_a_deadline_phrase_in_35_bullets_or_close_to_it(naslag, lijst_2024):
    """The domain counts 35 of 84 bullets that name a time at all; what only tells of the past is among them."""
    importeer(lijst_2024)
    met = Tekstblok.objects.filter(vorm=Tekstblok.Vorm.PUNT, afspraken__termijnen__isnull=False).distinct().count()
    assert 33 <= met <= 40


def test_dry_run_says_the_same_and_writes_nothing(naslag, lijst_2024):
    proef = json.loads(importeer(lijst_2024, "--json", "--dry-run"))
    assert not Tekstblok.objects.exists()
    assert json.loads(importeer(lijst_2024, "--json")) == proef


def test_second_import_changes_nothing_and_says_so(naslag, lijst_2024):
    importeer(lijst_2024)
    voor = naar_json(lijst_uit_database(Ronde.objects.get(soort="bol", jaar=2024), user=None))
    assert "er is niets veranderd" in importeer(lijst_2024)
    assert naar_json(lijst_uit_database(Ronde.objects.get(soort="bol", jaar=2024), user=None)) == voor


def test_days_of_the_overleg_known_from_the_reference_data_stay(naslag, lijst_2024):
    importeer(lijst_2024)
    oost = Overleg.objects.get(ronde__naam="BO Leefomgeving 2024", landsdeel=Landsdeel.objects.get(slug="oost"))
    assert oost.datum.isoformat() == "2024-11-07"


# --- the command -----------------------------------------------------------------------------------------


def test_changed_file_shows_what_differs_and_needs_vervang(naslag, bestand):
    importeer(bestand)
    bestand.write_text(LIJST.replace("een trekker aan", "samen een trekker aan"), encoding="utf-8")
    with pytest.raises(CommandError, match="--vervang"):
        importeer(bestand)
    assert not Tekstblok.objects.filter(tekst__contains="samen een trekker").exists()
    uit = StringIO()
    with pytest.raises(CommandError, match="--vervang"):
        call_command("import_afsprakenlijst", str(bestand), "--soort=bol", "--jaar=2024", "--json", stdout=uit)
    [verschil] = json.loads(uit.getvalue())["verschillen"]
    assert (verschil["soort"], verschil["plaats"]) == ("gewijzigd", "BOL-2024-N-2-01")
    assert "1 gewijzigd" in importeer(bestand, "--vervang")
    assert Tekstblok.objects.get(code="BOL-2024-N-2-01").tekst == "Partijen wijzen samen een trekker aan."


@pytest.mark.parametrize(
    ("naam", "inhoud", "reden"),
    [
        ("leeg.txt", b"", "is leeg"),
        ("wit.txt", b" \n\n \n", "leeg|geen tekst"),
        ("plaatje.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "afbeelding"),
        ("brief.txt", b"Geachte voorzitter,\n\nHierbij de uitkomsten.\n", "geen afsprakenlijst"),
        ("groot.txt", b"a" * (50 * 1024 * 1024), "te groot"),
        ("lijst.exe", b"MZ", "extensie"),
    ],
)
def test_what_is_no_list_gets_a_sentence_and_changes_nothing(naslag, tmp_path, naam, inhoud, reden):
    pad = tmp_path / naam
    pad.write_bytes(inhoud)
    with pytest.raises(CommandError, match=reden) as fout:
        importeer(pad)
    assert "\n" not in str(fout.value)
    assert not Tekstblok.objects.exists()


@pytest.mark.parametrize("naam", ["kamerbrief-bol-2020.txt", "kamerbrief-bol-2024.txt", "kamerbrief-bol-2025.txt"])
def test_real_letters_are_no_list(naslag, echt_document, naam):
    with pytest.raises(CommandError, match="geen afsprakenlijst"):
        importeer(echt_document(naam))


def test_without_reference_data_the_command_says_what_to_do(db, bestand):
    with pytest.raises(CommandError, match="load_reference"):
        importeer(bestand)


def test_missing_file_is_named(naslag, tmp_path):
    with pytest.raises(CommandError, match="bestaat niet"):
        importeer(tmp_path / "weg.txt")


# --- in the browser --------------------------------------------------------------------------------------


@pytest.fixture
def redacteur(client, naslag):
    redacteur = RijksredacteurFactory()
    client.force_login(redacteur)
    return redacteur


def _stuur(client, inhoud: str | bytes = LIJST, naam: str = "lijst.txt", **anders):
    """Offer a document, no more than that."""
    ruw = inhoud.encode() if isinstance(inhoud, str) else inhoud
    return client.post(
        reverse("afsprakenlijst-invoeren"),
        {"bestand": SimpleUploadedFile(naam, ruw), "soort": "bol", "jaar": "2031", **anders},
    )


def _bied_aan(client, inhoud: str | bytes = LIJST, naam: str = "lijst.txt", **anders):
    """Offer a document, have it read, and give the page to which one comes."""
    antwoord = _stuur(client, inhoud, naam, **anders)
    if antwoord.status_code == 303:
        taken.voer_uit(Taak.objects.get(stand=Taak.Stand.WACHT).pk)
        antwoord = client.get(antwoord.url)
    return antwoord


def _bewaard() -> list[str]:
    """The documents that were offered and are still on the disk."""
    opslag = Taak._meta.get_field("bron").storage
    return [naam for naam in opslag.listdir(MAP)[1] if naam.endswith("-bron")] if opslag.exists(MAP) else []


def test_upload_is_looked_at_first_and_loaded_after(client, redacteur):
    antwoord = _bied_aan(client)
    invoer = Invoer.objects.get()
    assert antwoord.url == reverse("invoer-detail", args=[invoer.pk])
    pagina = client.get(antwoord.url).content.decode()
    for stuk in ("Ruimte voor water", "Rijk en regio stellen samen een plan op.", "1 januari t/m 31 december 2032"):
        assert stuk in pagina
    assert not Afspraak.objects.exists()
    antwoord = client.post(reverse("invoer-laden", args=[invoer.pk]))
    assert antwoord.status_code == 302
    assert Afspraak.objects.count() == 3
    invoer.refresh_from_db()
    assert invoer.geladen_op is not None


def test_upload_becomes_a_job_that_holds_the_document_until_it_is_read(
    client, redacteur, django_capture_on_commit_callbacks
):
    antwoord = _stuur(client)
    taak = Taak.objects.get()
    assert (antwoord.status_code, antwoord.url) == (303, f"{taak.get_absolute_url()}?door=1")
    assert (taak.soort, taak.eigenaar, taak.titel) == (INVOER, redacteur, "lijst.txt lezen")
    with taak.bron.open("rb") as bestand:
        assert bestand.read() == LIJST.encode()
    assert str(taak.pk) in taak.bron.name
    assert not Invoer.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert (taak.stand, taak.bron.name, taak.invoer) == (Taak.Stand.KLAAR, "", Invoer.objects.get())
    assert taak.invoer.bron == LIJST
    assert f"{taak.pk}-bron" not in _bewaard()


def test_reading_tells_its_stages_in_words_for_people(redacteur):
    stappen = []
    neem_in(
        inhoud=LIJST.encode(),
        naam="lijst.txt",
        soort="bol",
        jaar=2031,
        by=redacteur,
        voortgang=lambda stap, procent: stappen.append((stap, procent)),
    )
    assert [stap for stap, _ in stappen] == [
        "Het bestand wordt gelezen",
        "De opbouw wordt herkend",
        "Afspraken en termijnen worden herkend",
    ]
    assert [procent for _, procent in stappen] == sorted(procent for _, procent in stappen)


def test_same_document_twice_at_once_is_one_job_and_one_file(client, redacteur):
    eerste, tweede = _stuur(client), _stuur(client, naam="kopie van lijst.txt")
    assert eerste.url == tweede.url
    taak = Taak.objects.get()
    assert [naam for naam in _bewaard() if naam.startswith(str(taak.pk))] == [f"{taak.pk}-bron"]
    assert _stuur(client, jaar="2032").url != eerste.url


def test_refused_document_is_not_kept(client, redacteur, django_capture_on_commit_callbacks):
    _stuur(client, b"Geachte voorzitter,\n", "brief.txt")
    taak = Taak.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert (taak.stand, taak.bron.name) == (Taak.Stand.MISLUKT, "")
    assert f"{taak.pk}-bron" not in _bewaard()
    with pytest.raises(ValidationError):
        taken.opnieuw(taak=taak, by=redacteur)


def test_document_of_a_job_that_broke_is_read_from_the_start_again_and_kept_no_longer_than_said(
    client, redacteur, monkeypatch, django_capture_on_commit_callbacks
):
    def breek(*args, **kwargs):
        raise RuntimeError("stuk")

    with monkeypatch.context() as stuk:
        stuk.setattr(taken, "lees_document", breek)
        _stuur(client)
        taak = Taak.objects.get()
        taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.is_mislukt
    assert taak.is_te_herhalen
    # It is kept for a week after it failed, and not longer.
    taken.ruim_taken_op(taak.hartslag + BEWAARDUUR - timedelta(seconds=1))
    assert f"{taak.pk}-bron" in _bewaard()
    taken.opnieuw(taak=taak, by=redacteur)
    with monkeypatch.context() as stuk:
        stuk.setattr(taken, "lees_document", breek)
        taken.voer_uit(taak.pk)
    with django_capture_on_commit_callbacks(execute=True):
        taken.ruim_taken_op(timezone.now() + BEWAARDUUR + timedelta(seconds=1))
    taak.refresh_from_db()
    assert not taak.is_te_herhalen
    assert f"{taak.pk}-bron" not in _bewaard()


def test_document_of_a_job_that_broke_can_be_read_again(client, redacteur, monkeypatch):
    def breek(*args, **kwargs):
        raise RuntimeError("stuk")

    with monkeypatch.context() as stuk:
        stuk.setattr(taken, "lees_document", breek)
        _stuur(client)
        taak = Taak.objects.get()
        taken.voer_uit(taak.pk)
    taken.opnieuw(taak=taak, by=redacteur)
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.invoer == Invoer.objects.get()


def test_document_of_who_lost_the_role_is_not_read(client, redacteur):
    _stuur(client)
    taak = Taak.objects.get()
    redacteur.roltoewijzingen.all().delete()
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.is_mislukt
    assert "geen rechten" in taak.fout
    assert not Invoer.objects.exists()


def test_reading_that_was_overtaken_keeps_nothing(client, redacteur, monkeypatch):
    """Taken for dead and done again by another process: what this one read is not written over it."""
    _stuur(client)
    taak = Taak.objects.get()
    echt = taken.lees_document

    def traag(*args, **kwargs):
        Taak.objects.update(greep=uuid4())
        return echt(*args, **kwargs)

    monkeypatch.setattr(taken, "lees_document", traag)
    taken.voer_uit(taak.pk)
    assert not Invoer.objects.exists()
    assert f"{taak.pk}-bron" in _bewaard()


@pytest.mark.parametrize(
    ("naam", "getoond"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\iemand\\lijst.txt", "lijst.txt"),
        ("lijst\x00\x1b[31m\r\n.txt", "lijst [31m .txt"),
        ("lijst\u202etxt.exe", "lijst txt.exe"),
        ("\u2066\u200b\u2069", "document"),
        ("..", "document"),
        ("a" * 290 + ".docx", "a" * 180 + "…" + "a" * 14 + ".docx"),
        ("<b>lijst</b>.txt", "b>.txt"),
        ("قائمة.txt", "قائمة.txt"),
    ],
)
def test_name_of_an_upload_is_shown_without_tricks(naam, getoond):
    assert veilige_naam(naam) == getoond
    assert len(veilige_naam(naam)) <= 200


def test_doubtful_place_is_shown_beside_its_source(client, redacteur):
    _bied_aan(client, LIJST + "\nEn deze alinea staat los.\n")
    antwoord = client.get(reverse("invoer-detail", args=[Invoer.objects.get().pk]))
    stand = antwoord.context["stand"]
    (twijfel,) = [een for een in stand.twijfels if een.melding.soort == "alinea zonder opsommingsteken"]
    regel = antwoord.context["regels"][twijfel.deel]
    assert [(een.nummer, een.tekst) for een in regel.bron] == [(twijfel.melding.regel, "En deze alinea staat los.")]
    assert regel.blok.code == "BOL-2031-N-2-02"


def test_double_click_on_load_loads_once(client, redacteur):
    _bied_aan(client)
    laden = reverse("invoer-laden", args=[Invoer.objects.get().pk])
    client.post(laden)
    antwoord = client.post(laden, follow=True)
    assert "was al geladen" in antwoord.content.decode()
    assert Afspraak.objects.count() == 3


def test_other_list_for_the_ronde_is_confirmed_with_its_differences_in_sight(client, redacteur):
    _bied_aan(client)
    client.post(reverse("invoer-laden", args=[Invoer.objects.get().pk]))
    _bied_aan(client, LIJST.replace("een trekker", "twee trekkers"))
    tweede = Invoer.objects.get(geladen_op=None)
    antwoord = client.post(reverse("invoer-laden", args=[tweede.pk]))
    assert antwoord.status_code == 409
    assert "twee trekkers" in antwoord.content.decode()
    assert not Tekstblok.objects.filter(tekst__contains="twee trekkers").exists()
    client.post(reverse("invoer-laden", args=[tweede.pk]), {"vervang": "1"})
    assert Tekstblok.objects.filter(tekst__contains="twee trekkers").exists()


def test_same_document_twice_is_kept_once(client, redacteur):
    _bied_aan(client)
    _bied_aan(client, naam="zelfde.txt")
    assert Invoer.objects.count() == 1
    assert Taak.objects.count() == 2


@pytest.mark.parametrize(
    ("inhoud", "naam", "zin"),
    [
        (b"", "leeg.txt", "leeg"),
        (LIJST.encode(), "../../etc/passwd", "zonder extensie"),
        (b"MZ", "lijst.exe", "de extensie .exe"),
    ],
)
def test_upload_that_is_wrong_from_outside_gets_a_sentence_at_the_field(client, redacteur, inhoud, naam, zin):
    antwoord = _stuur(client, inhoud, naam)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Taak.objects.exists()


@pytest.mark.parametrize(
    ("inhoud", "naam", "zin"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "foto.txt", "afbeelding"),
        (b"Geachte voorzitter,\n", "brief.txt", "geen afsprakenlijst"),
    ],
)
def test_upload_that_is_no_list_gets_a_sentence_on_the_page_of_its_job(client, redacteur, inhoud, naam, zin):
    antwoord = _bied_aan(client, inhoud, naam)
    assert antwoord.status_code == 200
    assert zin in antwoord.content.decode()
    assert not Invoer.objects.exists()


def test_upload_of_50_mb_is_refused(client, redacteur, monkeypatch):
    monkeypatch.setattr(settings, "BOL_MAX_UPLOAD", 1024)
    antwoord = _stuur(client, b"a" * 2048)
    assert "te groot" in antwoord.content.decode()
    assert not Invoer.objects.exists()


def test_document_that_was_not_loaded_can_be_thrown_away_and_a_loaded_one_stays(client, redacteur):
    _bied_aan(client)
    invoer = Invoer.objects.get()
    client.post(reverse("invoer-laden", args=[invoer.pk]))
    client.post(reverse("invoer-weggooien", args=[invoer.pk]))
    assert Invoer.objects.filter(pk=invoer.pk).exists()
    _bied_aan(client, LIJST + "\n❖ Nog een punt.\n")
    client.post(reverse("invoer-weggooien", args=[Invoer.objects.get(geladen_op=None).pk]))
    assert Invoer.objects.count() == 1


@pytest.mark.parametrize("rol", [Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER, Rol.BEHEERDER])
def test_loading_is_forbidden_to_others(client, redacteur, rol):
    _bied_aan(client)
    invoer = Invoer.objects.get()
    client.force_login(UserFactory(rol=rol))
    assert client.get(reverse("afsprakenlijst-invoeren")).status_code == 403
    assert _stuur(client).status_code == 403
    # What is being loaded may be under embargo: for others it does not exist.
    assert client.get(reverse("invoer-detail", args=[invoer.pk])).status_code == 404
    assert client.post(reverse("invoer-laden", args=[invoer.pk])).status_code == 404
    assert not Afspraak.objects.exists()
