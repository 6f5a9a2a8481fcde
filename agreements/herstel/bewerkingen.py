"""The acts by which a person repairs the structure: each recorded with the text it was made on, and replayed.

An act finds its part by text (and by which of how many, where the same text stands in the row more than once),
never by a number that shifts. When the document is read in another way later, an act whose part is not there any
more, or is something else already, does not fit: it is reported and left out, not guessed.

No act changes a character: white space at a cut or a join, the hyphen at a line end, and whether a sign or number
stands before the text or in it, are all that moves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from agreements.herstel.rij import Stuk
from agreements.importers.tekens import HOOFDTEKENS, SUBTEKENS
from agreements.lijst import LijstFout, Onderdeel

Rij = list[Stuk]

_STREEPJES = "-\u2010\u2011\u00ad"
#: Characters that a repair may leave out or put back, as they belong to the line and not to the text.
LAYOUT = frozenset(HOOFDTEKENS) | frozenset(_STREEPJES)
_NUMMER_VOORAAN = re.compile(r"^(\d{1,3}[.)]?)\s+(?=\S)")
_NUMMER = re.compile(r"\d{1,3}[a-z]?")
_TEKEN_VOORAAN = re.compile(r"^(\S)\s+(?=\S)")
#: Headings that say where they are about.
MET_PLAATS = frozenset({Onderdeel.LANDSDEEL, Onderdeel.RUBRIEK, Onderdeel.PROVINCIE})


class PastNiet(LijstFout):
    """The act does not fit on what was read; the message is a Dutch sentence."""


class Ingreep(StrEnum):
    SOORT = "soort"
    HOORT_BIJ = "hoort bij"
    NUMMER = "nummer"
    SPLITS = "splitsen"
    VOEG_SAMEN = "samenvoegen"
    VERPLAATS = "verplaatsen"
    TEKEN = "teken"
    AFBREKING = "afbreekstreepje"
    BEKEKEN = "bekeken"


class Naad(StrEnum):
    """How a part is joined to the one before it."""

    SPATIE = "spatie"
    VAST = "vast"
    ZONDER_STREEPJE = "zonder streepje"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewerking:
    """One act on one part.

    `tekst` is the text it was made on, the `keer`-th of `van` parts with that text, which then was a `was`.
    `waarden` depends on the act: SOORT {"naar", "slug"?}; HOORT_BIJ {"slug"}; NUMMER {"nummer"}; SPLITS {"plaats"};
    VOEG_SAMEN {"erboven", "naad"}; VERPLAATS {"na", "keer", "van"} or {"na": None} for the top; TEKEN {"los": bool};
    AFBREKING {"van", "naar", "plaats"}; BEKEKEN {"melding", "regel"}.
    """

    id: int
    ingreep: Ingreep
    tekst: str
    was: Onderdeel
    keer: int = 1
    van: int = 1
    waarden: Mapping[str, Any] = field(default_factory=dict)
    door: str = ""
    op: str = ""

    @property
    def moment(self) -> datetime | None:
        """When it was done, with its time zone."""
        return datetime.fromisoformat(self.op) if self.op else None

    def als_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "ingreep": self.ingreep.value,
            "tekst": self.tekst,
            "was": self.was.value,
            "keer": self.keer,
            "van": self.van,
            "waarden": dict(self.waarden),
            "door": self.door,
            "op": self.op,
        }

    @classmethod
    def uit_json(cls, data: Mapping[str, Any]) -> Bewerking:
        return cls(**{**data, "ingreep": Ingreep(data["ingreep"]), "was": Onderdeel(data["was"])})


@dataclass(frozen=True, slots=True)
class Toegepast:
    """The row after the acts, and those that did not fit with the reason."""

    rij: list[Stuk]
    niet_toegepast: tuple[tuple[Bewerking, str], ...]


def aanduiding(rij: Sequence[Stuk], nummer: int) -> dict[str, Any]:
    """How a `Bewerking` names a part of this row: its text, and which of how many with that text."""
    stuk = rij[nummer]
    zelfde = [plaats for plaats, ander in enumerate(rij) if ander.deel.tekst == stuk.deel.tekst]
    return {
        "tekst": stuk.deel.tekst,
        "was": stuk.deel.soort,
        "keer": zelfde.index(nummer) + 1,
        "van": len(zelfde),
    }


def pas_toe(
    rij: Sequence[Stuk], bewerkingen: Sequence[Bewerking], *, toets: Callable[[Rij], object] | None = None
) -> Toegepast:
    """Do the acts in order. `toets` raises LijstFout for a row that makes no list; such an act does not fit."""
    stand = list(rij)
    niet: list[tuple[Bewerking, str]] = []
    for bewerking in bewerkingen:
        try:
            nieuw = doe(stand, bewerking)
            if toets is not None:
                toets(nieuw)
        except LijstFout as fout:
            niet.append((bewerking, str(fout)))
        else:
            stand = nieuw
    return Toegepast(stand, tuple(niet))


def doe(rij: Sequence[Stuk], bewerking: Bewerking) -> Rij:
    """The row after one act. Raises PastNiet when the part is not there, or cannot be repaired so."""
    if bewerking.ingreep is Ingreep.BEKEKEN:
        return list(rij)
    nummer = _vind(rij, bewerking.tekst, bewerking.keer, bewerking.van)
    stuk = rij[nummer]
    if stuk.deel.soort is not bewerking.was:
        raise PastNiet(f"Dit stuk is nu geen {bewerking.was.value} meer, maar een {stuk.deel.soort.value}.")
    nieuw = _INGREPEN[bewerking.ingreep](list(rij), nummer, bewerking.waarden)
    _bewaak_tekst(rij, nieuw)
    oud = {id(een) for een in rij}
    return [een if id(een) in oud else replace(een, geraakt=(*een.geraakt, bewerking.id)) for een in nieuw]


def _bewaak_tekst(oud: Sequence[Stuk], nieuw: Sequence[Stuk]) -> None:
    """Refuse an act that would lose, add or change a character; bullets and hyphens are layout."""
    ids_oud, ids_nieuw = {id(stuk) for stuk in oud}, {id(stuk) for stuk in nieuw}
    weg = [stuk for stuk in oud if id(stuk) not in ids_nieuw]
    erbij = [stuk for stuk in nieuw if id(stuk) not in ids_oud]
    letters = SUBTEKENS & {stuk.deel.teken or "" for stuk in (*weg, *erbij)}
    if _tekens(weg, LAYOUT | letters) != _tekens(erbij, LAYOUT | letters):
        raise PastNiet("Hierdoor zou er iets aan de tekst veranderen. Dat kan hier niet.")


def _tekens(stukken: Iterable[Stuk], opmaak: frozenset[str]) -> Counter[str]:
    """The characters of the parts, without white space and layout."""
    return Counter(
        teken for stuk in stukken for teken in stuk.volle_tekst if not teken.isspace() and teken not in opmaak
    )


def _vind(rij: Sequence[Stuk], tekst: str, keer: int, van: int) -> int:
    zelfde = [plaats for plaats, stuk in enumerate(rij) if stuk.deel.tekst == tekst]
    if not zelfde:
        raise PastNiet("De tekst waarop dit is gedaan, komt zo niet meer voor.")
    if len(zelfde) != van:
        raise PastNiet(f"De tekst waarop dit is gedaan, komt nu {len(zelfde)} keer voor in plaats van {van} keer.")
    return zelfde[keer - 1]


def _soort(rij: Rij, nummer: int, waarden: Mapping[str, Any]) -> Rij:
    stuk, naar = rij[nummer], Onderdeel(waarden["naar"])
    deel, gedrukt = stuk.deel, stuk.gedrukt
    if naar is deel.soort:
        raise PastNiet(f"Dit is al een {naar.value}.")
    if stuk.verzonnen:
        raise PastNiet("Deze titel staat niet in het document en kan niets anders zijn. Kies zelf een titel.")
    if deel.soort is Onderdeel.RUBRIEK:
        # The number belongs to the text now: it stands in the source.
        deel, gedrukt = replace(deel, tekst=" ".join(filter(None, (gedrukt, deel.tekst))), nummer=""), ""
    if naar is Onderdeel.RUBRIEK:
        deel = _teken_in_tekst(deel)
        voor = _NUMMER_VOORAAN.match(deel.tekst)
        if voor:
            gedrukt = voor.group(1)
            deel = replace(deel, nummer=gedrukt.rstrip(".)"), tekst=deel.tekst[voor.end() :])
    elif naar not in (Onderdeel.PUNT, Onderdeel.SUBPUNT, Onderdeel.ALINEA):
        deel = _teken_in_tekst(deel)
    if naar is Onderdeel.PROVINCIE and len(deel.tekst) > 200:
        raise PastNiet("Een kop van een provincie is hoogstens 200 tekens. Splits dit stuk eerst.")
    deel = replace(deel, soort=naar, slug=waarden.get("slug") or None, code=deel.code if _is_blok(naar) else "")
    rij[nummer] = replace(stuk, deel=deel, gedrukt=gedrukt)
    return rij


def _is_blok(soort: Onderdeel) -> bool:
    return soort in (Onderdeel.PUNT, Onderdeel.ALINEA)


def _teken_in_tekst(deel: Any) -> Any:
    """A sign that is no known bullet was printed as part of the text; a bullet is layout and may go."""
    if deel.teken and deel.teken not in HOOFDTEKENS | SUBTEKENS:
        return replace(deel, tekst=f"{deel.teken} {deel.tekst}", teken=None)
    return replace(deel, teken=None)


def _hoort_bij(rij: Rij, nummer: int, waarden: Mapping[str, Any]) -> Rij:
    stuk = rij[nummer]
    if stuk.deel.soort not in MET_PLAATS:
        raise PastNiet("Alleen een kop van een landsdeel, rubriek of provincie zegt waar iets bij hoort.")
    rij[nummer] = replace(stuk, deel=replace(stuk.deel, slug=waarden["slug"] or None))
    return rij


def _nummer(rij: Rij, nummer: int, waarden: Mapping[str, Any]) -> Rij:
    stuk = rij[nummer]
    if stuk.deel.soort is not Onderdeel.RUBRIEK:
        raise PastNiet("Alleen een rubriek heeft een nummer.")
    if not _NUMMER.fullmatch(str(waarden["nummer"])):
        raise PastNiet("Een nummer is een getal van hoogstens drie cijfers, eventueel met een letter: 3 of 3b.")
    rij[nummer] = replace(stuk, deel=replace(stuk.deel, nummer=str(waarden["nummer"])))
    return rij


def _splits(rij: Rij, nummer: int, waarden: Mapping[str, Any]) -> Rij:
    """Cut the text; a bullet right behind the cut becomes the bullet of a new point."""
    stuk, plaats = rij[nummer], int(waarden["plaats"])
    deel = stuk.deel
    voor, na = deel.tekst[:plaats].rstrip(), deel.tekst[plaats:].lstrip()
    if not voor or not na:
        raise PastNiet("Splits ergens binnen de tekst, zodat aan beide kanten tekst staat.")
    teken = _TEKEN_VOORAAN.match(na)
    bullet = teken.group(1) if teken and teken.group(1) in HOOFDTEKENS else None
    tweede = replace(
        deel,
        soort=Onderdeel.PUNT if bullet else deel.soort,
        tekst=na[len(bullet) :].lstrip() if bullet else na,
        teken=bullet,
        nummer="",
        slug=None,
        code="",
    )
    if deel.soort in MET_PLAATS:
        # Two headings of one kind in a row say less than a heading with text under it.
        tweede = replace(tweede, soort=Onderdeel.PUNT if bullet else Onderdeel.INLEIDING)
    rij[nummer : nummer + 1] = [
        replace(stuk, deel=replace(deel, tekst=voor)),
        replace(stuk, deel=tweede, gedrukt=""),
    ]
    return rij


def _voeg_samen(rij: Rij, nummer: int, waarden: Mapping[str, Any]) -> Rij:
    """Join to the part above. A number or a sign that is no known bullet comes along in the text."""
    if nummer == 0 or rij[nummer - 1].verzonnen or rij[nummer].verzonnen:
        raise PastNiet("Boven dit stuk staat niets waarmee het kan worden samengevoegd.")
    boven, stuk = rij[nummer - 1], rij[nummer]
    if boven.deel.tekst != waarden["erboven"]:
        raise PastNiet("Boven dit stuk staat nu een andere tekst.")
    links, naad = boven.deel.tekst, Naad(waarden.get("naad", Naad.SPATIE))
    if naad is Naad.ZONDER_STREEPJE:
        if links[-1] not in _STREEPJES:
            raise PastNiet("De tekst erboven eindigt niet op een streepje.")
        links = links[:-1]
    rechts = stuk.volle_tekst if stuk.deel.soort is Onderdeel.RUBRIEK else _teken_in_tekst(stuk.deel).tekst
    tussen = " " if naad is Naad.SPATIE else ""
    rij[nummer - 1 : nummer + 1] = [
        replace(
            boven,
            deel=replace(boven.deel, tekst=f"{links}{tussen}{rechts}"),
            geraakt=tuple(dict.fromkeys((*boven.geraakt, *stuk.geraakt))),
        )
    ]
    return rij


def _verplaats(rij: Rij, nummer: int, waarden: Mapping[str, Any]) -> Rij:
    """Lay a part behind another one (or at the top); a point takes its sub-points along."""
    if rij[nummer].deel.soort is Onderdeel.TITEL:
        raise PastNiet("De titel staat altijd bovenaan.")
    eind = nummer + 1
    if rij[nummer].deel.soort is Onderdeel.PUNT:
        while eind < len(rij) and rij[eind].deel.soort is Onderdeel.SUBPUNT:
            eind += 1
    groep = [replace(stuk) for stuk in rij[nummer:eind]]
    if waarden["na"] is None:
        doel = 1 if rij[0].deel.soort is Onderdeel.TITEL else 0
    else:
        doel = _vind(rij, waarden["na"], waarden["keer"], waarden["van"]) + 1
    if nummer < doel <= eind or doel == nummer:
        raise PastNiet("Het stuk staat daar al.")
    rest = rij[:nummer] + rij[eind:]
    if doel > nummer:
        doel -= len(groep)
    return [*rest[:doel], *groep, *rest[doel:]]


def _teken(rij: Rij, nummer: int, waarden: Mapping[str, Any]) -> Rij:
    """`los`: the first sign of the text is its bullet; not `los`: its bullet is the first sign of the text."""
    stuk = rij[nummer]
    deel = stuk.deel
    if not _is_blok(deel.soort) and deel.soort is not Onderdeel.SUBPUNT:
        raise PastNiet("Alleen een punt, subpunt of alinea kan een opsommingsteken hebben.")
    if waarden["los"]:
        voor = _TEKEN_VOORAAN.match(deel.tekst)
        if deel.teken or not voor or (voor.group(1).isalnum() and voor.group(1) != "o"):
            raise PastNiet("Deze tekst begint niet met een los teken dat een opsommingsteken kan zijn.")
        deel = replace(deel, teken=voor.group(1), tekst=deel.tekst[voor.end() :])
    else:
        if not deel.teken:
            raise PastNiet("Dit stuk heeft geen opsommingsteken.")
        deel = replace(deel, tekst=f"{deel.teken} {deel.tekst}", teken=None)
    rij[nummer] = replace(stuk, deel=deel)
    return rij


def _afbreking(rij: Rij, nummer: int, waarden: Mapping[str, Any]) -> Rij:
    """Decide one word that was broken at a line end: with its hyphen, without, or with hyphen and space."""
    stuk = rij[nummer]
    van, naar, plaats = waarden["van"], waarden["naar"], int(waarden["plaats"])
    if _kern(van) != _kern(naar) or van == naar:
        raise PastNiet("Alleen het streepje en de spatie op de plaats van de afbreking kunnen veranderen.")
    tekst = stuk.deel.tekst
    if not tekst.startswith(van, plaats):
        raise PastNiet(f"Het woord “{van}” staat niet meer op deze plaats.")
    rij[nummer] = replace(stuk, deel=replace(stuk.deel, tekst=tekst[:plaats] + naar + tekst[plaats + len(van) :]))
    return rij


def _kern(woord: str) -> str:
    return "".join(teken for teken in woord if teken not in _STREEPJES and not teken.isspace())


_INGREPEN: dict[Ingreep, Callable[[Rij, int, Mapping[str, Any]], Rij]] = {
    Ingreep.SOORT: _soort,
    Ingreep.HOORT_BIJ: _hoort_bij,
    Ingreep.NUMMER: _nummer,
    Ingreep.SPLITS: _splits,
    Ingreep.VOEG_SAMEN: _voeg_samen,
    Ingreep.VERPLAATS: _verplaats,
    Ingreep.TEKEN: _teken,
    Ingreep.AFBREKING: _afbreking,
}
