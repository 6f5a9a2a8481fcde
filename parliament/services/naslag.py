"""The moties, toezeggingen and quantities that the letters name, from `fixtures/`.

A row is known by its `sleutel` and is added once; what people changed since is never touched.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from accounts.actoren import Actor, Systeem
from agreements.kamerstuk import lees_kamerstuk
from agreements.models import Ronde
from agreements.services.naslag import Telling
from agreements.services.naslagbestanden import NaslagError
from parliament.models import Hoeveelheid, Motie
from parliament.services.hoeveelheden import maak_hoeveelheid
from parliament.services.moties import bewaar_motie, leg_stand_vast

#: Reference data is nobody's opinion: its history is signed by where it came from, whoever loads it.
NASLAGGEGEVENS = Systeem(naam="naslaggegevens")


def laad_moties(fixtures: Path, by: Actor) -> Telling:
    """Add the moties that are not there yet. Raises NaslagError when the file is broken."""
    rijen = lees_rijen(fixtures / "moties.json")
    bekend = set(Motie.objects.exclude(sleutel=None).order_by().values_list("sleutel", flat=True))
    telling = Telling()
    # Who added a motie by hand before it came with the fixtures, keeps that one.
    nieuw = [rij for rij in rijen if rij["sleutel"] not in bekend]
    telling.ongewijzigd = len(rijen) - len(nieuw)
    zelf = (
        set(Motie.objects.filter(sleutel=None, soort="motie").values_list("kamerstuk", flat=True)) if nieuw else set()
    )
    for rij in nieuw:
        stuk = lees_kamerstuk(rij.get("kamerstuk", ""))
        if rij["soort"] == "motie" and stuk is not None and stuk.notatie in zelf:
            telling.behouden += 1
            continue
        try:
            _maak(rij)
        except (KeyError, ValidationError, Ronde.DoesNotExist) as fout:
            raise NaslagError(f"moties.json: “{rij['sleutel']}” kan niet worden geladen ({fout}).") from fout
        telling.nieuw += 1
    return telling


def _maak(rij: dict[str, Any]) -> None:
    motie = bewaar_motie(
        soort=rij["soort"],
        naam=rij["naam"],
        gevraagd=rij["gevraagd"],
        bron=rij["bron"],
        kamerstuk=rij.get("kamerstuk", ""),
        datum=date.fromisoformat(rij["datum"]) if rij.get("datum") else None,
        sleutel=rij["sleutel"],
        by=NASLAGGEGEVENS,
    )
    stand = rij["stand"]
    leg_stand_vast(
        motie=motie,
        status=stand["status"],
        zin=stand["zin"],
        ronde=Ronde.objects.get(naam=stand["ronde"]),
        by=NASLAGGEGEVENS,
    )


def laad_hoeveelheden(fixtures: Path, by: Actor) -> Telling:
    """Add the quantities that are not there yet. Raises NaslagError when the file is broken."""
    rijen = lees_rijen(fixtures / "hoeveelheden.json")
    bekend = set(Hoeveelheid.objects.order_by().values_list("sleutel", "naam"))
    sleutels, namen = {sleutel for sleutel, _ in bekend}, {naam for _, naam in bekend}
    telling = Telling()
    for rij in rijen:
        if rij["sleutel"] in sleutels:
            telling.ongewijzigd += 1
        elif rij["naam"] in namen:
            telling.behouden += 1
        else:
            try:
                maak_hoeveelheid(**{**rij, "brondatum": date.fromisoformat(rij["brondatum"])}, by=NASLAGGEGEVENS)
            except (KeyError, TypeError, ValueError, ValidationError) as fout:
                raise NaslagError(f"hoeveelheden.json: “{rij['sleutel']}” kan niet worden geladen ({fout}).") from fout
            telling.nieuw += 1
    return telling


def lees_rijen(pad: Path) -> list[dict[str, Any]]:
    """The rows of a file of fixtures. Raises NaslagError when it is not there, or no such file."""
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"))
        rijen: list[dict[str, Any]] = [{**inhoud.get("standaard", {}), **rij} for rij in inhoud["rijen"]]
        if not all(rij["sleutel"] for rij in rijen):
            raise KeyError("sleutel")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fout:
        raise NaslagError(f"{pad.name} is niet te lezen: {fout}.") from fout
    return rijen
