"""Word documents (.docx): the paragraphs in order, with what styles, numbering and list levels say of them.

What a reader of the printed page sees is what counts: tracked insertions are text and deletions are not, numbers and
bullets that Word makes itself stand in front of their paragraph, footnotes come along as paragraphs. Headers and
footers are parts of their own and are no body text. Nothing that the document refers to is opened, no macro is run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from agreements.importers.bron import Brontekst
from agreements.importers.formaten.alinea import Alinea, Letters, is_label, maak_brontekst, merk_van, onderdeel_van
from agreements.importers.formaten.nietgelezen import meldingen_van
from agreements.importers.formaten.pakket import (
    Element,
    Pakket,
    attribuut,
    geheel,
    kind,
    kinderen,
    lokaal,
)
from agreements.importers.formaten.word_stijlen import Nummering, Stijlen, grootte_van, links_van, staat_aan
from agreements.lijst import LijstFout, Melding, Onderdeel

OPMAAK = "afsprakenlijst-opmaak-1"

#: Wrappers around paragraphs or runs that say nothing of the text in them.
_DOORZICHTIG = frozenset(
    {"sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo", "rubyBase"}
    | {"ruby", "oMathPara", "Choice"}
)
_WEG = frozenset({"del", "moveFrom", "rt", "Fallback"})
_NIET_GEOPEND = ("attachedTemplate", "subDocument", "frame", "image", "oleObject", "aFChunk", "package")
_INHOUD_VELDEN = ("TOC", "TOA", "INDEX")


def lees_word(inhoud: bytes, *, naam: str) -> Brontekst:
    """Read a .docx. Raises LijstFout with a Dutch sentence when it cannot be read."""
    pakket, alineas, meldingen = _lees(inhoud, naam=naam, tabellen_heel=False)
    return maak_brontekst(alineas, meldingen, naam=naam, van_ons=_van_ons(pakket))


def lees_word_alineas(inhoud: bytes, *, naam: str) -> tuple[list[Alinea], list[Melding]]:
    """The paragraphs of a .docx with their markup, a table as one of them. Raises LijstFout when it cannot be read."""
    pakket, alineas, meldingen = _lees(inhoud, naam=naam, tabellen_heel=True)
    if beelden := sum("/media/" in deel for deel in pakket.namen):
        meldingen.append(Melding(soort="afbeelding weggelaten", tekst=f"{beelden} in het document"))
    return alineas, meldingen


def _lees(inhoud: bytes, *, naam: str, tabellen_heel: bool) -> tuple[Pakket, list[Alinea], list[Melding]]:
    pakket = Pakket(inhoud, naam=naam)
    plaats = _hoofddeel(pakket)
    document = pakket.xml(plaats)
    lichaam = kind(document, "body")
    if lichaam is None:
        raise pakket.beschadigd()
    lezer = _Lezer(pakket, plaats, tabellen_heel=tabellen_heel)
    alineas = lezer.lees(lichaam)
    return pakket, alineas, [*_meldingen_over(pakket, plaats), *lezer.meldingen()]


def _hoofddeel(pakket: Pakket) -> str:
    for verwijzing in kinderen(pakket.xml("_rels/.rels"), "Relationship"):
        if (attribuut(verwijzing, "Type") or "").endswith("/officeDocument"):
            doel = (attribuut(verwijzing, "Target") or "").lstrip("/")
            if doel in pakket.namen:
                return doel
    if "word/document.xml" not in pakket.namen:
        raise LijstFout(
            f"Het bestand “{pakket.naam}” is geen Word-document, maar een ander soort bestand. Kies het document met "
            "de lijst."
        )
    return "word/document.xml"


def _van_ons(pakket: Pakket) -> bool:
    kern = pakket.xml("docProps/core.xml")
    return any(lokaal(deel) == "keywords" and OPMAAK in (deel.text or "") for deel in (() if kern is None else kern))


def _meldingen_over(pakket: Pakket, plaats: str) -> Iterator[Melding]:
    if any(naam.endswith("vbaProject.bin") for naam in pakket.namen):
        yield Melding(soort="macro’s genegeerd", tekst="in het document zitten macro’s; die zijn niet uitgevoerd")
    verwijzingen = 0
    map_, _, blad = plaats.rpartition("/")
    for deel in (f"{map_}/_rels/{blad}.rels", f"{map_}/_rels/settings.xml.rels"):
        for verwijzing in kinderen(pakket.xml(deel.lstrip("/")), "Relationship"):
            soort = (attribuut(verwijzing, "Type") or "").rpartition("/")[2]
            verwijzingen += attribuut(verwijzing, "TargetMode") == "External" and soort in _NIET_GEOPEND
    if verwijzingen:
        yield Melding(
            soort="verwijzing niet geopend",
            tekst=f"het document verwijst {verwijzingen} keer naar iets buiten zichzelf; dat is niet geopend",
        )


@dataclass(slots=True)
class _Veld:
    """A field: its instruction so far, and whether its result has begun."""

    opdracht: str = ""
    resultaat: bool = False

    @property
    def is_inhoud(self) -> bool:
        return self.opdracht.split()[:1] in [[veld] for veld in _INHOUD_VELDEN]


@dataclass(slots=True)
class _Tekst:
    """The running text of one paragraph in the making."""

    delen: list[str] = field(default_factory=list)
    letters: list[Letters] = field(default_factory=list)
    vet: bool = True
    grootte: float | None = None
    inhoud: bool = False
    pagina_voor: bool = False
    pagina_na: bool = False
    onderdeel: Onderdeel | None = None
    merk: str = ""
    noten: list[Alinea] = field(default_factory=list)
    kaders: list[Alinea] = field(default_factory=list)

    @property
    def is_leeg(self) -> bool:
        return not any(deel.strip() for deel in self.delen)


class _Lezer:
    """Reads the body of one document."""

    def __init__(self, pakket: Pakket, plaats: str, *, tabellen_heel: bool) -> None:
        self._tabellen_heel = tabellen_heel
        map_ = plaats.rpartition("/")[0]
        self._pakket = pakket
        self._stijlen = Stijlen(pakket.xml(f"{map_}/styles.xml"))
        self._nummering = Nummering(pakket.xml(f"{map_}/numbering.xml"), self._stijlen)
        self._noten = {
            soort: {attribuut(noot, "id"): noot for noot in kinderen(pakket.xml(f"{map_}/{deel}.xml"), soort)}
            for deel, soort in (("footnotes", "footnote"), ("endnotes", "endnote"))
        }
        self._opmerkingen = kinderen(pakket.xml(f"{map_}/comments.xml"), "comment")
        self._velden: list[_Veld] = []
        self._gevonden: Counter[str] = Counter()
        self._verborgen: list[str] = []
        self._in_inhoud = 0
        self._in_noot = False
        self._velden_kloppen = True

    def lees(self, lichaam: Element) -> list[Alinea]:
        saldo = Counter(attribuut(deel, "fldCharType") for deel in lichaam.iter() if lokaal(deel) == "fldChar")
        self._velden_kloppen = saldo["begin"] == saldo["end"]
        return _zonder_dode_merken(self._blokken(lichaam, 0))

    def meldingen(self) -> Iterator[Melding]:
        return meldingen_van(
            wijzigingen=self._gevonden["wijzigingen"] > 0,
            opmerkingen=(
                " ".join("".join(deel.itertext()) for deel in kinderen(opmerking, "p")).strip()
                for opmerking in self._opmerkingen
            ),
            verborgen=self._verborgen,
            ingesloten=self._gevonden["ingesloten"],
        )

    # Blocks: paragraphs, tables, and what is around them.

    def _blokken(self, houder: Element, diepte: int) -> list[Alinea]:
        self._pakket.toets_diepte(diepte)
        uit: list[Alinea] = []
        for deel in houder:
            soort = lokaal(deel)
            if soort == "p":
                uit += self._alinea(deel, diepte)
            elif soort == "tbl":
                uit += self._tabel(deel, diepte + 1)
            elif soort == "sdt":
                inhoud = kind(deel, "sdtContent")
                galerij = attribuut(kind(kind(kind(deel, "sdtPr"), "docPartObj"), "docPartGallery"), "val")
                is_inhoud = "table of contents" in (galerij or "").lower()
                self._in_inhoud += is_inhoud
                uit += self._blokken(inhoud, diepte + 1) if inhoud is not None else []
                self._in_inhoud -= is_inhoud
            elif soort == "AlternateContent":
                uit += self._blokken(_keuze(deel), diepte + 1)
            elif soort == "altChunk":
                self._gevonden["ingesloten"] += 1
            elif soort in _DOORZICHTIG:
                self._gevonden["wijzigingen"] += soort in ("ins", "moveTo")
                uit += self._blokken(deel, diepte + 1)
            elif soort in _WEG:
                self._gevonden["wijzigingen"] += 1
        return uit

    def _tabel(self, tabel: Element, diepte: int) -> list[Alinea]:
        """The cells in order. A cell with only a bullet or number stands in front of the cell beside it."""
        if self._tabellen_heel:
            return [self._hele_tabel(tabel, diepte)]
        uit: list[Alinea] = []
        for rij in _rijen(tabel):
            if kind(kind(rij, "trPr"), "del") is not None:
                self._gevonden["wijzigingen"] += 1
                continue
            label = ""
            for cel in _cellen(rij):
                alineas = self._blokken(cel, diepte + 1)
                gevuld = [alinea for alinea in alineas if not alinea.is_leeg]
                if len(gevuld) == 1 and not gevuld[0].label and is_label(gevuld[0].tekst):
                    uit += [Alinea([label])] if label else []
                    label = gevuld[0].tekst
                    continue
                if label and gevuld:
                    gevuld[0].label = f"{label} {gevuld[0].label}".strip()
                    label = ""
                uit += alineas
            uit += [Alinea([label])] if label else []
        return uit

    def _hele_tabel(self, tabel: Element, diepte: int) -> Alinea:
        """The table as one, each cell with its paragraphs behind each other."""
        rijen = []
        for rij in _rijen(tabel):
            if kind(kind(rij, "trPr"), "del") is not None:
                self._gevonden["wijzigingen"] += 1
                continue
            rijen.append([_celtekst(self._blokken(cel, diepte + 1)) for cel in _cellen(rij)])
        return Alinea([""], tabel=[rij for rij in rijen if rij])

    # One paragraph.

    def _alinea(self, element: Element, diepte: int) -> list[Alinea]:
        vorm = kind(element, "pPr")
        stijl = self._stijlen.alinea(attribuut(kind(vorm, "pStyle"), "val"))
        tekst = _Tekst()
        self._lees_tekst(element, tekst, stijl, diepte)
        self._velden = [veld for veld in self._velden if veld.resultaat]
        merk = kind(vorm, "rPr")
        alinea = Alinea(
            regels="".join(tekst.delen).split("\n"),
            onderdeel=tekst.onderdeel,
            merk=tekst.merk,
            kopniveau=self._kopniveau(vorm, stijl),
            links=links_van(vorm),
            grootte=tekst.grootte or self._stijlen.grootte(stijl),
            vet=tekst.vet and not tekst.is_leeg,
            paginabegin=tekst.pagina_voor
            or bool(staat_aan(vorm, "pageBreakBefore") or self._stijlen.op_nieuwe_pagina(stijl)),
            noten=tekst.noten,
            letters=tekst.letters,
        )
        if alinea.onderdeel is None and (self._in_inhoud or tekst.inhoud or self._stijlen.is_inhoud(stijl)):
            alinea.onderdeel = Onderdeel.VOORWERK
        if not tekst.is_leeg and not self._in_noot:
            self._nummer(vorm, stijl, alinea)
        if alinea.links is None:
            alinea.links = self._stijlen.links(stijl)
        uit = [alinea, *tekst.kaders]
        if kind(merk, "del") is not None or kind(merk, "moveFrom") is not None:
            self._gevonden["wijzigingen"] += 1
            uit.append(_DOOD_MERK)
        elif kind(merk, "ins") is not None:
            self._gevonden["wijzigingen"] += 1
        if tekst.pagina_na or kind(vorm, "sectPr") is not None:
            uit.append(Alinea([""], paginabegin=True))
        return uit

    def _kopniveau(self, vorm: Element | None, stijl: str) -> int | None:
        eigen = attribuut(kind(vorm, "outlineLvl"), "val")
        if eigen is not None:
            return geheel(eigen, 9) + 1 if geheel(eigen, 9) < 9 else None
        return self._stijlen.kopniveau(stijl)

    def _nummer(self, vorm: Element | None, stijl: str, alinea: Alinea) -> None:
        """Give the paragraph the bullet or number that Word prints in front of it, and its depth."""
        eigen = kind(vorm, "numPr")
        via = self._stijlen.nummering(stijl)
        nummer = attribuut(kind(eigen, "numId"), "val") or (via[1] if via else None)
        if nummer is None or nummer == "0":
            return
        niveau = attribuut(kind(eigen, "ilvl"), "val")
        plaats = geheel(niveau) if niveau is not None else None
        if plaats is None and via is not None:
            plaats = via[2] if via[2] is not None else self._nummering.niveau_bij_stijl(nummer, via[0])
        plaats = plaats or 0
        gedrukt = self._nummering.druk_af(nummer, plaats)
        if gedrukt is None:
            return
        alinea.label = f"{alinea.label} {gedrukt.strip()}".strip()
        alinea.lijst = nummer
        if alinea.links is None:
            alinea.links = self._nummering.links(nummer, plaats)
        if alinea.kopniveau is None:
            alinea.lijstniveau = max(plaats, self._stijlen.lijstdiepte(stijl))

    # The text in it.

    def _lees_tekst(self, houder: Element, tekst: _Tekst, stijl: str, diepte: int) -> None:
        self._pakket.toets_diepte(diepte)
        for deel in houder:
            soort = lokaal(deel)
            if soort == "r":
                self._run(deel, tekst, stijl, diepte + 1)
            elif soort == "bookmarkStart":
                naam = attribuut(deel, "name") or ""
                tekst.onderdeel = onderdeel_van(naam) or tekst.onderdeel
                tekst.merk = tekst.merk or merk_van(naam)
            elif soort == "sdt":
                if (inhoud := kind(deel, "sdtContent")) is not None:
                    self._lees_tekst(inhoud, tekst, stijl, diepte + 1)
            elif soort == "AlternateContent":
                self._lees_tekst(_keuze(deel), tekst, stijl, diepte + 1)
            elif soort == "oMath":
                self._voeg_toe("".join(een.text or "" for een in deel.iter() if lokaal(een) == "t"), tekst)
            elif soort in _DOORZICHTIG:
                self._gevonden["wijzigingen"] += soort in ("ins", "moveTo")
                self._lees_tekst(deel, tekst, stijl, diepte + 1)
            elif soort in _WEG:
                self._gevonden["wijzigingen"] += soort in ("del", "moveFrom")

    def _run(self, run: Element, tekst: _Tekst, stijl: str, diepte: int) -> None:
        self._pakket.toets_diepte(diepte)
        vorm = kind(run, "rPr")
        letterstijl = attribuut(kind(vorm, "rStyle"), "val")
        stuk: list[str] = []
        for deel in run:
            stuk += self._teken(deel, tekst, stijl, diepte, bool(stuk))
        geheel_stuk = "".join(stuk)
        if not geheel_stuk:
            return
        if self._is_aan(vorm, letterstijl, stijl, "vanish"):
            if geheel_stuk.strip():
                self._verborgen.append(geheel_stuk.strip())
            return
        hoogte = attribuut(kind(vorm, "vertAlign"), "val") or ""
        self._voeg_toe(
            geheel_stuk,
            tekst,
            vet=self._is_aan(vorm, letterstijl, stijl, "b"),
            cursief=self._is_aan(vorm, letterstijl, stijl, "i"),
            stand={"superscript": "sup", "subscript": "sub"}.get(hoogte, ""),
        )
        if geheel_stuk.strip():
            tekst.vet &= self._is_aan(vorm, letterstijl, stijl, "b")
            grootte = grootte_van(vorm) or (self._stijlen.grootte(letterstijl) if letterstijl else None)
            tekst.grootte = max(tekst.grootte or 0, grootte or 0) or None

    def _is_aan(self, vorm: Element | None, letterstijl: str | None, stijl: str, wat: str) -> bool:
        eigen = staat_aan(vorm, wat)
        return eigen if eigen is not None else any(self._stijlen.schakelaar(een, wat) for een in (letterstijl, stijl))

    def _voeg_toe(self, stuk: str, tekst: _Tekst, *, vet: bool = False, cursief: bool = False, stand: str = "") -> None:
        if any(not veld.resultaat for veld in self._velden):
            return  # inside the instruction of a field
        tekst.delen.append(stuk)
        tekst.letters.append(Letters(stuk, vet, cursief, stand))
        if stuk.strip() and self._velden_kloppen:
            tekst.inhoud |= any(veld.is_inhoud for veld in self._velden)

    def _teken(self, deel: Element, tekst: _Tekst, stijl: str, diepte: int, begonnen: bool) -> Iterator[str]:
        """The characters that one element of a run stands for."""
        match lokaal(deel):
            case "t":
                yield deel.text or ""
            case "tab" | "ptab":
                yield " "
            case "cr":
                yield "\n"
            case "br":
                if attribuut(deel, "type") != "page":
                    yield "\n"
                elif tekst.is_leeg and not begonnen:
                    tekst.pagina_voor = True
                else:
                    tekst.pagina_na = True
            case "noBreakHyphen":
                yield "\u2011"
            case "softHyphen":
                yield "\u00ad"
            case "sym":
                yield _symbool(attribuut(deel, "char"))
            case "footnoteReference" | "endnoteReference" as verwijzing:
                self._noot(verwijzing.removesuffix("Reference"), attribuut(deel, "id"), tekst, diepte)
            case "fldChar":
                self._veld(attribuut(deel, "fldCharType"))
            case "instrText":
                if self._velden and not self._velden[-1].resultaat:
                    self._velden[-1].opdracht += deel.text or ""
            case "drawing" | "pict" | "object":
                self._gevonden["ingesloten"] += lokaal(deel) == "object"
                self._kaders(deel, tekst, diepte)
            case "AlternateContent":
                for een in _keuze(deel):
                    yield from self._teken(een, tekst, stijl, diepte + 1, begonnen)
            case "ruby":
                self._lees_tekst(deel, tekst, stijl, diepte + 1)

    def _veld(self, wat: str | None) -> None:
        if wat == "begin":
            self._velden.append(_Veld())
        elif wat == "separate" and self._velden:
            self._velden[-1].resultaat = True
        elif wat == "end" and self._velden:
            self._velden.pop()

    def _kaders(self, houder: Element, tekst: _Tekst, diepte: int) -> None:
        """The paragraphs of text boxes, which come behind the paragraph that they hang on."""
        self._pakket.toets_diepte(diepte)
        for deel in houder:
            soort = lokaal(deel)
            if soort == "txbxContent":
                tekst.kaders += self._blokken(deel, diepte + 1)
            elif soort == "AlternateContent":
                self._kaders(_keuze(deel), tekst, diepte + 1)
            else:
                self._kaders(deel, tekst, diepte + 1)

    def _noot(self, soort: str, nummer: str | None, tekst: _Tekst, diepte: int) -> None:
        noot = self._noten[soort].pop(nummer, None)
        if noot is None or self._in_noot:
            return
        velden, self._velden, self._in_noot = self._velden, [], True
        tekst.noten += [replace(een, is_noot=True, kopniveau=None) for een in self._blokken(noot, diepte + 1)]
        self._velden, self._in_noot = velden, False


#: Stands for a paragraph mark that was deleted: what is before and behind it is one paragraph.
_DOOD_MERK = Alinea([])


def _zonder_dode_merken(alineas: list[Alinea]) -> list[Alinea]:
    uit: list[Alinea] = []
    plak = False
    for alinea in alineas:
        if alinea is _DOOD_MERK:
            plak = bool(uit)
        elif plak:
            vorige = uit[-1]
            if vorige.is_leeg:
                uit[-1] = alinea
            else:
                vorige.regels = [*vorige.regels[:-1], vorige.regels[-1] + alinea.regels[0], *alinea.regels[1:]]
                vorige.noten += alinea.noten
                vorige.letters = [*vorige.letters, *alinea.letters]
            plak = False
        else:
            uit.append(alinea)
    return uit


def _celtekst(alineas: list[Alinea]) -> str:
    """The text of a cell, with what Word prints in front of its paragraphs, and of a table in it."""
    delen = []
    for alinea in alineas:
        if alinea.tabel is not None:
            delen += [cel for rij in alinea.tabel for cel in rij]
        else:
            delen += [alinea.label, alinea.tekst, *(noot.tekst for noot in alinea.noten)]
    return " ".join(" ".join(delen).split())


def _keuze(element: Element) -> Element:
    """Of content in two forms (new, and old for programs that do not know it) the first; the other repeats it."""
    for naam in ("Choice", "Fallback"):
        if (keuze := kind(element, naam)) is not None:
            return keuze
    return ()


def _rijen(tabel: Element) -> Iterator[Element]:
    for deel in tabel:
        if lokaal(deel) == "tr":
            yield deel
        elif lokaal(deel) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rijen(deel)


def _cellen(rij: Element) -> Iterator[Element]:
    for deel in rij:
        if lokaal(deel) == "tc":
            yield deel
        elif lokaal(deel) in ("sdt", "sdtContent", "customXml"):
            yield from _cellen(deel)


def _symbool(teken: str | None) -> str:
    """A character of a symbol font: Word writes it in the private-use area, or as the code in that font."""
    try:
        code = int(teken or "", 16)
    except ValueError:
        return ""
    if 0x20 <= code <= 0xFF:
        code += 0xF000
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else ""
