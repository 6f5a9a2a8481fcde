"""What the parties do up to a year is due; how many there are, or how long something lasts, is not."""

from __future__ import annotations

import pytest

from tests.agreements.termijnen.lezen import dagen


@pytest.mark.parametrize(
    ("zin", "verwacht"),
    [
        ("Rijk en regio realiseren t/m 2030 samen twintig hubs.", {"t/m 2030": "2030-12-31"}),
        ("De provincie plaatst tot en met 2028 nieuwe borden.", {"tot en met 2028": "2028-12-31"}),
        ("Partijen bouwen tot 2030 1.500 huurwoningen.", {"tot 2030": "2029-12-31"}),
        ("Daarom leggen de gemeenten tot 2029 nieuwe paden aan.", {"tot 2029": "2028-12-31"}),
        ("Van 2025 tot en met 2027 voeren wij de proeven uit.", {"Van 2025 tot en met 2027": "2027-12-31"}),
        ("Van 2025 tot en met 2027 werken partijen de plekken uit.", {"Van 2025 tot en met 2027": "2027-12-31"}),
        ("De gemeente werkt tot 2030 de plekken uit.", {"tot 2030": "2029-12-31"}),
        ("Partijen spreken af t/m 2033 elk jaar tien bruggen te keuren.", {"t/m 2033": "2033-12-31"}),
        ("Partijen zorgen ervoor dat tot 2030 tien bruggen worden gekeurd.", {"tot 2030": "2029-12-31"}),
        ("Vanaf 2026 voeren de gemeenten de regeling uit.", {"Vanaf 2026": "2026-01-01 …"}),
        # how many, how long, and what nobody does
        ("De gemeente bouwt 1.500 huurwoningen tot 2030.", {"tot 2030": None}),
        ("Tot 2033 groeit de provincie met tien dorpen.", {"Tot 2033": None}),
        ("Tot 2033 werken partijen samen aan schoon water.", {"Tot 2033": None}),
        ("Voor de wijken tot 2030 hebben Rijk en regio een lijst.", {"tot 2030": None}),
        ("Er zijn t/m 2030 tien bruggen nodig.", {"t/m 2030": None}),
        ("Het convenant loopt van 2025 tot 2029.", {"van 2025 tot 2029": None}),
        ("Het budget tot en met 2030 is verdeeld.", {"tot en met 2030": None}),
        ("Zij zorgen dat de groei tot 2030 beperkt blijft.", {"tot 2030": None}),
    ],
)
def test_what_the_parties_do_up_to_a_year_is_due(zin: str, verwacht: dict[str, str | None]) -> None:
    assert dagen(zin) == verwacht
