"""Which provincies and gebieden a text names beyond those of its headings.

A provincie counts when it is named as one ("provincie Zeeland", "in Zeeland"); a gemeente counts for its provincie
only when the text names it as a gemeente. A gebied counts by its full name or its abbreviation behind "NOVEX".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.duiding.voorstel import Grond, Namen, Omgeving, Veld, Voorstel, een_van


class Plaatsherkenning:
    """Finds provincies and gebieden by the names of the reference data; made once for many texts."""

    def __init__(self, namen: Namen) -> None:
        self._namen = namen
        kaal = {naam.removeprefix("provincie "): slug for naam, slug in namen.provincies.items()}
        self._kaal = kaal
        provincies = een_van(kaal, heel=False)
        self._provincie = re.compile(rf"\b(?:[Pp]rovincies?|in|voor|door|heel)\s+({provincies})(?![\w-])")
        self._volgende = re.compile(rf"(?:, | en )({provincies})(?![\w-])")
        self._gemeente = re.compile(rf"\b[Gg]emeente ({een_van(namen.gemeenten, heel=False)})(?![\w-])")
        self._gebied = re.compile(
            rf"\b(?:NOVEX(?:[- ]gebied)?|NOVI-gebied|[Rr]egio|gebied|programma|verstedelijkingsstrategie)\s+"
            rf"({een_van(namen.gebieden, heel=False)})(?![\w-])"
        )

    def voorstellen(self, omgeving: Omgeving) -> list[Voorstel]:
        tekst = omgeving.tekst
        gevonden: dict[tuple[Veld, str], Grond] = {}
        for vondst in self._provincie.finditer(tekst):
            # "gemeente Utrecht in Utrecht" is a town; "in Utrecht" alone may be one as well.
            if vondst[1] in self._namen.gemeenten and not vondst[0].lower().startswith("provincie"):
                continue
            gevonden.setdefault((Veld.PROVINCIE, self._slug(vondst[1])), _grond(vondst))
            # "provincies Fryslân, Groningen en Drenthe": the names that follow in the enumeration.
            if vondst[0].lower().startswith("provincies"):
                for volgende in self._opsomming(tekst, vondst.end()):
                    gevonden.setdefault((Veld.PROVINCIE, self._slug(volgende[1])), _grond(volgende, groep=1))
        for vondst in self._gemeente.finditer(tekst):
            slug = self._namen.provincie_van.get(self._namen.gemeenten[vondst[1]], "")
            if slug:
                gevonden.setdefault((Veld.PROVINCIE, slug), _grond(vondst))
        for vondst in self._gebied.finditer(tekst):
            gevonden.setdefault((Veld.GEBIED, self._namen.gebieden[vondst[1]]), _grond(vondst))
        return [Voorstel(veld=veld, waarde=slug, gronden=(grond,)) for (veld, slug), grond in gevonden.items()]

    def _slug(self, naam: str) -> str:
        return self._kaal[naam].removeprefix("provincie-")

    def _opsomming(self, tekst: str, plaats: int) -> Iterator[re.Match[str]]:
        while vondst := self._volgende.match(tekst, plaats):
            yield vondst
            plaats = vondst.end()


def _grond(vondst: re.Match[str], groep: int = 0) -> Grond:
    return Grond(woorden=vondst[groep], begin=vondst.start(groep), eind=vondst.end(groep))
