"""How a dossier stands on the page, the same in every format: its parts, headings, particulars and what is missing.

Words of our own (headings, "nog niet ingevuld") are set apart from the text of the dossier by their role. Pure: no
database, no file format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from html import escape, unescape

from django.utils import timezone

from agreements.datums import datumtekst
from agreements.dossier import (
    WIE_SCHEIDING,
    Agendablok,
    Agendapunt,
    Bloksoort,
    Deelnemer,
    Dossier,
    Dossierrol,
    Invulling,
    Voorstel,
    Zijde,
)
from agreements.dossier_html import schoon
from agreements.exporters.dossier.gegevens import Dossiergegevens
from agreements.exporters.titelblad import MAKER

CONCEPT = "Concept"
CONCEPT_UITLEG = "Concept. Dit dossier is nog niet definitief en kan nog veranderen."
VERSPREIDING = "Intern: alleen voor Rijk en regio"
REGELS, AGENDA, DEELNEMERS, DOSSIER, BIJLAGEN = (
    *("Vooraf: afspraken over dit dossier", "A. Agenda", "B. Deelnemers", "C. Dossier", "D. Bijlagen"),
)
OPBOUW = "Zo is een agendapunt opgebouwd"
GEEN_AGENDA = "Er is nog geen agenda."
GEEN_DEELNEMERS = "Er zijn nog geen deelnemers genoemd."
GEEN_BIJLAGEN = "Er zijn geen bijlagen."
AGENDAKOLOMMEN = ("Tijd", "Nr.", "Onderdeel", "Wie")
BIJLAGEKOLOMMEN = ("Nr.", "Naam", "Informatie")
BLOKKOPPEN = {
    Bloksoort.IN_HET_KORT: "In het kort",
    Bloksoort.BESPREEKPUNTEN: "Bespreekpunten",
    Bloksoort.VOORGESTELDE_AFSPRAKEN: "Voorgestelde afspraken",
    Bloksoort.TOELICHTING: "Toelichting",
}
GEEN_PUNTDEEL = "Bij het hele agendapunt"
_GROEPEN = (
    (Dossierrol.RIJK, "Deelnemers namens het Rijk", Zijde.RIJK, False),
    (Dossierrol.REGIO, "Deelnemers namens de regio", Zijde.REGIO, False),
    (Dossierrol.STEUN_RIJK, "Ambtelijke ondersteuning van het Rijk", Zijde.RIJK, True),
    (Dossierrol.STEUN_REGIO, "Ambtelijke ondersteuning van de regio", Zijde.REGIO, True),
)
_ONTBREEKT = {
    Invulling.PM: "Nog niet ingevuld: PM",
    Invulling.SJABLOON: "Nog niet ingevuld: tekst van het sjabloon",
    Invulling.LEEG: "Nog niet ingevuld: leeg",
}
_DEELS = "Deels nog niet ingevuld"
_TAG = re.compile(r"<[^<>]*>")
_TELLER = re.compile(r"^(?P<deel>.*?) ?\((?P<nummer>\d+)\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegeven:
    """A particular: what it is called, what it says, and its role."""

    naam: str
    waarde: str
    rol: Dossierrol = Dossierrol.TOEVOEGING


@dataclass(frozen=True, slots=True, kw_only=True)
class Groep:
    """The people of one side."""

    rol: Dossierrol
    kop: str
    deelnemers: tuple[Deelnemer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blok:
    """A block: its heading, the heading of the part of the item that begins with it, what is missing, its text."""

    soort: Bloksoort
    puntdeel: str
    puntdeelrol: Dossierrol
    ontbreekt: str
    html: str

    @property
    def kop(self) -> str:
        return BLOKKOPPEN[self.soort]


@dataclass(frozen=True, slots=True, kw_only=True)
class Punt:
    """An agendapunt with its place in the tree (1 is a chapter), what is told about it, and its blocks.

    `heeft_delen`: it is written in parts, which have a heading of their own above those of the blocks.
    """

    punt: Agendapunt
    diepte: int
    heeft_delen: bool
    gegevens: tuple[Gegeven, ...]
    blokken: tuple[Blok, ...]

    @property
    def kop(self) -> str:
        return f"{self.punt.nummer}. {self.punt.titel}"

    @property
    def anker(self) -> str:
        return f"punt-{self.punt.nummer}"


def voorblad(dossier: Dossier, gegevens: Dossiergegevens) -> list[Gegeven]:
    """The particulars of the title page."""
    moment = timezone.localtime(gegevens.moment)
    rij = [
        Gegeven(naam="Versie", waarde=dossier.versie, rol=Dossierrol.VERSIE),
        Gegeven(naam="Datum", waarde=datumtekst(dossier.datum) if dossier.datum else "", rol=Dossierrol.DATUM),
        Gegeven(naam="Tijd", waarde=tijdtekst(dossier.begin, dossier.eind), rol=Dossierrol.TIJD),
        Gegeven(naam="Locatie", waarde=dossier.locatie, rol=Dossierrol.LOCATIE),
        Gegeven(naam="Stand", waarde=stand(gegevens)),
        Gegeven(naam="Verspreiding", waarde=VERSPREIDING),
        Gegeven(naam="Opgemaakt", waarde=f"{datumtekst(moment)}, {moment:%H:%M} uur, uit het {MAKER}"),
    ]
    return [een for een in rij if een.waarde]


def boven_de_paginas(dossier: Dossier, gegevens: Dossiergegevens) -> str:
    """The overleg, the version, and that it is a concept: what stands above every page but the first."""
    delen = (gegevens.overleg, dossier.versie, CONCEPT if gegevens.concept else "")
    return " · ".join(deel for deel in delen if deel)


def stand(gegevens: Dossiergegevens) -> str:
    """How far the dossier is: "Concept, versie 3 in het register"."""
    hoe = CONCEPT if gegevens.concept else "Definitief"
    return f"{hoe}, versie {gegevens.versienummer} in het register" if gegevens.versienummer else hoe


def tijdtekst(begin: time | None, eind: time | None) -> str:
    if begin and eind:
        return f"{begin:%H:%M} – {eind:%H:%M} uur"
    if begin:
        return f"{begin:%H:%M} uur"
    return f"tot {eind:%H:%M} uur" if eind else ""


def groepen(dossier: Dossier) -> list[Groep]:
    """The people at the table by side, and then the officials who come along."""
    rij = [
        Groep(
            rol=rol,
            kop=kop,
            deelnemers=tuple(een for een in dossier.deelnemers if (een.zijde, een.ondersteuning) == (zijde, steun)),
        )
        for rol, kop, zijde, steun in _GROEPEN
    ]
    return [groep for groep in rij if groep.deelnemers]


def punten(dossier: Dossier) -> list[Punt]:
    """The agendapunten in order, each as deep as the items are that it stands under."""
    diepten: dict[str, int] = {}
    uit = []
    for punt in dossier.agendapunten:
        boven = punt.nummer.rpartition(".")[0]
        while boven and boven not in diepten:
            boven = boven.rpartition(".")[0]
        diepten[punt.nummer] = diepten.get(boven, 0) + 1
        heeft_onder = any(een.nummer.startswith(f"{punt.nummer}.") for een in dossier.agendapunten)
        uit.append(
            Punt(
                punt=punt,
                diepte=diepten[punt.nummer],
                heeft_delen=any(blok.deel for blok in punt.blokken),
                gegevens=tuple(_gegevens(punt, met_soort=bool(punt.blokken) or not heeft_onder)),
                blokken=tuple(_blokken(punt.blokken)),
            )
        )
    return uit


def _gegevens(punt: Agendapunt, *, met_soort: bool) -> Iterator[Gegeven]:
    """A chapter that only has items below it, need not say of what kind it is."""
    rij = [
        Gegeven(naam="Soort", waarde=punt.soort.capitalize() if met_soort else "", rol=Dossierrol.PUNTSOORT),
        Gegeven(naam="Wie", waarde=WIE_SCHEIDING.join(punt.wie), rol=Dossierrol.WIE),
        Gegeven(naam="Tijd", waarde=tijdtekst(punt.begin, punt.eind), rol=Dossierrol.PUNTTIJD),
        Gegeven(naam="Versie", waarde=punt.versie, rol=Dossierrol.PUNTVERSIE),
        *(Gegeven(naam="Opmerking", waarde=tekst, rol=Dossierrol.OPMERKING) for tekst in punt.opmerkingen),
    ]
    yield from (een for een in rij if een.waarde)


def _blokken(blokken: Sequence[Agendablok]) -> Iterator[Blok]:
    vorig = ""
    eerder: list[tuple[Bloksoort, str]] = []
    for blok in blokken:
        deel = _deel(blok, eerder)
        eerder.append((blok.soort, deel))
        anders = deel != vorig
        yield Blok(
            soort=blok.soort,
            puntdeel=(deel or GEEN_PUNTDEEL) if anders else "",
            puntdeelrol=Dossierrol.PUNTDEEL if deel else Dossierrol.GEEN_PUNTDEEL,
            ontbreekt=_ontbreekt(blok),
            html=bloktekst(blok),
        )
        vorig = deel


def _deel(blok: Agendablok, eerder: Sequence[tuple[Bloksoort, str]]) -> str:
    """The part that a block stands in, without the number that a second one of its kind gets: "Deel (1/2) (2)"."""
    gevonden = _TELLER.match(blok.deel)
    if gevonden and eerder.count((blok.soort, gevonden["deel"])) + 1 == int(gevonden["nummer"]) > 1:
        return gevonden["deel"]
    return blok.deel


def _ontbreekt(blok: Agendablok) -> str:
    if blok.is_leeg:
        return _ONTBREEKT[blok.invulling]
    return _DEELS if any(een.invulling != Invulling.ECHT for een in blok.voorstellen) else ""


def bloktekst(blok: Agendablok) -> str:
    """The text of a block with its markup; of proposed agreements that stand in it no more, the agreements."""
    html = schoon(blok.html)
    tekst = _kaal(unescape(_TAG.sub(" ", html)))
    if all(_kaal(een) in tekst for voorstel in blok.voorstellen for een in (voorstel.tekst, *voorstel.subpunten)):
        return html
    # Agreements that follow each other are one list.
    return "".join(_voorstellen(blok.voorstellen)).replace("</ul><ul>", "")


def _voorstellen(voorstellen: Sequence[Voorstel]) -> Iterator[str]:
    inleiding = ""
    for voorstel in voorstellen:
        if voorstel.inleiding and voorstel.inleiding != inleiding:
            yield from (f"<p>{escape(regel)}</p>" for regel in voorstel.inleiding.splitlines())
        inleiding = voorstel.inleiding
        onder = "".join(f"<li>{escape(een)}</li>" for een in voorstel.subpunten)
        yield f"<ul><li>{escape(voorstel.tekst)}{f'<ul>{onder}</ul>' if onder else ''}</li></ul>"


def _kaal(tekst: str) -> str:
    return "".join(tekst.split())
