"""Places where a layout leaves doubt: what a reader would say of them, and that the user is told the line."""

from __future__ import annotations

from textwrap import dedent

import pytest

from agreements.importers import lees_lijst, verantwoord
from agreements.importers.indelingen.titelgrens import titelgrens
from agreements.lijst import Lijst
from tests.strategieen import NASLAG


def lees(bron: str) -> Lijst:
    """The list in this text, of which nothing may be missing."""
    tekst = dedent(bron).lstrip("\n")
    lijst = lees_lijst(tekst.encode(), naam="lijst.txt", soort="mirt", jaar=2018, naslag=NASLAG)
    uitkomst = verantwoord(tekst, lijst)
    assert uitkomst.ontbreekt == ()
    assert uitkomst.tekens_in == uitkomst.geplaatst + uitkomst.opmaak
    return lijst


def soorten(lijst: Lijst) -> list[tuple[str, int | None]]:
    return [(melding.soort, melding.regel) for melding in lijst.meldingen]


def titels(lijst: Lijst) -> list[tuple[str, str]]:
    return [(rubriek.nummer, rubriek.titel) for deel in lijst.landsdelen for rubriek in deel.rubrieken]


def teksten(lijst: Lijst) -> list[str]:
    return [blok.tekst for blok in lijst.tekstblokken]


@pytest.mark.parametrize(
    ("titel", "rest"),
    [
        ("N35 Nijverdal – Wierden:", "partijen spreken af dat het plan doorgaat."),
        ("N35 Nijverdal – Wierden:", "De planning blijft gelijk."),
        ("Ring Utrecht", "De minister informeert de regio over het tracé."),
        ("Fiets, bus en trein: de keten", "Rijk en regio spreken af:"),
        ("A58: tempo houden.", "De minister houdt vast aan de planning."),
        ("Verkenning De Peel", "Limburg en Noord-Brabant bekijken de opgaven."),
        ("Schiphol en Hoofddorp", "Kennis is genomen van de stand."),
        ("Ontwikkeling van De Peel en de Maas", "De provincies stellen vast:"),
    ],
)
def test_title_ends_where_a_sentence_begins(titel: str, rest: str) -> None:
    """Names with capitals, and a colon inside a title, begin no sentence."""
    tekst = f"{titel} {rest}"
    grens = titelgrens(tekst, NASLAG)
    assert grens is not None
    assert (tekst[:grens].strip(), tekst[grens:]) == (titel, rest)


def test_numbered_paragraph_without_a_clear_end_of_its_title_is_a_rubriek_and_is_reported() -> None:
    """It would otherwise vanish in the agreement above it."""
    lijst = lees(
        """
        BO MIRT Oost-Nederland
        1. Spoor
        ❖ De planning blijft gelijk.
        2. Ring Zwolle, met daarbij de inpassing van de brug.
        ❖ De gemeente trekt dit.
        """
    )
    assert titels(lijst) == [("1", "Spoor"), ("2", "Ring Zwolle, met daarbij de inpassing van de brug.")]
    assert soorten(lijst) == [("einde van de titel onzeker", 4)]


def test_numbered_sentence_is_no_rubriek() -> None:
    lijst = lees(
        """
        BO MIRT Oost-Nederland
        1. Spoor
        ❖ De planning kent twee stappen.
        2. De gemeente levert in 2019 een ontwerp van het station.
        """
    )
    assert titels(lijst) == [("1", "Spoor")]
    assert ("getal aan het begin van een regel", 4) in soorten(lijst)


def test_blank_line_before_an_amount_does_not_end_an_agreement() -> None:
    lijst = lees(
        """
        BO MIRT Oost-Nederland
        1. Wegen
        ❖ De provincie Overijssel draagt

        € 30 miljoen bij.
        ❖ Het Rijk past de planning aan.
        """
    )
    assert teksten(lijst) == ["De provincie Overijssel draagt € 30 miljoen bij.", "Het Rijk past de planning aan."]
    assert soorten(lijst) == [("witregel midden in een zin", 5)]


def test_number_with_a_stroke_is_a_heading_after_an_unfinished_sentence_too() -> None:
    lijst = lees(
        """
        BO MIRT Noord
        1. | Spoor ❖ Rijk en regio starten een verkenning. ❖ De provincies Fryslân en Drenthe doen mee
        2. | N33 ❖ De weg wordt verdubbeld.
        """
    )
    assert titels(lijst) == [("1", "Spoor"), ("2", "N33")]
    assert teksten(lijst)[1] == "De provincies Fryslân en Drenthe doen mee"


