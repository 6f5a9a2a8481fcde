"""The text of an agreement as an overleg adopts it: its canonical bytes, its checksum, and two of them compared."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Besluittekst:
    """The words that a decision adopts: the agreement, its nested points, and the lead-in that it leans on."""

    tekst: str
    subpunten: tuple[str, ...] = ()
    inleiding: str = ""

    @classmethod
    def van(cls, rij: Any) -> Besluittekst:
        """Of a row that has these three columns: a Beslispunt, a Besluitregel, a VoorgesteldeAfspraak."""
        return cls(tekst=rij.tekst, subpunten=tuple(rij.subpunten), inleiding=rij.inleiding)

    @classmethod
    def getypt(cls, tekst: str, subpunten: Iterable[str] = (), inleiding: str = "") -> Besluittekst:
        """As somebody typed it: an agreement is one paragraph, so a line break is a space; empty points fall away."""
        return cls(
            tekst=_regel(tekst),
            subpunten=tuple(punt for een in subpunten if (punt := _regel(een))),
            inleiding="\n".join(regel for een in inleiding.splitlines() if (regel := een.strip())),
        )

    def is_zo_getypt(self, getypt: Besluittekst) -> bool:
        """Whether what was typed in a form that began with this text is this text: a form keeps no line breaks."""
        return getypt in (self, Besluittekst.getypt(self.tekst, self.subpunten, self.inleiding))

    @property
    def velden(self) -> dict[str, Any]:
        """The columns that hold it, with its checksum."""
        return {
            "tekst": self.tekst,
            "subpunten": list(self.subpunten),
            "inleiding": self.inleiding,
            "sha256": self.sha256,
        }

    @property
    def sha256(self) -> str:
        """Of its JSON in UTF-8, keys in alphabetical order, no white space between them."""
        delen = {"inleiding": self.inleiding, "subpunten": list(self.subpunten), "tekst": self.tekst}
        canoniek = json.dumps(delen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canoniek.encode()).hexdigest()


def _regel(tekst: str) -> str:
    return " ".join(regel for een in tekst.splitlines() if (regel := een.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tekstverschil:
    """Two wordings of one agreement."""

    oud: Besluittekst
    nieuw: Besluittekst

    @property
    def is_gelijk(self) -> bool:
        return self.oud == self.nieuw

    @property
    def subpunten(self) -> list[tuple[str, str]]:
        """The nested points of both beside each other, in order; "" where one has none."""
        uit: list[tuple[str, str]] = []
        van, naar = self.oud.subpunten, self.nieuw.subpunten
        for _, i1, i2, j1, j2 in difflib.SequenceMatcher(a=van, b=naar, autojunk=False).get_opcodes():
            uit += zip_longest(van[i1:i2], naar[j1:j2], fillvalue="")
        return uit
