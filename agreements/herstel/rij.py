"""The row of parts of a list that is being repaired, and the list that it makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from agreements.herstel.bronplaatsen import Bronplaatsen
from agreements.importers.naslag import Naslag
from agreements.importers.opbouw import Deel, bouw, naar_delen
from agreements.lijst import SOORTEN, Landsdeellijst, Lijst, Melding, Onderdeel, Rubriek, Tekstblok

#: What stands beside the list and not in it.
BUITEN = frozenset({Onderdeel.VOORWERK, Onderdeel.BIJSCHRIFT})


@dataclass(frozen=True, slots=True)
class Stuk:
    """One part of the row, with what a repair must know beyond it.

    `gedrukt` is the number of a rubriek as the source prints it ("3", "3."), empty when the number was made up;
    `verzonnen` says that the source does not have this text at all (the title of a list that has none);
    `geraakt` are the numbers of the repairs that changed it.
    """

    deel: Deel
    gedrukt: str = ""
    verzonnen: bool = False
    geraakt: tuple[int, ...] = ()

    @property
    def volle_tekst(self) -> str:
        """The part as the source prints it: number or bullet first."""
        voor = self.gedrukt if self.deel.soort is Onderdeel.RUBRIEK else self.deel.teken
        return " ".join(stuk for stuk in (voor, self.deel.tekst) if stuk)


def rij_van(lijst: Lijst, bron: str) -> list[Stuk]:
    """The row of a list as it was read; the source tells which numbers are printed in it.

    Codes are left out, as a repair can move what they count; those that the document itself gave are kept.
    """
    eigen_codes = _heeft_eigen_codes(lijst)
    delen = [replace(deel, code=deel.code if eigen_codes else "") for deel in naar_delen(lijst)]
    plaatsen = Bronplaatsen.zoek(bron, [_als_gelezen(deel) for deel in delen])
    rij = []
    for deel, regels in zip(delen, plaatsen.van_deel, strict=True):
        gedrukt = ""
        if deel.soort is Onderdeel.RUBRIEK and regels:
            nummer = re.escape(deel.nummer.rstrip(ascii_lowercase))
            begin = re.search(rf"(?<!\d){nummer}[.)]?(?!\d)", plaatsen.regels[regels[0] - 1])
            gedrukt = begin.group() if begin else ""
        rij.append(Stuk(deel=deel, gedrukt=gedrukt, verzonnen=deel.soort is Onderdeel.TITEL and not regels))
    return rij


def _als_gelezen(deel: Deel) -> str:
    voor = deel.nummer.rstrip(ascii_lowercase) if deel.soort is Onderdeel.RUBRIEK else deel.teken or ""
    return f"{voor} {deel.tekst}"


def _heeft_eigen_codes(lijst: Lijst) -> bool:
    """Whether the codes are not simply counted, but were given by the document."""
    zonder = lijst.met_elk_tekstblok(lambda deel, rubriek, blok: replace(blok, code=""))
    geteld = [blok.code for blok in zonder.met_codes().tekstblokken]
    return any(blok.code not in ("", code) for blok, code in zip(lijst.tekstblokken, geteld, strict=True))


def plaatsen_van(rij: Sequence[Stuk], bron: str) -> Bronplaatsen:
    """On which lines of the source each part of the row stands."""
    return Bronplaatsen.zoek(bron, ["" if stuk.verzonnen else stuk.volle_tekst for stuk in rij])


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemaakt:
    """The list of a row, without codes; the places of doubt by number of the part; the part of each text block."""

    lijst: Lijst
    meldingen: tuple[tuple[int, Melding], ...]
    stuk_van_blok: tuple[int, ...]


def lijst_van(rij: Sequence[Stuk], *, soort: str, jaar: int, naslag: Naslag) -> Gemaakt:
    """The list that a row makes, by the rules of `opbouw`. Raises LijstFout when it makes none."""
    titel = " ".join(stuk.deel.tekst for stuk in _titels(rij)) or f"Afsprakenlijst {SOORTEN[soort]} {jaar}"
    opbouw = bouw([replace(stuk.deel, regel=nummer) for nummer, stuk in enumerate(rij)], naslag)
    lijst = Lijst(soort=soort, jaar=jaar, titel=titel, landsdelen=opbouw.landsdelen)
    return Gemaakt(
        lijst=lijst,
        meldingen=tuple((melding.regel or 0, melding) for melding in opbouw.meldingen),
        stuk_van_blok=tuple(blok.regel or 0 for blok in lijst.tekstblokken),
    )


def _titels(rij: Sequence[Stuk]) -> list[Stuk]:
    """The parts that make up the title; a made-up one gives way to what a person chose."""
    titels = [stuk for stuk in rij if stuk.deel.soort is Onderdeel.TITEL]
    return [stuk for stuk in titels if not stuk.verzonnen] or titels


def met_bronregels(lijst: Lijst, gemaakt: Gemaakt, plaatsen: Bronplaatsen) -> Lijst:
    """The list with, for each text block, the line of the source on which it begins."""
    nummers = iter(gemaakt.stuk_van_blok)

    def plaats(deel: Landsdeellijst, rubriek: Rubriek, blok: Tekstblok) -> Tekstblok:
        regels = plaatsen.van_deel[next(nummers)]
        return replace(blok, regel=regels[0] if regels else None)

    return lijst.met_elk_tekstblok(plaats)


def lijst_voor_telling(rij: Sequence[Stuk], *, soort: str, jaar: int, naslag: Naslag) -> Lijst:
    """The list to count characters by: with what a person left out of it, and titles and numbers as printed."""
    geteld = []
    for stuk in rij:
        deel = stuk.deel
        if deel.soort in BUITEN or (deel.soort is Onderdeel.TITEL and stuk.geraakt):
            deel = replace(deel, soort=Onderdeel.ALINEA, tekst=stuk.volle_tekst)
        elif deel.soort is Onderdeel.RUBRIEK and stuk.gedrukt:
            deel = replace(deel, nummer=stuk.gedrukt.rstrip(".)"))
        geteld.append(replace(stuk, deel=deel))
    return lijst_van(geteld, soort=soort, jaar=jaar, naslag=naslag).lijst
