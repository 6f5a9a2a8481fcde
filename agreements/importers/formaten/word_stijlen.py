"""What the styles and the numbering of a Word document say of its paragraphs (ISO/IEC 29500-1, 17.7 and 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from agreements.importers.formaten.opsomming import MAX_NIVEAUS, Tellers, als_letters, als_romeins, stijldiepte
from agreements.importers.formaten.pakket import Element, attribuut, geheel, kind, kinderen

_UIT = ("0", "false", "off", "none")
_KOP = re.compile(r"(?:heading|kop|überschrift|titre)\s?([1-9])")
_INHOUD = re.compile(
    r"(?:toc|inhopg|inhoudsopgave)\s?(?:[1-9]|heading|kop)|(?:kop van inhoudsopgave|kopvaninhoudsopgave)"
)
_PLAATS = re.compile(r"%([1-9])")
#: A style that leans on more others than this leans on itself.
_MAX_KETEN = 40


def staat_aan(eigenschappen: Element | None, naam: str) -> bool | None:
    """Whether a switch such as `b` or `vanish` is on; None where nothing is said."""
    schakelaar = kind(eigenschappen, naam)
    if schakelaar is None:
        return None
    return (attribuut(schakelaar, "val") or "1").lower() not in _UIT


def links_van(alineavorm: Element | None) -> float | None:
    """The left indent in points."""
    inspringing = kind(alineavorm, "ind")
    waarde = attribuut(inspringing, "left") or attribuut(inspringing, "start")
    return None if waarde is None else geheel(waarde) / 20


def grootte_van(tekstvorm: Element | None) -> float | None:
    """The size of the letters in points."""
    waarde = attribuut(kind(tekstvorm, "sz"), "val")
    return None if waarde is None else geheel(waarde) / 2 or None


class Stijlen:
    """The styles of a document by their id, each with those it is based on."""

    def __init__(self, wortel: Element | None) -> None:
        self._stijlen = {attribuut(stijl, "styleId") or "": stijl for stijl in kinderen(wortel, "style")}
        self._gewoon = next(
            (
                naam
                for naam, stijl in self._stijlen.items()
                if attribuut(stijl, "type") == "paragraph" and (attribuut(stijl, "default") or "0") not in _UIT
            ),
            "",
        )
        standaard = kind(kind(kind(wortel, "docDefaults"), "rPrDefault"), "rPr")
        self._grootte = grootte_van(standaard)

    def keten(self, naam: str | None) -> Iterator[Element]:
        """The style, the one it is based on, and so on."""
        gezien: set[str] = set()
        while naam and naam in self._stijlen and naam not in gezien and len(gezien) < _MAX_KETEN:
            gezien.add(naam)
            yield self._stijlen[naam]
            naam = attribuut(kind(self._stijlen[naam], "basedOn"), "val")

    def alinea(self, naam: str | None) -> str:
        """The style of a paragraph: its own, or that of all paragraphs."""
        return naam if naam in self._stijlen and naam is not None else self._gewoon

    def _namen(self, naam: str) -> Iterator[str]:
        for stijl in self.keten(naam):
            yield (attribuut(kind(stijl, "name"), "val") or attribuut(stijl, "styleId") or "").lower()

    def kopniveau(self, naam: str) -> int | None:
        for stijl in self.keten(naam):
            omtrek = attribuut(kind(kind(stijl, "pPr"), "outlineLvl"), "val")
            if omtrek is not None:
                return geheel(omtrek, 9) + 1 if geheel(omtrek, 9) < 9 else None
            weergave = attribuut(kind(stijl, "name"), "val") or attribuut(stijl, "styleId") or ""
            if kop := _KOP.fullmatch(weergave.lower()):
                return int(kop[1])
        return None

    def is_inhoud(self, naam: str) -> bool:
        return any(_INHOUD.fullmatch(een) for een in self._namen(naam))

    def lijstdiepte(self, naam: str) -> int:
        """The depth that the name of the style gives: "List Bullet 2" is 1."""
        return max(map(stijldiepte, self._namen(naam)), default=0)

    def nummering(self, naam: str) -> tuple[str, str, int | None] | None:
        """The style in the chain that has a numbering, with the id of that and its level, if it gives one."""
        for stijl in self.keten(naam):
            nummering = kind(kind(stijl, "pPr"), "numPr")
            if nummering is not None and (nummer := attribuut(kind(nummering, "numId"), "val")) is not None:
                niveau = attribuut(kind(nummering, "ilvl"), "val")
                return attribuut(stijl, "styleId") or "", nummer, None if niveau is None else geheel(niveau)
        return None

    def links(self, naam: str) -> float | None:
        waarden = (links_van(kind(stijl, "pPr")) for stijl in self.keten(naam))
        return next((waarde for waarde in waarden if waarde is not None), None)

    def grootte(self, naam: str) -> float | None:
        waarden = (grootte_van(kind(stijl, "rPr")) for stijl in self.keten(naam))
        return next((waarde for waarde in waarden if waarde is not None), self._grootte)

    def schakelaar(self, naam: str | None, wat: str) -> bool:
        waarden = (staat_aan(kind(stijl, "rPr"), wat) for stijl in self.keten(naam))
        return next((waarde for waarde in waarden if waarde is not None), False)

    def op_nieuwe_pagina(self, naam: str) -> bool:
        waarden = (staat_aan(kind(stijl, "pPr"), "pageBreakBefore") for stijl in self.keten(naam))
        return next((waarde for waarde in waarden if waarde is not None), False)


@dataclass(slots=True)
class _Niveau:
    begin: int = 1
    vorm: str = "decimal"
    tekst: str = ""
    stijl: str | None = None
    links: float | None = None
    gewone_cijfers: bool = False


@dataclass(slots=True)
class _Reeks:
    """A list (`num`): its levels, the definition whose counters it shares, and where it begins anew."""

    definitie: str
    niveaus: dict[int, _Niveau]
    opnieuw: dict[int, int] = field(default_factory=dict)


class Nummering:
    """Prints bullets and numbers in the order of the paragraphs; keep one per document."""

    def __init__(self, wortel: Element | None, stijlen: Stijlen) -> None:
        self._reeksen: dict[str, _Reeks] = {}
        self._tellers: dict[str, Tellers] = {}
        definities = {attribuut(een, "abstractNumId") or "": een for een in kinderen(wortel, "abstractNum")}
        doel = {attribuut(een, "numId") or "": een for een in kinderen(wortel, "num")}
        for nummer, reeks in doel.items():
            definitie = attribuut(kind(reeks, "abstractNumId"), "val") or ""
            bron = definities.get(definitie)
            if (stijl := attribuut(kind(bron, "numStyleLink"), "val")) is not None:
                # The levels stand in the list that the style names.
                via = stijlen.nummering(stijl)
                ander = attribuut(kind(doel.get(via[1]) if via else None, "abstractNumId"), "val")
                bron = definities.get(ander or "", bron)
            niveaus = dict(_niveau(een) for een in kinderen(bron, "lvl"))
            opnieuw = {}
            for afwijking in kinderen(reeks, "lvlOverride"):
                plaats = geheel(attribuut(afwijking, "ilvl"))
                if (eigen := kind(afwijking, "lvl")) is not None:
                    niveaus[plaats] = _niveau(eigen)[1]
                if (begin := attribuut(kind(afwijking, "startOverride"), "val")) is not None:
                    opnieuw[plaats] = geheel(begin, 1)
            self._reeksen[nummer] = _Reeks(definitie, niveaus, opnieuw)

    def niveau_bij_stijl(self, nummer: str, stijl: str) -> int | None:
        reeks = self._reeksen.get(nummer)
        if reeks is None:
            return None
        return next((plaats for plaats, niveau in reeks.niveaus.items() if niveau.stijl == stijl), None)

    def druk_af(self, nummer: str, plaats: int) -> str | None:
        """What stands in front of the next paragraph on this level of a list; None when there is no such list."""
        reeks = self._reeksen.get(nummer)
        niveau = reeks.niveaus.get(plaats) if reeks else None
        if reeks is None or niveau is None:
            return None
        tellers = self._tellers.setdefault(reeks.definitie, Tellers())
        if (begin := reeks.opnieuw.pop(plaats, None)) is not None:
            tellers.zet(plaats, begin)
        tellers.volgende(plaats, niveau.begin)
        if niveau.vorm in ("bullet", "none"):
            return niveau.tekst if niveau.vorm == "bullet" or "%" not in niveau.tekst else ""

        def cijfer(verwijzing: re.Match[str]) -> str:
            ander = int(verwijzing[1]) - 1
            hoe = reeks.niveaus.get(ander, niveau)
            return _geschreven(tellers.stand(ander, hoe.begin), "decimal" if niveau.gewone_cijfers else hoe.vorm)

        return _PLAATS.sub(cijfer, niveau.tekst)

    def links(self, nummer: str, plaats: int) -> float | None:
        reeks = self._reeksen.get(nummer)
        niveau = reeks.niveaus.get(plaats) if reeks else None
        return niveau.links if niveau else None


def _niveau(element: Element) -> tuple[int, _Niveau]:
    plaats = min(max(geheel(attribuut(element, "ilvl")), 0), MAX_NIVEAUS)
    vorm = kind(element, "numFmt")
    return plaats, _Niveau(
        begin=geheel(attribuut(kind(element, "start"), "val"), 0 if kind(element, "start") is None else 1),
        vorm=attribuut(vorm, "val") or "decimal",
        tekst=attribuut(kind(element, "lvlText"), "val") or "",
        stijl=attribuut(kind(element, "pStyle"), "val"),
        links=links_van(kind(element, "pPr")),
        gewone_cijfers=staat_aan(element, "isLgl") or False,
    )


def _geschreven(getal: int, vorm: str) -> str:
    match vorm:
        case "lowerLetter":
            return als_letters(getal)
        case "upperLetter":
            return als_letters(getal).upper()
        case "lowerRoman":
            return als_romeins(getal)
        case "upperRoman":
            return als_romeins(getal).upper()
        case "decimalZero":
            return f"{getal:02d}"
        case "none":
            return ""
        case _:
            return str(getal)
