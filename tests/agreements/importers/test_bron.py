"""What is no list is refused with a sentence; what is one is read in any encoding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from agreements.importers import lees_lijst
from agreements.importers.bron import decodeer
from agreements.lijst import LijstFout
from tests.strategieen import NASLAG

LIJST = """Regio Noord-Nederland

1 Ruimte voor Fryslân

• Rijk en regio maken één plan.
"""


def lees(inhoud: bytes | Path, naam: str = "lijst.txt", soort: str = "bol", jaar: Any = 2024) -> Any:
    return lees_lijst(inhoud, naam=naam, soort=soort, jaar=jaar, naslag=NASLAG)


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "is leeg"),
        (b" \n\t\r\n \x0c", "is leeg"),
        ("\ufeff \n".encode(), "alleen witregels"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "een afbeelding"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "een afbeelding"),
        (b"GIF89a...", "een afbeelding"),
        (b"%PDF-1.7\n", "een PDF-document"),
        (b"PK\x03\x04word", "een Word-, ODT- of zipbestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "een oud Word- of Excelbestand"),
        (b"{\\rtf1 Regio Noord-Nederland}", "een RTF-document"),
        (b"MZ\x90\x00\x03", "een programma"),
        (b"\x7fELF\x02", "een programma"),
        (b"\x1f\x8b\x08", "een ingepakt bestand"),
        (LIJST.encode() + b"\x00", "geen leesbare tekst"),
        (LIJST.encode("utf-16-le"), "geen leesbare tekst"),
        (b"\xff\xfeR", "beschadigd"),
        (b"\x01\x02\x03\x04\x05tekst", "geen leesbare tekst"),
        (b"Fryslan \x81\x8d\x8f\x90", "niet te lezen"),
        (b"#!/bin/sh\necho Noord-Nederland\n", "geen afsprakenlijst"),
        (b"Geachte voorzitter,\n\nHierbij de uitkomsten.\n\n1. Wonen\n", "geen afsprakenlijst"),
        (
            b"Regio Noord-Nederland\n\nIn het noorden is gesproken over water.\n",
            "met genummerde rubrieken, koppen of afspraken",
        ),
        (b"Regio Noord-Nederland\n\n1 Wonen\n\n2 Water\n", "geen afspraken"),
        (LIJST.encode() + b"\n\n" + LIJST.encode(), "twee keer"),
        (b"a\n" * 150_000, "meer dan 100.000 regels"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(inhoud: bytes, zin: str) -> None:
    with pytest.raises(LijstFout, match=zin) as fout:
        lees(inhoud)

    assert str(fout.value).endswith(".")


def test_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pad = tmp_path / "lijst.txt"
    with pad.open("wb") as bestand:
        bestand.truncate(50 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("the file was read"))

    with pytest.raises(LijstFout, match=r"te groot \(50 MB\).*hoogstens 10 MB"):
        lees(pad)


def test_large_upload_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(LijstFout, match="te groot"):
        lees(b"\xff" * (10 * 1024 * 1024 + 1))


@pytest.mark.parametrize("naam", ["lijst.xlsx", "lijst.exe", "lijst", "lijst.txt.zip"])
def test_other_kinds_of_files_are_refused_with_the_kinds_that_are_read(naam: str) -> None:
    with pytest.raises(LijstFout, match=r"kan niet worden gelezen\. Dit kan wel: \.txt"):
        lees(LIJST.encode(), naam=naam)


def test_refusal_names_the_file_without_its_folder() -> None:
    with pytest.raises(LijstFout) as fout:
        lees(b"", naam="C:\\Users\\iemand\\lijst.txt")

    assert "“lijst.txt”" in str(fout.value)
    assert "iemand" not in str(fout.value)


@pytest.mark.parametrize("pad", ["bestaat-niet.txt", "."])
def test_missing_file_is_refused(tmp_path: Path, pad: str) -> None:
    with pytest.raises(LijstFout, match="bestaat niet"):
        lees(tmp_path / pad)


@pytest.mark.parametrize("soort", ["", "BOL", "iets"])
def test_unknown_kind_of_overleg_is_refused(soort: str) -> None:
    with pytest.raises(LijstFout, match="Kies “bol” of “mirt”"):
        lees(LIJST.encode(), soort=soort)


@pytest.mark.parametrize("jaar", [0, 24, 1999, 20240, "2024", True])
def test_impossible_year_is_refused(jaar: Any) -> None:
    with pytest.raises(LijstFout, match="geen jaar van een ronde"):
        lees(LIJST.encode(), jaar=jaar)


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_list_is_read_in_any_usual_encoding(codering: str) -> None:
    lijst = lees(LIJST.encode(codering))

    assert lijst.landsdelen[0].rubrieken[0].titel == "Ruimte voor Fryslân"
    assert [blok.tekst for blok in lijst.tekstblokken] == ["Rijk en regio maken één plan."]
    assert [melding.soort for melding in lijst.meldingen] == (["tekencodering"] if codering == "cp1252" else [])


@pytest.mark.parametrize("regeleinde", ["\r\n", "\r"])
def test_line_ends_of_any_system_are_read(regeleinde: str) -> None:
    lijst = lees(LIJST.replace("\n", regeleinde).encode())

    assert [(blok.tekst, blok.regel) for blok in lijst.tekstblokken] == [("Rijk en regio maken één plan.", 5)]


def test_path_may_be_a_string(tmp_path: Path) -> None:
    pad = tmp_path / "lijst.TXT"
    pad.write_text(LIJST, encoding="utf-8")

    assert lees_lijst(str(pad), naam=pad.name, soort="mirt", jaar=2023, naslag=NASLAG).titel == (
        "Afsprakenlijst BO MIRT 2023"
    )


def test_a_stray_control_character_is_left_out_and_reported() -> None:
    bron = decodeer(LIJST.encode() + b"Einde van de lijst\x02.\n")

    assert "lijst." in bron.tekst
    assert [melding.soort for melding in bron.meldingen] == ["onzichtbare tekens"]


def test_replacement_character_is_kept_and_reported_with_its_line() -> None:
    bron = decodeer("eerste regel\ntwee\ufffdde regel".encode())

    assert "twee\ufffdde" in bron.tekst
    assert [(melding.soort, melding.regel) for melding in bron.meldingen] == [("onleesbaar teken", 2)]
