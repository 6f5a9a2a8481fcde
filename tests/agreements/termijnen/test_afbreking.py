"""A word that a line end broke is read whole, and its phrase stays as it stands in the text."""

from __future__ import annotations

import pytest

from agreements.termijnen import duid, vind_termijnen
from agreements.termijnen.agendering import vind_agenderingen
from tests.agreements.termijnen.lezen import OVERLEGDATUM, OVERLEGGEN


@pytest.mark.parametrize("einde", ["-\n", "-\n\n   ", "- ", "\u00ad\n", "\u00ad"])
@pytest.mark.parametrize(
    ("zin", "tot"),
    [
        ("De kaart is er in het derde kwar|taal van 2025.", "2025-09-30"),
        ("De kaart is er in het voor|jaar van 2025.", "2025-06-20"),
        ("De kaart is er op 31 decem|ber 2025.", "2025-12-31"),
        ("De kaart is er op 30 sep|tember 2025.", "2025-09-30"),
        ("De kaart is er uiter|lijk eind 2025.", "2025-12-31"),
        ("De kaart komt in het BO Leefom|geving 2025.", "2025-06-11"),
    ],
)
def test_broken_word_is_read_whole_and_stays_as_written(zin: str, tot: str, einde: str) -> None:
    tekst = "Een eerdere re-\ngel. " + zin.replace("|", einde)
    (gevonden,) = vind_termijnen(tekst, overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN)
    assert (str(gevonden.tot), gevonden.termijn) == (tot, True)
    assert " ".join(tekst[gevonden.begin : gevonden.eind].split()) == gevonden.frase
    assert einde.strip() in gevonden.frase
    assert tekst[gevonden.eind :] == "."
    # what is kept is read again when the overleg moves
    assert str(duid(gevonden.frase, overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN).tot) == tot


@pytest.mark.parametrize("naam", ["BO-\nMIRT", "BO- MIRT", "BO\u2011MIRT", "BO\u2010MIRT"])
def test_hyphen_before_a_capital_is_the_words_own(naam: str) -> None:
    tekst = f"Wij agenderen dit op het {naam} 2025."
    (gevonden,) = vind_termijnen(tekst, overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN)
    assert (gevonden.overleg, gevonden.frase) == ("BO MIRT 2025", " ".join(f"{naam} 2025".split()))
    (punt,) = vind_agenderingen(tekst, soort="BO MIRT", overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN)
    assert punt.overleg == "BO MIRT 2025"


@pytest.mark.parametrize(
    ("zin", "frasen"),
    [
        ("De zomer-\nen winterkaart is er in 2025.", ["in 2025"]),
        ("De kaart is er in april-\nmei 2025.", ["april- mei 2025"]),
        ("De kaart van de polder-\neind 2025 gereed.", ["eind 2025"]),
        ("De kaart van de polder- in 2025 gereed.", ["in 2025"]),
        ("- Noord\n- begin 2025 gereed", ["begin 2025"]),
    ],
)
def test_what_is_no_broken_word_is_read_as_it_stands(zin: str, frasen: list[str]) -> None:
    assert [een.frase for een in vind_termijnen(zin, overlegdatum=OVERLEGDATUM)] == frasen
