"""Before, at and after a meeting, and so long before or after it: tied to it all the same."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.termijnen import duid, vind_termijnen
from tests.agreements.termijnen.lezen import OVERLEGDATUM, OVERLEGGEN, dagen

MIRT, BOL = "BO MIRT 2025", "BO Leefomgeving 2025"


@pytest.mark.parametrize(
    ("zin", "overleg", "tot"),
    [
        ("Partijen kiezen [vóór het BO MIRT 2025].", MIRT, "2026-01-04"),
        ("[Voorafgaand aan het BO MIRT 2025] is er een kaart.", MIRT, "2026-01-04"),
        ("Zij doen dit [uiterlijk vóór het BOL 2025].", BOL, "2025-06-01"),
        ("[Nog voor het BOL van juni 2025] kiezen zij.", BOL, "2025-06-01"),
        ("Zij verkennen dit [tot aan het BO MIRT 2025].", MIRT, "2026-01-04"),
        ("[Voor het BO MIRT 2025] ligt er een kaart.", MIRT, "2026-01-04"),
        ("[Vóór het komende BOL] kiezen partijen.", BOL, "2025-06-01"),
        ("Zij kiezen [vóór het BO MIRT van mei 2027].", "BO MIRT 2027", "2027-04-30"),
        ("Zij kiezen [vóór het BOL of het BO MIRT 2025].", MIRT, "2026-01-04"),
        # known by its year alone: in that year
        ("Zij kiezen [vóór het BO MIRT 2027].", "BO MIRT 2027", "2027-12-31"),
        # at the meeting
        ("Uiterlijk bij het [BO MIRT 2025] ligt er een kaart.", MIRT, "2026-01-08"),
        ("Zij kiezen op het [BO MIRT 2025].", MIRT, "2026-01-08"),
        ("Zij werken dit uit tot en met het [BO MIRT 2025].", MIRT, "2026-01-08"),
        # for the meeting
        ("Zij maken een kaart voor het [BO MIRT 2025].", MIRT, "2026-01-08"),
        ("Voor het [BO MIRT 2025] maken zij een kaart.", MIRT, "2026-01-08"),
        ("Voor het [BO MIRT 2025] is een kaart nodig.", MIRT, "2026-01-08"),
        ("De keuze is voorzien voor het [BO MIRT 2025].", MIRT, "2026-01-08"),
        # so long before or after it
        ("[Binnen twee maanden na het BO MIRT 2025] is er een kaart.", MIRT, "2026-03-08"),
        ("Zij kiezen [uiterlijk drie weken voor het BO MIRT 2025].", MIRT, "2025-12-15"),
        ("[Binnen 4 weken na 1 februari 2025] is er een kaart.", None, "2025-03-01"),
        ("Zij kiezen [een maand voor 1 mei 2025].", None, "2025-04-01"),
        # of the overleg itself
        ("[Binnen drie maanden na dit overleg] is er een kaart.", None, "2025-02-06"),
        ("[Binnen een maand na dit bestuurlijk overleg] is er een kaart.", None, "2024-12-06"),
        ("[Binnen zes weken na dit BO Leefomgeving] is er een kaart.", "BO Leefomgeving 2024", "2024-12-19"),
        (
            "[Binnen twee weken na het BO Leefomgeving 2024] zijn de stukken gedeeld.",
            "BO Leefomgeving 2024",
            "2024-11-21",
        ),
    ],
)
def test_meeting_is_before_at_or_after(zin: str, overleg: str | None, tot: str) -> None:
    frase, zin = zin[zin.index("[") + 1 : zin.index("]")], zin.replace("[", "").replace("]", "")
    (gevonden,) = vind_termijnen(zin, overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN)
    assert (gevonden.frase, gevonden.overleg, str(gevonden.tot), gevonden.termijn) == (frase, overleg, tot, True)
    # What is kept of it is read alike when the overleg moves.
    alleen = duid(gevonden.frase, overlegdatum=OVERLEGDATUM, overleggen=OVERLEGGEN)
    assert (alleen.soort, alleen.van, alleen.tot) == (gevonden.soort, gevonden.van, gevonden.tot)


def test_before_a_meeting_that_moves_is_before_its_new_days() -> None:
    verplaatst = OVERLEGGEN | {MIRT: (date(2025, 11, 10), date(2025, 11, 13))}
    voor, na = (
        duid("vóór het BO MIRT 2025", overlegdatum=OVERLEGDATUM, overleggen=o) for o in (OVERLEGGEN, verplaatst)
    )
    assert (voor.soort, voor.van, voor.tot) == ("voor", None, date(2026, 1, 4))
    assert (na.soort, na.van, na.tot) == ("voor", None, date(2025, 11, 9))


def test_before_a_meeting_that_was_held_is_past() -> None:
    assert dagen("Vóór het BO Leefomgeving 2024 is de kaart gemaakt.") == {"Vóór het BO Leefomgeving 2024": None}
    zin = "De kaart kwam vóór het BO Leefomgeving 2026 gereed."
    assert [t.termijn for t in vind_termijnen(zin, overlegdatum=date(2026, 9, 9))] == [False]


def test_within_so_long_after_an_event_without_a_date_stays_vague() -> None:
    (gevonden,) = vind_termijnen("Binnen drie maanden na oplevering is er een kaart.", overlegdatum=OVERLEGDATUM)
    assert (gevonden.soort, gevonden.tot) == ("vaag", None)
