"""From the rows of a source to a `Dossier`: the title page and the four parts A to D."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from agreements.dossier import Agendasoort, Dossier, Dossierrol
from agreements.importers.dossier.agenda import Tabellenlezer
from agreements.importers.dossier.herkenning import datum_in, nummer_en_titel, tijden_in, versie_en_rest, zonder_label
from agreements.importers.dossier.herstel import herstel
from agreements.importers.dossier.punten import Puntenlezer, sjabloonzinnen
from agreements.importers.dossier.rij import Alinea, Rij, Tabel, naar_html
from agreements.importers.dossier.verantwoording import Verantwoording, verantwoord
from agreements.lijst import LANDSDEEL_CODES, LijstFout, Melding

_DEEL = re.compile(r"^([A-D])[.)]\s+(?:agenda|deelnemers|dossier|bijlagen?)\b", re.I)
_INHOUD = re.compile(r"^inhoud(?:sopgave)?$", re.I)
_INHOUDSREGEL = re.compile(r"\.{3,}\s*\d*$|…\s*\d*$")
_LABEL = re.compile(r"^(datum|tijd|locatie|plaats)\s*:\s*(.+)$", re.I)
_LANDSDEEL = re.compile(rf"\b({'|'.join(naam for naam in LANDSDEEL_CODES if naam != 'landelijk')})\b", re.I)
_JAAR = re.compile(r"\b(20\d{2})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gelezen:
    """A dossier as it was read, with the account of every character of the source."""

    dossier: Dossier
    verantwoording: Verantwoording


def bouw_dossier(
    rijen: Sequence[Rij], meldingen: Sequence[Melding], *, soort: str, jaar: int, landsdeel: str, naam: str
) -> Gelezen:
    """Give the rows of a source their meaning.

    What was doubtful stands in the meldingen of the dossier, and so does every text that found no place. Raises
    LijstFout when there is no dossier in it, or one of another landsdeel or year.
    """
    lezer = _Lezer(soort=soort, jaar=jaar, landsdeel=landsdeel, naam=naam)
    dossier = lezer.lees(rijen)
    rekening = verantwoord(rijen, dossier, lezer.weg)
    alle = sorted(
        (*meldingen, *lezer.meldingen, *rekening.ontbreekt),
        key=lambda melding: (melding.regel is None, melding.regel or 0),
    )
    return Gelezen(dossier=replace(dossier, meldingen=tuple(alle)), verantwoording=rekening)


@dataclass(slots=True)
class _Voorblad:
    titel: str = ""
    versie: str = ""
    datum: date | None = None
    tijden: list[time] = field(default_factory=list)
    locatie: str = ""


@dataclass(slots=True)
class _Lezer:
    soort: str
    jaar: int
    landsdeel: str
    naam: str
    meldingen: list[Melding] = field(default_factory=list)
    weg: list[Melding] = field(default_factory=list)

    def lees(self, rijen: Sequence[Rij]) -> Dossier:
        hersteld, meldingen, weg = herstel(rijen)
        self.meldingen += meldingen
        self.weg += weg
        delen = self._verdeel(hersteld)
        blad = _Voorblad()
        regels = self._lees_voorblad(delen[""], blad)
        self._toets_plaats(blad.titel)
        agendatekst = self._lees_voorblad([rij for rij in delen["A"] if isinstance(rij, Alinea)], blad)
        opbouw, rest = _splits_opbouw(delen["C"])
        tabellen = Tabellenlezer(self.jaar)
        punten = Puntenlezer(sjabloonzinnen(opbouw))
        gelezen = punten.lees(rest)
        if not gelezen:
            raise LijstFout(
                f"In “{self.naam}” staat geen dossier: er is geen genummerd agendapunt gevonden. Kies het bestand met "
                "het gezamenlijke dossier, met de agendapunten als koppen (“2.3. Titel”)."
            )
        agenda = tabellen.agenda([rij for rij in delen["A"] if isinstance(rij, Tabel)])
        gelezen = tabellen.verdeel(agenda, gelezen, zelf=punten.gemerkt)
        deelnemers, deelnemerstekst = tabellen.deelnemers(delen["B"])
        bijlagen, bijlagentekst = tabellen.bijlagen(delen["D"])
        self.meldingen += [*punten.meldingen, *tabellen.meldingen]
        self.weg += [*punten.weg, *tabellen.weg]
        begin, eind = [*blad.tijden, None, None][:2]
        return Dossier(
            soort=self.soort,
            jaar=self.jaar,
            landsdeel=self.landsdeel,
            titel=blad.titel or f"Dossier {self.landsdeel} {self.jaar}",
            versie=blad.versie,
            datum=blad.datum,
            begin=begin,
            eind=eind if begin and eind and eind > begin else None,
            locatie=blad.locatie,
            regels=naar_html(regels),
            agenda=tuple(agenda),
            agenda_tekst=naar_html(agendatekst),
            deelnemers=tuple(deelnemers),
            deelnemers_tekst=deelnemerstekst,
            opbouw=naar_html(_als_tekst(opbouw)),
            agendapunten=tuple(gelezen),
            bijlagen=tuple(bijlagen),
            bijlagen_tekst=bijlagentekst,
        )

    def _verdeel(self, rijen: Sequence[Rij]) -> dict[str, list[Rij]]:
        """The rows per part; a dossier without the headings A to D is all title page and dossier."""
        delen: dict[str, list[Rij]] = {"": [], "A": [], "B": [], "C": [], "D": []}
        huidig = ""
        for rij in rijen:
            if isinstance(rij, Alinea) and rij.rol:
                if rij.rol == Dossierrol.HOOFDDEEL:
                    huidig = rij.tekst[:1] if rij.tekst[:1] in delen else huidig
                if rij.rol in (Dossierrol.HOOFDDEEL, Dossierrol.TOEVOEGING):
                    self._laat_weg("toevoeging van het register", rij)
                else:
                    delen[huidig].append(rij)
                continue
            if isinstance(rij, Alinea) and _INHOUDSREGEL.search(rij.tekst):
                self._laat_weg("inhoudsopgave", rij)
                continue
            kop = _DEEL.match(rij.tekst) if isinstance(rij, Alinea) and rij.niveau is None else None
            if kop and isinstance(rij, Alinea) and kop[1].upper() > huidig:
                huidig = kop[1].upper()
                self._laat_weg("kop van een deel", rij)
                continue
            if huidig == "" and is_hoofdstuk(rij):
                huidig = "C"
            delen[huidig].append(rij)
        return delen

    def _lees_voorblad(self, rijen: Sequence[Rij], blad: _Voorblad) -> list[Alinea]:
        """Take title, version, day, time and place; what is left is the text of that part."""
        over: list[Alinea] = []
        for rij in rijen:
            if isinstance(rij, Tabel):
                for cel in (cel for een in rij.rijen for cel in een if cel):
                    self.weg.append(Melding(soort="inhoudsopgave", tekst=cel, regel=rij.regel))
                continue
            tekst = rij.tekst
            if rij.rol:
                over += self._lees_gemerkt(rij, blad)
            elif _INHOUD.match(tekst):
                self._laat_weg("inhoudsopgave", rij)
            elif not blad.titel and rij.niveau is None:
                blad.titel = tekst
            elif blad.titel.startswith(tekst) and rij.niveau is None:
                self._laat_weg("herhaalde titel", rij)
            elif not blad.versie and rij.niveau is None and (gevonden := versie_en_rest(tekst)):
                blad.versie = ", ".join(deel for deel in gevonden if deel)
            elif rij.niveau is None and (label := _LABEL.match(tekst)):
                self._lees_label(label, rij, blad)
            else:
                over.append(replace(rij, kop=None))
        return over

    def _lees_gemerkt(self, rij: Alinea, blad: _Voorblad) -> list[Alinea]:
        """Take what says of itself what it is; it comes back when it is text."""
        waarde = zonder_label(rij.tekst)
        match rij.rol:
            case Dossierrol.TITEL:
                blad.titel = rij.tekst
            case Dossierrol.VERSIE:
                blad.versie = waarde
            case Dossierrol.LOCATIE:
                blad.locatie = waarde
            case Dossierrol.DATUM:
                blad.datum = datum_in(waarde, self.jaar)
            case Dossierrol.TIJD:
                blad.tijden = tijden_in(waarde)[:2]
            case _:
                return [replace(rij, kop=None)]
        self._laat_weg("gegevens van het overleg", rij)
        return []

    def _lees_label(self, label: re.Match[str], rij: Alinea, blad: _Voorblad) -> None:
        """Take "Datum: …", "Tijd: …" or "Locatie: …"; a later one that says something else gets a melding."""
        waarde = label[2]
        if label[1].lower() in ("locatie", "plaats") and not blad.locatie:
            blad.locatie = waarde
            kop = rij.tekst[: label.start(2)].strip()
            self.weg.append(Melding(soort="gegevens van het overleg", tekst=kop, regel=rij.regel))
            return
        dag = datum_in(waarde, self.jaar)
        tijden = tijden_in(waarde)[:2]
        for oud, nieuw in ((blad.datum, dag), (blad.tijden or None, tijden or None)):
            if oud and nieuw and oud != nieuw:
                self.meldingen.append(Melding(soort="datum of tijd verschilt", tekst=rij.tekst[:120], regel=rij.regel))
        if not dag and not tijden:
            self.meldingen.append(Melding(soort="datum of tijd niet gelezen", tekst=rij.tekst[:120], regel=rij.regel))
        blad.datum = blad.datum or dag
        blad.tijden = blad.tijden or tijden
        self._laat_weg("gegevens van het overleg", rij)

    def _toets_plaats(self, titel: str) -> None:
        """Refuse a dossier whose title names another landsdeel or year: others would get to see it."""
        landsdelen = {naam.lower() for naam in _LANDSDEEL.findall(titel)}
        jaren = {int(jaar) for jaar in _JAAR.findall(titel)}
        if landsdelen and self.landsdeel not in landsdelen:
            raise LijstFout(
                f"De titel van dit dossier is “{titel}”, maar u kiest landsdeel {self.landsdeel}. Kies het goede "
                "landsdeel of het goede bestand."
            )
        if jaren and self.jaar not in jaren:
            raise LijstFout(
                f"De titel van dit dossier is “{titel}”, maar u kiest het jaar {self.jaar}. Kies het goede jaar of het "
                "goede bestand."
            )

    def _laat_weg(self, soort: str, alinea: Alinea) -> None:
        self.weg.append(Melding(soort=soort, tekst=alinea.tekst, regel=alinea.regel))


def is_hoofdstuk(rij: Rij) -> bool:
    """Whether this is the heading of chapter 1, where the agendapunten begin."""
    if not isinstance(rij, Alinea) or rij.kop is None:
        return False
    if rij.rol:
        return rij.rol in list(Agendasoort)
    gevonden = nummer_en_titel(rij.tekst)
    return gevonden is not None and gevonden[0] == "1"


def _splits_opbouw(rijen: Sequence[Rij]) -> tuple[list[Rij], list[Rij]]:
    """The example of an agendapunt that stands before the first chapter, and the rest."""
    eerste = next((plaats for plaats, rij in enumerate(rijen) if is_hoofdstuk(rij)), 0)
    return list(rijen[:eerste]), list(rijen[eerste:])


def _als_tekst(rijen: Sequence[Rij]) -> list[Alinea]:
    return [replace(rij, kop=None) for rij in rijen if isinstance(rij, Alinea)]
