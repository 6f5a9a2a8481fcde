"""The layout of 2014, and any other without bullets: numbered regions, headings, paragraphs, "-" sub-points.

    1
    Noord-Nederland
    An introduction.
    Spoorzone Groningen
    Rijk en regio spreken af dat …
    De provincie draagt aan:
    - een ontwerp;

Every paragraph is an item without a mark. What stands between the region and its first heading leads in, as do the
paragraphs below a heading like "Uitgangspunten". Headings with a number are rubrieken and those without are
onderwerpen; where a region has no numbers its headings are the rubrieken, numbered by their place; where it has no
headings at all, the region itself is its only rubriek and its first paragraph the introduction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreements.importers.indelingen.nummerregels import met_nummers
from agreements.importers.koppen import is_afsprakenkop, is_inleidende_kop
from agreements.importers.naslag import Naslag
from agreements.importers.opbouw import Deel, Opbouw, bouw
from agreements.importers.regels import Regel, Samenvoeger
from agreements.importers.stukken import Knipper, Soort, Stuk, is_kopvorm, melding
from agreements.importers.tekens import is_opsomming
from agreements.lijst import LijstFout, Melding, Onderdeel

NAAM = "2014"

_MAX_KOP = 140
_TEKENEN_VAN_BRIEF = 2
#: Who acts, at the beginning of an agreement; and what tells of the past instead.
_DADER = re.compile(
    r"(?:Het |De )?(?:Rijk|regio|provincies?|gemeenten?|waterschap(?:pen)?|minister|staatssecretaris|bewindspersonen"
    r"|Partijen|Partners|ProRail|Rijkswaterstaat|Bestuurders|vervoerregio|stadsregio)\b|Afgesproken\b",
    re.IGNORECASE,
)
_VERLEDEN = re.compile(r"\b(?:heeft|hebben|is|zijn|was|waren|werd|werden)\b")
_AFSPRAAK = re.compile(
    r"\b(?:spreken af|afgesproken|afspra(?:ak|ken)|komen overeen|besluit(?:en)?|zegt toe|zeggen toe|stemmen in"
    r"|stellen vast)\b",
    re.IGNORECASE,
)
_BRIEF = re.compile(r"\bGeachte (?:voorzitter|heer|mevrouw)\b|\buw Kamer\b|\bmet deze brief\b", re.IGNORECASE)


def herken(regels: Sequence[Regel], naslag: Naslag) -> float:
    """Whether there are no bullets; how sure depends on numbers and headings of regions."""
    if any(is_opsomming(regel) for regel in regels):
        return 0.0
    regio = any(naslag.landsdeel_kaal(een.tekst) or naslag.genummerd_landsdeel(een.tekst) for een in regels)
    return 0.5 if regio else 0.1


def lees(regels: Sequence[Regel], naslag: Naslag) -> Opbouw:
    """Read the lines. Raises LijstFout when no landsdeel stands among them, or when this is a letter."""
    if sum(_BRIEF.search(regel.tekst) is not None for regel in regels) >= _TEKENEN_VAN_BRIEF:
        raise LijstFout("Dit is een brief en geen afsprakenlijst. Kies het bestand met de afsprakenlijst zelf.")
    delen, meldingen = delen_van_proza(regels, naslag)
    koppen = any(deel.soort in (Onderdeel.RUBRIEK, Onderdeel.PROVINCIE, Onderdeel.ONDERWERP) for deel in delen)
    if not koppen and not any(_AFSPRAAK.search(deel.tekst) for deel in delen if deel.soort is Onderdeel.PUNT):
        raise LijstFout(
            "Dit is geen afsprakenlijst: er staan geen landsdelen met genummerde rubrieken, koppen of afspraken in. "
            "Kies het bestand met de afsprakenlijst zelf."
        )
    return opbouw_van((delen, meldingen), naslag)


def opbouw_van(gelezen: tuple[list[Deel], list[Melding]], naslag: Naslag) -> Opbouw:
    """The tree of the parts, with the doubts of cutting and of building in the order of the lines."""
    delen, meldingen = gelezen
    opbouw = bouw(delen, naslag)
    if not any(rubriek.blokken for deel in opbouw.landsdelen for rubriek in deel.rubrieken):
        raise LijstFout(
            "In dit bestand staan wel koppen van landsdelen, maar geen afspraken. "
            "Kies het bestand met de volledige afsprakenlijst."
        )
    alle = sorted((*opbouw.meldingen, *meldingen), key=lambda melding: melding.regel or 0)
    return Opbouw(titel=opbouw.titel, landsdelen=opbouw.landsdelen, meldingen=tuple(alle))


def delen_van_proza(
    regels: Sequence[Regel], naslag: Naslag, *, eerste_is_inleiding: bool = True
) -> tuple[list[Deel], list[Melding]]:
    """The parts of a list without bullets, and where cutting it was doubtful.

    `eerste_is_inleiding`: in a region without headings the first paragraph is its introduction.
    """
    meldingen: list[Melding] = []
    stukken = Knipper(met_nummers(regels, naslag, meldingen), naslag, proza=True).knip()
    return _Proza(regels, naslag, meldingen, eerste_is_inleiding=eerste_is_inleiding).delen(stukken)


class _Proza:
    """Gives the pieces of one source their meaning."""

    def __init__(
        self, regels: Sequence[Regel], naslag: Naslag, meldingen: list[Melding], *, eerste_is_inleiding: bool
    ) -> None:
        self._naslag = naslag
        self._samenvoeger = Samenvoeger(regels)
        self._meldingen = meldingen
        self._eerste_is_inleiding = eerste_is_inleiding

    def delen(self, stukken: Sequence[Stuk]) -> tuple[list[Deel], list[Melding]]:
        uit: list[Deel] = []
        eerste = next((p for p, stuk in enumerate(stukken) if stuk.soort is Soort.LANDSDEEL), len(stukken))
        uit += self._voorwerk(stukken[:eerste])
        begin = eerste
        while begin < len(stukken):
            einde = begin + 1
            while einde < len(stukken) and stukken[einde].soort is not Soort.LANDSDEEL:
                einde += 1
            uit += self._landsdeel(stukken[begin:einde])
            begin = einde
        self._meldingen += [twijfel for stuk in stukken for twijfel in stuk.twijfel]
        return uit, self._meldingen

    def _deel(self, soort: Onderdeel, stuk: Stuk, *, nummer: str = "") -> Deel:
        tekst = self._samenvoeger.voeg_samen(stuk.regels, self._meldingen)
        slug = self._naslag.landsdeel_kaal(tekst) if soort is Onderdeel.LANDSDEEL else None
        return Deel(soort=soort, tekst=tekst, nummer=nummer, slug=slug, regel=stuk.begin.nummer)

    def _voorwerk(self, stukken: Sequence[Stuk]) -> list[Deel]:
        uit: list[Deel] = []
        titel = False
        for stuk in stukken:
            deel = self._deel(Onderdeel.ALINEA, stuk)
            if not titel and is_kopvorm(stuk) and "afspra" in deel.tekst.casefold():
                deel, titel = self._deel(Onderdeel.TITEL, stuk), True
            uit.append(deel)
        return uit

    def _landsdeel(self, stukken: Sequence[Stuk]) -> list[Deel]:
        kop, *rest = stukken
        uit = [self._deel(Onderdeel.LANDSDEEL, kop)]
        genummerd = any(stuk.soort is Soort.RUBRIEK for stuk in rest)
        koppen = [self._is_kop(stuk, rest[p + 1] if p + 1 < len(rest) else None) for p, stuk in enumerate(rest)]
        rubrieken = [
            p
            for p, stuk in enumerate(rest)
            if stuk.soort is Soort.RUBRIEK or (not genummerd and koppen[p] and not self._is_tussenkop(stuk))
        ]
        inleidend, in_rubriek = bool(rubrieken) and rubrieken[0] > 0, False
        if not rubrieken and self._eerste_is_inleiding:
            inleidend = self._begint_met_inleiding(rest)
        for plaats, stuk in enumerate(rest):
            if stuk.soort is Soort.RUBRIEK or (plaats in rubrieken and koppen[plaats]):
                nummer = stuk.nummer if stuk.soort is Soort.RUBRIEK and genummerd else ""
                uit.append(self._deel(Onderdeel.RUBRIEK, stuk, nummer=nummer))
                inleidend = self._eerste_is_inleiding and self._leidt_rubriek_in(rest[plaats + 1 : plaats + 3])
                in_rubriek = inleidend
                if inleidend:
                    self._meldingen.append(melding("inleiding herkend aan de woorden", rest[plaats + 1].begin))
            elif koppen[plaats]:
                uit.append(self._tussenkop(stuk))
                inleidend, in_rubriek = is_inleidende_kop(uit[-1].tekst), False
            elif stuk.soort is Soort.ALINEA and (inleidend or self._leidt_in(stuk, rest[plaats + 1 : plaats + 2])):
                uit.append(self._deel(Onderdeel.INLEIDING, stuk))
                inleidend = inleidend and not in_rubriek and bool(rubrieken or plaats)
            elif not stuk.regels:
                self._meldingen.append(
                    Melding(soort="opsommingsteken zonder tekst", tekst=stuk.begin.tekst, regel=stuk.begin.nummer)
                )
            else:
                soort = Onderdeel.SUBPUNT if stuk.soort is Soort.SUBPUNT else Onderdeel.PUNT
                uit.append(self._deel(soort, stuk))
        return uit

    def _begint_met_inleiding(self, stukken: Sequence[Stuk]) -> bool:
        """Whether the first of some paragraphs only introduces: it agrees nothing, and has no sub-points."""
        if len(stukken) < 2 or any(stuk.soort is not Soort.ALINEA for stuk in stukken[:2]):
            return False
        return not self._spreekt_af(stukken[0])

    def _leidt_rubriek_in(self, stukken: Sequence[Stuk]) -> bool:
        """Whether the first paragraph below a title tells how things stand, and the next what is agreed."""
        if not self._begint_met_inleiding(stukken) or not self._spreekt_af(stukken[1]):
            return False
        begin = stukken[0].regels[0].tekst
        tekst = " ".join(regel.tekst for regel in stukken[0].regels)
        return _DADER.match(begin) is None or _VERLEDEN.search(tekst) is not None

    def _spreekt_af(self, stuk: Stuk) -> bool:
        return _AFSPRAAK.search(" ".join(regel.tekst for regel in stuk.regels)) is not None

    def _is_kop(self, stuk: Stuk, erna: Stuk | None) -> bool:
        if stuk.soort is not Soort.ALINEA or not stuk.regels:
            return False
        if stuk.vast is Onderdeel.ONDERWERP:
            return True
        if stuk.vast is not None or erna is None or erna.soort is Soort.LANDSDEEL:
            return False
        if erna.soort is not Soort.ALINEA and not stuk.begin.ruim:
            return False
        if erna.soort is Soort.SUBPUNT and erna.regels and erna.regels[0].begint_klein:
            return False  # its sentence goes on in the sub-points
        lengte = sum(len(regel.tekst) for regel in stuk.regels)
        return is_kopvorm(stuk) and lengte <= _MAX_KOP and stuk.regels[-1].tekst[-1] != ","

    def _is_tussenkop(self, stuk: Stuk) -> bool:
        tekst = " ".join(regel.tekst for regel in stuk.regels)
        return self._naslag.provincie(tekst) is not None or is_inleidende_kop(tekst) or is_afsprakenkop(tekst)

    def _tussenkop(self, stuk: Stuk) -> Deel:
        tekst = " ".join(regel.tekst for regel in stuk.regels)
        provincie = self._naslag.provincie(tekst) is not None
        return self._deel(Onderdeel.PROVINCIE if provincie else Onderdeel.ONDERWERP, stuk)

    def _leidt_in(self, stuk: Stuk, erna: Sequence[Stuk]) -> bool:
        """A sentence that ends in a colon above other paragraphs; above dashes it is the item that they belong to."""
        if stuk.vast is Onderdeel.INLEIDING:
            return True
        return stuk.regels[-1].tekst.endswith(":") and bool(erna) and erna[0].soort is Soort.ALINEA
