"""A small country with everything that makes counting hard, and a way to fill it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Rol
from agreements.models import Afspraak, Status, Statuswijziging, Tekstblok
from tests.factories import (
    BlokFactory,
    GebiedFactory,
    LandsdeelFactory,
    OverlegFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    RondeFactory,
    ThemaFactory,
    UserFactory,
)


@dataclass
class Land:
    """Three landsdelen, four provincies and three gebieden that cross their borders."""

    landsdelen: dict[str, Any] = field(default_factory=dict)
    provincies: dict[str, Any] = field(default_factory=dict)
    gebieden: dict[str, Any] = field(default_factory=dict)
    themas: list[Any] = field(default_factory=list)

    def overleg(self, landsdeel: str | None, ronde: Any) -> Any:
        plaats = self.landsdelen[landsdeel] if landsdeel else None
        return OverlegFactory(ronde=ronde, landsdeel=plaats)

    @property
    def paginas(self) -> dict[str, str]:
        """One address of each page."""
        return {
            "start": "/",
            "landsdeel": "/landsdelen/noordwest/",
            "provincie": "/provincies/utrecht/",
            "gebied": "/gebieden/utrecht-amersfoort/",
        }


@pytest.fixture
def land(db: None) -> Land:
    return maak_land()


def maak_land() -> Land:
    land = Land()
    for slug in ("noordwest", "oost", "zuid"):
        land.landsdelen[slug] = LandsdeelFactory(slug=slug)
    for naam, landsdeel, kaart_id, x, y in (
        ("Utrecht", "noordwest", "ut", 283, 378),
        ("Flevoland", "noordwest", "fl", 364, 266),
        ("Gelderland", "oost", "ge", 431, 374),
        ("Limburg", "zuid", "li", 397, 595),
    ):
        land.provincies[naam.lower()] = ProvincieFactory(
            naam=naam, landsdeel=land.landsdelen[landsdeel], kaart_id=kaart_id, kaart_x=x, kaart_y=y
        )
    for naam, landsdelen, provincies in (
        ("Utrecht-Amersfoort", ["noordwest"], ["utrecht", "gelderland"]),
        ("Regio Zwolle", ["oost"], ["gelderland", "flevoland"]),
        ("De Peel", ["zuid"], ["limburg"]),
    ):
        gebied: Any = GebiedFactory(
            naam=naam,
            provincies=[land.provincies[slug] for slug in provincies],
            landsdelen=[land.landsdelen[slug] for slug in landsdelen],
        )
        land.gebieden[gebied.slug] = gebied
    land.themas = [ThemaFactory(naam="energie", slug="energie"), ThemaFactory(naam="wonen", slug="wonen")]
    return land


@pytest.fixture
def rijksredacteur(db: None) -> Any:
    return RijksredacteurFactory()


@pytest.fixture
def lezer(land: Land) -> Any:
    """A reader of landsdeel Noordwest."""
    return maak_lezer(land)


def maak_lezer(land: Land) -> Any:
    return UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[land.landsdelen["noordwest"]])


def vul(land: Land, aantal: int, zaad: int = 1) -> list[Afspraak]:
    """That many agreements of every kind, spread by chance (the same each time), in a few queries.

    Two public rondes and one in preparation, with overleggen of every landsdeel and of the whole country; all
    statuses; deadlines long past, today, soon, far and none; context, and text that the list no longer has.
    """
    kies = random.Random(zaad)
    vandaag, nu = timezone.localdate(), timezone.now()
    rondes: list[Any] = [RondeFactory(jaar=2024), RondeFactory(jaar=2025), RondeFactory(jaar=2026, concept=True)]
    blokken = [_blok(land.overleg(landsdeel, ronde)) for ronde in rondes for landsdeel in (*land.landsdelen, None)]
    tekstblokken, afspraken = [], []
    for nummer in range(aantal):
        blok = kies.choice(blokken)
        tekstblokken.append(
            Tekstblok(
                blok=blok,
                volgorde=nummer,
                code=f"VUL-{zaad}-{nummer:05d}",
                tekst=f"Rijk en regio maken plan nummer {nummer}.",
                uit_lijst_op=nu if kies.random() < 0.05 else None,
            )
        )
    Tekstblok.objects.bulk_create(tekstblokken)
    for tekstblok in tekstblokken:
        termijn = kies.choice([None, None, -400, -1, 0, 1, 60, 61, 400])
        afspraken.append(
            Afspraak(
                code=tekstblok.code,
                overleg=tekstblok.blok.rubriek.overleg,
                tekstblok=tekstblok,
                soort=kies.choices(Afspraak.Soort.values, [60, 10, 5, 5, 5, 15])[0],
                status=kies.choice(Status.values),
                status_op=nu - timedelta(days=kies.randrange(90)),
                termijn_tot=None if termijn is None else vandaag + timedelta(days=termijn),
            )
        )
    Afspraak.objects.bulk_create(afspraken)
    for veld, keuzes in (
        ("provincies", list(land.provincies.values())),
        ("gebieden", list(land.gebieden.values())),
        ("themas", land.themas),
    ):
        _koppel(afspraken, veld, keuzes, kies)
    wijzigingen = []
    for afspraak in afspraken:
        stappen: list[Any] = [("", Status.NOG_NIET_GESTART, nu - timedelta(days=200))]
        if kies.random() < 0.6:
            stappen.append((Status.NOG_NIET_GESTART, afspraak.status, afspraak.status_op))
        for stap, (van, naar, op) in enumerate(stappen, start=1):
            wijzigingen.append(
                Statuswijziging(afspraak=afspraak, nummer=stap, van=van, naar=naar, op=op, door_naam="test", rol="test")
            )
    Statuswijziging.objects.bulk_create(wijzigingen)
    return afspraken


def _blok(overleg: Any) -> Any:
    return BlokFactory(rubriek__overleg=overleg)


def _koppel(afspraken: list[Afspraak], veld: str, keuzes: list[Any], kies: random.Random) -> None:
    tussen = getattr(Afspraak, veld).through
    ander = getattr(Afspraak, veld).field.m2m_reverse_field_name()
    tussen.objects.bulk_create(
        tussen(afspraak=afspraak, **{ander: keuze})
        for afspraak in afspraken
        for keuze in kies.sample(keuzes, kies.choice([0, 0, 1, 1, 2]))
    )
