from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.actoren import SYSTEEM
from accounts.auditlog import leg_vast, vanaf
from agreements.exporters import FORMATEN, Voortgang
from agreements.lijst import SOORTEN
from agreements.management.documentopdracht import Documentopdracht
from agreements.models import Ronde
from agreements.services.keuze import Keuze
from agreements.services.uitgaven import lijst_van, open_bestand, uitgave_met_nummer
from agreements.services.uitvoer import Uitvoer, toets_formaat, toets_keuze, voer_lijst_uit


class Command(Documentopdracht):
    help = "Schrijf de afsprakenlijst van een ronde naar een bestand."
    voorbeeld = """
python manage.py export_afsprakenlijst --soort bol --jaar 2024 --formaat pdf --output lijst.pdf
python manage.py export_afsprakenlijst --soort bol --jaar 2024 --landsdeel zuidwest noord \\
    --formaat pdf --met-status --peildatum 2025-06-30 --output voortgang.pdf
python manage.py export_afsprakenlijst --soort bol --jaar 2024 --provincie zeeland --thema wonen-en-werken \\
    --formaat pdf --met-termijn --met-partijen --output zeeland.pdf
python manage.py export_afsprakenlijst --soort bol --jaar 2024 --formaat docx --met-wijzigingen 1.0 --output nu.docx
python manage.py export_afsprakenlijst --soort bol --jaar 2024 --formaat pdf --uitgave 1.0 --output lijst.pdf
python manage.py export_afsprakenlijst --soort bol --jaar 2024 --formaat json --output - > lijst.json
"""

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_ronde(parser)
        self.add_keuzes(parser, "landsdeel", "provincie", "gebied", "thema")
        parser.add_argument("--formaat", required=True, help=f"Kies uit: {', '.join(FORMATEN)}.")
        self.add_output(parser)
        parser.add_argument("--met-status", action="store_true", help="Met per afspraak een regel over de status.")
        parser.add_argument(
            "--peildatum",
            metavar="D",
            help="Met --met-status: de status aan het eind van deze dag, bijvoorbeeld 2025-06-30.",
        )
        parser.add_argument("--met-termijn", action="store_true", help="Met per afspraak de termijnen.")
        parser.add_argument("--met-partijen", action="store_true", help="Met per afspraak wie wat doet.")
        parser.add_argument(
            "--met-wijzigingen",
            nargs="?",
            const="",
            metavar="UITGAVE",
            help="Met wat er veranderde sinds de laatste uitgave, of sinds deze, bijvoorbeeld: 1.0.",
        )
        parser.add_argument(
            "--uitgave",
            metavar="UITGAVE",
            help="Het document van deze uitgave, byte voor byte zoals het is vastgelegd, bijvoorbeeld: 1.0.",
        )

    def voer_uit(self, *, soort: str, jaar: int, formaat: str, output: str, **opties: Any) -> None:
        # Everything that can be refused is, before the work begins.
        toets_formaat(formaat)
        keuze = _keuze(opties)
        toets_keuze(keuze)
        ronde = _ronde(soort, jaar)

        def maak(voortgang: Voortgang) -> Uitvoer:
            if nummer := opties["uitgave"]:
                return _vastgelegd(ronde, nummer, formaat, keuze)
            return voer_lijst_uit(ronde=ronde, user=None, formaat=formaat, keuze=keuze, voortgang=voortgang)

        uitvoer, doel = self.schrijf_document(output, opties["als_json"], maak)
        with vanaf("export_afsprakenlijst"):
            leg_vast(
                actie="afsprakenlijst geëxporteerd",
                object_soort="afsprakenlijst",
                object_sleutel=ronde.slug,
                by=SYSTEEM,
                details={"formaat": formaat, "uitgave": opties["uitgave"], **keuze.als_parameters()},
            )
        if doel is not None:
            self._meld(doel, formaat, uitvoer, opties)

    def _meld(self, doel: Path, formaat: str, uitvoer: Uitvoer, opties: dict[str, Any]) -> None:
        tellingen = uitvoer.lijst.tellingen()
        if opties["als_json"]:
            self.schrijf_json(
                self.over_bestand(doel, formaat, uitvoer) | {"titel": uitvoer.lijst.titel, "tellingen": tellingen}
            )
            return
        afspraken, rubrieken = tellingen["afspraken"], tellingen["rubrieken"]
        self.stdout.write(
            f"{doel}: {uitvoer.lijst.titel}, {afspraken} {'afspraak' if afspraken == 1 else 'afspraken'} in"
            f" {rubrieken} {'rubriek' if rubrieken == 1 else 'rubrieken'}, {len(uitvoer.inhoud)} bytes."
        )


def _keuze(opties: dict[str, Any]) -> Keuze:
    if opties["peildatum"] is not None and not opties["met_status"]:
        raise CommandError("--peildatum hoort bij --met-status. Voeg --met-status toe, of laat --peildatum weg.")
    return Keuze(
        landsdelen=tuple(opties["landsdeel"]),
        provincies=tuple(opties["provincie"]),
        gebieden=tuple(opties["gebied"]),
        themas=tuple(opties["thema"]),
        met_status=opties["met_status"],
        peildatum=_dag(opties["peildatum"]),
        met_termijnen=opties["met_termijn"],
        met_partijen=opties["met_partijen"],
        wijzigingen_sinds=opties["met_wijzigingen"],
    )


def _vastgelegd(ronde: Ronde, nummer: str, formaat: str, keuze: Keuze) -> Uitvoer:
    """The document of an edition as it was frozen; it cannot be narrowed or added to any more."""
    if keuze != Keuze():
        raise CommandError("Een uitgave ligt vast: laat bij --uitgave de andere keuzes weg.")
    uitgave = uitgave_met_nummer(ronde, nummer, user=None)
    bestand = uitgave.bestanden.filter(formaat=formaat).first()
    if bestand is None:
        er = ", ".join(uitgave.bestanden.order_by("volgorde").values_list("formaat", flat=True))
        raise CommandError(f"Van uitgave {nummer} is er geen {formaat}. Dit is er wel: {er}.")
    with open_bestand(bestand) as inhoud:
        return Uitvoer(
            inhoud=inhoud.read(), bestandsnaam=bestand.naam, mediatype=bestand.mediatype, lijst=lijst_van(uitgave)
        )


def _ronde(soort: str, jaar: int) -> Ronde:
    rondes = Ronde.objects.met_lijst()
    ronde = rondes.filter(soort=soort, jaar=jaar).first()
    if ronde is None:
        met_lijst = rondes.filter(overleggen__rubrieken__isnull=False).distinct()
        bekend = ", ".join(f"{een.soort} {een.jaar}" for een in met_lijst)
        raise CommandError(
            f"De ronde {SOORTEN[soort]} {jaar} bestaat niet."
            + (f" Er is een lijst van: {bekend}." if bekend else " Er is nog geen enkele lijst geladen.")
        )
    return ronde


def _dag(tekst: str | None) -> date | None:
    if tekst is None:
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise CommandError(f"“{tekst}” is geen datum. Schrijf een datum als 2025-06-30.") from None
