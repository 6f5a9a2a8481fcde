"""What the styles and list styles of an ODT document say of its paragraphs (OpenDocument 1.3, 16 and 17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agreements.importers.formaten.opsomming import MAX_NIVEAUS, Tellers, als_letters, als_romeins, stijldiepte
from agreements.importers.formaten.pakket import Element, attribuut, geheel, kind, lokaal

_MAAT = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|px)")
_PUNTEN = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
_INHOUD = re.compile(r"contents (?:heading|[1-9]\d?)|inhoudsopgave.*")
_MAX_KETEN = 40


def punten(waarde: str | None) -> float | None:
    """A length in points; None for what is no length, such as a percentage."""
    maat = _MAAT.fullmatch(waarde or "")
    return float(maat[1]) * _PUNTEN[maat[2]] if maat else None


class Stijlen:
    """The styles of all kinds by family and name, those of the text itself before those of the document."""

    def __init__(self, *wortels: Element | None) -> None:
        self._stijlen: dict[tuple[str, str], Element] = {}
        self._standaard: dict[str, Element] = {}
        self.lijsten: dict[str, Element] = {}
        self.omtrek: Element | None = None
        for wortel in wortels:
            for houder in wortel if wortel is not None else ():
                if lokaal(houder) not in ("automatic-styles", "styles"):
                    continue
                for stijl in houder:
                    self._neem_op(stijl)

    def _neem_op(self, stijl: Element) -> None:
        soort, naam = lokaal(stijl), attribuut(stijl, "name") or ""
        if soort == "style":
            self._stijlen.setdefault((attribuut(stijl, "family") or "", naam), stijl)
        elif soort == "default-style":
            self._standaard.setdefault(attribuut(stijl, "family") or "", stijl)
        elif soort == "list-style":
            self.lijsten.setdefault(naam, stijl)
        elif soort == "outline-style":
            self.omtrek = stijl if self.omtrek is None else self.omtrek

    def keten(self, naam: str | None, familie: str = "paragraph") -> Iterator[Element]:
        gezien: set[str] = set()
        while naam and (familie, naam) in self._stijlen and naam not in gezien and len(gezien) < _MAX_KETEN:
            gezien.add(naam)
            stijl = self._stijlen[familie, naam]
            yield stijl
            naam = attribuut(stijl, "parent-style-name")

    def eigenschap(self, naam: str | None, groep: str, wat: str, familie: str = "paragraph") -> str | None:
        """A property such as the margin in `paragraph-properties`, from the nearest style that gives it."""
        stijlen = [*self.keten(naam, familie), *(self._standaard.get(een) for een in (familie,))]
        for stijl in stijlen:
            if (waarde := attribuut(kind(stijl, groep), wat)) is not None:
                return waarde
        return None

    def grootte(self, naam: str | None, familie: str = "paragraph") -> float | None:
        factor = 1.0
        for stijl in (*self.keten(naam, familie), self._standaard.get(familie)):
            waarde = attribuut(kind(stijl, "text-properties"), "font-size")
            if waarde is None:
                continue
            if waarde.endswith("%"):
                factor *= geheel(waarde[:-1], 100) / 100
            elif (maat := punten(waarde)) is not None:
                return maat * factor
        return None

    def kopniveau(self, naam: str | None) -> int | None:
        for stijl in self.keten(naam):
            niveau = attribuut(stijl, "default-outline-level")
            if niveau is not None:
                return geheel(niveau) or None
        return None

    def lijststijl(self, naam: str | None) -> str | None:
        return next(
            (waarde for stijl in self.keten(naam) if (waarde := attribuut(stijl, "list-style-name")) is not None), None
        )

    def _namen(self, naam: str | None) -> Iterator[str]:
        for stijl in self.keten(naam):
            yield (attribuut(stijl, "display-name") or (attribuut(stijl, "name") or "").replace("_20_", " ")).lower()

    def lijstdiepte(self, naam: str | None) -> int:
        """The depth that the name of the style gives: "List Bullet 2" is 1."""
        return max(map(stijldiepte, self._namen(naam)), default=0)

    def is_inhoud(self, naam: str | None) -> bool:
        return any(_INHOUD.fullmatch(een) for een in self._namen(naam))


@dataclass(frozen=True, slots=True)
class _Niveau:
    teken: str = ""
    vorm: str = ""
    voor: str = ""
    na: str = ""
    begin: int = 1
    toont: int = 1
    links: float | None = None


class Lijststijl:
    """The levels of a list style or of the outline: what is printed in front of an item."""

    def __init__(self, element: Element | None) -> None:
        self._niveaus: dict[int, _Niveau] = {}
        for deel in element if element is not None else ():
            soort = lokaal(deel)
            if not soort.startswith(("list-level-style", "outline-level-style")):
                continue
            plaats = min(max(geheel(attribuut(deel, "level"), 1) - 1, 0), MAX_NIVEAUS)
            vorm = kind(deel, "list-level-properties")
            uitlijning = kind(vorm, "list-level-label-alignment")
            self._niveaus[plaats] = _Niveau(
                teken=(attribuut(deel, "bullet-char") or "") if soort.endswith("bullet") else "",
                vorm="" if soort.endswith(("bullet", "image")) else attribuut(deel, "num-format") or "",
                voor=attribuut(deel, "num-prefix") or "",
                na=attribuut(deel, "num-suffix") or "",
                begin=geheel(attribuut(deel, "start-value"), 1),
                toont=min(max(geheel(attribuut(deel, "display-levels"), 1), 1), MAX_NIVEAUS),
                links=punten(attribuut(uitlijning, "margin-left") or attribuut(vorm, "space-before")),
            )

    def begin(self, plaats: int) -> int:
        return self._niveaus.get(plaats, _Niveau()).begin

    def links(self, plaats: int) -> float | None:
        return self._niveaus.get(plaats, _Niveau()).links

    def druk_af(self, plaats: int, tellers: Tellers) -> str:
        """What stands in front of the item whose number was just counted."""
        niveau = self._niveaus.get(plaats, _Niveau())
        if niveau.teken:
            return niveau.teken
        if not niveau.vorm:
            return (niveau.voor + niveau.na).strip()
        cijfers = [
            _geschreven(tellers.stand(hoger, self.begin(hoger)), self._niveaus[hoger].vorm)
            for hoger in range(max(0, plaats - niveau.toont + 1), plaats + 1)
            if hoger in self._niveaus and self._niveaus[hoger].vorm
        ]
        return f"{niveau.voor}{'.'.join(cijfers)}{niveau.na}".strip()


def _geschreven(getal: int, vorm: str) -> str:
    match vorm:
        case "a":
            return als_letters(getal)
        case "A":
            return als_letters(getal).upper()
        case "i":
            return als_romeins(getal)
        case "I":
            return als_romeins(getal).upper()
        case _:
            return str(getal)
