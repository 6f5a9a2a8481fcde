"""The pages of editions: made, read, downloaded, compared and checked by who may, and not there for others."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Auditregel, Rol
from agreements.exporters import FORMATEN
from agreements.lijst_json import uit_json
from agreements.models import Ronde, Taak, Tekstblok, Uitgave
from agreements.services import taken
from agreements.services.keuze import Keuze
from agreements.services.uitgaven import vastleggen
from agreements.services.uitvoer import voer_lijst_uit
from tests import factories

AfspraakFactory: Any = factories.AfspraakFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
ThemaFactory: Any = factories.ThemaFactory
UitgaveFactory: Any = factories.UitgaveFactory
UserFactory: Any = factories.UserFactory

# WeasyPrint leaves its own colour profile open until the next collection.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.*")

LIJST = "/afsprakenlijsten/bol-2024/"
NIEUW = f"{LIJST}uitgaven/nieuw/"
EEN = f"{LIJST}uitgaven/1.0/"
VERSCHILLEN = f"{LIJST}uitgaven/verschillen/"
CONTROLEREN = "/afsprakenlijsten/controleren/"
ADRESSEN = (EEN, f"{EEN}bestanden/html/", f"{EEN}sha256sums/", VERSCHILLEN)


@pytest.fixture
def ronde(db: None, settings: Any, tmp_path: Path) -> Ronde:
    """A ronde under embargo with an agreement for Zuid and one for Oost."""
    settings.MEDIA_ROOT = tmp_path / "media"
    ronde: Ronde = RondeFactory(concept=True, lijst_titel="Afsprakenlijst van de proef")
    for volgorde, slug in enumerate(("zuid", "oost")):
        overleg = OverlegFactory(ronde=ronde, landsdeel__slug=slug, volgorde=volgorde)
        AfspraakFactory(overleg=overleg, tekstblok__tekst=f"Wat {slug} betreft.")
    return ronde


@pytest.fixture
def redacteur(client: Client) -> Any:
    user = RijksredacteurFactory()
    client.force_login(user)
    return user


def herschrijf(tekst: str = "Wat zuid nu <b>betreft</b>.") -> None:
    Tekstblok.objects.filter(code="BOL-2024-Z-1-01").update(tekst=tekst)


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def zichtbaar(antwoord: Any) -> str:
    """What there is to read on the page, without the tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", antwoord.content.decode()).split())


def lees(antwoord: Any) -> bytes:
    """What was sent; reading a download to its end closes its file."""
    return b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content


def lezer(*slugs: str) -> Any:
    return UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug=slug) for slug in slugs])


# --- making one ------------------------------------------------------------------------------------------------


def test_making_an_edition_from_the_page_to_its_documents(client: Client, ronde: Ronde, redacteur: Any) -> None:
    assert NIEUW in tekst(client.get(LIJST))
    assert "Uitgave 1.0 vastleggen" in tekst(client.get(NIEUW))
    antwoord = client.post(NIEUW)
    taak = Taak.objects.get()
    assert (antwoord.status_code, antwoord.headers["Location"]) == (303, taak.get_absolute_url())
    assert "Er wordt al een uitgave gemaakt" in tekst(client.get(NIEUW))
    taken.voer_uit(taak.pk)
    assert f'href="{EEN}"' in tekst(client.get(taak.get_absolute_url()))
    assert f'href="{EEN}"' in tekst(client.get(LIJST))
    pagina = client.get(EEN)
    assert "Uitgave 1.0 van Afsprakenlijst van de proef" in tekst(pagina)
    assert "Wat oost betreft." in zichtbaar(pagina)
    uitgave = Uitgave.objects.get()
    assert uitgave.sha256 in tekst(pagina)
    for bestand in uitgave.bestanden.all():
        antwoord = client.get(f"{EEN}bestanden/{bestand.formaat}/")
        inhoud = lees(antwoord)
        assert hashlib.sha256(inhoud).hexdigest() == bestand.sha256
        assert bestand.sha256 in tekst(pagina)
        assert antwoord.headers["Content-Type"] == bestand.mediatype
        assert antwoord.headers["Content-Disposition"] == f'attachment; filename="{bestand.naam}"'
    sommen = client.get(f"{EEN}sha256sums/").content.decode().splitlines()
    assert len(sommen) == len(FORMATEN)


