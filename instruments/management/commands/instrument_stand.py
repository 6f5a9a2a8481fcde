from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from accounts.actoren import SYSTEEM
from bolapp.opdracht import Opdracht
from instruments.models import Instrument
from instruments.stand import Antwoord
from instruments.stand_json import als_json, als_zin, dag
from instruments.vraag import standen


class Command(Opdracht):
    help = (
        "Vertel hoe ver een instrument op een peildatum was: hoeveel zijn er vastgesteld, door welke handeling,\n"
        "welke ontbreken en wat is niet bekend. Met --openbaar tellen alleen gepubliceerde bronnen mee."
    )
    voorbeeld = """
python manage.py instrument_stand --instrument ontwikkelperspectief --peildatum 2024-12-31 --json
python manage.py instrument_stand --instrument uitvoeringsagenda --peildatum 2025-06-11
python manage.py instrument_stand --instrument ria --openbaar
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--instrument", required=True, metavar="NAAM", help="Bijvoorbeeld ontwikkelperspectief.")
        parser.add_argument("--peildatum", metavar="JJJJ-MM-DD", help="De dag waarvan u de stand wilt; anders vandaag.")
        parser.add_argument("--openbaar", action="store_true", help="Tel alleen wat voor iedereen te lezen is.")

    def voer_uit(self, *, instrument: str, peildatum: str | None, openbaar: bool, **opties: Any) -> None:
        gevonden = Instrument.objects.prefetch_related("gebieden").filter(slug=instrument).first()
        if gevonden is None:
            raise CommandError(_onbekend(instrument))
        (stand,) = standen(_dag(peildatum), AnonymousUser() if openbaar else SYSTEEM, [gevonden])
        if opties["als_json"]:
            self.schrijf_json(als_json(gevonden.slug, stand.antwoord))
        else:
            self._vertel(gevonden, stand.antwoord)

    def _vertel(self, instrument: Instrument, antwoord: Antwoord) -> None:
        self.stdout.write(f"{instrument.naam} op {dag(antwoord.peildatum)}: {als_zin(antwoord)}")
        for regel in (*antwoord.regels, *antwoord.buiten_telling):
            uiting = regel.uiting
            delen = [regel.plek.naam, regel.stand]
            if uiting is not None:
                delen += [deel for deel in (uiting.handeling, uiting.versie, uiting.moment, str(uiting.bron)) if deel]
            buiten = " (telt niet mee)" if regel in antwoord.buiten_telling else ""
            uitleg = f" {regel.uitleg}" if regel.uitleg else ""
            self.stdout.write(f"- {' · '.join(delen)}{buiten}.{uitleg}")
        for tegenspraak in antwoord.tegenspraken:
            self.stdout.write(f"Bronnen zeggen niet hetzelfde over {tegenspraak.waarover}:")
            for tekst, bron in tegenspraak.uitspraken:
                self.stdout.write(f"  - {tekst} ({bron})")


def _onbekend(naam: str) -> str:
    namen = list(Instrument.objects.values_list("slug", flat=True))
    if not namen:
        return "Er zijn nog geen instrumenten. Voer eerst 'manage.py load_reference' uit."
    return f"Het instrument “{naam}” bestaat niet. Kies uit: {', '.join(namen)}."


def _dag(tekst: str | None) -> date:
    if tekst is None:
        return timezone.localdate()
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise CommandError(f"“{tekst}” is geen datum. Schrijf de peildatum als 2024-12-31.") from None
