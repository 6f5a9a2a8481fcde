"""The layout of 2024 on small lists of our own: headings, lead-ins, bullets, and what is reported as doubtful."""

from __future__ import annotations

from textwrap import dedent

import pytest

from agreements.importers import lees_lijst, verantwoord
from agreements.lijst import LOSSE_ALINEA, Blok, Lijst, Rubriek
from tests.strategieen import NASLAG


def lees(tekst: str) -> Lijst:
    """Read a list written with an indented string; every line keeps a space at its end, as in the real one."""
    bron = "".join(f"{regel} \n" if regel.strip() else "\n" for regel in dedent(tekst).strip().split("\n"))
    lijst = lees_lijst(bron.encode(), naam="lijst.txt", soort="bol", jaar=2024, naslag=NASLAG)
    assert verantwoord(bron, lijst).is_volledig
    return lijst


def rubrieken(lijst: Lijst) -> list[Rubriek]:
    return [rubriek for deel in lijst.landsdelen for rubriek in deel.rubrieken]


def enige_blokken(lijst: Lijst) -> tuple[Blok, ...]:
    (rubriek,) = rubrieken(lijst)
    return rubriek.blokken


def teksten(lijst: Lijst) -> list[str]:
    return [blok.tekst for blok in lijst.tekstblokken]


def soorten(lijst: Lijst) -> list[tuple[str, int | None]]:
    return [(melding.soort, melding.regel) for melding in lijst.meldingen]


def test_a_whole_list_in_small() -> None:
    lijst = lees(
        """
        Regio Zuid-Nederland

        1 Ruimtelijke opgaven
        Provincie Limburg
        Rijk en regio gaan aan de slag om:
        ❖ Een plan te maken voor het water dat de
        komende jaren nodig is.
        ❖ Drie dingen te doen, te weten:
        o Eerst dit;
        o Daarna dat
        en nog iets.

        Energie
        ❖ Rijk en regio kijken naar het net.

        2 NOVEX-gebied De Peel
        ❖ De agenda is aangeboden.

        Regio Oost-Nederland

        1 NOVEX-gebied Regio Zwolle
        ❖ De strategie is besproken.
        """
    )

    assert [(deel.landsdeel, deel.kop) for deel in lijst.landsdelen] == [
        ("zuid", "Regio Zuid-Nederland"),
        ("oost", "Regio Oost-Nederland"),
    ]
    assert [(rubriek.nummer, rubriek.titel, rubriek.gebied) for rubriek in rubrieken(lijst)] == [
        ("1", "Ruimtelijke opgaven", None),
        ("2", "NOVEX-gebied De Peel", "de-peel"),
        ("1", "NOVEX-gebied Regio Zwolle", "regio-zwolle"),
    ]
    eerste, tweede = rubrieken(lijst)[0].blokken
    assert (eerste.provincie, eerste.provincie_kop, eerste.onderwerp) == ("limburg", "Provincie Limburg", None)
    assert eerste.inleiding == "Rijk en regio gaan aan de slag om:"
    assert [(blok.tekst, blok.subpunten, blok.regel) for blok in eerste.tekstblokken] == [
        ("Een plan te maken voor het water dat de komende jaren nodig is.", (), 6),
        ("Drie dingen te doen, te weten:", ("Eerst dit;", "Daarna dat en nog iets."), 8),
    ]
    assert (tweede.provincie, tweede.provincie_kop, tweede.onderwerp) == ("limburg", None, "Energie")
    assert lijst.titel == "Afsprakenlijst BO Leefomgeving 2024"
    assert lijst.meldingen == ()


def test_heading_may_run_over_two_lines() -> None:
    lijst = lees(
        """
        Regio Oost-Nederland

        1 Startsein verstedelijkingsstrategie regio Stedendriehoek
        (Apeldoorn, Deventer en Zutphen)

        ❖ Partijen beginnen met de strategie en maken daarvoor samen
        een plan.

        2 Bestaande woningbouwafspraken: uitplaatsing emplacement en
        ontwikkeling Arnhem Oost

        ❖ Partijen kijken naar de kosten.

        3 Afspraken over het wonen en het werken in de stad Arnhem en
        Nijmegen

        ❖ Partijen kijken naar de baten.
        """
    )

    assert [rubriek.titel for rubriek in rubrieken(lijst)] == [
        "Startsein verstedelijkingsstrategie regio Stedendriehoek (Apeldoorn, Deventer en Zutphen)",
        "Bestaande woningbouwafspraken: uitplaatsing emplacement en ontwikkeling Arnhem Oost",
        "Afspraken over het wonen en het werken in de stad Arnhem en Nijmegen",
    ]
    assert rubrieken(lijst)[0].gebied == "stedendriehoek"


