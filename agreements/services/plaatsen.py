"""Which provincies and gebieden an agreement belongs to, from where it stands in the list and what it names.

Deterministic, from the reference data only: first the headings that the list itself gives, then the gemeenten
and provincies that a heading or the text names, and last the whole landsdeel. A redacteur can change it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agreements.importers.naslag import Naslag
from agreements.lijst import LANDELIJK, Blok, Landsdeellijst, Rubriek, Tekstblok
from regions.models import Gebied, Gemeente, Landsdeel, Provincie


def naslag_uit_database() -> Naslag:
    """The names and spellings that an importer recognises. Three queries."""
    return Naslag(
        landsdelen={
            naam: landsdeel.slug for landsdeel in Landsdeel.objects.all() for naam in (landsdeel.naam, landsdeel.kop)
        },
        provincies={
            naam: provincie.slug
            for provincie in Provincie.objects.all()
            for naam in (provincie.naam, *provincie.varianten)
        },
        gebieden={
            naam: gebied.slug
            for gebied in Gebied.objects.exclude(soort=Gebied.Soort.NOVI).exclude(soort=Gebied.Soort.WONINGBOUWLOCATIE)
            for naam in gebied.spellingen
        },
    )


@dataclass(frozen=True, slots=True)
class Plaats:
    """Slugs of the provincies and gebieden that an agreement belongs to."""

    provincies: tuple[str, ...]
    gebieden: tuple[str, ...]


class Plaatsbepaling:
    """Reads the reference data once (four queries) and places any number of text blocks."""

    def __init__(self) -> None:
        self.naslag = naslag_uit_database()
        self.per_landsdeel: dict[str, list[str]] = {}
        self.namen: dict[str, str] = {}
        for provincie in Provincie.objects.select_related("landsdeel"):
            self.per_landsdeel.setdefault(provincie.landsdeel.slug, []).append(provincie.slug)
            for naam in (provincie.naam, *provincie.varianten):
                self.namen[naam] = provincie.slug
        self.gemeenten = {
            gemeente.naam: gemeente.provincie.slug for gemeente in Gemeente.objects.select_related("provincie")
        }
        self._provincienamen = _patroon(self.namen)
        self._gemeentenamen = _patroon(self.gemeenten)

    def van(self, *, deel: Landsdeellijst, rubriek: Rubriek, blok: Blok, tekstblok: Tekstblok) -> Plaats:
        """The place of one text block."""
        gebieden = [slug for slug in (rubriek.gebied, self._gebied_in(blok.onderwerp)) if slug]
        if blok.provincie:
            return Plaats((blok.provincie,), tuple(dict.fromkeys(gebieden)))
        if gebieden:
            return Plaats((), tuple(dict.fromkeys(gebieden)))
        if deel.landsdeel == LANDELIJK:
            return Plaats((), ())
        alle = self.per_landsdeel.get(deel.landsdeel, [])
        koppen = f"{rubriek.titel} {blok.onderwerp or ''}"
        tekst = " ".join((tekstblok.tekst, *tekstblok.subpunten))
        for gevonden in (
            self._genoemd(koppen, self._gemeentenamen, self.gemeenten),
            self._genoemd(koppen, self._provincienamen, self.namen),
            self._genoemd(tekst, self._provincienamen, self.namen),
        ):
            hier = [slug for slug in alle if slug in gevonden]
            if hier:
                return Plaats(tuple(hier), ())
        return Plaats(tuple(alle), ())

    def _gebied_in(self, kop: str | None) -> str | None:
        return self.naslag.gebied(kop) if kop else None

    @staticmethod
    def _genoemd(tekst: str, patroon: re.Pattern[str], slugs: dict[str, str]) -> set[str]:
        return {slugs[naam] for naam in patroon.findall(tekst)}


def _patroon(namen: dict[str, str]) -> re.Pattern[str]:
    """Any of the names as a whole word, the longest first ("Noord-Holland" before "Holland")."""
    langste_eerst = sorted(namen, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, langste_eerst)) or '(?!)'})(?![\w-])")
