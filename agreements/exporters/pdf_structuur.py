"""The tag tree of a PDF as a screen reader should find it, where WeasyPrint leaves it allowed but less clear.

A nested list is put inside the item that it belongs to, instead of behind it. The contents are tagged as such
(TOC, TOCI, Reference) instead of as a list. Running headers and footers become artefacts, which no screen reader
reads in the middle of a sentence, instead of elements that hang nowhere in the tree. A word that is divided over two
lines is read as one word: the hyphen is on the page, but in the text for readers it is a soft one (ISO 32000-1,
14.8.2.2.3).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from agreements.exporters.lettertypen import AFBREEKFONT, AFBREEKTEKEN

#: How WeasyPrint begins a piece of marked content.
_BEGIN = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC")
_ARTEFACT = b"/Artifact\n<</Type /Pagination>>\nBDC"
#: A piece of marked content with what is in it, and in that: the choice of a font, and glyphs to show.
_STUK = re.compile(rb"<</MCID (\d+)>>\nBDC(.*?)\nEMC", re.DOTALL)
_LETTERS = re.compile(rb"(/\w+) [\d.]+ Tf|\[(.*?)\] TJ", re.DOTALL)
_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_TABELREGEL = re.compile(rb"<([0-9a-f]+)> <([0-9a-f]+)>")
_ZACHT_STREEPJE = "\u00ad"
#: After these a line may end inside a word.
_BREEKT_NA = "-/"
_GEEN_SPATIE = "\u2060"
#: How far ahead the text of a line is looked for.
_BLIK = 5_000
_HERKENBAAR = 12
_WIT = re.compile(r"[ \t\r\n]+")
_WOORD_EN_WIT = re.compile(r"([^ \t\r\n]+)([ \t\r\n]*)")
_DUBBELZINNIG = b"\r\nendstream"


def herstel_structuur(inhoud: bytes, tekst: str = "") -> bytes:
    """The same PDF, packed, with its tags in order; what is on the pages is left as it is.

    `tekst` is what the document says, in its order: by it each line end is told to be a space or not.
    """
    with pikepdf.open(BytesIO(inhoud)) as pdf:
        wortel = pdf.Root.StructTreeRoot
        in_boom: set[tuple[int, int]] = set()
        for element in _kinderen(wortel):
            _herstel(pdf, element, in_boom)
        _maak_artefacten(pdf, in_boom)
        _beschrijf_regeleinden(pdf, tekst)
        _pak_in(pdf)
        for aantal in range(1, len(pdf.pages) + 1):
            _nummer_paginas(pdf, aantal)
            uit = BytesIO()
            pdf.save(
                uit,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                deterministic_id=True,
            )
            if _DUBBELZINNIG not in uit.getvalue():
                break
    return uit.getvalue()


def _pak_in(pdf: pikepdf.Pdf) -> None:
    """Compress every stream but the metadata, which PDF/A wants to be readable without unpacking.

    None may end in a carriage return: with the line feed that follows, some readers take the two for one line end
    and find the stream shorter than it says.
    """
    for stroom in pdf.objects:
        if not isinstance(stroom, pikepdf.Stream) or "/Filter" in stroom or stroom.get("/Type") == "/Metadata":
            continue
        inhoud = stroom.read_bytes()
        ingepakt = zlib.compress(inhoud)
        if ingepakt.endswith(b"\r"):
            if "/Length1" in stroom or "/N" in stroom:  # a font or colour profile, which is not to be touched
                ingepakt += b"\n"
            else:  # content or a table, in which white space means nothing
                ingepakt = zlib.compress(inhoud + b"\n")
        stroom.write(ingepakt, filter=pikepdf.Name.FlateDecode)


def _nummer_paginas(pdf: pikepdf.Pdf, aantal: int) -> None:
    """Say that the pages are numbered from 1, in this many ranges.

    How many makes no difference to a reader. It does to which objects are packed together in the file, so that
    another number helps when one of those packages ends in a carriage return.
    """
    reeksen = pikepdf.Array()
    for eerste in range(aantal):
        reeksen.append(eerste)
        reeksen.append(pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.D, St=eerste + 1)))
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=reeksen)


def _herstel(pdf: pikepdf.Pdf, element: Any, in_boom: set[tuple[int, int]]) -> bool:
    """Put the lists below this element in order; whether there is a link in it."""
    in_boom.add(element.objgen)
    met_link = element.get("/S") == "/Link"
    for kind in _kinderen(element):
        met_link |= _herstel(pdf, kind, in_boom)
    if element.get("/S") == "/L":
        if met_link:
            _maak_inhoudsopgave(element)
        else:
            _neem_sublijsten_op(pdf, element)
    return met_link


def _neem_sublijsten_op(pdf: pikepdf.Pdf, lijst: Any) -> None:
    """Move each list that stands beside its item into the body of that item."""
    blijft: list[Any] = []
    for kind in _kinderen(lijst):
        if kind.get("/S") == "/L" and blijft:
            inhoud = _inhoud_van(pdf, blijft[-1])
            inhoud.K = pikepdf.Array([*_alles(inhoud), kind])
            kind.P = inhoud
        else:
            blijft.append(kind)
    lijst.K = pikepdf.Array(blijft)


def _inhoud_van(pdf: pikepdf.Pdf, item: Any) -> Any:
    """The body of a list item; an item that goes on over the page with its sub-list alone has none yet."""
    for deel in _kinderen(item):
        if deel.get("/S") == "/LBody":
            return deel
    inhoud = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.LBody, P=item, Pg=item.Pg, K=pikepdf.Array())
    )
    item.K = pikepdf.Array([*_alles(item), inhoud])
    return inhoud


def _maak_inhoudsopgave(lijst: Any) -> None:
    lijst.S = pikepdf.Name.TOC
    for regel in _kinderen(lijst):
        if regel.get("/S") == "/LI":
            regel.S = pikepdf.Name.TOCI
            for deel in _kinderen(regel):
                if deel.get("/S") == "/LBody":
                    deel.S = pikepdf.Name.Reference


def _maak_artefacten(pdf: pikepdf.Pdf, in_boom: set[tuple[int, int]]) -> None:
    """Mark what is on a page but not in the tree (headers and footers) as pagination."""
    for pagina, elementen in _elementen(pdf):
        los = {mcid for mcid, element in enumerate(elementen) if element.objgen not in in_boom}
        if not los:
            continue
        for mcid in los:
            elementen[mcid] = None

        def artefact(begin: re.Match[bytes], los: set[int] = los) -> bytes:
            return _ARTEFACT if int(begin[1]) in los else begin[0]

        pagina.Contents.write(_BEGIN.sub(artefact, pagina.Contents.read_bytes()))


def _beschrijf_regeleinden(pdf: pikepdf.Pdf, bron: str) -> None:
    """Say what stands at the end of a line where the line itself does not tell.

    A line that ends in a divided word gets its text with a soft hyphen, and the hyphen itself a plain one. After
    any other hyphen or slash a reader goes on without a space, and after all else with one; a line of which that is
    not true gets its text with what does stand there: a space, or the mark that says that there is nothing.
    """
    fonts = {naam.encode(): font for naam, font in pdf.pages[0].Resources.Font.items()}
    # One per weight and slant of the text that is divided.
    streepjes = [naam for naam, font in fonts.items() if AFBREEKFONT in str(font.BaseFont)]
    tabellen = {naam: _tabel(font) for naam, font in fonts.items()}
    for streepje in streepjes:
        tabel = fonts[streepje].ToUnicode
        tabel.write(tabel.read_bytes().replace(f"<{ord(AFBREEKTEKEN):04x}>".encode(), b"<002d>"))
    loper = _Loper(bron)
    for pagina, elementen in _elementen(pdf):
        for mcid, stuk in _STUK.findall(pagina.Contents.read_bytes()):
            if (element := elementen[int(mcid)]) is None:
                continue
            tekst = _tekst(stuk, tabellen)
            werkelijk = loper.werkelijk(tekst)
            if werkelijk != tekst or any(streepje + b" " in stuk for streepje in streepjes):
                eigen = _alleen(pdf, element, pagina, elementen, int(mcid))
                eigen.ActualText = werkelijk.replace(AFBREEKTEKEN, _ZACHT_STREEPJE)


def _alleen(pdf: pikepdf.Pdf, element: Any, pagina: Any, elementen: Any, mcid: int) -> Any:
    """An element with only this piece of content in it, so that a text for it is not one for what stands beside it."""
    delen = _alles(element)
    if len(delen) == 1:
        return element
    plaats = next(
        plaats
        for plaats, deel in enumerate(delen)
        if (deel.get("/MCID") == mcid if isinstance(deel, pikepdf.Dictionary) else deel == mcid)
        and (deel if isinstance(deel, pikepdf.Dictionary) and "/Pg" in deel else element).Pg.objgen == pagina.objgen
    )
    eigen = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.Span, P=element, Pg=pagina.obj, K=pikepdf.Array([mcid])
        )
    )
    delen[plaats] = elementen[mcid] = eigen
    element.K = pikepdf.Array(delen)
    return eigen


class _Loper:
    """Follows the lines through the text of the document."""

    def __init__(self, bron: str) -> None:
        self._bron = ""
        #: Where the document means other white than the one space that a page shows, and what.
        self._wit: dict[int, str] = {}
        #: In front of which letters it has a soft hyphen, which a page shows only where a line ends at it.
        self._zacht: set[int] = set()
        delen: list[str] = []
        lengte = 0
        for heel, wit in _WOORD_EN_WIT.findall(bron.strip()):
            *lettergrepen, laatste = heel.split(_ZACHT_STREEPJE)
            for lettergreep in lettergrepen:
                lengte += len(lettergreep)
                self._zacht.add(lengte)
            lengte += len(laatste)
            woord = heel.replace(_ZACHT_STREEPJE, "")
            if len(wit) > 1 and not wit.strip(" "):
                self._wit[lengte] = wit
            delen += [woord, " " if wit else ""]
            lengte += bool(wit)
        self._bron = "".join(delen)
        self._plaats = 0
        #: Where the last short piece was taken to begin. It may have been a page number, and no text of the document.
        self._onzeker = 0

    def werkelijk(self, regel: str) -> str:
        """What a line says, with what must be added so that it can be joined to the next."""
        regel = regel.replace(_ZACHT_STREEPJE, "")
        kaal = _WIT.sub(" ", regel.removesuffix(AFBREEKTEKEN)).strip(" ")
        if not kaal:
            return regel
        plaats = self._plaats + (self._bron[self._plaats : self._plaats + 1] == " ")
        if not self._bron.startswith(kaal, plaats):
            if self._bron.startswith(kaal, self._onzeker):
                plaats = self._onzeker
            else:
                # Something between was not text of the document; a short word can be anywhere.
                plaats = self._zoek(kaal, plaats) if len(kaal) >= _HERKENBAAR else -1
        if plaats < 0:
            return regel
        begin, self._plaats = plaats, plaats + len(kaal)
        self._onzeker = begin if len(kaal) < _HERKENBAAR else self._plaats
        plaatsen = range(begin, self._plaats)
        if not (self._wit.keys().isdisjoint(plaatsen) and self._zacht.isdisjoint(plaatsen)):
            zacht = (_ZACHT_STREEPJE if waar in self._zacht else "" for waar in plaatsen)
            vol = (self._wit.get(waar, self._bron[waar]) for waar in plaatsen)
            regel = regel.replace(kaal, "".join(map("".join, zip(zacht, vol, strict=True))), 1)
        if regel.endswith(AFBREEKTEKEN) or regel != regel.rstrip(" "):
            return regel
        if self._plaats in self._wit:
            return regel + self._wit[self._plaats]
        spatie = self._bron[self._plaats : self._plaats + 1] in (" ", "")
        if spatie != (kaal[-1] in _BREEKT_NA):
            return regel
        return regel + (" " if spatie else _GEEN_SPATIE)

    def _zoek(self, kaal: str, plaats: int) -> int:
        """Where a text stands: further on, or before this place when something was drawn out of its order."""
        verder = self._bron.find(kaal, plaats, plaats + len(kaal) + _BLIK)
        return verder if verder >= 0 else self._bron.rfind(kaal, max(0, plaats - _BLIK), plaats)


def _tekst(stuk: bytes, tabellen: dict[bytes, dict[bytes, str]]) -> str:
    """The text that a piece of content shows."""
    tabel: dict[bytes, str] = {}
    letters = []
    for font, reeks in _LETTERS.findall(stuk):
        if font:
            tabel = tabellen[font]
            continue
        for glyphs in _GLYPHS.findall(reeks):
            letters += [tabel.get(glyphs[plaats : plaats + 4], "") for plaats in range(0, len(glyphs), 4)]
    return "".join(letters)


def _tabel(font: Any) -> dict[bytes, str]:
    """Which text each glyph of a font stands for, by its number as the content writes it."""
    return {
        glyph: bytes.fromhex(tekens.decode()).decode("utf-16-be")
        for glyph, tekens in _TABELREGEL.findall(font.ToUnicode.read_bytes())
    }


def _elementen(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """Each page with the elements of its marked content, by number."""
    nummers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    per_pagina = {int(sleutel): waarde for sleutel, waarde in zip(nummers[::2], nummers[1::2], strict=True)}
    for pagina in pdf.pages:
        yield pagina, per_pagina[int(pagina.StructParents)]


def _alles(element: Any) -> list[Any]:
    """What stands directly in an element: elements, marked content and references to objects."""
    kinderen = element.get("/K")
    if kinderen is None:
        return []
    return list(kinderen) if isinstance(kinderen, pikepdf.Array) else [kinderen]


def _kinderen(element: Any) -> list[Any]:
    """The elements that stand directly in an element."""
    return [kind for kind in _alles(element) if isinstance(kind, pikepdf.Dictionary) and "/S" in kind]
