"""What differs between two texts of one agendapunt: block by block, paragraph by paragraph, word by word.

Pure functions; the words themselves are compared by `agreements.tekstverschil`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from agreements.dossier import Bloksoort
from agreements.importers.dossier.opmaak import alineas_uit_html
from agreements.importers.dossier.rij import Alinea, Stuk
from agreements.punttekst import Punttekst
from agreements.tekstverschil import Deel, is_gelijk, woordverschil

#: From this likeness on, a paragraph is the other one reworded.
_GELIJKEND = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Regelverschil:
    """One paragraph or point as it was and as it is; one of the two is empty when it came or went.

    `diepte` is 0 for a paragraph and counts from 1 for a point; `opmaak` says that only the markup or the place in the
    list changed.
    """

    delen: tuple[Deel, ...]
    diepte: int = 0
    genummerd: bool = False
    opmaak: bool = False

    @property
    def is_gelijk(self) -> bool:
        return not self.opmaak and is_gelijk(self.delen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deelverschil:
    """One block, or the notes or the label of the version (`soort` is None), in lines."""

    soort: Bloksoort | None
    kop: str
    regels: tuple[Regelverschil, ...]

    @property
    def is_gelijk(self) -> bool:
        return all(regel.is_gelijk for regel in self.regels)


def puntverschil(oud: Punttekst, nieuw: Punttekst) -> tuple[Deelverschil, ...]:
    """Everything that either text holds, in order, also what is the same."""
    delen = [
        Deelverschil(soort=None, kop="Versie", regels=_regels(_los([oud.versie]), _los([nieuw.versie]))),
        Deelverschil(soort=None, kop="Opmerkingen", regels=_regels(_los(oud.opmerkingen), _los(nieuw.opmerkingen))),
    ]
    for soort, deel in dict.fromkeys(blok.sleutel for blok in (*nieuw.blokken, *oud.blokken)):
        sleutel = (soort, deel)
        delen.append(Deelverschil(soort=soort, kop=deel, regels=blokverschil(oud.html(sleutel), nieuw.html(sleutel))))
    return tuple(deel for deel in delen if deel.regels)


def blokverschil(oud: str, nieuw: str) -> tuple[Regelverschil, ...]:
    """Two texts with markup, paragraph by paragraph and point by point."""
    return _regels(alineas_uit_html(oud), alineas_uit_html(nieuw))


def _los(teksten: Sequence[str]) -> list[Alinea]:
    return [Alinea(stukken=(Stuk(tekst),), regel=1) for tekst in teksten if tekst]


def _regels(oud: Sequence[Alinea], nieuw: Sequence[Alinea]) -> tuple[Regelverschil, ...]:
    return tuple(_regel(was, wordt) for was, wordt in _paren(oud, nieuw))


def _regel(was: Alinea | None, wordt: Alinea | None) -> Regelverschil:
    getoond = wordt or was or Alinea(stukken=(), regel=1)
    return Regelverschil(
        delen=tuple(woordverschil(was.tekst if was else "", wordt.tekst if wordt else "")),
        diepte=0 if getoond.niveau is None else getoond.niveau + 1,
        genummerd=getoond.nummer is not None,
        opmaak=was is not None and wordt is not None and was.tekst == wordt.tekst and _vorm(was) != _vorm(wordt),
    )


def _vorm(alinea: Alinea) -> tuple[object, ...]:
    return (alinea.niveau, alinea.nummer is not None, alinea.vervolg, alinea.stukken)


def _paren(oud: Sequence[Alinea], nieuw: Sequence[Alinea]) -> Iterator[tuple[Alinea | None, Alinea | None]]:
    """The same paragraphs beside each other; what went stands before what came."""
    vergelijker = SequenceMatcher(None, [een.tekst for een in oud], [een.tekst for een in nieuw], autojunk=False)
    for soort, i1, i2, j1, j2 in vergelijker.get_opcodes():
        if soort == "equal":
            yield from zip(oud[i1:i2], nieuw[j1:j2], strict=True)
        else:
            yield from _gelijkenden(oud[i1:i2], nieuw[j1:j2])


def _gelijkenden(oud: Sequence[Alinea], nieuw: Sequence[Alinea]) -> Iterator[tuple[Alinea | None, Alinea | None]]:
    """Reworded paragraphs beside each other, in order; each takes the first that is like it."""
    van = begin = 0
    for plaats, wordt in enumerate(nieuw):
        bij = next((nr for nr in range(van, len(oud)) if _lijkt(oud[nr].tekst, wordt.tekst)), None)
        if bij is None:
            continue
        yield from ((was, None) for was in oud[van:bij])
        yield from ((None, een) for een in nieuw[begin:plaats])
        yield oud[bij], wordt
        van, begin = bij + 1, plaats + 1
    yield from ((was, None) for was in oud[van:])
    yield from ((None, een) for een in nieuw[begin:])


def _lijkt(een: str, ander: str) -> bool:
    return SequenceMatcher(None, een.split(), ander.split(), autojunk=False).ratio() >= _GELIJKEND
