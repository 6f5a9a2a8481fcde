"""A time that says which goals, costs, figures or document are meant is no deadline."""

from __future__ import annotations

import pytest

from tests.agreements.termijnen.lezen import dagen


@pytest.mark.parametrize(
    ("zin", "verwacht"),
    [
        ("De doelen voor 2030 staan vast.", {"voor 2030": None}),
        ("De klimaatdoelen uit het regionale akkoord voor 2030 en 2033 staan vast.", {"voor 2030 en 2033": None}),
        ("De woningbouwopgave voor 2030 is groot.", {"voor 2030": None}),
        ("Een norm voor 2030 ontbreekt.", {"voor 2030": None}),
        ("De netcapaciteit voor 2030 is krap.", {"voor 2030": None}),
        ("De gemeente stelt een werkprogramma voor 2026 op.", {"voor 2026": None}),
        ("Het kasritme voor 2026, 2027 en 2028 is rond.", {"voor 2026, 2027 en 2028": None}),
        ("De uitvoeringsagenda voor 2025-2029 is bekend.", {"voor 2025-2029": None}),
        ("De uitgaven in 2027 en 2028 worden hoger.", {"in 2027 en 2028": None}),
        ("De telcijfers over het tweede kwartaal van 2025 zijn zoek.", {"tweede kwartaal van 2025": None}),
        ("Voor 2027 en verder is niets bekend.", {"Voor 2027": None}),
        ("Dit volgt uit het besluit van 14 september.", {"14 september": None}),
        ("In de brief van donderdag 3 april staat meer.", {"3 april": None}),
        ("De nota ‘Eind 2025’ ligt ter inzage.", {"Eind 2025": None}),
        ("De nota 'Zomer 2025' ligt ter inzage.", {"Zomer 2025": None}),
        # and what is one
        ("De opgave moet voor 2030 zijn opgelost.", {"voor 2030": "2029-12-31"}),
        ("De wijken zijn voor 2030 van het gas af.", {"voor 2030": "2029-12-31"}),
        ("De gemeente brengt de kosten in 2026 in beeld.", {"in 2026": "2026-12-31"}),
        ("Over dit plan besluit de raad in het tweede kwartaal van 2025.", {"tweede kwartaal van 2025": "2025-06-30"}),
        ("Het besluit volgt op 14 september.", {"14 september": "2025-09-14"}),
        ("Zij nemen het besluit van 14 september a.s. voor.", {"14 september a.s.": "2025-09-14"}),
        ("Zij kiezen in het ‘BO MIRT 2025’.", {"BO MIRT 2025": "2026-01-08"}),
        ("De kaart (eind 2025) volgt.", {"eind 2025": "2025-12-31"}),
        ("De ‘groene kaart’ eind 2025 volgt.", {"eind 2025": "2025-12-31"}),
    ],
)
def test_time_that_belongs_to_another_word_is_no_deadline(zin: str, verwacht: dict[str, str | None]) -> None:
    assert dagen(zin) == verwacht