def test_second_click_makes_nothing_and_says_so(client: Client, ronde: Ronde, redacteur: Any) -> None:
    UitgaveFactory(ronde=ronde)
    assert "Een nieuwe uitgave is niet nodig" in tekst(client.get(NIEUW))
    antwoord = client.post(NIEUW, {"reden": "Toch maar."}, follow=True)
    assert "De tekst van de lijst is niet veranderd sinds uitgave 1.0." in zichtbaar(antwoord)
    assert not Taak.objects.exists()


def test_correction_shows_what_changes_and_asks_why(client: Client, ronde: Ronde, redacteur: Any) -> None:
    UitgaveFactory(ronde=ronde)
    herschrijf()
    pagina = client.get(NIEUW)
    assert "Uitgave 1.1 vastleggen" in tekst(pagina)
    assert "1 gewijzigd, 0 toegevoegd" in tekst(pagina)
    assert "nu &lt;b&gt;" in tekst(pagina)
    leeg = client.post(NIEUW, {"reden": " "})
    assert leeg.status_code == 422
    assert "Schrijf op waarom er een nieuwe uitgave komt." in tekst(leeg)
    assert not Taak.objects.exists()
    assert client.post(NIEUW, {"reden": "Een woord ontbrak."}).status_code == 303
    assert Taak.objects.get().parameters["reden"] == "Een woord ontbrak."


def test_list_that_became_public_can_be_frozen_without_the_embargo(
    client: Client, ronde: Ronde, redacteur: Any
) -> None:
    UitgaveFactory(ronde=ronde)
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    pagina = tekst(client.get(NIEUW))
    assert "De documenten van uitgave 1.0 zeggen nog dat de lijst onder embargo is." in pagina
    assert "De lijst is openbaar geworden." in pagina
    assert client.post(NIEUW, {"reden": "De lijst is openbaar geworden."}).status_code == 303
    assert Taak.objects.get().parameters["nummer"] == "1.1"


def test_page_to_make_one_is_the_rijksredacteurs(client: Client, ronde: Ronde) -> None:
    for user, status in ((None, 302), (UserFactory(), 403), (lezer("zuid", "oost"), 403)):
        if user:
            client.force_login(user)
        assert client.get(NIEUW).status_code == status
        assert client.post(NIEUW).status_code == status
        if user:
            assert NIEUW not in tekst(client.get(LIJST))
    assert not Taak.objects.exists()


def test_ronde_without_a_list_has_no_page_to_make_one(client: Client, ronde: Ronde, redacteur: Any) -> None:
    RondeFactory(jaar=2031)
    for adres in ("/afsprakenlijsten/bol-2031/uitgaven/nieuw/", "/afsprakenlijsten/bol-1999/uitgaven/nieuw/"):
        assert client.get(adres).status_code == 404


# --- who may see it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("adres", ADRESSEN)
def test_edition_under_embargo_does_not_exist_for_a_reader_of_one_landsdeel(
    client: Client, ronde: Ronde, adres: str
) -> None:
    UitgaveFactory(ronde=ronde)
    for user, status in ((lezer("zuid"), 404), (UserFactory(), 404), (lezer("zuid", "oost"), 200)):
        client.force_login(user)
        antwoord = client.get(adres)
        assert antwoord.status_code == status, user
        lees(antwoord)
    client.force_login(lezer("zuid"))
    assert "Uitgave 1.0" not in tekst(client.get(LIJST))
    assert "Wijzigingen sinds" not in tekst(client.get(LIJST))
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    UitgaveFactory(ronde=Ronde.objects.get(pk=ronde.pk))
    # The edition of the public list is the second; the first stays with who saw it.
    antwoord = client.get(adres.replace("1.0", "1.1"))
    assert antwoord.status_code == 200
    lees(antwoord)
    if "1.0" in adres:
        assert client.get(adres).status_code == 404


def test_edition_says_that_it_is_under_embargo(client: Client, ronde: Ronde, redacteur: Any) -> None:
    UitgaveFactory(ronde=ronde)
    assert "Deze uitgave is onder embargo." in tekst(client.get(EEN))
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    assert "Deze uitgave is gemaakt toen de lijst nog onder embargo was" in tekst(client.get(EEN))


@pytest.mark.parametrize("adres", [*ADRESSEN, CONTROLEREN])
def test_public_editions_are_for_everybody(client: Client, ronde: Ronde, adres: str) -> None:
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    ronde.refresh_from_db()
    UitgaveFactory(ronde=ronde)
    assert client.get(adres).status_code == 200


