"""maak_beheerder: the first beheerder of a new installation, or a way back in."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from accounts.actoren import SYSTEEM
from accounts.auditlog import vanaf
from accounts.models import Rol, User
from accounts.services import is_beheerder, ken_rol_toe, maak_account, zet_actief
from bolapp.opdracht import Opdracht


class Command(Opdracht):
    help = (
        "Maak een account met de rol Beheerder, of geef een bestaand account die rol. Het wachtwoord van een "
        "nieuw account wordt gevraagd, of gelezen van de standaardinvoer."
    )
    voorbeeld = """
python manage.py maak_beheerder j.jansen --naam "J. Jansen"
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("gebruikersnaam", help="De naam om mee in te loggen.")
        parser.add_argument("--naam", default="", help="De naam zoals anderen die zien.")
        parser.add_argument("--email", default="", help="Het e-mailadres.")

    def voer_uit(self, **opties: Any) -> None:
        naam = opties["gebruikersnaam"]
        with vanaf("maak_beheerder"), transaction.atomic():
            user = User.objects.filter(username=naam).first()
            if user is None:
                user = maak_account(
                    username=naam,
                    naam=opties["naam"],
                    email=opties["email"],
                    wachtwoord=_vraag_wachtwoord(),
                    by=SYSTEEM,
                )
            elif not user.is_active:
                zet_actief(user=user, actief=True, by=SYSTEEM)
            nieuw = not is_beheerder(user)
            if nieuw:
                ken_rol_toe(user=user, rol=Rol.BEHEERDER, by=SYSTEEM)
        if opties["als_json"]:
            self.schrijf_json({"gebruikersnaam": naam, "rol_toegekend": nieuw})
        elif opties["verbosity"] > 0:
            self.stdout.write(f"{naam} is nu beheerder." if nieuw else f"{naam} was al beheerder.")


def _vraag_wachtwoord() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    wachtwoord = getpass("Wachtwoord: ")
    if wachtwoord != getpass("Nog een keer: "):
        raise CommandError("De twee wachtwoorden zijn niet gelijk. Er is niets gewijzigd.")
    return wachtwoord
