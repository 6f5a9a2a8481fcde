"""The fonts of an exported document, written into the document itself.

They come from the project's own node_modules, as set-up puts them there. Inside the document as data: URIs
nothing has to be fetched to show or print it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Snede:
    """One font file: package and part of the script, how it is called in CSS, its weight.

    Of a `groot` file (thousands of signs) only the characters that a document uses are taken along.
    """

    pakket: str
    deel: str
    familie: str
    gewicht: int = 400
    groot: bool = False
    snit: str = "normal"

    @property
    def pad(self) -> Path:
        # Not woff2: unpacking it takes ten times as long, and a large one most of a second.
        naam = f"{self.pakket}-{self.deel}-{self.gewicht}-{self.snit}.woff"
        return Path(settings.NODE_MODULES, "@fontsource", self.pakket, "files", naam)


_FIRA = "fira-sans"
_GEWICHTEN = (400, 600)

#: What every document has.
BASIS = tuple(Snede(_FIRA, "latin", "Fira Sans", gewicht) for gewicht in _GEWICHTEN)

#: What a document has when it says something in slanted letters. A family of its own, which is asked for as such.
CURSIEF = tuple(Snede(_FIRA, "latin", "Fira Sans Cursief", gewicht, snit="italic") for gewicht in _GEWICHTEN)

#: What a document has when its text asks for it. Each part has a family of its own: two files under one name
#: would be one font in a PDF.
OP_VERZOEK = (
    *(Snede(_FIRA, "latin-ext", "Fira Sans Ext", gewicht) for gewicht in _GEWICHTEN),
    *(Snede(_FIRA, "greek", "Fira Sans Grieks", gewicht) for gewicht in _GEWICHTEN),
    *(Snede(_FIRA, "cyrillic", "Fira Sans Cyrillisch", gewicht) for gewicht in _GEWICHTEN),
    Snede("noto-sans-symbols-2", "symbols", "Noto Sans Symbols 2", groot=True),
)

#: The character that stands for a hyphen at the end of a line in print, and the font that has only that. With a
#: character of its own such a hyphen can be told from one that belongs to the word.
AFBREEKTEKEN = "\ue00a"
AFBREEKFONT = "Afbreekstreepje"

#: For `font-family`, in the order of preference.
FAMILIES = ", ".join(
    f'"{naam}"' for naam in dict.fromkeys([*(snede.familie for snede in (*BASIS, *OP_VERZOEK)), AFBREEKFONT])
)


def lettertype_css(tekst: str, *, cursief: bool = False) -> str:
    """The @font-face rules for the characters of this text; `cursief`: also for slanted letters."""
    tekens = frozenset(map(ord, tekst))
    regels = [*(_regel(snede) for snede in (*BASIS, *CURSIEF * cursief)), _afbreekregel()]
    regels += [
        _regel(snede, nodig if snede.groot else frozenset())
        for snede in OP_VERZOEK
        if (nodig := tekens & _bereik(snede.pakket, snede.deel))
    ]
    return "\n".join(regels)


@cache
def _regel(snede: Snede, tekens: Set[int] = frozenset()) -> str:
    """The rule of one file. The result is kept: a few fonts, and few documents use signs of their own."""
    # The time of conversion stays out of the file, so that the same document has the same bytes.
    with TTFont(snede.pad, recalcTimestamp=False, recalcBBoxes=False) as font:
        font.flavor = font.flavorData = None
        if tekens:
            _beperk(font, {0x20, 0xA0, *tekens})
        return _font_face(font, snede.familie, snede.gewicht)


@cache
def _afbreekregel() -> str:
    """The hyphen of the text font under a character of its own, in a font of that one sign."""
    with TTFont(BASIS[0].pad, recalcTimestamp=False, recalcBBoxes=False) as font:
        font.flavor = font.flavorData = None
        _beperk(font, {ord("-")})
        for tabel in font["cmap"].tables:
            tabel.cmap = {ord(AFBREEKTEKEN): tabel.cmap[ord("-")]}
        # The licence keeps the name of the original for the original.
        for naam in font["name"].names:
            naam.string = AFBREEKFONT
        return _font_face(font, AFBREEKFONT)


def _beperk(font: TTFont, tekens: Set[int]) -> None:
    """Leave only these characters in the font."""
    deel = subset.Subsetter(subset.Options(layout_features=[], notdef_outline=True, recalc_timestamp=False))
    deel.populate(unicodes=sorted(tekens))
    deel.subset(font)


def _font_face(font: TTFont, familie: str, gewicht: int = 400) -> str:
    bestand = BytesIO()
    font.save(bestand)
    return (
        f'@font-face{{font-family:"{familie}";font-weight:{gewicht};font-style:normal;'
        f"src:url(data:font/ttf;base64,{base64.b64encode(bestand.getvalue()).decode()})}}"
    )


@cache
def _bereik(pakket: str, deel: str) -> frozenset[int]:
    """The characters for which a part of a font is meant, without those that the basis has."""
    tekens = _tekens(_bereiken(pakket)[deel])
    return tekens - _tekens(_bereiken(_FIRA)["latin"])


@cache
def _bereiken(pakket: str) -> dict[str, str]:
    bereiken: dict[str, str] = json.loads(
        Path(settings.NODE_MODULES, "@fontsource", pakket, "unicode.json").read_text()
    )
    return bereiken


def _tekens(bereik: str) -> frozenset[int]:
    """The characters of "U+0100-02BA,U+2020"."""
    tekens: set[int] = set()
    for stuk in bereik.split(","):
        van, _, tot = stuk.strip().removeprefix("U+").partition("-")
        tekens.update(range(int(van, 16), int(tot or van, 16) + 1))
    return frozenset(tekens)
