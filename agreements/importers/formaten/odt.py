"""OpenDocument text (.odt): the paragraphs in order, with what styles, outline and lists say of them.

What a reader of the printed page sees is what counts: text that was deleted while changes were tracked stands apart
in the file and is not read, bullets and numbers stand in front of their paragraph, footnotes come along as
paragraphs. Headers and footers stand with the styles and are no body text. Nothing that the document refers to is
opened, no macro is run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from agreements.importers.bron import Brontekst
from agreements.importers.formaten.alinea import Alinea, is_label, maak_brontekst, onderdeel_van
from agreements.importers.formaten.nietgelezen import meldingen_van
from agreements.importers.formaten.odt_stijlen import Lijststijl, Stijlen, punten
from agreements.importers.formaten.opsomming import MAX_NIVEAUS, Tellers
from agreements.importers.formaten.pakket import (
    Element,
    Pakket,
    attribuut,
    geheel,
    kind,
    kinderen,
    lokaal,
)
from agreements.importers.formaten.word import OPMAAK
from agreements.lijst import LijstFout, Melding, Onderdeel

_TEKST = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template")
_WIT = re.compile(r"[ \t\r\n]+")
_INHOUD = frozenset(
    {"table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index"}
    | {"bibliography"}
)
_WEG = frozenset(
    {"tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "dde-connection-decls"}
    | {"table-of-content-source", "illustration-index-source", "table-index-source", "object-index-source"}
    | {"user-index-source", "alphabetical-index-source", "bibliography-source", "ruby-text", "event-listeners"}
    | {"shapes", "hidden-paragraph", "title", "desc", "image", "annotation-end"}
)
_BUITEN = ("http://", "https://", "ftp://", "file:", "//", "\\\\", "smb:")
_MAX_SPATIES = 1_000


def lees_odt(inhoud: bytes, *, naam: str) -> Brontekst:
    """Read an .odt. Raises LijstFout with a Dutch sentence when it cannot be read."""
    pakket = Pakket(inhoud, naam=naam)
    soort = (pakket.lees("mimetype") or b"").decode("ascii", "replace").strip()
    if soort and soort not in _TEKST:
        raise LijstFout(
            f"Het bestand “{naam}” is een ander OpenDocument dan een tekst, zoals een rekenblad of een presentatie. "
            "Kies het tekstdocument met de lijst."
        )
    manifest = pakket.xml("META-INF/manifest.xml")
    if manifest is not None and any(lokaal(deel) == "encryption-data" for deel in manifest.iter()):
        raise pakket.beveiligd()
    document = pakket.xml("content.xml")
    lichaam = kind(kind(document, "body"), "text")
    if lichaam is None:
        raise pakket.beschadigd()
    lezer = _Lezer(pakket, document)
    alineas = lezer.blokken(lichaam, 0)
    meldingen = [*_meldingen_over(pakket, lichaam), *lezer.meldingen(lichaam)]
    return maak_brontekst(alineas, meldingen, naam=naam, van_ons=_van_ons(pakket))


def _van_ons(pakket: Pakket) -> bool:
    meta = pakket.xml("meta.xml")
    return meta is not None and any(lokaal(deel) == "keyword" and OPMAAK in (deel.text or "") for deel in meta.iter())


def _meldingen_over(pakket: Pakket, lichaam: Element) -> Iterator[Melding]:
    if any(naam.startswith(("Basic/", "Scripts/")) and not naam.endswith("/") for naam in pakket.namen):
        yield Melding(soort="macro’s genegeerd", tekst="in het document zitten macro’s; die zijn niet uitgevoerd")
    aantal = sum(
        lokaal(deel) not in ("a", "bookmark-ref") and (attribuut(deel, "href") or "").lower().startswith(_BUITEN)
        for deel in lichaam.iter()
    )
    if aantal:
        yield Melding(
            soort="verwijzing niet geopend",
            tekst=f"het document verwijst {aantal} keer naar iets buiten zichzelf; dat is niet geopend",
        )


@dataclass(slots=True)
class _Tekst:
    """The running text of one paragraph in the making."""

    delen: list[str] = field(default_factory=list)
    vet: bool = True
    onderdeel: Onderdeel | None = None
    noten: list[Alinea] = field(default_factory=list)
    kaders: list[Alinea] = field(default_factory=list)

    def voeg_toe(self, tekst: str | None, *, vet: bool) -> None:
        """Add text as OpenDocument counts white space: a run of it is one space, and none at the beginning."""
        if not tekst:
            return
        plat = _WIT.sub(" ", tekst)
        if plat[0] == " " and (not self.delen or self.delen[-1][-1:] in (" ", "\n")):
            plat = plat[1:]
        if plat:
            self.delen.append(plat)
            if plat.strip():
                self.vet &= vet


@dataclass(slots=True)
class _Lijst:
    """Where in lists a paragraph stands: depth, style and counters, and whether it is the first of its item."""

    niveau: int
    stijl: str | None
    tellers: Tellers
    nummer: int | None = None
    met_teken: bool = True
    eerste: bool = True


class _Lezer:
    """Reads the body of one document."""

    def __init__(self, pakket: Pakket, document: Element) -> None:
        self._pakket = pakket
        self._stijlen = Stijlen(document, pakket.xml("styles.xml"))
        self._lijststijlen: dict[str | None, Lijststijl] = {}
        self._omtrek = Lijststijl(self._stijlen.omtrek)
        self._omtrektellers = Tellers()
        self._tellers: dict[str, Tellers] = {}
        self._laatste: dict[str | None, Tellers] = {}
        self._gevonden: Counter[str] = Counter()
        self._verborgen: list[str] = []
        self._opmerkingen: list[str] = []
        self._in_inhoud = 0
        self._nieuwe_pagina = False

    def meldingen(self, lichaam: Element) -> Iterator[Melding]:
        wijzigingen = kind(lichaam, "tracked-changes")
        return meldingen_van(
            wijzigingen=wijzigingen is not None and len(wijzigingen) > 0,
            opmerkingen=self._opmerkingen,
            verborgen=self._verborgen,
            ingesloten=self._gevonden["ingesloten"],
        )

    # Blocks: paragraphs, lists, tables, sections.

    def blokken(self, houder: Element, diepte: int, lijst: _Lijst | None = None) -> list[Alinea]:
        self._pakket.toets_diepte(diepte)
        uit: list[Alinea] = []
        for deel in houder:
            soort = lokaal(deel)
            if soort in ("p", "h"):
                uit += self._alinea(deel, lijst, diepte + 1)
            elif soort == "list":
                uit += self._lijst(deel, lijst, diepte + 1)
            elif soort == "table":
                uit += self._tabel(deel, diepte + 1)
            elif soort == "soft-page-break":
                self._nieuwe_pagina = True
            elif soort in _INHOUD:
                self._in_inhoud += 1
                uit += self.blokken(deel, diepte + 1)
                self._in_inhoud -= 1
            elif soort == "frame":
                uit += self._kader(deel, diepte + 1)
            elif soort in _WEG or (soort == "section" and attribuut(deel, "display") in ("none", "condition")):
                if soort in ("section", "hidden-paragraph"):
                    self._verberg(deel)
            elif soort:
                uit += self.blokken(deel, diepte + 1, lijst)
        return uit

    def _verberg(self, element: Element) -> None:
        if tekst := _WIT.sub(" ", "".join(element.itertext())).strip():
            self._verborgen.append(tekst)

    def _lijst(self, element: Element, boven: _Lijst | None, diepte: int) -> list[Alinea]:
        stijl = attribuut(element, "style-name") or (boven.stijl if boven else None)
        if boven is not None:
            tellers = boven.tellers
        else:
            verder = attribuut(element, "continue-list")
            if verder in self._tellers:
                tellers = self._tellers[verder]
            elif attribuut(element, "continue-numbering") == "true" and stijl in self._laatste:
                tellers = self._laatste[stijl]
            else:
                tellers = Tellers()
        if (nummer := attribuut(element, "id")) is not None:
            self._tellers[nummer] = tellers
        self._laatste[stijl] = tellers
        niveau = min(boven.niveau + 1 if boven else 0, MAX_NIVEAUS)
        uit: list[Alinea] = []
        for deel in element:
            soort = lokaal(deel)
            if soort not in ("list-item", "list-header"):
                continue
            begin = attribuut(deel, "start-value")
            item = _Lijst(
                niveau, stijl, tellers, geheel(begin, 1) if begin is not None else None, met_teken=soort == "list-item"
            )
            uit += self.blokken(deel, diepte + 1, item)
        return uit

    def _tabel(self, tabel: Element, diepte: int) -> list[Alinea]:
        """The cells in order. A cell with only a bullet or number stands in front of the cell beside it."""
        self._pakket.toets_diepte(diepte)
        uit: list[Alinea] = []
        for deel in tabel:
            soort = lokaal(deel)
            if soort in ("table-row-group", "table-header-rows", "table-rows"):
                uit += self._tabel(deel, diepte + 1)
            elif soort == "table-row":
                label = ""
                for cel in kinderen(deel, "table-cell"):
                    alineas = self.blokken(cel, diepte + 1)
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

    # One paragraph.

    def _alinea(self, element: Element, lijst: _Lijst | None, diepte: int) -> list[Alinea]:
        stijl = attribuut(element, "style-name")
        tekst = _Tekst()
        vet = self._is_vet(stijl)
        if self._stijlen.eigenschap(stijl, "text-properties", "display") == "none":
            self._verberg(element)
        else:
            self._lees_tekst(element, tekst, vet, diepte)
        kop = lokaal(element) == "h"
        links = punten(self._stijlen.eigenschap(stijl, "paragraph-properties", "margin-left"))
        breuk = self._stijlen.eigenschap(stijl, "paragraph-properties", "break-before")
        alinea = Alinea(
            regels="".join(tekst.delen).rstrip(" ").split("\n"),
            onderdeel=tekst.onderdeel,
            kopniveau=geheel(attribuut(element, "outline-level"), 1) if kop else self._stijlen.kopniveau(stijl),
            links=links,
            grootte=self._stijlen.grootte(stijl),
            vet=tekst.vet and any(deel.strip() for deel in tekst.delen),
            paginabegin=self._nieuwe_pagina or breuk == "page",
            noten=tekst.noten,
        )
        self._nieuwe_pagina = self._stijlen.eigenschap(stijl, "paragraph-properties", "break-after") == "page"
        if alinea.onderdeel is None and (self._in_inhoud or self._stijlen.is_inhoud(stijl)):
            alinea.onderdeel = Onderdeel.VOORWERK
        if lijst is not None:
            self._zet_in_lijst(alinea, lijst, stijl)
        elif kop and not alinea.is_leeg and attribuut(element, "is-list-header") != "true":
            plaats = min((alinea.kopniveau or 1) - 1, MAX_NIVEAUS)
            if (begin := attribuut(element, "start-value")) is not None:
                self._omtrektellers.zet(plaats, geheel(begin, 1))
            self._omtrektellers.volgende(plaats, self._omtrek.begin(plaats))
            alinea.label = self._omtrek.druk_af(plaats, self._omtrektellers)
        return [alinea, *tekst.kaders]

    def _zet_in_lijst(self, alinea: Alinea, lijst: _Lijst, stijl: str | None) -> None:
        """Give a paragraph of a list its bullet or number; only the first of an item has one."""
        if not lijst.met_teken or not lijst.eerste:
            return
        lijst.eerste = False
        naam = lijst.stijl or self._stijlen.lijststijl(stijl)
        if naam not in self._lijststijlen:
            self._lijststijlen[naam] = Lijststijl(self._stijlen.lijsten.get(naam or ""))
        vorm = self._lijststijlen[naam]
        if lijst.nummer is not None:
            lijst.tellers.zet(lijst.niveau, lijst.nummer)
        lijst.tellers.volgende(lijst.niveau, vorm.begin(lijst.niveau))
        alinea.label = vorm.druk_af(lijst.niveau, lijst.tellers)
        if alinea.kopniveau is None:
            alinea.lijstniveau = max(lijst.niveau, self._stijlen.lijstdiepte(stijl))
        if alinea.links is None:
            alinea.links = vorm.links(lijst.niveau)

    def _is_vet(self, stijl: str | None, familie: str = "paragraph") -> bool:
        dikte = self._stijlen.eigenschap(stijl, "text-properties", "font-weight", familie) or ""
        return dikte == "bold" or (dikte.isdecimal() and int(dikte) >= 600)

    # The text in it.

    def _lees_tekst(self, houder: Element, tekst: _Tekst, vet: bool, diepte: int) -> None:
        self._pakket.toets_diepte(diepte)
        tekst.voeg_toe(houder.text, vet=vet)
        for deel in houder:
            self._lees_deel(deel, tekst, vet, diepte + 1)
            tekst.voeg_toe(deel.tail, vet=vet)

    def _lees_deel(self, deel: Element, tekst: _Tekst, vet: bool, diepte: int) -> None:
        match lokaal(deel):
            case "s":
                tekst.delen.append(" " * min(max(geheel(attribuut(deel, "c"), 1), 1), _MAX_SPATIES))
            case "tab":
                tekst.delen.append(" ")
            case "line-break":
                tekst.delen.append("\n")
            case "span":
                stijl = attribuut(deel, "style-name")
                if self._stijlen.eigenschap(stijl, "text-properties", "display", "text") == "none":
                    self._verberg(deel)
                    return
                dikte = self._stijlen.eigenschap(stijl, "text-properties", "font-weight", "text")
                self._lees_tekst(deel, tekst, vet if dikte is None else self._is_vet(stijl, "text"), diepte)
            case "note":
                if (inhoud := kind(deel, "note-body")) is not None:
                    noten = self.blokken(inhoud, diepte)
                    tekst.noten += [replace(een, is_noot=True, kopniveau=None, onderdeel=None) for een in noten]
            case "annotation":
                inhoud = " ".join("".join(een.itertext()).strip() for een in kinderen(deel, "p"))
                self._opmerkingen.append(inhoud)
            case "bookmark" | "bookmark-start":
                tekst.onderdeel = onderdeel_van(attribuut(deel, "name") or "") or tekst.onderdeel
            case "frame" | "custom-shape" | "rect" | "g":
                tekst.kaders += self._kader(deel, diepte)
            case "hidden-text":
                self._verberg(deel)
            case naam if naam in _WEG or not naam:
                return
            case _:
                self._lees_tekst(deel, tekst, vet, diepte)

    def _kader(self, kader: Element, diepte: int) -> list[Alinea]:
        """The paragraphs of a text box, which come behind the paragraph that it hangs on."""
        self._pakket.toets_diepte(diepte)
        uit: list[Alinea] = []
        for deel in kader:
            soort = lokaal(deel)
            if soort in ("text-box", "g", "custom-shape", "frame"):
                uit += self.blokken(deel, diepte + 1) if soort == "text-box" else self._kader(deel, diepte + 1)
            elif soort in ("p", "list"):
                uit += self.blokken([deel], diepte + 1)
            elif soort in ("object", "object-ole"):
                self._gevonden["ingesloten"] += 1
        return uit