@pytest.mark.parametrize("adres", ADRESSEN)
def test_edition_of_before_publication_is_not_there_for_a_visitor(client: Client, ronde: Ronde, adres: str) -> None:
    UitgaveFactory(ronde=ronde)
    assert client.get(adres).status_code == 404
    Ronde.objects.update(fase=Ronde.Fase.OPENBAAR)
    assert client.get(adres).status_code == 404


def test_new_edition_asks_to_log_in(client: Client, ronde: Ronde) -> None:
    assert client.get(NIEUW).headers["Location"].startswith("/inloggen/")


@pytest.mark.parametrize(
    "adres",
    [f"{LIJST}uitgaven/9.9/", f"{LIJST}uitgaven/x/", f"{EEN}bestanden/exe/", "/afsprakenlijsten/bol-1/uitgaven/1.0/"],
)
def test_edition_that_is_not_there_is_not_found(client: Client, ronde: Ronde, redacteur: Any, adres: str) -> None:
    UitgaveFactory(ronde=ronde)
    assert client.get(adres).status_code == 404


@pytest.mark.parametrize("adres", ADRESSEN)
def test_editions_are_not_written_to(client: Client, ronde: Ronde, redacteur: Any, adres: str) -> None:
    UitgaveFactory(ronde=ronde)
    assert client.post(adres).status_code == 405


# --- damage ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("schade", ["weg", "gewijzigd"])
def test_damaged_file_gets_a_page_that_says_so(client: Client, ronde: Ronde, redacteur: Any, schade: str) -> None:
    pad = Path(UitgaveFactory(ronde=ronde).bestanden.get().bestand.path)
    if schade == "weg":
        pad.unlink()
    else:
        pad.write_bytes(b"vals")
    antwoord = client.get(f"{EEN}bestanden/html/")
    assert antwoord.status_code == 410
    assert "Deze uitgave is beschadigd" in tekst(antwoord)
    assert b"vals" not in antwoord.content
    assert client.get(EEN).status_code == 200


def test_damaged_content_gets_a_page_that_says_so(client: Client, ronde: Ronde, redacteur: Any) -> None:
    UitgaveFactory(ronde=ronde, sha256="0" * 64)
    herschrijf()
    UitgaveFactory(ronde=ronde)
    for adres in (EEN, f"{VERSCHILLEN}?van=1.0&naar=1.1"):
        antwoord = client.get(adres)
        assert antwoord.status_code == 410
        assert "De inhoud van deze uitgave is niet meer wat is vastgelegd." in tekst(antwoord)


# --- what changed ----------------------------------------------------------------------------------------------


@pytest.fixture
def drie(ronde: Ronde) -> Ronde:
    """Three editions: as it was, one word added with markup in it, and one agreement more."""
    UitgaveFactory(ronde=ronde)
    herschrijf()
    UitgaveFactory(ronde=ronde, reden="Een woord ontbrak.")
    AfspraakFactory(overleg=ronde.overleggen.get(landsdeel__slug="oost"), tekstblok__tekst="Oost doet ook mee.")
    UitgaveFactory(ronde=ronde, reden="Oost kwam erbij.")
    return ronde


def test_any_two_editions_can_be_compared(client: Client, drie: Ronde, redacteur: Any) -> None:
    laatste = tekst(client.get(VERSCHILLEN))
    assert "Oost doet ook mee." in laatste
    assert "Oost kwam erbij." in laatste
    assert "nu" not in re.findall(r"<ins>(?:<span[^>]*>.*?</span>)?(.*?)<", laatste)
    alles = client.get(VERSCHILLEN, {"van": "1.0", "naar": "1.2"})
    assert "1 gewijzigd, 1 toegevoegd, 0 vervallen" in tekst(alles)
    assert "Wat zuid [toegevoegd: nu &lt;b&gt; ] betreft [toegevoegd: &lt;/b&gt; ] ." in zichtbaar(alles)
    terug = client.get(VERSCHILLEN, {"van": "1.2", "naar": "1.0"})
    assert "1 gewijzigd, 0 toegevoegd, 1 vervallen" in tekst(terug)
    assert "twee keer dezelfde uitgave" in tekst(client.get(VERSCHILLEN, {"van": "1.1", "naar": "1.1"}))


