"""Fonts whose table from codes to glyphs stands in the PDF itself (ISO 32000-1, 9.7.5), which pdfminer does not read.

Without that table the text of such a font would silently be gone. What a letter is follows from its code
(ToUnicode), how wide it is from its glyph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from pdfminer.pdffont import PDFCIDFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream

_BLOK = re.compile(rb"begin(codespacerange|cidrange|cidchar)(.*?)end\1", re.DOTALL)
_WAARDE = re.compile(rb"<([0-9a-fA-F\s]*)>|(\d+)")


class Lettertypen(PDFResourceManager):  # type: ignore[misc, unused-ignore]
    """Makes the fonts of a document, those with a table of their own included."""

    def get_font(self, objid: Any, spec: Any) -> Any:
        font: Any = super().get_font(objid, spec)
        codering = spec.get("Encoding")
        if isinstance(codering, PDFStream) and _is_nog_niet_gelezen(font):
            tabel = Codering(codering.get_data())
            breedte, letter = font.char_width, font.to_unichr
            font.cmap = tabel
            font.char_width = lambda code: breedte(tabel.glyph(code))
            if "ToUnicode" not in spec:
                font.to_unichr = lambda code: letter(tabel.glyph(code))
        return font


def _is_nog_niet_gelezen(font: Any) -> bool:
    return isinstance(font, PDFCIDFont) and not isinstance(font.cmap, Codering)


class Codering:
    """A table from codes of one to four bytes to the numbers of glyphs."""

    def __init__(self, inhoud: bytes) -> None:
        self._lengten: set[int] = set()
        reeksen: list[tuple[int, int, int]] = []
        for soort, blok in _BLOK.findall(inhoud):
            waarden = [
                (bytes.fromhex(hexa.decode().replace("\n", "").replace("\r", "")) if not getal else int(getal))
                for hexa, getal in _WAARDE.findall(blok)
            ]
            if soort == b"codespacerange":
                self._lengten |= {
                    len(waarde) for waarde in waarden if isinstance(waarde, bytes) and 0 < len(waarde) < 5
                }
            elif soort == b"cidrange":
                for van, tot, glyph in zip(waarden[::3], waarden[1::3], waarden[2::3], strict=False):
                    reeksen.append((_getal(van), _getal(tot), _getal(glyph)))
            else:
                for code, glyph in zip(waarden[::2], waarden[1::2], strict=False):
                    reeksen.append((_getal(code), _getal(code), _getal(glyph)))
        self._reeksen = sorted(reeksen)
        self._begin = [reeks[0] for reeks in self._reeksen]
        self._lengte = max(self._lengten, default=2)

    def is_vertical(self) -> bool:
        return False

    def glyph(self, code: int) -> int:
        plaats = bisect_right(self._begin, code) - 1
        if plaats >= 0:
            van, tot, glyph = self._reeksen[plaats]
            if van <= code <= tot:
                return glyph + code - van
        return 0

    def decode(self, inhoud: bytes) -> Iterator[int]:
        """The codes in a string. Where codes of several lengths occur, the shortest that has a glyph."""
        plaats = 0
        lengten = sorted(self._lengten) or [self._lengte]
        while plaats < len(inhoud):
            lengte = next(
                (een for een in lengten if self.glyph(int.from_bytes(inhoud[plaats : plaats + een], "big"))),
                lengten[-1],
            )
            yield int.from_bytes(inhoud[plaats : plaats + lengte], "big")
            plaats += lengte


def _getal(waarde: bytes | int) -> int:
    return waarde if isinstance(waarde, int) else int.from_bytes(waarde, "big")
