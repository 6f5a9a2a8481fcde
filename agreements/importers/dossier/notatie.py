"""A text of a dossier as somebody types it without an editor: lines, "- " and "1. " with indents, *bold*, _italic_.

Every line is a paragraph or a point. A point that stands further in than the one above it lies below it; a line that
stands in without a sign goes on in the point above it. A backslash takes the meaning from the sign behind it. What
`naar_notatie` writes, `uit_notatie` reads back the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from agreements.importers.dossier.opmaak import zonder_los_wit
from agreements.importers.dossier.rij import Alinea, Stuk

#: Sign → which markup it opens and closes.
_TEKENS = {"*": "vet", "_": "cursief", "^": "sup", "~": "sub"}
_PUNT = re.compile(r"^(?:[-*•–]|(\d{1,4})[.)])\s+(?=\S)")
_TE_ONTZIEN = re.compile(r"([\\*_^~])")
_SPRONG = 2


def naar_notatie(alineas: Iterable[Alinea]) -> str:
    """The paragraphs and points as lines."""
    uit: list[str] = []
    vorige: Alinea | None = None
    for alinea in alineas:
        if vorige is not None and (alinea.niveau is None or vorige.niveau is None):
            uit.append("")
        tekst = _inhoud(alinea.stukken)
        if (alinea.niveau is None or alinea.vervolg) and (punt := _PUNT.match(tekst)):
            plaats = punt.end(1) if punt[1] else 0
            tekst = f"{tekst[:plaats]}\\{tekst[plaats:]}"
        inspringing = " " * (_SPRONG * (alinea.niveau or 0))
        if alinea.niveau is None:
            uit.append(tekst)
        elif alinea.vervolg:
            uit.append(f"{inspringing}{' ' * _SPRONG}{tekst}")
        else:
            teken = "-" if alinea.nummer is None else f"{alinea.nummer}."
            uit.append(f"{inspringing}{teken} {tekst}")
        vorige = alinea
    return "\n".join(uit)


def uit_notatie(tekst: str) -> list[Alinea]:
    """The lines as paragraphs and points. White lines only part; no other text is lost."""
    alineas: list[Alinea] = []
    sprongen: list[int] = []
    lijst = 0
    for regel in tekst.splitlines():
        kaal = regel.strip()
        if not kaal:
            continue
        diep = len(regel.expandtabs(4)) - len(regel.expandtabs(4).lstrip())
        punt = _PUNT.match(kaal)
        if punt is None and not (diep and sprongen):
            sprongen = []
            alineas.append(Alinea(stukken=_stukken(kaal), regel=len(alineas) + 1))
            continue
        if punt is not None:
            lijst += not sprongen
            while sprongen and diep < sprongen[-1]:
                sprongen.pop()
            if not sprongen or diep > sprongen[-1]:
                sprongen.append(diep)
            kaal = kaal[punt.end() :]
        alineas.append(
            Alinea(
                stukken=_stukken(kaal),
                regel=len(alineas) + 1,
                niveau=len(sprongen) - 1,
                nummer=int(punt[1]) if punt and punt[1] else (alineas[-1].nummer if punt is None else None),
                lijst=lijst,
                vervolg=punt is None,
            )
        )
    return [alinea for alinea in alineas if alinea.stukken]


def _inhoud(stukken: Sequence[Stuk]) -> str:
    uit = []
    aan: list[str] = []
    for stuk in (*zonder_los_wit(stukken), Stuk("")):
        wil = [
            teken
            for teken, soort in _TEKENS.items()
            if (soort == "vet" and stuk.vet) or (soort == "cursief" and stuk.cursief) or soort == stuk.stand
        ]
        uit += [teken for teken in reversed(aan) if teken not in wil]
        uit += [teken for teken in wil if teken not in aan]
        aan = wil
        uit.append(_TE_ONTZIEN.sub(r"\\\1", stuk.tekst))
    return "".join(uit)


def _stukken(regel: str) -> tuple[Stuk, ...]:
    """The runs of a line. A sign opens when text follows it and it is closed further on; else it is a sign."""
    delen = [*_delen(regel), (" ", True)]
    laatste = {
        teken: plaats
        for plaats, (teken, ontzien) in enumerate(delen)
        if not ontzien and plaats and _na_tekst(delen, plaats)
    }
    aan = dict.fromkeys(_TEKENS, False)
    stukken: list[Stuk] = []
    for plaats, (teken, ontzien) in enumerate(delen):
        if not ontzien and teken in _TEKENS:
            opent = laatste.get(teken, 0) > plaats + 1 and not delen[plaats + 1][0].isspace()
            if _na_tekst(delen, plaats) if aan[teken] else opent:
                aan[teken] = not aan[teken]
                continue
        stand = "sup" if aan["^"] else "sub" if aan["~"] else ""
        stukken.append(Stuk(teken, aan["*"], aan["_"], stand))
    return zonder_los_wit(stukken)


def _delen(regel: str) -> Iterator[tuple[str, bool]]:
    """The characters of a line, each with whether a backslash took its meaning away."""
    ontzien = False
    for teken in regel:
        if teken == "\\" and not ontzien:
            ontzien = True
            continue
        yield teken, ontzien
        ontzien = False
    if ontzien:
        yield "\\", True


def _na_tekst(delen: Sequence[tuple[str, bool]], plaats: int) -> bool:
    """Whether a sign can close: what stands before it is no white space."""
    return not delen[plaats - 1][0].isspace()
