"""What an item still lacks, and how the time of a dossier adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from agreements.dossier import Agendablok, Agendapunt, Agendasoort, Bloksoort, Dossier, Invulling
from agreements.gereedheid import Beheer, tekorten, tijdbalans

VANDAAG = date(2031, 2, 1)
HOUDER = Beheer(penhouder="Els")
GEREED = Agendapunt(
    nummer="2.1", titel="De dijk", blokken=(Agendablok(soort=Bloksoort.IN_HET_KORT, html="<p>De dijk is oud.</p>"),)
)


def van(punt: Agendapunt, beheer: Beheer = HOUDER, *, onder: bool = False) -> list[str]:
    return tekorten(punt, beheer, heeft_onderliggende=onder, vandaag=VANDAAG)


def blok(soort: Bloksoort, invulling: Invulling = Invulling.ECHT, html: str = "<p>Iets.</p>") -> Agendapunt:
    return replace(GEREED, blokken=(Agendablok(soort=soort, invulling=invulling, html=html),))


def test_item_that_is_written_and_has_a_pen_holder_lacks_nothing() -> None:
    assert van(GEREED) == []
    assert van(GEREED, Beheer()) == ["nog geen penhouder"]


@pytest.mark.parametrize(
    ("punt", "wat"),
    [
        (blok(Bloksoort.IN_HET_KORT, Invulling.PM), "In het kort: er staat nog PM"),
        (
            blok(Bloksoort.VOORGESTELDE_AFSPRAKEN, Invulling.SJABLOON),
            "Voorgestelde afspraken: nog de tekst van het sjabloon",
        ),
        (blok(Bloksoort.BESPREEKPUNTEN, Invulling.LEEG), "Bespreekpunten: nog leeg"),
        (
            blok(Bloksoort.IN_HET_KORT, html="<p>De <em>XX</em> dijk</p>"),
            "In het kort: in de tekst staat nog PM, XX of “Status?”",
        ),
        (replace(GEREED, blokken=()), "er staat nog geen tekst"),
        (replace(GEREED, titel="PM"), "de titel is nog niet ingevuld"),
        (replace(GEREED, opmerkingen=("Kaart erbij?",)), "er staat nog 1 opmerking in het stuk"),
    ],
)
def test_what_is_missing_is_named(punt: Agendapunt, wat: str) -> None:
    assert van(punt) == [wat]


def test_what_need_not_be_there_is_not_missed() -> None:
    assert van(blok(Bloksoort.TOELICHTING, Invulling.LEEG)) == []
    mededeling = replace(blok(Bloksoort.IN_HET_KORT, Invulling.LEEG), soort=Agendasoort.MEDEDELING)
    assert van(mededeling) == []
    # What only stands above other items needs no text and nobody to write it.
    assert van(Agendapunt(nummer="2.4", titel="Provincies"), Beheer(), onder=True) == []


def test_date_that_has_passed_counts_only_for_what_is_not_ready() -> None:
    laat = Beheer(penhouder="Els", aanleveren_voor=date(2031, 1, 31))
    assert van(GEREED, laat) == []
    assert van(blok(Bloksoort.IN_HET_KORT, Invulling.PM), laat)[-1] == "de aanleverdatum is voorbij"
    assert len(van(blok(Bloksoort.IN_HET_KORT, Invulling.PM), replace(laat, aanleveren_voor=VANDAAG))) == 1


def _dossier(*tijden: tuple[time | None, time | None], eind: time | None = time(12)) -> Dossier:
    punten = tuple(
        Agendapunt(nummer=str(nummer), titel="Iets", begin=begin, eind=tot)
        for nummer, (begin, tot) in enumerate(tijden, start=1)
    )
    return Dossier(
        soort="bol", jaar=2031, landsdeel="oost", titel="Oost", begin=time(10), eind=eind, agendapunten=punten
    )


@pytest.mark.parametrize(
    ("dossier", "zin"),
    [
        (_dossier((time(10), None), (time(11), None)), "Van de 120 minuten zijn er 120 verdeeld: dat klopt precies."),
        (_dossier((time(10), time(10, 30)), (None, None)), "Van de 120 minuten zijn er 30 verdeeld: nog 90 over."),
        (
            _dossier((time(10), time(11)), (time(11), time(12, 10))),
            "Van de 120 minuten zijn er 130 verdeeld: 10 minuten te veel.",
        ),
        (_dossier((None, None)), "Het overleg duurt 120 minuten. Daarvan is nog niets verdeeld over de hoofdstukken."),
        (
            _dossier((time(10), None), eind=None),
            "Nog niet bekend is hoe lang het overleg duurt. Vul bij de gegevens de begin- en eindtijd in.",
        ),
    ],
)
def test_times_add_up_or_not(dossier: Dossier, zin: str) -> None:
    assert tijdbalans(dossier).zin == zin


def test_chapters_without_a_time_are_named() -> None:
    balans = tijdbalans(_dossier((time(10), None), (None, None)))
    assert balans.zonder == ("2",)
    assert not balans.klopt
