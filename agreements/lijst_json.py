"""The neutral list as JSON, in the shape of the public contract, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from agreements.lijst import (
    Blok,
    Landsdeellijst,
    Lijst,
    LijstFout,
    Melding,
    Partijregel,
    Rubriek,
    Statusregel,
    Tekstblok,
    Termijnfrase,
    Wijziging,
)


def naar_json(lijst: Lijst) -> dict[str, Any]:
    """The list in the shape of the public contract (plain dicts and lists, dates as YYYY-MM-DD)."""
    return {
        "soort": lijst.soort,
        "jaar": lijst.jaar,
        "titel": lijst.titel,
        "landsdelen": [
            {
                "landsdeel": deel.landsdeel,
                "kop": deel.kop,
                "rubrieken": [
                    {
                        "nummer": rubriek.nummer,
                        "titel": rubriek.titel,
                        "gebied": rubriek.gebied,
                        "blokken": [_blok_naar_json(blok) for blok in rubriek.blokken],
                    }
                    for rubriek in deel.rubrieken
                ],
            }
            for deel in lijst.landsdelen
        ],
        "tellingen": lijst.tellingen(),
        "meldingen": [
            {"regel": melding.regel, "soort": melding.soort, "tekst": melding.tekst} for melding in lijst.meldingen
        ],
        **({"vervallen": [_tekstblok_naar_json(blok) for blok in lijst.vervallen]} if lijst.vervallen else {}),
    }


def canoniek(lijst: Lijst) -> bytes:
    """The one way to write this list down in bytes, for a checksum: its JSON in UTF-8, keys in alphabetical order,
    no white space between them."""
    return json.dumps(naar_json(lijst), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _blok_naar_json(blok: Blok) -> dict[str, Any]:
    return {
        "provincie": blok.provincie,
        "provincie_kop": blok.provincie_kop,
        "onderwerp": blok.onderwerp,
        "inleiding": blok.inleiding,
        "afspraken": [_tekstblok_naar_json(tekstblok) for tekstblok in blok.tekstblokken],
    }


def _tekstblok_naar_json(blok: Tekstblok) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": blok.code,
        "soort": blok.soort,
        "teken": blok.teken,
        "tekst": blok.tekst,
        "subpunten": list(blok.subpunten),
        "termijnen": [
            {
                "frase": termijn.frase,
                "soort": termijn.soort,
                "van": termijn.van.isoformat() if termijn.van else None,
                "tot": termijn.tot.isoformat() if termijn.tot else None,
                "overleg": termijn.overleg,
            }
            for termijn in blok.termijnen
        ],
    }
    if blok.statussen:
        data["statussen"] = [
            {
                "code": status.code,
                "label": status.label,
                "sinds": status.sinds.isoformat() if status.sinds else None,
                "toelichting": status.toelichting,
            }
            for status in blok.statussen
        ]
    if blok.partijen:
        data["partijen"] = [{"naam": partij.naam, "rol": partij.rol, "zijde": partij.zijde} for partij in blok.partijen]
    if blok.wijziging:
        data["wijziging"] = {"soort": blok.wijziging.soort, "was": blok.wijziging.was}
    return data


def uit_json(data: Mapping[str, Any]) -> Lijst:
    """The list that `naar_json` wrote; counts are not read but made anew.

    Raises LijstFout when a key is missing or of the wrong kind.
    """
    try:
        return Lijst(
            soort=_tekst(data["soort"]),
            jaar=int(data["jaar"]),
            titel=_tekst(data["titel"]),
            landsdelen=tuple(
                Landsdeellijst(
                    landsdeel=_tekst(deel["landsdeel"]),
                    kop=_tekst(deel["kop"]),
                    rubrieken=tuple(
                        Rubriek(
                            nummer=_tekst(rubriek["nummer"]),
                            titel=_tekst(rubriek["titel"]),
                            gebied=_tekst_of_niets(rubriek.get("gebied")),
                            blokken=tuple(_blok_uit_json(blok) for blok in rubriek["blokken"]),
                        )
                        for rubriek in deel["rubrieken"]
                    ),
                )
                for deel in data["landsdelen"]
            ),
            vervallen=tuple(_tekstblok_uit_json(blok) for blok in data.get("vervallen", ())),
            meldingen=tuple(
                Melding(regel=melding.get("regel"), soort=_tekst(melding["soort"]), tekst=_tekst(melding["tekst"]))
                for melding in data.get("meldingen", ())
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fout:
        raise LijstFout(
            f"Dit is geen afsprakenlijst in JSON: {fout!r} ontbreekt of heeft een verkeerde vorm."
        ) from fout


def _blok_uit_json(blok: Mapping[str, Any]) -> Blok:
    return Blok(
        provincie=_tekst_of_niets(blok.get("provincie")),
        provincie_kop=_tekst_of_niets(blok.get("provincie_kop")),
        onderwerp=_tekst_of_niets(blok.get("onderwerp")),
        inleiding=_tekst_of_niets(blok.get("inleiding")),
        tekstblokken=tuple(_tekstblok_uit_json(tekstblok) for tekstblok in blok["afspraken"]),
    )


def _tekstblok_uit_json(blok: Mapping[str, Any]) -> Tekstblok:
    return Tekstblok(
        code=_tekst(blok.get("code", "")),
        soort=_tekst(blok["soort"]),
        teken=_tekst_of_niets(blok.get("teken")),
        tekst=_tekst(blok["tekst"]),
        subpunten=tuple(_tekst(subpunt) for subpunt in blok.get("subpunten", ())),
        termijnen=tuple(
            Termijnfrase(
                frase=_tekst(termijn["frase"]),
                soort=_tekst(termijn["soort"]),
                van=_datum(termijn.get("van")),
                tot=_datum(termijn.get("tot")),
                overleg=_tekst_of_niets(termijn.get("overleg")),
            )
            for termijn in blok.get("termijnen", ())
        ),
        statussen=tuple(
            Statusregel(
                code=_tekst(status["code"]),
                label=_tekst(status["label"]),
                sinds=_datum(status.get("sinds")),
                toelichting=_tekst(status.get("toelichting", "")),
            )
            for status in blok.get("statussen", ())
        ),
        partijen=tuple(
            Partijregel(naam=_tekst(partij["naam"]), rol=_tekst(partij["rol"]), zijde=_tekst(partij.get("zijde", "")))
            for partij in blok.get("partijen", ())
        ),
        wijziging=_wijziging_uit_json(blok.get("wijziging")),
    )


def _wijziging_uit_json(wijziging: Mapping[str, Any] | None) -> Wijziging | None:
    if wijziging is None:
        return None
    return Wijziging(soort=_tekst(wijziging["soort"]), was=_tekst(wijziging.get("was", "")))


def _tekst(waarde: Any) -> str:
    if not isinstance(waarde, str):
        raise TypeError(f"tekst verwacht, kreeg {waarde!r}")
    return waarde


def _tekst_of_niets(waarde: Any) -> str | None:
    return None if waarde is None else _tekst(waarde)


def _datum(waarde: Any) -> date | None:
    return None if waarde is None else date.fromisoformat(_tekst(waarde))
