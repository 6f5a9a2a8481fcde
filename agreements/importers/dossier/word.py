"""Word as rows: headings by their style, points by their list or by the bullet that somebody typed, tables whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agreements.dossier import Dossierrol
from agreements.importers.dossier.rij import Alinea, Rij, Stuk, Tabel
from agreements.importers.formaten.alinea import Alinea as Bronalinea
from agreements.importers.formaten.word import lees_word_alineas
from agreements.lijst import Melding, Onderdeel

_NUMMER = re.compile(r"^(\d{1,4})[.)]$")
#: A number of an agendapunt that Word counts by itself, or a letter: kept as text in front of the paragraph.
_ANDER_LABEL = re.compile(r"[0-9A-Za-z]")
_GETYPT = re.compile(r"^\s*(?:([•▪‣❖❑✓➢►*–-])|[o◦○]|(\d{1,2}[.)]))\s+(?=\S)")


def lees_word(inhoud: bytes, *, naam: str) -> tuple[list[Rij], list[Melding]]:
    """The rows of a .docx, and what was left out of it. `regel` is the number of the paragraph in the document."""
    alineas, meldingen = lees_word_alineas(inhoud, naam=naam)
    lezer = _Lezer()
    rijen = list(lezer.rijen(alineas))
    if lezer.inhoudsregels:
        meldingen.append(
            Melding(soort="inhoudsopgave weggelaten", tekst=f"{lezer.inhoudsregels} regels die Word zelf maakt")
        )
    return rijen, meldingen


class _Lezer:
    def __init__(self) -> None:
        self.inhoudsregels = 0
        self._lijst = 0
        self._bron: str | None = None
        self._niveau: int | None = None

    def rijen(self, alineas: Sequence[Bronalinea]) -> Iterator[Rij]:
        for regel, alinea in enumerate(alineas, start=1):
            if alinea.tabel is not None:
                self._niveau = None
                rijen = tuple(tuple(rij) for rij in alinea.tabel)
                if any(cel for rij in rijen for cel in rij):
                    yield Tabel(rijen=rijen, regel=regel)
            elif alinea.is_leeg:
                continue
            elif alinea.onderdeel == Onderdeel.VOORWERK:
                self.inhoudsregels += 1
            elif alinea.kopniveau is not None:
                self._niveau = None
                # A style makes a heading bold as a whole; that is no markup of its text.
                stukken = [Stuk(een.tekst, False, een.cursief, een.stand) for een in alinea.letters]
                yield from _regels(_met_label(alinea.label, stukken), regel, kop=alinea.kopniveau, rol=alinea.merk)
            else:
                yield from self._tekst(alinea, regel)
            for noot in alinea.noten:
                if not noot.is_leeg:
                    yield from self._noot(noot, regel)

    def _tekst(self, alinea: Bronalinea, regel: int) -> Iterator[Alinea]:
        """A paragraph, or a point of a list."""
        stukken = [Stuk(*een) for een in alinea.letters]
        niveau, label, bron = alinea.lijstniveau, alinea.label, alinea.lijst
        if (
            niveau is None
            and not label
            and not alinea.merk
            and (getypt := _GETYPT.match(alinea.tekst))
            and not (getypt[2] and alinea.vet)
        ):
            niveau = 0 if getypt[1] or getypt[2] else 1
            label = getypt[2] or "•"
            bron = f"getypt {getypt[1] or ''}"
            stukken = _zonder_begin(stukken, len(getypt[0].strip()))
        if niveau is None or (_ANDER_LABEL.search(label) and not _NUMMER.match(label)):
            self._niveau = None
            yield from _regels(_met_label(label, stukken), regel, rol=alinea.merk)
            return
        vervolg = not label and self._niveau is not None
        if not vervolg and (self._niveau is None or (niveau == 0 and bron != self._bron)):
            self._lijst += 1
        if niveau == 0 or self._niveau is None:
            self._bron = bron
        self._niveau = niveau
        nummer = _NUMMER.match(label)
        yield from _regels(
            stukken,
            regel,
            niveau=niveau,
            nummer=int(nummer[1]) if nummer else None,
            lijst=self._lijst,
            vervolg=vervolg,
            rol=alinea.merk,
        )

    def _noot(self, noot: Bronalinea, regel: int) -> Iterator[Alinea]:
        """A footnote: it goes on in the point that it hangs on, or stands below its paragraph."""
        stukken = [Stuk(*een) for een in noot.letters]
        if self._niveau is None:
            yield from _regels(stukken, regel)
        else:
            yield from _regels(stukken, regel, niveau=self._niveau, lijst=self._lijst, vervolg=True)


def _regels(
    stukken: Sequence[Stuk],
    regel: int,
    *,
    kop: int | None = None,
    niveau: int | None = None,
    nummer: int | None = None,
    lijst: int = 0,
    vervolg: bool = False,
    rol: str = "",
) -> Iterator[Alinea]:
    """One row, or one per line where a line break cuts the paragraph; a point goes on in its next lines."""
    delen: list[list[Stuk]] = [[]]
    for stuk in stukken:
        eerste, *rest = stuk.tekst.split("\n")
        delen[-1].append(Stuk(eerste, stuk.vet, stuk.cursief, stuk.stand))
        delen += [[Stuk(tekst, stuk.vet, stuk.cursief, stuk.stand)] for tekst in rest]
    for deel in delen:
        if not "".join(stuk.tekst for stuk in deel).strip():
            continue
        yield Alinea(
            stukken=tuple(stuk for stuk in deel if stuk.tekst),
            regel=regel,
            kop=kop,
            niveau=niveau,
            nummer=nummer,
            lijst=lijst,
            vervolg=vervolg,
            rol=rol,
        )
        vervolg = niveau is not None or rol == Dossierrol.TEKST


def _met_label(label: str, stukken: list[Stuk]) -> list[Stuk]:
    """With the number that Word prints in front, in the markup of what follows."""
    if not label or not stukken:
        return stukken
    eerste = stukken[0]
    return [Stuk(f"{label} ", eerste.vet, eerste.cursief), *stukken]


def _zonder_begin(stukken: Sequence[Stuk], aantal: int) -> list[Stuk]:
    """Without the first signs that are no white space, and without the white space behind them."""
    uit: list[Stuk] = []
    for stuk in stukken:
        tekst = stuk.tekst
        while aantal and tekst:
            aantal -= not tekst[0].isspace()
            tekst = tekst[1:]
        tekst = tekst if uit else tekst.lstrip()
        if tekst:
            uit.append(Stuk(tekst, stuk.vet, stuk.cursief, stuk.stand))
    return uit
