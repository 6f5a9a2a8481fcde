"""Paragraphs of a document with what its format knows of them, and the `Brontekst` that they make.

Word and ODT know paragraphs, not lines. Some documents were pasted out of a PDF, so that each of their paragraphs is
only a printed line; then the lines are given as such, and the layouts join them as they join those of a text file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from agreements.importers.bron import MAX_REGELS, Brontekst
from agreements.importers.regels import Regel, gewoon_wit
from agreements.importers.tekens import HOOFDTEKENS
from agreements.lijst import LijstFout, Melding, Onderdeel

#: The share of paragraphs that go on in lower case from which they are lines and no paragraphs.
_REGELS_VANAF = 0.15
_MIN_REGELS = 5
#: A line as long as this may be full; a longer one than the other is no line but a paragraph.
_SMALSTE_KOLOM = 45
_BREEDSTE_KOLOM = 120
#: How much of a text that is left out is shown to the user.
_GETOOND = 120
_STREEPJES = "-\u00ad"
#: A cell or label with only this in it is the bullet or number of what follows.
_MAX_LABEL = 4
_MERK = re.compile(r"dossier_([a-z_]+)_\d+")


class Letters(NamedTuple):
    """A run of characters with one markup; `stand` is "sup" or "sub" for raised and lowered signs."""

    tekst: str
    vet: bool = False
    cursief: bool = False
    stand: str = ""


@dataclass(slots=True)
class Alinea:
    """One paragraph: its printed lines, and the hints that a `Regel` carries.

    `label` is the bullet or number that the format prints in front; `noten` are footnotes that hang on it.
    `wit` says how many empty paragraphs stand above it. `letters` is the text with its markup, `lijst` which list it
    stands in, `tabel` the texts of a table that was asked for as a whole, and `merk` what our own document of a
    dossier says that the paragraph is; of Word only.
    """

    regels: list[str]
    label: str = ""
    onderdeel: Onderdeel | None = None
    kopniveau: int | None = None
    lijstniveau: int | None = None
    links: float | None = None
    grootte: float | None = None
    vet: bool = False
    paginabegin: bool = False
    wit: int = 0
    is_noot: bool = False
    noten: list[Alinea] = field(default_factory=list)
    letters: list[Letters] = field(default_factory=list)
    lijst: str = ""
    tabel: list[list[str]] | None = None
    merk: str = ""

    @property
    def tekst(self) -> str:
        return " ".join(regel.strip() for regel in self.regels if regel.strip())

    @property
    def is_leeg(self) -> bool:
        return not any(regel.strip() for regel in self.regels)


def is_label(tekst: str) -> bool:
    """Whether a text is only a bullet or a number, which belongs to what stands beside it."""
    kaal = tekst.strip()
    if not kaal or len(kaal) > _MAX_LABEL:
        return False
    return kaal in HOOFDTEKENS or kaal in ("o", "-", "–") or kaal.rstrip(".)").isdecimal()


def onderdeel_van(naam: str) -> Onderdeel | None:
    """What a bookmark of our own documents says of its paragraph: "bol_punt_12" is a PUNT."""
    delen = naam.split("_", 2)
    if len(delen) != 3 or delen[0] != "bol" or not delen[2]:
        return None
    return Onderdeel(delen[1]) if delen[1] in list(Onderdeel) else None


def merk_van(naam: str) -> str:
    """What a bookmark of our own document of a dossier says of its paragraph: "dossier_opmerking_12"."""
    gevonden = _MERK.fullmatch(naam)
    return gevonden[1] if gevonden else ""


def maak_brontekst(
    alineas: Sequence[Alinea], meldingen: Sequence[Melding], *, naam: str, van_ons: bool = False
) -> Brontekst:
    """The source text of these paragraphs, in order; footnotes below what they hang on.

    `van_ons` says that the document says it is one of ours. That is only believed when every paragraph says what
    it is; otherwise somebody wrote in it, and it is read as any other, but for what we added to the list ourselves.

    Raises LijstFout when there is no text, or far too much.
    """
    rij = _met_noten(_met_wit(alineas))
    if not rij:
        raise LijstFout(
            f"In het bestand “{naam}” staat geen tekst die kan worden gelezen. Zijn het alleen afbeeldingen of een "
            "leeg document? Kies een bestand waarin de tekst van de lijst staat."
        )
    uit = list(meldingen)
    eigen = van_ons and all(alinea.onderdeel is not None for alinea in rij)
    if van_ons and not eigen:
        uit.append(
            Melding(
                soort="bewerkt document",
                tekst="dit document komt uit het register, maar is daarna veranderd; de opbouw is opnieuw bepaald",
            )
        )
        for alinea in rij:
            if alinea.onderdeel not in (Onderdeel.VOORWERK, Onderdeel.BIJSCHRIFT, Onderdeel.TITEL):
                alinea.onderdeel = None
    heel = not _zijn_regels(rij)
    regels: list[Regel] = []
    ruim = False
    gewoon = gewoon_wit([alinea.wit for alinea in rij[1:]], [(alinea.tekst, alinea.wit) for alinea in rij[1:]])
    for alinea in rij:
        stukken = _stukken(alinea, heel=heel or eigen)
        for plaats, stuk in enumerate(stukken):
            een = len(stukken) == 1
            regels.append(
                Regel(
                    nummer=len(regels) + 1,
                    tekst=stuk.strip(),
                    spatie_na=stuk != stuk.rstrip() or stuk[-1] not in _STREEPJES,
                    ruim=plaats == 0 and (ruim or not regels or not een or alinea.wit > gewoon),
                    paginabegin=plaats == 0 and alinea.paginabegin and bool(regels),
                    heel=een and (heel or _is_apart(alinea)),
                    onderdeel=alinea.onderdeel,
                    kopniveau=alinea.kopniveau,
                    lijstniveau=alinea.lijstniveau if plaats == 0 else None,
                    links=alinea.links,
                    grootte=alinea.grootte,
                    vet=alinea.vet,
                )
            )
        if alinea.is_noot:
            uit.append(Melding(soort="voetnoot", tekst=alinea.tekst[:_GETOOND], regel=len(regels)))
        ruim = len(stukken) > 1
        if len(regels) > MAX_REGELS:
            raise LijstFout(
                f"Het bestand “{naam}” heeft meer dan {MAX_REGELS:,} regels.".replace(",", ".")
                + " Een afsprakenlijst is veel korter. Controleer of u het juiste bestand koos."
            )
    return Brontekst("\n".join(regel.tekst for regel in regels), tuple(uit), tuple(regels), eigen)


def _met_wit(alineas: Sequence[Alinea]) -> list[Alinea]:
    """The paragraphs that say something, each knowing how many empty ones stood above it."""
    rij: list[Alinea] = []
    wit, pagina, label = 0, False, ""
    for alinea in alineas:
        if alinea.is_leeg:
            wit += 1
            pagina = pagina or alinea.paginabegin
            continue
        alinea.wit, wit = wit, 0
        alinea.paginabegin, pagina = alinea.paginabegin or pagina, False
        alinea.label, label = alinea.label or label, ""
        rij.append(alinea)
    return rij


def _met_noten(alineas: Sequence[Alinea]) -> list[Alinea]:
    """The paragraphs with their footnotes among them: below the paragraph, or below the list that it stands in."""
    rij: list[Alinea] = []
    wacht: list[Alinea] = []
    for alinea in alineas:
        if wacht and not _is_punt(alinea):
            rij += wacht
            wacht = []
        rij.append(alinea)
        wacht += [noot for noot in alinea.noten if not noot.is_leeg]
    return rij + wacht


def _is_punt(alinea: Alinea) -> bool:
    return alinea.lijstniveau is not None or alinea.tekst[0] in HOOFDTEKENS or alinea.tekst[:2] == "o "


def _is_apart(alinea: Alinea) -> bool:
    return alinea.kopniveau is not None or alinea.onderdeel is not None or alinea.is_noot


def _zijn_regels(rij: Sequence[Alinea]) -> bool:
    """Whether paragraphs are only printed lines: many break off and the next goes on in lower case.

    Where no heading or list says that paragraphs are what they seem, one that breaks off is enough: at a word like
    "van", or as long as a printed line where nothing is longer than that.
    """
    paren = [(een, ander) for een, ander in pairwise(rij) if not (_is_apart(een) or _is_apart(ander))]
    door = [
        Regel(nummer=0, tekst=een.tekst)
        for een, ander in paren
        if _begint_klein(ander) and not Regel(nummer=0, tekst=een.tekst).eindigt_zin and ander.lijstniveau is None
    ]
    if not any(_is_apart(alinea) or alinea.lijstniveau is not None for alinea in rij):
        kolom = all(len(alinea.tekst) <= _BREEDSTE_KOLOM for alinea in rij)
        if any(regel.loopt_door or (kolom and len(regel.tekst) >= _SMALSTE_KOLOM) for regel in door):
            return True
    return len(door) >= _MIN_REGELS and len(door) > _REGELS_VANAF * len(paren)


def _begint_klein(alinea: Alinea) -> bool:
    eerste = alinea.tekst[:1]
    return eerste.islower() and alinea.tekst[:2].strip() != "o"


def _stukken(alinea: Alinea, *, heel: bool) -> list[str]:
    """The lines of a paragraph; a heading or point is one line, as are lines that belong to such a paragraph."""
    regels = [regel for regel in alinea.regels if regel.strip()]
    if alinea.label:
        regels[0] = f"{alinea.label} {regels[0].lstrip()}"
    if len(regels) == 1:
        return [regels[0] if not heel else regels[0].strip()]
    if _is_apart(alinea) or (alinea.lijstniveau is not None and not any(map(_begint_als_punt, regels[1:]))):
        return [" ".join(regel.strip() for regel in regels)]
    return regels


def _begint_als_punt(regel: str) -> bool:
    kaal = regel.lstrip()
    return kaal[0] in HOOFDTEKENS or kaal[:2] in ("o ", "- ", "– ")