def test_number_at_the_start_of_a_line_inside_a_bullet_is_no_heading() -> None:
    lijst = lees(
        """
        Regio Zuid-Nederland

        1 Wonen
        ❖ De gemeenten stellen met hulp van de provincie in het jaar
        2025 Business Cases op voor de stations en voor de steden met
        2 Grote Opgaven. Daarna kijken zij samen met het Rijk naar de
        2 Scenario's die er zijn.

        2 Water
        ❖ Partijen kijken naar het water.
        """
    )

    assert [rubriek.titel for rubriek in rubrieken(lijst)] == ["Wonen", "Water"]
    assert "jaar 2025 Business Cases" in teksten(lijst)[0]
    assert "steden met 2 Grote Opgaven" in teksten(lijst)[0]


def test_heading_after_a_bullet_without_a_full_stop_is_found_by_what_follows() -> None:
    lijst = lees(
        """
        Regio Zuid-Nederland
        1 Wonen
        ❖ De gemeenten maken samen met de provincie een plan voor de
        steden en voor het landelijk gebied daaromheen in Limburg
        2 Water
        ❖ Partijen kijken naar het water en de bodem, en naar wat er
        nodig is.
        3 Bodem
        ❖ Partijen kijken naar de bodem.
        """
    )

    assert [rubriek.titel for rubriek in rubrieken(lijst)] == ["Wonen", "Water", "Bodem"]


def test_jump_in_the_numbers_is_reported() -> None:
    lijst = lees(
        """
        Regio Zuid-Nederland

        1 Wonen
        ❖ Eerste afspraak.

        3 Water
        ❖ Tweede afspraak.

        3 Bodem
        ❖ Derde afspraak.
        """
    )

    assert [rubriek.nummer for rubriek in rubrieken(lijst)] == ["1", "3", "3b"]
    assert soorten(lijst) == [("onverwacht rubrieknummer", 6), ("onverwacht rubrieknummer", 9)]
    assert len({blok.code for blok in lijst.met_codes().tekstblokken}) == 3


def test_onderwerp_below_bullets_without_white_is_found_and_reported() -> None:
    lijst = lees(
        """
        Regio Zuid-Nederland

        1 Wonen
        Grootschalige woningbouw
        ❖ De gemeenten maken samen met de provincie een plan voor het
        wonen.
        Helmond
        ❖ De gemeente maakt een plan.
        """
    )

    assert [blok.onderwerp for blok in enige_blokken(lijst)] == ["Grootschalige woningbouw", "Helmond"]
    assert soorten(lijst) == [("kop zonder witregel", 7)]


def test_paragraph_below_bullets_is_a_loose_one_and_is_reported() -> None:
    lijst = lees(
        """
        Regio Noordwest-Nederland

        1 Ruimtelijke opgaven

        Flevoland

        ❖ Rijk en provincie maken samen een plan voor de stad en voor
        het land.

        Ook over Defensie wordt verder gesproken.

        Utrecht

        ❖ Partijen werken aan gezondheid.
        """
    )

    eerste, tweede = enige_blokken(lijst)
    assert [(blok.soort, blok.teken, blok.tekst) for blok in eerste.tekstblokken] == [
        ("afspraak", "❖", "Rijk en provincie maken samen een plan voor de stad en voor het land."),
        (LOSSE_ALINEA, None, "Ook over Defensie wordt verder gesproken."),
    ]
    assert tweede.provincie == "utrecht"
    assert soorten(lijst) == [("alinea zonder opsommingsteken", 10)]


