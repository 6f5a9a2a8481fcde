"""Which coming meetings a text puts something on the agenda of: "agenderen we op het BO-MIRT 2025".

The meetings and their years are those of the reader of time phrases; here the words around the phrase say whether
something will be spoken about there. Not by "uit", "volgens" or "richting" a meeting, and not by one that was held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from agreements.termijnen import overleg
from agreements.termijnen.afbreking import maak_heel
from agreements.termijnen.frasen import Lezer
from agreements.termijnen.oordeel import is_termijn
from agreements.termijnen.overleg import Naam
from agreements.termijnen.patronen import patroon
from agreements.termijnen.vondst import Overlegdata
from agreements.termijnen.voorzetsels import KOMEND
from agreements.termijnen.zinnen import vertelt_verleden, zin_om

_LIDWOORD = r"(?:(?:het|de) )?"
#: Something happens at the meeting itself.
_DAAR = patroon(rf"\b(?:in|op|tijdens|bij|gedurende) {_LIDWOORD}$")
#: Something is brought to it, if that is what the sentence says.
_DAARHEEN = patroon(rf"\b(?:aan|voor|naar) {_LIDWOORD}$")
_BRENGT = patroon(
    r"\b(?:\w*agende\w+|agenda|voorgelegd|voorleggen|voor te leggen|leg(?:t|gen)\b[^.;]*\bvoor|ingebracht|inbrengen"
    r"|in te brengen|aangeboden|aanbieden|aan te bieden|bied(?:t|en)\b[^.;]*\baan|doorgeschoven|doorverwezen)\b"
)
#: The meeting is only where something came from: "zoals afgesproken in het BO MIRT".
_BRON = patroon(
    r"\b(?:zoals|conform|volgens|overeenkomstig|ingevolge|vanwege|gelet op|op (?:basis|grond) van|naar aanleiding van"
    r"|in lijn met|ter uitvoering van|in vervolg op)\b[^.;:]*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agendering:
    """One coming meeting by its normal name ("BO MIRT 2025"), and the words that name it."""

    overleg: str
    frase: str
    #: Of which landsdeel the meeting is, where the text says so.
    landsdeel: str | None = None


def vind_agenderingen(
    tekst: str, *, soort: str, overlegdatum: date | None, overleggen: Overlegdata
) -> list[Agendering]:
    """The coming meetings that the text puts something on the agenda of, each once.

    `soort` is the kind of meeting that the text comes from ("BO MIRT"): that is what "het volgende bestuurlijk
    overleg" means. The rest is as for `vind_termijnen`.
    """
    tekst = maak_heel(tekst).tekst
    namen = overleg.vind_namen(tekst)
    gevonden = [
        *_met_naam(tekst, namen, overlegdatum, overleggen),
        *_zonder_naam(tekst, soort, overlegdatum, overleggen),
    ]
    eerste: dict[tuple[str, str | None], Agendering] = {}
    for een in gevonden:
        eerste.setdefault((een.overleg, een.landsdeel), een)
    return list(eerste.values())


def _met_naam(
    tekst: str, namen: list[Naam], overlegdatum: date | None, overleggen: Overlegdata
) -> Iterator[Agendering]:
    if not namen:
        return
    for vondst in Lezer(tekst, overlegdatum, overleggen).vondsten():
        if vondst.overleg is None or vondst.soort != "overleg" or not is_termijn(vondst, tekst, overlegdatum):
            continue
        hier = [naam for naam in namen if vondst.begin <= naam.begin < vondst.eind]
        if any(_wordt_besproken(tekst, naam.begin, vondst.eind) for naam in hier):
            frase = " ".join(tekst[vondst.begin : vondst.eind].split())
            landsdeel = next((naam.landsdeel for naam in hier if naam.landsdeel), None)
            yield Agendering(overleg=vondst.overleg, frase=frase, landsdeel=landsdeel)


def _zonder_naam(tekst: str, soort: str, overlegdatum: date | None, overleggen: Overlegdata) -> Iterator[Agendering]:
    """ "Het volgende bestuurlijk overleg": the next one of the kind that the text comes from."""
    if overlegdatum is None:
        return
    for naam in overleg.vind_kale(tekst):
        komend = KOMEND.search(tekst[: naam.begin])
        if komend is None or not _wordt_besproken(tekst, naam.begin, naam.eind):
            continue
        eigen = replace(naam, naam=soort)
        frase = " ".join(tekst[komend.start() : naam.eind].split())
        yield Agendering(overleg=f"{soort} {overleg.komende(eigen, overlegdatum, overleggen)}", frase=frase)


def _wordt_besproken(tekst: str, begin: int, eind: int) -> bool:
    """Whether the sentence says that something comes before the meeting that is named from `begin` to `eind`."""
    ervoor, erna = zin_om(tekst, begin, eind)
    if komend := KOMEND.search(ervoor):
        ervoor = ervoor[: komend.start()]
    if _BRON.search(ervoor) or vertelt_verleden(tekst, begin, eind):
        return False
    if _DAAR.search(ervoor):
        return True
    return bool(_DAARHEEN.search(ervoor) and (_BRENGT.search(ervoor) or _BRENGT.search(erna)))
