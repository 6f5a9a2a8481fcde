"""The map of the provincies: their outlines, the place of a point on it, and the rows of the map component.

The outlines come from the package @svg-maps/netherlands (MapSVG, CC BY 4.0), which set-up puts in NODE_MODULES.
They are read once, made coarser and kept. Without the package there is no map and a page shows its table.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings

from dashboards.tellingen import NIETS, Telling
from dashboards.verwijzingen import adres_in_jaar
from regions.models import Gebied, Landsdeel, Provincie

#: How many shades the map has beside that of zero.
TREDEN = 4

_PAD = re.compile(r'<path\s+id="(?P<id>\w+)"\s+name="[^"]*"\s+d="(?P<pad>[^"]*)"')
_STAP = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


@cache
def omtrekken() -> Mapping[str, str]:
    """The outline of each provincie as SVG path data, by its id on the map ("nh"); empty without the package."""
    bestand = Path(settings.NODE_MODULES) / "@svg-maps" / "netherlands" / "netherlands.svg"
    if not bestand.is_file():
        return {}
    return {
        gevonden["id"]: vereenvoudig(gevonden["pad"]) for gevonden in _PAD.finditer(bestand.read_text(encoding="utf-8"))
    }


def vereenvoudig(pad: str) -> str:
    """The same outline in whole units (of a map 613 wide), without the points that then fall together.

    Takes closed rings in relative steps (`m x,y x,y … z`). Neighbours share their points, so they still fit.
    """
    ringen = []
    begin_x = begin_y = 0.0  # a ring starts from where the one before it started
    for ring in pad.split("z"):
        stappen = [(float(dx), float(dy)) for dx, dy in _STAP.findall(ring)]
        if not stappen:
            continue
        begin_x, begin_y = begin_x + stappen[0][0], begin_y + stappen[0][1]
        x, y = begin_x, begin_y
        punten = [(round(x), round(y))]
        for dx, dy in stappen[1:]:
            x, y = x + dx, y + dy
            punt = (round(x), round(y))
            if punt == punten[-1]:
                continue
            if len(punten) > 1 and _op_een_lijn(punten[-2], punten[-1], punt):
                punten.pop()
            punten.append(punt)
        if len(punten) > 2:
            lijn = "".join(f" {nieuw[0] - oud[0]} {nieuw[1] - oud[1]}" for oud, nieuw in pairwise(punten))
            ringen.append(f"M{punten[0][0]} {punten[0][1]}l{lijn.strip()}z")
    return "".join(ringen)


def _op_een_lijn(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Whether b lies on the way from a to c."""
    ab, bc = (b[0] - a[0], b[1] - a[1]), (c[0] - b[0], c[1] - b[1])
    return ab[0] * bc[1] == ab[1] * bc[0] and ab[0] * bc[0] + ab[1] * bc[1] > 0


def op_kaart(breedtegraad: float, lengtegraad: float) -> tuple[float, float]:
    """The x and y on the map of a point on earth (Mercator, fitted to the extent of the country)."""

    def mercator(graden: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(graden) / 2))

    west, oost, zuid, noord = 3.3579, 7.2275, 50.7504, 53.5554
    x = 0.2585 + (lengtegraad - west) / (oost - west) * 612.02
    y = 0.2748 + (mercator(noord) - mercator(breedtegraad)) / (mercator(noord) - mercator(zuid)) * 723.01
    return round(x, 1), round(y, 1)


@dataclass(frozen=True, slots=True)
class Kaart:
    """The map as its component takes it: a row per provincie, what each shade stands for, and which are in colour."""

    provincies: list[dict[str, Any]]
    legenda: list[tuple[int, str]]
    alleen: list[str]


def kaart(
    provincies: Iterable[Provincie],
    tellingen: Mapping[int | None, Telling],
    *,
    jaar: int | None = None,
    dag: date | None = None,
    landsdeel: Landsdeel | None = None,
) -> Kaart | None:
    """The map of what is open per provincie; only those of `landsdeel` in colour. None when there is no map.

    A provincie without a place on the map (no id, no outline) is left to the table beside it.
    """
    op_de_kaart = [
        (provincie, provincie.kaart_x, provincie.kaart_y, tellingen.get(provincie.pk, NIETS))
        for provincie in provincies
        if provincie.kaart_id in omtrekken() and provincie.kaart_x is not None and provincie.kaart_y is not None
    ]
    if not op_de_kaart:
        return None
    meeste = max(telling.open for _, _, _, telling in op_de_kaart)
    stap = max(1, math.ceil(meeste / TREDEN))
    rijen: list[dict[str, Any]] = [
        {
            "id": provincie.kaart_id,
            "pad": omtrekken()[provincie.kaart_id],
            "naam": provincie.naam,
            "kort": provincie.kaart_id.upper(),
            "url": adres_in_jaar(provincie, jaar, dag),
            "aantal": telling.open,
            "over_tijd": telling.over_tijd,
            "x": f"{x:g}",
            # A little higher where the mark for what is over tijd stands below the number.
            "y": f"{y - (8 if telling.over_tijd else 0):g}",
            "klasse": math.ceil(telling.open / stap),
            "in_kleur": landsdeel is None or provincie.landsdeel_id == landsdeel.pk,
        }
        for provincie, x, y, telling in op_de_kaart
    ]
    klassen = sorted({rij["klasse"] for rij in rijen if rij["in_kleur"]})
    return Kaart(
        provincies=rijen,
        legenda=[(klasse, _trede(klasse, stap)) for klasse in klassen] if len(klassen) > 1 else [],
        alleen=[rij["id"] for rij in rijen if rij["in_kleur"]],
    )


def _trede(klasse: int, stap: int) -> str:
    """The numbers that a shade stands for."""
    if klasse == 0:
        return "geen"
    van, tot = (klasse - 1) * stap + 1, klasse * stap
    return str(van) if van == tot else f"{van}–{tot}"


def ligging(provincies: Iterable[Provincie], gebied: Gebied | None = None) -> dict[str, Any]:
    """A small map on which these provincies stand out, with a dot for the gebied; empty when there is no map."""
    if not omtrekken():
        return {}
    gekozen = {provincie.kaart_id for provincie in provincies}
    punt = None
    if gebied is not None and gebied.breedtegraad is not None and gebied.lengtegraad is not None:
        punt = [f"{waarde:g}" for waarde in op_kaart(gebied.breedtegraad, gebied.lengtegraad)]
    return {
        "vlakken": [(pad, kaart_id in gekozen) for kaart_id, pad in omtrekken().items()],
        "punt": punt,
    }
