"""The PDF: valid as PDF/UA-1 and PDF/A-2a, read in the order of the list, to the letter, and always the same."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import page
import pytest
from django.conf import settings

from agreements.exporters.bijschriften import bijschriften
from agreements.exporters.gegevens import Overlegdag, Titelgegevens
from agreements.exporters.pdf import maak_pdf
from agreements.exporters.tekens import leesbaar
from agreements.importers import lees_lijst
from agreements.lijst import Blok, Landsdeellijst, Lijst, Rubriek, Tekstblok
from tests.pdf_lezen import ZACHT_STREEPJE, Gelezen, Knoop, lees_pdf, verschil
from tests.strategieen import NASLAG
from tests.voorbeeldlijsten import MARKUP, elke_structuur, met_bijschriften, met_statussen, punt

# WeasyPrint leaves its own colour profile open until the next collection.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.*")

GEGEVENS = Titelgegevens(
    ronde="BO Leefomgeving 2030",
    moment=datetime(2030, 11, 21, 9, 30, tzinfo=UTC),
    fase="vastgesteld onder embargo",
    embargo=True,
    overlegdagen=(
        Overlegdag(naam="Zuid", datum=date(2030, 11, 6)),
        Overlegdag(naam="Noord", datum=date(2030, 11, 6)),
        Overlegdag(naam="Oost", datum=date(2030, 11, 7)),
    ),
    peildatum=date(2030, 11, 20),
    keuze="Alleen Zuid, Noord en Oost",
    met_termijnen=True,
)


@pytest.fixture(scope="module")
def pdf_met_alles() -> bytes:
    return maak_pdf(met_bijschriften(elke_structuur()), GEGEVENS)


@pytest.fixture(scope="module")
def gelezen_met_alles(pdf_met_alles: bytes) -> Gelezen:
    return lees_pdf(pdf_met_alles)


@pytest.fixture(scope="module")
def echte_lijst(echt_document: Callable[[str], Path]) -> Lijst:
    pad = echt_document("afsprakenlijst-bol-2024.txt")
    return lees_lijst(pad, naam=pad.name, soort="bol", jaar=2024, naslag=NASLAG).met_codes()


@pytest.fixture(scope="module")
def pdf_van_echte_lijst(echte_lijst: Lijst) -> bytes:
    return maak_pdf(echte_lijst, GEGEVENS)


@pytest.fixture(scope="module")
def pdf_met_statussen() -> bytes:
    return maak_pdf(met_statussen(elke_structuur()), GEGEVENS)


def een_punt(tekst: str, *subpunten: str, **velden: object) -> Lijst:
    """A list with one bullet."""
    blok = Blok(tekstblokken=(punt(tekst, *subpunten, **velden),))  # type: ignore[arg-type]
    rubriek = Rubriek(nummer="1", titel="Rubriek", blokken=(blok,))
    deel = Landsdeellijst(landsdeel="zuid", kop="Regio Zuid-Nederland", rubrieken=(rubriek,))
    return Lijst(soort="bol", jaar=2030, titel="Lijst", landsdelen=(deel,)).met_codes()


def toets_geldig(pdf: bytes, map_: Path) -> None:
    pad = map_ / "lijst.pdf"
    pad.write_bytes(pdf)
    for profiel in ("ua1", "2a"):
        uitslag = page.validate_pdf(pad, profile=profiel)
        assert uitslag.is_compliant, (profiel, [str(fout) for fout in uitslag.failures][:5])


def regels(boom: Knoop) -> Iterator[tuple[str, str]]:
    """What a screen reader comes by in the list itself, as (kind, text)."""
    for deel in boom.kinderen("Part"):
        yield from _regels(deel)


def _regels(knoop: Knoop) -> Iterator[tuple[str, str]]:
    for kind in knoop.delen:
        if not isinstance(kind, Knoop):
            continue
        if kind.soort in ("H2", "H3", "H4", "H5", "P"):
            yield kind.soort, kind.tekst()
        elif kind.soort == "L":
            yield from _lijst(kind, "LI")
        else:
            yield from _regels(kind)


def _lijst(lijst: Knoop, soort: str) -> Iterator[tuple[str, str]]:
    assert {kind.soort for kind in lijst.delen if isinstance(kind, Knoop)} == {"LI"}
    for item in lijst.kinderen("LI"):
        assert {kind.soort for kind in item.delen if isinstance(kind, Knoop)} <= {"Lbl", "LBody"}
        teken = "".join(label.tekst() for label in item.kinderen("Lbl")).strip()
        for inhoud in item.kinderen("LBody"):
            if tekst := inhoud.tekst(zonder=("L",)):  # empty where only a sub-list goes on over the page
                yield f"{soort} {teken}".strip(), tekst
            for onder in inhoud.kinderen("L"):
                yield from _lijst(onder, "LI LI")


def bedoelde_regels(lijst: Lijst) -> Iterator[tuple[str, str]]:
    """What should come by, straight from the list."""
    yield from _bedoelde_landsdelen(lijst)
    if lijst.vervallen:
        yield "H2", "Vervallen sinds een eerdere uitgave"
        yield "P", "Deze teksten stonden in een eerdere uitgave en staan niet meer in deze lijst."
        for tekstblok in lijst.vervallen:
            yield from _bedoeld_tekstblok(tekstblok)


def _bedoelde_landsdelen(lijst: Lijst) -> Iterator[tuple[str, str]]:
    for deel in lijst.landsdelen:
        yield "H2", deel.kop
        for rubriek in deel.rubrieken:
            yield "H3", f"{rubriek.nummer} {rubriek.titel}"
            provincie = False
            for blok in rubriek.blokken:
                if blok.provincie_kop:
                    provincie = True
                    yield "H4", blok.provincie_kop
                if blok.onderwerp:
                    yield ("H5" if provincie and blok.provincie else "H4"), blok.onderwerp
                for alinea in (blok.inleiding or "").split("\n"):
                    if alinea:
                        yield "P", alinea
                for tekstblok in blok.tekstblokken:
                    yield from _bedoeld_tekstblok(tekstblok)


def _bedoeld_tekstblok(tekstblok: Tekstblok) -> Iterator[tuple[str, str]]:
    punt = f"LI {leesbaar(tekstblok.teken)}" if tekstblok.teken else "P"
    onder = "LI LI" if tekstblok.teken else "LI"
    yield punt, tekstblok.tekst
    for subpunt in tekstblok.subpunten:
        yield f"{onder} o", subpunt
    for bijschrift in bijschriften(tekstblok, GEGEVENS):
        yield onder, bijschrift.tekst


def toets_gelijk(gelezen: Gelezen, lijst: Lijst) -> None:
    """Kind by kind, text by text, in order, to the letter."""
    bedoeld = list(bedoelde_regels(lijst))
    gekregen = list(_met_vervolg(regels(gelezen.boom)))
    assert [soort for soort, _ in gekregen] == [soort for soort, _ in bedoeld]
    for (soort, tekst), (_, bron) in zip(gekregen, bedoeld, strict=True):
        assert not verschil(tekst, bron), (soort, verschil(tekst, bron))


def _met_vervolg(stroom: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """A text that goes on over the page comes in pieces; the later ones are list items without a label."""
    vorige: tuple[str, str] | None = None
    for soort, tekst in stroom:
        if vorige and soort == "LI" and vorige[0].startswith("LI ❖"):
            vorige = (vorige[0], f"{vorige[1]}\n{tekst}")
            continue
        if vorige:
            yield vorige
        vorige = (soort, tekst)
    if vorige:
        yield vorige


# --- valid and readable -----------------------------------------------------------------------------------


def test_pdf_of_every_structure_is_valid_as_pdfua_and_pdfa(pdf_met_alles: bytes, tmp_path: Path) -> None:
    toets_geldig(pdf_met_alles, tmp_path)


def test_pdf_reads_in_the_order_of_the_list(gelezen_met_alles: Gelezen) -> None:
    toets_gelijk(gelezen_met_alles, met_bijschriften(elke_structuur()))


def test_pdf_without_status_has_neither_statuses_nor_codes() -> None:
    lijst = elke_structuur()
    gelezen = lees_pdf(maak_pdf(lijst, replace(GEGEVENS, peildatum=None)))
    toets_gelijk(gelezen, lijst)
    alles = "\n".join(gelezen.paginas)
    assert "BOL-2030" not in alles
    assert "In uitvoering" not in alles


def test_pdf_has_title_language_and_bookmarks(gelezen_met_alles: Gelezen) -> None:
    assert gelezen_met_alles.titel == "Afsprakenlijst met elke opbouw <concept> & meer"
    assert gelezen_met_alles.catalogus["lang"] == "nl"
    assert gelezen_met_alles.catalogus["marked"]
    assert gelezen_met_alles.catalogus["toon_titel"]
    assert not gelezen_met_alles.catalogus["javascript"]
    assert b'pdfuaid:part="1"' in gelezen_met_alles.catalogus["metadata"]
    assert b'pdfaid:conformance="A"' in gelezen_met_alles.catalogus["metadata"]
    bladwijzers = gelezen_met_alles.bladwijzers
    assert bladwijzers[0] == (1, "Inhoud")
    assert (1, "Regio Zuid-Nederland") in bladwijzers
    assert (2, "12a Tekens & <tekst>") in bladwijzers
    assert (3, "Provincie Noord-Brabant") in bladwijzers
    assert (4, "Wonen en werken") in bladwijzers


def test_pdf_begins_with_a_title_page_that_says_what_it_is(gelezen_met_alles: Gelezen) -> None:
    blad = gelezen_met_alles.paginas[0].replace("\n", " ")
    for wat in (
        "BO Leefomgeving 2030",
        "Afsprakenlijst met elke opbouw <concept> & meer",
        "Alleen Zuid, Noord en Oost",
        "Onder embargo",
        "6 november 2030: Zuid en Noord",
        "7 november 2030: Oost",
        "Vastgesteld onder embargo",
        "20 november 2030",
        "21 november 2030, 10:30 uur",
    ):
        assert wat in blad, wat
    assert gelezen_met_alles.randen[0] == []


def test_pdf_contents_name_the_page_of_every_landsdeel_and_rubriek(gelezen_met_alles: Gelezen) -> None:
    (inhoud,) = gelezen_met_alles.boom.knopen("TOC")
    gekregen = [regel.tekst().rsplit("\n", 1) for regel in inhoud.kinderen("TOCI")]
    bedoeld = []
    for deel in elke_structuur().landsdelen:
        bedoeld += [deel.kop, *(f"{rubriek.nummer} {rubriek.titel}" for rubriek in deel.rubrieken)]
    bedoeld.append("Vervallen sinds een eerdere uitgave")
    assert [naam.replace("\n", " ") for naam, _ in gekregen] == bedoeld
    for naam, bladzijde in gekregen:
        kop = " ".join(naam.split())
        assert kop in " ".join(gelezen_met_alles.paginas[int(bladzijde) - 1].split()), naam


def test_pdf_headers_and_footers_are_artefacts_on_every_page(gelezen_met_alles: Gelezen) -> None:
    aantal = len(gelezen_met_alles.paginas)
    for nummer, randen in enumerate(gelezen_met_alles.randen[1:], start=2):
        assert f"Pagina {nummer} van {aantal}" in randen
        assert "Onder embargo" in randen
        assert "Afsprakenlijst met elke opbouw <concept> & meer" in randen
    assert "Regio Zuid-Nederland" in gelezen_met_alles.randen[5]
    assert "Pagina" not in gelezen_met_alles.boom.tekst()


def test_pdf_of_a_public_list_has_no_embargo() -> None:
    gegevens = replace(GEGEVENS, embargo=False, fase="openbaar", brief="brief aan de Tweede Kamer van 12 november 2030")
    gelezen = lees_pdf(maak_pdf(een_punt("Afspraak."), gegevens))
    assert "mbargo" not in "".join(gelezen.paginas)
    assert "Brief aan de Tweede Kamer van 12 november 2030" in gelezen.paginas[0].replace("\n", " ")


def test_pdf_headings_never_end_a_page(gelezen_met_alles: Gelezen) -> None:
    leeg = ("Regio Oost-Nederland", "1 Rubriek zonder tekst")
    koppen = {tekst for soort, tekst in bedoelde_regels(elke_structuur()) if soort[0] == "H" and tekst not in leeg}
    laatste = {pagina[-1].strip() for pagina in gelezen_met_alles.lopend[2:]}
    assert laatste.isdisjoint({deel for kop in koppen for deel in (kop, kop.split(" ", 1)[-1])})


def test_pdf_keeps_a_bullet_on_one_page(pdf_met_statussen: bytes) -> None:
    """Only what is too long for that goes on over the page: here the text of 900 words and long statuses."""
    gelezen = lees_pdf(pdf_met_statussen)
    vervolg = [tekst for soort, tekst in regels(gelezen.boom) if soort == "LI" and "BOL-" not in tekst]
    assert len(vervolg) == 4
    assert not any(tekst.startswith("Afspraak") for tekst in vervolg)


# --- to the letter ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tekst",
    [
        MARKUP,
        "Fryslân ’s-Hertogenbosch “hoe?” € 3.500 é ë ï ö ü â è Łódź č ž α β γ Ж",
        "fi fl ffi ffl: ﬁets naast fiets, efficiënt, afflux",
        "Vlaams-Nederlandse, haven- en industriegebied, NOVEX-partners, milieu-impact " * 12,
        "Pijl → en ≥ 5, ½ m², 10 °C, §, …, –, —",
    ],
)
def test_pdf_text_is_the_text_of_the_list_to_the_letter(tekst: str, tmp_path: Path) -> None:
    pdf = maak_pdf(een_punt(tekst, tekst), GEGEVENS)
    gelezen = lees_pdf(pdf)
    toets_gelijk(gelezen, een_punt(tekst, tekst))
    toets_geldig(pdf, tmp_path)


def test_pdf_hyphenates_in_dutch() -> None:
    lijst = een_punt("verstedelijkingsstrategieën en bereikbaarheidsvraagstukken " * 20)
    gelezen = lees_pdf(maak_pdf(lijst, GEGEVENS))
    punt = next(tekst for soort, tekst in regels(gelezen.boom) if soort == "LI ❖")
    afgebroken = {regel.rsplit(" ", 1)[-1] for regel in punt.split("\n") if regel.endswith(ZACHT_STREEPJE)}
    afgebroken = {deel.replace(ZACHT_STREEPJE, "-") for deel in afgebroken}
    assert afgebroken
    # Places where Dutch divides these words, and nothing else.
    mogelijk = {"verste-", "verstede-", "verstedelij-", "verstedelijkings-", "verstedelijkingsstra-"}
    mogelijk |= {"verstedelijkingsstrate-", "verstedelijkingsstrategie-", "verstede-", "bereik-", "bereikbaar-"}
    mogelijk |= {"bereikbaarheids-", "bereikbaarheidsvraag-", "bereikbaarheidsvraagstuk-"}
    assert afgebroken <= mogelijk


def test_pdf_tells_a_divided_word_from_one_with_a_hyphen() -> None:
    """On the page both have one; a screen reader gets a soft hyphen for the first and so reads one word."""
    tekst = "Vlaams-Nederlandse samenwerkingsverbanden " * 40
    gelezen = lees_pdf(maak_pdf(een_punt(tekst), GEGEVENS))
    punt = next(tekst for soort, tekst in regels(gelezen.boom) if soort == "LI ❖")
    einden = {regel[-1] for regel in punt.split("\n")}
    assert {ZACHT_STREEPJE, "-"} <= einden
    assert punt.replace(f"{ZACHT_STREEPJE}\n", "").replace("-\n", "-").replace("\n", " ").strip() == tekst.strip()
    assert ZACHT_STREEPJE not in "".join(gelezen.paginas)
    assert "\ue00a" not in "".join(gelezen.paginas)


def test_pdf_of_the_real_list_says_what_the_source_says(
    echte_lijst: Lijst, pdf_van_echte_lijst: bytes, tmp_path: Path
) -> None:
    gelezen = lees_pdf(pdf_van_echte_lijst)
    toets_gelijk(gelezen, echte_lijst)
    soorten = [soort for soort, _ in regels(gelezen.boom)]
    assert soorten.count("LI ❖") == 84
    assert soorten.count("LI LI o") == 3
    assert "LI" not in soorten  # no bullet goes on over the page
    toets_geldig(pdf_van_echte_lijst, tmp_path)


def test_pdf_gives_every_bullet_of_the_real_list_to_a_reader_of_plain_text(
    echte_lijst: Lijst, pdf_van_echte_lijst: bytes, tmp_path: Path
) -> None:
    """What pdftotext takes out: every bullet in one piece and in order, but for spaces and line-end hyphens."""
    (tmp_path / "lijst.pdf").write_bytes(pdf_van_echte_lijst)
    pdftotext = shutil.which("pdftotext")
    if pdftotext:
        opdracht = [pdftotext, "-enc", "UTF-8", str(tmp_path / "lijst.pdf"), "-"]
        uit = subprocess.run(opdracht, capture_output=True, check=True, encoding="utf-8").stdout
    else:
        uit = "\n".join("\n".join(regels) for regels in lees_pdf((tmp_path / "lijst.pdf").read_bytes()).lopend)
    uit, plaats = kaal(uit), 0
    for blok in echte_lijst.tekstblokken:
        gevonden = uit.find(kaal(f"{blok.teken or ''} {blok.tekst}"), plaats)
        assert gevonden >= plaats, blok.tekst
        plaats = gevonden + len(kaal(blok.tekst))


def kaal(tekst: str) -> str:
    return re.sub(r"[\s-]+", "", tekst)


# --- the same, and nothing from outside -------------------------------------------------------------------


def test_pdf_is_the_same_bytes_each_time_in_any_process(pdf_met_statussen: bytes, tmp_path: Path) -> None:
    assert maak_pdf(met_statussen(elke_structuur()), GEGEVENS) == pdf_met_statussen
    code = (
        "import django, sys; django.setup()\n"
        "from tests.agreements.test_pdf import GEGEVENS, maak_pdf, met_statussen, elke_structuur\n"
        "sys.stdout.buffer.write(maak_pdf(met_statussen(elke_structuur()), GEGEVENS))"
    )
    env = {"DJANGO_SETTINGS_MODULE": "bolapp.settings", "PYTHONHASHSEED": "7", "PATH": "/usr/bin", "TZ": "UTC"}
    env |= {"DEBUG": "1", "SECRET_KEY": settings.SECRET_KEY, "VAR_DIR": str(tmp_path)}
    elders = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=settings.BASE_DIR, env=env
    )
    assert elders.stdout == pdf_met_statussen


def test_pdf_has_no_stream_that_ends_in_a_carriage_return() -> None:
    """It is allowed, but some validators then find the stream too short; one in some ten files would have one."""
    for nummer in range(12):
        assert b"\r\nendstream" not in maak_pdf(een_punt(f"Afspraak {nummer}."), GEGEVENS)


def test_pdf_of_another_moment_differs_only_by_its_dates() -> None:
    later = replace(GEGEVENS, moment=datetime(2030, 11, 22, 9, 30, tzinfo=UTC))
    een, twee = (lees_pdf(maak_pdf(een_punt("Afspraak."), gegevens)) for gegevens in (GEGEVENS, later))
    assert een.paginas[1:] == twee.paginas[1:]
    assert een.paginas[0].replace("21 november", "22 november") == twee.paginas[0]


def test_pdf_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not from the network, and no file but the fonts and style that the project itself puts in."""
    opgehaald: list[str] = []
    from weasyprint.urls import URLFetcher

    haal = URLFetcher.fetch

    def meeluisteren(self: URLFetcher, url: str, headers: object = None) -> object:
        opgehaald.append(url)
        return haal(self, url, headers)

    monkeypatch.setattr(URLFetcher, "fetch", meeluisteren)
    monkeypatch.setattr("socket.socket.connect", lambda *args: pytest.fail("een verbinding"))
    maak_pdf(
        een_punt(f"{MARKUP} <link rel=stylesheet href=http://voorbeeld.nl/x.css> url(http://voorbeeld.nl)"), GEGEVENS
    )
    assert opgehaald
    assert all(url.startswith("data:font/ttf;base64,") for url in opgehaald)


