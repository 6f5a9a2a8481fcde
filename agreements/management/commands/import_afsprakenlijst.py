from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from accounts.actoren import SYSTEEM
from accounts.auditlog import vanaf
from agreements.lijst import SOORTEN, Lijst
from agreements.lijst_json import naar_json
from agreements.services.invoer import lees_document
from agreements.services.lijsten import LijstWijktAf, laad_lijst, lijst_uit_database
from agreements.services.reparaties import Hersteld, met_eerdere_reparaties, sha256_van
from agreements.services.vergelijken import Verschil
from bolapp.opdracht import Opdracht

#: How many differences or doubtful places are printed before the rest is only counted.
TOON = 40


class Command(Opdracht):
    help = "Lees een afsprakenlijst uit een document en laad haar. Twee keer hetzelfde laden verandert niets."
    voorbeeld = """
python manage.py import_afsprakenlijst lijst-2024.txt --soort bol --jaar 2024 --dry-run
python manage.py import_afsprakenlijst lijst-2024.txt --soort bol --jaar 2024
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pad", type=Path, metavar="PATH", help="Het document met de lijst.")
        parser.add_argument("--soort", required=True, choices=list(SOORTEN), help="De soort overleg.")
        parser.add_argument("--jaar", required=True, type=int, help="Het jaar van de ronde, bijvoorbeeld 2024.")
        parser.add_argument("--dry-run", action="store_true", help="Lees en meld, maar laad niets.")
        parser.add_argument(
            "--vervang",
            action="store_true",
            help="Vervang een lijst die al geladen is. Codes, statussen en geschiedenis blijven.",
        )

    def voer_uit(self, *, pad: Path, soort: str, jaar: int, **opties: Any) -> None:
        if not pad.is_file():
            raise CommandError(f"Het bestand {pad} bestaat niet. Controleer de naam en de map.")
        document = lees_document(pad, naam=pad.name, soort=soort, jaar=jaar)
        self.voortgang("Document gelezen.")
        hersteld = met_eerdere_reparaties(document.lijst, bron=document.bron, sha256=sha256_van(pad))
        gelezen = hersteld.lijst
        self._meld_reparaties(hersteld)
        if opties["dry_run"]:
            self._meld(gelezen, "Proef: er is niets geladen.", opties)
            return
        with vanaf("import_afsprakenlijst"):
            try:
                with transaction.atomic():
                    resultaat = laad_lijst(lijst=gelezen, by=SYSTEEM, vervang=opties["vervang"], bestandsnaam=pad.name)
            except LijstWijktAf as fout:
                self._toon_verschillen(fout.verschillen, als_json=opties["als_json"])
                raise CommandError(
                    f"De ronde heeft al een lijst die op {len(fout.verschillen)} plaatsen anders is; er is niets"
                    " geladen. Gebruik --vervang om haar te vervangen."
                ) from fout
        geladen = lijst_uit_database(resultaat.ronde, user=None)
        geladen = Lijst(
            soort=geladen.soort,
            jaar=geladen.jaar,
            titel=geladen.titel,
            landsdelen=geladen.landsdelen,
            meldingen=gelezen.meldingen,
        )
        if resultaat.is_ongewijzigd:
            slot = "Deze lijst was al geladen: er is niets veranderd."
        elif resultaat.verschillen:
            slot = (
                f"Vervangen: {resultaat.nieuw} nieuw, {resultaat.gewijzigd} gewijzigd,"
                f" {resultaat.verdwenen} niet meer in de lijst."
            )
        else:
            slot = f"Geladen: {resultaat.nieuw} tekstblokken."
        self._meld(geladen, slot, opties)

    def _meld_reparaties(self, hersteld: Hersteld) -> None:
        """Say on standard error that the structure is not simply as it was read."""
        if hersteld.toegepast:
            wat = "reparatie die" if hersteld.toegepast == 1 else "reparaties die"
            self.stderr.write(f"Toegepast: {hersteld.toegepast} {wat} eerder bij dit document zijn gedaan.")
        for bewerking, reden in hersteld.niet_toegepast:
            self.stderr.write(f"Niet toegepast ({bewerking.ingreep.value}, “{bewerking.tekst[:60]}”): {reden}")

    def _meld(self, lijst: Lijst, slot: str, opties: dict[str, Any]) -> None:
        if opties["als_json"]:
            self.schrijf_json(naar_json(lijst))
            return
        telling = lijst.tellingen()
        self.stdout.write(
            f"{lijst.titel}: {telling['landsdelen']} landsdelen, {telling['rubrieken']} rubrieken, "
            f"{telling['afspraken']} afspraken, {telling['subpunten']} subpunten, "
            f"{telling['losse_alineas']} losse alinea{'' if telling['losse_alineas'] == 1 else '’s'}."
        )
        for melding in lijst.meldingen[:TOON]:
            plaats = f"regel {melding.regel}: " if melding.regel else ""
            self.stdout.write(f"  let op, {plaats}{melding.soort}: {melding.tekst}")
        if len(lijst.meldingen) > TOON:
            self.stdout.write(f"  … en nog {len(lijst.meldingen) - TOON} meldingen; zie --json.")
        self.stdout.write(slot)

    def _toon_verschillen(self, verschillen: list[Verschil], *, als_json: bool) -> None:
        if als_json:
            self.schrijf_json({"verschillen": [verschil.als_json() for verschil in verschillen]})
            return
        for verschil in verschillen[:TOON]:
            self.stdout.write(f"  {verschil.soort} ({verschil.plaats})")
            if verschil.oud:
                self.stdout.write(f"    - {verschil.oud}")
            if verschil.nieuw:
                self.stdout.write(f"    + {verschil.nieuw}")
        if len(verschillen) > TOON:
            self.stdout.write(f"  … en nog {len(verschillen) - TOON} verschillen.")
