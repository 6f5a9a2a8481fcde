"""Left-overs inside a line: marks that Word leaves behind, and the digits of footnotes glued to a word.

A mark such as "[footnoteRef:1]" or "[bookmark: _Toc1]" is never text and goes. A digit behind a word may be the
number of a footnote ("investeringsagenda1"), or belong to the word (CO2, A12, m2, fase2). It counts as a footnote
when the word is long and plain and the digits of the document run on (1, 2, 3, or from 1 again on a new page);
every one of them is reported, and so is one that was left standing because it did not fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from agreements.importers.opschonen.opmaak import VOETNOOTCIJFERS, WORDRESTEN, Opmaak
from agreements.importers.regels import Regel
from agreements.lijst import Melding, Onderdeel

_REST = re.compile(
    r"\[(?:footnoteRef|endnoteRef|footnote|endnote|bookmark|commentRef|comment)\s*:[^\[\]\n]{0,80}\]"
    r"|\[(?:footnoteRef|endnoteRef|commentRef)\]",
    re.IGNORECASE,
)
_BEGIN_VAN_REST = re.compile(r"\[(?:footnoteRef|endnoteRef|bookmark|commentRef)\s*:\s*$", re.IGNORECASE)
_EINDE_VAN_REST = re.compile(r"^[\w:. -]{1,80}\]")
#: The text of a footnote as Word leaves it at the end of a paragraph: "(…) gestuurd. [1: Kamerstuk 29 435, nr. 2]".
_VOETNOOT = re.compile(r"\s*(?P<noot>\[\d{1,3}:\s+[^\[\]]{3,}\])$")
#: A plain word in lower case (its first letter apart) with one or two digits against it, or a superscript.
_CIJFER = re.compile(
    r"(?<![\w.,/@-])(?P<woord>(?:\w+[-’'])*[^\W\d_][^\W\d_A-Z]{3,})(?P<punt>[.,;:)”’\"]{0,2})(?P<cijfer>[1-9]\d?)"
    r"(?=[.,;:)]?(?:\s|$))"
)
_HOOGCIJFER = re.compile(r"(?<=[^\W\d_]{3})[.,;:)]?(?P<cijfer>[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2})(?!\w)")
_HOOG_NAAR_GEWOON = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
#: Words that are numbered themselves.
_GENUMMERD = re.compile(
    r"(?:fase|deel|variant|stap|scenario|tranche|ring|spoor|bijlage|artikel|categorie|nummer|optie|pakket|cluster"
    r"|versie|bouwsteen|laag|lijn|kavel|zone|perron|knooppunt|halte|traject|paragraaf|hoofdstuk|tabel|figuur|natura"
    r"|covid|perceel|alternatief|model|punt|prioriteit|klasse|niveau|blok|vak|weg|route|gate|unit|kwartaal|week|wijk)$"
)
_MAX_SPRONG = 3


def zonder_wordresten(regels: Sequence[Regel], opmaak: list[Opmaak], meldingen: list[Melding]) -> list[Regel]:
    """The lines without these pieces; what was taken out is added to `opmaak`, with a melding."""
    uit: list[Regel] = []
    laatste: int | None = None
    open_rest = False
    for regel in regels:
        if regel.onderdeel is not None:
            uit.append(regel)
            continue
        stukken: list[tuple[int, int, str]] = []
        begin = _EINDE_VAN_REST.match(regel.tekst) if open_rest else None
        if begin is not None:
            stukken.append((0, begin.end(), WORDRESTEN))
        if "[" in regel.tekst:
            stukken += [(gevonden.start(), gevonden.end(), WORDRESTEN) for gevonden in _REST.finditer(regel.tekst)]
        einde = _BEGIN_VAN_REST.search(regel.tekst)
        if einde is not None:
            stukken.append((einde.start(), len(regel.tekst), WORDRESTEN))
        open_rest = einde is not None
        for plaats, cijfer in _cijfers(regel.tekst):
            nummer = int(cijfer.translate(_HOOG_NAAR_GEWOON))
            if nummer == 1 or laatste is None or laatste <= nummer <= laatste + _MAX_SPRONG:
                laatste = nummer
                stukken.append((plaats, plaats + len(cijfer), VOETNOOTCIJFERS))
            else:
                woord = regel.tekst[: plaats + len(cijfer)].rsplit(None, 1)[-1]
                meldingen.append(Melding(soort="cijfer achter een woord", tekst=f"“{woord}”", regel=regel.nummer))
        noot = _VOETNOOT.search(regel.tekst) if regel.tekst[-1] == "]" else None
        if noot is not None:
            stukken = [stuk for stuk in stukken if stuk[0] < noot.start()]
        if not stukken and noot is None:
            uit.append(regel)
            continue
        tekst = regel.tekst if noot is None else regel.tekst[: noot.start()]
        for begin_stuk, einde_stuk, soort in sorted(stukken, reverse=True):
            opmaak.append(Opmaak(soort, regel.tekst[begin_stuk:einde_stuk], regel.nummer, begin_stuk))
            tekst = _zonder(tekst, begin_stuk, einde_stuk)
        if noot is not None:
            meldingen.append(Melding(soort="voetnoot", tekst=noot["noot"][:120], regel=regel.nummer))
        weg = ", ".join(f"“{regel.tekst[van:tot]}”" for van, tot, _ in sorted(stukken))
        soort = "rest van Word" if stukken and stukken[0][2] == WORDRESTEN else "voetnootcijfer"
        if stukken:
            meldingen.append(
                Melding(soort=soort, tekst=f"{weg} is weggelaten: {regel.tekst}"[:120], regel=regel.nummer)
            )
        if tekst.strip():
            uit.append(replace(regel, tekst=tekst.strip(), spatie_na=regel.spatie_na or tekst != tekst.rstrip()))
        if noot is not None:
            uit.append(replace(regel, tekst=noot["noot"], onderdeel=Onderdeel.ALINEA, heel=True, lijstniveau=None))
    return uit


def _zonder(tekst: str, begin: int, einde: int) -> str:
    """The text without this piece, and without the space that would then stand double or before a full stop."""
    links, rechts = tekst[:begin], tekst[einde:]
    if links[-1:].isspace() and (not rechts or rechts[0].isspace() or rechts[0] in ".,;:!?)"):
        links = links.rstrip()
    return links + rechts


def _cijfers(tekst: str) -> list[tuple[int, str]]:
    """Where the digits of footnotes may stand on a line."""
    uit = [(gevonden.start("cijfer"), gevonden["cijfer"]) for gevonden in _HOOGCIJFER.finditer(tekst)]
    for gevonden in _CIJFER.finditer(tekst):
        woord = re.split(r"[-’']", gevonden["woord"].casefold())[-1]
        if not _GENUMMERD.search(woord):
            uit.append((gevonden.start("cijfer"), gevonden["cijfer"]))
    return sorted(uit)
