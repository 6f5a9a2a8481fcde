from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.actoren import SYSTEEM
from accounts.auditlog import leg_vast, vanaf
from agreements.exporters import Voortgang
from agreements.lijst import SOORTEN
from agreements.management.documentopdracht import Documentopdracht
from agreements.models import Ronde
from agreements.services.titelblad import Uitvoer
from monitoring.models import Momentopname
from monitoring.services.voortgang import DOCUMENTEN, maak_voortgang


class Command(Documentopdracht):
    help = "Schrijf het voortgangshoofdstuk van een ronde naar een bestand, uit de laatste momentopname."
    voorbeeld = """
python manage.py export_voortgang --soort bol --jaar 2024 --formaat pdf --output voortgang.pdf
python manage.py export_voortgang --soort bol --jaar 2024 --provincie zeeland --formaat docx --output zeeland.docx
python manage.py export_voortgang --soort bol --jaar 2024 --monitorronde 3 --formaat odt --output voortgang.odt
"""

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_ronde(parser)
        self.add_keuzes(parser, "provincie", "gebied")
        parser.add_argument(
            "--monitorronde",
            type=int,
            metavar="NUMMER",
            help="De momentopname van deze monitorronde. Zonder: de laatste; is er geen, dan de stand van nu.",
        )
        parser.add_argument("--formaat", required=True, help=f"Kies uit: {', '.join(DOCUMENTEN)}.")
        self.add_output(parser)

    def voer_uit(self, *, soort: str, jaar: int, formaat: str, output: str, **opties: Any) -> None:
        if formaat not in DOCUMENTEN:
            raise CommandError(
                f"Het formaat “{formaat}” kan niet worden gemaakt. Dit kan wel: {', '.join(DOCUMENTEN)}."
            )
        ronde = Ronde.objects.filter(soort=soort, jaar=jaar).first()
        if ronde is None:
            raise CommandError(f"De ronde {SOORTEN[soort]} {jaar} bestaat niet. Laad eerst haar afsprakenlijst.")
        momentopname = None
        if (nummer := opties["monitorronde"]) is not None:
            momentopname = (
                Momentopname.objects.filter(monitorronde=nummer, regels__afspraak__overleg__ronde=ronde)
                .select_related("monitorronde")
                .first()
            )
            if momentopname is None:
                raise CommandError(f"Monitorronde {nummer} heeft geen momentopname met afspraken van {ronde}.")

        def maak(voortgang: Voortgang) -> Uitvoer:
            return maak_voortgang(
                ronde=ronde,
                user=None,
                formaat=formaat,
                momentopname=momentopname,
                provincies=opties["provincie"],
                gebieden=opties["gebied"],
                voortgang=voortgang,
            )

        uitvoer, doel = self.schrijf_document(output, opties["als_json"], maak)
        with vanaf("export_voortgang"):
            leg_vast(
                actie="voortgang geëxporteerd",
                object_soort="afsprakenlijst",
                object_sleutel=ronde.slug,
                by=SYSTEEM,
                details={"formaat": formaat, "provincies": opties["provincie"], "gebieden": opties["gebied"]},
            )
        if doel is None:
            return
        aantal = uitvoer.lijst.tellingen()["afspraken"]
        if opties["als_json"]:
            self.schrijf_json(
                self.over_bestand(doel, formaat, uitvoer) | {"titel": uitvoer.lijst.titel, "afspraken": aantal}
            )
            return
        self.stdout.write(
            f"{doel}: {uitvoer.lijst.titel}, {aantal} {'afspraak' if aantal == 1 else 'afspraken'},"
            f" {len(uitvoer.inhoud)} bytes."
        )
