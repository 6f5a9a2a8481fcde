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

from agreements.importers.alineagrens import is_onzeker, wit_scheidt
from agreements.importers.koppen import is_afsprakenkop, is_inleidende_kop
from agreements.importers.naslag import Naslag
from agreements.importers.regels import Regel
from agreements.importers.tekens import HOOFDTEKENS, SUBTEKENS, is_opsomming
from agreements.importers.zetspiegel import Zetspiegel
from agreements.lijst import LANDELIJK, Melding, Onderdeel

MAX_KOPREGELS = 4
MAX_KOP = 300
_MAX_LOSSE_KOP = 90
#: How much further to the right the same bullet makes a sub-point, in points.
_INSPRINGING = 8.0

_NUMMER = re.compile(r"(\d{1,2})[.)]?(?:\s*\|)?\s+(?:\|\s*)?(\S.*)")
#: No sentence has a number and an upright stroke at the start of a line.
_NUMMER_MET_STREEP = re.compile(r"\d{1,2}[.)]?\s*\|")
_STREEPJE = re.compile(r"[-–]\s+\S")
#: A full stop behind a word, with a capital after it: no heading.
_TWEE_ZINNEN = re.compile(
    r"\b(?!(?:incl|excl|resp|prov|gem|min|mln|mld|art|bijv|evt|ca|nr|st|ir|dr|mr|drs)\.)[^\W\d_]{2,}[.?!] (?=[A-Z])"
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

    `twijfel` holds the places where the cutting was not sure; `vast` what a paragraph is, where that is known.
    """

    soort: Soort
    begin: Regel
    regels: list[Regel] = field(default_factory=list)
    teken: str | None = None
    nummer: str = ""
    twijfel: list[Melding] = field(default_factory=list)
    vast: Onderdeel | None = None

    @property
    def eindigt_zin(self) -> bool:
        return bool(self.regels) and self.regels[-1].eindigt_zin

    @property
    def loopt_door(self) -> bool:
        """Whether its last line cannot be the last of a heading ("… spooremplacement en")."""
        return bool(self.regels) and self.regels[-1].loopt_door


class Knipper:
    """Cuts the lines of one source."""

    def __init__(self, regels: Sequence[Regel], naslag: Naslag, *, proza: bool = False) -> None:
        """`proza`: the list has no bullets, so that a dash always stands below a paragraph."""
        self._regels = regels
        self._naslag = naslag
        self._proza = proza
        self._spiegel = Zetspiegel.van(regels)
        self._stukken: list[Stuk] = []
        self._laatste_nummer = 0
        self._reeksteken: str | None = None
        self._reeksniveau: int | None = None
        self._reekskant: float | None = None
        self._landsdeelplaats = -1
        self._wit_per_landsdeel: dict[int, bool] = {}

    def knip(self) -> list[Stuk]:
        """The pieces of the source, in order; every line is in exactly one piece."""
        plaats = 0
        while plaats < len(self._regels):
            plaats += self._neem(plaats)
        return self._stukken

    def _neem(self, plaats: int) -> int:
        """Take the line at this place, with the rest of the heading that it begins; how many were taken."""
        regel = self._regels[plaats]
        if regel.onderdeel is not None:
            return self._neem_bekend(plaats, regel.onderdeel)
        if self._is_landsdeelkop(plaats):
            self._laatste_nummer, self._landsdeelplaats = 0, plaats
            self._begin(Stuk(Soort.LANDSDEEL, regel, [regel]))
            return 1
        if regel.kopniveau is not None:
            return self._neem_kop(plaats)
        opsomming = self._opsomming(regel) or self._streepje(plaats)
        if opsomming is not None:
            self._stukken.append(opsomming)
            return 1
        lengte = self._rubriekkop(plaats)
        if lengte:
            return lengte
        if not self._stukken or not self._loopt_door(plaats):
            self._begin(Stuk(Soort.ALINEA, regel, [regel]))
        else:
            if self._kan_alinea_zijn(plaats):
                self._stukken[-1].twijfel.append(melding("nieuwe alinea of vervolg", regel))
            self._stukken[-1].regels.append(regel)
        return 1

    def _begin(self, stuk: Stuk) -> None:
        self._reeksteken = None
        self._reeksniveau = self._reekskant = None
        self._stukken.append(stuk)

    # Lines of which is known what they are: by the layout, or by a heading style.

    def _neem_bekend(self, plaats: int, onderdeel: Onderdeel) -> int:
        regel = self._regels[plaats]
        if onderdeel is Onderdeel.LANDSDEEL:
            self._laatste_nummer, self._landsdeelplaats = 0, plaats
            self._begin(Stuk(Soort.LANDSDEEL, regel, [regel]))
            return 1
        if onderdeel is Onderdeel.RUBRIEK:
            lengte = 1 if regel.heel else self._kopregels(plaats)
            return self._begin_rubriek(plaats, lengte)
        if onderdeel in (Onderdeel.PUNT, Onderdeel.SUBPUNT):
            soort = Soort.PUNT if onderdeel is Onderdeel.PUNT else Soort.SUBPUNT
            self._stukken.append(Stuk(soort, regel, [regel]))
            return 1
        self._begin(Stuk(Soort.ALINEA, regel, [regel], vast=onderdeel))
        return 1

    def _begin_rubriek(self, plaats: int, lengte: int) -> int:
        """Begin a rubriek with this heading, with its number when it shows one."""
        regel = self._regels[plaats]
        kop = _NUMMER.fullmatch(regel.tekst)
        twijfel = []
        if kop is not None:
            if int(kop[1]) != self._laatste_nummer + 1:
                twijfel.append(melding("onverwacht rubrieknummer", regel))
            self._laatste_nummer = int(kop[1])
        else:
            self._laatste_nummer += 1
        regels = [replace(regel, tekst=kop[2]) if kop else regel, *self._regels[plaats + 1 : plaats + lengte]]
        nummer = str(self._laatste_nummer)
        self._begin(Stuk(Soort.RUBRIEK, regel, regels, nummer=nummer, twijfel=twijfel))
        return lengte

    @cached_property
    def _rubriekniveau(self) -> int:
        """The level of the heading style of rubrieken: of numbered headings, or right below that of the regions."""
        koppen = [regel for regel in self._regels if regel.kopniveau is not None]
        genummerd = Counter(regel.kopniveau or 0 for regel in koppen if _NUMMER.fullmatch(regel.tekst))
        if genummerd:
            return genummerd.most_common(1)[0][0]
        regio = {regel.kopniveau or 0 for regel in koppen if self._naslag.landsdeel(regel.tekst)}
        lager = [
            regel.kopniveau or 0 for regel in koppen if regel.kopniveau and regel.kopniveau > max(regio, default=0)
        ]
        return min(lager, default=0)

    def _neem_kop(self, plaats: int) -> int:
        regel = self._regels[plaats]
        in_landsdeel = any(stuk.soort is Soort.LANDSDEEL for stuk in self._stukken)
        if in_landsdeel and regel.kopniveau == self._rubriekniveau and not self._is_provinciekop(regel):
            return self._begin_rubriek(plaats, 1)
        provincie = self._is_provinciekop(regel)
        vast = Onderdeel.ONDERWERP if in_landsdeel and not provincie else None
        self._begin(Stuk(Soort.ALINEA, replace(regel, heel=True), [replace(regel, heel=True)], vast=vast))
        return 1

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
        if all(stuk.soort is not Soort.LANDSDEEL for stuk in self._stukken) and is_kopvorm(self._stukken[-1]):
            return True  # right below the title of the list
        return vorige.eindigt_zin or regel.ruim or regel.kopniveau is not None or self._vrij(vorige, regel)

    def _vrij(self, vorige: Regel, regel: Regel) -> bool:
        """Whether a line ended by choice: the format says so, or the next word would have fitted behind it."""
        if regel.grootte is not None and not (vorige.heel or regel.heel):
            return regel.ruim  # measured on the page
        return vorige.heel or regel.heel or self._spiegel.brak_vrij_af(vorige, regel)

    def _is_provinciekop(self, regel: Regel) -> bool:
        return self._naslag.provincie(regel.tekst) is not None

    def _is_provinciekop_boven_punt(self, plaats: int) -> bool:
        """Whether a line is "Provincie X" with a bullet below it; inside a sentence the word has no capital."""
        regel, erna = self._regels[plaats], self._regels[plaats + 1 : plaats + 2]
        kop = regel.tekst.startswith("Provincie") and self._is_provinciekop(regel)
        return kop and bool(erna) and is_opsomming(erna[0]) and not self._regels[plaats - 1].loopt_door

    def _is_bekende_kop(self, plaats: int) -> bool:
        """Whether a line is a heading like "Uitgangspunten", and not the first word of a sentence that goes on."""
        regel, erna = self._regels[plaats], self._regels[plaats + 1 : plaats + 2]
        if regel.begint_klein or not (is_inleidende_kop(regel.tekst) or is_afsprakenkop(regel.tekst)):
            return False
        loopt_door = self._regels[plaats - 1].loopt_door if plaats else False
        return not loopt_door and not (erna and erna[0].begint_klein and not is_opsomming(erna[0]))

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
        if self._is_hoofdpunt(regel, teken):
            if self._reeksteken is None or teken == self._hoofdteken:
                self._reeksniveau, self._reekskant = regel.lijstniveau, regel.links
            self._reeksteken = teken
            return Stuk(Soort.PUNT, regel, regels, teken=teken)
        bekend = teken in SUBTEKENS or regel.lijstniveau is not None or teken in (self._hoofdteken, self._reeksteken)
        twijfel = [] if bekend else [melding("ander opsommingsteken", regel)]
        return Stuk(Soort.SUBPUNT, regel, regels, teken=teken, twijfel=twijfel)

    def _is_hoofdpunt(self, regel: Regel, teken: str) -> bool:
        """Whether a bullet is of the main level: by its depth in a real list, its indent, or its sign."""
        if self._reeksteken is None:
            return True
        if regel.lijstniveau is not None and self._reeksniveau is not None:
            return regel.lijstniveau <= self._reeksniveau
        gelijk = teken in (self._reeksteken, self._hoofdteken)
        if gelijk and regel.links is not None and self._reekskant is not None:
            return regel.links < self._reekskant + _INSPRINGING
        if self._o_is_hoofdteken:
            return gelijk
        return gelijk or (self._reeksteken in SUBTEKENS and teken in HOOFDTEKENS)

    @cached_property
    def _o_is_hoofdteken(self) -> bool:
        """Whether most rows of bullets in this list begin with an "o"."""
        eerste: Counter[bool] = Counter()
        nieuw = True
        for regel in self._regels:
            if is_opsomming(regel):
                if nieuw:
                    eerste[regel.tekst[0] in SUBTEKENS] += 1
                nieuw = False
            elif _NUMMER.fullmatch(regel.tekst) or self._naslag.landsdeel(regel.tekst) is not None:
                nieuw = True
        return eerste[True] > eerste[False]

    def _streepje(self, plaats: int) -> Stuk | None:
        """The point with a dash that begins on this line, or None: a dash may also stand inside a sentence."""
        regel = self._regels[plaats]
        if not _STREEPJE.match(regel.tekst) or not self._stukken:
            return None
        laatste, vorige = self._stukken[-1], self._regels[plaats - 1]
        na_streepje = laatste.soort in (Soort.SUBPUNT, Soort.PUNT) and laatste.teken == regel.tekst[0]
        if regel.tekst[0] == "–":
            los = regel.heel or vorige.tekst[-1] == ":" or (na_streepje and vorige.tekst[-1] in ".;,")
        else:
            los = regel.heel or regel.lijstniveau is not None or vorige.tekst[-1] in ":;.?!" or regel.ruim
            los = los or (na_streepje and (vorige.tekst[-1] == "," or self._vrij(vorige, regel)))
            los = los or laatste.soort is Soort.RUBRIEK
            los = los or (self._vrij(vorige, regel) and self._volgt_streepje(plaats))
        if not los:
            return None
        regels = [replace(regel, tekst=regel.tekst[1:].strip())]
        soort = Soort.SUBPUNT
        if not self._proza and self._reeksteken in (None, regel.tekst[0]):
            soort, self._reeksteken = Soort.PUNT, regel.tekst[0]
        return Stuk(soort, regel, regels, teken=regel.tekst[0])

    def _volgt_streepje(self, plaats: int) -> bool:
        """Whether another line with a dash follows the one here, so that both are points of a row."""
        for regel in self._regels[plaats + 1 : plaats + 5]:
            if _STREEPJE.match(regel.tekst):
                return True
            if regel.ruim or regel.onderdeel is not None or is_opsomming(regel) or not regel.begint_klein:
                return False
        return False

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
        streep = _NUMMER_MET_STREEP.match(regel.tekst) is not None
        vrij = streep or vorige is None or regel.ruim or self._vrij(vorige, regel)
        los = streep or self._staat_los(plaats)
        lengte = self._kopregels(plaats)
        twijfel = []
        if not verwacht:
            if not los or not vrij:
                return 0
            twijfel.append(melding("onverwacht rubrieknummer", regel))
        elif not los:
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
        if vorige.heel or regel.heel or regel.onderdeel is not None or regel.kopniveau is not None:
            return False
        midden_in_zin = regel.tekst[0].islower() and not vorige.eindigt_zin
        if (regel.ruim and not midden_in_zin) or is_opsomming(regel) or self._is_provinciekop(regel):
            return False
        if self._naslag.landsdeel(regel.tekst) is not None or self._is_bekende_kop(plaats):
            return False
        vrij = self._vrij(vorige, regel)
        if vorige.eindigt_zin and vrij:
            return False
        if regel.begint_klein or regel.tekst[0] == "(" or vorige.loopt_door:
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
        return regel.ruim or is_opsomming(regel) or self._is_provinciekop(regel) or self._vrij(vorige, regel)

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
        if vorige.heel or regel.heel:
            return False
        if stuk.soort is Soort.ALINEA and len(stuk.regels) == 1 and self._is_provinciekop(vorige):
            return False
        if self._is_bekende_kop(plaats):
            return False
        if stuk.soort is Soort.ALINEA and len(stuk.regels) == 1 and self._is_bekende_kop(plaats - 1):
            return False
        vrij = self._vrij(vorige, regel)
        if not vrij and not vorige.eindigt_zin and not regel.ruim and self._is_provinciekop_boven_punt(plaats):
            stuk.twijfel.append(melding("kop na een onvoltooide zin", regel))
            return False
        geeindigd = vorige.eindigt_zin and not vorige.eindigt_afgekort
        if self._is_provinciekop(regel) and (geeindigd or vrij or regel.ruim):
            return False
        if vorige.tekst[-1] == "-" and not vorige.spatie_na:
            return True
        if regel.begint_klein:
            return not (vorige.eindigt_zin and regel.ruim)
        if regel.ruim and not vorige.eindigt_zin and (vorige.tekst[-1] == "," or vorige.loopt_door):
            return True
        if vorige.eindigt_zin:
            return not (regel.ruim or vrij or self._is_losse_kop(plaats) or self._is_korte_kop(plaats))
        if stuk.soort is Soort.ALINEA:
            if stuk.vast is Onderdeel.ALINEA:
                return True  # the layout knows how its paragraphs begin, and this line does not
            if regel.ruim:
                return False
            return not vrij or regel.tekst[0] == "(" or vorige.loopt_door
        # A bullet whose last line has no full stop: only white or a heading ends it.
        if regel.ruim and vrij:
            return self._gaat_zin_door(plaats)
        return not ((regel.ruim or vrij) and self._is_kop_boven_punten(plaats))

    def _kan_alinea_zijn(self, plaats: int) -> bool:
        """Whether a line of prose that goes on with a paragraph may as well begin one: nothing shows which."""
        stuk, vorige, regel = self._stukken[-1], self._regels[plaats - 1], self._regels[plaats]
        if not self._proza or self._landsdeelplaats < 0 or stuk.vast is not None or not is_onzeker(vorige, regel):
            return False
        return not regel.ruim and not self._wit_scheidt()

    def _wit_scheidt(self) -> bool:
        """Whether white stands between paragraphs in the landsdeel that is being read."""
        begin = self._landsdeelplaats
        if begin not in self._wit_per_landsdeel:
            einde = begin + 1
            while einde < len(self._regels) and not self._noemt_landsdeel(self._regels[einde]):
                einde += 1
            self._wit_per_landsdeel[begin] = wit_scheidt(self._regels[begin:einde], self._spiegel)
        return self._wit_per_landsdeel[begin]

    def _noemt_landsdeel(self, regel: Regel) -> bool:
        return regel.onderdeel is Onderdeel.LANDSDEEL or self._naslag.landsdeel(regel.tekst) is not None

    def _gaat_zin_door(self, plaats: int) -> bool:
        """Whether the sentence before a blank line goes on: with what begins neither a sentence nor a heading."""
        regel = self._regels[plaats]
        if regel.tekst[0].isalpha() or not self._punten_eindigen_op_punt or _NUMMER.fullmatch(regel.tekst):
            return False
        if not self._staart(plaats)[-1].eindigt_zin:
            return False
        self._stukken[-1].twijfel.append(melding("witregel midden in een zin", regel))
        return True

    def _is_losse_kop(self, plaats: int) -> bool:
        """A short text without a full stop right above a bullet, where bullets do end in one: a heading."""
        staart = self._staart(plaats)
        return (
            sum(len(regel.tekst) for regel in staart) <= _MAX_LOSSE_KOP
            and self._punten_eindigen_op_punt
            and self._is_kop_boven_punten(plaats)
        )

    def _is_korte_kop(self, plaats: int) -> bool:
        """A line between paragraphs that ended by choice and without a full stop: a heading."""
        regel, erna = self._regels[plaats], self._regels[plaats + 1 : plaats + 2]
        return (
            self._stukken[-1].soort is Soort.ALINEA
            and bool(erna)
            and not regel.eindigt_zin
            and not regel.loopt_door
            and not erna[0].begint_klein
            and not is_opsomming(erna[0])
            and erna[0].tekst[0].isalpha()
            and self._vrij(regel, erna[0])
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
            if regel.ruim or is_opsomming(regel) or self._is_provinciekop(regel) or regel.onderdeel is not None:
                break
            if self._naslag.landsdeel(regel.tekst) is not None:
                break
            vorige = self._regels[einde - 1]
            if not regel.begint_klein and self._vrij(vorige, regel):
                break
            if vorige.eindigt_zin and _NUMMER.fullmatch(regel.tekst):
                break
            einde += 1
        return self._regels[plaats:einde]


def is_kopvorm(stuk: Stuk) -> bool:
    """Whether a paragraph has the shape of a heading: short, with a capital, without a full stop."""
    return (
        not any(regel.eindigt_zin for regel in stuk.regels)
        and _TWEE_ZINNEN.search(" ".join(regel.tekst for regel in stuk.regels)) is None
        and len(stuk.regels) <= MAX_KOPREGELS
        and sum(len(regel.tekst) for regel in stuk.regels) <= MAX_KOP
        and not stuk.begin.begint_klein
        and not stuk.loopt_door
    )


def melding(soort: str, regel: Regel, tekst: str = "") -> Melding:
    """A place of doubt, with what stands there."""
    return Melding(soort=soort, tekst=(tekst or regel.tekst)[:120], regel=regel.nummer)


def _begint_klein(tekst: str) -> bool:
    return next((teken for teken in tekst if teken.isalpha()), "").islower()
