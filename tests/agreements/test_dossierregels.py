"""The rules that a dossier states for itself: what is advised, and what is left in peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from agreements.dossier import Agendablok, Agendapunt, Agendasoort, Bijlage, Bloksoort, Dossier, Invulling, Voorstel
from agreements.dossierregels import LANGE_TOELICHTING, VEEL_BIJLAGEN, adviezen

KORT = Agendablok(soort=Bloksoort.IN_HET_KORT, html="<p>Het is zover.</p>")
BESPREEK = Agendablok(soort=Bloksoort.BESPREEKPUNTEN, html="<p>Hoe verder?</p>")
TOELICHTING = Agendablok(soort=Bloksoort.TOELICHTING, html="<p>Meer daarover.</p>")


def voorstel(tekst: str = "Rijk en regio bouwen de brug.") -> Agendablok:
    return Agendablok(soort=Bloksoort.VOORGESTELDE_AFSPRAKEN, html="", voorstellen=(Voorstel(tekst=tekst),))


def punt(*blokken: Agendablok, titel: str = "De brug", soort: Agendasoort = Agendasoort.BESPREEKPUNT) -> Agendapunt:
    return Agendapunt(nummer="1.1", titel=titel, soort=soort, blokken=blokken)


def dossier(*punten: Agendapunt, hoofdstuk: str = "Water") -> Dossier:
    boven = Agendapunt(nummer="1", titel=hoofdstuk)
    return Dossier(soort="bol", jaar=2031, landsdeel="oost", titel="Dossier", agendapunten=(boven, *punten))


def zinnen(een: Dossier) -> list[str]:
    return [advies.tekst for advies in adviezen(een)]


@pytest.mark.parametrize(
    "een",
    [
        dossier(punt(KORT, BESPREEK, voorstel())),
        dossier(punt(KORT, BESPREEK, voorstel(), TOELICHTING)),
        dossier(punt(voorstel(), soort=Agendasoort.HAMERPUNT), hoofdstuk="Hamerpunten"),
        dossier(punt(KORT, titel="Welkom", soort=Agendasoort.MEDEDELING)),
        dossier(punt(KORT, soort=Agendasoort.MEDEDELING), hoofdstuk="Opening en mededelingen"),
        # Still to be written, so nothing can be said of it yet.
        dossier(punt(KORT, replace(BESPREEK, invulling=Invulling.PM), voorstel())),
        dossier(punt(replace(KORT, invulling=Invulling.SJABLOON))),
        # It stands above another point, which is discussed.
        dossier(punt(KORT), replace(punt(KORT, BESPREEK), nummer="1.1.1")),
        dossier(punt(KORT, BESPREEK, voorstel("Het plan van aanpak wordt in 2032 uitgevoerd."))),
    ],
)
def test_dossier_that_keeps_its_rules_gets_no_advice(een: Dossier) -> None:
    assert zinnen(een) == []


@pytest.mark.parametrize(
    ("een", "zin"),
    [
        (dossier(punt(KORT)), "niets besproken of besloten"),
        (dossier(punt(KORT, soort=Agendasoort.MEDEDELING)), "niets besproken of besloten"),
        (dossier(punt(KORT, voorstel())), "geen bespreekpunten. Dan is dit een hamerpunt"),
        (dossier(punt(KORT, replace(BESPREEK, html="", invulling=Invulling.LEEG), voorstel())), "geen bespreekpunten"),
        (dossier(punt(voorstel(), soort=Agendasoort.HAMERPUNT)), "niet in het hoofdstuk met hamerpunten"),
        (
            dossier(punt(voorstel(), TOELICHTING, soort=Agendasoort.HAMERPUNT), hoofdstuk="Hamerpunten"),
            "heeft geen blok “Toelichting”",
        ),
        (dossier(punt(KORT, BESPREEK, titel="Stand van zaken spoor")), "noemt een stand van zaken"),
        (
            dossier(punt(BESPREEK, voorstel("Rijk en regio stellen het plan van aanpak voor de brug vast."))),
            "plan van aanpak vast te stellen",
        ),
        (
            dossier(punt(BESPREEK, voorstel(), replace(TOELICHTING, html="<p>" + "woord " * 130 + "</p>"))),
            "De toelichting telt 130 woorden",
        ),
    ],
)
def test_item_that_does_not_keep_a_rule_is_told_in_one_sentence(een: Dossier, zin: str) -> None:
    assert LANGE_TOELICHTING < 130
    (advies,) = adviezen(een)
    assert zin in advies.tekst
    assert advies.nummer == "1.1"


def test_many_bijlagen_are_told() -> None:
    een = dossier(punt(KORT, BESPREEK))
    weinig = replace(een, bijlagen=(Bijlage(naam="Kaart"),) * VEEL_BIJLAGEN)
    veel = replace(een, bijlagen=(Bijlage(naam="Kaart"),) * (VEEL_BIJLAGEN + 1))
    assert zinnen(weinig) == []
    assert zinnen(veel) == ["Er zijn 6 bijlagen. Houd het er zo min mogelijk."]


# --- the time table --------------------------------------------------------------------------------------------


def met_tijden(*tijden: tuple[time | None, time | None]) -> Dossier:
    """Chapters that begin and end then, in a meeting from 10:30 to 12:00."""
    return Dossier(
        soort="bol",
        jaar=2031,
        landsdeel="oost",
        titel="Dossier",
        begin=time(10, 30),
        eind=time(12),
        agendapunten=tuple(
            Agendapunt(nummer=str(nummer), titel="Water", begin=begin, eind=eind)
            for nummer, (begin, eind) in enumerate(tijden, start=1)
        ),
    )


@pytest.mark.parametrize(
    ("tijden", "verwacht"),
    [
        (((time(10, 30), time(11)), (time(11), time(12))), []),
        (((time(10, 30), None), (time(11), None)), []),
        (((None, None),), ["Geen enkel hoofdstuk heeft een tijd. Verdeel de 90 minuten van het overleg."]),
        (((time(10, 30), None), (None, None)), ["Nog zonder tijd: hoofdstuk 2."]),
        (((time(10, 20), None),), ["De agenda begint 10 minuten voor het overleg (10:30 uur)."]),
        (
            ((time(10, 30), None), (time(11, 30), time(12, 20))),
            ["De agenda loopt 20 minuten langer door dan het overleg (tot 12:00 uur)."],
        ),
        (
            ((time(11), None), (time(10, 45), None)),
            ["Dit hoofdstuk begint om 10:45 uur, eerder dan hoofdstuk 1 (11:00 uur)."],
        ),
    ],
)
def test_time_table_adds_up_or_says_by_how_much_not(
    tijden: tuple[tuple[time | None, time | None], ...], verwacht: list[str]
) -> None:
    assert zinnen(met_tijden(*tijden)) == verwacht


def test_without_the_hours_of_the_meeting_only_the_order_is_checked() -> None:
    een = replace(met_tijden((time(20), None)), begin=None, eind=None)
    assert zinnen(een) == []