def test_bullet_sign_between_names_splits_nothing_unseen() -> None:
    """Between names it may be a mark between words: the place is reported, whichever way it is read."""
    lijst = lees(
        """
        BO MIRT Noord
        1. Spoor
        • De treinen stoppen in Assen ➢ en daarna in Groningen.
        • Het Rijk betaalt. • De regio volgt.
        """
    )
    assert teksten(lijst) == [
        "De treinen stoppen in Assen ➢ en daarna in Groningen.",
        "Het Rijk betaalt.",
        "De regio volgt.",
    ]
    assert soorten(lijst) == [("opsommingsteken midden in een zin", 3)]


def test_provincie_below_an_agreement_without_a_full_stop_is_a_heading_and_is_reported() -> None:
    lijst = lees(
        """
        Regio Noordwest-Nederland
        1 Groene Hart
        Provincie Utrecht
        • De provincie maakt samen met de waterschappen een plan
        Provincie Zuid-Holland
        • De provincie doet dat ook, en betrekt daarbij
        de gemeenten.
        """
    )
    koppen = [blok.provincie_kop for rubriek in lijst.landsdelen[0].rubrieken for blok in rubriek.blokken]
    assert koppen == ["Provincie Utrecht", "Provincie Zuid-Holland"]
    assert soorten(lijst) == [("kop na een onvoltooide zin", 5)]


def test_title_of_the_list_may_be_as_wide_as_the_column_above_the_first_region() -> None:
    lijst = lees(
        """
        Afspraken bestuurlijke overleggen van het najaar
        BO MIRT Noord
        1. Spoor
        ❖ De planning van het spoor in het noorden blijft
        gelijk.
        """
    )
    assert lijst.titel == "Afspraken bestuurlijke overleggen van het najaar"
    assert titels(lijst) == [("1", "Spoor")]


def test_number_that_may_be_of_a_page_or_of_a_rubriek_is_reported() -> None:
    lijst = lees(
        """
        1
        Noordwest-Nederland

        2
        Zuidas

        Partijen spreken af de planning in het voorjaar te bespreken.

        3
        Schiphol

        Het Rijk zegt toe in 2015 te besluiten.
        """
    )
    assert [titel for _, titel in titels(lijst)] == ["Zuidas", "Schiphol"]
    assert ("rubrieknummer of paginanummer", 4) in soorten(lijst)


def test_number_of_the_region_before_that_of_the_rubriek_is_layout() -> None:
    lijst = lees(
        """
        1.
        Noord-Nederland

        1.1
        Spoor

        Rijk en regio besluiten de verkenning te starten.

        1.2
        Waddenzee

        Partijen spreken een plan af.
        """
    )
    assert titels(lijst) == [("1", "Spoor"), ("2", "Waddenzee")]


def test_introduction_of_a_rubriek_is_known_by_its_words_and_reported() -> None:
    """The first paragraph tells how things stand; what a partner does is an agreement."""
    lijst = lees(
        """
        1. Noord-Nederland

        1
        Spoor

        In het overleg is de stand van zaken besproken.

        Rijk en regio spreken af de verkenning te starten.

        2
        Waddenzee

        De provincie onderzoekt de dijk.

        Partijen spreken af dat te bespreken.
        """
    )
    eerste, tweede = (rubriek.blokken[0] for rubriek in lijst.landsdelen[0].rubrieken)
    assert eerste.inleiding == "In het overleg is de stand van zaken besproken."
    assert (tweede.inleiding, len(tweede.tekstblokken)) == (None, 2)
    assert soorten(lijst) == [("inleiding herkend aan de woorden", 6)]


def test_line_that_may_be_a_page_header_stays_and_is_reported() -> None:
    """Once is too little to leave text out; in the middle of a sentence beside a page number it is suspect."""
    lijst = lees(
        """
        BO MIRT Noord
        1. Spoor
        ❖ De planning van het spoor in het noorden blijft
        Concept van de redactie
        Pagina 2 van 9
        gelijk aan die van 2017.
        """
    )
    assert "Concept van de redactie" in teksten(lijst)[0]
    assert ("misschien een kop- of voetregel", 4) in soorten(lijst)


def test_first_line_below_a_contents_may_be_a_region() -> None:
    lijst = lees(
        """
        Afsprakenlijsten van de bestuurlijke overleggen MIRT in het najaar
        Inhoud
        BO MIRT Noordwest 2
        BO MIRT Zuidwest 3
        2
        BO MIRT Noordwest
        1. | Zuidas ❖ De gemeente doet in het voorjaar een voorstel.
        BO MIRT Zuidwest
        1. | Oude Lijn ❖ Het Rijk kiest voor vier stations.
        """
    )
    assert [deel.landsdeel for deel in lijst.landsdelen] == ["noordwest", "zuidwest"]
    assert lijst.titel == "Afsprakenlijsten van de bestuurlijke overleggen MIRT in het najaar"


