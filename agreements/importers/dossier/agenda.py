"""The tables of a dossier: the agenda, the deelnemers and the bijlagen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from agreements.dossier import Agendapunt, Agendaregel, Bijlage, Deelnemer, Dossierrol, Invulling, Zijde
from agreements.importers.dossier.herkenning import (
    invulling_van,
    nummer_en_titel,
    sprekers,
    tijden_in,
)
from agreements.importers.dossier.rij import Alinea, Rij, Stuk, Tabel, naar_html
from agreements.lijst import Melding

_KOLOMMEN = (
    ("nummer", re.compile(r"^(?:nr\b|nummer)", re.I)),
    ("tijd", re.compile(r"tijd", re.I)),
    ("titel", re.compile(r"programma|onderdeel|onderwerp|agendapunt|titel", re.I)),
    ("wie", re.compile(r"\bwie\b|spreker|inbreng|door", re.I)),
)
_BIJLAGEKOLOMMEN = (
    ("nummer", re.compile(r"nummer|nr", re.I)),
    ("naam", re.compile(r"naam|titel|bijlage", re.I)),
    ("informatie", re.compile(r"informatie|toelichting|opmerking", re.I)),
)
#: Which people stand below a heading of our own document: their side, and whether they are officials who come along.
_GROEPEN = {
    Dossierrol.RIJK.value: (Zijde.RIJK, False),
    Dossierrol.REGIO.value: (Zijde.REGIO, False),
    Dossierrol.STEUN_RIJK.value: (Zijde.RIJK, True),
    Dossierrol.STEUN_REGIO.value: (Zijde.REGIO, True),
}
_LETTERS = re.compile(r"[^\w]+")
_STREEPJES = "-\u2010\u2011"


@dataclass(slots=True)
class Tabellenlezer:
    """Reads the tables; `weg` is what was read as something else than text (headings, places not filled in)."""

    jaar: int
    meldingen: list[Melding] = field(default_factory=list)
    weg: list[Melding] = field(default_factory=list)

    # --- agenda ------------------------------------------------------------------------------------------------

    def agenda(self, tabellen: Sequence[Tabel]) -> list[Agendaregel]:
        """The rows of the agenda table as printed; a table that goes on over a page is one table."""
        uit: list[Agendaregel] = []
        kolommen: dict[str, int] = {}
        for tabel in tabellen:
            rijen = list(tabel.rijen)
            gevonden = _kolommen(rijen[0], _KOLOMMEN)
            if len(gevonden) >= 2:
                kolommen = gevonden
                self.weg.append(Melding(soort="kop van een tabel", tekst=" ".join(rijen.pop(0)), regel=tabel.regel))
            if not kolommen:
                self.meldingen.append(
                    Melding(soort="tabel niet herkend", tekst=" | ".join(rijen[0])[:120], regel=tabel.regel)
                )
                continue
            for rij in rijen:
                self._agendaregel(uit, {naam: _cel(rij, plaats) for naam, plaats in kolommen.items()}, rij, tabel)
        return uit

    def _agendaregel(self, uit: list[Agendaregel], cellen: dict[str, str], rij: tuple[str, ...], tabel: Tabel) -> None:
        gevuld = [cel for cel in rij if cel]
        if not gevuld:
            return
        if "nummer" in cellen:  # each thing in a cell of its own
            uit.append(Agendaregel(**{**cellen, "nummer": cellen["nummer"].rstrip(".")}))
            return
        if uit and len(gevuld) == 1 and uit[-1].titel.endswith(tuple(_STREEPJES)):
            uit[-1] = replace(uit[-1], titel=uit[-1].titel + gevuld[0])
            self.meldingen.append(
                Melding(soort="afgebroken titel in de agenda", tekst=uit[-1].titel[:120], regel=tabel.regel)
            )
            return
        titel = cellen.get("titel", "")
        nummer, kaal = nummer_en_titel(titel) or ("", titel)
        uit.append(Agendaregel(tijd=cellen.get("tijd", ""), nummer=nummer, titel=kaal, wie=cellen.get("wie", "")))

    def verdeel(
        self, agenda: Sequence[Agendaregel], punten: Sequence[Agendapunt], *, zelf: frozenset[str] = frozenset()
    ) -> list[Agendapunt]:
        """The agendapunten with the speakers and times that the agenda gives them, and a melding where they differ.

        The numbers in `zelf` are those of the items that say themselves who speaks and when.
        """
        regels = {regel.nummer: regel for regel in agenda if regel.nummer}
        uit = []
        for punt in punten:
            regel = regels.pop(punt.nummer, None)
            if regel is None:
                if agenda:
                    self._meld("agendapunt staat niet in de agenda", f"{punt.nummer} {punt.titel}")
                uit.append(punt)
                continue
            if not _lijken(regel.titel, punt.titel):
                self._meld("titel verschilt", f"{punt.nummer}: agenda “{regel.titel}”, dossier “{punt.titel}”")
            wie = sprekers(regel.wie)
            if punt.nummer in zelf:
                if wie and punt.wie and wie != punt.wie:
                    self._meld("WIE verschilt", f"{punt.nummer}: agenda “{regel.wie}”, dossier “{', '.join(punt.wie)}”")
                uit.append(punt)
                continue
            los = regel.wie and not wie and invulling_van(regel.wie) != Invulling.PM
            tijden = tijden_in(regel.tijd)
            uit.append(
                replace(
                    punt,
                    wie=wie,
                    opmerkingen=(*punt.opmerkingen, regel.wie) if los else punt.opmerkingen,
                    begin=punt.begin or next(iter(tijden), None),
                    eind=punt.eind or next(iter(tijden[1:]), None),
                )
            )
        for nummer, regel in regels.items():
            self._meld("agendapunt staat niet in het dossier", f"{nummer} {regel.titel}")
        return uit

    # --- deelnemers --------------------------------------------------------------------------------------------

    def deelnemers(self, rijen: Sequence[Rij]) -> tuple[list[Deelnemer], str]:
        """Who takes part, under the headings that name a side (Rijk first); and the text that stands with them."""
        uit: list[Deelnemer] = []
        tekst: list[Alinea] = []
        groep: tuple[Zijde, bool] | None = None
        for rij in _als_alineas(rijen):
            if rij.rol in _GROEPEN:
                groep = _GROEPEN[rij.rol]
                self.weg.append(Melding(soort="kop van deelnemers", tekst=rij.tekst, regel=rij.regel))
            elif rij.rol == Dossierrol.TEKST:
                tekst.append(rij)
            elif rij.rol == Dossierrol.DEELNEMER and groep is not None:
                uit.append(Deelnemer(zijde=groep[0], naam=rij.tekst, ondersteuning=groep[1]))
            elif rij.niveau is None:
                nieuw = _groep(rij.tekst)
                if nieuw is None:
                    tekst.append(replace(rij, kop=None))
                else:
                    self.weg.append(Melding(soort="kop van deelnemers", tekst=rij.tekst, regel=rij.regel))
                groep = nieuw or groep
            elif groep is None:
                tekst.append(rij)
            elif invulling_van(rij.tekst) == Invulling.PM:
                self.weg.append(Melding(soort="nog in te vullen", tekst=rij.tekst, regel=rij.regel))
            else:
                uit.append(Deelnemer(zijde=groep[0], naam=rij.tekst, ondersteuning=groep[1]))
        uit.sort(key=lambda een: (een.ondersteuning, een.zijde != Zijde.RIJK))
        return uit, naar_html(tekst)

    # --- bijlagen ----------------------------------------------------------------------------------------------

    def bijlagen(self, rijen: Sequence[Rij]) -> tuple[list[Bijlage], str]:
        """The table of annexes, without its empty rows; and the text that stands with it."""
        uit: list[Bijlage] = []
        tekst: list[Alinea] = []
        kolommen: dict[str, int] = {}
        for rij in rijen:
            if isinstance(rij, Alinea):
                tekst.append(replace(rij, kop=None))
                continue
            cellen = list(rij.rijen)
            gevonden = _kolommen(cellen[0], _BIJLAGEKOLOMMEN)
            if len(gevonden) >= 2:
                kolommen = gevonden
                self.weg.append(Melding(soort="kop van een tabel", tekst=" ".join(cellen.pop(0)), regel=rij.regel))
            kolommen = kolommen or {"nummer": 0, "naam": 1, "informatie": 2}
            for een in cellen:
                waarden = {naam: _cel(een, plaats) for naam, plaats in kolommen.items()}
                if any(waarden.values()):
                    uit.append(Bijlage(**waarden))
        return uit, naar_html(tekst)

    def _meld(self, soort: str, tekst: str) -> None:
        self.meldingen.append(Melding(soort=soort, tekst=tekst[:200]))


def _als_alineas(rijen: Sequence[Rij]) -> list[Alinea]:
    """Rows with each cell of a table as a point of its own."""
    uit: list[Alinea] = []
    for rij in rijen:
        if isinstance(rij, Alinea):
            uit.append(rij)
        else:
            uit += [
                Alinea(stukken=(Stuk(cel),), regel=rij.regel, niveau=None if _groep(cel) else 0)
                for een in rij.rijen
                for cel in een
                if cel
            ]
    return uit


def _groep(tekst: str) -> tuple[Zijde, bool] | None:
    """The side that a heading in the list of deelnemers names, and whether it is about officials who come along."""
    kop = tekst.casefold()
    ondersteuning = "ondersteuning" in kop
    if len(tekst) > 100 or not (ondersteuning or kop.startswith("deelnemers")) or kop.endswith("."):
        return None
    if re.search(r"\bregio|provincie|waterschap|gemeente", kop):
        return Zijde.REGIO, ondersteuning
    return (Zijde.RIJK, ondersteuning) if re.search(r"\brijk|ministerie|kabinet", kop) else None


def _kolommen(rij: Sequence[str], namen: Sequence[tuple[str, re.Pattern[str]]]) -> dict[str, int]:
    uit: dict[str, int] = {}
    for plaats, cel in enumerate(rij):
        if len(cel) > 40:
            continue
        naam = next((naam for naam, patroon in namen if naam not in uit and patroon.search(cel)), None)
        if naam:
            uit[naam] = plaats
    return uit


def _cel(rij: Sequence[str], plaats: int) -> str:
    return rij[plaats] if plaats < len(rij) else ""


def _lijken(een: str, ander: str) -> bool:
    kaal, kaal_ander = (_LETTERS.sub("", tekst).casefold() for tekst in (een, ander))
    return kaal in kaal_ander or kaal_ander in kaal or "pm" in (kaal, kaal_ander)
