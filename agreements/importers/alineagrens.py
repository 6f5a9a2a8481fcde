"""Running text without white between its paragraphs: where a full line may end one, nobody can tell.

A line that stops short shows that its paragraph ended, and so does white. A line that fills the column and ends in
a full stop shows nothing: what follows is read as the same paragraph, and the place is told to the user.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from agreements.importers.regels import Regel
from agreements.importers.zetspiegel import Zetspiegel

#: A line that is not longer is a heading, or the end of something.
_KORTSTE_VOLLE_REGEL = 45
_EINDE_VAN_ALINEA = re.compile(r"[.?!][)\]”’\"'»]*$")
_NUMMER = re.compile(r"\d{1,2}[.)]?\s")


def is_onzeker(vorige: Regel, regel: Regel) -> bool:
    """Whether a paragraph may end between these lines, of which the first is full."""
    return (
        len(vorige.tekst) > _KORTSTE_VOLLE_REGEL
        and _EINDE_VAN_ALINEA.search(vorige.tekst) is not None
        and not vorige.eindigt_afgekort
        and next((teken.isupper() for teken in regel.tekst if teken.isalnum()), False)
    )


def wit_scheidt(regels: Sequence[Regel], spiegel: Zetspiegel) -> bool:
    """Whether white stands between two paragraphs somewhere in these lines, so that its absence says something.

    White above a heading does not count: there it also stands where paragraphs have none.
    """
    for plaats, (vorige, regel) in enumerate(pairwise(regels), start=1):
        if not regel.ruim or not vorige.eindigt_zin or regel.kopniveau is not None or _NUMMER.match(regel.tekst):
            continue
        erna = regels[plaats + 1] if plaats + 1 < len(regels) else None
        if regel.eindigt_zin or (erna is not None and not spiegel.brak_vrij_af(regel, erna)):
            return True
    return False
