from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from accounts.actoren import Systeem
from accounts.auditlog import vanaf
from accounts.services import zet_demo_wachtwoord
from agreements.services.demo import laad_demo
from bolapp.demo_password import demo_password
from bolapp.opdracht import Opdracht


class Command(Opdracht):
    help = "Laad de demogegevens: drie voorbeeldrondes met hun verloop, en een account per rol. Herhaalbaar."
    voorbeeld = "DEMO=1 python manage.py load_demo"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--zo-nodig", action="store_true", help="Doe niets als DEMO uit staat, zonder te weigeren.")

    def voer_uit(self, **opties: Any) -> None:
        if not settings.DEMO and opties["zo_nodig"]:
            return
        if not settings.DEMO:
            raise CommandError("De demogegevens staan uit. Zet DEMO=1 als u ze in deze omgeving echt wilt laden.")
        demo = Systeem(naam="demogegevens")
        with vanaf("load_demo"), transaction.atomic():
            resultaat = laad_demo(by=demo)
            wachtwoord = demo_password()
            anders = zet_demo_wachtwoord(wachtwoord=wachtwoord.value, by=demo)
        if wachtwoord.is_new:
            self.stderr.write(wachtwoord.line(), lambda regel: regel)
        if opties["als_json"]:
            self.schrijf_json(asdict(resultaat))
        elif resultaat.is_ongewijzigd and anders:
            self.stdout.write(f"De demogegevens waren al geladen. {anders} accounts kregen het demowachtwoord.")
        elif resultaat.is_ongewijzigd:
            self.stdout.write("De demogegevens waren al geladen: er is niets veranderd.")
        else:
            self.stdout.write(
                f"Geladen: {resultaat.accounts} accounts, {resultaat.afspraken} afspraken, "
                f"{resultaat.statuswijzigingen} statuswijzigingen, {resultaat.verbanden} verbanden en een dossier met "
                f"{resultaat.agendapunten} agendapunten."
            )
