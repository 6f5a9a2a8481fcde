"""Every claim of the table "What the letters say" comes out of the data again, with what is not known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from instruments.models import Uitspraak
from instruments.stand import Antwoord

Vraag = Callable[..., Antwoord]
ZEEHAVENS = "Groningen – Masterplan Zeehavens"


def _namen(antwoord: Antwoord) -> list[str]:
    return [plek.naam for plek in antwoord.niet_vastgesteld]


def _met_stand(antwoord: Antwoord, stand: str) -> set[str]:
    return {regel.plek.slug for regel in antwoord.regels if regel.stand == stand}


def _zinnen(antwoord: Antwoord, waarover: str) -> list[tuple[str, str]]:
    (een,) = [een for een in antwoord.tegenspraken if een.waarover == waarover]
    return [(tekst, bron.titel) for tekst, bron in een.uitspraken]


def test_end_of_2024_fourteen_perspectives_are_stated_one_is_named_missing_and_one_is_not_known(vraag: Vraag) -> None:
    antwoord = vraag("ontwikkelperspectief", "2024-12-31")
    assert (antwoord.totaal, antwoord.vastgesteld, antwoord.onbekend) == (16, 14, 1)
    assert _namen(antwoord) == [ZEEHAVENS]
    zeehavens = antwoord.regel_van("groningen-masterplan-zeehavens")
    assert zeehavens is not None
    assert zeehavens.uiting is not None
    assert zeehavens.uiting.voorzien == "tweede kwartaal van 2025"
    # Just adopted, by name; so neither of them is the one that is missing.
    assert {"lelylijn", "zuid-limburg"} <= _met_stand(antwoord, "vastgesteld")
    # Nobody is guessed to be among the fourteen.
    assert "stedelijk-brabant" in _met_stand(antwoord, "onbekend")


def test_in_2024_six_agendas_were_offered_and_offered_is_not_adopted(vraag: Vraag) -> None:
    antwoord = vraag("uitvoeringsagenda", "2024-12-31")
    assert _met_stand(antwoord, "aangeboden") == {
        "utrecht-amersfoort",
        "zuidelijke-randstad",
        "stedelijk-brabant",
        "groene-hart",
        "arnhem-nijmegen-foodvalley",
        "de-peel",
    }
    assert _met_stand(antwoord, "vastgesteld") == {"noordzeekanaalgebied"}
    utrecht = vraag("uitvoeringsagenda", "2025-06-11").regel_van("utrecht-amersfoort")
    assert utrecht is not None
    assert utrecht.stand == "vastgesteld"


def test_where_letter_and_list_of_one_overleg_differ_both_stand_with_their_source(vraag: Vraag) -> None:
    antwoord = vraag("uitvoeringsagenda", "2024-12-31")
    assert {bron for _, bron in _zinnen(antwoord, "De Peel")} == {
        "Kamerbrief BO's Leefomgeving 2024",
        "Afsprakenlijst BO's Leefomgeving 2024",
    }


def test_11_june_2025_all_perspectives_and_fourteen_agendas(vraag: Vraag) -> None:
    perspectief = vraag("ontwikkelperspectief", "2025-06-11")
    assert (perspectief.vastgesteld, perspectief.niet_vastgesteld, perspectief.onbekend) == (16, (), 0)
    assert perspectief.tegenspraken == ()

    agenda = vraag("uitvoeringsagenda", "2025-06-11")
    assert (agenda.vastgesteld, agenda.onbekend) == (14, 0)
    assert _namen(agenda) == [ZEEHAVENS, "Lelylijn"]
    nspd, randstad, nzkg = (
        agenda.regel_van(slug) for slug in ("north-sea-port-district", "zuidelijke-randstad", "noordzeekanaalgebied")
    )
    assert nspd is not None
    assert nspd.stand == "onderschreven"
    assert randstad is not None
    assert randstad.uiting is not None
    assert randstad.uiting.versie == "2.0"
    assert nzkg is not None
    assert nzkg.uiting is not None
    assert nzkg.uiting.tot is not None
    assert nzkg.uiting.tot.isoformat() == "2024-12-31"
    # Fourteen adopted does not go with two missing and one that is only onderschreven: both are shown.
    assert (
        "North Sea Port District: De Uitvoeringsagenda 1.0 is onderschreven.",
        "Kamerbrief BO's Leefomgeving 2025",
    ) in _zinnen(agenda, "de telling en de namen")


def test_the_agenda_of_the_port_of_rotterdam_was_published_in_march_2025(vraag: Vraag) -> None:
    """Published is not offered: the letters name six that were, and say nothing of the stage of this one then."""
    antwoord = vraag("uitvoeringsagenda", "2025-03-31")
    regel = antwoord.regel_van("rotterdamse-haven")
    assert regel is not None
    assert regel.uiting is not None
    assert (regel.stand, regel.uiting.handeling, regel.uiting.moment) == ("onbekend", "gepubliceerd", "maart 2025")
    assert "niet of het toen was aangeboden" in regel.uitleg
    assert antwoord.per_stand["aangeboden"] == 6
    assert sum(antwoord.per_stand.values()) + antwoord.onbekend == antwoord.totaal
    eerder = vraag("uitvoeringsagenda", "2025-03-30").regel_van("rotterdamse-haven")
    assert eerder is not None
    assert eerder.stand == "in voorbereiding"
    # In June the letter counts it among the fourteen.
    daarna = vraag("uitvoeringsagenda", "2025-06-11").regel_van("rotterdamse-haven")
    assert daarna is not None
    assert daarna.stand == "vastgesteld"


def test_june_2025_eleven_of_twelve_arrangements_and_a_procesafspraak_with_groningen(vraag: Vraag) -> None:
    antwoord = vraag("ruimtelijk-arrangement", "2025-06-11")
    assert (antwoord.totaal, antwoord.vastgesteld, antwoord.onbekend) == (12, 11, 0)
    assert _namen(antwoord) == ["Groningen"]
    groningen = antwoord.regel_van("groningen")
    assert groningen is not None
    assert groningen.uiting is not None
    assert groningen.uiting.handeling == "procesafspraak ondertekend"
    # It was due in the autumn; after that nobody says whether it came.
    daarna = vraag("ruimtelijk-arrangement", "2025-12-31")
    assert (daarna.vastgesteld, daarna.niet_vastgesteld, daarna.onbekend) == (11, (), 1)
    assert vraag("ruimtelijk-arrangement", "2024-12-31").vastgesteld == 0


def test_seven_urban_areas_stand_beside_six(vraag: Vraag) -> None:
    zinnen = _zinnen(vraag("verstedelijkingsstrategie", "2025-06-11"), "aantal NOVEX-verstedelijkingsgebieden")
    assert [bron for _, bron in zinnen] == ["Kamerbrief BO's Leefomgeving 2024", "Kamerbrief BO's Leefomgeving 2025"]
    assert vraag("verstedelijkingsstrategie", "2024-12-31").tegenspraken == ()


def test_three_strategies_were_started_and_aim_at_2026(vraag: Vraag) -> None:
    antwoord = vraag("verstedelijkingsstrategie", "2025-06-11")
    assert _met_stand(antwoord, "in voorbereiding") == {"stedendriehoek", "twente", "limburg-centraal"}
    assert {regel.uiting.voorzien for regel in antwoord.regels if regel.uiting} == {"BO Leefomgeving 2026"}
    limburg = antwoord.regel_van("limburg-centraal")
    assert limburg is not None
    assert limburg.uiting is not None
    assert "zes intercitystations" in limburg.uiting.tekst


def test_december_2025_two_investment_agendas_were_adopted_by_different_bodies(vraag: Vraag) -> None:
    antwoord = vraag("ria", "2025-12-31")
    assert _met_stand(antwoord, "vastgesteld") == {"noordzeekanaalgebied", "groene-hart"}
    nzkg, hart = (antwoord.regel_van(slug) for slug in ("noordzeekanaalgebied", "groene-hart"))
    assert nzkg is not None
    assert nzkg.uiting is not None
    assert hart is not None
    assert hart.uiting is not None
    assert (nzkg.uiting.versie, "vijf" in nzkg.uiting.tekst) == ("1.0", True)
    assert hart.uiting.orgaan == "Bestuurlijk Platform Groene Hart"
    assert Uitspraak.objects.filter(versie__sleutel="ria/groene-hart/1", handeling="geagendeerd").exists()
    actualisatie = Uitspraak.objects.get(versie__sleutel="ontwikkelperspectief/noordzeekanaalgebied/2")
    assert (actualisatie.stand, actualisatie.voorzien) == ("in voorbereiding", "2027")


def test_what_only_the_internal_dossier_tells_the_public_does_not_hear(vraag: Vraag) -> None:
    antwoord = vraag("ria", "2025-12-31", openbaar=True)
    assert antwoord.vastgesteld == 0
    assert not any(regel.uiting and not regel.uiting.bron.openbaar for regel in antwoord.regels)
    assert vraag("ontwikkelperspectief", "2024-12-31", openbaar=True).vastgesteld == 14


def test_2020_the_omgevingsagenda_of_oost_came_first_and_there_were_eight_novi_areas(vraag: Vraag) -> None:
    antwoord = vraag("omgevingsagenda", "2020-06-30")
    assert _met_stand(antwoord, "aangeboden") == {"oost"}
    assert _met_stand(antwoord, "in voorbereiding") == {"noord", "noordwest", "zuid", "zuidwest"}
    assert Uitspraak.objects.get(onderwerp="aantal voorlopige NOVI-gebieden").aantal == 8


@pytest.mark.parametrize(
    ("sleutel", "wat"),
    [
        ("woningbouw-2025-bestaand", "17"),
        ("woningbouw-2025-kandidaat", "Alkmaar, Apeldoorn, Hengelo/Enschede en Helmond"),
        ("woningbouw-2025-rijksregie", "3.500"),
        ("woningbouw-2025-regionaal", "400 woningen (regiokernen), 1.000 (centrumgemeenten) of 2.000"),
        ("motie-2024-minhas", "29 383, nr. 378"),
        ("motie-2025-van-der-plas", "36200-XII, nr. 33"),
        ("motie-2025-mooiman", "34682, nr. 223"),
        ("motie-2025-peter-de-groot", "32847, nr. 1297"),
        ("motie-2025-mooiman-cs", "36600 XXII, nr. 26"),
        ("motie-2025-structuurbeleid", "geen nummer"),
        ("toezegging-2025-veltman", "afgedaan"),
    ],
)
def test_other_facts_of_the_letters_are_kept_with_their_source(brieven: None, sleutel: str, wat: str) -> None:
    feit = Uitspraak.objects.get(sleutel=sleutel)
    assert wat in feit.tekst
    assert feit.bron.sleutel.startswith("kamerbrief-bol-20")
