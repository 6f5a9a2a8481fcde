from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from bolapp.opdracht import Opdracht
from parliament.models import Cijferversie
from parliament.services.cijfercontrole import controleer


class Command(Opdracht):
    help = (
        "Vertel een cijfer voor de brief: het getal, de peildatum, de bron, en of opnieuw tellen hetzelfde geeft.\n"
        "Zonder --versie is het de laatste."
    )
    voorbeeld = """
python manage.py cijfer 3
python manage.py cijfer 3 --versie 1 --json
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nummer", type=int, metavar="NUMMER", help="Het nummer van het cijfer.")
        parser.add_argument("--versie", type=int, metavar="N", help="Welke versie; anders de laatste.")

    def voer_uit(self, *, nummer: int, versie: int | None, **opties: Any) -> None:
        versies = Cijferversie.objects.filter(cijfer=nummer).select_related("publicatie")
        gevonden = (versies.filter(nummer=versie) if versie is not None else versies).order_by("-nummer").first()
        if gevonden is None:
            welke = f", versie {versie}," if versie is not None else ""
            raise CommandError(f"Cijfer {nummer}{welke} bestaat niet.")
        controle = controleer(gevonden, met_bewerkingen=True)
        if opties["als_json"]:
            self.schrijf_json(
                {
                    "cijfer": gevonden.cijfer_id,
                    "versie": gevonden.nummer,
                    "titel": gevonden.titel,
                    "aantal": gevonden.aantal,
                    "totaal": gevonden.totaal,
                    "zin": gevonden.ingevulde_zin,
                    "vraag": gevonden.vraag,
                    "peildatum": gevonden.peildatum.isoformat(),
                    "bron": gevonden.bron,
                    "kamerstuk": gevonden.publicatie.kamerstuk if gevonden.is_gepubliceerd else None,
                    "telt": gevonden.zicht,
                    "codes": gevonden.codes,
                    "sha256": gevonden.sha256,
                    "gelijk": controle.gelijk,
                    "verschillen": [
                        {"code": een.code, "wat": een.wat, "waarom": een.waarom} for een in controle.verschillen
                    ],
                }
            )
            return
        self.stdout.write(gevonden.citaat)
        self.stdout.write(f"Telt {gevonden.get_zicht_display()}.")
        if controle.gelijk:
            self.stdout.write("Opnieuw geteld: gelijk.")
        else:
            self.stdout.write(f"Opnieuw geteld: {controle.samenvatting}")
        for een in controle.verschillen:
            self.stdout.write(f"- {een.code} {een.wat}. {een.waarom}")
