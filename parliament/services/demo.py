"""Demo data to Parliament: examples of our own, linked to the demo agreements."""

from __future__ import annotations

from datetime import datetime

from accounts.actoren import Actor
from agreements.models import Afspraak, Ronde
from parliament.models import Motie, Motiestatus
from parliament.services.moties import bewaar_motie, koppel_afspraak, leg_stand_vast

BRON = "Voorbeeld bij de demogegevens"


def laad_demo(*, op: datetime, by: Actor) -> None:
    """A motie under way and a toezegging that waits, each with agreements of the demo rondes; nothing is dated back."""
    motie = bewaar_motie(
        soort=Motie.Soort.MOTIE,
        naam="voorbeeld: fiets en trein",
        gevraagd="Maak bij elk groter station afspraken over stallingen en over de route ernaartoe.",
        bron=BRON,
        by=by,
    )
    toezegging = bewaar_motie(
        soort=Motie.Soort.TOEZEGGING,
        naam="voorbeeld: voortgang per landsdeel",
        gevraagd="Laat de Kamer elk jaar per landsdeel zien welke afspraken zijn nagekomen en welke zijn vertraagd.",
        bron=BRON,
        by=by,
    )
    afspraken = list(Afspraak.objects.filter(overleg__ronde__soort="mirt").gevolgd().order_by("code")[:4])
    for afspraak in afspraken[:3]:
        koppel_afspraak(
            motie=motie, afspraak=afspraak, hoe="Deze afspraak regelt een deel van wat de motie vraagt.", by=by
        )
    for afspraak in afspraken[3:]:
        koppel_afspraak(
            motie=toezegging, afspraak=afspraak, hoe="De voortgang van deze afspraak komt in het overzicht.", by=by
        )
    leg_stand_vast(
        motie=motie,
        status=Motiestatus.IN_UITVOERING,
        zin="Het overleg heeft de eerste afspraken over stallingen gemaakt; daarmee is de motie in uitvoering.",
        ronde=Ronde.objects.get(soort="mirt", jaar=2025),
        by=by,
    )
    leg_stand_vast(
        motie=toezegging,
        status=Motiestatus.IN_UITVOERING,
        zin="Het eerste overzicht per landsdeel gaat met de volgende brief mee.",
        ronde=Ronde.objects.get(soort="mirt", jaar=2026),
        by=by,
    )
