from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.actoren import SYSTEEM
from accounts.auditlog import leg_vast, vanaf
from agreements.exporters import Voortgang
from agreements.exporters.dossier import DOSSIERFORMATEN
from agreements.lijst import LANDELIJK, LANDSDEEL_CODES, SOORTEN
from agreements.management.documentopdracht import Documentopdracht
from agreements.models import Dossier, Overleg
from agreements.services.dossieruitvoer import voer_dossier_uit
from agreements.services.titelblad import Document


class Command(Documentopdracht):
    help = "Schrijf het dossier van een overleg naar een bestand. Een dossier is intern, ook als de ronde openbaar is."
    voorbeeld = """
python manage.py export_dossier --soort bol --jaar 2026 --landsdeel noordwest --formaat pdf --output dossier.pdf
python manage.py export_dossier --soort bol --jaar 2026 --landsdeel noordwest --formaat docx --output dossier.docx
python manage.py export_dossier --soort bol --jaar 2026 --landsdeel noordwest --formaat json --output - > dossier.json
"""

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_ronde(parser)
        parser.add_argument(
            "--landsdeel",
            required=True,
            choices=[slug for slug in LANDSDEEL_CODES if slug != LANDELIJK],
            help="Het landsdeel van het overleg.",
        )
        parser.add_argument(
            "--formaat", required=True, choices=list(DOSSIERFORMATEN), help=f"Kies uit: {', '.join(DOSSIERFORMATEN)}."
        )
        self.add_output(parser)

    def voer_uit(
        self, *, soort: str, jaar: int, landsdeel: str, formaat: str, output: str, als_json: bool, **opties: Any
    ) -> None:
        overleg = _overleg(soort, jaar, landsdeel)

        def maak(voortgang: Voortgang) -> Document:
            return voer_dossier_uit(overleg=overleg, user=None, formaat=formaat, voortgang=voortgang)

        document, doel = self.schrijf_document(output, als_json, maak)
        with vanaf("export_dossier"):
            leg_vast(
                actie="dossier geëxporteerd",
                object_soort="dossier",
                object_sleutel=overleg.slug,
                by=SYSTEEM,
                details={"formaat": formaat},
            )
        if doel is None:
            return
        if als_json:
            self.schrijf_json(self.over_bestand(doel, formaat, document) | {"overleg": str(overleg)})
        else:
            self.stdout.write(f"{doel}: dossier van {overleg}, {len(document.inhoud)} bytes.")


def _overleg(soort: str, jaar: int, landsdeel: str) -> Overleg:
    """The overleg, when it has a dossier."""
    dossiers = Dossier.objects.select_related("overleg__ronde", "overleg__landsdeel").order_by("overleg")
    dossier = dossiers.filter(
        overleg__ronde__soort=soort, overleg__ronde__jaar=jaar, overleg__landsdeel__slug=landsdeel
    ).first()
    if dossier is None:
        bekend = ", ".join(str(een.overleg) for een in dossiers)
        raise CommandError(
            f"Van {SOORTEN[soort]} {jaar} {landsdeel} is er geen dossier."
            + (f" Er is een dossier van: {bekend}." if bekend else " Er is nog geen enkel dossier geladen.")
        )
    overleg: Overleg = dossier.overleg
    return overleg
