"""How wide the text column of a source is: did a line end because it was full, or because something ended?

A paragraph that no white sets apart still shows: its last line stops although the next word would have
fitted. The width is measured on the source itself, from line ends that are certainly inside a sentence (the
next line goes on in lower case). In typewriter text that is a number of characters; in text taken out of a
PDF letters have different widths and a rough table of these makes the measure sharp.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from agreements.importers.regels import Regel
from agreements.importers.tekens import is_opsomming

_SMAL = frozenset("iljtfrI.,:;'|‘’!()[] -/“”")
_BREED = frozenset("mwMW%&@")
_STREEPJES = frozenset({"- ", "– "})
_VEEL_METINGEN = 20
_GENOEG_REGELS = 4
#: A longer line is a whole paragraph; no column is narrower than the other.
_ONAFGEBROKEN = 120
_SMALSTE_KOLOM = 60


def _tekens(tekst: str) -> float:
    return float(len(tekst))


def _drukbreedte(tekst: str) -> float:
    """Roughly how wide a text is in a sans-serif typeface, in average lower-case letters."""
    breedte = 0.0
    for teken in tekst:
        if teken in _SMAL:
            breedte += 0.65 if teken in "tfr-/“”" else 0.5
        elif teken in _BREED:
            breedte += 1.5
        else:
            breedte += 1.25 if teken.isupper() else 1.0
    return breedte


@dataclass(frozen=True, slots=True)
class Zetspiegel:
    """The column of a source: a line that takes less than `grens`, next word included, ended by choice."""

    maat: Callable[[str], float] = _tekens
    grens: float = 0.0
    onafgebroken: bool = False

    @classmethod
    def van(cls, regels: Sequence[Regel]) -> Zetspiegel:
        """Measure a source."""
        langste = max((len(regel.tekst) for regel in regels), default=0)
        vol = _volle_regels(regels, _tekens)
        if langste > _ONAFGEBROKEN:
            return cls(onafgebroken=True)
        if not vol and len(regels) >= _GENOEG_REGELS and not _langste_is_onvoltooid(regels):
            return cls(onafgebroken=True)  # no line goes on in lower case: every line is a paragraph
        if not vol:
            return cls(grens=max(langste, _SMALSTE_KOLOM) + 1)
        if min(vol) > langste:
            return cls(grens=langste + 1)
        if len(vol) < _VEEL_METINGEN:
            return cls(grens=min(vol))
        return cls(maat=_drukbreedte, grens=min(_volle_regels(regels, _drukbreedte)) - 0.5)

    def brak_vrij_af(self, regel: Regel, volgende: Regel) -> bool:
        """Whether the first word of the next line would have fitted behind this one."""
        return self.onafgebroken or _benodigd(regel, volgende, self.maat) < self.grens


def _langste_is_onvoltooid(regels: Sequence[Regel]) -> bool:
    """Whether the longest line is text that does not end there: then a column made it end."""
    regel, volgende = max(pairwise(regels), key=lambda paar: len(paar[0].tekst))
    return not (
        regel.eindigt_zin
        or volgende.ruim
        or is_opsomming(volgende)
        or regel.tekst[0].isdigit()
        or len(regel.tekst) < max(_SMALSTE_KOLOM, len(regels[-1].tekst))
    )


def _volle_regels(regels: Sequence[Regel], maat: Callable[[str], float]) -> list[float]:
    """What each certainly full line would have needed to take the next word, without odd short ones."""
    metingen = [
        _benodigd(regel, volgende, maat)
        for regel, volgende in pairwise(regels)
        if (volgende.begint_klein or regel.loopt_door)
        and not is_opsomming(volgende)
        and volgende.tekst[:2] not in _STREEPJES
        and not regel.eindigt_zin
        and not volgende.ruim
    ]
    if not metingen:
        return []
    ondergrens = 0.85 * median(metingen)
    return [meting for meting in metingen if meting >= ondergrens]


def _benodigd(regel: Regel, volgende: Regel, maat: Callable[[str], float]) -> float:
    woord = volgende.tekst.split(None, 1)[0]
    kop, streepje, staart = woord.partition("-")
    if streepje and kop and staart[:1].isalpha():
        woord = kop + streepje
    spatie = "" if regel.tekst[-1] in "-/" and not regel.spatie_na else " "
    return maat(regel.tekst + spatie + woord)
