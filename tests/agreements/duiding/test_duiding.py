"""What a text gives away, and what it does not: the rules on sentences of our own."""

from __future__ import annotations

from typing import Any

import pytest

from agreements.duiding import Duider, Namen, Omgeving, Veld, Waar

NAMEN = Namen(
    organisaties={
        "ministerie van Infrastructuur en Waterstaat": "ministerie-ienw",
        "IenW": "ministerie-ienw",
        "I&W": "ministerie-ienw",
        "IenM": "ministerie-ienw",
        "EZK": "ministerie-ez",
        "VRO": "ministerie-vro",
        "ProRail": "prorail",
        "MRA": "metropoolregio-amsterdam",
        "Staalbedrijf": "staalbedrijf",
    },
    provincies={"Drenthe": "provincie-drenthe", "Zeeland": "provincie-zeeland", "Utrecht": "provincie-utrecht"},
    gemeenten={"Emmen": "gemeente-emmen", "Assen": "gemeente-assen", "Utrecht": "gemeente-utrecht"},
    waterschappen={"Aa en Maas": "waterschap-aa-en-maas"},
    gebieden={"De Peel": "de-peel", "NZKG": "noordzeekanaalgebied"},
    provincie_van={"gemeente-emmen": "drenthe", "gemeente-utrecht": "utrecht"},
    plaatsachtig=frozenset(
        {
            "provincie-drenthe",
            "provincie-zeeland",
            "provincie-utrecht",
            "gemeente-emmen",
            "gemeente-assen",
            "metropoolregio-amsterdam",
        }
    ),
)
DUIDER = Duider(NAMEN)


def gevonden(tekst: str, veld: Veld, **waar: Any) -> set[str]:
    omgeving = Omgeving(tekst=tekst, jaar=2031, **waar)
    return {een.sleutel.partition(":")[2] for een in DUIDER.duid(omgeving) if een.veld is veld}


@pytest.mark.parametrize(
    ("tekst", "partijen"),
    [
        # The subject of a verb that commits, before it and behind it.
        ("Rijk en regio spreken af een dijk te bouwen.", {"rijk:trekker", "regio:trekker"}),
        ("Momenteel werken het Rijk en de regio aan een plan.", {"rijk:trekker", "regio:trekker"}),
        (
            "Gemeenten, waterschappen en Rijk onderzoeken dit.",
            {"gemeenten:trekker", "waterschappen:trekker", "rijk:trekker"},
        ),
        ("Rijk en regio (provincies, gemeenten) spreken af dit te doen.", {"rijk:trekker", "regio:trekker"}),
        (
            "Provincies Drenthe en Zeeland stellen een kaart op.",
            {"provincie-drenthe:trekker", "provincie-zeeland:trekker"},
        ),
        ("Door de zomer heen wordt door de regio een kaart gemaakt.", {"regio:trekker"}),
        # Names of ministries as they were and are, and abbreviations.
        (
            "Rijk en regio werken samen; ook IenM en I&W doen mee.",
            {"rijk:trekker", "regio:trekker", "ministerie-ienw:betrokken"},
        ),
        # Money and orders.
        ("De kosten worden door de gemeente Emmen gedragen.", {"gemeente-emmen:financier"}),
        ("Rijk en gemeente Emmen delen de kosten.", {"rijk:financier", "gemeente-emmen:financier"}),
        (
            "De gemeente Emmen geeft ProRail opdracht voor een studie.",
            {"gemeente-emmen:opdrachtgever", "prorail:betrokken"},
        ),
        # Who is involved only is not the one who owes.
        ("EZK zal vroeg worden geïnformeerd of betrokken worden.", {"ministerie-ez:betrokken"}),
        # A collective word in passing, a place, an example, and a description say nothing of who owes what.
        ("Daarbij is betrokkenheid van het Rijk gewenst om dit te doen.", set()),
        ("Voor de MRA worden in Drenthe afspraken gemaakt.", set()),
        ("Er wordt gekeken naar industrie zoals Staalbedrijf.", set()),
        ("De provincie Drenthe heeft met veel opgaven te maken die zij wil oplossen.", set()),
    ],
)
def test_organisations_get_the_role_that_the_grammar_gives_them(tekst: str, partijen: set[str]) -> None:
    assert gevonden(tekst, Veld.PARTIJ) == partijen


def test_the_provincie_is_the_one_of_the_heading_or_nobody() -> None:
    tekst = "Rijk en provincie werken dit samen uit."
    assert gevonden(tekst, Veld.PARTIJ, provincie="drenthe") == {"rijk:trekker", "provincie-drenthe:trekker"}
    assert gevonden(tekst, Veld.PARTIJ) == {"rijk:trekker"}


