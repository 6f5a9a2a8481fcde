"""From the printed lines of a PDF to lines with hints: where something begins, what is a heading, how deep a bullet.

Place and type tell what the words do not: white above a line, a line that ends although the next word would have
fitted, letters that are larger or bold, how far a bullet is indented.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from agreements.importers.formaten.pdf_zetsel import Bladzijde, Drukregel
from agreements.importers.regels import Regel
from agreements.importers.tekens import HOOFDTEKENS
from agreements.lijst import Melding, Onderdeel

#: More white than this many times the usual distance begins something.
_RUIM = 1.18
#: The widest setting that is usual, in letter sizes.
_RUIMSTE = 1.5
#: Letters this much larger than those of the text are of a heading.
_GROTER = 1.08
#: Left edges that differ less are one edge, in points.
_KANT = 3.0
_SUBTEKENS = ("o", "◦", "○", "-", "–")
_GETOOND = 120
_WIT_NA_TEKEN = re.compile(r"^(\S+)\s+")


class Zetwerk:
    """Reads the lines of one document."""

    def __init__(self, bladzijden: Sequence[Bladzijde], gewoon: float) -> None:
        self._bladzijden = bladzijden
        self._gewoon = gewoon
        self._lopend = [regel for bladzijde in bladzijden for regel in bladzijde.regels]
        self._afstand = self._gewone_afstand()
        self._rechts = self._rechterkant()
        self._links = min((regel.x0 for regel in self._lopend), default=0.0)
        self._is_alles_vet = sum(regel.vet for regel in self._lopend) * 2 > len(self._lopend)

    def _gewone_afstand(self) -> float:
        """The distance between base lines inside a paragraph, in letter sizes, told by lines that clearly go on."""
        afstanden: Counter[float] = Counter()
        binnen: Counter[float] = Counter()
        for bladzijde in self._bladzijden:
            for vorige, regel in pairwise(bladzijde.regels):
                afstand = round((vorige.y - regel.y) / self._gewoon, 2)
                if vorige.grootte == regel.grootte == self._gewoon and 0 < afstand < 4:
                    afstanden[afstand] += 1
                    binnen[afstand] += regel.tekst.strip()[0].islower() and not _is_punt(regel)
        if binnen.total():
            return binnen.most_common(1)[0][0]
        # Only paragraphs of one line: no text is set wider than this.
        return min([*afstanden, _RUIMSTE])

    def _rechterkant(self) -> float:
        """Where full lines end."""
        kanten = sorted(regel.x1 for regel in self._lopend if regel.grootte == self._gewoon)
        return kanten[min(len(kanten) - 1, int(len(kanten) * 0.98))] if kanten else 0.0

    def regels(self, meldingen: list[Melding]) -> list[Regel]:
        """The lines of the whole document in reading order; running heads and feet are marked as such."""
        uit: list[Regel] = []
        niveaus = _Niveaus()
        wacht: list[Drukregel] = []
        vorige: Drukregel | None = None
        for bladzijde in self._bladzijden:
            for rand in sorted(bladzijde.rand, key=lambda een: -een.y):
                self._los(uit, rand, Onderdeel.VOORWERK)
            begin = vorige is not None
            for groep in self._groepen(bladzijde.regels):
                eerste = groep[0]
                if eerste.is_inhoud:
                    self._los(uit, eerste, Onderdeel.VOORWERK)
                    continue
                nieuw = vorige is None or self._begint(vorige, eerste)
                if wacht and (nieuw or _is_punt(eerste)) and not (_is_punt(eerste) and niveaus.bezig):
                    self._noten(uit, wacht, meldingen)
                    wacht = []
                uit.append(self._regel(uit, groep, nieuw=nieuw, begin=begin, niveau=niveaus.van(eerste, nieuw=nieuw)))
                begin, vorige = False, groep[-1]
            wacht += bladzijde.noten
            for gedraaid in bladzijde.gedraaid:
                self._los(uit, gedraaid, Onderdeel.VOORWERK)
                meldingen.append(Melding(soort="gedraaide tekst", tekst=gedraaid.tekst[:_GETOOND], regel=len(uit)))
        self._noten(uit, wacht, meldingen)
        return uit

    def _groepen(self, regels: Sequence[Drukregel]) -> Iterator[list[Drukregel]]:
        """The lines one by one, those of a heading over more lines together."""
        groep: list[Drukregel] = []
        for regel in regels:
            if groep and self._is_kop(groep[-1]) and self._loopt_kop_door(groep[-1], regel):
                groep.append(regel)
                continue
            if groep:
                yield groep
            groep = [regel]
        if groep:
            yield groep

    def _is_kop(self, regel: Drukregel) -> bool:
        return regel.grootte >= _GROTER * self._gewoon or (regel.vet and not self._is_alles_vet)

    def _loopt_kop_door(self, vorige: Drukregel, regel: Drukregel) -> bool:
        return (
            regel.grootte == vorige.grootte
            and regel.vet == vorige.vet
            and not vorige.is_inhoud
            and not regel.is_inhoud
            and not self._is_ruim(vorige, regel)
            and not _is_punt(regel)
            and not _is_punt(vorige)
            and not self._paste(vorige, regel)
        )

    def _is_ruim(self, vorige: Drukregel, regel: Drukregel) -> bool:
        """Whether more white stands between two lines of a page than between lines of one paragraph."""
        maat = max(vorige.grootte, regel.grootte)
        return vorige.y - regel.y > _RUIM * self._afstand * maat

    def _paste(self, vorige: Drukregel, regel: Drukregel) -> bool:
        """Whether the first word of a line would have fitted behind the line before it."""
        tekst = regel.tekst.strip()
        woord = tekst.split(None, 1)[0]
        kop, streepje, staart = woord.partition("-")
        if streepje and kop and staart[:1].isalpha():
            woord = kop + streepje
        breed = (regel.x1 - regel.x0) * len(woord) / max(1, len(tekst))
        spatie = 0.0 if vorige.tekst.rstrip()[-1] in "-/" and not vorige.spatie_na else 0.25 * vorige.grootte
        # The width of a word is an estimate, so that there must be room to spare.
        return vorige.x1 + spatie + 1.25 * breed + 0.5 * vorige.grootte < self._rechts

    def _begint(self, vorige: Drukregel, regel: Drukregel) -> bool:
        """Whether place and type say that something begins with this line."""
        if regel.grootte != vorige.grootte and abs(regel.grootte - vorige.grootte) > 0.04 * self._gewoon:
            return True
        if regel.pagina == vorige.pagina and self._is_ruim(vorige, regel):
            return True
        if vorige.vet != regel.vet and (vorige.vet and self._paste(vorige, regel)):
            return True
        return self._paste(vorige, regel)

    def _regel(
        self, uit: Sequence[Regel], groep: Sequence[Drukregel], *, nieuw: bool, begin: bool, niveau: int | None
    ) -> Regel:
        eerste, laatste = groep[0], groep[-1]
        tekst = _kop_tekst(groep)
        return Regel(
            nummer=len(uit) + 1,
            tekst=_WIT_NA_TEKEN.sub(r"\1 ", tekst) if _is_punt(eerste) else tekst,
            spatie_na=laatste.spatie_na,
            ruim=nieuw or not uit,
            paginabegin=begin,
            heel=len(groep) > 1 or eerste.grootte >= _GROTER * self._gewoon,
            lijstniveau=niveau,
            links=round(eerste.x0 - self._links, 1),
            grootte=eerste.grootte,
            vet=eerste.vet,
        )

    def _los(self, uit: list[Regel], regel: Drukregel, onderdeel: Onderdeel) -> None:
        tekst = regel.tekst.strip()
        if tekst:
            uit.append(Regel(nummer=len(uit) + 1, tekst=tekst, heel=True, onderdeel=onderdeel, grootte=regel.grootte))

    def _noten(self, uit: list[Regel], noten: Sequence[Drukregel], meldingen: list[Melding]) -> None:
        """Footnotes as paragraphs of their own: one begins with its number."""
        for regel in noten:
            begint = regel.tekst.strip()[:1].isdecimal() or regel.tekst.strip()[:1] == "*"
            if begint:
                meldingen.append(Melding(soort="voetnoot", tekst=regel.tekst.strip()[:_GETOOND], regel=len(uit) + 1))
            uit.append(
                Regel(
                    nummer=len(uit) + 1,
                    tekst=regel.tekst.strip(),
                    spatie_na=regel.spatie_na,
                    ruim=begint,
                    links=round(regel.x0 - self._links, 1),
                    grootte=regel.grootte,
                )
            )


class _Niveaus:
    """How deep each bullet stands, by its left edge among those of its list."""

    def __init__(self) -> None:
        self._kanten: list[float] = []

    @property
    def bezig(self) -> bool:
        return bool(self._kanten)

    def van(self, regel: Drukregel, *, nieuw: bool) -> int | None:
        if not _is_punt(regel):
            if nieuw and self._kanten and regel.x0 <= self._kanten[0] + _KANT:
                self._kanten = []
            return None
        while self._kanten and self._kanten[-1] > regel.x0 + _KANT:
            self._kanten.pop()
        if not self._kanten or regel.x0 > self._kanten[-1] + _KANT:
            self._kanten.append(regel.x0)
        return len(self._kanten) - 1


def _is_punt(regel: Drukregel) -> bool:
    kaal = regel.tekst.lstrip()
    return kaal[0] in HOOFDTEKENS or (kaal[0] in _SUBTEKENS and (len(kaal) == 1 or kaal[1].isspace()))


def _kop_tekst(groep: Sequence[Drukregel]) -> str:
    """The text of a heading over more lines; a hyphen at a line end is kept, as headings are not divided."""
    delen = [groep[0].tekst.strip()]
    for regel in groep[1:]:
        vorige = delen[-1]
        if vorige.endswith("\u00ad"):
            delen[-1] = vorige[:-1]
        elif not (vorige.endswith(("-", "/")) and not vorige.endswith((" -", " /"))):
            delen.append(" ")
        delen.append(regel.tekst.strip())
    return "".join(delen)
