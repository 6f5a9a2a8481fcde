"""check_history: is every status history complete and in order, and can nobody change it?"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError

from agreements.services.controle import controleer_geschiedenis, omvang
from bolapp.opdracht import Opdracht


class Command(Opdracht):
    help = (
        "Controleer of van elke afspraak de geschiedenis volledig en op volgorde is, of de documenten er nog "
        "ongewijzigd zijn, of elke uitgave van een lijst en elke versie van een dossier nog is wat is vastgelegd, "
        "of de lijst naar de letter zegt wat een overleg heeft besloten, "
        "of elke momentopname van een monitorronde nog is wat is bevroren, "
        "en of de database de geschiedenis beschermt. Verandert niets; stopt met 1 als er iets mis is."
    )
    voorbeeld = """
python manage.py check_history
python manage.py check_history --json
"""

    def voer_uit(self, **opties: Any) -> None:
        tellingen = omvang()
        gebreken = controleer_geschiedenis(voortgang=self.voortgang)
        if opties["als_json"]:
            self.schrijf_json(
                {
                    "in_orde": not gebreken,
                    "tellingen": tellingen,
                    "gebreken": [asdict(gebrek) for gebrek in gebreken],
                }
            )
        else:
            for gebrek in gebreken:
                self.stdout.write(str(gebrek))
        if gebreken:
            aantal = "1 gebrek" if len(gebreken) == 1 else f"{len(gebreken)} gebreken"
            raise CommandError(f"De geschiedenis is niet in orde: {aantal} gevonden.")
        if not opties["als_json"]:
            namen = {"dossierversies": "versies van dossiers"}
            wat = ", ".join(f"{aantal} {namen.get(naam, naam)}" for naam, aantal in tellingen.items())
            self.stdout.write(f"De geschiedenis is volledig en op volgorde: {wat}.")