def test_lead_in_tells_who_owes_what_the_bullet_asks() -> None:
    omgeving = Omgeving(tekst="Een kaart te maken.", inleiding="Rijk en regio gaan samen aan de slag om:")
    partijen = [een for een in DUIDER.duid(omgeving) if een.veld is Veld.PARTIJ]
    assert {een.sleutel for een in partijen} == {"partij:rijk:trekker", "partij:regio:trekker"}
    assert {een.gronden[0].waar for een in partijen} == {Waar.INLEIDING}


@pytest.mark.parametrize(
    ("tekst", "handeling"),
    [
        ("Rijk en regio onderschrijven het plan.", {"onderschreven"}),
        ("Rijk en regio stemmen in met de agenda.", {"ingestemd"}),
        ("In het overleg is ingestemd met de agenda.", {"ingestemd"}),
        ("Rijk en regio stellen gezamenlijk het perspectief vast.", {"vastgesteld"}),
        ("Rijk en regio nemen kennis van de studie.", {"kennisgenomen"}),
        ("De gemeenten bieden de strategie aan.", {"aangeboden"}),
        ("De agenda is besproken.", {"besproken"}),
        ("Rijk en regio hebben de agenda vastgesteld, die eerder is omarmd door de stuurgroep.", {"vastgesteld"}),
        # Earlier, an intention, a condition, and two acts at once.
        ("In december 2029 werd het perspectief vastgesteld.", set()),
        ("Partijen streven ernaar dit in 2032 vast te kunnen stellen.", set()),
        ("Als het plan is vastgesteld, volgt een gesprek.", set()),
        ("Rijk en regio onderschrijven het plan. Zij stemmen in met de agenda.", set()),
    ],
)
def test_only_an_act_of_this_overleg_is_proposed(tekst: str, handeling: set[str]) -> None:
    assert gevonden(tekst, Veld.HANDELING) == handeling


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("Rijk en regio onderschrijven het plan.", {"onderschrijving"}),
        ("Rijk en regio nemen kennis van de studie.", {"kennisname"}),
        ("Rijk en regio spreken de ambitie uit om dit te doen.", {"ambitie"}),
        ("Rijk en regio spreken af dat dit wordt geagendeerd.", {"procesafspraak"}),
        ("Het gebied ligt goed op koers.", {"context"}),
        ("Rijk en regio onderschrijven het plan en spreken af het uit te voeren.", set()),
        ("Het Rijk betaalt de brug en gaat haar bouwen.", set()),
    ],
)
def test_kind_is_proposed_where_the_words_are_clear(tekst: str, soort: set[str]) -> None:
    assert gevonden(tekst, Veld.SOORT) == soort


def test_nobody_owes_anything_in_context() -> None:
    assert gevonden("Het gebied van de gemeente Emmen en ProRail ligt goed op koers.", Veld.PARTIJ) == set()


def test_theme_needs_two_words_or_a_heading() -> None:
    assert gevonden("Er komt een dorp met woningen.", Veld.THEMA) == set()
    assert gevonden("Er komen woningen en bedrijventerreinen.", Veld.THEMA) == {"wonen-en-werken"}
    assert gevonden("Er komt een plan.", Veld.THEMA, rubriek="Ruimte voor energie") == {"energie"}
    veel = (
        "Woningen, woningbouw, landbouw, natuur, energie, waterstof, defensie, kazernes, fietsen, stations, industrie."
    )
    assert gevonden(veel, Veld.THEMA) == set()


def test_waterschap_and_waterstof_are_no_water() -> None:
    assert gevonden("Waterschappen en waterstof horen hier niet bij.", Veld.THEMA) == set()


def test_places_count_when_they_are_named_as_such() -> None:
    assert gevonden("De provincies Drenthe en Zeeland doen mee.", Veld.PROVINCIE) == {"drenthe", "zeeland"}
    assert gevonden("Dit gebeurt in Utrecht.", Veld.PROVINCIE) == set()
    assert gevonden("Dit doet de gemeente Emmen.", Veld.PROVINCIE) == {"drenthe"}
    assert gevonden("Voor NOVEX-gebied De Peel komt een plan.", Veld.GEBIED) == {"de-peel"}
    assert gevonden("Er is een peel bij de Peel.", Veld.GEBIED) == set()


def test_every_proposal_says_on_which_words_it_rests() -> None:
    tekst = "In 2032 onderschrijven Rijk en de provincies Drenthe en Zeeland de woningbouw en verstedelijking."
    voorstellen = DUIDER.duid(Omgeving(tekst=tekst, jaar=2031))
    assert len(voorstellen) > 6
    for een in voorstellen:
        assert een.gronden
        for grond in een.gronden:
            assert tekst[grond.begin : grond.eind] == grond.woorden


def test_long_text_is_read_in_no_time() -> None:
    import time

    begin = time.process_time()
    DUIDER.duid(Omgeving(tekst="Rijk, regio en gemeenten hebben, zoals eerder, de kosten en " * 400))
    assert time.process_time() - begin < 2
