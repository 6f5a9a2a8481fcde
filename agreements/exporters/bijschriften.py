"""What an export adds to the official text, the same words in every format.

Under a text block: where its agreements stand, by when, who owes what, and how it differs from an earlier edition.
An addition is never part of the official text: each format sets it apart, and a reader of our own documents skips it
(`Onderdeel.BIJSCHRIFT`). What went and what came is said in words as well ("[weg: …]", "[nieuw: …]"), because colour
and strike-through alone tell nothing to who cannot see them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from agreements.datums import datumtekst
from agreements.exporters.gegevens import Titelgegevens
from agreements.exporters.tekens import leesbaar
from agreements.exporters.woordverschil import Merk, Stuk, ingekort, woordverschil
from agreements.lijst import Partijregel, Statusregel, Tekstblok, Termijnfrase, Wijziging

VERVALLEN_KOP = "Vervallen sinds een eerdere uitgave"
VERVALLEN_UITLEG = "Deze teksten stonden in een eerdere uitgave en staan niet meer in deze lijst."
EMBARGO = "Onder embargo. Verspreid deze lijst niet voordat de brief aan de Tweede Kamer is verzonden."
EMBARGO_KORT = "Onder embargo"

_GEEN_NAAM = re.compile(r"[^a-z0-9]+")
_SINDS_EERDER = "sinds een eerdere uitgave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bijschrift:
    """One addition: its kind (a name for styles), the word it begins with, what it says, and of which agreement.

    `stukken` together are what it says, with the words that went and came marked; `toelichting` are further lines.
    """

    soort: str
    label: str
    stukken: tuple[Stuk, ...] = ()
    code: str = ""
    toelichting: tuple[str, ...] = ()

    @property
    def tekst(self) -> str:
        """All of it as plain text on one line, with signs for what went and came."""
        zegt = "".join(gemerkt(stuk) for stuk in self.stukken)
        return " ".join(deel for deel in (self.label, zegt, self.code, *self.toelichting) if deel)


def gemerkt(stuk: Stuk) -> str:
    """A piece of text with its mark in words: "[weg: oude woorden] "."""
    if stuk.merk is Merk.GELIJK:
        return stuk.tekst
    return f"[{stuk.merk}: {stuk.kaal}] "


def bijschriften(blok: Tekstblok, gegevens: Titelgegevens) -> tuple[Bijschrift, ...]:
    """What is added under a text block, in the order in which it is printed, in characters that can be shown."""
    return tuple(
        replace(
            een,
            label=leesbaar(een.label),
            stukken=tuple(Stuk(leesbaar(stuk.tekst), stuk.merk) for stuk in een.stukken),
            code=leesbaar(een.code),
            toelichting=tuple(map(leesbaar, een.toelichting)),
        )
        for een in _bijschriften(blok, gegevens)
    )


def _bijschriften(blok: Tekstblok, gegevens: Titelgegevens) -> Iterator[Bijschrift]:
    if blok.wijziging:
        yield _wijziging(blok, blok.wijziging)
    if gegevens.met_termijnen and blok.termijnen:
        yield Bijschrift(
            soort="termijn", label="Termijn:", stukken=(Stuk("; ".join(map(termijntekst, blok.termijnen))),)
        )
    if blok.partijen:
        yield Bijschrift(soort="partijen", label="Wie:", stukken=(Stuk("; ".join(map(partijtekst, blok.partijen))),))
    for status in blok.statussen:
        yield _status(status)


def _status(status: Statusregel) -> Bijschrift:
    return Bijschrift(
        soort=_GEEN_NAAM.sub("-", status.label.lower()),
        label=_hoofdletter(status.label),
        stukken=(Stuk(f"sinds {datumtekst(status.sinds)}"),) if status.sinds else (),
        code=status.code,
        toelichting=tuple(regel for regel in status.toelichting.splitlines() if regel.strip()),
    )


def _wijziging(blok: Tekstblok, wijziging: Wijziging) -> Bijschrift:
    stukken: tuple[Stuk, ...] = (Stuk(_SINDS_EERDER),)
    wordt = "\n".join([blok.tekst, *blok.subpunten])
    if wijziging.was and wijziging.was != wordt:
        stukken = (Stuk(f"{_SINDS_EERDER}: "), *ingekort(woordverschil(wijziging.was, wordt)))
    return Bijschrift(soort=_GEEN_NAAM.sub("-", wijziging.soort), label=_hoofdletter(wijziging.soort), stukken=stukken)


def termijntekst(termijn: Termijnfrase) -> str:
    """The phrase as written, with the days it covers: "begin 2025 (1 januari 2025 t/m 31 maart 2025)"."""
    dagen = _dagen(termijn.van, termijn.tot)
    uitleg = ", ".join(deel for deel in (termijn.overleg or "", dagen) if deel and deel != termijn.frase)
    return f"{termijn.frase} ({uitleg})" if uitleg else termijn.frase


def _dagen(van: date | None, tot: date | None) -> str:
    if van and tot:
        return datumtekst(tot) if van == tot else f"{datumtekst(van)} t/m {datumtekst(tot)}"
    if tot:
        return f"uiterlijk {datumtekst(tot)}"
    return f"vanaf {datumtekst(van)}" if van else ""


def partijtekst(partij: Partijregel) -> str:
    """An organisation with its role and side: "Provincie Utrecht (trekker, regio)"."""
    haakjes = ", ".join(deel for deel in (partij.rol, partij.zijde) if deel)
    return f"{partij.naam} ({haakjes})" if haakjes else partij.naam


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]