def test_prose_with_semicolons_keeps_its_line_breaks() -> None:
    """Dashes that end in a semicolon are no list without line breaks, and a number may be a roman one."""
    lijst = lees(
        """
        Afsprakenlijst BO MIRT

        I. Noord-Nederland

        1.

        Spoor

        Afgesproken wordt:

        - dat de provincie meebetaalt;

        - dat de gemeente het plein aanlegt.

        II. Oost-Nederland

        1.

        Twente

        Rijk en regio spreken af de kanalen te verruimen.
        """
    )
    assert [deel.kop for deel in lijst.landsdelen] == ["Noord-Nederland", "Oost-Nederland"]
    assert titels(lijst) == [("1", "Spoor"), ("1", "Twente")]
    eerste, _ = lijst.tekstblokken
    assert eerste.subpunten == ("dat de provincie meebetaalt;", "dat de gemeente het plein aanlegt.")
    assert lijst.meldingen == ()


def test_region_on_top_of_a_page_is_not_the_region_again() -> None:
    lijst = lees(
        """
        1 BO MIRT Noord
        1. | Spoor ❖ Rijk en regio gaan door met het spoor.
        BO MIRT Noord
        3
        2. | Waddengebied ❖ Partijen maken een plan.
        """
    )
    assert titels(lijst) == [("1", "Spoor"), ("2", "Waddengebied")]


def test_number_far_beyond_the_row_is_no_rubriek() -> None:
    """It is the last word of the sentence before it."""
    lijst = lees(
        """
        Regio Oost-Nederland
        1 Wonen
        ❖ Partijen kiezen uit de locaties het aantal van
        16.
        Zij doen dat samen
        met de gemeenten.
        """
    )
    assert titels(lijst) == [("1", "Wonen")]
    assert teksten(lijst)[0].startswith("Partijen kiezen uit de locaties het aantal van 16.")


def test_lead_in_that_the_points_complete_is_no_part_of_the_title() -> None:
    lijst = lees("""
        BO MIRT Zuid-Nederland
        1. A2 Weert: de minister en de provincie spreken af
        ❖ dat de planuitwerking doorgaat;
        ❖ dat de provincie de kosten deelt.
        2. Fietsroutes Rijk en regio komen overeen om
        ❖ Een kaart te maken.
        """)

    assert titels(lijst) == [("1", "A2 Weert"), ("2", "Fietsroutes")]
    eerste, tweede = (rubriek.blokken[0].inleiding for rubriek in lijst.landsdelen[0].rubrieken)
    assert (eerste, tweede) == ("de minister en de provincie spreken af", "Rijk en regio komen overeen om")
    assert {("einde van de titel gevonden aan de zin", regel) for regel in (2, 5)} <= set(soorten(lijst))


PROZA = """
1. Noord-Nederland
{wit}
1
Spoor
Rijk en regio spreken af dat zij de verkenning van het spoor
in het voorjaar starten en dat zij de kosten samen betalen.
De provincies en de gemeenten stellen daarvoor op tijd een
plan op en betrekken daarbij de vervoerders in het noorden.
{wit}
Partijen spreken af dat zij elk half jaar bespreken hoe het
met het spoor gaat. Dat doen zij in het bestuurlijk overleg.
Een kort verslag volgt.
De gemeenten spreken af dat zij het station samen ontwerpen.
2
Waddenzee
Rijk en regio spreken af de dijk van de haven tot de grens te
versterken.
"""


def test_full_line_that_may_end_a_paragraph_is_reported_where_no_white_does() -> None:
    """A line that stops short does end one, and a heading is none."""
    lijst = lees(PROZA.replace("{wit}\n", ""))
    assert teksten(lijst)[0].startswith("Rijk en regio spreken af dat zij de verkenning")
    assert "Een kort verslag volgt." in teksten(lijst)[0]
    assert teksten(lijst)[1] == "De gemeenten spreken af dat zij het station samen ontwerpen."
    gemeld = [melding for melding in lijst.meldingen if melding.soort == "nieuwe alinea of vervolg"]
    assert [(melding.regel, melding.tekst.split()[0]) for melding in gemeld] == [
        (6, "De"),
        (8, "Partijen"),
        (10, "Een"),
    ]


def test_full_line_goes_on_where_white_separates_paragraphs() -> None:
    lijst = lees(PROZA.replace("{wit}", ""))
    assert [tekst.split()[0] for tekst in teksten(lijst)] == ["Rijk", "Partijen", "De", "Rijk"]
    assert "nieuwe alinea of vervolg" not in {soort for soort, _ in soorten(lijst)}