def test_first_edition_has_nothing_to_be_compared_with(client: Client, ronde: Ronde, redacteur: Any) -> None:
    UitgaveFactory(ronde=ronde)
    antwoord = client.get(VERSCHILLEN)
    assert "Er is nog maar één uitgave" in tekst(antwoord)
    assert "Vergelijken" not in tekst(antwoord)


@pytest.mark.parametrize("vraag", [{"van": "9.9"}, {"naar": "'"}, {"van": "", "naar": ""}])
def test_comparing_with_what_is_not_there_is_refused(
    client: Client, drie: Ronde, redacteur: Any, vraag: dict[str, str]
) -> None:
    antwoord = client.get(VERSCHILLEN, vraag)
    assert antwoord.status_code == 422
    assert "Vergelijken" in tekst(antwoord)


def test_edition_leads_to_the_one_before_and_the_newest(client: Client, drie: Ronde, redacteur: Any) -> None:
    tweede = tekst(client.get(f"{LIJST}uitgaven/1.1/"))
    assert f'href="{EEN}"' in tweede
    assert f'href="{LIJST}uitgaven/1.2/"' in tweede
    assert f"{VERSCHILLEN}?van=1.0&amp;naar=1.1" in tweede
    assert "Een woord ontbrak." in tweede


@pytest.mark.parametrize("aantal", [1, 12])
def test_pages_of_editions_run_a_constant_number_of_queries(
    client: Client, ronde: Ronde, redacteur: Any, aantal: int, django_assert_num_queries: Any
) -> None:
    for nummer in range(aantal):
        herschrijf(f"Versie {nummer}.")
        UitgaveFactory(ronde=ronde)
    # session, user, roles (four), edition with its ronde, its files, its neighbours, the line of who saw what
    with django_assert_num_queries(10):
        assert client.get(EEN).status_code == 200
    # session, user, ronde, roles (four), editions, the two, the line of who saw what
    with django_assert_num_queries(11):
        assert client.get(VERSCHILLEN).status_code == 200


def test_overview_names_the_last_edition_that_one_may_see(client: Client, drie: Ronde, redacteur: Any) -> None:
    pagina = tekst(client.get("/afsprakenlijsten/"))
    assert f'href="{LIJST}uitgaven/1.2/"' in pagina
    assert f'href="{LIJST}uitgaven/1.1/"' not in pagina
    client.force_login(lezer("zuid"))
    assert "uitgaven/1." not in tekst(client.get("/afsprakenlijsten/"))


# --- is this file an edition? ----------------------------------------------------------------------------------


def bied_aan(client: Client, inhoud: bytes, naam: str = "lijst.html") -> Any:
    return client.post(CONTROLEREN, {"bestand": SimpleUploadedFile(naam, inhoud)})


def test_file_that_was_sent_is_recognised(client: Client, drie: Ronde, redacteur: Any) -> None:
    bestand = Uitgave.objects.get(nummer="1.1").bestanden.get()
    with bestand.bestand.open("rb") as open_:
        inhoud = open_.read()
    antwoord = bied_aan(client, inhoud, "Naamloos (1).htm")
    assert antwoord.status_code == 200
    assert "Dit is uitgave 1.1 van de Afsprakenlijst van de proef, Webpagina (HTML), ongewijzigd." in zichtbaar(
        antwoord
    ).replace("  ", " ")
    assert "Er is een nieuwere uitgave: uitgave 1.2" in zichtbaar(antwoord)
    assert f"{VERSCHILLEN}?van=1.1&amp;naar=1.2" in tekst(antwoord)
    anders = bied_aan(client, inhoud[:-1] + b"?", "<b>lijst</b>.html")
    assert "Dit bestand is geen ongewijzigd document van een uitgave die u kunt zien." in tekst(anders)
    assert hashlib.sha256(inhoud[:-1] + b"?").hexdigest() in tekst(anders)
    assert "<b>lijst" not in tekst(anders)


def test_json_that_was_saved_anew_is_recognised_by_its_content(client: Client, drie: Ronde, redacteur: Any) -> None:
    data = json.loads(Uitgave.objects.get(nummer="1.0").inhoud)
    antwoord = bied_aan(client, json.dumps(data, indent=3).encode(), "lijst.json")
    assert "De inhoud is die van uitgave 1.0" in zichtbaar(antwoord)
    assert "opnieuw opgeslagen" in tekst(antwoord)


