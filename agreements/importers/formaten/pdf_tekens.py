"""The letters of a PDF with their place, as pieces of text in one size on one base line.

A thin device under the interpreter of pdfminer: it does no layout of its own, so that a hyphen, ligature or soft
hyphen is exactly what the document says, and a page is let go as soon as it was read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import LITERAL_FORM, PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import decode_text, mult_matrix

from agreements.importers.formaten.pdf_codering import Lettertypen

#: A gap this wide, in letter sizes, is a space; a step back this far begins another piece.
_SPATIE = 0.16
_TERUG = 0.35
#: The same letter on the same spot again, which some programs do to make it bold.
_DUBBEL = 0.12
#: The font that our own documents take the hyphen of a divided word from: it stands there for the line alone.
_AFBREEKFONT = re.compile("Afbreekstreepje")
#: How far base lines of one line may differ.
_LIJN = 0.5
_VET = re.compile(r"bold|black|heavy|demi|semi|extra-?b", re.IGNORECASE)
_TEKENFONT = re.compile(r"wingdings|webdings", re.IGNORECASE)
MAX_TEKENS = 6_000_000
#: Drawings in drawings and saved states, of the whole document; each costs time and shows nothing by itself. A
#: drawing that may show text costs as much as this many others: it is read anew each time.
MAX_STAPPEN = 200_000
_STAPPEN_PER_TEKENING = 10
#: What a drawing that shows text, or draws another one, has in it.
_TOONT = re.compile(rb"T[jJ]|['\"]|Do")
ONBEKEND = "\ufffd"


class TeVeelTekens(Exception):
    """The document shows more letters than any list has, or takes far more steps to show them."""


@dataclass(slots=True)
class Letters:
    """A piece of text: where it begins and ends, its base line, size and weight.

    `merk` is the number of its marked content, `artefact` says that the document calls it no content, `gedraaid`
    that it does not stand upright.
    """

    x0: float
    x1: float
    y: float
    grootte: float
    vet: bool
    tekst: str
    merk: int | None = None
    soort: str = ""
    artefact: bool = False
    gedraaid: bool = False


@dataclass(slots=True)
class Pagina:
    """What stands on one page, in the order of the document."""

    nummer: int
    breedte: float
    hoogte: float
    letters: list[Letters]


def lees_paginas(inhoud: bytes) -> Iterator[Pagina]:
    """The pages of a plain PDF, one by one. Raises whatever pdfminer raises on a file that is broken."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    beheer = Lettertypen(caching=True)
    apparaat = _Apparaat(beheer)
    tolk = _Tolk(beheer, apparaat)
    for nummer, pagina in enumerate(PDFPage.get_pages(BytesIO(inhoud), caching=False)):
        apparaat.letters = []
        tolk.process_page(pagina)
        x0, y0, x1, y1 = pagina.mediabox
        breedte, hoogte = x1 - x0, y1 - y0
        if pagina.rotate in (90, 270):
            breedte, hoogte = hoogte, breedte
        yield Pagina(nummer, breedte, hoogte, [stuk for stuk in apparaat.letters if stuk.tekst])


class _Tolk(PDFPageInterpreter):  # type: ignore[misc, unused-ignore]
    """Passes over drawings without text, and gives up on a page that only keeps its reader busy."""

    device: _Apparaat

    def do_q(self) -> None:
        self.device.tel_stappen(1)
        super().do_q()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802 - the name of the operator
        naam = literal_name(xobjid_arg)
        tekening = self.device.tekening(self.xobjmap.get(naam))
        self.device.tel_stappen(1 if tekening is None else _STAPPEN_PER_TEKENING)
        if tekening is not None:
            self.xobjmap[naam] = tekening
            super().do_Do(xobjid_arg)