def test_pdf_refuses_what_is_not_inside_the_document() -> None:
    """Should markup ever get in, the making stops; nothing is fetched and nothing is left out in silence."""
    from agreements.exporters.pdf import _zet

    for bron in ("http://127.0.0.1:1/x.png", "file:///etc/passwd"):
        with pytest.raises(RuntimeError, match=bron):
            _zet(f'<html lang="nl"><title>x</title><img alt="x" src="{bron}">', lambda stap, procent: None)


def test_pdf_shows_a_replacement_for_a_character_that_no_font_has(tmp_path: Path) -> None:
    pdf = maak_pdf(een_punt("Voor \U000f1234 en na \U0010abcd."), GEGEVENS)
    toets_gelijk(lees_pdf(pdf), een_punt("Voor \ufffd en na \ufffd."))
    toets_geldig(pdf, tmp_path)


def test_pdf_leaves_out_control_characters(tmp_path: Path) -> None:
    pdf = maak_pdf(een_punt("Een\x00 regel\x0c met\x1b tekens\x07."), GEGEVENS)
    toets_gelijk(lees_pdf(pdf), een_punt("Een regel met tekens."))
    toets_geldig(pdf, tmp_path)


def test_pdf_tells_how_far_it_is() -> None:
    stappen: list[tuple[str, int]] = []
    maak_pdf(elke_structuur(), GEGEVENS, lambda stap, procent: stappen.append((stap, procent)))
    assert stappen[-1] == ("Klaar", 100)
    assert any("Pagina 7 wordt opgemaakt" in stap for stap, _ in stappen)
    assert [procent for _, procent in stappen] == sorted(procent for _, procent in stappen)
    assert all(0 <= procent <= 100 for _, procent in stappen)


def test_pdf_of_a_list_with_only_headings_is_valid(tmp_path: Path) -> None:
    leeg = Lijst(
        soort="bol",
        jaar=2030,
        titel="Leeg",
        landsdelen=(Landsdeellijst(landsdeel="oost", kop="Regio Oost-Nederland"),),
    )
    toets_geldig(maak_pdf(leeg, GEGEVENS), tmp_path)