def test_paragraphs_below_a_heading_without_bullets_are_loose_ones_in_a_list_with_bullets() -> None:
    lijst = lees(
        """
        Regio Noordwest-Nederland

        1 Ruimtelijke opgaven

        Een eerste afspraak in gewone tekst.

        Een tweede afspraak in gewone tekst.

        2 Water

        ❖ Een plan te maken.
        """
    )

    assert lijst.tellingen()["losse_alineas"] == 2


def test_paragraphs_of_a_list_without_any_bullet_are_items_without_a_mark() -> None:
    lijst = lees(
        """
        Regio Noordwest-Nederland

        1 Ruimtelijke opgaven

        Een eerste afspraak in gewone tekst.

        Een tweede afspraak in gewone tekst.
        """
    )

    assert [(blok.soort, blok.teken) for blok in lijst.tekstblokken] == [("afspraak", None), ("afspraak", None)]


def test_lead_in_may_have_more_paragraphs_and_come_again() -> None:
    lijst = lees(
        """
        Regio Noord-Nederland

        1 Ruimtelijke opgaven

        Er is gesproken over water.

        Partijen spreken af om:

        ❖ Een plan te maken.

        Daarnaast vragen zij het Rijk om:

        ❖ Geld vrij te maken.
        """
    )

    eerste, tweede = enige_blokken(lijst)
    assert eerste.inleiding == "Er is gesproken over water.\nPartijen spreken af om:"
    assert (tweede.inleiding, tweede.onderwerp) == ("Daarnaast vragen zij het Rijk om:", None)
    assert teksten(lijst) == ["Een plan te maken.", "Geld vrij te maken."]
    assert lijst.meldingen == ()


def test_introduction_of_a_provincie_stands_above_its_onderwerpen() -> None:
    lijst = lees(
        """
        Regio Noord-Nederland

        1 Ruimtelijke opgaven

        Drenthe

        Er is gesproken over twee onderwerpen.

        Water

        ❖ Een plan te maken.
        """
    )

    eerste, tweede = enige_blokken(lijst)
    assert (eerste.provincie, eerste.inleiding, eerste.tekstblokken) == (
        "drenthe",
        "Er is gesproken over twee onderwerpen.",
        (),
    )
    assert (tweede.provincie, tweede.onderwerp) == ("drenthe", "Water")


def test_introduction_of_a_landsdeel_goes_to_its_first_blok() -> None:
    lijst = lees(
        """
        Regio Noord-Nederland

        In het noorden is over veel gesproken.

        1 Ruimtelijke opgaven

        Drenthe

        ❖ Een plan te maken.
        """
    )

    (blok,) = enige_blokken(lijst)
    assert blok.inleiding == "In het noorden is over veel gesproken."


def test_bullets_before_the_first_rubriek_are_kept_and_reported() -> None:
    lijst = lees(
        """
        Regio Noord-Nederland

        ❖ Een afspraak zonder rubriek.

        1 Ruimtelijke opgaven

        ❖ Een plan te maken.
        """
    )

    assert [rubriek.nummer for rubriek in rubrieken(lijst)] == ["0", "1"]
    assert soorten(lijst) == [("tekst zonder rubriek", 3)]


def test_region_without_rubrieken_is_reported() -> None:
    lijst = lees(
        """
        Regio Noord-Nederland

        Regio Oost-Nederland

        1 Ruimtelijke opgaven

        ❖ Een plan te maken.
        """
    )

    assert lijst.landsdelen[0].rubrieken == ()
    assert soorten(lijst) == [("regio zonder rubrieken", 1)]


def test_title_and_text_above_the_first_region_are_kept() -> None:
    lijst = lees(
        """
        Afspraken Bestuurlijke Overleggen 2024

        Dit is de bijlage bij de brief.

        Regio Noord-Nederland

        1 Ruimtelijke opgaven

        ❖ Een plan te maken.
        """
    )

    assert lijst.titel == "Afspraken Bestuurlijke Overleggen 2024"
    assert enige_blokken(lijst)[0].inleiding == "Dit is de bijlage bij de brief."
    assert soorten(lijst) == [("tekst vóór de eerste regio", 3)]


