"""Lists with bullets: regions, numbered rubrieken, provincie and onderwerp headings, bullets.

The layout of 2024 is the plain form, to which the lines of the others are brought first:

    Regio Zuid-Nederland
    1 Title of the rubriek
    Provincie Limburg
    Onderwerp
    Lead-in sentence:
    ❖ Agreement
    o Sub-point
    A paragraph without a bullet.

2017 heads its regions "BO MIRT Noord", has sub-headings "Uitgangspunten" (whose paragraphs lead in) and "Inhoudelijke
afspraken", and "o" as its bullet; 2018 sets the lead-in right behind the title ("2. Title Rijk en regio spreken af:")
and leaves blank lines inside sentences; 2020 begins with "Generieke, nationale afspraken" and has a private-use glyph
as bullet, which is kept as it is; 2023 sets a whole rubriek on one line ("1. | Title ❖ One. ❖ Two: o This; o That.");
2026 sets the number on a line of its own above the title, and has "•" bullets.

Headings have no mark but their number or their name; a paragraph is an onderwerp when it is short, ends in no
full stop and has bullets below it. Where that leaves doubt, a `Melding` tells the user the line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from agreements.importers.indelingen.nummerregels import met_nummers
from agreements.importers.indelingen.regelsplitsing import met_eigen_regel_per_punt, met_eigen_regel_per_titel
from agreements.importers.koppen import is_afsprakenkop, is_inleidende_kop
from agreements.importers.naslag import Naslag
from agreements.importers.opbouw import ZONDER_RUBRIEK, Opbouw, eigen_nummer
from agreements.importers.regels import Regel, Samenvoeger
from agreements.importers.stukken import Knipper, Soort, Stuk, is_kopvorm, melding
from agreements.importers.tekens import is_opsomming
from agreements.lijst import (
    LOSSE_ALINEA,
    Blok,
    Landsdeellijst,
    LijstFout,
    Melding,
    Onderdeel,
    Rubriek,
    Tekstblok,
)

NAAM = "2024"  # and 2017, 2018, 2020, 2023 and 2026

_MAX_LEGE_KOP = 80
#: How many pieces a paragraph looks ahead to find what it leads in.
_VOORUIT = 50
_STREEPJE = re.compile(r"[-–]\s+\S")
_LEUNT = re.compile(
    r"(?:Waar(?:aan|bij|door|in|mee|na|naar|onder|op|over|toe|tussen|uit|van|voor)"
    r"|En|Maar|Of|Zodat|Omdat|Doordat|Terwijl|Evenals)\b"
)
_NOEMT_AFSPRAKEN = re.compile("afspra", re.IGNORECASE)
_NOEMT_GEBIED = re.compile(r"\b(?:NOVEX|NOVI)-?\s?gebied\b|\bverstedelijkingsstrategie\b", re.IGNORECASE)


def herken(regels: Sequence[Regel], naslag: Naslag) -> float:
    """Whether there are bullets: then this is the layout, unless one that says more of itself fits."""
    punten = sum(is_opsomming(regel) or "❖" in regel.tekst or _is_lijstpunt(regel) for regel in regels)
    return 0.7 if punten or _streepjes_zijn_punten(regels) else 0.3


def _is_lijstpunt(regel: Regel) -> bool:
    """Whether a line is of a real list; not by its number, which a heading has too, nor by a dash."""
    return regel.lijstniveau is not None and not regel.tekst[0].isdigit() and regel.tekst[0] not in "-–"


def _streepjes_zijn_punten(regels: Sequence[Regel]) -> bool:
    """Whether most rows of dashes stand right below a heading, and not below the sentence that they belong to."""
    telling: Counter[bool] = Counter()
    for vorige, regel in pairwise(regels):
        if _STREEPJE.match(regel.tekst) and not _STREEPJE.match(vorige.tekst) and not regel.begint_klein:
            telling[not vorige.eindigt_zin and not vorige.loopt_door] += 1
    return telling[True] > telling[False]


def lees(regels: Sequence[Regel], naslag: Naslag) -> Opbouw:
    """Read the lines of a list in this layout.

    Raises LijstFout when the source has no heading of a landsdeel, no numbered rubriek or no agreements, or
    has the heading of a landsdeel twice.
    """
    meldingen: list[Melding] = []
    regels = met_nummers(met_eigen_regel_per_punt(regels, meldingen), naslag, meldingen)
    regels = met_eigen_regel_per_titel(regels, naslag, meldingen)
    stukken = Knipper(regels, naslag).knip()
    _toets(stukken, naslag)
    opbouw = _Lezer(regels, naslag, meldingen).lees(stukken)
    if not any(rubriek.blokken for deel in opbouw.landsdelen for rubriek in deel.rubrieken):
        raise LijstFout(
            "In dit bestand staan wel koppen van landsdelen en rubrieken, maar geen afspraken. "
            "Kies het bestand met de volledige afsprakenlijst."
        )
    return opbouw


def _toets(stukken: Sequence[Stuk], naslag: Naslag) -> None:
    if all(stuk.soort is not Soort.LANDSDEEL for stuk in stukken):
        raise LijstFout(
            "Dit is geen afsprakenlijst: er staat geen kop van een landsdeel in, zoals "
            "“Regio Noord-Nederland”. Kies het bestand met de afsprakenlijst zelf, niet de brief of het "
            "dossier."
        )
    if all(stuk.soort is not Soort.RUBRIEK for stuk in stukken):
        raise LijstFout(
            "Dit is geen afsprakenlijst: onder de landsdelen staan geen genummerde rubrieken, zoals "
            "“1 Ruimte voor energie”. Kies het bestand met de afsprakenlijst zelf."
        )
    gezien: dict[str | None, Regel] = {}
    for stuk in stukken:
        if stuk.soort is not Soort.LANDSDEEL:
            continue
        eerder = gezien.setdefault(naslag.landsdeel_kaal(stuk.begin.tekst), stuk.begin)
        if eerder is not stuk.begin:
            raise LijstFout(
                f"De kop “{stuk.begin.tekst}” staat twee keer in het bestand, op regel {eerder.nummer} en op "
                f"regel {stuk.begin.nummer}. Haal een inhoudsopgave of dubbele tekst weg en probeer het "
                "opnieuw."
            )


@dataclass(slots=True)
class _Punt:
    """A text block in the making."""

    stuk: Stuk
    subpunten: list[Stuk] = field(default_factory=list)


@dataclass(slots=True)
class _Blok:
    provincie: str | None = None
    provincie_kop: str | None = None
    onderwerp: str | None = None
    inleidend: bool = False
    inleiding: list[str] = field(default_factory=list)
    punten: list[_Punt] = field(default_factory=list)

    @property
    def is_leeg(self) -> bool:
        """Whether nothing stands in it below its provincie heading."""
        return self.onderwerp is None and not self.inleiding and not self.punten


class _Lezer:
    """Gives the pieces of one source their meaning."""

    def __init__(self, regels: Sequence[Regel], naslag: Naslag, meldingen: list[Melding]) -> None:
        self._naslag = naslag
        self._samenvoeger = Samenvoeger(regels)
        self._meldingen = meldingen

    def lees(self, stukken: Sequence[Stuk]) -> Opbouw:
        eerste = next(plaats for plaats, stuk in enumerate(stukken) if stuk.soort is Soort.LANDSDEEL)
        titel, voorwerk = self._voorwerk(stukken[:eerste])
        landsdelen = []
        for deel in _gesplitst(stukken[eerste:], Soort.LANDSDEEL):
            landsdelen.append(self._landsdeel(deel, voorwerk))
            voorwerk = []
        self._meldingen.extend(twijfel for stuk in stukken for twijfel in stuk.twijfel)
        return Opbouw(
            titel=titel,
            landsdelen=tuple(landsdelen),
            meldingen=tuple(sorted(self._meldingen, key=lambda een: een.regel or 0)),
        )

    def _tekst(self, regels: Iterable[Regel]) -> str:
        return self._samenvoeger.voeg_samen(regels, self._meldingen)

    def _voorwerk(self, stukken: Sequence[Stuk]) -> tuple[str | None, list[Stuk]]:
        """The title above the first landsdeel, and what else stands there."""
        rest = list(stukken)
        titel = None
        for plaats, stuk in enumerate(rest):
            noemt = any(_NOEMT_AFSPRAKEN.search(regel.tekst) for regel in stuk.regels)
            if stuk.soort is Soort.ALINEA and is_kopvorm(stuk) and noemt:
                titel = self._tekst(rest.pop(plaats).regels)
                break
        for stuk in rest:
            self._meldingen.append(melding("tekst vóór de eerste regio", stuk.begin))
        return titel, rest

    def _landsdeel(self, stukken: Sequence[Stuk], voorwerk: Sequence[Stuk]) -> Landsdeellijst:
        kop, *rest = stukken
        delen = _gesplitst(rest, Soort.RUBRIEK)
        inleiding = [self._tekst(_met_teken(stuk)) for stuk in voorwerk]
        rubrieken: list[Rubriek] = []
        if len(delen) == 1 and delen[0][0].soort is not Soort.RUBRIEK:
            self._meldingen.append(melding("regio zonder rubrieken", kop.begin))
            rubrieken.append(Rubriek(nummer="1", titel=kop.begin.tekst, blokken=self._blokken(delen[0])))
            delen = []
        elif delen and delen[0][0].soort is not Soort.RUBRIEK:
            zonder, *delen = delen
            if delen and all(stuk.soort is Soort.ALINEA for stuk in zonder):
                inleiding += [self._tekst(stuk.regels) for stuk in zonder]
            else:
                self._meldingen.append(melding("tekst zonder rubriek", zonder[0].begin))
                rubrieken.append(Rubriek(nummer="0", titel=ZONDER_RUBRIEK, blokken=self._blokken(zonder)))
        gebruikt: Counter[str] = Counter()
        rubrieken.extend(self._rubriek(deel, gebruikt) for deel in delen)
        if not rubrieken:
            self._meldingen.append(melding("regio zonder rubrieken", kop.begin))
        if inleiding:
            rubrieken = _met_inleiding(rubrieken, inleiding)
        landsdeel = self._naslag.landsdeel_kaal(kop.begin.tekst)
        assert landsdeel is not None  # noqa: S101 - the cutting found the heading by this very name
        return Landsdeellijst(landsdeel=landsdeel, kop=kop.begin.tekst, rubrieken=tuple(rubrieken))

    def _rubriek(self, stukken: Sequence[Stuk], gebruikt: Counter[str]) -> Rubriek:
        kop, *rest = stukken
        titel = self._tekst(kop.regels)
        gebieden = self._naslag.gebieden_in(titel)
        if len(gebieden) > 1:
            self._meldingen.append(melding("meer gebieden in de titel", kop.begin, titel))
        elif not gebieden and _NOEMT_GEBIED.search(titel):
            self._meldingen.append(melding("onbekend gebied", kop.begin, titel))
        if not rest:
            self._meldingen.append(melding("rubriek zonder tekst", kop.begin, titel))
        return Rubriek(
            nummer=eigen_nummer(kop.nummer, gebruikt),
            titel=titel,
            gebied=gebieden[0] if gebieden else None,
            blokken=self._blokken(rest),
        )

    def _blokken(self, stukken: Sequence[Stuk]) -> tuple[Blok, ...]:
        """The blokken of one rubriek: a heading or a second lead-in begins a new one."""
        blokken = [_Blok()]
        for plaats, stuk in enumerate(stukken):
            if stuk.soort is Soort.ALINEA:
                self._alinea(blokken, stuk, stukken[plaats + 1 : plaats + 1 + _VOORUIT])
            elif not stuk.regels:
                self._meldingen.append(melding("opsommingsteken zonder tekst", stuk.begin))
            elif blokken[-1].inleidend:
                self._meldingen.append(melding("opsomming onder uitgangspunten", stuk.begin))
                blokken[-1].inleiding.append(self._tekst(stuk.regels))
            elif stuk.soort is Soort.SUBPUNT and blokken[-1].punten:
                blokken[-1].punten[-1].subpunten.append(stuk)
            else:
                self._twijfel_over_punt(stuk)
                blokken[-1].punten.append(_Punt(stuk))
        return tuple(self._blok(blok) for blok in blokken if blok.provincie_kop is not None or not blok.is_leeg)

    def _alinea(self, blokken: list[_Blok], stuk: Stuk, verder: Sequence[Stuk]) -> None:
        """Place a paragraph without a bullet: heading, lead-in or loose paragraph."""
        blok = blokken[-1]
        erna = verder[0] if verder else None
        if self._is_provinciekop(stuk):
            kop = self._tekst(stuk.regels)
            provincie = self._naslag.provincie(kop)
            if provincie is None:
                self._meldingen.append(melding("onbekende provincie", stuk.begin))
            if erna is None or self._is_provinciekop(erna):
                self._meldingen.append(melding("kop zonder tekst", stuk.begin))
            blokken.append(_Blok(provincie=provincie, provincie_kop=kop))
        elif self._is_onderwerp(stuk, erna):
            if blok.punten and not stuk.begin.ruim and not stuk.begin.paginabegin:
                self._meldingen.append(melding("kop zonder witregel", stuk.begin))
            if erna is None or (erna.soort is Soort.ALINEA and self._is_kop(erna, _na(verder))):
                self._meldingen.append(melding("kop zonder tekst", stuk.begin))
            if not blok.is_leeg:
                blok = _Blok(provincie=blok.provincie)
                blokken.append(blok)
            blok.onderwerp = self._tekst(stuk.regels)
            blok.inleidend = is_inleidende_kop(blok.onderwerp)
        elif blok.inleidend or stuk.vast is Onderdeel.INLEIDING or self._is_inleiding(blok, stuk, verder):
            if blok.punten:
                blok = _Blok(provincie=blok.provincie)
                blokken.append(blok)
            blok.inleiding.append(self._tekst(stuk.regels))
        else:
            self._meldingen.append(melding("alinea zonder opsommingsteken", stuk.begin))
            blok.punten.append(_Punt(stuk))

    def _is_provinciekop(self, stuk: Stuk) -> bool:
        if stuk.soort is not Soort.ALINEA or len(stuk.regels) > 2:
            return False
        kop = " ".join(regel.tekst for regel in stuk.regels)
        return self._naslag.provincie(kop) is not None or (self._naslag.noemt_provincie(kop) and not stuk.eindigt_zin)

    def _is_onderwerp(self, stuk: Stuk, erna: Stuk | None) -> bool:
        if stuk.vast is not None:
            return stuk.vast is Onderdeel.ONDERWERP
        if is_inleidende_kop(stuk.begin.tekst) or is_afsprakenkop(stuk.begin.tekst):
            return len(stuk.regels) == 1
        if not is_kopvorm(stuk):
            return False
        if erna is not None and not self._is_provinciekop(erna):
            return True
        # Nothing stands below it: a short line is still a heading, a long one lost its full stop.
        return len(stuk.regels) == 1 and len(stuk.begin.tekst) <= _MAX_LEGE_KOP

    def _is_kop(self, stuk: Stuk, erna: Stuk | None) -> bool:
        return self._is_provinciekop(stuk) or self._is_onderwerp(stuk, erna)

    def _is_inleiding(self, blok: _Blok, stuk: Stuk, verder: Sequence[Stuk]) -> bool:
        """Whether a paragraph leads in what follows, rather than being an agreement without a bullet.

        Above the first bullet of its blok it does, when bullets follow, or when it introduces a provincie or
        rubriek whose onderwerpen follow. Below bullets only a sentence that ends in a colon right above the
        next ones does.
        """
        for plaats, volgende in enumerate(verder):
            if volgende.soort is Soort.PUNT:
                if not blok.punten:
                    return True
                return plaats == 0 and stuk.regels[-1].tekst.endswith(":")
            if self._is_kop(volgende, _na(verder[plaats:])):
                return not blok.punten and blok.onderwerp is None and not self._is_provinciekop(volgende)
        return False

    def _twijfel_over_punt(self, stuk: Stuk) -> None:
        if stuk.regels[0].begint_klein and stuk.regels[0].tekst[0].isalpha():
            self._meldingen.append(melding("punt begint met een kleine letter", stuk.begin))
        elif _LEUNT.match(stuk.regels[0].tekst):
            self._meldingen.append(melding("punt leunt op een ander punt", stuk.begin))

    def _blok(self, blok: _Blok) -> Blok:
        return Blok(
            provincie=blok.provincie,
            provincie_kop=blok.provincie_kop,
            onderwerp=blok.onderwerp,
            inleiding="\n".join(blok.inleiding) or None,
            tekstblokken=tuple(self._tekstblok(punt) for punt in blok.punten),
        )

    def _tekstblok(self, punt: _Punt) -> Tekstblok:
        los = punt.stuk.soort is Soort.ALINEA
        return Tekstblok(
            tekst=self._tekst(punt.stuk.regels),
            teken=punt.stuk.teken,
            subpunten=tuple(self._tekst(stuk.regels) for stuk in punt.subpunten),
            soort=LOSSE_ALINEA if los else "afspraak",
            regel=punt.stuk.begin.nummer,
        )


def _gesplitst(stukken: Sequence[Stuk], soort: Soort) -> list[list[Stuk]]:
    """The pieces in runs, each beginning with one of this kind (the first run perhaps not)."""
    runs: list[list[Stuk]] = []
    for stuk in stukken:
        if stuk.soort is soort or not runs:
            runs.append([])
        runs[-1].append(stuk)
    return runs


def _na(stukken: Sequence[Stuk]) -> Stuk | None:
    return stukken[1] if len(stukken) > 1 else None


def _met_teken(stuk: Stuk) -> list[Regel]:
    """The lines of a piece as printed, bullet included."""
    return [stuk.begin, *stuk.regels[1:]]


def _met_inleiding(rubrieken: Sequence[Rubriek], inleiding: Sequence[str]) -> list[Rubriek]:
    """The rubrieken with this text above the first blok of the first."""
    if not rubrieken:
        return [Rubriek(nummer="0", titel=ZONDER_RUBRIEK, blokken=(Blok(inleiding="\n".join(inleiding)),))]
    eerste, *rest = rubrieken
    blok, *blokken = eerste.blokken or (Blok(),)
    tekst = "\n".join([*inleiding, *([blok.inleiding] if blok.inleiding else [])])
    return [replace(eerste, blokken=(replace(blok, inleiding=tekst), *blokken)), *rest]
