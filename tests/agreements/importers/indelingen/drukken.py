"""Prints a row of paragraphs as text, in the ways that text comes out of documents."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from tests.agreements.importers.indelingen.alinea import Alinea

#: Ways to print: a whole paragraph per line or wrapped, with or without white, and with what line end.
VORMEN = ("alinea per regel", "witregels", "afgebroken", "afgebroken met wit", "crlf", "ingesprongen")


def als_tekst(alineas: Sequence[Alinea], vorm: str, *, breedte: int = 76) -> str:
    """The text of these paragraphs; `breedte` is how many characters fit on a line where it is wrapped."""
    afgebroken = vorm.startswith("afgebroken")
    wit = vorm in ("witregels", "afgebroken met wit")
    regels: list[str] = []
    for alinea in alineas:
        stukken = textwrap.wrap(alinea.tekst, breedte, break_on_hyphens=False) if afgebroken else [alinea.tekst]
        begin = {"subpunt": "        ", "punt": "    "}.get(alinea.soort, "") if vorm == "ingesprongen" else ""
        regels += [begin + stuk for stuk in stukken]
        if wit:
            regels.append("")
    return ("\r\n" if vorm == "crlf" else "\n").join(regels) + "\n"


def met_drukresten(tekst: str, *, begin: str) -> str:
    """The text with page headers and footers inside sentences, and marks of Word, from the heading `begin` on."""
    uit: list[str] = []
    pagina, noot, sinds = 1, 1, 0
    begonnen = False
    regels = tekst.split("\n")
    for plaats, regel in enumerate(regels):
        begonnen = begonnen or regel.endswith(begin) or f"{begin} 1." in regel
        volgende = next((een for een in regels[plaats + 1 :] if een), "")
        midden_in_zin = bool(regel) and regel[-1] not in "-,/" and volgende[:1].islower() and volgende[1:2] != " "
        if begonnen and regel.endswith((".", ";")) and noot < 4:
            regel = f"{regel}[footnoteRef:{noot}]"
            noot += 1
        elif begonnen and regel.endswith(":"):
            regel = f"{regel}[bookmark: _Toc4711]"
        uit.append(regel)
        sinds += 1
        if begonnen and midden_in_zin and sinds > 1:
            pagina += 1
            sinds = 0
            uit += ["", "Concept van de redactie, versie 3", f"Pagina {pagina} van 9", ""]
    return "\n".join(uit)


def met_witregels_in_zinnen(tekst: str) -> str:
    """The text with an empty line in the middle of sentences, where the next line cannot begin anything."""
    uit: list[str] = []
    regels = tekst.split("\n")
    for plaats, regel in enumerate(regels):
        uit.append(regel)
        volgende = regels[plaats + 1] if plaats + 1 < len(regels) else ""
        if regel and regel[-1] not in ".;:-/" and (volgende[:2].islower() or volgende[:1] in ("€", "(")):
            uit.append("")
    return "\n".join(uit)
