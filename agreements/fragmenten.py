"""The piece of a text to show for a search: around the first hit, with the hits marked and everything escaped."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from agreements.zoeken import treffers

#: So many characters of a text stand in a list.
LENGTE = 280
#: So many characters are shown before a first hit that stands further on.
AANLOOP = 80


def fragment(tekst: str, vraag: str = "") -> SafeString:
    """The first words of the text, or those around the first hit when that stands further on."""
    plekken = treffers(tekst, vraag) if vraag else []
    begin = 0
    if plekken and plekken[0][1] > LENGTE:
        begin = _woordbegin(tekst, max(0, plekken[0][0] - AANLOOP), plekken[0][0])
    eind = _woordeind(tekst, begin, begin + LENGTE)
    return format_html(
        "{}{}{}",
        "… " if begin else "",
        _met_marks(tekst, begin, eind, plekken),
        " …" if eind < len(tekst) else "",
    )


def gemarkeerd(tekst: str, vraag: str = "") -> SafeString:
    """The whole text with the hits marked."""
    return _met_marks(tekst, 0, len(tekst), treffers(tekst, vraag)) if vraag else escape(tekst)


def heeft_treffer(tekst: str, vraag: str) -> bool:
    return bool(treffers(tekst, vraag))


def _met_marks(tekst: str, begin: int, eind: int, plekken: Iterable[tuple[int, int]]) -> SafeString:
    delen: list[tuple[SafeString]] = []
    gehad = begin
    for van, tot in plekken:
        if van < gehad or tot > eind:
            continue
        delen += [(escape(tekst[gehad:van]),), (format_html("<mark>{}</mark>", tekst[van:tot]),)]
        gehad = tot
    delen.append((escape(tekst[gehad:eind]),))
    return format_html_join(mark_safe(""), "{}", delen)


def _woordbegin(tekst: str, vanaf: int, uiterlijk: int) -> int:
    """Where the first word begins at or after a place, but not beyond the hit."""
    if vanaf == 0:
        return 0
    spatie = tekst.find(" ", vanaf - 1, uiterlijk)
    return spatie + 1 if spatie >= 0 else uiterlijk


def _woordeind(tekst: str, begin: int, grens: int) -> int:
    """Where the last word that fits ends; a word without end is cut."""
    if grens >= len(tekst):
        return len(tekst)
    spatie = tekst.rfind(" ", begin, grens + 1)
    return spatie if spatie > begin else grens