class _Apparaat(PDFTextDevice):  # type: ignore[misc, unused-ignore]
    """Takes what the interpreter shows."""

    def __init__(self, beheer: Lettertypen) -> None:
        super().__init__(beheer)
        self.letters: list[Letters] = []
        self._lagen: list[tuple[str, int | None]] = []
        self._matrices: list[Any] = []
        self._laatste: Letters | None = None
        self._fonts: dict[tuple[str, re.Pattern[str]], bool] = {}
        self._totaal = self._stappen = 0
        self._tekeningen: dict[int | None, PDFStream | None] = {}
        #: The layer that says what its letters really are, and what is left of that to give.
        self._werkelijk: tuple[int, str] | None = None

    def tel_stappen(self, aantal: int) -> None:
        self._stappen += aantal
        if self._stappen > MAX_STAPPEN:
            raise TeVeelTekens

    def tekening(self, verwijzing: Any) -> PDFStream | None:
        """The drawing that is referred to, if it can show text; a picture cannot. Each is looked up once."""
        nummer = verwijzing.objid if isinstance(verwijzing, PDFObjRef | PDFStream) else None
        if nummer is None or nummer not in self._tekeningen:
            stroom = resolve1(verwijzing)
            toont = (
                isinstance(stroom, PDFStream)
                and stroom.get("Subtype") is LITERAL_FORM
                and _TOONT.search(stroom.get_data()) is not None
            )
            self._tekeningen[nummer] = stroom if toont else None
        return self._tekeningen[nummer]

    def begin_page(self, page: Any, ctm: Any) -> None:
        self.set_ctm(ctm)
        self._lagen = []
        self._matrices = []
        self._laatste = None
        self._werkelijk = None

    def begin_figure(self, name: Any, bbox: Any, matrix: Any) -> None:
        huidig: Any = self.ctm
        self._matrices.append(huidig)
        self.set_ctm(mult_matrix(matrix, huidig))

    def end_figure(self, name: Any) -> None:
        self.set_ctm(self._matrices.pop())

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        nummer = props.get("MCID") if isinstance(props, dict) else None
        self._lagen.append((str(getattr(tag, "name", "")), nummer if isinstance(nummer, int) else None))
        self._laatste = None
        werkelijk = props.get("ActualText") if isinstance(props, dict) else None
        if isinstance(werkelijk, bytes):
            self._werkelijk = (len(self._lagen), decode_text(werkelijk))

    def end_tag(self) -> None:
        if self._werkelijk is not None and self._werkelijk[0] >= len(self._lagen):
            self._werkelijk = None
        if self._lagen:
            self._lagen.pop()
        self._laatste = None

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Show a string; one whose codes the font does not know is not passed over in silence."""
        font = textstate.font
        for deel in seq:
            if font is not None and isinstance(deel, bytes) and deel and not any(True for _ in font.decode(deel)):
                self.letters.append(Letters(0, 0, 0, 1, False, ONBEKEND * len(deel)))
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        voortgang: float = font.char_width(cid) * fontsize * scaling
        a, b, c, d, e, f = matrix
        x, y = c * rise + e, d * rise + f
        grootte = abs(fontsize) * (c * c + d * d) ** 0.5
        self._totaal += 1
        if self._totaal > MAX_TEKENS:
            raise TeVeelTekens
        tekst = self._teken(font, cid)
        gedraaid = abs(b) > 0.2 * abs(a) or a < 0
        breed = voortgang * a
        laatste = self._laatste
        vet = self._is_vet(font)
        if (
            laatste is not None
            and laatste.vet == vet
            and abs(laatste.y - y) < _LIJN
            and abs(laatste.grootte - grootte) < 0.1
            and laatste.gedraaid == gedraaid
            and not gedraaid
            and x > laatste.x1 - _TERUG * grootte
        ):
            if x - laatste.x1 > _SPATIE * grootte and laatste.tekst[-1:] != " " and tekst[:1] != " ":
                laatste.tekst += " "
            laatste.tekst += tekst
            laatste.x1 = max(laatste.x1, x + breed)
            return voortgang
        soort, merk = next(((naam, nummer) for naam, nummer in reversed(self._lagen) if nummer is not None), ("", None))
        self._laatste = Letters(
            x0=x,
            x1=x + breed,
            y=y,
            grootte=grootte,
            vet=vet,
            tekst=tekst,
            merk=merk,
            soort=soort,
            artefact=any(naam == "Artifact" for naam, _ in self._lagen),
            gedraaid=gedraaid,
        )
        self.letters.append(self._laatste)
        return voortgang

    def _teken(self, font: Any, cid: int) -> str:
        if self._werkelijk is not None:
            laag, werkelijk = self._werkelijk
            self._werkelijk = (laag, "")
            return werkelijk
        if self._is_font(font, _AFBREEKFONT):
            return "\u00ad"
        try:
            tekst: str = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            return ONBEKEND
        if tekst == "\0":
            return ONBEKEND
        if len(tekst) == 1 and "!" <= tekst <= "\xff" and self._is_font(font, _TEKENFONT):
            return chr(0xF000 + ord(tekst))
        return tekst

    def _is_vet(self, font: Any) -> bool:
        beschrijving = getattr(font, "descriptor", None)
        dikte = beschrijving.get("FontWeight") if isinstance(beschrijving, dict) else None
        return (isinstance(dikte, int | float) and dikte >= 600) or self._is_font(font, _VET)

    def _is_font(self, font: Any, patroon: re.Pattern[str]) -> bool:
        sleutel = (str(getattr(font, "fontname", "") or ""), patroon)
        if sleutel not in self._fonts:
            self._fonts[sleutel] = bool(patroon.search(sleutel[0]))
        return self._fonts[sleutel]
