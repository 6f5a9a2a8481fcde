"""Hypothesis strategies for lists of every legal shape, for the tests of importers and exporters.

What is legal is what a printed list can show. Rubrieken are numbered from 1. A blok after the first of a rubriek
begins with something printed: a provincie heading, an onderwerp or a lead-in; the provincie of the blok before it
goes on, with `provincie_kop` None. A lead-in has a bullet below it. A loose paragraph comes after a bullet of its
blok, or stands right below an onderwerp without any bullets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from hypothesis import strategies as st

from agreements.importers.naslag import Naslag
from agreements.lijst import (
    LOSSE_ALINEA,
    SOORTEN,
    Blok,
    Landsdeellijst,
    Lijst,
    Melding,
    Rubriek,
    Statusregel,
    Tekstblok,
    Termijnfrase,
)

PROVINCIES = {
    "Groningen": "groningen",
    "Fryslân": "fryslan",
    "Drenthe": "drenthe",
    "Overijssel": "overijssel",
    "Gelderland": "gelderland",
    "Flevoland": "flevoland",
    "Utrecht": "utrecht",
    "Noord-Holland": "noord-holland",
    "Zuid-Holland": "zuid-holland",
    "Zeeland": "zeeland",
    "Noord-Brabant": "noord-brabant",
    "Limburg": "limburg",
}
GEBIEDEN = {
    "Zuidelijke Randstad": "zuidelijke-randstad",
    "Metropoolregio Amsterdam (MRA)": "metropoolregio-amsterdam",
    "Utrecht-Amersfoort": "utrecht-amersfoort",
    "Regio Zwolle": "regio-zwolle",
    "Stedelijk Brabant": "stedelijk-brabant",
    "Regio Groningen-Assen": "regio-groningen-assen",
    "Arnhem-Nijmegen-Foodvalley": "arnhem-nijmegen-foodvalley",
    "De Peel": "de-peel",
    "Groene Hart": "groene-hart",
    "Rotterdamse haven": "rotterdamse-haven",
    "Noordzeekanaalgebied (NZKG)": "noordzeekanaalgebied",
    "North Sea Port District (NSPD)": "north-sea-port-district",
    "Groningen – Masterplan Zeehavens": "groningen-masterplan-zeehavens",
    "Zuid-Limburg": "zuid-limburg",
    "Lelylijn": "lelylijn",
    "Schipholregio": "schipholregio",
    "Regio Schiphol": "schipholregio",
    "Twente": "twente",
    "Stedendriehoek": "stedendriehoek",
    "Limburg Centraal": "limburg-centraal",
    "Fries Stedelijk Netwerk": "fries-stedelijk-netwerk",
    "Zuid- en Oost-Drenthe": "zuid-en-oost-drenthe",
    "Powerport regio Moerdijk": "powerport-regio-moerdijk",
    "Centraal Holland": "centraal-holland",
}
LANDSDELEN = {
    "Noord": "noord",
    "Noordwest": "noordwest",
    "Oost": "oost",
    "Zuid": "zuid",
    "Zuidwest": "zuidwest",
}
#: What the tests know of the world; the application fills its own from the database.
NASLAG = Naslag(provincies=PROVINCIES, gebieden=GEBIEDEN, landsdelen=LANDSDELEN)

_WOORDENTEKST = (
    "afspraak afspraken bereikbaarheid bij binnen de een en energie-infrastructuur gebiedsmaartegelen gemeenten "
    "gezamenlijk haven- het i.r.t. in leefomgeving met milieu-impact natuur- o.a. of om onderzoek op over per "
    "regio samen t/m te tussen van verstedelijking voor water waterschappen woningbouw woon-werkbalans één "
    "café Fryslân ’s-Hertogenbosch NOVEX-partners Noord-Holland Publiek-Private Vlaams-Nederlandse Rijk VRO "
    "2025 2030 16 3.500 € 1. 2) & – PEH/VAWOZ (rijks)personeel “hoe?” ‘ambitie’ <b>vet</b> =SUM(A1:A9) @naam "
    "fijne ﬁets zee­haven naïef coördinatie Ĳsselmeer água "
    "warmtetransitievisieprogramma doorstroomlocatiemogelijkheden"
)
_WOORDEN = _WOORDENTEKST.split()
_FRASEN = ("uitvoerings- en investeringsagenda", "gemeenten -waarvan een deel- zijn", "2 Business")


def _rijen(keuzes: Sequence[str], max_size: int) -> st.SearchStrategy[list[str]]:
    """One to `max_size` of these words. They are drawn as the letters of one text, which is one draw and not thirty."""
    eerste = ord("a")
    letters = st.characters(min_codepoint=eerste, max_codepoint=eerste + len(keuzes) - 1)
    return st.text(letters, min_size=1, max_size=max_size).map(
        lambda tekst: [keuzes[ord(letter) - eerste] for letter in tekst]
    )


_gewoon = [woord for woord in _WOORDEN if woord[-1].isalpha()]
_eerste_woorden = st.sampled_from([woord[0].upper() + woord[1:] for woord in _gewoon if woord[0].isalpha()])
_zinsdelen = _rijen([*_WOORDEN, *_FRASEN], 14)
_kopdelen = _rijen(_gewoon, 7)


@cache
@st.composite
def zinnen(draw: st.DrawFn, einde: str = ".?!") -> str:
    """A sentence that begins with a capital and ends in one of these marks."""
    delen = [draw(_eerste_woorden), *draw(_zinsdelen)]
    return " ".join(delen) + draw(st.sampled_from(einde))


@cache
def alineas(einde: str = ".?!") -> st.SearchStrategy[str]:
    """One to four sentences."""
    return st.builds(
        lambda eerste, laatste: " ".join([*eerste, laatste]), st.lists(zinnen(), max_size=3), zinnen(einde)
    )


@cache
@st.composite
def koppen(draw: st.DrawFn) -> str:
    """A heading: a capital, no full stop, and not the name of a provincie or landsdeel."""
    delen = [draw(_eerste_woorden), *draw(_kopdelen)]
    delen.append(draw(st.sampled_from(["2030", "leefkwaliteit", "(woningbouw)", "wonen"])))
    return " ".join(delen)


@cache
@st.composite
def punten(draw: st.DrawFn, *, teken: str = "❖") -> Tekstblok:
    """A bullet, perhaps with sub-points."""
    subpunten = draw(st.lists(alineas(".;"), max_size=3)) if draw(st.integers(0, 3)) == 0 else []
    return Tekstblok(tekst=draw(alineas(":" if subpunten else ".?!")), teken=teken, subpunten=tuple(subpunten))


losse_alineas = st.builds(lambda tekst: Tekstblok(tekst=tekst, soort=LOSSE_ALINEA), alineas())


@cache
@st.composite
def _tekstblokken(draw: st.DrawFn) -> tuple[Tekstblok, ...]:
    """Bullets with now and then a loose paragraph among them, the first a bullet."""
    rest = draw(st.lists(st.one_of(punten(), punten(), punten(), losse_alineas), max_size=4))
    return (draw(punten()), *rest)


@cache
@st.composite
def rubriekblokken(draw: st.DrawFn) -> tuple[Blok, ...]:
    """The blokken of one rubriek."""
    blokken: list[Blok] = []
    provincie: str | None = None
    for nummer in range(draw(st.integers(1, 4))):
        vorm = draw(st.sampled_from(["onderwerp", "provincie", "beide", "inleiding" if nummer else "geen"]))
        if vorm == "inleiding":
            blokken.append(Blok(provincie=provincie, inleiding=draw(alineas(":")), tekstblokken=draw(_tekstblokken())))
            continue
        kop = None
        if vorm in ("provincie", "beide"):
            naam = draw(st.sampled_from(sorted(PROVINCIES)))
            provincie, kop = PROVINCIES[naam], draw(st.sampled_from([naam, f"Provincie {naam}"]))
        blok = Blok(
            provincie=provincie,
            provincie_kop=kop,
            onderwerp=draw(koppen()) if vorm in ("onderwerp", "beide") else None,
        )
        if blok.onderwerp and draw(st.integers(0, 9)) == 0:
            los = draw(st.lists(losse_alineas, min_size=1, max_size=2))
            blokken.append(replace(blok, tekstblokken=tuple(los)))
        else:
            inleiding = draw(st.lists(alineas(".:"), max_size=2)) if draw(st.booleans()) else []
            blokken.append(replace(blok, inleiding="\n".join(inleiding) or None, tekstblokken=draw(_tekstblokken())))
    return _zonder_dubbelzinnige_inleiding(blokken)


def _zonder_dubbelzinnige_inleiding(blokken: Sequence[Blok]) -> tuple[Blok, ...]:
    """A second lead-in after a blok without bullets would be the lead-in of that blok: leave it out."""
    uit: list[Blok] = []
    for blok in blokken:
        alleen_inleiding = blok.provincie_kop is None and blok.onderwerp is None
        if uit and alleen_inleiding and all(tekstblok.is_losse_alinea for tekstblok in uit[-1].tekstblokken):
            continue
        uit.append(blok)
    return tuple(uit)


@cache
@st.composite
def rubrieken(draw: st.DrawFn, nummer: str = "1") -> Rubriek:
    """A rubriek; its gebied is the one that its title names."""
    if draw(st.booleans()):
        naam = draw(st.sampled_from(sorted(GEBIEDEN)))
        titel, gebied = f"NOVEX-gebied {naam}", GEBIEDEN[naam]
    else:
        titel, gebied = draw(koppen()), None
    return Rubriek(nummer=nummer, titel=titel, gebied=gebied, blokken=draw(rubriekblokken()))


@cache
@st.composite
def landsdeellijsten(draw: st.DrawFn, landsdeel: str) -> Landsdeellijst:
    """The list of one landsdeel."""
    kop = "Landelijke afspraken"
    if landsdeel != "landelijk":
        kop = f"Regio {next(naam for naam, slug in LANDSDELEN.items() if slug == landsdeel)}-Nederland"
    aantal = draw(st.integers(1, 3))
    return Landsdeellijst(
        landsdeel=landsdeel,
        kop=kop,
        rubrieken=tuple(draw(rubrieken(str(nummer))) for nummer in range(1, aantal + 1)),
    )


@cache
@st.composite
def lijsten(draw: st.DrawFn, *, max_landsdelen: int = 3) -> Lijst:
    """A list as an importer makes it: without codes, deadline phrases and statuses."""
    slugs = draw(
        st.lists(st.sampled_from(sorted(LANDSDELEN.values())), min_size=1, max_size=max_landsdelen, unique=True)
    )
    if draw(st.integers(0, 4)) == 0:
        slugs.insert(0, "landelijk")
    soort, jaar = draw(st.sampled_from(sorted(SOORTEN))), draw(st.integers(2008, 2040))
    return Lijst(
        soort=soort,
        jaar=jaar,
        titel=draw(
            st.sampled_from([f"Afsprakenlijst {SOORTEN[soort]} {jaar}", f"Afsprakenlijsten van {jaar}, concept"])
        ),
        landsdelen=tuple(draw(landsdeellijsten(slug)) for slug in slugs),
    )


termijnen = st.builds(
    Termijnfrase,
    frase=st.sampled_from(["eind 2025", "eerste kwartaal van 2025", "BO Leefomgeving 2025", "medio 2026"]),
    soort=st.sampled_from(["dag", "maand", "kwartaal", "jaar", "overleg"]),
    van=st.none() | st.dates(date(2008, 1, 1), date(2050, 1, 1)),
    tot=st.none() | st.dates(date(2008, 1, 1), date(2050, 1, 1)),
    overleg=st.none() | st.just("BO Leefomgeving 2025"),
)
statusregels = st.builds(
    Statusregel,
    code=st.just("BOL-2024-ZW-1-01"),
    label=st.sampled_from(["In uitvoering", "Afgerond", "Vertraagd"]),
    sinds=st.none() | st.dates(date(2008, 1, 1), date(2050, 1, 1)),
    toelichting=st.just("") | alineas(),
)
meldingen = st.builds(
    Melding, soort=st.sampled_from(["a", "b"]), tekst=alineas(), regel=st.none() | st.integers(1, 5000)
)


@st.composite
def volledige_lijsten(draw: st.DrawFn, *, max_landsdelen: int = 3) -> Lijst:
    """A list as it is exported: with codes, deadline phrases, statuses and meldingen."""
    lijst = draw(lijsten(max_landsdelen=max_landsdelen)).met_codes()

    def gevuld(tekstblok: Tekstblok) -> Tekstblok:
        return replace(
            tekstblok,
            termijnen=tuple(draw(st.lists(termijnen, max_size=2))),
            statussen=tuple(draw(st.lists(statusregels, max_size=2))),
        )

    return replace(met_tekstblokken(lijst, gevuld), meldingen=tuple(draw(st.lists(meldingen, max_size=3))))


def met_tekstblokken(lijst: Lijst, functie: Callable[[Tekstblok], Tekstblok]) -> Lijst:
    """The list with `functie` applied to every text block."""
    return lijst.met_elk_tekstblok(lambda _deel, _rubriek, blok: functie(blok))


def zonder_regels(lijst: Lijst) -> Lijst:
    """The list without what only tells where it came from: line numbers and meldingen."""
    return replace(met_tekstblokken(lijst, lambda blok: replace(blok, regel=None)), meldingen=())
