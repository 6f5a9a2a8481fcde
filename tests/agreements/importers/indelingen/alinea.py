"""A printed document as a row of paragraphs, from which tests make text, Word, ODT and PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from agreements.lijst import LOSSE_ALINEA, Blok, Landsdeellijst, Lijst, Rubriek, Tekstblok

#: What a paragraph can be in print.
SOORTEN = (
    "titel",
    "inhoud",
    "landsdeel",
    "rubriek",
    "provincie",
    "onderwerp",
    "inleiding",
    "punt",
    "subpunt",
    "alinea",
    "koptekst",
    "voettekst",
)


@dataclass(frozen=True, slots=True)
class Alinea:
    """One printed paragraph: what it is, and its text as printed, number and bullet included."""

    soort: str
    tekst: str

    def __post_init__(self) -> None:
        assert self.soort in SOORTEN, self.soort


class Document(NamedTuple):
    """A document in one layout: its name, the paragraphs as printed, and the list that it holds."""

    naam: str
    alineas: tuple[Alinea, ...]
    lijst: Lijst


def punt(tekst: str, *subpunten: str, teken: str | None = None, soort: str = "afspraak") -> Tekstblok:
    """A text block of a list."""
    return Tekstblok(tekst=tekst, teken=teken, subpunten=subpunten, soort=soort)


def los(tekst: str) -> Tekstblok:
    """A loose paragraph."""
    return Tekstblok(tekst=tekst, soort=LOSSE_ALINEA)


def rubriek(nummer: int, titel: str, *blokken: Blok, gebied: str | None = None) -> Rubriek:
    """A numbered chapter."""
    return Rubriek(nummer=str(nummer), titel=titel, gebied=gebied, blokken=blokken)


def blok(*tekstblokken: Tekstblok, inleiding: str | None = None, onderwerp: str | None = None) -> Blok:
    """Text blocks without a provincie."""
    return Blok(tekstblokken=tekstblokken, inleiding=inleiding, onderwerp=onderwerp)


def landsdeel(slug: str, kop: str, *rubrieken: Rubriek) -> Landsdeellijst:
    """The list of one landsdeel."""
    return Landsdeellijst(landsdeel=slug, kop=kop, rubrieken=rubrieken)


def gedrukt(
    lijst: Lijst,
    *,
    rubriekkop: Callable[[Rubriek], Sequence[Alinea]] = lambda een: [Alinea("rubriek", f"{een.nummer} {een.titel}")],
    subteken: str = "o",
    landsdeelkop: Callable[[int, Landsdeellijst], Sequence[Alinea]] = lambda _, deel: [Alinea("landsdeel", deel.kop)],
) -> list[Alinea]:
    """The paragraphs of a list from its first landsdeel on: headings, lead-ins, bullets, sub-points."""
    uit: list[Alinea] = []
    for volgnummer, deel in enumerate(lijst.landsdelen, start=1):
        uit += landsdeelkop(volgnummer, deel)
        for een in deel.rubrieken:
            uit += rubriekkop(een)
            for stuk in een.blokken:
                uit += gedrukt_blok(stuk, subteken=subteken)
    return uit


def gedrukt_blok(stuk: Blok, *, subteken: str = "o") -> list[Alinea]:
    """The paragraphs of one blok."""
    uit: list[Alinea] = []
    if stuk.provincie_kop:
        uit.append(Alinea("provincie", stuk.provincie_kop))
    if stuk.onderwerp:
        uit.append(Alinea("onderwerp", stuk.onderwerp))
    uit += [Alinea("inleiding", tekst) for tekst in (stuk.inleiding or "").split("\n") if tekst]
    for een in stuk.tekstblokken:
        uit.append(Alinea("punt", f"{een.teken} {een.tekst}") if een.teken else Alinea("alinea", een.tekst))
        uit += [Alinea("subpunt", f"{subteken} {tekst}") for tekst in een.subpunten]
    return uit
