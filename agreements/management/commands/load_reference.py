"""load_reference: the reference data of fixtures/ into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from accounts.auditlog import vanaf
from agreements.services.naslag import FIXTURES, Telling, laad_naslag
from bolapp.opdracht import Opdracht


class Command(Opdracht):
    help = (
        "Laad de naslaggegevens: landsdelen, provincies, gebieden, gemeenten, organisaties, thema's, rondes, "
        "overleggen en instrumenten, met wat bronnen daarover zeggen. Herhalen mag: "
        "wat een beheerder wijzigde of toevoegde, blijft behouden."
    )
    voorbeeld = """
python manage.py load_reference
python manage.py load_reference --json
python manage.py load_reference --map /srv/eigen-naslag
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--map", type=Path, default=FIXTURES, help="De map met de bestanden; standaard fixtures/.")

    def voer_uit(self, **opties: Any) -> None:
        with vanaf("load_reference"):
            verslag = laad_naslag(fixtures=opties["map"])
        if opties["als_json"]:
            self.schrijf_json(verslag.als_json())
        elif opties["verbosity"] > 0:
            for naam, telling in verslag.tellingen.items():
                self.stdout.write(f"{naam}: {_in_woorden(telling)}")
            if verslag.is_ongewijzigd:
                self.stdout.write("Er is niets gewijzigd.")


def _in_woorden(telling: Telling) -> str:
    """ "3 nieuw, 339 ongewijzigd"; what did not happen is left out."""
    delen = (
        (telling.nieuw, "nieuw"),
        (telling.bijgewerkt, "bijgewerkt"),
        (telling.behouden, "behouden zoals een beheerder ze wijzigde"),
        (telling.ongewijzigd, "ongewijzigd"),
    )
    return ", ".join(f"{aantal} {woord}" for aantal, woord in delen if aantal) or "geen rijen"