def test_checking_a_file_tells_a_stranger_nothing(client: Client, drie: Ronde) -> None:
    """Of an edition that one may not see: the same answer as of any other file."""
    uitgave = Uitgave.objects.get(nummer="1.0")
    with uitgave.bestanden.get().bestand.open("rb") as bestand:
        inhoud = bestand.read()

    def zonder_som(antwoord: Any) -> str:
        return re.sub(
            r'[0-9a-f]{64}|csrfmiddlewaretoken" value="\w+"|nonce[-=]"?[\w+/=-]+"?|X-CSRFToken": "\w+"',
            "",
            tekst(antwoord),
        )

    client.force_login(lezer("zuid"))
    assert zonder_som(bied_aan(client, inhoud)) == zonder_som(bied_aan(client, b"x" * len(inhoud)))
    data = json.dumps(json.loads(uitgave.inhoud), indent=1).encode()
    assert zonder_som(bied_aan(client, data)) == zonder_som(bied_aan(client, b"x" * len(data)))


def test_checked_file_is_not_kept(client: Client, drie: Ronde, redacteur: Any, settings: Any) -> None:
    was = sorted(pad for pad in Path(settings.MEDIA_ROOT).rglob("*"))
    bied_aan(client, b"x" * 3_000_000)
    assert sorted(pad for pad in Path(settings.MEDIA_ROOT).rglob("*")) == was


@pytest.mark.parametrize(
    ("inhoud", "melding"), [(None, "Kies het bestand"), (b"", "Dit bestand is leeg"), (b"x" * 1001, "te groot")]
)
def test_file_that_cannot_be_checked_gets_a_sentence(
    client: Client, ronde: Ronde, redacteur: Any, settings: Any, inhoud: bytes | None, melding: str
) -> None:
    settings.BOL_MAX_UPLOAD = 1000
    antwoord: Any = client.post(CONTROLEREN, {}) if inhoud is None else bied_aan(client, inhoud)
    assert antwoord.status_code == 422
    assert melding in tekst(antwoord)


# --- changes since an edition, in an export --------------------------------------------------------------------


def test_export_with_changes_marks_what_is_new_reworded_and_gone(drie: Ronde) -> None:
    Tekstblok.objects.filter(code="BOL-2024-O-1-01").update(uit_lijst_op=timezone.now())
    uitvoer = voer_lijst_uit(ronde=drie, user=None, formaat="json", keuze=Keuze(wijzigingen_sinds="1.0"))
    assert uitvoer.bestandsnaam == "afsprakenlijst-bol-2024-wijzigingen-sinds-1.0.json"
    lijst = uit_json(json.loads(uitvoer.inhoud))
    soorten = {blok.code: blok.wijziging.soort if blok.wijziging else "" for blok in lijst.tekstblokken}
    assert soorten == {"BOL-2024-Z-1-01": "gewijzigd", "BOL-2024-O-1-02": "nieuw"}
    assert [blok.code for blok in lijst.vervallen] == ["BOL-2024-O-1-01"]
    assert next(lijst.tekstblokken).wijziging.was == "Wat zuid betreft."  # type: ignore[union-attr]
    html = voer_lijst_uit(ronde=drie, user=None, formaat="html", keuze=Keuze(wijzigingen_sinds="")).inhoud.decode()
    assert "Sinds uitgave 1.2 van" in html


def test_changes_stay_within_the_part_that_was_chosen(drie: Ronde) -> None:
    thema = ThemaFactory(slug="water")
    weg = Tekstblok.objects.get(code="BOL-2024-O-1-01")
    weg.afspraken.get().themas.add(thema)
    Tekstblok.objects.get(code="BOL-2024-Z-1-01").afspraken.get().themas.add(thema)
    Tekstblok.objects.filter(pk=weg.pk).update(uit_lijst_op=timezone.now())

    def vervallen(**keuze: Any) -> list[str]:
        keuze_ = Keuze(wijzigingen_sinds="1.0", **keuze)
        inhoud = voer_lijst_uit(ronde=drie, user=None, formaat="json", keuze=keuze_).inhoud
        return [blok.code for blok in uit_json(json.loads(inhoud)).vervallen]

    assert vervallen() == vervallen(landsdelen=("oost",)) == vervallen(themas=("water",)) == ["BOL-2024-O-1-01"]
    assert vervallen(landsdelen=("zuid",)) == []


