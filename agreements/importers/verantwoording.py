"""Was anything dropped? Characters in, characters placed, and what is missing.

The check knows nothing of how the list was read: it walks the lines of the source and looks each up in the
text of the list, in order, without white space. Bullets of sub-points, marks between parts, numbers of regions and
hyphens of line ends are layout and may go, and so is what the cleaning set aside (page headers, contents, left-overs).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agreements.importers.doeltekst import Doeltekst
from agreements.importers.opschonen import Opmaak, schoon
from agreements.importers.regels import lees_regels
from agreements.lijst import Lijst, Melding

_REGELEINDE = re.compile(r"\r\n|\r|\n")
_NUMMER = re.compile(r"(\d{1,2})[.)](?=\S)")
_REGIONUMMER = re.compile(r"\d{1,2}\.(\d{1,2})[.)]?")
_STREEPJES = "-\u2010\u2011\u00ad"
TEKENS_EN_NUMMERS = "opsommingstekens, nummers en afbreekstreepjes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verantwoording:
    """The count of an import, in characters that are no white space.

    `tekens_in` = `geplaatst` + `opmaak` + the characters of the lines in `ontbreekt`. Of the placed ones
    `verplaatst` stand elsewhere in the order; `toegevoegd` are in the list but not in the source. `terzijde` is what
    the cleaning set aside, `opmaak_per_soort` counts all layout by its kind.
    """

    tekens_in: int
    geplaatst: int
    opmaak: int
    verplaatst: int
    toegevoegd: int
    ontbreekt: tuple[Melding, ...]
    terzijde: tuple[Opmaak, ...] = ()
    opmaak_per_soort: tuple[tuple[str, int], ...] = ()

    @property
    def is_volledig(self) -> bool:
        return not self.ontbreekt


def verantwoord(bron: str, lijst: Lijst, terzijde: Sequence[Opmaak] | None = None) -> Verantwoording:
    """Account for every character of the source text in the list that was read from it.

    `terzijde` is what the reading set aside; without it the text tells.
    """
    if terzijde is None:
        terzijde = schoon(lees_regels(bron)).opmaak
    per_regel: dict[int, list[Opmaak]] = defaultdict(list)
    for stuk in terzijde:
        per_regel[stuk.regel].append(stuk)
    doel = Doeltekst(lijst)
    totaal = geplaatst = verplaatst = 0
    soorten: Counter[str] = Counter()
    ontbreekt: list[Melding] = []
    for nummer, rauw in enumerate(_REGELEINDE.split(bron), start=1):
        regel = rauw.strip().lstrip("\ufeff")
        alles = len(_kaal(regel))
        totaal += alles
        over = alles
        for stuk in sorted(per_regel[nummer], key=lambda een: een.begin, reverse=True) if nummer in per_regel else ():
            if regel[stuk.begin : stuk.begin + len(stuk.tekst)] == stuk.tekst:
                regel = regel[: stuk.begin] + " " * (stuk.begin == 0) + regel[stuk.begin + len(stuk.tekst) :]
                soorten[stuk.soort] += len(_kaal(stuk.tekst))
                over -= len(_kaal(stuk.tekst))
        if not over:
            continue
        gevonden, elders = _plaats(regel, doel)
        if gevonden is None:
            ontbreekt.append(Melding(soort="niet geplaatst", tekst=regel.strip()[:120], regel=nummer))
            continue
        geplaatst += gevonden
        verplaatst += gevonden if elders else 0
        soorten[TEKENS_EN_NUMMERS] += over - gevonden
    return Verantwoording(
        tekens_in=totaal,
        geplaatst=geplaatst,
        opmaak=sum(soorten.values()),
        verplaatst=verplaatst,
        toegevoegd=doel.ongebruikt,
        ontbreekt=tuple(ontbreekt),
        terzijde=tuple(terzijde),
        opmaak_per_soort=tuple((soort, aantal) for soort, aantal in sorted(soorten.items()) if aantal),
    )


def _plaats(regel: str, doel: Doeltekst) -> tuple[int | None, bool]:
    """How many characters of a line have a place (None: it has none), and whether that was out of order."""
    kaal = _kaal(regel)
    vormen = _vormen(kaal)
    for vorm in vormen:
        if doel.neem_op_plaats(vorm):
            return len(vorm), False
    stapsgewijs = doel.neem_stapsgewijs(regel)
    if stapsgewijs is not None:
        return stapsgewijs, False
    stapsgewijs = doel.neem_stapsgewijs_elders(regel)
    if stapsgewijs is not None:
        return stapsgewijs, True
    for vorm in vormen:
        if doel.neem_elders(vorm):
            return len(vorm), True
    return doel.neem_stukken_elders(regel), True


def _kaal(tekst: str) -> str:
    return "".join(tekst.split())


def _vormen(kaal: str) -> list[str]:
    """A line as it may stand in the list: as printed, or without its bullet, number point or last hyphen."""
    vormen = [kaal]
    if _NUMMER.match(kaal):
        vormen.append(_NUMMER.sub(r"\1", kaal, count=1))
    in_regio = _REGIONUMMER.fullmatch(kaal)
    if in_regio is not None:
        vormen.append(in_regio[1])
    if not kaal[0].isalnum() or kaal[0] == "o":
        vormen.append(kaal[1:])
    vormen += [vorm[:-1] for vorm in vormen if vorm[-1:] in _STREEPJES]
    return vormen


def opmaakregels(terzijde: Sequence[Opmaak]) -> Iterator[tuple[str, list[Opmaak]]]:
    """What was set aside, by kind, each in the order of the source."""
    for soort in sorted({een.soort for een in terzijde}):
        yield soort, [een for een in terzijde if een.soort == soort]
