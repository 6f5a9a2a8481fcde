"""Cuts the lines of a list with bullets into pieces: headings, bullets, sub-bullets and paragraphs.

This is the first half of reading a layout such as that of 2024. It decides where something begins and ends;
what a paragraph means (a heading, a lead-in, a loose paragraph) is decided by the layout itself, which sees
the pieces around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from itertools import pairwise

from agreements.importers.naslag import Naslag
from agreements.importers.regels import Regel
from agreements.importers.tekens import HOOFDTEKENS, SUBTEKENS, is_opsomming
from agreements.importers.zetspiegel import Zetspiegel
from agreements.lijst import LANDELIJK, Melding

MAX_KOPREGELS = 4
MAX_KOP = 300
_MAX_LOSSE_KOP = 90

_NUMMER = re.compile(r"(\d{1,2})[.)]?\s+(\S.*)")
#: A heading line that ends in one of these goes on, however short it is.
_LOOPT_DOOR = re.compile(
    r"(?:[-–&,/]|\b(?:en|of|van|de|het|een|in|op|voor|met|naar|tot|te|ten|ter|bij|aan|om|over|binnen|tussen|uit))$"
)


class Soort(Enum):
    """What a piece is."""

    LANDSDEEL = "landsdeel"
    RUBRIEK = "rubriek"
    PUNT = "punt"
    SUBPUNT = "subpunt"
    ALINEA = "alinea"


@dataclass(slots=True)
class Stuk:
    """A heading, bullet or paragraph: its lines (without bullet or number), and what stood before them.

    `twijfel` holds the places where the cutting was not sure.
    """

    soort: Soort
    begin: Regel
    regels: list[Regel] = field(default_factory=list)
    teken: str | None = None
    nummer: str = ""
    twijfel: list[Melding] = field(default_factory=list)

    @property
    def eindigt_zin(self) -> bool:
        return bool(self.regels) and self.regels[-1].eindigt_zin

    @property
    def loopt_door(self) -> bool:
        """Whether its last line cannot be the last of a heading ("… spooremplacement en")."""
        return bool(self.regels) and _LOOPT_DOOR.search(self.regels[-1].tekst) is not None


class Knipper:
    """Cuts the lines of one source."""

    def __init__(self, regels: Sequence[Regel], naslag: Naslag) -> None:
        self._regels = regels
        self._naslag = naslag
        self._spiegel = Zetspiegel.van(regels)
        self._stukken: list[Stuk] = []
        self._laatste_nummer = 0
        self._reeksteken: str | None = None

    def knip(self) -> list[Stuk]:
        """The pieces of the source, in order; every line is in exactly one piece."""
        plaats = 0
        while plaats < len(self._regels):
            plaats += self._neem(plaats)
        return self._stukken

    def _neem(self, plaats: int) -> int:
        """Take the line at this place, with the rest of the heading that it begins; how many were taken."""
        regel = self._regels[plaats]
        if self._is_landsdeelkop(plaats):
            self._laatste_nummer = 0
            self._begin(Stuk(Soort.LANDSDEEL, regel, [regel]))
            return 1
        opsomming = self._opsomming(regel)
        if opsomming is not None:
            self._stukken.append(opsomming)
            return 1
        lengte = self._rubriekkop(plaats)
        if lengte:
            return lengte
        if not self._stukken or not self._loopt_door(plaats):
            self._begin(Stuk(Soort.ALINEA, regel, [regel]))
        else:
            self._stukken[-1].regels.append(regel)
        return 1

    def _begin(self, stuk: Stuk) -> None:
        self._reeksteken = None
        self._stukken.append(stuk)

    # Headings of a landsdeel and of a provincie are known by name.

    def _is_landsdeelkop(self, plaats: int) -> bool:
        landsdeel = self._naslag.landsdeel(self._regels[plaats].tekst)
        if landsdeel == LANDELIJK and any(stuk.soort is Soort.LANDSDEEL for stuk in self._stukken):
            return False  # the block for the whole country comes first; further on it is an ordinary heading
        return landsdeel is not None and self._staat_los(plaats)

    def _staat_los(self, plaats: int) -> bool:
        """Whether something may begin here: the line before ended, or white or a chosen line end says so."""
        if not self._stukken or self._stukken[-1].soort in (Soort.LANDSDEEL, Soort.RUBRIEK):
            return True
        vorige, regel = self._regels[plaats - 1], self._regels[plaats]
        return vorige.eindigt_zin or regel.ruim or self._spiegel.brak_vrij_af(vorige, regel)

    def _is_provinciekop(self, regel: Regel) -> bool:
        return self._naslag.provincie(regel.tekst) is not None

    # Bullets.

    @cached_property
    def _hoofdteken(self) -> str:
        tekens = Counter(regel.tekst[0] for regel in self._regels if regel.tekst[0] in HOOFDTEKENS)
        return tekens.most_common(1)[0][0] if tekens else "❖"

    def _opsomming(self, regel: Regel) -> Stuk | None:
        """The bullet or sub-bullet that begins on this line, or None."""
        if not is_opsomming(regel):
            return None
        teken, rest = regel.tekst[0], regel.tekst[1:].strip()
        regels = [replace(regel, tekst=rest)] if rest else []
        eerste_in_reeks = self._reeksteken is None or (self._reeksteken in SUBTEKENS and teken in HOOFDTEKENS)
        if eerste_in_reeks or teken == self._reeksteken or teken == self._hoofdteken:
            self._reeksteken = teken
            return Stuk(Soort.PUNT, regel, regels, teken=teken)
        twijfel = [] if teken in SUBTEKENS else [melding("ander opsommingsteken", regel)]
        return Stuk(Soort.SUBPUNT, regel, regels, teken=teken, twijfel=twijfel)

    # Numbered headings.

    def _rubriekkop(self, plaats: int) -> int:
        """Begin a rubriek when its heading stands here; the number of lines of the heading, or 0."""
        regel = self._regels[plaats]
        kop = _NUMMER.fullmatch(regel.tekst)
        if kop is None or _begint_klein(kop[2]) or not self._is_titel(plaats):
            return 0
        nummer = int(kop[1])
        verwacht = nummer == self._laatste_nummer + 1
        vorige = self._regels[plaats - 1] if plaats else None
        vrij = vorige is None or regel.ruim or self._spiegel.brak_vrij_af(vorige, regel)
        lengte = self._kopregels(plaats)
        twijfel = []
        if not verwacht:
            if not self._staat_los(plaats) or not vrij:
                return 0
            twijfel.append(melding("onverwacht rubrieknummer", regel))
        elif not self._staat_los(plaats):
            if not self._volgende_nummer_volgt(plaats, nummer):
                self._stukken[-1].twijfel.append(melding("getal aan het begin van een regel", regel))
                return 0
            twijfel.append(melding("rubriekkop na een onvoltooide zin", regel))
        elif not vrij and not self._is_kop_afgesloten(plaats + lengte):
            self._stukken[-1].twijfel.append(melding("getal aan het begin van een regel", regel))
            return 0
        regels = [replace(regel, tekst=kop[2]), *self._regels[plaats + 1 : plaats + lengte]]
        self._begin(Stuk(Soort.RUBRIEK, regel, regels, nummer=str(nummer), twijfel=twijfel))
        self._laatste_nummer = nummer
        return lengte

    def _is_titel(self, plaats: int) -> bool:
        """Whether the lines from here read as a heading: short and without a full stop."""
        lengte = self._kopregels(plaats)
        regels = self._regels[plaats : plaats + lengte]
        return (
            lengte <= MAX_KOPREGELS
            and sum(len(regel.tekst) for regel in regels) <= MAX_KOP
            and not regels[-1].eindigt_zin
            and regels[-1].tekst[-1] != ","
        )

    def _kopregels(self, plaats: int) -> int:
        """How many lines the heading that begins here has."""
        lengte = 1
        while plaats + lengte < len(self._regels) and lengte <= MAX_KOPREGELS:
            if not self._kop_loopt_door(plaats + lengte):
                break
            lengte += 1
        return lengte

    def _kop_loopt_door(self, plaats: int) -> bool:
        """Whether the line at this place goes on with the heading of the line before it."""
        vorige, regel = self._regels[plaats - 1], self._regels[plaats]
        if regel.ruim or is_opsomming(regel) or self._is_provinciekop(regel):
            return False
        if self._naslag.landsdeel(regel.tekst) is not None:
            return False
        vrij = self._spiegel.brak_vrij_af(vorige, regel)
        if vorige.eindigt_zin and vrij:
            return False
        if regel.begint_klein or regel.tekst[0] == "(" or _LOOPT_DOOR.search(vorige.tekst):
            return True
        nummer = _NUMMER.fullmatch(regel.tekst)
        if vrij or (nummer is not None and not _begint_klein(nummer[2])):
            return False
        return not self._staart(plaats)[-1].eindigt_zin

    def _is_kop_afgesloten(self, plaats: int) -> bool:
        """Whether it shows that the heading before this place ends there."""
        if plaats >= len(self._regels):
            return True
        vorige, regel = self._regels[plaats - 1], self._regels[plaats]
        return (
            regel.ruim
            or is_opsomming(regel)
            or self._is_provinciekop(regel)
            or self._spiegel.brak_vrij_af(vorige, regel)
        )

    def _volgende_nummer_volgt(self, plaats: int, nummer: int) -> bool:
        """Whether heading n + 1 comes further on without another heading n before it."""
        for verder in range(plaats + 1, min(plaats + 500, len(self._regels))):
            regel = self._regels[verder]
            if self._naslag.landsdeel(regel.tekst) is not None:
                return False
            kop = _NUMMER.fullmatch(regel.tekst)
            if kop is None or int(kop[1]) not in (nummer, nummer + 1) or _begint_klein(kop[2]):
                continue
            vrij = regel.ruim or self._regels[verder - 1].eindigt_zin
            if vrij and self._is_titel(verder):
                return int(kop[1]) == nummer + 1
        return False

    # Everything else: does the line go on with the piece before it?

    def _loopt_door(self, plaats: int) -> bool:
        vorige, regel, stuk = self._regels[plaats - 1], self._regels[plaats], self._stukken[-1]
        if stuk.soort in (Soort.LANDSDEEL, Soort.RUBRIEK):
            return False
        if not stuk.regels:
            return True
        if stuk.soort is Soort.ALINEA and len(stuk.regels) == 1 and self._is_provinciekop(vorige):
            return False
        vrij = self._spiegel.brak_vrij_af(vorige, regel)
        if self._is_provinciekop(regel) and (vorige.eindigt_zin or vrij or regel.ruim):
            return False
        if vorige.tekst[-1] == "-" and not vorige.spatie_na:
            return True
        if regel.begint_klein:
            return not (vorige.eindigt_zin and regel.ruim)
        if vorige.eindigt_zin:
            return not (regel.ruim or vrij or self._is_losse_kop(plaats))
        if stuk.soort is Soort.ALINEA:
            if regel.ruim:
                return False
            return not vrij or regel.tekst[0] == "(" or _LOOPT_DOOR.search(vorige.tekst) is not None
        # A bullet whose last line has no full stop: only white or a heading ends it.
        if regel.ruim and vrij:
            return False
        return not ((regel.ruim or vrij) and self._is_kop_boven_punten(plaats))

    def _is_losse_kop(self, plaats: int) -> bool:
        """A short text without a full stop right above a bullet, where bullets do end in one: a heading."""
        staart = self._staart(plaats)
        return (
            sum(len(regel.tekst) for regel in staart) <= _MAX_LOSSE_KOP
            and self._punten_eindigen_op_punt
            and self._is_kop_boven_punten(plaats)
        )

    def _is_kop_boven_punten(self, plaats: int) -> bool:
        staart = self._staart(plaats)
        erna = plaats + len(staart)
        return (
            len(staart) <= 2
            and not staart[-1].eindigt_zin
            and erna < len(self._regels)
            and self._regels[erna].tekst[0] in HOOFDTEKENS
        )

    @cached_property
    def _punten_eindigen_op_punt(self) -> bool:
        """Whether most bullets of this source that another one follows end in a full stop."""
        eindes: list[bool] = []
        in_punt = False
        for vorige, regel in pairwise(self._regels):
            if regel.tekst[0] in HOOFDTEKENS:
                if in_punt:
                    eindes.append(vorige.eindigt_zin)
                in_punt = True
            elif _NUMMER.fullmatch(regel.tekst) or self._is_provinciekop(regel):
                in_punt = False
        return sum(eindes) >= 0.6 * len(eindes)

    def _staart(self, plaats: int) -> Sequence[Regel]:
        """The lines from here to the next bullet, heading that is known by name, white or chosen line end."""
        einde = plaats + 1
        while einde < len(self._regels) and einde - plaats < 40:
            regel = self._regels[einde]
            if regel.ruim or is_opsomming(regel) or self._is_provinciekop(regel):
                break
            if self._naslag.landsdeel(regel.tekst) is not None:
                break
            if not regel.begint_klein and self._spiegel.brak_vrij_af(self._regels[einde - 1], regel):
                break
            einde += 1
        return self._regels[plaats:einde]


def melding(soort: str, regel: Regel, tekst: str = "") -> Melding:
    """A place of doubt, with what stands there."""
    return Melding(soort=soort, tekst=(tekst or regel.tekst)[:120], regel=regel.nummer)


def _begint_klein(tekst: str) -> bool:
    return next((teken for teken in tekst if teken.isalpha()), "").islower()