def test_changes_are_asked_for_on_the_page(client: Client, drie: Ronde, redacteur: Any) -> None:
    assert "Uitgave 1.1 van" in tekst(client.get(LIJST))
    assert client.post(f"{LIJST}export/", {"formaat": "json", "wijzigingen": "1.1"}).status_code == 303
    assert Taak.objects.get().parameters["wijzigingen_sinds"] == "1.1"
    antwoord = client.post(f"{LIJST}export/", {"formaat": "json", "wijzigingen": "7.0"})
    assert antwoord.status_code == 422
    assert "Kies een uitgave die er is." in tekst(antwoord)


def test_reader_of_one_landsdeel_is_not_told_what_changed_since_an_edition_they_may_not_see(
    client: Client, drie: Ronde
) -> None:
    client.force_login(lezer("zuid"))
    client.post(f"{LIJST}export/", {"formaat": "json", "wijzigingen": "1.0"})
    for taak in Taak.objects.all():
        assert taak.parameters["wijzigingen_sinds"] is None
        taken.voer_uit(taak.pk)


# --- the command -----------------------------------------------------------------------------------------------

OPDRACHT = ["export_afsprakenlijst", "--soort", "bol", "--jaar", "2024"]


def test_command_writes_an_edition_byte_for_byte(drie: Ronde, tmp_path: Path) -> None:
    doel = tmp_path / "lijst.html"
    call_command(*OPDRACHT, "--formaat", "html", "--uitgave", "1.0", "--output", str(doel), verbosity=0)
    bestand = Uitgave.objects.get(nummer="1.0").bestanden.get()
    assert hashlib.sha256(doel.read_bytes()).hexdigest() == bestand.sha256
    assert Auditregel.objects.get(actie="afsprakenlijst geëxporteerd").details["uitgave"] == "1.0"


def test_command_tells_the_changes_since_the_last_edition(drie: Ronde, tmp_path: Path) -> None:
    herschrijf("Weer anders.")
    doel = tmp_path / "lijst.json"
    call_command(*OPDRACHT, "--formaat", "json", "--met-wijzigingen", "--output", str(doel), verbosity=0)
    lijst = uit_json(json.loads(doel.read_bytes()))
    assert [blok.code for blok in lijst.tekstblokken if blok.wijziging] == ["BOL-2024-Z-1-01"]


@pytest.mark.parametrize(
    ("argumenten", "reden"),
    [
        (["--formaat", "html", "--uitgave", "4.2"], "geen uitgave “4.2”. Kies uit: 1.0, 1.1, 1.2."),
        (["--formaat", "pdf", "--uitgave", "1.0"], "is er geen pdf. Dit is er wel: html."),
        (["--formaat", "html", "--uitgave", "1.0", "--met-status"], "Een uitgave ligt vast"),
        (["--formaat", "html", "--uitgave", "1.0", "--landsdeel", "zuid"], "Een uitgave ligt vast"),
        (["--formaat", "html", "--met-wijzigingen", "4.2"], "geen uitgave “4.2”"),
    ],
)
def test_command_refuses_an_edition_that_is_not_there(
    drie: Ronde, tmp_path: Path, argumenten: list[str], reden: str
) -> None:
    doel = tmp_path / "lijst"
    with pytest.raises(CommandError, match=reden):
        call_command(*OPDRACHT, *argumenten, "--output", str(doel))
    assert not doel.exists()


def test_command_does_not_write_a_damaged_edition(drie: Ronde, tmp_path: Path) -> None:
    Path(Uitgave.objects.get(nummer="1.0").bestanden.get().bestand.path).write_bytes(b"vals")
    doel = tmp_path / "lijst.html"
    with pytest.raises(CommandError, match="niet meer wat is vastgelegd"):
        call_command(*OPDRACHT, "--formaat", "html", "--uitgave", "1.0", "--output", str(doel))
    assert not doel.exists()


def test_changes_since_an_edition_that_nobody_made_are_refused(ronde: Ronde, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Van BO Leefomgeving 2024 is er nog geen uitgave"):
        call_command(*OPDRACHT, "--formaat", "json", "--met-wijzigingen", "--output", str(tmp_path / "x"))


def test_every_format_that_can_be_made_is_frozen() -> None:
    assert vars(vastleggen)["FORMATEN"] is FORMATEN
