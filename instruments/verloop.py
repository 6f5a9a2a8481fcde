"""How the stand of a place changed over the years, and the picture of it as numbers. Pure functions.

The stand at each moment is that of `stand_op`, so a picture never tells something else than the table beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from instruments.stand import (
    AANGEBODEN,
    NIET,
    ONBEKEND,
    ONDERSCHREVEN,
    VASTGESTELD,
    VOORBEREIDING,
    Optelling,
    Plek,
    Regel,
    Uiting,
    stand_op,
)

#: The picture in units of its view box.
BAAN, TUSSEN, KOP, NAAM = 14.0, 10.0, 26.0, 18.0
#: What the number of a year takes; one that would stick out is left away.
JAARTAL = 34.0
#: How high a stand is drawn: the further, the higher.
HOOGTE = {NIET: 1.0, VOORBEREIDING: 4.5, AANGEBODEN: 7.5, ONDERSCHREVEN: 10.5, VASTGESTELD: BAAN}


@dataclass(frozen=True, slots=True)
class Maat:
    """How wide a picture is, and where its years begin, after the labels. `onder`: lines below their names."""

    breedte: float
    begin: float
    onder: bool = False


BREED = Maat(1020, 310)
#: For a telephone, where a wide picture would be unreadable, or stick out with its last years.
SMAL = Maat(360, 84, onder=True)


@dataclass(frozen=True, slots=True)
class Periode:
    """A stand that held from one day to another, and what it was based on."""

    stand: str
    van: date
    tot: date
    regel: Regel


def verloop(
    plekken: Sequence[Plek],
    uitingen: Sequence[Uiting],
    tellingen: Sequence[Optelling],
    *,
    van: date,
    tot: date,
) -> dict[str, list[Periode]]:
    """Per place the stands that followed each other between two days; nothing when nothing was ever known."""
    keerpunten = {van}
    gezegd: list[Uiting | Optelling] = [*uitingen, *tellingen]
    for een in gezegd:
        keerpunten |= {dag for dag in (een.van, een.tot) if dag is not None}
        if een.voorzien_tot is not None:
            keerpunten.add(een.voorzien_tot + timedelta(days=1))
    dagen = sorted(dag for dag in keerpunten if van <= dag <= tot)
    uit: dict[str, list[Periode]] = {plek.slug: [] for plek in plekken}
    for index, dag in enumerate(dagen):
        einde = dagen[index + 1] - timedelta(days=1) if index + 1 < len(dagen) else tot
        antwoord = stand_op(dag, plekken=plekken, uitingen=uitingen, tellingen=tellingen)
        for regel in antwoord.regels:
            perioden = uit[regel.plek.slug]
            if perioden and perioden[-1].stand == regel.stand:
                vorige = perioden[-1]
                perioden[-1] = Periode(vorige.stand, vorige.van, einde, vorige.regel)
            else:
                perioden.append(Periode(regel.stand, dag, einde, regel))
    return uit


@dataclass(frozen=True, slots=True)
class Blok:
    """One period in the picture. Its height tells the stand: the further, the higher."""

    x: str
    y: str
    breedte: str
    hoogte: str
    klasse: str
    uitleg: str


@dataclass(frozen=True, slots=True)
class Baan:
    """One line of the picture: an instrument of a place."""

    naam: str
    y: str
    blokken: tuple[Blok, ...]


@dataclass(frozen=True, slots=True)
class Rij:
    """One place with its lines."""

    naam: str
    url: str
    y: str
    streep: str
    banen: tuple[Baan, ...]


@dataclass(frozen=True, slots=True)
class Jaarstreep:
    """Where a year begins."""

    jaar: int
    x: str


@dataclass(frozen=True, slots=True)
class Beeld:
    """A picture: rows below each other, years beside each other. `smal` is the same for a narrow screen."""

    breedte: str
    baannaam_x: str
    hoogte: str
    onder: str
    rijen: tuple[Rij, ...]
    jaren: tuple[Jaarstreep, ...]
    peildatum_x: str
    smal: Beeld | None = None


def beeld(
    rijen: Iterable[tuple[str, str, Sequence[tuple[str, Sequence[Periode]]]]], *, van: date, tot: date, peildatum: date
) -> Beeld:
    """Draw places with, per instrument, the periods that `verloop` gave: (name, address, [(instrument, periods)])."""
    alle = list(rijen)
    smal = _teken(alle, SMAL, van=van, tot=tot, peildatum=peildatum)
    return replace(_teken(alle, BREED, van=van, tot=tot, peildatum=peildatum), smal=smal)


def _teken(
    rijen: Sequence[tuple[str, str, Sequence[tuple[str, Sequence[Periode]]]]],
    maat: Maat,
    *,
    van: date,
    tot: date,
    peildatum: date,
) -> Beeld:
    def x(dag: date) -> float:
        deel = (dag - van).days / max(1, (tot - van).days + 1)
        return maat.begin + min(1.0, max(0.0, deel)) * (maat.breedte - maat.begin)

    y = KOP
    getekend = []
    for naam, url, instrumenten in rijen:
        banen = []
        boven = y
        y += NAAM if maat.onder else 0
        for kort, perioden in instrumenten:
            blokken = tuple(_blok(periode, x, y, kort) for periode in perioden if periode.stand != ONBEKEND)
            banen.append(Baan(kort, f"{y + BAAN - 3:.1f}", blokken))
            y += BAAN + 2
        getekend.append(Rij(naam, url, f"{boven + BAAN - 2:.1f}", f"{y + TUSSEN / 2 - 1:.1f}", tuple(banen)))
        y += TUSSEN
    return Beeld(
        breedte=f"{maat.breedte:.0f}",
        baannaam_x=f"{maat.begin - 8:.0f}",
        hoogte=f"{y + 4:.0f}",
        onder=f"{y:.0f}",
        rijen=tuple(getekend),
        jaren=tuple(
            Jaarstreep(jaar, f"{x(date(jaar, 1, 1)):.1f}")
            for jaar in range(van.year, tot.year + 1)
            if date(jaar, 1, 1) >= van and x(date(jaar, 1, 1)) <= maat.breedte - JAARTAL
        ),
        peildatum_x=f"{x(peildatum):.1f}",
    )


def _blok(periode: Periode, x: Callable[[date], float], y: float, instrument: str) -> Blok:
    begin, einde = x(periode.van), x(periode.tot + timedelta(days=1))
    hoogte = HOOGTE[periode.stand]
    return Blok(
        x=f"{begin:.1f}",
        y=f"{y + BAAN - hoogte:.1f}",
        breedte=f"{max(1.5, einde - begin):.1f}",
        hoogte=f"{hoogte:.1f}",
        klasse=periode.stand.replace(" ", "-"),
        uitleg=f"{instrument}: {periode.stand}",
    )
