"""Prints a row of paragraphs as text, in the ways that text comes out of documents."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from tests.agreements.importers.indelingen.alinea import Alinea

#: Ways to print: a whole paragraph per line or wrapped, with or without white, and with what line end.
VORMEN = ("alinea per regel", "witregels", "afgebroken", "afgebroken met wit", "crlf", "ingesprongen")


def als_tekst(alineas: Sequence[Alinea], vorm: str) -> str:
    """The text of these paragraphs."""
    afgebroken = vorm.startswith("afgebroken")
    wit = vorm in ("witregels", "afgebroken met wit")
    regels: list[str] = []
    for alinea in alineas:
        stukken = textwrap.wrap(alinea.tekst, 76, break_on_hyphens=False) if afgebroken else [alinea.tekst]
        begin = {"subpunt": "        ", "punt": "    "}.get(alinea.soort, "") if vorm == "ingesprongen" else ""
        regels += [begin + stuk for stuk in stukken]
        if wit:
            regels.append("")
    return ("\r\n" if vorm == "crlf" else "\n").join(regels) + "\n"
