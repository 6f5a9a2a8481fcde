"""The real list of 2024: structure, headings and text, to the letter."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from agreements.importers import lees_lijst, verantwoord
from agreements.lijst import Lijst, LijstFout
from tests.strategieen import NASLAG, zonder_regels

#: landsdeel → (titel, gebied, blokken as (provincie, provincie_kop, onderwerp, number of text blocks)); long
#: headings are cut off.
STRUCTUUR = {
    "zuidwest": [
        (
            "Ruimtelijke opgaven Zuidwest-Nederland (NOVEX)",
            None,
            [("zuid-holland", "Zuid-Holland", None, 4), ("zeeland", "Zeeland", None, 4)],
        ),
        ("Ruimte voor energie", None, [(None, None, None, 1)]),
        (
            "NOVEX-gebied North Sea Port District (NSPD)",
            "north-sea-port-district",
            [(None, None, None, 4)],
        ),
        ("NOVEX-gebied Zuidelijke Randstad", "zuidelijke-randstad", [(None, None, None, 3)]),
        ("NOVEX-gebied Rotterdamse haven", "rotterdamse-haven", [(None, None, None, 3)]),
        ("Versnelling woningbouw en woningbouwvoorwaarden", None, [(None, None, None, 1)]),
    ],
    "zuid": [
        (
            "Ruimtelijke opgaven Zuid-Nederland (NOVEX)",
            None,
            [
                ("noord-brabant", "Provincie Noord-Brabant", "Powerport regio Moerdijk", 3),
                ("noord-brabant", None, "Energie en goederenstromen in relatie tot leefbare steden", 2),
                ("noord-brabant", None, "Zoetwaterbeschikbaarheid, natuur en landbouw", 1),
                (
                    "limburg",
                    "Provincie Limburg",
                    "Chemelot en aansluiting energiehoofdstructuur: gebiedsgerich…",
                    1,
                ),
            ],
        ),
        (
            "Startsein Rijk-regio verstedelijkingsstrategie Limburg Centr…",
            "limburg-centraal",
            [(None, None, None, 8)],
        ),
        ("NOVEX-gebied Stedelijk Brabant", "stedelijk-brabant", [(None, None, None, 1)]),
        ("NOVEX-gebied De Peel", "de-peel", [(None, None, None, 2)]),
        ("NOVEX-gebied Zuid-Limburg", "zuid-limburg", [(None, None, None, 1)]),
        (
            "Project ‘Beethoven’ – Brainport Eindhoven",
            None,
            [
                (None, None, "Grootschalige woningbouwlocaties (gebiedsbudget)", 2),
                (None, None, "Onderdeel versnelling woningbouw", 2),
                (None, None, "Helmond", 1),
            ],
        ),
        ("Verstedelijkingsopgave Roosendaal", None, [(None, None, None, 1)]),
    ],
    "noord": [
        ("Ruimtelijke opgaven Noord-Nederland (NOVEX)", None, [(None, None, None, 3)]),
        ("NOVEX-gebied Groningen-Assen", "regio-groningen-assen", [(None, None, None, 2)]),
        (
            "NOVEX-gebied Groningen – Masterplan Zeehavens",
            "groningen-masterplan-zeehavens",
            [(None, None, None, 1)],
        ),
    ],
    "noordwest": [
        (
            "Ruimtelijke opgaven Noordwest-Nederland (NOVEX)",
            None,
            [
                ("flevoland", "Provincie Flevoland", None, 6),
                ("noord-holland", "Provincie Noord-Holland", None, 3),
                ("utrecht", "Provincie Utrecht", None, 6),
            ],
        ),
        (
            "NOVEX-gebied Metropoolregio Amsterdam (MRA)",
            "metropoolregio-amsterdam",
            [(None, None, None, 4)],
        ),
        ("NOVEX-gebied Utrecht-Amersfoort", "utrecht-amersfoort", [(None, None, None, 2)]),
        ("NOVEX-gebied Groene Hart", "groene-hart", [(None, None, None, 1)]),
        ("NOVEX-gebied Noordzeekanaalgebied (NZKG)", "noordzeekanaalgebied", [(None, None, None, 1)]),
    ],
    "oost": [
        (
            "Ruimtelijke opgaven Oost-Nederland (NOVEX)",
            None,
            [
                ("gelderland", "Provincie Gelderland", None, 2),
                ("overijssel", "Provincie Overijssel", None, 2),
            ],
        ),
        (
            "Startsein Rijk-regio verstedelijkingsstrategie regio Stedend…",
            "stedendriehoek",
            [(None, None, None, 1)],
        ),
        (
            "Startsein Rijk-regio verstedelijkingsstrategie regio Twente",
            "twente",
            [(None, None, None, 1)],
        ),
        ("NOVEX-gebied Regio Zwolle", "regio-zwolle", [(None, None, None, 1)]),
        ("NOVEX-gebied Arnhem Nijmegen Foodvalley", "arnhem-nijmegen-foodvalley", [(None, None, None, 1)]),
        (
            "Bestaande woningbouwafspraken: uitplaatsing spooremplacement…",
            None,
            [(None, None, None, 3)],
        ),
    ],
}


def lees(inhoud: bytes | Path) -> Lijst:
    return lees_lijst(inhoud, naam="lijst.txt", soort="bol", jaar=2024, naslag=NASLAG)


def kort(kop: str | None) -> str | None:
    return f"{kop[:60]}…" if kop and len(kop) > 60 else kop


@pytest.fixture(scope="session")
def pad(echt_document: Callable[[str], Path]) -> Path:
    return echt_document("afsprakenlijst-bol-2024.txt")


@pytest.fixture(scope="session")
def bron(pad: Path) -> str:
    return pad.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def lijst(pad: Path) -> Lijst:
    return lees(pad)


def test_counts_are_those_of_the_document(lijst: Lijst) -> None:
    assert lijst.tellingen() == {
        "landsdelen": 5,
        "rubrieken": 27,
        "afspraken": 84,
        "subpunten": 3,
        "losse_alineas": 1,
    }


def test_headings_stand_as_printed_and_lead_to_provincie_and_gebied(lijst: Lijst) -> None:
    gelezen = {
        deel.landsdeel: [
            (
                kort(rubriek.titel),
                rubriek.gebied,
                [
                    (blok.provincie, blok.provincie_kop, kort(blok.onderwerp), len(blok.tekstblokken))
                    for blok in rubriek.blokken
                ],
            )
            for rubriek in deel.rubrieken
        ]
        for deel in lijst.landsdelen
    }

    assert list(gelezen) == list(STRUCTUUR)
    assert gelezen == STRUCTUUR


def test_headings_over_two_lines_are_whole(lijst: Lijst) -> None:
    koppen = [rubriek.titel for deel in lijst.landsdelen for rubriek in deel.rubrieken]
    koppen += [
        blok.onderwerp or "" for deel in lijst.landsdelen for rubriek in deel.rubrieken for blok in rubriek.blokken
    ]

    for einde in (
        "regio Stedendriehoek (Apeldoorn, Deventer en Zutphen)",
        "spooremplacement en ontwikkeling Arnhem Oost",
        "gebiedsgerichte aanpak Maasbracht – Graetheide",
    ):
        assert sum(kop.endswith(einde) for kop in koppen) == 1


def test_rubrieken_are_numbered_from_one_in_every_landsdeel(lijst: Lijst) -> None:
    for deel in lijst.landsdelen:
        assert deel.kop == f"Regio {deel.landsdeel.capitalize()}-Nederland"
        assert [rubriek.nummer for rubriek in deel.rubrieken] == [
            str(nummer) for nummer in range(1, len(deel.rubrieken) + 1)
        ]


def test_lead_ins_stand_above_the_bullets_of_two_provincies(lijst: Lijst) -> None:
    met_inleiding = [
        (blok.provincie, blok.inleiding)
        for deel in lijst.landsdelen
        for rubriek in deel.rubrieken
        for blok in rubriek.blokken
        if blok.inleiding
    ]

    assert met_inleiding == [
        ("zuid-holland", "Rijk en regio gaan samen aan de slag om:"),
        ("zeeland", "Rijk en regio gaan samen aan de slag om:"),
    ]


def test_subpunten_stand_below_the_bullet_of_the_noordzeekanaalgebied(lijst: Lijst) -> None:
    ((regel, subpunten),) = [(blok.regel, blok.subpunten) for blok in lijst.tekstblokken if blok.subpunten]

    assert regel == 1059
    assert [subpunt.split()[0] for subpunt in subpunten] == ["Gezamenlijk", "Verkenning", "Herbevestiging"]
    assert subpunten[0].endswith("vernieuwing IJmond;")


def test_paragraph_without_a_bullet_is_the_one_on_line_797(lijst: Lijst) -> None:
    ((regel, teken, tekst),) = [
        (blok.regel, blok.teken, blok.tekst) for blok in lijst.tekstblokken if blok.is_losse_alinea
    ]

    assert (regel, teken) == (797, None)
    assert tekst.startswith("Ook wordt verder gesproken")
    assert [melding.soort for melding in lijst.meldingen if melding.regel == 797] == ["alinea zonder opsommingsteken"]


def test_doubtful_places_are_the_loose_paragraph_and_the_bullet_that_leans(lijst: Lijst) -> None:
    assert [(melding.regel, melding.soort) for melding in lijst.meldingen] == [
        (18, "punt leunt op een ander punt"),
        (797, "alinea zonder opsommingsteken"),
    ]
    assert all(len(melding.tekst) <= 120 for melding in lijst.meldingen)


def test_every_bullet_points_at_its_line(lijst: Lijst, bron: str) -> None:
    regels = bron.split("\n")
    met_teken = [nummer for nummer, regel in enumerate(regels, start=1) if regel.strip().startswith("❖")]

    assert [blok.regel for blok in lijst.tekstblokken if not blok.is_losse_alinea] == met_teken


@pytest.mark.parametrize(
    "stuk",
    [
        "sturen de NOVEX-partners",
        "de ruimtelijke impact en milieu-impact van",
        "Publiek-Private Samenwerkingsverbanden",
        "op de Vlaams-Nederlandse Top",
        "in het NOVEX-gebied.",
        "Uitvoerings- en Investeringsagenda (UIA)",
        "Regionale Uitvoerings- Investeringsagenda (RUIA)",
        "gemeenten -waarvan een deel samenwerkt in Stadsregio Parkstad Limburg- in",
        "IJsselmeergebied - , de",
        "gebiedsmaartegelen in Fellenoord",
        "integrale afstemming  m.b.t.",
        "in 2025 Business Cases op",
        "Regionale Investeringsagenda .",
        "een zorgvuldige landschappelijke inpassing",
    ],
)
def test_text_is_joined_to_the_letter(lijst: Lijst, stuk: str) -> None:
    assert sum(stuk in blok.tekst for blok in lijst.tekstblokken) == 1


def test_no_text_ends_halfway_or_holds_a_bullet(lijst: Lijst) -> None:
    for blok in lijst.tekstblokken:
        assert blok.tekst == blok.tekst.strip()
        assert "\n" not in blok.tekst
        assert "❖" not in blok.tekst


def test_nothing_was_dropped_added_or_moved(lijst: Lijst, bron: str) -> None:
    verantwoording = verantwoord(bron, lijst)

    assert verantwoording.ontbreekt == ()
    assert (verantwoording.toegevoegd, verantwoording.verplaatst) == (0, 0)
    assert verantwoording.opmaak == 3  # the three "o" of the sub-points
    assert verantwoording.tekens_in == verantwoording.geplaatst + verantwoording.opmaak


def test_list_says_what_the_source_says_in_the_same_order(lijst: Lijst, bron: str) -> None:
    """The same proof without the importer's own count: all letters of the source, in a row."""
    delen: list[str] = []
    for deel in lijst.landsdelen:
        delen.append(deel.kop)
        for rubriek in deel.rubrieken:
            delen += [rubriek.nummer, rubriek.titel]
            for blok in rubriek.blokken:
                delen += [blok.provincie_kop or "", blok.onderwerp or "", blok.inleiding or ""]
                for tekstblok in blok.tekstblokken:
                    delen += [tekstblok.tekst, *tekstblok.subpunten]

    def letters(tekst: str) -> str:
        return re.sub(r"[\s❖-]", "", tekst)

    assert letters("".join(delen)) == letters(re.sub(r"(?m)^o ", "", bron))


