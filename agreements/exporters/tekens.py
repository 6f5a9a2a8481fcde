"""Characters that office programs leave behind and that nothing can show or read aloud, as what people saw."""

from __future__ import annotations

#: The glyphs of the Wingdings and Symbol fonts that office programs leave behind as private-use characters, and
#: the character that people saw. Nothing can show or read aloud a private-use character.
PRIVETEKENS = {
    0xF02D: "–",
    0xF06E: "■",
    0xF06F: "□",
    0xF071: "❑",
    0xF075: "◆",
    0xF076: "❖",
    0xF0A7: "▪",
    0xF0A8: "◻",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0DE: "⇒",
    0xF0E0: "→",
    0xF0E8: "➔",
    0xF0FC: "✔",
}
#: Control characters that no document format knows; a tab or line break is white space and stays.
_BESTURING = {teken: None for teken in (*range(0x20), *range(0x7F, 0xA0)) if chr(teken) not in "\t\n\r\x85"}
#: A character that the print style uses itself (see agreements.exporters.lettertypen) would be seen as a hyphen.
_EIGEN = {0xE00A: "\ufffd"}
_VERTAAL = {**_BESTURING, **PRIVETEKENS, **_EIGEN}


def leesbaar(tekst: str) -> str:
    """The text as it can be shown: left-over private-use bullets as the sign they stood for."""
    return tekst.translate(_VERTAAL)
