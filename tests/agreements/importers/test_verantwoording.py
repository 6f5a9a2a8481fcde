"""The account of an import finds what is missing, moved or made up."""

from __future__ import annotations

from dataclasses import replace

from agreements.importers import lees_lijst, verantwoord
from agreements.lijst import Lijst
from tests.strategieen import NASLAG, met_tekstblokken

BRON = """Regio Noord-Nederland \n
1. Ruimte voor water \n
❖ Rijk en regio maken samen met de gemeen-\n
ten een plan voor het water, te weten: \n
o voor het land; \n
o voor de stad. \n
"""


def lijst() -> Lijst:
    return lees_lijst(BRON.encode(), naam="lijst.txt", soort="bol", jaar=2024, naslag=NASLAG)


def test_complete_list_accounts_for_every_character() -> None:
    uitkomst = verantwoord(BRON, lijst())

    assert uitkomst.is_volledig
    assert uitkomst.tekens_in == len("".join(BRON.split()))
    assert uitkomst.opmaak == 4  # two bullets "o", the point behind the number, the hyphen of the line end
    assert uitkomst.geplaatst == uitkomst.tekens_in - 4
    assert (uitkomst.verplaatst, uitkomst.toegevoegd) == (0, 0)


def test_dropped_line_is_named_with_its_number() -> None:
    zonder = met_tekstblokken(lijst(), lambda blok: replace(blok, subpunten=blok.subpunten[1:]))

    uitkomst = verantwoord(BRON, zonder)

    assert [(melding.regel, melding.tekst) for melding in uitkomst.ontbreekt] == [(9, "o voor het land;")]
    assert uitkomst.tekens_in - uitkomst.geplaatst - uitkomst.opmaak == len("ovoorhetland;")


def test_added_and_moved_text_is_counted() -> None:
    anders = met_tekstblokken(
        lijst(), lambda blok: replace(blok, subpunten=(blok.subpunten[1], blok.subpunten[0], "erbij"))
    )

    uitkomst = verantwoord(BRON, anders)

    assert uitkomst.is_volledig
    assert uitkomst.verplaatst > 0
    assert uitkomst.toegevoegd == len("erbij")


def test_one_text_does_not_answer_for_two_lines() -> None:
    uitkomst = verantwoord(BRON + "\n❖ Rijk en regio maken samen met de gemeen- \n", lijst())

    assert [melding.regel for melding in uitkomst.ontbreekt] == [14]


def test_number_of_a_region_is_not_found_inside_a_year() -> None:
    """Text before the first region stands further on in the list, so the lines after it are looked up out of order."""
    bron = """BO MIRT najaar 2014
Afsprakenlijst

1
Noord-Nederland

1
Spoorzone

Rijk en regio spreken af dat de verkenning in 2011 begint en in 2015 wordt afgerond, met een
gezamenlijk besluit.

2
Oost-Nederland

1
Rivier

Rijk en regio spreken af dat de dijk in 2015 op hoogte is.
"""
    gelezen = lees_lijst(bron.encode(), naam="lijst.txt", soort="mirt", jaar=2014, naslag=NASLAG)

    assert verantwoord(bron, gelezen).ontbreekt == ()
