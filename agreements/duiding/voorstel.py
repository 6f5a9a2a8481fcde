"""What the text of an agreement gives away, as proposals that each say on which words they rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_AFKORTINGEN = ("jl.", "nr.", "ca.", "o.a.", "i.r.t.", "m.b.t.", "t.b.v.", "t.a.v.", "d.d.", "c.s.", "vgl.", "bijv.")
_ZINSEINDE = re.compile(
    r"(?<=[.!?])" + "".join(rf"(?<!\b{re.escape(een)})" for een in _AFKORTINGEN) + r"\s+(?=[A-Z’'“(0-9])"
)


class Veld(StrEnum):
    """What a proposal is about."""

    SOORT = "soort"
    HANDELING = "handeling"
    THEMA = "thema"
    PROVINCIE = "provincie"
    GEBIED = "gebied"
    PARTIJ = "partij"


class Waar(StrEnum):
    """Where the words stand on which a proposal rests."""

    TEKST = "tekst"
    SUBPUNT = "subpunt"
    INLEIDING = "inleiding"
    KOP = "kop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grond:
    """The words on which a proposal rests; `begin` and `eind` are their place in that text."""

    woorden: str
    waar: Waar = Waar.TEKST
    begin: int = 0
    eind: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstel:
    """One proposal: a value for a field ("partij": slug of an organisation, with its `rol`), and its grounds."""

    veld: Veld
    waarde: str
    rol: str = ""
    gronden: tuple[Grond, ...]

    @property
    def sleutel(self) -> str:
        """By this a proposal is known when it was rejected before."""
        return ":".join(filter(None, (self.veld.value, self.waarde, self.rol)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Omgeving:
    """The text of an agreement and where it stands in the list.

    `provincie` is the slug of the one provincie that it belongs to, if there is one; `jaar` that of its ronde.
    """

    tekst: str
    subpunten: tuple[str, ...] = ()
    inleiding: str = ""
    rubriek: str = ""
    onderwerp: str = ""
    provincie: str | None = None
    jaar: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Namen:
    """The reference data that a text can name: spelling → slug. Collective words are organisations too.

    `provincie_van` tells in which provincie a gemeente lies, by the slug of its organisation. `plaatsachtig` are the
    slugs of organisations whose name is that of a place too (a provincie, a gemeente, a region that works together).
    """

    organisaties: Mapping[str, str] = field(default_factory=dict)
    provincies: Mapping[str, str] = field(default_factory=dict)
    gemeenten: Mapping[str, str] = field(default_factory=dict)
    waterschappen: Mapping[str, str] = field(default_factory=dict)
    gebieden: Mapping[str, str] = field(default_factory=dict)
    provincie_van: Mapping[str, str] = field(default_factory=dict)
    plaatsachtig: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Zin:
    """One sentence, and where it begins in its text."""

    tekst: str
    begin: int


def zinnen(tekst: str) -> list[Zin]:
    """The sentences of a text; an abbreviation with a point does not end one."""
    uit: list[Zin] = []
    begin = 0
    for einde in _ZINSEINDE.finditer(tekst):
        uit.append(Zin(tekst[begin : einde.start()], begin))
        begin = einde.end()
    return [*uit, Zin(tekst[begin:], begin)]


def een_van(woorden: Iterable[str], *, heel: bool = True) -> str:
    """A pattern for any of these words, the longest first; `heel` asks for a whole word."""
    patroon = "|".join(map(re.escape, sorted(woorden, key=len, reverse=True))) or "(?!)"
    return rf"(?<![\w-])(?:{patroon})(?![\w-])" if heel else f"(?:{patroon})"
