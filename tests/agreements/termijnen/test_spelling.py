"""The same time and the same meeting in the spellings that texts use, and what only looks like them."""

from __future__ import annotations

import pytest

from agreements.termijnen import duid, vind_termijnen
from tests.agreements.termijnen.lezen import OVERLEGDATUM, OVERLEGGEN, dagen


@pytest.mark.parametrize(
    ("naam", "overleg"),
    [
        ("BO–MIRT 2025", "BO MIRT 2025"),
        ("b.o. MIRT 2025", "BO MIRT 2025"),
        ("B.O. MIRT 2025", "BO MIRT 2025"),
        ("BO MIRT ’25", "BO MIRT 2025"),
        ("BO-L 2025", "BO Leefomgeving 2025"),
        ("BOL2025", "BO Leefomgeving 2025"),
        ("BOL'25", "BO Leefomgeving 2025"),
        ("BOL ’25", "BO Leefomgeving 2025"),
        ("voorjaars-BOL 2025", "BO Leefomgeving 2025"),
        ("b.o. Leefomgeving 2025", "BO Leefomgeving 2025"),
    ],
)
def test_meeting_is_known_in_every_spelling(naam: str, overleg: str) -> None:
    (gevonden,) = vind_termijnen(f"Wij kiezen in het {naam}.", overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN)
    assert (gevonden.frase, gevonden.overleg, gevonden.tot) == (naam, overleg, OVERLEGGEN[overleg][1])


@pytest.mark.parametrize(
    ("frase", "van", "tot"),
    [
        ("kalenderjaar 2026", "2026-01-01", "2026-12-31"),
        ("eind ’25", "2025-10-01", "2025-12-31"),
        ("medio '26", "2026-05-01", "2026-08-31"),
        ("14-09-25", "2025-09-14", "2025-09-14"),
        ("IVe kwartaal van 2025", "2025-10-01", "2025-12-31"),
        ("IIe en IIIe kwartaal 2025", "2025-04-01", "2025-09-30"),
        ("Ie helft van 2026", "2026-01-01", "2026-06-30"),
        ("eerste helft van februari 2025", "2025-02-01", "2025-02-15"),
        ("tweede helft van februari 2028", "2028-02-16", "2028-02-29"),
        ("2e helft maart", "2025-03-16", "2025-03-31"),
    ],
)
def test_time_is_read_in_every_spelling(frase: str, van: str, tot: str) -> None:
    for gelezen in (
        duid(frase, overlegdatum=OVERLEGDATUM),
        *vind_termijnen(f"Wij kiezen in {frase}.", overlegdatum=OVERLEGDATUM),
    ):
        assert (str(gelezen.van), str(gelezen.tot)) == (van, tot)


@pytest.mark.parametrize(
    ("zin", "verwacht"),
    [
        ("In de eerste maanden van 2025 komt er een kaart.", {"In de eerste maanden van 2025": None}),
        ("In het kalenderjaar 2026 komt er een kaart.", {"In het kalenderjaar 2026": "2026-12-31"}),
        (
            "Uiterlijk in de tweede helft van juni 2025 is er een kaart.",
            {"Uiterlijk in de tweede helft van juni 2025": "2025-06-30"},
        ),
        # a number of two could be a month first, a section, a count or a telephone
        ("Zie 05-09-25 en 2.5.25 en 14.09.25.", {}),
        ("Bel 06-12-34 of kijk in map 14-09-2.", {}),
        ("In '25 kernen' komt een plein.", {}),
        ("Het boek 'BOL '25' is uit, en de IVe brigade ook.", {}),
        ("Zie BOL-2025-ZW-1-03 en het BOL2025-besluit.", {}),
        ("De eerste helft van de opgave, en de helft van maart is nat.", {}),
    ],
)
def test_what_only_looks_like_it_is_left_alone(zin: str, verwacht: dict[str, str | None]) -> None:
    assert dagen(zin) == verwacht
