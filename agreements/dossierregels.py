"""The rules that a dossier states for itself, checked: advice with a sentence each, never a refusal.

Source of the rules: what the drafts say of their own making (DOMAIN.md, "Voorbereiding"): only what is decided or
discussed, little status information, no plannen van aanpak to adopt, a point without bespreekpunten is a hamerpunt and
stands in the last chapter, toelichting only where needed, few bijlagen, times that fit in the meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from agreements.dossier import Agendablok, Agendapunt, Agendasoort, Bloksoort, Dossier, Invulling

#: From how many words a toelichting, and from how many bijlagen a dossier, is called long. The drafts name no number.
LANGE_TOELICHTING = 120
VEEL_BIJLAGEN = 5

_GEWOON = re.compile(r"opening|welkom|mededeling|sluiting|afronding|rondvraag|communicatie", re.IGNORECASE)
_HAMERPUNTEN = re.compile(r"\bhamerpunten?\b", re.IGNORECASE)
_STAND_VAN_ZAKEN = re.compile(r"\bstand van zaken\b", re.IGNORECASE)
_PLAN_VAN_AANPAK = re.compile(r"\bplan(?:nen)? van aanpak\b", re.IGNORECASE)
_VASTSTELLEN = re.compile(r"\b(?:vast(?:gesteld|stellen|te stellen)?|stel(?:t|len)\b.*\bvast)\b", re.IGNORECASE)
_OPMAAK = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Advies:
    """What may be better, and at which agendapunt; `nummer` is empty when it is about the whole dossier."""

    tekst: str
    nummer: str = ""


def adviezen(dossier: Dossier) -> list[Advies]:
    """Every advice on this dossier, that on the whole first and the rest in the order of the agenda."""
    uit = [*_tijd(dossier), *_bijlagen(dossier)]
    hoofdstukken = {punt.nummer: punt for punt in dossier.agendapunten if punt.niveau == 1}
    for punt in dossier.agendapunten:
        if any(ander.nummer.startswith(f"{punt.nummer}.") for ander in dossier.agendapunten):
            continue  # it only stands above other points
        hoofdstuk = hoofdstukken.get(punt.nummer.partition(".")[0], punt)
        uit += [Advies(nummer=punt.nummer, tekst=tekst) for tekst in _over_punt(punt, hoofdstuk)]
    return uit


def _over_punt(punt: Agendapunt, hoofdstuk: Agendapunt) -> Iterator[str]:
    if all(blok.is_leeg for blok in punt.blokken):
        return  # still to be written
    besproken, voorgesteld = _blokken(punt, Bloksoort.BESPREEKPUNTEN), _blokken(punt, Bloksoort.VOORGESTELDE_AFSPRAKEN)
    gewoon = _GEWOON.search(punt.titel) or _GEWOON.search(hoofdstuk.titel)
    if punt.soort is Agendasoort.HAMERPUNT:
        if not _HAMERPUNTEN.search(hoofdstuk.titel):
            yield "Dit hamerpunt staat niet in het hoofdstuk met hamerpunten. Zet het daar: het laatste hoofdstuk."
        for blok in (*besproken, *_blokken(punt, Bloksoort.TOELICHTING)):
            if not blok.is_leeg:
                yield f"Een hamerpunt heeft geen blok “{_naam(blok)}”. Haal het weg, of maak er een bespreekpunt van."
    elif not besproken and not voorgesteld and not gewoon:
        yield "Hier wordt niets besproken of besloten. Kan dit punt van de agenda?"
    elif (
        punt.soort is Agendasoort.BESPREEKPUNT
        and _is_niets(besproken)
        and any(not blok.is_leeg for blok in voorgesteld)
    ):
        yield "Er zijn geen bespreekpunten. Dan is dit een hamerpunt, in het laatste hoofdstuk."
    if not gewoon and _STAND_VAN_ZAKEN.search(punt.titel):
        yield "De titel noemt een stand van zaken. Zet op de agenda alleen wat een gesprek of een besluit vraagt."
    for voorstel in punt.voorstellen:
        if _PLAN_VAN_AANPAK.search(voorstel.tekst) and _VASTSTELLEN.search(voorstel.tekst):
            yield "Er wordt voorgesteld een plan van aanpak vast te stellen. Dat hoort niet in dit overleg."
    for blok in _blokken(punt, Bloksoort.TOELICHTING):
        woorden = len(_OPMAAK.sub(" ", blok.html).split())
        if not blok.is_leeg and woorden > LANGE_TOELICHTING:
            yield f"De toelichting telt {woorden} woorden. Schrijf alleen op wat echt nodig is."


def _tijd(dossier: Dossier) -> Iterator[Advies]:
    """Whether the times of the chapters follow each other and fit between begin and end of the meeting."""
    hoofdstukken = [punt for punt in dossier.agendapunten if punt.niveau == 1]
    met_tijd = [(punt, punt.begin) for punt in hoofdstukken if punt.begin is not None]
    for (vorige, eerder), (punt, begin) in pairwise(met_tijd):
        if begin < eerder:
            zin = (
                f"Dit hoofdstuk begint om {begin:%H:%M} uur, eerder dan hoofdstuk {vorige.nummer} ({eerder:%H:%M} uur)."
            )
            yield Advies(nummer=punt.nummer, tekst=zin)
    if dossier.begin is None or dossier.eind is None:
        return
    duur = _minuten(dossier.begin, dossier.eind)
    if not met_tijd:
        yield Advies(tekst=f"Geen enkel hoofdstuk heeft een tijd. Verdeel de {duur} minuten van het overleg.")
        return
    vroegst = min(begin for _, begin in met_tijd)
    laatst = max(eind for punt, begin in met_tijd for eind in (punt.eind or begin,))
    if vroegst < dossier.begin:
        te_vroeg = _minuten(vroegst, dossier.begin)
        yield Advies(tekst=f"De agenda begint {te_vroeg} minuten voor het overleg ({dossier.begin:%H:%M} uur).")
    if laatst > dossier.eind:
        te_laat = _minuten(dossier.eind, laatst)
        yield Advies(
            tekst=f"De agenda loopt {te_laat} minuten langer door dan het overleg (tot {dossier.eind:%H:%M} uur)."
        )
    zonder = [punt.nummer for punt in hoofdstukken if punt.begin is None]
    if zonder:
        yield Advies(tekst=f"Nog zonder tijd: hoofdstuk {', '.join(zonder)}.")


def _bijlagen(dossier: Dossier) -> Iterator[Advies]:
    if len(dossier.bijlagen) > VEEL_BIJLAGEN:
        yield Advies(tekst=f"Er zijn {len(dossier.bijlagen)} bijlagen. Houd het er zo min mogelijk.")


def _blokken(punt: Agendapunt, soort: Bloksoort) -> list[Agendablok]:
    return [blok for blok in punt.blokken if blok.soort is soort]


def _is_niets(blokken: list[Agendablok]) -> bool:
    """Whether a block is not there or has nothing below its heading; "PM" and the template are still to be written."""
    return all(blok.invulling is Invulling.LEEG for blok in blokken)


def _naam(blok: Agendablok) -> str:
    return blok.soort.value.replace("_", " ").capitalize()


def _minuten(van: time, tot: time) -> int:
    return (tot.hour - van.hour) * 60 + tot.minute - van.minute
