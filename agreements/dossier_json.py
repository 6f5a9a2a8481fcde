"""The neutral dossier as JSON, in the shape of the public contract, and back.

What the contract does not name comes behind what it does, under keys of its own, and only where there is something:
the agenda table as printed, the texts beside the tables, the times of an item, the lead-in of a proposed agreement. An
item that is written in parts has one text per kind of block in the contract's keys; `blokken` has each by itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, time
from typing import Any

from agreements.dossier import (
    Agendablok,
    Agendapunt,
    Agendaregel,
    Agendasoort,
    Bijlage,
    Bloksoort,
    Deelnemer,
    Dossier,
    Invulling,
    Voorstel,
    Zijde,
)
from agreements.lijst import LijstFout, Melding

_TEKSTEN = ("regels", "agenda_tekst", "deelnemers_tekst", "opbouw", "bijlagen_tekst")
_TEKSTBLOKKEN = (Bloksoort.IN_HET_KORT, Bloksoort.BESPREEKPUNTEN, Bloksoort.TOELICHTING)


def naar_json(dossier: Dossier) -> dict[str, Any]:
    """The dossier in the shape of the public contract (plain dicts and lists; YYYY-MM-DD and HH:MM)."""
    ondersteuning = {
        zijde.value: [een.naam for een in dossier.deelnemers if een.ondersteuning and een.zijde == zijde]
        for zijde in Zijde
    }
    return {
        "soort": dossier.soort,
        "jaar": dossier.jaar,
        "landsdeel": dossier.landsdeel,
        "titel": dossier.titel,
        "versie": dossier.versie,
        "datum": dossier.datum.isoformat() if dossier.datum else None,
        "begin": _klok(dossier.begin),
        "eind": _klok(dossier.eind),
        "locatie": dossier.locatie,
        "agendapunten": [punt_naar_json(punt) for punt in dossier.agendapunten],
        "deelnemers": {
            zijde.value: [een.naam for een in dossier.deelnemers if not een.ondersteuning and een.zijde == zijde]
            for zijde in Zijde
        },
        "bijlagen": [asdict(bijlage) for bijlage in dossier.bijlagen],
        "tellingen": dossier.tellingen(),
        "meldingen": [
            {"regel": melding.regel, "soort": melding.soort, "tekst": melding.tekst} for melding in dossier.meldingen
        ],
        **({"ondersteuning": ondersteuning} if any(ondersteuning.values()) else {}),
        **({"agenda": [asdict(regel) for regel in dossier.agenda]} if dossier.agenda else {}),
        **{naam: tekst for naam in _TEKSTEN if (tekst := getattr(dossier, naam))},
    }


def canoniek(dossier: Dossier) -> bytes:
    """The one way to write this dossier down in bytes, for a checksum: its JSON in UTF-8, keys in alphabetical order,
    no white space between them."""
    return _bytes(naar_json(dossier))


def punt_canoniek(punt: Agendapunt) -> bytes:
    """The same for one item of it."""
    return _bytes(punt_naar_json(punt))


def _bytes(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def punt_naar_json(punt: Agendapunt) -> dict[str, Any]:
    """One item in the shape of the public contract."""
    data: dict[str, Any] = {
        "nummer": punt.nummer,
        "titel": punt.titel,
        "soort": punt.soort.value,
        "wie": list(punt.wie),
        "versie": punt.versie,
        "opmerkingen": list(punt.opmerkingen),
    }
    for soort in _TEKSTBLOKKEN:
        blokken = [blok for blok in punt.blokken if blok.soort == soort]
        data[soort.value] = {
            "leeg": all(blok.is_leeg for blok in blokken),
            "html": "".join(blok.html for blok in blokken),
        }
    data[Bloksoort.VOORGESTELDE_AFSPRAKEN.value] = [_voorstel_naar_json(voorstel) for voorstel in punt.voorstellen]
    if punt.begin or punt.eind:
        data["begin"], data["eind"] = _klok(punt.begin), _klok(punt.eind)
    data["blokken"] = [
        {
            "soort": blok.soort.value,
            "invulling": blok.invulling.value,
            "html": blok.html,
            **({"deel": blok.deel} if blok.deel else {}),
            **({"voorstellen": len(blok.voorstellen)} if blok.voorstellen else {}),
        }
        for blok in punt.blokken
    ]
    return data


def _voorstel_naar_json(voorstel: Voorstel) -> dict[str, Any]:
    return {
        "tekst": voorstel.tekst,
        "subpunten": list(voorstel.subpunten),
        "invulling": voorstel.invulling.value,
        **({"inleiding": voorstel.inleiding} if voorstel.inleiding else {}),
    }


def uit_json(data: Mapping[str, Any]) -> Dossier:
    """The dossier that `naar_json` wrote; counts are not read but made anew.

    Raises LijstFout when a key is missing or of the wrong kind.
    """
    try:
        return Dossier(
            soort=str(data["soort"]),
            jaar=int(data["jaar"]),
            landsdeel=str(data["landsdeel"]),
            titel=str(data["titel"]),
            versie=str(data["versie"]),
            datum=date.fromisoformat(data["datum"]) if data["datum"] else None,
            begin=_tijd(data["begin"]),
            eind=_tijd(data["eind"]),
            locatie=str(data["locatie"]),
            agenda=tuple(Agendaregel(**regel) for regel in data.get("agenda", ())),
            deelnemers=tuple(_deelnemers_uit_json(data)),
            agendapunten=tuple(punt_uit_json(punt) for punt in data["agendapunten"]),
            bijlagen=tuple(Bijlage(**bijlage) for bijlage in data["bijlagen"]),
            meldingen=tuple(
                Melding(regel=melding.get("regel"), soort=str(melding["soort"]), tekst=str(melding["tekst"]))
                for melding in data.get("meldingen", ())
            ),
            **{naam: str(data.get(naam, "")) for naam in _TEKSTEN},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fout:
        raise LijstFout(f"Dit is geen dossier in JSON: {fout!r} ontbreekt of heeft een verkeerde vorm.") from fout


def _deelnemers_uit_json(data: Mapping[str, Any]) -> list[Deelnemer]:
    return [
        Deelnemer(zijde=Zijde(zijde), naam=str(naam), ondersteuning=ondersteuning)
        for sleutel, ondersteuning in (("deelnemers", False), ("ondersteuning", True))
        for zijde, namen in sorted(data.get(sleutel, {}).items(), key=lambda een: list(Zijde).index(Zijde(een[0])))
        for naam in namen
    ]


def punt_uit_json(punt: Mapping[str, Any]) -> Agendapunt:
    """The item that `punt_naar_json` wrote. Raises KeyError, TypeError or ValueError when it has another shape."""
    voorstellen = [
        Voorstel(
            tekst=str(een["tekst"]),
            subpunten=tuple(str(sub) for sub in een["subpunten"]),
            invulling=Invulling(een["invulling"]),
            inleiding=str(een.get("inleiding", "")),
        )
        for een in punt[Bloksoort.VOORGESTELDE_AFSPRAKEN.value]
    ]
    blokken = []
    for blok in punt["blokken"]:
        aantal = int(blok.get("voorstellen", 0))
        blokken.append(
            Agendablok(
                soort=Bloksoort(blok["soort"]),
                html=str(blok["html"]),
                invulling=Invulling(blok["invulling"]),
                deel=str(blok.get("deel", "")),
                voorstellen=tuple(voorstellen[:aantal]),
            )
        )
        voorstellen = voorstellen[aantal:]
    return Agendapunt(
        nummer=str(punt["nummer"]),
        titel=str(punt["titel"]),
        soort=Agendasoort(punt["soort"]),
        wie=tuple(str(wie) for wie in punt["wie"]),
        begin=_tijd(punt.get("begin")),
        eind=_tijd(punt.get("eind")),
        versie=str(punt["versie"]),
        opmerkingen=tuple(str(tekst) for tekst in punt["opmerkingen"]),
        blokken=tuple(blokken),
    )


def _klok(moment: time | None) -> str | None:
    return moment.strftime("%H:%M") if moment else None


def _tijd(klok: str | None) -> time | None:
    return time.fromisoformat(klok) if klok else None
