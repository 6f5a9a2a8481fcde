"""An answer as the JSON of the contract, and as a sentence."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.utils.formats import date_format

from instruments.stand import NIET, ONBEKEND, RANG, VASTGESTELD, Antwoord, Regel

#: More names than this do not fit in a sentence; the lines below it say which they are.
VEEL = 6


def als_json(instrument: str, antwoord: Antwoord) -> dict[str, Any]:
    """The shape of CONTRACT.md, "Instruments as JSON". A date is the last day that the moment covers."""
    return {
        "instrument": instrument,
        "peildatum": antwoord.peildatum.isoformat(),
        "totaal": antwoord.totaal,
        "per_stand": dict(antwoord.per_stand),
        "niet_vastgesteld": [plek.naam for plek in antwoord.niet_vastgesteld],
        "onbekend": antwoord.onbekend,
        "regels": [regel_als_json(regel) for regel in antwoord.regels],
        "tegenspraken": [
            {"uitspraak": tekst, "bron": str(bron)}
            for tegenspraak in antwoord.tegenspraken
            for tekst, bron in ((f"{tegenspraak.waarover}: {zin}", bron) for zin, bron in tegenspraak.uitspraken)
        ],
    }


def regel_als_json(regel: Regel) -> dict[str, Any]:
    """One place, as `als_json` has it."""
    uiting = regel.uiting
    return {
        "gebied": regel.plek.naam,
        "stand": regel.stand,
        "handeling": (uiting.handeling or None) if uiting else None,
        "versie": (uiting.versie or None) if uiting else None,
        "datum": uiting.tot.isoformat() if uiting and uiting.tot else None,
        "bron": str(uiting.bron) if uiting else None,
    }


def als_zin(antwoord: Antwoord) -> str:
    """ "14 van de 16 vastgesteld; niet: Groningen – Masterplan Zeehavens; van 1 niet bekend." """
    delen = [f"{antwoord.vastgesteld} van de {antwoord.totaal} vastgesteld"]
    delen += [
        f"{aantal} {stand}"
        for stand, aantal in antwoord.per_stand.items()
        if stand not in (VASTGESTELD, NIET) and aantal and antwoord.telling is None
    ]
    namen = [plek.naam for plek in antwoord.niet_vastgesteld]
    if namen and (antwoord.telling is not None or antwoord.vastgesteld or len(namen) < antwoord.totaal):
        delen.append(f"niet: {', '.join(namen) if len(namen) <= VEEL else f'{len(namen)}'}")
    if antwoord.onbekend:
        delen.append(f"van {antwoord.onbekend} niet bekend")
    return "; ".join(delen) + "."


def als_uitleg(antwoord: Antwoord) -> str:
    """Why the numbers of the sentence are not those of the lines below it; empty when they are the same."""
    per_plek = Counter(regel.stand for regel in antwoord.regels)
    genoemd = {stand: per_plek[stand] for stand in (*reversed(RANG), ONBEKEND) if per_plek[stand]}
    telling = antwoord.telling
    if telling is None or genoemd == antwoord.per_stand | ({ONBEKEND: antwoord.onbekend} if antwoord.onbekend else {}):
        return ""
    delen = [f"{aantal} {'niet bekend' if stand == ONBEKEND else stand}" for stand, aantal in genoemd.items()]
    moment = f" ({telling.moment})" if telling.moment else ""
    return (
        f"Het aantal komt uit een telling: {telling.bron.titel}{moment} noemt {telling.aantal} van de "
        f"{antwoord.totaal}, maar zegt dat niet van elk gebied bij naam. In de tabel staat per gebied alleen wat een "
        f"bron daarover zegt: {', '.join(delen)}. Daarom zijn die aantallen anders."
    )


def dag(moment: date) -> str:
    """A day as people read it."""
    return date_format(moment, "j F Y")
