"""Making an edition as a background job."""

from __future__ import annotations

from typing import Any

from agreements.exporters import Voortgang
from agreements.models import Overleg, Ronde, Taak, Uitgave
from agreements.services.titelblad import Uitvoer
from agreements.services.uitgaven.lezen import lijst_van, open_bestand
from agreements.services.uitgaven.vastleggen import leg_uitgave_vast

#: The document of the edition that the job ends with; the others are on the page of the edition.
FORMAAT = "pdf"


def maak_uitgave(taak: Taak, voortgang: Voortgang) -> Uitvoer:
    """Freeze the edition that was asked for, and give its PDF. Doing it again gives the same edition."""
    vraag: dict[str, Any] = taak.parameters
    uitgave = leg_uitgave_vast(
        ronde=Ronde.objects.get(pk=vraag["ronde"]),
        by=taak.eigenaar,
        reden=vraag["reden"],
        volgnummer=vraag["volgnummer"],
        voortgang=voortgang,
    ).uitgave
    return als_uitvoer(uitgave)


def als_uitvoer(uitgave: Uitgave) -> Uitvoer:
    """What a job that made an edition ends with: its PDF."""
    document = uitgave.bestanden.get(formaat=FORMAAT)
    with open_bestand(document) as bestand:
        inhoud = bestand.read()
    return Uitvoer(
        inhoud=inhoud,
        bestandsnaam=document.naam,
        mediatype=document.mediatype,
        lijst=lijst_van(uitgave),
        overleggen=list(Overleg.objects.filter(pk__in=uitgave.delen.values("overleg")).order_by("pk")),
    )
