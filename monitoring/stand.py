"""The frozen state of one agreement, as an object and as JSON. Knows neither Django nor the database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

#: What stands in place of the code of a successor that the reader may not know of.
VERBORGEN = "een afspraak die u niet mag inzien"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plaats:
    """A provincie or gebied, by slug and by the name it had."""

    slug: str
    naam: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partij:
    """Who does what: `zijde` is "rijk", "regio" or "overig"."""

    naam: str
    rol: str
    zijde: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tijdsaanduiding:
    """A deadline phrase as written, with its first and last day where it has them.

    `besloten`: it was decided since and stands in place of those of the text; None where that was not kept yet.
    """

    frase: str
    soort: str
    van: date | None = None
    tot: date | None = None
    overleg: str = ""
    is_termijn: bool = True
    besloten: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zijdestand:
    """What one side answered; `op` is the moment in ISO 8601, `rol` the role of who answered."""

    status: str
    toelichting: str = ""
    verwacht: date | None = None
    opvolger: str = ""
    op: str = ""
    door: str = ""
    rol: str = ""
    bewijs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One agreement on the peildatum. `status` is the joint one; `rijk` and `regio` are None where nobody answered.

    What was frozen before a field was kept has its default.
    """

    code: str
    tekst: str
    subpunten: tuple[str, ...] = ()
    inleiding: str = ""
    soort: str = ""
    ronde: str = ""
    ronde_naam: str = ""
    overleg: str = ""
    landsdeel: str = ""
    landsdeel_naam: str = ""
    rubriek: str = ""
    rubriek_titel: str = ""
    provincie_kop: str = ""
    onderwerp: str = ""
    provincies: tuple[Plaats, ...] = ()
    gebieden: tuple[Plaats, ...] = ()
    partijen: tuple[Partij, ...] = ()
    status: str = ""
    status_sinds: str = ""
    status_toelichting: str = ""
    opvolger: str = ""
    rijk: Zijdestand | None = None
    regio: Zijdestand | None = None
    termijnen: tuple[Tijdsaanduiding, ...] = ()
    termijn_van: date | None = None
    termijn_tot: date | None = None
    over_tijd: bool = False
    bespreken: bool = False
    notitie: str = ""

    @property
    def verschilt(self) -> bool:
        """Whether both sides answered, and not the same."""
        return self.rijk is not None and self.regio is not None and self.rijk.status != self.regio.status

    @property
    def past_niet(self) -> bool:
        """Whether somebody answered, and no side says what the joint status is."""
        return past_niet(self.status, *(een.status for een in (self.rijk, self.regio) if een is not None))

    @property
    def geldende_termijnen(self) -> tuple[Tijdsaanduiding, ...]:
        """What was decided about the deadline, or else the deadlines of the text."""
        besloten = self.besloten_termijn
        return (besloten,) if besloten else tuple(een for een in self.termijnen if een.is_termijn)

    @property
    def vervangen_termijnen(self) -> tuple[Tijdsaanduiding, ...]:
        """The deadlines of the text in place of which another was decided."""
        besloten = self.besloten_termijn
        return tuple(een for een in self.termijnen if een.is_termijn and een is not besloten) if besloten else ()

    @property
    def besloten_termijn(self) -> Tijdsaanduiding | None:
        """What was decided about the deadline; it stands last. Before that was kept: what is not in the text."""
        if not self.termijnen:
            return None
        laatste = self.termijnen[-1]
        if laatste.besloten is not None:
            return laatste if laatste.besloten else None
        woorden = " ".join(" ".join([self.tekst, *self.subpunten]).split())
        return None if " ".join(laatste.frase.split()) in woorden else laatste

    @property
    def opvolgers(self) -> set[str]:
        """The codes of all agreements that are named as successor."""
        namen = {self.opvolger, *(een.opvolger for een in (self.rijk, self.regio) if een is not None)}
        return namen - {"", VERBORGEN}

    def zonder_opvolgers(self, codes: Set[str]) -> Stand:
        """The same for who may not know that these agreements are there."""
        if not self.opvolgers & codes:
            return self

        def zijde(een: Zijdestand | None) -> Zijdestand | None:
            return replace(een, opvolger=VERBORGEN) if een is not None and een.opvolger in codes else een

        opvolger = VERBORGEN if self.opvolger in codes else self.opvolger
        return replace(self, opvolger=opvolger, rijk=zijde(self.rijk), regio=zijde(self.regio))

    def zonder_zijden(self) -> Stand:
        """What somebody hears who may only know the joint status."""
        return replace(self, rijk=None, regio=None, status_toelichting="", opvolger="", bespreken=False, notitie="")

    def als_tekst(self) -> str:
        """As JSON, the same to the byte for the same state."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=_dag, separators=(",", ":"))

    @classmethod
    def uit_json(cls, data: Mapping[str, Any]) -> Stand:
        """What `als_tekst` wrote, read as JSON."""
        velden = dict(data)
        velden["provincies"] = tuple(Plaats(**een) for een in data["provincies"])
        velden["gebieden"] = tuple(Plaats(**een) for een in data["gebieden"])
        velden["partijen"] = tuple(Partij(**een) for een in data["partijen"])
        velden["subpunten"] = tuple(data["subpunten"])
        velden["termijnen"] = tuple(Tijdsaanduiding(**_met_dagen(een, "van", "tot")) for een in data["termijnen"])
        for zijde in ("rijk", "regio"):
            if een := data[zijde]:
                velden[zijde] = Zijdestand(**{**_met_dagen(een, "verwacht"), "bewijs": tuple(een["bewijs"])})
        return cls(**_met_dagen(velden, "termijn_van", "termijn_tot"))


def past_niet(gezamenlijk: str, *antwoorden: str) -> bool:
    """Whether a joint status is what none of these answers says; never when nobody answered."""
    return bool(antwoorden) and gezamenlijk not in antwoorden


def _met_dagen(data: Mapping[str, Any], *namen: str) -> dict[str, Any]:
    return {**data, **{naam: date.fromisoformat(data[naam]) if data[naam] else None for naam in namen}}


def _dag(waarde: object) -> str:
    if isinstance(waarde, date):
        return waarde.isoformat()
    raise TypeError(f"{waarde!r} past niet in JSON.")
