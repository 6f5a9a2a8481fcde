"""The dossier proper: agendapunten with their blocks, out of the rows below "C. Dossier"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import time

from agreements.dossier import WIE_SCHEIDING, Agendablok, Agendapunt, Agendasoort, Bloksoort, Dossierrol, Invulling
from agreements.importers.dossier.herkenning import (
    bloksoort,
    invulling_van,
    is_deel,
    is_mededeling,
    is_opmerking,
    is_tijdregel,
    nummer_en_titel,
    tijden_in,
    versie_en_rest,
    zonder_label,
    zonder_tijd,
)
from agreements.importers.dossier.rij import Alinea, Rij, Stuk, Tabel, naar_html
from agreements.importers.dossier.voorstellen import invulling_van_blok, lees_voorstellen
from agreements.lijst import Melding

_SOORTEN, _BLOKSOORTEN = frozenset(Agendasoort), frozenset(Bloksoort)


@dataclass(slots=True)
class _Blok:
    soort: Bloksoort
    regel: int
    deel: str = ""
    alineas: list[Alinea] = field(default_factory=list)


@dataclass(slots=True)
class _Punt:
    nummer: str
    titel: str
    regel: int
    tijden: list[time] = field(default_factory=list)
    versie: str = ""
    opmerkingen: list[str] = field(default_factory=list)
    blokken: list[_Blok] = field(default_factory=list)
    deel: str = ""
    is_hamerpunt: bool = False
    soort: Agendasoort | None = None
    wie: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Puntenlezer:
    """Reads the rows of the dossier; `sjabloon` has the sentences of the dossier's own example of an item.

    `weg` is what was read as something else than text (headings of blocks, times).
    """

    sjabloon: frozenset[str]
    meldingen: list[Melding] = field(default_factory=list)
    weg: list[Melding] = field(default_factory=list)
    _punten: list[_Punt] = field(default_factory=list)
    _blok: _Blok | None = None

    def lees(self, rijen: Iterable[Rij]) -> list[Agendapunt]:
        """The agendapunten in the order of the dossier."""
        for rij in rijen:
            if isinstance(rij, Tabel):
                self._lees_tabel(rij)
            elif rij.rol and self._lees_gemerkt(rij):
                continue
            elif not self._is_kop(rij):
                self._lees_tekst(rij)
        hamerhoofdstukken = {punt.nummer for punt in self._punten if punt.is_hamerpunt}
        return [self._maak(punt, hamerhoofdstukken) for punt in self._punten]

    @property
    def gemerkt(self) -> frozenset[str]:
        """The numbers of the items that say themselves of what kind they are, who speaks and when."""
        return frozenset(punt.nummer for punt in self._punten if punt.soort)

    # --- what says of itself what it is ------------------------------------------------------------------------

    def _lees_gemerkt(self, alinea: Alinea) -> bool:
        """Take a paragraph of our own document as what it says that it is. False when that cannot be."""
        if alinea.rol in _SOORTEN:
            return self._begin_gemerkt_punt(alinea)
        if not self._punten:
            return False
        punt = self._punten[-1]
        waarde = zonder_label(alinea.tekst)
        if alinea.rol in _BLOKSOORTEN:
            self._blok = _Blok(Bloksoort(alinea.rol), alinea.regel, deel=punt.deel)
            punt.blokken.append(self._blok)
            self._laat_weg("kop van een blok", alinea)
            return True
        match alinea.rol:
            case Dossierrol.TEKST if self._blok is not None:
                self._blok.alineas.append(replace(alinea, kop=None))
                return True
            case Dossierrol.OPMERKING:
                punt.opmerkingen.append(waarde)
            case Dossierrol.PUNTVERSIE:
                punt.versie = waarde
            case Dossierrol.WIE:
                punt.wie += waarde.split(WIE_SCHEIDING)
            case Dossierrol.PUNTSOORT if waarde.casefold() in _SOORTEN:
                punt.soort = Agendasoort(waarde.casefold())
            case Dossierrol.PUNTTIJD:
                punt.tijden = tijden_in(waarde)
            case Dossierrol.PUNTDEEL | Dossierrol.GEEN_PUNTDEEL as rol:
                punt.deel, self._blok = (alinea.tekst if rol == Dossierrol.PUNTDEEL else ""), None
            case _:
                return False
        self._laat_weg("gegevens van een agendapunt", alinea)
        return True

    def _begin_gemerkt_punt(self, alinea: Alinea) -> bool:
        """A new item, unless somebody made the heading into something else."""
        gevonden = nummer_en_titel(alinea.tekst)
        if gevonden is None or gevonden[0] in {punt.nummer for punt in self._punten}:
            return False
        nummer, titel = gevonden
        self._punten.append(_Punt(nummer=nummer, titel=titel, regel=alinea.regel, soort=Agendasoort(alinea.rol)))
        self._blok = None
        return True

    # --- headings ----------------------------------------------------------------------------------------------

    def _is_kop(self, alinea: Alinea) -> bool:
        """Deal with a heading: of an item, of a block, or of a part of an item. False when it is text."""
        tekst = alinea.tekst
        punt = self._begin_van_punt(alinea)
        if punt is not None:
            self._punten.append(punt)
            self._blok = None
            return True
        if not self._punten:
            return False
        huidig = self._punten[-1]
        if alinea.niveau is None and (soort := bloksoort(tekst)):
            self._blok = _Blok(soort, alinea.regel, deel=huidig.deel)
            huidig.blokken.append(self._blok)
            self._laat_weg("kop van een blok", alinea)
            return True
        if alinea.kop is not None and tekst.rstrip(":").casefold() == "hamerpunt":
            huidig.is_hamerpunt = True
            self._laat_weg("soort agendapunt", alinea)
            return True
        genummerd = nummer_en_titel(tekst) is not None
        if alinea.niveau is None and not genummerd and (is_deel(tekst) or alinea.kop is not None):
            huidig.deel, self._blok = tekst, None
            self.meldingen.append(
                Melding(soort="deel van een agendapunt", tekst=f"{huidig.nummer}: {tekst}"[:120], regel=alinea.regel)
            )
            return True
        return False

    def _begin_van_punt(self, alinea: Alinea) -> _Punt | None:
        """A new item, when the number is one that can follow; else the paragraph is text of the item before."""
        gevonden = nummer_en_titel(alinea.tekst)
        is_kop = alinea.kop is not None or (alinea.is_alinea and alinea.is_vet)
        if gevonden is None or not is_kop:
            return None
        nummer, titel = gevonden
        sleutel = _sleutel(nummer)
        gezien = {_sleutel(punt.nummer) for punt in self._punten}
        laatste = _sleutel(self._punten[-1].nummer) if self._punten else ()
        if len(sleutel) == 1 and (titel.endswith((":", ";")) or sleutel <= laatste[:1] or alinea.kop is None):
            self._meld("genummerde regel als tekst gelezen", alinea)
            return None
        if sleutel in gezien:
            vrij = max(een[-1] for een in gezien if een[:-1] == sleutel[:-1]) + 1
            self._meld(f"nummer {nummer} komt twee keer voor", alinea)
            nummer = ".".join(map(str, (*sleutel[:-1], vrij)))
        elif sleutel < laatste:
            self._meld("nummers lopen niet op", alinea)
        elif len(sleutel) > 1 and sleutel[:-1] not in gezien:
            self._meld("nummer zonder hoofdpunt erboven", alinea)
        titel, tijd = zonder_tijd(titel)
        if tijd:
            self.weg.append(Melding(soort="tijd", tekst=tijd, regel=alinea.regel))
        return _Punt(nummer=nummer, titel=titel, regel=alinea.regel, tijden=tijden_in(tijd))

    # --- text --------------------------------------------------------------------------------------------------

    def _lees_tekst(self, alinea: Alinea) -> None:
        tekst = alinea.tekst
        if not self._punten:
            self._meld("tekst voor het eerste agendapunt", alinea)
            return
        punt = self._punten[-1]
        if self._blok is None and is_tijdregel(tekst):
            punt.tijden = punt.tijden or tijden_in(tekst)
            self._laat_weg("tijd", alinea)
        elif is_opmerking(tekst) and (alinea.niveau is None or (alinea.niveau == 0 and self._is_los(alinea))):
            self._noteer(punt, tekst, alinea)
        elif self._blok is not None:
            self._blok.alineas.append(replace(alinea, kop=None))
        elif (gevonden := versie_en_rest(tekst)) and not punt.versie:
            punt.versie = gevonden[0]
            if gevonden[1]:
                punt.opmerkingen.append(gevonden[1])
        else:
            punt.opmerkingen.append(tekst)

    def _is_los(self, alinea: Alinea) -> bool:
        """Whether a point stands in a list of its own, apart from the points of the block."""
        return self._blok is None or not any(een.lijst == alinea.lijst for een in self._blok.alineas)

    def _noteer(self, punt: _Punt, tekst: str, alinea: Alinea) -> None:
        punt.opmerkingen.append(tekst)
        if self._blok is not None:
            self._meld("opmerking tussen de tekst van een blok", alinea)

    def _lees_tabel(self, tabel: Tabel) -> None:
        """A table in an item is kept as lines; the cells of a row stand behind each other."""
        for rij in tabel.rijen:
            if tekst := " | ".join(cel for cel in rij if cel):
                self._lees_tekst(Alinea(stukken=(Stuk(tekst),), regel=tabel.regel))
        self.meldingen.append(
            Melding(soort="tabel als tekst gelezen", tekst=" | ".join(tabel.rijen[0])[:120], regel=tabel.regel)
        )

    # --- what was read -----------------------------------------------------------------------------------------

    def _maak(self, punt: _Punt, hamerpunten: set[str]) -> Agendapunt:
        tijden = [*punt.tijden, None, None]
        return Agendapunt(
            nummer=punt.nummer,
            titel=punt.titel,
            soort=self._soort(punt, hamerpunten),
            wie=tuple(punt.wie),
            begin=tijden[0],
            eind=tijden[1],
            versie=punt.versie,
            opmerkingen=tuple(punt.opmerkingen),
            blokken=tuple(self._maak_blok(punt, blok) for blok in punt.blokken),
        )

    def _soort(self, punt: _Punt, hamerpunten: set[str]) -> Agendasoort:
        if punt.soort:
            return punt.soort
        titels = {een.nummer: een.titel for een in self._punten}
        delen = punt.nummer.split(".")
        boven = [".".join(delen[:diepte]) for diepte in range(1, len(delen) + 1)]
        if punt.nummer in hamerpunten or any(
            titels.get(nummer, "").casefold().startswith("hamerpunt") for nummer in boven
        ):
            return Agendasoort.HAMERPUNT
        if is_mededeling(titels.get(boven[0], "")) or is_mededeling(punt.titel):
            return Agendasoort.MEDEDELING
        return Agendasoort.BESPREEKPUNT

    def _maak_blok(self, punt: _Punt, blok: _Blok) -> Agendablok:
        invulling = invulling_van_blok(blok.alineas, self.sjabloon)
        plaats = f"{punt.nummer}, {blok.soort.value.replace('_', ' ')}"
        if invulling == Invulling.ECHT:
            for alinea in blok.alineas:
                if invulling_van(alinea.tekst, self.sjabloon) != Invulling.ECHT:
                    self._meld("nog niet ingevulde tekst in een gevuld blok", alinea)
        elif invulling == Invulling.LEEG:
            self.meldingen.append(Melding(soort="leeg blok", tekst=plaats, regel=blok.regel))
        eerder = [een for een in punt.blokken if (een.soort, een.deel) == (blok.soort, blok.deel)]
        deel = blok.deel
        if eerder[0] is not blok:
            nummer = next(nummer for nummer, een in enumerate(eerder, start=1) if een is blok)
            deel = f"{blok.deel} ({nummer})".strip()
            self.meldingen.append(Melding(soort="blok komt vaker voor", tekst=plaats, regel=blok.regel))
        voorstellen, meldingen = (
            lees_voorstellen(blok.alineas, self.sjabloon)
            if blok.soort == Bloksoort.VOORGESTELDE_AFSPRAKEN
            else ([], [])
        )
        self.meldingen += meldingen
        return Agendablok(
            soort=blok.soort,
            html=naar_html(blok.alineas),
            invulling=invulling,
            deel=deel,
            voorstellen=tuple(voorstellen),
        )

    def _meld(self, soort: str, alinea: Alinea) -> None:
        self.meldingen.append(Melding(soort=soort, tekst=alinea.tekst[:120], regel=alinea.regel))

    def _laat_weg(self, soort: str, alinea: Alinea) -> None:
        self.weg.append(Melding(soort=soort, tekst=alinea.tekst, regel=alinea.regel))


def sjabloonzinnen(rijen: Sequence[Rij]) -> frozenset[str]:
    """The points of the example of an agendapunt, by which text that was never filled in is known."""
    return frozenset(
        rij.tekst for rij in rijen if isinstance(rij, Alinea) and rij.niveau is not None and len(rij.tekst) > 20
    )


def _sleutel(nummer: str) -> tuple[int, ...]:
    return tuple(int(deel) for deel in nummer.split("."))
