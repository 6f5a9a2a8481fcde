"""Demo data to Parliament: examples of our own, linked to the demo agreements."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from accounts.actoren import Actor
from agreements.models import Afspraak, Ronde, Status
from parliament.models import Cijferversie, Motie, Motiestatus
from parliament.services.cijfers import maak_cijfer, publiceer_cijfer
from parliament.services.moties import bewaar_motie, koppel_afspraak, leg_stand_vast

BRON = "Voorbeeld bij de demogegevens"
#: The day on which the statuses of the demo were published.
PEILDATUM = date(2026, 7, 3)


def laad_demo(*, op: datetime, by: Actor) -> None:
    """A motie under way, a toezegging that waits and two figures, of the demo rondes; nothing is dated back."""
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
    _leg_cijfers_vast(by)


def _leg_cijfers_vast(by: Actor) -> None:
    """One figure that went with a letter, and one that the Rijk keeps to itself."""
    if timezone.localdate() <= PEILDATUM:
        return  # a clock that runs behind: a figure can only tell of a day that is over
    versie = maak_cijfer(
        titel="Voorbeeld: afgerond van het BO MIRT 2024",
        zin="Van het BO MIRT 2024 zijn … van de … afspraken afgerond of opgevolgd.",
        vraag="soort=mirt&jaar=2024",
        binnen=[Status.AFGEROND, Status.OPGEVOLGD],
        peildatum=PEILDATUM,
        zicht=Cijferversie.Zicht.OPENBAAR,
        by=by,
    )
    publiceer_cijfer(versie=versie, kamerstuk="99 999, nr. 1", briefdatum=PEILDATUM, by=by)
    maak_cijfer(
        titel="Voorbeeld: vertraagd in de laatste rondes",
        zin="Op dit moment zijn … afspraken vertraagd.",
        vraag="soort=mirt&jaar=2024&jaar=2025&status=vertraagd",
        peildatum=PEILDATUM,
        zicht=Cijferversie.Zicht.RIJK,
        by=by,
    )
