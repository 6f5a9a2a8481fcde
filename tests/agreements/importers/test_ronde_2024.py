"""Whatever list is written in the layout of 2024 is read back as it was."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from agreements.importers import lees_lijst, verantwoord
from agreements.importers.opschonen import schoon
from agreements.importers.regels import lees_regels
from agreements.lijst import Lijst
from tests.agreements.importers.schrijf_2024 import schrijf_2024, toont_kolom
from tests.strategieen import NASLAG, lijsten, zonder_regels

LOS_NUMMER = re.compile(r"^[ \t]*\d{1,2}[.)][ \t]*$", re.MULTILINE)
traag = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def ingelezen(tekst: str, lijst: Lijst) -> Lijst:
    return lees_lijst(tekst.encode(), naam="lijst.txt", soort=lijst.soort, jaar=lijst.jaar, naslag=NASLAG)


@traag
@given(
    lijst=lijsten(),
    breedte=st.integers(60, 80),
    dubbel=st.booleans(),
    paginalengte=st.sampled_from([0, 0, 12, 45]),
    wit_boven_koppen=st.booleans(),
)
def test_list_survives_writing_and_reading(
    lijst: Lijst, breedte: int, dubbel: bool, paginalengte: int, wit_boven_koppen: bool
) -> None:
    assume(any(blok.teken for blok in lijst.tekstblokken))  # without any bullet it is another layout
    assume(toont_kolom(lijst, breedte=breedte))  # every line may be a paragraph, and then a broken one is two
    tekst = schrijf_2024(
        lijst,
        breedte=breedte,
        dubbel=dubbel,
        paginalengte=paginalengte,
        wit_boven_koppen=wit_boven_koppen,
    )

    # A number by itself on a line is that of a rubriek in other layouts.
    assume(not LOS_NUMMER.search(tekst))
    # A line that comes back in the middle of a sentence, above other lines, is what a page header looks like.
    assume(not schoon(lees_regels(tekst)).opmaak)

    terug = ingelezen(tekst, lijst)

    assert zonder_regels(terug) == lijst
    verantwoording = verantwoord(tekst, terug)
    assert verantwoording.is_volledig
    assert (verantwoording.verplaatst, verantwoording.toegevoegd) == (0, 0)


@traag
@given(lijst=lijsten(max_landsdelen=2))
def test_line_numbers_point_at_where_each_block_begins(lijst: Lijst) -> None:
    assume(any(blok.teken for blok in lijst.tekstblokken))
    assume(toont_kolom(lijst))
    tekst = schrijf_2024(lijst)
    regels = tekst.split("\n")

    for blok in ingelezen(tekst, lijst).tekstblokken:
        assert blok.regel is not None
        gedrukt = regels[blok.regel - 1].strip().removeprefix(blok.teken or "").strip()
        assert blok.tekst.startswith(gedrukt.rstrip("-"))
