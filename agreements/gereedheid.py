"""What is still missing in a dossier before it can go to the table: per item, and of its time. No database.

Advice on what could be better stands in `dossierregels`; this is what is not there yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from agreements.dossier import Agendablok, Agendapunt, Agendasoort, Bloksoort, Dossier, Invulling

_OPMAAK = re.compile(r"<[^>]+>")
#: Placeholders that people leave in a text: "PM", "XX", "Status?".
_OPEN_PLEK = re.compile(r"\bPM\b|\bXX+\b|\bStatus\?")
_WAT = {
    Invulling.PM: "er staat nog PM",
    Invulling.SJABLOON: "nog de tekst van het sjabloon",
    Invulling.LEEG: "nog leeg",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beheer:
    """Who writes an item and when it is due."""

    penhouder: str = ""
    aanleveren_voor: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tijdbalans:
    """Whether the times of the chapters fit in the overleg, in minutes. `zonder`: the chapters that have no time."""

    duur: int | None
    verdeeld: int
    zonder: tuple[str, ...] = ()

    @property
    def over(self) -> int:
        """What is left of the overleg; negative when the agenda takes longer."""
        return self.duur - self.verdeeld if self.duur is not None else 0

    @property
    def klopt(self) -> bool:
        return self.duur is not None and not self.zonder and self.over == 0

    @property
    def zin(self) -> str:
        """How the times add up, in a sentence."""
        if self.duur is None:
            return "Nog niet bekend is hoe lang het overleg duurt. Vul bij de gegevens de begin- en eindtijd in."
        if not self.verdeeld:
            return f"Het overleg duurt {self.duur} minuten. Daarvan is nog niets verdeeld over de hoofdstukken."
        kern = f"Van de {self.duur} minuten zijn er {self.verdeeld} verdeeld"
        if self.over < 0:
            return f"{kern}: {-self.over} minuten te veel."
        if self.over == 0:
            return f"{kern}: dat klopt precies."
        return f"{kern}: nog {self.over} over."


def tekorten(punt: Agendapunt, beheer: Beheer, *, heeft_onderliggende: bool, vandaag: date) -> list[str]:
    """What this item still lacks, a phrase each; empty when it can go to the table.

    An item that only stands above others lacks nothing of itself, as long as it has no block that was begun.
    """
    uit = [een for blok in punt.blokken if (een := _van_blok(punt, blok))]
    if not punt.blokken and not heeft_onderliggende and punt.niveau > 1:
        uit.append("er staat nog geen tekst")
    if _OPEN_PLEK.search(punt.titel) or len(punt.titel) < 2:
        uit.append("de titel is nog niet ingevuld")
    if punt.opmerkingen:
        aantal = len(punt.opmerkingen)
        uit.append(f"er {'staat nog 1 opmerking' if aantal == 1 else f'staan nog {aantal} opmerkingen'} in het stuk")
    is_tussenkop = heeft_onderliggende and not punt.blokken
    if not is_tussenkop and not beheer.penhouder and (punt.niveau > 1 or punt.blokken):
        uit.append("nog geen penhouder")
    if uit and beheer.aanleveren_voor and beheer.aanleveren_voor < vandaag:
        uit.append("de aanleverdatum is voorbij")
    return uit


def tijdbalans(dossier: Dossier) -> Tijdbalans:
    """How the times of the chapters add up. A chapter lasts until its own end, else until the next one begins."""
    hoofdstukken = [punt for punt in dossier.agendapunten if punt.niveau == 1]
    duur = _minuten(dossier.begin, dossier.eind) if dossier.begin and dossier.eind else None
    verdeeld = 0
    for plaats, punt in enumerate(hoofdstukken):
        if punt.begin is None:
            continue
        later = [een.begin for een in hoofdstukken[plaats + 1 :] if een.begin and een.begin > punt.begin]
        tot = punt.eind or (later[0] if later else dossier.eind)
        if tot and tot > punt.begin:
            verdeeld += _minuten(punt.begin, tot)
    return Tijdbalans(
        duur=duur, verdeeld=verdeeld, zonder=tuple(punt.nummer for punt in hoofdstukken if punt.begin is None)
    )


def _van_blok(punt: Agendapunt, blok: Agendablok) -> str:
    naam = blok.soort.value.replace("_", " ").capitalize()
    if blok.deel:
        naam = f"{naam} ({blok.deel})"
    if (
        blok.invulling is Invulling.LEEG
        and (blok.soort is Bloksoort.TOELICHTING or punt.soort is not Agendasoort.BESPREEKPUNT)
        and blok.soort is not Bloksoort.VOORGESTELDE_AFSPRAKEN
    ):
        return ""  # no toelichting is fine, and what is not discussed needs no text for that
    if blok.invulling in _WAT:
        return f"{naam}: {_WAT[blok.invulling]}"
    if _OPEN_PLEK.search(_OPMAAK.sub(" ", blok.html)):
        return f"{naam}: in de tekst staat nog PM, XX of “Status?”"
    return ""


def _minuten(van: time, tot: time) -> int:
    return (tot.hour - van.hour) * 60 + tot.minute - van.minute
