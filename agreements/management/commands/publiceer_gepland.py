"""publiceer_gepland: publish what was planned for a moment that has come, as beat asks every minute."""

from __future__ import annotations

from typing import Any

from agreements.services.publicatie import voer_plannen_uit
from bolapp.opdracht import Opdracht


class Command(Opdracht):
    help = (
        "Publiceer wat was gepland voor een moment dat is gekomen. De applicatie doet dit zelf elke minuut; deze "
        "opdracht is voor wie dat met een eigen planner wil doen. Stopt met 1 als een publicatie niet lukte."
    )
    voorbeeld = "python manage.py publiceer_gepland"

    def voer_uit(self, *, als_json: bool, **_: Any) -> None:
        uitslag = voer_plannen_uit()
        if als_json:
            self.schrijf_json(uitslag)
        else:
            self.stdout.write(f"Gepubliceerd: {uitslag['gepubliceerd']}. Niet gelukt: {uitslag['niet gelukt']}.")
        if uitslag["niet gelukt"]:
            self.stderr.write("De reden staat op de pagina Publicatie van de ronde.")
            raise SystemExit(1)
