"""From bare pieces of time to phrases: the word before them, periods of two of them, and meetings.

A piece of time is used once: by a meeting's name beside it, else by a period, else by the word before it. A
lone year, month or season counts only after such a word; everything else stands by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice, pairwise

from agreements.termijnen import kalender, overleg
from agreements.termijnen.afstand import is_om, vind_afstand
from agreements.termijnen.ankers import vind_ankers
from agreements.termijnen.gepland import is_gepland_voor, is_voor_overleg
from agreements.termijnen.kalender import Bereik
from agreements.termijnen.relatief import is_het_jaar
from agreements.termijnen.samenstellen import heel_jaar, later, samen, toegepast, zonder_overlap
from agreements.termijnen.vaag import vind_vage
from agreements.termijnen.vondst import Anker, Overlegdata, Vondst, Werking
from agreements.termijnen.voorzetsels import (
    ALLEEN_LIDWOORD,
    BEGIN_VAN_PERIODE,
    HUIDIG,
    KOMEND,
    PERIODE,
    PERIODE_LOS,
    TERMIJN_TUSSEN_HAAKJES,
    VERBINDING,
    VOORZETSELS,
    VORIG,
)
from agreements.termijnen.zinnen import is_dag_van_stuk, staat_achter_opschrift, vertelt_verleden, zin_om

#: How far back the word before a phrase can begin.
_TERUG = 80


@dataclass(slots=True)
class Lezer:
    """Reads one text. `los` also accepts a piece of time without a word before it: the text is one phrase."""

    tekst: str
    overlegdatum: date | None
    overleggen: Overlegdata
    los: bool = False
    ankers: list[Anker] = field(default_factory=list)
    gebruikt: set[int] = field(default_factory=set)

    def vondsten(self) -> list[Vondst]:
        """Every phrase in order, none overlapping: of two the longer."""
        self.ankers = list(vind_ankers(self.tekst, self.overlegdatum))
        self._jaar_van_het_jaar()
        vergaderingen = list(self._vergaderingen())
        periodes = list(self._periodes())
        enkele = [vondst for anker in self._vrije_ankers() if (vondst := self._enkele(anker)) is not None]
        vage = [Vondst(begin=begin, eind=eind, soort="vaag") for begin, eind in vind_vage(self.tekst)]
        return list(self._samengenomen(zonder_overlap([*vergaderingen, *periodes, *enkele, *vage])))

    def _jaar_van_het_jaar(self) -> None:
        """ "Na de zomer van 2025, maar voor het einde van het jaar": the coming year that the sentence just named."""
        for eerder, anker in pairwise(self.ankers):
            if not is_het_jaar(anker):
                continue
            zin_voor, _ = zin_om(self.tekst, anker.begin, anker.eind)
            genoemd = eerder.bereik().van
            if eerder.begin < anker.begin - len(zin_voor) or genoemd is None:
                continue
            if self.overlegdatum is None or genoemd.year > self.overlegdatum.year:
                anker.jaar = genoemd.year

    def _vrije_ankers(self) -> list[Anker]:
        return [anker for anker in self.ankers if anker.begin not in self.gebruikt]

    def _ankers_tussen(self, begin: int, eind: int) -> Iterator[Anker]:
        """The pieces of time, not yet used, that begin in this stretch of the text."""
        eerste = bisect_left(self.ankers, begin, key=lambda anker: anker.begin)
        for anker in islice(self.ankers, eerste, None):
            if anker.begin > eind:
                return
            if anker.begin not in self.gebruikt:
                yield anker

    def _voor(self, plaats: int) -> tuple[str, int]:
        """The text just before a place, and where that text begins."""
        start = max(0, plaats - _TERUG)
        return self.tekst[start:plaats], start

    # -- meetings ------------------------------------------------------------------------------------------

    def _vergaderingen(self) -> Iterator[Vondst]:
        namen = overleg.vind_namen(self.tekst)
        zonder_tijd: list[overleg.Naam] = []
        for naam in namen:
            anker = self._tijd_na(naam)
            begin, eind = naam.begin, naam.eind
            if anker is not None:
                eind = self._met_haakje(naam.eind, anker.eind)
            elif (anker := self._tijd_voor(naam)) is not None:
                begin = self._begin_van_tijd(anker)
            if anker is None:
                if (vondst := self._betrekkelijk(naam)) is not None:
                    yield vondst
                else:
                    zonder_tijd.append(naam)
                continue
            self.gebruikt.add(anker.begin)
            vondst = self._vergadering(naam, anker, begin, eind)
            # "BO Leefomgeving en/of BO MIRT 2025": the first has the same date
            ander = zonder_tijd[-1] if zonder_tijd else None
            if ander and _staat_tussen(overleg.NAAM_OF_NAAM, self.tekst, ander.eind, naam.begin):
                yield self._vergadering(ander, anker, ander.begin, ander.eind)
            yield vondst

    def _tijd_na(self, naam: overleg.Naam) -> Anker | None:
        for anker in self._ankers_tussen(naam.eind, naam.eind + _TERUG):
            if overleg.NAAM_DAN_TIJD.fullmatch(self.tekst, naam.eind, anker.begin):
                return anker
        return None

    def _tijd_voor(self, naam: overleg.Naam) -> Anker | None:
        for anker in self._ankers_tussen(naam.begin - 2 * _TERUG, naam.begin):
            los = not anker.kaal or self._voorzetsel(anker)[0] is Werking.IN
            if los and _staat_tussen(overleg.TIJD_DAN_NAAM, self.tekst, anker.eind, naam.begin):
                return anker
        return None

    def _begin_van_tijd(self, anker: Anker) -> int:
        werking, begin = self._voorzetsel(anker)
        return begin if werking is Werking.IN and _hoort_bij_frase(anker) else anker.begin

    def _met_haakje(self, vanaf: int, eind: int) -> int:
        open_haakjes = self.tekst.count("(", vanaf, eind) - self.tekst.count(")", vanaf, eind)
        return eind + 1 if open_haakjes > 0 and self.tekst.startswith(")", eind) else eind

    def _vergadering(self, naam: overleg.Naam, anker: Anker, begin: int, eind: int) -> Vondst:
        verleden = self._is_verleden(anker, begin, eind)
        tijd = anker.bereik(self.overlegdatum, verleden=verleden)
        precies = anker.soort not in ("jaar", "relatief") or anker.deel is not None or not heel_jaar(tijd)
        volledig, dagen = overleg.dateer(naam, tijd, precies=precies, overleggen=self.overleggen)
        vondst = Vondst(
            begin=begin,
            eind=eind,
            soort="overleg",
            bereik=dagen,
            overleg=volledig,
            anker=anker,
            verleden=verleden,
            toekomst=anker.toekomst,
        )
        return self._om_overleg(vondst)

    def _om_overleg(self, vondst: Vondst) -> Vondst:
        """ "Na het BO MIRT 2025" is after it and "vóór het BO MIRT 2025" before it; "uiterlijk in" by its dates."""
        ervoor, start = self._voor(vondst.begin)
        if afstand := vind_afstand(ervoor):
            vondst.soort, vondst.bereik = afstand.soort, afstand.vanaf(vondst.bereik)
            vondst.begin, vondst.verleden = start + afstand.begin, vondst.verleden and self.overlegdatum is None
            return vondst
        werking, begin = next(
            ((werking, start + match.start()) for werking, regel in VOORZETSELS if (match := regel.search(ervoor))),
            (Werking.GEEN, vondst.begin),
        )
        if werking in (Werking.NA, Werking.VANAF):
            vondst.soort, vondst.begin, vondst.werking = "na", begin, werking
            vondst.bereik = Bereik(kalender.dag_erna(vondst.bereik.tot), None)
        elif werking in (Werking.VOOR, Werking.TOT) and is_voor_overleg(self.tekst, begin, vondst.eind, los=self.los):
            vondst.begin, vondst.werking = begin, werking
            self._zet_ervoor(vondst)
        return vondst

    def _zet_ervoor(self, vondst: Vondst) -> None:
        """Make it due before the meeting begins; as long as only its year is known, in that year."""
        van, tot = vondst.bereik
        if self.overlegdatum is not None and vondst.overleg:
            vondst.verleden = overleg.is_geweest(vondst.overleg, vondst.bereik, self.overlegdatum)
        vondst.soort = "voor"
        vondst.bereik = Bereik(None, tot if heel_jaar(vondst.bereik) else kalender.dag_ervoor(van))

    def _betrekkelijk(self, naam: overleg.Naam) -> Vondst | None:
        """A meeting that is only pointed at: "het komende BO MIRT", "dit BO Leefomgeving"."""
        ervoor, start = self._voor(naam.begin)
        for regel, kies in ((KOMEND, overleg.komende), (HUIDIG, overleg.huidige), (VORIG, None)):
            match = regel.search(ervoor)
            if match is None:
                continue
            vondst = Vondst(begin=start + match.start(), eind=naam.eind, soort="overleg", verleden=regel is not KOMEND)
            if self.overlegdatum is not None:
                jaar = (
                    kies(naam, self.overlegdatum, self.overleggen)
                    if kies
                    else overleg.huidige(naam, self.overlegdatum, self.overleggen) - 1
                )
                vondst.overleg, vondst.bereik = overleg.dateer(
                    naam, kalender.heel_jaar(jaar), precies=False, overleggen=self.overleggen
                )
            return self._om_overleg(vondst)
        return None

    # -- periods -------------------------------------------------------------------------------------------

    def _periodes(self) -> Iterator[Vondst]:
        """Two pieces of time that make one: "vanaf 2022 t/m het eerste kwartaal van 2024"."""
        vrij = self._vrije_ankers()
        for eerste, tweede in pairwise(vrij):
            verbinding = _staat_tussen(VERBINDING, self.tekst, eerste.eind, tweede.begin)
            if verbinding is None or eerste.begin in self.gebruikt:
                continue
            ervoor, start = self._voor(eerste.begin)
            aanhef = BEGIN_VAN_PERIODE.search(ervoor)
            woord = " ".join(verbinding["woord"].lower().split())
            if not self._is_periode(woord, aanhef):
                continue
            begin = start + aanhef.start() if aanhef else self._begin_van_tijd(eerste)
            verleden = self._is_verleden(tweede, begin, tweede.eind)
            laatste = tweede.bereik(self.overlegdatum, verleden=verleden)
            if eerste.jaar is None and not eerste.vast and laatste.tot is not None:
                eerste = replace(eerste, jaar=laatste.tot.year)
                if (van := eerste.bereik().van) and van > laatste.tot:
                    eerste.jaar = laatste.tot.year - 1
            tot = kalender.dag_ervoor(laatste.van) if woord in ("tot", "tot aan") else laatste.tot
            bereik = Bereik(eerste.bereik(self.overlegdatum, verleden=verleden).van, tot)
            if bereik.van is not None and tot is not None and bereik.van > tot:
                continue  # "van 2030 tot 2025" is no period
            self.gebruikt |= {eerste.begin, tweede.begin}
            yield self._als_periode(
                Vondst(
                    begin=begin,
                    eind=tweede.eind,
                    soort="periode",
                    bereik=bereik,
                    werking=_werking_van(aanhef),
                    anker=tweede,
                    verleden=verleden,
                )
            )

    def _is_periode(self, woord: str, aanhef: re.Match[str] | None) -> bool:
        if woord == "en":
            return bool(aanhef and aanhef["tussen"])
        return bool(aanhef) or woord in ("t/m", "tot en met", "–", "-")

    def _als_periode(self, vondst: Vondst) -> Vondst:
        """A period of ten years or more is a horizon."""
        van, tot = vondst.bereik
        if van is not None and tot is not None and kalender.jaren_tussen(van, tot) >= 10:
            vondst.soort, vondst.werking = "horizon", Werking.HORIZON
        return vondst

    # -- single pieces -------------------------------------------------------------------------------------

    def _enkele(self, anker: Anker) -> Vondst | None:
        if anker.soort == "periode":
            return self._jarenreeks(anker)
        ervoor, start = self._voor(anker.begin)
        if afstand := vind_afstand(ervoor):
            return Vondst(
                begin=start + afstand.begin,
                eind=anker.eind,
                soort=afstand.soort,
                bereik=afstand.vanaf(anker.bereik(self.overlegdatum)),
                werking=Werking.UITERLIJK,
                anker=anker,
                verleden=self.overlegdatum is None and self._is_verleden(anker, start + afstand.begin, anker.eind),
            )
        werking, begin = self._voorzetsel(anker)
        if werking is Werking.HORIZON and anker.soort != "jaar":
            werking, begin = Werking.GEEN, anker.begin
        if anker.kaal and werking is Werking.GEEN and not self._is_alles(anker):
            return None
        if werking in (Werking.IN, Werking.VERLEDEN, Werking.GEEN) and not _hoort_bij_frase(anker):
            begin = anker.begin
        zonder_jaar = anker.jaar is None and not anker.vast
        vooruit = anker.vooruit or (zonder_jaar and werking in (Werking.VOOR, Werking.UITERLIJK))
        verleden = werking is Werking.VERLEDEN or self._is_verleden(anker, begin, anker.eind, vooruit=vooruit)
        dagen = anker.bereik(self.overlegdatum, verleden=verleden)
        bereik, soort = toegepast(werking, anker, dagen)
        if vooruit and zonder_jaar and not verleden and is_om(bereik, self.overlegdatum) and dagen.tot is not None:
            # "Voor het najaar", agreed in the autumn: that of next year.
            bereik, soort = toegepast(werking, anker, anker.bereik(kalender.dag_erna(dagen.tot)))
        return Vondst(
            begin=begin,
            eind=anker.eind,
            soort=soort,
            bereik=bereik,
            werking=werking,
            anker=anker,
            verleden=verleden,
            toekomst=anker.toekomst,
        )

    def _jarenreeks(self, anker: Anker) -> Vondst | None:
        """Years in a row: "in de periode 2020-2050", "richting 2030, 2050 en 2100"; not those of a name."""
        bereik = anker.bereik()
        ervoor, start = self._voor(anker.begin)
        vondst = Vondst(begin=anker.begin, eind=anker.eind, soort="periode", bereik=bereik, anker=anker)
        if match := PERIODE.search(ervoor) or PERIODE_LOS.search(ervoor):
            vondst.begin = start + match.start()
            vondst.werking = _werking_van(match)
            return self._als_periode(vondst)
        if TERMIJN_TUSSEN_HAAKJES.search(ervoor):
            return self._als_periode(vondst)
        werking, begin = self._voorzetsel(anker)
        if werking in (Werking.GEEN, Werking.VERLEDEN) and not self._is_alles(anker):
            return None
        if werking is Werking.HORIZON:
            return Vondst(
                begin=begin,
                eind=anker.eind,
                soort="horizon",
                bereik=Bereik(None, bereik.tot),
                werking=werking,
            )
        vondst.bereik, soort = toegepast(werking, anker, bereik)
        vondst.begin, vondst.werking, vondst.soort = begin, werking, soort
        return self._als_periode(vondst)

    def _is_alles(self, anker: Anker) -> bool:
        """Whether the text is this piece of time and nothing else."""
        if not self.los:
            return False
        rest = self.tekst[: anker.begin] + self.tekst[anker.eind :]
        return ALLEEN_LIDWOORD.fullmatch(rest) is not None

    def _voorzetsel(self, anker: Anker) -> tuple[Werking, int]:
        """What the word before an anker does, and where that word begins."""
        ervoor, start = self._voor(anker.begin)
        for werking, regel in VOORZETSELS:
            if match := regel.search(ervoor):
                begin = start + match.start()
                if werking is Werking.VOOR and is_gepland_voor(self.tekst, begin, anker):
                    return Werking.IN, anker.begin
                return werking, begin
        return Werking.GEEN, anker.begin

    def _is_verleden(self, anker: Anker, begin: int, eind: int, *, vooruit: bool = False) -> bool:
        """Whether a phrase looks back: by its days where these settle it, else by the words around it."""
        if anker.verleden or anker.toekomst:
            return anker.verleden
        if self.overlegdatum is not None and (anker.vast or anker.jaar is not None):
            van, tot = anker.bereik()
            if van is not None and tot is not None and not van <= self.overlegdatum <= tot:
                return tot < self.overlegdatum
        if anker.soort == "dag" and is_dag_van_stuk(self.tekst, anker.begin):
            return True
        return staat_achter_opschrift(self.tekst, begin) or vertelt_verleden(self.tekst, begin, eind, vooruit=vooruit)

    # -- either/or -----------------------------------------------------------------------------------------

    def _samengenomen(self, vondsten: list[Vondst]) -> Iterator[Vondst]:
        """Join "X en/of Y" to one phrase; the later of the two decides."""
        vorige: Vondst | None = None
        for vondst in vondsten:
            if vorige is not None and self._of(vorige, vondst):
                if vorige.overleg and vorige.soort == "voor" and vondst.soort == "overleg":
                    self._zet_ervoor(vondst)  # "vóór het BO Leefomgeving of BO MIRT 2025"
                laatste = vondst if later(vondst, vorige) else vorige
                vorige = replace(
                    laatste,
                    begin=vorige.begin,
                    eind=vondst.eind,
                    bereik=samen(vorige, vondst, laatste),
                )
                continue
            if vorige is not None:
                yield vorige
            vorige = vondst
        if vorige is not None:
            yield vorige

    def _of(self, eerste: Vondst, tweede: Vondst) -> bool:
        if "vaag" in (eerste.soort, tweede.soort):
            return False
        return _staat_tussen(overleg.NAAM_OF_NAAM, self.tekst, eerste.eind, tweede.begin) is not None


def _staat_tussen(regel: re.Pattern[str], tekst: str, begin: int, eind: int) -> re.Match[str] | None:
    """The match of a pattern with all that stands between two places, if they are near each other."""
    return regel.fullmatch(tekst, begin, eind) if begin <= eind <= begin + _TERUG else None


def _werking_van(aanhef: re.Match[str] | None) -> Werking:
    """In a period something is done; "voor de periode" says what another word is about."""
    in_periode = aanhef is not None and aanhef[0].lower().startswith(("in", "gedurende", "tijdens", "tussen"))
    return Werking.IN if in_periode else Werking.GEEN


def _hoort_bij_frase(anker: Anker) -> bool:
    """Whether "in" belongs to the phrase: it does where nothing else makes it one, and for a season."""
    return anker.kaal or anker.soort == "seizoen"
