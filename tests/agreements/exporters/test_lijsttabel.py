"""The list as xlsx, ods and csv, read back by programs that did not write it: typed, complete, and never a formula."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from odf.opendocument import load
from odf.style import Footer, MasterPage, Style
from odf.table import DatabaseRange, Table, TableCell, TableRow
from openpyxl.utils.escape import unescape

from agreements.exporters import FORMATEN, Titelgegevens
from agreements.exporters.lijsttabel import rijen
from agreements.exporters.tekens import leesbaar
from agreements.exporters.werkblad import FORMULETEKENS
from agreements.lijst import Blok, Landsdeellijst, Lijst, Rubriek, Tekstblok
from tests.voorbeeldlijsten import elke_structuur, lange_lijst, met_bijschriften, punt

GEGEVENS = Titelgegevens(
    ronde="BO Leefomgeving 2030",
    moment=datetime(2030, 11, 21, 23, 30, tzinfo=UTC),
    embargo=True,
    peildatum=date(2030, 11, 20),
    keuze="Alleen Zuid",
    met_termijnen=True,
)
KAAL = Titelgegevens(ronde="BO Leefomgeving 2030", moment=datetime(2030, 11, 21, 9, 30, tzinfo=UTC))


def lijst_met(*punten: Tekstblok, titel: str = "Rubriek") -> Lijst:
    rubriek = Rubriek(nummer="1", titel=titel, blokken=(Blok(tekstblokken=punten),))
    deel = Landsdeellijst(landsdeel="zuid", kop="Regio Zuid-Nederland", rubrieken=(rubriek,))
    return Lijst(soort="bol", jaar=2030, titel="Lijst", landsdelen=(deel,)).met_codes()


def lees_xlsx(lijst: Lijst, gegevens: Titelgegevens = GEGEVENS) -> Any:
    return openpyxl.load_workbook(BytesIO(FORMATEN["xlsx"].maak(lijst, gegevens)))


def lees_csv(lijst: Lijst, gegevens: Titelgegevens = GEGEVENS) -> list[dict[str, str]]:
    tekst = FORMATEN["csv"].maak(lijst, gegevens).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(tekst, newline=""), delimiter=";"))


def lees_ods(lijst: Lijst, gegevens: Titelgegevens = GEGEVENS) -> dict[str, list[list[Any]]]:
    """Each sheet as rows of (value type, value) per cell."""
    document = load(BytesIO(FORMATEN["ods"].maak(lijst, gegevens)))
    return {
        tabel.getAttribute("name"): [
            [_ods_waarde(cel) for cel in rij.getElementsByType(TableCell)] for rij in tabel.getElementsByType(TableRow)
        ]
        for tabel in document.spreadsheet.getElementsByType(Table)
    }


def _ods_waarde(cel: Any) -> Any:
    soort = cel.getAttribute("valuetype")
    if soort == "date":
        return date.fromisoformat(cel.getAttribute("datevalue"))
    if soort == "float":
        return int(cel.getAttribute("value"))
    return "\n".join(_ods_tekst(kind) for kind in cel.childNodes)


def _ods_tekst(knoop: Any) -> str:
    if knoop.nodeType == knoop.TEXT_NODE:
        return str(knoop.data)
    if knoop.qname[1] == "s":
        return " " * int(knoop.getAttribute("c") or 1)
    if knoop.qname[1] == "tab":
        return "\t"
    return "".join(_ods_tekst(kind) for kind in knoop.childNodes)


def test_every_format_has_every_text_with_where_it_stands() -> None:
    lijst = met_bijschriften(elke_structuur())
    bedoeld: list[tuple[str, ...]] = [
        (rij.landsdeel, rij.rubriek, rij.provincie, rij.tekstblok.code, rij.tekstblok.tekst) for rij in rijen(lijst)
    ]
    bedoeld = [(*map(leesbaar, rij),) for rij in bedoeld]
    koppen = ("Landsdeel", "Rubriek", "Provincie", "Code", "Tekst")
    blad = lees_xlsx(lijst)["Afspraken"]
    eerste, *rest = blad.iter_rows(values_only=True)
    plaatsen = [eerste.index(kop) for kop in koppen]
    assert [tuple(rij[plaats] or "" for plaats in plaatsen) for rij in rest] == bedoeld
    eerste, *rest = lees_ods(lijst)["Afspraken"]
    assert [tuple(rij[plaats] for plaats in plaatsen) for rij in rest] == bedoeld
    assert [tuple(rij[kop] for kop in koppen) for rij in lees_csv(lijst)] == bedoeld


def test_provincie_holds_for_the_blokken_below_its_heading_and_no_further() -> None:
    zuid = [rij for rij in rijen(elke_structuur()) if rij.landsdeel == "Regio Zuid-Nederland" and rij.nummer == "1"]
    assert [rij.provincie for rij in zuid] == [*["Provincie Noord-Brabant"] * 5, "Provincie Limburg", ""]


@pytest.mark.parametrize("formaat", ["xlsx", "ods"])
def test_days_are_days_and_numbers_are_numbers(formaat: str) -> None:
    lijst = met_bijschriften(elke_structuur())
    if formaat == "xlsx":
        boek = lees_xlsx(lijst)
        rijen_, gegevens = [list(boek[naam].iter_rows(values_only=True)) for naam in ("Afspraken", "Gegevens")]
    else:
        rijen_, gegevens = lees_ods(lijst).values()
    kop, *rest = rijen_

    def kolom(naam: str) -> set[Any]:
        waarden = {rij[kop.index(naam)] for rij in rest} - {None, ""}
        return {waarde.date() if isinstance(waarde, datetime) else waarde for waarde in waarden}

    assert kolom("Nummer") == {1, 13, "12a"}
    assert kolom("Termijn vanaf") == {date(2031, 1, 1)}
    assert kolom("Termijn t/m") == {date(2031, 4, 30), date(2032, 4, 30)}
    assert kolom("Status sinds") == {date(2031, 3, 4)}
    bijzonder = {rij[0]: rij[1].date() if isinstance(rij[1], datetime) else rij[1] for rij in gegevens}
    assert bijzonder["Status per"] == date(2030, 11, 20)
    # The day where people live, not the day in UTC.
    assert bijzonder["Opgemaakt op"] == date(2030, 11, 22)
    assert bijzonder["Aantal rubrieken"] == 5
    assert bijzonder["Keuze"] == "Alleen Zuid"


def test_columns_are_those_that_were_asked_for() -> None:
    kaal = lees_xlsx(elke_structuur(), KAAL)["Afspraken"]
    koppen = [cel.value for cel in kaal[1]]
    assert koppen[-1] == "Subpunten"
    alles = [cel.value for cel in lees_xlsx(met_bijschriften(elke_structuur()))["Afspraken"][1]]
    assert alles[len(koppen) :] == [
        *("Termijn als geschreven", "Termijn vanaf", "Termijn t/m"),
        *("Status", "Status sinds", "Toelichting bij de status", "Partijen", "Wijziging", "Oude tekst"),
    ]


def test_what_lapsed_comes_last_and_says_so() -> None:
    *_, eerste, tweede = lees_csv(met_bijschriften(elke_structuur()))
    assert (eerste["Code"], eerste["Wijziging"], eerste["Landsdeel"]) == ("BOL-2030-Z-1-70", "vervallen", "")
    assert tweede["Soort"] == "losse alinea"


def test_each_agreement_of_a_text_block_has_its_line() -> None:
    rij = lees_csv(met_bijschriften(elke_structuur()))[0]
    assert rij["Status"].splitlines() == [
        "in uitvoering (BOL-2030-Z-1-01)",
        "vertraagd (BOL-2030-Z-1-01a)",
        "nog niet te beoordelen (BOL-2030-Z-1-01b)",
    ]


def test_xlsx_has_a_heading_in_sight_and_a_filter() -> None:
    blad = lees_xlsx(lange_lijst())["Afspraken"]
    assert blad.freeze_panes == "B2"
    assert blad.auto_filter.ref == f"A1:{blad.dimensions.split(':')[1]}"


def test_ods_has_a_heading_in_sight_and_a_filter() -> None:
    inhoud = FORMATEN["ods"].maak(lange_lijst(), GEGEVENS)
    bereiken = load(BytesIO(inhoud)).spreadsheet.getElementsByType(DatabaseRange)
    assert [bereik.getAttribute("targetrangeaddress") for bereik in bereiken] == [
        f"Afspraken.A1:Afspraken.Q{len(list(lange_lijst().tekstblokken)) + 1}"
    ]
    with zipfile.ZipFile(BytesIO(inhoud)) as pak:
        instellingen = pak.read("settings.xml").decode()
    assert instellingen.count('config:name="VerticalSplitPosition"') == 2


def test_xlsx_makes_a_row_as_high_as_what_is_in_it() -> None:
    """Not every program does so itself, and then the texts are printed over each other."""
    lang, subpunten = "Dit is een heel gewone zin van tien woorden lang. " * 20, ("Een.", "Twee.", "Drie.")
    blad = lees_xlsx(lijst_met(punt("Kort."), punt(lang), punt("Met:", *subpunten), punt("x" * 30_000)))["Afspraken"]
    hoogten = [blad.row_dimensions[rij].height for rij in range(2, 6)]
    assert hoogten[0] is None
    assert 12 * 15 <= hoogten[1] <= 15 * 15
    assert hoogten[2] == 3 * 15
    assert hoogten[3] == pytest.approx(409, abs=1)


def test_sheets_are_printed_as_wide_as_the_paper() -> None:
    boek = lees_xlsx(lange_lijst())
    assert [blad.page_setup.paperSize for blad in boek] == [8, 9]
    assert all(blad.sheet_properties.pageSetUpPr.fitToPage and blad.page_setup.fitToHeight == 0 for blad in boek)
    document = load(BytesIO(FORMATEN["ods"].maak(lange_lijst(), GEGEVENS)))
    papier = {blad.getAttribute("name"): blad for blad in document.getElementsByType(MasterPage)}
    stijlen = {stijl.getAttribute("name"): stijl for stijl in document.getElementsByType(Style)}
    bladen = document.spreadsheet.getElementsByType(Table)
    namen = [stijlen[blad.getAttribute("stylename")].getAttribute("masterpagename") for blad in bladen]
    assert namen == ["A3", "A4"]
    for naam in namen:
        assert str(papier[naam].getElementsByType(Footer)[0]) == "???, pagina 1 van 1"


@pytest.mark.parametrize("begin", [*FORMULETEKENS, "=cmd|' /C calc'!A0", '=HYPERLINK("http://voorbeeld.nl")'])
def test_a_text_is_never_a_formula(begin: str) -> None:
    tekst = f"{begin}1+1"
    lijst = lijst_met(punt(tekst, tekst, teken="="), titel=tekst)
    for werkblad in lees_xlsx(lijst):
        for rij in werkblad.iter_rows():
            assert all(cel.data_type != "f" and cel.hyperlink is None for cel in rij)
    document = load(BytesIO(FORMATEN["ods"].maak(lijst, GEGEVENS)))
    for cel in document.spreadsheet.getElementsByType(TableCell):
        assert cel.getAttribute("formula") is None
    (rij,) = lees_csv(lijst)
    assert rij["Tekst"] == rij["Rubriek"] == rij["Subpunten"] == f"'{tekst}"
    assert rij["Teken"] == "'="


@pytest.mark.parametrize("formaat", ["xlsx", "ods", "csv"])
def test_the_same_list_gives_the_same_bytes(formaat: str) -> None:
    lijst = met_bijschriften(elke_structuur())
    assert FORMATEN[formaat].maak(lijst, GEGEVENS) == FORMATEN[formaat].maak(lijst, GEGEVENS)


@pytest.mark.parametrize("tekst", ["_x0041_ blijft", "  dubbele  spaties  ", "tab\tregel\neinde", "e\u0301 \U0001f600"])
def test_text_comes_back_to_the_letter(tekst: str) -> None:
    lijst = lijst_met(punt(tekst))
    # openpyxl leaves it to the caller to undo the escapes that Excel undoes by itself.
    assert unescape(lees_xlsx(lijst)["Afspraken"]["J2"].value) == tekst
    assert lees_ods(lijst)["Afspraken"][1][9] == tekst
    assert lees_csv(lijst)[0]["Tekst"] == tekst


def test_what_no_file_can_hold_does_not_stop_the_making() -> None:
    lijst = lijst_met(punt("Een\x00 regel\x1b met \ud800 en \uffff."))
    for waarde in (
        lees_xlsx(lijst)["Afspraken"]["J2"].value,
        lees_ods(lijst)["Afspraken"][1][9],
        lees_csv(lijst)[0]["Tekst"],
    ):
        assert waarde == "Een regel met \ufffd en \ufffd."


def test_embargo_stands_in_every_format() -> None:
    lijst = lange_lijst()
    assert any("Onder embargo" in str(rij[1]) for rij in lees_xlsx(lijst)["Gegevens"].iter_rows(values_only=True))
    assert any("Onder embargo" in str(rij[1]) for rij in lees_ods(lijst)["Gegevens"])
    assert all(rij["Embargo"] == "Onder embargo" for rij in lees_csv(lijst))
    openbaar = replace(GEGEVENS, embargo=False)
    assert not any("mbargo" in str(rij) for rij in lees_xlsx(lijst, openbaar)["Gegevens"].iter_rows(values_only=True))
    assert "Embargo" not in lees_csv(lijst, openbaar)[0]
