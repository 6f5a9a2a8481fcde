"""The marks that lists print in front of a point."""

from __future__ import annotations

from agreements.importers.regels import Regel

#: Bullets of the main level; the private-use glyphs are what PDF makes of Wingdings.
HOOFDTEKENS = frozenset("❖•▪◆➢►●■‣⁃") | {chr(teken) for teken in range(0xF000, 0xF100)}
SUBTEKENS = frozenset("o◦○")


def is_opsomming(regel: Regel) -> bool:
    """Whether a line begins with a bullet or sub-bullet."""
    eerste, tweede = regel.tekst[0], regel.tekst[1:2]
    return eerste in HOOFDTEKENS or (eerste in SUBTEKENS and (not tweede or tweede.isspace()))
