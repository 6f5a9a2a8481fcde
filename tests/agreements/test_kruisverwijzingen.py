"""References follow the items; what only looks like one is left to the letter."""

from __future__ import annotations

import pytest

from agreements.kruisverwijzingen import hernummer, verwijzingen

NUMMERS = {"2": "3", "2.3": "2.4", "2.5": "2.3", "2.5.4": "2.3.4", "3": "2", "5": "6"}


@pytest.mark.parametrize(
    ("tekst", "wordt"),
    [
        ("Zie agendapunt 2.5.4.", "Zie agendapunt 2.3.4."),
        ("zie ook 2.5.4)", "zie ook 2.3.4)"),
        ("Dit komt terug onder 2.5, na de pauze.", "Dit komt terug onder 2.3, na de pauze."),
        ("Mogelijk samen met 2.5.4?", "Mogelijk samen met 2.3.4?"),
        ("De punten 2.3 en 2.5 horen bij elkaar.", "De punten 2.4 en 2.3 horen bij elkaar."),
        ("agendapunten 2.3, 2.5 en 2.5.4", "agendapunten 2.4, 2.3 en 2.3.4"),
        ("hoofdstukken 2 t/m 3", "hoofdstukken 3 t/m 2"),
        ("<p>Punt <strong>2.3</strong> gaat voor.</p>", "<p>Punt <strong>2.4</strong> gaat voor.</p>"),
        ("Hoofdstuk 2 van deze agenda", "Hoofdstuk 3 van deze agenda"),
        ("agendapunt 2.3 van de minister", "agendapunt 2.4 van de minister"),
        ("Onderdeel 2.3 en paragraaf 2.5", "Onderdeel 2.4 en paragraaf 2.3"),
    ],
)
def test_reference_follows(tekst: str, wordt: str) -> None:
    assert hernummer(tekst, NUMMERS) == wordt


@pytest.mark.parametrize(
    "tekst",
    [
        "Versie 2.3 van de investeringsagenda 2.5",
        "onder 5 procent",
        "onder 2 voorwaarden",
        "zie 3 bijlagen",
        "punt 2,5 procent",
        "punt 2.3%",
        "hoofdstuk 2 van de nota",
        "paragraaf 2.3 uit het rapport",
        "zie 2.3.2031",
        "zie 2.300 woningen",
        "punt 2.3a",
        "agendapunt 7.1",
        "agendapunt 2.3 (vervallen)",
        "Het knelpunt 2.3 blijft.",
    ],
)
def test_what_is_no_reference_stays_to_the_letter(tekst: str) -> None:
    assert hernummer(tekst, NUMMERS) == tekst
    assert verwijzingen(tekst, NUMMERS) == []


def test_numbers_that_change_places_are_not_changed_twice() -> None:
    wissel = {"2.1": "2.2", "2.2": "2.1"}
    assert hernummer("punt 2.1 en punt 2.2", wissel) == "punt 2.2 en punt 2.1"


def test_references_are_found_in_their_order() -> None:
    assert verwijzingen("Zie 2.5.4, punt 2.3 en agendapunt 9.", NUMMERS) == ["2.5.4", "2.3"]
