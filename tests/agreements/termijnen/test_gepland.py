"""What is planned for a time is in it; what must be ready before it is before it."""

from __future__ import annotations

import pytest

from agreements.termijnen import duid
from tests.agreements.termijnen.lezen import OVERLEGDATUM, dagen


@pytest.mark.parametrize(
    ("zin", "verwacht"),
    [
        ("De keuze is voorzien voor maart 2025.", {"maart 2025": "2025-03-31"}),
        ("De aanbesteding staat gepland voor Q2 2025.", {"Q2 2025": "2025-06-30"}),
        ("De schouw is ingepland voor 3 februari 2025.", {"3 februari 2025": "2025-02-03"}),
        ("De eerste spade wordt verwacht voor begin 2026.", {"begin 2026": "2026-03-31"}),
        ("De ingebruikname is beoogd voor 2028.", {"2028": "2028-12-31"}),
        ("Het onderwerp is geagendeerd voor eind januari 2025.", {"eind januari 2025": "2025-01-31"}),
        ("De evaluatie staat op de planning voor medio 2026.", {"medio 2026": "2026-08-31"}),
        ("Een schetsontwerp, dat gepland staat voor het najaar van 2025.", {"najaar van 2025": "2025-12-20"}),
        (
            "Wij plannen de keuze van een tracé voor het derde kwartaal van 2025.",
            {"derde kwartaal van 2025": "2025-09-30"},
        ),
        ("Daarom plannen partijen een gebiedstafel voor mei 2025.", {"mei 2025": "2025-05-31"}),
        ("Voor het najaar van 2025 staat een gebiedstafel op de agenda.", {"najaar van 2025": "2025-12-20"}),
        ("Voor 2026 is afgesproken dat de regio twee proeven doet.", {"2026": "2026-12-31"}),
        ("De gemeenten plannen voor 2026 een tweede ronde.", {"2026": "2026-12-31"}),
        # with such a word, and before all the same
        ("De keuze is voorzien vóór maart 2025.", {"vóór maart 2025": "2025-02-28"}),
        ("De keuze is gepland, nog voor maart 2025.", {"nog voor maart 2025": "2025-02-28"}),
        ("De keuze wordt verwacht voor de zomer van 2025.", {"voor de zomer van 2025": "2025-06-20"}),
        ("De keuze staat gepland voor het einde van 2025.", {"voor het einde van 2025": "2025-12-31"}),
        ("De raad verwacht voor maart 2025 te kiezen.", {"voor maart 2025": "2025-02-28"}),
        ("Het is de planning om voor maart 2025 te kiezen.", {"voor maart 2025": "2025-02-28"}),
        ("Voor 1 maart 2025 is een keuze voorzien.", {"Voor 1 maart 2025": "2025-02-28"}),
        ("De weg is voor 2027 voorzien van een vangrail.", {"voor 2027": "2026-12-31"}),
        ("De regio voorziet in bussen voor maart 2025.", {"voor maart 2025": "2025-02-28"}),
        ("Voor maart 2025 leveren partijen een lijst, die is gepland.", {"Voor maart 2025": "2025-02-28"}),
    ],
)
def test_planned_for_is_in_it_and_before_is_before(zin: str, verwacht: dict[str, str | None]) -> None:
    assert dagen(zin) == verwacht


@pytest.mark.parametrize(
    ("frase", "tot"),
    [
        ("gepland voor mei 2027", "2027-05-31"),
        ("voorzien voor het najaar", "2024-12-20"),
        ("staat op de agenda voor 14 september 2025", "2025-09-14"),
        ("voor mei 2027", "2027-04-30"),
        ("gepland vóór mei 2027", "2027-04-30"),
    ],
)
def test_phrase_that_somebody_types_is_read_alike(frase: str, tot: str) -> None:
    assert str(duid(frase, overlegdatum=OVERLEGDATUM).tot) == tot
