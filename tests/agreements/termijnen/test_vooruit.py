"""The perfect of what is still to come: "uiterlijk 1 mei hebben partijen dit uitgewerkt"."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.termijnen import vind_termijnen
from tests.agreements.termijnen.lezen import dagen


@pytest.mark.parametrize(
    ("zin", "verwacht"),
    [
        ("Uiterlijk 1 april heeft de provincie de kaart getekend.", {"Uiterlijk 1 april": "2025-04-01"}),
        ("Vóór 1 februari is een kwartiermaker benoemd.", {"Vóór 1 februari": "2025-01-31"}),
        ("Voor de zomer is de variant gekozen.", {"Voor de zomer": "2025-06-20"}),
        ("De gemeenten hebben voor de zomer hun plekken aangewezen.", {"voor de zomer": "2025-06-20"}),
        ("Binnen een jaar zijn de oevers hersteld.", {"Binnen een jaar": "2025-11-06"}),
        ("Het komende half jaar is de gebiedstafel opgericht.", {"Het komende half jaar": "2025-05-06"}),
        ("Uiterlijk in het derde kwartaal is de sluis gekeurd.", {"Uiterlijk in het derde kwartaal": "2025-09-30"}),
        ("Eind dit jaar is de gebiedstafel opgericht.", {"Eind dit jaar": "2024-12-31"}),
        # agreed in the autumn: that of next year
        ("Voor het najaar is de variant gekozen.", {"Voor het najaar": "2025-09-20"}),
        ("Vóór 6 november leveren partijen de kaart.", {"Vóór 6 november": "2025-11-05"}),
        # what has been stays past
        ("In maart 2024 is de variant gekozen.", {"maart 2024": None}),
        ("De variant is in 2023 vastgesteld.", {"in 2023": None}),
        ("Voor de zomer van 2024 is de variant gekozen.", {"Voor de zomer van 2024": None}),
        ("Voor de zomer werd de variant gekozen.", {"Voor de zomer": None}),
        ("Voor de zomer is de kaart al gedeeld.", {"Voor de zomer": None}),
        ("De voor de zomer gedeelde kaart is het uitgangspunt.", {"voor de zomer": None}),
        ("Binnen een jaar werd de brug gebouwd.", {"Binnen een jaar": None}),
        ("In het voorjaar is de kaart gedeeld.", {"In het voorjaar": None}),
        ("Dit jaar is de kaart gedeeld.", {"Dit jaar": None}),
        ("Het afgelopen half jaar zijn de oevers hersteld.", {"Het afgelopen half jaar": None}),
    ],
)
def test_words_that_look_ahead_tell_of_what_is_still_to_come(zin: str, verwacht: dict[str, str | None]) -> None:
    assert dagen(zin) == verwacht


def test_without_an_overlegdatum_the_perfect_is_past_only_with_a_year() -> None:
    (ooit,) = vind_termijnen("De kaart is voor de zomer van 2024 aan de raad gestuurd.")
    (straks,) = vind_termijnen("Uiterlijk 1 april heeft de provincie de kaart getekend.")
    assert (ooit.tot, ooit.termijn) == (date(2024, 6, 20), False)
    assert (straks.tot, straks.termijn) == (None, True)