def test_list_for_the_whole_country_comes_before_the_regions() -> None:
    lijst = lees(
        """
        Generieke, nationale afspraken

        1 Wonen

        ❖ Het Rijk maakt een plan.

        Regio Noord-Nederland

        1 Water

        Landelijke afspraken

        ❖ De provincie volgt.
        """
    )

    assert [deel.landsdeel for deel in lijst.landsdelen] == ["landelijk", "noord"]
    assert rubrieken(lijst)[1].blokken[0].onderwerp == "Landelijke afspraken"


def test_unknown_gebied_and_provincie_are_reported() -> None:
    lijst = lees(
        """
        Regio Noord-Nederland

        1 NOVEX-gebied Atlantis

        ❖ Een plan te maken.

        2 Samenhang Groene Hart en Lelylijn

        Provincies Groningen en Drenthe

        ❖ Een plan te maken.
        """
    )

    assert [rubriek.gebied for rubriek in rubrieken(lijst)] == [None, "groene-hart"]
    (blok,) = rubrieken(lijst)[1].blokken
    assert (blok.provincie, blok.provincie_kop) == (None, "Provincies Groningen en Drenthe")
    assert soorten(lijst) == [
        ("onbekend gebied", 3),
        ("meer gebieden in de titel", 7),
        ("onbekende provincie", 9),
    ]


def test_bullets_that_lean_on_another_are_reported() -> None:
    lijst = lees(
        """
        Regio Noord-Nederland

        1 Wonen

        ❖ Een plan te maken.

        ❖ Waarbij gekeken wordt naar geld.

        ❖ te zorgen voor huizen.

        ❖
        """
    )

    assert soorten(lijst) == [
        ("punt leunt op een ander punt", 7),
        ("punt begint met een kleine letter", 9),
        ("opsommingsteken zonder tekst", 11),
    ]
    assert len(teksten(lijst)) == 3


def test_bullet_may_stand_alone_on_its_line() -> None:
    lijst = lees(
        """
        Regio Noord-Nederland

        1 Wonen

        ❖
        Een plan te maken.
        """
    )

    assert [(blok.tekst, blok.regel) for blok in lijst.tekstblokken] == [("Een plan te maken.", 5)]


def test_other_bullet_below_a_bullet_is_a_subpunt_and_is_reported() -> None:
    lijst = lees(
        """
        Regio Noord-Nederland

        1 Wonen

        ❖ Twee dingen te doen:

        ▪ Het eerste.

        ▪ Het tweede.

        ❖ Een plan te maken.
        """
    )

    assert [blok.subpunten for blok in lijst.tekstblokken] == [("Het eerste.", "Het tweede."), ()]
    assert soorten(lijst) == [("ander opsommingsteken", 7), ("ander opsommingsteken", 9)]


@pytest.mark.parametrize("teken", ["•", "➢", "\uf076"])
def test_list_may_have_another_bullet(teken: str) -> None:
    lijst = lees(
        f"""
        Regio Noord-Nederland

        1 Wonen

        {teken} Een plan te maken.

        {teken} Geld vrij te maken.
        """
    )

    assert [blok.teken for blok in lijst.tekstblokken] == [teken, teken]


def test_heading_without_text_below_it_is_kept_and_reported() -> None:
    lijst = lees(
        """
        Regio Noord-Nederland

        1 Wonen

        Grote steden

        Groningen

        Provincie Drenthe

        ❖ Een plan te maken.

        2 Water
        """
    )

    eerste, tweede = rubrieken(lijst)
    assert [(blok.provincie_kop, blok.onderwerp) for blok in eerste.blokken] == [
        (None, "Grote steden"),
        ("Groningen", None),
        ("Provincie Drenthe", None),
    ]
    assert tweede.blokken == ()
    assert soorten(lijst) == [("kop zonder tekst", 5), ("kop zonder tekst", 7), ("rubriek zonder tekst", 13)]


def test_text_is_not_touched_inside_a_line() -> None:
    lijst = lees(
        """
        Regio Noord-Nederland

        1 Wonen

        ❖ De  gebiedsmaartegelen ‘zijn’ “goed” ﬁjn zee\u00adhaven , toch <b>.
        """
    )

    assert teksten(lijst) == ["De  gebiedsmaartegelen ‘zijn’ “goed” ﬁjn zee\u00adhaven , toch <b>."]
