"""Which year a phrase is of: the one glued to it, or the one that the sentence named just before."""

from __future__ import annotations

import pytest

from agreements.termijnen import duid
from tests.agreements.termijnen.lezen import OVERLEGDATUM, dagen


@pytest.mark.parametrize("streepje", ["'", "’", "‘"])
@pytest.mark.parametrize(
    ("frase", "tot"), [("Q4{}25", "2025-12-31"), ("eind Q1{}26", "2026-03-31"), ("mei{}27", "2027-05-31")]
)
def test_year_glued_to_its_quarter_or_month_is_its_year(frase: str, tot: str, streepje: str) -> None:
    gelezen = duid(frase.format(streepje), overlegdatum=OVERLEGDATUM)
    assert (gelezen.frase, str(gelezen.tot)) == (frase.format(streepje), tot)


@pytest.mark.parametrize(
    ("zin", "verwacht"),
    [
        (
            "Na de zomer van 2026, maar voor het einde van het jaar, volgt een keuze.",
            {"Na de zomer van 2026": "2026-09-21 …", "voor het einde van het jaar": "2026-12-31"},
        ),
        (
            "De schets is er in mei 2025, het ontwerp eind van het jaar.",
            {"mei 2025": "2025-05-31", "eind van het jaar": "2025-12-31"},
        ),
        # another sentence, or a year that is over: the year of the overleg
        (
            "De schets is er in mei 2025. Voor het einde van het jaar kiezen partijen.",
            {"mei 2025": "2025-05-31", "Voor het einde van het jaar": "2024-12-31"},
        ),
        (
            "De schets uit 2023 wordt voor het einde van het jaar herzien.",
            {"uit 2023": None, "voor het einde van het jaar": "2024-12-31"},
        ),
        (
            "De schets is er in mei 2025, de begroting voor het einde van dit jaar.",
            {"mei 2025": "2025-05-31", "voor het einde van dit jaar": "2024-12-31"},
        ),
    ],
)
def test_end_of_the_year_is_of_the_coming_year_that_was_just_named(zin: str, verwacht: dict[str, str | None]) -> None:
    assert dagen(zin) == verwacht