@pytest.mark.parametrize(
    "vorm",
    [
        lambda bron: bron.replace("\n", "\r\n").encode(),
        lambda bron: bron.encode("utf-16"),
        lambda bron: bron.encode("utf-8-sig"),
        lambda bron: re.sub(r"(?m) +$", "", bron).encode(),
        lambda bron: "\n".join(regel for regel in bron.split("\n") if regel.strip()).encode(),
    ],
    ids=["crlf", "utf-16", "bom", "without spaces at line ends", "without empty lines"],
)
def test_other_forms_of_the_same_text_give_the_same_list(lijst: Lijst, bron: str, vorm: Callable[[str], bytes]) -> None:
    assert zonder_regels(lees(vorm(bron))) == zonder_regels(lijst)


def test_reading_takes_well_under_half_a_second(pad: Path) -> None:
    begin = time.process_time()
    lees(pad)
    assert time.process_time() - begin < 0.5


@pytest.mark.parametrize(
    "naam",
    [
        "kamerbrief-bol-2020.txt",
        "kamerbrief-bol-2024.txt",
        "kamerbrief-bol-2025.txt",
        "dossier-noordwest-bol-2026.md",
    ],
)
def test_letters_and_the_dossier_are_no_list(echt_document: Callable[[str], Path], naam: str) -> None:
    with pytest.raises(LijstFout, match="geen afsprakenlijst"):
        lees(echt_document(naam))
