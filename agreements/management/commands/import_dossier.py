from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from accounts.actoren import SYSTEEM
from accounts.auditlog import vanaf
from agreements.dossier import Dossier
from agreements.dossier_json import naar_json
from agreements.importers.dossier import lees_dossier
from agreements.lijst import LANDELIJK, LANDSDEEL_CODES, SOORTEN, LijstFout
from agreements.services.dossiers import DossierWijktAf, dossier_van, laad_dossier
from bolapp.opdracht import Opdracht

#: How many doubtful places or differences are printed before the rest is only counted.
TOON = 40


class Command(Opdracht):
    help = "Lees het dossier van een overleg uit een document en laad het. Twee keer hetzelfde laden verandert niets."
    voorbeeld = """
python manage.py import_dossier dossier.docx --soort bol --jaar 2026 --landsdeel noordwest --dry-run
python manage.py import_dossier dossier.docx --soort bol --jaar 2026 --landsdeel noordwest
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pad", type=Path, metavar="PATH", help="Het document met het dossier: .docx of .md.")
        parser.add_argument("--soort", required=True, choices=list(SOORTEN), help="De soort overleg.")
        parser.add_argument("--jaar", required=True, type=int, help="Het jaar van de ronde, bijvoorbeeld 2026.")
        parser.add_argument(
            "--landsdeel",
            required=True,
            choices=[slug for slug in LANDSDEEL_CODES if slug != LANDELIJK],
            help="Het landsdeel van het overleg.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Lees en meld, maar laad niets.")
        parser.add_argument(
            "--vervang",
            action="store_true",
            help="Vervang een dossier dat al geladen is. Het vorige blijft als versie bewaard.",
        )

    def voer_uit(self, *, pad: Path, soort: str, jaar: int, landsdeel: str, **opties: Any) -> None:
        if not pad.is_file():
            raise CommandError(f"Het bestand {pad} bestaat niet. Controleer de naam en de map.")
        try:
            gelezen = lees_dossier(pad, naam=pad.name, soort=soort, jaar=jaar, landsdeel=landsdeel).dossier
        except LijstFout as fout:
            raise ValidationError(str(fout)) from fout
        self.voortgang("Document gelezen.")
        if opties["dry_run"]:
            self._meld(gelezen, "Proef: er is niets geladen.", opties)
            return
        with vanaf("import_dossier"):
            try:
                resultaat = laad_dossier(gelezen, by=SYSTEEM, vervang=opties["vervang"], bestandsnaam=pad.name)
            except DossierWijktAf as fout:
                self._toon_verschillen(fout.verschillen, als_json=opties["als_json"])
                raise CommandError(f"{fout.message} Gebruik --vervang om het te vervangen.") from fout
        if resultaat.versie is None:
            slot = "Dit dossier was al geladen: er is niets veranderd."
        elif resultaat.verschillen:
            slot = f"Vervangen: versie {resultaat.versie.nummer}. De vorige versie blijft bewaard."
        else:
            slot = f"Geladen bij {resultaat.overleg}."
        self._meld(dossier_van(resultaat.overleg) or gelezen, slot, opties)

    def _meld(self, dossier: Dossier, slot: str, opties: dict[str, Any]) -> None:
        if opties["als_json"]:
            self.schrijf_json(naar_json(dossier))
            return
        gegevens = naar_json(dossier)["tellingen"]
        blokken = gegevens["blokken_voorgesteld"]
        self.stdout.write(
            f"{dossier.titel}: {gegevens['agendapunten']} agendapunten, "
            f"{gegevens['voorgestelde_afspraken']} voorgestelde afspraken; van de blokken met voorgestelde afspraken "
            f"zijn er {blokken['echt']} ingevuld, {blokken['sjabloon']} nog sjabloon en {blokken['pm']} PM."
        )
        for melding in dossier.meldingen[:TOON]:
            plaats = f"regel {melding.regel}: " if melding.regel else ""
            self.stdout.write(f"  let op, {plaats}{melding.soort}: {melding.tekst}")
        if len(dossier.meldingen) > TOON:
            self.stdout.write(f"  … en nog {len(dossier.meldingen) - TOON} meldingen; zie --json.")
        self.stdout.write(slot)

    def _toon_verschillen(self, verschillen: list[str], *, als_json: bool) -> None:
        if als_json:
            self.schrijf_json({"verschillen": verschillen})
            return
        for verschil in verschillen[:TOON]:
            self.stdout.write(f"  {verschil}")
        if len(verschillen) > TOON:
            self.stdout.write(f"  … en nog {len(verschillen) - TOON} verschillen.")
