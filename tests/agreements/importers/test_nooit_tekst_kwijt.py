"""Whatever comes in: it is refused with a sentence, or all of its text is in the list."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.importers import lees_lijst, verantwoord
from agreements.importers.bron import decodeer
from agreements.lijst import LijstFout
from tests.strategieen import NASLAG

REGELS = [
    "",
    " ",
    " \f",
    "Regio Noord-Nederland ",
    "Regio Oost-Nederland",
    "Landelijke afspraken ",
    "1 Ruimte voor water ",
    "2. NOVEX-gebied De Peel",
    "3 Een lange titel van een rubriek die op de volgende regel verder gaat met ",
    "12 ",
    "2025 Business Cases op ",
    "Provincie Drenthe ",
    "Drenthe",
    "Provincies Drenthe en Groningen ",
    "Helmond ",
    "Rijk en regio spreken af om: ",
    "❖ Rijk en regio maken een plan voor het water in de NOVEX-",
    "❖ ",
    "❖",
    "• Een ander teken. ",
    "o Een subpunt; ",
    "o",
    "gebieden van de provincie en de gemeen-",
    "ten samen. ",
    " en nog een regel van een nieuwe bladzijde ",
    "Een alinea zonder teken. ",
    "-",
    "- waarvan ",
    "\u00ad",
    "\u2011 ",
    "(haakjes) ",
    "’s-Hertogenbosch ",
]


def toets(inhoud: bytes) -> None:
    try:
        lijst = lees_lijst(inhoud, naam="lijst.txt", soort="bol", jaar=2024, naslag=NASLAG)
    except LijstFout:
        return
    uitkomst = verantwoord(decodeer(inhoud).tekst, lijst)
    assert uitkomst.ontbreekt == ()
    assert uitkomst.tekens_in == uitkomst.geplaatst + uitkomst.opmaak


@settings(max_examples=200)
@given(inhoud=st.binary(max_size=400))
def test_any_bytes_are_refused_or_read_whole(inhoud: bytes) -> None:
    toets(inhoud)


@settings(max_examples=300)
@given(regels=st.lists(st.sampled_from(REGELS), max_size=40))
def test_any_lines_are_refused_or_read_whole(regels: list[str]) -> None:
    toets("\n".join(["Regio Zuid-Nederland ", "1 Wonen ", *regels]).encode())


@pytest.mark.parametrize("zaad", range(25))
def test_damaged_real_list_is_read_whole(echt_document: Callable[[str], Path], zaad: int) -> None:
    """Lines lost, doubled and swapped, as happens when text is taken out of a document."""
    toeval = random.Random(zaad)
    regels = echt_document("afsprakenlijst-bol-2024.txt").read_text(encoding="utf-8").split("\n")
    for _ in range(40):
        plaats = toeval.randrange(len(regels) - 1)
        daad = toeval.choice(["weg", "dubbel", "wissel", "leeg"])
        if daad == "weg":
            del regels[plaats]
        elif daad == "dubbel":
            regels.insert(plaats, regels[plaats])
        elif daad == "wissel":
            regels[plaats], regels[plaats + 1] = regels[plaats + 1], regels[plaats]
        else:
            regels.insert(plaats, "")

    toets("\n".join(regels).encode())
